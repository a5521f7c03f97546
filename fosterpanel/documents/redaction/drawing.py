"""Going through what a page draws: its letters are collected, or those in an area are taken out with all else there.

Content is a program for a drawing machine (ISO 32000-1, annex A); this is that machine as far as places go. What stays
is drawn exactly where it was: for each letter taken out, the gap it leaves is written in its place.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from copy import copy

import pikepdf
from pikepdf import (
    Array,
    ContentStreamInlineImage,
    ContentStreamInstruction,
    Dictionary,
    Matrix,
    Name,
    Stream,
)

from fosterpanel.documents.content_streams import instructions_of
from fosterpanel.documents.pdf_values import entries_of
from fosterpanel.documents.redaction.images import painted_out, place_of
from fosterpanel.documents.redaction.lettering import TEXT_ACTS, Lettering
from fosterpanel.documents.redaction.marked_content import MarkedContent
from fosterpanel.documents.redaction.matching import Sought
from fosterpanel.documents.redaction.paths import BUILDS, PAINTS, Path
from fosterpanel.documents.redaction.resources import Resources
from fosterpanel.documents.redaction.sheet import Sheet
from fosterpanel.documents.redaction.steps import Step, matrix_of, step
from fosterpanel.documents.redaction.text_state import TextState
from fosterpanel.domain.redaction import RedactionFailed

_DEEPEST = 12
_FORM_KEYS = ("/Length", "/Filter", "/DecodeParms", "/PieceInfo", "/Metadata", "/LastModified")


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
        self._lettering = Lettering(sheet, self._marked)
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
        return pikepdf.unparse_content_stream([*left, *[step("Q")] * len(self._saved)])

    def _passed(self, instruction: Step) -> Sequence[Step]:
        """What an instruction becomes."""
        if isinstance(instruction, ContentStreamInlineImage):
            became = self._inline_image()
        else:
            became = self._acted(instruction)
        if became is None:
            return (instruction,)
        self.is_changed = True
        return became

    def _acted(self, instruction: ContentStreamInstruction) -> Sequence[Step] | None:
        try:
            act = _ACTS.get(str(instruction.operator))
            return act(self, instruction) if act is not None else None
        except (IndexError, TypeError, ValueError, KeyError, AttributeError):
            # Wrongly written: readers pass over it, and so does the drawing machine.
            return None

    def _save(self, _: ContentStreamInstruction) -> None:
        self._saved.append((self._ctm, self._lettering.saved()))

    def _restore(self, _: ContentStreamInstruction) -> Sequence[Step] | None:
        if not self._saved:
            return ()
        self._ctm, text = self._saved.pop()
        self._lettering.restore(text)
        return None

    def _build(self, instruction: ContentStreamInstruction) -> None:
        self._path.build(instruction, self._ctm)

    def _clip(self, _: ContentStreamInstruction) -> None:
        self._path.is_clip = True

    def _paint(self, instruction: ContentStreamInstruction) -> Sequence[Step] | None:
        path, self._path = self._path, Path()
        if path.is_clip or not self._sheet.areas:
            return None
        gone = path.under([area.rect for area in self._sheet.areas])
        if not gone:
            return None
        self._gone |= gone
        return (instruction,)

    def _concatenate(self, instruction: ContentStreamInstruction) -> None:
        self._ctm = matrix_of(instruction.operands) @ self._ctm

    def _set_state(self, instruction: ContentStreamInstruction) -> Sequence[Step] | None:
        state = self.resources.get("/ExtGState", instruction.operands[0])
        if state is None:
            return None
        font = state.get("/Font")
        if isinstance(font, Array):
            self._lettering.set_font(self._sheet.font(font[0]), float(font[1]))
        mask = state.get("/SMask")
        group = mask.get("/G") if isinstance(mask, Dictionary) else None
        if not isinstance(mask, Dictionary) or not isinstance(group, Stream):
            return None
        cleared = self._form_without_areas(group)
        if cleared is None:
            return None
        changed = copy(state)
        changed.SMask = copy(mask)
        changed.SMask.G = cleared
        return (step("gs", self.resources.replace("/ExtGState", instruction.operands[0], changed)),)

    def _choose_font(self, instruction: ContentStreamInstruction) -> None:
        font = self.resources.get("/Font", instruction.operands[0])
        known = self._sheet.font(font) if font is not None else None
        self._lettering.set_font(known, float(instruction.operands[1]))

    def _set_text(self, instruction: ContentStreamInstruction) -> Sequence[Step] | None:
        return self._lettering.passed(instruction, self._ctm)

    def _open_marked(self, instruction: ContentStreamInstruction) -> None:
        properties = instruction.operands[1] if len(instruction.operands) > 1 else None
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
        self._out[closed.place] = step("BDC", tag, properties)
        self.is_changed = True

    def _draw_object(self, instruction: ContentStreamInstruction) -> Sequence[Step] | None:
        drawn = self.resources.get("/XObject", instruction.operands[0])
        if not isinstance(drawn, Stream):
            return None
        if drawn.get("/Subtype") == "/Image":
            cleared = self._image_without_areas(drawn)
        else:
            cleared = self._form_without_areas(drawn)
        if cleared is None:
            return None
        return (step("Do", self.resources.replace("/XObject", instruction.operands[0], cleared)),)

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
        matrix = matrix_of(form.get("/Matrix", (1, 0, 0, 1, 0, 0)))
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
        return instructions_of(content)
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


_ACTS: dict[str, Callable[[Drawing, ContentStreamInstruction], Sequence[Step] | None]] = {
    "q": Drawing._save,
    "Q": Drawing._restore,
    "cm": Drawing._concatenate,
    "gs": Drawing._set_state,
    "W": Drawing._clip,
    "W*": Drawing._clip,
    "Tf": Drawing._choose_font,
    "Do": Drawing._draw_object,
    "BDC": Drawing._open_marked,
    "BMC": Drawing._open_marked,
    "EMC": Drawing._close_marked,
    **dict.fromkeys(TEXT_ACTS, Drawing._set_text),
    **dict.fromkeys(BUILDS, Drawing._build),
    **dict.fromkeys(PAINTS, Drawing._paint),
}
