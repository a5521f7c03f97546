"""The data a document carries about itself, as JSON another program can read without this one."""

from __future__ import annotations

import dataclasses
import json
from collections.abc import Mapping, Sequence
from datetime import date, time
from typing import Any

from fosterpanel.documents.pages.blocks import Attachment

FORMAT = 1


def data_attachment(kind: str, reference: str, records: Mapping[str, object]) -> Attachment:
    """The records as an attached JSON file; moments are UTC, dates local, both in ISO 8601.

    ``kind`` names what the document is ("minutes"); ``FORMAT`` rises when the shape of the data changes.
    """
    data = {"document": kind, "format": FORMAT, "reference": reference, **as_data(records)}
    return Attachment(
        name=f"{kind.replace(' ', '-')}-{file_name_part(reference)}.json",
        data=json.dumps(data, ensure_ascii=False, indent=2).encode(),
        media_type="application/json",
        description=f"The data of this document ({kind}, {reference}) for other programs to read.",
        relationship="Data",
    )


def as_data(value: object) -> Any:
    """Records as plain data: dataclasses become objects, dates and times text.

    Raises:
        TypeError: a value has no plain form; raw bytes, above all, never slip into the data.
    """
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        return {field.name: as_data(getattr(value, field.name)) for field in dataclasses.fields(value)}
    if isinstance(value, Mapping):
        return {str(key): as_data(held) for key, held in value.items()}
    if isinstance(value, date | time):
        return value.isoformat()
    if value is None or isinstance(value, str | int | float):
        return value
    if isinstance(value, Sequence) and not isinstance(value, bytes | bytearray):
        return [as_data(held) for held in value]
    raise TypeError(f"{type(value).__name__} has no plain form.")


def file_name_part(reference: str) -> str:
    """A reference as part of a file name: letters, digits, dots and dashes only."""
    return "".join(letter if letter.isalnum() or letter in ".-" else "-" for letter in reference)
