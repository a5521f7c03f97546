"""The letter of a change of terms that the carers agreed to in writing, which takes effect at once.

Source: Fostering Services (England) Regulations 2011, reg 28(9A).
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from fosterpanel.documents.letters.paper import Letter, LetterPaper
from fosterpanel.documents.letters.parts import bold, old_and_new_terms, reasons, under
from fosterpanel.documents.pages import Block, DecisionBox, KeyFacts, Paragraph
from fosterpanel.documents.phrases import needed, sentence
from fosterpanel.documents.terms import terms_lines
from fosterpanel.domain.changes_of_terms import AgreedChange
from fosterpanel.domain.wording import listed, long_date
from fosterpanel.errors import InvalidInput

_TOLD: Final = (
    "We have changed your entry in our register of foster carers. We are telling the authority responsible for any "
    "child placed with you and the local authority for the area where you live."
)


def agreed_change_letter(paper: LetterPaper) -> Letter:
    """The letter of an agreed change.

    Raises:
        InvalidInput: the decision is another; it has no terms; or the statement of support or the carers' written
            agreement is not there.
    """
    if paper.signed_decision.decision != "agree-change":
        raise InvalidInput(
            "This letter tells of an agreed change of terms, and the decision is another. Write another letter."
        )
    return Letter("Your new terms of approval", tuple(_blocks(paper)))


def _blocks(paper: LetterPaper) -> Iterator[Block]:
    decision = paper.signed_decision
    terms = needed(
        decision.terms, "This letter tells of new terms, and the decision has none. Add them there first."
    )
    start = needed(
        decision.effective_on or decision.decided_on, "The change has no date. Date the decision first."
    )
    change = needed(
        paper.agreed_change, "The statement of support needs is not there. Record it before this letter."
    )
    yield Paragraph(bold("The terms of your approval ", f"change from {long_date(start)}", "."), "lead")
    yield _agreement(change)
    yield DecisionBox("Your terms of approval", f"From {long_date(start)}", terms_lines(terms))
    yield from under("What changes", old_and_new_terms(paper, terms, "From now on"))
    yield from reasons(paper)
    yield from under("The support we have agreed", *_support(change))
    yield from under("Who is told", Paragraph(_TOLD))


def _agreement(change: AgreedChange) -> Paragraph:
    on = needed(change.agreed_on, "The carers' written agreement is not there. Record it before this letter.")
    by = f" ({listed(change.agreed_by)})" if len(change.agreed_by) > 1 else ""
    return Paragraph(
        f"You agreed to this in writing on {long_date(on)}{by}, so the change takes effect at once and there is no "
        "need to wait 28 days. Thank you for working with us on it."
    )


def _support(change: AgreedChange) -> Iterator[Block]:
    yield Paragraph(
        f"This is the statement we gave you on {long_date(change.stated_on)}. It is part of this letter."
    )
    yield KeyFacts(
        (
            ("What you, your household and the children need", sentence(change.support_needs)),
            ("How we will meet it", sentence(change.how_met)),
        ),
        columns=1,
    )
