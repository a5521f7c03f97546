"""The time limits that press on an item where it stands now: for the panel, for the decision, for the letter."""

from __future__ import annotations

from datetime import date

from fosterpanel.db.transaction import Reading
from fosterpanel.domain.clocks import ItemClock, clocks_running
from fosterpanel.domain.days import due
from fosterpanel.domain.decisions import AgencyDecision, DecisionState
from fosterpanel.domain.items import ItemStage, PanelItem
from fosterpanel.domain.items_overview import BEFORE_HEARING
from fosterpanel.domain.minutes import Minutes
from fosterpanel.domain.representations import QualifyingDetermination
from fosterpanel.workflow.business.items import item_clocks
from fosterpanel.workflow.homes.register import current_temporary_approval
from fosterpanel.workflow.office import Office

_BEING_DECIDED = frozenset(
    {ItemStage.RECOMMENDED, ItemStage.WITH_DECISION_MAKER, ItemStage.PROPOSED, ItemStage.REFERRED}
)


def clocks_now(office: Office, reading: Reading, item: PanelItem) -> tuple[ItemClock, ...]:
    """What still presses on an item, the nearest first.

    A limit that was kept presses no more: the time for a recommendation ends with the recommendation, and with the
    letter nothing is left.
    """
    if item.stage in BEFORE_HEARING or item.stage is ItemStage.IN_HEARING:
        return item_clocks(office, reading, item)
    clocks = [_stage_clock(office, reading, item)]
    if item.stage in _BEING_DECIDED:
        clocks += _temporary(office, reading, item)
    return tuple(sorted((one for one in clocks if one is not None), key=lambda clock: clock.due_on))


def decision_clock(office: Office, received_on: date) -> ItemClock | None:
    """When the decision is due, from the local day the final minutes reached the decision maker."""
    return _clock_from(office, "Decision due", "adm-decision", received_on)


def letter_clock(office: Office, decided_on: date) -> ItemClock | None:
    """When the letter is due, from the local day of the decision."""
    return _clock_from(office, "The letter is due", "written-notice", decided_on)


def answer_clock(found: QualifyingDetermination) -> ItemClock:
    """When the time to answer a proposal ends."""
    return ItemClock(words="The time to answer the proposal ends", due_on=found.last_challenge_on, source="")


def _stage_clock(office: Office, reading: Reading, item: PanelItem) -> ItemClock | None:
    match item.stage:
        case ItemStage.WITH_DECISION_MAKER:
            sent = [one.sent_on for one in reading.find(Minutes, item_id=item.id) if one.sent_on]
            return decision_clock(office, sent[-1]) if sent else None
        case ItemStage.DECIDED:
            signed = reading.find(AgencyDecision, item_id=item.id, state=DecisionState.SIGNED)
            decided = [one.decided_on for one in signed if one.decided_on]
            return letter_clock(office, decided[-1]) if decided else None
        case ItemStage.PROPOSED:
            found = reading.find(
                QualifyingDetermination, item_id=item.id, concluded_on=None, challenged_on=None
            )
            return answer_clock(found[-1]) if found else None
        case _:
            return None


def _temporary(office: Office, reading: Reading, item: PanelItem) -> tuple[ItemClock, ...]:
    return clocks_running(
        "",
        received_on=item.received_on,
        approved_on=None,
        temporary=current_temporary_approval(reading, item.home_id),
        book=office.book(item.received_on),
    )


def _clock_from(office: Office, words: str, limit_id: str, since: date) -> ItemClock | None:
    book = office.book(since)
    limit = book.limits.get(limit_id)
    if limit is None:
        return None
    return ItemClock(words=words, due_on=due(limit, since, book.holidays), source=limit.rule.citation)
