"""How a pack is to be built: chosen in a sheet, kept for the next time the sheet is open."""

from __future__ import annotations

from PySide6.QtCore import Signal

from fosterpanel.domain.issued_packs import IssuedPack
from fosterpanel.ui.parts.buttons import primary, secondary
from fosterpanel.ui.parts.fields import LineField, TickField
from fosterpanel.ui.parts.form import Form
from fosterpanel.ui.parts.sheet import Sheet
from fosterpanel.ui.parts.words import muted
from fosterpanel.workflow.packing.packs import PackChoices

_DOTS_PER_INCH = 300


class BuildSheet(Sheet):
    """``chosen(PackChoices)`` when the pack is to be built so."""

    chosen = Signal(object)

    def __init__(self, issued: IssuedPack | None = None) -> None:
        super().__init__("Build the pack")
        usual = PackChoices.as_issued(issued) if issued else PackChoices()
        self.line = LineField("Line at the foot of every page", name="confidentiality", optional=True)
        self.line.set_value(usual.confidentiality)
        self.right_hand = TickField(
            "Begin each document on a right-hand page", help="For printing on both sides.", name="right_hand"
        )
        self.smaller = TickField(
            "Bring large pictures down in size",
            help=f"To {_DOTS_PER_INCH} dots to the inch: what is printed does not suffer, and the file is smaller.",
            name="smaller_pictures",
        )
        self.scans = TickField(
            "Make scanned pages searchable", help="Takes a few seconds for each such page.", name="read_scans"
        )
        self.anew = TickField(
            "Number all pages anew",
            help="Otherwise every page that is out keeps its number, and late papers become 45A. Choose this only "
            "before members have begun to read: a page they noted will have another number.",
            name="number_anew",
        )
        if issued is None:
            self.anew.hide()
        self.right_hand.set_value(usual.has_right_hand_starts)
        self.smaller.set_value(usual.max_dpi is not None)
        self.scans.set_value(usual.reads_scans)
        self.form = Form(self.line, self.right_hand, self.smaller, self.scans, self.anew)
        self.add(
            muted("Every page gets its number, an index with links comes first, and nothing goes out yet."),
            self.form,
        )
        self.set_acts(
            primary("Build it", "layers", on_press=self._choose),
            secondary("Not now", on_press=self.close_sheet),
        )

    def _choose(self) -> None:
        if self.form.is_sound():
            self.close_sheet()
            self.chosen.emit(
                PackChoices(
                    has_right_hand_starts=self.right_hand.value(),
                    max_dpi=_DOTS_PER_INCH if self.smaller.value() else None,
                    reads_scans=self.scans.value(),
                    confidentiality=self.line.value(),
                    is_new_version=self.anew.value(),
                )
            )
