"""What the desk keeps: drafts, invitations, running orders, who owes and who has read a paper."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import JSONB

revision = "0002"
down_revision = "0001"

JSON = sa.JSON().with_variant(JSONB(), "postgresql")


def upgrade() -> None:
    op.create_table(
        "running_order",
        sa.Column("ordinal", sa.Integer(), nullable=False),
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("entries", JSON, nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint("version >= 0", name=op.f("ck_running_order_version_not_negative")),
        sa.PrimaryKeyConstraint("ordinal", name=op.f("pk_running_order")),
        sa.UniqueConstraint("id", name=op.f("uq_running_order_id")),
    )
    op.create_table(
        "setting",
        sa.Column("ordinal", sa.Integer(), nullable=False),
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("words", sa.String(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint("version >= 0", name=op.f("ck_setting_version_not_negative")),
        sa.PrimaryKeyConstraint("ordinal", name=op.f("pk_setting")),
        sa.UniqueConstraint("id", name=op.f("uq_setting_id")),
    )
    op.create_table(
        "draft",
        sa.Column("ordinal", sa.Integer(), nullable=False),
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("person_id", sa.String(), nullable=False),
        sa.Column("place", sa.String(), nullable=False),
        sa.Column("fields", JSON, nullable=False),
        sa.Column("kept_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint("version >= 0", name=op.f("ck_draft_version_not_negative")),
        sa.ForeignKeyConstraint(
            ["person_id"],
            ["person.id"],
            name=op.f("fk_draft_person_id"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("ordinal", name=op.f("pk_draft")),
        sa.UniqueConstraint("id", name=op.f("uq_draft_id")),
        sa.UniqueConstraint("person_id", "place", name=op.f("uq_draft_person_id_place")),
    )
    op.create_index(op.f("ix_draft_person_id"), "draft", ["person_id"], unique=False)
    op.create_table(
        "expected_paper",
        sa.Column("ordinal", sa.Integer(), nullable=False),
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("item_id", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("owner", sa.String(), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint("version >= 0", name=op.f("ck_expected_paper_version_not_negative")),
        sa.ForeignKeyConstraint(
            ["item_id"],
            ["panel_item.id"],
            name=op.f("fk_expected_paper_item_id"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("ordinal", name=op.f("pk_expected_paper")),
        sa.UniqueConstraint("id", name=op.f("uq_expected_paper_id")),
        sa.UniqueConstraint("item_id", "kind", name=op.f("uq_expected_paper_item_id_kind")),
    )
    op.create_index(op.f("ix_expected_paper_item_id"), "expected_paper", ["item_id"], unique=False)
    op.create_table(
        "invitation",
        sa.Column("ordinal", sa.Integer(), nullable=False),
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("meeting_id", sa.String(), nullable=False),
        sa.Column("member_id", sa.String(), nullable=False),
        sa.Column("sent_on", sa.Date(), nullable=False),
        sa.Column("reply", sa.String(16), nullable=False),
        sa.Column("replied_on", sa.Date(), nullable=True),
        sa.Column("note", sa.String(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "reply IN ('no answer yet', 'coming', 'joining remotely', 'cannot come')",
            name=op.f("ck_invitation_reply_known"),
        ),
        sa.CheckConstraint("replied_on >= sent_on", name=op.f("ck_invitation_replied_after_sending")),
        sa.CheckConstraint("version >= 0", name=op.f("ck_invitation_version_not_negative")),
        sa.ForeignKeyConstraint(
            ["meeting_id"],
            ["meeting.id"],
            name=op.f("fk_invitation_meeting_id"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["member_id"],
            ["panel_member.id"],
            name=op.f("fk_invitation_member_id"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("ordinal", name=op.f("pk_invitation")),
        sa.UniqueConstraint("id", name=op.f("uq_invitation_id")),
        sa.UniqueConstraint("meeting_id", "member_id", name=op.f("uq_invitation_meeting_id_member_id")),
    )
    op.create_index(op.f("ix_invitation_meeting_id"), "invitation", ["meeting_id"], unique=False)
    op.create_index(op.f("ix_invitation_member_id"), "invitation", ["member_id"], unique=False)
    op.create_table(
        "paper_reading",
        sa.Column("ordinal", sa.Integer(), nullable=False),
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("paper_id", sa.String(), nullable=False),
        sa.Column("person_id", sa.String(), nullable=False),
        sa.Column("read_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["paper_id"],
            ["paper.id"],
            name=op.f("fk_paper_reading_paper_id"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["person_id"],
            ["person.id"],
            name=op.f("fk_paper_reading_person_id"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("ordinal", name=op.f("pk_paper_reading")),
        sa.UniqueConstraint("id", name=op.f("uq_paper_reading_id")),
    )
    op.create_index(op.f("ix_paper_reading_paper_id"), "paper_reading", ["paper_id"], unique=False)
    op.create_index(op.f("ix_paper_reading_person_id"), "paper_reading", ["person_id"], unique=False)
    op.add_column("deferral", sa.Column("quorum", JSON, nullable=False, server_default="null"))
    op.add_column("meeting", sa.Column("capacity", sa.Integer(), nullable=False, server_default="8"))
    op.add_column("panel_member", sa.Column("other_panels", JSON, nullable=False, server_default="[]"))
    op.add_column("panel_member", sa.Column("contact", JSON, nullable=False, server_default="[]"))
    op.add_column("panel_member", sa.Column("away", JSON, nullable=False, server_default="[]"))
    op.add_column("paper", sa.Column("dated_on", sa.Date(), nullable=True))
    op.add_column("paper", sa.Column("source_name", sa.String(), nullable=False, server_default=""))


def downgrade() -> None:
    op.drop_column("deferral", "quorum")
    op.drop_column("paper", "source_name")
    op.drop_column("paper", "dated_on")
    op.drop_column("panel_member", "away")
    op.drop_column("panel_member", "contact")
    op.drop_column("panel_member", "other_panels")
    op.drop_column("meeting", "capacity")
    op.drop_index(op.f("ix_paper_reading_person_id"), table_name="paper_reading")
    op.drop_index(op.f("ix_paper_reading_paper_id"), table_name="paper_reading")
    op.drop_table("paper_reading")
    op.drop_index(op.f("ix_invitation_member_id"), table_name="invitation")
    op.drop_index(op.f("ix_invitation_meeting_id"), table_name="invitation")
    op.drop_table("invitation")
    op.drop_index(op.f("ix_expected_paper_item_id"), table_name="expected_paper")
    op.drop_table("expected_paper")
    op.drop_index(op.f("ix_draft_person_id"), table_name="draft")
    op.drop_table("draft")
    op.drop_table("setting")
    op.drop_table("running_order")
