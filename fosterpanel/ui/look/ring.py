"""The dark line inside the focus ring: on a white page yellow alone has too little contrast (WCAG 2.2, 1.4.11)."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen
from PySide6.QtWidgets import QWidget

from fosterpanel.ui.look import sizes, theme


def draw_inner_edge(widget: QWidget) -> None:
    """Draw the line inside the ring of a widget that has the focus; call it last in ``paintEvent``."""
    if not widget.hasFocus():
        return
    ring, radius = sizes.px(sizes.RING), sizes.px(sizes.RADIUS - sizes.RING)
    painter = QPainter(widget)
    paint_inner_edge(painter, QRectF(widget.rect()).adjusted(ring, ring, -ring, -ring), radius)
    painter.end()


def paint_inner_edge(painter: QPainter, place: QRectF, radius: float) -> None:
    """Draw the line just within a place."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(QColor(theme.current().focus_edge), 1))
    painter.drawRoundedRect(place.adjusted(0.5, 0.5, -0.5, -0.5), radius, radius)
