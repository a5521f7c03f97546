"""Invented papers that name Kowalski in every way a PDF can, with words before and after that must stay."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from io import BytesIO
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name, Stream, String
from PIL import Image, ImageDraw

from fosterpanel.paths import resources

Change = Callable[[pikepdf.Pdf], object]


def paper(*contents: bytes, change: Change = lambda pdf: None, **saved: Any) -> bytes:
    """A paper with a page for each content; F is Helvetica, and whatever a change puts in."""
    kept = BytesIO()
    with pikepdf.new() as pdf:
        for content in contents:
            page = pdf.add_blank_page(page_size=(595, 842)).obj
            page.Resources = Dictionary(Font=Dictionary(F=helvetica(pdf)))
            page.Contents = pdf.make_stream(content)
        change(pdf)
        pdf.save(kept, **saved)
    return kept.getvalue()


def helvetica(pdf: pikepdf.Pdf) -> pikepdf.Object:
    return pdf.make_indirect(
        Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica, Encoding=Name.WinAnsiEncoding)
    )


def line(shown: bytes, at: bytes = b"72 700") -> bytes:
    """A line of text."""
    return b"BT /F 12 Tf %b Td %b ET\n" % (at, shown)


def with_resources(**kinds: Any) -> Change:
    """Resources of the first page besides the font."""

    def change(pdf: pikepdf.Pdf) -> None:
        for kind, held in kinds.items():
            pdf.pages[0].obj.Resources[f"/{kind}"] = held(pdf) if callable(held) else held

    return change


def form(content: bytes, **entries: Any) -> Callable[[pikepdf.Pdf], Stream]:
    """A form, drawn with the font F."""

    def made(pdf: pikepdf.Pdf) -> Stream:
        fonts = Dictionary(Font=Dictionary(F=helvetica(pdf)))
        held = Dictionary(
            Type=Name.XObject, Subtype=Name.Form, BBox=[0, 0, 595, 842], Resources=fonts, **entries
        )
        return pdf.make_stream(content, held)

    return made


def numbered_font(words: str) -> Callable[[pikepdf.Pdf], Dictionary]:
    """A font whose letters have numbers, as word processors write it: code 1 is the first letter used, and so on."""
    letters = sorted(set(words))

    def made(pdf: pikepdf.Pdf) -> Dictionary:
        meant = b"".join(
            b"<%04x> <%b>\n" % (number, letter.encode("utf-16-be").hex().encode())
            for number, letter in enumerate(letters, 1)
        )
        map_ = b"1 begincodespacerange <0000> <ffff> endcodespacerange\n%d beginbfchar\n%bendbfchar" % (
            len(letters), meant,
        )  # fmt: skip
        descendant = Dictionary(
            Type=Name.Font, Subtype=Name.CIDFontType2, BaseFont=Name.DejaVu, DW=600, W=Array([1, Array([600] * 30)]),
            CIDSystemInfo=Dictionary(Registry="Adobe", Ordering="Identity", Supplement=0),
            FontDescriptor=pdf.make_indirect(descriptor(pdf)), CIDToGIDMap=pdf.make_stream(glyph_numbers(letters)),
        )  # fmt: skip
        return pdf.make_indirect(
            Dictionary(
                Type=Name.Font, Subtype=Name.Type0, BaseFont=Name.DejaVu, Encoding=Name("/Identity-H"),
                DescendantFonts=[pdf.make_indirect(descendant)], ToUnicode=pdf.make_stream(map_),
            )
        )  # fmt: skip

    return made


def descriptor(pdf: pikepdf.Pdf) -> Dictionary:
    font = (resources() / "fonts" / "DejaVuSans.ttf").read_bytes()
    return Dictionary(
        Type=Name.FontDescriptor, FontName=Name.DejaVu, Flags=4, FontBBox=[-1000, -300, 1500, 1000], ItalicAngle=0,
        Ascent=900, Descent=-200, CapHeight=700, StemV=80, FontFile2=pdf.make_stream(font, Length1=len(font)),
    )  # fmt: skip


def glyph_numbers(letters: Sequence[str]) -> bytes:
    from fontTools.ttLib import TTFont

    font = TTFont(resources() / "fonts" / "DejaVuSans.ttf")
    known = font.getBestCmap()
    return b"\0\0" + b"".join(font.getGlyphID(known[ord(letter)]).to_bytes(2, "big") for letter in letters)


def in_numbers(words: str, all_words: str) -> bytes:
    """Words as that font writes them."""
    letters = sorted(set(all_words))
    return b"<" + b"".join(b"%04x" % (letters.index(letter) + 1) for letter in words) + b">"


def drawn_letters(pdf: pikepdf.Pdf) -> Dictionary:
    """A font whose letters are little drawings, each a box of its own width (Type 3)."""
    names = {letter: Name(f"/g{ord(letter)}") for letter in "Kowalski bfretAn"}
    drawings = Dictionary(
        {str(name): pdf.make_stream(b"500 0 0 0 400 700 d1 0 0 400 700 re f") for name in names.values()}
    )
    different = [part for letter, name in sorted(names.items()) for part in (ord(letter), name)]
    meant = b"".join(b"<%02x> <%04x>\n" % (ord(letter), ord(letter)) for letter in names)
    map_ = b"1 begincodespacerange <00> <ff> endcodespacerange %d beginbfchar\n%bendbfchar" % (
        len(names),
        meant,
    )
    return pdf.make_indirect(
        Dictionary(
            Type=Name.Font, Subtype=Name.Type3, FontBBox=[0, 0, 500, 700], FontMatrix=[0.001, 0, 0, 0.001, 0, 0],
            CharProcs=drawings, Encoding=Dictionary(Type=Name.Encoding, Differences=Array(different)), FirstChar=0,
            LastChar=255, Widths=Array([500] * 256), Resources=Dictionary(), ToUnicode=pdf.make_stream(map_),
        )
    )  # fmt: skip


def picture(kind: str = "flate", size: tuple[int, int] = (300, 150)) -> Callable[[pikepdf.Pdf], Stream]:
    """An image with words in its upper half and a grey ramp in its lower one."""

    def made(pdf: pikepdf.Pdf) -> Stream:
        return stored_image(pdf, picture_of_words(size), kind)

    return made


def picture_of_words(size: tuple[int, int] = (300, 150)) -> Image.Image:
    image = Image.new("RGB", size, "white")
    pen = ImageDraw.Draw(image)
    pen.text((10, 10), "KOWALSKI", fill="navy", font_size=40)
    for across in range(size[0]):
        shade = 255 * across // size[0]
        pen.line((across, size[1] // 2, across, size[1]), fill=(shade, 255 - shade, 120))
    return image


def stored_image(pdf: pikepdf.Pdf, image: Image.Image, kind: str) -> Stream:
    spaces = {"1": Name.DeviceGray, "L": Name.DeviceGray, "RGB": Name.DeviceRGB, "CMYK": Name.DeviceCMYK}
    if kind in ("bits", "stencil"):
        image = image.convert("1")
    if kind == "cmyk":
        image = image.convert("CMYK")
    made = pdf.make_stream(
        b"", Type=Name.XObject, Subtype=Name.Image, Width=image.width, Height=image.height,
        BitsPerComponent=1 if image.mode == "1" else 8,
    )  # fmt: skip
    if kind == "stencil":
        made.ImageMask = True
    else:
        made.ColorSpace = spaces[image.mode]
    if kind in ("jpeg", "cmyk", "jpx"):
        packed = BytesIO()
        image.save(
            packed, "JPEG2000" if kind == "jpx" else "JPEG", **({} if kind == "jpx" else {"quality": 90})
        )
        made.write(packed.getvalue(), filter=Name.JPXDecode if kind == "jpx" else Name.DCTDecode)
    else:
        made.write(image.tobytes())
    return made


def annotated(**entries: Any) -> Change:
    """Something put on the first page."""

    def change(pdf: pikepdf.Pdf) -> None:
        made = {key: held(pdf) if callable(held) else held for key, held in entries.items()}
        note = Dictionary(Type=Name.Annot, Rect=[72, 600, 200, 620], **made)
        pdf.pages[0].obj.Annots = Array([pdf.make_indirect(note)])

    return change


def answered_form(pdf: pikepdf.Pdf) -> None:
    """A form whose answer is Kowalski, with its picture, and another answer."""
    look = Dictionary(N=form(line(b"(Kowalski) Tj", b"0 2"))(pdf))
    fields = [
        pdf.make_indirect(
            Dictionary(
                Type=Name.Annot, Subtype=Name.Widget, FT=Name.Tx, T=String(name), V=String(answer), DV=String(answer),
                Rect=[72, height, 200, height + 20], DA="/F 12 Tf 0 g", AP=picture_,
            )
        )
        for name, answer, height, picture_ in (("who", "Kowalski", 600, look), ("where", "Leeds", 500, Dictionary()))
    ]  # fmt: skip
    pdf.pages[0].obj.Annots = Array(fields)
    pdf.Root.AcroForm = Dictionary(Fields=Array(fields))
