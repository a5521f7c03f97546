"""The plan inside its pack: a pack can be opened again, changed and re-issued, with nothing but the file.

It lies where the format keeps a program's own data (ISO 32000-1, 14.5), not as an attachment: members are shown no
file to save, and what takes attachments out of a pack leaves the plan.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime
from pathlib import Path

import pikepdf
from pikepdf import Dictionary, Pdf, Stream, String

from fosterpanel.documents.embedded_data import as_data
from fosterpanel.documents.packs.outlines import bookmarks_inside
from fosterpanel.documents.packs.taking_apart import alone
from fosterpanel.documents.safety import open_source
from fosterpanel.domain.packs import PackPlan, first_pages
from fosterpanel.errors import UnreadableDocument

FORMAT = 1
_OURS = "/FosterPanel"
_MOST_BYTES = 16 * 1024 * 1024
_NO_PACK = (
    "This file is no pack made by Foster Panel, so it cannot be changed and issued again. Make the pack anew."
)


def store_plan(pack: Pdf, plan: PackPlan) -> None:
    """Put the plan inside the pack."""
    held = pack.make_stream(
        json.dumps({"format": FORMAT, "plan": as_data(plan)}, ensure_ascii=False).encode()
    )
    changed = String(plan.made_at.astimezone(UTC).strftime("D:%Y%m%d%H%M%SZ"))
    pack.Root.PieceInfo = Dictionary({_OURS: Dictionary(LastModified=changed, Private=held)})


def read_plan(pack: bytes | Path, *, password: str = "") -> PackPlan:
    """The plan inside a pack.

    Raises:
        UnreadableDocument: the file is no pack of ours, or its plan was damaged.
        PaperRefused: the file cannot be opened, or opens only with a password.
    """
    with open_source(pack, password=password) as pdf:
        return _plan_in(pdf)


def documents_in(pack: bytes | Path, *, password: str = "") -> dict[str, bytes]:
    """The documents of a pack by their source, without our stamps: what is needed to issue it again.

    Raises: as ``read_plan``.
    """
    with open_source(pack, password=password) as pdf:
        plan = _plan_in(pdf)
        bookmarks = bookmarks_inside(pdf, plan)
        return {
            entry.source: alone(pdf, range(first, first + len(entry.pages)), bookmarks.get(entry.id, ()))
            for first, entry in first_pages(plan)
        }


def _plan_in(pdf: Pdf) -> PackPlan:
    with _as_unreadable():
        held = pdf.Root.PieceInfo[_OURS].Private
        assert isinstance(held, Stream)
        data = held.read_bytes()
        if len(data) > _MOST_BYTES:
            raise UnreadableDocument(_NO_PACK)
        plan = _as_plan(json.loads(data)["plan"])
    if len(plan.printed) != len(pdf.pages):
        raise UnreadableDocument(
            "Pages of this pack were taken out or added since it was made. Make the pack anew."
        )
    return plan


def _as_plan(data: object) -> PackPlan:
    # Loaded only where a pack is opened again: building one has no use for it.
    import cattrs

    records = cattrs.Converter(detailed_validation=False)
    records.register_structure_hook(date, lambda text, _: date.fromisoformat(text))
    records.register_structure_hook(datetime, lambda text, _: datetime.fromisoformat(text).astimezone(UTC))
    return records.structure(data, PackPlan)


@contextmanager
def _as_unreadable() -> Iterator[None]:
    try:
        yield
    except UnreadableDocument:
        raise
    except (
        AttributeError,
        KeyError,
        TypeError,
        ValueError,
        AssertionError,
        RecursionError,
        pikepdf.PdfError,
    ) as error:
        raise UnreadableDocument(_NO_PACK) from error
