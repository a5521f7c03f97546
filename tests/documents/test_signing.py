from __future__ import annotations

import io
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta, timezone
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from threading import Thread

import pikepdf
import pytest
from asn1crypto import keys as key_forms
from asn1crypto import tsp
from asn1crypto import x509 as asn1_x509
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID
from pyhanko.sign.timestamps import DummyTimeStamper

from fosterpanel.documents import pages
from fosterpanel.documents.signing import sign
from fosterpanel.documents.verification import verify_document
from fosterpanel.domain.signatures import SigningClock
from fosterpanel.errors import SigningError
from tests.documents import sample_papers
from tests.documents.signed_papers import KEYS, SIGNED_AT, TRUSTED, pdfsig, signed, unsigned


def test_another_program_accepts_the_signature_and_sees_the_whole_document_covered(tmp_path: Path) -> None:
    said = pdfsig(signed(), tmp_path)
    assert "Signature is Valid" in said
    assert "Total document signed" in said
    assert "ETSI.CAdES.detached" in said
    assert "Signer Certificate Common Name: Ruth Adeyemi" in said


def test_a_finished_paper_is_signed_without_redrawing_it(tmp_path: Path) -> None:
    paper = pages.render(sample_papers.KITCHEN_SINK).pdf
    sealed = signed(paper)
    assert sealed.startswith(paper)
    with pikepdf.open(io.BytesIO(paper)) as before, pikepdf.open(io.BytesIO(sealed)) as after:
        (was,), (now,) = before.Root.AcroForm.Fields, after.Root.AcroForm.Fields
        assert was.AP.N.read_bytes() == now.AP.N.read_bytes()
        assert before.Root.Metadata.read_bytes() == after.Root.Metadata.read_bytes()
        assert str(before.docinfo) == str(after.docinfo)
    assert "Signature is Valid" in pdfsig(sealed, tmp_path)
    assert verify_document(sealed, trusted=TRUSTED).is_sound


def test_the_signature_permits_no_changes_and_carries_the_whole_chain() -> None:
    with pikepdf.open(io.BytesIO(signed())) as pdf:
        seal = pdf.Root.Perms.DocMDP
        assert seal.Reference[0].TransformParams.P == 1
        assert all(certificate in bytes(seal.Contents) for certificate in (KEYS.certificate_der, *TRUSTED))
        assert str(seal.Reason) == "True record"


@pytest.mark.parametrize("offset", [0, 60])
def test_the_time_written_is_the_time_given_with_its_offset(offset: int) -> None:
    moment = SIGNED_AT.astimezone(timezone(timedelta(minutes=offset)))
    sealed = sign(unsigned(), KEYS, reason="r", location="l", signed_at=moment)
    found = verify_document(sealed).signatures[0].time
    assert found.moment == moment
    assert found.clock is SigningClock.COMPUTER
    assert found.sentence.startswith(f"3 March 2026 at {moment:%H:%M} {'(UTC+01:00)' if offset else 'UTC'}")


def test_a_document_is_signed_once() -> None:
    with pytest.raises(SigningError, match="signed only once"):
        signed(signed())


def test_a_document_without_a_place_for_a_signature_is_not_signed() -> None:
    paper = io.BytesIO()
    with pikepdf.new() as pdf:
        pdf.add_blank_page()
        pdf.save(paper)
    with pytest.raises(SigningError, match="no place for a signature"):
        signed(paper.getvalue())


@pytest.mark.parametrize("broken", [b"", b"no document", unsigned()[:400]])
def test_a_document_that_cannot_be_read_is_not_signed(broken: bytes) -> None:
    with pytest.raises(SigningError, match="cannot be read"):
        signed(broken)


@pytest.mark.parametrize("year", [2025, 2030])
def test_nobody_signs_with_a_certificate_that_does_not_hold(year: int) -> None:
    with pytest.raises(SigningError, match="holds from 5 January 2026 to 5 January 2029"):
        sign(unsigned(), KEYS, reason="r", location="l", signed_at=SIGNED_AT.replace(year=year))


def test_a_moment_without_its_offset_is_a_mistake_of_the_caller() -> None:
    with pytest.raises(ValueError, match="offset from UTC"):
        sign(unsigned(), KEYS, reason="r", location="l", signed_at=SIGNED_AT.replace(tzinfo=None))


def _timestamp_authority(at: datetime) -> DummyTimeStamper:
    key = rsa.generate_private_key(65537, 2048)  # the library's practice authority knows only RSA
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "Fellside Time")])
    certificate = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(11)
        .not_valid_before(at - timedelta(days=1))
        .not_valid_after(at + timedelta(days=1))
        .add_extension(x509.ExtendedKeyUsage([ExtendedKeyUsageOID.TIME_STAMPING]), critical=True)
        .sign(key, hashes.SHA256())
    )
    return DummyTimeStamper(
        asn1_x509.Certificate.load(certificate.public_bytes(serialization.Encoding.DER)),
        key_forms.PrivateKeyInfo.load(
            key.private_bytes(
                serialization.Encoding.DER, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
            )
        ),
        fixed_dt=at,
    )


@contextmanager
def _served(authority: DummyTimeStamper, spoil: str = "") -> Iterator[str]:
    """A timestamp authority on this machine; ``spoil`` says how it answers badly."""

    class Answer(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            request = tsp.TimeStampReq.load(self.rfile.read(int(self.headers["Content-Length"])))
            if spoil == "other digest":
                request["message_imprint"]["hashed_message"] = b"\0" * 32
            body = b"rubbish" if spoil == "rubbish" else authority.request_tsa_response(request).dump()
            self.send_response(503 if spoil == "busy" else 200)
            self.send_header("Content-Type", "application/timestamp-reply")
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, format: str, *args: object) -> None:
            pass

    server = HTTPServer(("127.0.0.1", 0), Answer)
    thread = Thread(target=server.serve_forever)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/"
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


def _sign_at(url: str) -> bytes:
    return sign(
        unsigned(), KEYS, reason="True record", location="Northmoor", signed_at=SIGNED_AT, timestamp_url=url
    )


def test_a_timestamp_authority_vouches_for_the_time_and_is_named(tmp_path: Path) -> None:
    stamped_at = SIGNED_AT + timedelta(seconds=7)
    authority = _timestamp_authority(stamped_at)
    with _served(authority) as url:
        sealed = _sign_at(url)
    findings = verify_document(sealed, trusted=TRUSTED)
    time = findings.signatures[0].time
    assert findings.is_sound
    assert (time.clock, time.moment) == (SigningClock.TIMESTAMP_AUTHORITY, stamped_at)
    assert "timestamp authority Fellside Time (not known here)" in time.sentence
    known = verify_document(sealed, trusted=(*TRUSTED, authority.tsa_cert.dump())).signatures[0].time
    assert "Fellside Time (known here)" in known.sentence
    assert "Signature is Valid" in pdfsig(sealed, tmp_path)


def test_a_certificate_that_had_run_out_by_the_authoritys_clock_is_a_fault() -> None:
    with _served(_timestamp_authority(SIGNED_AT.replace(year=2031))) as url:
        findings = verify_document(_sign_at(url), trusted=TRUSTED)
    (signature,) = findings.signatures
    assert signature.is_unchanged
    assert signature.problems == ("The signer's certificate was not valid at the time of signing.",)
    assert "has a fault" in findings.verdict


@pytest.mark.parametrize("spoil", ["busy", "rubbish", "other digest"])
def test_a_timestamp_that_fails_signs_nothing(spoil: str) -> None:
    with (
        _served(_timestamp_authority(SIGNED_AT), spoil) as url,
        pytest.raises(SigningError, match="nothing was signed"),
    ):
        _sign_at(url)


def test_a_timestamp_authority_that_is_away_signs_nothing() -> None:
    with _served(_timestamp_authority(SIGNED_AT)) as url:
        pass
    with pytest.raises(SigningError, match="nothing was signed"):
        _sign_at(url)
