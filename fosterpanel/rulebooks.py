"""Reading rule books: the TOML files under ``resources/rules``, or a service's own copies, into domain records.

A rule book is law as data, so it is read strictly: an unknown word, a missing source or an unknown authority refuses
the whole book with a sentence that names the place. Entries are effective-dated: written several times, each with
``from``, the latest that has begun by the day asked about is in force.
"""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import lru_cache
from pathlib import Path
from typing import TypeVar

from fosterpanel.domain.rulebook import (
    Authority,
    ChecklistEntry,
    Confidence,
    ContentList,
    DeferralReason,
    IndependenceQuestion,
    ItemType,
    Nation,
    Need,
    PanelStage,
    QuorumRule,
    RetentionRule,
    Rule,
    RuleBook,
    ServiceKind,
    TimeLimit,
    Unit,
)
from fosterpanel.domain.wording import long_date
from fosterpanel.errors import InvalidInput, UnknownRule
from fosterpanel.paths import resources

PRACTICE = "practice.toml"
HOLIDAYS = "bank-holidays.toml"
COMPARE = "Compare it with the file the program ships with."
FILE_NAMES = frozenset({*(f"{nation}.toml" for nation in Nation), PRACTICE, HOLIDAYS})

ValueT = TypeVar("ValueT")
ChoiceT = TypeVar("ChoiceT", bound=StrEnum)


def load(nation: Nation, on: date, folder: Path | None = None) -> RuleBook:
    """The rule book of a nation as in force on a local date.

    ``folder`` holds a service's own copies; a file that is not in it is taken from those the program ships with.

    Raises:
        InvalidInput: a file is damaged, incomplete or not a rule book; the sentence names the place.
        UnknownRule: the rule book begins after that day.
    """
    places = tuple(_find(name, folder) for name in (f"{nation}.toml", PRACTICE, HOLIDAYS))
    return _load(nation, on, places, tuple(place.stat().st_mtime_ns for place in places))


@lru_cache(maxsize=64)
def _load(nation: Nation, on: date, places: tuple[Path, Path, Path], _changed: tuple[int, ...]) -> RuleBook:
    book, practice, holidays = places
    with _whole_file(book) as laws, _whole_file(practice) as shared, _whole_file(holidays) as days:
        return _rule_book(nation, on, laws, shared, days)


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


class _Table:
    """One table of a rule book, emptied key by key, so that what nobody asked for is found out."""

    def __init__(self, where: str, held: object) -> None:
        if not isinstance(held, dict):
            raise InvalidInput(f"{where} should be a table of entries. {COMPARE}")
        self.where = where
        self._left: dict[str, object] = dict(held)

    def fault(self, words: str) -> InvalidInput:
        """The refusal that names this place."""
        return InvalidInput(f"{self.where} {words}")

    def take(self, key: str, kind: type[ValueT], default: ValueT | None = None) -> ValueT:
        """The value of a key, which is of that kind; without a default it must be there."""
        found = self._left.pop(key, default)
        if found is None or (found == "" and default is None):
            raise self.fault(f"has no “{key}”. Add it.")
        if type(found) is not kind:
            raise self.fault(f"has a “{key}” that cannot be used: {found!r}. {COMPARE}")
        return found

    def texts(self, key: str) -> tuple[str, ...]:
        """A list of words, empty when the key is missing."""
        return tuple(str(one) for one in self.take(key, list, []))

    def choice(self, key: str, kind: type[ChoiceT]) -> ChoiceT:
        """A value out of a fixed set."""
        return self.one_of(self.take(key, str), key, kind)

    def one_of(self, word: str, key: str, kind: type[ChoiceT]) -> ChoiceT:
        """A word read as one of a fixed set."""
        try:
            return kind(word)
        except ValueError:
            raise self.fault(f"has an unknown “{key}”: {word}. Use one of: {', '.join(kind)}.") from None

    def table(self, key: str) -> _Table:
        """A table inside this one."""
        return _Table(f"{self.where}, {key}", self.take(key, dict, {}))

    def entries(self) -> Iterator[tuple[str, object]]:
        """Every key that is left with its value, taken out."""
        while self._left:
            key = next(iter(self._left))
            yield key, self._left.pop(key)

    def words(self, key: str) -> dict[str, str]:
        """A table of words inside this one."""
        inside = self.table(key)
        return {code: inside.take(code, str) for code in tuple(inside._left)}

    def close(self) -> None:
        """Refuse what nobody asked for."""
        if self._left:
            raise self.fault(f"has a word nobody knows: {next(iter(self._left))}. Correct or remove it.")


@contextmanager
def _open(where: str, held: object) -> Iterator[_Table]:
    table = _Table(where, held)
    yield table
    table.close()


@contextmanager
def _whole_file(path: Path) -> Iterator[_Table]:
    try:
        held = tomllib.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise InvalidInput(
            f"The rule book {path.name} cannot be read. Check that it is yours to read."
        ) from error
    except ValueError as error:
        raise InvalidInput(f"The rule book {path.name} is not written correctly: {error}.") from error
    with _open(path.name, held) as table:
        yield table


@dataclass(frozen=True, slots=True)
class _Reader:
    """What is common to reading every entry: the day asked about, and the file's name."""

    on: date
    name: str

    def in_force(self, key: str, held: object, read: Callable[[str, _Table], ValueT]) -> ValueT | None:
        """The version of an entry in force on the day, or nothing; every version must be sound."""
        versions = held if isinstance(held, list) else [held]
        where = f"{self.name}, {key}"
        dated: dict[date, ValueT] = {}
        for version in versions:
            with _open(where, version) as table:
                starts = table.take("from", date, None if len(versions) > 1 else date.min)
                if starts in dated:
                    raise table.fault(f"has two versions from {long_date(starts)}. Keep one.")
                dated[starts] = read(key, table)
        return dated[max(begun)] if (begun := [starts for starts in dated if starts <= self.on]) else None

    def all_in_force(self, table: _Table, read: Callable[[str, _Table], ValueT]) -> dict[str, ValueT]:
        """Every entry of a table as in force on the day."""
        found = {key: self.in_force(key, held, read) for key, held in table.entries()}
        return {key: entry for key, entry in found.items() if entry is not None}


def _rule_book(nation: Nation, on: date, laws: _Table, shared: _Table, days: _Table) -> RuleBook:
    reader = _Reader(on, laws.where)
    head = _head(nation, on, laws.table("book"))
    rules = reader.all_in_force(laws.table("rules"), _rule)
    outcomes, decisions = laws.words("outcomes"), laws.words("decisions")
    paper_kinds, checklists = _papers(laws.table("papers"))
    known = _Known(rules, outcomes, decisions, checklists, reader)
    item_types = reader.all_in_force(laws.table("item_types"), known.item_type)
    known.require_types(item_types)
    independence, related = known.independence(laws.table("independence"))
    quorum, quorum_note = reader.in_force("quorum", laws.take("quorum", list, []), known.quorum) or (None, "")
    holidays = _holidays(nation, days)
    return RuleBook(
        id=head.id,
        version=head.version,
        nation=nation,
        on=on,
        rules=rules,
        limits=reader.all_in_force(laws.table("limits"), _limit),
        item_types=item_types,
        outcome_words=outcomes,
        decision_words=decisions,
        paper_kinds=paper_kinds,
        independence=independence,
        related_persons=related,
        deferral_reasons=_deferral_reasons(shared.table("deferral_reasons")),
        retention=reader.all_in_force(laws.table("retention"), _retention),
        holidays=holidays.days,
        holidays_source=holidays.source,
        holidays_confidence=holidays.confidence,
        quorum=quorum,
        quorum_note=quorum_note,
        redaction_classes=_redaction_classes(shared.table("redaction")),
        contents=reader.all_in_force(laws.table("contents"), known.content_list),
    )


@dataclass(frozen=True, slots=True)
class _Head:
    id: str
    version: str


def _head(nation: Nation, on: date, table: _Table) -> _Head:
    head = _Head(table.take("id", str), table.take("version", str))
    of, starts = table.choice("nation", Nation), table.take("from", date)
    table.take("title", str), table.take("note", str, "")
    table.close()
    if of is not nation:
        raise table.fault(f"says it is for {of.name_in_words}. Put it in {of}.toml.")
    if on < starts:
        raise UnknownRule(
            f"The rule book for {nation.name_in_words} begins on {long_date(starts)}; what held on {long_date(on)} "
            "is not known and is not guessed."
        )
    return head


def _rule(key: str, table: _Table) -> Rule:
    table.take("evidence", str, "")
    return Rule(
        id=key,
        words=table.take("words", str),
        authority=table.choice("authority", Authority),
        source=table.take("source", str),
        confidence=table.choice("confidence", Confidence),
        note=table.take("note", str, ""),
    )


def _limit(key: str, table: _Table) -> TimeLimit:
    limit = TimeLimit(
        rule=_rule(key, table),
        trigger=table.take("trigger", str),
        length=_positive(table, "length"),
        unit=table.choice("unit", Unit),
        first_day_counts=table.take("first_day_counts", bool, False),
        clear=table.take("clear", bool, False),
        backwards=table.take("backwards", bool, False),
    )
    if limit.clear and (limit.first_day_counts or limit.unit not in (Unit.WORKING_DAYS, Unit.CALENDAR_DAYS)):
        raise table.fault(
            "asks for clear days in a way that cannot be counted. Clear days leave out both ends."
        )
    return limit


def _positive(table: _Table, key: str) -> int:
    number = table.take(key, int)
    if number < 1:
        raise table.fault(f"has a “{key}” of {number}. It is at least 1.")
    return number


def _retention(key: str, table: _Table) -> RetentionRule:
    years, trigger = _positive(table, "years"), table.take("trigger", str)
    rule = _rule(key, table)
    return RetentionRule(rule=rule, record=rule.words, years=years, trigger=trigger)


def _papers(table: _Table) -> tuple[dict[str, str], dict[str, list[ChecklistEntry]]]:
    """The names of the kinds of paper, and the checklist of each item type."""
    names: dict[str, str] = {}
    checklists: dict[str, list[ChecklistEntry]] = {}
    for kind, held in table.entries():
        with _open(f"{table.where}, {kind}", held) as paper:
            names[kind] = paper.take("name", str)
            paper.take("note", str, "")
            for code, entry in _paper_entries(kind, paper):
                checklists.setdefault(code, []).append(entry)
    return names, checklists


def _paper_entries(kind: str, paper: _Table) -> Iterator[tuple[str, ChecklistEntry]]:
    source, by_regulation = paper.take("source", str, ""), paper.texts("by_regulation")
    if by_regulation and not source:
        raise paper.fault("is asked for by a regulation but names no “source”. Add it.")
    needs = [(code, Need.REQUIRED, "") for code in paper.texts("required")]
    needs += [(code, Need.CONDITIONAL, when) for code, when in paper.words("conditional").items()]
    needs += [(code, Need.OPTIONAL, "") for code in paper.texts("optional")]
    codes = [code for code, _, _ in needs]
    if wrong := [code for code in (*codes, *by_regulation) if codes.count(code) != 1]:
        raise paper.fault(f"should say once, and only once, how far it is needed for {wrong[0]}.")
    for code, need, when in needs:
        is_asked = code in by_regulation
        basis = source if is_asked else ""
        yield (
            code,
            ChecklistEntry(paper_kind=kind, need=need, by_regulation=is_asked, when=when, source=basis),
        )


@dataclass(frozen=True, slots=True)
class _Known:
    """What entries may name: the rules, words and checklists read before them."""

    rules: Mapping[str, Rule]
    outcomes: Mapping[str, str]
    decisions: Mapping[str, str]
    checklists: Mapping[str, list[ChecklistEntry]]
    reader: _Reader

    def rule_of(self, table: _Table) -> Rule:
        """The rule an entry names."""
        rule_id = table.take("rule", str)
        if rule_id not in self.rules:
            raise table.fault(
                f"names a rule that is not in the book: {rule_id}. Add the rule or correct its name."
            )
        return self.rules[rule_id]

    def codes(self, table: _Table, key: str, words: Mapping[str, str]) -> tuple[str, ...]:
        """Codes that the book has words for."""
        codes = table.texts(key)
        if strange := [code for code in codes if code not in words]:
            raise table.fault(
                f"has “{strange[0]}” among its “{key}”, and the book has no words for it. Add them."
            )
        return codes

    def item_type(self, code: str, table: _Table) -> ItemType:
        """One item type with the panel stage in force."""
        stage = self.reader.in_force(code, table.take("panel", list), _panel_stage)
        if stage is None:
            raise table.fault(
                f"says nothing about the panel on {long_date(self.reader.on)}. Add a “panel” entry."
            )
        return ItemType(
            code=code,
            name=table.take("name", str),
            rule=self.rule_of(table),
            panel_stage=stage,
            outcomes=self.codes(table, "outcomes", self.outcomes),
            decisions=self.codes(table, "decisions", self.decisions),
            final_decisions=self.codes(table, "final_decisions", self.decisions),
            can_be_challenged=table.take("can_be_challenged", bool, False),
            has_terms=table.take("has_terms", bool, False),
            checklist=tuple(self.checklists.get(code, ())),
        )

    def require_types(self, item_types: Mapping[str, ItemType]) -> None:
        """Refuse a checklist for a kind of item that the book does not have."""
        if strange := sorted(set(self.checklists) - set(item_types)):
            raise InvalidInput(
                f"{self.reader.name}, papers: there is no kind of item {strange[0]}. Correct its name."
            )

    def quorum(self, _key: str, table: _Table) -> tuple[QuorumRule | None, str]:
        """A quorum, or why it is not known."""
        if unknown := table.take("unknown", str, ""):
            return None, unknown
        return QuorumRule(
            rule=self.rule_of(table),
            others=table.take("others", int),
            others_joint=table.take("others_joint", int),
            experience_years=table.take("experience_years", int),
            needs_chair_or_vice=table.take("needs_chair_or_vice", bool, True),
            needs_social_worker=table.take("needs_social_worker", bool, True),
            vice_not_independent_needs_independent=table.take(
                "vice_not_independent_needs_independent", bool, True
            ),
            presiding_may_fill_social_worker=table.take("presiding_may_fill_social_worker", bool, False),
        ), ""

    def independence(self, table: _Table) -> tuple[tuple[IndependenceQuestion, ...], tuple[str, ...]]:
        """The questions of the independence test, and who counts as related."""
        questions = table.table("questions")
        found = []
        for key, held in questions.entries():
            with _open(f"{questions.where}, {key}", held) as question:
                kinds = tuple(
                    question.one_of(kind, "applies_to", ServiceKind) for kind in question.texts("applies_to")
                )
                found.append(
                    IndependenceQuestion(id=key, words=question.take("words", str), applies_to=kinds)
                )
        if found:
            self.rule_of(table)
        related = table.texts("related")
        table.close()
        return tuple(found), related

    def content_list(self, key: str, table: _Table) -> ContentList:
        """What one document or record must hold."""
        parts, later = table.words("parts"), table.texts("later")
        if strange := [part for part in later if part not in parts]:
            raise table.fault(f"names a part it does not have: {strange[0]}. Correct “later”.")
        return ContentList(
            id=key, name=table.take("name", str), rule=self.rule_of(table), parts=parts, later=later
        )


def _panel_stage(_key: str, table: _Table) -> PanelStage:
    table.take("source", str, "")
    return table.choice("stage", PanelStage)


def _deferral_reasons(table: _Table) -> dict[str, DeferralReason]:
    table.take("source", str)
    codes = table.table("codes")
    table.close()
    reasons = {}
    for code, held in codes.entries():
        with _open(f"{codes.where}, {code}", held) as entry:
            reasons[code] = DeferralReason(
                code=code,
                category=entry.take("category", str),
                words=entry.take("words", str),
                is_panels_own=entry.take("panels_own", bool, False),
            )
    return reasons


def _redaction_classes(table: _Table) -> dict[str, str]:
    table.take("source", str)
    classes = table.words("classes")
    table.close()
    return classes


@dataclass(frozen=True, slots=True)
class _Holidays:
    days: dict[date, str]
    source: str
    confidence: Confidence


def _holidays(nation: Nation, table: _Table) -> _Holidays:
    """The nation's bank holidays; the lists of the other nations are read for their soundness alone."""
    held = dict(table.entries())
    for name in held:
        table.one_of(name, "nation", Nation)
    listed = {name: _holiday_list(f"{table.where}, {name}", one) for name, one in held.items()}
    found = listed.get(nation)
    if isinstance(found, str):
        found = listed.get(found)
    if not isinstance(found, _Holidays):
        raise table.fault(f"holds no bank holidays for {nation.name_in_words}. Add them, with their source.")
    return found


def _holiday_list(where: str, held: object) -> _Holidays | str:
    with _open(where, held) as table:
        if same_as := table.take("same_as", str, ""):
            return same_as
        table.take("note", str, "")
        source, confidence = table.take("source", str), table.choice("confidence", Confidence)
        days = {_holiday(table, day): name for day, name in table.words("days").items()}
        return _Holidays(days, source, confidence)


def _holiday(table: _Table, day: str) -> date:
    try:
        return date.fromisoformat(day)
    except ValueError:
        raise table.fault(f"has a day that does not exist: {day}. Write it as 2026-12-25.") from None
