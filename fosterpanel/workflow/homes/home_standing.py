"""How a foster home stands today, the most harmful first: outside its approval, lapsing, resigned, due for review."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from fosterpanel.domain.days import days_left
from fosterpanel.domain.items import PanelItem
from fosterpanel.domain.register import ApprovalState, FosterHome, Resignation
from fosterpanel.domain.temporary_approvals import TemporaryApproval
from fosterpanel.domain.terms import TermsOfApproval
from fosterpanel.domain.wording import counted, listed, plain_date
from fosterpanel.workflow.standing import SOON, Standing, calm, now, soon


def of_concerns(concerns: tuple[str, ...], change: PanelItem | None) -> Iterator[Standing]:
    """Children who live there outside the approval; less pressing once a change of terms is under way."""
    if not concerns:
        return
    if change is None:
        yield now("Outside approval", " ".join(concerns))
    else:
        under_way = f"A change is under way: item {change.reference}."
        yield soon("Outside approval", " ".join((*concerns, under_way)))


def of_temporary(home: FosterHome, temporary: Sequence[TemporaryApproval], today: date) -> Iterator[Standing]:
    """Each temporary approval and when it lapses; whom it is for, where there are several."""
    if home.state is not ApprovalState.TEMPORARY:
        return
    for approval in temporary:
        whose = f" for {listed(approval.children)}" if len(temporary) > 1 else ""
        yield _of_one_temporary(approval, f"Temporary approval{whose}", today)


def _of_one_temporary(approval: TemporaryApproval, what: str, today: date) -> Standing:
    left, on = days_left(approval.ends_on, today), plain_date(approval.ends_on)
    if approval.runs_on:
        return calm("Awaits a review", f"{what} of {on} runs on until the outcome of the review.")
    if left < 0:
        return now("Approval lapsed", f"{what} ended on {on}, and nothing has followed it.")
    say = now if left <= SOON.days else calm
    ends = f"nds in {counted(left, 'day')}" if left else "nds today"
    return say(f"E{ends}", f"{what} e{ends}, on {on}.")


def of_resignation(home: FosterHome, resignation: Resignation | None, today: date) -> Iterator[Standing]:
    """A resignation and when it ends the approval by itself."""
    if resignation is None or home.state is ApprovalState.ENDED:
        return
    on = plain_date(resignation.ends_on)
    if resignation.ends_on <= today:
        yield now("Resigned", f"The approval ended by resignation on {on}.")
    else:
        yield soon("Resigned", f"The approval ends by resignation on {on}.")


def of_coming(coming: tuple[str, ...]) -> Iterator[Standing]:
    """What a decision already made changes on a day to come, such as "Approved from 4 December 2026"."""
    for words in coming:
        yield calm(words, f"{words}, by a decision already made.")


def of_review(due_on: date | None, today: date) -> Iterator[Standing]:
    """A review that is overdue or near."""
    if due_on is None or due_on > today + SOON:
        return
    if due_on < today:
        yield now("Review overdue", f"A review was due on {plain_date(due_on)}.")
    else:
        yield soon("Review due", f"A review is due by {plain_date(due_on)}.")


def at_rest(home: FosterHome, terms: TermsOfApproval | None) -> Standing:
    """A home about which nothing presses."""
    return calm(home.state.value.capitalize(), _at_rest(home, terms))


def _at_rest(home: FosterHome, terms: TermsOfApproval | None) -> str:
    match home.state:
        case ApprovalState.APPROVED:
            return (
                f"Approved for {terms.words_without_names}." if terms else "Approved; no terms are recorded."
            )
        case ApprovalState.ENDED if home.ended_on is not None:
            by = f" by {home.ended_by}" if home.ended_by else ""
            return f"The approval ended on {plain_date(home.ended_on)}{by}."
        case ApprovalState.APPLICANT:
            return "Not yet approved."
        case _:
            return f"{home.state.value.capitalize()}."
