"""Putting right who was here: what was entered by mistake stays on record, marked so, with the reason typed here."""

from __future__ import annotations

from contextlib import suppress
from datetime import time

from fosterpanel.clock import office_zone
from fosterpanel.domain.attendance import Attendance, Mode, OtherAttender, Presence
from fosterpanel.errors import InvalidInput
from fosterpanel.ui.look.tokens import Tone
from fosterpanel.ui.pages.form_sheet import FormSheet
from fosterpanel.ui.parts.fields import ChoiceField, LineField, OneOfField, TextField, TickField, TimeField
from fosterpanel.ui.tasks import TaskRunner
from fosterpanel.workflow.in_session.attendance import correct_other, correct_presence, moved
from fosterpanel.workflow.in_session.people_in_room import RoomPerson, local_time
from fosterpanel.workflow.meeting_room.room import MINUTE_TAKER, Room
from fosterpanel.workflow.office import Office

CAPACITIES = (
    MINUTE_TAKER,
    "panel adviser",
    "medical adviser",
    "legal adviser",
    "presenter",
    "applicant",
    "supporter",
    "interpreter",
    "observer",
)
"""As what somebody attends who is no member of the panel."""

_STAYS = "The entry as it was stays on record, marked as a mistake, with your reason."


def _because() -> TextField:
    return TextField("What was entered wrongly", name="because", lines=1)


class StaySheet(FormSheet):
    """When a member came and left, and how they attended; of several entries, the one chosen."""

    def __init__(self, office: Office, runner: TaskRunner, meeting_id: str, person: RoomPerson) -> None:
        super().__init__(
            office,
            runner,
            f"Correct when {person.name} was here",
            "Put it right",
            draft=f"correct-stay:{meeting_id}:{person.member_id}",
        )
        self._meeting_id, self._stays = meeting_id, person.stays
        self.entry: ChoiceField[int] = ChoiceField(
            "Entry", [(place, _stay_words(one)) for place, one in enumerate(person.stays)], name="entry"
        )
        self.was_not_here = TickField("They were not here at all then", name="was_not_here")
        self.came = TimeField("Came at", name="came_at")
        self.left_at = TimeField(
            "Left at", name="left_at", optional=True, help="Empty while they are still here."
        )
        self.mode: OneOfField[Mode] = OneOfField(
            "How", [(Mode.IN_ROOM, "In the room"), (Mode.REMOTE, "Remote")], name="stay_mode"
        )
        self.because = _because()
        self.form.add(self.entry, self.came, self.left_at, self.mode, self.was_not_here, self.because)
        self.entry.setVisible(len(person.stays) > 1)
        self.entry.set_value(len(person.stays) - 1)
        self._show_entry()
        self.entry.edited.connect(self._show_entry)

    def settle(self) -> None:
        """Ask for times only where they were here."""
        for field in (self.came, self.left_at, self.mode):
            field.setVisible(not self.was_not_here.value())

    def consequence(self) -> tuple[str, Tone]:
        """Say what becomes of the entry."""
        return _STAYS, Tone.SOFT

    def work(self) -> Attendance:
        """Put it right."""
        stay = self._stay()
        right = None if self.was_not_here.value() else self._right(stay)
        return correct_presence(self.office, self._meeting_id, stay, right, because=self.because.value())

    def _stay(self) -> Presence:
        place = self.entry.value()
        assert place is not None
        return self._stays[place]

    def _right(self, stay: Presence) -> Presence:
        came, mode = self.came.value(), self.mode.value()
        assert came is not None
        assert mode is not None
        return moved(stay, came, self.left_at.value(), mode)

    def _show_entry(self) -> None:
        with suppress(InvalidInput):
            stay = self._stay()
            self.came.set_value(stay.came_at.astimezone(office_zone()).time())
            self.left_at.set_value(_left_at(stay))
            self.mode.set_value(stay.mode)


class OtherSheet(FormSheet):
    """Who else attended, as what and for what."""

    def __init__(self, office: Office, runner: TaskRunner, room: Room, other: OtherAttender) -> None:
        super().__init__(
            office,
            runner,
            f"Correct {other.name}, {other.capacity}",
            "Put it right",
            draft=f"correct-other:{room.meeting.id}:{other.capacity}:{other.name}",
        )
        self._meeting_id, self._other = room.meeting.id, other
        self.name = LineField("Name", name="right_name")
        self.capacity: ChoiceField[str] = ChoiceField(
            "As", [(one, one.capitalize()) for one in CAPACITIES], name="right_capacity"
        )
        self.only_item: ChoiceField[str] = ChoiceField(
            "For",
            [(one.id, one.item.reference) for one in room.items],
            name="right_item",
            optional=True,
            nothing="The whole meeting",
        ).unmarked()
        self.was_not_here = TickField("They did not attend", name="was_not_here")
        self.because = _because()
        self.name.set_value(other.name)
        if other.capacity in CAPACITIES:
            self.capacity.set_value(other.capacity)
        self.only_item.set_value(other.item_id or None)
        self.form.add(self.name, self.capacity, self.only_item, self.was_not_here, self.because)

    def settle(self) -> None:
        """Ask for who did only where somebody did."""
        for field in (self.name, self.capacity, self.only_item):
            field.setVisible(not self.was_not_here.value())

    def consequence(self) -> tuple[str, Tone]:
        """Say what becomes of the entry."""
        return _STAYS, Tone.SOFT

    def work(self) -> Attendance:
        """Put it right."""
        right = None if self.was_not_here.value() else self._right()
        return correct_other(self.office, self._meeting_id, self._other, right, because=self.because.value())

    def _right(self) -> OtherAttender:
        return OtherAttender(
            name=self.name.value(),
            capacity=self.capacity.value() or "",
            item_id=self.only_item.value() or "",
        )


def _left_at(stay: Presence) -> time | None:
    return stay.left_at.astimezone(office_zone()).time() if stay.left_at is not None else None


def _stay_words(stay: Presence) -> str:
    until = f"to {local_time(stay.left_at)}" if stay.left_at is not None else "until now"
    return f"{local_time(stay.came_at)} {until}, {stay.mode.value}"
