"""How something stands today: how pressing it is, a few words for a pill, and a sentence that says why."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum

SOON = timedelta(days=28)
"""What falls due within this many calendar days is said beforehand."""


class Harm(StrEnum):
    """How a line is to be taken: it cannot wait, it will not wait long, or it is good to know."""

    NOW = "now"
    SOON = "soon"
    KNOW = "know"


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """How one thing stands."""

    harm: Harm
    words: str
    sentence: str


def now(words: str, sentence: str) -> Standing:
    """It cannot wait."""
    return Standing(harm=Harm.NOW, words=words, sentence=sentence)


def soon(words: str, sentence: str) -> Standing:
    """It will not wait long."""
    return Standing(harm=Harm.SOON, words=words, sentence=sentence)


def calm(words: str, sentence: str) -> Standing:
    """It is good to know."""
    return Standing(harm=Harm.KNOW, words=words, sentence=sentence)
