"""What notes are written beside: a paper, or a pack of them, each page with what lies behind it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Protocol

from fosterpanel.domain.private_notes import Area, PrivateNote
from fosterpanel.workflow.office import Office
from fosterpanel.workflow.page_images import Pages
from fosterpanel.workflow.paperwork.private_notes import notes_kept_until, notes_on
from fosterpanel.workflow.paperwork.reading import OpenPaper


@dataclass(frozen=True, slots=True, kw_only=True)
class Behind:
    """What a note on a page belongs to: an item, a version of a paper, and its page, counted from 1."""

    item_id: str
    paper_id: str
    page: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownNote:
    """A note beside the pages: where it stands in words, and its page (from 0), None where that is not among them."""

    note: PrivateNote
    where: str
    page: int | None
    areas: tuple[Area, ...]


class Noted(Protocol):
    """Pages counted from 0. ``draft`` is where what is typed is kept; ``sizes`` are in points."""

    draft: str
    images: Pages
    sizes: Sequence[tuple[float, float]]

    def number(self, page: int) -> str:
        """What a page is called."""
        ...

    def behind(self, page: int) -> Behind | None:
        """What a note on the page belongs to; None where there can be none."""
        ...

    def notes(self, office: Office) -> tuple[ShownNote, ...]:
        """The notes of the person at the desk, in the order of the pages."""
        ...

    def kept_until(self, office: Office) -> date | None:
        """The last local day on which they are kept, where there is one for all of them."""
        ...


class NotedPaper:
    """One version of a paper, with the notes written on it and on the versions before it."""

    def __init__(self, opened: OpenPaper) -> None:
        self._paper = opened.paper
        self.draft = f"note:{opened.paper.id}"
        self.images: Pages = opened.images
        self.sizes: Sequence[tuple[float, float]] = opened.sizes

    def number(self, page: int) -> str:
        """Counted from 1."""
        return str(page + 1)

    def behind(self, page: int) -> Behind:
        """The paper itself."""
        return Behind(item_id=self._paper.item_id, paper_id=self._paper.id, page=page + 1)

    def notes(self, office: Office) -> tuple[ShownNote, ...]:
        """Each says on which version it was written, where that is another."""
        return tuple(
            ShownNote(
                note=one.note,
                where=f"Page {one.note.page}"
                + (f" · written on version {one.written_on}" if one.has_moved else ""),
                page=one.note.page - 1 if 0 < one.note.page <= len(self.sizes) else None,
                areas=one.note.areas,
            )
            for one in notes_on(office, self._paper.id)
        )

    def kept_until(self, office: Office) -> date | None:
        """By the item's minutes."""
        return notes_kept_until(office, self._paper.item_id)
