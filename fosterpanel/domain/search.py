"""What a search finds: one line for each record, enough to choose from and to go there."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class FoundKind(StrEnum):
    """What was found."""

    PERSON = "person"
    MEMBER = "panel member"
    HOME = "foster home"
    ITEM = "item"
    MEETING = "meeting"
    PAPER = "paper"


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """One thing found: its id, what it is called, and a line that tells it from others.

    ``code`` is an item's type. A paper names its item too, and the ``page`` (from 1) where the words stand; 0 is
    its title.
    """

    kind: FoundKind
    subject_id: str
    title: str
    line: str = ""
    code: str = ""
    item_id: str = ""
    page: int = 0
