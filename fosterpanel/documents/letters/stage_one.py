"""The refusal at Stage 1 of an assessment: reasons and the way to complain; there is no independent review.

Source: Fostering Services (England) Regulations 2011, reg 26(1B) and (1C).
"""

from __future__ import annotations

from collections.abc import Iterator

from fosterpanel.documents.letters.paper import Letter, LetterPaper
from fosterpanel.documents.letters.parts import bold, complaint, reasons, reasons_of
from fosterpanel.documents.pages import Block, Paragraph


def stage_one_letter(paper: LetterPaper) -> Letter:
    """The refusal. Raises InvalidInput without reasons, or without a complaints contact to give."""
    reasons_of(paper)
    return Letter("Your application to foster", tuple(_blocks(paper)))


def _blocks(paper: LetterPaper) -> Iterator[Block]:
    first = "We are sorry to tell you that we "
    yield Paragraph(bold(first, "will not be taking your application to foster further", "."), "lead")
    yield Paragraph(
        "We decided this at the end of Stage 1 of the assessment, on the information gathered so far. Thank you for "
        "coming forward and for the time you have given."
    )
    yield from reasons(paper)
    yield Paragraph(
        "Because this decision was made at Stage 1, it does not go to a fostering panel and cannot be taken to "
        "independent review. You can complain about how we dealt with your application."
    )
    yield from complaint(paper)
    yield Paragraph(
        "If your circumstances change, you are welcome to talk to us or to another service about applying."
    )
