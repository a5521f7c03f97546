"""The notes of one item: its parts, each made when it is first shown, and everything typed into them."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QScrollArea, QStackedLayout, QWidget

from fosterpanel.domain.minutes import MinutesContents
from fosterpanel.ui.desk.drafts import DraftKeeper
from fosterpanel.ui.parts.columns import scrolled
from fosterpanel.ui.room.before import BeforePart
from fosterpanel.ui.room.capture import Capture
from fosterpanel.ui.room.minutes import MinutesPart
from fosterpanel.ui.room.outcome import OutcomePart
from fosterpanel.ui.room.part import Hands, Part, Step
from fosterpanel.ui.room.questions import QuestionsPart
from fosterpanel.ui.room.remedies import RemediesCard
from fosterpanel.ui.room.views import ViewsPart
from fosterpanel.workflow.meeting_room.items_in_room import RoomItem
from fosterpanel.workflow.meeting_room.room import Room
from fosterpanel.workflow.paperwork.lines_to_explore import SentLine

_WHERE_BLOCKED = (Step.BEFORE, Step.QUESTIONS, Step.VIEWS)
"""Where business is done for which a quorum is needed; in the other parts the way on is being taken already."""


class ItemNotes(QWidget):
    """``kept()`` whenever what the minutes say is in the store, ``noted()`` whenever anything typed is.

    Make another one once the item's minutes are begun.
    """

    kept = Signal()
    noted = Signal()

    def __init__(
        self, hands: Hands, room: Room, item: RoomItem, number_of: Callable[[str, int], str]
    ) -> None:
        super().__init__()
        self._hands, self._room, self._item, self._number_of = hands, room, item, number_of
        contents = item.minutes.contents if item.minutes else MinutesContents()
        self.capture = Capture(hands.office, hands.runner, item.id, contents)
        self.capture.setParent(self)
        self.capture.kept.connect(self.kept)
        self.capture.noted.connect(self.noted)
        if item.may_be_minuted and room.minute_taker and not contents.minute_taker:
            self.capture.change(minute_taker=room.minute_taker)
        self.step = Step.BEFORE
        self._parts: dict[Step, Part] = {}
        self._areas: dict[Step, QScrollArea] = {}
        self._remedies: dict[Step, RemediesCard] = {}
        self._stack = QStackedLayout(self)

    @property
    def item_id(self) -> str:
        """The item they are of."""
        return self._item.id

    @property
    def has_minutes(self) -> bool:
        """Whether the item's minutes were begun when these were made."""
        return self._item.minutes is not None

    @property
    def part(self) -> Part:
        """The part shown."""
        return self._part(self.step)

    def show_item(self, room: Room, item: RoomItem) -> None:
        """Show the item as it stands now."""
        self._room, self._item = room, item
        for step in self._parts:
            self._show(step)

    def show_step(self, step: Step) -> None:
        """Show one of the parts."""
        self.step = step
        self._part(step)
        self._show(step)
        self._stack.setCurrentWidget(self._areas[step])

    def views(self) -> ViewsPart:
        """The part in which members say how they vote."""
        part = self._part(Step.VIEWS)
        assert isinstance(part, ViewsPart)
        return part

    def outcome(self) -> OutcomePart:
        """The part in which the item gets its outcome."""
        part = self._part(Step.OUTCOME)
        assert isinstance(part, OutcomePart)
        return part

    def put(self, sent: SentLine) -> None:
        """Put a line to explore to somebody."""
        part = self._part(Step.QUESTIONS)
        assert isinstance(part, QuestionsPart)
        self._hands.step_asked.emit(Step.QUESTIONS)
        part.put(sent)

    def flush(self) -> None:
        """Keep at once whatever waits to be kept. Raises FosterPanelError when it cannot be written."""
        self.capture.flush()
        for part in self._parts.values():
            part.keep_typed()
        for keeper in self.findChildren(DraftKeeper):
            keeper.flush()

    def _show(self, step: Step) -> None:
        self._parts[step].show_item(self._room, self._item)
        if step in self._remedies:
            self._remedies[step].show_for(self._room, self._item if step is self.step else None)

    def _part(self, step: Step) -> Part:
        part = self._parts.get(step)
        if part is None:
            part = self._parts[step] = self._make(step)
            if step in _WHERE_BLOCKED:
                card = self._remedies[step] = RemediesCard(self._hands)
                part.column.insertWidget(0, card)
            area = self._areas[step] = scrolled(part)
            self._stack.addWidget(area)
            self._show(step)
        return part

    def _rename_answers(self, keys: dict[str, str]) -> None:
        self.outcome().recommend.rename_answers(keys)

    def _make(self, step: Step) -> Part:
        hands, item_id, capture = self._hands, self._item.id, self.capture
        is_business = self._item.item.is_business
        match step:
            case Step.BEFORE:
                before = BeforePart(hands, item_id, capture, self._number_of, is_business=is_business)
                before.asked.connect(self.put)
                return before
            case Step.QUESTIONS:
                questions = QuestionsPart(hands, item_id, capture, is_business=is_business)
                questions.exchanges.renumbered.connect(self._rename_answers)
                return questions
            case Step.VIEWS:
                return ViewsPart(hands, item_id, capture, self._room.people, is_business=is_business)
            case Step.OUTCOME:
                return OutcomePart(hands, self._room, self._item, capture, self.views)
            case Step.MINUTES:
                return MinutesPart(hands, item_id, capture, is_business=is_business)
