"""Copies of the papers for an independent review, written where somebody asked for them."""

from __future__ import annotations

import re
from collections.abc import Collection
from pathlib import Path

from fosterpanel.errors import InvalidInput
from fosterpanel.workflow.copies import Copy, save_copy
from fosterpanel.workflow.office import Office
from fosterpanel.workflow.review_papers import review_papers

_NOT_IN_NAMES = re.compile(r'[\\/:*?"<>|\x00-\x1f]+')


def save_review_papers(
    office: Office, determination_id: str, chosen: Collection[str], folder: Path
) -> tuple[Path, ...]:
    """Write the chosen papers, by their hashes, into a folder, numbered in their order; each copy is recorded.

    Raises:
        InvalidInput: nothing was chosen.
        StoreError: the folder cannot be written to, or the disk is full.
    """
    papers = review_papers(office, determination_id)
    held = [one for one in (*papers.goes, *papers.stays_out) if one.sha256 in chosen]
    if not held:
        raise InvalidInput("Nothing is chosen. Choose what goes to the independent review.")
    with office.reading() as reading:
        contents = [reading.content(one.sha256) for one in held]
    return tuple(
        save_copy(
            office,
            Copy.PAPER,
            data,
            folder / f"{number:02} {_file_name(one.title)}.pdf",
            subject_id=papers.determination.item_id,
        )
        for number, (one, data) in enumerate(zip(held, contents, strict=True), start=1)
    )


def _file_name(title: str) -> str:
    return " ".join(_NOT_IN_NAMES.sub(" ", title).split())
