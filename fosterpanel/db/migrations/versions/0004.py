"""Notes and lines of readers, second looks at letters, meetings that are cancelled."""

from __future__ import annotations

from contextlib import AbstractContextManager

import sqlalchemy as sa
from alembic import op
from alembic.operations import BatchOperations
from sqlalchemy.dialects.postgresql import JSONB

revision = "0004"
down_revision = "0003"

JSON = sa.JSON().with_variant(JSONB(), "postgresql")

_STAGES = "'planned', 'agenda issued', 'in session', 'closed'"


def _meeting() -> AbstractContextManager[BatchOperations]:
    """The table of meetings to be made anew: SQLite changes no constraint in place."""
    return op.batch_alter_table("meeting")


def upgrade() -> None:
    op.create_table(
        "line_to_explore",
        sa.Column("ordinal", sa.Integer(), nullable=False),
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("item_id", sa.String(), nullable=False),
        sa.Column("person_id", sa.String(), nullable=False),
        sa.Column("words", sa.String(), nullable=False),
        sa.Column("sent_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("paper_id", sa.String(), nullable=True),
        sa.Column("page", sa.Integer(), nullable=False),
        sa.Column("settled_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("left_out_because", sa.String(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "left_out_because = '' OR settled_at IS NOT NULL",
            name=op.f("ck_line_to_explore_left_out_is_settled"),
        ),
        sa.CheckConstraint("words <> ''", name=op.f("ck_line_to_explore_says_something")),
        sa.CheckConstraint("page >= 0", name=op.f("ck_line_to_explore_page_not_negative")),
        sa.CheckConstraint("settled_at >= sent_at", name=op.f("ck_line_to_explore_settled_after_sending")),
        sa.CheckConstraint("version >= 0", name=op.f("ck_line_to_explore_version_not_negative")),
        sa.ForeignKeyConstraint(
            ["item_id"],
            ["panel_item.id"],
            name=op.f("fk_line_to_explore_item_id"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["paper_id"],
            ["paper.id"],
            name=op.f("fk_line_to_explore_paper_id"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["person_id"],
            ["person.id"],
            name=op.f("fk_line_to_explore_person_id"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("ordinal", name=op.f("pk_line_to_explore")),
        sa.UniqueConstraint("id", name=op.f("uq_line_to_explore_id")),
    )
    op.create_index(op.f("ix_line_to_explore_item_id"), "line_to_explore", ["item_id"], unique=False)
    op.create_index(op.f("ix_line_to_explore_person_id"), "line_to_explore", ["person_id"], unique=False)
    op.create_table(
        "private_note",
        sa.Column("ordinal", sa.Integer(), nullable=False),
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("person_id", sa.String(), nullable=False),
        sa.Column("item_id", sa.String(), nullable=False),
        sa.Column("words", sa.String(), nullable=False),
        sa.Column("kept_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("paper_id", sa.String(), nullable=True),
        sa.Column("page", sa.Integer(), nullable=False),
        sa.Column("areas", JSON, nullable=False),
        sa.Column("quote", sa.String(), nullable=False),
        sa.Column("purged_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "purged_at IS NULL OR (words = '' AND quote = '')", name=op.f("ck_private_note_purged_is_empty")
        ),
        sa.CheckConstraint("page >= 0", name=op.f("ck_private_note_page_not_negative")),
        sa.CheckConstraint("version >= 0", name=op.f("ck_private_note_version_not_negative")),
        sa.ForeignKeyConstraint(
            ["item_id"],
            ["panel_item.id"],
            name=op.f("fk_private_note_item_id"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["paper_id"],
            ["paper.id"],
            name=op.f("fk_private_note_paper_id"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["person_id"],
            ["person.id"],
            name=op.f("fk_private_note_person_id"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("ordinal", name=op.f("pk_private_note")),
        sa.UniqueConstraint("id", name=op.f("uq_private_note_id")),
    )
    op.create_index(op.f("ix_private_note_item_id"), "private_note", ["item_id"], unique=False)
    op.create_index(op.f("ix_private_note_paper_id"), "private_note", ["paper_id"], unique=False)
    op.create_index(op.f("ix_private_note_person_id"), "private_note", ["person_id"], unique=False)
    op.add_column("notice", sa.Column("second_look", JSON, nullable=False, server_default="null"))
    with _meeting() as meeting:
        meeting.drop_constraint(op.f("ck_meeting_stage_known"), type_="check")
        meeting.add_column(sa.Column("cancelled_because", sa.String(), nullable=False, server_default=""))
        meeting.create_check_constraint(op.f("ck_meeting_stage_known"), f"stage IN ({_STAGES}, 'cancelled')")
        meeting.create_check_constraint(
            op.f("ck_meeting_cancelled_because"), "(stage = 'cancelled') = (cancelled_because <> '')"
        )
    op.create_index(op.f("ix_panel_item_stage"), "panel_item", ["stage"], unique=False)


def downgrade() -> None:
    op.drop_index(op.f("ix_panel_item_stage"), table_name="panel_item")
    with _meeting() as meeting:
        meeting.drop_constraint(op.f("ck_meeting_cancelled_because"), type_="check")
        meeting.drop_constraint(op.f("ck_meeting_stage_known"), type_="check")
        meeting.drop_column("cancelled_because")
        meeting.create_check_constraint(op.f("ck_meeting_stage_known"), f"stage IN ({_STAGES})")
    op.drop_column("notice", "second_look")
    op.drop_index(op.f("ix_private_note_person_id"), table_name="private_note")
    op.drop_index(op.f("ix_private_note_paper_id"), table_name="private_note")
    op.drop_index(op.f("ix_private_note_item_id"), table_name="private_note")
    op.drop_table("private_note")
    op.drop_index(op.f("ix_line_to_explore_person_id"), table_name="line_to_explore")
    op.drop_index(op.f("ix_line_to_explore_item_id"), table_name="line_to_explore")
    op.drop_table("line_to_explore")
