"""Documents the service has issued: their exact bytes by hash, who signed them, and what they belong to."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class DocumentKind(StrEnum):
    """What a document is."""

    AGENDA = "agenda"
    MINUTES = "minutes"
    ADDENDUM = "addendum to minutes"
    DECISION = "decision record"
    LETTER = "letter"
    OVERSIGHT = "oversight page"


@dataclass(frozen=True, slots=True, kw_only=True)
class IssuedDocument:
    """One document as it left: never changed afterwards. ``issued_at`` is UTC; ``sha256`` finds the bytes.

    ``subject_id`` is the item, meeting or home it belongs to. ``signed_by`` is empty on unsigned documents.
    """

    id: str
    kind: DocumentKind
    subject_id: str
    title: str
    reference: str
    number: int
    sha256: str
    issued_at: datetime
    signed_by: str = ""
    timestamped_by: str = ""
