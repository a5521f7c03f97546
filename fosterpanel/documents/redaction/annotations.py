"""What is put on top of a page: notes, stamps, links and the fields of forms."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Stream, String

from fosterpanel.documents.pdf_values import entries_of, number_of
from fosterpanel.documents.redaction.areas import DRAWN, Area, Rect, around
from fosterpanel.documents.redaction.drawing import read_sheet
from fosterpanel.documents.redaction.matching import Sought

_ANSWERS = ("/V", "/DV", "/RV", "/I", "/MK")
_DEEPEST = 20


def take_out_annotations(
    pdf: pikepdf.Pdf, page: pikepdf.Page, sought: Sequence[Sought], areas: Sequence[Area]
) -> list[Area]:
    """Take away what says something looked for or lies in an area; a field loses its answer too. Where it was."""
    annotations = page.obj.get("/Annots")
    if not isinstance(annotations, Array):
        return []
    kept: list[Any] = []
    taken: list[Area] = []
    for annotation in annotations:
        area = _reason_to_go(pdf, annotation, sought, areas) if isinstance(annotation, Dictionary) else None
        if area is None:
            kept.append(annotation)
        else:
            _forget_answers(annotation)
            taken.append(area)
    page.obj.Annots = Array([each for each in kept if not _hangs_on(each, kept)])
    # What was only a link or a note beside the text leaves no hole to be covered.
    return [area for area in taken if area.rect.size]


def _reason_to_go(
    pdf: pikepdf.Pdf, annotation: Dictionary, sought: Sequence[Sought], areas: Sequence[Area]
) -> Area | None:
    rect = _place(annotation)
    said = " \n".join(_texts(annotation))
    for each in sought:
        if next(each.spans(said), None):
            return Area(rect, each.why, DRAWN)
    for found in _shown_by(pdf, annotation, sought):
        return Area(rect, found.why, DRAWN)
    for area in areas:
        if area.rect.share_of(rect) > 0:
            return Area(Rect(0, 0, 0, 0), area.why, DRAWN)
    return None


def _shown_by(pdf: pikepdf.Pdf, annotation: Dictionary, sought: Sequence[Sought]) -> Iterator[Area]:
    for appearance in _appearances(annotation.get("/AP")):
        yield from (
            area for _, area in read_sheet(pdf, appearance, appearance.get("/Resources"), sought).found()
        )


def _appearances(held: object, depth: int = 0) -> Iterator[Stream]:
    if isinstance(held, Stream):
        yield held
    elif isinstance(held, Dictionary) and depth < _DEEPEST:
        for _, within in entries_of(held):
            yield from _appearances(within, depth + 1)


def _texts(annotation: Dictionary) -> Iterator[str]:
    """Every text of an annotation, and of the field it belongs to."""
    holder: Any = annotation
    for _ in range(_DEEPEST):
        if not isinstance(holder, Dictionary):
            return
        yield from _texts_in(holder)
        holder = holder.get("/Parent") if "/FT" in holder or "/T" not in holder else None


def _texts_in(held: object, depth: int = 0) -> Iterator[str]:
    if isinstance(held, String):
        yield str(held)
    elif depth < _DEEPEST and isinstance(held, Dictionary | Array):
        for key, part in entries_of(held):
            if key not in ("/Parent", "/P", "/Popup", "/IRT", "/AP", "/Kids", "/Dest", "/A", "/DA"):
                yield from _texts_in(part, depth + 1)


def _forget_answers(annotation: pikepdf.Object) -> None:
    holder: Any = annotation
    for _ in range(_DEEPEST):
        if not isinstance(holder, Dictionary):
            return
        for key in (*_ANSWERS, "/AP", "/Contents", "/RC"):
            if key in holder:
                del holder[key]
        holder = holder.get("/Parent")


def _hangs_on(annotation: Any, kept: Sequence[Any]) -> bool:
    """Whether it is the window of a note, or an answer to one, that is gone."""
    if not isinstance(annotation, Dictionary):
        return False
    for key in ("/Parent", "/IRT"):
        holder = annotation.get(key)
        if isinstance(holder, Dictionary) and "/Rect" in holder and not any(holder == each for each in kept):
            return True
    return False


def _place(annotation: Dictionary) -> Rect:
    rect = annotation.get("/Rect")
    if not isinstance(rect, Array) or len(rect) != 4:
        return Rect(0, 0, 0, 0)
    left, bottom, right, top = (number_of(side) for side in rect)
    return around(((left, bottom), (right, top)))
