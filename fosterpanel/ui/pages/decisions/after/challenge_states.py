"""How a proposal stands that may be challenged, in lines."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from PySide6.QtWidgets import QWidget

from fosterpanel.domain.representations import TAKEN_BACK, QualifyingDetermination, Route
from fosterpanel.domain.wording import capitalised, long_date, plain_date
from fosterpanel.ui.look.tokens import Tone
from fosterpanel.ui.parts.words import StateLine, muted
from fosterpanel.workflow.deciding.decision_file import DecisionFile
from fosterpanel.workflow.deciding.decision_steps import is_overtaken


def challenge_states(
    file: DecisionFile, determination: QualifyingDetermination, today: date
) -> tuple[QWidget, ...]:
    """Where it stands, how the 28 days were counted, and what came in them."""
    first = _standing(file, determination, today)
    if determination.route is None:
        counted = f"Counted from the letter’s own date, {plain_date(determination.letter_dated_on)}."
        if today <= determination.last_challenge_on and not file.is_working_day(
            determination.last_challenge_on
        ):
            counted += " Nobody is at work on the last day: what comes on it is in time."
        return (first, muted(counted)) if first is not None else (muted(counted),)
    return tuple(filter(None, (first, *_route(file, determination))))


def _standing(file: DecisionFile, determination: QualifyingDetermination, today: date) -> StateLine | None:
    last = long_date(determination.last_challenge_on)
    if determination.final_decision_id:
        return StateLine("Decided finally. No second period of 28 days follows.", Tone.GOOD)
    if is_overtaken(file, today):
        said = "A resignation has ended the approval, so nothing is left to decide. Withdraw the item."
        return StateLine(said, Tone.WARN, "log-out")
    if determination.route is not None:
        return None
    if determination.is_agreed and determination.concluded_on is not None:
        agreed_on = plain_date(determination.concluded_on)
        return StateLine(
            f"They agreed to it in writing on {agreed_on}. It may be decided at once.", Tone.GOOD
        )
    if today <= determination.last_challenge_on:
        return StateLine(f"They may challenge it until {last}, by one route.", icon="hourglass")
    return StateLine(f"Nobody challenged it by {last}. It may be decided finally.", icon="hourglass")


def _route(file: DecisionFile, determination: QualifyingDetermination) -> Iterator[StateLine]:
    route, on = determination.route, determination.challenged_on
    if route is not None and on is not None:
        yield StateLine(f"{capitalised(route.value)}, received on {plain_date(on)}.", icon="split")
    if route is Route.INDEPENDENT_REVIEW and determination.papers_due_on is not None:
        yield _papers(determination, determination.papers_due_on)
    if determination.concluded_on is not None:
        said = "Taken back" if determination.conclusion == TAKEN_BACK else "Heard"
        yield StateLine(f"{said} on {plain_date(determination.concluded_on)}.", icon="gavel")
    if file.challenge is not None:
        yield StateLine(f"It goes on as item {file.challenge.reference}.", icon="arrow-right")


def _papers(determination: QualifyingDetermination, due_on: date) -> StateLine:
    sent = determination.papers_sent
    if sent is None:
        return StateLine(f"The review must have its papers by {long_date(due_on)}.", icon="clock")
    minutes = (
        f", with the panel’s minutes: {sent.why_minutes}" if sent.why_minutes else ", without the minutes"
    )
    said = f"The papers went on {plain_date(sent.sent_on)}, {sent.method}{minutes}."
    return StateLine(said, Tone.GOOD if sent.sent_on <= due_on else Tone.WARN)
