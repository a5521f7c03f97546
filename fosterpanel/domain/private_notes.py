"""Private notes: what a reader writes beside the papers for nobody else, until the minutes are signed.

A note belongs to a version of a paper and a page within it, not to a page of a pack, so that it stays in its place
when the pack is issued anew.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Area:
    """A rectangle on a page as it is seen, in hundredths of a percent of its width and height from the upper left."""

    left: int
    top: int
    right: int
    bottom: int


@dataclass(frozen=True, slots=True, kw_only=True)
class PrivateNote:
    """One note or highlight of one person; moments are UTC.

    ``paper_id`` is empty for a note on the item as a whole; ``page`` counts from 1 within the paper. ``areas`` are
    what is highlighted and ``quote`` the words there. A purged note keeps neither words nor quote.
    """

    id: str
    person_id: str
    item_id: str
    words: str
    kept_at: datetime
    paper_id: str = ""
    page: int = 0
    areas: tuple[Area, ...] = ()
    quote: str = ""
    purged_at: datetime | None = None
    version: int = 0


def purge(note: PrivateNote, at: datetime) -> PrivateNote:
    """The note without anything that was written or marked, emptied at a moment (UTC)."""
    return replace(note, words="", quote="", areas=(), purged_at=at)
