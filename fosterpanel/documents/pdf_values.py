"""Values in somebody else's PDF, where anything may stand instead of what should."""

from __future__ import annotations

from typing import Any

import pikepdf


def value_at(holder: pikepdf.Object, key: str, otherwise: object = None) -> Any:
    """What a dictionary or a stream holds under a key.

    Asked for every page; pikepdf's own ``get`` takes six times as long where there is nothing.
    """
    return holder[key] if key in holder else otherwise  # noqa: SIM401


def number_of(value: object) -> float:
    """A number; nothing else counts."""
    try:
        return float(value)  # type: ignore[arg-type]
    except (TypeError, ValueError):
        return 0.0


def name_of(value: object) -> str:
    """A name with its slash; empty where there is none, or one that no text can hold."""
    try:
        return str(value) if isinstance(value, pikepdf.Name) else ""
    except UnicodeDecodeError:
        return ""


def entries_of(held: pikepdf.Object) -> list[tuple[Any, Any]]:
    """What a dictionary, a stream or an array holds, and where; not what has a name that no text can hold."""
    if isinstance(held, pikepdf.Array):
        return list(enumerate(held))
    if isinstance(held, pikepdf.Dictionary | pikepdf.Stream):
        return [(key, held.get(key)) for key in sorted(held.keys()) if key.isprintable()]
    return []
