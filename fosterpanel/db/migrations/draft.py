"""Draft the next revision from what the models say and the revisions before it lack.

``python -m fosterpanel.db.migrations.draft 0002 "what changes"`` writes ``versions/0002.py``, to be read
and completed by hand; then ``schema.REVISION`` is moved on.
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path
from typing import Any, Literal

import sqlalchemy as sa
from alembic.autogenerate import produce_migrations, render_python_code
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory

from fosterpanel.db.engine import make_migration_engine
from fosterpanel.db.keys.slots import KEY_BYTES
from fosterpanel.db.migrating import VERSIONS, alembic_config, make_schema
from fosterpanel.db.models.rows import OptionalReference, UtcDateTime
from fosterpanel.db.models.schema import METADATA
from fosterpanel.db.models.searching import is_the_engines_own

_FILE = '''"""{words}."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import JSONB

revision = "{revision}"
down_revision = {before!r}

JSON = sa.JSON().with_variant(JSONB(), "postgresql")


def upgrade() -> None:
    {upgrade}


def downgrade() -> None:
    {downgrade}
'''


def draft(revision: str, words: str) -> Path:
    """Write the revision that takes a store from the newest one there is to the models as they are."""
    before = ScriptDirectory.from_config(alembic_config()).get_current_head()
    with tempfile.TemporaryDirectory() as folder:
        upgrade, downgrade = _differences(Path(folder) / "empty.store", before)
    path = VERSIONS / f"{revision}.py"
    path.write_text(
        _FILE.format(revision=revision, words=words, before=before, upgrade=upgrade, downgrade=downgrade),
        encoding="utf-8",
    )
    return path


def _differences(store: Path, before: str | None) -> tuple[str, str]:
    key = bytes(KEY_BYTES)
    if before is not None:
        make_schema(store, key, to=before)
    engine = make_migration_engine(store, key)
    with engine.connect() as connection:
        options = {
            "target_metadata": METADATA,
            "render_item": _plain_types,
            "include_name": lambda name, kind, _: not is_the_engines_own(name, kind),
        }
        context = MigrationContext.configure(connection, opts=options)
        found = produce_migrations(context, METADATA)
        assert found.upgrade_ops is not None
        assert found.downgrade_ops is not None
        both = (found.upgrade_ops, found.downgrade_ops)
        return tuple(  # type: ignore[return-value]
            render_python_code(ops, render_item=_plain_types, migration_context=context) for ops in both
        )


def _plain_types(kind: str, item: Any, _: object) -> str | Literal[False]:
    """A revision stands for ever, so it names plain types and not ours, which may change."""
    if kind != "type":
        return False
    if isinstance(item, UtcDateTime):
        return "sa.DateTime(timezone=True)"
    if isinstance(item, OptionalReference):
        return "sa.String()"
    if isinstance(item, sa.Enum):
        return f"sa.String({item.length})"
    return "JSON" if isinstance(item, sa.JSON) else False


if __name__ == "__main__":
    sys.stdout.write(f"{draft(*sys.argv[1:])}\n")
