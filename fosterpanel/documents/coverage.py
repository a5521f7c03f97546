"""Whether a signature vouches for every byte of its file, and leaves no byte that could differ unseen.

A PDF signature covers the file but for a gap that holds the signature itself. The gap has room to
spare, and the signature carries certificates that it does not sign: bytes there could be changed
without the mathematics noticing. So both are held to one exact form, and any other is refused.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from asn1crypto import cms, parser
from cryptography import x509
from cryptography.exceptions import InvalidSignature

SIGNED_DATA = cms.ContentType("signed_data")
TIMESTAMP = "signature_time_stamp_token"
_BY_NAME = "issuer_and_serial_number"
_ONE_WAY_TO_WRITE_HEX = re.compile(rb"(?:[0-9A-F]{2})*|(?:[0-9a-f]{2})*")


def signed_length(byte_range: Sequence[int]) -> int:
    """How many bytes from the start of the file the signature speaks for, its own gap included."""
    return byte_range[2] + byte_range[3]


def fault_in_coverage(data: bytes, byte_range: Sequence[int], signature: bytes) -> str:
    """What is wrong with the way the signature lies in the file, as a sentence; empty if nothing is.

    ``signature`` is the value the reader took from the signature dictionary: it must be exactly
    what fills the gap, or the reader and the signature speak of different bytes.
    """
    if not _spans_one_gap(data, byte_range):
        return "The signature does not cover the whole document."
    gap = data[byte_range[1] : byte_range[2]]
    written = gap[1:-1]
    if gap[:1] != b"<" or gap[-1:] != b">" or not _ONE_WAY_TO_WRITE_HEX.fullmatch(written):
        return "The place that holds the signature is not written as a signature is."
    if bytes.fromhex(written.decode()) != signature:
        return "The signature shown is not the one that covers the document."
    if any(signature[_length_of_der(signature) :]):
        return "The spare room beside the signature is not empty."
    return ""


def fault_in_signature(signature: bytes) -> str:
    """What is wrong with the parts of a signature that it does not itself sign; empty if nothing is."""
    der = signature[: _length_of_der(signature)]
    if not _is_exact_der(der):
        return "The signature is not written in the one exact form a signature has."
    envelope = cms.ContentInfo.load(der, strict=True)
    signed = envelope["content"]
    if envelope["content_type"].dump() != SIGNED_DATA.dump() or len(signed["signer_infos"]) != 1:
        return "The signature is not made by exactly one signer."
    if not (_says_consistently_how_it_was_made(signed) and _names_its_signer_exactly(signed)):
        return "The signature does not say consistently who made it and how."
    if _unsigned_extras(signed):
        return "The signature carries parts that it does not vouch for."
    certificates = [x509.load_der_x509_certificate(found.dump()) for found in signed["certificates"]]
    if not all(_is_as_issued(certificate, certificates) for certificate in certificates):
        return "A certificate carried in the signature is not as it was issued."
    token = timestamp_token(envelope)
    return fault_in_signature(token.dump()) if token is not None else ""


def timestamp_token(envelope: cms.ContentInfo) -> cms.ContentInfo | None:
    """The timestamp authority's answer carried by a signature, if it carries one."""
    for attribute in _unsigned_attributes(envelope["content"]):
        if attribute["type"].native == TIMESTAMP:
            return attribute["values"][0]
    return None


def _is_exact_der(data: bytes) -> bool:
    """Whether these are values one after another, each with the shortest header it can have."""
    while data:
        kind, is_constructed, tag, header, content, trailer = parser.parse(data)
        written = header + content
        if trailer or (kind, tag) == (0, 0) or parser.emit(kind, is_constructed, tag, content) != written:
            return False
        if is_constructed and not _is_exact_der(content):
            return False
        data = data[len(written) :]
    return True


def _says_consistently_how_it_was_made(signed: cms.SignedData) -> bool:
    signer = signed["signer_infos"][0]
    algorithms = [algorithm.dump() for algorithm in signed["digest_algorithms"]]
    # RFC 5652, 5.1 and 5.3: the versions follow from what is signed and from how the signer is named.
    signer_version = "v1" if signer["sid"].name == _BY_NAME else "v3"
    is_plain = signed["encap_content_info"]["content_type"].native == "data"
    versions = (signer_version if is_plain else "v3", signer_version)
    return (
        algorithms == [signer["digest_algorithm"].dump()]
        and (signed["version"].native, signer["version"].native) == versions
    )


def _names_its_signer_exactly(signed: cms.SignedData) -> bool:
    """Readers compare names without regard to capitals; here the signer is named letter for letter."""
    named = signed["signer_infos"][0]["sid"]
    carried = [found.chosen for found in signed["certificates"]]
    if named.name != _BY_NAME:
        return named.chosen.native in [certificate.key_identifier for certificate in carried]
    return named.chosen.dump() in [
        cms.IssuerAndSerialNumber(
            {"issuer": certificate.issuer, "serial_number": certificate.serial_number}
        ).dump()
        for certificate in carried
    ]


def _unsigned_extras(signed: cms.SignedData) -> bool:
    """Whether anything travels with the signature, beside one timestamp, that nobody has signed."""
    if signed["crls"].native:
        return True
    attributes = _unsigned_attributes(signed)
    return (
        any(
            attribute["type"].native != TIMESTAMP or len(attribute["values"]) != 1 for attribute in attributes
        )
        or len(attributes) > 1
    )


def _unsigned_attributes(signed: cms.SignedData) -> list[cms.CMSAttribute]:
    attributes = signed["signer_infos"][0]["unsigned_attrs"]
    return list(attributes) if attributes.native else []


def _spans_one_gap(data: bytes, byte_range: Sequence[int]) -> bool:
    if len(byte_range) != 4:
        return False
    start, before, after, rest = byte_range
    return start == 0 and 0 < before < after - 1 and rest > 0 and after + rest <= len(data)


def _length_of_der(signature: bytes) -> int:
    """The length of the DER value at the start, by its own header; all of it when the header is not DER."""
    if len(signature) < 2 or signature[1] < 0x80:
        return len(signature) if len(signature) < 2 else 2 + signature[1]
    size = signature[1] & 0x7F
    return 2 + size + int.from_bytes(signature[2 : 2 + size], "big")


def _is_as_issued(certificate: x509.Certificate, others: list[x509.Certificate]) -> bool:
    """Whether its carried issuer vouches for it; true when the issuer is not carried to be asked.

    A root is known as such by its issuer's name or by its issuer's key: whichever of the two
    were altered, the other still says that the certificate must vouch for itself.
    """
    issuers = [other for other in others if other.subject == certificate.issuer]
    if _key_identifier(certificate) == _issuer_key_identifier(certificate):
        issuers = [certificate]
    return not issuers or any(_vouches_for(issuer, certificate) for issuer in issuers)


def _key_identifier(certificate: x509.Certificate) -> bytes:
    try:
        return certificate.extensions.get_extension_for_class(x509.SubjectKeyIdentifier).value.digest
    except x509.ExtensionNotFound:
        return b"none of its own"


def _issuer_key_identifier(certificate: x509.Certificate) -> bytes | None:
    try:
        return certificate.extensions.get_extension_for_class(
            x509.AuthorityKeyIdentifier
        ).value.key_identifier
    except x509.ExtensionNotFound:
        return None


def _vouches_for(issuer: x509.Certificate, certificate: x509.Certificate) -> bool:
    try:
        certificate.verify_directly_issued_by(issuer)
    except (InvalidSignature, ValueError, TypeError):
        return False
    return True
