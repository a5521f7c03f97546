"""The record while it is filled in: its parts at the left, the one that is open beside them, kept as it is typed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QSplitter, QVBoxLayout, QWidget

from fosterpanel.domain.decisions import AgencyDecision, RecordPart
from fosterpanel.domain.wording import counted, listed
from fosterpanel.ui.keys import Shortcuts, bind
from fosterpanel.ui.look import sizes
from fosterpanel.ui.pages.decisions.document_view import DocumentView
from fosterpanel.ui.pages.decisions.record.keeper import OpenRecord, RecordKeeper
from fosterpanel.ui.pages.decisions.record.parts_list import PartsList
from fosterpanel.ui.pages.decisions.record.plan import plan
from fosterpanel.ui.pages.decisions.record.signing import GO_TO
from fosterpanel.ui.parts.buttons import primary, secondary
from fosterpanel.ui.parts.card import Card
from fosterpanel.ui.parts.columns import LEFT, scrolled
from fosterpanel.ui.parts.words import heading, muted
from fosterpanel.ui.tasks import TaskRunner
from fosterpanel.workflow.deciding.decision_file import DecisionFile
from fosterpanel.workflow.office import Office

if TYPE_CHECKING:
    from PySide6.QtWidgets import QScrollArea

_READING, _LEAST_PART = 500, 458
PLACE = "decision"
"""Begins the places where parts of records keep drafts: "decision:5f3c…:SINCE"."""


class RecordView(QWidget):
    """The record of ``file``; make another for another.

    Signals: ``read_asked(paper_id)``; ``act_asked(str)`` for what belongs to the page ("minutes", "refresh",
    "agreed-change"); ``sign_asked()``.
    """

    read_asked = Signal(str)
    act_asked = Signal(str)
    sign_asked = Signal()

    def __init__(
        self, office: Office, runner: TaskRunner, file: DecisionFile, record: AgencyDecision
    ) -> None:
        super().__init__()
        self.file = file
        self._clock = office.clock
        self.open_record = OpenRecord(office, record)
        self.planned = {one.part: one for one in plan(file, record, office.clock)}
        self.forms = {part: one.make() for part, one in self.planned.items()}
        self.list = PartsList(tuple(self.planned.values()))
        self.part = next(iter(self.planned))
        for form in self.forms.values():
            form.show_record(record)
        self._keepers = [
            RecordKeeper(form, self.open_record, office, runner, f"{PLACE}:{record.id}:{part.name}")
            for part, form in self.forms.items()
        ]
        self._lay_out()
        self._connect()
        self.show_part(self._first_to_fill())

    def standing(self) -> AgencyDecision:
        """The record with what stands in its fields now, dated today unless another day was given."""
        record = self.open_record.with_changes(*(form.changes() for form in self.forms.values()))
        return record if record.decided_on else replace(record, decided_on=self._clock.today())

    def show_part(self, part: RecordPart) -> None:
        """Open a part."""
        self.forms[self.part].hide()
        self.part = part
        self.forms[part].show()
        self._title.setText(self.planned[part].title)
        self.list.show_part(part)
        self._dress_foot()
        self._follow()
        self._area.verticalScrollBar().setValue(0)

    def go_to(self, part: RecordPart) -> None:
        """Open a part with the keyboard in it."""
        self.show_part(part)
        self._share(is_left_asked=self.document.isVisibleTo(self) and self.main.isVisibleTo(self))
        stop = self.forms[part].first_stop()
        (stop or self.backwards).setFocus()

    def go_on(self) -> None:
        """Open the next part; after the last, sign."""
        following = self._beside(1)
        if following is None:
            self.sign_asked.emit()
        else:
            self.go_to(following)

    def flush(self) -> None:
        """Keep what waits to be kept. Raises FosterPanelError when it may not be written so."""
        for keeper in self._keepers:
            keeper.flush()

    def keep(self) -> AgencyDecision:
        """Write all there is into the record at once, the date of the decision included, and give it.

        Raises:
            FosterPanelError: it may not be written so.
        """
        self.flush()
        decided_on = self.standing().decided_on
        parts = (form.changes() for form in self.forms.values())
        self.open_record.write_all(*parts, {"decided_on": decided_on})
        return self.open_record.record

    def read_beside(self, title: str, data: bytes) -> None:
        """Show a document in place of the list of parts, so that it is read beside what is written."""
        self.list.hide()
        self.document.show_pdf(title, data)
        self._share(is_left_asked=True)
        self.document.pages.setFocus()

    def close_document(self) -> None:
        """Show the list of parts again."""
        if self.list.isHidden():
            self.document.close_pdf()
            self.list.show()
            self._share()
            self.go_to(self.part)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Where there is no room for both, show the part that is open, and the list when it is asked for."""
        super().resizeEvent(event)
        if event.oldSize().width() != event.size().width():
            self._share(is_left_asked=self.document.isVisibleTo(self))

    def forget_drafts(self) -> None:
        """Drop what is left of drafts, once the record is signed."""
        for keeper in self._keepers:
            keeper.forget()

    def _lay_out(self) -> None:
        self._title = heading("")
        self._title.setObjectName("part_title")
        held = QWidget()
        column = QVBoxLayout(held)
        column.setContentsMargins(0, 0, sizes.px(sizes.SMALL), 0)
        for form in self.forms.values():
            form.hide()
            column.addWidget(form)
        column.addStretch(1)
        self._area: QScrollArea = scrolled(held)
        self.main = Card()
        self.main.add(self._title)
        self.main.body.addWidget(self._area, 1)
        self.main.add(self._foot())
        self.document = DocumentView()
        self._left = QWidget()
        beside = QVBoxLayout(self._left)
        beside.setContentsMargins(0, 0, 0, 0)
        beside.addWidget(self.list)
        beside.addWidget(self.document)
        self._splitter = QSplitter()
        self._splitter.setChildrenCollapsible(False)
        self._splitter.setHandleWidth(sizes.px(18))
        self._splitter.addWidget(self._left)
        self._splitter.addWidget(self.main)
        self._splitter.setStretchFactor(1, 1)
        whole = QHBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(scrolled(self._splitter))

    def _foot(self) -> QWidget:
        self.parts = secondary("Parts", "list", on_press=self._show_list)
        self.backwards = secondary("Back", on_press=self._go_back)
        self.forwards = primary("Next", on_press=self.go_on)
        self.sign = primary("Sign the decision", "signature", on_press=self.sign_asked.emit)
        for button in (self.forwards, self.sign):
            button.setToolTip(Shortcuts.MAIN_ACT.shown)
        self.said = muted("")
        self.said.setObjectName("record_standing")
        foot = QWidget()
        row = QHBoxLayout(foot)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(sizes.px(sizes.MEDIUM))
        for button in (self.parts, self.backwards, self.forwards, self.sign):
            row.addWidget(button)
        row.addWidget(self.said, 1)
        row.addStretch(0)
        return foot

    def _connect(self) -> None:
        self.list.chosen.connect(self.go_to)
        self.document.closed.connect(self.close_document)
        for form in self.forms.values():
            form.edited.connect(self._follow)
            form.read_asked.connect(self.read_asked)
            form.act_asked.connect(self._act)
        bind(Shortcuts.MAIN_ACT, self, self.go_on)

    def _follow(self) -> None:
        """Show everywhere what depends on the record as it stands."""
        record = self.standing()
        self.forms[self.part].follow(record)
        summaries = {part: form.summary(record) for part, form in self.forms.items()}
        lacking = self.file.lacking(record)
        self.list.show_standing(summaries, set(lacking))
        self._say_standing(lacking)

    def _share(self, *, is_left_asked: bool = False) -> None:
        """Share the width between what is at the left and the part that is open."""
        is_wide = self._is_wide
        self._left.setVisible(is_wide or is_left_asked)
        self.main.setVisible(is_wide or not is_left_asked)
        self.parts.setVisible(not is_wide)
        self._say_standing(self.file.lacking(self.standing()))
        left = sizes.px(LEFT if self.document.isHidden() else _READING)
        self._splitter.setSizes([left, max(1, self.width() - left)])

    def _show_list(self) -> None:
        self._share(is_left_asked=True)
        self.list.buttons[self.part].setFocus()

    @property
    def _is_wide(self) -> bool:
        return self.width() >= sizes.px(LEFT + _LEAST_PART)

    def _say_standing(self, lacking: Mapping[RecordPart, tuple[str, ...]]) -> None:
        """Say beside the button that signs what is missing, or what pressing it does."""
        is_last = self._beside(1) is None
        self.said.setVisible(self._is_wide or is_last)
        if not is_last:
            self.said.setText("Kept as you type")
        elif not lacking:
            self.said.setText("Signing closes the record for good; what follows is said above.")
        elif self._is_wide:
            self.said.setText(f"Not whole yet: {listed(self.planned[part].name for part in lacking)}.")
        else:
            self.said.setText(f"{counted(len(lacking), 'part')} to go.")

    def _act(self, asked: str) -> None:
        if asked.startswith(GO_TO):
            self.go_to(RecordPart[asked.removeprefix(GO_TO)])
        else:
            self.act_asked.emit(asked)

    def _go_back(self) -> None:
        before = self._beside(-1)
        if before is not None:
            self.go_to(before)

    def _beside(self, steps: int) -> RecordPart | None:
        parts = list(self.planned)
        place = parts.index(self.part) + steps
        return parts[place] if 0 <= place < len(parts) else None

    def _dress_foot(self) -> None:
        following = self._beside(1)
        self.backwards.setEnabled(self._beside(-1) is not None)
        self.forwards.setVisible(following is not None)
        self.sign.setVisible(following is None)
        if following is not None:
            name = self.planned[following].name
            self.forwards.become(f"Next: {name[:1].lower()}{name[1:]}")

    def _first_to_fill(self) -> RecordPart:
        lacking = self.file.lacking(self.standing())
        return next((part for part in self.planned if part in lacking), next(iter(self.planned)))
