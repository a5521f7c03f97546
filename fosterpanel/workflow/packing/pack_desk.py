"""What the desk shows of a meeting's pack: what is in it, what has changed since it went out, and who holds a copy."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from fosterpanel.db.transaction import Reading
from fosterpanel.domain.central_list import PanelMember
from fosterpanel.domain.interests import DeclaredInterest, Ruling
from fosterpanel.domain.issued_packs import IssuedPack, PackCopy
from fosterpanel.domain.items import PanelItem
from fosterpanel.domain.meetings import Meeting
from fosterpanel.domain.pack_changes import ChangeKind
from fosterpanel.domain.packs import PackEntry, PackPlan, page_range
from fosterpanel.domain.papers import Paper
from fosterpanel.domain.service import Person
from fosterpanel.domain.wording import listed
from fosterpanel.errors import InvalidInput
from fosterpanel.workflow.office import Office
from fosterpanel.workflow.packing.packs import MadePack, plan_pack
from fosterpanel.workflow.packing.packs_out import AGENDA, latest_pack
from fosterpanel.workflow.panels.central_list import members_by_id
from fosterpanel.workflow.panels.invitations import members_away


@dataclass(frozen=True, slots=True, kw_only=True)
class PackLine:
    """One document of the pack: its heading, its printed pages once they are numbered, and what is new about it.

    ``paper_id`` is empty for the agenda. ``change`` is None while nothing has changed since the pack went out.
    """

    id: str
    section: str
    title: str
    paper_id: str
    pages: str
    sheets: int
    change: ChangeKind | None


@dataclass(frozen=True, slots=True, kw_only=True)
class PackReader:
    """A member of the panel who may be given a copy; ``why_not`` says why perhaps not."""

    member_id: str
    name: str
    why_not: str


@dataclass(frozen=True, slots=True, kw_only=True)
class HeldCopy:
    """A copy that was made, with the password to tell its holder. ``saved_at`` is UTC."""

    name: str
    number: int
    password: str
    saved_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class PackDesk:
    """The pack of a meeting. ``cannot`` says why there can be none yet; ``issued`` is what members hold now."""

    meeting: Meeting
    lines: tuple[PackLine, ...]
    issued: IssuedPack | None
    issued_by: str
    readers: tuple[PackReader, ...]
    copies: tuple[HeldCopy, ...]
    cannot: str = ""

    @property
    def sheets(self) -> int:
        """How many pages its papers have, the agenda apart."""
        return sum(line.sheets for line in self.lines if line.paper_id)

    @property
    def has_changed(self) -> bool:
        """Whether members hold something else than what belongs into the pack now."""
        held = {entry.id for entry in self.issued.plan.entries} if self.issued else set()
        return any(line.change for line in self.lines) or bool(held - {line.id for line in self.lines})


def pack_desk(office: Office, meeting_id: str) -> PackDesk:
    """The pack of a meeting as it stands. Raises NotFound when there is no such meeting."""
    with office.reading() as reading:
        meeting = reading.get(Meeting, meeting_id)
        issued = latest_pack(reading, meeting_id)
        try:
            plan, cannot = plan_pack(office, reading, meeting), ""
        except InvalidInput as refusal:
            plan, cannot = None, str(refusal)
        return PackDesk(
            meeting=meeting,
            lines=tuple(_lines(reading, plan, issued)) if plan else (),
            issued=issued,
            issued_by=reading.get(Person, issued.issued_by).name if issued else "",
            readers=tuple(_readers(reading, meeting)),
            copies=_copies(reading, meeting_id),
            cannot=cannot,
        )


def made_lines(made: MadePack) -> tuple[PackLine, ...]:
    """The lines of a pack that is built, each with its printed pages."""
    kinds = {change.entry_id: change.kind for change in made.changes}
    return tuple(
        _line(section.title, entry, len(entry.pages), kinds.get(entry.id))
        for section in made.plan.sections
        for entry in section.entries
    )


def _lines(reading: Reading, plan: PackPlan, issued: IssuedPack | None) -> Iterator[PackLine]:
    held = {entry.id: entry for entry in issued.plan.entries} if issued else {}
    for section in plan.sections:
        for entry in section.entries:
            sheets = reading.get(Paper, entry.source).pages if entry.id != AGENDA else len(entry.pages)
            yield _line(section.title, entry, sheets, _change(entry, held) if issued else None)


def _line(section: str, entry: PackEntry, sheets: int, change: ChangeKind | None) -> PackLine:
    return PackLine(
        id=entry.id,
        section=section,
        title=entry.title,
        paper_id="" if entry.id == AGENDA else entry.source,
        pages=page_range(entry.pages),
        sheets=sheets,
        change=change,
    )


def _change(entry: PackEntry, held: dict[str, PackEntry]) -> ChangeKind | None:
    before = held.get(entry.id)
    if before is None:
        return ChangeKind.ADDED
    return ChangeKind.CORRECTED if before.sha256 != entry.sha256 else None


def _readers(reading: Reading, meeting: Meeting) -> Iterator[PackReader]:
    members = members_by_id(reading)
    away = members_away(reading, meeting, members)
    interests = reading.find(DeclaredInterest, meeting_id=meeting.id)
    for held in meeting.panel:
        member = members[held.member_id]
        reasons = ["has sent apologies"] if member.id in away else []
        if items := _declared_by(reading, member, interests):
            reasons.append(f"has declared an interest in {listed(items)}")
        why_not = f"{member.name} {' and '.join(reasons)}." if reasons else ""
        yield PackReader(member_id=member.id, name=member.name, why_not=why_not)


def _declared_by(
    reading: Reading, member: PanelMember, interests: tuple[DeclaredInterest, ...]
) -> tuple[str, ...]:
    return tuple(
        f"item {reading.get(PanelItem, one.item_id).reference}"
        for one in interests
        if one.member_id == member.id and one.ruling is not Ruling.STAY
    )


def _copies(reading: Reading, meeting_id: str) -> tuple[HeldCopy, ...]:
    """Every copy of every issue, the latest issue first."""
    return tuple(
        HeldCopy(
            name=reading.get(PanelMember, copy.member_id).name,
            number=pack.number,
            password=copy.password,
            saved_at=copy.saved_at,
        )
        for pack in reversed(reading.find(IssuedPack, meeting_id=meeting_id))
        for copy in reading.find(PackCopy, pack_id=pack.id)
    )
