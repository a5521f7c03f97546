"""Other people's programs look at a redacted paper: poppler reads and draws it, qpdf unpacks it."""

from __future__ import annotations

import re
import subprocess
from io import BytesIO
from pathlib import Path

import pikepdf
from PIL import Image, ImageChops, ImageDraw

DOTS = 72
_BOX = re.compile(rb"(-?[\d.]+) (-?[\d.]+) (-?[\d.]+) (-?[\d.]+) re f\n")


def text_of(pdf: bytes) -> str:
    """The words of a paper, as pdftotext reads them."""
    done = subprocess.run(["pdftotext", "-raw", "-", "-"], input=pdf, capture_output=True, check=True)
    return done.stdout.decode()


def unpacked(pdf: bytes, folder: Path) -> bytes:
    """The whole file with every stream unpacked by qpdf."""
    packed, plain = folder / "packed.pdf", folder / "plain.pdf"
    packed.write_bytes(pdf)
    options = ["--qdf", "--object-streams=disable", "--decode-level=all", "--no-warn"]
    subprocess.run(["qpdf", *options, packed, plain], check=True, capture_output=True)
    return plain.read_bytes()


def holds(data: bytes, words: str) -> bool:
    """Whether a file holds words, in any of the ways text is written."""
    low = data.lower()
    ways = [words.lower().encode(encoding) for encoding in ("latin-1", "utf-16-be", "utf-16-le")]
    return any(way in low or way.hex().encode() in low for way in ways)


def boxes_of(pdf: bytes, page: int = 0) -> list[tuple[float, float, float, float]]:
    """The black boxes of a page: left, bottom, width and height in the page's own points."""
    with pikepdf.open(BytesIO(pdf)) as opened:
        content = opened.pages[page].obj.Contents.read_bytes()
    drawn = content[content.rindex(b"/Artifact BMC q 0 g") :] if b"/Artifact BMC q 0 g" in content else b""
    left, bottom, width, height = 1, 2, 3, 4
    return [tuple(float(one[side]) for side in (left, bottom, width, height)) for one in _BOX.finditer(drawn)]


def picture_of(pdf: bytes, page: int = 1) -> Image.Image:
    """A page as poppler draws it."""
    options = ["-r", str(DOTS), "-f", str(page), "-l", str(page), "-cropbox", "-png"]
    done = subprocess.run(["pdftoppm", *options, "-"], input=pdf, capture_output=True, check=True)
    return Image.open(BytesIO(done.stdout)).convert("RGB")


def changed_outside(before: bytes, after: bytes, tolerance: int = 0, edge: int = 2) -> int:
    """How many dots of the first page changed outside its boxes, an edge of some dots aside (A4, not turned)."""
    old, new = picture_of(before), picture_of(after)
    different = ImageChops.difference(old, new).convert("L").point(lambda shade: 255 * (shade > tolerance))
    pen = ImageDraw.Draw(different)
    for left, bottom, width, height in boxes_of(after):
        pen.rectangle(
            (left - edge, 842 - bottom - height - edge, left + width + edge, 842 - bottom + edge), fill=0
        )
    return different.histogram()[255]
