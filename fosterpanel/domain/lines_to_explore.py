"""Lines to explore: what members, having read the papers, want the panel to ask; the chair collects them."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime

from fosterpanel.errors import InvalidInput


@dataclass(frozen=True, slots=True, kw_only=True)
class LineToExplore:
    """One line sent to the chair before or at the meeting; moments are UTC.

    ``paper_id`` and ``page`` (from 1, in that paper) say what it rests on, where it rests on a page.
    ``settled_at`` is when the chair ticked it off: asked, or left out because ``left_out_because``.
    """

    id: str
    item_id: str
    person_id: str
    words: str
    sent_at: datetime
    paper_id: str = ""
    page: int = 0
    settled_at: datetime | None = None
    left_out_because: str = ""
    version: int = 0

    @property
    def is_open(self) -> bool:
        """Whether it still waits to be asked."""
        return self.settled_at is None


def settle(line: LineToExplore, *, at: datetime, left_out_because: str = "") -> LineToExplore:
    """The line asked at a moment (UTC), or left out for a reason. Raises InvalidInput when it was settled before."""
    if line.settled_at is not None:
        raise InvalidInput("This line to explore was ticked off before. Take the tick off first.")
    return replace(line, settled_at=at, left_out_because=left_out_because.strip())


def reopen(line: LineToExplore) -> LineToExplore:
    """The line waiting to be asked again."""
    return replace(line, settled_at=None, left_out_because="")
