"""Rows as a spreadsheet or another program takes them in: comma separated, and never a formula."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Sequence
from io import StringIO

_WOULD_BE_A_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def as_csv(titles: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """Rows under their titles. A cell a spreadsheet would take for a formula begins with an apostrophe."""
    written = StringIO()
    writer = csv.writer(written)
    writer.writerow(titles)
    for row in rows:
        writer.writerow([harmless(cell) for cell in row])
    return written.getvalue()


def as_csv_file(titles: Sequence[str], rows: Iterable[Sequence[str]]) -> bytes:
    """The same as a file: UTF-8 with the mark by which a spreadsheet knows it."""
    return as_csv(titles, rows).encode("utf-8-sig")


def harmless(cell: str) -> str:
    """A cell's words so that no spreadsheet runs them."""
    return f"'{cell}" if cell.startswith(_WOULD_BE_A_FORMULA) else cell
