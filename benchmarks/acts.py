"""What an act costs: on the encrypted store, on the same store without encryption, and as bare SQL.

The bare SQL is what the act itself said to its database, reads and audit line included, said again by plain SQLite
to an unencrypted copy with the same tables, triggers, search index and settings. All three take their turns act by
act, so that a busy computer slows them alike; the figures are medians.

Every act waits until the disk has it, which on most disks takes longer than all else. So each ratio is given twice:
by the clock, and by the processor's time alone, which leaves that wait out.
"""

from __future__ import annotations

import tempfile
from collections import defaultdict
from collections.abc import Callable
from contextlib import closing
from functools import partial
from pathlib import Path
from statistics import median
from typing import Any

from measuring import Taken, print_json, print_table, taken_by, wants_json
from measuring.panel_days import PASSPHRASE, Desk, enter, found
from measuring.stores import BareSql, RecordedStore, UnencryptedStore

PANEL_DAYS = 12
# Nearly all of it is drawing the pages, which benchmarks/documents.py measures.
NOT_COUNTED = "issue_agenda"
COLUMNS = ("bare", "unencrypted", "encrypted")
Times = dict[str, dict[str, list[Taken]]]


def measure() -> dict[str, Any]:
    """Go through the panel days on all three, and give milliseconds and ratios."""
    times: Times = defaultdict(lambda: defaultdict(list))
    with tempfile.TemporaryDirectory() as name:
        for folder in ("encrypted", "unencrypted"):
            (Path(name) / folder).mkdir()
        path = Path(name) / "encrypted" / "service.store"
        found(path)
        for file in path.parent.iterdir():
            (Path(name) / "unencrypted" / file.name).write_bytes(file.read_bytes())
        with (
            RecordedStore.open(path, passphrase=PASSPHRASE) as encrypted,
            UnencryptedStore.open(Path(name) / "unencrypted" / path.name, passphrase=PASSPHRASE) as plain,
            closing(BareSql(plain)) as bare,
        ):
            desks = {"encrypted": enter(encrypted), "unencrypted": enter(plain)}
            for number in range(PANEL_DAYS):
                _take_turns(number, desks, encrypted.take_said, bare, times)
    del times[NOT_COUNTED]
    return _result(times)


def _take_turns(
    number: int, desks: dict[str, Desk], said: Callable[[], Any], bare: BareSql, times: Times
) -> None:
    """One panel day, each act on all three; who comes first of the two stores changes from act to act."""
    said()
    days = (desk.panel_day(number) for desk in desks.values())
    for turn, steps in enumerate(zip(*days, strict=True)):
        placed = list(zip(desks, steps, strict=True))
        for place, (name, act) in placed if turn % 2 else reversed(placed):
            times[name][place].append(taken_by(act))
        again = said()
        times[name]["bare"].append(taken_by(partial(bare.say, again)))


def _result(times: Times) -> dict[str, Any]:
    by_clock = {name: _medians(places, "clock") for name, places in times.items()}
    by_processor = {name: _medians(places, "processor") for name, places in times.items()}
    return {
        "milliseconds": by_clock,
        "processor_milliseconds": by_processor,
        "act_to_bare_sql": _ratio(by_clock, "encrypted", "bare"),
        "act_to_bare_sql_processor": _ratio(by_processor, "encrypted", "bare"),
        "encryption_share": _ratio(by_clock, "encrypted", "unencrypted"),
        "encryption_share_processor": _ratio(by_processor, "encrypted", "unencrypted"),
    }


def _medians(places: dict[str, list[Taken]], how: str) -> dict[str, float]:
    return {place: median(getattr(one, how) for one in places[place]) for place in COLUMNS}


def _ratio(acts: dict[str, dict[str, float]], of: str, to: str) -> float:
    return sum(act[of] for act in acts.values()) / sum(act[to] for act in acts.values())


def main() -> None:
    """Print what acts cost."""
    as_json = wants_json("Measure acts on the encrypted store against the same SQL on plain SQLite.")
    result = measure()
    if as_json:
        print_json(result)
        return
    for words, figures in (
        ("median ms by the clock", result["milliseconds"]),
        ("median ms of the processor", result["processor_milliseconds"]),
    ):
        rows = [(name, *act.values(), act["encrypted"] / act["bare"]) for name, act in figures.items()]
        print_table((words, *COLUMNS, "encrypted/bare"), rows)
        print()
    for name, goal in (("act_to_bare_sql", 3), ("encryption_share", 1.3)):
        clock, processor = result[name], result[f"{name}_processor"]
        print(
            f"{name:17} {clock:5.2f} by the clock, {processor:5.2f} by the processor (goal: at most {goal})"
        )


if __name__ == "__main__":
    main()
