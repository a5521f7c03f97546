"""Rows of a form that grow as they are filled: there is always one empty row behind the last that says something."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Any, Generic, TypeVar

from PySide6.QtWidgets import QVBoxLayout, QWidget

from fosterpanel.ui.look import sizes
from fosterpanel.ui.parts.fields import Field
from fosterpanel.ui.parts.form import Form
from fosterpanel.ui.parts.naming import in_order, stops_in

_NUMBERED = re.compile(r"_(\d+)$")


class GrowingRow(QWidget):
    """One row: its fields, each named with the number of the row at its end. Override ``is_empty``."""

    fields: tuple[Field[Any], ...]

    @property
    def is_empty(self) -> bool:
        """Whether nothing was written that makes the row count."""
        raise NotImplementedError


RowT = TypeVar("RowT", bound=GrowingRow)


class GrowingRows(QWidget, Generic[RowT]):
    """``make(number)`` makes a row, counted from 1; ``watch`` takes its fields for the form's own."""

    def __init__(
        self, make: Callable[[int], RowT], watch: Callable[..., object], *, spacing: int = sizes.LARGE
    ) -> None:
        super().__init__()
        self._make, self._watch = make, watch
        self.rows: list[RowT] = []
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(sizes.px(spacing))
        self.settle()

    @property
    def filled(self) -> list[RowT]:
        """The rows that say something, in order."""
        return [row for row in self.rows if not row.is_empty]

    def settle(self) -> None:
        """Show one empty row behind the last that says something, and no others behind it."""
        last = max((place for place, row in enumerate(self.rows) if not row.is_empty), default=-1) + 1
        self.reach(last + 1)
        for place, row in enumerate(self.rows):
            row.setVisible(place <= last)

    def reach(self, number: int) -> None:
        """Have at least so many rows."""
        while len(self.rows) < number:
            row = self._make(len(self.rows) + 1)
            before = stops_in(self.rows[-1])[-1:] if self.rows else []
            self.rows.append(row)
            self._column.addWidget(row)
            self._watch(*row.fields)
            # What is made later is not walked to last: Tab goes from row to row.
            in_order(*before, *stops_in(row))


class RowsForm(Form):
    """A form some of whose rows grow; a draft that holds more of them than are there brings them back."""

    def __init__(self, *fields: Field[Any]) -> None:
        super().__init__(*fields)
        self._growing: list[GrowingRows[Any]] = []

    def add_rows(self, rows: GrowingRows[Any]) -> None:
        """Take rows that grow for the form's own."""
        self._growing.append(rows)
        self.add_part(rows)

    def restore(self, texts: Mapping[str, str]) -> None:
        """Put back what a draft kept, in as many rows as that takes."""
        for rows in self._growing:
            names = {_stem(field.name) for field in rows.rows[0].fields}
            rows.reach(
                max((_number(name) for name in texts if texts[name] and _stem(name) in names), default=0)
            )
        super().restore(texts)
        for rows in self._growing:
            rows.settle()


def _stem(name: str) -> str:
    return _NUMBERED.sub("", name)


def _number(name: str) -> int:
    found = _NUMBERED.search(name)
    return int(found[1]) if found else 0
