"""The words of the draft, part by part: as the records say them, or by hand; where both have changed one is chosen."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from html import escape

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from fosterpanel.domain.minutes import Part
from fosterpanel.domain.minutes_parts import MinutesSection, Side
from fosterpanel.ui.look import sizes
from fosterpanel.ui.look.tokens import Tone
from fosterpanel.ui.parts.buttons import icon_only, quiet, secondary
from fosterpanel.ui.parts.card import Card
from fosterpanel.ui.parts.fields import TextField
from fosterpanel.ui.parts.words import StateLine, muted, words
from fosterpanel.ui.room.capture import KEPT_WITHIN_MS
from fosterpanel.ui.room.part import Hands, beside, emptied
from fosterpanel.workflow.minuting.minutes_sections import (
    keep_written,
    sections,
    take_generated,
    write_section,
)


class SectionRow(QWidget):
    """One part. ``written()`` when its words are in the store, ``chosen()`` when it is to be shown anew."""

    written = Signal()
    chosen = Signal()

    def __init__(self, hands: Hands, item_id: str, section: MinutesSection) -> None:
        super().__init__()
        self._hands, self._item_id, self._key = hands, item_id, section.key
        self.field = TextField(
            section.title, name=f"section_{section.key.value}", optional=True, lines=2
        ).unlabelled()
        self.field.set_value(section.words)
        self.field.hide()
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(KEPT_WITHIN_MS)
        self._pause.timeout.connect(self._keep)
        self.field.edited.connect(self._begin_pause)
        self._said = words(section.words) if section.words else muted("Nothing to say yet.")
        self._write = icon_only(f"Write “{section.title}” by hand", "pencil", on_press=self.open_field)
        self._write.setObjectName(f"write_{section.key.value}")
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(sizes.px(2))
        self._column.addWidget(beside(words(section.title, "strong"), self._write, stretch=0, is_level=True))
        self._show(section)

    def open_field(self) -> None:
        """Write the part by hand from here on."""
        self._said.hide()
        self._write.hide()
        self.field.show()
        self.field.focus()

    def flush(self) -> None:
        """Keep at once what waits to be kept."""
        if self._pause.isActive():
            self._pause.stop()
            self._keep()

    def _keep(self) -> None:
        work = partial(write_section, self._hands.office, self._item_id, self._key, self.field.text())
        self._hands.runner.act(work, lambda _: self.written.emit())

    def _begin_pause(self) -> None:
        if not self._pause.isActive():
            self._pause.start()

    def _show(self, section: MinutesSection) -> None:
        if section.is_outdated:
            self._show_both(section)
            return
        self._column.addWidget(self._said)
        self._column.addWidget(self.field)
        if section.written:
            back = quiet(
                "Give it back to the records", "undo-2", on_press=partial(self._choose, take_generated)
            )
            back.setAccessibleName(f"Give “{section.title}” back to the records")
            self._column.addWidget(beside(muted("Written by hand."), back, is_level=True))

    def _show_both(self, section: MinutesSection) -> None:
        """Both texts, what differs in bold, and a button under each."""
        told = "The records have changed since this was written by hand. Choose which is right."
        self._column.addWidget(StateLine(told, Tone.WARN, "circle-alert"))
        for title, side, verb, act in (
            ("By hand", Side.WRITTEN, "Keep what was written by hand", keep_written),
            ("The records now", Side.GENERATED, "Take what the records say", take_generated),
        ):
            button = secondary(verb, on_press=partial(self._choose, act))
            button.setObjectName(f"{act.__name__}_{section.key.value}")
            card = Card(sunk=True, margin=sizes.MEDIUM)
            self._column.addWidget(
                card.add(words(title, "strong"), _beside_other(section, side), beside(button))
            )

    def _choose(self, act: Callable[..., object]) -> None:
        if self._hands.do(partial(act, self._hands.office, self._item_id, self._key)):
            self.chosen.emit()


class SectionsCard(Card):
    """Every part in which the records speak. ``written()`` when one was written by hand."""

    written = Signal()

    def __init__(self, hands: Hands, item_id: str) -> None:
        super().__init__("The words of the minutes")
        self._hands, self._item_id = hands, item_id
        self._shown: tuple[MinutesSection, ...] = ()
        self.rows: dict[Part, SectionRow] = {}
        self._column = QVBoxLayout()
        self._column.setSpacing(sizes.px(sizes.MEDIUM))
        self.add(
            muted("They write themselves from what is recorded. What you write by hand stays."), self._column
        )

    def show_sections(self) -> None:
        """Show them as they stand, unless somebody is writing in one of them."""
        if any(not row.field.isHidden() for row in self.rows.values()):
            return
        self._hands.runner.act(lambda: sections(self._hands.office, self._item_id), self._show)

    def flush(self) -> None:
        """Keep what is being written."""
        for row in self.rows.values():
            row.flush()

    def _show(self, found: tuple[MinutesSection, ...]) -> None:
        if found == self._shown:
            return
        self._shown = found
        emptied(self._column)
        self.rows = {}
        for section in found:
            row = self.rows[section.key] = SectionRow(self._hands, self._item_id, section)
            row.written.connect(self.written)
            row.chosen.connect(self._show_anew)
            self._column.addWidget(row)

    def _show_anew(self) -> None:
        self.rows = {}
        self._shown = ()
        self.show_sections()


def _beside_other(section: MinutesSection, side: Side) -> QLabel:
    """One of two texts, with what only it says in bold."""
    parts = [
        f"<b>{escape(one.words)}</b>" if one.side is side else escape(one.words)
        for one in section.differences
        if one.side in (side, Side.BOTH)
    ]
    label = words("")
    label.setTextFormat(Qt.TextFormat.RichText)
    label.setText(" ".join(parts))
    return label
