"""The pieces pages are put together from: text, boxes, rows, tables, drawings, the signature's place."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from fosterpanel.documents.pages import theme
from fosterpanel.documents.pages.layout import Piece, Stack
from fosterpanel.documents.pages.lines import Line
from fosterpanel.documents.pages.tagging import Bookmark, Element, Link, TaggedCanvas, Widget
from fosterpanel.documents.pages.theme import Colour, TextStyle


@dataclass(slots=True, kw_only=True)
class TextPiece(Piece):
    """Lines of one paragraph. Split, it stays one paragraph to a reader: both parts carry its element."""

    lines: Sequence[Line]
    style: TextStyle
    width: float
    element: Element | None
    target: str = ""

    def __post_init__(self) -> None:
        """Measure the lines."""
        self.height = len(self.lines) * self.style.leading

    def split(self, room: float) -> tuple[Piece, Piece] | None:
        """Leave at least two lines on either side."""
        count = min(int(room / self.style.leading), len(self.lines) - 2)
        if count < 2:
            return None
        return replace(self, lines=self.lines[:count]), replace(self, lines=self.lines[count:])

    def draw(self, canvas: TaggedCanvas, x: float, top: float) -> None:
        """Draw the lines, centred in their leading."""
        first = top - (self.style.leading + self.style.size * 0.7) / 2
        with canvas.tagged(self.element):
            text = canvas.beginText()
            for number, line in enumerate(self.lines):
                left = x + (self.width - line.width if self.style.right else 0.0)
                text.setTextOrigin(left, first - number * self.style.leading)
                for stretch in line.stretches:
                    text.setFont(stretch.font, self.style.size)
                    text.setFillColorRGB(*stretch.colour)
                    text.textOut(stretch.text)
            canvas.drawText(text)
        if self.target and self.element:
            self.element.children.append(self._link(canvas.page, x, top))

    def _link(self, page: int, x: float, top: float) -> Link:
        widest = max(line.width for line in self.lines)
        left = x + (self.width - widest if self.style.right else 0.0)
        words = "".join(stretch.text for line in self.lines for stretch in line.stretches)
        return Link(page, (left, top - self.height, left + widest, top), self.target, words)


@dataclass(slots=True, kw_only=True)
class HeadingPiece(TextPiece):
    """A heading, which also becomes a bookmark."""

    title: str
    level: int

    def draw(self, canvas: TaggedCanvas, x: float, top: float) -> None:
        """Draw the heading and remember its place."""
        canvas.bookmarks.append(Bookmark(self.title, self.level, canvas.page, top))
        TextPiece.draw(self, canvas, x, top)


@dataclass(slots=True, kw_only=True)
class RulePiece(Piece):
    """A horizontal line."""

    width: float
    thickness: float
    colour: Colour

    def draw(self, canvas: TaggedCanvas, x: float, top: float) -> None:
        """Draw the line as decoration."""
        with canvas.artifact():
            canvas.setStrokeColorRGB(*self.colour)
            canvas.setLineWidth(self.thickness)
            canvas.line(x, top, x + self.width, top)


@dataclass(slots=True, kw_only=True)
class BoxPiece(Piece):
    """Pieces on a ground colour with a bar at their left."""

    inside: Piece
    width: float
    ground: Colour
    bar: Colour
    padding: tuple[float, float]
    """Above and below, then left and right."""

    def __post_init__(self) -> None:
        """Measure the inside with its padding."""
        self.height = self.inside.height + 2 * self.padding[0]

    def split(self, room: float) -> tuple[Piece, Piece] | None:
        """Split the inside; both parts are boxes."""
        parts = self.inside.split(room - 2 * self.padding[0])
        if parts is None:
            return None
        return replace(self, inside=parts[0]), replace(self, inside=parts[1])

    def draw(self, canvas: TaggedCanvas, x: float, top: float) -> None:
        """Draw ground and bar as decoration, then the inside."""
        with canvas.artifact():
            canvas.setFillColorRGB(*self.ground)
            canvas.rect(x, top - self.height, self.width, self.height, stroke=0, fill=1)
            canvas.setFillColorRGB(*self.bar)
            canvas.rect(x, top - self.height, theme.BAR, self.height, stroke=0, fill=1)
        self.inside.draw(canvas, x + theme.BAR + self.padding[1], top - self.padding[0])


@dataclass(slots=True, kw_only=True)
class RowPiece(Piece):
    """Cells side by side, each a stack at its own distance from the left, over an optional line."""

    cells: Sequence[tuple[float, Piece]]
    width: float
    padding: float = 0.0
    rule: RulePiece | None = None

    def __post_init__(self) -> None:
        """Measure the highest cell."""
        self.height = max(cell.height for _, cell in self.cells) + 2 * self.padding

    def split(self, room: float) -> tuple[Piece, Piece] | None:
        """Split every cell that is higher than the room; the others stay in the first part."""
        inner = room - 2 * self.padding
        firsts, rests = [], []
        for offset, cell in self.cells:
            parts = (cell, Stack()) if cell.height <= inner else cell.split(inner)
            if parts is None:
                return None
            firsts.append((offset, parts[0]))
            rests.append((offset, parts[1]))
        return replace(self, cells=firsts, rule=None), replace(self, cells=rests)

    def draw(self, canvas: TaggedCanvas, x: float, top: float) -> None:
        """Draw the cells in reading order and the line under them."""
        for offset, cell in self.cells:
            cell.draw(canvas, x + offset, top - self.padding)
        if self.rule:
            self.rule.draw(canvas, x, top - self.height)


# A row up to this height moves to the next page whole; a higher one is split.
_WHOLE_ROW = 60 * theme.MM
_FEWEST_ROWS = 2


@dataclass(slots=True, kw_only=True)
class TablePiece(Piece):
    """Rows under a head. Where the table goes on, the head is repeated as decoration."""

    head: Piece
    repeated_head: Piece
    rows: Sequence[Piece]

    def __post_init__(self) -> None:
        """Measure head and rows."""
        self.height = self.head.height + sum(row.height for row in self.rows)

    def split(self, room: float) -> tuple[Piece, Piece] | None:
        """Break between rows, none of them alone on either page; a very high row is split itself."""
        left = room - self.head.height
        count = 0
        while self.rows[count].height <= left:
            left -= self.rows[count].height
            count += 1
        row = self.rows[count]
        parts = row.split(left) if row.height > _WHOLE_ROW else None
        if parts is not None:
            return self._broken([*self.rows[:count], parts[0]], [parts[1], *self.rows[count + 1 :]])
        with_company = min(count, len(self.rows) - _FEWEST_ROWS)
        if with_company >= _FEWEST_ROWS:
            count = with_company
        elif count == 0 or self.height <= theme.TEXT_HEIGHT:
            return None
        return self._broken(self.rows[:count], self.rows[count:])

    def _broken(self, before: Sequence[Piece], after: Sequence[Piece]) -> tuple[Piece, Piece]:
        return replace(self, rows=before), replace(self, rows=after, head=self.repeated_head)

    def draw(self, canvas: TaggedCanvas, x: float, top: float) -> None:
        """Draw the head, then the rows."""
        for piece in (self.head, *self.rows):
            piece.draw(canvas, x, top)
            top -= piece.height


@dataclass(slots=True, kw_only=True)
class DrawingPiece(Piece):
    """A one-page PDF placed as a drawing; ``archive`` brings its content in."""

    drawing: bytes
    width: float
    element: Element

    def draw(self, canvas: TaggedCanvas, x: float, top: float) -> None:
        """Place the drawing and tell its element where it is."""
        name = f"Drawing{len(canvas.drawings)}"
        canvas.drawings.append((canvas.page, name, self.drawing))
        bottom = top - self.height
        self.element.attributes["BBox"] = [x, bottom, x + self.width, top]
        with canvas.tagged(self.element):
            canvas.operation(f"q 1 0 0 1 {x:.3f} {bottom:.3f} cm /{name} Do Q")


@dataclass(slots=True, kw_only=True)
class SignaturePiece(Piece):
    """The visible words of the signature, with the field that will hold the signature itself around them."""

    inside: Piece
    width: float
    element: Element
    padding: float = 10.0

    def __post_init__(self) -> None:
        """Measure the inside with its padding."""
        self.height = self.inside.height + 2 * self.padding

    def draw(self, canvas: TaggedCanvas, x: float, top: float) -> None:
        """Draw the frame and the words, and note the field's page and corners."""
        bottom = top - self.height
        with canvas.artifact():
            canvas.setFillColorRGB(*theme.SOFT)
            canvas.setStrokeColorRGB(*theme.ACCENT)
            canvas.setLineWidth(theme.HAIRLINE)
            canvas.rect(x, bottom, self.width, self.height, stroke=1, fill=1)
        self.inside.draw(canvas, x + self.padding, top - self.padding)
        canvas.signature = Widget(canvas.page, (x, bottom, x + self.width, top))
        self.element.children.append(canvas.signature)
