"""Whatever lies under a box goes, seen or not, and nothing outside it changes."""

from __future__ import annotations

import subprocess
from io import BytesIO
from pathlib import Path

import pikepdf
import pytest
from pikepdf import Dictionary, Name
from PIL import Image

from fosterpanel.documents.page_images import PageImages
from fosterpanel.documents.redaction import redact
from fosterpanel.domain.redaction import BoxMark, RedactionClass, TermMark
from fosterpanel.errors import InvalidInput
from tests.documents.redaction.judging import boxes_of, changed_outside, picture_of, text_of, unpacked
from tests.documents.redaction.papers import annotated, line, paper, picture, picture_of_words, with_resources

DRAWN = b"q 300 0 0 150 100 500 cm /I Do Q\n"
WORDS_IN_PICTURE = BoxMark(page=1, left=100, top=192, width=300, height=70, why=RedactionClass.HEALTH)
SHADES = 24
"""How far a photograph packed again may differ."""

RINGING = 4
"""How far black may differ from black in a photograph."""


def image(kind: str) -> object:
    return with_resources(XObject=lambda pdf: Dictionary(I=picture(kind)(pdf)))


def first_image(pdf: bytes) -> Image.Image:
    with pikepdf.open(BytesIO(pdf)) as opened:
        (found,) = opened.pages[0].obj.Resources.XObject.as_dict().values()
        return pikepdf.PdfImage(found).as_pil_image().convert("RGB")


def colours(picture: Image.Image) -> set[object]:
    return {colour for _, colour in picture.getcolors(2**20)}


@pytest.mark.parametrize("kind", ["flate", "jpeg", "bits", "stencil", "cmyk", "jpx"])
def test_the_pixels_of_an_image_under_a_box_are_gone(kind: str) -> None:
    before = paper(DRAWN, change=image(kind))
    after = redact(before, [WORDS_IN_PICTURE]).pdf
    upper = first_image(after).crop((0, 0, 300, 66)).convert("L")
    darkest, lightest = upper.getextrema()
    assert lightest - darkest <= (RINGING if kind == "jpeg" else 0)
    assert changed_outside(before, after, tolerance=SHADES if kind in ("jpeg", "cmyk") else 0) == 0
    assert picture_of(after).getpixel((200, 230)) == (0, 0, 0)


@pytest.mark.parametrize("is_covered", [False, True], ids=["beside a box", "under a box"])
def test_what_a_camera_wrote_beside_a_photograph_goes(*, is_covered: bool) -> None:
    def photograph(pdf: pikepdf.Pdf) -> Dictionary:
        exif, kept = Image.Exif(), BytesIO()
        exif[0x9286] = "Kowalski at home"
        picture_of_words().save(kept, "JPEG", quality=90, exif=exif, comment=b"Kowalski took it")
        stored = picture("jpeg")(pdf)
        stored.write(kept.getvalue(), filter=Name.DCTDecode)
        return Dictionary(I=stored)

    before = paper(DRAWN, change=with_resources(XObject=photograph))
    assert before.count(b"Kowalski") == 2
    box = WORDS_IN_PICTURE if is_covered else BoxMark(page=1, left=9, top=9, width=9, height=9)
    done = redact(before, [box])
    assert b"Kowalski" not in done.pdf
    assert "what cameras wrote beside photographs" in [one.what for one in done.removed]
    assert changed_outside(before, done.pdf, tolerance=SHADES if is_covered else 0) == 0


def test_an_image_inside_the_drawing_is_painted_out_too() -> None:
    small = picture_of_words((30, 20)).convert("L")
    inline = b"q 300 0 0 150 100 500 cm BI /W 30 /H 20 /BPC 8 /CS /G ID " + small.tobytes() + b"\nEI Q"
    before = paper(inline)
    after = redact(before, [WORDS_IN_PICTURE]).pdf
    assert colours(first_image(after).crop((0, 0, 30, 8))) == {(0, 0, 0)}
    assert changed_outside(before, after, edge=10) == 0


@pytest.mark.parametrize("key", ["/SMask", "/Mask"])
def test_a_mask_tells_nothing_of_what_was_under_a_box(key: str) -> None:
    def masked(pdf: pikepdf.Pdf) -> Dictionary:
        shown, mask = picture("flate")(pdf), picture("stencil" if key == "/Mask" else "flate")(pdf)
        if key == "/SMask":
            mask.write(picture_of_words().convert("L").tobytes())
            mask.ColorSpace = Name.DeviceGray
        shown[key] = mask
        return Dictionary(I=shown)

    before = paper(DRAWN, change=with_resources(XObject=masked))
    after = redact(before, [WORDS_IN_PICTURE]).pdf
    assert changed_outside(before, after) == 0
    with pikepdf.open(BytesIO(after)) as opened:
        (found,) = opened.pages[0].obj.Resources.XObject.as_dict().values()
        rows = found[key].read_bytes()
    covered = rows[: len(rows) * 66 // 150]
    assert len(set(covered)) == 1 or set(covered) == {0, 0x0F}  # the last bits of a row of 300 are none of it


def test_an_image_used_twice_is_painted_out_where_it_is_covered_only() -> None:
    before = paper(DRAWN + b" q 300 0 0 150 100 200 cm /I Do Q", change=image("flate"))
    after = redact(before, [WORDS_IN_PICTURE]).pdf
    assert changed_outside(before, after) == 0
    with pikepdf.open(BytesIO(after)) as opened:
        assert len(opened.pages[0].get_images()) == 2


def test_words_a_machine_read_take_the_picture_of_them_along() -> None:
    unseen = b"BT 3 Tr /F 40 Tf 110 606 Td (Kowalski) Tj ET"
    before = paper(DRAWN + unseen, change=image("flate"))
    after = redact(before, [TermMark(words="Kowalski")]).pdf
    assert colours(first_image(after).crop((15, 20, 115, 40))) == {(0, 0, 0)}
    assert text_of(after).split() == ["OTHER"]
    ((_, _, _, height),) = boxes_of(after)
    assert height > 50  # higher than the letters, which seldom lie exactly over the picture


@pytest.mark.parametrize("turned", [0, 90, 180, 270])
def test_a_box_is_where_it_was_seen(turned: int) -> None:
    def turn(pdf: pikepdf.Pdf) -> None:
        page = pdf.pages[0].obj
        page.Rotate, page.CropBox = turned, pikepdf.Array([40, 60, 500, 800])

    before = paper(line(b"(Secret) Tj", b"200 500") + line(b"(Open) Tj", b"200 480"), change=turn)
    with PageImages(before) as pages:
        (found,) = pages.find("Secret")
    (box,) = found.boxes
    mark = BoxMark(page=1, left=box.left, top=box.top, width=box.width, height=box.height)
    after = redact(before, [mark]).pdf
    assert set(text_of(after).split()) - {"OTHER"} == {"Open"}
    corner = round(box.left + 2), round(box.top + 2)
    assert picture_of(after).getpixel(corner) == (0, 0, 0)


def test_letters_half_under_a_box_go_whole_and_those_beside_it_stay() -> None:
    before = paper(line(b"(abcdefghij) Tj", b"100 700"))
    after = redact(before, [BoxMark(page=1, left=110, top=125, width=20, height=30)]).pdf
    assert text_of(after).split()[0] == "a"
    assert "j" in text_of(after)
    assert not set("cde") & set(text_of(after))


def test_shapes_under_a_box_go_and_those_outside_stay(tmp_path: Path) -> None:
    under = b"111 701 8 11 re f 113 702 m 118 702 l 115 709 l h f "
    bounded = b"q 105 700 20 10 re W n 0 0 595 842 re f Q "
    shapes = under + bounded + b"300 300 33 44 re f 0 0 595 842 re W n 5 w 50 50 m 60 60 l S"
    before = paper(shapes)
    after = redact(before, [BoxMark(page=1, left=100, top=120, width=40, height=30)]).pdf
    left = unpacked(after, tmp_path)
    assert b"111 701" not in left
    assert b"113 702 m" not in left
    assert b"300 300 33 44 re" in left
    assert b"0 0 595 842 re\nW" in left
    assert changed_outside(before, after) == 0


def test_what_is_put_on_the_page_under_a_box_goes() -> None:
    note = annotated(Subtype=Name.FreeText, Contents="Private", DA="/F 9 Tf")
    after = redact(paper(b"", change=note), [BoxMark(page=1, left=60, top=200, width=50, height=50)]).pdf
    with pikepdf.open(BytesIO(after)) as pdf:
        assert len(pdf.pages[0].obj.Annots) == 0


def test_the_code_of_the_class_stands_on_the_box_where_there_is_room() -> None:
    boxes = [
        BoxMark(page=1, left=50, top=50, width=200, height=20, why=RedactionClass.BIRTH_FAMILY),
        BoxMark(page=1, left=50, top=90, width=9, height=9, why=RedactionClass.CRIME),
    ]
    after = redact(paper(b""), boxes).pdf
    assert text_of(after).split() == ["BIRTH_FAMILY"]
    assert boxes_of(after) == [(50, 772, 200, 20), (50, 743, 9, 9)]


def test_a_box_on_a_page_there_is_not_is_refused() -> None:
    with pytest.raises(InvalidInput, match="page 2, and the document has 1"):
        redact(paper(b""), [BoxMark(page=2, left=0, top=0, width=9, height=9)])


def test_a_drawing_made_of_pictures_keeps_its_other_pages(tmp_path: Path) -> None:
    before = paper(DRAWN, line(b"(Second) Tj"), change=image("jpeg"))
    after = redact(before, [WORDS_IN_PICTURE]).pdf
    assert text_of(after).split() == ["HEALTH", "Second"]
    (tmp_path / "after.pdf").write_bytes(after)
    subprocess.run(["qpdf", "--check", tmp_path / "after.pdf"], check=True, capture_output=True)
