"""Images finer than anybody can see or print: brought down, so that pages turn quickly and the pack stays small."""

from __future__ import annotations

import zlib
from collections.abc import Iterator, Sequence
from io import BytesIO
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name, PdfImage, Stream
from pikepdf.exceptions import PikepdfError
from PIL import Image

from fosterpanel.documents.content_streams import instructions_of
from fosterpanel.documents.packs.geometry import unit_of

_POINTS_PER_INCH = 72
_SLACK = 1.05
_QUALITY = 85
_DEEPEST = 8
# All three of an inline image's operators, or the reading ends at the first.
_OPERATORS = "q Q cm Do BI ID EI"
_MODES = {"L": Name.DeviceGray, "RGB": Name.DeviceRGB, "1": Name.DeviceGray}


def reduce_images(pages: Sequence[pikepdf.Page], max_dpi: int) -> int:
    """Bring every image that is finer than ``max_dpi`` where it is drawn largest down to that; give how many."""
    images: dict[tuple[int, int], Stream] = {}
    drawn: dict[tuple[int, int], tuple[float, float]] = {}
    for page in pages:
        unit = unit_of(page.obj)
        for image, width, height in _drawn_on(page, page.obj.get("/Resources"), pikepdf.Matrix(), 0):
            images[image.objgen] = image
            before = drawn.get(image.objgen, (0.0, 0.0))
            drawn[image.objgen] = (max(before[0], width * unit), max(before[1], height * unit))
    return sum(_reduced(image, drawn[key], max_dpi) for key, image in images.items())


def _drawn_on(
    content: Any, resources: object, matrix: pikepdf.Matrix, depth: int
) -> Iterator[tuple[Stream, float, float]]:
    """Every image a content draws, also inside forms, with the width and height it has on the page in points."""
    objects = resources.get("/XObject") if isinstance(resources, Dictionary) else None
    if not isinstance(objects, Dictionary) or depth > _DEEPEST:
        return
    try:
        instructions = instructions_of(content, _OPERATORS)
    except pikepdf.PdfError:
        return
    saved = []
    for instruction in instructions:
        match instruction.operator.unparse():
            case b"q":
                saved.append(matrix)
            case b"Q":
                matrix = saved.pop() if saved else matrix
            case b"cm":
                matrix = pikepdf.Matrix(*map(float, instruction.operands)) @ matrix
            case b"Do":
                yield from _shown(objects.get(str(instruction.operands[0])), resources, matrix, depth)


def _shown(
    drawn: object, resources: object, matrix: pikepdf.Matrix, depth: int
) -> Iterator[tuple[Stream, float, float]]:
    if not isinstance(drawn, Stream):
        return
    if drawn.get("/Subtype") == Name.Image:
        width = (matrix.a**2 + matrix.b**2) ** 0.5
        yield drawn, width, (matrix.c**2 + matrix.d**2) ** 0.5
    elif drawn.get("/Subtype") == Name.Form:
        own = drawn.get("/Matrix")
        inner = pikepdf.Matrix(own) @ matrix if isinstance(own, Array) else matrix
        yield from _drawn_on(drawn, drawn.get("/Resources", resources), inner, depth + 1)


def _reduced(image: Stream, size: tuple[float, float], max_dpi: int) -> bool:
    """Bring one image down; whether that was needed, could be done, and made it smaller."""
    wanted = (_dots(size[0], max_dpi), _dots(size[1], max_dpi))
    try:
        if _is_mask(image) or not _is_finer(image, wanted):
            return False
        made = _encoded(PdfImage(image).as_pil_image(), wanted, is_photograph=_is_jpeg(image))
        if made is None or len(made[0]) >= int(image.Length):
            return False
    except (
        PikepdfError,
        OSError,
        ValueError,
        TypeError,
        KeyError,
        AttributeError,
        NotImplementedError,
        Image.DecompressionBombError,
    ):
        # Of a kind that nothing here can draw again; it stays as it is.
        return False
    _rewrite(image, *made, wanted)
    return True


def _dots(length: float, per_inch: int) -> int:
    return max(1, round(length / _POINTS_PER_INCH * per_inch))


def _is_finer(image: Stream, wanted: tuple[int, int]) -> bool:
    return int(image.Width) > wanted[0] * _SLACK and int(image.Height) > wanted[1] * _SLACK


def _is_mask(image: Stream) -> bool:
    return any(key in image for key in ("/ImageMask", "/Mask", "/Decode", "/SMaskInData"))


def _is_jpeg(image: Stream) -> bool:
    filters = image.get("/Filter")
    return Name.DCTDecode in (list(filters) if isinstance(filters, Array) else [filters])


def _encoded(
    picture: Image.Image, size: tuple[int, int], *, is_photograph: bool
) -> tuple[bytes, Name, str] | None:
    if picture.mode == "P":
        picture = picture.convert("RGB")
    if picture.mode not in _MODES:
        return None
    if picture.mode == "1":
        small = (
            picture.convert("L").resize(size, Image.Resampling.LANCZOS).point(lambda grey: 255 * (grey > 127))
        )
        return zlib.compress(small.convert("1").tobytes(), 9), Name.FlateDecode, "1"
    small = picture.resize(size, Image.Resampling.LANCZOS)
    if is_photograph:
        kept = BytesIO()
        small.save(kept, "JPEG", quality=_QUALITY)
        return kept.getvalue(), Name.DCTDecode, small.mode
    return zlib.compress(small.tobytes(), 9), Name.FlateDecode, small.mode


def _rewrite(image: Stream, data: bytes, packed: Name, mode: str, size: tuple[int, int]) -> None:
    image.write(data, filter=packed)
    image.Width, image.Height = size
    image.BitsPerComponent = 1 if mode == "1" else 8
    spaces = image.get("/ColorSpace")
    if mode == "1" or not isinstance(spaces, Array) or spaces[0] != Name.ICCBased:
        image.ColorSpace = _MODES[mode]
