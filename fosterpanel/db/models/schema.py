"""Every table of the store in one place, and the revision that this program writes."""

from __future__ import annotations

from typing import Any

from fosterpanel.db.models import items as items
from fosterpanel.db.models import leaving as leaving
from fosterpanel.db.models import meetings as meetings
from fosterpanel.db.models import outcomes as outcomes
from fosterpanel.db.models import people as people
from fosterpanel.db.models import reading as reading
from fosterpanel.db.models import register as register
from fosterpanel.db.models import searching as searching
from fosterpanel.db.models import trail as trail
from fosterpanel.db.models.rows import Row, Table

REVISION = "0011"
"""The newest schema revision. Stores that carry another are brought up to date, or refused as too new."""

METADATA = Table.metadata

ROWS: dict[type[Any], type[Row]] = {
    mapper.class_.record: mapper.class_ for mapper in Row.registry.mappers if issubclass(mapper.class_, Row)
}
"""The row class of every record type that is stored."""
