"""A paper of ours as a Word document: its own words and tables, put into a template."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from io import BytesIO
from itertools import pairwise
from typing import TYPE_CHECKING, Any, Final

from fosterpanel.documents.word.tagged import Node, Span, read_tagged
from fosterpanel.documents.word.templates import CONTENT, FIELDS, filled, place_of_words

if TYPE_CHECKING:
    from docx.document import Document
    from docx.text.paragraph import Paragraph

_HEADINGS: Final = {"H1": "Title", "H2": "Heading 1", "H3": "Heading 2"}
_LETTERS_SUBJECT: Final = "Heading 1"
_TABLE: Final = "Paper Table"
_BOX, _AFTER_BOX, _NOTE, _CELL = "Paper Box", "Paper After", "Paper Note", "Paper Cell"
_FACT, _ENTRY = "Paper Fact", "Paper Entry"
_NARROWEST, _WIDEST = 8, 40


@dataclass(frozen=True, slots=True, kw_only=True)
class CopyOf:
    """Which document a copy is of: what a template's fields are filled with. ``issued_on`` is in words.

    A letter's subject is smaller than a record's title.
    """

    is_letter: bool
    title: str
    reference: str
    issued_on: str
    signed_by: str
    sha256: str
    service: str
    telephone: str
    email: str

    @property
    def note(self) -> str:
        """What every copy says of itself."""
        what = "signed PDF" if self.signed_by else "PDF"
        return (
            f"Copy in Word of the {what} {self.reference}, SHA-256 {self.sha256}. The {what} is the record; "
            "this copy is not signed and can be changed."
        )


def word_copy(pdf: bytes, of: CopyOf, template: bytes) -> bytes:
    """A copy of a paper in Word, in a template that was checked.

    Raises:
        InvalidInput: the template cannot be filled, or has not one place for the words.
        UnreadableDocument: the paper is none of ours.
    """
    paper = read_tagged(pdf)
    document = filled(template, {name: getattr(of, name) for name in FIELDS if name != CONTENT})
    place = place_of_words(document)
    for element in _written(document, paper, of):
        place._p.addprevious(element)
    _lead_to_boxes(document)
    place._p.getparent().remove(place._p)
    document.core_properties.title = of.title
    document.core_properties.subject = of.note
    document.core_properties.author = of.service
    document.core_properties.language = "en-GB"
    kept = BytesIO()
    document.save(kept)
    return kept.getvalue()


def _lead_to_boxes(document: Document) -> None:
    """Keep what leads to a box on its page: a signature never stands alone on one."""
    for before, after in pairwise(document.paragraphs):
        if _is_boxed(after) and not _is_boxed(before) and before._p.getnext() is after._p:
            before.paragraph_format.keep_with_next = True


def _is_boxed(paragraph: Paragraph) -> bool:
    return paragraph.paragraph_format.keep_together is True


def _written(document: Document, paper: Node, of: CopyOf) -> Iterator[Any]:
    """The elements of the copy in order: what it is a copy of, then everything the paper says."""
    yield _paragraph(document, [Span(of.note)], _NOTE)
    headings = _HEADINGS | {"H1": _LETTERS_SUBJECT} if of.is_letter else _HEADINGS
    for part in paper.nodes:
        for node in part.nodes:
            if node.kind in headings:
                yield _paragraph(document, node.spans(), headings[node.kind], keeps_weight=False)
            else:
                yield from _of(document, node)


def _of(document: Document, node: Node) -> Iterator[Any]:
    match node.kind:
        case "P" | "Caption":
            yield _paragraph(document, _in_lines(node), "Normal")
        case "BlockQuote":
            yield from (_paragraph(document, one.spans(), "Quote") for one in node.nodes)
        case "L":
            yield from (_paragraph(document, _labelled(one), _entry_style(one)) for one in node.nodes)
        case "Table":
            yield _table(document, node)
            yield _paragraph(document, (), _AFTER_BOX)
        case "Sect":
            yield from _box(document, [one for one in node.nodes if one.text])
            yield _paragraph(document, (), _AFTER_BOX)
        case _:
            for one in node.nodes:
                yield from _of(document, one)


def _box(document: Document, lines: Sequence[Node]) -> Iterator[Any]:
    """The lines of a box on one page together: a signature is not torn from its statement."""
    for number, one in enumerate(lines, start=1):
        paragraph = document.add_paragraph(style=_known(document, _BOX))
        paragraph.paragraph_format.keep_together = True
        paragraph.paragraph_format.keep_with_next = number < len(lines)
        _write(paragraph, _in_lines(one))
        yield paragraph._p


def _entry_style(entry: Node) -> str:
    """An entry of a list stands close to its bullet or number; a fact stands clear of its label."""
    label = next((part.text for part in entry.nodes if part.kind == "Lbl"), "")
    return _FACT if label[:1].isalpha() else _ENTRY


def _in_lines(node: Node) -> Iterator[Span]:
    """The words of a paragraph; parts of it that stand on lines of their own, such as an address, keep them."""
    for number, one in enumerate(node.inside):
        if isinstance(one, Span):
            yield one
        else:
            yield from ([Span("\n")] if number else [])
            yield from one.spans()


def _labelled(entry: Node) -> Iterator[Span]:
    """A label, a tab, and what it labels; what stands in several paragraphs begins a line for each."""
    for part in entry.nodes:
        if part.kind == "Lbl":
            yield from part.spans()
            yield Span("\t")
        else:
            yield from _in_lines(part)


def _paragraph(document: Document, spans: Iterable[Span], style: str, *, keeps_weight: bool = True) -> Any:
    paragraph = document.add_paragraph(style=_known(document, style))
    _write(paragraph, spans, keeps_weight=keeps_weight)
    return paragraph._p


def _write(paragraph: Paragraph, spans: Iterable[Span], *, keeps_weight: bool = True) -> None:
    held = list(spans)
    for number, span in enumerate(held, start=1):
        if span.begins_line:
            paragraph.add_run().add_break()
        run = paragraph.add_run(span.text.rstrip(" ") if number == len(held) else span.text)
        run.bold = True if span.bold and keeps_weight else None


def _table(document: Document, node: Node) -> Any:
    rows = [(row, part.kind == "THead") for part in node.nodes for row in part.nodes]
    table = document.add_table(rows=len(rows), cols=max(len(row.nodes) for row, _ in rows))
    table.style = _known(document, _TABLE, "Normal Table")
    table.autofit = False
    widths = [round(_text_width(document) * share) for share in _shares([row for row, _ in rows])]
    for column, width in zip(table.columns, widths, strict=True):
        column.width = width
    for number, (row, is_head) in enumerate(rows):
        if is_head:
            _repeat(table.rows[number])
        for cell, held, width in zip(table.rows[number].cells, row.nodes, widths, strict=False):
            cell.width = width
            cell.paragraphs[0].style = _known(document, _CELL)
            _write(cell.paragraphs[0], _in_lines(held))
    return table._tbl


def _shares(rows: Sequence[Node]) -> list[float]:
    """How much of the width each column has: more, the longer its words are."""
    columns = zip(*([len(cell.text) for cell in row.nodes] for row in rows), strict=False)
    lengths = [min(max(column, default=0), _WIDEST) + _NARROWEST for column in columns]
    return [one / sum(lengths) for one in lengths]


def _text_width(document: Document) -> int:
    section = document.sections[0]
    sides = (section.page_width, section.left_margin, section.right_margin)
    whole, left, right = (int(side or 0) for side in sides)
    return whole - left - right


def _repeat(row: Any) -> None:
    """Let a head stand again on each page the table runs over."""
    from docx.oxml import OxmlElement

    row._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))


def _known(document: Document, style: str, otherwise: str = "Normal") -> Any:
    """A style of the template, or a plain one where it has none of that name."""
    styles = document.styles
    return styles[style] if style in styles else styles[otherwise]
