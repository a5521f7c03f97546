from __future__ import annotations

import json
import os
from pathlib import Path

import pytest

from fosterpanel.documents.authority import certificate_pem, found_authority
from fosterpanel.errors import InvalidInput
from fosterpanel.workflow.verify import (
    LARGEST_FILE,
    report_lines,
    to_json,
    trusted_from_files,
    verify_file,
    verify_files,
    worst_exit_code,
)
from tests.documents.signed_papers import AUTHORITY, FOUNDED_AT, TRUSTED, signed, unsigned


@pytest.fixture
def minutes(tmp_path: Path) -> Path:
    path = tmp_path / "minutes.pdf"
    path.write_bytes(signed())
    return path


def test_a_sound_document_is_told_of_in_plain_words(minutes: Path) -> None:
    verdict = verify_file(minutes, TRUSTED)
    assert verdict.exit_code == 0
    assert report_lines(verdict) == [
        f"{minutes}: Sound: unchanged since signing, and the signer is known to this service.",
        "  Unchanged since signing: yes",
        (
            "  Signed in the name of: Ruth Adeyemi, Panel chair, Northmoor Fostering "
            "(certificate issued by Northmoor Fostering signing authority)"
        ),
        "  The signer is: known to this service",
        (
            "  Signed: 3 March 2026 at 16:02 UTC, by the clock of the signer's computer "
            "(no independent clock vouches for it)"
        ),
        "  Added after signing: nothing",
        "  Reason given: True record",
    ]


def test_a_changed_document_says_so_and_does_not_name_the_signer_as_known(minutes: Path) -> None:
    minutes.write_bytes(signed().replace(b"True record", b"Free record"))
    verdict = verify_file(minutes, TRUSTED)
    lines = report_lines(verdict)
    assert verdict.exit_code == 1
    assert lines[0].endswith("Not sound: this document is not as it was signed.")
    assert "  The signer is: cannot be told, because what the signature covers has changed" in lines


def test_an_answer_is_ready_for_a_program_to_read(minutes: Path) -> None:
    minutes.write_bytes(signed(unsigned(attached={"inner.pdf": signed(), "note.txt": b"note"})))
    answer = json.loads(json.dumps(to_json(verify_file(minutes, TRUSTED))))
    (signature,) = answer["signatures"]
    inner, note = answer["attachments"]
    assert (answer["exit_code"], answer["is_sound"], answer["file"]) == (0, True, str(minutes))
    assert signature["signer"]["name"] == "Ruth Adeyemi"
    assert signature["signed_at"] == "2026-03-03T16:02:00+00:00"
    assert (signature["clock"], signature["signer_standing"]) == ("computer", "known")
    assert inner["findings"]["signatures"][0]["is_unchanged"] is True
    assert note["findings"] is None


def test_a_carried_document_is_reported_under_its_carrier(minutes: Path) -> None:
    minutes.write_bytes(signed(unsigned(attached={"inner.pdf": signed() + b"\n"})))
    lines = report_lines(verify_file(minutes, TRUSTED))
    (carried,) = [line for line in lines if "inner.pdf" in line]
    assert carried.endswith("Not sound: something was added to this document after it was signed.")
    assert "    Added after signing: 1 byte after the end of the document, belonging to no page" in lines


@pytest.mark.parametrize(
    ("content", "words"),
    [(b"", "This file is empty."), (b"hello", "This file is not a PDF document."), (b"%PDF-1.7", "damaged")],
)
def test_a_file_that_is_no_document_is_unreadable(minutes: Path, content: bytes, words: str) -> None:
    minutes.write_bytes(content)
    verdict = verify_file(minutes)
    assert verdict.exit_code == 2
    assert words in verdict.sentence
    assert report_lines(verdict) == [f"{minutes}: {verdict.sentence}"]
    assert "signatures" not in to_json(verdict)


def test_what_is_no_file_at_all_is_unreadable(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    sentences = [verify_file(tmp_path / name).sentence for name in ("", "missing.pdf", "pipe")]
    assert sentences == [
        "This is a folder, not a file. Name the files in it.",
        "There is no such file. Check its name and place.",
        "This is not an ordinary file.",
    ]


def test_a_file_too_large_to_check_is_not_read(tmp_path: Path) -> None:
    huge = tmp_path / "huge.pdf"
    with huge.open("wb") as file:
        file.truncate(LARGEST_FILE + 1)
    assert "larger than 512 MB" in verify_file(huge).sentence


def test_the_worst_file_counts_and_every_file_is_checked(minutes: Path, tmp_path: Path) -> None:
    plain = tmp_path / "plain.pdf"
    plain.write_bytes(unsigned())
    verdicts = verify_files([minutes, tmp_path / "missing.pdf", plain])
    assert [verdict.exit_code for verdict in verdicts] == [0, 2, 1]
    assert worst_exit_code(verdicts) == 2
    assert worst_exit_code(verdicts[:1]) == 0


def test_only_authorities_named_on_purpose_are_trusted(minutes: Path) -> None:
    beside = minutes.parent / "authority.pem"
    beside.write_bytes(certificate_pem(AUTHORITY.certificate_der))
    unchecked = verify_file(minutes)
    known = verify_file(minutes, trusted_from_files([beside]))
    assert "was not checked" in unchecked.sentence
    assert known.sentence.startswith("Sound")


def test_a_signer_under_another_authority_is_not_sound_but_not_called_changed(minutes: Path) -> None:
    verdict = verify_file(minutes, (found_authority("Another Service", FOUNDED_AT).certificate_der,))
    assert verdict.exit_code == 1
    assert verdict.sentence == "Unchanged since signing, but the signer is not known to this service."


@pytest.mark.parametrize("content", [b"no certificate", None])
def test_a_trust_file_that_holds_no_certificate_is_named_in_the_refusal(
    tmp_path: Path, content: bytes | None
) -> None:
    path = tmp_path / "trust.pem"
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(InvalidInput, match=r"^trust\.pem: "):
        trusted_from_files([path])
