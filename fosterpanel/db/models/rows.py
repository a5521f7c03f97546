"""What every row has in common: names for its constraints, its columns' types, and its place in order."""

from __future__ import annotations

import enum
import re
from datetime import UTC, datetime
from typing import Any, ClassVar

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import DeclarativeBase, Mapped, MappedColumn, mapped_column


class UtcDateTime(sa.TypeDecorator[datetime]):
    """A moment in UTC that comes back with its time zone, also from SQLite, which keeps none."""

    impl = sa.DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: sa.Dialect) -> datetime | None:
        """Refuse a moment without its time zone: nobody could say later what it meant."""
        if value is not None and value.tzinfo is None:
            raise ValueError("a moment needs its time zone")
        return None if value is None else value.astimezone(UTC)

    def process_result_value(self, value: datetime | None, dialect: sa.Dialect) -> datetime | None:
        """Give the moment back in UTC."""
        return None if value is None else value.replace(tzinfo=value.tzinfo or UTC)


class OptionalReference(sa.TypeDecorator[str]):
    """A reference that may be absent: the empty text in a record, NULL in its row."""

    impl = sa.String
    cache_ok = True

    def process_bind_param(self, value: str | None, dialect: sa.Dialect) -> str | None:
        """Write no reference as NULL, which a foreign key lets pass."""
        return value or None

    def process_result_value(self, value: str | None, dialect: sa.Dialect) -> str:
        """Give NULL back as the empty text."""
        return value or ""


JsonType = sa.JSON().with_variant(JSONB(), "postgresql")
"""Value objects, lists and dictionaries inside a record."""


def _known_values(kind: type[enum.Enum]) -> list[str]:
    return [str(member.value) for member in kind]


def _words_of(class_name: str) -> str:
    return re.sub(r"(?<!^)(?=[A-Z])", "_", class_name).lower()


class Table(DeclarativeBase):
    """Everything the store holds."""

    metadata = sa.MetaData(
        naming_convention={
            "pk": "pk_%(table_name)s",
            "uq": "uq_%(table_name)s_%(column_0_N_name)s",
            "ix": "ix_%(table_name)s_%(column_0_N_name)s",
            "fk": "fk_%(table_name)s_%(column_0_name)s",
            "ck": "ck_%(table_name)s_%(constraint_name)s",
        }
    )
    type_annotation_map: ClassVar[dict[Any, Any]] = {
        datetime: UtcDateTime(),
        enum.Enum: sa.Enum(enum.Enum, native_enum=False, values_callable=_known_values),
    }

    is_final: ClassVar[bool] = False
    """Whether triggers forbid changing and deleting whatever was written."""

    final_when: ClassVar[str] = ""
    """A condition on OLD from which on they forbid it, for rows that begin as drafts."""

    still_open: ClassVar[frozenset[str]] = frozenset()
    """Columns that may be filled even then."""


class Row(Table):
    """A domain record's row: one column for every field, under the same name.

    ``ordinal`` keeps the order in which records came; it is the store's own and no field of the record.
    """

    __abstract__ = True

    record: ClassVar[type[Any]]

    ordinal: Mapped[int] = mapped_column(primary_key=True, sort_order=-2)
    id: Mapped[str] = mapped_column(unique=True, sort_order=-1)

    def __init_subclass__(cls, **options: Any) -> None:
        """Name the table as the record: ``PanelItemRow`` is kept in ``panel_item``."""
        if "__abstract__" not in cls.__dict__:
            cls.__tablename__ = _words_of(cls.__name__.removesuffix("Row"))
        super().__init_subclass__(**options)
        if "__abstract__" not in cls.__dict__:
            _hold_to_known_values(table_of(cls))


class Versioned:
    """A record that somebody else may replace meanwhile: every replacement is one version on."""

    version: Mapped[int] = mapped_column(sort_order=1)


def _hold_to_known_values(table: sa.Table) -> None:
    """Add the CHECKs that follow from the columns' types: known codes, yes or no, versions that count up."""
    for column in table.columns:
        if isinstance(column.type, sa.Enum):
            table.append_constraint(
                sa.CheckConstraint(column.in_(column.type.enums), name=f"{column.name}_known")
            )
        if isinstance(column.type, sa.Boolean):
            table.append_constraint(
                sa.CheckConstraint(column.in_([False, True]), name=f"{column.name}_yes_or_no")
            )
        if column.name == "version":
            table.append_constraint(sa.CheckConstraint(column >= 0, name="version_not_negative"))


def table_of(row: type[Table]) -> sa.Table:
    """Give the table behind a row class."""
    return row.metadata.tables[row.__tablename__]


def refers_to(place: str) -> MappedColumn[str]:
    """A reference that must be there; what it names may be written later in the same transaction."""
    return mapped_column(sa.ForeignKey(place, deferrable=True, initially="DEFERRED"), index=True)


def may_refer_to(place: str, *, is_looked_up: bool = False, closes_circle: bool = False) -> MappedColumn[str]:
    """A reference that may be absent. Every index costs each act a page, so only what is looked up has one.

    A reference that closes a circle of tables is added after they are made.
    """
    key = sa.ForeignKey(place, deferrable=True, initially="DEFERRED", use_alter=closes_circle)
    return mapped_column(OptionalReference(), key, index=is_looked_up, nullable=True)


def value() -> MappedColumn[Any]:
    """A value object, tuple or dictionary, kept as JSON; never absent as NULL but as JSON's own null."""
    return mapped_column(JsonType, nullable=False)


def rule(name: str, condition: str) -> sa.CheckConstraint:
    """A rule the row itself can hold."""
    return sa.CheckConstraint(condition, name=name)
