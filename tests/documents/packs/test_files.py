"""Documents read from their files: the same pack as of their bytes, few files open at once, none changed unseen."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path

import pytest

from fosterpanel.documents.packs import build_pack
from fosterpanel.errors import InvalidInput
from tests.documents.packs import nasty
from tests.documents.packs.packing import QUICK, Made, make_of, plan_of, read_pages

_IDENTITY = re.compile(rb"/ID \[.*?\]")
_OPEN_FILES = Path("/proc/self/fd")


def _in_files(documents: Mapping[str, bytes], folder: Path) -> dict[str, Path]:
    paths = {name: folder / f"{number}.pdf" for number, name in enumerate(documents)}
    for name, path in paths.items():
        path.write_bytes(documents[name])
    return paths


def test_files_make_the_same_pack_as_their_bytes(tmp_path: Path) -> None:
    # A part with nothing in it is written in another way from a file, and has nothing in it still.
    documents = {name: held for name, held in nasty.every_one().items() if name != "signed"}
    from_files, from_bytes = make_of(_in_files(documents, tmp_path)), make_of(documents)
    assert _IDENTITY.sub(b"", from_files.pdf) == _IDENTITY.sub(b"", from_bytes.pdf)
    assert from_files.report == from_bytes.report


def test_a_signed_file_is_packed_as_its_bytes_are(tmp_path: Path) -> None:
    documents = {"signed": nasty.every_one()["signed"]}
    from_files, from_bytes = make_of(_in_files(documents, tmp_path)), make_of(documents)
    assert from_files.report == from_bytes.report
    assert _words(from_files, tmp_path) == _words(from_bytes, tmp_path)


def _words(made: Made, folder: Path) -> list[list[str]]:
    return [[word.text for word in page.words] for page in read_pages(made.pdf, folder)]


@pytest.mark.parametrize("spoil", [lambda path: path.write_bytes(b"%PDF-"), Path.unlink])
def test_a_file_that_changed_before_the_pack_is_written_spoils_no_pack(tmp_path: Path, spoil: object) -> None:
    sources = _in_files({"a": nasty.plain("alpha")}, tmp_path)
    target = tmp_path / "pack.pdf"
    with build_pack(plan_of(["a"]), sources, QUICK) as pack:
        assert callable(spoil)
        spoil(sources["a"])
        with pytest.raises(InvalidInput, match=r"0\.pdf was changed"):
            pack.write(target)
    assert {path.name for path in tmp_path.iterdir()} <= {"0.pdf"}


@pytest.mark.skipif(not _OPEN_FILES.is_dir(), reason="the system does not tell which files are open")
def test_a_pack_of_very_many_files_does_not_hold_them_all_open(tmp_path: Path) -> None:
    page = nasty.plain("alpha", 1)
    sources = _in_files({f"{number:03}": page for number in range(110)}, tmp_path)
    with build_pack(plan_of(list(sources)), sources, QUICK) as pack:
        held = sum(tmp_path in link.resolve().parents for link in list(_OPEN_FILES.iterdir()))
        assert len(pack.as_bytes()) > len(page)
    assert 0 < held <= 100
