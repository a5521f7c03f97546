"""The acknowledgement of a resignation, which ends an approval by itself.

Source: Fostering Services (England) Regulations 2011, reg 28(13).
"""

from __future__ import annotations

from collections.abc import Iterator

from fosterpanel.documents.letters.paper import Letter, LetterPaper
from fosterpanel.documents.letters.parts import bold, under
from fosterpanel.documents.pages import Block, DecisionBox, Paragraph
from fosterpanel.documents.phrases import needed
from fosterpanel.domain.register import Resignation
from fosterpanel.domain.wording import counted, long_date


def resignation_letter(paper: LetterPaper) -> Letter:
    """The acknowledgement. Raises InvalidInput when no resignation is recorded."""
    resignation = needed(
        paper.resignation, "This letter acknowledges a resignation, and none is recorded. Record it first."
    )
    return Letter(
        "Your resignation as foster carer" + "s" * (len(paper.home.carers) > 1),
        tuple(_blocks(paper, resignation)),
    )


def _blocks(paper: LetterPaper, resignation: Resignation) -> Iterator[Block]:
    received, ends = long_date(resignation.received_on), long_date(resignation.ends_on)
    days = counted((resignation.ends_on - resignation.received_on).days, "day")
    yield Paragraph(bold("Your approval to foster ", f"ends on {ends}", "."), "lead")
    yield Paragraph("Thank you for everything you have given to the children who lived with you.")
    how = f"By itself, {days} after we received your written notice on {received}."
    yield DecisionBox("Your approval ends on", ends, (how,))
    yield from under(
        "What this means",
        Paragraph(
            "The law does not ask us to agree to a resignation: we cannot refuse it, and it cannot be taken back. If "
            "you would like to foster again one day, you are welcome to apply, and we would be glad to hear from you."
        ),
        Paragraph(
            "Until then you are still approved. If a child lives with you, your social worker will plan the coming "
            "weeks with you and with the child's own social worker."
        ),
        Paragraph(
            "Our register of foster carers will show the day your approval ended. We tell the authority responsible "
            "for any child placed with you and the local authority for the area where you live."
        ),
    )
