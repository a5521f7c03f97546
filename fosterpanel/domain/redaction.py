"""What is to be taken out of a document before somebody reads it, and why: by words, by person, or by place."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from math import isfinite
from typing import TypeAlias

from fosterpanel.domain.wording import counted
from fosterpanel.errors import FosterPanelError, InvalidInput

_TITLES = frozenset({"mr", "mrs", "ms", "miss", "mx", "dr", "rev", "cllr", "prof", "sir", "dame"})


class RedactionClass(StrEnum):
    """Why something is taken out; the code stands on the black box (practice of panels, not law)."""

    REFEREE = "REFEREE"
    EX_PARTNER = "EX_PARTNER"
    BIRTH_FAMILY = "BIRTH_FAMILY"
    CHILD_OTHER = "CHILD_OTHER"
    HEALTH = "HEALTH"
    CRIME = "CRIME"
    LEGAL = "LEGAL"
    ADDRESS = "ADDRESS"
    STAFF = "STAFF"
    OTHER = "OTHER"

    @property
    def words(self) -> str:
        """What the class is for."""
        return _CLASS_WORDS[self]


_CLASS_WORDS = {
    RedactionClass.REFEREE: "a confidential reference",
    RedactionClass.EX_PARTNER: "a former partner",
    RedactionClass.BIRTH_FAMILY: "a child’s birth family",
    RedactionClass.CHILD_OTHER: "another child",
    RedactionClass.HEALTH: "medical detail for the adviser only",
    RedactionClass.CRIME: "offences",
    RedactionClass.LEGAL: "legal advice",
    RedactionClass.ADDRESS: "where somebody lives",
    RedactionClass.STAFF: "a member of staff",
    RedactionClass.OTHER: "another reason",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class TermMark:
    """Words to be taken out wherever they stand, in longer words too unless ``whole_words``; capitals do not matter."""

    words: str
    why: RedactionClass = RedactionClass.OTHER
    whole_words: bool = False

    def __post_init__(self) -> None:
        if not re.search(r"[^\W_]", self.words):
            raise InvalidInput("Say which words are to be taken out: these hold no letter and no figure.")


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonMark:
    """A person to be taken out under each form of the name; ``also`` holds other names: maiden, pet, middle."""

    name: str
    why: RedactionClass = RedactionClass.OTHER
    also: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        if not self._parts:
            raise InvalidInput("Say who is to be taken out: first and last name.")

    @property
    def long_forms(self) -> tuple[str, ...]:
        """Forms of two names or more, which mean this person however they are written; the longest first."""
        parts = self._parts
        if len(parts) < 2:
            return ()
        first, last = parts[0], parts[-1]
        initials = " ".join(part[0] for part in parts[:-1])
        every = " ".join(self._letters_of(parts[:-1]))
        forms = (" ".join(parts), f"{last} {' '.join(parts[:-1])}", f"{first} {last}", f"{last} {first}",
                 f"{every} {last}", f"{initials} {last}", f"{first[0]} {last}")  # fmt: skip
        return tuple(dict.fromkeys(forms))

    @property
    def single_names(self) -> tuple[str, ...]:
        """First name, last name and the other names: the person only where they are written as names."""
        parts = self._parts
        return tuple(dict.fromkeys((*self.also, parts[-1], parts[0])))

    @property
    def initials(self) -> tuple[str, ...]:
        """The initials of all names, and of first and last: the person only in capitals."""
        letters = [part[0].upper() for part in self._parts]
        if len(letters) < 2:
            return ()
        every = self._letters_of(self._parts)
        return tuple(dict.fromkeys(("".join(every), "".join(letters), letters[0] + letters[-1])))

    @staticmethod
    def _letters_of(parts: tuple[str, ...]) -> list[str]:
        """The first letters, of names with a hyphen both."""
        return [piece[0].upper() for part in parts for piece in re.split("[-‐]", part) if piece]

    @property
    def _parts(self) -> tuple[str, ...]:
        words = (word.strip(".,") for word in self.name.split())
        return tuple(word for word in words if word and word.casefold() not in _TITLES and word[0].isalpha())


@dataclass(frozen=True, slots=True, kw_only=True)
class BoxMark:
    """A place on a page, counted from 1, in points from the top left corner of the page as it is shown."""

    page: int
    left: float
    top: float
    width: float
    height: float
    why: RedactionClass = RedactionClass.OTHER

    def __post_init__(self) -> None:
        is_somewhere = all(map(isfinite, (self.left, self.top, self.width, self.height)))
        if not is_somewhere or self.page < 1 or self.width <= 0 or self.height <= 0:
            raise InvalidInput("A box has a page from 1 on, a width and a height. Draw it again.")


Mark: TypeAlias = TermMark | PersonMark | BoxMark


@dataclass(frozen=True, slots=True, kw_only=True)
class ToLookAt:
    """A page, counted from 1, that cannot be searched: somebody has to look at it. ``why`` says what is on it."""

    page: int
    why: str


class PagesToLookAt(FosterPanelError):
    """Pages whose words cannot be searched, and nobody has said that they were looked at; nothing was handed over."""

    def __init__(self, pages: tuple[ToLookAt, ...]) -> None:
        which = "; ".join(f"page {one.page} {one.why}" for one in pages)
        super().__init__(
            f"{counted(len(pages), 'page')} cannot be searched for words: {which}. Look at each, draw a box over what "
            "must go, and say that you have looked."
        )
        self.pages = pages


class RedactionFailed(FosterPanelError):
    """Something that should have been taken out is still there, so the document was not handed over."""
