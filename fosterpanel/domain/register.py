"""Foster homes and the register: carers, household, the full history of terms, placements and resignations.

Sources: Fostering Services (England) Regulations 2011, regs 28(13), 30 and 31; Children Act 1989, Schedule 7.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from fosterpanel.domain.days import due, whole_years
from fosterpanel.domain.rulebook import RuleBook, require
from fosterpanel.domain.temporary_approvals import TemporaryApproval
from fosterpanel.domain.terms import PlacementKind, Sex, TermsOfApproval, allows, child_initials
from fosterpanel.domain.wording import ended, listed, plain_date, spelt
from fosterpanel.errors import InvalidInput


class ApprovalState(StrEnum):
    """Where a home stands on the register."""

    APPLICANT = "applicant"
    TEMPORARY = "temporarily approved"
    APPROVED = "approved"
    REFUSED = "not approved"
    ENDED = "approval ended"


@dataclass(frozen=True, slots=True, kw_only=True)
class Carer:
    """One carer or applicant; a couple is two carers of one home. ``born_on`` is a local date."""

    name: str
    born_on: date
    sex: str


@dataclass(frozen=True, slots=True, kw_only=True)
class HouseholdMember:
    """Somebody else who lives in the home."""

    name: str
    born_on: date
    relationship: str


@dataclass(frozen=True, slots=True, kw_only=True)
class FosterHome:
    """One foster home. Dates are local; ``approved_on`` is the first approval."""

    id: str
    reference: str
    carers: tuple[Carer, ...]
    address: tuple[str, ...]
    household: tuple[HouseholdMember, ...] = ()
    state: ApprovalState = ApprovalState.APPLICANT
    approved_on: date | None = None
    ended_on: date | None = None
    ended_by: str = ""
    version: int = 0

    @property
    def names(self) -> str:
        """The carers' names in one line, for papers about this home only."""
        return " and ".join(carer.name for carer in self.carers)


@dataclass(frozen=True, slots=True, kw_only=True)
class ApprovalTerms:
    """One stretch of terms in the home's history; the latest without ``until`` is in force. Dates are local."""

    id: str
    home_id: str
    terms: TermsOfApproval
    effective_from: date
    until: date | None = None
    decision_id: str = ""
    version: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Placement:
    """One child living in the home; dates are local. Children are known by their initials and age here.

    ``age`` is in whole years on the day the placement started.
    """

    id: str
    home_id: str
    child: str
    age: int
    sex: Sex
    kind: PlacementKind
    placed_by: str
    started_on: date
    ended_on: date | None = None
    sibling_group: str = ""
    version: int = 0

    def is_on(self, day: date) -> bool:
        """Whether the child lived there on a local date."""
        return self.started_on <= day and (self.ended_on is None or day < self.ended_on)

    def age_on(self, day: date) -> int:
        """The age the child has reached for certain by a local date; the birthday itself is not known here."""
        return self.age + max(0, whole_years(self.started_on, day))

    def age_words(self, day: date) -> str:
        """That age in words, which say so once a year has gone by: 7, at least 9."""
        age = self.age_on(day)
        return f"at least {age}" if age > self.age else str(age)


@dataclass(frozen=True, slots=True, kw_only=True)
class Exemption:
    """An exemption from the usual fostering limit, granted by the authority where the home is. Dates are local."""

    id: str
    home_id: str
    named_children: tuple[str, ...]
    conditions: str
    granted_by: str
    granted_on: date
    ended_on: date | None = None
    version: int = 0

    def is_on(self, day: date) -> bool:
        """Whether the exemption holds on a local date; on the day it ends it no longer does."""
        return self.granted_on <= day and (self.ended_on is None or day < self.ended_on)


@dataclass(frozen=True, slots=True, kw_only=True)
class Resignation:
    """A carer's written notice of resignation; it cannot be refused or taken back. Dates are local."""

    id: str
    home_id: str
    received_on: date
    ends_on: date
    reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Review:
    """One review of an approval that was held and decided on; ``held_on`` is a local date."""

    id: str
    home_id: str
    held_on: date
    item_id: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class LastReview:
    """An approved home, since when it has its approval, and the last review of that approval. Dates are local."""

    home_id: str
    approved_on: date
    reviewed_on: date | None


def resign(
    home: FosterHome, *, resignation_id: str, received_on: date, reason: str, book: RuleBook
) -> Resignation:
    """The resignation and the day it ends the approval by itself (rule ``resignation-ends-approval``).

    Raises:
        InvalidInput: the home is not approved.
    """
    _require_approved(home)
    ends = due(book.limit("resignation"), received_on, book.holidays)
    return Resignation(
        id=resignation_id, home_id=home.id, received_on=received_on, ends_on=ends, reason=reason
    )


def has_ended_by_resignation(resignations: Iterable[Resignation], home_id: str, on: date) -> bool:
    """Whether a resignation has already ended the approval by that local date."""
    return any(one.home_id == home_id and one.ends_on <= on for one in resignations)


def require_not_resigned(
    resignations: Iterable[Resignation], home: FosterHome, on: date, book: RuleBook
) -> None:
    """Refuse to decide about an approval that a resignation has already ended by a local date.

    Raises:
        RuleRefusal: rule ``resignation-ends-approval``.
    """
    require(
        book.rule("resignation-ends-approval"),
        not has_ended_by_resignation(resignations, home.id, on),
        f"A resignation ends the approval of home {home.reference} before this takes effect, so nothing "
        "is left to decide. Withdraw the item.",
    )


def end_approval(home: FosterHome, *, on: date, by: str) -> FosterHome:
    """The home with its approval ended on a local date. Raises InvalidInput when it is not approved."""
    _require_approved(home)
    return replace(home, state=ApprovalState.ENDED, ended_on=on, ended_by=by)


def _require_approved(home: FosterHome) -> None:
    if home.state not in (ApprovalState.APPROVED, ApprovalState.TEMPORARY):
        raise InvalidInput(
            f"Home {home.reference} is {home.state.value}, so it has no approval to end. Choose another home."
        )


def terms_in_force(history: Iterable[ApprovalTerms], on: date) -> ApprovalTerms | None:
    """The stretch of terms in force on a local date, or None."""
    held = [one for one in history if one.effective_from <= on and (one.until is None or on < one.until)]
    return max(held, key=lambda one: one.effective_from, default=None)


def outside_approval(
    terms: TermsOfApproval | None, placements: Iterable[Placement], on: date
) -> tuple[str, ...]:
    """How the children living in a home lie outside its approval on a local date, in sentences."""
    living = [placement for placement in placements if placement.is_on(on)]
    if terms is None:
        return ("Children are placed and nobody has approved the home.",) if living else ()
    words = []
    if isinstance(terms.number, int) and len(living) > terms.number:
        words.append(f"{_children(len(living))} placed, approved for {spelt(terms.number)}.")
    outside = [
        f"{one.child} ({one.sex.of_one}, {one.age_words(on)}, {one.kind.value})"
        for one in living
        if not allows(terms, age=one.age_on(on), sex=one.sex, name=one.child, kind=one.kind)
    ]
    if outside:
        are = "is" if len(outside) == 1 else "are"
        words.append(f"{listed(outside)} {are} outside the terms: {ended(terms.words)}")
    return tuple(words)


def emergencies(placements: Iterable[Placement], on: date, book: RuleBook) -> tuple[str, ...]:
    """Until when children placed in an emergency may stay outside the terms (``emergency-placement``), in sentences.

    Nothing where the rule book sets no such limit.

    Raises:
        UnknownRule: the bank holidays of a year are not known.
    """
    limit = book.limits.get("emergency-placement")
    living = [one for one in placements if one.is_on(on) and one.kind is PlacementKind.EMERGENCY]
    lasts = [(one, due(limit, one.started_on, book.holidays)) for one in living] if limit else []
    return tuple(
        f"The emergency placement of {one.child} "
        f"{'may last until' if on <= until else 'had to end by'} {plain_date(until)}."
        for one, until in lasts
    )


def outside_temporary(
    approvals: Iterable[TemporaryApproval], placements: Iterable[Placement], on: date
) -> tuple[str, ...]:
    """The children living in a home on a local date whom no temporary approval that holds is for, in sentences.

    A temporary approval is for named children (Care Planning Regulations 2010, reg 24(1)).
    """
    named = [child for one in approvals if one.holds_on(on) for child in one.children]
    return tuple(
        f"{one.child} ({one.sex.of_one}, {one.age_words(on)}) lives here, and no temporary approval is for this child."
        for one in living_beside(named, placements, on)
    )


def living_beside(
    children: Iterable[str], placements: Iterable[Placement], on: date
) -> tuple[Placement, ...]:
    """The placements on a local date of other children than these, told by their initials."""
    named = {child_initials(child) for child in children}
    return tuple(one for one in placements if one.is_on(on) and child_initials(one.child) not in named)


def over_usual_limit(
    placements: Iterable[Placement], exemptions: Iterable[Exemption], on: date, limit: int
) -> tuple[str, ...]:
    """How a home is over the usual fostering limit on a local date without a covering exemption, in sentences.

    All foster children being siblings of each other lifts the limit; an exemption covers only the children it
    names (Children Act 1989, Schedule 7, paras 2 to 4).
    """
    living = [placement for placement in placements if placement.is_on(on)]
    groups = {one.sibling_group or one.id for one in living}
    in_force = [one for one in exemptions if one.is_on(on)]
    named = [name for one in in_force for name in one.named_children]
    if len(living) <= limit or len(groups) == 1 or not living_beside(named, living, on):
        return ()
    return (
        f"{_children(len(living))} are fostered here; the usual limit is {limit} and no exemption names them all.",
    )


def grant_exemption(exemption: Exemption, *, area_authority: str, book: RuleBook) -> Exemption:
    """The exemption itself when it may be granted.

    Raises:
        RuleRefusal: it names no child, or it is not granted by the authority where the home is.
    """
    rule = book.rule("exemption-by-area-authority")
    names = exemption.named_children
    require(
        rule,
        bool(names) and all(name.strip() for name in names),
        "An exemption names the children it is for. Name each child.",
    )
    require(
        rule,
        exemption.granted_by == area_authority,
        f"Only the authority where the home is exempts from the usual fostering limit. Ask {area_authority} for it.",
    )
    return exemption


def _children(number: int) -> str:
    return f"{spelt(number).capitalize()} {'child' if number == 1 else 'children'}"


def next_review_due(approved_on: date, reviewed_on: Iterable[date], book: RuleBook) -> date:
    """The last local day for the next review of an approval (rules ``first-review`` and ``later-review``)."""
    held = sorted(reviewed_on)
    if not held:
        return due(book.limit("first-review"), approved_on, book.holidays)
    return due(book.limit("later-review"), held[-1], book.holidays)
