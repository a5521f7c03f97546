"""Pictures of pages kept in memory, the latest looked at, never more than a number of bytes."""

from __future__ import annotations

from collections import OrderedDict

from PySide6.QtGui import QImage

MOST_BYTES = 128 * 2**20


class PageCache:
    """Pages are counted from 0; ``width`` is in device pixels. The picture kept last always stays."""

    def __init__(self, most_bytes: int = MOST_BYTES) -> None:
        self._most = most_bytes
        self._kept: OrderedDict[tuple[int, int], QImage] = OrderedDict()
        self._bytes = 0

    @property
    def held(self) -> int:
        """How many bytes of pictures are kept."""
        return self._bytes

    def keep(self, page: int, width: int, image: QImage) -> None:
        """Keep a picture, and let go of those longest not looked at."""
        self._drop((page, width))
        self._kept[page, width] = image
        self._bytes += image.sizeInBytes()
        while self._bytes > self._most and len(self._kept) > 1:
            self._drop(next(iter(self._kept)))

    def image(self, page: int, width: int) -> QImage | None:
        """The page drawn at exactly that width, if it is kept."""
        if (page, width) not in self._kept:
            return None
        self._kept.move_to_end((page, width))
        return self._kept[page, width]

    def nearest(self, page: int, width: int) -> QImage | None:
        """The page drawn at the width nearest to it, to show until it is drawn anew."""
        widths = [kept for of, kept in self._kept if of == page]
        return self.image(page, min(widths, key=lambda kept: abs(kept - width))) if widths else None

    def clear(self) -> None:
        """Let go of everything."""
        self._kept.clear()
        self._bytes = 0

    def _drop(self, key: tuple[int, int]) -> None:
        image = self._kept.pop(key, None)
        if image is not None:
            self._bytes -= image.sizeInBytes()
