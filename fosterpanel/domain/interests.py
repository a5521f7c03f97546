"""Interests declared for an item, and what the person presiding rules about them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum

from fosterpanel.domain.rulebook import RuleBook, require
from fosterpanel.errors import InvalidInput


class InterestKind(StrEnum):
    """Why a member may not be impartial on an item."""

    FAMILY = "personal or family"
    FRIEND = "friend or neighbour"
    LINE_MANAGEMENT = "manages the presenter"
    INVOLVED = "assessed or supervised the case"
    COMMUNITY = "same faith or community group"
    BIRTH_FAMILY = "knows the birth family"
    EARLIER_PANEL = "sat on the earlier panel of the same dispute"
    OTHER_AGENCY = "works for the other agency"
    FINANCIAL = "financial"


class Ruling(StrEnum):
    """What the person presiding rules."""

    STAY = "stays and takes part"
    STAY_WITHOUT_VOTE = "stays but takes no part in the recommendation"
    LEAVE = "leaves for the item"


@dataclass(frozen=True, slots=True, kw_only=True)
class DeclaredInterest:
    """One declared interest; moments are UTC. Until it is ruled on, the item cannot be recommended."""

    id: str
    meeting_id: str
    item_id: str
    member_id: str
    kind: InterestKind
    nature: str
    declared_at: datetime
    ruling: Ruling | None = None
    ruled_by: str = ""
    ruling_reason: str = ""
    ruled_at: datetime | None = None
    version: int = 0


def rule_on(
    interest: DeclaredInterest, *, ruling: Ruling, by: str, reason: str, at: datetime
) -> DeclaredInterest:
    """The interest as ruled on, by a member's id and at a moment (UTC).

    Raises:
        InvalidInput: somebody rules on their own interest, without a reason, or before it was declared.
    """
    if by == interest.member_id:
        raise InvalidInput(
            "Nobody rules on their own interest. A vice chair presides and rules on the chair's."
        )
    if not reason.strip():
        raise InvalidInput("The ruling on an interest has no reason. Give it in a few words.")
    if at < interest.declared_at:
        raise InvalidInput("An interest cannot be ruled on before it was declared. Check the times.")
    return replace(interest, ruling=ruling, ruled_by=by, ruling_reason=reason, ruled_at=at)


def require_ruled(interests: Iterable[DeclaredInterest], book: RuleBook) -> None:
    """Refuse to go on while an interest has no ruling, since nobody can say who counts (rule ``quorum``).

    Raises:
        RuleRefusal: an interest has no ruling.
    """
    require(
        book.rule("quorum"),
        all(interest.ruling is not None for interest in interests),
        "An interest declared on this item has not been ruled on, so the quorum cannot be counted. "
        "Let the member who presides rule on it first.",
    )


def may_leave(interests: Iterable[DeclaredInterest]) -> frozenset[str]:
    """The ids of members not to count on before the panel sits: kept out already, or nobody has ruled yet."""
    held = tuple(interests)
    return conflicted_out(held) | {interest.member_id for interest in held if interest.ruling is None}


def conflicted_out(interests: Iterable[DeclaredInterest]) -> frozenset[str]:
    """The ids of members who do not count on the item: left for it, or take no part in the recommendation."""
    kept_out = (Ruling.LEAVE, Ruling.STAY_WITHOUT_VOTE)
    return frozenset(interest.member_id for interest in interests if interest.ruling in kept_out)
