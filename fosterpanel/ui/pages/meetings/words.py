"""How meetings are put in words on screen."""

from __future__ import annotations

from datetime import date

from fosterpanel.domain.days import days_left
from fosterpanel.domain.invitations import Reply
from fosterpanel.domain.meetings import Meeting
from fosterpanel.domain.wording import MONTHS, WEEKDAYS, counted
from fosterpanel.ui.look.tokens import Tone
from fosterpanel.workflow.agendas.meeting_list import MeetingSummary
from fosterpanel.workflow.panels.invitations import QuorumForecast

REPLY_TONES = {
    Reply.AWAITED: Tone.SOFT,
    Reply.COMING: Tone.GOOD,
    Reply.REMOTE: Tone.GOOD,
    Reply.AWAY: Tone.WARN,
}


def short_day(day: date) -> str:
    """A local day without its year: Friday 27 November."""
    return f"{WEEKDAYS[day.weekday()]} {day.day} {MONTHS[day.month - 1]}"


def day_and_month(day: date) -> str:
    """A local day in a line that names another one: 27 November."""
    return f"{day.day} {MONTHS[day.month - 1]}"


def next_panel(summary: MeetingSummary, today: date) -> str:
    """The next panel in a line."""
    day, papers = summary.meeting.on, summary.papers_due_on
    out = f" · papers go out {day_and_month(papers)}" if papers else ""
    return f"Next: {short_day(day)}, {away_in(day, today)}{out}"


def away_in(day: date, today: date) -> str:
    """How far a local day is: today, in 4 days, 3 days ago."""
    left = days_left(day, today)
    if left == 0:
        return "today"
    return f"in {counted(left, 'day')}" if left > 0 else f"{counted(-left, 'day')} ago"


def where_and_when(meeting: Meeting) -> str:
    """Time and place in a line."""
    return " · ".join(part for part in (f"{meeting.starts_at:%H:%M}", meeting.place) if part)


def papers_line(papers_due_on: date | None) -> str:
    """When the papers go out, in a line."""
    if papers_due_on is None:
        return "the day for papers cannot be counted: its bank holidays are not known"
    return f"papers go out {day_and_month(papers_due_on)}"


def panel_words(summary: MeetingSummary) -> tuple[str, Tone]:
    """How far the panel of a meeting is, in a word or two."""
    meeting = summary.meeting
    if not meeting.panel:
        return "No panel yet", Tone.WARN
    if meeting.is_over:
        return counted(len(meeting.panel), "member"), Tone.SOFT
    if not summary.invited:
        return "Not invited", Tone.SOFT
    tone = Tone.SOFT if summary.unanswered else Tone.GOOD
    return f"{summary.coming} of {len(meeting.panel)} coming", tone


def quorum_words(forecast: QuorumForecast | None) -> tuple[str, Tone]:
    """A forecast as a pill; nothing where there is none."""
    if forecast is None:
        return "", Tone.SOFT
    if not forecast.finding.is_met:
        return forecast.words, Tone.BAD
    return forecast.words, Tone.WARN if forecast.is_one_from_lost else Tone.GOOD


def quorum_icon(forecast: QuorumForecast | None) -> str:
    """The icon that goes with a forecast's words."""
    if forecast is None or not forecast.finding.is_met:
        return "circle-x"
    return "circle-alert" if forecast.is_one_from_lost else "circle-check"
