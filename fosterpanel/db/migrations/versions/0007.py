"""Who presided over a hearing before somebody else took the chair."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import JSONB

revision = "0007"
down_revision = "0006"

JSON = sa.JSON().with_variant(JSONB(), "postgresql")


def upgrade() -> None:
    op.add_column("hearing", sa.Column("handed_over", JSON, nullable=False, server_default="[]"))


def downgrade() -> None:
    op.drop_column("hearing", "handed_over")
