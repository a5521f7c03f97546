"""The papers the demonstration leaves: sound to two programs, archival, accessible, and about one family each."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable
from pathlib import Path

import pytest

from fosterpanel.domain.notices import NoticeKind
from fosterpanel.workflow.demo.people import CHAIR, DECISION_MAKER
from fosterpanel.workflow.verify import SOUND, verify_file
from tests.demo.families import FAMILIES, Family, families_named, is_named
from tests.demo.reading import (
    PLACES,
    carried_by,
    everything_in,
    is_sound_to_poppler,
    with_one_byte_changed,
    words,
)
from tests.demo.running import Demo
from tests.documents.verapdf.validator import verapdf


def signer_of(path: Path) -> str:
    return CHAIR.name if path.parent.name == "minutes" else DECISION_MAKER.name


def family_of(demo: Demo, path: Path) -> Family:
    """The family a paper is about, found through the item's or the home's own reference in its file name."""
    reference = path.stem.rsplit("-", 1)[0]
    homes = {family.home.reference: family for family in FAMILIES}
    if reference in homes:
        return homes[reference]
    (record,) = [one for one in demo.decisions + demo.minutes if one.stem.startswith(reference)][:1]
    (data,) = [
        json.loads(data) for name, data in carried_by(record.read_bytes()).items() if name.endswith(".json")
    ]
    return homes[data["home"]["reference"]]


class TestSignatures:
    def test_every_signed_document_is_sound_and_its_signer_known(self, demo: Demo) -> None:
        assert (len(demo.minutes), len(demo.decisions)) == (7, 7)
        for path in demo.signed:
            verdict = verify_file(path, demo.trusted)
            assert verdict.sentence.startswith("Sound: unchanged since signing, and the signer is known"), (
                path
            )
            assert verdict.findings is not None
            (signature,) = verdict.findings.signatures
            assert signature.signer is not None
            assert (signature.signer.name, signature.added) == (signer_of(path), ())
            assert is_sound_to_poppler(path), path

    def test_papers_nobody_signs_are_not_called_sound(self, demo: Demo) -> None:
        for name in ("agenda.pdf", "oversight.pdf"):
            assert verify_file(demo.out / name, demo.trusted).exit_code != SOUND

    @pytest.mark.parametrize("place", PLACES.values(), ids=PLACES)
    @pytest.mark.parametrize("folder", ["minutes", "decisions"])
    def test_one_changed_byte_is_refused_by_both(
        self, demo: Demo, tmp_path: Path, folder: str, place: Callable[[bytes], int]
    ) -> None:
        pdf = next(path for path in demo.signed if path.parent.name == folder).read_bytes()
        changed = tmp_path / "changed.pdf"
        changed.write_bytes(with_one_byte_changed(pdf, place(pdf)))
        assert verify_file(changed, demo.trusted).exit_code != SOUND
        assert not is_sound_to_poppler(changed)

    def test_words_changed_on_any_signed_document_are_noticed(self, demo: Demo, tmp_path: Path) -> None:
        changed = tmp_path / "changed.pdf"
        for path in demo.signed:
            pdf = path.read_bytes()
            changed.write_bytes(with_one_byte_changed(pdf, PLACES["words on a page"](pdf)))
            assert verify_file(changed, demo.trusted).exit_code != SOUND, path
            assert not is_sound_to_poppler(changed), path


def test_every_paper_is_accessible_and_archival_also_after_signing(demo: Demo) -> None:
    assert verapdf(demo.papers) == []


class TestWhatPapersCarry:
    def test_minutes_carry_their_own_data_and_nothing_else(self, demo: Demo) -> None:
        for path in demo.minutes:
            (data,) = carried_by(path.read_bytes()).values()
            told = json.loads(data)
            assert told["document"] == "minutes"
            assert told["reference"].replace("/", "-") == path.stem
            assert told["signed_by"] == CHAIR.name

    def test_decisions_carry_their_data_and_the_exact_minutes_they_rest_on(self, demo: Demo) -> None:
        issued = {hashlib.sha256(path.read_bytes()).hexdigest(): path.stem for path in demo.minutes}
        resting_on = {}
        for path in demo.decisions:
            carried = carried_by(path.read_bytes())
            (data,) = [json.loads(data) for name, data in carried.items() if name.endswith(".json")]
            assert data["decision"]["decision_maker_id"] == DECISION_MAKER.id
            for digest in (
                hashlib.sha256(data).hexdigest() for name, data in carried.items() if ".pdf" in name
            ):
                resting_on[path.stem] = issued[digest]
                assert digest in words(path)
                assert digest in {one["sha256"] for one in data["decision"]["material"]}
        decided = [item["reference"].replace("/", "-") for item in demo.summary["items"] if item["decisions"]]
        assert resting_on == {f"{item}-D1": f"{item}-M1" for item in decided}

    def test_advice_kept_apart_is_nowhere_in_the_minutes(self, demo: Demo) -> None:
        found = [everything_in(path) for path in demo.signed]
        assert any("kept apart from these minutes" in text for text in found)
        assert not any("concurrent proceedings" in text or "Advice on fairness" in text for text in found)


class TestFamiliesAreKeptApart:
    def test_another_family_is_noticed_by_a_surname_an_address_or_a_childs_initials(self) -> None:
        one, other, *_ = (family for family in FAMILIES if family.children)
        street, surname = other.home.address[0], other.carers[0].split()[-1]
        for slip in (
            f"Ms {surname}'s view",
            f"a visit to {street} today",
            f"with {other.children[0]}, aged 9",
        ):
            assert families_named(slip, but=one).keys() == {other.home.reference}
            assert families_named(slip, but=other) == {}

    def test_each_record_and_letter_names_its_own_family_and_no_other(self, demo: Demo) -> None:
        about_one = [path for path in demo.papers if path.parent != demo.out]
        assert len(about_one) == 25
        for path in about_one:
            family, text = family_of(demo, path), everything_in(path)
            assert all(is_named(carer, text) for carer in family.carers), path
            assert families_named(text, but=family) == {}, path

    def test_the_agenda_and_the_managers_page_name_no_family(self, demo: Demo) -> None:
        for name in ("agenda.pdf", "oversight.pdf"):
            text = everything_in(demo.out / name)
            named = {
                words
                for family in FAMILIES
                for words in family.identifying_but_for_initials
                if is_named(words, text)
            }
            assert named == set(), name

    def test_no_file_name_and_no_summary_names_anybody(self, demo: Demo) -> None:
        told = (demo.out / "summary.json").read_text(encoding="utf-8")
        told += " ".join(path.name for path in demo.out.rglob("*"))
        for family in FAMILIES:
            assert not any(is_named(word, told) for word in family.identifying_but_for_initials)


class TestSummary:
    def test_it_lists_every_paper_with_its_sha256(self, demo: Demo) -> None:
        files = [file for item in demo.every_item for file in item["files"]]
        files += demo.summary["documents"] + demo.summary["other_letters"]
        assert {demo.out / file["path"] for file in files} == set(demo.papers)
        for file in files:
            path = demo.out / file["path"]
            assert hashlib.sha256(path.read_bytes()).hexdigest() == file["sha256"]
            assert file["is_signed"] == (path in demo.signed)

    def test_every_kind_of_letter_was_sent(self, demo: Demo) -> None:
        kinds = {letter["kind"] for item in demo.every_item for letter in item["letters"]}
        others = {letter["title"] for letter in demo.summary["other_letters"]}
        assert kinds | {title.lower() for title in others} == {kind.value.lower() for kind in NoticeKind}
