"""What time it is: asked of a clock that is handed in, so that an act can be tried on any day."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from functools import cache
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from zoneinfo import ZoneInfo


@cache
def office_zone() -> ZoneInfo:
    """The time of the United Kingdom, loaded when a day is first asked for: the window opens without it."""
    from zoneinfo import ZoneInfo

    return ZoneInfo("Europe/London")


class Clock(Protocol):
    """Answers the moment in UTC and the day in the office."""

    def now(self) -> datetime:
        """Return the moment, aware and in UTC."""
        ...

    def today(self) -> date:
        """Return the calendar day in the United Kingdom, whatever the computer's own zone."""
        ...


class SystemClock:
    """The computer's own clock."""

    def now(self) -> datetime:
        """Return the moment, aware and in UTC."""
        return datetime.now(UTC)

    def today(self) -> date:
        """Return the calendar day in the United Kingdom, whatever the computer's own zone."""
        return self.now().astimezone(office_zone()).date()


class StillClock:
    """A clock that stands at ``moment`` until it is moved.

    Raises:
        ValueError: ``moment`` has no time zone, so nobody can say when it is.
    """

    def __init__(self, moment: datetime) -> None:
        if moment.utcoffset() is None:
            raise ValueError("A clock needs a moment with a time zone.")
        self._moment = moment.astimezone(UTC)

    def now(self) -> datetime:
        """Return the moment the clock stands at, aware and in UTC."""
        return self._moment

    def today(self) -> date:
        """Return the calendar day in the United Kingdom at the moment the clock stands at."""
        return self._moment.astimezone(office_zone()).date()

    def move(self, by: timedelta) -> None:
        """Put the clock forward, or back when ``by`` is negative; elapsed time, not wall time."""
        self._moment += by
