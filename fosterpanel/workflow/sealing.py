"""The three beats of a signed document: prepare (read and apply rules), seal (render and sign), file (write).

Sealing touches no store and may run in a worker thread; filing checks that nothing moved since preparing, and
writes the record, the signed bytes and the audit line in one transaction.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from fosterpanel.db.transaction import Transaction
from fosterpanel.documents.signing import sign
from fosterpanel.domain.issued import DocumentKind, IssuedDocument
from fosterpanel.domain.signatures import SigningKeys
from fosterpanel.errors import MovedSince

PDF = "application/pdf"


@dataclass(frozen=True, slots=True, kw_only=True)
class Seal:
    """What a signature says: why and where it is given, when by this computer's clock (UTC), and whose timestamp."""

    keys: SigningKeys
    reason: str
    location: str
    signed_at: datetime
    timestamp_url: str | None = None

    def put_on(self, pdf: bytes) -> bytes:
        """The document signed. Raises SigningError, and nothing is signed."""
        return sign(
            pdf,
            self.keys,
            reason=self.reason,
            location=self.location,
            signed_at=self.signed_at,
            timestamp_url=self.timestamp_url,
        )

    @property
    def clock_words(self) -> str:
        """Whose clock the document names, in a sentence."""
        if self.timestamp_url:
            return "The time is confirmed by a timestamp authority."
        return "The time is this computer's own; no independent clock vouches for it."


@dataclass(frozen=True, slots=True, kw_only=True)
class NewDocument:
    """A finished document and what it is; ``issued_at`` is UTC."""

    id: str
    kind: DocumentKind
    subject_id: str
    title: str
    reference: str
    number: int
    issued_at: datetime
    signed_by: str = ""


def keep_document(transaction: Transaction, new: NewDocument, pdf: bytes) -> IssuedDocument:
    """Keep a document's bytes and its record, within somebody's act."""
    return transaction.insert(
        IssuedDocument(
            id=new.id,
            kind=new.kind,
            subject_id=new.subject_id,
            title=new.title,
            reference=new.reference,
            number=new.number,
            sha256=transaction.keep_content(pdf, PDF),
            issued_at=new.issued_at,
            signed_by=new.signed_by,
        )
    )


def require_unmoved(now: object, prepared: object) -> None:
    """Refuse to file a document made from records that have changed since. Raises MovedSince."""
    if now != prepared:
        raise MovedSince(
            "Something this document says was changed while it was being made, so it was not filed. "
            "Read it as it now stands and do it again."
        )
