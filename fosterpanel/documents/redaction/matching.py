"""Finding words in text as readers give it: split over lines, with ligatures, accents, soft hyphens or wide spacing."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache

from fosterpanel.domain.redaction import BoxMark, Mark, PersonMark, RedactionClass, TermMark

# Letters that are no other letter with an accent, as far as Unicode is concerned, and that people leave plain.
_PLAIN = str.maketrans(
    {"ł": "l", "Ł": "L", "đ": "d", "Đ": "D", "ø": "o", "Ø": "O", "ı": "i", "ß": "ss", "æ": "ae", "Æ": "AE",
     "œ": "oe", "Œ": "OE", "þ": "th", "Þ": "Th", "ð": "d", "Ð": "D", "ħ": "h", "Ħ": "H"}
)  # fmt: skip

# What may stand within a word: hyphens, seen or not, joiners, and the marks PDFium puts for a hyphen at a line's end.
_UNSEEN = r"[\u00ad\u200b-\u200d\u2060\ufeff\ufffe\x02]"
_WITHIN = rf"(?:(?:{_UNSEEN}|[-‐])(?:\s*[\r\n]\s*)?)*"
_WITHIN_LONG = rf"(?:{_WITHIN}|\s*[\r\n]\s*)"
_LONG_WORD = 6
_BETWEEN = r"[\W_]{0,4}"
_NO_LETTER_BEFORE, _NO_LETTER_AFTER = r"(?<![^\W\d_])", r"(?![^\W\d_])"
_NO_WORD_BEFORE, _NO_WORD_AFTER = r"(?<![^\W_])", r"(?![^\W_])"
_ENDING = r"(?:['’]?s)?"
_FEWEST_SPACED = 4
# A telephone number, a date, a number of an authority: however its figures are put together.
_FIGURES = re.compile(r"[+(]*\d[\d\s()./‐-]{5,}\d")
_FEWEST_FIGURES = 7
_BETWEEN_FIGURES = r"[\s()./‐-]{0,3}"
_FROM_ABROAD = re.compile(r"(?:\+|00)\D{0,2}44\D{0,3}(?:\(0\)\D{0,2})?")


@dataclass(frozen=True, slots=True)
class Sought:
    """Something looked for: what was ``asked`` for, the ``words`` for it, why they go, how they may be written."""

    asked: str
    words: str
    why: RedactionClass
    pattern: re.Pattern[str]

    def spans(self, text: str) -> Iterator[tuple[int, int]]:
        """Where it stands in a text: from, to."""
        folded, places = fold(text)
        for found in self.pattern.finditer(folded):
            if found.end() > found.start():
                yield places[found.start()], places[found.end() - 1] + 1


def sought_in(marks: Iterable[Mark]) -> tuple[Sought, ...]:
    """What the marks look for; a box looks for nothing."""
    return tuple(each for mark in marks for each in _sought(mark))


def fold(text: str) -> tuple[str, list[int]]:
    """The text in plain letters, and for each of them the place in the text it comes from."""
    if text.isascii():
        return text, list(range(len(text)))
    letters: list[str] = []
    places: list[int] = []
    for place, letter in enumerate(text):
        plain = _plain(letter)
        letters.append(plain)
        places += [place] * len(plain)
    return "".join(letters), places


@lru_cache(maxsize=4096)
def _plain(letter: str) -> str:
    parts = unicodedata.normalize("NFKD", letter).translate(_PLAIN)
    return "".join(part for part in parts if not unicodedata.combining(part))


def _sought(mark: Mark) -> Iterator[Sought]:
    match mark:
        case TermMark(words=words, why=why, whole_words=whole):
            before, after = (_NO_WORD_BEFORE, _NO_WORD_AFTER) if whole else ("", "")
            yield Sought(words, words, why, re.compile(before + _written(words) + after, re.IGNORECASE))
        case PersonMark():
            yield from _sought_person(mark)
        case BoxMark():
            return


def _sought_person(person: PersonMark) -> Iterator[Sought]:
    for form in person.long_forms:
        yield _name(person, form, _written(form), re.IGNORECASE)
    for name in person.single_names:
        # A name alone may be a common word: Rose, Will, Young.
        yield _name(person, name, f"(?:{_written(name)}|{_written(name.upper())})", re.NOFLAG)
    for initials in person.initials:
        written = r"\.?\s?".join(map(re.escape, fold(initials)[0]))
        yield _name(person, initials, rf"{written}\b\.?", re.NOFLAG)


def _name(person: PersonMark, form: str, written: str, flags: re.RegexFlag) -> Sought:
    pattern = _NO_LETTER_BEFORE + written + _ENDING + _NO_LETTER_AFTER
    return Sought(person.name, form, person.why, re.compile(pattern, flags))


def _written(words: str) -> str:
    """The ways the words may be written, as a regular expression over folded text."""
    if _FIGURES.fullmatch(words.strip()) and sum(map(str.isdigit, words)) >= _FEWEST_FIGURES:
        return _figures(words.strip())
    parts = re.findall(r"[^\s\-‐'’.,_]+", fold(words)[0]) or [words]
    close = _BETWEEN.join(_joined(part) for part in parts)
    if sum(map(len, parts)) < _FEWEST_SPACED:
        return f"(?:{close})"
    spaced = r"[ \u00a0]{1,4}".join(r"[ \u00a0]".join(map(re.escape, part)) for part in parts)
    return rf"(?:{close}|{_NO_WORD_BEFORE}{spaced}{_NO_WORD_AFTER})"


def _figures(words: str) -> str:
    figures = re.sub(r"\D", "", _FROM_ABROAD.sub("0", words, count=1))
    first, rest = figures[0], _BETWEEN_FIGURES.join(figures[1:])
    if first == "0":
        first = rf"(?:(?:\+|00){_BETWEEN_FIGURES}44{_BETWEEN_FIGURES}0?|0)"
    return f"{first}{_BETWEEN_FIGURES}{rest}"


def _joined(part: str) -> str:
    within = _WITHIN_LONG if len(part) >= _LONG_WORD else _WITHIN
    return within.join(map(re.escape, part))
