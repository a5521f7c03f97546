"""Acts of deferral: sending an item back or postponing it, and recording what comes in meanwhile."""

from __future__ import annotations

import contextlib
from dataclasses import dataclass, replace
from datetime import date

from fosterpanel.db.transaction import Reading
from fosterpanel.domain.deferrals import CausedBy, Deferral, DeferralKind, NeededThing, defer, receive
from fosterpanel.domain.items import ItemStage, PanelItem, move_item
from fosterpanel.domain.meetings import Meeting, MeetingStage
from fosterpanel.domain.quorum import QuorumFinding
from fosterpanel.errors import InvalidInput, RuleRefusal
from fosterpanel.workflow.business.items import carry_on, item_clocks
from fosterpanel.workflow.in_session.hearings import finish_hearing, quorum_within
from fosterpanel.workflow.office import Office, new_id, require_has_come
from fosterpanel.workflow.panels.meetings import open_minutes


@dataclass(frozen=True, slots=True, kw_only=True)
class NewDeferral:
    """A deferral as the panel words it; ``return_on`` is the local date of the panel it comes back to."""

    kind: DeferralKind
    reason_codes: tuple[str, ...]
    narrative: str
    return_on: date
    needed: tuple[NeededThing, ...] = ()
    checked_by: str = ""
    needs_same_members: bool = False
    caused_by: CausedBy = CausedBy.NOBODY


def defer_item(office: Office, item_id: str, new: NewDeferral) -> Deferral:
    """Defer an item; a linked item carries on with the same papers, and no clock stops.

    Raises:
        RuleRefusal, InvalidInput: the deferral is not whole, or the item cannot be deferred now: it is on no
            agenda, past its panel, or its panel's day is still to come.
    """
    with office.act() as transaction:
        item = transaction.get(PanelItem, item_id)
        if not item.meeting_id:
            raise InvalidInput(f"Item {item.reference} is on no agenda, so there is nothing to defer.")
        meeting = transaction.get(Meeting, item.meeting_id)
        require_has_come(office, meeting.on, "The panel that would defer")
        book = office.book(meeting.on)
        hearing = finish_hearing(transaction, office, item)
        is_sitting = meeting.stage is MeetingStage.IN_SESSION
        unheard = _quorum_unheard(office, transaction, item, meeting) if is_sitting and not hearing else None
        clocks = tuple(clock.standing for clock in item_clocks(office, transaction, item))
        deferral = defer(
            replace(_deferral(new, item, meeting.on, clocks), quorum=hearing.quorum if hearing else unheard),
            reference=item.reference,
            item_type=book.item_type(item.type_code),
            book=book,
        )
        moved = move_item(item, ItemStage.DEFERRED)
        successor = carry_on(transaction, item, meeting.on.year)
        transaction.replace(replace(moved, successor_id=successor.id))
        transaction.insert(replace(deferral, successor_item_id=successor.id))
        open_minutes(transaction, item)
        transaction.note("defer", item.id, {"kind": new.kind.value, "successor": successor.id})
    return replace(deferral, successor_item_id=successor.id)


def receive_needed(office: Office, deferral_id: str, what: str, *, on: date) -> Deferral:
    """Record that something a deferral asked for has come in. Raises InvalidInput when it is not awaited."""
    with office.act() as transaction:
        deferral = transaction.replace(receive(transaction.get(Deferral, deferral_id), what, on))
        transaction.note("receive_needed", deferral.item_id, {"deferral": deferral_id})
    return deferral


def tell_of_deferral(office: Office, deferral_id: str, *, told: str, by: str) -> Deferral:
    """Record what the applicant or carer was told of a deferral, today, and by whom."""
    with office.act() as transaction:
        deferral = transaction.get(Deferral, deferral_id)
        told_deferral = replace(deferral, told=told, told_by=by, told_on=office.clock.today())
        changed = transaction.replace(told_deferral)
        transaction.note("tell_of_deferral", deferral.item_id, {"deferral": deferral_id})
    return changed


def _quorum_unheard(
    office: Office, reading: Reading, item: PanelItem, meeting: Meeting
) -> QuorumFinding | None:
    """What the quorum is on an item that was not opened; None while nobody could rule on an interest in it."""
    with contextlib.suppress(RuleRefusal):
        return quorum_within(office, reading, item, meeting)
    return None


def _deferral(new: NewDeferral, item: PanelItem, on: date, clocks: tuple[str, ...]) -> Deferral:
    return Deferral(
        id=new_id(),
        item_id=item.id,
        meeting_id=item.meeting_id,
        kind=new.kind,
        reason_codes=new.reason_codes,
        narrative=new.narrative,
        needed=new.needed,
        checked_by=new.checked_by,
        deferred_on=on,
        return_on=new.return_on,
        needs_same_members=new.needs_same_members,
        caused_by=new.caused_by,
        effects_on_clocks=clocks,
    )
