"""Pages that are only pictures, read by Tesseract where it is installed: into text nobody sees, but can search.

The page goes to Tesseract and comes back through pipes; nothing of it is ever written to the disk.
"""

from __future__ import annotations

import shutil
import subprocess
from functools import cache
from io import BytesIO

import pikepdf
from pikepdf import Name, Pdf
from PIL import Image

from fosterpanel.documents.packs.geometry import shown, written
from fosterpanel.documents.packs.stamps import without_stamp
from fosterpanel.documents.page_images import PageImage, PageImages
from fosterpanel.errors import UnreadableDocument

_DOTS_PER_INCH = 300
_POINTS_PER_INCH = 72
_SECONDS = 180
_LANGUAGES = ("eng", "cym", "pol")


@cache
def can_read_scans() -> bool:
    """Whether Tesseract is installed, with a language it knows."""
    return bool(_languages())


def read_scan(pdf: Pdf, page: pikepdf.Page) -> bool:
    """Put what Tesseract reads on a stamped page under it as invisible text; whether it read anything."""
    try:
        image = _image_of(page)
        with pikepdf.open(BytesIO(_read(image))) as text:
            layer = text.pages[0]
            if b"Tj" not in (content := layer.obj.Contents.read_bytes()) and b"TJ" not in content:
                return False
            form = pdf.copy_foreign(layer.as_form_xobject())
            size = [float(side) for side in layer.mediabox]
    except (UnreadableDocument, pikepdf.PdfError, subprocess.SubprocessError, OSError):
        return False
    seen = shown(page.obj)
    scale = f"{seen.width / size[2]:.5f} 0 0 {seen.height / size[3]:.5f} 0 0"
    name = page.add_resource(form, Name.XObject, prefix="FPText")
    drawn = f"q {written(seen.matrix)} cm {scale} cm {name} Do Q\n"
    page.obj.Contents.append(pdf.make_stream(drawn.encode()))
    return True


def _image_of(page: pikepdf.Page) -> Image.Image:
    file = BytesIO()
    with pikepdf.new() as alone:
        alone.pages.append(page)
        without_stamp(alone.pages[0].obj)
        alone.save(file)
    with PageImages(file.getvalue()) as pages:
        drawn: PageImage = pages.render(0, _DOTS_PER_INCH / _POINTS_PER_INCH)
    return Image.frombytes("RGB", (drawn.width, drawn.height), drawn.pixels, "raw", "BGRX").convert("L")


def _read(image: Image.Image) -> bytes:
    offered = BytesIO()
    image.save(offered, "PNG", compress_level=1)
    languages = "+".join(_languages())
    # The picture is as large as the page at this resolution, unless the page was too large to be drawn so finely.
    command = ["tesseract", "stdin", "stdout", "-l", languages, "--dpi", str(_DOTS_PER_INCH)]
    done = subprocess.run(  # noqa: S603 - the program's own name, and nothing of the document, is on the line
        [*command, "-c", "textonly_pdf=1", "pdf"],
        input=offered.getvalue(),
        capture_output=True,
        check=True,
        timeout=_SECONDS,
    )
    return done.stdout


@cache
def _languages() -> tuple[str, ...]:
    program = shutil.which("tesseract")
    if program is None:
        return ()
    try:
        told = subprocess.run(  # noqa: S603 - nothing from outside is on the line
            [program, "--list-langs"], capture_output=True, text=True, check=True, timeout=_SECONDS
        )
    except (subprocess.SubprocessError, OSError):
        return ()
    return tuple(one for one in _LANGUAGES if one in told.stdout.split())
