"""Sixty documents as a panel gets them: reports typed by offices, and scans; half of each, mixed."""

from __future__ import annotations

import random
from collections.abc import Sequence
from io import BytesIO
from pathlib import Path

import pikepdf
from pikepdf import Dictionary, Name, ObjectStreamMode
from PIL import Image, ImageDraw, ImageFont
from reportlab.lib.pagesizes import A4
from reportlab.pdfgen.canvas import Canvas

WORDS = (
    "the",
    "carer",
    "child",
    "settled",
    "well",
    "into",
    "home",
    "school",
    "routine",
    "with",
    "contact",
    "report",
)
_SCAN_SIZE = (1654, 2339)
_DIFFERENT_SCANS = 8
_LINES = 48


def write_corpus(folder: Path, documents: int, pages: int) -> None:
    """Write so many documents with so many pages in all; the same numbers always give the same pages.

    Every third document has its objects packed into streams, as word processors write them.
    """
    chosen = random.Random(7)
    scans = [_scan(chosen) for _ in range(_DIFFERENT_SCANS)]
    for number in range(documents):
        length = pages // documents + (number < pages % documents)
        made = _typed(length, chosen) if number % 2 else _scanned(length, scans, chosen)
        if number % 3 == 0:
            with pikepdf.open(BytesIO(made)) as pdf:
                kept = BytesIO()
                pdf.save(kept, object_stream_mode=ObjectStreamMode.generate)
                made = kept.getvalue()
        (folder / f"{number:03} document.pdf").write_bytes(made)


def _typed(pages: int, chosen: random.Random) -> bytes:
    file = BytesIO()
    canvas = Canvas(file, pagesize=A4, pageCompression=1, invariant=True)
    for _ in range(pages):
        text = canvas.beginText(70, 770)
        text.setFont("Helvetica", 10.5)
        for _ in range(_LINES):
            text.textLine(_line(chosen))
        canvas.drawText(text)
        canvas.showPage()
    canvas.save()
    return file.getvalue()


def _line(chosen: random.Random) -> str:
    return " ".join(chosen.choices(WORDS, k=13))


def _scan(chosen: random.Random) -> bytes:
    """A page from a scanner at 200 dots to the inch, with the grain of paper."""
    picture = Image.effect_noise(_SCAN_SIZE, 18).point([min(255, shade + 90) for shade in range(256)])
    drawn, font = ImageDraw.Draw(picture), ImageFont.load_default(size=28)
    for line in range(_LINES):
        drawn.text((150, 160 + line * 42), _line(chosen)[:90], fill=30, font=font)
    kept = BytesIO()
    picture.save(kept, "JPEG", quality=26)
    return kept.getvalue()


def _scanned(pages: int, scans: Sequence[bytes], chosen: random.Random) -> bytes:
    with pikepdf.new() as pdf:
        for _ in range(pages):
            image = pdf.make_stream(chosen.choice(scans))
            image.Type, image.Subtype, image.Filter = Name.XObject, Name.Image, Name.DCTDecode
            image.Width, image.Height = _SCAN_SIZE
            image.BitsPerComponent, image.ColorSpace = 8, Name.DeviceGray
            page = pdf.add_blank_page(page_size=A4)
            page.obj.Resources = Dictionary(XObject=Dictionary(Im0=image))
            page.obj.Contents = pdf.make_stream(f"q {A4[0]} 0 0 {A4[1]} 0 0 cm /Im0 Do Q".encode())
        kept = BytesIO()
        pdf.save(kept)
        return kept.getvalue()
