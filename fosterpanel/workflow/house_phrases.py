"""House phrases on the keys 1 to 9: the service's own where it has changed them, otherwise those it starts with."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import lru_cache

from fosterpanel.errors import InvalidInput
from fosterpanel.paths import resources
from fosterpanel.workflow.office import Office
from fosterpanel.workflow.settings import keep_setting, setting

KEYS = range(1, 10)


@dataclass(frozen=True, slots=True, kw_only=True)
class HousePhrase:
    """What one key puts into the minutes; ``is_own``: the service changed it."""

    key: int
    words: str
    is_own: bool = False


def phrases(office: Office) -> tuple[HousePhrase, ...]:
    """The phrases of all nine keys, in order."""
    with office.reading() as reading:
        own = {key: setting(reading, _name(key)) for key in KEYS}
    return tuple(
        HousePhrase(key=key, words=own[key] or _shipped()[key], is_own=bool(own[key])) for key in KEYS
    )


def change_phrase(office: Office, key: int, words: str) -> HousePhrase:
    """Put a phrase of the service's own on a key; no words bring back the one it started with.

    Raises:
        InvalidInput: there is no such key.
    """
    if key not in KEYS:
        raise InvalidInput(f"House phrases lie on the keys 1 to 9, and {key} is none of them.")
    own = "" if words.strip() == _shipped()[key] else words.strip()
    with office.act() as transaction:
        keep_setting(transaction, _name(key), own)
        transaction.note("change_phrase", _name(key))
    return HousePhrase(key=key, words=own or _shipped()[key], is_own=bool(own))


@lru_cache(maxsize=1)
def _shipped() -> dict[int, str]:
    held = tomllib.loads((resources() / "phrases.toml").read_text(encoding="utf-8"))
    return {int(key): words for key, words in held["phrases"].items()}


def _name(key: int) -> str:
    return f"phrase:{key}"
