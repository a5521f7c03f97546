"""The service's own signing authority and the certificates it issues, or that people bring with them."""

from __future__ import annotations

import unicodedata
from datetime import datetime, timedelta

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.x509.oid import NameOID

from fosterpanel.domain.signatures import AuthorityKeys, CertificateDetails, SigningKeys
from fosterpanel.errors import InvalidInput

AUTHORITY_YEARS = 20
LONGEST_NAME = 64  # bytes of UTF-8; X.520's upper bound for a common name, a title and an organisation


def found_authority(service_name: str, now: datetime) -> AuthorityKeys:
    """Make a service its own signing authority: a self-signed X.509 v3 certificate, ECDSA P-256.

    Called once, at set-up. It names the service and nobody in it. ``now`` is an aware moment, from
    which the certificate holds for 20 years. Raises InvalidInput for a name no certificate can hold.
    """
    organisation = _fit_for_a_certificate(service_name, "service's name")
    key = ec.generate_private_key(ec.SECP256R1())
    suffix = " signing authority"
    room = LONGEST_NAME - len(suffix)
    common_name = organisation.encode()[:room].decode(errors="ignore").rstrip() + suffix
    name = _distinguished_name(common_name, "", organisation)
    certificate = (
        _unsigned_certificate(name, name, key.public_key(), now, _years_after(now, AUTHORITY_YEARS))
        .add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
        .add_extension(_key_usage(issuing=True), critical=True)
        .add_extension(x509.AuthorityKeyIdentifier.from_issuer_public_key(key.public_key()), critical=False)
        .sign(key, hashes.SHA256())
    )
    return AuthorityKeys(certificate_der=_certificate_der(certificate), private_key_der=_key_der(key))


def issue_certificate(
    authority: AuthorityKeys, person_name: str, role: str, service_name: str, now: datetime, *, years: int = 3
) -> SigningKeys:
    """Give a chair or decision maker a key and a certificate of their own, from the service's authority.

    The certificate holds the person's name, their role and the service's name, nothing else about
    them. It holds from ``now`` (aware) for ``years``, never longer than the authority's own. Raises
    InvalidInput for names no certificate can hold, or when the authority's own certificate has run out.
    """
    issuer = x509.load_der_x509_certificate(authority.certificate_der)
    issuer_key = serialization.load_der_private_key(authority.private_key_der, password=None)
    assert isinstance(issuer_key, ec.EllipticCurvePrivateKey)
    if not issuer.not_valid_before_utc <= now < issuer.not_valid_after_utc:
        raise InvalidInput(
            "The service's signing authority is not valid today, so it cannot issue certificates. "
            "Check the computer's date; if it is right, found a new authority."
        )
    key = ec.generate_private_key(ec.SECP256R1())
    subject = _distinguished_name(
        _fit_for_a_certificate(person_name, "person's name"),
        _fit_for_a_certificate(role, "role"),
        _fit_for_a_certificate(service_name, "service's name"),
    )
    until = min(_years_after(now, years), issuer.not_valid_after_utc)
    certificate = (
        _unsigned_certificate(subject, issuer.subject, key.public_key(), now, until)
        .add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
        .add_extension(_key_usage(issuing=False), critical=True)
        .add_extension(_issued_by(issuer), critical=False)
        .sign(issuer_key, hashes.SHA256())
    )
    return SigningKeys(
        certificate_der=_certificate_der(certificate),
        private_key_der=_key_der(key),
        chain_der=(authority.certificate_der,),
    )


def describe_certificate(certificate_der: bytes) -> CertificateDetails:
    """Say whom a certificate names and when it holds. Raises InvalidInput if it is not a certificate."""
    try:
        certificate = x509.load_der_x509_certificate(certificate_der)
        return CertificateDetails(
            name=_named(certificate.subject, NameOID.COMMON_NAME),
            role=_named(certificate.subject, NameOID.TITLE),
            organisation=_named(certificate.subject, NameOID.ORGANIZATION_NAME),
            issuer=_named(certificate.issuer, NameOID.COMMON_NAME),
            valid_from=certificate.not_valid_before_utc,
            valid_until=certificate.not_valid_after_utc,
            fingerprint=certificate.fingerprint(hashes.SHA256()).hex(),
        )
    except ValueError as broken:
        raise InvalidInput("This is not a certificate that can be read.") from broken


def certificate_pem(certificate_der: bytes) -> bytes:
    """A certificate (public) as the PEM text that ``verify --trust`` and other programs read."""
    certificate = x509.load_der_x509_certificate(certificate_der)
    return certificate.public_bytes(serialization.Encoding.PEM)


def certificates_in(data: bytes) -> tuple[bytes, ...]:
    """The certificates (DER) in a PEM or DER file. Raises InvalidInput if there is none."""
    try:
        if b"-----BEGIN" in data:
            return tuple(_certificate_der(found) for found in x509.load_pem_x509_certificates(data))
        return (_certificate_der(x509.load_der_x509_certificate(data)),)
    except ValueError as broken:
        raise InvalidInput(
            "This file holds no certificate that can be read. Give the authority's certificate as a .pem file."
        ) from broken


def _unsigned_certificate(
    subject: x509.Name,
    issuer: x509.Name,
    public_key: ec.EllipticCurvePublicKey,
    valid_from: datetime,
    valid_until: datetime,
) -> x509.CertificateBuilder:
    return (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(issuer)
        .public_key(public_key)
        .serial_number(x509.random_serial_number())
        .not_valid_before(valid_from)
        .not_valid_after(valid_until)
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(public_key), critical=False)
    )


def _issued_by(issuer: x509.Certificate) -> x509.AuthorityKeyIdentifier:
    identifier = issuer.extensions.get_extension_for_class(x509.SubjectKeyIdentifier).value
    return x509.AuthorityKeyIdentifier.from_issuer_subject_key_identifier(identifier)


def _key_usage(*, issuing: bool) -> x509.KeyUsage:
    """An authority issues certificates and nothing else; a person signs and stands by what they signed."""
    return x509.KeyUsage(
        digital_signature=not issuing,
        content_commitment=not issuing,
        key_cert_sign=issuing,
        crl_sign=issuing,
        key_encipherment=False,
        data_encipherment=False,
        key_agreement=False,
        encipher_only=False,
        decipher_only=False,
    )


def _distinguished_name(common_name: str, title: str, organisation: str) -> x509.Name:
    parts = (
        (NameOID.COMMON_NAME, common_name),
        (NameOID.TITLE, title),
        (NameOID.ORGANIZATION_NAME, organisation),
    )
    return x509.Name([x509.NameAttribute(kind, words) for kind, words in parts if words])


def _fit_for_a_certificate(words: str, what: str) -> str:
    """The words trimmed and composed, so that one name is always the same bytes."""
    fit = " ".join(unicodedata.normalize("NFC", words).split())
    if not fit or not fit.isprintable():
        raise InvalidInput(f"A certificate needs the {what}: give it in ordinary letters.")
    if len(fit.encode()) > LONGEST_NAME:
        raise InvalidInput(
            f"The {what} is too long for a certificate: use at most {LONGEST_NAME} letters, "
            "counting one with an accent as two."
        )
    return fit


def _named(name: x509.Name, kind: x509.ObjectIdentifier) -> str:
    found = name.get_attributes_for_oid(kind)
    return str(found[0].value) if found else ""


def _years_after(moment: datetime, years: int) -> datetime:
    try:
        return moment.replace(year=moment.year + years)
    except ValueError:  # 29 February: the day before, as a certificate must not outlast its years
        return (moment - timedelta(days=1)).replace(year=moment.year + years)


def _certificate_der(certificate: x509.Certificate) -> bytes:
    return certificate.public_bytes(serialization.Encoding.DER)


def _key_der(key: ec.EllipticCurvePrivateKey | rsa.RSAPrivateKey) -> bytes:
    return key.private_bytes(
        serialization.Encoding.DER, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
