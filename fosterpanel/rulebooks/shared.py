"""What all nations share, and bank holidays: reasons to defer, what is kept from whom, days nobody works."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from fosterpanel.domain.rulebook import Confidence, DeferralReason, Nation
from fosterpanel.rulebooks.tables import Table, open_table


def deferral_reasons(table: Table) -> dict[str, DeferralReason]:
    """The reasons to defer, by code."""
    table.take("source", str)
    codes = table.table("codes")
    table.close()
    reasons = {}
    for code, held in codes.entries():
        with open_table(f"{codes.where}, {code}", held) as entry:
            reasons[code] = DeferralReason(
                code=code,
                category=entry.take("category", str),
                words=entry.take("words", str),
                is_panels_own=entry.take("panels_own", bool, False),
            )
    return reasons


def redaction_classes(table: Table) -> dict[str, str]:
    """The kinds of words that are kept from some readers, by code."""
    table.take("source", str)
    classes = table.words("classes")
    table.close()
    return classes


@dataclass(frozen=True, slots=True)
class Holidays:
    """The bank holidays of one nation (local dates), and where the list comes from."""

    days: dict[date, str]
    source: str
    confidence: Confidence


def bank_holidays(nation: Nation, table: Table) -> Holidays:
    """The nation's bank holidays; the lists of the other nations are read for their soundness alone."""
    held = dict(table.entries())
    for name in held:
        table.one_of(name, "nation", Nation)
    listed = {name: _holiday_list(f"{table.where}, {name}", one) for name, one in held.items()}
    found = listed.get(nation)
    if isinstance(found, str):
        found = listed.get(found)
    if not isinstance(found, Holidays):
        raise table.fault(f"holds no bank holidays for {nation.name_in_words}. Add them, with their source.")
    return found


def _holiday_list(where: str, held: object) -> Holidays | str:
    with open_table(where, held) as table:
        if same_as := table.take("same_as", str, ""):
            return same_as
        table.take("note", str, "")
        source, confidence = table.take("source", str), table.choice("confidence", Confidence)
        days = {_holiday(table, day): name for day, name in table.words("days").items()}
        return Holidays(days, source, confidence)


def _holiday(table: Table, day: str) -> date:
    try:
        return date.fromisoformat(day)
    except ValueError:
        raise table.fault(f"has a day that does not exist: {day}. Write it as 2026-12-25.") from None
