from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec, ed25519, rsa
from cryptography.hazmat.primitives.serialization import pkcs12
from cryptography.x509.oid import NameOID

from fosterpanel.documents.authority import (
    certificate_pem,
    certificates_in,
    describe_certificate,
    found_authority,
    issue_certificate,
)
from fosterpanel.documents.own_certificates import import_pkcs12
from fosterpanel.documents.signing import sign
from fosterpanel.documents.verification import verify_document
from fosterpanel.domain.signatures import SignerStanding
from fosterpanel.errors import InvalidInput
from tests.documents.signed_papers import AUTHORITY, CHAIR, FOUNDED_AT, KEYS, SERVICE, SIGNED_AT, unsigned


def test_the_authority_may_issue_certificates_and_do_nothing_else() -> None:
    certificate = x509.load_der_x509_certificate(AUTHORITY.certificate_der)
    constraints = certificate.extensions.get_extension_for_class(x509.BasicConstraints)
    usage = certificate.extensions.get_extension_for_class(x509.KeyUsage)
    assert certificate.version is x509.Version.v3
    assert constraints.critical
    assert constraints.value == x509.BasicConstraints(ca=True, path_length=0)
    assert usage.critical
    assert usage.value.key_cert_sign
    assert not usage.value.digital_signature
    certificate.verify_directly_issued_by(certificate)


def test_a_persons_certificate_signs_and_names_person_role_and_service_only() -> None:
    certificate = x509.load_der_x509_certificate(KEYS.certificate_der)
    usage = certificate.extensions.get_extension_for_class(x509.KeyUsage).value
    assert usage.content_commitment
    assert not usage.key_cert_sign
    assert {attribute.oid for attribute in certificate.subject} == {
        NameOID.COMMON_NAME,
        NameOID.TITLE,
        NameOID.ORGANIZATION_NAME,
    }
    assert describe_certificate(KEYS.certificate_der).description == f"{CHAIR}, Panel chair, {SERVICE}"
    certificate.verify_directly_issued_by(x509.load_der_x509_certificate(AUTHORITY.certificate_der))


def test_no_key_and_no_name_shows_in_a_printed_record() -> None:
    assert repr(KEYS) == "SigningKeys()"
    assert repr(AUTHORITY) == "AuthorityKeys()"


def test_a_certificate_holds_three_years_but_never_outlasts_its_authority() -> None:
    assert describe_certificate(KEYS.certificate_der).valid_until == FOUNDED_AT.replace(year=2029)
    late = FOUNDED_AT.replace(year=2045)
    keys = issue_certificate(AUTHORITY, CHAIR, "Panel chair", SERVICE, late)
    assert describe_certificate(keys.certificate_der).valid_until == FOUNDED_AT.replace(year=2046)


def test_an_authority_founded_on_a_leap_day_still_ends() -> None:
    leap = datetime(2028, 2, 29, 12, tzinfo=UTC)
    keys = issue_certificate(found_authority(SERVICE, leap), CHAIR, "Panel chair", SERVICE, leap)
    assert describe_certificate(keys.certificate_der).valid_until == datetime(2031, 2, 28, 12, tzinfo=UTC)


def test_an_authority_that_has_run_out_issues_nothing() -> None:
    with pytest.raises(InvalidInput, match="not valid today"):
        issue_certificate(AUTHORITY, CHAIR, "Panel chair", SERVICE, FOUNDED_AT.replace(year=2047))


@pytest.mark.parametrize(
    ("name", "words"), [("  ", "needs the service's name"), ("N" * 65, "at most 64"), ("a\x00b", "needs")]
)
def test_a_name_no_certificate_can_hold_is_refused(name: str, words: str) -> None:
    with pytest.raises(InvalidInput, match=words):
        found_authority(name, FOUNDED_AT)


def test_the_longest_name_still_founds_an_authority() -> None:
    details = describe_certificate(found_authority("Ŵ" * 32, FOUNDED_AT).certificate_der)
    assert details.organisation == "Ŵ" * 32
    assert details.name.endswith("signing authority")


def test_certificates_are_read_from_pem_and_der_and_nothing_else() -> None:
    der = AUTHORITY.certificate_der
    assert certificates_in(certificate_pem(der) + certificate_pem(KEYS.certificate_der)) == (
        der,
        KEYS.certificate_der,
    )
    assert certificates_in(der) == (der,)
    for rubbish in (b"", b"-----BEGIN CERTIFICATE-----\nno\n", b"hello"):
        with pytest.raises(InvalidInput, match="no certificate"):
            certificates_in(rubbish)


def _pkcs12(
    *,
    key: Any = None,
    key_of_certificate: Any = None,
    passphrase: bytes = b"open sesame",
    starts: datetime = FOUNDED_AT,
    ca: bool = False,
    may_sign: bool = True,
    with_key: bool = True,
) -> bytes:
    key = key or ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "Deborah Hart")])
    usage = dict.fromkeys(
        ("key_cert_sign", "crl_sign", "data_encipherment", "key_agreement", "encipher_only", "decipher_only"),
        False,
    )
    certificate = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .serial_number(7)
        .public_key((key_of_certificate or key).public_key())
        .not_valid_before(starts)
        .not_valid_after(starts + timedelta(days=365))
        .add_extension(x509.BasicConstraints(ca=ca, path_length=None), critical=True)
        .add_extension(
            x509.KeyUsage(
                digital_signature=may_sign, content_commitment=False, key_encipherment=True, **usage
            ),
            critical=True,
        )
    )
    signer = key_of_certificate or key
    algorithm = None if isinstance(signer, ed25519.Ed25519PrivateKey) else hashes.SHA256()
    sealed = certificate.sign(signer, algorithm)
    if not with_key:
        return pkcs12.serialize_java_truststore(
            [pkcs12.PKCS12Certificate(sealed, b"name")], serialization.BestAvailableEncryption(passphrase)
        )
    return pkcs12.serialize_key_and_certificates(
        None, key, sealed, None, serialization.BestAvailableEncryption(passphrase)
    )


@pytest.mark.parametrize(
    "key", [ec.generate_private_key(ec.SECP384R1()), rsa.generate_private_key(65537, 2048)]
)
def test_an_imported_certificate_signs(key: Any) -> None:
    keys = import_pkcs12(_pkcs12(key=key), "open sesame", SIGNED_AT)
    sealed = sign(unsigned(), keys, reason="Decided", location="Northmoor", signed_at=SIGNED_AT)
    findings = verify_document(sealed, trusted=(keys.certificate_der,))
    assert findings.is_sound
    assert findings.signatures[0].standing is SignerStanding.KNOWN


@pytest.mark.parametrize(
    ("data", "passphrase", "words"),
    [
        (_pkcs12(), "wrong", "passphrase does not open"),
        (b"not a certificate", "open sesame", "is not a certificate with a key"),
        (b"", "open sesame", "is not a certificate with a key"),
        (_pkcs12(with_key=False), "open sesame", "holds no private key"),
        (_pkcs12(starts=datetime(2020, 1, 1, tzinfo=UTC)), "open sesame", "expired on 31 December 2020"),
        (_pkcs12(starts=datetime(2027, 1, 1, tzinfo=UTC)), "open sesame", "only from 1 January 2027"),
        (_pkcs12(ca=True), "open sesame", "may not be used for signing"),
        (_pkcs12(may_sign=False), "open sesame", "may not be used for signing"),
        (_pkcs12(key=ed25519.Ed25519PrivateKey.generate()), "open sesame", "cannot sign documents here"),
        (_pkcs12(key=ec.generate_private_key(ec.SECP256K1())), "open sesame", "cannot sign documents here"),
    ],
)
def test_a_certificate_file_that_will_not_do_is_refused_with_its_reason(
    data: bytes, passphrase: str, words: str
) -> None:
    with pytest.raises(InvalidInput, match=words):
        import_pkcs12(data, passphrase, SIGNED_AT)
