"""Marked content: runs of a drawing that say in other words what they show, or belong to the document's structure."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from pikepdf import Dictionary, String

from fosterpanel.documents.pdf_values import entries_of, number_of
from fosterpanel.documents.redaction.sheet import Sheet, Spoken

OTHER_WORDS = ("/ActualText", "/Alt", "/E", "/T", "/Contents")


class Closed(NamedTuple):
    """A run that has ended: where it was opened, and its properties if some of them had to go."""

    place: int
    left: Dictionary | None


@dataclass(slots=True)
class _Run:
    place: int
    properties: Dictionary | None
    first: int
    is_cleared: bool = False


class MarkedContent:
    """The runs that are open, the outermost first; runs of a page stay open while a form within them is drawn."""

    def __init__(self, sheet: Sheet) -> None:
        self._sheet = sheet
        self._open: list[_Run] = []

    @property
    def depth(self) -> int:
        """How many are open."""
        return len(self._open)

    def open(self, place: int, properties: object) -> None:
        """A run begins."""
        known = properties if isinstance(properties, Dictionary) else None
        self._open.append(_Run(place, known, len(self._sheet.shown)))

    def clear(self) -> None:
        """Something was taken out of every run that is open."""
        for run in self._open:
            run.is_cleared = True

    def close(self) -> Closed | None:
        """The innermost run ends; nothing where none is open."""
        if not self._open:
            return None
        run = self._open.pop()
        properties = run.properties
        if properties is None:
            return Closed(run.place, None)
        actual = properties.get("/ActualText")
        if isinstance(actual, String):
            self._sheet.spoken.append(Spoken(run.first, len(self._sheet.shown), str(actual)))
        if run.is_cleared and "/MCID" in properties:
            self._sheet.cleared_marks.add(int(number_of(properties.MCID)))
        return Closed(run.place, self._left_of(properties, is_cleared=run.is_cleared))

    def _left_of(self, properties: Dictionary, *, is_cleared: bool) -> Dictionary | None:
        kept = {
            key: value
            for key, value in entries_of(properties)
            if not (key in OTHER_WORDS and (is_cleared or self._sheet.is_sought(str(value))))
        }
        if len(kept) == len(properties.keys()):
            return None
        self._sheet.has_other_words = True
        return Dictionary(kept)
