"""Reading the instructions by which a page is drawn; what breaks off at its end is passed over, as readers do."""

from __future__ import annotations

import warnings

import pikepdf
from pikepdf import ContentStreamInlineImage, ContentStreamInstruction

Instruction = ContentStreamInstruction | ContentStreamInlineImage


def instructions_of(content: pikepdf.Object | pikepdf.Page, operators: str = "") -> list[Instruction]:
    """The instructions of a content stream, all unless told which operators. Raises pikepdf.PdfError."""
    # Said to the terminal otherwise; whoever has to know of it counts what the content leaves open.
    with warnings.catch_warnings(action="ignore"):
        return pikepdf.parse_content_stream(content, operators)
