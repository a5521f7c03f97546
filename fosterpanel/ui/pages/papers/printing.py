"""Printing a paper page by page, beside the window."""

from __future__ import annotations

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QPainter
from PySide6.QtPrintSupport import QPrinter

from fosterpanel.errors import FosterPanelError
from fosterpanel.ui.pages.papers.page_worker import as_image
from fosterpanel.ui.tasks import report
from fosterpanel.workflow.page_images import PageImages

DOTS_PER_INCH = 200
_POINTS_PER_INCH = 72


class CannotPrint(FosterPanelError):
    """The printer took nothing."""


def print_pages(printer: QPrinter, images: PageImages) -> None:
    """Send the pages the person chose to a printer, each as large as it fits on the sheet.

    Raises:
        CannotPrint: the printer does not answer.
        Cancelled: the person pressed Cancel; what was sent may already be printed.
    """
    pages = _chosen(printer, images.page_count)
    painter = QPainter()
    if not painter.begin(printer):
        raise CannotPrint(
            "The printer does not answer, so nothing was printed. See that it is on and try again."
        )
    try:
        for number, page in enumerate(pages):
            report(number, len(pages))
            if number:
                printer.newPage()
            image = as_image(images.render(page, DOTS_PER_INCH / _POINTS_PER_INCH))
            sheet = painter.viewport()
            size = image.size().scaled(sheet.size(), Qt.AspectRatioMode.KeepAspectRatio)
            painter.drawImage(QRect(sheet.topLeft(), size), image)
    finally:
        painter.end()


def _chosen(printer: QPrinter, count: int) -> range:
    first, last = printer.fromPage(), printer.toPage()
    return range(count) if not first else range(first - 1, min(last or count, count))
