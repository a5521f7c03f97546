"""Letters as documents: which letter a notice is, its letterhead, its end."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Final

from fosterpanel.documents.letters.agreed_change import agreed_change_letter
from fosterpanel.documents.letters.approval import approval_letter
from fosterpanel.documents.letters.deferral import deferral_letter
from fosterpanel.documents.letters.determination import determination_letter
from fosterpanel.documents.letters.final_decision import final_decision_letter
from fosterpanel.documents.letters.paper import Letter, LetterPaper
from fosterpanel.documents.letters.resignation import resignation_letter
from fosterpanel.documents.letters.stage_one import stage_one_letter
from fosterpanel.documents.pages import (
    Block,
    Document,
    DocumentFrame,
    KeepTogether,
    Letterhead,
    Paragraph,
    RenderedDocument,
    Run,
    SignOff,
    render,
)
from fosterpanel.documents.phrases import needed, start_of
from fosterpanel.domain.notices import NoticeKind
from fosterpanel.domain.wording import listed, plain_date
from fosterpanel.errors import InvalidInput

_LETTERS: Final[Mapping[NoticeKind, Callable[[LetterPaper], Letter]]] = {
    NoticeKind.APPROVAL: approval_letter,
    NoticeKind.QUALIFYING_DETERMINATION: determination_letter,
    NoticeKind.DEFERRAL: deferral_letter,
    NoticeKind.AGREED_CHANGE: agreed_change_letter,
    NoticeKind.FINAL_DECISION: final_decision_letter,
    NoticeKind.RESIGNATION: resignation_letter,
    NoticeKind.STAGE_ONE_REFUSAL: stage_one_letter,
}


def render_letter(paper: LetterPaper) -> RenderedDocument:
    """The letter a notice asks for, as a document.

    Raises:
        InvalidInput: something this kind of letter needs is missing, or belongs to another home.
    """
    _require_one_home(paper)
    letter = _LETTERS[paper.notice.kind](paper)
    blocks = (*letter.blocks, _end(paper, letter))
    return render(Document(frame=_frame(paper, letter), blocks=blocks))


def _require_one_home(paper: LetterPaper) -> None:
    homes = {paper.notice.home_id, *({paper.item.home_id} if paper.item else ())}
    homes |= {paper.resignation.home_id} if paper.resignation else set()
    if homes != {paper.home.id}:
        raise InvalidInput(
            f"The letter {paper.notice.reference} would tell one home about another. Start it again."
        )


def _frame(paper: LetterPaper, letter: Letter) -> DocumentFrame:
    notice = paper.notice
    about = paper.item.reference if paper.item else paper.home.reference
    return DocumentFrame(
        title=f"{letter.subject} ({about})",
        service_name=paper.service.name,
        reference=notice.reference,
        version=f"Version {notice.number}",
        confidentiality="Private and confidential",
        created_at=start_of(notice.dated_on),
        letterhead=_letterhead(paper),
    )


def _letterhead(paper: LetterPaper) -> Letterhead:
    service, notice = paper.service, paper.notice
    names = needed(notice.addressees, "A letter needs the names of those it goes to. Add them to the notice.")
    address = needed(notice.address, "A letter needs the address it goes to. Add it to the notice.")
    return Letterhead(
        contact=(*service.address, service.telephone, service.email),
        recipient=("Private and confidential", listed(names), *address),
        date=plain_date(notice.dated_on),
        references=(("Our reference", notice.reference),),
        salutation=f"Dear {listed(names)}",
    )


def _end(paper: LetterPaper, letter: Letter) -> Block:
    service = paper.service
    questions = (
        f"If you have questions, talk to your social worker, call {service.telephone} or write to {service.email}. We "
        "can send you this letter in another language or in large print."
    )
    position = ", ".join(part for part in (paper.author.post, service.name) if part)
    blocks: list[Block] = [Paragraph(questions), SignOff("Yours sincerely", paper.author.name, (position,))]
    if enclosed := paper.notice.enclosures or letter.enclosures:
        blocks.append(Paragraph((Run("Enclosed: ", bold=True), Run("; ".join(enclosed))), "small"))
    return KeepTogether(tuple(blocks))
