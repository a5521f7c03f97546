"""The letter that the panel deferred: what is needed, from whom, by when, and when the panel returns to it."""

from __future__ import annotations

from collections.abc import Iterator

from fosterpanel.documents.letters.paper import Letter, LetterPaper
from fosterpanel.documents.letters.parts import bold, reasons, under
from fosterpanel.documents.pages import Block, Column, DecisionBox, Paragraph, Table
from fosterpanel.documents.phrases import capital, needed, sentence
from fosterpanel.domain.deferrals import Deferral, DeferralKind
from fosterpanel.domain.wording import long_date, plain_date


def deferral_letter(paper: LetterPaper) -> Letter:
    """The letter of a deferral. Raises InvalidInput when there is no deferral to tell of."""
    deferral = needed(
        paper.deferral, "This letter tells of a deferral, and there is none. Record the deferral first."
    )
    return Letter("The panel needs a little longer", tuple(_blocks(paper, deferral)))


def _blocks(paper: LetterPaper, deferral: Deferral) -> Iterator[Block]:
    met = long_date(deferral.deferred_on)
    if deferral.kind is DeferralKind.NEEDS_INFORMATION:
        why = "needs more information before it can make a recommendation"
    else:
        why = "could not take your case that day, for reasons that have nothing to do with you"
    yield Paragraph(
        bold(f"The fostering panel met on {met} and ", "deferred your case", f": it {why}."), "lead"
    )
    yield Paragraph("This is not a refusal, and nothing about your standing has changed.")
    lines = ("You are welcome to attend, and to bring a supporter.",)
    yield DecisionBox("Your case comes back to the panel on", long_date(deferral.return_on), lines)
    yield from reasons(paper)
    yield from _needed(deferral)
    yield _clocks(deferral)


def _needed(deferral: Deferral) -> Iterator[Block]:
    if not deferral.needed:
        return under(
            "What happens until then",
            Paragraph("You do not need to do anything. Your case comes back as it stands."),
        )
    rows = tuple(
        (sentence(thing.what), capital(thing.owner), plain_date(thing.due_on)) for thing in deferral.needed
    )
    columns = (Column("What is needed", 5.4), Column("From whom", 3), Column("By", 2.4))
    return under("What is needed", Table(columns=columns, rows=rows))


def _clocks(deferral: Deferral) -> Block:
    effects = " ".join(sentence(effect) for effect in deferral.effects_on_clocks)
    return Paragraph(f"The wait stops none of the time limits that apply to your case. {effects}")
