"""How a page is drawn: on white paper in every scheme, with the words found on it marked."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRect, QRectF, QSizeF, Qt
from PySide6.QtGui import QBrush, QColor, QImage, QPainter, QPen

from fosterpanel.ui.look import fonts, sizes, theme
from fosterpanel.ui.look.ring import paint_inner_edge
from fosterpanel.workflow.page_images import Box

_ROUNDING = 2
PAPER, INK, MUTED = "#ffffff", "#17212b", "#55626e"
MARK, MARK_CURRENT = "#ffe3a1", "#ffbf3f"
HIGHLIGHT = "#cdeccf"


@dataclass(frozen=True, slots=True)
class PageMark:
    """Places somebody marked on a page counted from 0: highlighted, or, where ``goes``, to be taken out of a copy."""

    page: int
    boxes: tuple[Box, ...]
    goes: bool = False


def paint_page(painter: QPainter, place: QRect, image: QImage | None, words: str) -> None:
    """Draw a page into its place, or ``words`` while there is no picture of it."""
    painter.fillRect(place, QColor(PAPER))
    if image is not None:
        painter.drawImage(_unstretched(painter, place, image), image)
    else:
        painter.setPen(QColor(MUTED))
        painter.setFont(fonts.font())
        painter.drawText(place, int(Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap), words)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(QColor(theme.current().line), theme.current().line_width))
    painter.drawRect(place)


def _unstretched(painter: QPainter, place: QRect, image: QImage) -> QRectF:
    """The place, made fit for a picture that is a pixel off by rounding: stretching it would blur every letter."""
    ratio = painter.device().devicePixelRatioF()
    size = QSizeF(image.width() / ratio, image.height() / ratio)
    is_meant = (
        abs(size.width() - place.width()) < _ROUNDING and abs(size.height() - place.height()) < _ROUNDING
    )
    return QRectF(QPointF(place.topLeft()), size) if is_meant else QRectF(place)


def waiting_words(number: str, *, is_broken: bool) -> str:
    """What stands where the page of that number is not drawn yet, or cannot be."""
    if is_broken:
        return f"Page {number} is broken and cannot be shown. Ask its sender for the file again."
    return f"Page {number}"


def paint_hit(
    painter: QPainter, place: QRect, boxes: Iterable[Box], scale: float, *, is_current: bool
) -> None:
    """Mark words on a page; the ones looked at have an edge as well."""
    painter.save()
    # As a marker on paper: the ground is coloured and the ink stays black.
    painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_Multiply)
    painter.setPen(QPen(QColor(INK), 2) if is_current else Qt.PenStyle.NoPen)
    painter.setBrush(QColor(MARK_CURRENT if is_current else MARK))
    for box in boxes:
        painter.drawRect(on_page(box, scale).translated(QPointF(place.topLeft())).adjusted(-2, -2, 2, 2))
    painter.restore()


def paint_mark(painter: QPainter, place: QRect, mark: PageMark, scale: float) -> None:
    """Draw what somebody marked: as by a marker, or hatched where it is to go."""
    painter.save()
    painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_Multiply)
    painter.setPen(QPen(QColor(INK), 2) if mark.goes else Qt.PenStyle.NoPen)
    hatched = QBrush(QColor(INK), Qt.BrushStyle.BDiagPattern)
    painter.setBrush(hatched if mark.goes else QColor(HIGHLIGHT))
    for box in mark.boxes:
        painter.drawRect(on_page(box, scale).translated(QPointF(place.topLeft())))
    painter.restore()


def paint_ring(painter: QPainter, place: QRect) -> None:
    """Draw the focus ring within a place."""
    ring = QRectF(place).adjusted(1.5, 1.5, -1.5, -1.5)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(QColor(theme.current().focus), sizes.RING))
    painter.drawRect(ring)
    paint_inner_edge(painter, ring.adjusted(1.5, 1.5, -1.5, -1.5), 0)


def on_page(box: Box, scale: float) -> QRectF:
    """A box in points as pixels on its page."""
    return QRectF(box.left * scale, box.top * scale, box.width * scale, box.height * scale)
