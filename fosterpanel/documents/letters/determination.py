"""The letter of a qualifying determination: what is proposed, why, and how to answer until which day.

Source: Fostering Services (England) Regulations 2011, regs 27(6) to (8) and 28(7) to (8).
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from fosterpanel.documents.letters.paper import Letter, LetterPaper
from fosterpanel.documents.letters.parts import (
    bold,
    old_and_new_terms,
    panels_recommendation,
    reasons,
    reasons_of,
    under,
)
from fosterpanel.documents.pages import Block, DecisionBox, Heading, Numbered, Paragraph, Run, Text
from fosterpanel.documents.phrases import needed, sentence
from fosterpanel.domain.wording import counted, long_date
from fosterpanel.errors import InvalidInput

_PROPOSED = {
    "propose-not-approve": "not to approve you to foster",
    "propose-revise": "to change the terms of your approval",
    "propose-terminate": "to end your approval to foster",
}


def determination_letter(paper: LetterPaper) -> Letter:
    """The letter that tells of a proposal and of the two routes of answering it, one or the other.

    Raises:
        InvalidInput: the decision proposes nothing; there are no reasons; a panel sat and its recommendation is not
            there; the last day is missing or not after the letter's date; or nobody is named for independent review.
    """
    proposed = _PROPOSED.get(paper.signed_decision.decision)
    if proposed is None:
        raise InvalidInput(
            "This letter tells of a proposal, and the decision proposes nothing. Write another letter."
        )
    reasons_of(paper)
    if paper.panel_on:
        needed(
            paper.recommendation,
            "This letter carries the panel's recommendation, and it is not there. Add it first.",
        )
    return Letter("Our proposal, and how you can answer it", tuple(_blocks(paper, proposed)))


def _blocks(paper: LetterPaper, proposed: str) -> Iterator[Block]:
    last = _last_day(paper)
    yield Paragraph(bold("I am writing to tell you that we ", f"propose {proposed}", "."), "lead")
    yield Paragraph(
        "We know this may be hard to read. It is a proposal and not a final decision: nothing has changed yet, and "
        "you have the right to answer before anything is decided."
    )
    until = (Run("You can answer until "), Run(long_date(last), bold=True), Run("."))
    named = "Its name in law is a qualifying determination."
    yield DecisionBox("Our proposal", f"We propose {proposed}", (until, named))
    terms = paper.signed_decision.terms
    if terms:
        yield from under("The terms we propose", old_and_new_terms(paper, terms, "Proposed"))
    yield from reasons(paper)
    if paper.recommendation:
        yield from panels_recommendation(paper, paper.recommendation)
    yield from _answering(paper, last)
    yield from under("If we do not hear from you", Paragraph(_silence(last)))
    yield from under("Help with this", Paragraph(_HELP))


def _last_day(paper: LetterPaper) -> date:
    last = needed(
        paper.notice.last_challenge_on,
        "This letter must say the last day to answer. Count it from the letter's date first.",
    )
    if last <= paper.notice.dated_on:
        raise InvalidInput(
            "The last day to answer is not after the letter's date. Count it again from that date."
        )
    return last


def _answering(paper: LetterPaper, last: date) -> Iterator[Block]:
    days = counted((last - paper.notice.dated_on).days, "day")
    limit = bold(f"You have {days} from the date of this letter. The last day is ", long_date(last), ".")
    yield Heading("What you can do")
    yield Paragraph(limit)
    if paper.is_review_open:
        yield Paragraph(
            bold(
                "You can answer in one of two ways. Please choose ",
                "one or the other; you cannot use both",
                ".",
            )
        )
        yield Numbered((_representations(paper, last), _review(paper, last)))
        yield Paragraph(
            "Whichever you choose, no final decision is made until your answer has been considered."
        )
        return
    yield Paragraph(_representations(paper, last))
    yield Paragraph(_no_review(paper))


def _representations(paper: LetterPaper, last: date) -> Text:
    service = paper.service
    where = f"{service.name}, {', '.join(service.address)}, or {service.email}"
    return (
        Run("Write to us. ", bold=True),
        Run(
            "Tell us what you disagree with and send anything you would like us to consider, so that it reaches us "
            f"by {long_date(last)}: {where}. Your case then goes to the fostering panel. You will be invited to it "
            "and may bring a supporter. The agency decision maker decides after the panel has made a new "
            "recommendation."
        ),
    )


def _review(paper: LetterPaper, last: date) -> Text:
    body = needed(
        paper.service.review_body.strip(),
        "The letter must say where to ask for independent review. Add the review body's contact to the service.",
    )
    return (
        Run("Ask for an independent review. ", bold=True),
        Run(
            f"Apply so that your request is received by {long_date(last)}: {sentence(body)} A panel that has nothing "
            "to do with us considers your case and makes a recommendation. The agency decision maker takes it into "
            "account and makes the final decision."
        ),
    )


def _no_review(paper: LetterPaper) -> str:
    if paper.service.review_body.strip():
        return (
            "Independent review is not open to you here, because the proposal rests on an offence that the "
            "Regulations name (a specified offence)."
        )
    return "There is no independent review of this proposal beside this."


def _silence(last: date) -> str:
    return (
        f"If we have not heard from you by {long_date(last)}, the agency decision maker can make the final decision "
        "on what we already know. We will write to you with that decision and the reasons for it."
    )


_HELP = (
    "You do not have to deal with this alone. Your social worker can go through this letter with you, and we can put "
    "you in touch with an independent adviser. You may also take advice of your own or ask somebody you trust to "
    "help you write your answer."
)
