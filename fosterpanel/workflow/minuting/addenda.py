"""Acts on addenda: what is put right in signed minutes, agreed and signed likewise, beside them and never in them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from fosterpanel.db.transaction import Reading
from fosterpanel.documents.minutes import AddendumPaper, render_addendum
from fosterpanel.domain.central_list import PanelMember
from fosterpanel.domain.decisions import AgencyDecision, DecisionState
from fosterpanel.domain.hearings import Hearing
from fosterpanel.domain.issued import DocumentKind, IssuedDocument
from fosterpanel.domain.items import PanelItem
from fosterpanel.domain.meetings import Meeting
from fosterpanel.domain.minutes import Minutes, MinutesState, add_to, agree, reword
from fosterpanel.domain.wording import plain_date
from fosterpanel.errors import InvalidInput
from fosterpanel.workflow.homes.register import home_of
from fosterpanel.workflow.minuting.minutes import minutes_of, presided_by
from fosterpanel.workflow.minuting.signing import Prepared, Sealed, file, prepare
from fosterpanel.workflow.office import Office, new_id
from fosterpanel.workflow.panels.panel_seats import member_at_desk, require_member_at_desk


@dataclass(frozen=True, slots=True, kw_only=True)
class Addendum:
    """An addendum as a list shows it. ``decided_on`` is the local day of a decision made before it was signed."""

    minutes: Minutes
    reference: str
    corrects_reference: str
    decided_on: date | None = None

    @property
    def is_after_decision(self) -> bool:
        """Whether the decision maker had decided without it."""
        return self.decided_on is not None

    @property
    def sentence(self) -> str:
        """How it stands to the minutes and to the decision."""
        said = f"Addendum {self.reference} to the minutes {self.corrects_reference}"
        if not self.minutes.is_final:
            is_draft = self.minutes.state is MinutesState.DRAFT
            return f"{said} is {'being written' if is_draft else 'agreed, and not signed yet'}."
        if self.decided_on:
            return f"{said} was signed after the decision of {plain_date(self.decided_on)}."
        return f"{said} was signed before any decision."


@dataclass(frozen=True, slots=True, kw_only=True)
class AddendumInHand:
    """What is known where an item's signed minutes are put right: ``words`` is what the addendum says so far.

    ``presided_by`` is who agrees and signs it; ``is_mine``: that is the person at the desk. ``decided_on`` is the local
    day of a decision made already, ``earlier`` are the addenda that are signed.
    """

    item: PanelItem
    minutes_reference: str
    words: str
    presided_by: str
    is_mine: bool
    decided_on: date | None
    earlier: tuple[Addendum, ...]


def addendum_in_hand(office: Office, item_id: str) -> AddendumInHand:
    """How an addendum to an item's minutes stands before it is signed, begun or not. Raises NotFound."""
    earlier = tuple(one for one in addenda_of(office, item_id) if one.minutes.is_final)
    with office.reading() as reading:
        item, held = reading.get(PanelItem, item_id), being_put_right(reading, item_id)
        member = member_at_desk(office, reading)
        presiding = presided_by(reading, item, member)
        decided = reading.find(AgencyDecision, item_id=item_id, state=DecisionState.SIGNED)
        return AddendumInHand(
            item=item,
            minutes_reference=f"{item.reference}-M{minutes_of(reading, item_id).number}",
            words=held.contents.addendum if held else "",
            presided_by=reading.get(PanelMember, presiding).name,
            is_mine=member is not None and member.id == presiding,
            decided_on=decided[0].decided_on if decided else None,
            earlier=earlier,
        )


def being_put_right(reading: Reading, item_id: str) -> Minutes | None:
    """The addendum to an item's minutes that is being written; None when none is."""
    held = reading.find(Minutes, item_id=item_id)
    return next((one for one in held if one.is_addendum and not one.is_final), None)


def keep_addendum(office: Office, item_id: str, words: str) -> Minutes:
    """Write what is put right into the addendum in hand, or begin one. Raises InvalidInput as both do."""
    with office.reading() as reading:
        held = being_put_right(reading, item_id)
    if held is None:
        return open_addendum(office, item_id, words)
    return held if held.contents.addendum == words.strip() else write_addendum(office, held.id, words)


def complete_addendum(office: Office, item_id: str, words: str) -> Minutes:
    """Write an addendum, agree it and sign it, for whoever presided over the item.

    Raises:
        InvalidInput: it says nothing, or somebody else presided.
        NamesUnanswered: it names another family, and nobody has said why; it is kept, agreed, to be signed after that.
        SigningError: it cannot be signed; it is kept, agreed.
    """
    addendum = keep_addendum(office, item_id, words)
    if addendum.state is MinutesState.DRAFT:
        addendum = agree_addendum(office, addendum.id)
    return sign_addendum(office, addendum.id)


def open_addendum(office: Office, item_id: str, words: str) -> Minutes:
    """Begin an addendum to an item's signed minutes.

    Raises:
        InvalidInput: the minutes are not signed, an addendum is being written already, or this one says nothing.
    """
    with office.act() as transaction:
        minutes = minutes_of(transaction, item_id)
        held = transaction.find(Minutes, item_id=item_id)
        if being_put_right(transaction, item_id):
            raise InvalidInput("An addendum to these minutes is being written already. Finish that one.")
        number = max(one.number for one in held) + 1
        addendum = transaction.insert(add_to(minutes, words, new_id=new_id(), number=number))
        transaction.note("open_addendum", item_id, {"addendum": addendum.id, "corrects": minutes.id})
    return addendum


def write_addendum(office: Office, addendum_id: str, words: str) -> Minutes:
    """Keep what an addendum says so far. Raises InvalidInput once it is signed, or when nothing is left of it."""
    with office.act() as transaction:
        held = _addendum(transaction, addendum_id)
        written = reword(held, words)
        if written == held:
            return held
        addendum = transaction.replace(written)
        transaction.note_stretch("write_addendum", addendum_id)
    return addendum


def agree_addendum(office: Office, addendum_id: str) -> Minutes:
    """The person at the desk, having presided over the item, agrees an addendum. Raises InvalidInput for others."""
    with office.act() as transaction:
        held, member = _addendum(transaction, addendum_id), require_member_at_desk(office, transaction)
        item = transaction.get(PanelItem, held.item_id)
        presiding = presided_by(transaction, item, member)
        addendum = transaction.replace(
            agree(held, by=member.id, at=office.clock.now(), presided_by=presiding)
        )
        transaction.note("agree_addendum", item.id, {"addendum": addendum_id})
    return addendum


def prepare_addendum(office: Office, addendum_id: str) -> Prepared[AddendumPaper]:
    """Read everything an agreed addendum says, for the person at the desk to sign. Raises InvalidInput, NotFound."""
    return prepare(
        office,
        lambda reading: _paper(office, reading, addendum_id),
        reason="Signed by the chair of the item as an addendum to the minutes",
    )


def seal_addendum(prepared: Prepared[AddendumPaper]) -> Sealed[AddendumPaper]:
    """Render and sign; touches no store. Raises SigningError."""
    return Sealed(prepared=prepared, pdf=prepared.seal.put_on(render_addendum(prepared.paper).pdf))


def file_addendum(office: Office, sealed: Sealed[AddendumPaper]) -> Minutes:
    """Write the signed addendum; the minutes it adds to stay as they were signed.

    Raises:
        MovedSince: anything it says has changed since it was prepared.
        NamesUnanswered: it names another family, and nobody has said why.
    """
    paper = sealed.prepared.paper
    return file(
        office,
        sealed,
        lambda reading: _paper(office, reading, paper.minutes.id),
        kind=DocumentKind.ADDENDUM,
        title=f"Addendum to the minutes of item {paper.item.reference}",
        act="sign_addendum",
    )


def sign_addendum(office: Office, addendum_id: str) -> Minutes:
    """Sign an agreed addendum: the three beats in one, for callers with nothing to keep responsive."""
    return file_addendum(office, seal_addendum(prepare_addendum(office, addendum_id)))


def addendum_pdf(office: Office, addendum_id: str) -> bytes:
    """An addendum as it stands, unsigned and marked as a draft, to be read."""
    with office.reading() as reading:
        paper = _paper(office, reading, addendum_id)
    return render_addendum(paper).pdf


def addenda_of(office: Office, item_id: str) -> tuple[Addendum, ...]:
    """The addenda to an item's minutes, in order, and which of them came after the decision."""
    with office.reading() as reading:
        item, held = reading.get(PanelItem, item_id), reading.find(Minutes, item_id=item_id)
        numbers = {one.id: one.number for one in held}
        return tuple(
            Addendum(
                minutes=one,
                reference=f"{item.reference}-M{one.number}",
                corrects_reference=f"{item.reference}-M{numbers[one.corrects_id]}",
                decided_on=_decided_before(reading, one),
            )
            for one in held
            if one.is_addendum
        )


def _addendum(reading: Reading, addendum_id: str) -> Minutes:
    held = reading.get(Minutes, addendum_id)
    if not held.is_addendum:
        raise InvalidInput("These are minutes, and no addendum to any. Open an addendum to them.")
    return held


def _decided_before(reading: Reading, addendum: Minutes) -> date | None:
    """The local day of the first decision on the item, unless the addendum was signed before it was."""
    for decision in reading.find(AgencyDecision, item_id=addendum.item_id, state=DecisionState.SIGNED):
        assert decision.signed_at is not None
        if addendum.signed_at is None or addendum.signed_at > decision.signed_at:
            return decision.decided_on
    return None


def _paper(office: Office, reading: Reading, addendum_id: str) -> AddendumPaper:
    addendum = _addendum(reading, addendum_id)
    corrected, item = reading.get(Minutes, addendum.corrects_id), reading.get(PanelItem, addendum.item_id)
    document = reading.get(IssuedDocument, corrected.document_id)
    meeting = reading.get(Meeting, addendum.meeting_id)
    return AddendumPaper(
        service=office.service,
        meeting=meeting,
        item=item,
        home=home_of(reading, item),
        type_name=office.book(meeting.on).item_type(item.type_code).name,
        reference=f"{item.reference}-M{addendum.number}",
        minutes=addendum,
        corrects=corrected,
        corrects_reference=document.reference,
        corrects_sha256=document.sha256,
        is_heard=bool(reading.find(Hearing, item_id=item.id)),
        decided_on=_decided_before(reading, addendum),
    )
