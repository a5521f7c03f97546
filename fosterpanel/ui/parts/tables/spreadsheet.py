"""Rows as a spreadsheet reads them."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Sequence
from io import StringIO
from typing import Any

from fosterpanel.ui.parts.tables.columns import Column

_WOULD_BE_A_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def as_csv(columns: Sequence[Column[Any]], rows: Iterable[Any]) -> str:
    """Rows under their columns' titles, comma separated, each reason in a column of its own.

    A cell a spreadsheet would take for a formula begins with an apostrophe.
    """
    written = StringIO()
    writer = csv.writer(written)
    shown = [column for column in columns if not column.is_act]
    writer.writerow(_titles(shown))
    for row in rows:
        writer.writerow([_harmless(cell) for cell in _cells(shown, row)])
    return written.getvalue()


def as_lines(columns: Sequence[Column[Any]], rows: Iterable[Any]) -> str:
    """Rows under their columns' titles, a tab between cells, as the clipboard carries tables."""
    shown = [column for column in columns if not column.is_act]
    lines = [_titles(shown), *(_cells(shown, row) for row in rows)]
    return "\n".join("\t".join(" ".join(cell.split()) for cell in line) for line in lines)


def _titles(columns: Sequence[Column[Any]]) -> list[str]:
    return [
        title for column in columns for title in ([column.title, "Why"] if column.why else [column.title])
    ]


def _cells(columns: Sequence[Column[Any]], row: Any) -> list[str]:
    cells = []
    for column in columns:
        cells.append(column.text(row))
        if column.why is not None:
            cells.append(column.why(row))
    return cells


def _harmless(cell: str) -> str:
    return f"'{cell}" if cell.startswith(_WOULD_BE_A_FORMULA) else cell
