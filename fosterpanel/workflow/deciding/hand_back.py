"""Handing results back, so that nothing is typed twice: copies in Word, and outcomes as rows for a case system."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from fosterpanel.clock import office_zone
from fosterpanel.db.durable_files import write_durably
from fosterpanel.db.transaction import Reading
from fosterpanel.documents.word import FIELDS as TEMPLATE_FIELDS
from fosterpanel.documents.word import CopyOf, check_template, shipped_template, word_copy
from fosterpanel.domain.issued import DocumentKind, IssuedDocument
from fosterpanel.domain.settings import Setting
from fosterpanel.domain.spreadsheets import as_csv_file
from fosterpanel.domain.wording import plain_date
from fosterpanel.errors import InvalidInput, NotFound
from fosterpanel.workflow.copies import Copy, Way, record_copy, save_copy
from fosterpanel.workflow.deciding.outcome_rows import COLUMNS, Row, outcome_rows
from fosterpanel.workflow.office import Office
from fosterpanel.workflow.settings import keep_setting, setting

__all__ = [
    "IN_WORD",
    "TEMPLATES",
    "TEMPLATE_FIELDS",
    "document_named",
    "keep_word_template",
    "outcomes_csv",
    "read_out_outcomes",
    "save_outcomes",
    "save_shipped_template",
    "save_word",
    "use_shipped_template",
    "word_template",
]

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
TEMPLATES = (DocumentKind.MINUTES, DocumentKind.DECISION, DocumentKind.LETTER)
"""The kinds of document for which a service may have a template of its own."""
IN_WORD = (*TEMPLATES, DocumentKind.ADDENDUM)
"""The kinds of document that are handed back in Word; an addendum takes the template of the minutes."""


def save_word(office: Office, document_id: str, path: Path) -> Path:
    """Write a copy in Word of minutes, an addendum, a decision record or a letter, in the service's own template.

    The copy is recorded.

    Raises:
        NotFound: there is no such document.
        InvalidInput: the file is not to be .docx, or documents of this kind are not handed back in Word.
        StoreError: the folder cannot be written to, or the disk is full; nothing is left there.
    """
    if path.suffix.lower() != ".docx":
        raise InvalidInput("A copy in Word is saved as .docx. Give the file that ending.")
    with office.reading() as reading:
        document = reading.get(IssuedDocument, document_id)
        if document.kind not in IN_WORD:
            raise InvalidInput(f"A document of this kind ({document.kind.value}) is saved as PDF. Save that.")
        template = _own_template(reading, document.kind) or shipped_template()
        pdf = reading.content(document.sha256)
    data = word_copy(pdf, _copy_of(office, document), template)
    return save_copy(office, Copy.WORD, data, path, subject_id=document_id)


def keep_word_template(office: Office, kind: DocumentKind, path: Path) -> Setting:
    """Take in the service's own template for one kind of document, once it is found to be usable.

    Raises:
        InvalidInput: the file cannot be read, may act by itself, asks for what no document has, or has no place for
            the words; the sentence says which.
    """
    try:
        data = path.read_bytes()
    except OSError as refused:
        raise InvalidInput(f"“{path.name}” cannot be read. Check that it is there.") from refused
    check_template(data, path.name)
    with office.act() as transaction:
        sha256 = transaction.keep_content(data, DOCX)
        kept = keep_setting(transaction, _setting_of(kind), f"{sha256} {path.name}")
        transaction.note("keep_word_template", kept.id, {"sha256": sha256})
    return kept


def word_template(office: Office, kind: DocumentKind) -> str:
    """The name of the service's own template for a kind of document; empty while it uses the one that ships."""
    with office.reading() as reading:
        return setting(reading, _setting_of(kind)).partition(" ")[2]


def use_shipped_template(office: Office, kind: DocumentKind) -> Setting:
    """Go back to the template that ships for one kind of document."""
    with office.act() as transaction:
        kept = keep_setting(transaction, _setting_of(kind), "")
        transaction.note("use_shipped_template", kept.id)
    return kept


def save_shipped_template(path: Path) -> Path:
    """Write the template that ships, to make one's own from; nothing of the store is in it, so nothing is recorded.

    Raises:
        InvalidInput: the file is not to be .docx.
        StoreError: the folder cannot be written to, or the disk is full; nothing is left there.
    """
    if path.suffix.lower() != ".docx":
        raise InvalidInput("A template for Word is saved as .docx. Give the file that ending.")
    write_durably(path, shipped_template())
    return path


def outcomes_csv(office: Office, since: date) -> tuple[Row, ...]:
    """One row for each decision, deferral and withdrawal on or after a local day, the earliest first (``COLUMNS``)."""
    with office.reading() as reading:
        return outcome_rows(office, reading, since)


def read_out_outcomes(office: Office, since: date) -> tuple[Row, ...]:
    """The same rows for another program that takes them in at once; this is recorded."""
    found = outcomes_csv(office, since)
    record_copy(office, Copy.OUTCOMES, Way.PRINTED, subject_id=office.service.id)
    return found


def document_named(office: Office, reference: str) -> str:
    """The id of the latest issued document of that reference. Raises NotFound."""
    with office.reading() as reading:
        held = reading.find(IssuedDocument, reference=reference)
    if not held:
        raise NotFound(f"No document has the reference {reference}. Check how it is written.")
    return held[-1].id


def save_outcomes(office: Office, path: Path, since: date) -> Path:
    """Write the outcomes since a local day as rows for a case system, where the person asked for it; recorded.

    Raises:
        InvalidInput: the file is not to be .csv, or there was no outcome since then.
        StoreError: the folder cannot be written to, or the disk is full; nothing is left there.
    """
    if path.suffix.lower() != ".csv":
        raise InvalidInput("Outcomes are saved as .csv. Give the file that ending.")
    found = outcomes_csv(office, since)
    if not found:
        raise InvalidInput(
            f"Nothing was decided, deferred or withdrawn since {plain_date(since)}. Choose an earlier day."
        )
    data = as_csv_file(COLUMNS, ([row[name] for name in COLUMNS] for row in found))
    return save_copy(office, Copy.OUTCOMES, data, path, subject_id=office.service.id)


def _own_template(reading: Reading, kind: DocumentKind) -> bytes:
    sha256 = setting(reading, _setting_of(kind)).partition(" ")[0]
    return reading.content(sha256) if sha256 else b""


def _setting_of(kind: DocumentKind) -> str:
    if kind not in IN_WORD:
        raise InvalidInput(f"Documents of this kind ({kind.value}) are not handed back in Word.")
    owner = DocumentKind.MINUTES if kind is DocumentKind.ADDENDUM else kind
    return f"word-template:{owner.value}"


def _copy_of(office: Office, document: IssuedDocument) -> CopyOf:
    return CopyOf(
        is_letter=document.kind is DocumentKind.LETTER,
        title=document.title,
        reference=document.reference,
        issued_on=plain_date(document.issued_at.astimezone(office_zone()).date()),
        signed_by=document.signed_by,
        sha256=document.sha256,
        service=office.service.name,
        telephone=office.service.telephone,
        email=office.service.email,
    )
