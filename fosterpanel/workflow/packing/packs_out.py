"""Packs that are out: which issue counts, and how far the person at the desk has read it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from fosterpanel.db.transaction import Reading
from fosterpanel.domain.drafts import Draft
from fosterpanel.domain.issued_packs import IssuedPack
from fosterpanel.domain.meetings import Meeting
from fosterpanel.domain.packs import PackPlan, Place, index_of
from fosterpanel.domain.papers import PaperReading
from fosterpanel.domain.service import Role
from fosterpanel.workflow.drafts import keep_draft
from fosterpanel.workflow.office import Office
from fosterpanel.workflow.panels.panel_seats import seat_at_desk

AGENDA = "agenda"
"""The id of the agenda's document within every pack."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PackToRead:
    """A pack for the person at the desk: how many pages it has, and the number printed where they stopped, if ever."""

    meeting: Meeting
    pages: int
    stopped_at: str
    is_read: bool


def latest_pack(reading: Reading, meeting_id: str) -> IssuedPack | None:
    """The issue of a meeting's pack that is out now, or None before the first."""
    found = reading.find(IssuedPack, meeting_id=meeting_id)
    return found[-1] if found else None


def packs_to_read(office: Office, reading: Reading) -> tuple[PackToRead, ...]:
    """The packs of the meetings ahead for whoever sits on their panels or advises them, the next meeting first."""
    ahead = [one for one in reading.find(Meeting) if one.on >= office.clock.today() and not one.is_over]
    return tuple(
        _to_read(office, reading, meeting, pack)
        for meeting in sorted(ahead, key=lambda one: one.on)
        if _is_for_desk(office, reading, meeting) and (pack := latest_pack(reading, meeting.id))
    )


def keep_pack_place(office: Office, meeting_id: str, place: Place) -> None:
    """Remember the page at which the person at the desk stopped, by its document, so that a re-issue keeps it."""
    keep_draft(office, _name(meeting_id), {"document": place.entry_id, "page": str(place.page)})


def stopped_at(office: Office, reading: Reading, meeting_id: str) -> Place | None:
    """The page at which the person at the desk stopped reading a pack; None before they began."""
    held = reading.find(Draft, person_id=office.person.id, place=_name(meeting_id))
    fields: Mapping[str, str] = held[-1].fields if held else {}
    page = fields.get("page", "")
    return Place(fields.get("document", ""), int(page)) if page.isdigit() else None


def _is_for_desk(office: Office, reading: Reading, meeting: Meeting) -> bool:
    return seat_at_desk(office, reading, meeting) is not None or office.person.holds(Role.ADVISER)


def _to_read(office: Office, reading: Reading, meeting: Meeting, pack: IssuedPack) -> PackToRead:
    printed, place = pack.plan.printed, stopped_at(office, reading, meeting.id)
    at = index_of(pack.plan, place) if place else None
    return PackToRead(
        meeting=meeting,
        pages=len(printed),
        stopped_at="" if at is None else printed[at],
        is_read=_is_read(office, reading, pack.plan),
    )


def _is_read(office: Office, reading: Reading, plan: PackPlan) -> bool:
    """Whether they came to the end of every paper in the version that is out."""
    read = {one.paper_id for one in reading.find(PaperReading, person_id=office.person.id)}
    return all(entry.source in read for entry in plan.entries if entry.id != AGENDA)


def _name(meeting_id: str) -> str:
    return f"reading-pack:{meeting_id}"
