"""Redact files: a copy of a document without what must not be seen, and what is said about it; no store is needed."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from pathlib import Path
from typing import Any

from fosterpanel.db.durable_files import write_durably
from fosterpanel.documents.redaction import Redacted, redact
from fosterpanel.domain.redaction import Mark
from fosterpanel.domain.wording import counted
from fosterpanel.errors import InvalidInput

Progress = Callable[[int, int], object]


def redact_file(
    source: Path,
    target: Path,
    marks: Sequence[Mark],
    *,
    looked_at: Collection[int] = (),
    password: str = "",
    progress: Progress | None = None,
) -> Redacted:
    """Write a redacted copy of a file to a place where there is none yet.

    Raises:
        InvalidInput: there is such a file already, or nothing is marked.
        PagesToLookAt, RedactionFailed, PasswordNeeded, PaperRefused: see ``redact``; nothing was written.
        StoreError: the place cannot be written to; nothing is left there.
        OSError: the file cannot be read.
    """
    if target.exists():
        raise InvalidInput(f"There is a file {target.name} already. Choose another name for the copy.")
    done = redact(source, marks, looked_at=looked_at, password=password, name=source.name, progress=progress)
    write_durably(target, done.pdf)
    return done


def report_lines(target: Path, done: Redacted) -> list[str]:
    """What a person reads about a redacted copy."""
    pages = ", ".join(str(page) for page in sorted(done.boxes))
    boxes = counted(sum(done.boxes.values()), "box", "boxes")
    return [
        f"{target}: {boxes} on {_pages(done)} {pages}."
        if pages
        else f"{target}: nothing to cover was found.",
        "Read again by another reader: nothing that was marked is left in it.",
        *(f"Found nowhere: {words}" for words in done.not_found),
        *(f"Also removed: {one.what}" + (f" (page {one.page})" if one.page else "") for one in done.removed),
        *(f"Looked at by you: page {one.page} {one.why}" for one in done.looked_at),
    ]


def to_json(target: Path, done: Redacted) -> dict[str, Any]:
    """What a program reads about a redacted copy; pages are counted from 1."""
    return {
        "file": str(target),
        "bytes": len(done.pdf),
        "boxes": {str(page): count for page, count in sorted(done.boxes.items())},
        "not_found": list(done.not_found),
        "removed": [{"what": one.what, "page": one.page} for one in done.removed],
        "looked_at": [{"page": one.page, "why": one.why} for one in done.looked_at],
        "is_proved": True,
    }


def _pages(done: Redacted) -> str:
    return "page" if len(done.boxes) == 1 else "pages"
