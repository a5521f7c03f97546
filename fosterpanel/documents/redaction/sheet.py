"""What is known of one page while its content is gone through: letters shown, pictures, and the places to clear."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

import pikepdf

from fosterpanel.documents.redaction.areas import FOUND, Area, Rect, lines_of
from fosterpanel.documents.redaction.fonts import Font, read_font
from fosterpanel.documents.redaction.matching import Sought
from fosterpanel.domain.redaction import RedactionFailed

_NEW_LINE, _NEW_WORD = 0.4, 0.16
"""How far the next letter lies from the end of the last, in em, across and along the line."""

_FAR, _APART = 2, "\n\n\n\n\n"
"""Letters of one line that lie so far apart, in em, are of different columns: no word and no name runs across."""

_MOST_FORMS = 10_000

Point = tuple[float, float]


class Shown(NamedTuple):
    """A letter, or several in one glyph, where it stands; ``start`` and ``end`` lie on its line, ``em`` is its size."""

    letters: str
    rect: Rect
    start: Point
    end: Point
    em: float


class Spoken(NamedTuple):
    """What a run of letters, from the first to before the last, stands for by its own account (ActualText)."""

    first: int
    last: int
    letters: str


@dataclass(slots=True)
class Sheet:
    """A page, or another drawing with a place of its own.

    ``areas`` are cleared while the content is gone through; without any, its letters are only collected.
    ``has_other_words`` says that something looked for stands in other words for what is shown.
    """

    pdf: pikepdf.Pdf
    sought: Sequence[Sought] = ()
    areas: Sequence[Area] = ()
    shown: list[Shown] = field(default_factory=list)
    spoken: list[Spoken] = field(default_factory=list)
    pictures: list[Rect] = field(default_factory=list)
    unreadable: int = 0
    cleared_marks: set[int] = field(default_factory=set)
    forms: int = 0
    has_other_words: bool = False
    _fonts: dict[tuple[int, int], Font] = field(default_factory=dict)

    def count_form(self) -> None:
        """One more form is drawn. Raises RedactionFailed when they are too many to be honest."""
        self.forms += 1
        if self.forms > _MOST_FORMS:
            raise RedactionFailed(
                "A page draws more than can be gone through, so nothing was handed over. Print it to a new PDF and "
                "redact that."
            )

    def takes(self, letter: Rect) -> bool:
        """Whether a letter there goes."""
        left, bottom, right, top = letter
        for area in self.areas:
            box = area.rect
            # Most areas are far away, and this is asked for every letter.
            if box[0] < right and box[2] > left and box[1] < top and box[3] > bottom and area.takes(letter):
                return True
        return False

    def touching(self, rect: Rect) -> list[Rect]:
        """The areas that overlap a rectangle."""
        return [area.rect for area in self.areas if area.rect.share_of(rect) > 0]

    def is_sought(self, text: str) -> bool:
        """Whether a text holds anything that is looked for."""
        return any(next(sought.spans(text), None) for sought in self.sought)

    def font(self, font: pikepdf.Object) -> Font:
        """A font, read once."""
        if not font.is_indirect:
            return read_font(font)
        if font.objgen not in self._fonts:
            self._fonts[font.objgen] = read_font(font)
        return self._fonts[font.objgen]

    def found(self) -> Iterator[tuple[Sought, Area]]:
        """Where what is looked for stands, one area for each line it runs over."""
        found: dict[tuple[Sought, Area], None] = {}
        for text, letters in self._readings():
            for sought in self.sought:
                for start, end in sought.spans(text):
                    held = [shown for part in letters[start:end] for shown in part]
                    lines = lines_of([shown.rect for shown in dict.fromkeys(held)])
                    found |= dict.fromkeys((sought, Area(line, sought.why, FOUND)) for line in lines)
        yield from found

    @property
    def texts(self) -> tuple[str, ...]:
        """The letters as they are drawn, as they are spoken and as they are seen, with blanks where they are apart."""
        return tuple(text for text, _ in self._readings())

    def _readings(self) -> Iterator[tuple[str, list[tuple[Shown, ...]]]]:
        yield _joined([(shown.letters, (shown,)) for shown in self.shown])
        if self.spoken:
            yield _joined(list(self._spoken_parts()))
        yield _joined(list(_as_seen(self.shown)))

    def _spoken_parts(self) -> Iterator[tuple[str, tuple[Shown, ...]]]:
        place = 0
        for run in sorted(self.spoken):
            if run.first < place:
                continue
            yield from ((shown.letters, (shown,)) for shown in self.shown[place : run.first])
            if covered := tuple(self.shown[run.first : run.last]):
                yield run.letters, covered
            place = run.last
        yield from ((shown.letters, (shown,)) for shown in self.shown[place:])


def _as_seen(shown: Sequence[Shown]) -> Iterator[tuple[str, tuple[Shown, ...]]]:
    """The letters line by line from the left, in whatever order they are drawn; parts far from each other are apart."""
    lines: list[list[Shown]] = []
    for letter in sorted(shown, key=lambda one: -one.start[1]):
        if lines and abs(lines[-1][0].start[1] - letter.start[1]) <= _NEW_LINE * letter.em:
            lines[-1].append(letter)
        else:
            lines.append([letter])
    for line in lines:
        line.sort(key=lambda one: one.start[0])
        for before, letter in zip([line[0], *line], line, strict=False):
            is_far = letter.start[0] - before.end[0] > _FAR * letter.em
            yield (_APART if is_far else "") + letter.letters, (letter,)


def _joined(parts: Sequence[tuple[str, tuple[Shown, ...]]]) -> tuple[str, list[tuple[Shown, ...]]]:
    """The text of some parts, and for each of its letters what shows it; nothing shows a blank between two."""
    text: list[str] = []
    letters: list[tuple[Shown, ...]] = []
    last: Shown | None = None
    for written, shown in parts:
        apart = "" if last is None else _apart(last, shown[0])
        text += [apart, written]
        letters += [()] * len(apart) + [shown] * len(written)
        last = shown[-1]
    return "".join(text), letters


def _apart(last: Shown, following: Shown) -> str:
    across_x, across_y = following.start[0] - last.end[0], following.start[1] - last.end[1]
    run_x, run_y = last.end[0] - last.start[0], last.end[1] - last.start[1]
    length = (run_x**2 + run_y**2) ** 0.5
    em = max(last.em, 0.01)
    if length < 0.001 * em:
        along, across = across_x, across_y
    else:
        along = (across_x * run_x + across_y * run_y) / length
        across = (across_x * run_y - across_y * run_x) / length
    if abs(across) > _NEW_LINE * em or along < -2 * em:
        return "\n"
    return " " if along > _NEW_WORD * em and not last.letters.endswith(" ") else ""
