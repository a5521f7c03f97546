"""What documents had stays as it was: typed answers show, hidden layers are hidden, what acts is gone and named."""

from __future__ import annotations

from pathlib import Path

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name, String

from fosterpanel.documents.packs import PackOptions, build_pack
from fosterpanel.documents.page_images import PageImages
from fosterpanel.errors import InvalidInput, NotFound, PaperRefused, PasswordNeeded
from tests.documents.packs import nasty
from tests.documents.packs.packing import LINE, Made, is_sound, make, make_of, opened, plan_of, read_pages


def test_answers_typed_into_a_form_show_and_can_no_longer_be_changed(
    nasty_pack: Made, tmp_path: Path
) -> None:
    page = read_pages(nasty_pack.pdf, tmp_path)[nasty_pack.first("form")]
    for answer in (
        "Drawnanswer",
        nasty.WRITTEN_ANSWER,
        "First line",
        "Second line",
        "Tickedbox",
        "Chosenanswer",
    ):
        assert page.holds(answer)
    assert not page.holds("Hiddenanswer")
    with opened(nasty_pack.pdf) as pdf:
        assert "/AcroForm" not in pdf.Root
        kinds = [one.Subtype for one in pdf.pages[nasty_pack.first("form")].obj.Annots]
        assert kinds == [Name.Text]


def test_another_reader_shows_the_answers_too(nasty_pack: Made) -> None:
    with PageImages(nasty_pack.pdf) as pages:
        text = pages.text(nasty_pack.first("form"))
    assert nasty.WRITTEN_ANSWER in text
    assert "Tickedbox" in text


@pytest.mark.parametrize("name", ["layers", "layersoff"])
def test_a_layer_that_was_hidden_stays_hidden(name: str, nasty_pack: Made, tmp_path: Path) -> None:
    first = nasty_pack.first(name)
    page = read_pages(nasty_pack.pdf, tmp_path)[first]
    assert page.holds(nasty.SHOWN_WORD)
    assert not page.holds(nasty.HIDDEN_WORD)
    with PageImages(nasty_pack.pdf) as pages:
        drawn = pages.render(first, 0.5)
    assert drawn.pixels.count(b"\0\0\0") < 100  # the hidden layer holds a large black box
    (report,) = [entry for entry in nasty_pack.report.entries if entry.entry_id == name]
    assert report.notes == ("1 hidden layer stayed hidden, but what is on it is still in the file.",)


def test_the_answer_of_a_form_on_a_hidden_layer_stays_hidden() -> None:
    made = make_of({"form": nasty.document([(nasty.words("form-1"), {})], answer_on_a_hidden_layer)})
    with PageImages(made.pdf) as pages:
        seen = pages.render(1, 0.3)
        dark = sum(level < 60 for level in seen.pixels[::4])
        assert dark < seen.width * seen.height * 0.1
    assert "1 hidden layer stayed hidden" in made.report.entries[0].notes[0]


def answer_on_a_hidden_layer(pdf: pikepdf.Pdf) -> None:
    layer = pdf.make_indirect(Dictionary(Type=Name.OCG, Name=String("For the office")))
    pdf.Root.OCProperties = Dictionary(OCGs=Array([layer]), D=Dictionary(OFF=Array([layer])))
    black = pdf.make_stream(
        b"0 g 0 0 500 700 re f", Type=Name.XObject, Subtype=Name.Form, BBox=[0, 0, 500, 700]
    )
    field = Dictionary(
        Type=Name.Annot, Subtype=Name.Widget, FT=Name.Tx, T=String("a"), V=String("hidden"), F=4, OC=layer,
        Rect=[50, 50, 550, 750], AP=Dictionary(N=black),
    )  # fmt: skip
    held = pdf.make_indirect(field)
    pdf.pages[0].obj.Annots = Array([held])
    pdf.Root.AcroForm = Dictionary(Fields=Array([held]))


def test_nobody_is_offered_to_show_a_hidden_layer(nasty_pack: Made) -> None:
    with opened(nasty_pack.pdf) as pdf:
        setting = pdf.Root.OCProperties.D
        assert (len(setting.Order), len(setting.OFF), len(setting.Locked)) == (0, 2, 4)


def test_what_acts_is_taken_out_and_named(nasty_pack: Made) -> None:
    (report,) = [entry for entry in nasty_pack.report.entries if entry.entry_id == "active"]
    assert any("JavaScript" in what for what in report.removed)
    assert any("https://tracker.example/ (page 1 of the document)" in what for what in report.removed)
    assert b"tracker.example" not in nasty_pack.pdf
    assert b"app.alert" not in nasty_pack.pdf


def test_a_signed_document_shows_its_signature_and_says_what_it_is_worth_here(
    nasty_pack: Made, tmp_path: Path
) -> None:
    (report,) = [entry for entry in nasty_pack.report.entries if entry.entry_id == "signed"]
    assert any("checked only in the file itself" in note for note in report.notes)
    assert read_pages(nasty_pack.pdf, tmp_path)[nasty_pack.first("signed")].holds("Margaret Lowe")


def test_tags_of_a_document_and_of_the_index_are_carried_over(nasty_pack: Made) -> None:
    with opened(nasty_pack.pdf) as pdf:
        parts = list(pdf.Root.StructTreeRoot.K[0].K)
        assert [str(part.T) for part in parts] == ["Index", "Paper tagged", "Paper signed"]
        owners = dict(pikepdf.NumberTree(pdf.Root.StructTreeRoot.ParentTree).items())
        page = pdf.pages[nasty_pack.first("tagged")].obj
        kinds = [str(owner.S) for owner in owners[int(page.StructParents)]]
        assert "/H2" in kinds
        assert all(owner.Pg.objgen == page.objgen for owner in _marked(owners[int(page.StructParents)]))


def test_only_a_pack_whose_every_document_has_tags_says_that_it_has_them(nasty_pack: Made) -> None:
    whole = make_of({"tagged": nasty.tagged("tagged")})
    for made, is_whole in ((nasty_pack, False), (whole, True)):
        with opened(made.pdf) as pdf:
            assert bool(pdf.Root.MarkInfo.Marked) is is_whole


def _marked(owners: pikepdf.Object) -> list[pikepdf.Object]:
    return [
        mark
        for owner in owners
        for mark in owner.K
        if isinstance(mark, pikepdf.Dictionary) and "/MCID" in mark
    ]


def test_an_encrypted_document_opens_with_its_password_only() -> None:
    sources = {"secret": nasty.locked_for_changes("secret", user="open sesame")}
    with pytest.raises(PasswordNeeded, match="Paper secret"):
        make_of(sources)
    made = make_of(sources, PackOptions(passwords={"secret": "open sesame"}))
    with PageImages(made.pdf) as pages:
        assert "secret-1" in pages.text(1)


def test_a_document_that_cannot_be_read_is_refused_by_its_name() -> None:
    with pytest.raises(PaperRefused, match="Paper torn"):
        make_of({"plain": nasty.plain("plain"), "torn": b"%PDF-1.7\nnothing more"})


def test_a_document_nobody_handed_in_is_named() -> None:
    with pytest.raises(NotFound, match="Paper gone"):
        make(plan_of(["gone"]), {})


def test_an_empty_pack_is_refused() -> None:
    with pytest.raises(InvalidInput, match="nothing to put in"):
        build_pack(plan_of([]), {})


def test_a_damaged_document_is_repaired_and_said_to_be() -> None:
    whole = nasty.plain("mended", 1)
    made = make_of({"mended": whole.replace(b"startxref\n", b"startxref\n9")})
    (report,) = made.report.entries
    assert report.notes == ("The file was damaged and has been repaired: look at every page of it.",)
    with PageImages(made.pdf) as pages:
        assert "mended-1" in pages.text(1)


@pytest.mark.parametrize(
    "end",
    [
        b"(unfinished", b"((a) b", b"<4B6F", b"[(a) 1", b"/Span <</MCID 0", b"BI /W 4 /H 4 /BPC 8 /CS /G ID abc",
    ],
)  # fmt: skip
def test_a_page_whose_content_breaks_off_is_named_and_numbered(end: bytes, tmp_path: Path) -> None:
    made = make_of({"cut": nasty.document([(nasty.words("cut-1") + end, {})])})
    assert made.report.entries[0].notes == ("Page 2 is damaged: look at it.",)
    (page,) = read_pages(made.pdf, tmp_path)[1:]
    assert {"cut-1", "2"} <= {word.text for word in page.words}
    assert page.holds(LINE)
    assert is_sound(made.pdf, tmp_path) == ""


@pytest.mark.parametrize("end", [b"% (a comment", b"[1 2 3] 0 d", b"<</A (])>> pop", b"((nested) [) Tj"])
def test_a_page_that_only_looks_as_if_it_broke_off_is_whole(end: bytes) -> None:
    made = make_of({"whole": nasty.document([(nasty.words("whole-1") + end, {})])})
    assert made.report.entries[0].notes == ()


def test_a_page_whose_content_cannot_be_unpacked_is_named_and_numbered(tmp_path: Path) -> None:
    def spoil(pdf: pikepdf.Pdf) -> None:
        pdf.pages[0].obj.Contents.write(b"no deflated bytes at all", filter=Name.FlateDecode)

    made = make_of({"spoilt": nasty.document([(b"", {})], spoil)})
    (report,) = made.report.entries
    assert any(note.startswith("Page 2 is damaged") for note in report.notes)
    assert [word.text for word in read_pages(made.pdf, tmp_path)[1].words][-1] == "2"
