"""Deferrals: the panel does not recommend today. No refusal, no rights triggered, and no clock stopped.

Two kinds: the panel needs information (it goes back to whoever owes it), or the panel itself could not do the
business (it comes back as it stands). Either way a linked item carries on.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from fosterpanel.domain.rulebook import ItemType, RuleBook, require
from fosterpanel.errors import InvalidInput


class DeferralKind(StrEnum):
    """Why the panel did not recommend."""

    NEEDS_INFORMATION = "needs information"
    PANELS_OWN = "panel's own reasons"


class CausedBy(StrEnum):
    """Who could have prevented the deferral."""

    SERVICE = "the service"
    PANEL = "the panel"
    APPLICANT = "the applicant or carer"
    THIRD_PARTY = "a third party"
    NOBODY = "nobody"


@dataclass(frozen=True, slots=True, kw_only=True)
class NeededThing:
    """One thing that is needed: what, from whom and by when (local date)."""

    what: str
    owner: str
    due_on: date
    received_on: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Deferral:
    """One deferral of one item. Dates are local.

    ``effects_on_clocks`` says in sentences which time limits go on running.
    """

    id: str
    item_id: str
    meeting_id: str
    kind: DeferralKind
    reason_codes: tuple[str, ...]
    narrative: str
    needed: tuple[NeededThing, ...]
    checked_by: str
    deferred_on: date
    return_on: date
    returned_on: date | None = None
    successor_item_id: str = ""
    needs_same_members: bool = False
    caused_by: CausedBy = CausedBy.NOBODY
    effects_on_clocks: tuple[str, ...] = ()
    told: str = ""
    told_on: date | None = None
    told_by: str = ""
    version: int = 0


def cost_in_days(deferral: Deferral, today: date) -> int:
    """Calendar days the item has waited, or waited in all, because of the deferral."""
    return ((deferral.returned_on or today) - deferral.deferred_on).days


def defer(deferral: Deferral, *, reference: str, item_type: ItemType, book: RuleBook) -> Deferral:
    """The deferral itself when it is whole.

    Raises:
        InvalidInput: no or wrong reason codes, nothing said to be needed, dates that do not follow.
        RuleRefusal: information asked for on a brief report, which only knows two outcomes.
    """
    _require_codes(deferral, reference, book)
    needs_information = deferral.kind is DeferralKind.NEEDS_INFORMATION
    require(
        book.rule("brief-report-outcomes"),
        not (item_type.code == "BRIEF" and needs_information),
        "On a brief report the panel does not defer for information: it asks for a full written report, or "
        "recommends that the applicant is not suitable.",
    )
    require(
        book.rule("deferral-complete"),
        not needs_information or bool(deferral.needed),
        f"Say what is needed on item {reference}, from whom and by when.",
    )
    if deferral.return_on <= deferral.deferred_on:
        raise InvalidInput(f"Item {reference} must come back after the day it is deferred. Give a later panel date.")
    for thing in deferral.needed:
        _require_thing(thing, deferral)
    return deferral


def _require_codes(deferral: Deferral, reference: str, book: RuleBook) -> None:
    if not deferral.reason_codes:
        raise InvalidInput(f"Item {reference} is deferred without a reason. Choose at least one reason code.")
    for code in deferral.reason_codes:
        reason = book.deferral_reasons.get(code)
        if reason is None:
            raise InvalidInput(f"There is no deferral reason {code}. Choose one from the rule book.")
        if reason.is_panels_own != (deferral.kind is DeferralKind.PANELS_OWN):
            raise InvalidInput(f"Reason {code} ({reason.words}) does not belong to a deferral for {deferral.kind.value}.")


def _require_thing(thing: NeededThing, deferral: Deferral) -> None:
    if not thing.what.strip() or not thing.owner.strip():
        raise InvalidInput("Each thing that is needed says what it is and who owes it.")
    if not deferral.deferred_on <= thing.due_on <= deferral.return_on:
        raise InvalidInput(
            f"“{thing.what}” is due on {thing.due_on:%d/%m/%Y}, outside the time between the deferral and the return."
        )


def receive(deferral: Deferral, what: str, on: date) -> Deferral:
    """The deferral with one needed thing received. Raises InvalidInput when nothing of that name is awaited."""
    awaited = [thing for thing in deferral.needed if thing.what == what and thing.received_on is None]
    if not awaited:
        raise InvalidInput(f"Nothing called “{what}” is awaited on this deferral.")
    needed = tuple(replace(thing, received_on=on) if thing is awaited[0] else thing for thing in deferral.needed)
    return replace(deferral, needed=needed)


def come_back(deferral: Deferral, on: date) -> Deferral:
    """The deferral ended by the item's return to a panel. Raises InvalidInput when something is still awaited."""
    awaited = [thing.what for thing in deferral.needed if thing.received_on is None]
    if awaited:
        raise InvalidInput(f"Still awaited: {', '.join(awaited)}. Record it as received, or defer again.")
    return replace(deferral, returned_on=on)
