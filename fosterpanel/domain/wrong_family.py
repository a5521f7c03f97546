"""The wrong-family guard: does what is about to leave name people of another open item, or where carers live?

One family's papers in another family's hands are the worst thing a panel's papers can do, and the commonest cause is
a paper put into the wrong place. Every hit is shown where it stands and answered by a person before anything leaves.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from fosterpanel.domain.register import FosterHome
from fosterpanel.domain.wording import counted, listed
from fosterpanel.errors import FosterPanelError, InvalidInput

_AROUND = 40
_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
_POSTCODE = re.compile(r"[A-Z]{1,2}\d[A-Z\d]?\s*\d[A-Z]{2}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Stretch:
    """A stretch of text that is looked at: where it stands ("Page 3"), and its words."""

    where: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Family:
    """The people of another open item, by their names."""

    item_id: str
    reference: str
    names: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class NamedElsewhere:
    """Somebody of another open item who is named in what is about to leave; ``hits`` show where, with the words around.

    ``subject_id`` is what is about to leave. Where it is an address that must not be seen, ``reference`` is empty.
    """

    subject_id: str
    name: str
    reference: str
    hits: tuple[str, ...]

    @property
    def question(self) -> str:
        """The question it raises."""
        if not self.reference:
            return f"This shows where a carer lives ({self.name}): may the reader know it?"
        return f"This names {self.name} of item {self.reference}: does that belong here?"


@dataclass(frozen=True, slots=True, kw_only=True)
class NameAnswer:
    """Why a name of another family belongs in what leaves, in the places of ``hits``; ``answered_at`` is UTC."""

    id: str
    subject_id: str
    name: str
    hits: tuple[str, ...]
    answer: str
    answered_by: str
    answered_at: datetime


class NamesUnanswered(FosterPanelError):
    """Something that is about to leave names another family, and nobody has said why; nothing left."""

    def __init__(self, found: tuple[NamedElsewhere, ...]) -> None:
        whose = listed(f"{one.name} (item {one.reference})" if one.reference else one.name for one in found)
        super().__init__(
            f"{counted(len(found), 'name')} of another family would leave with this: {whose}. "
            "Take them out, or say for each why it belongs here."
        )
        self.found = found


def find_names(
    subject_id: str, families: Iterable[Family], own_names: Iterable[str], looked_at: Sequence[Stretch]
) -> tuple[NamedElsewhere, ...]:
    """Everybody of other families named by first and last name; a namesake in the own family is nobody else."""
    own = {_plain(name) for name in own_names}
    said = {word for stretch in looked_at for word in _words_and_parts(stretch.text)}
    found = []
    for family in families:
        for name in dict.fromkeys(family.names):
            if _plain(name) not in own and _may_name(name, said) and (hits := tuple(_hits(name, looked_at))):
                found.append(
                    NamedElsewhere(subject_id=subject_id, name=name, reference=family.reference, hits=hits)
                )
    return tuple(found)


def find_addresses(
    subject_id: str, homes: Iterable[FosterHome], looked_at: Sequence[Stretch]
) -> tuple[NamedElsewhere, ...]:
    """Every carers' address shown, by its first line or its postcode."""
    found = []
    for home in homes:
        hits = tuple(_around_all(_address_pattern(home.address), looked_at))
        if hits:
            found.append(NamedElsewhere(subject_id=subject_id, name=home.address[0], reference="", hits=hits))
    return tuple(found)


def unanswered(found: Iterable[NamedElsewhere], answers: Iterable[NameAnswer]) -> tuple[NamedElsewhere, ...]:
    """What nobody has answered yet; a name that since stands in another place is asked about again."""
    answered = {(one.subject_id, one.name, hit) for one in answers for hit in one.hits}
    return tuple(
        one for one in found if any((one.subject_id, one.name, hit) not in answered for hit in one.hits)
    )


def require_words(answer: str) -> str:
    """The answer, trimmed. Raises InvalidInput when it is empty."""
    if not answer.strip():
        raise InvalidInput("Say in a few words why this name belongs here, or take it out first.")
    return answer.strip()


def _may_name(name: str, said: set[str]) -> bool:
    """A quick look before the slow one: whether first and last name occur anywhere at all."""
    words = _words(name)
    return len(words) > 1 and words[0] in said and words[-1] in said


def _hits(name: str, looked_at: Sequence[Stretch]) -> Iterator[str]:
    words = _words(name)
    # Other names and initials may stand between the first and the last.
    between = r"\W+(?:[^\W\d_]+\W+){0,2}?"
    sought = re.compile(rf"\b{re.escape(words[0])}{between}{re.escape(words[-1])}\b", re.IGNORECASE)
    return _around_all(sought, looked_at)


def _address_pattern(address: Sequence[str]) -> re.Pattern[str]:
    first = r"\W+".join(map(re.escape, re.findall(r"\w+", address[0]))) if address else ""
    code = _POSTCODE.search(" ".join(address).upper())
    known = [rf"\b{first}\b"] if first else []
    if code:
        known.append(r"\s*".join(map(re.escape, re.sub(r"\s", "", code[0]))))
    return re.compile("|".join(known) or r"(?!)", re.IGNORECASE)


def _around_all(sought: re.Pattern[str], looked_at: Sequence[Stretch]) -> Iterator[str]:
    for stretch in looked_at:
        if found := sought.search(stretch.text):
            yield f"{stretch.where}: {_around(stretch.text, *found.span())}"


def _around(text: str, start: int, end: int) -> str:
    before, after = text[max(0, start - _AROUND) : start], text[end : end + _AROUND]
    # Cut at a word, so that the line reads.
    before = before.split(" ", 1)[-1] if start > _AROUND else before
    after = after.rsplit(" ", 1)[0] if end + _AROUND < len(text) else after
    left, right = "…" if start > _AROUND else "", "…" if end + _AROUND < len(text) else ""
    return f"{left}{' '.join(f'{before}{text[start:end]}{after}'.split())}{right}"


def _words_and_parts(text: str) -> Iterator[str]:
    """Every word, and its parts: "Marsh’s" says Marsh too."""
    for word in _words(text):
        yield word
        yield from re.split(r"['’-]", word)


def _plain(name: str) -> str:
    return " ".join(_words(name))


def _words(text: str) -> list[str]:
    return [word.casefold() for word in _WORD.findall(text)]
