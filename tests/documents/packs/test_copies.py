"""Members' copies: the same pages, each with its own mark and password, and none left behind that is not whole."""

from __future__ import annotations

import stat
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pikepdf
import pytest

from fosterpanel.documents.packs import BuiltPack, MemberCopy, PackOptions, build_pack
from fosterpanel.documents.page_images import PageImages
from fosterpanel.errors import InvalidInput
from tests.documents.packs import nasty
from tests.documents.packs.packing import QUICK, is_sound, make, plan_of, read_pages

NAMES = ("Ann Bell", "Łucja Żak", "Siân ŵy", "Δημήτρης", "")
PASSWORDS = ("ann's own", "żółć 7", "ŵy ŷd", "p" * 140, "")


@pytest.fixture
def pack() -> Iterator[BuiltPack]:
    sources = {
        "plain": nasty.plain("plain", 3),
        "rotated": nasty.rotated("rotated"),
        "tagged": nasty.tagged("tagged"),
    }
    with build_pack(plan_of(list(sources)), sources, QUICK) as built:
        yield built


def copies(folder: Path, *, locked: bool) -> dict[Path, MemberCopy]:
    return {
        folder / f"{number}.pdf": MemberCopy(
            watermark=f"{name}\ncopy {number}" if name else "", password=password if locked else ""
        )
        for number, (name, password) in enumerate(zip(NAMES, PASSWORDS, strict=True))
    }


def test_every_page_of_a_copy_bears_the_mark_of_its_member_and_of_nobody_else(
    pack: BuiltPack, tmp_path: Path
) -> None:
    made = copies(tmp_path, locked=False)
    pack.write_copies(made)
    for path in made:
        with PageImages(path.read_bytes()) as pages:
            texts = [pages.text(number) for number in range(6)]
        name, others = NAMES[int(path.stem)], set(NAMES) - {NAMES[int(path.stem)], ""}
        assert all(name in text for text in texts)
        assert not any(other in text for text in texts for other in others)


def test_each_password_opens_its_own_copy_and_no_other(pack: BuiltPack, tmp_path: Path) -> None:
    made = copies(tmp_path, locked=True)
    pack.write_copies(made)
    for path, copy in list(made.items())[:-1]:
        for password in PASSWORDS:
            if password == copy.password:
                with pikepdf.open(path, password=password) as pdf:
                    assert pdf.encryption.R == 6
                    assert len(pdf.pages) == len(pack.plan.printed)
            else:
                with pytest.raises(pikepdf.PasswordError):
                    pikepdf.open(path, password=password)


@pytest.mark.parametrize("number", [0, 1, 2])
def test_other_programs_open_a_copy_and_find_nothing_wrong(
    pack: BuiltPack, tmp_path: Path, number: int
) -> None:
    made = copies(tmp_path, locked=True)
    pack.write_copies(made)
    path, copy = list(made.items())[number]
    data = path.read_bytes()
    assert is_sound(data, tmp_path, copy.password) == ""
    for place, page in enumerate(read_pages(data, tmp_path, copy.password)):
        assert pack.plan.printed[place] in [word.text for word in page.words]


def test_nothing_of_a_locked_copy_can_be_read_from_its_bytes(pack: BuiltPack, tmp_path: Path) -> None:
    made = copies(tmp_path, locked=True)
    pack.write_copies(made)
    for path in list(made)[:-1]:
        data = path.read_bytes()
        assert b"Paper plain" not in data
        assert b"plain-1" not in data
        assert b" Tj ET" not in data


def test_copies_differ_only_in_mark_password_and_identity(pack: BuiltPack, tmp_path: Path) -> None:
    pack.write_copies(copies(tmp_path, locked=False))
    first, second = ((tmp_path / f"{number}.pdf").read_bytes() for number in (0, 1))
    assert len(first) == len(second)
    differing = sum(one != other for one, other in zip(first, second, strict=True))
    assert 0 < differing < 2000
    with pikepdf.open(tmp_path / "0.pdf") as one, pikepdf.open(tmp_path / "1.pdf") as other:
        assert one.trailer.ID[1] != other.trailer.ID[1]


def test_a_copy_can_be_made_again_later_from_the_same_pack(pack: BuiltPack, tmp_path: Path) -> None:
    pack.write(tmp_path / "a.pdf", MemberCopy(watermark="First"))
    pack.write(tmp_path / "b.pdf")
    with PageImages((tmp_path / "b.pdf").read_bytes()) as pages:
        assert "First" not in pages.text(0)


def test_a_mark_that_cannot_be_printed_is_refused_before_anything_is_written(
    pack: BuiltPack, tmp_path: Path
) -> None:
    with pytest.raises(InvalidInput, match="cannot yet be printed faithfully"):
        pack.write_copies({tmp_path / "a.pdf": MemberCopy(watermark="أحمد")})
    assert list(tmp_path.iterdir()) == []


def test_a_pack_is_readable_by_its_maker_only(pack: BuiltPack, tmp_path: Path) -> None:
    pack.write(tmp_path / "a.pdf")
    assert stat.S_IMODE((tmp_path / "a.pdf").stat().st_mode) == 0o600


class Stopped(Exception):
    """What a desk raises to stop the work."""


@pytest.mark.parametrize("words", ["Reading the papers", "Numbering the pages", "Writing"])
def test_a_stopped_pack_leaves_no_file_and_what_was_there(words: str, tmp_path: Path) -> None:
    path = tmp_path / "out.pdf"
    path.write_bytes(b"the issue before")

    def stop(doing: str, done: int, of: int) -> None:
        if doing == words and done * 2 >= of:
            raise Stopped

    sources = {name: nasty.plain(name, 30) for name in ("a", "b", "c")}
    with pytest.raises(Stopped):
        with build_pack(plan_of(list(sources)), sources, QUICK, progress=stop) as pack:
            pack.write(path)
    assert [one.name for one in tmp_path.iterdir()] == ["out.pdf"]
    assert path.read_bytes() == b"the issue before"


def test_a_pack_for_which_there_is_no_room_leaves_no_file(tmp_path: Path) -> None:
    """The disk is full after the first 64 KB, in a process of its own."""
    program = (
        "import resource, signal; signal.signal(signal.SIGXFSZ, signal.SIG_IGN)\n"
        "resource.setrlimit(resource.RLIMIT_FSIZE, (65536, 65536))\n"
        "from pathlib import Path\n"
        "from fosterpanel.documents.packs import build_pack\n"
        "from tests.documents.packs import nasty\n"
        "from tests.documents.packs.packing import QUICK, plan_of\n"
        "with build_pack(plan_of(['a']), {'a': nasty.scan('words', 150)}, QUICK) as pack:\n"
        f"    pack.write(Path({str(tmp_path / 'out.pdf')!r}))\n"
    )
    import sys

    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=False)
    assert "OSError" in done.stderr or "RuntimeError" in done.stderr, done.stderr
    assert list(tmp_path.iterdir()) == []


def test_progress_is_told_throughout(tmp_path: Path) -> None:
    told: list[tuple[str, int, int]] = []
    sources = {name: nasty.plain(name) for name in ("a", "b")}
    with build_pack(plan_of(list(sources)), sources, QUICK, progress=lambda *how: told.append(how)) as pack:
        pack.write(tmp_path / "out.pdf")
    assert {words for words, _, _ in told} == {"Reading the papers", "Numbering the pages", "Writing"}
    assert all(0 <= done <= of for _, done, of in told)


def test_a_pack_as_bytes_is_the_same_pack(tmp_path: Path) -> None:
    made = make(plan_of(["a"]), {"a": nasty.plain("a")}, PackOptions(reads_scans=False))
    assert made.pdf.startswith(b"%PDF-1.7")
    assert read_pages(made.pdf, tmp_path)[1].holds("a-1")
