"""One nation's own file: rules, time limits, item types, checklists, quorum, independence, retention, contents."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from fosterpanel.domain.rulebook import (
    Authority,
    ChecklistEntry,
    Confidence,
    ContentList,
    IndependenceQuestion,
    ItemType,
    Nation,
    Need,
    PanelStage,
    QuorumRule,
    RetentionRule,
    Rule,
    ServiceKind,
    TimeLimit,
    Unit,
)
from fosterpanel.domain.wording import long_date
from fosterpanel.errors import InvalidInput, UnknownRule
from fosterpanel.rulebooks.tables import Reader, Table, open_table


@dataclass(frozen=True, slots=True)
class Head:
    """How a rule book is named in records that rest on it."""

    id: str
    version: str


def head_of(nation: Nation, on: date, table: Table) -> Head:
    """The rule book's own name and version. Raises UnknownRule when it begins after that local date."""
    head = Head(table.take("id", str), table.take("version", str))
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


def rule_of(key: str, table: Table) -> Rule:
    """A rule. Its evidence is for whoever checks the book and is not kept."""
    table.take("evidence", str, "")
    return Rule(
        id=key,
        words=table.take("words", str),
        authority=table.choice("authority", Authority),
        source=table.take("source", str),
        confidence=table.choice("confidence", Confidence),
        note=table.take("note", str, ""),
    )


def limit_of(key: str, table: Table) -> TimeLimit:
    """A time limit with its counting convention."""
    limit = TimeLimit(
        rule=rule_of(key, table),
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


def _positive(table: Table, key: str) -> int:
    number = table.take(key, int)
    if number < 1:
        raise table.fault(f"has a “{key}” of {number}. It is at least 1.")
    return number


def retention_of(key: str, table: Table) -> RetentionRule:
    """How long one kind of record is kept, in years."""
    years, trigger = _positive(table, "years"), table.take("trigger", str)
    rule = rule_of(key, table)
    return RetentionRule(rule=rule, record=rule.words, years=years, trigger=trigger)


def papers_of(table: Table) -> tuple[dict[str, str], dict[str, list[ChecklistEntry]]]:
    """The names of the kinds of paper, and the checklist of each item type."""
    names: dict[str, str] = {}
    checklists: dict[str, list[ChecklistEntry]] = {}
    for kind, held in table.entries():
        with open_table(f"{table.where}, {kind}", held) as paper:
            names[kind] = paper.take("name", str)
            paper.take("note", str, "")
            for code, entry in _paper_entries(kind, paper):
                checklists.setdefault(code, []).append(entry)
    return names, checklists


def _paper_entries(kind: str, paper: Table) -> Iterator[tuple[str, ChecklistEntry]]:
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
class Known:
    """What entries may name: the rules, words and checklists read before them."""

    rules: Mapping[str, Rule]
    outcomes: Mapping[str, str]
    decisions: Mapping[str, str]
    checklists: Mapping[str, list[ChecklistEntry]]
    reader: Reader

    def rule_of(self, table: Table) -> Rule:
        """The rule an entry names."""
        rule_id = table.take("rule", str)
        if rule_id not in self.rules:
            raise table.fault(
                f"names a rule that is not in the book: {rule_id}. Add the rule or correct its name."
            )
        return self.rules[rule_id]

    def codes(self, table: Table, key: str, words: Mapping[str, str]) -> tuple[str, ...]:
        """Codes that the book has words for."""
        codes = table.texts(key)
        if strange := [code for code in codes if code not in words]:
            raise table.fault(
                f"has “{strange[0]}” among its “{key}”, and the book has no words for it. Add them."
            )
        return codes

    def item_type(self, code: str, table: Table) -> ItemType:
        """One item type with the panel stage in force."""
        stage = self.reader.in_force(table.where, "panel", table.take("panel", list), _panel_stage)
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
            is_about_home=table.take("is_about_home", bool, True),
            checklist=tuple(self.checklists.get(code, ())),
        )

    def require_types(self, item_types: Mapping[str, ItemType]) -> None:
        """Refuse a checklist for a kind of item that the book does not have."""
        if strange := sorted(set(self.checklists) - set(item_types)):
            raise InvalidInput(
                f"{self.reader.name}, papers: there is no kind of item {strange[0]}. Correct its name."
            )

    def quorum_in_force(self, versions: list[object]) -> tuple[QuorumRule | None, str]:
        """The quorum on the day, or none and why."""
        return self.reader.in_force(self.reader.name, "quorum", versions, self._quorum) or (None, "")

    def _quorum(self, _key: str, table: Table) -> tuple[QuorumRule | None, str]:
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

    def independence(self, table: Table) -> tuple[tuple[IndependenceQuestion, ...], tuple[str, ...]]:
        """The questions of the independence test, and who counts as related."""
        questions = table.table("questions")
        found = []
        for key, held in questions.entries():
            with open_table(f"{questions.where}, {key}", held) as question:
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

    def content_list(self, key: str, table: Table) -> ContentList:
        """What one document or record must hold."""
        parts, later = table.words("parts"), table.texts("later")
        if strange := [part for part in later if part not in parts]:
            raise table.fault(f"names a part it does not have: {strange[0]}. Correct “later”.")
        return ContentList(
            id=key, name=table.take("name", str), rule=self.rule_of(table), parts=parts, later=later
        )


def _panel_stage(_key: str, table: Table) -> PanelStage:
    table.take("source", str, "")
    return table.choice("stage", PanelStage)
