"""Deferrals: the panel does not recommend today. No refusal, no rights triggered, and no clock stopped.

Two kinds: the panel needs information (it goes back to whoever owes it), or the panel itself could not do the
business (it comes back as it stands). Either way a linked item carries on.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from fosterpanel.domain.days import due
from fosterpanel.domain.quorum import QuorumFinding
from fosterpanel.domain.rulebook import ItemType, RuleBook, require
from fosterpanel.domain.wording import listed, plain_date
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

    ``effects_on_clocks`` says in sentences which time limits go on running. ``quorum`` is what was found when the
    panel deferred, heard or unheard; None for an item deferred outside a meeting in session.
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
    quorum: QuorumFinding | None = None
    told: str = ""
    told_on: date | None = None
    told_by: str = ""
    version: int = 0


def cost_in_days(deferral: Deferral, today: date) -> int:
    """Calendar days the item has waited until ``today``, or waited in all once it is back."""
    return ((deferral.returned_on or today) - deferral.deferred_on).days


def is_escalated(deferral: Deferral, today: date, book: RuleBook, *, is_second: bool) -> bool:
    """Whether a deferral that has not come back goes to a manager by a local day (rule ``deferral-escalation``).

    ``is_second`` says that the same business was deferred before.
    """
    limit = book.limits.get("deferral-escalation")
    if deferral.returned_on is not None or limit is None:
        return False
    return is_second or today > due(limit, deferral.deferred_on, book.holidays)


def defer(deferral: Deferral, *, reference: str, item_type: ItemType, book: RuleBook) -> Deferral:
    """The deferral itself when it is whole.

    Raises:
        InvalidInput: no or wrong reason codes, or dates that do not follow.
        RuleRefusal: not said why or what is needed (``deferral-complete``), or information asked for on a brief
            report, which only knows two outcomes (``brief-report-outcomes``).
    """
    _require_codes(deferral, reference, book)
    needs_information = deferral.kind is DeferralKind.NEEDS_INFORMATION
    require(
        book.rule("brief-report-outcomes"),
        not (item_type.code == "BRIEF" and needs_information),
        "On a brief report the panel does not defer for information: it asks for a full written report, or "
        "recommends that the applicant is not suitable. Choose one of the two.",
    )
    says_what = bool(deferral.needed) or not needs_information
    require(
        book.rule("deferral-complete"),
        says_what and bool(deferral.narrative.strip()),
        f"The deferral of item {reference} is not whole. Say in words why the panel defers, what is needed, from "
        "whom and by when.",
    )
    if deferral.return_on <= deferral.deferred_on:
        raise InvalidInput(
            f"Item {reference} must come back after the day it is deferred. Give a later panel date."
        )
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
            raise InvalidInput(
                f"Reason {code} ({reason.words}) belongs to the other kind of deferral, not to "
                f"“{deferral.kind.value}”. Choose reasons of one kind."
            )


def _require_thing(thing: NeededThing, deferral: Deferral) -> None:
    if not thing.what.strip() or not thing.owner.strip():
        raise InvalidInput("A thing that is needed has no name or no owner. Say what it is and who owes it.")
    if not deferral.deferred_on <= thing.due_on <= deferral.return_on:
        raise InvalidInput(
            f"“{thing.what}” is due on {plain_date(thing.due_on)}. Choose a day from the deferral on "
            f"{plain_date(deferral.deferred_on)} to the return on {plain_date(deferral.return_on)}."
        )


def awaited(deferral: Deferral) -> tuple[NeededThing, ...]:
    """The needed things that have not been received."""
    return tuple(thing for thing in deferral.needed if thing.received_on is None)


def receive(deferral: Deferral, what: str, on: date) -> Deferral:
    """The deferral with one needed thing received on a local date.

    Raises:
        InvalidInput: nothing of that name is awaited, or it came before it was asked for.
    """
    found = next((thing for thing in awaited(deferral) if thing.what == what), None)
    if found is None:
        names = listed(f"“{thing.what}”" for thing in awaited(deferral)) or "nothing"
        raise InvalidInput(f"Nothing called “{what}” is awaited on this deferral. What is awaited: {names}.")
    if on < deferral.deferred_on:
        raise InvalidInput(f"“{what}” cannot have come before the panel asked for it. Check the date.")
    needed = tuple(replace(thing, received_on=on) if thing is found else thing for thing in deferral.needed)
    return replace(deferral, needed=needed)


def come_back(deferral: Deferral, on: date, *, why_incomplete: str = "") -> Deferral:
    """The deferral ended by the item's return to a panel on a local date.

    The service gets what the panel asks for "so far as practicable" (reg 25(3)): where a thing cannot be had,
    ``why_incomplete`` says why the item comes back without it, and is kept in the narrative.

    Raises:
        InvalidInput: something is still awaited and nobody says why, or it returns before it was deferred.
    """
    if on < deferral.deferred_on:
        raise InvalidInput("An item cannot come back before it was deferred. Check the dates.")
    missing = listed(thing.what for thing in awaited(deferral))
    if not missing:
        return replace(deferral, returned_on=on)
    if not why_incomplete.strip():
        raise InvalidInput(f"Still awaited: {missing}. Record it as received, or say why it cannot be had.")
    narrative = f"{deferral.narrative} Came back without {missing}: {why_incomplete.strip()}"
    return replace(deferral, returned_on=on, narrative=narrative)
