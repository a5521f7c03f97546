"""Redacting a document: everything that is marked goes, and nothing is handed over before another reader found none."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass, field
from io import BytesIO
from pathlib import Path

import pikepdf
from pikepdf import Matrix

from fosterpanel.documents.redaction.annotations import take_out_annotations
from fosterpanel.documents.redaction.areas import Area, drawn_area, visible_box
from fosterpanel.documents.redaction.black_boxes import drawing_of, label_font, merged
from fosterpanel.documents.redaction.drawing import Drawing, read_sheet
from fosterpanel.documents.redaction.hidden_parts import (
    blank_strings,
    silence_structure,
    strings_of,
    take_out_private,
)
from fosterpanel.documents.redaction.matching import Sought, sought_in
from fosterpanel.documents.redaction.names import rename
from fosterpanel.documents.redaction.other_reader import OtherReader
from fosterpanel.documents.redaction.proof import prove
from fosterpanel.documents.redaction.sheet import Sheet
from fosterpanel.documents.safety import Removed, make_safe, open_source, refusing_broken
from fosterpanel.domain.redaction import BoxMark, Mark, PagesToLookAt, RedactionFailed, ToLookAt
from fosterpanel.errors import InvalidInput

Progress = Callable[[int, int], object]
"""Told how many pages are done of how many. What it raises stops the work."""

# What share of a page has to be picture before somebody must look for words in it.
_PICTURE = 0.3
_UNREADABLE = 0.2
_SAME = 0.9


@dataclass(frozen=True, slots=True, kw_only=True)
class Redacted:
    """A redacted document, and what was done: boxes drawn by page from 1, what else was removed, words found nowhere.

    ``looked_at`` are the pages that could not be searched and that somebody answered for.
    """

    pdf: bytes
    boxes: dict[int, int]
    removed: tuple[Removed, ...]
    not_found: tuple[str, ...]
    looked_at: tuple[ToLookAt, ...]


@dataclass(slots=True)
class _Work:
    """A document that is being redacted."""

    pdf: pikepdf.Pdf
    sought: tuple[Sought, ...]
    drawn: tuple[BoxMark, ...]
    found: set[str] = field(default_factory=set)
    cleared: dict[int, list[Area]] = field(default_factory=dict)
    other_words: set[int] = field(default_factory=set)
    marks: set[tuple[tuple[int, int], int]] = field(default_factory=set)
    to_look_at: list[ToLookAt] = field(default_factory=list)


def redact(
    data: bytes | Path,
    marks: Sequence[Mark],
    *,
    looked_at: Collection[int] = (),
    password: str = "",
    name: str = "This file",
    progress: Progress | None = None,
) -> Redacted:
    """A copy of a document without what is marked, made safe as well. ``looked_at``: pages from 1, see PagesToLookAt.

    The copy is whole and new: earlier versions, metadata, attachments and signatures are gone from it, and pages stay
    text. It opens without a password.

    Raises:
        InvalidInput: nothing is marked, or a box is on a page there is not.
        PagesToLookAt: words are marked, some pages cannot be searched, and nobody has looked at them.
        RedactionFailed: something marked would survive, or nobody could tell.
        PasswordNeeded, PaperRefused: see ``open_source``.
    """
    if not marks:
        raise InvalidInput("Nothing is marked. Say which words, which person or which place must go.")
    with refusing_broken(name), open_source(data, password=password, name=name) as pdf:
        removed = (*make_safe(pdf, name=name), *take_out_private(pdf))
        drawn = tuple(mark for mark in marks if isinstance(mark, BoxMark))
        work = _Work(pdf, sought_in(marks), drawn)
        _require_pages(work)
        _redact_pages(work, looked_at, progress or (lambda done, total: None))
        _redact_the_rest(work)
        made = _written(pdf)
        prove(made, work.sought, work.cleared)
    return Redacted(
        pdf=made,
        boxes={number + 1: len(areas) for number, areas in work.cleared.items()},
        removed=removed,
        not_found=tuple(dict.fromkeys(one.asked for one in work.sought if one.asked not in work.found)),
        looked_at=tuple(work.to_look_at),
    )


def _require_pages(work: _Work) -> None:
    for mark in work.drawn:
        if mark.page > len(work.pdf.pages):
            raise InvalidInput(
                f"A box is on page {mark.page}, and the document has {len(work.pdf.pages)}. Draw it on one of those."
            )


def _redact_pages(work: _Work, looked_at: Collection[int], progress: Progress) -> None:
    total = 2 * len(work.pdf.pages)
    work.found.update(rename(work.pdf, work.sought), _asked_in_strings(work))
    with OtherReader(_written(work.pdf)) as reader:
        for number in range(len(work.pdf.pages)):
            progress(number, total)
            _look_at_page(work, reader, number)
    unanswered = tuple(one for one in work.to_look_at if one.page not in looked_at)
    if unanswered:
        raise PagesToLookAt(unanswered)
    for number in range(len(work.pdf.pages)):
        progress(len(work.pdf.pages) + number, total)
        _clear_page(work, number)


def _look_at_page(work: _Work, reader: OtherReader, number: int) -> None:
    """Note where what is looked for stands on a page, as we read it and as the other reader does."""
    page = work.pdf.pages[number]
    sheet = read_sheet(work.pdf, page, page.obj.get("/Resources"), work.sought)
    if sheet.has_other_words:
        work.other_words.add(number)
    ours, theirs = list(sheet.found()), list(reader.found(number, work.sought))
    work.found.update(sought.asked for sought, _ in (*ours, *theirs))
    areas = [drawn_area(mark, page) for mark in work.drawn if mark.page == number + 1]
    areas += [area for _, area in ours]
    areas += [
        area for _, area in theirs if not any(known.rect.share_of(area.rect) > _SAME for known in areas)
    ]
    if areas:
        work.cleared[number] = areas
    if work.sought and (why := _why_not_searched(sheet, page, reader.page(number)[0])):
        work.to_look_at.append(ToLookAt(page=number + 1, why=why))


def _why_not_searched(sheet: Sheet, page: pikepdf.Page, text: str) -> str:
    shown = visible_box(page)
    if any(picture.share_of(shown) >= _PICTURE for picture in sheet.pictures):
        return "is a picture, with words a machine read" if text.strip() else "is a picture"
    known = sum(letter.isalnum() for letter in text)
    if sheet.unreadable > _UNREADABLE * len(sheet.shown) and known < len(sheet.shown) / 2:
        return "has letters that stand for nothing known"
    return ""


def _clear_page(work: _Work, number: int) -> None:
    page = work.pdf.pages[number]
    areas = work.cleared.get(number, [])
    taken = take_out_annotations(work.pdf, page, work.sought, areas)
    boxes = merged([*areas, *taken])
    if not boxes and number not in work.other_words:
        return
    page.externalize_inline_images()
    sheet = Sheet(work.pdf, work.sought, areas)
    drawing = Drawing(sheet, page.obj.get("/Resources"), Matrix())
    drawing.run(page)
    _replace_drawing(work.pdf, page, drawing, boxes)
    if boxes:
        work.cleared[number] = boxes
    work.marks.update((page.obj.objgen, mark) for mark in sheet.cleared_marks)


def _replace_drawing(pdf: pikepdf.Pdf, page: pikepdf.Page, drawing: Drawing, boxes: Sequence[Area]) -> None:
    content = drawing.content
    if boxes:
        font = drawing.resources.add("/Font", pdf.make_indirect(label_font()))
        turned = int(page.obj.get("/Rotate", 0)) % 360
        content = b"q\n%b\nQ\n%b\n" % (content, drawing_of(boxes, turned, font))
    page.obj.Contents = pdf.make_stream(content)
    page.obj.Resources = drawing.resources.settled()


def _redact_the_rest(work: _Work) -> None:
    """Patterns and drawn letters have no place on a page: what is looked for goes from them wherever they are used."""
    for scope in list(work.pdf.content_scopes(kinds=("pattern", "glyph"))):
        found = list(read_sheet(work.pdf, scope.content, scope.resources, work.sought).found())
        if found:
            work.found.update(sought.asked for sought, _ in found)
            sheet = Sheet(work.pdf, work.sought, [area for _, area in found])
            drawing = Drawing(sheet, scope.resources, Matrix())
            drawing.run(scope.content)
            scope.content.write(drawing.content)
    silence_structure(work.pdf, work.marks)
    blank_strings(work.pdf, work.sought)
    work.pdf.remove_unreferenced_resources()


def _asked_in_strings(work: _Work) -> Iterator[str]:
    for _, _, text in strings_of(work.pdf):
        yield from (each.asked for each in work.sought if next(each.spans(text), None))


def _written(pdf: pikepdf.Pdf) -> bytes:
    kept = BytesIO()
    try:
        pdf.save(kept, object_stream_mode=pikepdf.ObjectStreamMode.generate)
    except ValueError as error:
        raise RedactionFailed(
            "The document holds numbers no document can hold, so nothing was handed over. Print it to a new PDF and "
            "redact that."
        ) from error
    return kept.getvalue()
