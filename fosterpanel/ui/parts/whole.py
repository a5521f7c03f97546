"""Lists that show all their rows where the page scrolls, so that no scroll bar lies within another."""

from __future__ import annotations

from PySide6.QtCore import QRect
from PySide6.QtWidgets import QScrollArea, QWidget


class ShowsAll(QWidget):
    """A list that can be as high as all its rows; as a rule it scrolls by itself in the room it gets."""

    def show_whole(self, *, is_whole: bool) -> None:
        """Be as high as all rows, or scroll by itself."""
        raise NotImplementedError

    def added_height(self) -> int:
        """How much higher it is now, in pixels, than the least it is content with where it scrolls by itself."""
        raise NotImplementedError


def bring_into_sight(widget: QWidget, place: QRect) -> None:
    """Have whatever the widget lies in scroll to a place in it, its top before all."""
    area = _area_of(widget)
    while area is not None:
        content = area.widget()
        assert content is not None
        inside = QRect(widget.mapTo(content, place.topLeft()), place.size())
        for y in (inside.bottom(), inside.top()):
            area.ensureVisible(area.horizontalScrollBar().value(), y, 0, 0)
        area = _area_of(area)


def lists_of(area: QScrollArea) -> list[ShowsAll]:
    """The lists that scroll with this area and with none within it."""
    return [each for each in area.findChildren(ShowsAll) if _area_of(each) is area]


def _area_of(widget: QWidget) -> QScrollArea | None:
    above = widget.parentWidget()
    while above is not None and not isinstance(above, QScrollArea):
        above = above.parentWidget()
    return above
