"""Tags: what each mark on a page is (heading, paragraph, cell), so that a screen reader can say so.

reportlab draws without tags. Here every drawing operation is put between marked-content operators
while the pages are drawn: inside ``TaggedCanvas.tagged`` it belongs to an element of the document's
structure, inside ``TaggedCanvas.artifact`` it is decoration. ``archive`` writes the structure itself.
"""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from reportlab.pdfgen.canvas import Canvas


class Mark(NamedTuple):
    """A stretch of one page's content: page index from 0, and its marked-content number there."""

    page: int
    number: int


class Widget(NamedTuple):
    """The place of the signature field: page index from 0, corners in points from the lower left."""

    page: int
    rectangle: tuple[float, float, float, float]


class Link(NamedTuple):
    """Where a click leads to a place of that name: page index from 0, corners in points from the lower left."""

    page: int
    rectangle: tuple[float, float, float, float]
    target: str
    words: str


@dataclass(slots=True, eq=False)
class Element:
    """A node of the structure tree; ``kind`` is a standard structure type of ISO 32000-1, 14.8.4."""

    kind: str
    attributes: dict[str, str | list[float]] = field(default_factory=dict)
    alternative: str = ""
    children: list[Element | Mark | Widget | Link] = field(default_factory=list)

    def add(self, kind: str, alternative: str = "", **attributes: str | list[float]) -> Element:
        """Append a child of that kind and return it. Attribute names are those of the PDF standard."""
        child = Element(kind, attributes, alternative)
        self.children.append(child)
        return child


class Bookmark(NamedTuple):
    """A line of the document's outline; ``top`` in points from the lower edge of the page."""

    title: str
    level: int
    page: int
    top: float


class TaggedCanvas(Canvas):  # type: ignore[misc]  # reportlab has no types
    """A canvas that numbers its marked content and remembers bookmarks and placed drawings."""

    def __init__(self, *arguments: Any, **options: Any) -> None:
        super().__init__(*arguments, **options)
        self.page = 0
        self.marks_on_page = 0
        self.bookmarks: list[Bookmark] = []
        self.signature: Widget | None = None
        self.drawings: list[tuple[int, str, bytes]] = []

    @contextlib.contextmanager
    def tagged(self, element: Element | None) -> Iterator[None]:
        """Draw as content of the element, or as decoration where there is none."""
        if element is None:
            with self.artifact():
                yield
            return
        number = self.marks_on_page
        self.marks_on_page += 1
        element.children.append(Mark(self.page, number))
        self.operation(f"/{element.kind} <</MCID {number}>> BDC")
        yield
        self.operation("EMC")

    @contextlib.contextmanager
    def artifact(self) -> Iterator[None]:
        """Draw decoration, which a screen reader passes over."""
        self.operation("/Artifact BMC")
        yield
        self.operation("EMC")

    def operation(self, code: str) -> None:
        """Write one operation of the page description language."""
        self._code.append(code)

    def next_page(self) -> None:
        """Finish the page and begin the next."""
        self.showPage()
        self.page += 1
        self.marks_on_page = 0
