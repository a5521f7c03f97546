"""Invented files as they come from outside, with one dangerous or broken thing in each."""

from __future__ import annotations

import struct
import zlib
from collections.abc import Callable
from io import BytesIO

import pikepdf
from pikepdf import Array, Dictionary, Name, String
from PIL import Image

Change = Callable[[pikepdf.Pdf], object]
SCRIPT = Dictionary(S=Name.JavaScript, JS="app.alert(1)")


def source(*changes: Change, pages: int = 2, **saved: object) -> bytes:
    """A file of blank pages after some changes."""
    kept = BytesIO()
    with pikepdf.new() as pdf:
        for _ in range(pages):
            pdf.add_blank_page(page_size=(595, 842))
        for change in changes:
            change(pdf)
        pdf.save(kept, **saved)
    return kept.getvalue()


def on_page(number: int, **entries: object) -> Change:
    """Put something on a page, which may take a mouse."""

    def change(pdf: pikepdf.Pdf) -> None:
        page = pdf.pages[number - 1].obj
        made = pdf.make_indirect(Dictionary(Type=Name.Annot, Rect=[10, 10, 90, 90], **entries))
        page.Annots = Array([*page.get("/Annots", Array()), made])

    return change


def link(**action: object) -> Change:
    """A link on the second page that does something."""
    return on_page(2, Subtype=Name.Link, A=Dictionary(**action))


def in_root(**entries: object) -> Change:
    """Something that belongs to the whole file."""

    def change(pdf: pikepdf.Pdf) -> None:
        for key, value in entries.items():
            pdf.Root[f"/{key}"] = value

    return change


def attached(name: str = "budget.xlsx") -> Change:
    """A file in the list of attached files."""

    def change(pdf: pikepdf.Pdf) -> None:
        pdf.attachments[name] = b"Secret figures"

    return change


def pinned_file(pdf: pikepdf.Pdf) -> None:
    """A file pinned to the first page."""
    stream = pdf.make_stream(b"Secret letter", Type=Name.EmbeddedFile)
    specification = pdf.make_indirect(
        Dictionary(Type=Name.Filespec, F="letter.doc", EF=Dictionary(F=stream), RF=Dictionary(F=[stream]))
    )
    on_page(1, Subtype=Name.FileAttachment, FS=specification)(pdf)


def associated(pdf: pikepdf.Pdf) -> None:
    """A file that belongs to the whole document, and another that belongs to it."""
    stream = pdf.make_stream(b"Secret figures")
    specification = Dictionary(
        Type=Name.Filespec, F="a.csv", EF=Dictionary(F=stream), RF=Dictionary(F=["b", stream])
    )
    pdf.Root.AF = Array([pdf.make_indirect(specification)])


def image_of(width: int, height: int) -> Change:
    """An image on the first page that says it is so large."""

    def change(pdf: pikepdf.Pdf) -> None:
        image = pdf.make_stream(
            b"\0", Type=Name.XObject, Subtype=Name.Image, Width=width, Height=height,
            ColorSpace=Name.DeviceGray, BitsPerComponent=8,
        )  # fmt: skip
        pdf.pages[0].obj.Resources = Dictionary(XObject=Dictionary(I=image))

    return change


def jpeg_2000(width: int, height: int, *, is_deflated: bool = False) -> Change:
    """An image on the first page that is larger than the file says: a JPEG 2000 knows its own size."""
    kept = BytesIO()
    Image.new("L", (8, 8)).save(kept, "JPEG2000")
    at = kept.getvalue().index(b"\xff\x4f\xff\x51") + 8
    data = kept.getvalue()[:at] + struct.pack(">II", width, height) + kept.getvalue()[at + 8 :]

    def change(pdf: pikepdf.Pdf) -> None:
        image_of(10, 10)(pdf)
        image = pdf.pages[0].obj.Resources.XObject.I
        if is_deflated:
            image.write(zlib.compress(data), filter=Array([Name.FlateDecode, Name.JPXDecode]))
        else:
            image.write(data, filter=Name.JPXDecode)

    return change


def bomb(megabytes: int) -> Change:
    """A first page whose drawing is nothing but blanks, packed."""

    def change(pdf: pikepdf.Pdf) -> None:
        stream = pdf.make_stream(b"")
        stream.write(packed_blanks(megabytes), filter=Name.FlateDecode)
        pdf.pages[0].obj.Contents = stream

    return change


def packed_blanks(megabytes: int, first: bytes = b"") -> bytes:
    """Many blanks in few bytes."""
    packer = zlib.compressobj(9)
    parts = [packer.compress(first), *(packer.compress(b" " * 2**20) for _ in range(megabytes))]
    return b"".join([*parts, packer.flush()])


def written(*objects: bytes) -> bytes:
    """A file as it is written by hand, for what no library would write; the first object is its catalogue."""
    made, places = BytesIO(), []
    made.write(b"%PDF-1.7\n")
    for number, each in enumerate(objects, start=1):
        places.append(made.tell())
        made.write(b"%d 0 obj\n%b\nendobj\n" % (number, each))
    start = made.tell()
    made.write(b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1))
    made.write(b"".join(b"%010d 00000 n \n" % place for place in places))
    made.write(b"trailer\n<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, start))
    return made.getvalue()


def text_field(**entries: object) -> Change:
    """A form with one answered field on the first page."""

    def change(pdf: pikepdf.Pdf) -> None:
        field = Dictionary(
            Type=Name.Annot,
            Subtype=Name.Widget,
            FT=Name.Tx,
            T="name",
            V=String("Ann"),
            Rect=[0, 0, 9, 9],
            **entries,
        )
        made = pdf.make_indirect(field)
        pdf.pages[0].obj.Annots = Array([made])
        pdf.Root.AcroForm = Dictionary(Fields=[made], CO=[made], XFA="<xdp/>")

    return change
