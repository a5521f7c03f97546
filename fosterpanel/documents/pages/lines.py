"""Breaking plain text into lines of a given width, ranged left, each letter in a font that can set it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from fosterpanel.documents.pages.blocks import Run, Text
from fosterpanel.documents.pages.fonts import plain, runs_in_fonts, width_of
from fosterpanel.documents.pages.theme import MUTED, Colour, TextStyle


class Stretch(NamedTuple):
    """Letters set in one font and one colour."""

    font: str
    colour: Colour
    text: str


class Line(NamedTuple):
    """One line: its stretches, and its width in points without the space that ends it."""

    stretches: tuple[Stretch, ...]
    width: float


_NEW_LINE = "\n"
_Word = list[Stretch]
_TOKENS = re.compile(r"\n| +|[^\n ]+")


def set_in_lines(text: Text, style: TextStyle, width: float) -> tuple[Line, ...]:
    """Break text into lines no wider than ``width`` points; a word too long for a line is cut.

    Raises:
        InvalidInput: a character cannot be printed faithfully.
    """
    lines: list[Line] = []
    for words in _between_new_lines(text, style):
        lines.extend(_filled(words, style.size, width))
    return tuple(lines)


def _between_new_lines(text: Text, style: TextStyle) -> Iterator[list[_Word]]:
    """Yield the words of each line the writer asked for; a word may run through several stretches."""
    words: list[_Word] = []
    is_inside_word = False
    for run in (Run(text),) if isinstance(text, str) else text:
        face = style.face.with_emphasis(bold=run.bold, italic=run.italic)
        colour = MUTED if run.muted else style.colour
        for token in _TOKENS.findall(plain(run.text)):
            if token == _NEW_LINE:
                yield words
                words, is_inside_word = [], False
            elif token.startswith(" "):
                is_inside_word = False
            else:
                if not is_inside_word:
                    words.append([])
                words[-1].extend(
                    Stretch(name, colour, letters) for name, letters in runs_in_fonts(token, face)
                )
                is_inside_word = True
    yield words


def _filled(words: list[_Word], size: float, width: float) -> Iterator[Line]:
    line: list[Stretch] = []
    used = 0.0
    for word in _cut_to_fit(words, size, width):
        length = _length(word, size)
        space = width_of(" ", line[-1].font) * size if line else 0.0
        if line and used + space + length > width:
            # The space that ends the line keeps the words apart for whoever reads the text without its places.
            yield Line(_joined([*line, line[-1]._replace(text=" ")]), used)
            line, used, space = [], 0.0, 0.0
        if line:
            line.append(line[-1]._replace(text=" "))
        line.extend(word)
        used += space + length
    yield Line(_joined(line), used)


def _length(word: _Word, size: float) -> float:
    return sum(width_of(stretch.text, stretch.font) for stretch in word) * size


def _cut_to_fit(words: list[_Word], size: float, width: float) -> Iterator[_Word]:
    for word in words:
        if _length(word, size) <= width:
            yield word
            continue
        part: _Word = []
        for stretch in word:
            for letter in stretch.text:
                if part and _length(part, size) + width_of(letter, stretch.font) * size > width:
                    yield part
                    part = []
                part = list(_joined([*part, stretch._replace(text=letter)]))
        yield part


def _joined(stretches: list[Stretch]) -> tuple[Stretch, ...]:
    joined: list[Stretch] = []
    for stretch in stretches:
        if joined and joined[-1][:2] == stretch[:2]:
            joined[-1] = stretch._replace(text=joined[-1].text + stretch.text)
        else:
            joined.append(stretch)
    return tuple(joined)
