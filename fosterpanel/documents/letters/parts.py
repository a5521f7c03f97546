"""Parts that several letters share: reasons, the panel's recommendation, terms, effects, help and complaints."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from fosterpanel.documents.letters.paper import LetterPaper
from fosterpanel.documents.pages import Block, Bullets, Heading, KeepTogether, Paragraph, Quote, Run
from fosterpanel.documents.phrases import needed, sentence
from fosterpanel.documents.terms import terms_beside, terms_table
from fosterpanel.domain.recommendations import Recommendation, Vote
from fosterpanel.domain.rulebook import Nation
from fosterpanel.domain.terms import TermsOfApproval
from fosterpanel.domain.wording import counted, ended, listed, long_date

_AFTER_US: Final = {
    Nation.ENGLAND: "you can ask the Local Government and Social Care Ombudsman to look into it.",
    Nation.WALES: "you can ask the Public Services Ombudsman for Wales to look into it.",
}
_TOLD_BY_US: Final = "we will tell you who else can look into it."


def reasons_of(paper: LetterPaper) -> tuple[str, ...]:
    """The reasons the letter gives. Raises InvalidInput when it gives none."""
    return needed(
        paper.notice.reasons, "This letter must give the reasons. Write them before making the letter."
    )


def reasons(paper: LetterPaper) -> Iterator[Block]:
    """The reasons under their heading, or nothing where the letter gives none."""
    if paper.notice.reasons:
        yield from under("Our reasons", Bullets(tuple(sentence(reason) for reason in paper.notice.reasons)))


def panels_recommendation(paper: LetterPaper, recommendation: Recommendation) -> Iterator[Block]:
    """What the panel recommended, on which terms, why and by which votes; no member is named."""
    when = f" met on {long_date(paper.panel_on)}. It" if paper.panel_on else ""
    outcome = paper.outcome_words.get(recommendation.outcome, recommendation.outcome)
    said = f"{outcome[:1].lower()}{outcome[1:]}".replace("the person is", "you are")
    first = Paragraph(f"The fostering panel{when} {said}. {_votes(recommendation)}")
    yield from under("What the panel recommended", first)
    if recommendation.terms:
        yield Paragraph(f"The terms it recommended: {ended(recommendation.terms.words)}")
    if recommendation.reasons:
        words = "\n".join(f"“{sentence(reason.words)}”" for reason in recommendation.reasons)
        yield KeepTogether(
            (Paragraph("These are the panel's reasons, in the words it wrote them in:"), Quote(words))
        )


def _votes(recommendation: Recommendation) -> str:
    """The votes in words that cannot be taken for being in favour of the reader."""
    members = counted(len(recommendation.views), "member")
    if recommendation.is_unanimous:
        return f"All {members} who took part agreed on this."
    did = {Vote.FOR: "agreed on this", Vote.AGAINST: "did not", Vote.ABSTAINED: "abstained"}
    apart = (f"{number} {words}" for vote, words in did.items() if (number := recommendation.count(vote)))
    return f"Of the {members} who took part, {listed(apart)}."


def old_and_new_terms(paper: LetterPaper, terms: TermsOfApproval, new_title: str) -> Block:
    """The terms beside those until now, or alone where there were none."""
    if paper.old_terms is None:
        return terms_table(terms, new_title)
    return terms_beside(paper.old_terms, terms, old_title="Until now", new_title=new_title)


def complaint(paper: LetterPaper) -> Iterator[Block]:
    """How to complain. Raises InvalidInput when the service's complaints contact is not recorded."""
    contact = needed(
        paper.service.complaints.strip(),
        "The service's complaints contact is not recorded, and this letter must give it. Add it to the service.",
    )
    return under(
        "If you are unhappy with how we dealt with this",
        Paragraph(
            f"You can complain to us: {sentence(contact)} If you are still unhappy after our complaints procedure, "
            f"{_AFTER_US.get(paper.service.nation, _TOLD_BY_US)}"
        ),
    )


def under(title: str, *blocks: Block) -> Iterator[Block]:
    """Blocks under a heading, on one page together."""
    yield Heading(title)
    yield KeepTogether(blocks)


def bold(before: str, strong: str, after: str) -> tuple[Run, ...]:
    """A sentence with one part that must not be missed."""
    return (Run(before), Run(strong, bold=True), Run(after))
