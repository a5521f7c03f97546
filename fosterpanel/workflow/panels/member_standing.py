"""How a member of the central list stands today: what is kept up to date, experience, and whether they can sit."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from fosterpanel.domain.central_list import PanelMember, experience_reached_on, is_on_list
from fosterpanel.domain.days import due
from fosterpanel.domain.rulebook import RuleBook
from fosterpanel.domain.wording import plain_date
from fosterpanel.workflow.standing import SOON, Harm, Standing, calm, soon

IN_ORDER = "in order"


@dataclass(frozen=True, slots=True, kw_only=True)
class Check:
    """One thing kept up to date about a member. ``due_on`` is the local day it is to be done again, if it ever is.

    ``words`` say in one how it stands ("missing", "overdue", "due", "in order").
    """

    name: str
    harm: Harm
    words: str
    done_on: date | None = None
    due_on: date | None = None

    @property
    def is_due(self) -> bool:
        """Whether somebody has to see to it now or soon."""
        return self.words != IN_ORDER

    @property
    def sentence(self) -> str:
        """When it was done and is to be done again."""
        done = f"Last on {plain_date(self.done_on)}" if self.done_on else "Not recorded"
        return f"{done}, due by {plain_date(self.due_on)}." if self.due_on else f"{done}."


def checks_of(member: PanelMember, today: date, book: RuleBook) -> tuple[Check, ...]:
    """What is kept up to date about a member, and what of it is due on a local date.

    The first appraisal and training are due as long after joining as each later one after the last. What the rule book
    sets no time for, it never asks again.
    """
    checked, appraised, trained = member.dbs_checked_on, member.appraised_on, member.trained_on
    appraisal = _again("member-appraisal", appraised or member.joined_on, book)
    training = _again("member-training", trained or member.joined_on, book)
    return (
        _check("DBS check", checked, _again("member-dbs", checked, book), today),
        _check("agreement", member.agreement_signed_on, None, today),
        _check("induction", member.inducted_on, None, today),
        _check("appraisal", appraised, appraisal, today),
        _check("training", trained, training, today),
    )


def experience_of(member: PanelMember, today: date, years: int) -> Standing | None:
    """How a social worker stands with the years of experience a quorum needs; None for anybody else."""
    if not member.is_social_worker:
        return None
    reached = experience_reached_on(member, years)
    if reached is None:
        return soon(
            "Since when?",
            "The day from which experience counts is not recorded, so it does not count for a quorum.",
        )
    if reached <= today:
        return calm(f"{years} years", f"{years} years of relevant experience since {plain_date(reached)}.")
    return soon(
        f"From {plain_date(reached)}",
        f"{years} years of relevant experience from {plain_date(reached)}; until then not the experienced social "
        "worker a quorum needs.",
    )


def availability_of(member: PanelMember, today: date) -> Standing:
    """Whether a member can sit now and in the coming weeks."""
    if not is_on_list(member, today):
        if member.joined_on > today:
            return soon("Not yet", f"Joins the list on {plain_date(member.joined_on)}.")
        assert member.leaves_on is not None
        return calm("Left", f"Left the list on {plain_date(member.leaves_on)}.")
    if member.leaves_on is not None:
        last = plain_date(member.leaves_on)
        return soon("Under notice", f"Under notice: the last day on the list is {last}.")
    for first, last_away in sorted(member.away):
        if last_away < today:
            continue
        spell = f"from {plain_date(first)} to {plain_date(last_away)}"
        if first <= today:
            return soon("Away", f"Away {spell}.")
        return calm("Can sit", f"Away {spell}.")
    return calm("Can sit", "")


def years_needed(book: RuleBook) -> int:
    """The years of experience the quorum asks of its social worker; three where this nation's quorum is not known."""
    return book.quorum.experience_years if book.quorum and book.quorum.experience_years else 3


def _again(limit_id: str, since: date | None, book: RuleBook) -> date | None:
    """The last local day on which something is to be done again."""
    limit = book.limits.get(limit_id)
    return due(limit, since, book.holidays) if limit and since else None


def _check(name: str, done_on: date | None, due_on: date | None, today: date) -> Check:
    if done_on is None and due_on is None:
        harm, words = Harm.NOW, "missing"
    elif due_on is not None and due_on < today:
        harm, words = Harm.NOW, "overdue"
    elif due_on is not None and due_on <= today + SOON:
        harm, words = Harm.SOON, "due"
    else:
        harm, words = Harm.KNOW, IN_ORDER
    return Check(name=name, harm=harm, words=words, done_on=done_on, due_on=due_on)
