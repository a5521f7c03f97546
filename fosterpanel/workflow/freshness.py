"""Whether anything was done since a long list was read, so that it is read again only when it may have changed."""

from __future__ import annotations

from datetime import date

from fosterpanel.workflow.office import Office

AsOf = tuple[int, date]
"""The number of the last act, and the local day: what falls due changes at midnight."""


def as_of(office: Office) -> AsOf:
    """How far the store has come, and which day it is."""
    with office.reading() as reading:
        last = reading.last_audit_line()
    return (last.seq if last else 0, office.clock.today())
