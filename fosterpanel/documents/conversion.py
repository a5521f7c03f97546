"""Files that are no PDF yet: pictures become pages here, Word files through LibreOffice where it is installed."""

from __future__ import annotations

import warnings
from collections.abc import Callable
from enum import Enum
from io import BytesIO
from zipfile import BadZipFile, ZipFile

from PIL import Image, ImageOps, ImageSequence
from reportlab.lib.pagesizes import A4, landscape
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from fosterpanel.documents.libreoffice import convert_word
from fosterpanel.errors import PaperRefused

Progress = Callable[[int, int], object]
"""Told how much is done of how much. What it raises stops the work."""

PICTURES = ("JPEG", "PNG", "TIFF", "WEBP", "BMP", "GIF")
MOST_PICTURE_PIXELS = 120_000_000
DOTS_PER_INCH = 220
_MARGIN = 28.0
_POINTS_PER_INCH = 72
_OLD_OFFICE = bytes.fromhex("d0cf11e0a1b11ae1")
_WORD_TEXT = "word/document.xml"
_OPEN_TEXT = b"application/vnd.oasis.opendocument.text"


class FileKind(Enum):
    """What a file is, told by its content and not by its name."""

    PDF = "PDF"
    PICTURE = "picture"
    WORD = "Word"
    PROTECTED_WORD = "protected Word"
    UNKNOWN = "unknown"


def kind_of_file(data: bytes) -> FileKind:
    """What a file is."""
    if b"%PDF-" in data[:1024]:
        return FileKind.PDF
    if _is_protected_office(data):
        return FileKind.PROTECTED_WORD
    if _word_suffix(data):
        return FileKind.WORD
    return FileKind.PICTURE if _is_picture(data) else FileKind.UNKNOWN


def as_pdf(data: bytes, name: str, progress: Progress | None = None) -> bytes:
    """A file as a PDF: as it is, or made into one. ``name`` is what the refusal calls it.

    Raises:
        PaperRefused: it is neither a PDF, a picture nor a Word file, or cannot be made into pages.
    """
    if not data:
        raise PaperRefused(f"“{name}” is empty. Choose the file again.")
    match kind_of_file(data):
        case FileKind.PDF:
            return data
        case FileKind.PICTURE:
            return picture_as_pdf(data, name)
        case FileKind.WORD:
            return convert_word(data, name, _word_suffix(data), progress)
        case FileKind.PROTECTED_WORD:
            raise PaperRefused(f"“{name}” asks for a password. Save it without one and choose that file.")
    raise PaperRefused(
        f"“{name}” is not a PDF, a Word file or a picture. Save it as a PDF and choose that file."
    )


def picture_as_pdf(data: bytes, name: str) -> bytes:
    """A picture, or each page of a scan, on an A4 page of its own, the right way up.

    What a camera writes beside the picture (where and when it was taken) is left out.

    Raises:
        PaperRefused: it is broken, or too large to be a page.
    """
    made = BytesIO()
    canvas = Canvas(made, invariant=True)
    try:
        # Pillow warns of a picture that is large enough to fill the memory; here that is a refusal.
        with warnings.catch_warnings(action="error"), Image.open(BytesIO(data), formats=PICTURES) as opened:
            # Only a scan has pages; what else comes in frames moves, or is the same picture smaller.
            frames = ImageSequence.Iterator(opened) if opened.format == "TIFF" else [opened]
            for frame in frames:
                _draw_page(canvas, frame, name)
    except (Image.DecompressionBombError, Image.DecompressionBombWarning) as error:
        raise PaperRefused(_too_large(name)) from error
    except (OSError, ValueError, SyntaxError, Warning) as error:
        raise PaperRefused(f"“{name}” is a picture that cannot be read. Scan it again, as a PDF.") from error
    canvas.save()
    return made.getvalue()


def _draw_page(canvas: Canvas, frame: Image.Image, name: str) -> None:
    if frame.width * frame.height > MOST_PICTURE_PIXELS:
        raise PaperRefused(_too_large(name))
    picture = _plain(ImageOps.exif_transpose(frame))
    width, height = landscape(A4) if picture.width > picture.height else A4
    room = (width - 2 * _MARGIN, height - 2 * _MARGIN)
    most = tuple(round(length / _POINTS_PER_INCH * DOTS_PER_INCH) for length in room)
    picture.thumbnail((most[0], most[1]), Image.Resampling.LANCZOS)
    scale = min(room[0] / picture.width, room[1] / picture.height)
    drawn = (picture.width * scale, picture.height * scale)
    canvas.setPageSize((width, height))
    canvas.drawImage(
        _compressed(picture), (width - drawn[0]) / 2, (height - drawn[1]) / 2, width=drawn[0], height=drawn[1]
    )
    canvas.showPage()


def _too_large(name: str) -> str:
    return f"“{name}” is too large a picture. Save it smaller, or scan it as a PDF."


def _plain(picture: Image.Image) -> Image.Image:
    """On white where it is see-through, and in colours every reader knows."""
    if picture.has_transparency_data:
        ground = Image.new("RGBA", picture.size, "white")
        ground.alpha_composite(picture.convert("RGBA"))
        return ground.convert("RGB")
    return picture.convert("L" if picture.mode in ("1", "L", "I;16") else "RGB")


def _compressed(picture: Image.Image) -> ImageReader:
    kept = BytesIO()
    picture.save(kept, "JPEG", quality=88)
    kept.seek(0)
    return ImageReader(kept)


def _is_picture(data: bytes) -> bool:
    try:
        with warnings.catch_warnings(action="ignore"), Image.open(BytesIO(data), formats=PICTURES):
            return True
    except Image.DecompressionBombError:
        return True
    except (OSError, ValueError, SyntaxError):
        return False


def _is_protected_office(data: bytes) -> bool:
    return data.startswith(_OLD_OFFICE) and "EncryptedPackage".encode("utf-16-le") in data


def _word_suffix(data: bytes) -> str:
    """The ending a word processor knows the file by, or nothing when it is no Word file."""
    if data.startswith(b"{\\rtf"):
        return ".rtf"
    if data.startswith(_OLD_OFFICE):
        return ".doc" if "WordDocument".encode("utf-16-le") in data else ""
    try:
        with ZipFile(BytesIO(data)) as parts:
            return _zipped_suffix(parts)
    except (BadZipFile, OSError, ValueError, NotImplementedError):
        return ""


def _zipped_suffix(parts: ZipFile) -> str:
    names = set(parts.namelist())
    if _WORD_TEXT in names:
        return ".docx"
    if "mimetype" in names and parts.read("mimetype").strip() == _OPEN_TEXT:
        return ".odt"
    return ""
