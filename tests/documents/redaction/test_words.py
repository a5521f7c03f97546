"""Words go from a paper however they are written in it; the words before and after stay where they were."""

from __future__ import annotations

from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name, String
from reportlab.pdfbase.pdfmetrics import stringWidth

from fosterpanel.documents.redaction import redact
from fosterpanel.domain.redaction import RedactionClass, TermMark
from tests.documents.redaction.judging import boxes_of, changed_outside, holds, text_of, unpacked
from tests.documents.redaction.papers import (
    Change,
    annotated,
    answered_form,
    drawn_letters,
    form,
    in_numbers,
    line,
    numbered_font,
    paper,
    with_resources,
)

TERM = TermMark(words="Kowalski", why=RedactionClass.REFEREE)
NUMBERED = "before Kowalski after"
PLAIN = line(b"(before Kowalski after) Tj")
SPLIT = line(b"(before Ko) Tj (wal) Tj (ski after) Tj")


def _font(font: Callable[[pikepdf.Pdf], Dictionary]) -> Change:
    return with_resources(Font=lambda pdf: Dictionary(F=font(pdf)))


def _two_forms(pdf: pikepdf.Pdf) -> None:
    inner = form(line(b"(before Kowalski after) Tj", b"0 0"))(pdf)
    outer = form(b"q 1 0 0 1 72 700 cm /In Do Q", Matrix=[1, 0, 0, 1, 0, -5])(pdf)
    outer.Resources.XObject = Dictionary(In=inner)
    pdf.pages[0].obj.Resources.XObject = Dictionary(Out=outer)


def _shared_form(pdf: pikepdf.Pdf) -> None:
    shared = pdf.make_indirect(Dictionary(X=form(line(b"(before Kowalski after) Tj"))(pdf)))
    for page in pdf.pages:
        page.obj.Resources.XObject = shared


def _listed_only(pdf: pikepdf.Pdf) -> None:
    _shared_form(pdf)
    pdf.pages[1].obj.Contents = pdf.make_stream(line(b"(before after) Tj"))


def _soft_mask(pdf: pikepdf.Pdf) -> None:
    group = form(
        line(b"(Kowalski) Tj", b"72 400"), Group=Dictionary(S=Name.Transparency, CS=Name.DeviceGray)
    )(pdf)
    state = Dictionary(SMask=Dictionary(Type=Name.Mask, S=Name.Luminosity, G=group))
    pdf.pages[0].obj.Resources.ExtGState = Dictionary(M=state)


def _pattern(pdf: pikepdf.Pdf) -> None:
    pattern = form(line(b"(Kowalski) Tj", b"0 5"))(pdf)
    del pattern["/Subtype"]
    for key, value in {
        "/Type": Name.Pattern, "/PatternType": 1, "/PaintType": 1, "/TilingType": 1, "/XStep": 90, "/YStep": 20,
        "/BBox": Array([0, 0, 90, 20]),
    }.items():  # fmt: skip
        pattern[key] = value
    pdf.pages[0].obj.Resources.Pattern = Dictionary(P=pattern)


def _hidden_layer(pdf: pikepdf.Pdf) -> None:
    layer = pdf.make_indirect(Dictionary(Type=Name.OCG, Name="Notes"))
    pdf.Root.OCProperties = Dictionary(OCGs=[layer], D=Dictionary(OFF=[layer]))
    pdf.pages[0].obj.Resources.Properties = Dictionary(L=layer)


def _turned(pdf: pikepdf.Pdf) -> None:
    page = pdf.pages[0].obj
    page.Rotate, page.CropBox = 90, Array([50, 300, 550, 800])


def _named_words(pdf: pikepdf.Pdf) -> None:
    pdf.pages[0].obj.Resources.Properties = Dictionary(M=Dictionary(ActualText="Kowalski", MCID=0))


BOTH = "before after"
BACKWARDS = [
    (letter, 72 + stringWidth("Kowalski"[:place], "Helvetica", 12))
    for place, letter in reversed(list(enumerate(b"Kowalski")))
]
WAYS: dict[str, tuple[bytes, str]] = {
    "plain": (PLAIN, BOTH),
    "octal": (line(rb"(before \113owalsk\151 after) Tj"), BOTH),
    "in hexadecimal": (line(b"<6265666f7265204b6f77616c736b69206166746572> Tj"), BOTH),
    "in several operators": (SPLIT, BOTH),
    "kerned": (line(b"[(before K) 80 (ow) -30 (alsk) 12 (i) -20 ( after)] TJ"), BOTH),
    "spaced by gaps": (line(b"[(before) -400 (Kowalski) -400 (after)] TJ"), BOTH),
    "letters set wide": (line(b"(before ) Tj 6 Tc (Kowalski) Tj 0 Tc ( after) Tj"), BOTH),
    "letters parted by blanks": (line(b"(before K o w a l s k i after) Tj"), BOTH),
    "stretched": (line(b"80 Tz 2 Tw (before Kowalski after) Tj"), BOTH),
    "next line operators": (line(b"14 TL (before) ' 1 0 (Kowalski) \" (after) '"), BOTH),
    "spacing set with it": (line(b'14 TL 9 0.5 (before Kowalski after) "'), BOTH),
    "parted at the line's end": (line(b"14 TL (before Kowal-) Tj T* (ski after) Tj"), BOTH),
    "with a soft hyphen": (line(b"(before Kowal\xadski after) Tj"), BOTH),
    "in capitals": (line(b"(before KOWALSKI after) Tj"), BOTH),
    "in a longer word": (line(b"(before xKowalskiy after) Tj"), BOTH),
    "unseen": (line(b"3 Tr (before Kowalski after) Tj"), BOTH),
    "bold by printing twice": (PLAIN + line(b"(before Kowalski after) Tj", b"72.3 700"), BOTH),
    "turned": (b"BT /F 12 Tf 0.8 0.6 -0.6 0.8 200 400 Tm (before Kowalski after) Tj ET", ""),
    "drawn from the last letter to the first": (
        line(b"(before) Tj") + b"".join(line(b"(%c) Tj" % letter, b"%.3f 650" % at) for letter, at in BACKWARDS)
        + line(b"(after) Tj", b"72 600"), BOTH,
    ),
    "outside the page": (line(b"(before after) Tj") + line(b"(Kowalski) Tj", b"900 700"), BOTH),
    "after states left open": (b"q 0.5 0 0 0.5 0 0 cm q " + line(b"(before Kowalski after) Tj", b"144 1400"), BOTH),
    "after one state too many closed": (b"Q Q " + line(b"(before Kowalski after) Tj"), BOTH),
    "with a word of its own for it": (
        b"/Span <</ActualText (Kowalski)>> BDC " + line(b"(XYZ) Tj") + b"EMC " + line(b"(before after) Tj", b"72 100"),
        BOTH,
    ),
}  # fmt: skip
PLACES: dict[str, tuple[bytes, Change, str]] = {
    "forms within forms": (b"/Out Do", _two_forms, BOTH),
    "a form used on two pages": (b"/X Do", _shared_form, BOTH),
    "a form listed for a page that does not draw it": (b"/X Do", _listed_only, BOTH),
    "a font of numbered letters": (
        b"BT /F 12 Tf 72 700 Td " + in_numbers(NUMBERED, NUMBERED) + b" Tj ET", _font(numbered_font(NUMBERED)), BOTH,
    ),
    "a font of drawn letters": (line(b"(before Kowalski after) Tj"), _font(drawn_letters), BOTH),
    "a hidden layer": (
        line(b"(before after) Tj") + b" /OC /L BDC " + line(b"(Kowalski) Tj", b"72 600") + b" EMC", _hidden_layer, BOTH,
    ),
    "a soft mask": (b"/M gs 0 0 300 300 re f " + line(b"(before after) Tj"), _soft_mask, BOTH),
    "a pattern": (
        line(b"(before after) Tj") + b" /Pattern cs /P scn 72 300 200 100 re f", _pattern, BOTH,
    ),
    "a turned and cropped page": (line(b"(before Kowalski after) Tj", b"100 500"), _turned, BOTH),
    "a form's answer": (line(b"(before after) Tj"), answered_form, BOTH),
    "a note": (line(b"(before after) Tj"), annotated(Subtype=Name.Text, Contents="Ask Kowalski", T="Kowalski"), BOTH),
    "a stamp": (
        line(b"(before after) Tj"),
        annotated(Subtype=Name.Stamp, AP=lambda pdf: Dictionary(N=form(line(b"(Kowal) Tj (ski) Tj", b"0 0"))(pdf))),
        BOTH,
    ),
    "words in the resources": (
        b"/Span /M BDC " + line(b"(XYZ) Tj") + b"EMC " + line(b"(before after) Tj", b"72 100"), _named_words, BOTH,
    ),
}  # fmt: skip


@pytest.mark.parametrize("way", WAYS)
def test_words_go_however_they_are_written(way: str, tmp_path: Path) -> None:
    content, stays = WAYS[way]
    before = paper(content)
    after = redact(before, [TERM]).pdf
    left = text_of(after)
    assert not holds(unpacked(after, tmp_path), "Kowalski")
    assert "owalsk" not in left.lower()
    assert (
        " ".join(word for word in left.split() if word in ("before", "after", "far"))[: len(str(stays))]
        == stays
    )
    assert boxes_of(after)
    if "closed" not in way:  # poppler itself loses its place there
        assert changed_outside(before, after) == 0


@pytest.mark.parametrize("place", PLACES)
def test_words_go_wherever_they_hide(place: str, tmp_path: Path) -> None:
    content, change, stays = PLACES[place]
    pages = 2 if change in (_shared_form, _listed_only) else 1
    after = redact(paper(*[content] * pages, change=change), [TERM]).pdf
    left = text_of(after)
    assert not holds(unpacked(after, tmp_path), "Kowalski")
    assert in_numbers("Kowalski", NUMBERED)[1:-1] not in unpacked(after, tmp_path)
    assert "owalsk" not in left.lower()
    assert [word for word in left.split() if word in ("before", "after")] == stays.split() * pages


def _everything_hidden(pdf: pikepdf.Pdf) -> None:
    with pdf.open_metadata() as metadata:
        metadata["dc:title"] = "About Kowalski"
    pdf.docinfo["/Title"] = "About Kowalski"
    pdf.attachments["kowalski.txt"] = b"Kowalski"
    pdf.Root.PageLabels = Dictionary(Nums=Array([0, Dictionary(P=String("Kowalski "))]))
    pdf.Root.Dests = Dictionary({"/Kowalski": Array([pdf.pages[0].obj, Name.Fit])})
    with pdf.open_outline() as bookmarks:
        bookmarks.root.append(pikepdf.OutlineItem("What Kowalski said", 0))
    page = pdf.pages[0].obj
    page.PieceInfo = Dictionary(Maker=Dictionary(Private="Kowalski"))
    page.Thumb = pdf.make_stream(b"\0" * 4, Width=2, Height=2, ColorSpace=Name.DeviceGray, BitsPerComponent=8)
    tree = pdf.make_indirect(Dictionary(Type=Name.StructTreeRoot))
    tree.K = pdf.make_indirect(Dictionary(S=Name.Figure, P=tree, Alt="Photograph of Kowalski", Pg=page, K=0))
    pdf.Root.StructTreeRoot = tree
    signature = Dictionary(
        Type=Name.Sig, Contents=b"signed by Kowalski", ByteRange=[0, 1, 2, 3], Name="Kowalski"
    )
    field = Dictionary(FT=Name.Sig, T="s", V=pdf.make_indirect(signature))
    pdf.Root.AcroForm = Dictionary(Fields=[pdf.make_indirect(field)])
    pdf.trailer.Custom = String("Kowalski")


def test_words_go_from_what_nobody_sees(tmp_path: Path) -> None:
    before = paper(line(b"(before Kowalski after) Tj"), change=_everything_hidden)
    assert holds(unpacked(before, tmp_path), "Photograph of Kowalski")
    done = redact(before, [TERM])
    assert not holds(unpacked(done.pdf, tmp_path), "Kowalski")
    said = " ".join(one.what for one in done.removed)
    for part in ("metadata", "private data", "small pictures", "attached file: kowalski.txt", "signature"):
        assert part in said
    with pikepdf.open(tmp_path / "packed.pdf") as pdf:
        assert str(pdf.Root.Outlines.First.Title) == "What [REFEREE] said"


def test_earlier_versions_of_a_file_go(tmp_path: Path) -> None:
    first = paper(line(b"(before Kowalski after) Tj"))
    place = first.index(b"startxref\n") + len(b"startxref\n")
    start = int(first[place : first.index(b"\n", place)])
    root = b"1 0 obj\n<</Type/Catalog/Pages 2 0 R/Note (later)>>\nendobj\n"
    number = (
        next(n for n in range(1, 9) if b"%d 0 obj\n<< /Pages" % n in first) if b"<< /Pages" in first else 1
    )
    later = first + root.replace(b"1 0 obj", b"%d 0 obj" % number)
    later += b"xref\n%d 1\n%010d 00000 n \ntrailer\n<</Size 9/Root %d 0 R/Prev %d>>\nstartxref\n%d\n%%%%EOF\n" % (
        number, len(first), number, start, len(first) + len(root),
    )  # fmt: skip
    after = redact(later, [TERM]).pdf
    assert after.count(b"%%EOF") == 1
    assert not holds(unpacked(after, tmp_path), "Kowalski")


@pytest.mark.parametrize("password", ["", "secret"])
def test_an_encrypted_paper_comes_out_in_clear(password: str, tmp_path: Path) -> None:
    locked = paper(
        line(b"(before Kowalski after) Tj"), encryption=pikepdf.Encryption(owner="o", user=password)
    )
    after = redact(locked, [TERM], password=password).pdf
    assert b"/Encrypt" not in after
    assert sorted(text_of(after).split()) == ["REFEREE", "after", "before"]


def test_a_tagged_paper_keeps_its_structure_and_loses_other_words_for_what_went() -> None:
    def tagged(pdf: pikepdf.Pdf) -> None:
        page = pdf.pages[0].obj
        tree = pdf.make_indirect(Dictionary(Type=Name.StructTreeRoot))
        parts = [
            Dictionary(S=Name.P, P=tree, Pg=page, K=number, ActualText=f"Part {number}") for number in (0, 1)
        ]
        tree.K = Array([pdf.make_indirect(part) for part in parts])
        pdf.Root.StructTreeRoot = tree

    content = b"/P <</MCID 0>> BDC %b EMC /P <</MCID 1>> BDC %b EMC" % (
        line(b"(before Kowalski after) Tj"), line(b"(other) Tj", b"72 600"),
    )  # fmt: skip
    with pikepdf.open(BytesIO(redact(paper(content, change=tagged), [TERM]).pdf)) as pdf:
        first, second = pdf.Root.StructTreeRoot.K
        assert "/ActualText" not in first
        assert str(second.ActualText) == "Part 1"


def test_no_name_runs_across_columns() -> None:
    left = line(b"(They met Adam) Tj") + line(b"(at the school gate.) Tj", b"72 680")
    before = paper(left + line(b"(Kowalski came late.) Tj", b"300 700"))
    done = redact(before, [TermMark(words="Adam Kowalski")])
    assert (done.boxes, done.not_found) == ({}, ("Adam Kowalski",))


def test_what_was_found_in_a_pattern_or_a_drawn_letter_is_not_said_to_be_nowhere() -> None:
    assert redact(paper(b"/Pattern cs /P scn 72 300 200 100 re f", change=_pattern), [TERM]).not_found == ()
