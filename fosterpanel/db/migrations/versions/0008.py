"""Addenda to signed minutes, as documents of a kind of their own."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"

_KINDS = "'agenda', 'minutes', 'decision record', 'letter', 'oversight page'"


def _set_kinds(kinds: str, longest: int) -> None:
    """Say which kinds there are; SQLite changes no constraint in place, so the table is made anew."""
    with op.batch_alter_table("issued_document") as table:
        table.drop_constraint(op.f("ck_issued_document_kind_known"), type_="check")
        table.alter_column("kind", type_=sa.String(length=longest), existing_nullable=False)
        table.create_check_constraint(op.f("ck_issued_document_kind_known"), f"kind IN ({kinds})")


def upgrade() -> None:
    _set_kinds(_KINDS.replace("'minutes',", "'minutes', 'addendum to minutes',"), longest=19)


def downgrade() -> None:
    _set_kinds(_KINDS, longest=15)
