"""Reading rule books: the TOML files under ``resources/rules``, or a service's own copies, into domain records.

A rule book is law as data, so it is read strictly: an unknown word, a missing source or an unknown authority refuses
the whole book with a sentence that names the place. Entries are effective-dated: written several times, each with
``from``, the latest that has begun by the day asked about is in force.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from functools import lru_cache
from pathlib import Path

from fosterpanel.domain.rulebook import Nation, RuleBook
from fosterpanel.errors import InvalidInput
from fosterpanel.paths import resources
from fosterpanel.rulebooks import laws, shared
from fosterpanel.rulebooks.tables import Reader, Table, whole_file

PRACTICE = "practice.toml"
HOLIDAYS = "bank-holidays.toml"
FILE_NAMES = frozenset({*(f"{nation}.toml" for nation in Nation), PRACTICE, HOLIDAYS})


def load(nation: Nation, on: date, folder: Path | None = None) -> RuleBook:
    """The rule book of a nation as in force on a local date.

    ``folder`` holds a service's own copies; a file that is not in it is taken from those the program ships with.

    Raises:
        InvalidInput: a file is damaged, incomplete or not a rule book; the sentence names the place.
        UnknownRule: the rule book begins after that day.
    """
    places = tuple(_find(name, folder) for name in (f"{nation}.toml", PRACTICE, HOLIDAYS))
    return _load(nation, on, places, tuple(place.stat().st_mtime_ns for place in places))


@lru_cache(maxsize=1024)
def _load(nation: Nation, on: date, places: tuple[Path, ...], changed: tuple[int, ...]) -> RuleBook:
    """Two days between which no entry begins have the same rules, which are read once."""
    begun = [day for day in _beginnings(places, changed) if day <= on]
    return replace(_read(nation, max(begun, default=on), places, changed), on=on)


@lru_cache(maxsize=8)
def _beginnings(places: tuple[Path, ...], _changed: tuple[int, ...]) -> frozenset[date]:
    """The local dates from which any entry of the rule book is in force."""
    book, practice, _ = places
    with whole_file(book) as nations_own, whole_file(practice) as common:
        held = [*nations_own.entries(), *common.entries()]
    return frozenset(day for _, value in held for day in _froms(value))


def _froms(value: object) -> Iterator[date]:
    if isinstance(value, list):
        for one in value:
            yield from _froms(one)
    elif isinstance(value, dict):
        if type(begins := value.get("from")) is date:
            yield begins
        for one in value.values():
            yield from _froms(one)


@lru_cache(maxsize=64)
def _read(nation: Nation, on: date, places: tuple[Path, ...], _changed: tuple[int, ...]) -> RuleBook:
    book, practice, holidays = places
    with whole_file(book) as nations_own, whole_file(practice) as common, whole_file(holidays) as lists:
        return _rule_book(nation, on, nations_own, common, lists)


def _find(name: str, folder: Path | None) -> Path:
    shipped = resources() / "rules" / name
    if folder is None:
        return shipped
    if not folder.is_dir():
        raise InvalidInput(
            f"There is no folder of rule books at {folder}. Choose the folder that holds them."
        )
    if strange := sorted(path.name for path in folder.glob("*.toml") if path.name not in FILE_NAMES):
        names = ", ".join(sorted(FILE_NAMES))
        raise InvalidInput(f"{strange[0]} is not the name of a rule book. Name it one of: {names}.")
    own = folder / name
    return own if own.is_file() else shipped


def _rule_book(nation: Nation, on: date, book: Table, common: Table, lists: Table) -> RuleBook:
    reader = Reader(on, book.where)
    head = laws.head_of(nation, on, book.table("book"))
    rules = reader.all_in_force(book.table("rules"), laws.rule_of)
    outcomes, decisions = book.words("outcomes"), book.words("decisions")
    paper_kinds, checklists = laws.papers_of(book.table("papers"))
    known = laws.Known(rules, outcomes, decisions, checklists, reader)
    item_types = reader.all_in_force(book.table("item_types"), known.item_type)
    known.require_types(item_types)
    independence, related = known.independence(book.table("independence"))
    quorum, quorum_note = known.quorum_in_force(book.take("quorum", list, []))
    own, of_all = (reader.all_in_force(one.table("limits"), laws.limit_of) for one in (book, common))
    holidays = shared.bank_holidays(nation, lists)
    return RuleBook(
        id=head.id,
        version=head.version,
        nation=nation,
        on=on,
        rules=rules,
        limits=own | {key: limit for key, limit in of_all.items() if key not in own},
        item_types=item_types,
        outcome_words=outcomes,
        decision_words=decisions,
        paper_kinds=paper_kinds,
        independence=independence,
        related_persons=related,
        deferral_reasons=shared.deferral_reasons(common.table("deferral_reasons")),
        retention=reader.all_in_force(book.table("retention"), laws.retention_of),
        holidays=holidays.days,
        holidays_source=holidays.source,
        holidays_confidence=holidays.confidence,
        quorum=quorum,
        quorum_note=quorum_note,
        redaction_classes=shared.redaction_classes(common.table("redaction")),
        contents=reader.all_in_force(book.table("contents"), known.content_list),
    )
