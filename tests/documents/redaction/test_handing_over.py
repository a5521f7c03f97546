"""Nothing is handed over while something is left in it, or while nobody can tell."""

from __future__ import annotations

from io import BytesIO

import pikepdf
import pytest
from pikepdf import Dictionary, Name

from fosterpanel.documents.redaction import redact
from fosterpanel.documents.redaction.areas import Area, Rect
from fosterpanel.documents.redaction.drawing import read_sheet
from fosterpanel.documents.redaction.matching import sought_in
from fosterpanel.documents.redaction.proof import prove
from fosterpanel.domain.redaction import (
    BoxMark,
    PagesToLookAt,
    PersonMark,
    RedactionClass,
    RedactionFailed,
    TermMark,
)
from fosterpanel.errors import InvalidInput, PaperRefused, PasswordNeeded
from tests.documents.redaction.judging import text_of
from tests.documents.redaction.papers import form, line, paper, picture, with_resources

TERM = TermMark(words="Kowalski")
SCAN = b"q 595 0 0 842 0 0 cm /I Do Q"
SAYS = line(b"(before Kowalski after) Tj")


def scanned(pdf: pikepdf.Pdf) -> None:
    pdf.pages[-1].obj.Resources.XObject = Dictionary(I=picture("jpeg")(pdf))


def odd_stream(pdf: pikepdf.Pdf) -> None:
    pdf.Root.Odd = pdf.make_stream(b"what Kowalski said")


def in_the_catalogue(pdf: pikepdf.Pdf) -> None:
    pdf.Root.Lang = pikepdf.String("Kowalski")


def test_a_term_that_survives_keeps_the_document_back() -> None:
    with pytest.raises(RedactionFailed, match="“Kowalski” is still in the inside of the file"):
        redact(paper(SAYS, change=odd_stream), [TERM])


@pytest.mark.parametrize(
    ("content", "change", "where"),
    [
        (SAYS, lambda pdf: None, "page 1"),
        (b"/X Do", with_resources(XObject=lambda pdf: Dictionary(X=form(SAYS)(pdf))), "page 1"),
        (
            b"/OC /L BDC /X Do EMC",
            with_resources(XObject=lambda pdf: Dictionary(X=form(SAYS)(pdf))),
            "page 1",
        ),
        (b"", in_the_catalogue, "a hidden part"),
    ],
    ids=["text", "form", "layer", "string"],
)
def test_the_proof_finds_what_was_left(content: bytes, change: object, where: str) -> None:
    with pytest.raises(RedactionFailed, match=f"“Kowalski” is still in {where}"):
        prove(paper(content, change=change), sought_in([TERM]), {})


def test_the_proof_finds_letters_under_a_box() -> None:
    area = Area(Rect(70, 690, 300, 720), RedactionClass.OTHER, 0.2)
    with pytest.raises(RedactionFailed, match="still under a box on page 1"):
        prove(paper(SAYS), (), {0: [area]})


def test_pages_that_are_pictures_are_named_until_somebody_looked_at_them() -> None:
    both = paper(SAYS, SCAN, change=scanned)
    with pytest.raises(
        PagesToLookAt, match="1 page cannot be searched for words: page 2 is a picture"
    ) as refused:
        redact(both, [TERM])
    assert [one.page for one in refused.value.pages] == [2]
    done = redact(both, [TERM], looked_at=[2])
    assert [one.page for one in done.looked_at] == [2]


def test_a_box_alone_needs_no_looking() -> None:
    box = BoxMark(page=1, left=10, top=10, width=50, height=50)
    assert redact(paper(SCAN, change=scanned), [box]).looked_at == ()


def test_what_letters_stand_for_by_their_own_account_is_searched_without_the_other_reader() -> None:
    said = b"/Span <</ActualText (Kowalski)>> BDC " + line(b"(XYZ) Tj") + b"EMC"
    with pikepdf.open(BytesIO(paper(said))) as pdf:
        page = pdf.pages[0]
        sheet = read_sheet(pdf, page, page.obj.Resources, sought_in([TERM]))
    ((sought, area),) = sheet.found()
    assert sought.asked == "Kowalski"
    assert area.rect.holds((80, 704))


def test_letters_that_stand_for_nothing_known_are_a_reason_to_look() -> None:
    def unknown(pdf: pikepdf.Pdf) -> None:
        procs = Dictionary({"/a": pdf.make_stream(b"500 0 0 0 400 700 d1 0 0 400 700 re f")})
        pdf.pages[0].obj.Resources.Font.F = Dictionary(
            Type=Name.Font, Subtype=Name.Type3, FontBBox=[0, 0, 500, 700], FontMatrix=[0.001, 0, 0, 0.001, 0, 0],
            CharProcs=procs, Encoding=Dictionary(Differences=[1, Name("/g1"), Name("/g2")]), FirstChar=1, LastChar=2,
            Widths=[500, 500], Resources=Dictionary(),
        )  # fmt: skip

    with pytest.raises(PagesToLookAt, match="page 1 has letters that stand for nothing known"):
        redact(paper(line(b"<0102010201020102> Tj"), change=unknown), [TERM])


def test_what_was_found_nowhere_is_said() -> None:
    done = redact(paper(SAYS), [TERM, TermMark(words="Leeds"), PersonMark(name="Ann Lee")])
    assert done.not_found == ("Leeds", "Ann Lee")
    assert done.boxes == {1: 1}


def test_progress_is_told_and_what_it_raises_stops_the_work() -> None:
    told: list[tuple[int, int]] = []
    redact(paper(SAYS, SAYS), [TERM], progress=lambda done, total: told.append((done, total)))
    assert told == [(0, 4), (1, 4), (2, 4), (3, 4)]

    def stop(done: int, total: int) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        redact(paper(SAYS), [TERM], progress=stop)


def test_no_marks_a_locked_paper_and_a_broken_one_are_refused() -> None:
    with pytest.raises(InvalidInput, match="Nothing is marked"):
        redact(paper(SAYS), [])
    with pytest.raises(PasswordNeeded):
        redact(paper(SAYS, encryption=pikepdf.Encryption(owner="o", user="u")), [TERM])
    with pytest.raises(PaperRefused, match=r"“notes\.pdf” is broken"):
        redact(b"%PDF-1.7", [TERM], name="notes.pdf")


def test_one_redaction_after_another_adds_up() -> None:
    once = redact(paper(SAYS), [TERM]).pdf
    twice = redact(once, [TermMark(words="after")]).pdf
    assert sorted(text_of(twice).split()) == ["OTHER", "OTHER", "before"]
    with pikepdf.open(BytesIO(twice)) as pdf:
        assert len(pdf.pages) == 1


def test_forms_that_draw_each_other_without_end_are_refused() -> None:
    def endless(pdf: pikepdf.Pdf) -> None:
        first, second = form(b"/B Do /B Do /B Do /B Do " * 3)(pdf), form(b"/A Do /A Do /A Do /A Do " * 3)(pdf)
        first.Resources.XObject, second.Resources.XObject = Dictionary(B=second), Dictionary(A=first)
        pdf.pages[0].obj.Resources.XObject = Dictionary(A=first)

    with pytest.raises(RedactionFailed, match="more than can be gone through"):
        redact(paper(b"/A Do", change=endless), [TERM])
