"""What a table's columns show."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from fosterpanel.ui.look.tokens import Tone

T = TypeVar("T")


@dataclass(frozen=True)
class Column(Generic[T]):
    """One column, by what it shows of a row.

    ``why`` is a second line, muted. ``icon`` gives a tile at the left with the name and tone of its icon. A ``tone``
    that is not None shows the text as a pill. ``is_act`` shows it as a button, which is what pressing it does.
    ``sort_key`` may give anything that compares; without one the text does, whatever its capitals. ``width`` is in
    pixels at 100 % text; columns without one share what is left. ``in_filter`` says whether typed words are looked
    for in it.
    """

    title: str
    text: Callable[[T], str]
    why: Callable[[T], str] | None = None
    icon: Callable[[T], tuple[str, Tone]] | None = None
    tone: Callable[[T], Tone | None] | None = None
    pill_icon: Callable[[T], str] | None = None
    sort_key: Callable[[T], Any] | None = None
    width: int = 0
    is_act: bool = False
    is_bold: bool = False
    in_filter: bool = True

    def key(self, row: T) -> Any:
        """What rows are sorted by."""
        return self.sort_key(row) if self.sort_key is not None else self.text(row).casefold()

    def spoken(self, row: T) -> str:
        """The text and why, as they are read aloud and looked through."""
        if self.why is None:
            return self.text(row)
        return ". ".join(each for each in (self.text(row), self.why(row)) if each)
