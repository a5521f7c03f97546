"""Tables and lists: ready-made rows with their own sort and filter, drawn in two lines."""

from fosterpanel.ui.parts.tables.columns import Column
from fosterpanel.ui.parts.tables.model import ListModel
from fosterpanel.ui.parts.tables.table import Table

__all__ = ["Column", "ListModel", "Table"]
