"""One item with everything that belongs to it, as its page shows it, and what may be done with it now."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from fosterpanel.domain.actions import Action
from fosterpanel.domain.clocks import ItemClock
from fosterpanel.domain.deferrals import Deferral
from fosterpanel.domain.issued import DocumentKind, IssuedDocument
from fosterpanel.domain.items import FOLLOWS, ItemStage, PanelItem, goes_to_panel
from fosterpanel.domain.items_overview import BEFORE_HEARING
from fosterpanel.domain.meetings import Meeting, MeetingStage
from fosterpanel.domain.papers import Paper, PaperAlert
from fosterpanel.domain.register import FosterHome
from fosterpanel.domain.rulebook import ItemType
from fosterpanel.workflow.business.clocks_now import clocks_now
from fosterpanel.workflow.business.readiness import TERMS_MAY_STAY, Readiness, readiness_of
from fosterpanel.workflow.copies import Copy, save_copy
from fosterpanel.workflow.homes.register import home_of
from fosterpanel.workflow.office import Office
from fosterpanel.workflow.paperwork.papers import current_papers
from fosterpanel.workflow.settings import is_for_panel


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemFile:
    """An item and what belongs to it; no home belongs to business of the panel itself.

    ``came_from`` is the deferral it goes on from, ``deferral`` its own. ``meeting`` is the one it is or was listed on.
    ``is_for_panel`` says whether a panel hears such items here, by the rule book or by the service's policy.
    ``alerts`` are those papers corrected after somebody relied on them of which nobody has said yet what follows.
    """

    item: PanelItem
    item_type: ItemType
    home: FosterHome | None
    meeting: Meeting | None
    clocks: tuple[ItemClock, ...]
    readiness: Readiness
    came_from: Deferral | None
    deferral: Deferral | None
    papers: tuple[Paper, ...]
    actions: tuple[Action, ...]
    documents: tuple[IssuedDocument, ...]
    alerts: tuple[PaperAlert, ...]
    is_for_panel: bool

    @property
    def first_clock(self) -> ItemClock | None:
        """The time limit that presses first."""
        return self.clocks[0] if self.clocks else None

    @property
    def is_before_hearing(self) -> bool:
        """Whether its details and papers still change before anybody relies on them."""
        return self.item.stage in BEFORE_HEARING

    @property
    def terms_may_stay(self) -> bool:
        """Whether it may leave the home's terms as they are."""
        return self.item_type.code.startswith(TERMS_MAY_STAY)

    @property
    def can_be_listed(self) -> bool:
        """Whether it can go on a meeting now."""
        return ItemStage.LISTED in FOLLOWS[self.item.stage]

    @property
    def has_signed_minutes(self) -> bool:
        """Whether its minutes are signed, so that only an addendum puts them right."""
        return any(one.kind is DocumentKind.MINUTES for one in self.documents)

    @property
    def can_be_taken_off(self) -> bool:
        """Whether it is listed and can still wait for another meeting."""
        return self.item.stage is ItemStage.LISTED

    @property
    def can_be_withdrawn(self) -> bool:
        """Whether it can be withdrawn now."""
        return ItemStage.WITHDRAWN in FOLLOWS[self.item.stage]

    @property
    def can_be_sent(self) -> bool:
        """Whether its minutes are final and the decision maker does not have them yet."""
        return self.item.stage is ItemStage.RECOMMENDED and self.has_signed_minutes

    @property
    def is_to_be_told(self) -> bool:
        """Whether it is deferred and nobody has told the people it is about."""
        return self.deferral is not None and self.deferral.told_on is None and not self.item.is_business

    @property
    def can_go_without_panel(self) -> bool:
        """Whether the rule book lets it go straight to the decision maker, and it still waits."""
        return self.item.stage is ItemStage.TAKEN_IN and not goes_to_panel(self.item_type, by_policy=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenMeeting:
    """A meeting an item may be listed on: ``listed`` is how many items it has already."""

    meeting: Meeting
    listed: int

    @property
    def is_full(self) -> bool:
        """Whether it has as many items as the service plans for one meeting."""
        return self.listed >= self.meeting.capacity


def item_file(office: Office, item_id: str) -> ItemFile:
    """An item with what belongs to it as it stands now. Raises NotFound."""
    with office.reading() as reading:
        item = reading.get(PanelItem, item_id)
        item_type = office.book().item_type(item.type_code)
        return ItemFile(
            item=item,
            item_type=item_type,
            home=home_of(reading, item),
            meeting=reading.get(Meeting, item.meeting_id) if item.meeting_id else None,
            clocks=clocks_now(office, reading, item),
            readiness=readiness_of(office, reading, item),
            came_from=_only(reading.find(Deferral, successor_item_id=item.id)),
            deferral=_only(reading.find(Deferral, item_id=item.id)),
            papers=current_papers(reading, item.id),
            actions=reading.find(Action, item_id=item.id),
            documents=reading.find(IssuedDocument, subject_id=item.id),
            alerts=reading.find(PaperAlert, item_id=item.id, answered_at=None),
            is_for_panel=is_for_panel(reading, item_type),
        )


def meetings_to_list_on(office: Office) -> tuple[OpenMeeting, ...]:
    """The meetings from today on that still take items, the next first."""
    today = office.clock.today()
    with office.reading() as reading:
        ahead = [
            OpenMeeting(meeting=one, listed=len(reading.find(PanelItem, meeting_id=one.id)))
            for one in reading.find(Meeting)
            if one.on >= today and one.stage in (MeetingStage.PLANNED, MeetingStage.ISSUED)
        ]
    return tuple(sorted(ahead, key=lambda one: one.meeting.on))


def save_document_copy(office: Office, document_id: str, path: Path) -> Path:
    """Write a copy of an issued document where the person at the desk asked for it; the audit trail says so.

    Raises:
        NotFound: there is no such document.
        StoreError: the folder cannot be written to, or the disk is full; nothing is left there.
    """
    with office.reading() as reading:
        document = reading.get(IssuedDocument, document_id)
        data = reading.content(document.sha256)
    return save_copy(office, Copy.DOCUMENT, data, path, subject_id=document_id)


def _only(found: tuple[Deferral, ...]) -> Deferral | None:
    return found[-1] if found else None
