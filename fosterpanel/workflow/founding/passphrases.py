"""Choosing a passphrase that cannot be guessed, and recovery words that were really written down."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from fosterpanel.db.keys.openers import draw_recovery_words
from fosterpanel.db.keys.slots import SHORTEST_PASSPHRASE
from fosterpanel.domain.wording import counted
from fosterpanel.errors import InvalidInput

__all__ = [
    "Strength",
    "StrengthFinding",
    "draw_recovery_words",
    "require_strong",
    "require_typed_back",
    "strength_of",
]

LOOKED_AT = 72
"""Characters. What follows only makes a passphrase stronger, and looking at it takes long."""

_LETTERS_ENOUGH = 4
_GOOD, _STRONG = 12, 15
"""Powers of ten: how many guesses it would take. A guess costs 64 MiB of memory for a tenth of a second, so a
million of them a second, which takes a hall full of computers, need eleven days for the first and thirty years for
the second."""


class Strength(StrEnum):
    """How hard a passphrase is to guess for somebody who has the computer."""

    SHORT = "too short"
    WEAK = "easy to guess"
    GOOD = "good"
    STRONG = "strong"


@dataclass(frozen=True, slots=True, kw_only=True)
class StrengthFinding:
    """How strong a passphrase is, and a sentence that says it and what would make it stronger."""

    strength: Strength
    sentence: str

    @property
    def is_enough(self) -> bool:
        """Whether it may guard a store."""
        return self.strength in (Strength.GOOD, Strength.STRONG)


def strength_of(passphrase: str, about: Iterable[str] = ()) -> StrengthFinding:
    """How strong a passphrase is. ``about`` are words a guesser would try first: names of the service, its people."""
    missing = SHORTEST_PASSPHRASE - len(passphrase)
    if missing > 0:
        return StrengthFinding(
            strength=Strength.SHORT,
            sentence=f"Too short: {counted(missing, 'more letter')} at least. Four or five words are easy to keep.",
        )
    from zxcvbn import zxcvbn

    found = zxcvbn(passphrase[:LOOKED_AT], user_inputs=_tried_first(about))
    guesses = float(found["guesses_log10"])
    if guesses < _GOOD:
        why = found["feedback"]["warning"] or "This can be guessed."
        return StrengthFinding(
            strength=Strength.WEAK,
            sentence=f"Easy to guess. {why.rstrip('.')}. Add another word or two that nobody would expect.",
        )
    if guesses < _STRONG:
        return StrengthFinding(strength=Strength.GOOD, sentence="Good. One more word would make it strong.")
    return StrengthFinding(strength=Strength.STRONG, sentence="Strong.")


def _tried_first(about: Iterable[str]) -> list[str]:
    names = list(about)
    return [*names, *(word for name in names for word in name.split())]


def require_strong(passphrase: str, about: Iterable[str] = ()) -> None:
    """Refuse a passphrase that is too short or easy to guess. Raises InvalidInput."""
    found = strength_of(passphrase, about)
    if not found.is_enough:
        raise InvalidInput(found.sentence)


def require_typed_back(words: str, typed: str) -> None:
    """See that the recovery words were typed back in order; four letters of each are enough.

    Raises:
        InvalidInput: some are missing, too many or wrong; the sentence names the first.
    """
    wanted, given = words.split(), typed.lower().split()
    for number, (word, back) in enumerate(zip(wanted, given, strict=False), start=1):
        if not (back == word or (len(back) >= _LETTERS_ENOUGH and word.startswith(back))):
            raise InvalidInput(f"Word {number} is not “{back}”. Look at what you wrote down.")
    if len(given) < len(wanted):
        raise InvalidInput(f"{counted(len(given), 'word is', 'words are')} there; {len(wanted)} are needed.")
    if len(given) > len(wanted):
        raise InvalidInput(
            f"These are {len(given)} words; there are {len(wanted)}. Take out what is too much."
        )
