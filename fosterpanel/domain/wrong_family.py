"""The wrong-family guard: does what is about to leave name people of another open item, or where carers live?

One family's papers in another family's hands are the worst thing a panel's papers can do, and the commonest cause is
a paper put into the wrong place. Every hit is shown where it stands and answered by a person before anything leaves.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from typing import NamedTuple

from fosterpanel.domain.register import FosterHome
from fosterpanel.domain.wording import counted, listed
from fosterpanel.errors import FosterPanelError, InvalidInput

_AROUND = 40
_WORD = re.compile(r"[^\W\d_]+(?:['-][^\W\d_]+)*")
_POSTCODE = re.compile(r"[A-Z]{1,2}\d[A-Z\d]?\s*\d[A-Z]{2}")
# Where a word is broken at the end of a line: by a hyphen, an unseen one, or what readers put for one.
_BROKEN = re.compile(r"[\u00ad\u200b\ufffe\x02]\s*|[-\u2010][^\S\n]*\n\s*")
# Letters that are no other letter with an accent for Unicode, and signs that are typed for one another.
_TYPED_FOR = str.maketrans("łđøıħ’‘ʼ`´\u2010\u2011", "ldoih" + 5 * "'" + "--")


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
    """Everybody of other families named by first and last name; a namesake in the own family is nobody else.

    Capitals, accents, kinds of apostrophe and words broken at the end of a line make no difference.
    """
    own = {tuple(_words(name)) for name in own_names}
    whole = [_whole(stretch) for stretch in looked_at]
    said = {word for stretch in whole for word in _words_and_parts(stretch.plain)}
    found = []
    for family in families:
        for name in dict.fromkeys(family.names):
            words = _words(name)
            if tuple(words) not in own and _may_name(words, said) and (hits := tuple(_hits(words, whole))):
                found.append(
                    NamedElsewhere(subject_id=subject_id, name=name, reference=family.reference, hits=hits)
                )
    return tuple(found)


def find_addresses(
    subject_id: str, homes: Iterable[FosterHome], looked_at: Sequence[Stretch]
) -> tuple[NamedElsewhere, ...]:
    """Every carers' address shown, by its first line or its postcode."""
    whole = [_whole(stretch) for stretch in looked_at]
    found = []
    for home in homes:
        hits = tuple(_around_all(_address_pattern(home.address), whole))
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


class _Whole(NamedTuple):
    """A stretch with its words in one piece: as it is shown, and in plain letters to be searched."""

    where: str
    text: str
    plain: str


def _whole(stretch: Stretch) -> _Whole:
    text = _BROKEN.sub("", unicodedata.normalize("NFC", stretch.text))
    return _Whole(stretch.where, text, _plain(text))


def _plain(text: str) -> str:
    """Composed text in plain small letters, letter for letter, so that each stays where it was."""
    return text.lower().translate(_TYPED_FOR) if text.isascii() else "".join(map(_plain_letter, text))


@lru_cache(maxsize=4096)
def _plain_letter(letter: str) -> str:
    small = unicodedata.normalize("NFD", letter)[0].lower()[0]
    return small.translate(_TYPED_FOR)


def _may_name(words: Sequence[str], said: set[str]) -> bool:
    """A quick look before the slow one: whether first and last name occur anywhere at all."""
    return len(words) > 1 and all(
        _joined(word) in said or all(part in said for part in _parts(word)) for word in (words[0], words[-1])
    )


def _hits(words: Sequence[str], whole: Sequence[_Whole]) -> Iterator[str]:
    first, last = (_written(word) for word in (words[0], words[-1]))
    # Other names and initials may stand between the first and the last.
    between = r"\W+(?:[^\W\d_]+\W+){0,2}?"
    return _around_all(re.compile(rf"\b(?:{first}{between}{last}|{last},?\s+{first})\b"), whole)


def _written(word: str) -> str:
    """A name with or without its apostrophe, and with a blank, a hyphen or nothing between its parts."""
    return word.replace("'", "'?").replace("-", r"[-\s]?")


def _address_pattern(address: Sequence[str]) -> re.Pattern[str]:
    first = r"\W+".join(re.findall(r"\w+", _plain(address[0]))) if address else ""
    code = _POSTCODE.search(" ".join(address).upper())
    known = [rf"\b{first}\b"] if first else []
    if code:
        known.append(r"\s*".join(re.sub(r"\s", "", code[0].lower())))
    return re.compile("|".join(known) or r"(?!)")


def _around_all(sought: re.Pattern[str], whole: Sequence[_Whole]) -> Iterator[str]:
    for stretch in whole:
        if found := sought.search(stretch.plain):
            yield f"{stretch.where}: {_around(stretch.text, *found.span())}"


def _around(text: str, start: int, end: int) -> str:
    before, after = text[max(0, start - _AROUND) : start], text[end : end + _AROUND]
    # Cut at a word, so that the line reads.
    before = before.split(" ", 1)[-1] if start > _AROUND else before
    after = after.rsplit(" ", 1)[0] if end + _AROUND < len(text) else after
    left, right = "…" if start > _AROUND else "", "…" if end + _AROUND < len(text) else ""
    return f"{left}{' '.join(f'{before}{text[start:end]}{after}'.split())}{right}"


def _words_and_parts(plain: str) -> Iterator[str]:
    """Every word, in one and in its parts: "Marsh’s" says Marsh too."""
    for word in _WORD.findall(plain):
        yield _joined(word)
        yield from _parts(word)


def _words(text: str) -> list[str]:
    return _WORD.findall(_plain(unicodedata.normalize("NFC", text)))


def _joined(word: str) -> str:
    return word.replace("'", "").replace("-", "")


def _parts(word: str) -> list[str]:
    return re.split("['-]", word)
