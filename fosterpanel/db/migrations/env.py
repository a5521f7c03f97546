"""Alembic's entry: runs the asked revisions on the connection handed over, inside its transaction."""

from __future__ import annotations

from alembic import context

from fosterpanel.db.models.schema import METADATA

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=METADATA,
    render_as_batch=True,
    compare_type=True,
)
with context.begin_transaction():
    context.run_migrations()
