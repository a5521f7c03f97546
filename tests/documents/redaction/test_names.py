"""What a program called the parts of a file may be somebody's name: it goes, and the parts are found by new ones."""

from __future__ import annotations

from pathlib import Path

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name, String

from fosterpanel.documents.redaction import redact
from fosterpanel.documents.redaction.matching import sought_in
from fosterpanel.documents.redaction.proof import prove
from fosterpanel.domain.redaction import RedactionFailed, TermMark
from tests.documents.redaction.judging import changed_outside, holds, text_of, unpacked
from tests.documents.redaction.papers import Change, form, helvetica, line, paper, with_resources

TERM = TermMark(words="Kowalski")


def _font(pdf: pikepdf.Pdf) -> None:
    pdf.pages[0].obj.Resources.Font.KowalskiSans = helvetica(pdf)


def _catalogue(pdf: pikepdf.Pdf) -> None:
    pdf.Root.MadeFor = pikepdf.Object.parse(b"/K#6fwal#73ki")


def _drawn_letter(pdf: pikepdf.Pdf) -> None:
    glyph = pdf.make_stream(b"600 0 0 0 500 500 d1 0 0 500 500 re f")
    pdf.pages[0].obj.Resources.Font.T = pdf.make_indirect(
        Dictionary(
            Type=Name.Font, Subtype=Name.Type3, FontBBox=[0, 0, 600, 600], FontMatrix=[0.001, 0, 0, 0.001, 0, 0],
            FirstChar=65, LastChar=65, Widths=[600], CharProcs=Dictionary(Kowalski=glyph),
            Encoding=Dictionary(Type=Name.Encoding, Differences=[65, Name.Kowalski]),
        )
    )  # fmt: skip


def _answer(pdf: pikepdf.Pdf) -> None:
    ticked = form(line(b"(ticked) Tj", b"2 2"))(pdf)
    field = Dictionary(
        Type=Name.Annot, Subtype=Name.Widget, FT=Name.Btn, T=String("known to"), Rect=[72, 600, 172, 620], F=4,
        V=Name.Kowalski, AS=Name.Kowalski, AP=Dictionary(N=Dictionary(Kowalski=ticked)),
    )  # fmt: skip
    made = pdf.make_indirect(field)
    pdf.pages[0].obj.Annots = Array([made])
    pdf.Root.AcroForm = Dictionary(Fields=Array([made]))


def _ink() -> Change:
    none = Dictionary(FunctionType=2, Domain=[0, 1], C0=[0], C1=[1], N=1)
    space = Array([Name.Separation, Name("/Ink of Kowalski"), Name.DeviceGray, none])
    return with_resources(ColorSpace=Dictionary(Ink=space))


BOTH = line(b"(before after) Tj")
HIDDEN: dict[str, tuple[bytes, Change]] = {
    "a font": (b"BT /KowalskiSans 12 Tf 72 700 Td (before after) Tj ET", _font),
    "a drawing": (
        b"/Kowalski.jpg Do",
        with_resources(XObject=lambda pdf: Dictionary({"/Kowalski.jpg": form(BOTH)(pdf)})),
    ),
    "a mark": (b"/Kowalski BMC " + BOTH + b"EMC", lambda pdf: None),
    "what a mark says": (b"/Span <</Kowalski 1>> BDC " + BOTH + b"EMC", lambda pdf: None),
    "the catalogue": (BOTH, _catalogue),
    "a drawn letter": (BOTH + b"BT /T 12 Tf 72 650 Td (A) Tj ET", _drawn_letter),
    "the answer of a form": (BOTH, _answer),
    "an ink": (b"/Ink cs 0.5 scn 72 600 50 50 re f 0 g " + BOTH, _ink()),
}


@pytest.mark.parametrize("place", HIDDEN)
def test_a_name_goes_and_the_page_looks_as_it_did(place: str, tmp_path: Path) -> None:
    content, change = HIDDEN[place]
    before = paper(content, change=change)
    done = redact(before, [TERM])
    assert not holds(unpacked(done.pdf, tmp_path), "Kowalski")
    assert done.not_found == ()
    assert text_of(done.pdf).split()[:2] == ["before", "after"]
    assert changed_outside(before, done.pdf) == 0


@pytest.mark.parametrize("place", HIDDEN)
def test_the_proof_finds_a_name_that_was_left(place: str) -> None:
    content, change = HIDDEN[place]
    with pytest.raises(RedactionFailed, match="“Kowalski” is still in the inside of the file"):
        prove(paper(content, change=change), sought_in([TERM]), {})


@pytest.mark.parametrize("words", ["Page", "Mark", "Font", "Gray", "Helvetica"])
def test_people_called_as_the_format_calls_its_parts_leave_the_file_whole(words: str, tmp_path: Path) -> None:
    before = paper(b"0.4 g " + line(b"(before %b after) Tj" % words.encode()))
    done = redact(before, [TermMark(words=words)])
    assert "before" in text_of(done.pdf)
    assert words not in text_of(done.pdf)
    assert changed_outside(before, done.pdf) == 0
    assert b"/Type /Page\n" in unpacked(done.pdf, tmp_path)
