"""The pages of the open paper for the widgets that show them: asked for at once, told of when they are there."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from contextlib import suppress

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QImage

from fosterpanel.ui.pages.papers.page_cache import PageCache
from fosterpanel.ui.pages.papers.page_worker import Drawn, Linked, LookedThrough, Outcome, PageWorker, Worded
from fosterpanel.workflow.page_images import PageLink, Pages

SMALL_BYTES = 32 * 2**20


class PageSource(QObject):
    """Lives on the window's thread. Pages are counted from 0, widths in device pixels.

    ``drawn(page)`` when a picture is there, ``worded(page, text)`` when a page was read, ``linked(page)`` when its
    links are known, and ``looked_through(LookedThrough)`` with what a search found on one page.
    """

    drawn = Signal(object)
    worded = Signal(object, object)
    linked = Signal(object)
    looked_through = Signal(object)
    _told = Signal(object, object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._pages, self._small = PageCache(), PageCache(SMALL_BYTES)
        self._broken: set[int] = set()
        self._links: dict[int, tuple[PageLink, ...]] = {}
        self._numbers: tuple[str, ...] = ()
        self._worker: PageWorker | None = None
        self._told.connect(self._take)

    def open(
        self, images: Pages, sizes: tuple[tuple[float, float], ...], numbers: Sequence[str] = ()
    ) -> None:
        """Show another paper; it is closed when the next is opened or this one is closed.

        ``numbers`` are what its pages are called, where they are not counted from 1.
        """
        self.close()
        self._numbers = tuple(numbers)
        begun: list[PageWorker] = []
        widths = tuple(width for width, _ in sizes)
        self._worker = PageWorker(images, widths, lambda outcome: self._tell(begun, outcome))
        begun.append(self._worker)
        # A window taken away must not be told anything more.
        self.destroyed.connect(self._worker.stop)

    def close(self) -> None:
        """Let go of the paper and of every picture of it."""
        if self._worker is not None:
            self.destroyed.disconnect(self._worker.stop)
            self._worker.stop()
            self._worker = None
        self._pages.clear()
        self._small.clear()
        self._broken.clear()
        self._links.clear()
        self._numbers = ()

    @property
    def held(self) -> int:
        """How many bytes of pictures are kept."""
        return self._pages.held + self._small.held

    def number(self, page: int) -> str:
        """What a page is called."""
        return self._numbers[page] if page < len(self._numbers) else str(page + 1)

    def image(self, page: int, width: int) -> QImage | None:
        """The page drawn at that width, or at another until it is; None while there is none at all."""
        return self._pages.image(page, width) or self._pages.nearest(page, width) or self.small(page, width)

    def small(self, page: int, width: int) -> QImage | None:
        """The small picture of a page."""
        return self._small.nearest(page, width)

    def is_broken(self, page: int) -> bool:
        """Whether the page cannot be drawn."""
        return page in self._broken

    def want(self, pages: Iterable[tuple[int, int]]) -> None:
        """Have pages drawn, the first first; what was wanted before and is not among them is given up."""
        if self._worker is not None:
            self._worker.draw([one for one in pages if not self._has(self._pages, *one)])

    def want_small(self, pages: Iterable[tuple[int, int]]) -> None:
        """Have small pictures drawn when nothing else is to be."""
        if self._worker is not None:
            self._worker.draw_small([one for one in pages if not self._has(self._small, *one)])

    def want_words(self, page: int) -> None:
        """Have a page read."""
        if self._worker is not None:
            self._worker.read(page)

    def links(self, page: int) -> tuple[PageLink, ...]:
        """The links of a page that are known so far; the others are asked for."""
        if page not in self._links and self._worker is not None:
            self._worker.find_links(page)
        return self._links.get(page, ())

    def look_for(self, words: str) -> None:
        """Look through the paper; no words end the search."""
        if self._worker is not None:
            self._worker.look_for(words)

    def _has(self, cache: PageCache, page: int, width: int) -> bool:
        return page in self._broken or cache.image(page, width) is not None

    def _tell(self, begun: list[PageWorker], outcome: Outcome) -> None:
        """On the worker's thread: hand over to the window's."""
        # The window may be going away this very moment, before it could say so.
        with suppress(RuntimeError):
            self._told.emit(begun, outcome)

    def _take(self, begun: list[PageWorker], outcome: Outcome) -> None:
        if self._worker is None or begun[0] is not self._worker:
            return
        match outcome:
            case Drawn():
                self._keep(outcome)
            case Worded():
                self.worded.emit(outcome.page, outcome.text)
            case Linked():
                self._links[outcome.page] = outcome.links
                self.linked.emit(outcome.page)
            case LookedThrough():
                self.looked_through.emit(outcome)

    def _keep(self, drawn: Drawn) -> None:
        if drawn.image is None:
            self._broken.add(drawn.page)
        else:
            cache = self._small if drawn.is_small else self._pages
            cache.keep(drawn.page, drawn.width, drawn.image)
        self.drawn.emit(drawn.page)
