"""Notices: telling people. An item is finished only when the person has been told.

Oral notice, the letter, and how and when it was sent are recorded apart, since a letter's own date starts the
28 days of a qualifying determination (Fostering Services (England) Regulations 2011, regs 27(6) and 28(7)).
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime
from enum import StrEnum

from fosterpanel.domain.decisions import PROPOSALS, AgencyDecision, DecisionState
from fosterpanel.domain.rulebook import RuleBook, require
from fosterpanel.errors import InvalidInput


class NoticeKind(StrEnum):
    """The letters a service sends."""

    APPROVAL = "notice of approval"
    QUALIFYING_DETERMINATION = "qualifying determination"
    DEFERRAL = "deferral letter"
    AGREED_CHANGE = "agreed change of terms"
    FINAL_DECISION = "final decision"
    RESIGNATION = "resignation acknowledgement"
    STAGE_ONE_REFUSAL = "Stage 1 refusal"


NEED_DECISION = frozenset(
    {NoticeKind.APPROVAL, NoticeKind.QUALIFYING_DETERMINATION, NoticeKind.AGREED_CHANGE, NoticeKind.FINAL_DECISION}
)


@dataclass(frozen=True, slots=True, kw_only=True)
class OralNotice:
    """Who told whom, when (UTC) and how."""

    told_by: str
    told_to: str
    told_at: datetime
    means: str = "telephone"


@dataclass(frozen=True, slots=True, kw_only=True)
class Dispatch:
    """How and when (local date) a letter left, and the proof of it."""

    method: str
    sent_on: date
    proof: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Notice:
    """One letter. ``dated_on`` and ``last_challenge_on`` are local dates."""

    id: str
    item_id: str
    home_id: str
    kind: NoticeKind
    addressees: tuple[str, ...]
    address: tuple[str, ...]
    dated_on: date
    author_id: str
    reference: str
    number: int = 1
    decision_id: str = ""
    reasons: tuple[str, ...] = ()
    last_challenge_on: date | None = None
    enclosures: tuple[str, ...] = ()
    document_id: str = ""
    dispatch: Dispatch | None = None
    version: int = 0


def write_notice(notice: Notice, decision: AgencyDecision | None, book: RuleBook) -> Notice:
    """The notice itself when it may be written.

    Raises:
        InvalidInput: no addressee, address, author, or a date before its decision.
        RuleRefusal: no signed decision to tell of, or a proposal dressed up as a final letter (``decision-notice``).
    """
    if not notice.addressees or not any(line.strip() for line in notice.address):
        raise InvalidInput("A letter needs the names and the address it goes to.")
    if not notice.author_id:
        raise InvalidInput("A letter needs its author.")
    if notice.kind not in NEED_DECISION:
        return notice
    if decision is None or decision.state is not DecisionState.SIGNED or decision.decided_on is None:
        require(book.rule("decision-notice"), False, "There is no signed decision to write this letter from. Sign it first.")
        return notice
    if notice.dated_on < decision.decided_on:
        raise InvalidInput(f"The letter is dated before the decision of {decision.decided_on:%d/%m/%Y}. Correct its date.")
    require(
        book.rule("qualifying-determination"),
        (notice.kind is NoticeKind.QUALIFYING_DETERMINATION) == (decision.decision in PROPOSALS),
        "A decision that proposes is told by a qualifying determination, and only such a decision is.",
    )
    return notice


def dispatch_notice(notice: Notice, dispatch: Dispatch) -> Notice:
    """The letter as sent. Raises InvalidInput without its document, twice, or before its own date."""
    if not notice.document_id:
        raise InvalidInput("The letter has not been made yet. Write it before recording that it was sent.")
    if notice.dispatch is not None:
        raise InvalidInput(f"The letter was already sent on {notice.dispatch.sent_on:%d/%m/%Y}.")
    if dispatch.sent_on < notice.dated_on:
        raise InvalidInput("A letter cannot leave before its own date. Correct one of the two dates.")
    return replace(notice, dispatch=dispatch)


@dataclass(frozen=True, slots=True, kw_only=True)
class Telling:
    """The oral notice of one item."""

    id: str
    item_id: str
    oral: OralNotice
    due_on: date
    version: int = 0
