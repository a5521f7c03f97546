"""Rows as a spreadsheet or another program takes them in (RFC 4180): comma separated, and never a formula."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

_WOULD_BE_A_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
"""What a spreadsheet begins a formula with; some take the wide forms of East Asian writing for the same."""
_WOULD_END_A_CELL = frozenset(',"\r\n')


def as_csv(titles: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """Rows under their titles. A cell a spreadsheet would take for a formula begins with an apostrophe."""
    lines = [titles, *([_harmless(cell) for cell in row] for row in rows)]
    return "".join(f"{','.join(map(_quoted, line))}\r\n" for line in lines)


def as_csv_file(titles: Sequence[str], rows: Iterable[Sequence[str]]) -> bytes:
    """The same as a file: UTF-8 with the mark by which a spreadsheet knows it."""
    return as_csv(titles, rows).encode("utf-8-sig")


def _harmless(cell: str) -> str:
    return f"'{cell}" if cell.startswith(_WOULD_BE_A_FORMULA) else cell


def _quoted(cell: str) -> str:
    if not _WOULD_END_A_CELL.intersection(cell):
        return cell
    doubled = cell.replace('"', '""')
    return f'"{doubled}"'
