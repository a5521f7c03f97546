"""Times of day, sentences and short hashes as our papers write them; the rest is in ``domain.wording``."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, date, datetime, time
from typing import Final, TypeVar
from zoneinfo import ZoneInfo

from fosterpanel.domain.wording import plain_date
from fosterpanel.errors import InvalidInput

_LOCAL: Final = ZoneInfo("Europe/London")
_SHORT_HASH: Final = 12

Given = TypeVar("Given")


def needed(value: Given | None, sentence: str) -> Given:
    """The value when there is one. Raises InvalidInput with the sentence when it is missing or empty."""
    if not value:
        raise InvalidInput(sentence)
    return value


def confidential(*, is_business: bool = False) -> str:
    """What stands on a record about one family, or about business of the panel itself."""
    whose = "the panel's own" if is_business else "about one family"
    return f"Confidential: this record is {whose} and must not be copied or passed on"


def time_of_day(at: time) -> str:
    """A local time, as in “09:30”."""
    return f"{at:%H:%M}"


def local_date(at: datetime) -> date:
    """The local day of a moment (UTC)."""
    return at.astimezone(_LOCAL).date()


def local_time(at: datetime) -> str:
    """The local time of a moment (UTC), as in “09:30”; in the hour that comes twice in autumn, “01:30 GMT”."""
    local = at.astimezone(_LOCAL)
    comes_twice = local.replace(fold=0).utcoffset() != local.replace(fold=1).utcoffset()
    return f"{time_of_day(local.time())} {local.tzname()}" if comes_twice else time_of_day(local.time())


def moment(at: datetime) -> str:
    """A moment (UTC) as local date and time, as in “29 December 2026 at 14:05”."""
    return f"{plain_date(local_date(at))} at {local_time(at)}"


def start_of(on: date) -> datetime:
    """The moment that stands for a day where a document must name one: its midnight, UTC."""
    return datetime.combine(on, time(), tzinfo=UTC)


def sentence(words: str) -> str:
    """Words that begin with a capital letter and end with a full stop."""
    stripped = words.strip()
    if not stripped:
        return ""
    return stripped[0].upper() + stripped[1:] + ("" if stripped[-1] in ".!?”" else ".")


def capital(words: str) -> str:
    """Words that begin with a capital letter, as in a table's cell."""
    return words[:1].upper() + words[1:]


def short_hash(sha256: str) -> str:
    """The beginning of a SHA-256, enough to tell versions of a paper apart by eye."""
    return sha256[:_SHORT_HASH]


def short_kind(kind: str, kinds: Mapping[str, str]) -> str:
    """A kind of paper in the rule book's words, without what they explain in brackets."""
    return kinds.get(kind, kind.replace("-", " ").capitalize()).partition(" (")[0]
