"""The meeting room over the invented service, in every state of a panel day, for draw_desk.py to draw."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPlainTextEdit, QWidget

from fosterpanel.clock import StillClock
from fosterpanel.domain.agenda import EntryKind
from fosterpanel.domain.items import ItemStage, PanelItem
from fosterpanel.domain.meetings import Meeting, MeetingStage
from fosterpanel.ui.parts.fields import Field
from fosterpanel.ui.room.part import Step
from fosterpanel.ui.room.window import RoomWindow
from fosterpanel.workflow.agendas import agenda, running_order
from fosterpanel.workflow.demo import PASSPHRASE
from fosterpanel.workflow.opening import sign_in
from fosterpanel.workflow.panels import meetings

PANEL_MORNING = datetime(2026, 11, 6, 9, 40, tzinfo=UTC)
QUESTIONS = (
    (
        "What has changed since the last review?",
        "Recording is done the same evening; two examples were given.",
    ),
    ("Who helps when both are at work?", "A sister nearby, who came to the preparation course too."),
)


def ready_the_meeting(store: Path) -> str:
    """Issue the agenda of the next panel with everything that waits on it; the id of the meeting."""
    opened = sign_in.open_service(store, sign_in.WayIn(passphrase=PASSPHRASE))
    administrator = next(one for one in opened.people if one.roles[0].value == "administrator")
    office = sign_in.sit_down(opened, administrator.id, StillClock(PANEL_MORNING))
    with office.reading() as reading:
        (meeting,) = reading.find(Meeting, stage=MeetingStage.PLANNED)
        waiting = reading.find(PanelItem, stage=ItemStage.TAKEN_IN)
    for item in waiting:
        running_order.put_item(office, meeting.id, item.id, why_incomplete="The agency was asked again.")
    entries = running_order.running_order(office, meeting.id).entries
    agenda.issue_agenda(
        office,
        meeting.id,
        tuple(one for one in entries if one.kind is not EntryKind.LATE),
        late_reason="Items came in late.",
    )
    opened.store.close()
    return meeting.id


def states(room: RoomWindow) -> Iterator[str]:
    """Goes through the states of a day, and says which one is in sight."""
    yield "due"
    room.open_the_meeting()
    yield "people"
    room.bench.people.main.click()
    yield "before"
    _main_act(room)
    for question, answer in QUESTIONS:
        _type(room, "question", question)
        _type(room, "answer", answer)
        if (question, answer) != QUESTIONS[-1]:
            QTest.keyClick(_field(room, "answer"), Qt.Key.Key_Return)
    yield "questions"
    QTest.keyClick(_field(room, "answer"), Qt.Key.Key_Return)
    room.bench.show_step(Step.VIEWS)
    _type(room, "strengths", "A settled home\nClose family nearby")
    room.bench.notes.views().everybody_in_favour()  # type: ignore[union-attr]
    yield "views"
    yield from _the_outcome(room)
    yield from _the_second(room)
    room.show_closing()
    yield "closing"


def _the_outcome(room: RoomWindow) -> Iterator[str]:
    """The first item is recommended, and its minutes agreed."""
    room.bench.show_step(Step.OUTCOME)
    outcome = room.bench.notes.outcome()  # type: ignore[union-attr]
    outcome.choice.set_value(room.room.item(room.item_id).item_type.outcomes[0])
    outcome.choice.edited.emit()
    _type(room, "reason_1", "The carers have acted on what was asked for.")
    yield "recommendation"
    _main_act(room)
    _type(room, "told", "The recommendation, by the chair, straight after the item.")
    _type(room, "minute_taker", "Ruth Ansah")
    yield "minutes"
    _main_act(room)


def _the_second(room: RoomWindow) -> Iterator[str]:
    """Too few are left for the second item."""
    room.open_item(room.room.items[1].id, Step.BEFORE)
    for person in room.room.people[3:5]:
        meetings.record_departure(room.office, room.meeting_id, person.member_id)
    room.refresh()
    yield "not-quorate"
    room.bench.show_step(Step.OUTCOME)
    _press(room, "outcome_defer")
    yield "deferral"


def _main_act(room: RoomWindow) -> None:
    QApplication.processEvents()
    assert room.bench.main_act is not None
    room.bench.main_act.click()
    QApplication.processEvents()


def _press(room: RoomWindow, name: str) -> None:
    QTest.keyClick(_field(room, name), Qt.Key.Key_Space)


def _field(room: RoomWindow, name: str) -> QWidget:
    return next(one for one in room.findChildren(QWidget, name) if one.isVisible())


def _type(room: RoomWindow, name: str, words: str) -> None:
    """Put words into a field as if they were typed."""
    QApplication.processEvents()
    field = _field(room, name)
    field.setFocus()
    if isinstance(field, QPlainTextEdit):
        field.insertPlainText(words)
        return
    whole: QWidget | None = field
    while whole is not None and not isinstance(whole, Field):
        whole = whole.parentWidget()
    assert isinstance(whole, Field)
    whole.set_text(words)
    whole.edited.emit()


Draw = Callable[[str], None]


def draw_states(room: RoomWindow, draw: Draw) -> None:
    """Draw each state."""
    for state in states(room):
        draw(f"room-{state}")
