"""The card about the people of a home: who fosters, who else lives there, and where."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from functools import partial

from PySide6.QtWidgets import QWidget

from fosterpanel.domain.register import FosterHome
from fosterpanel.domain.wording import plain_date
from fosterpanel.ui.pages.homes.home_sheets import AddressSheet, CarerSheet, HouseholdSheet
from fosterpanel.ui.pages.homes.sheet_makers import Ask
from fosterpanel.ui.pages.record_row import RecordRow, row_button, rows_card
from fosterpanel.ui.parts.buttons import secondary
from fosterpanel.ui.parts.card import Card
from fosterpanel.workflow.overviews.homes_overview import age_on

ChangeHome = Callable[[FosterHome, str], object]
"""Keeps a changed home at once, and says so in words."""


def people_card(home: FosterHome, ask: Ask, change: ChangeHome, today: date) -> Card:
    """Carers first, then the rest of the household, then the address."""
    rows: list[QWidget] = [_carer_row(home, at, ask, change, today) for at in range(len(home.carers))]
    rows += [_household_row(home, at, ask, change, today) for at in range(len(home.household))]
    move = row_button(
        "Change", "Change the reference or address", lambda: ask(partial(AddressSheet, home=home))
    )
    rows.append(RecordRow(", ".join(home.address), "Address", move, is_bold=False))
    add = secondary(
        "Add to the household", "user-plus", on_press=lambda: ask(partial(HouseholdSheet, home=home))
    )
    add_carer = secondary("Add a carer", on_press=lambda: ask(partial(CarerSheet, home=home)))
    return rows_card("Household", rows, "", add, add_carer)


def _carer_row(home: FosterHome, at: int, ask: Ask, change: ChangeHome, today: date) -> RecordRow:
    carer = home.carers[at]
    buttons = [
        row_button("Change", f"Change {carer.name}", lambda: ask(partial(CarerSheet, home=home, at=at)))
    ]
    if len(home.carers) > 1:
        without = replace(home, carers=home.carers[:at] + home.carers[at + 1 :])
        buttons.append(
            row_button(
                "Take out", f"Take out {carer.name}", lambda: change(without, f"{carer.name} was taken out")
            )
        )
    why = f"Carer · {carer.sex} · born {plain_date(carer.born_on)}, {age_on(carer.born_on, today)} years old"
    return RecordRow(carer.name, why, *buttons)


def _household_row(home: FosterHome, at: int, ask: Ask, change: ChangeHome, today: date) -> RecordRow:
    lives_here = home.household[at]
    without = replace(home, household=home.household[:at] + home.household[at + 1 :])
    age = age_on(lives_here.born_on, today)
    who = f"{lives_here.relationship[:1].upper()}{lives_here.relationship[1:]}"
    return RecordRow(
        lives_here.name,
        f"{who} · born {plain_date(lives_here.born_on)}, {age} years old",
        row_button(
            "Change", f"Change {lives_here.name}", lambda: ask(partial(HouseholdSheet, home=home, at=at))
        ),
        row_button(
            "Take out",
            f"Take out {lives_here.name}",
            lambda: change(without, f"{lives_here.name} was taken out"),
        ),
    )
