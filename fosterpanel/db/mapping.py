"""Records to rows and back: one plan for each record type, worked out once.

A record's scalar fields are columns under their own names; value objects, tuples and dictionaries are JSON.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import fields
from datetime import UTC, datetime, time
from typing import Any, Generic, TypeVar, get_type_hints

import sqlalchemy as sa
from cattrs.preconf.json import make_converter

from fosterpanel.db.models.rows import OptionalReference, Row, table_of
from fosterpanel.db.models.schema import ROWS
from fosterpanel.db.statements import Convert, Statement, bound, result_conversion

RecordT = TypeVar("RecordT")
ChangeT = TypeVar("ChangeT", sa.Update, sa.Delete)


class Plan(Generic[RecordT]):
    """How one record type is written, found and read. Statements are compiled once and kept."""

    def __init__(self, record_type: type[RecordT], row_type: type[Row]) -> None:
        self.record_type = record_type
        self.table = table_of(row_type)
        self.words = self.table.name.replace("_", " ")
        self.names = tuple(one.name for one in fields(record_type))  # type: ignore[arg-type]
        self.has_version = "version" in self.names
        self._to_column = _as_json(record_type, self.table)
        self._from_column = _from_columns(record_type, self.table)
        self._finds: dict[tuple[tuple[str, bool], ...], Statement] = {}
        self.insert = Statement(sa.insert(self.table).values(bound(*self.names)))
        self.get = Statement(self._selected().where(self.table.c.id == sa.bindparam("id")))
        self.update = self._update()
        self.delete = Statement(self._held(sa.delete(self.table)))

    def to_row(self, record: RecordT) -> dict[str, Any]:
        """Give a record's columns."""
        row = {name: getattr(record, name) for name in self.names}
        for name, convert in self._to_column:
            row[name] = convert(row[name])
        return row

    def to_record(self, row: Sequence[Any]) -> RecordT:
        """Give the record whose columns, in the order of its fields, are ``row``."""
        columns = list(row)
        for place, convert in self._from_column:
            columns[place] = convert(columns[place])
        return self.record_type(**dict(zip(self.names, columns, strict=True)))

    def reading_of(self, name: str) -> Convert:
        """Give what turns the driver's value of one field into the field's, for columns read by themselves."""
        convert = dict(self._from_column).get(self.names.index(name))
        return convert if convert is not None else lambda value: value

    def to_update(self, record: RecordT) -> dict[str, Any]:
        """Give what the update asks for: the new columns, and which row at which version they replace."""
        row = self.to_row(record) | self.to_held(record)
        del row["id"]
        if self.has_version:
            row["version"] += 1
        return row

    def to_held(self, record: RecordT) -> dict[str, Any]:
        """Give which row, at which version, a record was read from."""
        held = {"held_id": record.id}  # type: ignore[attr-defined]
        return held | ({"held_version": record.version} if self.has_version else {})  # type: ignore[attr-defined]

    def find(self, equals: Mapping[str, Any]) -> tuple[Statement, dict[str, Any]]:
        """Give what finds records by their fields, in the order they came, and what it asks for."""
        asked = {name: self._comparable(name, value) for name, value in equals.items()}
        shape = tuple((name, value is None) for name, value in asked.items())
        statement = self._finds.get(shape)
        if statement is None:
            statement = self._finds[shape] = self._finding(shape)
        return statement, asked

    def _selected(self) -> sa.Select[Any]:
        return sa.select(*(self.table.c[name] for name in self.names))

    def _update(self) -> Statement:
        held = self._held(sa.update(self.table))
        return Statement(held.values(bound(*(name for name in self.names if name != "id"))))

    def _held(self, statement: ChangeT) -> ChangeT:
        """Have a statement change the row a record was read from, unless it was replaced since."""
        held = statement.where(self.table.c.id == sa.bindparam("held_id"))
        return held.where(self.table.c.version == sa.bindparam("held_version")) if self.has_version else held

    def _finding(self, shape: tuple[tuple[str, bool], ...]) -> Statement:
        conditions = [
            self.table.c[name].is_(None) if is_absent else self.table.c[name] == sa.bindparam(name)
            for name, is_absent in shape
        ]
        return Statement(self._selected().where(*conditions).order_by(self.table.c.ordinal))

    def _comparable(self, name: str, value: Any) -> Any:
        if name not in self.names or isinstance(self.table.c[name].type, sa.JSON):
            raise TypeError(f"{self.record_type.__name__} cannot be found by {name}")
        if isinstance(self.table.c[name].type, OptionalReference):
            return value or None
        return value


def rows() -> Mapping[type[Any], type[Row]]:
    """Give the row class of every record type that is stored."""
    return ROWS


def plan_for(record_type: type[RecordT]) -> Plan[RecordT]:
    """Give the plan of a stored record type.

    Raises:
        TypeError: records of that type are not stored.
    """
    plan = _plans.get(record_type)
    if plan is None:
        if record_type not in ROWS:
            raise TypeError(f"{record_type.__name__} is not a stored record")
        plan = _plans[record_type] = Plan(record_type, ROWS[record_type])
    return plan


def _as_json(record_type: type[Any], table: sa.Table) -> list[tuple[str, Convert]]:
    """Give the fields kept as JSON, each with what turns its value into plain lists and dictionaries."""
    hints = get_type_hints(record_type)
    names = [one.name for one in fields(record_type) if isinstance(table.c[one.name].type, sa.JSON)]
    return [(name, _converter.get_unstructure_hook(hints[name])) for name in names]


def _from_columns(record_type: type[Any], table: sa.Table) -> list[tuple[int, Convert]]:
    """Give the places of the columns that need it, each with what turns the driver's value into the field's."""
    hints = get_type_hints(record_type)
    conversions = [_from_column(table.c[one.name].type, hints[one.name]) for one in fields(record_type)]
    return [(place, convert) for place, convert in enumerate(conversions) if convert is not None]


def _from_column(kind: sa.types.TypeEngine[Any], hint: Any) -> Convert | None:
    convert = result_conversion(kind)
    if not isinstance(kind, sa.JSON):
        return convert
    assert convert is not None
    parse, structure = convert, _converter.get_structure_hook(hint)
    return lambda text: structure(parse(text), hint)


def _utc_text(moment: datetime) -> str:
    if moment.tzinfo is None:
        raise ValueError("a moment needs its time zone")
    return moment.astimezone(UTC).isoformat()


_plans: dict[type[Any], Plan[Any]] = {}
_converter = make_converter(forbid_extra_keys=True, detailed_validation=False)
_converter.register_unstructure_hook(datetime, _utc_text)
_converter.register_unstructure_hook(time, time.isoformat)
_converter.register_structure_hook(time, lambda text, _: time.fromisoformat(text))
