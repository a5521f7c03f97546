"""Decisions that take effect later, temporary approvals that wait for a review, papers sent to one."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import JSONB

revision = "0009"
down_revision = "0008"

JSON = sa.JSON().with_variant(JSONB(), "postgresql")


def upgrade() -> None:
    op.create_table(
        "coming_change",
        sa.Column("ordinal", sa.Integer(), nullable=False),
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("home_id", sa.String(), nullable=False),
        sa.Column("item_id", sa.String(), nullable=False),
        sa.Column("decision_id", sa.String(), nullable=False),
        sa.Column("on", sa.Date(), nullable=False),
        sa.Column("entered_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("overtaken", sa.String(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "entered_at IS NULL OR overtaken = ''", name=op.f("ck_coming_change_entered_or_overtaken")
        ),
        sa.CheckConstraint("version >= 0", name=op.f("ck_coming_change_version_not_negative")),
        sa.ForeignKeyConstraint(
            ["decision_id"],
            ["agency_decision.id"],
            name=op.f("fk_coming_change_decision_id"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["home_id"],
            ["foster_home.id"],
            name=op.f("fk_coming_change_home_id"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["item_id"],
            ["panel_item.id"],
            name=op.f("fk_coming_change_item_id"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("ordinal", name=op.f("pk_coming_change")),
        sa.UniqueConstraint("id", name=op.f("uq_coming_change_id")),
    )
    op.create_index(op.f("ix_coming_change_decision_id"), "coming_change", ["decision_id"], unique=False)
    op.create_index(op.f("ix_coming_change_home_id"), "coming_change", ["home_id"], unique=False)
    op.create_index(op.f("ix_coming_change_item_id"), "coming_change", ["item_id"], unique=False)
    op.add_column(
        "qualifying_determination", sa.Column("papers_sent", JSON, nullable=False, server_default="null")
    )
    op.add_column(
        "temporary_approval", sa.Column("until_review", JSON, nullable=False, server_default="null")
    )


def downgrade() -> None:
    op.drop_column("temporary_approval", "until_review")
    op.drop_column("qualifying_determination", "papers_sent")
    op.drop_index(op.f("ix_coming_change_item_id"), table_name="coming_change")
    op.drop_index(op.f("ix_coming_change_home_id"), table_name="coming_change")
    op.drop_index(op.f("ix_coming_change_decision_id"), table_name="coming_change")
    op.drop_table("coming_change")
