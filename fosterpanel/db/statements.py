"""Statements compiled once: SQLAlchemy says what they are, the driver runs them.

An act runs about ten small statements. Building and compiling each anew would cost more than running it,
so a statement keeps its SQL and what turns values into columns and back.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import sqlalchemy as sa
from sqlalchemy.dialects.sqlite import pysqlite

Convert = Callable[[Any], Any]

_DIALECT = pysqlite.dialect()


class Statement:
    """One compiled statement; values go in by the names of its parameters."""

    def __init__(self, clause: sa.Select[Any] | sa.Insert | sa.Update | sa.Delete) -> None:
        compiled = clause.compile(dialect=_DIALECT)
        self.sql = str(compiled)
        self._parameters = [
            (name, bind_conversion(compiled.binds[name].type)) for name in compiled.positiontup or ()
        ]

    def run(self, driver: Any, values: Mapping[str, Any] | None = None) -> Any:
        """Run it on a driver connection and give the driver's cursor."""
        return driver.execute(self.sql, self.parameters(values or {}))

    def parameters(self, values: Mapping[str, Any]) -> tuple[Any, ...]:
        """Give the values in the order the SQL asks for them, as the driver takes them."""
        return tuple(
            values[name] if convert is None else convert(values[name]) for name, convert in self._parameters
        )


def bound(*names: str) -> dict[str, sa.BindParameter[Any]]:
    """Say that these columns take the parameters of their names."""
    return {name: sa.bindparam(name) for name in names}


def bind_conversion(kind: sa.types.TypeEngine[Any]) -> Convert | None:
    """Give what turns a value of that type into what the driver takes (None: it takes it as it is)."""
    return kind.dialect_impl(_DIALECT).bind_processor(_DIALECT)


def result_conversion(kind: sa.types.TypeEngine[Any]) -> Convert | None:
    """Give what turns what the driver gives into a value of that type (None: it is one already)."""
    return kind.dialect_impl(_DIALECT).result_processor(_DIALECT, None)
