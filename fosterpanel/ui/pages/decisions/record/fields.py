"""Fields of a record that may stay empty until it is signed: leaving one is no mistake, and is not called one."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from fosterpanel.errors import FosterPanelError
from fosterpanel.ui.parts.fields import DateField, OneOfField, TextField

T = TypeVar("T")


class Words(TextField):
    """Paragraphs."""

    @property
    def is_optional(self) -> bool:
        """Until the record is signed."""
        return True

    def ask(self, label: str) -> None:
        """Ask for something else."""
        self._label.setText(label)


class OneOf(OneOfField[T]):
    """One of a few."""

    @property
    def is_optional(self) -> bool:
        """Until the record is signed."""
        return True


class Day(DateField):
    """A local day."""

    @property
    def is_optional(self) -> bool:
        """Until the record is signed."""
        return True


def readable(read: Callable[[], T | None]) -> T | None:
    """What a field holds, or None while it cannot be read."""
    try:
        return read()
    except FosterPanelError:
        return None
