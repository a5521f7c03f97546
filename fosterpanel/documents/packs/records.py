"""What a pack is to be made with, and what there is to tell once it is made."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

Progress = Callable[[str, int, int], object]
"""Told in words what is being done, and how much of how much. What it raises stops the work, and nothing is left."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PackOptions:
    """How a pack is made.

    ``max_dpi`` brings finer images down to so many dots to the inch; ``reads_scans`` makes pages that are only pictures
    searchable where Tesseract is installed. ``passwords`` open encrypted documents, by source.
    """

    max_dpi: int | None = None
    reads_scans: bool = True
    passwords: Mapping[str, str] = field(default_factory=dict, repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class EntryReport:
    """What became of one document: its printed pages, what was taken out of it, and what somebody should know.

    ``picture_pages`` bear no text that can be searched or read aloud; ``read_pages`` had none, and were read by
    Tesseract. ``removed`` and ``notes`` are sentences or parts of one, in plain words.
    """

    entry_id: str
    title: str
    pages: tuple[str, ...]
    picture_pages: tuple[str, ...] = ()
    read_pages: tuple[str, ...] = ()
    removed: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    reduced_images: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class PackReport:
    """What became of every document."""

    pages: int
    entries: tuple[EntryReport, ...]

    @property
    def picture_pages(self) -> tuple[str, ...]:
        """The printed numbers of all pages without text."""
        return tuple(number for entry in self.entries for number in entry.picture_pages)


@dataclass(frozen=True, slots=True, kw_only=True)
class MemberCopy:
    """One person's copy: the words across every page (lines ended by a line feed), and the password that opens it."""

    watermark: str = ""
    password: str = field(default="", repr=False)


def plain_password(password: str) -> str:
    """A password as every reader takes it, however its letters were typed."""
    return unicodedata.normalize("NFKC", password)
