"""Forms: what was typed into them becomes part of the page, so that it shows in every reader and cannot be changed.

An answer that has no picture of itself, or whose program left the drawing to the reader, is drawn in our own type,
which has every letter of a Welsh or Polish name.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

import pikepdf
from pikepdf import Array, Dictionary, Name, Pdf, Stream, String

from fosterpanel.documents.packs import ink
from fosterpanel.documents.pages import theme
from fosterpanel.documents.pages.tagging import TaggedCanvas
from fosterpanel.documents.pages.theme import TextStyle
from fosterpanel.documents.pages.typesetting import text_piece
from fosterpanel.documents.pdf_values import entries_of, value_at
from fosterpanel.errors import InvalidInput

_MULTILINE, _PASSWORD, _RADIO_OR_PUSH = 1 << 12, 1 << 13, 1 << 15 | 1 << 16
_RIGHT = 2
_SIZE_SET = re.compile(r"([\d.]+)\s+Tf")
_USUAL_SIZE, _SMALLEST, _PADDING = 10.0, 4.0, 2.0
_DEEPEST = 20
_TICK = "x"


@dataclass(frozen=True, slots=True)
class FormFacts:
    """What a document's form was: whether somebody had signed it, and answers that could not be drawn."""

    was_signed: bool = False
    undrawn: int = 0


def flatten_form(pdf: Pdf) -> FormFacts:
    """Make the answers of a form part of its pages; comments on the pages stay comments."""
    widgets = list(_widgets(pdf))
    if not widgets:
        return FormFacts()
    held = pdf.Root.get("/AcroForm")
    form = held if isinstance(held, Dictionary) else Dictionary()
    left_to_reader = bool(form.get("/NeedAppearances", False))
    facts = FormFacts()
    for widget in widgets:
        if _kind(widget) == Name.Sig and _inherited(widget, "/V") is not None:
            facts = replace(facts, was_signed=True)
        elif not _is_drawn(widget) or left_to_reader:
            facts = replace(facts, undrawn=facts.undrawn + (not _draw_answer(pdf, widget, form)))
    _flatten(pdf)
    return facts


def _widgets(pdf: Pdf) -> Iterator[Dictionary]:
    for page in pdf.pages:
        for annotation in _annotations(page.obj):
            if annotation.get("/Subtype") == Name.Widget:
                yield annotation


def _annotations(page: pikepdf.Object) -> list[Dictionary]:
    held = value_at(page, "/Annots")
    return [one for one in held if isinstance(one, Dictionary)] if isinstance(held, Array) else []


def _inherited(widget: Dictionary, key: str) -> object:
    holder: object = widget
    for _ in range(_DEEPEST):
        if not isinstance(holder, Dictionary):
            return None
        value: object = holder.get(key)
        if value is not None:
            return value
        holder = holder.get("/Parent")
    return None


def _kind(widget: Dictionary) -> object:
    return _inherited(widget, "/FT")


def _is_drawn(widget: Dictionary) -> bool:
    appearance = widget.get("/AP")
    normal = appearance.get("/N") if isinstance(appearance, Dictionary) else None
    if isinstance(normal, Stream):
        return True
    return isinstance(normal, Dictionary) and str(widget.get("/AS")) in normal


def _draw_answer(pdf: Pdf, widget: Dictionary, form: Dictionary) -> bool:
    """Draw the answer; whether that could be done."""
    kind = _kind(widget)
    try:
        if kind == Name.Btn:
            return _draw_tick(pdf, widget)
        if kind in (Name.Tx, Name.Ch):
            return _draw_text(pdf, widget, form)
    except (InvalidInput, pikepdf.PdfError, TypeError, ValueError, AttributeError, IndexError):
        return False
    return True


def _draw_tick(pdf: Pdf, widget: Dictionary) -> bool:
    value = str(_inherited(widget, "/V") or "/Off")
    appearance = widget.get("/AP")
    normal = appearance.get("/N") if isinstance(appearance, Dictionary) else None
    if isinstance(normal, Dictionary) and not isinstance(normal, Stream):
        widget.AS = Name(value if value in normal else "/Off")
        return True
    if value == "/Off" or _flags(widget) & _RADIO_OR_PUSH:
        return True
    _, height = _size(widget)
    style = replace(theme.STRONG, size=height * 0.8, leading=height)
    _set_appearance(pdf, widget, _TICK, style)
    return True


def _draw_text(pdf: Pdf, widget: Dictionary, form: Dictionary) -> bool:
    value = _inherited(widget, "/V")
    if isinstance(value, Stream):
        value = String(value.read_bytes().decode("utf-8", "replace"))
    if isinstance(value, Array):
        value = String("\n".join(str(one) for one in value))
    if not isinstance(value, String) or not str(value) or _flags(widget) & _PASSWORD:
        return True
    _, height = _size(widget)
    size = _type_size(widget, form, height)
    is_right = _inherited(widget, "/Q") == _RIGHT
    style = TextStyle(size=size, leading=size * 1.2, right=is_right)
    _set_appearance(pdf, widget, str(value), style)
    return True


def _type_size(widget: Dictionary, form: Dictionary, height: float) -> float:
    said = _SIZE_SET.search(str(_inherited(widget, "/DA") or form.get("/DA") or ""))
    size = float(said[1]) if said else 0.0
    if size == 0:
        size = _USUAL_SIZE if _flags(widget) & _MULTILINE else min(_USUAL_SIZE, height * 0.7)
    return max(_SMALLEST, size)


def _set_appearance(pdf: Pdf, widget: Dictionary, text: str, style: TextStyle) -> None:
    """Draw text into the widget's box: from the top where it may run over lines, otherwise in the middle."""
    width, height = _size(widget)
    is_tall = bool(_flags(widget) & _MULTILINE)
    room = width - 2 * _PADDING if is_tall or style.right else 10_000.0
    piece = text_piece(text, style, room, None)
    top = height - _PADDING if is_tall else (height + piece.height) / 2

    def drawing(canvas: TaggedCanvas) -> None:
        piece.draw(canvas, _PADDING, top)

    (appearance,) = ink.draw(pdf, [drawing])
    appearance.BBox = Array([0, 0, width, height])
    widget.AP = Dictionary(N=appearance)
    if "/AS" in widget:
        del widget["/AS"]


def _size(widget: Dictionary) -> tuple[float, float]:
    left, bottom, right, top = (float(side) for side in widget.Rect)
    return abs(right - left), abs(top - bottom)


def _flags(widget: Dictionary) -> int:
    flags = _inherited(widget, "/Ff")
    return flags if isinstance(flags, int) else 0


def _flatten(pdf: Pdf) -> None:
    """Draw the widgets into their pages, with whatever else lies on a page set aside meanwhile."""
    for widget in _widgets(pdf):
        _keep_in_layer(widget)
    others = []
    for page in pdf.pages:
        held = _annotations(page.obj)
        kept = [one for one in held if one.get("/Subtype") != Name.Widget]
        others.append(kept)
        if held:
            page.obj.Annots = Array([one for one in held if one.get("/Subtype") == Name.Widget])
    pdf.flatten_annotations("all")
    for page, kept in zip(pdf.pages, others, strict=True):
        if kept:
            page.obj.Annots = Array(kept)
        elif "/Annots" in page.obj:
            del page.obj["/Annots"]


def _keep_in_layer(widget: Dictionary) -> None:
    """Let what is drawn of a field belong to the field's layer, which may be hidden."""
    layer, appearance = widget.get("/OC"), widget.get("/AP")
    normal = appearance.get("/N") if isinstance(appearance, Dictionary) else None
    if not isinstance(layer, Dictionary) or not isinstance(normal, Dictionary | Stream):
        return
    for drawn in (normal, *(state for _, state in entries_of(normal))):
        if isinstance(drawn, Stream):
            drawn.OC = layer
