"""The letter of a final decision, one first sentence and one set of effects for each kind of decision.

Sources: Fostering Services (England) Regulations 2011, regs 27(8) to (12), 28(6), 28(8) to (12) and 28(14).
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from fosterpanel.documents.letters.paper import Letter, LetterPaper
from fosterpanel.documents.letters.parts import (
    complaint,
    old_and_new_terms,
    panels_recommendation,
    reasons,
    reasons_of,
    under,
)
from fosterpanel.documents.pages import Block, DecisionBox, KeyFacts, Paragraph, Quote
from fosterpanel.documents.phrases import needed, sentence
from fosterpanel.documents.terms import terms_table
from fosterpanel.domain.decisions import TERMINATIONS
from fosterpanel.domain.wording import listed, long_date
from fosterpanel.errors import InvalidInput

_FIRST: Final = {
    "approve": "We are delighted to tell you that you are approved to foster.",
    "final-approve": "We are delighted to tell you that, having considered your answer, we approve you to foster.",
    "final-not-approve": "Our final decision is not to approve you to foster. We know this is hard news.",
    "continue": "We are pleased to tell you that your approval to foster continues.",
    "agree-change": "The terms of your approval change, as you agreed with us.",
    "final-revise": "Our final decision is to change the terms of your approval.",
    "final-terminate": "Our final decision is to end your approval to foster. We know this is hard news.",
    "complete-assessment": "We have decided that your assessment goes on and that a full report is written.",
    "return-for-information": "We need more information before we can decide, and nothing has been decided yet.",
    "extend-temporary": "Your temporary approval has been extended.",
    "refuse-extension": "We have decided not to extend your temporary approval. We know this is hard news.",
    "agree-match": "We are delighted to tell you that the match has been agreed.",
    "refuse-match": "We have decided not to agree the match. We know this is hard news.",
    "grant-exemption": "The exemption from the usual fostering limit has been granted.",
    "refuse-exemption": "The exemption from the usual fostering limit has not been granted.",
    "vary-exemption": "Your exemption from the usual fostering limit has been varied.",
    "cancel-exemption": "Your exemption from the usual fostering limit has been cancelled.",
    "note": "We have noted the matter, and your approval stays as it is.",
}
_AGAINST: Final = frozenset(
    {
        "final-not-approve",
        "final-revise",
        "final-terminate",
        "refuse-extension",
        "refuse-match",
        "refuse-exemption",
    }
)
_REGISTER: Final = {
    "approve": "We are entering your approval in our register of foster carers.",
    "final-approve": "We are entering your approval in our register of foster carers.",
    "agree-change": "We are changing your entry in our register of foster carers.",
    "final-revise": "We are changing your entry in our register of foster carers.",
    "final-terminate": "Our register of foster carers will show the day your approval ended.",
}
_TOLD: Final = (
    "We are telling the authority responsible for any child placed with you, and the local authority where you "
    "live."
)
_GONE_THROUGH: Final = (
    "Your social worker will go through this decision with you and tell you what comes next."
)
_EXEMPTING: Final = frozenset({"grant-exemption", "vary-exemption"})
_ON_AN_EXTENSION: Final = frozenset({"extend-temporary", "refuse-extension"})
_REVIEWED: Final = frozenset({"approve", "final-approve", "continue", "agree-change", "final-revise"})


def final_decision_letter(paper: LetterPaper) -> Letter:
    """The letter of a final decision.

    Raises:
        InvalidInput: the decision is a proposal or unknown, or goes against the people written to without reasons; or
            it exempts or extends, and the exemption or extension is not there.
    """
    decision = paper.signed_decision.decision
    if decision not in _FIRST:
        raise InvalidInput(
            "This letter tells of a final decision, and this one is a proposal or unknown. Write another letter."
        )
    if decision in _AGAINST:
        reasons_of(paper)
    return Letter("Our final decision" if decision in _AGAINST else "Our decision", tuple(_blocks(paper)))


def _blocks(paper: LetterPaper) -> Iterator[Block]:
    decision = paper.signed_decision
    yield Paragraph(_FIRST[decision.decision], "lead")
    yield _box(paper)
    if decision.terms and decision.terms != paper.old_terms:
        yield from under("Your terms of approval", old_and_new_terms(paper, decision.terms, "From now on"))
    elif decision.terms:
        yield from under("Your terms of approval", terms_table(decision.terms, "As before"))
    yield from reasons(paper)
    if decision.decision in _EXEMPTING:
        yield from under("Your exemption", _exemption(paper))
    yield from _recommended(paper)
    yield from under("What happens now", *_effects(paper))
    yield from complaint(paper)


def _exemption(paper: LetterPaper) -> Block:
    """What the notice of an exemption must say (Children Act 1989, Schedule 7, para 4)."""
    exemption = needed(
        paper.exemption,
        "This letter names the children and the conditions of the exemption. Record it on the foster home first.",
    )
    return KeyFacts(
        (
            ("The children it is for", listed(exemption.named_children)),
            ("Conditions", sentence(exemption.conditions) or "None."),
            ("Given by", f"{exemption.granted_by}, on {long_date(exemption.granted_on)}"),
        ),
        columns=1,
    )


def _box(paper: LetterPaper) -> DecisionBox:
    decision = paper.signed_decision
    words = paper.decision_words.get(decision.decision, decision.decision)
    on = decision.effective_on
    lines = []
    if decision.decided_on and on not in (None, decision.decided_on):
        lines.append(f"Decided on {long_date(decision.decided_on)}.")
    elif decision.decided_on:
        lines.append(f"Decided on {long_date(decision.decided_on)}, with effect from that day.")
    if on and on != decision.decided_on:
        lines.append(f"It takes effect on {long_date(on)}.")
    return DecisionBox("The agency decision maker's decision", words, tuple(lines))


def _recommended(paper: LetterPaper) -> Iterator[Block]:
    """What the panel and the independent review recommended, so far as either did."""
    if paper.recommendation:
        yield from panels_recommendation(paper, paper.recommendation)
    if paper.review:
        yield from under("What the independent review recommended", Quote(sentence(paper.review)))
    if paper.recommendation or paper.review:
        which = "both recommendations" if paper.recommendation and paper.review else "this recommendation"
        yield Paragraph(f"The agency decision maker took {which} into account in making the decision.")


def _effects(paper: LetterPaper) -> Iterator[Block]:
    decision = paper.signed_decision.decision
    if decision in TERMINATIONS:
        yield Paragraph(
            "Your social worker will talk with you about any child who lives with you and what happens next."
        )
    if decision in _ON_AN_EXTENSION:
        yield from _temporary(paper, is_extended=decision == "extend-temporary")
    if paper.next_review_on and decision in _REVIEWED:
        yield Paragraph(f"Your approval is reviewed next by {long_date(paper.next_review_on)}.")
    register = f"{_REGISTER[decision]} " if decision in _REGISTER else ""
    yield Paragraph(f"{register}{_TOLD if paper.home.approved_on else _GONE_THROUGH}")


def _temporary(paper: LetterPaper, *, is_extended: bool) -> Iterator[Block]:
    """Until when each temporary approval holds."""
    if is_extended:
        needed(
            any(one.extension for one in paper.temporary),
            "This letter says until when the approval is extended. Record the extension on the foster home first.",
        )
    for one in paper.temporary:
        children = listed(one.children)
        yield Paragraph(
            f"Your temporary approval for {children} ends on {long_date(one.ends_on)} at the latest."
        )
