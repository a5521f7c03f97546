"""A document that was issued, or one about to be, readable beside the work: its pages, and nothing else in memory."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout

from fosterpanel.ui.look import sizes
from fosterpanel.ui.pages.papers.page_source import PageSource
from fosterpanel.ui.pages.papers.page_view import PageView
from fosterpanel.ui.parts.buttons import icon_only
from fosterpanel.ui.parts.card import Card
from fosterpanel.ui.parts.naming import name
from fosterpanel.ui.parts.words import heading
from fosterpanel.workflow.page_images import page_images

LEAST_WIDTH = 380


class DocumentView(Card):
    """Hidden until ``show_pdf``. Esc closes it; ``closed`` then. Call ``close_pdf`` when the person goes elsewhere."""

    closed = Signal()

    def __init__(self, *, can_close: bool = True) -> None:
        super().__init__(margin=sizes.MEDIUM)
        self.setObjectName("document")
        self._can_close = can_close
        self._title = heading("")
        self.source = PageSource(self)
        self.pages = PageView(self.source)
        name(self.pages, "Page", "document_pages")
        head = QHBoxLayout()
        head.addWidget(self._title, 1)
        close = icon_only("Close the document", "x", on_press=self._leave)
        if not can_close:
            close.hide()
        head.addWidget(close, 0, Qt.AlignmentFlag.AlignTop)
        self.add(head)
        self.body.addWidget(self.pages, 1)
        self.setMinimumWidth(sizes.px(LEAST_WIDTH))
        self.hide()

    def show_pdf(self, title: str, data: bytes) -> None:
        """Show a document from its first page. Raises UnreadableDocument."""
        images = page_images(data)
        page_sizes = tuple(images.size(page) for page in range(images.page_count))
        self.setAccessibleName(title)
        self._title.setText(title)
        self.source.open(images, page_sizes)
        self.pages.show_pages(page_sizes, 0)
        self.show()

    def close_pdf(self) -> None:
        """Let go of the document."""
        self.source.close()
        self.pages.show_pages((), 0)
        self.hide()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc closes."""
        if event.key() == Qt.Key.Key_Escape and self._can_close:
            self._leave()
        else:
            super().keyPressEvent(event)

    def _leave(self) -> None:
        self.close_pdf()
        self.closed.emit()
