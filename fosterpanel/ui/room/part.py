"""What the parts of an item's notes have in common: they show one item, do acts, and keep what is typed."""

from __future__ import annotations

from collections.abc import Callable
from enum import Enum
from typing import Any, TypeVar

from PySide6.QtCore import QObject, QSize, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLayout, QVBoxLayout, QWidget

from fosterpanel.ui.desk.drafts import DraftKeeper
from fosterpanel.ui.keys import Shortcuts
from fosterpanel.ui.look import sizes
from fosterpanel.ui.parts.buttons import Button
from fosterpanel.ui.parts.fields import Field
from fosterpanel.ui.parts.form import Form
from fosterpanel.ui.room.capture import Capture
from fosterpanel.ui.tasks import TaskRunner
from fosterpanel.workflow.meeting_room.items_in_room import RoomItem
from fosterpanel.workflow.meeting_room.room import Room
from fosterpanel.workflow.office import Office

T = TypeVar("T")


class Step(Enum):
    """The parts of an item's notes, in the order a panel talks: what each is called, and its keys."""

    BEFORE = ("Before", Shortcuts.BEFORE)
    QUESTIONS = ("Questions", Shortcuts.QUESTIONS)
    VIEWS = ("Views", Shortcuts.VIEWS)
    OUTCOME = ("Recommendation", Shortcuts.OUTCOME)
    MINUTES = ("Minutes", Shortcuts.MINUTES)

    @property
    def words(self) -> str:
        """What it is called."""
        return self.value[0]

    @property
    def words_of_business(self) -> str:
        """What it is called on business of the panel itself, where nobody votes or recommends."""
        return {Step.VIEWS: "Discussion", Step.OUTCOME: "Outcome"}.get(self, self.words)

    @property
    def shortcut(self) -> Shortcuts:
        """The keys that lead to it."""
        return self.value[1]


class Hands(QObject):
    """Does the acts of the room. ``acted()`` after each, so that everything is shown as it now stands.

    ``step_asked(Step)`` when what was done leads to another part; ``page_asked(number)`` to show a page;
    ``remedy_taken(Remedy)`` for a way on without a quorum that leads elsewhere. ``undo_offered(sentence, verb, work)``
    when what was done may be taken back.
    """

    acted = Signal()
    step_asked = Signal(object)
    page_asked = Signal(object)
    remedy_taken = Signal(object)
    undo_offered = Signal(str, str, object)

    def __init__(self, office: Office, runner: TaskRunner, page: Callable[[], str]) -> None:
        super().__init__()
        self.office, self.runner, self.page = office, runner, page

    def offer_undo(self, sentence: str, work: Callable[[], object], verb: str = "Put it back") -> None:
        """Say what was done, with the way to take it back."""
        self.undo_offered.emit(sentence, verb, work)

    def do(self, work: Callable[[], T], on_done: Callable[[T], object] | None = None) -> bool:
        """Do an act at once; whether it was done. A refusal is said by the window."""
        done = self.runner.act(work, on_done)
        if done:
            self.acted.emit()
        return done


class Part(QWidget):
    """One part of an item's notes, made when it is first shown. Override ``show_item`` and what else is needed.

    ``main`` is the one act the part is for, done by Ctrl+Enter wherever the cursor is.
    """

    main: Button | None = None

    def __init__(self, hands: Hands, item_id: str, capture: Capture) -> None:
        super().__init__()
        self.hands, self.item_id, self.capture = hands, item_id, capture
        self.room: Room | None = None
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, 0, sizes.px(sizes.TINY), 0)
        self.column.setSpacing(sizes.px(sizes.MEDIUM))

    def minimumSizeHint(self) -> QSize:
        """As high as its width asks for: the least height of words that wrap is that of a narrow column."""
        return QSize(super().minimumSizeHint().width(), 0)

    def show_item(self, room: Room, item: RoomItem) -> None:
        """Show what is recorded; words being typed stay as they are."""
        self.room = room

    def focus_first(self) -> None:
        """Put the cursor where one begins."""
        if self.main is not None and self.main.isVisibleTo(self) and self.main.isEnabled():
            self.main.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def is_blocked(self) -> bool:
        """Whether no business can be done on the item now; says so, and what is typed stays where it is."""
        item = self.room.item(self.item_id) if self.room is not None else None
        blocked = item.blocked_because if item is not None else ""
        if blocked:
            self.hands.runner.refused.emit(f"{blocked} What you typed stays here until business goes on.")
        return bool(blocked)

    def keep_typed(self) -> None:
        """Keep at once what is typed and neither in the contents nor in a form."""

    def keep(self, form: Form, what: str) -> DraftKeeper:
        """Keep what is typed in a form of this part until it is done with, and put back what was kept."""
        keeper = DraftKeeper(form, self.hands.office, self.hands.runner, f"room:{self.item_id}:{what}")
        keeper.kept.connect(self.capture.noted)
        return keeper


def beside(*parts: QWidget, stretch: int = -1, spacing: int = sizes.SMALL, is_level: bool = False) -> QWidget:
    """Parts in a row; one may take the room that is left. Fields have their tops aligned; ``is_level``: the middles."""
    whole = QWidget()
    row = QHBoxLayout(whole)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(sizes.px(spacing))
    for place, part in enumerate(parts):
        where = Qt.AlignmentFlag.AlignVCenter if is_level else Qt.AlignmentFlag.AlignTop
        row.addWidget(part, int(place == stretch), where)
    if stretch < 0:
        row.addStretch(1)
    return whole


def stacked(*parts: QWidget) -> QWidget:
    """Parts one below the other, each as high as what is in it."""
    whole = QWidget()
    column = QVBoxLayout(whole)
    column.setContentsMargins(0, 0, sizes.px(sizes.TINY), 0)
    column.setSpacing(sizes.px(sizes.MEDIUM))
    for part in parts:
        column.addWidget(part)
    column.addStretch(1)
    return whole


def lines_of_text(typed: str) -> tuple[str, ...]:
    """What was typed line by line, without empty lines."""
    return tuple(line.strip() for line in typed.splitlines() if line.strip())


def emptied(layout: QLayout) -> None:
    """Take every widget out of a layout, and have it gone."""
    while (item := layout.takeAt(0)) is not None:
        widget = item.widget()
        if widget is not None:
            widget.hide()
            widget.deleteLater()


def filled(*fields: Field[Any]) -> bool:
    """Whether something stands in each of these fields, which may be left empty otherwise; each empty one says so."""
    empty = [field for field in fields if not field.text().strip()]
    for field in empty:
        field.show_error(f"{field.label_words} is empty. Fill it in.")
    if empty:
        empty[0].focus()
    return not empty


def sound(*fields: Field[Any]) -> bool:
    """Whether every field in sight can be read; the first wrong one gets the cursor."""
    wrong = [field for field in fields if not field.isHidden() and not field.is_sound()]
    if wrong:
        wrong[0].focus()
    return not wrong
