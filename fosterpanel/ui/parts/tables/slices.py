"""Long work done on the window's own thread, a slice at a time, so that no key press ever waits for it."""

from __future__ import annotations

from collections.abc import Iterator
from time import perf_counter

from PySide6.QtCore import QObject, QTimer, Signal

SLICE_SECONDS = 0.008


class Slices(QTimer):
    """Goes on with one piece of work whenever the window has nothing else to do; active until that is done.

    The work is a generator, which yields where it finds that ``is_up``. Its first slice is done at once; after every
    later one comes ``went_on``.
    """

    went_on = Signal()

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._work: Iterator[None] = iter(())
        self._until = 0.0
        self.timeout.connect(self._take_turn)

    @property
    def is_up(self) -> bool:
        """Whether this slice has lasted long enough."""
        return perf_counter() >= self._until

    def begin(self, work: Iterator[None]) -> None:
        """Begin this work, in place of what was under way."""
        self._work = work
        self.start(0)
        self._go_on(SLICE_SECONDS)

    def finish(self) -> None:
        """Do at once all that is left, for whoever cannot do without."""
        self._go_on(float("inf"))

    def _take_turn(self) -> None:
        self._go_on(SLICE_SECONDS)
        self.went_on.emit()

    def _go_on(self, seconds: float) -> None:
        self._until = perf_counter() + seconds
        work = self._work
        for _ in work:
            return
        if self._work is work:
            self.stop()
