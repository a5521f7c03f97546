"""The agency decision maker's record: a considered decision with reasons of its own.

The parts follow Hofstetter v LB Barnet [2009] EWHC 3282 (Admin) and National Minimum Standard 14.9; every part is
filled before the record can be signed. Nobody who sits on the panel takes part in the decision.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime
from enum import StrEnum

from fosterpanel.domain.conditions import conditional_words
from fosterpanel.domain.recommendations import Recommendation
from fosterpanel.domain.rulebook import ItemType, RuleBook, meet, require
from fosterpanel.domain.service import Person, Role
from fosterpanel.domain.terms import TermsOfApproval, complete, differ
from fosterpanel.domain.wording import listed, plain_date
from fosterpanel.errors import InvalidInput

RETURN = "return-for-information"
PROPOSALS = frozenset({"propose-not-approve", "propose-revise", "propose-terminate"})
DECISIONS_WITH_TERMS = frozenset(
    {"approve", "agree-change", "propose-revise", "final-approve", "final-revise"}
)
TERMINATIONS = frozenset({"propose-terminate", "final-terminate"})
ABOUT_AN_APPROVAL = TERMINATIONS | {"continue", "agree-change", "propose-revise", "final-revise"}
TAKE_EFFECT = (DECISIONS_WITH_TERMS | TERMINATIONS) - PROPOSALS
IN_LINE = {
    "approve": frozenset({"approve", "final-approve"}),
    "not-suitable": frozenset(
        {"propose-not-approve", "propose-terminate", "final-not-approve", "final-terminate"}
    ),
    "request-full-report": frozenset({"complete-assessment"}),
    "suitable-same-terms": frozenset({"continue"}),
    "suitable-changed-terms": frozenset({"agree-change", "propose-revise", "final-revise"}),
    "support": frozenset({"agree-change", "propose-revise", "final-revise", "grant-exemption"}),
    "not-support": frozenset({"continue", "refuse-exemption"}),
    "terminate": frozenset({"propose-terminate", "final-terminate"}),
    "continue": frozenset({"continue"}),
    "match": frozenset({"agree-match"}),
    "no-match": frozenset({"refuse-match"}),
    "views-support": frozenset({"extend-temporary"}),
    "views-not-support": frozenset({"refuse-extension"}),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class ConsideredMaterial:
    """One paper or document before the decision maker, with the version and hash that was read."""

    title: str
    number: int
    sha256: str
    is_read: bool = False
    paper_id: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ProcessView:
    """The decision maker's view of the panel's process; ``comment`` is needed where anything is not agreed."""

    is_agreed: bool
    is_quorate: bool
    were_right_people_heard: bool
    comment: str = ""

    @property
    def is_without_doubt(self) -> bool:
        """Whether the decision maker agrees with all of it."""
        return self.is_agreed and self.is_quorate and self.were_right_people_heard


@dataclass(frozen=True, slots=True, kw_only=True)
class AdoptedReason:
    """One of the panel's reasons, adopted or not, and why; every choice has its why."""

    key: str
    words: str
    is_adopted: bool
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Declarations:
    """What the decision maker declares when signing."""

    is_not_panel_member: bool = False
    is_not_delegated: bool = False
    has_no_conflict: bool = False

    @property
    def are_all_made(self) -> bool:
        """Whether every declaration is made."""
        return self.is_not_panel_member and self.is_not_delegated and self.has_no_conflict


class RecordPart(StrEnum):
    """The parts of a record in the order in which they are weighed.

    Without a panel the quality assurance of the assessment stands in the place of the panel's process.
    """

    MATERIAL = "material considered"
    ARGUMENTS = "arguments"
    PROCESS = "process"
    SINCE = "further information"
    PANEL_REASONS = "the panel's reasons"
    OWN_REASONS = "own reasons"
    DECISION = "decision and terms"
    CHILD = "the child's needs"
    SIGNING = "declarations and signature"


Check = tuple[RecordPart, str, bool]
"""What a part needs, in words, and whether it is there."""


class DecisionState(StrEnum):
    """A record is a draft until it is signed."""

    DRAFT = "draft"
    SIGNED = "signed"


@dataclass(frozen=True, slots=True, kw_only=True)
class AgencyDecision:
    """One decision record. ``received_on`` (final minutes received) and ``decided_on`` are local dates.

    ``further_information`` is never empty in a signed record: "none" is an answer somebody gives.
    """

    id: str
    item_id: str
    decision_maker_id: str
    recommendation_id: str = ""
    material: tuple[ConsideredMaterial, ...] = ()
    arguments_for: tuple[str, ...] = ()
    arguments_against: tuple[str, ...] = ()
    process: ProcessView | None = None
    further_information: str = ""
    panel_reasons: tuple[AdoptedReason, ...] = ()
    own_reasons: str = ""
    departure_reasons: str = ""
    decision: str = ""
    terms: TermsOfApproval | None = None
    effective_on: date | None = None
    childs_needs: str = ""
    quality_assurance: str = ""
    declarations: Declarations = Declarations()
    received_on: date
    due_on: date
    decided_on: date | None = None
    delay_reason: str = ""
    state: DecisionState = DecisionState.DRAFT
    signed_at: datetime | None = None
    document_id: str = ""
    version: int = 0

    @property
    def is_proposal(self) -> bool:
        """Whether it proposes (a qualifying determination) rather than decides."""
        return self.decision in PROPOSALS


def departs(decision: AgencyDecision, recommendation: Recommendation | None) -> bool:
    """Whether the decision departs from the panel: another course, or other terms.

    Sending the matter back for information or noting it departs from nothing, nor does a record with no decision yet.
    """
    if recommendation is None or decision.decision in ("", RETURN, "note"):
        return False
    if decision.decision not in IN_LINE.get(recommendation.outcome, frozenset({decision.decision})):
        return True
    both_have_terms = decision.terms is not None and recommendation.terms is not None
    return both_have_terms and differ(decision.terms, recommendation.terms)


def open_decisions(item_type: ItemType, *, is_final_stage: bool) -> tuple[str, ...]:
    """The decisions open on a kind of item: at first, or at the final stage that follows a proposal."""
    return item_type.final_decisions if is_final_stage else item_type.decisions


def require_may_decide(
    person: Person, panel_person_ids: Iterable[str], reference: str, book: RuleBook
) -> None:
    """Refuse a decider who is no decision maker, or who sat on the panel of the item.

    Raises:
        RuleRefusal: rules ``panel-member-takes-no-part`` and ``not-delegated``.
    """
    require(
        book.rule("panel-member-takes-no-part"),
        person.id not in set(panel_person_ids),
        f"{person.name} sat on the panel that considered item {reference}, so takes no part in the decision. "
        "Another decision maker decides it.",
    )
    require(
        book.rule("not-delegated"),
        person.holds(Role.DECISION_MAKER),
        f"{person.name} is not an agency decision maker of this service, and the decision cannot be delegated.",
    )


def missing_by_part(
    decision: AgencyDecision,
    item_type: ItemType,
    recommendation: Recommendation | None,
    *,
    is_connected_person: bool,
    is_after_review: bool = False,
) -> dict[RecordPart, tuple[str, ...]]:
    """What each part still lacks before the record can be signed, in words; a part that is whole is not in it.

    ``is_after_review`` says that an independent review has given its recommendation on the same business.
    """
    checks = _always_needed(decision)
    if recommendation is not None:
        checks += _needed_after_panel(decision, recommendation, is_after_review=is_after_review)
    elif not is_after_review:
        whole = _is_written(decision.quality_assurance)
        checks += [(RecordPart.PROCESS, "the quality assurance of the assessment", whole)]
    if is_after_review:
        weighed = _is_written(decision.departure_reasons)
        checks += [(RecordPart.PANEL_REASONS, "how you weigh the review's recommendation, and why", weighed)]
    if is_connected_person:
        weighed = _is_written(decision.childs_needs)
        checks += [(RecordPart.CHILD, "the child's needs, wishes and feelings", weighed)]
    if decision.decided_on and decision.decided_on > decision.due_on:
        explained = _is_written(decision.delay_reason)
        checks += [(RecordPart.SIGNING, "the reason why the decision is late", explained)]
    if item_type.has_terms and decision.decision in DECISIONS_WITH_TERMS:
        checks += [(RecordPart.DECISION, "the terms of approval", decision.terms is not None)]
    if decision.decision in TAKE_EFFECT:
        checks += [(RecordPart.DECISION, "the date it takes effect", decision.effective_on is not None)]
    return {part: lacking for part in RecordPart if (lacking := _lacking(checks, part))}


def missing_parts(
    decision: AgencyDecision,
    item_type: ItemType,
    recommendation: Recommendation | None,
    *,
    is_connected_person: bool,
    is_after_review: bool = False,
) -> tuple[str, ...]:
    """What is still to be filled before the record can be signed, in words; empty when it is whole."""
    by_part = missing_by_part(
        decision,
        item_type,
        recommendation,
        is_connected_person=is_connected_person,
        is_after_review=is_after_review,
    )
    return tuple(words for lacking in by_part.values() for words in lacking)


def sign_decision(
    decision: AgencyDecision,
    *,
    item_type: ItemType,
    is_final_stage: bool = False,
    recommendation: Recommendation | None,
    is_connected_person: bool,
    is_after_review: bool = False,
    reference: str,
    book: RuleBook,
    at: datetime,
    document_id: str,
) -> AgencyDecision:
    """The record signed at a moment (UTC); ``is_final_stage`` opens the decisions that may follow a proposal.

    After an independent review the record says how both recommendations are weighed.

    Raises:
        RuleRefusal: a part is missing (``hofstetter-record``), the decision is not open on this item type
            (``decision-allowed``), or the terms are conditional (``terms-of-approval``).
        InvalidInput: it is already signed, its dates do not follow, or its terms are not whole.
    """
    if decision.state is DecisionState.SIGNED:
        raise InvalidInput(
            f"The decision on item {reference} is already signed. A correction is a new record."
        )
    missing = missing_parts(
        decision,
        item_type,
        recommendation,
        is_connected_person=is_connected_person,
        is_after_review=is_after_review,
    )
    require(
        book.rule("hofstetter-record"),
        not missing,
        f"The decision record of item {reference} still lacks {'; '.join(missing)}. Fill each part before signing.",
    )
    allowed = open_decisions(item_type, is_final_stage=is_final_stage)
    _require_open(decision, allowed, f"item {reference} ({item_type.name.lower()})", book)
    _require_dates(decision, reference, book)
    _require_sound_terms(decision, book)
    return replace(decision, state=DecisionState.SIGNED, signed_at=at, document_id=document_id)


def _require_open(decision: AgencyDecision, allowed: tuple[str, ...], item: str, book: RuleBook) -> None:
    words = book.decision_words.get(decision.decision, decision.decision)
    choices = listed((f"“{book.decision_words[code]}”" for code in allowed), "or")
    require(
        book.rule("decision-allowed"),
        decision.decision in allowed,
        f"“{words}” is not open on {item}. Choose {choices or 'no decision: this kind of item has none'}.",
    )


def _is_written(words: str) -> bool:
    return bool(words.strip())


def _are_written(lines: tuple[str, ...]) -> bool:
    return bool(lines) and all(map(_is_written, lines))


def _lacking(checks: list[Check], part: RecordPart) -> tuple[str, ...]:
    return tuple(words for of, words, is_there in checks if of is part and not is_there)


def _always_needed(decision: AgencyDecision) -> list[Check]:
    part = RecordPart
    return [
        (part.MATERIAL, "the material considered", bool(decision.material)),
        (part.MATERIAL, "the material marked as read", all(one.is_read for one in decision.material)),
        (part.ARGUMENTS, "the arguments for", _are_written(decision.arguments_for)),
        (part.ARGUMENTS, "the arguments against", _are_written(decision.arguments_against)),
        (
            part.SINCE,
            "the further information (write “none” if there is none)",
            _is_written(decision.further_information),
        ),
        (part.OWN_REASONS, "reasons of your own", _is_written(decision.own_reasons)),
        (part.DECISION, "the decision", bool(decision.decision)),
        (part.SIGNING, "the date of the decision", decision.decided_on is not None),
        (part.SIGNING, "the declarations", decision.declarations.are_all_made),
    ]


def _needed_after_panel(
    decision: AgencyDecision, recommendation: Recommendation, *, is_after_review: bool
) -> list[Check]:
    part = RecordPart
    weighed = {reason.key for reason in decision.panel_reasons if _is_written(reason.why)}
    process = decision.process
    doubts = process is not None and not process.is_without_doubt
    explained = is_after_review or _is_written(decision.departure_reasons)
    return [
        (part.PROCESS, "your view of the panel's process", process is not None),
        (
            part.PROCESS,
            "what you doubt in the process",
            process is None or not doubts or _is_written(process.comment),
        ),
        (
            part.PANEL_REASONS,
            "which of the panel's reasons you adopt, and why",
            {reason.key for reason in recommendation.reasons} <= weighed,
        ),
        (
            part.DECISION,
            "why you depart from the panel",
            explained or not departs(decision, recommendation),
        ),
    ]


def _require_dates(decision: AgencyDecision, reference: str, book: RuleBook) -> None:
    decided_on = decision.decided_on or decision.received_on
    meet(
        book.rule("minutes-final-before-decision"),
        decided_on >= decision.received_on,
        f"The decision on item {reference} is dated {plain_date(decided_on)}, before what it rests on was received "
        f"on {plain_date(decision.received_on)}. Correct the dates.",
    )
    if decision.effective_on is not None and decision.effective_on < decided_on:
        raise InvalidInput(
            f"The decision on item {reference} takes effect before it was made. Correct the dates."
        )


def _require_sound_terms(decision: AgencyDecision, book: RuleBook) -> None:
    if decision.terms is None:
        return
    complete(decision.terms)
    words = conditional_words(" ; ".join((decision.terms.preferences, *decision.terms.named_children)))
    require(
        book.rule("terms-of-approval"),
        not words,
        f"“{words}” makes the terms conditional. Return the item for what is missing, or put it in other words.",
    )
