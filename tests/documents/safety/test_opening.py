"""What can be opened is opened, what was broken is said, and what would do harm is refused by name and size."""

from __future__ import annotations

import zlib
from io import BytesIO
from pathlib import Path

import pikepdf
import pytest

from fosterpanel.documents.intake import examine_paper
from fosterpanel.documents.safety import make_safe, open_source, was_repaired
from fosterpanel.errors import PaperRefused, PasswordNeeded
from tests.documents.safety.sources import packed_blanks, source, written

CATALOGUE = b"<</Type/Catalog/Pages 2 0 R>>"
PAGE = b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]/Resources<<>>%b>>"


def locked(user: str = "", owner: str = "owner") -> bytes:
    return source(encryption=pikepdf.Encryption(owner=owner, user=user))


def opened_and_read(data: bytes) -> tuple[int, bool]:
    with open_source(data, name="report.pdf") as pdf:
        make_safe(pdf)
        return len(pdf.pages), was_repaired(pdf)


def test_a_sound_file_opens_from_bytes_and_from_its_place(tmp_path: Path) -> None:
    place = tmp_path / "report.pdf"
    place.write_bytes(source(pages=3))
    assert opened_and_read(place.read_bytes()) == (3, False)
    with open_source(place) as pdf:
        assert len(pdf.pages) == 3


def test_a_password_is_asked_for_by_the_name_of_the_file() -> None:
    with pytest.raises(PasswordNeeded, match=r"“report\.pdf” asks for a password"):
        open_source(locked("secret"), name="report.pdf")
    with pytest.raises(PasswordNeeded, match=r"not the password of “report\.pdf”"):
        open_source(locked("secret"), name="report.pdf", password="guess")
    with open_source(locked("secret"), password="secret") as pdf:
        assert len(pdf.pages) == 2


def test_a_file_that_only_forbids_printing_opens_without_a_question() -> None:
    assert opened_and_read(locked()) == (2, False)
    assert examine_paper(locked(), "report").pages == 2


def test_a_file_without_its_table_is_repaired_and_said_to_be() -> None:
    whole = source(pages=3)
    cut = whole[: whole.rindex(b"startxref")]
    assert opened_and_read(cut) == (3, True)
    with pytest.raises(PaperRefused, match="“report” is broken"):
        examine_paper(cut, "report")


def test_what_was_repaired_is_whole_for_other_readers_when_it_is_written() -> None:
    trailer_without_a_size = source().replace(b"/Size", b"/Sise")
    kept = BytesIO()
    with open_source(trailer_without_a_size) as pdf:
        pdf.save(kept, object_stream_mode=pikepdf.ObjectStreamMode.generate)
    with pikepdf.open(kept, attempt_recovery=False) as pdf:
        assert len(pdf.pages) == 2


def test_damage_that_shows_only_when_a_part_is_read_is_said() -> None:
    stream = b"<</Length 999>>stream\nq Q\nendstream"
    pages = b"<</Type/Pages/Count 1/Kids[3 0 R]>>"
    assert opened_and_read(written(CATALOGUE, pages, PAGE % b"/Contents 4 0 R", stream)) == (1, True)


@pytest.mark.parametrize("data", [b"", b"words", b"%PDF-1.7 and then nothing"], ids=["empty", "text", "cut"])
def test_what_cannot_be_repaired_is_refused_by_name(data: bytes) -> None:
    with pytest.raises(PaperRefused, match=r"“report\.pdf” is broken"):
        open_source(data, name="report.pdf")


def test_the_name_of_a_file_at_a_place_is_its_own(tmp_path: Path) -> None:
    place = tmp_path / "letter.pdf"
    place.write_bytes(b"%PDF-1.7")
    with pytest.raises(PaperRefused, match=r"“letter\.pdf”"):
        open_source(place)


def test_absurdly_many_pages_are_refused_with_their_number() -> None:
    count = 5_001
    kids = b" ".join(b"%d 0 R" % number for number in range(3, count + 3))
    pages = b"<</Type/Pages/Count %d/Kids[%b]>>" % (count, kids)
    with pytest.raises(PaperRefused, match="5,001 pages"):
        open_source(written(CATALOGUE, pages, *[PAGE % b""] * count))


def test_one_page_shown_again_and_again_is_refused() -> None:
    pages = b"<</Type/Pages/Count 100000/Kids[%b]>>" % (b"3 0 R " * 100_000)
    with pytest.raises(PaperRefused, match=r"broken"):
        open_source(written(CATALOGUE, pages, PAGE % b""))


@pytest.mark.parametrize("box", [b"/MediaBox[0 0 20000 9]", b"/MediaBox[0 0 9 900]/UserUnit 100"])
def test_a_page_larger_than_any_paper_is_refused_with_its_size(box: bytes) -> None:
    pages = b"<</Type/Pages/Count 1/Kids[3 0 R]>>"
    page = b"<</Type/Page/Parent 2 0 R/Resources<<>>%b>>" % box
    with pytest.raises(PaperRefused, match=r"Page 1 of “report.pdf” is (7\.1|31\.7) metres long"):
        open_source(written(CATALOGUE, pages, page), name="report.pdf")


def test_objects_packed_to_fill_the_memory_are_not_unpacked() -> None:
    packed = packed_blanks(600, first=b"3 0 " + PAGE % b"")
    objects = written(
        CATALOGUE,
        b"<</Type/Pages/Count 1/Kids[3 0 R]>>",
        b"null",
        b"<</Type/ObjStm/N 1/First 4/Filter/FlateDecode/Length %d>>stream\n%b\nendstream"
        % (len(packed), packed),
    )
    places = [objects.index(b"%d 0 obj" % number) for number in (1, 2, 4)]
    rows = [b"\0" * 6, *(b"\1" + place.to_bytes(4, "big") + b"\0" for place in places)]
    rows.insert(3, b"\2" + (4).to_bytes(4, "big") + b"\0")
    table = zlib.compress(b"".join(rows))
    start = len(objects)
    data = (
        objects
        + b"5 0 obj\n<</Type/XRef/Size 5/W[1 4 1]/Root 1 0 R/Filter/FlateDecode/Length %d>>stream\n"
        % len(table)
        + table
        + b"\nendstream\nendobj\nstartxref\n%d\n%%%%EOF\n" % start
    )
    with pytest.raises(PaperRefused):
        open_source(data)
