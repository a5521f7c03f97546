"""Acts of telling: by word of mouth, by letter, and how the letter left."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import TypeVar

from fosterpanel.db.transaction import Reading, Transaction
from fosterpanel.documents.intake import text_of_pages
from fosterpanel.documents.letters import LetterPaper, render_letter
from fosterpanel.domain.changes_of_terms import AgreedChange
from fosterpanel.domain.days import due
from fosterpanel.domain.decisions import AgencyDecision
from fosterpanel.domain.deferrals import Deferral
from fosterpanel.domain.issued import DocumentKind, IssuedDocument
from fosterpanel.domain.items import ItemStage, PanelItem, move_item
from fosterpanel.domain.meetings import Meeting
from fosterpanel.domain.notices import (
    NEED_DECISION,
    Dispatch,
    Notice,
    NoticeKind,
    OralNotice,
    Telling,
    dispatch_notice,
    require_dated,
    write_notice,
)
from fosterpanel.domain.register import (
    ApprovalTerms,
    Exemption,
    FosterHome,
    Resignation,
    Review,
    next_review_due,
)
from fosterpanel.domain.representations import QualifyingDetermination, last_day_to_challenge
from fosterpanel.domain.temporary_approvals import TemporaryApproval, by_end
from fosterpanel.domain.terms import TermsOfApproval
from fosterpanel.domain.wording import plain_date
from fosterpanel.errors import InvalidInput
from fosterpanel.workflow.deciding.decision_grounds import panel_item, review_of
from fosterpanel.workflow.deciding.decisions import decision_of, recommendation_of
from fosterpanel.workflow.homes.register import current_terms
from fosterpanel.workflow.office import Office, new_id, require_has_come
from fosterpanel.workflow.sealing import NewDocument, keep_document, require_unmoved
from fosterpanel.workflow.wrong_family import require_names_answered

FoundT = TypeVar("FoundT")


@dataclass(frozen=True, slots=True, kw_only=True)
class NewLetter:
    """A letter to write; ``dated_on`` is its own local date, and none is written without.

    ``item_id`` is empty on a resignation's.
    """

    kind: NoticeKind
    home_id: str
    dated_on: date | None
    item_id: str = ""
    reasons: tuple[str, ...] = ()
    enclosures: tuple[str, ...] = ()
    is_for_specified_offence: bool = False


def tell(
    office: Office,
    item_id: str,
    *,
    told_by: str,
    told_to: str,
    means: str = "telephone",
    told_at: datetime | None = None,
) -> Telling:
    """Record that the person was told of the decision by word of mouth, at a moment (UTC), or now.

    Raises:
        InvalidInput: there is no decision to tell of yet, it was signed only after that moment, the moment is to
            come, or nothing says who told whom.
    """
    at = told_at or office.clock.now()
    if not told_by.strip() or not told_to.strip():
        raise InvalidInput("Say who told whom. The record of a call names both.")
    if at > office.clock.now():
        raise InvalidInput("That moment is still to come. Record the call once it was made.")
    with office.act() as transaction:
        item = transaction.get(PanelItem, item_id)
        decision = decision_of(transaction, item_id)
        if decision is None or decision.decided_on is None:
            raise InvalidInput(
                f"Item {item.reference} has not been decided, so there is nothing to tell yet."
            )
        if decision.signed_at is not None and at < decision.signed_at:
            raise InvalidInput(
                f"The decision on item {item.reference} was signed after that. Give the time of the call that told it."
            )
        book = office.book(decision.decided_on)
        telling = transaction.insert(
            Telling(
                id=new_id(),
                item_id=item_id,
                oral=OralNotice(told_by=told_by, told_to=told_to, told_at=at, means=means),
                due_on=due(book.limit("oral-notice"), decision.decided_on, book.holidays),
            )
        )
        _finish_if_told(transaction, item)
        transaction.note("tell", item_id, {"telling": telling.id})
    return telling


def prepare_letter(office: Office, new: NewLetter) -> LetterPaper:
    """Read everything a letter says.

    Raises:
        RuleRefusal: the addressee, address, author or date is missing, there is no signed decision to write it from
            or none by its date, or it is the wrong letter for the decision.
        InvalidInput: a proposal was told of before.
    """
    with office.reading() as reading:
        return _gather(office, reading, new, notice_id=new_id(), document_id=new_id())


def write_letter(office: Office, new: NewLetter) -> Notice:
    """Write a letter and file it; a qualifying determination's 28 days begin with its date.

    Raises:
        RuleRefusal, InvalidInput: as ``prepare_letter``.
        MovedSince: something it says changed while it was being made.
    """
    paper = prepare_letter(office, new)
    return file_letter(office, new, paper, render_letter(paper).pdf)


def file_letter(office: Office, new: NewLetter, paper: LetterPaper, pdf: bytes) -> Notice:
    """Write a letter that was prepared and rendered. Raises MovedSince when anything it says has changed."""
    with office.act() as transaction:
        notice = paper.notice
        again = _gather(office, transaction, new, notice_id=notice.id, document_id=notice.document_id)
        require_unmoved(again, paper)
        keep_document(transaction, _document(office, paper), pdf)
        transaction.insert(notice)
        _begin_challenge_period(transaction, notice, new)
        transaction.note(
            "write_letter", new.item_id or new.home_id, {"notice": notice.id, "kind": notice.kind.value}
        )
    return notice


def dispatch_letter(
    office: Office, notice_id: str, *, method: str, sent_on: date, proof: str, why_unchecked: str = ""
) -> Notice:
    """Record that a letter left, how, when (local date) and with what proof.

    Raises:
        RuleRefusal: it proposes, and left when its time to answer was over (``representations-period``).
        ReasonNeeded: nobody but its author has checked it, or the register holds other names or another address by
            now, and ``why_unchecked`` does not say why it left so (``letter-second-look``).
        InvalidInput: it has left before, leaves before its own date or on a day to come, nothing says how, or
            another letter has taken its place.
        NamesUnanswered: it names another family, and nobody has said why.
    """
    require_has_come(office, sent_on, "The dispatch")
    way = Dispatch(method=method, sent_on=sent_on, proof=proof, why_unchecked=why_unchecked.strip())
    with office.act() as transaction:
        held = transaction.get(Notice, notice_id)
        _require_not_replaced(transaction, held)
        _require_names_answered(transaction, held)
        home = transaction.get(FosterHome, held.home_id)
        sent = dispatch_notice(held, way, is_to_register=is_to_register(held, home), book=office.book())
        changed = transaction.replace(sent)
        if sent.item_id:
            _finish_if_told(transaction, transaction.get(PanelItem, sent.item_id))
        transaction.note(
            "dispatch_letter", sent.item_id or sent.home_id, {"notice": notice_id, "method": method}
        )
    return changed


def is_to_register(notice: Notice, home: FosterHome) -> bool:
    """Whether a letter bears the names and the address that the register holds now."""
    return (notice.addressees, notice.address) == (_fostering(home), home.address)


def _fostering(home: FosterHome) -> tuple[str, ...]:
    return tuple(carer.name for carer in home.carers)


def _gather(
    office: Office, reading: Reading, new: NewLetter, *, notice_id: str, document_id: str
) -> LetterPaper:
    home = reading.get(FosterHome, new.home_id)
    item = reading.get(PanelItem, new.item_id) if new.item_id else None
    decision = decision_of(reading, item.id) if item else None
    book = office.book(new.dated_on)
    dated_on = require_dated(new.dated_on, book)
    is_proposal = new.kind is NoticeKind.QUALIFYING_DETERMINATION
    if is_proposal and decision is not None:
        _require_first_letter(reading, decision)
    notice = Notice(
        id=notice_id,
        item_id=new.item_id,
        home_id=home.id,
        kind=new.kind,
        addressees=_fostering(home),
        address=home.address,
        dated_on=dated_on,
        author_id=office.person.id,
        reference=_reference(reading, home, item),
        decision_id=decision.id if decision and new.kind in NEED_DECISION else "",
        reasons=new.reasons,
        last_challenge_on=last_day_to_challenge(dated_on, book) if is_proposal else None,
        enclosures=new.enclosures,
        document_id=document_id,
    )
    heard = panel_item(reading, item) if item else None
    meeting = reading.get(Meeting, heard.meeting_id) if heard and heard.meeting_id else None
    review = review_of(reading, item) if item else None
    exempted = [one for one in reading.find(Exemption, home_id=home.id) if one.is_on(dated_on)]
    return LetterPaper(
        service=office.service,
        notice=write_notice(notice, decision, book),
        home=home,
        author=office.person,
        item=item,
        type_name=book.item_type(item.type_code).name if item else "",
        panel_on=meeting.on if meeting else None,
        decision=decision,
        decision_words=book.decision_words,
        outcome_words=book.outcome_words,
        recommendation=recommendation_of(reading, item.id) if item else None,
        old_terms=_terms_before(reading, home, decision, dated_on),
        deferral=_latest(reading.find(Deferral, item_id=new.item_id)) if item else None,
        agreed_change=_latest(reading.find(AgreedChange, item_id=new.item_id)) if item else None,
        resignation=_latest(reading.find(Resignation, home_id=home.id)),
        exemption=_latest(tuple(exempted)),
        temporary=by_end(reading.find(TemporaryApproval, home_id=home.id)),
        review=review.conclusion if review else "",
        next_review_on=_next_review(office, reading, home),
        is_review_open=not new.is_for_specified_offence,
    )


def _terms_before(
    reading: Reading, home: FosterHome, decision: AgencyDecision | None, dated_on: date
) -> TermsOfApproval | None:
    """The terms that a decision changes, or would; it may have changed them on the register already."""
    for entered in reading.find(ApprovalTerms, home_id=home.id):
        if decision is not None and entered.decision_id == decision.id:
            return current_terms(reading, home.id, entered.effective_from - timedelta(days=1))
    return current_terms(reading, home.id, dated_on)


def _require_first_letter(reading: Reading, decision: AgencyDecision) -> None:
    """A proposal is told of once: a second letter would open a second time to challenge it.

    A letter that has not left, such as one found wrong on a second look, gives way to another.
    """
    for held in reading.find(QualifyingDetermination, decision_id=decision.id):
        if reading.get(Notice, held.notice_id).dispatch is not None or held.route is not None:
            raise InvalidInput(
                f"This proposal was told of by the letter of {plain_date(held.letter_dated_on)}, and its 28 days "
                "run from there. No second letter proposes it again."
            )


def _require_not_replaced(reading: Reading, notice: Notice) -> None:
    if notice.kind is not NoticeKind.QUALIFYING_DETERMINATION:
        return
    for held in reading.find(QualifyingDetermination, decision_id=notice.decision_id):
        if held.notice_id != notice.id:
            instead = reading.get(Notice, held.notice_id)
            raise InvalidInput(
                f"Letter {instead.reference} has taken the place of this one. Send that letter."
            )


def _require_names_answered(reading: Reading, notice: Notice) -> None:
    if notice.document_id:
        home_id = notice.home_id or reading.get(PanelItem, notice.item_id).home_id
        letter = reading.content(reading.get(IssuedDocument, notice.document_id).sha256)
        require_names_answered(reading, notice.id, [home_id], text_of_pages(letter))


def _next_review(office: Office, reading: Reading, home: FosterHome) -> date | None:
    if home.approved_on is None:
        return None
    held = [review.held_on for review in reading.find(Review, home_id=home.id)]
    return next_review_due(home.approved_on, held, office.book())


def _reference(reading: Reading, home: FosterHome, item: PanelItem | None) -> str:
    number = len(reading.find(Notice, home_id=home.id)) + 1
    return f"{item.reference if item else home.reference}-L{number}"


def _latest(found: tuple[FoundT, ...]) -> FoundT | None:
    return found[-1] if found else None


def _document(office: Office, paper: LetterPaper) -> NewDocument:
    notice = paper.notice
    return NewDocument(
        id=notice.document_id,
        kind=DocumentKind.LETTER,
        subject_id=notice.item_id or notice.home_id,
        title=notice.kind.value.capitalize(),
        reference=notice.reference,
        number=notice.number,
        issued_at=office.clock.now(),
    )


def _begin_challenge_period(transaction: Transaction, notice: Notice, new: NewLetter) -> None:
    if notice.kind is not NoticeKind.QUALIFYING_DETERMINATION or notice.last_challenge_on is None:
        return
    begun = QualifyingDetermination(
        id=new_id(),
        item_id=notice.item_id,
        decision_id=notice.decision_id,
        notice_id=notice.id,
        letter_dated_on=notice.dated_on,
        last_challenge_on=notice.last_challenge_on,
        is_for_specified_offence=new.is_for_specified_offence,
    )
    for held in transaction.find(QualifyingDetermination, decision_id=notice.decision_id):
        transaction.replace(replace(begun, id=held.id, version=held.version))
        return
    transaction.insert(begun)


def _finish_if_told(transaction: Transaction, item: PanelItem) -> None:
    """An item is finished only when the person has been told of its decision, in words and in writing."""
    decision = decision_of(transaction, item.id)
    if item.stage is not ItemStage.DECIDED or decision is None or not _is_told(transaction, decision):
        return
    transaction.replace(move_item(item, ItemStage.TOLD))
    if item.challenge_id:
        determination = transaction.get(QualifyingDetermination, item.challenge_id)
        challenged = transaction.get(PanelItem, determination.item_id)
        transaction.replace(move_item(challenged, ItemStage.TOLD))


def _is_told(reading: Reading, decision: AgencyDecision) -> bool:
    """Whether this very decision was told both ways; what was told of an earlier proposal does not count."""
    tellings = reading.find(Telling, item_id=decision.item_id)
    in_words = any(
        decision.signed_at is not None and one.oral.told_at >= decision.signed_at for one in tellings
    )
    letters = reading.find(Notice, item_id=decision.item_id)
    return in_words and any(one.decision_id == decision.id and one.dispatch is not None for one in letters)
