"""What may be done once a decision is signed, the next thing first."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from enum import StrEnum

from fosterpanel.domain.decisions import ABOUT_AN_APPROVAL
from fosterpanel.domain.notices import Notice
from fosterpanel.domain.representations import QualifyingDetermination, Route
from fosterpanel.workflow.deciding.decision_file import DecisionFile
from fosterpanel.workflow.deciding.notices import is_to_register


class Step(StrEnum):
    """A step, as its button says it."""

    TELL = "Record the call…"
    WRITE = "Write the letter…"
    CHECK = "Second look…"
    SEND = "Record that it left…"
    WRITE_AGAIN = "Write it again…"
    WITHDRAW = "Withdraw the item…"
    CHALLENGE = "Record a challenge…"
    AGREE = "They agree to it…"
    DECIDE = "Decide finally"
    REFER = "Back to a panel…"
    PAPERS = "Papers for the review…"
    PAPERS_SENT = "Record that they went…"
    CONCLUDE = "The review’s recommendation…"
    TAKE_BACK = "It was taken back…"
    GO_ON = "Open the item that goes on"


def open_steps(file: DecisionFile, today: date) -> tuple[Step, ...]:
    """The steps open now on a local day."""
    return (*_telling(file, today), *_challenge(file, today), *_going_on(file))


def letter_in_hand(file: DecisionFile) -> Notice | None:
    """The letter that tells of the latest decision, the newest where it was written again."""
    return file.told.letters[-1] if file.told is not None and file.told.letters else None


def is_overtaken(file: DecisionFile, today: date) -> bool:
    """Whether a resignation has ended by a local day what was proposed about an approval."""
    is_about_it = bool(file.decisions) and file.decisions[-1].decision in ABOUT_AN_APPROVAL
    return is_about_it and file.resignation is not None and file.resignation.ends_on <= today


def is_spent(letter: Notice, file: DecisionFile, today: date) -> bool:
    """Whether a letter still here no longer serves on a local day: the carers have moved, or its time has run out."""
    has_run_out = letter.last_challenge_on is not None and letter.last_challenge_on <= today
    return has_run_out or not is_to_register(letter, file.home)


def _telling(file: DecisionFile, today: date) -> Iterator[Step]:
    if file.told is None or not file.told.is_owed:
        return
    letter = letter_in_hand(file)
    if not file.told.in_words:
        yield Step.TELL
    if letter is None:
        yield Step.WRITE
    elif letter.dispatch is None:
        yield from _before_it_leaves(letter, file, today)


def _before_it_leaves(letter: Notice, file: DecisionFile, today: date) -> Iterator[Step]:
    """A letter that may not leave as it stands is written again first; any other may be found wrong and be too."""
    if is_spent(letter, file, today):
        yield Step.WRITE_AGAIN
        yield Step.SEND
        return
    if letter.second_look is None:
        yield Step.CHECK
    yield Step.SEND
    yield Step.WRITE_AGAIN


def _challenge(file: DecisionFile, today: date) -> Iterator[Step]:
    determination = file.determination
    if determination is None or determination.final_decision_id:
        return
    if is_overtaken(file, today):
        yield Step.WITHDRAW
    elif determination.route is None:
        yield from _unanswered(file, determination, today)
    elif file.challenge is None:
        yield from _answer(determination)


def _unanswered(file: DecisionFile, determination: QualifyingDetermination, today: date) -> Iterator[Step]:
    is_open = today <= determination.last_challenge_on
    if determination.is_agreed or not is_open:
        yield Step.DECIDE
    if is_open:
        yield Step.CHALLENGE
        if file.can_be_agreed_to and not determination.is_agreed:
            yield Step.AGREE


def _answer(determination: QualifyingDetermination) -> Iterator[Step]:
    if determination.concluded_on is not None:
        yield Step.DECIDE
    elif determination.route is Route.REPRESENTATIONS:
        yield Step.REFER
    else:
        if determination.papers_sent is None:
            yield Step.PAPERS
            yield Step.PAPERS_SENT
        yield Step.CONCLUDE
    if determination.concluded_on is None:
        yield Step.TAKE_BACK


def _going_on(file: DecisionFile) -> Iterator[Step]:
    if file.challenge is not None or file.item.successor_id:
        yield Step.GO_ON
