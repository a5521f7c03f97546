"""Issuing a pack again: what is out keeps its place and numbers; what has come, gone or changed since is worked in."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import datetime

from fosterpanel.domain.packs import PackEntry, PackPlan, PackSection, add_late, next_issue, retire


def issue_again(out: PackPlan, now: Sequence[PackSection], made_at: datetime) -> PackPlan:
    """The next issue of a pack that is out, with what belongs into it now; ``made_at`` is UTC.

    Corrected documents keep their numbers, late ones come after the last of their section, and what no longer belongs
    into the pack is taken out.
    """
    wanted = {entry.id: entry for section in now for entry in section.entries}
    kept = tuple(
        replace(section, entries=tuple(_renewed(section.entries, wanted))) for section in out.sections
    )
    plan = replace(next_issue(out, made_at), sections=tuple(section for section in kept if section.entries))
    plan = retire(plan, out.printed)
    held = {entry.id for entry in plan.entries}
    for section in now:
        for entry in section.entries:
            if entry.id not in held:
                plan = add_late(plan, entry, section=section.title)
    return plan


def _renewed(entries: Iterable[PackEntry], wanted: dict[str, PackEntry]) -> Iterable[PackEntry]:
    for entry in entries:
        if now := wanted.get(entry.id):
            yield replace(now, pages=entry.pages, blank=entry.blank, is_late=entry.is_late)
