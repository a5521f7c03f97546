"""Searching: an entry for every record and page, and the index of their words."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    op.create_table(
        "search_entry",
        sa.Column("ordinal", sa.Integer(), nullable=False),
        sa.Column("record_id", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("page", sa.Integer(), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("line", sa.String(), nullable=False),
        sa.Column("code", sa.String(), nullable=False),
        sa.CheckConstraint("page >= 0", name=op.f("ck_search_entry_page_not_negative")),
        sa.PrimaryKeyConstraint("ordinal", name=op.f("pk_search_entry")),
        sa.UniqueConstraint("record_id", "kind", "page", name=op.f("uq_search_entry_record_id_kind_page")),
    )
    op.execute(
        "CREATE VIRTUAL TABLE search_index USING fts5(title, words, code, content='', contentless_delete=1, "
        "prefix='1 2 3', tokenize='unicode61 remove_diacritics 2')"
    )


def downgrade() -> None:
    op.execute("DROP TABLE search_index")
    op.drop_table("search_entry")
