"""Sealing a finished document: one PAdES signature, into the place its pages keep for it."""

from __future__ import annotations

import asyncio
import hashlib
from datetime import datetime
from io import BytesIO

from asn1crypto import cms, x509
from asn1crypto import keys as key_forms
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.pdf_utils.misc import PdfError
from pyhanko.sign import signers
from pyhanko.sign.fields import MDPPerm, SigSeedSubFilter, enumerate_sig_fields
from pyhanko.sign.signers.cms_embedder import PdfCMSEmbedder, SigIOSetup, SigMDPSetup, SigObjSetup
from pyhanko.sign.signers.constants import ESIC_EXTENSION_1
from pyhanko.sign.signers.pdf_byterange import SignatureObject
from pyhanko.sign.timestamps import HTTPTimeStamper, TimestampRequestError
from pyhanko_certvalidator.registry import SimpleCertificateStore

from fosterpanel.documents.authority import describe_certificate
from fosterpanel.documents.coverage import timestamp_token
from fosterpanel.domain.signatures import SigningKeys
from fosterpanel.errors import SigningError

DIGEST = "sha256"
ROOM_FOR_SIGNATURE = 2048
ROOM_FOR_TIMESTAMP = 16 * 1024
TIMESTAMP_SECONDS = 10
NO_TIMESTAMP = (
    "The timestamp authority did not give a proper timestamp, so nothing was signed. "
    "Try again later, or sign without a timestamp."
)


def sign(
    pdf: bytes,
    keys: SigningKeys,
    *,
    field_name: str = "Signature",
    reason: str,
    location: str,
    signed_at: datetime,
    timestamp_url: str | None = None,
) -> bytes:
    """Seal a document and return the sealed bytes; touches no store and no file.

    PAdES B-B, or B-T when ``timestamp_url`` names an RFC 3161 timestamp authority, as a
    certification that permits no changes. ``signed_at`` (aware) is the computer's time and is
    written as the time of signing. The pages must hold the empty signature field ``field_name``;
    its appearance is left as drawn. Raises SigningError, and nothing is signed, when the document
    already carries a signature, has no such field or cannot be read, when the certificate does not
    hold at ``signed_at``, or when the timestamp authority asked for does not answer properly.
    """
    _check_certificate_holds(keys, signed_at)
    try:
        writer = _SealWriter(BytesIO(pdf))
        _check_place_is_free(writer, field_name)
        place = SignatureObject(
            timestamp=signed_at,
            subfilter=SigSeedSubFilter.PADES,
            reason=reason,
            location=location,
            bytes_reserved=2 * _room_needed(keys, timestamp_url),
        )
        return _seal(writer, field_name, place, keys, timestamp_url)
    except (PdfError, ValueError, TypeError, KeyError, IndexError, AttributeError) as broken:
        raise SigningError(
            "The document could not be signed because its pages cannot be read. Make the document again."
        ) from broken


class _SealWriter(IncrementalPdfFileWriter):
    """Adds the signature and nothing else.

    The library would also re-stamp the document's producer and modification date, which would
    undo the archival metadata and put a second, unasked clock into the file.
    """

    def _update_meta(self) -> None:
        pass


def _check_certificate_holds(keys: SigningKeys, signed_at: datetime) -> None:
    if signed_at.tzinfo is None:
        raise ValueError("signed_at must say its offset from UTC")
    details = describe_certificate(keys.certificate_der)
    if not details.valid_from <= signed_at <= details.valid_until:
        first, last = details.valid_from, details.valid_until
        raise SigningError(
            f"The signer's certificate holds from {first.day} {first:%B %Y} to {last.day} {last:%B %Y}, "
            "not at the time of signing, so nothing was signed. Check the computer's date or issue a new certificate."
        )


def _check_place_is_free(writer: IncrementalPdfFileWriter, field_name: str) -> None:
    places = {name: value for name, value, _ in enumerate_sig_fields(writer.prev)}
    if any(value is not None for value in places.values()):
        raise SigningError(
            "This document already carries a signature, and a document is signed only once. "
            "A correction is a new document."
        )
    if field_name not in places:
        raise SigningError(
            "This document has no place for a signature, so it could not be signed. Make the document again."
        )


def _seal(
    writer: IncrementalPdfFileWriter,
    field_name: str,
    place: SignatureObject,
    keys: SigningKeys,
    timestamp_url: str | None,
) -> bytes:
    writer.ensure_output_version((1, 7))
    writer.register_extension(ESIC_EXTENSION_1)
    embedder = PdfCMSEmbedder().write_cms(field_name=field_name, writer=writer, existing_fields_only=True)
    next(embedder)
    embedder.send(
        SigObjSetup(
            sig_placeholder=place,
            mdp_setup=SigMDPSetup(md_algorithm=DIGEST, certify=True, docmdp_perms=MDPPerm.NO_CHANGES),
        )
    )
    prepared, output = embedder.send(SigIOSetup(md_algorithm=DIGEST))
    embedder.send(_signature_over(prepared.document_digest, keys, timestamp_url))
    return bytes(output.getvalue())


def _room_needed(keys: SigningKeys, timestamp_url: str | None) -> int:
    certificates = len(keys.certificate_der) + sum(len(certificate) for certificate in keys.chain_der)
    return certificates + ROOM_FOR_SIGNATURE + (ROOM_FOR_TIMESTAMP if timestamp_url else 0)


def _signature_over(digest: bytes, keys: SigningKeys, timestamp_url: str | None) -> bytes:
    signer = signers.SimpleSigner(
        signing_cert=x509.Certificate.load(keys.certificate_der),
        signing_key=key_forms.PrivateKeyInfo.load(keys.private_key_der),
        cert_registry=SimpleCertificateStore.from_certs(
            [x509.Certificate.load(certificate) for certificate in keys.chain_der]
        ),
        embed_roots=True,
    )
    if timestamp_url is None:
        return bytes(asyncio.run(signer.async_sign(digest, DIGEST, use_pades=True)).dump())
    clock = HTTPTimeStamper(timestamp_url, timeout=TIMESTAMP_SECONDS)
    try:
        sealed = asyncio.run(signer.async_sign(digest, DIGEST, use_pades=True, timestamper=clock))
        answers_the_question = _timestamp_is_of_this_signature(sealed)
    except (TimestampRequestError, TimeoutError, OSError, ValueError, TypeError, KeyError) as silent:
        raise SigningError(NO_TIMESTAMP) from silent
    if not answers_the_question:
        raise SigningError(NO_TIMESTAMP)
    return bytes(sealed.dump())


def _timestamp_is_of_this_signature(sealed: cms.ContentInfo) -> bool:
    """Whether the authority stamped what was sent: its answer names the digest of this signature."""
    token = timestamp_token(sealed)
    if token is None:
        return False
    imprint = token["content"]["encap_content_info"]["content"].parsed["message_imprint"]
    signature = sealed["content"]["signer_infos"][0]["signature"].native
    return bool(imprint["hashed_message"].native == hashlib.new(DIGEST, signature).digest())
