"""Acts of the agency decision maker: opening a record, filling it, and signing it in three beats."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from fosterpanel.db.transaction import Reading
from fosterpanel.documents.decisions import DecisionPaper, render_decision
from fosterpanel.documents.intake import text_of_pages
from fosterpanel.domain.days import due
from fosterpanel.domain.decisions import (
    AgencyDecision,
    ConsideredMaterial,
    DecisionState,
    require_may_decide,
    sign_decision,
)
from fosterpanel.domain.issued import DocumentKind
from fosterpanel.domain.items import ItemStage, PanelItem, move_item
from fosterpanel.domain.notices import Notice
from fosterpanel.domain.papers import ReliedBy
from fosterpanel.domain.recommendations import Recommendation
from fosterpanel.domain.register import FosterHome
from fosterpanel.domain.representations import QualifyingDetermination, require_may_finish
from fosterpanel.domain.rulebook import RuleBook, require
from fosterpanel.domain.wording import plain_date
from fosterpanel.errors import InvalidInput, MovedSince
from fosterpanel.workflow.deciding.consequences import follow, require_may_follow
from fosterpanel.workflow.deciding.decision_grounds import (
    clock_starts_on,
    day_of_receipt,
    decided_type,
    material_before,
    panel_item,
    panel_people,
    review_of,
)
from fosterpanel.workflow.deciding.decision_papers import paper_of
from fosterpanel.workflow.deciding.decision_standing import open_record
from fosterpanel.workflow.deciding.representations import live_challenge
from fosterpanel.workflow.founding.service import signing_keys
from fosterpanel.workflow.office import Office, new_id, require_has_come
from fosterpanel.workflow.paperwork.papers import rely_on_papers
from fosterpanel.workflow.sealing import NewDocument, Seal, keep_document, require_unmoved
from fosterpanel.workflow.wrong_family import require_names_answered

FIXED_WHILE_OPEN = (
    "item_id",
    "decision_maker_id",
    "recommendation_id",
    "received_on",
    "due_on",
    "state",
    "signed_at",
    "document_id",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class PreparedDecision:
    """A decision record ready to be sealed: what it says, and who signs it how."""

    paper: DecisionPaper
    seal: Seal


@dataclass(frozen=True, slots=True, kw_only=True)
class SealedDecision:
    """A decision record rendered and signed, not filed yet."""

    prepared: PreparedDecision
    pdf: bytes


def open_decision(office: Office, item_id: str, *, received_on: date | None = None) -> AgencyDecision:
    """Open the decision record of an item for the person at the desk.

    ``received_on`` (local) says when the assessment was received, for an item that had no panel.

    Raises:
        RuleRefusal: they may not decide this item, or its minutes are not final.
        InvalidInput: the item is not with the decision maker, a record is already open, or the date is to come.
    """
    require_has_come(office, received_on or office.clock.today(), "The assessment")
    with office.act() as transaction:
        item = _item_to_decide(office, transaction, item_id)
        received = day_of_receipt(office, transaction, item, received_on)
        _require_stage(item)
        if open_record(transaction, item_id):
            raise InvalidInput(
                f"A decision record of item {item.reference} is already open. Go on with that one."
            )
        decision = transaction.insert(_blank(office, transaction, item, received))
        transaction.note("open_decision", item_id, {"decision": decision.id, "due_on": str(decision.due_on)})
    return decision


def open_own_decision(office: Office, item_id: str) -> AgencyDecision:
    """Open a record for the person at the desk where another decision maker does not go on with theirs.

    A decision is not handed on: nothing of the other record goes over, and it stays as it was left, never to be signed.
    The time to decide goes on from the same day.

    Raises:
        RuleRefusal: they may not decide this item.
        InvalidInput: the item is not with the decision maker, or no other decision maker has a record open.
    """
    with office.act() as transaction:
        item = _item_to_decide(office, transaction, item_id)
        _require_stage(item)
        held = open_record(transaction, item_id)
        if held is None or held.decision_maker_id == office.person.id:
            raise InvalidInput(f"No other decision maker has a record of item {item.reference} open.")
        decision = transaction.insert(_blank(office, transaction, item, held.received_on))
        transaction.note("open_own_decision", item_id, {"decision": decision.id, "instead_of": held.id})
    return decision


def write_decision(office: Office, decision: AgencyDecision) -> AgencyDecision:
    """Keep what has been filled in so far.

    Raises:
        RuleRefusal: it is dated before what it rests on was received (``minutes-final-before-decision``).
        InvalidInput: the record is signed, belongs to another decision maker, or what was found when it was
            opened (its item, dates and recommendation) would be changed.
        MovedSince: it was changed elsewhere meanwhile.
    """
    with office.act() as transaction:
        held = transaction.get(AgencyDecision, decision.id)
        _require_open_to(office, transaction, held)
        if any(getattr(held, name) != getattr(decision, name) for name in FIXED_WHILE_OPEN):
            raise InvalidInput(
                "What a decision record rests on is found when it is opened, and only signing makes it final. "
                "Open the record again and fill in the rest."
            )
        decided_on = decision.decided_on or decision.received_on
        require(
            office.book(decided_on).rule("minutes-final-before-decision"),
            decided_on >= decision.received_on,
            f"The decision is dated {plain_date(decided_on)}, before what it rests on was received on "
            f"{plain_date(decision.received_on)}. Correct the date.",
        )
        written = transaction.replace(decision)
        transaction.note("write_decision", decision.item_id, {"decision": decision.id})
    return written


def prepare_decision(office: Office, decision_id: str) -> PreparedDecision:
    """Read and check everything the record says, for the person at the desk to sign.

    Raises:
        RuleRefusal: they may not decide, a part is missing, or the law does not allow this decision now.
        InvalidInput: the record is another's, the item is not with the decision maker, or a date cannot be.
        MovedSince: a paper changed after it was marked as read.
    """
    with office.reading() as reading:
        seal = Seal(
            keys=signing_keys(reading, office.person),
            reason="Signed by the agency decision maker as their considered decision",
            location=office.service.name,
            signed_at=office.clock.now(),
            timestamp_url=office.timestamp_url,
        )
        return PreparedDecision(paper=_signed_paper(office, reading, decision_id, seal, new_id()), seal=seal)


def seal_decision(prepared: PreparedDecision) -> SealedDecision:
    """Render and sign; touches no store. Raises SigningError."""
    return SealedDecision(prepared=prepared, pdf=prepared.seal.put_on(render_decision(prepared.paper).pdf))


def file_decision(office: Office, sealed: SealedDecision) -> AgencyDecision:
    """Write the signed decision and what follows from it on the register.

    Raises:
        MovedSince: anything it says has changed since it was prepared.
        NamesUnanswered: it names another family, and nobody has said why.
    """
    paper, seal = sealed.prepared.paper, sealed.prepared.seal
    pages = text_of_pages(sealed.pdf)
    with office.act() as transaction:
        again = _signed_paper(office, transaction, paper.decision.id, seal, paper.decision.document_id)
        require_unmoved(again, paper)
        require_names_answered(transaction, paper.item.id, [paper.home.id], pages)
        document = keep_document(transaction, _document(paper, seal), sealed.pdf)
        decision = transaction.replace(paper.decision)
        rely_on_papers(transaction, paper.item.id, ReliedBy.DECISION_MAKER, seal.signed_at)
        follow(office, transaction, paper.item, paper.home, decision)
        transaction.note(
            "sign_decision", paper.item.id, {"decision": decision.decision, "document": document.id}
        )
    return decision


def sign_decision_record(office: Office, decision_id: str) -> AgencyDecision:
    """Sign a decision record: the three beats in one, for callers with nothing to keep responsive."""
    return file_decision(office, seal_decision(prepare_decision(office, decision_id)))


def decision_of(reading: Reading, item_id: str) -> AgencyDecision | None:
    """The latest signed decision on an item, or None."""
    held = reading.find(AgencyDecision, item_id=item_id, state=DecisionState.SIGNED)
    return held[-1] if held else None


def recommendation_of(reading: Reading, item_id: str) -> Recommendation | None:
    """The recommendation of the panel whose business an item decides, or None where no panel sat."""
    heard = panel_item(reading, reading.get(PanelItem, item_id))
    return next(iter(reading.find(Recommendation, item_id=heard.id)), None)


def _item_to_decide(office: Office, reading: Reading, item_id: str) -> PanelItem:
    item = reading.get(PanelItem, item_id)
    require_may_decide(office.person, panel_people(reading, item), item.reference, office.book())
    return item


def _require_stage(item: PanelItem) -> None:
    if item.stage is not ItemStage.WITH_DECISION_MAKER:
        raise InvalidInput(
            f"Item {item.reference} is {item.stage.value}, not with the decision maker, so it cannot be decided now."
        )


def _require_open_to(office: Office, reading: Reading, record: AgencyDecision) -> None:
    if record.state is DecisionState.SIGNED:
        raise InvalidInput("A signed decision record is never changed. A correction is a new record.")
    _require_own(office, reading, record)


def _require_own(office: Office, reading: Reading, record: AgencyDecision) -> None:
    if record.decision_maker_id != office.person.id:
        raise InvalidInput(
            "This record belongs to another decision maker, and a decision is not handed on. "
            "Let them go on with it."
        )
    latest = reading.find(AgencyDecision, item_id=record.item_id)[-1]
    if latest.id != record.id:
        raise InvalidInput(
            "Another decision maker has begun a record of their own since, so this one is not signed. "
            "It stays as you left it."
        )


def _blank(office: Office, reading: Reading, item: PanelItem, received_on: date) -> AgencyDecision:
    book = office.book(received_on)
    recommendation = recommendation_of(reading, item.id)
    return AgencyDecision(
        id=new_id(),
        item_id=item.id,
        decision_maker_id=office.person.id,
        recommendation_id=recommendation.id if recommendation else "",
        material=material_before(reading, item),
        received_on=received_on,
        due_on=due(book.limit("adm-decision"), clock_starts_on(reading, item, received_on), book.holidays),
    )


def _signed_paper(
    office: Office, reading: Reading, decision_id: str, seal: Seal, document_id: str
) -> DecisionPaper:
    draft = reading.get(AgencyDecision, decision_id)
    item = reading.get(PanelItem, draft.item_id)
    home, book = reading.get(FosterHome, item.home_id), office.book(draft.decided_on)
    recommendation = recommendation_of(reading, item.id)
    require_may_decide(office.person, panel_people(reading, item), item.reference, book)
    _require_own(office, reading, draft)
    _require_stage(item)
    require_has_come(office, draft.decided_on or office.clock.today(), "The decision")
    _require_all_material(draft, material_before(reading, item), item)
    require_may_follow(office, reading, item, home, draft)
    signed = sign_decision(
        draft,
        item_type=decided_type(office, reading, item, book),
        is_final_stage=bool(reading.find(QualifyingDetermination, item_id=item.id)),
        recommendation=recommendation,
        is_connected_person=item.is_connected_person,
        is_after_review=review_of(reading, item) is not None,
        reference=item.reference,
        book=book,
        at=seal.signed_at,
        document_id=document_id,
    )
    return paper_of(office, reading, item, signed, recommendation=recommendation, book=book, seal=seal)


def _require_all_material(
    draft: AgencyDecision, there: tuple[ConsideredMaterial, ...], item: PanelItem
) -> None:
    considered = {one.sha256 for one in draft.material}
    unread = [one.title for one in there if one.sha256 not in considered]
    if unread:
        raise MovedSince(
            f"Papers of item {item.reference} changed after this record was opened: {', '.join(unread)}. "
            "Read them, add them to the material considered, and sign then."
        )


def refresh_material(office: Office, decision_id: str) -> AgencyDecision:
    """Put papers that came in or changed since into the material considered, as not read yet.

    Raises:
        InvalidInput: the record is signed, or belongs to another decision maker.
    """
    with office.act() as transaction:
        draft = transaction.get(AgencyDecision, decision_id)
        _require_open_to(office, transaction, draft)
        item = transaction.get(PanelItem, draft.item_id)
        read = {one.sha256 for one in draft.material if one.is_read}
        material = tuple(
            replace(one, is_read=one.sha256 in read) for one in material_before(transaction, item)
        )
        refreshed = transaction.replace(replace(draft, material=material))
        transaction.note("refresh_material", item.id, {"decision": decision_id})
    return refreshed


def _document(paper: DecisionPaper, seal: Seal) -> NewDocument:
    return NewDocument(
        id=paper.decision.document_id,
        kind=DocumentKind.DECISION,
        subject_id=paper.item.id,
        title=f"Decision record of item {paper.item.reference}",
        reference=paper.reference,
        number=1,
        issued_at=seal.signed_at,
        signed_by=paper.decision_maker.name,
    )


def reopen_for_final_decision(office: Office, item_id: str) -> PanelItem:
    """Bring a proposal back to the decision maker: its 28 days have passed, or its challenge was taken back.

    Raises:
        RuleRefusal: the carer or applicant may still challenge, or has, or the letter that proposes never left.
        InvalidInput: nothing was proposed in writing, or the challenge has an item of its own to decide.
    """
    today = office.clock.today()
    with office.act() as transaction:
        item = transaction.get(PanelItem, item_id)
        determinations = transaction.find(QualifyingDetermination, item_id=item_id)
        if not determinations:
            raise InvalidInput(
                f"No letter has told of a proposal on item {item.reference}, so its 28 days have not begun. "
                "Write the letter first."
            )
        for determination in determinations:
            _require_sent(transaction, determination, office.book(today))
            require_may_finish(determination, today, office.book(today))
            if challenge := live_challenge(transaction, determination.id):
                raise InvalidInput(
                    f"The challenge of item {item.reference} is decided as item {challenge.reference}."
                )
        reopened = transaction.replace(move_item(item, ItemStage.WITH_DECISION_MAKER))
        transaction.note("reopen_for_final_decision", item_id)
    return reopened


def _require_sent(reading: Reading, determination: QualifyingDetermination, book: RuleBook) -> None:
    """Nobody can answer a letter that lies here still."""
    notice = reading.get(Notice, determination.notice_id)
    require(
        book.rule("representations-period"),
        notice.dispatch is not None or determination.route is not None or determination.is_agreed,
        f"Letter {notice.reference}, which proposes this, has not been sent, so nobody could answer it. "
        "Write it again with today's date and send it.",
    )
