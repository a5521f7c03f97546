"""The instructions that show text: their letters are collected on the sheet, and those in an area are taken out."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from copy import copy
from itertools import groupby
from typing import Any

import pikepdf
from pikepdf import Array, ContentStreamInstruction, Matrix

from fosterpanel.documents.redaction.fonts import Font
from fosterpanel.documents.redaction.marked_content import MarkedContent
from fosterpanel.documents.redaction.sheet import Sheet, Shown
from fosterpanel.documents.redaction.steps import matrix_of, step
from fosterpanel.documents.redaction.text_state import TextState

_UNSEEN = 3


class Lettering:
    """Text as it is being set in one content stream."""

    def __init__(self, sheet: Sheet, marked: MarkedContent) -> None:
        self._sheet, self._marked = sheet, marked
        self._text = TextState()
        self._ctm = Matrix()

    def saved(self) -> TextState:
        """How text is set now, to come back to."""
        return copy(self._text)

    def restore(self, saved: TextState) -> None:
        """Come back to how text was set."""
        self._text = saved

    def set_font(self, font: Font | None, size: float) -> None:
        """Take a font; nothing is known of text in no font."""
        self._text.font, self._text.size = font, size

    def passed(
        self, instruction: ContentStreamInstruction, ctm: Matrix
    ) -> Sequence[ContentStreamInstruction] | None:
        """What a text instruction becomes; nothing where it stays as it is."""
        self._ctm = ctm
        return TEXT_ACTS[str(instruction.operator)](self, instruction)

    def _begin(self, _: ContentStreamInstruction) -> None:
        self._text.begin()

    def _next_line(self, instruction: ContentStreamInstruction) -> None:
        across, up = (float(number) for number in instruction.operands)
        if str(instruction.operator) == "TD":
            self._text.leading = -up
        self._text.next_line(across, up)

    def _line_below(self, _: ContentStreamInstruction) -> None:
        self._text.next_line(0, -self._text.leading)

    def _place(self, instruction: ContentStreamInstruction) -> None:
        self._text.set_matrix(matrix_of(instruction.operands))

    def _set_number(self, instruction: ContentStreamInstruction) -> None:
        name, unit = _NUMBERS[str(instruction.operator)]
        setattr(self._text, name, float(instruction.operands[0]) * unit)

    def _set_look(self, instruction: ContentStreamInstruction) -> None:
        self._text.is_unseen = int(instruction.operands[0]) == _UNSEEN

    def _show(self, instruction: ContentStreamInstruction) -> Sequence[ContentStreamInstruction] | None:
        shown = instruction.operands[0]
        parts = self._left_of(shown if str(instruction.operator) == "TJ" else [shown])
        return None if parts is None else (step("TJ", parts),)

    def _show_below(self, instruction: ContentStreamInstruction) -> Sequence[ContentStreamInstruction] | None:
        """The two operators that go to the next line first, one of them with new spacing."""
        spacing: list[ContentStreamInstruction] = []
        if str(instruction.operator) == '"':
            word, letter = (float(number) for number in instruction.operands[:2])
            self._text.word_space, self._text.letter_space = word, letter
            spacing = [step("Tw", word), step("Tc", letter)]
        self._line_below(instruction)
        parts = self._left_of([instruction.operands[-1]])
        return None if parts is None else (*spacing, step("T*"), step("TJ", parts))

    def _left_of(self, shown: Iterable[object]) -> Array | None:
        """The strings and gaps without the letters in an area; nothing where none is in one."""
        font = self._text.font
        if font is None:
            return None
        left: list[bytes | float] = []
        is_less = False
        for part in shown:
            if not isinstance(part, pikepdf.String):
                number = float(part)  # type: ignore[arg-type]
                self._text.move(self._text.kern(number))
                left.append(number)
                continue
            for glyph in font.glyphs(bytes(part)):
                distance = self._text.advance(glyph)
                is_kept = self._keeps(self._text.place(glyph, self._ctm))
                left.append(glyph.code if is_kept else self._text.number_for(distance))
                is_less = is_less or not is_kept
                self._text.move(distance)
        return _array(left) if is_less else None

    def _keeps(self, shown: Shown) -> bool:
        self._sheet.shown.append(shown)
        self._sheet.unreadable += not shown.letters
        if not self._sheet.takes(shown.rect):
            return True
        self._marked.clear()
        return False


def _array(parts: Sequence[bytes | float]) -> Array:
    """Codes put together into strings, and gaps into one number each."""
    joined: list[Any] = []
    for is_text, group in groupby(parts, lambda part: isinstance(part, bytes)):
        held: list[Any] = list(group)
        joined.append(pikepdf.String(b"".join(held)) if is_text else round(sum(held), 3))
    return Array(joined)


_NUMBERS = {
    "Tc": ("letter_space", 1.0),
    "Tw": ("word_space", 1.0),
    "Tz": ("stretch", 0.01),
    "TL": ("leading", 1.0),
    "Ts": ("rise", 1.0),
}
TEXT_ACTS: dict[
    str, Callable[[Lettering, ContentStreamInstruction], Sequence[ContentStreamInstruction] | None]
] = {
    "BT": Lettering._begin,
    "Td": Lettering._next_line,
    "TD": Lettering._next_line,
    "T*": Lettering._line_below,
    "Tm": Lettering._place,
    "Tj": Lettering._show,
    "TJ": Lettering._show,
    "Tr": Lettering._set_look,
    "'": Lettering._show_below,
    '"': Lettering._show_below,
    **dict.fromkeys(_NUMBERS, Lettering._set_number),
}
"""The text instructions; choosing a font is not one of them, because a name has to be looked up."""
