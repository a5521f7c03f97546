"""Business of the panel itself: items about no foster home, which end with the panel."""

from __future__ import annotations

from contextlib import AbstractContextManager

import sqlalchemy as sa
from alembic import op
from alembic.operations import BatchOperations

revision = "0010"
down_revision = "0009"

_STAGES = (
    "'taken in', 'listed', 'in hearing', 'recommended', 'deferred', 'withdrawn', 'with the decision maker', "
    "'determination proposed', 'referred on a challenge', 'returned for information', 'decided', 'told'"
)
_OF_BUSINESS = "'taken in', 'listed', 'in hearing', 'deferred', 'withdrawn', 'concluded'"


def _item() -> AbstractContextManager[BatchOperations]:
    """The table of items to be made anew: SQLite changes no column and no constraint in place."""
    return op.batch_alter_table("panel_item")


def upgrade() -> None:
    with _item() as item:
        item.alter_column("home_id", existing_type=sa.String(), nullable=True)
        item.drop_constraint(op.f("ck_panel_item_stage_known"), type_="check")
        item.create_check_constraint(op.f("ck_panel_item_stage_known"), f"stage IN ({_STAGES}, 'concluded')")
        item.create_check_constraint(
            op.f("ck_panel_item_business_ends_with_the_panel"),
            "home_id IS NOT NULL OR (challenge_id IS NULL AND NOT is_connected_person AND stage IN"
            f" ({_OF_BUSINESS}))",
        )
        item.create_check_constraint(
            op.f("ck_panel_item_only_business_is_concluded"), "stage <> 'concluded' OR home_id IS NULL"
        )


def downgrade() -> None:
    """Only a store without business of the panel goes back: the column refuses it, and nothing is changed."""
    with _item() as item:
        item.drop_constraint(op.f("ck_panel_item_only_business_is_concluded"), type_="check")
        item.drop_constraint(op.f("ck_panel_item_business_ends_with_the_panel"), type_="check")
        item.drop_constraint(op.f("ck_panel_item_stage_known"), type_="check")
        item.create_check_constraint(op.f("ck_panel_item_stage_known"), f"stage IN ({_STAGES})")
        item.alter_column("home_id", existing_type=sa.String(), nullable=False)
