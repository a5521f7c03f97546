"""Reading TOML strictly: every table is emptied key by key, and what nobody asked for is refused."""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import lru_cache
from pathlib import Path
from typing import TypeVar

from fosterpanel.domain.wording import long_date
from fosterpanel.errors import InvalidInput

COMPARE = "Compare it with the file the program ships with."

ValueT = TypeVar("ValueT")
ChoiceT = TypeVar("ChoiceT", bound=StrEnum)


class Table:
    """One table of a rule book, emptied key by key, so that what nobody asked for is found out."""

    def __init__(self, where: str, held: object) -> None:
        if not isinstance(held, dict):
            raise InvalidInput(f"{where} should be a table of entries. {COMPARE}")
        self.where = where
        self._left: dict[str, object] = dict(held)

    def fault(self, words: str) -> InvalidInput:
        """The refusal that names this place."""
        return InvalidInput(f"{self.where} {words}")

    def take(self, key: str, kind: type[ValueT], default: ValueT | None = None) -> ValueT:
        """The value of a key, which is of that kind; without a default it must be there."""
        found = self._left.pop(key, default)
        if found is None or (found == "" and default is None):
            raise self.fault(f"has no “{key}”. Add it.")
        if type(found) is not kind:
            raise self.fault(f"has a “{key}” that cannot be used: {found!r}. {COMPARE}")
        return found

    def texts(self, key: str) -> tuple[str, ...]:
        """A list of words, empty when the key is missing."""
        return tuple(str(one) for one in self.take(key, list, []))

    def choice(self, key: str, kind: type[ChoiceT]) -> ChoiceT:
        """A value out of a fixed set."""
        return self.one_of(self.take(key, str), key, kind)

    def one_of(self, word: str, key: str, kind: type[ChoiceT]) -> ChoiceT:
        """A word read as one of a fixed set."""
        try:
            return kind(word)
        except ValueError:
            raise self.fault(f"has an unknown “{key}”: {word}. Use one of: {', '.join(kind)}.") from None

    def table(self, key: str) -> Table:
        """A table inside this one."""
        return Table(f"{self.where}, {key}", self.take(key, dict, {}))

    def entries(self) -> Iterator[tuple[str, object]]:
        """Every key that is left with its value, taken out."""
        while self._left:
            key = next(iter(self._left))
            yield key, self._left.pop(key)

    def words(self, key: str) -> dict[str, str]:
        """A table of words inside this one."""
        inside = self.table(key)
        return {code: inside.take(code, str) for code in tuple(inside._left)}

    def close(self) -> None:
        """Refuse what nobody asked for."""
        if self._left:
            raise self.fault(f"has a word nobody knows: {next(iter(self._left))}. Correct or remove it.")


@contextmanager
def open_table(where: str, held: object) -> Iterator[Table]:
    """A table to be emptied by the block; what is left at its end is refused."""
    table = Table(where, held)
    yield table
    table.close()


@contextmanager
def whole_file(path: Path) -> Iterator[Table]:
    """A whole file as one table. Raises InvalidInput when it cannot be read or is not TOML."""
    try:
        held = _parsed(path, path.stat().st_mtime_ns)
    except OSError as error:
        raise InvalidInput(
            f"The rule book {path.name} cannot be read. Check that it is yours to read."
        ) from error
    except ValueError as error:
        raise InvalidInput(f"The rule book {path.name} is not written correctly: {error}.") from error
    with open_table(path.name, held) as table:
        yield table


@lru_cache(maxsize=8)
def _parsed(path: Path, _changed: int) -> dict[str, object]:
    """Read a file once for all the days it is asked about; a ``Table`` takes keys from a copy of its own."""
    return tomllib.loads(path.read_text(encoding="utf-8"))


@dataclass(frozen=True, slots=True)
class Reader:
    """What is common to reading every entry: the day asked about, and the file's name."""

    on: date
    name: str

    def in_force(
        self, where: str, key: str, held: object, read: Callable[[str, Table], ValueT]
    ) -> ValueT | None:
        """The version of an entry in force on the day, or nothing; every version must be sound."""
        versions = held if isinstance(held, list) else [held]
        dated: dict[date, ValueT] = {}
        for version in versions:
            with open_table(f"{where}, {key}", version) as table:
                starts = table.take("from", date, None if len(versions) > 1 else date.min)
                if starts in dated:
                    raise table.fault(f"has two versions from {long_date(starts)}. Keep one.")
                dated[starts] = read(key, table)
        return dated[max(begun)] if (begun := [starts for starts in dated if starts <= self.on]) else None

    def all_in_force(self, table: Table, read: Callable[[str, Table], ValueT]) -> dict[str, ValueT]:
        """Every entry of a table as in force on the day."""
        found = {key: self.in_force(table.where, key, held, read) for key, held in table.entries()}
        return {key: entry for key, entry in found.items() if entry is not None}
