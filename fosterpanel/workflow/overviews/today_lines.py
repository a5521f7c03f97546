"""A line of Today: one thing that needs somebody, and what there is to do about it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from fosterpanel.workflow.standing import Harm


class About(StrEnum):
    """What a line is about: the words of the button that opens it."""

    ITEM = "Open the item"
    HOME = "Open the home"
    MEETING = "Open the meeting"
    PAPERS = "Open the agenda"
    DECISION = "Open the decision"
    TELLING = "Tell them"
    MINUTES = "Open the minutes"
    ACTIONS = "Open the actions"
    CENTRAL_LIST = "Open the list"
    PACK = "Read the pack"


class Step(StrEnum):
    """What a line asks for beyond looking: the words of the button that begins it."""

    LIST = "List it"
    TAKE_IN = "Take it in"
    CHANGE = "Start a change"
    ANSWER = "Say what follows"
    SEAT = "Change the panel"
    REMIND = "Remind them"


@dataclass(frozen=True, slots=True, kw_only=True)
class TodayLine:
    """One thing that needs somebody: the consequence, why, how soon in a word or two, and what to do about it.

    ``detail`` is what the step begins with: the type of the item to take in, or the alert to answer, by its id.
    """

    harm: Harm
    title: str
    why: str
    pill: str
    about: About
    subject_id: str = ""
    step: Step | None = None
    detail: str = ""
