"""One thread that draws, reads and looks through the pages of one open paper, what is in sight first."""

from __future__ import annotations

import atexit
import threading
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from PySide6.QtGui import QImage

from fosterpanel.errors import UnreadableDocument
from fosterpanel.workflow.page_images import PageImage, PageLink, Pages
from fosterpanel.workflow.paperwork.reading import Hit, find_on_page


@dataclass(frozen=True, slots=True)
class Drawn:
    """A page drawn at a width in device pixels; ``image`` is None when the page is broken."""

    page: int
    width: int
    image: QImage | None
    is_small: bool


@dataclass(frozen=True, slots=True)
class Worded:
    """The words of a page."""

    page: int
    text: str


@dataclass(frozen=True, slots=True)
class LookedThrough:
    """What a search found on one page; ``is_last`` when that was the last page."""

    words: str
    hits: tuple[Hit, ...]
    is_last: bool


@dataclass(frozen=True, slots=True)
class Linked:
    """The links of a page."""

    page: int
    links: tuple[PageLink, ...]


Outcome = Drawn | Worded | LookedThrough | Linked

_CLOSED_WITHIN_S = 10.0


class PageWorker:
    """Begun for one open paper, which it closes when it stops. ``tell`` is called on its thread, never after ``stop``.

    Asking anew replaces what was asked for and not yet begun, so that fast scrolling leaves nothing to catch up.
    """

    def __init__(self, images: Pages, widths: tuple[float, ...], tell: Callable[[Outcome], None]) -> None:
        self._images, self._widths, self._tell = images, widths, tell
        self._changed = threading.Condition()
        self._pages: list[tuple[int, int]] = []
        self._small: list[tuple[int, int]] = []
        self._text: int | None = None
        self._links: int | None = None
        self._words, self._next = "", 0
        self._is_stopped = False
        self._thread = threading.Thread(target=self._work, name="pages", daemon=True)
        self._thread.start()
        # PDFium goes when the program ends, and whoever still closes a document then finds it gone.
        atexit.register(self._end)

    def draw(self, wanted: Iterable[tuple[int, int]]) -> None:
        """Draw these pages (counted from 0, each with a width in device pixels) before anything else."""
        with self._changed:
            self._pages = list(wanted)
            self._changed.notify()

    def draw_small(self, wanted: Iterable[tuple[int, int]]) -> None:
        """Draw these when no page in sight is waiting."""
        with self._changed:
            self._small = list(wanted)
            self._changed.notify()

    def read(self, page: int) -> None:
        """Read the words of a page."""
        with self._changed:
            self._text = page
            self._changed.notify()

    def find_links(self, page: int) -> None:
        """Find the links of a page."""
        with self._changed:
            self._links = page
            self._changed.notify()

    def look_for(self, words: str) -> None:
        """Look through the paper page by page; no words end the search."""
        with self._changed:
            self._words, self._next = words, 0
            self._changed.notify()

    def stop(self) -> None:
        """Tell nothing more; the thread ends by itself and closes the paper. Never waits for a page being drawn."""
        with self._changed:
            self._is_stopped = True
            self._changed.notify()

    def join(self, seconds: float) -> None:
        """Wait until it has ended."""
        self._thread.join(seconds)

    def _work(self) -> None:
        try:
            while (job := self._take()) is not None:
                outcome = job()
                with self._changed:
                    if not self._is_stopped:
                        self._tell(outcome)
        finally:
            self._images.close()
            atexit.unregister(self._end)

    def _end(self) -> None:
        self.stop()
        self.join(_CLOSED_WITHIN_S)

    def _take(self) -> Callable[[], Outcome] | None:
        with self._changed:
            while not self._is_stopped:
                if (job := self._next_job()) is not None:
                    return job
                self._changed.wait()
            return None

    def _next_job(self) -> Callable[[], Outcome] | None:
        if self._pages:
            page, width = self._pages.pop(0)
            return lambda: self._drawn(page, width, is_small=False)
        if self._text is not None:
            read, self._text = self._text, None
            return lambda: Worded(read, self._words_of(read))
        if self._links is not None:
            linked, self._links = self._links, None
            return lambda: Linked(linked, self._links_on(linked))
        if self._small:
            small, small_width = self._small.pop(0)
            return lambda: self._drawn(small, small_width, is_small=True)
        if self._words:
            return self._search_step()
        return None

    def _search_step(self) -> Callable[[], Outcome]:
        words, page = self._words, self._next
        self._next += 1
        is_last = self._next >= self._images.page_count
        if is_last:
            self._words = ""
        return lambda: LookedThrough(words, find_on_page(self._images, page, words), is_last)

    def _drawn(self, page: int, width: int, *, is_small: bool) -> Drawn:
        try:
            image: QImage | None = as_image(self._images.render(page, width / self._widths[page]))
        except UnreadableDocument:
            image = None
        return Drawn(page, width, image, is_small)

    def _words_of(self, page: int) -> str:
        try:
            return self._images.text(page)
        except UnreadableDocument:
            return ""

    def _links_on(self, page: int) -> tuple[PageLink, ...]:
        try:
            return self._images.links_on(page)
        except UnreadableDocument:
            return ()


def as_image(page: PageImage) -> QImage:
    """The page as a picture of Qt's that owns its pixels."""
    row = page.width * 4
    return QImage(page.pixels, page.width, page.height, row, QImage.Format.Format_RGB32).copy()
