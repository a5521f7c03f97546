"""The audit trail: one line for every act, each bound to the line before by its hash.

Pure: the store writes the lines down and guards them; here they are made and checked.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta

from fosterpanel.errors import StoreDamaged

BEFORE_THE_FIRST = "0" * 64
"""What the first line of a trail is bound to."""

ONE_STRETCH = timedelta(minutes=10)
"""How long one line speaks for what somebody goes on typing."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AuditLine:
    """Who did what to which record and when; never changed, never removed.

    ``seq`` counts from 1 without gaps; ``at`` is a moment in UTC; ``detail`` is canonical JSON of ids and codes;
    ``hash`` is the SHA-256 of all the rest and of the line before.
    """

    seq: int
    at: datetime
    actor: str
    act: str
    subject_id: str
    detail: str
    previous_hash: str
    hash: str


def goes_on(last: AuditLine | None, *, at: datetime, actor: str, act: str, subject_id: str) -> bool:
    """Whether an act at a moment (UTC) only carries on what the trail's last line says is being done."""
    if last is None or (last.actor, last.act, last.subject_id) != (actor, act, subject_id):
        return False
    return last.at <= at < last.at + ONE_STRETCH


def next_line(
    previous: AuditLine | None,
    *,
    at: datetime,
    actor: str,
    act: str,
    subject_id: str,
    detail: Mapping[str, str | int],
) -> AuditLine:
    """Write the line that follows ``previous`` (None: the first of a trail); ``at`` must carry its time zone."""
    if at.tzinfo is None:
        raise ValueError("an audit line needs a moment with its time zone")
    line = AuditLine(
        seq=1 if previous is None else previous.seq + 1,
        at=at.astimezone(UTC),
        actor=actor,
        act=act,
        subject_id=subject_id,
        detail=_canonical(detail),
        previous_hash=BEFORE_THE_FIRST if previous is None else previous.hash,
        hash="",
    )
    return replace(line, hash=_hash_of(line))


def verify_chain(lines: Iterable[AuditLine]) -> AuditLine | None:
    """Follow a whole trail from its first line and give back its last (None: the trail is empty).

    Raises:
        StoreDamaged: a line was changed, removed, added or put elsewhere; the sentence names the first such line.
    """
    last: AuditLine | None = None
    for line in lines:
        _verify_link(last, line)
        last = line
    return last


def _verify_link(previous: AuditLine | None, line: AuditLine) -> None:
    expected_seq = 1 if previous is None else previous.seq + 1
    expected_hash = BEFORE_THE_FIRST if previous is None else previous.hash
    if (line.seq, line.previous_hash, line.hash) != (expected_seq, expected_hash, _hash_of(line)):
        raise StoreDamaged(
            f"The audit trail is not what was written: line {expected_seq} was changed, removed or put elsewhere. "
            "Keep this store as evidence and restore the latest backup."
        )


def _hash_of(line: AuditLine) -> str:
    said = [
        line.seq,
        line.at.isoformat(timespec="microseconds"),
        line.actor,
        line.act,
        line.subject_id,
        line.detail,
        line.previous_hash,
    ]
    return hashlib.sha256(_canonical(said).encode()).hexdigest()


def _canonical(value: object) -> str:
    return json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
