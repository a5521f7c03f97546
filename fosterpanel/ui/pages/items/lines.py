"""How items look in lists: their columns, and the tones and icons of how they stand."""

from __future__ import annotations

from fosterpanel.domain.items import ItemStage
from fosterpanel.ui.look.tokens import Tone
from fosterpanel.ui.pages.tones import TONES
from fosterpanel.ui.parts.tables import Column
from fosterpanel.workflow.overviews.items_overview import ItemLine
from fosterpanel.workflow.standing import Harm

STAGE_ICONS = {
    ItemStage.TAKEN_IN: "inbox",
    ItemStage.LISTED: "calendar-days",
    ItemStage.IN_HEARING: "users",
    ItemStage.RECOMMENDED: "notebook-pen",
    ItemStage.DEFERRED: "undo-2",
    ItemStage.WITHDRAWN: "log-out",
    ItemStage.WITH_DECISION_MAKER: "scale",
    ItemStage.PROPOSED: "mail",
    ItemStage.REFERRED: "split",
    ItemStage.RETURNED: "undo-2",
    ItemStage.DECIDED: "gavel",
    ItemStage.TOLD: "circle-check",
    ItemStage.CONCLUDED: "circle-check",
}
"""The icon of each stage."""


def standing_tone(line: ItemLine) -> Tone:
    """The tone of how ready an item is, or of where it stands once that is no longer the question."""
    if line.is_ready is None:
        return Tone.SOFT
    return Tone.GOOD if line.is_ready else Tone.WARN


def standing_icon(line: ItemLine) -> str:
    """The icon of the same."""
    if line.is_ready is None:
        return STAGE_ICONS[line.stage]
    return "check" if line.is_ready else "circle-alert"


def table_columns() -> tuple[Column[ItemLine], ...]:
    """Columns of the table: what it is and why, whose home, how it stands, how long it has."""
    return (
        Column(
            "Item",
            lambda line: line.title,
            why=lambda line: line.why,
            icon=lambda line: (STAGE_ICONS[line.stage], TONES[line.harm]),
            sort_key=lambda line: line.reference,
        ),
        Column("Home", _whose, why=_about, width=150),
        _standing(168),
        _clock(136),
    )


def card_columns() -> tuple[Column[ItemLine], ...]:
    """The same as a card of the board, one below the other."""
    return (
        Column(
            "",
            lambda line: line.title,
            why=lambda line: " · ".join(filter(None, (_whose(line), _about(line)))),
        ),
        Column(
            "",
            lambda line: line.standing if line.is_ready is not None else "",
            tone=standing_tone,
            pill_icon=standing_icon,
            width=1,
        ),
        _clock(1, title=""),
    )


def _whose(line: ItemLine) -> str:
    return line.home_reference or "The panel"


def _about(line: ItemLine) -> str:
    """Whom or what it concerns, where that is more than its type, which stands in its title."""
    return "" if line.subject == line.type_name else line.subject


def _standing(width: int) -> Column[ItemLine]:
    return Column(
        "How it stands",
        lambda line: line.standing,
        tone=standing_tone,
        pill_icon=standing_icon,
        sort_key=lambda line: (line.is_ready is None, line.is_ready, line.standing),
        width=width,
    )


def _clock(width: int, title: str = "Clock") -> Column[ItemLine]:
    return Column(
        title,
        lambda line: line.clock_words,
        tone=lambda line: TONES[line.harm],
        pill_icon=lambda line: "triangle-alert" if line.harm is Harm.NOW else "clock",
        sort_key=lambda line: line.by_clock,
        width=width,
    )
