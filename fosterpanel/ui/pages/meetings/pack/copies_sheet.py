"""Making members' copies: who gets one, and what each of them will be."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFileDialog

from fosterpanel.ui.look.tokens import Tone
from fosterpanel.ui.parts.buttons import primary, secondary
from fosterpanel.ui.parts.fields import PeopleField
from fosterpanel.ui.parts.form import Form
from fosterpanel.ui.parts.sheet import Sheet
from fosterpanel.ui.parts.words import StateLine, muted
from fosterpanel.workflow.packing.pack_desk import PackDesk


class CopiesSheet(Sheet):
    """``chosen(member ids, folder)`` when copies are to be made there."""

    chosen = Signal(object, object)

    def __init__(self, desk: PackDesk) -> None:
        super().__init__("Make members' copies")
        self.members = PeopleField(
            "A copy for", [(one.member_id, one.name) for one in desk.readers], name="copy_for"
        )
        self.members.set_value(tuple(one.member_id for one in desk.readers if not one.why_not))
        self.form = Form(self.members)
        self.add(
            muted(
                "Each copy has its member's name across every page and opens with a password of its own, which "
                "is kept here. Tell it by telephone, never with the file."
            ),
            *(StateLine(one.why_not, Tone.WARN, "circle-alert") for one in desk.readers if one.why_not),
            self.form,
        )
        self.set_acts(
            primary("Choose a folder and make them", "copy", on_press=self._ask_where),
            secondary("Not now", on_press=self.close_sheet),
        )

    def _ask_where(self) -> None:
        if not self.form.is_sound():
            return
        dialog = QFileDialog(self, "Make the copies in this folder")
        dialog.setObjectName("copies_folder")
        dialog.setFileMode(QFileDialog.FileMode.Directory)
        dialog.setOption(QFileDialog.Option.ShowDirsOnly)
        dialog.fileSelected.connect(self._choose)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _choose(self, folder: str) -> None:
        self.close_sheet()
        self.chosen.emit(self.members.value(), Path(folder))
