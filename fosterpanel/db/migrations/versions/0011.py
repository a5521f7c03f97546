"""When the review mechanism told the service of a review, from which its papers are due."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"


def upgrade() -> None:
    op.add_column("qualifying_determination", sa.Column("notified_on", sa.Date(), nullable=True))


def downgrade() -> None:
    op.drop_column("qualifying_determination", "notified_on")
