"""The pages of a paper below each other, to scroll and read: by wheel, by keys, at any size."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractScrollArea, QFrame

from fosterpanel.ui.look import sizes, theme
from fosterpanel.ui.pages.papers.page_painting import (
    PageMark,
    on_page,
    paint_hit,
    paint_mark,
    paint_page,
    paint_ring,
    waiting_words,
)
from fosterpanel.ui.pages.papers.page_source import PageSource
from fosterpanel.ui.pages.papers.page_stack import PageStack
from fosterpanel.ui.parts.naming import name
from fosterpanel.workflow.page_images import Box
from fosterpanel.workflow.paperwork.reading import Hit

FIT = 0.0
STEPS = (0.5, 0.75, 1.0, 1.25, 1.5, 2.0, 2.5, 3.0)
"""Sizes a paper may be shown at, beside as wide as the window; 1.0 is as large as on paper."""

_PIXELS_TO_A_POINT = 96 / 72
_A4_WIDTH = 595.0
_EDGE = 14
_STEP = 48
_KEY_PAGES = {Qt.Key.Key_Right: 1, Qt.Key.Key_Left: -1}


class PageView(QAbstractScrollArea):
    """Pages are counted from 0.

    ``moved(page)`` when another page fills the view, ``came_to_end()`` when the foot of the last page is in sight,
    ``zoomed(percent)``, and ``digit_typed(str)`` when somebody begins to type a page number.
    """

    moved = Signal(object)
    came_to_end = Signal()
    zoomed = Signal(object)
    digit_typed = Signal(str)

    def __init__(self, source: PageSource) -> None:
        super().__init__()
        self._source = source
        self._sizes: Sequence[tuple[float, float]] = ()
        self._stack = PageStack()
        self._zoom = FIT
        self._page = -1
        self._hits: Sequence[Hit] = ()
        self._hit: Hit | None = None
        self._marks: Sequence[PageMark] = ()
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        name(self, "Page", "page_view")
        self.verticalScrollBar().valueChanged.connect(self._scrolled)
        source.drawn.connect(self._drawn)
        source.worded.connect(self._describe)

    @property
    def page(self) -> int:
        """The page that fills the view; -1 while no paper is open."""
        return self._page

    @property
    def page_count(self) -> int:
        """How many pages there are."""
        return len(self._stack)

    @property
    def marks(self) -> Sequence[PageMark]:
        """What somebody marked, as it is shown."""
        return self._marks

    @property
    def percent(self) -> int:
        """How large pages are shown; 100 is as large as on paper."""
        return round(100 * self._scale() / _PIXELS_TO_A_POINT)

    def show_pages(self, page_sizes: Sequence[tuple[float, float]], page: int) -> None:
        """Show a paper by the sizes of its pages in points, from a page on."""
        self._sizes, self._page, self._hits, self._hit, self._marks = page_sizes, -1, (), None, ()
        self._arrange(place=page)

    def go_to(self, page: int) -> None:
        """Show a page from its top."""
        if self.page_count:
            page = min(max(page, 0), self.page_count - 1)
            self.verticalScrollBar().setValue(self._stack.top(page) - sizes.px(_EDGE) // 2)

    def zoom_to(self, zoom: float) -> None:
        """Show pages at a size, or as wide as the window (``FIT``), keeping the place."""
        place = self._stack.place_of(self.verticalScrollBar().value())
        self._zoom = zoom
        self._arrange(place)

    def zoom_by(self, steps: int) -> None:
        """Show pages larger or smaller by a step."""
        now = self._scale() / _PIXELS_TO_A_POINT
        beyond = [step for step in STEPS if (step > now + 0.01 if steps > 0 else step < now - 0.01)]
        if beyond:
            self.zoom_to(beyond[0] if steps > 0 else beyond[-1])

    def show_hits(self, hits: Sequence[Hit], current: Hit | None) -> None:
        """Mark words found, one of them as the one looked at."""
        self._hits, self._hit = hits, current
        self.viewport().update()

    def show_marks(self, marks: Sequence[PageMark]) -> None:
        """Show what somebody has marked on the pages."""
        self._marks = marks
        self.viewport().update()

    def place_on_page(self, drawn: QRect) -> tuple[int, Box] | None:
        """The page on which a rectangle of the view begins, and the part of that page it covers; None beside them."""
        page = next((one for one in self._in_sight() if self._rect(one).contains(drawn.topLeft())), None)
        if page is None:
            return None
        shown, scale = self._rect(page), self._scale()
        part = drawn.intersected(shown).translated(-shown.topLeft())
        return page, Box(
            left=part.left() / scale,
            top=part.top() / scale,
            width=part.width() / scale,
            height=part.height() / scale,
        )

    def go_to_hit(self, hit: Hit) -> None:
        """Bring words found into sight."""
        self.show_hits(self._hits, hit)
        if not hit.boxes:
            self.go_to(hit.page)
            return
        middle = on_page(hit.boxes[0], self._scale()).center()
        view = self.viewport().size()
        down = self._stack.top(hit.page) + round(middle.y()) - view.height() // 3
        self.verticalScrollBar().setValue(down)
        self.horizontalScrollBar().setValue(round(middle.x()) - view.width() // 2)

    def sizeHint(self) -> QSize:
        """A page in part; it takes what room there is."""
        return QSize(sizes.px(520), sizes.px(480))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fit again, keeping the place, and the words looked at in sight."""
        super().resizeEvent(event)
        seen = self._hit if self._hit is not None and self._hit.page in self._in_sight() else None
        self._arrange(self._stack.place_of(self.verticalScrollBar().value()))
        if seen is not None:
            self.go_to_hit(seen)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows and Page Up and Down scroll, left and right turn pages, Home and End go to the ends."""
        key, typed = Qt.Key(event.key()), event.text()
        if event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            super().keyPressEvent(event)
        elif key in (moves := self._moves()):
            self.verticalScrollBar().setValue(self.verticalScrollBar().value() + moves[key])
        elif key in _KEY_PAGES and not self.horizontalScrollBar().maximum():
            self.go_to(self._page + _KEY_PAGES[key])
        elif typed.isascii() and typed.isdigit():
            self.digit_typed.emit(typed)
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the pages in sight, the words found on them, and the ring."""
        painter = QPainter(self.viewport())
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.fillRect(self.viewport().rect(), QColor(theme.current().ground))
        for page in self._in_sight():
            place = self._rect(page)
            words = waiting_words(self._source.number(page), is_broken=self._source.is_broken(page))
            paint_page(painter, place, self._source.image(page, self._device_width(page)), words)
            for mark in self._marks:
                if mark.page == page:
                    paint_mark(painter, place, mark, self._scale())
            for hit in self._hits:
                if hit.page == page:
                    paint_hit(painter, place, hit.boxes, self._scale(), is_current=hit is self._hit)
        if self.hasFocus():
            paint_ring(painter, self.viewport().rect())
        painter.end()

    def _arrange(self, place: float) -> None:
        """Work out where each page stands and how far one can scroll, and go to a place."""
        self._stack = PageStack(self._sizes, self._scale(), sizes.px(_EDGE))
        view, down, across = self.viewport().size(), self.verticalScrollBar(), self.horizontalScrollBar()
        down.setPageStep(view.height())
        down.setSingleStep(sizes.px(_STEP))
        down.setRange(0, max(0, self._stack.height - view.height()))
        across.setPageStep(view.width())
        beyond = self._stack.width + 2 * sizes.px(_EDGE) - view.width()
        across.setRange(0, max(0, beyond) if self._zoom else 0)
        down.setValue(self._stack.height_of(place) - (sizes.px(_EDGE) // 2 if place == int(place) else 0))
        self.zoomed.emit(self.percent)
        self._scrolled()

    def _scale(self) -> float:
        """Pixels to a point."""
        if self._zoom != FIT:
            return self._zoom * _PIXELS_TO_A_POINT
        widest = max((width for width, _ in self._sizes), default=_A4_WIDTH)
        # Room for the scroll bar is kept, so that its coming and going does not change the size.
        room = self.width() - 2 * sizes.px(_EDGE) - self.verticalScrollBar().sizeHint().width()
        return max(0.1, min(room / widest, STEPS[-1] * _PIXELS_TO_A_POINT))

    def _moves(self) -> dict[Qt.Key, int]:
        down, line = self.verticalScrollBar(), sizes.px(_STEP)
        screen = self.viewport().height() - line
        return {
            Qt.Key.Key_Down: line,
            Qt.Key.Key_Up: -line,
            Qt.Key.Key_PageDown: screen,
            Qt.Key.Key_Space: screen,
            Qt.Key.Key_PageUp: -screen,
            Qt.Key.Key_Home: -down.maximum(),
            Qt.Key.Key_End: down.maximum(),
        }

    def _in_sight(self) -> range:
        return self._stack.in_sight(self.verticalScrollBar().value(), self.viewport().height())

    def _scrolled(self) -> None:
        self.viewport().update()
        if not self.page_count:
            return
        shown = self._in_sight()
        beside = [page for page in (shown.stop, shown.start - 1) if 0 <= page < self.page_count]
        self._source.want([(page, self._device_width(page)) for page in (*shown, *beside)])
        down = self.verticalScrollBar()
        self._tell_page(self._stack.page_at(down.value() + self.viewport().height() // 2))
        if down.value() >= down.maximum() - sizes.px(_STEP):
            self.came_to_end.emit()

    def _tell_page(self, page: int) -> None:
        if page != self._page:
            self._page = page
            last = self._source.number(self.page_count - 1)
            self.setAccessibleName(f"Page {self._source.number(page)} of {last}")
            self.setAccessibleDescription("")
            self._source.want_words(page)
            self.moved.emit(page)

    def _device_width(self, page: int) -> int:
        return round(self._stack.size(page)[0] * self.devicePixelRatioF())

    def _rect(self, page: int) -> QRect:
        across = self.horizontalScrollBar()
        width, height = self._stack.size(page)
        centred = (self.viewport().width() - width) // 2
        left = sizes.px(_EDGE) - across.value() if across.maximum() else centred
        return QRect(left, self._stack.top(page) - self.verticalScrollBar().value(), width, height)

    def _drawn(self, page: int) -> None:
        if page in self._in_sight():
            self.viewport().update()

    def _describe(self, page: int, text: str) -> None:
        if page == self._page:
            self.setAccessibleDescription(text.strip() or "This page has no words a computer can read.")
