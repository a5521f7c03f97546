"""Places on a page from which everything is taken out, in the page's own points, counted from its lower left."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

import pikepdf

from fosterpanel.domain.redaction import BoxMark, RedactionClass

_SAME_LINE = 0.5


class Rect(NamedTuple):
    """An upright rectangle."""

    left: float
    bottom: float
    right: float
    top: float

    @property
    def middle(self) -> tuple[float, float]:
        """Its centre."""
        return (self.left + self.right) / 2, (self.bottom + self.top) / 2

    @property
    def size(self) -> float:
        """Its area, in square points."""
        return max(0.0, self.right - self.left) * max(0.0, self.top - self.bottom)

    def holds(self, point: tuple[float, float]) -> bool:
        """Whether a point lies in it."""
        return self.left <= point[0] <= self.right and self.bottom <= point[1] <= self.top

    def share_of(self, other: Rect) -> float:
        """How much of another rectangle it covers: 0 to 1."""
        if other.size <= 0:
            return 0.0
        return Rect(
            max(self.left, other.left), max(self.bottom, other.bottom),
            min(self.right, other.right), min(self.top, other.top),
        ).size / other.size  # fmt: skip

    def grown(self, by: float) -> Rect:
        """The same, larger on every side."""
        return Rect(self.left - by, self.bottom - by, self.right + by, self.top + by)

    def with_(self, other: Rect) -> Rect:
        """The smallest rectangle around both."""
        return Rect(
            min(self.left, other.left), min(self.bottom, other.bottom),
            max(self.right, other.right), max(self.top, other.top),
        )  # fmt: skip


@dataclass(frozen=True, slots=True)
class Area:
    """A place everything goes from, and why. A letter goes when its middle lies in it, or ``share`` of it does."""

    rect: Rect
    why: RedactionClass
    share: float

    def takes(self, letter: Rect) -> bool:
        """Whether a letter there goes."""
        return self.rect.holds(letter.middle) or self.rect.share_of(letter) >= self.share


# Beside found words stand others that must stay; in a box somebody drew, whatever sticks out of it must go.
FOUND, DRAWN = 0.6, 0.2


def around(points: Iterable[tuple[float, float]]) -> Rect:
    """The smallest rectangle around some points."""
    across, up = zip(*points, strict=True)
    return Rect(min(across), min(up), max(across), max(up))


def lines_of(rects: Sequence[Rect]) -> list[Rect]:
    """Letters put together into one rectangle for each line they run over, in the order they come."""
    lines: list[Rect] = []
    for rect in rects:
        if lines and _continues(lines[-1], rect):
            lines[-1] = lines[-1].with_(rect)
        else:
            lines.append(rect)
    return lines


def drawn_area(mark: BoxMark, page: pikepdf.Page) -> Area:
    """A box as somebody saw it, as a place in the page's own points, whatever its rotation and its crop box."""
    return Area(around(_from_shown(page, *corner) for corner in _corners(mark)), mark.why, DRAWN)


def _corners(mark: BoxMark) -> tuple[tuple[float, float], tuple[float, float]]:
    return (mark.left, mark.top), (mark.left + mark.width, mark.top + mark.height)


def _from_shown(page: pikepdf.Page, across: float, down: float) -> tuple[float, float]:
    left, bottom, right, top = visible_box(page)
    turned = int(page.obj.get("/Rotate", 0)) % 360
    if turned == 90:
        return left + down, bottom + across
    if turned == 180:
        return right - across, bottom + down
    if turned == 270:
        return right - down, top - across
    return left + across, top - down


def visible_box(page: pikepdf.Page) -> Rect:
    """The part of the page that is shown."""
    media, crop = (around(_ends(box)) for box in (page.mediabox, page.cropbox))
    shown = Rect(
        max(media.left, crop.left), max(media.bottom, crop.bottom),
        min(media.right, crop.right), min(media.top, crop.top),
    )  # fmt: skip
    return shown if shown.size else media


def _ends(box: pikepdf.Object) -> tuple[tuple[float, float], tuple[float, float]]:
    one, two, three, four = (float(side) for side in box)
    return (one, two), (three, four)


def _continues(line: Rect, rect: Rect) -> bool:
    height = min(line.top - line.bottom, rect.top - rect.bottom)
    shared = min(line.top, rect.top) - max(line.bottom, rect.bottom)
    gap = max(rect.left - line.right, line.left - rect.right)
    return shared >= _SAME_LINE * height and gap <= 2 * max(height, 1)
