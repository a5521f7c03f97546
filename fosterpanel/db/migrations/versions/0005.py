"""Answers about names of other families in what leaves."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import JSONB

revision = "0005"
down_revision = "0004"

JSON = sa.JSON().with_variant(JSONB(), "postgresql")


def upgrade() -> None:
    op.create_table(
        "name_answer",
        sa.Column("ordinal", sa.Integer(), nullable=False),
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("subject_id", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("hits", JSON, nullable=False),
        sa.Column("answer", sa.String(), nullable=False),
        sa.Column("answered_by", sa.String(), nullable=False),
        sa.Column("answered_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("name <> '' AND answer <> ''", name=op.f("ck_name_answer_says_why")),
        sa.ForeignKeyConstraint(
            ["answered_by"],
            ["person.id"],
            name=op.f("fk_name_answer_answered_by"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("ordinal", name=op.f("pk_name_answer")),
        sa.UniqueConstraint("id", name=op.f("uq_name_answer_id")),
    )
    op.create_index(op.f("ix_name_answer_answered_by"), "name_answer", ["answered_by"], unique=False)
    op.create_index(op.f("ix_name_answer_subject_id"), "name_answer", ["subject_id"], unique=False)


def downgrade() -> None:
    op.drop_index(op.f("ix_name_answer_subject_id"), table_name="name_answer")
    op.drop_index(op.f("ix_name_answer_answered_by"), table_name="name_answer")
    op.drop_table("name_answer")
