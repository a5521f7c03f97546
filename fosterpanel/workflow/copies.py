"""Acts of taking something out of the store: a copy saved or printed is deliberate, and the audit trail says so."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path

from fosterpanel.db.durable_files import write_durably
from fosterpanel.workflow.office import Office


class Copy(StrEnum):
    """What was taken out."""

    AGENDA = "agenda"
    CALENDAR = "calendar"
    CERTIFICATE = "certificate"
    DOCUMENT = "document"
    PAPER = "paper"
    LIST = "list"
    CHRONOLOGY = "chronology"
    WORD = "copy in Word"
    OUTCOMES = "outcomes"
    REVIEW_PACK = "pack for the independent review"


class Way(StrEnum):
    """How it was taken out."""

    SAVED = "saved"
    PRINTED = "printed"


def record_copy(office: Office, what: Copy, way: Way, *, subject_id: str) -> None:
    """Record that the person at the desk took out a copy of what belongs to a record; call it once they have it."""
    with office.act() as transaction:
        transaction.note("record_copy", subject_id, {"what": what.name, "way": way.name})


def save_copy(office: Office, what: Copy, data: bytes, path: Path, *, subject_id: str) -> Path:
    """Write a copy where the person at the desk asked for it, and record it.

    Raises:
        StoreError: the folder cannot be written to, or the disk is full; nothing is left there.
    """
    write_durably(path, data)
    record_copy(office, what, Way.SAVED, subject_id=subject_id)
    return path
