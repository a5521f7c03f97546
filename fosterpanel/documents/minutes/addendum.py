"""An addendum to signed minutes: what is put right, in a document of its own that names the minutes it adds to."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime

from fosterpanel.documents.embedded_data import data_attachment
from fosterpanel.documents.minutes.rendering import about
from fosterpanel.documents.pages import (
    Attachment,
    Block,
    Callout,
    Document,
    DocumentFrame,
    KeepTogether,
    KeyFacts,
    Paragraph,
    RenderedDocument,
    SignatureBlock,
    render,
)
from fosterpanel.documents.phrases import confidential, moment, needed, start_of
from fosterpanel.documents.sections import Section, nothing, numbered
from fosterpanel.domain.items import PanelItem
from fosterpanel.domain.meetings import Meeting
from fosterpanel.domain.minutes import Minutes
from fosterpanel.domain.register import FosterHome
from fosterpanel.domain.service import FosteringService
from fosterpanel.domain.wording import long_date, plain_date

_HEARD, _NOT_HEARD = "I presided over this item.", "I chaired this panel."
_STATEMENT = "Read with this addendum, the minutes are an accurate record of the panel's proceedings."


@dataclass(frozen=True, slots=True, kw_only=True)
class AddendumPaper:
    """Everything an addendum says.

    ``minutes`` is its own record, ``corrects`` are the signed minutes it adds to, with their reference and SHA-256.
    ``decided_on`` is the local day of a decision that was made before. ``signed_by`` and ``signed_at`` (UTC) are set
    only when the document is made to be signed.
    """

    service: FosteringService
    meeting: Meeting
    item: PanelItem
    home: FosterHome | None
    type_name: str
    reference: str
    minutes: Minutes
    corrects: Minutes
    corrects_reference: str
    corrects_sha256: str
    is_heard: bool = True
    decided_on: date | None = None
    signed_by: str = ""
    signer_seat: str = ""
    signed_at: datetime | None = None
    clock_words: str = "The time is this computer's own."


def render_addendum(paper: AddendumPaper) -> RenderedDocument:
    """An addendum as a document; without ``signed_at`` a draft.

    Raises:
        InvalidInput: a record in it belongs to another item or home, or it is to be signed by nobody.
    """
    ids = {paper.minutes.item_id, paper.corrects.item_id, paper.item.id}
    home_id = paper.home.id if paper.home else ""
    needed(len(ids) == 1 and paper.item.home_id == home_id, "An addendum holds one family only.")
    if paper.signed_at:
        needed(paper.signed_by, "An addendum is signed by the member who presided. Say who that was.")
    return render(Document(frame=_frame(paper), blocks=tuple(_blocks(paper)), attachments=(_data(paper),)))


def _frame(paper: AddendumPaper) -> DocumentFrame:
    number = paper.minutes.number
    return DocumentFrame(
        title=f"Addendum to the minutes of item {paper.item.reference}",
        subtitle=f"{paper.type_name}. {paper.meeting.panel_name}, {long_date(paper.meeting.on)}",
        service_name=paper.service.name,
        reference=paper.reference,
        version=f"Version {number}" if paper.signed_at else f"Draft {number}: not signed",
        confidentiality=confidential(is_business=paper.home is None),
        created_at=paper.signed_at or start_of(paper.meeting.on),
    )


def _blocks(paper: AddendumPaper) -> Iterator[Block]:
    signed = moment(paper.corrects.signed_at) if paper.corrects.signed_at else ""
    yield Callout(
        f"Addendum to {paper.corrects_reference}",
        f"The minutes {paper.corrects_reference}, signed on {signed}, stay as they were signed. They are read "
        "together with this addendum.",
    )
    if paper.decided_on:
        yield Callout(
            "After the decision",
            f"The agency decision maker decided on {plain_date(paper.decided_on)}, before this addendum was signed.",
            "warn",
        )
    yield KeyFacts(
        (
            ("Item", f"{paper.item.reference}: {paper.type_name}"),
            about(paper.home, paper.item),
        )
    )
    yield KeyFacts((("SHA-256 of the signed minutes", paper.corrects_sha256),), columns=1)
    yield from numbered(_sections(paper))


def _sections(paper: AddendumPaper) -> Iterator[Section]:
    lines = paper.minutes.contents.addendum.splitlines()
    yield Section("What is put right", tuple(Paragraph(line) for line in lines if line.strip()))
    yield Section("Signature", (KeepTogether((_signature(paper),)),))


def _signature(paper: AddendumPaper) -> Block:
    if paper.signed_at is None:
        return nothing("Not signed: this is a draft.")
    return SignatureBlock(
        statement=f"{_HEARD if paper.is_heard else _NOT_HEARD} {_STATEMENT}",
        name=paper.signed_by,
        role=f"{(paper.signer_seat or 'chair').capitalize()}, {paper.meeting.panel_name}",
        when=f"{moment(paper.signed_at)}. {paper.clock_words}",
        field_description=f"Signature of the chair of item {paper.item.reference}",
    )


def _data(paper: AddendumPaper) -> Attachment:
    records = {
        "service": paper.service.name,
        "type": paper.type_name,
        "signed_by": paper.signed_by,
        "signed_at": paper.signed_at,
        "meeting": paper.meeting,
        "item": paper.item,
        "home": paper.home,
        "addendum": paper.minutes,
        "corrects": paper.corrects_reference,
        "corrects_sha256": paper.corrects_sha256,
        "decided_on": paper.decided_on,
    }
    return data_attachment("addendum", paper.reference, records)
