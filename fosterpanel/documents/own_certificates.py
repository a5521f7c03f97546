"""Certificates people bring with them: a PKCS#12 file (.p12, .pfx) taken in as signing keys."""

from __future__ import annotations

from datetime import datetime

from asn1crypto import pkcs12 as pkcs12_file
from cryptography import x509
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.hazmat.primitives.serialization import pkcs12

from fosterpanel.domain.signatures import SigningKeys
from fosterpanel.errors import InvalidInput

SMALLEST_RSA_BITS = 2048
SIGNING_CURVES = (ec.SECP256R1, ec.SECP384R1, ec.SECP521R1)
OTHER_FILE = "Ask whoever issued it for a .p12 or .pfx file made for signing documents."

_Key = ec.EllipticCurvePrivateKey | rsa.RSAPrivateKey


def import_pkcs12(data: bytes, passphrase: str, now: datetime) -> SigningKeys:
    """Take in somebody's own certificate and key from a PKCS#12 file.

    ``now`` is an aware moment: a certificate that has expired, or does not hold yet, is refused, as
    are a wrong passphrase, a file with no key, a key that does not belong to the certificate, and
    one that may not or cannot sign documents. Raises InvalidInput, whose sentence says which.
    """
    if not _is_pkcs12(data):
        raise InvalidInput(
            f"This file is not a certificate with a key (PKCS#12), or is damaged. {OTHER_FILE}"
        )
    try:
        found = pkcs12.load_pkcs12(data, passphrase.encode())
    except ValueError as refused:
        raise InvalidInput(
            "The passphrase does not open this certificate file. Check it and try again; "
            "if you are sure of it, the file is damaged."
        ) from refused
    if found.key is None or found.cert is None:
        raise InvalidInput(f"This file holds no private key with its certificate. {OTHER_FILE}")
    certificate = found.cert.certificate
    key = _key_that_can_sign(found.key)
    _check_may_sign(certificate, key, now)
    return SigningKeys(
        certificate_der=certificate.public_bytes(serialization.Encoding.DER),
        private_key_der=key.private_bytes(
            serialization.Encoding.DER, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
        ),
        chain_der=tuple(
            other.certificate.public_bytes(serialization.Encoding.DER) for other in found.additional_certs
        ),
    )


def _is_pkcs12(data: bytes) -> bool:
    try:
        pkcs12_file.Pfx.load(data, strict=True)["auth_safe"]["content_type"].native  # noqa: B018 - parses lazily
    except (ValueError, TypeError, KeyError):
        return False
    return True


def _key_that_can_sign(key: object) -> _Key:
    if isinstance(key, rsa.RSAPrivateKey) and key.key_size >= SMALLEST_RSA_BITS:
        return key
    if isinstance(key, ec.EllipticCurvePrivateKey) and isinstance(key.curve, SIGNING_CURVES):
        return key
    raise InvalidInput(
        "The key in this file is of a kind that cannot sign documents here: it must be RSA of at least "
        f"{SMALLEST_RSA_BITS} bits, or ECDSA on P-256, P-384 or P-521. {OTHER_FILE}"
    )


def _check_may_sign(certificate: x509.Certificate, key: _Key, now: datetime) -> None:
    if certificate.public_key() != key.public_key():
        raise InvalidInput(f"The key in this file does not belong to its certificate. {OTHER_FILE}")
    if now > certificate.not_valid_after_utc:
        expired = certificate.not_valid_after_utc
        raise InvalidInput(f"This certificate expired on {expired.day} {expired:%B %Y}. Ask for a new one.")
    if now < certificate.not_valid_before_utc:
        starts = certificate.not_valid_before_utc
        raise InvalidInput(
            f"This certificate holds only from {starts.day} {starts:%B %Y}. Check the computer's date."
        )
    if not _may_sign_documents(certificate):
        raise InvalidInput(f"This certificate may not be used for signing documents. {OTHER_FILE}")


def _may_sign_documents(certificate: x509.Certificate) -> bool:
    """Whether the certificate's own key usage, where it states one, allows signatures by a person."""
    try:
        constraints = certificate.extensions.get_extension_for_class(x509.BasicConstraints).value
        if constraints.ca:
            return False
    except x509.ExtensionNotFound:
        pass
    try:
        usage = certificate.extensions.get_extension_for_class(x509.KeyUsage).value
    except x509.ExtensionNotFound:
        return True
    return usage.content_commitment or usage.digital_signature
