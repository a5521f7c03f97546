"""Invented PDFs as they come from offices, scanners and converters: each is nasty in one way, and valid.

Every page of every one shows a word nobody else has (``alpha-1`` on the first page of the one called alpha).
"""

from __future__ import annotations

import functools
import zlib
from collections.abc import Callable
from datetime import UTC, datetime
from io import BytesIO
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Encryption, Name, ObjectStreamMode, Pdf, String
from PIL import Image, ImageDraw, ImageFont

from fosterpanel.documents.authority import found_authority, issue_certificate
from fosterpanel.documents.pages import Document, DocumentFrame, Heading, Paragraph, SignatureBlock, render
from fosterpanel.documents.signing import sign

A4 = (595.276, 841.89)
A3 = (841.89, 1190.55)
MADE_AT = datetime(2026, 11, 3, 9, 0, tzinfo=UTC)

WRITTEN_ANSWER = "Łucja Ŵyn, £12"
HIDDEN_WORD, SHOWN_WORD = "hiddenlayer", "shownlayer"


def document(
    pages: list[tuple[bytes, dict[str, Any]]], finish: Callable[[Pdf], object] | None = None
) -> bytes:
    """A PDF of pages with that content and those entries."""
    with pikepdf.new() as pdf:
        font = pdf.make_indirect(Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica))
        for content, entries in pages:
            page = pdf.add_blank_page(page_size=A4)
            page.obj.Resources = Dictionary(Font=Dictionary(F1=font))
            page.obj.Contents = pdf.make_stream(content)
            for key, value in entries.items():
                page.obj[f"/{key}"] = value
        if finish:
            finish(pdf)
        return saved(pdf)


def saved(pdf: Pdf, **how: Any) -> bytes:
    file = BytesIO()
    pdf.save(file, **{"deterministic_id": "encryption" not in how, **how})
    return file.getvalue()


def words(text: str, x: float = 72, y: float = 700) -> bytes:
    return f"BT /F1 14 Tf {x} {y} Td ({text}) Tj ET\n".encode()


def plain(name: str, pages: int = 2, **entries: Any) -> bytes:
    return document([(words(f"{name}-{number}"), entries) for number in range(1, pages + 1)])


def rotated(name: str) -> bytes:
    """All four rotations, one of them written as a negative number."""
    turns = (0, 90, 180, -90)
    return document([(words(f"{name}-{n}", 200, 400), {"Rotate": turn}) for n, turn in enumerate(turns, 1)])


def inherited(name: str) -> bytes:
    """Boxes, rotation and resources that stand in the tree above the pages only."""

    def lift(pdf: Pdf) -> None:
        tree = pdf.Root.Pages
        tree.MediaBox, tree.Rotate = Array([0, 0, 700, 500]), 90
        tree.Resources = pdf.pages[0].obj.Resources
        for page in pdf.pages:
            del page.obj["/MediaBox"]
            del page.obj["/Resources"]

    return document([(words(f"{name}-{n}", 100, 300), {}) for n in (1, 2)], lift)


def cropped(name: str) -> bytes:
    """Crop boxes away from the corner, beyond the sheet, and upside down; a page in units of its own."""
    boxes = (
        {"MediaBox": Array([-100, -50, 700, 900]), "CropBox": Array([50, 60, 550, 800])},
        {"MediaBox": Array([10, 20, 600, 850]), "CropBox": Array([-500, -500, 2000, 2000])},
        {"MediaBox": Array([595, 842, 0, 0]), "Rotate": 270},
        {"MediaBox": Array([0, 0, 300, 420]), "UserUnit": 2},
    )
    return document([(words(f"{name}-{n}", 100, 300), box) for n, box in enumerate(boxes, 1)])


def mixed_sizes(name: str) -> bytes:
    sizes = (A4, A3, A4[::-1], A3[::-1], (200, 150))
    return document(
        [
            (words(f"{name}-{n}", 20, 100), {"MediaBox": Array([0, 0, *size])})
            for n, size in enumerate(sizes, 1)
        ]
    )


def opaque(name: str) -> bytes:
    """Black from edge to edge, painted last and as a background."""
    black = b"0 g 0 0 600 850 re f\n"
    return document([(black + b"1 g " + words(f"{name}-1"), {}), (words(f"{name}-2") + black, {})])


def unbalanced(name: str) -> bytes:
    """States left open or never saved, a page scaled for good, text and a marked part left open, in many shapes."""
    contents = (
        b"q q 0.24 0 0 0.24 100 100 cm " + words(f"{name}-1", 400, 1200),
        b"0.5 0 0 0.5 0 0 cm Q Q " + words(f"{name}-2", 300, 700) + b"Q",
        b"0.24 0 0 0.24 0 0 cm " + words(f"{name}-3", 300, 2000),
        b"q /Span <</ActualText (q q q)>> BDC " + words(f"{name}-4"),
        b"BT /F1 14 Tf 3 0 0 3 20 20 Tm 72 200 Td (" + name.encode() + b"-5) Tj",
        words(f"{name}-6") + b"BT /F1 9 Tf (q (Q q) q) Tj ET % q q q\nq 0.3 0 0 0.3 0 0 cm q",
        b"q\nBI /W 3 /H 1 /BPC 8 /CS /G ID  q \nEI\n0.2 0 0 0.2 0 0 cm\n" + words(f"{name}-7", 100, 900),
        b"q 3 w/F1 9 Tf\nQ\nq/F1 9 Tf " + words(f"{name}-8"),
    )
    return document([(content, {}) for content in contents])


def in_parts(name: str) -> bytes:
    """Content in several streams, a saved state reaching from one into the next; one page without any."""

    def split(pdf: Pdf) -> None:
        first, second = b"q 0.5 0 0 0.5 0 0 cm", words(f"{name}-1", 200, 900) + b"Q"
        pdf.pages[0].obj.Contents = Array([pdf.make_stream(first), pdf.make_stream(second)])
        del pdf.pages[2].obj["/Contents"]

    return document([(b"", {}), (words(f"{name}-2"), {}), (b"", {})], split)


def object_streams(name: str) -> bytes:
    with pikepdf.open(BytesIO(plain(name, 3))) as pdf:
        return saved(pdf, object_stream_mode=ObjectStreamMode.generate)


def linearized(name: str) -> bytes:
    with pikepdf.open(BytesIO(plain(name, 3))) as pdf:
        return saved(pdf, linearize=True)


def updated(name: str) -> bytes:
    """An incremental update that put a new page 1 in the place of the old one."""
    old = plain(name, 1)
    with pikepdf.open(BytesIO(old)) as pdf:
        number = pdf.pages[0].obj.Contents.objgen[0]
        size, root = int(pdf.trailer.Size), pdf.trailer.Root.objgen[0]
    content = words(f"{name}-1 updated")
    start = old.rindex(b"startxref\n") + len(b"startxref\n")
    before = int(old[start:].split(b"\n")[0])
    offset = len(old)
    update = b"%d 0 obj\n<< /Length %d >>\nstream\n%s\nendstream\nendobj\n" % (number, len(content), content)
    table = offset + len(update)
    trailer = (
        b"xref\n%d 1\n%010d 00000 n \ntrailer << /Size %d /Root %d 0 R /Prev %d >>\nstartxref\n%d\n%%%%EOF\n"
    )
    return old + update + trailer % (number, offset, size, root, before, table)


def locked_for_changes(name: str, user: str = "") -> bytes:
    """Encrypted; without ``user`` it opens for everybody and only forbids changes."""
    with pikepdf.open(BytesIO(plain(name))) as pdf:
        return saved(pdf, encryption=Encryption(owner="the owner's", user=user, R=6))


def tagged(name: str) -> bytes:
    return render(
        Document(
            frame=_frame(name), blocks=(Heading("Strengths"), Paragraph(f"{name}-1 says what it has to."))
        )
    ).pdf


def signed(name: str) -> bytes:
    authority = found_authority("Northshire Fostering", MADE_AT)
    keys = issue_certificate(authority, "Margaret Lowe", "Panel chair", "Northshire Fostering", MADE_AT)
    block = SignatureBlock("True record.", "Margaret Lowe", "Chair", "3 November 2026")
    paper = render(Document(frame=_frame(name), blocks=(Paragraph(f"{name}-1"), block)))
    return sign(paper.pdf, keys, reason="True record", location="Northport", signed_at=MADE_AT)


def _frame(name: str) -> DocumentFrame:
    return DocumentFrame(
        title=name, service_name="Northshire", reference="26-1", version="1", created_at=MADE_AT
    )


def form(name: str) -> bytes:
    """Answers with a picture of their own, without one, in capitals of three languages, and ticked boxes."""

    def fill(pdf: Pdf) -> None:
        page = pdf.pages[0].obj
        picture = pdf.make_stream(b"BT /F1 12 Tf 2 4 Td (Drawnanswer) Tj ET")
        picture.Type, picture.Subtype, picture.BBox = Name.XObject, Name.Form, Array([0, 0, 200, 20])
        picture.Resources = page.Resources
        tick = pdf.make_stream(b"BT /F1 12 Tf 2 4 Td (Tickedbox) Tj ET")
        tick.Type, tick.Subtype, tick.BBox = Name.XObject, Name.Form, Array([0, 0, 90, 20])
        tick.Resources = page.Resources
        ticked = Dictionary(N=Dictionary(Yes=tick))
        parent = pdf.make_indirect(Dictionary(FT=Name.Tx, T=String("carer"), V=String(WRITTEN_ANSWER)))
        fields = [
            _widget(page, 600, FT=Name.Tx, T=String("a"), V=String("Drawnanswer"), AP=Dictionary(N=picture)),
            _widget(page, 560, Parent=parent, DA=String("/Helv 0 Tf 0 g")),
            _widget(page, 500, 40, FT=Name.Tx, T=String("c"), V=String("First line\nSecond line"), Ff=1 << 12),
            _widget(page, 460, FT=Name.Btn, T=String("d"), V=Name.Yes, AS=Name.Yes, AP=ticked),
            _widget(page, 420, FT=Name.Ch, T=String("e"), V=String("Chosenanswer"), Q=2),
            _widget(page, 380, FT=Name.Tx, T=String("f"), V=String("Hiddenanswer"), F=2),
        ]  # fmt: skip
        fields = [pdf.make_indirect(field) for field in fields]
        parent.Kids = Array([fields[1]])
        note = Dictionary(
            Type=Name.Annot, Subtype=Name.Text, Rect=Array([20, 20, 40, 40]), Contents=String("A note")
        )
        page.Annots = Array([*fields, pdf.make_indirect(note)])
        top = [parent if "/Parent" in field else field for field in fields]
        pdf.Root.AcroForm = Dictionary(Fields=Array(top), DA=String("/Helv 10 Tf 0 g"))

    return document([(words(f"{name}-1"), {}), (words(f"{name}-2"), {})], fill)


def _widget(page: Any, bottom: float, height: float = 20, **entries: Any) -> Dictionary:
    widget = Dictionary(
        Type=Name.Annot, Subtype=Name.Widget, Rect=Array([72, bottom, 272, bottom + height]), F=4, P=page
    )
    for key, value in entries.items():
        widget[f"/{key}"] = value
    return widget


def layers(name: str, *, base_off: bool = False) -> bytes:
    """One layer shown, one hidden: by being listed as off, or because all are off that are not listed as on."""

    def add(pdf: Pdf) -> None:
        shown, hidden = (
            pdf.make_indirect(Dictionary(Type=Name.OCG, Name=String(called)))
            for called in ("Shown", "Hidden")
        )
        page = pdf.pages[0].obj
        page.Resources.Properties = Dictionary(On=shown, Off=hidden)
        setting = (
            Dictionary(BaseState=Name.OFF, ON=Array([shown])) if base_off else Dictionary(OFF=Array([hidden]))
        )
        setting.Order = Array([shown, hidden])
        pdf.Root.OCProperties = Dictionary(OCGs=Array([shown, hidden]), D=setting)

    content = (
        words(f"{name}-1")
        + b"/OC /On BDC " + words(SHOWN_WORD, 72, 600) + b"EMC\n"
        + b"/OC /Off BDC " + words(HIDDEN_WORD, 72, 500) + b"0 g 0 0 400 400 re f EMC\n"
    )  # fmt: skip
    return document([(content, {})], add)


def linked(name: str) -> bytes:
    """Links to the third page: by name in both kinds of list, by page, in an action; one to nowhere; bookmarks."""

    def add(pdf: Pdf) -> None:
        third = pdf.pages[2].obj
        fit = Array([third, Name.Fit])
        pdf.Root.Dests = Dictionary(Old=Dictionary(D=fit))
        new = Array([String("new"), Array([third, Name.FitH, 500])])
        leaf = pdf.make_indirect(Dictionary(Names=new, Limits=Array([String("new"), String("new")])))
        pdf.Root.Names = Dictionary(Dests=Dictionary(Kids=Array([leaf])))
        leads = (
            {"/Dest": Name.Old},
            {"/Dest": String("new")},
            {"/Dest": Array([third, Name.XYZ, 10, 600, 4])},
            {"/A": Dictionary(S=Name.GoTo, D=String("new"))},
            {"/Dest": String("nowhere")},
        )
        annotations = []
        for place, lead in enumerate(leads):
            link = Dictionary(
                Type=Name.Annot, Subtype=Name.Link, Rect=Array([72, 100 * place, 200, 100 * place + 20])
            )
            for key, value in lead.items():
                link[key] = value
            annotations.append(pdf.make_indirect(link))
        pdf.pages[0].obj.Annots = Array(annotations)
        with pdf.open_outline() as outline:
            chapter = pikepdf.OutlineItem("Chapter one", 0)
            chapter.children.append(pikepdf.OutlineItem("Part of it", 2))
            outline.root.append(chapter)

    return document([(words(f"{name}-{n}"), {}) for n in (1, 2, 3)], add)


def scan(text: str, dots_per_inch: int = 200, *, rotate: int = 0, mode: str = "L") -> bytes:
    """A page that is only a picture of words, A4, upright once it is turned as it says."""
    size = (round(210 / 25.4 * dots_per_inch), round(297 / 25.4 * dots_per_inch))
    picture = Image.new("L", size, 255)
    font = ImageFont.load_default(size=dots_per_inch // 4)
    ImageDraw.Draw(picture).text((size[0] // 8, size[1] // 4), text, fill=0, font=font)
    picture = picture.rotate(rotate, expand=True).convert(mode)
    box = A4 if rotate % 180 == 0 else A4[::-1]
    with pikepdf.new() as pdf:
        page = pdf.add_blank_page(page_size=box)
        page.obj.Resources = Dictionary(XObject=Dictionary(Im0=_image(pdf, picture)))
        page.obj.Contents = pdf.make_stream(f"q {box[0]} 0 0 {box[1]} 0 0 cm /Im0 Do Q".encode())
        page.obj.Rotate = rotate
        return saved(pdf)


def _image(pdf: Pdf, picture: Image.Image) -> pikepdf.Object:
    if picture.mode == "1":
        image, bits = pdf.make_stream(zlib.compress(picture.tobytes())), 1
        image.Filter = Name.FlateDecode
    else:
        kept = BytesIO()
        picture.save(kept, "JPEG", quality=90)
        image, bits = pdf.make_stream(kept.getvalue()), 8
        image.Filter = Name.DCTDecode
    image.Type, image.Subtype = Name.XObject, Name.Image
    image.Width, image.Height, image.BitsPerComponent = *picture.size, bits
    image.ColorSpace = Name.DeviceRGB if picture.mode == "RGB" else Name.DeviceGray
    return image


def active(name: str) -> bytes:
    """A program that runs on opening, and a link to the web."""

    def add(pdf: Pdf) -> None:
        pdf.Root.OpenAction = Dictionary(S=Name.JavaScript, JS=String("app.alert(1)"))
        link = Dictionary(
            Type=Name.Annot,
            Subtype=Name.Link,
            Rect=Array([0, 0, 9, 9]),
            A=Dictionary(S=Name.URI, URI=String("https://tracker.example/")),
        )
        pdf.pages[0].obj.Annots = Array([pdf.make_indirect(link)])

    return document([(words(f"{name}-1"), {})], add)


@functools.cache
def every_one() -> dict[str, bytes]:
    """All of them, by name; two more have the same file name in different folders."""
    return {
        "plain": plain("plain"),
        "rotated": rotated("rotated"),
        "inherited": inherited("inherited"),
        "cropped": cropped("cropped"),
        "mixed": mixed_sizes("mixed"),
        "opaque": opaque("opaque"),
        "unbalanced": unbalanced("unbalanced"),
        "parts": in_parts("parts"),
        "streams": object_streams("streams"),
        "linearized": linearized("linearized"),
        "updated": updated("updated"),
        "locked": locked_for_changes("locked"),
        "tagged": tagged("tagged"),
        "signed": signed("signed"),
        "form": form("form"),
        "layers": layers("layers"),
        "layersoff": layers("layersoff", base_off=True),
        "linked": linked("linked"),
        "active": active("active"),
        "one/report.pdf": plain("samename"),
        "two/report.pdf": plain("othername"),
    }
