"""Printing a document: its pages as pictures, each as large as the printer's paper takes."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QImage, QPageLayout, QPainter
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QWidget

from fosterpanel.workflow.page_images import page_images

_DOTS_PER_INCH = 200
_POINTS_PER_INCH = 72


def ask_printer(owner: QWidget, data: bytes, on_printed: Callable[[], object]) -> None:
    """Ask for a printer and print there; the question never holds up the lock."""
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    dialog = QPrintDialog(printer, owner)
    dialog.setObjectName("print_copy")

    def go_on() -> None:
        print_pages(data, printer)
        on_printed()

    dialog.accepted.connect(go_on)
    dialog.finished.connect(dialog.deleteLater)
    dialog.setWindowModality(Qt.WindowModality.WindowModal)
    dialog.show()


def print_pages(data: bytes, printer: QPrinter) -> None:
    """Print every page of a PDF, one to a sheet, without making it smaller than the sheet asks."""
    printer.setPageOrientation(QPageLayout.Orientation.Portrait)
    printer.setFullPage(True)
    painter = QPainter(printer)
    with page_images(data) as pages:
        for page in range(pages.page_count):
            if page:
                printer.newPage()
            image = pages.render(page, _DOTS_PER_INCH / _POINTS_PER_INCH)
            drawn = QImage(
                image.pixels, image.width, image.height, 4 * image.width, QImage.Format.Format_RGB32
            )
            painter.drawImage(_fitted(drawn.size(), painter.viewport()), drawn)
    painter.end()


def _fitted(size: QSize, sheet: QRect) -> QRect:
    fitted = QRect(sheet.topLeft(), size.scaled(sheet.size(), Qt.AspectRatioMode.KeepAspectRatio))
    fitted.moveCenter(sheet.center())
    return fitted
