"""What can be searched: an entry for every record and page of text, and the index of their words.

The index keeps no text, only which words stand in which entry; it lies in the store file and is encrypted with it.
"""

from __future__ import annotations

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from fosterpanel.db.models.rows import Table, rule, table_of

INDEX = "search_index"
MAKE_INDEX = (
    f"CREATE VIRTUAL TABLE {INDEX} USING fts5(title, words, code, content='', contentless_delete=1, "
    "prefix='1 2 3', tokenize='unicode61 remove_diacritics 2')"
)
"""For SQLite. Another database makes an index of its own kind over the same entries."""


class SearchEntryRow(Table):
    """One thing that can be found. ``record_id`` names a record, or the SHA-256 of a file when it is a page of text.

    ``page`` counts from 1; 0 is the record itself.
    """

    __tablename__ = "search_entry"
    __table_args__ = (
        sa.UniqueConstraint("record_id", "kind", "page"),
        rule("page_not_negative", "page >= 0"),
    )

    ordinal: Mapped[int] = mapped_column(primary_key=True)
    record_id: Mapped[str]
    kind: Mapped[str]
    page: Mapped[int]
    title: Mapped[str]
    line: Mapped[str]
    code: Mapped[str]


def is_the_engines_own(name: str | None, kind: str) -> bool:
    """Whether a table is the index or one of those in which the engine keeps it; no migration looks at them."""
    return kind == "table" and name is not None and (name == INDEX or name.startswith(f"{INDEX}_"))


@sa.event.listens_for(table_of(SearchEntryRow), "after_create")
def _make_index(_table: sa.Table, connection: sa.Connection, **_: object) -> None:
    if connection.dialect.name == "sqlite":
        connection.exec_driver_sql(MAKE_INDEX)
