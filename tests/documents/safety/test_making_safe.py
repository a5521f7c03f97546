"""Nothing that acts, leads out or is carried along stays in a file, and each is named with its page."""

from __future__ import annotations

import re
from io import BytesIO

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name

from fosterpanel.documents.intake import examine_paper
from fosterpanel.documents.safety import Removed, make_safe, open_source
from fosterpanel.errors import PaperRefused
from tests.documents.safety import sources
from tests.documents.safety.sources import SCRIPT, in_root, link, on_page, source

DANGEROUS = re.compile(
    rb"/(?:JS|JavaScript|Launch|URI|GoToR|GoToE|SubmitForm|ImportData|EF|RF|XFA|CO|AA|RichMedia|Movie|Screen"
    rb"|FileAttachment|EmbeddedFiles|FFilter|Requirements|Collection|PresSteps)\b|Secret|app\.alert"
)


def script(**more: object) -> Dictionary:
    """A program that says more of itself."""
    return Dictionary(S=Name.JavaScript, JS="app.alert(1)", **more)


def safe(data: bytes) -> tuple[tuple[Removed, ...], bytes]:
    kept = BytesIO()
    with open_source(data) as pdf:
        removed = make_safe(pdf)
        pdf.save(kept, qdf=True, object_stream_mode=pikepdf.ObjectStreamMode.disable)
    return removed, kept.getvalue()


def outline(pdf: pikepdf.Pdf) -> None:
    with pdf.open_outline() as bookmarks:
        bookmarks.root.append(pikepdf.OutlineItem("Part", 0))
    item = pdf.Root.Outlines.First
    del item["/Dest"]
    item.A = pdf.make_indirect(Dictionary(S=Name.Launch, F="evil.exe"))


def elsewhere(pdf: pikepdf.Pdf) -> None:
    pdf.pages[0].obj.Contents = pdf.make_stream(b"q Q", F="other.bin", FFilter=Name.FlateDecode)


def script_of_page(pdf: pikepdf.Pdf) -> None:
    pdf.pages[1].obj.AA = Dictionary(O=SCRIPT)
    pdf.pages[1].obj.PresSteps = Dictionary(NA=SCRIPT)


def buried(pdf: pikepdf.Pdf) -> None:
    nested = Dictionary(S=Name.URI, URI="https://example.org/x")
    for _ in range(200):
        nested = Dictionary(Deeper=Array([nested]))
    pdf.Root.Odd = pdf.make_indirect(Dictionary(Top=nested))


@pytest.mark.parametrize(
    ("change", "what", "page"),
    [
        (in_root(OpenAction=SCRIPT), "program (JavaScript)", None),
        (in_root(AA=Dictionary(WC=SCRIPT)), "set off by itself", None),
        (
            in_root(Names=Dictionary(JavaScript=Dictionary(Names=["a", SCRIPT]))),
            "when the file is opened",
            None,
        ),
        (in_root(Requirements=Array([Dictionary(S=Name.EnableJavaScripts)])), "demand on the program", None),
        (in_root(Collection=Dictionary(View=Name.T)), "portfolio", None),
        (in_root(URI=Dictionary(Base="https://example.org")), "web address its links", None),
        (script_of_page, "program (JavaScript), set off by itself", 2),
        (script_of_page, "slide show", 2),
        (link(S=Name.URI, URI="https://example.org/a"), "a link to a web address: https://example.org/a", 2),
        (link(S=Name.Launch, F="calc.exe"), "starts another program or opens a file: calc.exe", 2),
        (link(S=Name.GoToR, F=Dictionary(UF="b.pdf"), D=[0, Name.Fit]), "a link to another file: b.pdf", 2),
        (link(S=Name.GoToE, T=Dictionary(R=Name.C)), "a link into an attached file", 2),
        (link(S=Name.SubmitForm, F="https://example.org"), "sends the answers away: https://example.org", 2),
        (link(S=Name.ImportData, F="x.fdf"), "brings in answers from another file: x.fdf", 2),
        (link(S=Name.Named, N=Name.Print), "gives the reader an order", 2),
        (link(S=Name("/Unheard-of")), "an action of a kind nobody needs", 2),
        (on_page(2, Subtype=Name.Link, A=script(P=Dictionary(K=1))), "a program (JavaScript)", 2),
        (in_root(OpenAction=script(P=Dictionary())), "a program (JavaScript)", None),
        (in_root(AA=Dictionary(WC=script(P=1))), "set off by itself", None),
        (in_root(Odd=Array([script(P=Dictionary(), Type=Name.StructElem)])), "a program", None),
        (in_root(OpenAction=Dictionary(JS="app.alert(1)")), "an action of a kind nobody needs", None),
        (on_page(1, Subtype=Name.RichMedia, RichMediaContent=Dictionary()), "a film, sound or model", 1),
        (on_page(1, Subtype=Name.Movie, Movie=Dictionary(F="x.avi")), "a film", 1),
        (on_page(1, Subtype=Name.Screen, A=SCRIPT), "a program (JavaScript)", 1),
        (on_page(1, Subtype=Name.Text, PA=SCRIPT, Contents="Note"), "a program (JavaScript)", 1),
        (sources.pinned_file, "an attached file: letter.doc", 1),
        (sources.associated, "an attached file: a.csv", None),
        (sources.attached(), "an attached file: budget.xlsx", None),
        (sources.text_field(AA=Dictionary(K=SCRIPT)), "a program (JavaScript), set off by itself", 1),
        (sources.text_field(), "a second form", None),
        (sources.text_field(), "the order in which the form calculates", None),
        (outline, "starts another program or opens a file: evil.exe", None),
        (elsewhere, "content that lies in another file", None),
        (buried, "a link to a web address: https://example.org/x", None),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
@pytest.mark.parametrize("streams", list(pikepdf.ObjectStreamMode), ids=str)
def test_what_is_dangerous_is_taken_out_and_named(
    change: sources.Change, what: str, page: int | None, streams: pikepdf.ObjectStreamMode
) -> None:
    removed, left = safe(source(change, object_stream_mode=streams))
    assert [each.page for each in removed if what in each.what] == [page]
    assert DANGEROUS.findall(left) == []


def test_a_name_written_with_escapes_is_known_all_the_same() -> None:
    data = sources.written(
        b"<</Type/Catalog/Pages 2 0 R/#4fpenAction<</S/J#61vaScript/J#53(app.alert)>>>>",
        b"<</Type/Pages/Count 1/Kids[3 0 R]>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]/Resources<<>>>>",
    )
    removed, left = safe(data)
    assert removed == (Removed("a program (JavaScript)", None),)
    assert DANGEROUS.findall(left) == []


def test_names_that_no_text_can_hold_are_no_hiding_place() -> None:
    data = sources.written(
        b"<</Type/Catalog/Pages 2 0 R/Odd <</K\xab 1/S/J\xab>>/AA<</O\xab<</S/JavaScript/JS(app.alert)>>>>>>",
        b"<</Type/Pages/Count 1/Kids[3 0 R]>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]/Resources<</Font<</F\xe9<</BaseFont/Hel\xe9>>>>>>"
        b"/AA<</O<</S/U\xab>>>>>>",
    )
    _, left = safe(data)
    assert DANGEROUS.findall(left) == []
    assert b"/Hel#e9" in left


def test_links_within_the_document_and_answers_in_a_form_stay() -> None:
    def links(pdf: pikepdf.Pdf) -> None:
        first = pdf.pages[0].obj
        on_page(2, Subtype=Name.Link, A=Dictionary(S=Name.GoTo, D=[first, Name.Fit]))(pdf)
        on_page(2, Subtype=Name.Link, A=Dictionary(S=Name.Named, N=Name.NextPage))(pdf)
        on_page(2, Subtype=Name.Link, Dest=[first, Name.Fit])(pdf)

    with open_source(source(sources.text_field(), links)) as pdf:
        make_safe(pdf)
        assert len(pdf.pages[1].obj.Annots) == 3
        assert [str(each.get("/A", {}).get("/S", "")) for each in pdf.pages[1].obj.Annots] == [
            "/GoTo",
            "/Named",
            "",
        ]
        assert str(pdf.Root.AcroForm.Fields[0].V) == "Ann"


def test_what_follows_a_link_within_the_document_goes() -> None:
    def change(pdf: pikepdf.Pdf) -> None:
        after = Dictionary(S=Name.Launch, F="evil.exe")
        link(S=Name.GoTo, D=[pdf.pages[0].obj, Name.Fit], Next=after)(pdf)

    removed, left = safe(source(change))
    assert removed == (Removed("an action that followed a link", 2),)
    assert b"evil" not in left
    assert b"/GoTo" in left


def test_an_attached_file_is_named_once_though_it_is_found_twice() -> None:
    removed, _ = safe(source(sources.pinned_file))
    assert removed == (Removed("an attached file: letter.doc", 1),)


def test_fonts_and_structure_that_only_sound_dangerous_stay() -> None:
    def change(pdf: pikepdf.Pdf) -> None:
        font = Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica)
        pdf.pages[0].obj.Resources = Dictionary(Font=Dictionary(AA=font, A=font, JS=font, EF2=font))
        tree = pdf.make_indirect(Dictionary(Type=Name.StructTreeRoot))
        tree.K = Array([pdf.make_indirect(Dictionary(S=Name.Sound, P=tree, A=Dictionary(O=Name.Layout)))])
        pdf.Root.StructTreeRoot = tree

    with open_source(source(change)) as pdf:
        assert make_safe(pdf) == ()
        assert pdf.pages[0].obj.Resources.Font.keys() == {"/AA", "/A", "/JS", "/EF2"}
        assert str(pdf.Root.StructTreeRoot.K[0].S) == "/Sound"


@pytest.mark.parametrize(
    ("change", "size"),
    [
        (sources.image_of(40_000, 30_000), "40,000 × 30,000 dots"),
        (sources.jpeg_2000(40_000, 30_000), "40,000 × 30,000 dots"),
        (sources.jpeg_2000(40_000, 30_000, is_deflated=True), "40,000 × 30,000 dots"),
        (sources.bomb(140), "more than 128 MB"),
    ],
    ids=["image", "JPEG 2000", "JPEG 2000 packed twice", "bomb"],
)
def test_what_would_fill_the_memory_is_refused_with_its_size(change: sources.Change, size: str) -> None:
    with open_source(source(change)) as pdf, pytest.raises(PaperRefused, match=f"“letter.pdf” holds.*{size}"):
        make_safe(pdf, name="letter.pdf")
    with pytest.raises(PaperRefused, match=f"“letter.pdf” holds.*{size}"):
        examine_paper(source(change), "letter.pdf")


@pytest.mark.parametrize(
    "change",
    [sources.image_of(7_016, 9_933), sources.jpeg_2000(7_016, 9_933), sources.bomb(100)],
    ids=["image", "JPEG 2000", "content"],
)
def test_what_is_only_large_is_taken(change: sources.Change) -> None:
    with open_source(source(change)) as pdf:
        assert make_safe(pdf) == ()
