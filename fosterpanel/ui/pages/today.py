"""Today: what needs the person at the desk now, in order of harm, each line one step from doing it."""

from __future__ import annotations

from fosterpanel.domain.meetings import Meeting
from fosterpanel.domain.service import Role
from fosterpanel.domain.wording import counted, long_date, plain_date
from fosterpanel.ui.desk.places import Destination, Place
from fosterpanel.ui.desk.roles import DRAWS_UP, SEES, TAKES_IN, role_of, seen_by
from fosterpanel.ui.desk.room_door import ROOM
from fosterpanel.ui.look.tokens import Tone
from fosterpanel.ui.pages.homes.parts import CHANGE
from fosterpanel.ui.pages.items.parts import ANSWER, LIST, NEW
from fosterpanel.ui.pages.meetings.view import AGENDA, PANEL, READING
from fosterpanel.ui.pages.reminders_sheet import RemindersSheet
from fosterpanel.ui.parts.buttons import primary, secondary
from fosterpanel.ui.parts.card import Card
from fosterpanel.ui.parts.columns import Columns, scrolled, stacked
from fosterpanel.ui.parts.page import Page
from fosterpanel.ui.parts.tables import Column, Table
from fosterpanel.ui.parts.words import StateLine, muted, words
from fosterpanel.ui.tasks import TaskRunner
from fosterpanel.workflow.agendas.reminders import Reminder, reminders
from fosterpanel.workflow.meeting_room.meeting_ahead import Going, MeetingAhead, meeting_ahead
from fosterpanel.workflow.meeting_room.room import has_room
from fosterpanel.workflow.office import Office
from fosterpanel.workflow.overviews.today import ReadyToList, ready_to_list, today
from fosterpanel.workflow.overviews.today_lines import About, Step, TodayLine
from fosterpanel.workflow.standing import Harm

TONES = {Harm.NOW: Tone.BAD, Harm.SOON: Tone.WARN, Harm.KNOW: Tone.SOFT}
ICONS = {
    About.ITEM: "inbox",
    About.HOME: "house",
    About.MEETING: "users",
    About.PAPERS: "file-clock",
    About.DECISION: "scale",
    About.TELLING: "mail",
    About.MINUTES: "pen-line",
    About.ACTIONS: "list-checks",
    About.CENTRAL_LIST: "users-round",
    About.PACK: "book-open",
}
PLACES = {
    About.ITEM: Place.ITEMS,
    About.HOME: Place.HOMES,
    About.MEETING: Place.MEETINGS,
    About.PAPERS: Place.MEETINGS,
    About.DECISION: Place.DECISIONS,
    About.TELLING: Place.DECISIONS,
    About.MINUTES: Place.MEETINGS,
    About.ACTIONS: Place.ACTIONS,
    About.CENTRAL_LIST: Place.CENTRAL_LIST,
    About.PACK: Place.MEETINGS,
}
PARTS = {About.PAPERS: AGENDA, About.MINUTES: ROOM, About.PACK: READING}
"""The part of a record that a line opens, where it is not the whole."""
PART_OF_STEP = {Step.LIST: LIST, Step.ANSWER: ANSWER, Step.CHANGE: CHANGE, Step.SEAT: PANEL}
"""The part of a destination that begins a step there."""
BEGUN_BY: dict[Step, frozenset[Role]] = {
    Step.LIST: DRAWS_UP,
    Step.TAKE_IN: TAKES_IN,
    Step.CHANGE: TAKES_IN & frozenset(role for role, seen in SEES.items() if Place.HOMES in seen),
    Step.ANSWER: frozenset(Role),
    Step.SEAT: DRAWS_UP,
    Step.REMIND: DRAWS_UP,
}
"""Whose work each step is: others are led to the record."""
GOING = {
    Going.WELL: (Tone.INK, "circle-check"),
    Going.ILL: (Tone.WARN, "circle-alert"),
    Going.AHEAD: (Tone.INK, "clock"),
}


class TodayPage(Page):
    """What needs doing, and at the side the next meeting and how many items are ready for one.

    Beside that it offers only what is the work of the role at the desk.
    """

    def __init__(self, office: Office, runner: TaskRunner) -> None:
        super().__init__(office, "Today")
        self._runner = runner
        self._role = role_of(office)
        self._places = frozenset(seen_by(self._role))
        self._build()
        self._connect()

    def open_place(self) -> None:
        """Show what needs doing, with the keyboard on it."""
        super().open_place()
        self.table.view.setFocus()

    def refresh(self) -> None:
        """Read again what needs doing; a slow read happens beside the window."""
        self._runner.run("Looking at what needs you", self._read, self._show)

    def _build(self) -> None:
        if self._role in TAKES_IN:
            self.set_acts(primary("New item", "plus", on_press=self._new_item))
        self.table: Table[TodayLine] = Table(
            "What needs you",
            (
                Column(
                    "What",
                    lambda line: line.title,
                    why=lambda line: line.why,
                    icon=lambda line: (ICONS[line.about], TONES[line.harm]),
                    is_bold=True,
                ),
                Column("How soon", lambda line: line.pill, tone=lambda line: TONES[line.harm], width=202),
                Column("Act", self._act_words, is_act=True, width=170, in_filter=False),
            ),
            empty="Nothing needs you today.",
            how="What becomes due, late or unsafe shows here by itself.",
            icon=Place.TODAY.icon,
            key=lambda line: (line.about, line.subject_id, line.title),
            has_filter=False,
            has_titles=False,
        )
        self.meeting = Card("Next meeting")
        self.ready = Card("Ready to list")
        list_card = Card(margin=6)
        list_card.add(self.table)
        lists_items = {Place.ITEMS, Place.MEETINGS} <= self._places
        beside = [self.meeting] if Place.MEETINGS in self._places else []
        beside += [self.ready] if lists_items else []
        self.body.addWidget(Columns(list_card, aside=scrolled(stacked(*beside)) if beside else None), 1)

    def _connect(self) -> None:
        self.table.opened.connect(self._go)
        self.table.acted.connect(self._go)

    def _read(self) -> tuple[tuple[TodayLine, ...], MeetingAhead | None, ReadyToList]:
        return today(self.office), meeting_ahead(self.office), ready_to_list(self.office)

    def _show(self, found: tuple[tuple[TodayLine, ...], MeetingAhead | None, ReadyToList]) -> None:
        lines, ahead, ready = found
        self.table.set_rows(lines)
        self.set_context(_context(self.office, ahead))
        self._show_meeting(ahead)
        self._show_ready(ready)

    def _show_meeting(self, ahead: MeetingAhead | None) -> None:
        self.meeting.clear()
        if ahead is None:
            self.meeting.add(muted("No meeting is planned."))
            if self._role in TAKES_IN:
                self.meeting.add_acts(secondary("Plan meetings", on_press=self._open_meetings))
            return
        meeting = ahead.meeting
        self.meeting.add(
            words(f"{long_date(meeting.on)}, {meeting.starts_at:%H:%M}", "strong"), muted(_size(ahead))
        )
        for sentence, going in ahead.standing:
            self.meeting.add(StateLine(sentence, *GOING[going]))
        if ahead.has_room:
            act = primary("Meeting room", "door-open", on_press=lambda: self._go_in(meeting))
        else:
            act = secondary("Open the meeting", on_press=lambda: self._open_meeting(meeting))
        self.meeting.add_acts(act)

    def _show_ready(self, ready: ReadyToList) -> None:
        self.ready.clear()
        if not ready.waiting:
            self.ready.add(muted("No item is waiting for a meeting."))
            return
        self.ready.add(words(f"{ready.ready} of {ready.waiting}", "number"))
        if ready.most_missing:
            self.ready.add(muted(f"Most often missing: {ready.most_missing}"))

    def _go(self, line: TodayLine) -> None:
        step = self._step_of(line)
        if step is Step.REMIND:
            self._runner.act(lambda: reminders(self.office, line.subject_id), self._remind)
        else:
            self.asked.emit(self._lead(line, step))

    def _lead(self, line: TodayLine, step: Step | None) -> Destination:
        """Where a line leads: to its record, and there to what is to be begun."""
        if step is Step.TAKE_IN:
            return Destination(Place.ITEMS, part=f"{NEW}:{line.detail}:{line.subject_id}")
        place = self._place_of(line)
        if step is not None:
            about = f":{line.detail}" if line.detail else ""
            return Destination(place, line.subject_id, f"{PART_OF_STEP[step]}{about}")
        is_shut = line.about is About.MINUTES and not has_room(self.office, line.subject_id)
        return Destination(place, line.subject_id, "" if is_shut else PARTS.get(line.about, ""))

    def _place_of(self, line: TodayLine) -> Place:
        place = PLACES[line.about]
        # Somebody who follows a decision and does not make it sees it on its item.
        is_followed = place is Place.DECISIONS and place not in self._places
        return Place.ITEMS if is_followed else place

    def _step_of(self, line: TodayLine) -> Step | None:
        is_theirs = line.step is not None and self._role in BEGUN_BY[line.step]
        return line.step if is_theirs else None

    def _act_words(self, line: TodayLine) -> str:
        if (step := self._step_of(line)) is not None:
            return step.value
        return About.ITEM.value if self._place_of(line) is Place.ITEMS else line.about.value

    def _remind(self, found: tuple[Reminder, ...]) -> None:
        self.show_sheet(RemindersSheet(found))

    def _new_item(self) -> None:
        self.asked.emit(Destination(Place.ITEMS, part="new"))

    def _open_meeting(self, meeting: Meeting) -> None:
        self.asked.emit(Destination(Place.MEETINGS, meeting.id))

    def _go_in(self, meeting: Meeting) -> None:
        self.asked.emit(Destination(Place.MEETINGS, meeting.id, ROOM))

    def _open_meetings(self) -> None:
        self.asked.emit(Destination(Place.MEETINGS))


def _context(office: Office, ahead: MeetingAhead | None) -> str:
    day = long_date(office.clock.today())
    if ahead is None:
        return day
    return f"{day} · next panel {plain_date(ahead.meeting.on)}, in {counted(ahead.working_days_left, 'working day')}"


def _size(ahead: MeetingAhead) -> str:
    if not ahead.items:
        return f"No item is listed yet; there is room for {ahead.meeting.capacity}."
    hours, minutes = divmod(ahead.minutes, 60)
    return f"{counted(ahead.items, 'item')} · {hours} h {minutes:02}"
