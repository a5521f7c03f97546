"""Packs issued to members, and the copy each of them got."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import JSONB

revision = "0006"
down_revision = "0005"

JSON = sa.JSON().with_variant(JSONB(), "postgresql")


def upgrade() -> None:
    op.create_table(
        "issued_pack",
        sa.Column("ordinal", sa.Integer(), nullable=False),
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("meeting_id", sa.String(), nullable=False),
        sa.Column("plan", JSON, nullable=False),
        sa.Column("issued_by", sa.String(), nullable=False),
        sa.Column("issued_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["meeting_id"],
            ["meeting.id"],
            name=op.f("fk_issued_pack_meeting_id"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["issued_by"],
            ["person.id"],
            name=op.f("fk_issued_pack_issued_by"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("ordinal", name=op.f("pk_issued_pack")),
        sa.UniqueConstraint("id", name=op.f("uq_issued_pack_id")),
    )
    op.create_index(op.f("ix_issued_pack_meeting_id"), "issued_pack", ["meeting_id"], unique=False)
    op.create_index(op.f("ix_issued_pack_issued_by"), "issued_pack", ["issued_by"], unique=False)
    op.create_table(
        "pack_copy",
        sa.Column("ordinal", sa.Integer(), nullable=False),
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("pack_id", sa.String(), nullable=False),
        sa.Column("member_id", sa.String(), nullable=False),
        sa.Column("password", sa.String(), nullable=False),
        sa.Column("sha256", sa.String(), nullable=False),
        sa.Column("saved_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("password <> ''", name=op.f("ck_pack_copy_has_password")),
        sa.CheckConstraint("length(sha256) = 64", name=op.f("ck_pack_copy_hash_whole")),
        sa.ForeignKeyConstraint(
            ["pack_id"],
            ["issued_pack.id"],
            name=op.f("fk_pack_copy_pack_id"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["member_id"],
            ["panel_member.id"],
            name=op.f("fk_pack_copy_member_id"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("ordinal", name=op.f("pk_pack_copy")),
        sa.UniqueConstraint("id", name=op.f("uq_pack_copy_id")),
    )
    op.create_index(op.f("ix_pack_copy_pack_id"), "pack_copy", ["pack_id"], unique=False)
    op.create_index(op.f("ix_pack_copy_member_id"), "pack_copy", ["member_id"], unique=False)


def downgrade() -> None:
    for index in ("member_id", "pack_id"):
        op.drop_index(op.f(f"ix_pack_copy_{index}"), table_name="pack_copy")
    op.drop_table("pack_copy")
    for index in ("issued_by", "meeting_id"):
        op.drop_index(op.f(f"ix_issued_pack_{index}"), table_name="issued_pack")
    op.drop_table("issued_pack")
