"""What the register shows of each foster home, and all there is about one: how it stands, why, and what is due."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from functools import partial
from typing import Any

from fosterpanel.db.transaction import Reading
from fosterpanel.domain.days import due
from fosterpanel.domain.items import PanelItem
from fosterpanel.domain.register import (
    ApprovalState,
    ApprovalTerms,
    Exemption,
    FosterHome,
    Placement,
    Resignation,
    Review,
    terms_in_force,
)
from fosterpanel.domain.rulebook import RuleBook
from fosterpanel.domain.temporary_approvals import UNTIL_REVIEW, TemporaryApproval, latest_day_for_minutes
from fosterpanel.domain.terms import TermsOfApproval
from fosterpanel.errors import InvalidInput, UnknownRule
from fosterpanel.workflow.homes.changes_under_way import change_under_way
from fosterpanel.workflow.homes.coming_changes import words_of_coming
from fosterpanel.workflow.homes.home_standing import (
    at_rest,
    of_coming,
    of_concerns,
    of_resignation,
    of_review,
    of_temporary,
)
from fosterpanel.workflow.homes.register import approved_since, concerns_among
from fosterpanel.workflow.homes.reviews_due import review_due_on
from fosterpanel.workflow.homes.temporary_approvals import before_the_review
from fosterpanel.workflow.office import Office
from fosterpanel.workflow.overviews.timeline import Happening, timeline_of_home
from fosterpanel.workflow.standing import SOON, Harm

ADULT = 18


class RegisterView(StrEnum):
    """The saved views of the register."""

    ALL = "All"
    OUTSIDE = "Outside approval"
    TEMPORARY = "Temporary"
    REVIEWS = "Reviews due"
    ENDED = "Ended"


class WayOut(StrEnum):
    """What can be done about how a home stands, as a verb for a button."""

    START_CHANGE = "Start a change"
    OPEN_CHANGE = "Open the item"
    APPROVE = "Approve temporarily"
    EXTEND = "Extend it"
    END = "Enter the end"


@dataclass(frozen=True, slots=True, kw_only=True)
class HomeLine:
    """One home as it stands today. ``standing`` says it in a few words, ``why`` in sentences; dates are local."""

    home: FosterHome
    harm: Harm
    standing: str
    why: str
    placed: int
    terms: TermsOfApproval | None
    review_due_on: date | None
    concerns: tuple[str, ...] = ()
    change: PanelItem | None = None
    views: frozenset[RegisterView] = field(default=frozenset({RegisterView.ALL}))

    @property
    def id(self) -> str:
        """The home's."""
        return self.home.id

    @property
    def needs_change(self) -> bool:
        """Whether somebody fosters outside the approval here and no change has been asked for."""
        return bool(self.concerns) and self.change is None and self.home.state is ApprovalState.APPROVED


@dataclass(frozen=True, slots=True, kw_only=True)
class HomeFile:
    """All there is about one home. Histories stand latest first.

    ``minutes_by`` is the last local day on which final minutes still leave the decision maker the full time before
    the temporary approval lapses; ``extended_at_most`` the last day it may be extended to. ``may_run_on``
    says whether it may be let run on until the outcome of an independent review.
    """

    line: HomeLine
    history: tuple[ApprovalTerms, ...]
    placements: tuple[Placement, ...]
    exemptions: tuple[Exemption, ...]
    reviews: tuple[Review, ...]
    temporary: TemporaryApproval | None
    resignation: Resignation | None
    items: tuple[tuple[PanelItem, str], ...]
    happenings: tuple[Happening, ...]
    minutes_by: date | None = None
    extended_at_most: date | None = None
    may_run_on: bool = False
    way_out: WayOut | None = None

    @property
    def home(self) -> FosterHome:
        """The home itself."""
        return self.line.home


@dataclass(frozen=True, slots=True, kw_only=True)
class _Entries:
    """What is on the register about one home, in the order it was entered."""

    terms: tuple[ApprovalTerms, ...] = ()
    placements: tuple[Placement, ...] = ()
    exemptions: tuple[Exemption, ...] = ()
    reviews: tuple[Review, ...] = ()
    temporary: tuple[TemporaryApproval, ...] = ()
    resignations: tuple[Resignation, ...] = ()
    coming: tuple[str, ...] = ()

    @property
    def current_temporary(self) -> TemporaryApproval | None:
        """The temporary approval that was not ended."""
        return next((one for one in reversed(self.temporary) if one.ended_on is None), None)

    def resignation_from(self, home: FosterHome) -> Resignation | None:
        """The first resignation from the approval the home has now."""
        begun = approved_since(home, self.current_temporary)
        since = (one for one in self.resignations if begun is not None and begun <= one.received_on)
        return min(since, key=lambda one: one.ends_on, default=None)


_KINDS: dict[str, type[Any]] = {
    "terms": ApprovalTerms,
    "placements": Placement,
    "exemptions": Exemption,
    "reviews": Review,
    "temporary": TemporaryApproval,
    "resignations": Resignation,
}


def register_lines(office: Office) -> tuple[HomeLine, ...]:
    """Every home on the register, those that need somebody first."""
    today, book = office.clock.today(), office.book()
    with office.reading() as reading:
        entries = _entries_by_home(reading)
        lines = [
            _line(home, entries.get(home.id) or _Entries(), partial(change_under_way, reading), today, book)
            for home in reading.find(FosterHome)
        ]
    order = list(Harm)
    return tuple(
        sorted(
            lines,
            key=lambda line: (RegisterView.ENDED in line.views, order.index(line.harm), line.home.reference),
        )
    )


def homes_needing_somebody(office: Office) -> int:
    """At how many homes something cannot wait: outside the approval, lapsed, or a review overdue."""
    return sum(line.harm is Harm.NOW for line in register_lines(office))


def home_file(office: Office, home_id: str) -> HomeFile:
    """All there is about one home. Raises NotFound."""
    today, book = office.clock.today(), office.book()
    with office.reading() as reading:
        home = reading.get(FosterHome, home_id)
        entries = _entries_of(reading, home_id)
        items = reading.find(PanelItem, home_id=home_id)
        line = _line(home, entries, partial(change_under_way, reading), today, book)
        is_before_review = before_the_review(reading, home_id) is not None
    temporary = entries.current_temporary
    return HomeFile(
        line=line,
        history=_latest_first(entries.terms, lambda one: one.effective_from),
        placements=_latest_first(entries.placements, lambda one: one.started_on),
        exemptions=_latest_first(entries.exemptions, lambda one: one.granted_on),
        reviews=_latest_first(entries.reviews, lambda one: one.held_on),
        temporary=temporary,
        resignation=entries.resignation_from(home),
        items=tuple((item, _type_name(book, item.type_code)) for item in reversed(items)),
        happenings=timeline_of_home(office, home_id),
        minutes_by=_if_known(lambda: latest_day_for_minutes(temporary, book)) if temporary else None,
        extended_at_most=_if_known(lambda: _longest_extension(temporary, book)) if temporary else None,
        may_run_on=is_before_review and _may_run_on(temporary, book, today),
        way_out=_way_out(line, temporary, entries.resignation_from(home), today),
    )


def _may_run_on(temporary: TemporaryApproval | None, book: RuleBook, today: date) -> bool:
    if temporary is None or temporary.runs_on or not temporary.holds_on(today):
        return False
    return UNTIL_REVIEW in book.rules


def concerns_with(office: Office, placement: Placement) -> tuple[str, ...]:
    """How a home would lie outside its approval or the usual limit if a child were placed so, in sentences."""
    today = office.clock.today()
    with office.reading() as reading:
        entries = _entries_of(reading, placement.home_id)
    return concerns_among(
        placements=(*entries.placements, placement),
        history=entries.terms,
        temporary=entries.current_temporary,
        exemptions=entries.exemptions,
        on=max(today, placement.started_on),
    )


def age_on(born_on: date, on: date) -> int:
    """Whole years of age on a local date."""
    return on.year - born_on.year - ((on.month, on.day) < (born_on.month, born_on.day))


def checks_for_household(office: Office, born_on: date) -> str:
    """What is owed for somebody who lives in a foster home, by their age today; nothing for a child.

    Source: Fostering Services (England) Regulations 2011, Schedule 3: checks of every adult in the household.
    """
    if age_on(born_on, office.clock.today()) < ADULT:
        return ""
    return (
        "An adult in the household needs an enhanced DBS check. If they have just moved in, think about a review of "
        "the approval for a significant change in the household."
    )


def _entries_of(reading: Reading, home_id: str) -> _Entries:
    found = {name: reading.find(kind, home_id=home_id) for name, kind in _KINDS.items()}
    return _Entries(**found, coming=words_of_coming(reading).get(home_id, ()))


def _entries_by_home(reading: Reading) -> dict[str, _Entries]:
    held: dict[str, dict[str, list[Any]]] = defaultdict(lambda: defaultdict(list))
    for name, kind in _KINDS.items():
        for one in reading.find(kind):
            held[one.home_id][name].append(one)
    for home_id, words in words_of_coming(reading).items():
        held[home_id]["coming"] += words
    return {
        home_id: _Entries(**{name: tuple(found) for name, found in kinds.items()})
        for home_id, kinds in held.items()
    }


def _line(
    home: FosterHome,
    entries: _Entries,
    change_of: Callable[[str], PanelItem | None],
    today: date,
    book: RuleBook,
) -> HomeLine:
    temporary = entries.current_temporary
    concerns = concerns_among(
        placements=entries.placements,
        history=entries.terms,
        temporary=temporary,
        exemptions=entries.exemptions,
        on=today,
    )
    in_force = terms_in_force(entries.terms, today)
    terms = in_force.terms if in_force else None
    change = change_of(home.id) if concerns else None
    review = review_due_on(home, entries.reviews, book)
    told = (
        *of_concerns(concerns, change),
        *of_temporary(home, temporary, today),
        *of_resignation(home, entries.resignation_from(home), today),
        *of_review(review, today),
        *of_coming(entries.coming),
    )
    first = told[0] if told else at_rest(home, terms)
    return HomeLine(
        home=home,
        harm=min((one.harm for one in told), key=list(Harm).index, default=Harm.KNOW),
        standing=first.words,
        why=" ".join(one.sentence for one in told) or first.sentence,
        placed=sum(one.is_on(today) for one in entries.placements),
        terms=terms,
        review_due_on=review,
        concerns=concerns,
        change=change,
        views=_views(home, concerns, review, today),
    )


def _way_out(
    line: HomeLine, temporary: TemporaryApproval | None, resignation: Resignation | None, today: date
) -> WayOut | None:
    state = line.home.state
    if line.concerns and line.change is not None:
        return WayOut.OPEN_CHANGE
    if line.needs_change:
        return WayOut.START_CHANGE
    if line.concerns and state is ApprovalState.APPLICANT:
        return WayOut.APPROVE
    if resignation is not None and resignation.ends_on <= today and state is not ApprovalState.ENDED:
        return WayOut.END
    if state is ApprovalState.TEMPORARY and temporary is not None and temporary.extension is None:
        return WayOut.EXTEND if not temporary.runs_on and today <= temporary.ends_on else None
    return None


def _views(
    home: FosterHome, concerns: tuple[str, ...], review: date | None, today: date
) -> frozenset[RegisterView]:
    holds = {
        RegisterView.ALL: True,
        RegisterView.OUTSIDE: bool(concerns),
        RegisterView.TEMPORARY: home.state is ApprovalState.TEMPORARY,
        RegisterView.REVIEWS: review is not None and review <= today + SOON,
        RegisterView.ENDED: home.state in (ApprovalState.ENDED, ApprovalState.REFUSED),
    }
    return frozenset(view for view, is_in in holds.items() if is_in)


def _longest_extension(temporary: TemporaryApproval, book: RuleBook) -> date:
    return due(book.limit("temporary-approval-extended"), temporary.approved_on, book.holidays)


def _if_known(count: Callable[[], date]) -> date | None:
    """A day counted by the rule book, or None where this nation's rule book does not know the limit."""
    try:
        return count()
    except (UnknownRule, InvalidInput):
        return None


def _type_name(book: RuleBook, code: str) -> str:
    known = book.item_types.get(code)
    return known.name if known else code


def _latest_first(records: tuple[Any, ...], day: Callable[[Any], date]) -> tuple[Any, ...]:
    in_order = sorted(records, key=day)
    return tuple(in_order[::-1])
