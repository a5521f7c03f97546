"""Notices: telling people. An item is finished only when the person has been told.

Oral notice, the letter, and how and when it was sent are recorded apart, since a letter's own date starts the
28 days of a qualifying determination (Fostering Services (England) Regulations 2011, regs 27(6) and 28(7)).
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime
from enum import StrEnum

from fosterpanel.domain.days import due
from fosterpanel.domain.decisions import PROPOSALS, RETURN, AgencyDecision, DecisionState
from fosterpanel.domain.representations import last_day_to_challenge
from fosterpanel.domain.rulebook import Concern, RuleBook, meet, refuse, require
from fosterpanel.domain.wording import length, plain_date
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
    {
        NoticeKind.APPROVAL,
        NoticeKind.QUALIFYING_DETERMINATION,
        NoticeKind.AGREED_CHANGE,
        NoticeKind.FINAL_DECISION,
    }
)
LETTERS = {
    "approve": frozenset({NoticeKind.APPROVAL}),
    "final-approve": frozenset({NoticeKind.APPROVAL, NoticeKind.FINAL_DECISION}),
    "agree-change": frozenset({NoticeKind.AGREED_CHANGE}),
    RETURN: frozenset[NoticeKind](),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class OralNotice:
    """Who told whom, when (UTC) and how."""

    told_by: str
    told_to: str
    told_at: datetime
    means: str = "telephone"


@dataclass(frozen=True, slots=True, kw_only=True)
class Dispatch:
    """How and when (local date) a letter left, and the proof of it.

    ``why_unchecked`` says why it left as it was: read by nobody but its author, or to an address that is no more.
    """

    method: str
    sent_on: date
    proof: str
    why_unchecked: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class SecondLook:
    """That somebody other than the author read the letter before it left: recipients, address, decision, dates.

    ``looked_at`` is UTC; ``address_confirmed_on`` the local date on which the address was last confirmed.
    """

    looked_by: str
    looked_at: datetime
    address_confirmed_on: date


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
    second_look: SecondLook | None = None
    dispatch: Dispatch | None = None
    version: int = 0


def write_notice(notice: Notice, decision: AgencyDecision | None, book: RuleBook) -> Notice:
    """The notice itself when it may be written.

    Raises:
        RuleRefusal: no addressee, address or author (``letter-whole``); no signed decision to tell of, a date before
            it, or the wrong letter for it (``decision-notice``); a qualifying determination without its reasons,
            true last day or the panel's recommendation (``qualifying-determination``); a Stage 1 refusal without
            reasons (``stage-one-refusal``).
    """
    _require_sender_and_addressee(notice, book)
    if notice.kind is NoticeKind.STAGE_ONE_REFUSAL:
        require(
            book.rule("stage-one-refusal"),
            _has_reasons(notice),
            "A refusal at Stage 1 is written with its reasons. Give them.",
        )
    if notice.kind not in NEED_DECISION:
        return notice
    _require_decision(notice, decision, book)
    if notice.kind is NoticeKind.QUALIFYING_DETERMINATION:
        _require_whole_determination(notice, decision, book)
    return notice


def letters_for(decision: str) -> frozenset[NoticeKind]:
    """The letters that may tell of a decision, by its code; none for a matter sent back for information."""
    if decision in PROPOSALS:
        return frozenset({NoticeKind.QUALIFYING_DETERMINATION})
    return LETTERS.get(decision, frozenset({NoticeKind.FINAL_DECISION}))


def require_dated(dated_on: date | None, book: RuleBook) -> date:
    """The local date a letter bears. Raises RuleRefusal (``letter-whole``) where it bears none."""
    if dated_on is None:
        refuse(book.rule("letter-whole"), "A letter needs its date, which starts what runs from it. Date it.")
    return dated_on


def _require_sender_and_addressee(notice: Notice, book: RuleBook) -> None:
    rule = book.rule("letter-whole")
    is_addressed = any(map(str.strip, notice.addressees)) and any(map(str.strip, notice.address))
    require(rule, is_addressed, "A letter needs the names and the address it goes to. Fill them in.")
    require(rule, bool(notice.author_id), "A letter needs its author. Say who signs it.")


def _require_decision(notice: Notice, decision: AgencyDecision | None, book: RuleBook) -> None:
    rule = book.rule("decision-notice")
    if decision is None or decision.state is not DecisionState.SIGNED or decision.decided_on is None:
        refuse(rule, "There is no signed decision to write this letter from. Sign it first.")
    require(
        rule,
        notice.dated_on >= decision.decided_on,
        f"The letter is dated before the decision of {plain_date(decision.decided_on)}. Correct its date.",
    )
    require(
        rule,
        notice.kind in letters_for(decision.decision),
        f"A letter of this kind ({notice.kind.value}) does not tell of this decision "
        f"({book.decision_words.get(decision.decision, decision.decision)}). Choose the letter that does.",
    )


def _require_whole_determination(notice: Notice, decision: AgencyDecision | None, book: RuleBook) -> None:
    rule = book.rule("qualifying-determination")
    last = last_day_to_challenge(notice.dated_on, book)
    heard = decision is not None and bool(decision.recommendation_id)
    require(rule, _has_reasons(notice), "A proposal against a person is written with its reasons. Give them.")
    require(
        rule,
        notice.last_challenge_on == last,
        f"The last day to challenge a letter of {plain_date(notice.dated_on)} is {plain_date(last)}. "
        "Put that day in it.",
    )
    require(
        rule,
        not heard or any(one.strip() for one in notice.enclosures),
        "A proposal goes out with a copy of the panel's recommendation. Enclose it.",
    )


def _has_reasons(notice: Notice) -> bool:
    return any(reason.strip() for reason in notice.reasons)


def look_again(notice: Notice, look: SecondLook, book: RuleBook) -> Notice:
    """The letter as somebody other than its author found it: right as it stands, and ready to leave.

    Raises:
        RuleRefusal: its author looked (``letter-second-look``).
        InvalidInput: it was not made yet, or has left already.
    """
    _require_still_here(notice)
    require(
        book.rule("letter-second-look"),
        look.looked_by != notice.author_id,
        "Whoever wrote a letter does not check it as well. Ask somebody else to read it before it leaves.",
    )
    return replace(notice, second_look=look)


def address_grown_old(confirmed_on: date, on: date, book: RuleBook) -> Concern | None:
    """Whether an address confirmed on one local day is to be asked for again by another; None while it is fresh."""
    limit = book.limit("address-confirmed")
    if on <= due(limit, confirmed_on, book.holidays):
        return None
    return Concern(
        rule_id=limit.rule.id,
        sentence=f"The address was last confirmed on {plain_date(confirmed_on)}, more than {length(limit)} ago. "
        "Ask whether it still holds.",
        source=limit.rule.citation,
    )


def dispatch_notice(notice: Notice, dispatch: Dispatch, *, is_to_register: bool, book: RuleBook) -> Notice:
    """The letter as sent. ``is_to_register``: it bears the names and the address that the register holds now.

    Raises:
        RuleRefusal: it proposes, and left only when its time to answer was over (``representations-period``).
        ReasonNeeded: only its author has read it, or the carers have moved since, and nothing says why it left as it
            is (``letter-second-look``).
        InvalidInput: it has no document, has left before, leaves before its own date, or nothing says how it left.
    """
    _require_still_here(notice)
    if dispatch.sent_on < notice.dated_on:
        raise InvalidInput("A letter cannot leave before its own date. Correct one of the two dates.")
    if not dispatch.method.strip() or not dispatch.proof.strip():
        raise InvalidInput("Say how the letter left, and what proves it, such as a number or who took it.")
    _require_time_to_answer(notice, dispatch, book)
    meet(
        book.rule("letter-second-look"),
        notice.second_look is not None,
        "Only its author has read this letter. Let somebody else check names, address, decision and dates.",
        reason=dispatch.why_unchecked,
    )
    meet(
        book.rule("letter-second-look"),
        is_to_register,
        f"The register holds other names or another address now than letter {notice.reference}. Write it again.",
        reason=dispatch.why_unchecked,
    )
    return replace(notice, dispatch=dispatch)


def _require_time_to_answer(notice: Notice, dispatch: Dispatch, book: RuleBook) -> None:
    """A proposal that left on its last day, or later, gave nobody the time the law gives them."""
    last = notice.last_challenge_on
    require(
        book.rule("representations-period"),
        last is None or dispatch.sent_on < last,
        f"A letter that left on {plain_date(dispatch.sent_on)} leaves no time to answer by "
        f"{plain_date(last) if last else ''}. Write it again with its true date: the days run from there.",
    )


def _require_still_here(notice: Notice) -> None:
    if not notice.document_id:
        raise InvalidInput("The letter has not been made yet. Write it before checking or sending it.")
    if notice.dispatch is not None:
        sent_on = plain_date(notice.dispatch.sent_on)
        raise InvalidInput(f"The letter was already sent on {sent_on}. Write a new one to send again.")


@dataclass(frozen=True, slots=True, kw_only=True)
class Telling:
    """The oral notice of one item."""

    id: str
    item_id: str
    oral: OralNotice
    due_on: date
    version: int = 0
