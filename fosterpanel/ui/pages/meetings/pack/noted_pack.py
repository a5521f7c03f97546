"""A meeting's pack as what notes are written beside: each belongs to the paper and page behind a sheet."""

from __future__ import annotations

from collections.abc import Sequence

from fosterpanel.ui.pages.papers.noted import Behind, ShownNote
from fosterpanel.workflow.office import Office
from fosterpanel.workflow.packing.pack_notes import PackNote, notes_in_pack
from fosterpanel.workflow.packing.pack_reading import OpenPack
from fosterpanel.workflow.page_images import Pages


class NotedPack:
    """Pages are the sheets of the pack, counted from 0."""

    def __init__(self, opened: OpenPack) -> None:
        self._opened = opened
        self.draft = f"note:pack:{opened.meeting.id}"
        self.images: Pages = opened.images
        self.sizes: Sequence[tuple[float, float]] = opened.sizes

    def number(self, page: int) -> str:
        """As it is printed."""
        return self._opened.sheets[page].printed

    def behind(self, page: int) -> Behind | None:
        """The version of the paper that is in the pack; nothing on the agenda and in the index."""
        sheet = self._opened.sheets[page]
        if sheet.place is None or not sheet.paper_id:
            return None
        return Behind(item_id=sheet.item_id, paper_id=sheet.paper_id, page=sheet.place.page + 1)

    def notes(self, office: Office) -> tuple[ShownNote, ...]:
        """Each by the number printed where it lies now; those whose page is not in this issue last."""
        return tuple(
            ShownNote(note=one.note, where=self._where(one), page=one.sheet, areas=one.areas)
            for one in notes_in_pack(office, self._opened)
        )

    def kept_until(self, office: Office) -> None:
        """By the minutes of each item."""

    def _where(self, one: PackNote) -> str:
        at = f"Page {self.number(one.sheet)}" if one.sheet is not None else "Not in this issue"
        parts = [at, one.title]
        if one.has_moved:
            parts.append(f"written on version {one.written_on}")
        if one.has_lost_words and one.sheet is not None:
            parts.append("its words are not in the version here")
        return " · ".join(parts)
