"""Checking a signed document offline: is it unchanged, who signed, when, and what was added since."""

from __future__ import annotations

import hashlib
import logging
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from io import BytesIO

from asn1crypto import cms, x509
from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.fields import enumerate_sig_fields
from pyhanko.sign.validation import EmbeddedPdfSignature, PdfSignatureStatus, validate_pdf_signature
from pyhanko.sign.validation.settings import KeyUsageConstraints
from pyhanko_certvalidator import ValidationContext

from fosterpanel.documents.additions import what_was_added
from fosterpanel.documents.authority import describe_certificate
from fosterpanel.documents.carried_files import CarriedFile, files_carried_by
from fosterpanel.documents.coverage import (
    fault_in_coverage,
    fault_in_signature,
    signed_length,
    timestamp_token,
)
from fosterpanel.domain.signatures import (
    AttachmentFound,
    CertificateDetails,
    SignatureFindings,
    SignatureFound,
    SignerStanding,
    SigningClock,
    SigningTime,
)
from fosterpanel.errors import UnreadableDocument

DEEPEST_NESTING = 4
_SIGNING = KeyUsageConstraints(key_usage={"non_repudiation", "digital_signature"}, match_all_key_usages=False)

# The libraries log certificates they cannot place, with the names in them, and each oddity of a
# damaged file. No name may reach a log, and what is wrong is told in the findings.
for _library in ("pyhanko", "pyhanko_certvalidator", "pikepdf._core"):
    logging.getLogger(_library).setLevel(logging.CRITICAL + 1)


def verify_document(data: bytes, *, trusted: tuple[bytes, ...] = ()) -> SignatureFindings:
    """Check every signature in a PDF, and in the signed PDFs it carries, without asking any network.

    ``trusted`` are the certificates (DER) of the authorities this reader knows; with none, who the
    signer is stays unchecked and the findings say so. Certificates are judged as of the time of
    signing. Raises UnreadableDocument when the bytes are not a PDF that can be read, and
    InvalidInput when something in ``trusted`` is not a certificate.
    """
    for certificate in trusted:
        describe_certificate(certificate)
    return _verify(data, trusted, depth=1)


def _verify(data: bytes, trusted: tuple[bytes, ...], depth: int) -> SignatureFindings:
    reader = _open(data)
    with _unreadable_if_it_breaks():
        signatures = tuple(
            _check_signature(data, reader, field, name, trusted)
            for name, value, field in enumerate_sig_fields(reader, filled_status=True)
            if value.get_object().get("/Type", "/Sig") == "/Sig"
        )
        attachments = tuple(_check_attachment(found, trusted, depth) for found in files_carried_by(data))
    return SignatureFindings(signatures=signatures, attachments=attachments)


def _open(data: bytes) -> PdfFileReader:
    if not data:
        raise UnreadableDocument("This file is empty.")
    if b"%PDF-" not in data[:1024]:
        raise UnreadableDocument("This file is not a PDF document.")
    with _unreadable_if_it_breaks():
        reader = PdfFileReader(BytesIO(data))
        if not reader.encrypted:
            return reader
    raise UnreadableDocument(
        "This document is locked with a password, so its signature cannot be checked. "
        "Ask for a copy that is not locked."
    )


@contextmanager
def _unreadable_if_it_breaks() -> Iterator[None]:
    try:
        yield
    except UnreadableDocument:
        raise
    except Exception as broken:
        # On damaged bytes the reader raises whatever it trips over: nothing narrower would do.
        raise UnreadableDocument(
            "This document is damaged and cannot be read. Ask for another copy."
        ) from broken


def _check_signature(
    data: bytes, reader: PdfFileReader, field: generic.Reference, name: str, trusted: tuple[bytes, ...]
) -> SignatureFound:
    try:
        place = field.get_object()
        assert isinstance(place, generic.DictionaryObject)
        # A certificate with a changed byte may also be merely odd, which the library warns of.
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            return _Checked(EmbeddedPdfSignature(reader, place, name), data, trusted).found()
    except Exception:  # noqa: BLE001 - as above; a signature that trips its reader is not a sound one
        return SignatureFound(
            signer=None,
            standing=SignerStanding.NOT_TOLD,
            time=SigningTime(moment=None, clock=SigningClock.COMPUTER),
            is_unchanged=False,
            problems=("The signature is damaged and cannot be read.",),
        )


class _Checked:
    """One signature with what the library says about it, to be put into words."""

    def __init__(self, signature: EmbeddedPdfSignature, data: bytes, trusted: tuple[bytes, ...]) -> None:
        self._signature = signature
        self._data = data
        self._trusted = trusted
        self._signer = describe_certificate(signature.signer_cert.dump())
        self._stamped_at = _timestamp_of(signature)
        self._status = self._validate()

    def found(self) -> SignatureFound:
        faults = self._faults()
        is_unchanged = bool(self._status.intact and self._status.valid) and not faults
        return SignatureFound(
            signer=self._signer,
            standing=self._standing() if is_unchanged else SignerStanding.NOT_TOLD,
            time=self._time(),
            is_unchanged=is_unchanged,
            added=self._added(),
            problems=faults + self._problems(),
            reason=str(self._signature.sig_object.get("/Reason", "")),
            location=str(self._signature.sig_object.get("/Location", "")),
        )

    def _validate(self) -> PdfSignatureStatus:
        return validate_pdf_signature(
            self._signature,
            signer_validation_context=self._context(_within(self._signer, self._signed_at())),
            ts_validation_context=self._context(self._stamped_at or self._signed_at()),
            key_usage_settings=_SIGNING,
            skip_diff=True,
        )

    def _context(self, moment: datetime) -> ValidationContext:
        roots = [x509.Certificate.load(certificate) for certificate in self._trusted]
        return ValidationContext(trust_roots=roots, allow_fetching=False, moment=moment)

    def _signed_at(self) -> datetime:
        """The best-known moment of signing; the certificate's first where nothing states any."""
        return self._stamped_at or self._written_time() or self._signer.valid_from

    def _written_time(self) -> datetime | None:
        written = self._signature.self_reported_timestamp
        if written is not None and written.tzinfo is None:
            return written.replace(tzinfo=UTC)
        return written

    def _faults(self) -> tuple[str, ...]:
        signature = self._signature.pkcs7_content
        byte_range = [int(number) for number in self._signature.byte_range]
        found = (fault_in_coverage(self._data, byte_range, signature), fault_in_signature(signature))
        return tuple(fault for fault in found if fault)

    def _standing(self) -> SignerStanding:
        if not self._trusted:
            return SignerStanding.NOT_CHECKED
        return SignerStanding.KNOWN if self._status.trusted else SignerStanding.NOT_KNOWN

    def _time(self) -> SigningTime:
        stamp = self._status.timestamp_validity
        if stamp is None or not (stamp.intact and stamp.valid):
            return SigningTime(moment=self._written_time(), clock=SigningClock.COMPUTER)
        authority = describe_certificate(stamp.signing_cert.dump())
        return SigningTime(
            moment=stamp.timestamp,
            clock=SigningClock.TIMESTAMP_AUTHORITY,
            authority=authority.name or authority.organisation,
            authority_is_known=bool(self._trusted and stamp.trusted),
        )

    def _problems(self) -> tuple[str, ...]:
        stamp = self._status.timestamp_validity
        problems = []
        if stamp is not None and not (stamp.intact and stamp.valid):
            problems.append("The timestamp in the signature does not belong to it.")
        if not self._signer.valid_from <= self._signed_at() <= self._signer.valid_until:
            problems.append("The signer's certificate was not valid at the time of signing.")
        return tuple(problems)

    def _added(self) -> tuple[str, ...]:
        signed = signed_length([int(number) for number in self._signature.byte_range])
        if signed >= len(self._data):
            return ()
        return what_was_added(self._data[:signed], self._data)


def _within(signer: CertificateDetails, moment: datetime) -> datetime:
    """The moment to judge the chain at: an expired certificate is a fault of its own, not a stranger's."""
    return min(max(moment, signer.valid_from), signer.valid_until)


def _timestamp_of(signature: EmbeddedPdfSignature) -> datetime | None:
    token = timestamp_token(cms.ContentInfo.load(signature.pkcs7_content))
    if token is None:
        return None
    moment = token["content"]["encap_content_info"]["content"].parsed["gen_time"].native
    return moment if isinstance(moment, datetime) else None


def _check_attachment(found: CarriedFile, trusted: tuple[bytes, ...], depth: int) -> AttachmentFound:
    findings, trouble = None, ""
    if found.is_damaged:
        trouble = "This file is damaged and cannot be unpacked."
    elif b"%PDF-" in found.data[:1024]:
        findings, trouble = _check_carried_pdf(found.data, trusted, depth)
    return AttachmentFound(
        name=found.name,
        description=found.description,
        size=len(found.data),
        sha256=hashlib.sha256(found.data).hexdigest(),
        findings=findings,
        trouble=trouble,
    )


def _check_carried_pdf(
    data: bytes, trusted: tuple[bytes, ...], depth: int
) -> tuple[SignatureFindings | None, str]:
    if depth >= DEEPEST_NESTING:
        return None, "This file lies too deep inside other files to be checked."
    try:
        findings = _verify(data, trusted, depth + 1)
    except UnreadableDocument as unreadable:
        return None, str(unreadable)
    # An unsigned paper inside a signed document is vouched for by the document's own signature.
    return (findings if findings.signatures else None), ""
