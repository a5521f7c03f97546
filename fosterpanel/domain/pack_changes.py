"""What has changed between two issues of a pack, as the list that goes out with the later one."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from fosterpanel.domain.packs import PackEntry, PackPlan, page_range


class ChangeKind(StrEnum):
    """What happened to a document."""

    ADDED = "added"
    CORRECTED = "corrected"
    TAKEN_OUT = "taken out"
    MOVED = "moved"


@dataclass(frozen=True, slots=True, kw_only=True)
class PackChange:
    """One change: the document, and its pages in the issue before and in this one, as they are printed."""

    kind: ChangeKind
    entry_id: str
    title: str
    pages_before: str
    pages_now: str


def changes_since(before: PackPlan, now: PackPlan) -> tuple[PackChange, ...]:
    """What has changed, in the order of the later issue; what was taken out comes last."""
    return tuple(_changes(before, now))


def keeps_numbers(before: PackPlan, now: PackPlan) -> bool:
    """Whether every document that is in both begins on the page it began on."""
    began = {entry.id: entry.pages[:1] for entry in before.entries}
    return all(began.get(entry.id, entry.pages[:1]) == entry.pages[:1] for entry in now.entries)


def _changes(before: PackPlan, now: PackPlan) -> Iterator[PackChange]:
    held = {entry.id: entry for entry in before.entries}
    for entry in now.entries:
        earlier = held.pop(entry.id, None)
        kind = _kind(earlier, entry)
        if kind is not None:
            yield _change(kind, entry, earlier, entry)
    for entry in held.values():
        yield _change(ChangeKind.TAKEN_OUT, entry, entry, None)


def _kind(earlier: PackEntry | None, now: PackEntry) -> ChangeKind | None:
    if earlier is None:
        return ChangeKind.ADDED
    if _is_corrected(earlier, now):
        return ChangeKind.CORRECTED
    return ChangeKind.MOVED if earlier.pages != now.pages else None


def _is_corrected(earlier: PackEntry, now: PackEntry) -> bool:
    if earlier.sha256 and now.sha256:
        return earlier.sha256 != now.sha256
    return earlier.source != now.source


def _change(
    kind: ChangeKind, entry: PackEntry, before: PackEntry | None, now: PackEntry | None
) -> PackChange:
    return PackChange(
        kind=kind,
        entry_id=entry.id,
        title=entry.title,
        pages_before=page_range(before.pages) if before else "",
        pages_now=page_range(now.pages) if now else "",
    )
