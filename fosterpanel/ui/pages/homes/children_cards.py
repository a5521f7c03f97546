"""The cards about the children in a home: who lives there, and the exemptions."""

from __future__ import annotations

from datetime import date
from functools import partial

from fosterpanel.domain.register import ApprovalState, Exemption, Placement
from fosterpanel.domain.wording import listed, plain_date
from fosterpanel.ui.look.tokens import Tone
from fosterpanel.ui.pages.homes.children_sheets import (
    EndExemptionSheet,
    EndPlacementSheet,
    ExemptionSheet,
)
from fosterpanel.ui.pages.homes.sheet_makers import Ask
from fosterpanel.ui.pages.record_row import RecordRow, row_button, rows_card
from fosterpanel.ui.parts.buttons import secondary
from fosterpanel.ui.parts.card import Card
from fosterpanel.workflow.overviews.homes_overview import HomeFile


def placements_card(file: HomeFile, ask: Ask, today: date) -> Card:
    """Who lives there now, then who did."""
    living = [one for one in file.placements if one.ended_on is None or one.is_on(today)]
    left = [one for one in file.placements if one not in living]
    rows = [_placement_row(one, ask, today) for one in (*living, *left)]
    return rows_card("Children placed", rows, "No child is placed here.")


def exemptions_card(file: HomeFile, ask: Ask, today: date) -> Card | None:
    """The exemptions from the usual limit, by the authority of the area; nothing where nobody fosters yet."""
    if not file.exemptions and file.home.state not in (ApprovalState.APPROVED, ApprovalState.TEMPORARY):
        return None
    rows = [_exemption_row(one, ask, today) for one in file.exemptions]
    children = tuple(one.child for one in file.placements if one.is_on(today))
    add = secondary(
        "Record an exemption",
        on_press=lambda: ask(partial(ExemptionSheet, home=file.home, children=children)),
    )
    return rows_card("Exemptions from the usual limit of three", rows, "There is none.", add)


def _placement_row(placement: Placement, ask: Ask, today: date) -> RecordRow:
    what = f"{placement.child}, {placement.sex.of_one}, {placement.age_words(placement.ended_on or today)}"
    since = f"{placement.kind.value.capitalize()}, placed by {placement.placed_by}"
    siblings = f" · sibling group {placement.sibling_group}" if placement.sibling_group else ""
    if placement.ended_on is not None:
        spell = f" from {plain_date(placement.started_on)} to {plain_date(placement.ended_on)}"
        return RecordRow(what, f"{since}{spell}{siblings}", pill=("Left", Tone.SOFT), is_bold=False)
    end = row_button(
        "End",
        f"End the placement of {placement.child}",
        lambda: ask(partial(EndPlacementSheet, placement=placement)),
    )
    return RecordRow(what, f"{since} since {plain_date(placement.started_on)}{siblings}", end)


def _exemption_row(exemption: Exemption, ask: Ask, today: date) -> RecordRow:
    what = f"For {listed(exemption.named_children)}"
    granted = f"Granted by {exemption.granted_by} on {plain_date(exemption.granted_on)}"
    until = f", until {plain_date(exemption.ended_on)}" if exemption.ended_on else ""
    conditions = f". {exemption.conditions}" if exemption.conditions else ""
    why = f"{granted}{until}{conditions}"
    holds = exemption.is_on(today)
    pill = ("In force", Tone.GOOD) if holds else ("Ended", Tone.SOFT)
    if exemption.ended_on is not None:
        return RecordRow(what, why, pill=pill, is_bold=holds)
    end = row_button(
        "End",
        f"End the exemption for {listed(exemption.named_children)}",
        lambda: ask(partial(EndExemptionSheet, exemption=exemption)),
    )
    return RecordRow(what, why, end, pill=pill)
