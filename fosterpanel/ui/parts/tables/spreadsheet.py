"""Rows as a spreadsheet reads them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from fosterpanel.domain import spreadsheets
from fosterpanel.ui.parts.tables.columns import Column


def as_csv(columns: Sequence[Column[Any]], rows: Iterable[Any]) -> str:
    """Rows under their columns' titles, comma separated, each reason in a column of its own.

    A cell a spreadsheet would take for a formula begins with an apostrophe.
    """
    shown = [column for column in columns if not column.is_act]
    return spreadsheets.as_csv(_titles(shown), (_cells(shown, row) for row in rows))


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
