"""What the foster homes need of somebody today: approvals that lapse, children outside the terms, reviews."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from fosterpanel.db.transaction import Reading
from fosterpanel.domain.clocks import APPLICATIONS
from fosterpanel.domain.days import days_left, due
from fosterpanel.domain.items import ItemStage, PanelItem
from fosterpanel.domain.meetings import Meeting, MeetingStage
from fosterpanel.domain.register import FosterHome, Review
from fosterpanel.domain.rulebook import RuleBook
from fosterpanel.domain.temporary_approvals import TemporaryApproval, lapses_within, latest_day_for_minutes
from fosterpanel.domain.wording import counted, plain_date
from fosterpanel.workflow.homes.changes_under_way import change_under_way, under_way
from fosterpanel.workflow.homes.outside_approval import homes_outside_approval
from fosterpanel.workflow.homes.reviews_due import reviews_due
from fosterpanel.workflow.office import Office
from fosterpanel.workflow.overviews.today_lines import About, Step, TodayLine
from fosterpanel.workflow.settings import is_for_panel
from fosterpanel.workflow.standing import SOON, Harm

FULL_ASSESSMENT, FIRST_REVIEW, LATER_REVIEW = "APP-CP", "REV1", "REVn"
_REVIEWS = frozenset({FIRST_REVIEW, LATER_REVIEW, "REV-ALLEG"})
_NOT_OUT = (MeetingStage.PLANNED, MeetingStage.ISSUED)


def lapsing(office: Office, reading: Reading) -> Iterator[TodayLine]:
    """Temporary approvals that end soon, and earlier ones that no panel is to hear in time.

    Those press less whose assessment comes before a panel in time, and those with weeks left.
    """
    today_, book = office.clock.today(), office.book()
    for approval in reading.find(TemporaryApproval, ended_on=None):
        is_soon = lapses_within(approval, today_, SOON.days)
        if not is_soon and not _needs_a_panel_date(approval, today_, book):
            continue
        left, home = days_left(approval.ends_on, today_), reading.get(FosterHome, approval.home_id)
        last_day = latest_day_for_minutes(approval, book)
        item = under_way(reading, home.id, APPLICATIONS)
        in_time = item is not None and left >= 0 and _comes_by(reading, item, last_day)
        if in_time and not is_soon:
            continue
        why = (
            f"It ends on {plain_date(approval.ends_on)}.",
            f"Final minutes must reach the decision maker by {plain_date(last_day)}.",
            _standing(reading, item) if item else "No assessment was taken in.",
            "" if in_time else _panel_in_time(reading, today_, last_day),
        )
        line = TodayLine(
            harm=Harm.NOW if is_soon and not in_time else Harm.SOON,
            title=f"Temporary approval {_ends_in(left)} · home {home.reference}",
            why=" ".join(filter(None, why)),
            pill="Under way" if in_time else "Cannot wait" if is_soon else "No panel yet",
            about=About.HOME,
            subject_id=home.id,
            step=Step.TAKE_IN,
            detail=FULL_ASSESSMENT,
        )
        yield _going_on(office, reading, line, item)


def outside_approval(office: Office, reading: Reading) -> Iterator[TodayLine]:
    """Children who live where the approval does not allow it; less pressing once a change is asked for."""
    for home, concerns in homes_outside_approval(reading, office.clock.today(), office.book()):
        change = change_under_way(reading, home.id)
        for words in concerns:
            consequence, _, approved_for = words.rstrip(".").partition(": ")
            why = [f"Approved for {approved_for}."] if approved_for else []
            why.append(
                f"A change is under way: item {change.reference}."
                if change
                else "No change of approval has been asked for."
            )
            line = TodayLine(
                harm=Harm.SOON if change else Harm.NOW,
                title=f"{consequence} · home {home.reference}",
                why=" ".join(why),
                pill="Under way" if change else "Act today",
                about=About.HOME,
                subject_id=home.id,
                step=Step.CHANGE,
            )
            yield _going_on(office, reading, line, change)


def reviews(office: Office, reading: Reading) -> Iterator[TodayLine]:
    """Reviews of approvals that are overdue or due soon."""
    today_ = office.clock.today()
    for home, due_on in reviews_due(office, reading, today_ + SOON):
        is_late = due_on < today_
        item = under_way(reading, home.id, _REVIEWS)
        is_first = item is None and not any(
            home.approved_on and one.held_on >= home.approved_on
            for one in reading.find(Review, home_id=home.id)
        )
        due = f"It {'was' if is_late else 'is'} due on {plain_date(due_on)}."
        line = TodayLine(
            harm=Harm.NOW if is_late else Harm.KNOW,
            title=f"Review {'overdue' if is_late else 'due'} · home {home.reference}",
            why=f"{due} {_standing(reading, item) if item else 'It was not taken in yet.'}",
            pill="Overdue" if is_late else plain_date(due_on),
            about=About.HOME,
            subject_id=home.id,
            step=Step.TAKE_IN,
            detail=FIRST_REVIEW if is_first else LATER_REVIEW,
        )
        yield _going_on(office, reading, line, item)


def _going_on(office: Office, reading: Reading, line: TodayLine, item: PanelItem | None) -> TodayLine:
    """The line, leading to the item that is under way about its home; as it is where there is none."""
    if item is None:
        return line
    waits = item.stage is ItemStage.TAKEN_IN
    is_heard = waits and is_for_panel(reading, office.book().item_type(item.type_code))
    step = Step.LIST if is_heard else None
    return replace(line, about=About.ITEM, subject_id=item.id, step=step, detail="")


def _needs_a_panel_date(approval: TemporaryApproval, today_: date, book: RuleBook) -> bool:
    """Whether a temporary approval has run for so long that a panel should be in sight, where the rule book says so."""
    limit = book.limits.get("temporary-approval-amber")
    if limit is None or approval.runs_on:
        return False
    return today_ >= due(limit, approval.approved_on, book.holidays)


def _comes_by(reading: Reading, item: PanelItem, last_day: date) -> bool:
    """Whether an item is before a panel in time, or past its panel."""
    if item.stage is ItemStage.TAKEN_IN:
        return False
    return item.stage is not ItemStage.LISTED or reading.get(Meeting, item.meeting_id).on <= last_day


def _standing(reading: Reading, item: PanelItem) -> str:
    if item.stage is ItemStage.TAKEN_IN:
        return f"Item {item.reference} is not listed yet."
    if item.stage is ItemStage.LISTED:
        return f"Item {item.reference} is listed for {plain_date(reading.get(Meeting, item.meeting_id).on)}."
    return f"Item {item.reference} is {item.stage.value}."


def _panel_in_time(reading: Reading, today_: date, last_day: date) -> str:
    days = [one.on for one in reading.find(Meeting) if one.stage in _NOT_OUT and today_ <= one.on <= last_day]
    return (
        f"The latest panel in time is on {plain_date(max(days))}." if days else "No panel is planned in time."
    )


def _ends_in(left: int) -> str:
    if left < 0:
        return f"lapsed {counted(-left, 'day')} ago"
    return "ends today" if left == 0 else f"ends in {counted(left, 'day')}"
