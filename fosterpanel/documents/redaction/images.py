"""Painting out part of an image: its pixels are changed, so that nothing is left under the black."""

from __future__ import annotations

from collections.abc import Sequence
from io import BytesIO
from math import ceil, floor

import pikepdf
import pypdfium2
from pikepdf import Dictionary, Name, Stream
from PIL import Image, ImageDraw, JpegImagePlugin

from fosterpanel.documents.page_images import one_at_a_time
from fosterpanel.documents.redaction.areas import Rect, around
from fosterpanel.domain.redaction import RedactionFailed

_JPEG_MODES = {"L": Name.DeviceGray, "RGB": Name.DeviceRGB}
_KEPT = ("/Type", "/Subtype", "/Width", "/Height", "/Intent", "/Interpolate", "/StructParent", "/OC", "/Name")

Polygon = list[tuple[float, float]]


def place_of(matrix: pikepdf.Matrix) -> Rect:
    """Where an image drawn with this matrix lies on the page."""
    return around(matrix.transform(corner) for corner in ((0, 0), (1, 0), (0, 1), (1, 1)))


def painted_out(pdf: pikepdf.Pdf, image: Stream, matrix: pikepdf.Matrix, areas: Sequence[Rect]) -> Stream:
    """A copy of an image, drawn with this matrix, whose pixels in the areas are black in it and in its masks.

    Raises:
        RedactionFailed: the image cannot be read, so that nobody knows what is in it.
    """
    shapes = _shapes(matrix, areas)
    if image.get("/ImageMask"):
        return _stencil(pdf, image, shapes)
    changed = _jpeg(pdf, image, shapes) or _plain(pdf, image, shapes)
    for key in ("/SMask", "/Mask"):
        mask = image.get(key)
        if isinstance(mask, Stream):
            changed[key] = (
                _soft_mask(pdf, mask, shapes) if key == "/SMask" else _stencil(pdf, mask, shapes, opaque=0)
            )
    return changed


def _shapes(matrix: pikepdf.Matrix, areas: Sequence[Rect]) -> list[Polygon]:
    """The areas in the image's own square, from its upper left."""
    back = matrix.inverse()
    shapes = []
    for left, bottom, right, top in areas:
        corners = ((left, bottom), (right, bottom), (right, top), (left, top))
        shapes.append([(across, 1 - up) for across, up in (back.transform(corner) for corner in corners)])
    return shapes


def _paint(picture: Image.Image, shapes: Sequence[Polygon], ink: int | tuple[int, ...]) -> None:
    """Paint every pixel the shapes touch."""
    pen = ImageDraw.Draw(picture)
    for shape in shapes:
        points = [(across * picture.width, down * picture.height) for across, down in shape]
        box = around(points)
        if _is_upright(points):
            pen.rectangle(
                (floor(box.left), floor(box.bottom), ceil(box.right) - 1, ceil(box.top) - 1), fill=ink
            )
        else:
            pen.polygon(points, fill=ink, outline=ink, width=2)


def _is_upright(points: Polygon) -> bool:
    return len({round(across, 2) for across, _ in points}) == 2 == len({round(down, 2) for _, down in points})


def _jpeg(pdf: pikepdf.Pdf, image: Stream, shapes: Sequence[Polygon]) -> Stream | None:
    """A photograph packed again with its own tables, so that what is not painted out stays as it was."""
    if (
        str(image.get("/Filter")) != "/DCTDecode"
        or "/Decode" in image
        or isinstance(image.get("/Mask"), pikepdf.Array)
    ):
        return None
    try:
        picture = Image.open(BytesIO(image.read_raw_bytes()), formats=["JPEG"])
        picture.load()
    except (OSError, ValueError, SyntaxError, Image.DecompressionBombError):
        return None
    if picture.mode not in _JPEG_MODES or not isinstance(picture, JpegImagePlugin.JpegImageFile):
        return None
    tables, sampling = picture.quantization, JpegImagePlugin.get_sampling(picture)
    _paint(picture, shapes, 0 if picture.mode == "L" else (0, 0, 0))
    packed = BytesIO()
    picture.save(packed, "JPEG", qtables=tables, subsampling=sampling, optimize=True, comment=b"")
    made = _copy(
        pdf, image, ColorSpace=image.get("/ColorSpace", _JPEG_MODES[picture.mode]), BitsPerComponent=8
    )
    made.write(packed.getvalue(), filter=Name.DCTDecode)
    return made


def _plain(pdf: pikepdf.Pdf, image: Stream, shapes: Sequence[Polygon]) -> Stream:
    picture = _pixels(image)
    is_bilevel = image.get("/BitsPerComponent") == 1 and picture.mode == "L"
    _paint(picture, shapes, 0 if picture.mode == "L" else (0, 0, 0))
    return _packed(pdf, image, picture.convert("1", dither=Image.Dither.NONE) if is_bilevel else picture)


def _soft_mask(pdf: pikepdf.Pdf, mask: Stream, shapes: Sequence[Polygon]) -> Stream:
    picture = _pixels(mask).convert("L")
    _paint(picture, shapes, 255)
    made = _packed(pdf, mask, picture)
    if "/Matte" in mask:
        made.Matte = mask.Matte
    return made


def _stencil(pdf: pikepdf.Pdf, mask: Stream, shapes: Sequence[Polygon], opaque: int | None = None) -> Stream:
    """A mask of one bit each; what is painted out of it lets nothing through, or everything where it is a cover."""
    decode = mask.get("/Decode")
    is_inverted = isinstance(decode, pikepdf.Array) and len(decode) > 0 and float(decode[0]) == 1
    picture = _pixels(mask, as_grey=True).convert("1", dither=Image.Dither.NONE)
    # In a stencil 0 paints and 1 leaves out, unless it is decoded the other way round.
    sample = 1 if opaque is None else opaque
    _paint(picture, shapes, 255 if (sample == 1) != is_inverted else 0)
    made = _copy(pdf, mask, ImageMask=True, BitsPerComponent=1)
    if decode is not None:
        made.Decode = decode
    made.write(picture.tobytes())
    return made


def _packed(pdf: pikepdf.Pdf, image: Stream, picture: Image.Image) -> Stream:
    space = Name.DeviceRGB if picture.mode == "RGB" else Name.DeviceGray
    made = _copy(pdf, image, ColorSpace=space, BitsPerComponent=1 if picture.mode == "1" else 8)
    made.write(picture.tobytes())
    return made


def _copy(pdf: pikepdf.Pdf, image: Stream, **entries: object) -> Stream:
    kept = {key: image[key] for key in _KEPT if key in image}
    return pdf.make_stream(b"", Dictionary({**kept, **{f"/{key}": value for key, value in entries.items()}}))


def _pixels(image: Stream, *, as_grey: bool = False) -> Image.Image:
    """The pixels of an image of any kind, as PDFium reads them: grey or in colours."""
    with one_at_a_time:
        try:
            pdf = pypdfium2.PdfDocument(_alone(image, as_grey=as_grey))
            try:
                return _first_image(pdf)
            finally:
                pdf.close()
        except (pypdfium2.PdfiumError, StopIteration, pikepdf.PdfError) as error:
            raise RedactionFailed(
                "An image under a box cannot be read, so nothing was handed over. Print the page to a new PDF and "
                "redact that."
            ) from error


def _first_image(pdf: pypdfium2.PdfDocument) -> Image.Image:
    found = next(iter(pdf[0].get_objects(filter=[pypdfium2.raw.FPDF_PAGEOBJ_IMAGE])))
    picture: Image.Image = found.get_bitmap().to_pil()
    return picture if picture.mode == "L" else picture.convert("RGB")


def _alone(image: Stream, *, as_grey: bool) -> bytes:
    """A document with nothing but this image, without its masks."""
    made = BytesIO()
    with pikepdf.new() as pdf:
        page = pdf.add_blank_page(page_size=(100, 100)).obj
        copy = pdf.copy_foreign(image)
        for key in ("/SMask", "/Mask", "/Metadata", *(("/ImageMask", "/Decode") if as_grey else ())):
            if key in copy:
                del copy[key]
        if as_grey:
            copy.ColorSpace, copy.BitsPerComponent = Name.DeviceGray, 1
        page.Resources = Dictionary(XObject=Dictionary(I=copy))
        page.Contents = pdf.make_stream(b"100 0 0 100 0 0 cm /I Do")
        pdf.save(made)
    return made.getvalue()
