"""Files about to be taken in, one card each, with the day they came and what was refused."""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from fosterpanel.domain.wording import counted
from fosterpanel.errors import FosterPanelError
from fosterpanel.ui.keys import Shortcuts, bind
from fosterpanel.ui.look import sizes
from fosterpanel.ui.look.tokens import Tone
from fosterpanel.ui.pages.papers.file_card import FileCard
from fosterpanel.ui.pages.papers.received import Received
from fosterpanel.ui.pages.papers.view_head import ViewHead
from fosterpanel.ui.parts.buttons import primary, secondary
from fosterpanel.ui.parts.card import Card
from fosterpanel.ui.parts.columns import scrolled
from fosterpanel.ui.parts.words import StateLine, heading, muted
from fosterpanel.ui.tasks import TaskRunner
from fosterpanel.workflow.agendas.paper_intake import (
    Prepared,
    RefusedFile,
    Said,
    kinds_offered,
    take_in_paper,
)
from fosterpanel.workflow.office import Office


class IntakeView(QWidget):
    """``taken_in(number)`` when files were taken in and none is left; ``given_up()`` when the person wants none."""

    taken_in = Signal(object)
    given_up = Signal()

    def __init__(self, office: Office, runner: TaskRunner, item_id: str) -> None:
        super().__init__()
        self._office, self._runner, self._item_id = office, runner, item_id
        self.cards: list[FileCard] = []
        self._offered = self._done = 0
        self._build()
        self._lay_out()
        bind(Shortcuts.MAIN_ACT, self, self.submit, context=Qt.ShortcutContext.WidgetWithChildrenShortcut)

    def offer(self, prepared: Prepared) -> None:
        """Show files below those already there."""
        kinds = kinds_offered(self._office, self._item_id)
        if not self.cards:
            self.received.reset()
        for paper in prepared.papers:
            self._offered += 1
            mark = str(self._offered)
            card = FileCard(paper, kinds, self._office, self._runner, item_id=self._item_id, mark=mark)
            card.left_out.connect(self._leave_out)
            self.cards.append(card)
            self._column.insertWidget(self._column.count() - 1, card)
        self._show_refused(prepared.refused)
        self._count()

    def focus_first(self) -> None:
        """Put the cursor into the first field of the first file."""
        if self.cards:
            self.cards[0].form.kind.focus()
        else:
            self._not_now.setFocus()

    def submit(self) -> None:
        """Take in every file, unless something about one of them is still open."""
        sound = [self.received.is_sound(), *[card.is_sound() for card in self.cards]]
        day = self.received.value() if sound[0] else None
        if not all(sound) or day is None or not self.cards:
            return
        said = [(card, card.form.said(day)) for card in self.cards]
        self._main.setEnabled(False)
        self._runner.run(
            f"Taking in {counted(len(said), 'paper')}",
            partial(self._take_in, said),
            self._conclude,
            self._fail,
        )

    def clear(self) -> None:
        """Show nothing; what was typed stays in its drafts."""
        for card in self.cards:
            self._drop(card)
        self.cards, self._offered, self._done = [], 0, 0
        self._refused_card.clear()
        self._refused_card.hide()

    def _build(self) -> None:
        self._title = heading("")
        self._title.setObjectName("intake_title")
        self.received = Received(self._office, self._item_id)
        self._refused_card = Card("Not taken in")
        self._refused_card.hide()
        self._main = primary("Take in", "check", on_press=self.submit)
        self._main.setObjectName("take_in")
        self._not_now = secondary("Not now", on_press=self.given_up.emit)

    def _lay_out(self) -> None:
        content = QWidget()
        self._column = QVBoxLayout(content)
        self._column.setContentsMargins(0, 0, sizes.px(sizes.SMALL), 0)
        self._column.setSpacing(sizes.px(sizes.MEDIUM))
        self._column.addWidget(self._refused_card)
        self._column.addWidget(Card().add(self.received))
        self._column.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(sizes.px(sizes.SMALL))
        column.addWidget(ViewHead(self._title, self._not_now, self._main))
        column.addWidget(
            muted("Nothing is in the store yet. Type and date are guessed from the names: look them over.")
        )
        column.addWidget(scrolled(content), 1)

    def _show_refused(self, refused: Iterable[RefusedFile]) -> None:
        for one in refused:
            self._refused_card.add(StateLine(one.sentence, Tone.BAD, "file-x"))
            self._refused_card.show()

    def _count(self) -> None:
        number = len(self.cards)
        self._title.setText(
            f"{counted(number, 'file')} to look over" if number else "No file can be taken in"
        )
        self._main.become(f"Take in {counted(number, 'paper')}")
        self._main.setVisible(bool(number))
        self._main.setEnabled(True)

    def _take_in(self, said: list[tuple[FileCard, Said]]) -> list[tuple[FileCard, str]]:
        """On the worker: each file by itself, with why it was refused, or nothing."""
        outcomes = []
        for card, words in said:
            try:
                take_in_paper(self._office, self._item_id, card.prepared, words)
                outcomes.append((card, ""))
            except FosterPanelError as refusal:
                outcomes.append((card, str(refusal)))
        return outcomes

    def _conclude(self, outcomes: list[tuple[FileCard, str]]) -> None:
        for card, refusal in outcomes:
            if refusal:
                card.refuse(refusal)
            else:
                self._done += 1
                card.forget()
                self._remove(card)
        self._count()
        if not self.cards:
            self.taken_in.emit(self._done)

    def _fail(self, refusal: FosterPanelError) -> None:
        self._main.setEnabled(True)
        self._show_refused([RefusedFile(name="", sentence=str(refusal))])

    def _leave_out(self, card: FileCard) -> None:
        card.forget()
        self._remove(card)
        self._count()
        if self.cards or self._done:
            self.focus_first()
        if not self.cards:
            self.given_up.emit()

    def _remove(self, card: FileCard) -> None:
        self.cards.remove(card)
        self._drop(card)

    def _drop(self, card: FileCard) -> None:
        self._column.removeWidget(card)
        card.hide()
        card.deleteLater()
