"""Going through what a page draws: its letters are collected, or those in an area are taken out with all else there.

Content is a program for a drawing machine (ISO 32000-1, annex A); this is that machine as far as places go. What stays
is drawn exactly where it was: for each letter taken out, the gap it leaves is written in its place.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from copy import copy
from itertools import groupby
from typing import Any

import pikepdf
from pikepdf import (
    Array,
    ContentStreamInlineImage,
    ContentStreamInstruction,
    Dictionary,
    Matrix,
    Name,
    Operator,
    Stream,
)

from fosterpanel.documents.pdf_values import entries_of
from fosterpanel.documents.redaction.images import painted_out, place_of
from fosterpanel.documents.redaction.marked_content import MarkedContent
from fosterpanel.documents.redaction.matching import Sought
from fosterpanel.documents.redaction.paths import BUILDS, PAINTS, Path
from fosterpanel.documents.redaction.resources import Resources
from fosterpanel.documents.redaction.sheet import Sheet, Shown
from fosterpanel.documents.redaction.text_state import TextState
from fosterpanel.domain.redaction import RedactionFailed

Step = ContentStreamInstruction | ContentStreamInlineImage
_DEEPEST = 12
_FORM_KEYS = ("/Length", "/Filter", "/DecodeParms", "/PieceInfo", "/Metadata", "/LastModified")


def _step(operator: str, *operands: Any) -> ContentStreamInstruction:
    return ContentStreamInstruction(list(operands), Operator(operator))


class Drawing:
    """One content stream with the resources its names refer to, drawn on a sheet with a matrix."""

    def __init__(
        self,
        sheet: Sheet,
        resources: object,
        ctm: Matrix,
        marked: MarkedContent | None = None,
        depth: int = 0,
    ) -> None:
        self.resources = Resources(sheet.pdf, resources)
        self._sheet, self._ctm, self._depth = sheet, ctm, depth
        self._marked = marked or MarkedContent(sheet)
        self._text = TextState()
        self._saved: list[tuple[Matrix, TextState]] = []
        self._path = Path()
        self._out: list[Step] = []
        self._gone: set[int] = set()
        self._opened = self._marked.depth
        self.is_changed = False

    def run(self, content: pikepdf.Object | pikepdf.Page) -> None:
        """Go through the content.

        Raises:
            RedactionFailed: it cannot be read, or draws more than can be gone through.
        """
        for instruction in _instructions(content):
            self._out += self._passed(instruction)
        while self._marked.depth > self._opened:
            self._close_marked()

    @property
    def content(self) -> bytes:
        """What is left of it; whatever follows is drawn as on an empty page."""
        left = [step for step in self._out if id(step) not in self._gone]
        return pikepdf.unparse_content_stream([*left, *[_step("Q")] * len(self._saved)])

    def _passed(self, step: Step) -> Sequence[Step]:
        """What an instruction becomes."""
        if isinstance(step, ContentStreamInlineImage):
            became = self._inline_image()
        else:
            became = self._acted(step)
        if became is None:
            return (step,)
        self.is_changed = True
        return became

    def _acted(self, step: ContentStreamInstruction) -> Sequence[Step] | None:
        try:
            act = _ACTS.get(str(step.operator))
            return act(self, step) if act is not None else None
        except (IndexError, TypeError, ValueError, KeyError, AttributeError):
            # Wrongly written: readers pass over it, and so does the drawing machine.
            return None

    def _save(self, _: ContentStreamInstruction) -> None:
        self._saved.append((self._ctm, copy(self._text)))

    def _restore(self, _: ContentStreamInstruction) -> Sequence[Step] | None:
        if not self._saved:
            return ()
        self._ctm, self._text = self._saved.pop()
        return None

    def _build(self, step: ContentStreamInstruction) -> None:
        self._path.build(step, self._ctm)

    def _clip(self, _: ContentStreamInstruction) -> None:
        self._path.is_clip = True

    def _paint(self, step: ContentStreamInstruction) -> Sequence[Step] | None:
        path, self._path = self._path, Path()
        if path.is_clip or not self._sheet.areas:
            return None
        gone = path.under([area.rect for area in self._sheet.areas])
        if not gone:
            return None
        self._gone |= gone
        return (step,)

    def _concatenate(self, step: ContentStreamInstruction) -> None:
        self._ctm = _matrix(step.operands) @ self._ctm

    def _set_state(self, step: ContentStreamInstruction) -> Sequence[Step] | None:
        state = self.resources.get("/ExtGState", step.operands[0])
        if state is None:
            return None
        font = state.get("/Font")
        if isinstance(font, Array):
            self._text.font, self._text.size = self._sheet.font(font[0]), float(font[1])
        mask = state.get("/SMask")
        group = mask.get("/G") if isinstance(mask, Dictionary) else None
        if not isinstance(mask, Dictionary) or not isinstance(group, Stream):
            return None
        cleared = self._form_without_areas(group)
        if cleared is None:
            return None
        changed = Dictionary(
            {**dict(state.items()), "/SMask": Dictionary({**dict(mask.items()), "/G": cleared})}
        )
        return (_step("gs", self.resources.replace("/ExtGState", step.operands[0], changed)),)

    def _choose_font(self, step: ContentStreamInstruction) -> None:
        font = self.resources.get("/Font", step.operands[0])
        self._text.font = self._sheet.font(font) if font is not None else None
        self._text.size = float(step.operands[1])

    def _begin_text(self, _: ContentStreamInstruction) -> None:
        self._text.begin()

    def _next_line(self, step: ContentStreamInstruction) -> None:
        across, up = (float(number) for number in step.operands)
        if str(step.operator) == "TD":
            self._text.leading = -up
        self._text.next_line(across, up)

    def _line_below(self, _: ContentStreamInstruction) -> None:
        self._text.next_line(0, -self._text.leading)

    def _place_text(self, step: ContentStreamInstruction) -> None:
        self._text.set_matrix(_matrix(step.operands))

    def _set_number(self, step: ContentStreamInstruction) -> None:
        name, unit = _NUMBERS[str(step.operator)]
        setattr(self._text, name, float(step.operands[0]) * unit)

    def _set_look(self, step: ContentStreamInstruction) -> None:
        self._text.is_unseen = int(step.operands[0]) == 3

    def _show(self, step: ContentStreamInstruction) -> Sequence[Step] | None:
        shown = step.operands[0]
        parts = self._left_of(shown if str(step.operator) == "TJ" else [shown])
        return None if parts is None else (_step("TJ", parts),)

    def _show_below(self, step: ContentStreamInstruction) -> Sequence[Step] | None:
        """The two operators that go to the next line first, one of them with new spacing."""
        spacing: list[Step] = []
        if str(step.operator) == '"':
            word, letter = (float(number) for number in step.operands[:2])
            self._text.word_space, self._text.letter_space = word, letter
            spacing = [_step("Tw", word), _step("Tc", letter)]
        self._line_below(step)
        parts = self._left_of([step.operands[-1]])
        return None if parts is None else (*spacing, _step("T*"), _step("TJ", parts))

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

    def _open_marked(self, step: ContentStreamInstruction) -> None:
        properties = step.operands[1] if len(step.operands) > 1 else None
        if isinstance(properties, Name):
            properties = self.resources.get("/Properties", properties)
        self._marked.open(len(self._out), properties)

    def _close_marked(self, _: ContentStreamInstruction | None = None) -> None:
        closed = self._marked.close() if self._marked.depth > self._opened else None
        if closed is None or closed.left is None:
            return
        opened = self._out[closed.place]
        tag, properties = opened.operands
        if isinstance(properties, Name):
            properties = self.resources.replace("/Properties", properties, closed.left)
        else:
            properties = closed.left
        self._out[closed.place] = _step("BDC", tag, properties)
        self.is_changed = True

    def _draw_object(self, step: ContentStreamInstruction) -> Sequence[Step] | None:
        drawn = self.resources.get("/XObject", step.operands[0])
        if not isinstance(drawn, Stream):
            return None
        if drawn.get("/Subtype") == "/Image":
            cleared = self._image_without_areas(drawn)
        else:
            cleared = self._form_without_areas(drawn)
        if cleared is None:
            return None
        return (_step("Do", self.resources.replace("/XObject", step.operands[0], cleared)),)

    def _inline_image(self) -> Sequence[Step] | None:
        """Those that can be read were made ordinary images before; of another nothing can stay but the whole."""
        place = place_of(self._ctm)
        self._sheet.pictures.append(place)
        if not self._sheet.touching(place):
            return None
        self._marked.clear()
        return ()

    def _image_without_areas(self, image: Stream) -> Stream | None:
        place = place_of(self._ctm)
        self._sheet.pictures.append(place)
        areas = self._sheet.touching(place)
        if not areas:
            return None
        self._marked.clear()
        return painted_out(self._sheet.pdf, image, self._ctm, areas)

    def _form_without_areas(self, form: Stream) -> Stream | None:
        if self._depth >= _DEEPEST:
            return None
        self._sheet.count_form()
        own = form.get("/Resources", self.resources.now)
        matrix = _matrix(form.get("/Matrix", (1, 0, 0, 1, 0, 0)))
        within = Drawing(self._sheet, own, matrix @ self._ctm, self._marked, self._depth + 1)
        within.run(form)
        if not within.is_changed:
            return None
        kept = {key: value for key, value in entries_of(form) if key not in _FORM_KEYS}
        made = self._sheet.pdf.make_stream(within.content, Dictionary(kept))
        made.Resources = within.resources.settled()
        return made


def _instructions(content: pikepdf.Object | pikepdf.Page) -> Sequence[Step]:
    try:
        return pikepdf.parse_content_stream(content)
    except (pikepdf.PdfError, TypeError) as error:
        raise RedactionFailed(
            "Part of the document is broken, so nobody can tell what is in it, and nothing was handed over. "
            "Print it to a new PDF and redact that."
        ) from error


def read_sheet(
    pdf: pikepdf.Pdf, content: pikepdf.Object | pikepdf.Page, resources: object, sought: Sequence[Sought] = ()
) -> Sheet:
    """What a drawing shows, nothing taken out. Raises RedactionFailed when it cannot be read."""
    sheet = Sheet(pdf, sought)
    Drawing(sheet, resources, Matrix()).run(content)
    return sheet


def _matrix(numbers: Iterable[object]) -> Matrix:
    return Matrix(*(float(number) for number in numbers))  # type: ignore[arg-type]


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
_ACTS: dict[str, Callable[[Drawing, ContentStreamInstruction], Sequence[Step] | None]] = {
    "q": Drawing._save,
    "Q": Drawing._restore,
    "cm": Drawing._concatenate,
    "gs": Drawing._set_state,
    "W": Drawing._clip,
    "W*": Drawing._clip,
    "BT": Drawing._begin_text,
    "Tf": Drawing._choose_font,
    "Td": Drawing._next_line,
    "TD": Drawing._next_line,
    "T*": Drawing._line_below,
    "Tm": Drawing._place_text,
    "Tj": Drawing._show,
    "TJ": Drawing._show,
    "Tr": Drawing._set_look,
    "'": Drawing._show_below,
    '"': Drawing._show_below,
    "Do": Drawing._draw_object,
    "BDC": Drawing._open_marked,
    "BMC": Drawing._open_marked,
    "EMC": Drawing._close_marked,
    **dict.fromkeys(_NUMBERS, Drawing._set_number),
    **dict.fromkeys(BUILDS, Drawing._build),
    **dict.fromkeys(PAINTS, Drawing._paint),
}
