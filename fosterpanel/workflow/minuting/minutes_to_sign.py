"""The minutes of a meeting on their way to being signed: how far each is, what it lacks and whose turn it is."""

from __future__ import annotations

from dataclasses import dataclass

from fosterpanel.db.transaction import Reading
from fosterpanel.documents.minutes import sections_of
from fosterpanel.domain.items import ItemStage, PanelItem
from fosterpanel.domain.minutes import Minutes, MinutesState, missing_parts
from fosterpanel.workflow.minuting.minutes import gather_minutes, minutes_of, presided_by
from fosterpanel.workflow.office import Office
from fosterpanel.workflow.panels.panel_seats import member_at_desk

WAITING = (ItemStage.LISTED, ItemStage.IN_HEARING)


@dataclass(frozen=True, slots=True, kw_only=True)
class MinutesToSign:
    """How far the minutes of one item are. ``missing`` are the parts they lack before they can be agreed, in words.

    ``signer_id`` is the member who presided; ``is_mine``: that is the person at the desk.
    """

    item_id: str
    reference: str
    state: MinutesState
    missing: tuple[str, ...]
    signer_id: str
    is_mine: bool

    @property
    def is_agreed(self) -> bool:
        """Whether the chair has read and agreed them, or went further."""
        return self.state is not MinutesState.DRAFT

    @property
    def is_signed(self) -> bool:
        """Whether they are signed."""
        return self.state in (MinutesState.SIGNED, MinutesState.SENT)

    @property
    def can_be_agreed(self) -> bool:
        """Whether nothing is missing and it is the person at the desk who agrees them."""
        return self.state is MinutesState.DRAFT and self.is_mine and not self.missing

    @property
    def can_be_signed(self) -> bool:
        """Whether they wait for the signature of the person at the desk."""
        return self.state is MinutesState.AGREED and self.is_mine and not self.missing


def minutes_to_sign(office: Office, meeting_id: str) -> tuple[MinutesToSign, ...]:
    """The minutes of every item of a meeting, in the order they were listed; none before it was opened.

    Each is signed in three beats: ``prepare_minutes``, ``seal_minutes`` (beside the window), ``file_minutes``.
    """
    with office.reading() as reading:
        begun = {one.item_id for one in reading.find(Minutes, meeting_id=meeting_id)}
        listed = reading.find(PanelItem, meeting_id=meeting_id)
        return tuple(_to_sign(office, reading, item) for item in listed if item.id in begun)


def _to_sign(office: Office, reading: Reading, item: PanelItem) -> MinutesToSign:
    minutes, member = minutes_of(reading, item.id), member_at_desk(office, reading)
    signer_id = presided_by(reading, item, member)
    return MinutesToSign(
        item_id=item.id,
        reference=item.reference,
        state=minutes.state,
        missing=() if minutes.is_final else _missing(office, reading, item, minutes),
        signer_id=signer_id,
        is_mine=member is not None and member.id == signer_id,
    )


def _missing(office: Office, reading: Reading, item: PanelItem, minutes: Minutes) -> tuple[str, ...]:
    outcome = ("an outcome",) if item.stage in WAITING else ()
    paper = gather_minutes(office, reading, item.id)
    action = ("the action that was agreed",) if paper.lacks_action else ()
    outdated = [
        f"a choice between the two texts of “{one.title}”" for one in sections_of(paper) if one.is_outdated
    ]
    parts = missing_parts(minutes.contents, is_business=item.is_business)
    return (*outcome, *action, *parts, *outdated)
