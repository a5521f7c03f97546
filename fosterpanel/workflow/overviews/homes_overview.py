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
from fosterpanel.domain.days import whole_years
from fosterpanel.domain.items import PanelItem
from fosterpanel.domain.register import (
    ApprovalState,
    ApprovalTerms,
    Exemption,
    FosterHome,
    Placement,
    Resignation,
    Review,
    living_beside,
    terms_in_force,
)
from fosterpanel.domain.rulebook import RuleBook
from fosterpanel.domain.temporary_approvals import TemporaryApproval, by_end
from fosterpanel.domain.terms import TermsOfApproval
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
from fosterpanel.workflow.homes.outside_approval import concerns_among
from fosterpanel.workflow.homes.register import approved_since
from fosterpanel.workflow.homes.reviews_due import review_due_on
from fosterpanel.workflow.homes.temporary_approvals import OpenTemporary, before_the_review, open_temporary
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
    """All there is about one home. Histories stand latest first; of ``temporary`` the one that ends first."""

    line: HomeLine
    history: tuple[ApprovalTerms, ...]
    placements: tuple[Placement, ...]
    exemptions: tuple[Exemption, ...]
    reviews: tuple[Review, ...]
    temporary: tuple[OpenTemporary, ...]
    resignation: Resignation | None
    items: tuple[tuple[PanelItem, str], ...]
    happenings: tuple[Happening, ...]
    way_out: WayOut | None = None

    @property
    def home(self) -> FosterHome:
        """The home itself."""
        return self.line.home

    @property
    def to_extend(self) -> OpenTemporary | None:
        """The temporary approval whose one extension is still open, the one that ends first."""
        return next((one for one in self.temporary if one.can_be_extended), None)


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
    def open_temporary(self) -> tuple[TemporaryApproval, ...]:
        """The temporary approvals that were not ended, the one that ends first at the front."""
        return by_end(self.temporary)

    def resignation_from(self, home: FosterHome) -> Resignation | None:
        """The first resignation from the approval the home has now."""
        begun = approved_since(home, self.open_temporary)
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
    temporary = tuple(
        open_temporary(one, book, today, is_before_review=is_before_review) for one in entries.open_temporary
    )
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
        way_out=_way_out(line, entries, temporary, today),
    )


def concerns_with(office: Office, placement: Placement) -> tuple[str, ...]:
    """How a home would lie outside its approval or the usual limit if a child were placed so, in sentences."""
    today = office.clock.today()
    with office.reading() as reading:
        entries = _entries_of(reading, placement.home_id)
    return concerns_among(
        placements=(*entries.placements, placement),
        history=entries.terms,
        temporary=entries.open_temporary,
        exemptions=entries.exemptions,
        on=max(today, placement.started_on),
        book=office.book(),
    )


def age_on(born_on: date, on: date) -> int:
    """Whole years of age on a local date."""
    return whole_years(born_on, on)


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
    temporary = entries.open_temporary
    concerns = concerns_among(
        placements=entries.placements,
        history=entries.terms,
        temporary=temporary,
        exemptions=entries.exemptions,
        on=today,
        book=book,
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
    line: HomeLine, entries: _Entries, temporary: tuple[OpenTemporary, ...], today: date
) -> WayOut | None:
    state, resignation = line.home.state, entries.resignation_from(line.home)
    if line.concerns and line.change is not None:
        return WayOut.OPEN_CHANGE
    if line.needs_change:
        return WayOut.START_CHANGE
    if line.concerns and state in (ApprovalState.APPLICANT, ApprovalState.TEMPORARY):
        # One that has lapsed is not renewed: only for a child who never had one is there still one to give.
        named = [child for one in entries.temporary for child in one.children]
        if living_beside(named, entries.placements, today):
            return WayOut.APPROVE
    if resignation is not None and resignation.ends_on <= today and state is not ApprovalState.ENDED:
        return WayOut.END
    return WayOut.EXTEND if any(one.can_be_extended for one in temporary) else None


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


def _type_name(book: RuleBook, code: str) -> str:
    known = book.item_types.get(code)
    return known.name if known else code


def _latest_first(records: tuple[Any, ...], day: Callable[[Any], date]) -> tuple[Any, ...]:
    in_order = sorted(records, key=day)
    return tuple(in_order[::-1])
