"""Instructions of a content stream, made and read."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from pikepdf import ContentStreamInlineImage, ContentStreamInstruction, Matrix, Operator

Step = ContentStreamInstruction | ContentStreamInlineImage


def step(operator: str, *operands: Any) -> ContentStreamInstruction:
    """A new instruction."""
    return ContentStreamInstruction(list(operands), Operator(operator))


def matrix_of(numbers: Iterable[object]) -> Matrix:
    """The matrix six numbers stand for."""
    return Matrix(*(float(number) for number in numbers))  # type: ignore[arg-type]
