"""The notice of approval, and the notice that approval continues after a review.

Source: Fostering Services (England) Regulations 2011, regs 27(5) and 28(6).
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from fosterpanel.documents.letters.paper import Letter, LetterPaper
from fosterpanel.documents.letters.parts import bold, reasons, under
from fosterpanel.documents.pages import Block, DecisionBox, Paragraph
from fosterpanel.documents.phrases import needed
from fosterpanel.documents.terms import terms_lines
from fosterpanel.domain.terms import TermsOfApproval
from fosterpanel.domain.wording import long_date
from fosterpanel.errors import InvalidInput

_NEW: Final = frozenset({"approve", "final-approve"})
_AGREEMENT: Final = "Foster care agreement, in two copies"
_OUTSIDE_TERMS: Final = (
    "These are your terms of approval. If you are asked to care for a child outside them, please speak to your social "
    "worker before you say yes, so that we can look at your terms together."
)
_USUAL_LIMIT: Final = "The usual limit on the number of foster children in the Children Act 1989 still holds."
_AGREEMENT_WORDS: Final = (
    "Two copies of your foster care agreement come with this letter. It says what you can expect from us and what we "
    "expect from you. Each carer signs both copies; please send one back to us and keep the other. We both need to "
    "have signed before a child comes to live with you. If a child lives with you already, please sign and return it "
    "now."
)


def approval_letter(paper: LetterPaper) -> Letter:
    """The letter that approval is given, or goes on.

    Raises:
        InvalidInput: the decision does not approve, has no date to start from, or the next review has no date.
    """
    decision = paper.signed_decision
    if decision.decision not in _NEW | {"continue"}:
        raise InvalidInput(
            "A notice of approval tells of an approval, and this decision is none. Write another letter."
        )
    is_new = decision.decision in _NEW
    blocks = tuple(_approved(paper)) if is_new else tuple(_continued(paper))
    subject = "Your approval to foster" if is_new else "Your approval to foster continues"
    return Letter(subject, (*blocks, *reasons(paper)), (_AGREEMENT,) if is_new else ())


def _approved(paper: LetterPaper) -> Iterator[Block]:
    decision = paper.signed_decision
    start = needed(
        decision.effective_on or decision.decided_on, "The approval has no date to start from. Date it first."
    )
    when = f"approved to foster from {long_date(start)}"
    yield Paragraph(bold("We are delighted to tell you that you are ", when, "."), "lead")
    yield Paragraph("Thank you for the time and the openness you have given to your assessment.")
    yield _box(paper, "Approved to foster", decision.terms)
    yield Paragraph(_OUTSIDE_TERMS if decision.terms else _USUAL_LIMIT)
    yield from under("Your foster care agreement", Paragraph(_AGREEMENT_WORDS))
    yield from _review_and_register(paper)


def _box(paper: LetterPaper, verdict: str, terms: TermsOfApproval | None) -> DecisionBox:
    lines = terms_lines(terms) if terms else ("No terms are set: your approval is not limited.",)
    return DecisionBox("Your approval", f"{verdict}: {paper.home.names}", lines)


def _continued(paper: LetterPaper) -> Iterator[Block]:
    yield Paragraph(
        "We are pleased to tell you that your approval to foster continues on the same terms.", "lead"
    )
    yield _box(paper, "Continues", paper.signed_decision.terms or paper.old_terms)
    yield Paragraph("Thank you for all you do for the children who live with you.")
    yield from _review_and_register(paper)


def _review_and_register(paper: LetterPaper) -> Iterator[Block]:
    due = needed(
        paper.next_review_on,
        "The letter must say when approval is reviewed next. Add the date of the next review.",
    )
    yield from under(
        "Your next review",
        Paragraph(
            bold(
                "We review every approval at least once a year. Your next review is due by ",
                long_date(due),
                ". Your social worker will arrange it with you and will ask for your views and those of the children.",
            )
        ),
    )
    yield from under(
        "Who is told",
        Paragraph(
            "Your approval is on our register of foster carers. We are also telling the local authority for the area "
            "where you live, and any authority that has placed a child with you."
        ),
    )
