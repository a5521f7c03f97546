"""One meeting: its panel and what members answered, and the quorum to expect on each item."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from fosterpanel.domain.invitations import Invitation, Reply
from fosterpanel.domain.items import PanelItem
from fosterpanel.domain.meetings import Meeting, MeetingStage
from fosterpanel.domain.wording import counted, listed, long_date
from fosterpanel.ui.desk.places import Destination, Place
from fosterpanel.ui.desk.room_door import ROOM
from fosterpanel.ui.keys import Shortcuts
from fosterpanel.ui.look import sizes
from fosterpanel.ui.look.tokens import Tone
from fosterpanel.ui.pages.meetings.cancel_sheet import CancelSheet
from fosterpanel.ui.pages.meetings.copies import save_calendar
from fosterpanel.ui.pages.meetings.interest_sheet import InterestSheet
from fosterpanel.ui.pages.meetings.items_card import ItemsCard
from fosterpanel.ui.pages.meetings.meeting_sheet import MeetingSheet
from fosterpanel.ui.pages.meetings.reply_card import ReplyCard
from fosterpanel.ui.pages.meetings.view import AGENDA, PACK, View, ways_back
from fosterpanel.ui.pages.meetings.words import (
    REPLY_TONES,
    papers_line,
    quorum_icon,
    quorum_words,
    where_and_when,
)
from fosterpanel.ui.parts.buttons import Button, primary, quiet, secondary
from fosterpanel.ui.parts.card import Card
from fosterpanel.ui.parts.columns import Columns, scrolled, stacked
from fosterpanel.ui.parts.page import Page
from fosterpanel.ui.parts.tables import Column, Table
from fosterpanel.ui.parts.words import StateLine, muted
from fosterpanel.ui.tasks import TaskRunner
from fosterpanel.workflow.agendas.calendar_files import calendar_of_meeting, file_name
from fosterpanel.workflow.agendas.meeting_list import MeetingSummary, items_on, summary_of
from fosterpanel.workflow.meeting_room.room import has_room
from fosterpanel.workflow.panels.invitations import (
    MemberReply,
    QuorumForecast,
    forecast_meeting,
    invite,
    record_reply,
    replies_to,
)

NOT_BEGUN = (MeetingStage.PLANNED, MeetingStage.ISSUED)


@dataclass(frozen=True, slots=True)
class _Found:
    summary: MeetingSummary
    replies: tuple[MemberReply, ...]
    forecasts: tuple[QuorumForecast, ...]
    has_room: bool
    items: tuple[PanelItem, ...]


class MeetingView(View):
    """The panel at the left with each answer; at the right the chosen member's answer and the forecast."""

    def __init__(self, page: Page, runner: TaskRunner) -> None:
        super().__init__(page, runner)
        self._found: _Found | None = None
        self._changes_next = self._cancels_next = self._interest_next = self._at_panel = False
        self._build()
        self._lay_out()
        self._connect()

    def show_meeting(self, meeting_id: str) -> None:
        """Turn to a meeting."""
        if meeting_id != self.meeting_id:
            self._found = None
        super().show_meeting(meeting_id)

    def refresh(self) -> None:
        """Read the meeting, its replies and its forecast beside the window."""
        meeting_id = self.meeting_id
        self.read("Reading the meeting", lambda: self._read(meeting_id), self._show)

    def show_head(self) -> None:
        """The day, and what can be done for it."""
        found = self._found
        if found is None:
            self.page.set_title("Meeting")
            self.page.set_context("")
            self.page.set_acts()
            return
        meeting = found.summary.meeting
        self.page.set_title(long_date(meeting.on))
        self.page.set_context(" · ".join((where_and_when(meeting), *_standing(found.summary))))
        acts = [*self._ways_in(has_room=found.has_room)]
        if meeting.stage in NOT_BEGUN:
            acts.append(secondary("Change the meeting", "pencil", on_press=self.change))
        self.page.set_acts(*acts)

    def take_keyboard(self) -> None:
        """Give the keyboard to the panel."""
        self.panel.focus_rows()

    def _ways_in(self, *, has_room: bool) -> tuple[Button, ...]:
        """The agenda; on the day and after it the meeting room comes first."""
        agenda = partial(self.go, self.meeting_id, AGENDA)
        if not has_room:
            return (primary("Open the agenda", "layout-list", shortcut=Shortcuts.MAIN_ACT, on_press=agenda),)
        room = partial(self.go, self.meeting_id, ROOM)
        return (
            primary("Meeting room", "door-open", shortcut=Shortcuts.MAIN_ACT, on_press=room),
            secondary("Open the agenda", "layout-list", on_press=agenda),
        )

    def change_when_read(self, *, at_panel: bool = False) -> None:
        """Open the form for the meeting as soon as it has been read, where wanted at its panel."""
        self._changes_next, self._at_panel = self._found is None, at_panel
        self.change()

    def change(self) -> None:
        """Open the form for the meeting."""
        if self._found is None:
            return
        before = self._found.summary.meeting
        sheet = MeetingSheet(self.office, self.runner, meeting=before)
        sheet.kept.connect(lambda after: self._changed(before, after))
        self.show_sheet(sheet)
        if self._at_panel and sheet.panel.fields:
            sheet.panel.fields[0].focus()
        self._at_panel = False

    def cancel_when_read(self) -> None:
        """Open the form for cancelling it as soon as it has been read."""
        self._cancels_next = self._found is None
        self.cancel()

    def cancel(self) -> None:
        """Open the form for cancelling the meeting."""
        if self._found is not None and self._found.summary.meeting.stage in NOT_BEGUN:
            sheet = CancelSheet(self.office, self.runner, self._found.summary)
            sheet.done.connect(self._tell_cancelled)
            sheet.begin()
            self.show_sheet(sheet)

    def _build(self) -> None:
        self.panel: Table[MemberReply] = Table(
            "Panel",
            (
                Column("Member", lambda one: one.member.name, why=_seat_and_question),
                Column(
                    "Answer",
                    lambda one: one.words,
                    tone=_answer_tone,
                    width=190,
                ),
                Column("Note", lambda one: one.invitation.note if one.invitation else "", width=200),
            ),
            empty="No panel is appointed yet.",
            how="Change the meeting to appoint its chair, vice chair and members.",
            icon=Place.CENTRAL_LIST.icon,
            key=lambda one: one.member.id,
            has_filter=False,
        )
        self.reply = ReplyCard()
        self.forecast, self.items = Card("Quorum to expect"), ItemsCard()
        self._cancel = quiet("Cancel the meeting…", "circle-x", on_press=self.cancel)
        self._ways = ways_back(
            quiet("All meetings", "arrow-left", on_press=self.go),
            quiet("Pack", "layers", on_press=lambda: self.go(self.meeting_id, PACK)),
            quiet("Save for calendars", "download", on_press=self._save_calendar),
            self._cancel,
        )
        self._invite = secondary("Record that members are invited", "send", on_press=self._record_invited)
        self._replies_words = muted("")

    def _lay_out(self) -> None:
        main = Card(margin=sizes.MEDIUM)
        head = QHBoxLayout()
        head.setSpacing(sizes.px(sizes.MEDIUM))
        head.addWidget(self._replies_words, 1)
        head.addWidget(self._invite)
        main.add(head)
        main.body.addWidget(self.panel, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(sizes.px(sizes.SMALL))
        column.addWidget(self._ways)
        column.addWidget(Columns(main, aside=scrolled(stacked(self.reply, self.forecast, self.items))), 1)

    def _connect(self) -> None:
        self.panel.moved.connect(self.reply.show_reply)
        self.panel.opened.connect(lambda _: self.reply.reply.focus())
        self.reply.answered.connect(self._record_reply)
        self.items.interest_told.connect(self.record_interest)
        self.items.item_asked.connect(lambda item: self.page.asked.emit(Destination(Place.ITEMS, item)))

    def _read(self, meeting_id: str) -> _Found:
        return _Found(
            summary_of(self.office, meeting_id),
            replies_to(self.office, meeting_id),
            forecast_meeting(self.office, meeting_id),
            has_room(self.office, meeting_id),
            items_on(self.office, meeting_id),
        )

    def _show(self, found: _Found) -> None:
        self._found = found
        summary = found.summary
        self.panel.set_rows(found.replies)
        if self.panel.current() is None and found.replies:
            self.panel.go_to(found.replies[0].member.id)
        self.reply.show_reply(self.panel.current())
        for card in (self.reply, self.forecast):
            card.setVisible(summary.meeting.stage in NOT_BEGUN)
        self._replies_words.setText(_replies_words(summary))
        waiting = len(summary.meeting.panel) - summary.invited
        self._invite.setVisible(waiting > 0 and not summary.meeting.is_over)
        self._cancel.setVisible(summary.meeting.stage in NOT_BEGUN)
        self._show_forecast(found)
        has_begun = summary.meeting.stage not in NOT_BEGUN
        self.items.show_items(found.items, found.forecasts, has_begun=has_begun)
        if self.is_shown:
            self.show_head()
        if self._changes_next:
            self.change_when_read(at_panel=self._at_panel)
        if self._cancels_next:
            self.cancel_when_read()
        if self._interest_next:
            self.record_interest_when_read()

    def _show_forecast(self, found: _Found) -> None:
        self.forecast.clear()
        if not found.summary.meeting.panel:
            self.forecast.add(muted("No panel is appointed yet."))
            return
        by_sentence: dict[str, list[QuorumForecast]] = {}
        for forecast in found.forecasts or ([found.summary.forecast] if found.summary.forecast else []):
            by_sentence.setdefault(forecast.expected, []).append(forecast)
        for sentence, forecasts in by_sentence.items():
            tone = quorum_words(forecasts[0])[1]
            references = [one.item.reference for one in forecasts if one.item]
            which = "Every item" if len(by_sentence) == 1 else f"Items {listed(references)}"
            if references and len(references) == 1:
                which = f"Item {references[0]}"
            words = f"{which}: {sentence[:1].lower()}{sentence[1:]}" if references else sentence
            self.forecast.add(StateLine(words, tone, quorum_icon(forecasts[0])))
        for doubt in dict.fromkeys(doubt for one in found.forecasts for doubt in one.doubts):
            self.forecast.add(muted(doubt))

    def record_interest_when_read(self) -> None:
        """Open the form for an interest as soon as the meeting has been read."""
        self._interest_next = self._found is None
        self.record_interest()

    def record_interest(self) -> None:
        """Open the form for an interest somebody has told of before the meeting."""
        found = self._found
        if found is not None and found.items and found.summary.meeting.stage in NOT_BEGUN:
            sheet = InterestSheet(self.office, self.runner, self.meeting_id, found.replies, found.items)
            sheet.done.connect(lambda _: self.refresh())
            sheet.begin()
            self.show_sheet(sheet)

    def _record_invited(self) -> None:
        self.runner.act(lambda: invite(self.office, self.meeting_id), self._tell_invited)

    def _tell_invited(self, invited: tuple[Invitation, ...]) -> None:
        self.page.notice.say(
            f"{counted(len(invited), 'member')} recorded as invited today. Record each answer as it comes.",
            Tone.GOOD,
        )
        self.refresh()
        self.panel.view.setFocus()

    def _record_reply(self, invitation_id: str, reply: Reply, note: str) -> None:
        held = [one.invitation for one in (self._found.replies if self._found else ()) if one.invitation]
        before = next((one for one in held if one.id == invitation_id), None)
        self.runner.act(
            lambda: record_reply(self.office, invitation_id, reply, note=note),
            lambda after: self._recorded(before, after),
            self.reply.refuse,
        )

    def _recorded(self, before: Invitation | None, after: Invitation) -> None:
        if before is not None:
            self.edited("an answer to an invitation", before, after)
        self.refresh()

    def _changed(self, before: Meeting, after: Meeting) -> None:
        self.edited(f"the meeting of {long_date(after.on)}", before, after)
        self.refresh()

    def _tell_cancelled(self, cancelled: object) -> None:
        assert isinstance(cancelled, Meeting)
        self.page.notice.say(f"The meeting of {long_date(cancelled.on)} is cancelled.", Tone.SOFT)
        self.refresh()

    def _save_calendar(self) -> None:
        if self._found is not None:
            meeting = self._found.summary.meeting
            save_calendar(
                self,
                lambda: calendar_of_meeting(self.office, meeting.id),
                file_name(meeting.on),
                subject_id=meeting.id,
            )


def _standing(summary: MeetingSummary) -> list[str]:
    """When papers go out while it is still to come, and how far it is."""
    meeting = summary.meeting
    said = [] if meeting.is_over else [papers_line(summary.papers_due_on)]
    if meeting.stage is not MeetingStage.PLANNED:
        because = f": {meeting.cancelled_because}" if meeting.cancelled_because else ""
        said.append(f"{meeting.stage.value}{because}")
    return said


def _answer_tone(reply: MemberReply) -> Tone:
    if reply.came or reply.invitation is None:
        return Tone.GOOD if reply.is_there else Tone.SOFT
    return REPLY_TONES[reply.invitation.reply]


def _seat_and_question(reply: MemberReply) -> str:
    seat = reply.seat.value.capitalize()
    return f"{seat} · {reply.question}" if reply.question else seat


def _replies_words(summary: MeetingSummary) -> str:
    if not summary.meeting.panel:
        return "Appoint the panel, then invite it."
    if summary.meeting.stage not in NOT_BEGUN:
        return f"{counted(len(summary.meeting.panel), 'member')} appointed to this panel."
    if not summary.invited:
        return f"{counted(len(summary.meeting.panel), 'member')}, none invited yet."
    waiting = f", {summary.unanswered} yet to answer" if summary.unanswered else ""
    return f"{summary.coming} of {len(summary.meeting.panel)} coming{waiting}. Enter records an answer."
