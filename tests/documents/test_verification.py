from __future__ import annotations

import io
import logging
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from pyhanko.pdf_utils import embed, generic
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.sign import fields

from fosterpanel.documents import pages
from fosterpanel.documents.authority import found_authority
from fosterpanel.documents.verification import verify_document
from fosterpanel.domain.signatures import SignatureFindings, SignatureFound, SignerStanding
from fosterpanel.errors import InvalidInput, UnreadableDocument
from tests.documents import sample_papers
from tests.documents.signed_papers import (
    CHAIR,
    FOUNDED_AT,
    SERVICE,
    TRUSTED,
    pdfsig,
    signed,
    unsigned,
)

SIGNED = signed()
GAP = SIGNED.index(b"/Contents <") + len(b"/Contents ")
STRANGER = found_authority("Another Service", FOUNDED_AT).certificate_der

Name = generic.pdf_name
Dictionary = generic.DictionaryObject


def _only(findings: SignatureFindings) -> SignatureFound:
    (signature,) = findings.signatures
    return signature


def test_a_sealed_document_is_sound_and_its_signer_known() -> None:
    findings = verify_document(SIGNED, trusted=TRUSTED)
    signature = _only(findings)
    assert findings.verdict == "Sound: unchanged since signing, and the signer is known to this service."
    assert signature.signer is not None
    assert signature.signer.description == f"{CHAIR}, Panel chair, {SERVICE}"
    assert (signature.standing, signature.added, signature.problems) == (SignerStanding.KNOWN, (), ())


def test_without_an_authority_to_ask_the_answer_says_that_the_signer_was_not_checked() -> None:
    findings = verify_document(SIGNED)
    assert findings.is_sound
    assert findings.verdict.endswith("whether the signer is known to this service was not checked.")


def test_an_unknown_signer_is_told_apart_from_a_changed_document() -> None:
    findings = verify_document(SIGNED, trusted=(STRANGER,))
    assert not findings.is_sound
    assert _only(findings).is_unchanged
    assert findings.verdict == "Unchanged since signing, but the signer is not known to this service."


def test_trusting_something_that_is_no_certificate_is_refused() -> None:
    with pytest.raises(InvalidInput):
        verify_document(SIGNED, trusted=(b"no certificate",))


def _is_refused(data: bytes) -> bool:
    try:
        return not verify_document(data).is_sound
    except UnreadableDocument:
        return True


@given(position=st.integers(0, len(SIGNED) - 1), value=st.integers(0, 255))
@example(position=GAP, value=ord("("))
@example(position=GAP + 7, value=ord("8"))
@example(position=SIGNED.index(b"00000000>"), value=ord("1"))
@example(position=SIGNED.index(b"00000000>") + 8, value=ord(" "))
@settings(max_examples=300)
def test_no_byte_of_the_file_can_be_changed(position: int, value: int) -> None:
    changed = bytearray(SIGNED)
    if changed[position] != value:
        changed[position] = value
        assert _is_refused(bytes(changed))


def _hex_digits_of_the_signature() -> range:
    return range(GAP + 1, SIGNED.index(b">", GAP))


@given(
    position=st.sampled_from(_hex_digits_of_the_signature()), digit=st.sampled_from(b"0123456789ABCDEFabcdef")
)
@settings(max_examples=300)
def test_no_digit_of_the_signature_can_be_changed_or_rewritten(position: int, digit: int) -> None:
    changed = bytearray(SIGNED)
    if changed[position] != digit:
        changed[position] = digit
        assert _is_refused(bytes(changed))


def test_no_name_in_the_signature_can_change_a_capital() -> None:
    """The libraries compare names without regard to capitals, here in five places."""
    signature = bytes.fromhex(SIGNED[GAP + 1 : SIGNED.index(b">", GAP)].decode())
    name = f"{SERVICE} signing authority".encode()
    places = [place for place in range(len(signature)) if signature.startswith(name, place)]
    assert len(places) == 5
    for place in places:
        respelt = bytearray(signature)
        respelt[place] ^= 0x20
        written = respelt.hex().upper().encode()
        assert _is_refused(SIGNED[: GAP + 1] + written + SIGNED[GAP + 1 + len(written) :])


def test_a_changed_word_is_refused_here_and_by_another_program(tmp_path: Path) -> None:
    paper = pages.render(sample_papers.KITCHEN_SINK).pdf
    changed = bytearray(signed(paper))
    changed[changed.index(b"/Reason (True") + 9] ^= 1
    findings = verify_document(bytes(changed), trusted=TRUSTED)
    assert findings.verdict == "Not sound: this document is not as it was signed."
    assert _only(findings).standing is SignerStanding.NOT_TOLD
    assert "Digest Mismatch" in pdfsig(bytes(changed), tmp_path)


def test_a_signature_moved_onto_another_document_is_refused() -> None:
    gap = slice(GAP, SIGNED.index(b">", GAP) + 1)
    other = bytearray(signed(unsigned().replace(b"Northmoor", b"Southmoor")))
    other[gap] = SIGNED[gap]
    assert other != SIGNED
    assert _is_refused(bytes(other))


# What was added afterwards.


def _add_comment(writer: IncrementalPdfFileWriter) -> None:
    note = Dictionary({Name("/Type"): Name("/Annot"), Name("/Subtype"): Name("/Text")})
    note[Name("/Contents")] = generic.pdf_string("Refuse them")
    note[Name("/Rect")] = generic.ArrayObject(map(generic.NumberObject, (300, 300, 320, 320)))
    writer.register_annotation(writer.find_page_for_modification(0)[0], writer.add_object(note))


def _add_page(writer: IncrementalPdfFileWriter) -> None:
    fresh = Dictionary({Name("/Type"): Name("/Page")})
    fresh[Name("/MediaBox")] = generic.ArrayObject(map(generic.NumberObject, (0, 0, 595, 842)))
    fresh[Name("/Resources")] = Dictionary()
    fresh[Name("/Contents")] = writer.add_object(generic.StreamObject(stream_data=b" "))
    root = writer.root["/Pages"]
    fresh[Name("/Parent")] = root.container_ref and generic.IndirectObject(
        root.container_ref.idnum, root.container_ref.generation, writer
    )
    root["/Kids"].append(writer.add_object(fresh))
    root[Name("/Count")] = generic.NumberObject(root["/Count"] + 1)
    writer.update_container(root["/Kids"])
    writer.update_container(root)


def _take_page_out(writer: IncrementalPdfFileWriter) -> None:
    root = writer.root["/Pages"]
    del root["/Kids"][0]
    root[Name("/Count")] = generic.NumberObject(1)
    writer.update_container(root["/Kids"])
    writer.update_container(root)


def _swap_pages(writer: IncrementalPdfFileWriter) -> None:
    kids = writer.root["/Pages"]["/Kids"]
    kids.reverse()
    writer.update_container(kids)


def _redraw_page(writer: IncrementalPdfFileWriter) -> None:
    page = writer.find_page_for_modification(0)[0].get_object()
    page[Name("/Contents")] = writer.add_object(generic.StreamObject(stream_data=b"0 0 50 50 re f"))
    writer.update_container(page)


def _fill_field(writer: IncrementalPdfFileWriter) -> None:
    field = writer.root["/AcroForm"]["/Fields"][1]
    field[Name("/V")] = generic.pdf_string("R.A.")
    writer.update_container(field)


def _add_place_for_signature(writer: IncrementalPdfFileWriter) -> None:
    fields.append_signature_field(writer, fields.SigFieldSpec("Second", box=(10, 10, 50, 50)))


def _attach(writer: IncrementalPdfFileWriter) -> None:
    carried = embed.EmbeddedFileObject.from_file_data(writer, b"other reasons", mime_type="text/plain")
    embed.embed_file(writer, embed.FileSpec("reasons.txt", embedded_data=carried))


def _touch_the_catalog(writer: IncrementalPdfFileWriter) -> None:
    writer.root[Name("/Lang")] = generic.pdf_string("fr")
    writer.update_root()


def _afterwards(change: Any, pages_before: int = 2) -> bytes:
    writer = IncrementalPdfFileWriter(io.BytesIO(signed(unsigned(pages_before))))
    change(writer)
    output = io.BytesIO()
    writer.write(output)
    return output.getvalue()


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (_add_comment, ("1 comment or mark added on page 1",)),
        (_add_page, ("1 page added",)),
        (_take_page_out, ("1 page taken out", "page 1 was replaced or drawn over")),
        (_swap_pages, ("the pages were put in another order",)),
        (_redraw_page, ("page 1 was replaced or drawn over",)),
        (_fill_field, ("the form field “Initials” was filled in or changed",)),
        (_add_place_for_signature, ("the form field “Second” was added",)),
        (_attach, ("the attached file “reasons.txt” was added",)),
        (_touch_the_catalog, ("changes that alter no page, comment, form or attached file",)),
    ],
)
def test_what_was_added_after_signing_is_named(change: Any, words: tuple[str, ...], tmp_path: Path) -> None:
    findings = verify_document(_afterwards(change), trusted=TRUSTED)
    signature = _only(findings)
    assert findings.verdict == "Not sound: something was added to this document after it was signed."
    assert signature.is_unchanged
    assert all(told.endswith(word) for told, word in zip(signature.added, words, strict=True))


@pytest.mark.parametrize("tail", [b"\n", b"hidden words", b"\0" * 200])
def test_bytes_put_after_the_end_are_named(tail: bytes) -> None:
    findings = verify_document(SIGNED + tail, trusted=TRUSTED)
    assert not findings.is_sound
    assert _only(findings).added == (
        f"{len(tail)} byte{'s' if len(tail) > 1 else ''} after the end of the document, belonging to no page",
    )


@pytest.mark.parametrize("tail", [b"%%EOF\n", b"\0" * 2000, SIGNED])
def test_an_end_that_hides_the_end_of_the_document_is_refused(tail: bytes) -> None:
    assert _is_refused(SIGNED + tail)


def test_a_document_with_its_pages_swapped_and_saved_anew_carries_no_sound_signature() -> None:
    with pikepdf.open(io.BytesIO(signed(unsigned(2)))) as pdf:
        pdf.pages.reverse()
        saved = io.BytesIO()
        pdf.save(saved)
    assert _is_refused(saved.getvalue())


# Files carried inside.


def test_a_signed_document_inside_a_signed_document_is_checked_too() -> None:
    record = signed(unsigned(attached={"minutes.pdf": SIGNED, "record.json": b"{}", "paper.pdf": unsigned()}))
    findings = verify_document(record, trusted=TRUSTED)
    carried = {attachment.name: attachment for attachment in findings.attachments}
    assert findings.is_sound
    assert carried.keys() == {"minutes.pdf", "record.json", "paper.pdf"}
    assert carried["record.json"].findings is None
    assert carried["paper.pdf"].findings is None
    minutes = carried["minutes.pdf"].findings
    assert minutes is not None
    assert _only(minutes).standing is SignerStanding.KNOWN


def test_a_record_that_carries_spoilt_minutes_is_not_sound() -> None:
    spoilt = SIGNED + b"\n"
    findings = verify_document(signed(unsigned(attached={"minutes.pdf": spoilt})), trusted=TRUSTED)
    assert not findings.is_sound
    assert findings.verdict == "Not sound: the document is unchanged, but a file it carries is not sound."


def test_a_carried_document_that_cannot_be_read_is_said_to_be_so() -> None:
    findings = verify_document(signed(unsigned(attached={"minutes.pdf": SIGNED[:300]})), trusted=TRUSTED)
    assert not findings.is_sound
    assert "damaged" in findings.attachments[0].trouble


def test_a_byte_changed_inside_a_carried_file_is_told_beside_the_signature_that_can_be_read() -> None:
    record = bytearray(signed(unsigned(attached={"minutes.pdf": SIGNED, "record.json": b"{}"})))
    with pikepdf.open(io.BytesIO(record)) as opened:
        packed = opened.attachments["minutes.pdf"].get_file().obj.read_raw_bytes()
    record[record.index(packed) + 10] ^= 0x41
    findings = verify_document(bytes(record), trusted=TRUSTED)
    carried = {attachment.name: attachment for attachment in findings.attachments}
    assert not findings.is_sound
    assert _only(findings).signer is not None
    assert carried["minutes.pdf"].trouble == "This file is damaged and cannot be unpacked."
    assert carried["record.json"].is_sound


def test_documents_nested_without_end_are_not_followed() -> None:
    nested = SIGNED
    for _ in range(4):
        nested = signed(unsigned(attached={"inner.pdf": nested}))
    assert not verify_document(nested, trusted=TRUSTED).is_sound


# Files that are no signed document.


def test_an_unsigned_document_is_not_sound() -> None:
    findings = verify_document(unsigned())
    assert not findings.is_sound
    assert findings.verdict == "Not sound: this document carries no signature."


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "empty"),
        (b"PK\x03\x04 a spreadsheet", "not a PDF"),
        (b"%PDF-1.7\n", "damaged"),
        (b"%PDF-1.7\nstartxref\n99999\n%%EOF", "damaged"),
    ],
)
def test_bytes_that_are_no_document_are_unreadable_in_one_sentence(data: bytes, words: str) -> None:
    with pytest.raises(UnreadableDocument, match=words):
        verify_document(data)


@pytest.mark.parametrize("tenths", range(1, 10))
def test_a_document_cut_short_is_refused(tenths: int) -> None:
    assert _is_refused(SIGNED[: len(SIGNED) * tenths // 10])


def test_a_locked_document_is_unreadable() -> None:
    locked = io.BytesIO()
    with pikepdf.open(io.BytesIO(unsigned())) as pdf:
        pdf.save(locked, encryption=pikepdf.Encryption(owner="owner", user="user"))
    with pytest.raises(UnreadableDocument, match="locked with a password"):
        verify_document(locked.getvalue())


def test_no_name_reaches_the_log(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    verify_document(SIGNED, trusted=(STRANGER,))
    assert not _is_refused(signed())
    assert CHAIR not in caplog.text
    assert SERVICE not in caplog.text
