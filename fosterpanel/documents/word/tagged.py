"""Reading a paper of ours back: its words with what each of them is, as its tags say it.

A copy made from the signed file itself cannot say anything else than that file, whatever became of the records since.
"""

from __future__ import annotations

import ctypes
from collections.abc import Iterator
from dataclasses import dataclass, field
from io import BytesIO

import pikepdf
import pypdfium2
import pypdfium2.raw as pdfium

from fosterpanel.documents.page_images import one_at_a_time
from fosterpanel.errors import UnreadableDocument


@dataclass(frozen=True, slots=True)
class Span:
    """Words in one weight; ``begins_line`` where their writer began a new line, and not where the page's width did."""

    text: str
    bold: bool = False
    begins_line: bool = False


@dataclass(slots=True)
class Node:
    """One element of the paper: its kind, as the PDF standard names it, and what is in it in reading order."""

    kind: str
    inside: list[Node | Span] = field(default_factory=list)

    @property
    def nodes(self) -> list[Node]:
        """The elements in it."""
        return [one for one in self.inside if isinstance(one, Node)]

    def spans(self) -> Iterator[Span]:
        """All its words, however deep."""
        for one in self.inside:
            if isinstance(one, Span):
                yield one
            else:
                yield from one.spans()

    @property
    def text(self) -> str:
        """All its words in one string."""
        return "".join(span.text for span in self.spans()).strip()


_Marks = dict[tuple[int, int], list[Span]]


def read_tagged(pdf: bytes) -> Node:
    """The whole paper as a tree. What is drawn as decoration, such as the footer of each page, is not in it.

    Raises:
        UnreadableDocument: the file is no PDF, or has no tags.
    """
    marks = _words_by_mark(pdf)
    try:
        with pikepdf.open(BytesIO(pdf)) as opened:
            if "/StructTreeRoot" not in opened.Root:
                raise UnreadableDocument("This document says nowhere what its words are. It is none of ours.")
            pages = {page.obj.objgen: number for number, page in enumerate(opened.pages)}
            root = Node("Root")
            _read_into(root, opened.Root.StructTreeRoot.K, pages, marks)
    except pikepdf.PdfError as broken:
        raise UnreadableDocument("This document cannot be read as a PDF.") from broken
    return root


def _read_into(parent: Node, kids: pikepdf.Object, pages: dict[tuple[int, int], int], marks: _Marks) -> None:
    if isinstance(kids, pikepdf.Array):
        for one in kids:
            _read_into(parent, one, pages, marks)
    elif "/MCID" in kids:
        parent.inside += marks.get((pages[kids.Pg.objgen], int(kids.MCID)), [])
    elif "/S" in kids:
        node = Node(str(kids.S).removeprefix("/"))
        parent.inside.append(node)
        if "/K" in kids:
            _read_into(node, kids.K, pages, marks)


def _words_by_mark(pdf: bytes) -> _Marks:
    found: _Marks = {}
    with one_at_a_time:
        try:
            opened = pypdfium2.PdfDocument(pdf)
        except pypdfium2.PdfiumError as broken:
            raise UnreadableDocument("This document cannot be read as a PDF.") from broken
        with opened:
            for number, page in enumerate(opened):
                for mark, span in _spans(page):
                    found.setdefault((number, mark), []).append(span)
    return found


def _spans(page: pypdfium2.PdfPage) -> Iterator[tuple[int, Span]]:
    """The words of a page with the number of their mark. A line that the width broke ends with a space."""
    words, before = page.get_textpage(), (-1, 0.0, "")
    for drawn in page.get_objects(filter=[pdfium.FPDF_PAGEOBJ_TEXT]):
        mark = pdfium.FPDFPageObj_GetMarkedContentID(drawn.raw)
        if mark < 0:
            continue
        text, height = _text(drawn.raw, words.raw), drawn.get_matrix().f
        is_same_paragraph = before[0] == mark and before[1] != height
        yield mark, Span(text, _is_bold(drawn.raw), is_same_paragraph and not before[2].endswith(" "))
        before = (mark, height, text)


def _text(drawn: ctypes.c_void_p, words: ctypes.c_void_p) -> str:
    length = pdfium.FPDFTextObj_GetText(drawn, words, None, 0)
    room = (ctypes.c_ushort * (length // 2))()
    pdfium.FPDFTextObj_GetText(drawn, words, room, length)
    return bytes(room).decode("utf-16-le").rstrip("\0")


def _is_bold(drawn: ctypes.c_void_p) -> bool:
    font = pdfium.FPDFTextObj_GetFont(drawn)
    room = ctypes.create_string_buffer(pdfium.FPDFFont_GetBaseFontName(font, None, 0))
    pdfium.FPDFFont_GetBaseFontName(font, room, len(room))
    return b"Bold" in room.value
