"""Invented files as people offer them: pictures, scans and Word files."""

from __future__ import annotations

from io import BytesIO
from zipfile import ZipFile

from PIL import Image, ImageDraw

UPSIDE_DOWN = 3
_ORIENTATION = 0x0112
_LATITUDE = {1: "N", 2: (52.0, 30.0, 0.0)}
_CONTENT_TYPES = """<?xml version="1.0" encoding="UTF-8"?>
<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">
<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>
<Override PartName="/word/document.xml"
 ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>"""
_RELATIONS = """<?xml version="1.0" encoding="UTF-8"?>
<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1"
 Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/>
</Relationships>"""
_BODY = """<?xml version="1.0" encoding="UTF-8"?>
<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body><w:p><w:r><w:t>{}</w:t></w:r>
</w:p></w:body></w:document>"""


def picture(size: tuple[int, int] = (60, 80), kind: str = "PNG", mode: str = "RGB") -> bytes:
    """A picture whose upper half is black."""
    return _saved(_half_black(size, mode), kind)


def photograph(size: tuple[int, int] = (60, 80), orientation: int = UPSIDE_DOWN) -> bytes:
    """A photograph taken with the camera turned, which says so and where it was taken."""
    exif = Image.Exif()
    exif[_ORIENTATION] = orientation
    exif.get_ifd(0x8825).update(_LATITUDE)
    return _saved(_half_black(size, "RGB"), "JPEG", exif=exif)


def scan(pages: int) -> bytes:
    """A scan of several pages in one file."""
    first, *more = [_half_black((60, 80), "1") for _ in range(pages)]
    return _saved(first, "TIFF", save_all=True, append_images=more)


def word_file(words: str = "The referee has known them for ten years.") -> bytes:
    """The smallest file Word would open."""
    kept = BytesIO()
    with ZipFile(kept, "w") as parts:
        parts.writestr("[Content_Types].xml", _CONTENT_TYPES)
        parts.writestr("_rels/.rels", _RELATIONS)
        parts.writestr("word/document.xml", _BODY.format(words))
    return kept.getvalue()


def rich_text(words: str = "Rich words") -> bytes:
    return rb"{\rtf1\ansi " + words.encode() + rb"\par}"


def protected_word_file() -> bytes:
    """What a Word file with a password begins with."""
    return bytes.fromhex("d0cf11e0a1b11ae1") + bytes(1024) + "EncryptedPackage".encode("utf-16-le")


def _half_black(size: tuple[int, int], mode: str) -> Image.Image:
    made = Image.new("RGB", size, "white")
    ImageDraw.Draw(made).rectangle((0, 0, size[0], size[1] // 2), fill="black")
    return made.convert(mode)


def _saved(picture: Image.Image, kind: str, **options: object) -> bytes:
    kept = BytesIO()
    picture.save(kept, kind, **options)
    return kept.getvalue()
