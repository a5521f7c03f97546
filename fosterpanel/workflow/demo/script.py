"""How a case of the demonstration is written down: the home, the item, what was said, and what was decided."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from fosterpanel.domain.changes_of_terms import AgreedChange
from fosterpanel.domain.decisions import ProcessView
from fosterpanel.domain.deferrals import CausedBy, DeferralKind, NeededThing
from fosterpanel.domain.interests import InterestKind
from fosterpanel.domain.minutes import MinutesContents
from fosterpanel.domain.notices import NoticeKind
from fosterpanel.domain.recommendations import PanelReason, Vote
from fosterpanel.domain.register import FosterHome, Placement
from fosterpanel.domain.terms import TermsOfApproval
from fosterpanel.workflow.business.items import NewItem


@dataclass(frozen=True, slots=True, kw_only=True)
class Attending:
    """Somebody who attends for one item, in which capacity."""

    name: str
    capacity: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Conflict:
    """An interest that a member declares and must leave for; ``member`` is the key on the central list."""

    member: str
    kind: InterestKind
    nature: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RecommendationScript:
    """What the panel recommends. Members not named in ``otherwise`` are in favour."""

    outcome: str
    reasons: tuple[PanelReason, ...]
    for_reasons: str
    terms: TermsOfApproval | None = None
    otherwise: tuple[tuple[str, Vote, str], ...] = ()
    advice: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class DeferralScript:
    """Why and until when the panel defers."""

    kind: DeferralKind
    reason_codes: tuple[str, ...]
    narrative: str
    needed: tuple[NeededThing, ...] = ()
    checked_by: str = ""
    caused_by: CausedBy = CausedBy.NOBODY


@dataclass(frozen=True, slots=True, kw_only=True)
class DecisionScript:
    """What the decision maker writes. Reasons of the panel not named in ``not_adopted`` are adopted."""

    decision: str
    letter: NoticeKind
    arguments_for: tuple[str, ...]
    arguments_against: tuple[str, ...]
    process: ProcessView | None
    further_information: str
    adopt_because: str
    own_reasons: str
    terms: TermsOfApproval | None = None
    not_adopted: tuple[tuple[str, str], ...] = ()
    departure_reasons: str = ""
    decided_on: date = date(2026, 10, 14)
    childs_needs: str = ""
    quality_assurance: str = ""
    letter_reasons: tuple[str, ...] = ()
    enclosures: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Correction:
    """A paper corrected after the panel relied on it; ``answer`` is what the service makes of it."""

    kind: str
    on: date
    answer: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """One case. ``minutes`` is how long the agenda gives it."""

    key: str
    home: FosterHome
    item: NewItem
    minutes: int
    contents: MinutesContents
    attending: tuple[Attending, ...] = ()
    terms: TermsOfApproval | None = None
    placements: tuple[Placement, ...] = ()
    extra_papers: tuple[str, ...] = ()
    last_reviewed_on: date | None = None
    temporary_for: tuple[str, ...] = ()
    temporary_from: date | None = None
    conflict: Conflict | None = None
    recommendation: RecommendationScript | None = None
    deferral: DeferralScript | None = None
    decision: DecisionScript | None = None
    agreed_change: AgreedChange | None = None
    correction: Correction | None = None
    action: tuple[str, str, date] | None = None
