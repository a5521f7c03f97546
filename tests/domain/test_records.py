"""The smaller rules: running order, papers relied on, actions, agreed changes, the manager's figures."""

from __future__ import annotations

from datetime import date, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fosterpanel.domain.actions import drifting, open_actions
from fosterpanel.domain.agenda import timed
from fosterpanel.domain.changes_of_terms import AgreedChange, require_agreed
from fosterpanel.domain.deferrals import DeferralKind
from fosterpanel.domain.papers import PaperAlert, ReliedBy, current, missing_kinds, who_relied
from fosterpanel.domain.rulebook import Need
from fosterpanel.domain.statistics import DecisionTime, deferral_reasons, median_wait
from fosterpanel.errors import InvalidInput, RuleRefusal
from tests import builders

BOOK = builders.england()
CARERS = ("Anna Merrick", "Joe Merrick")


@given(st.lists(st.integers(0, 60), max_size=10))
def test_each_line_starts_when_the_one_before_ends(minutes: list[int]) -> None:
    lines = timed([builders.entry(minutes=one) for one in minutes], time(9, 30))
    assert [line.number for line in lines] == list(range(1, len(minutes) + 1))
    for place, line in enumerate(lines):
        since = (line.starts_at.hour - 9) * 60 + line.starts_at.minute - 30
        assert since == sum(minutes[:place])


def test_an_agenda_ends_on_its_day() -> None:
    with pytest.raises(InvalidInput, match="after midnight"):
        timed([builders.entry(minutes=900), builders.entry(minutes=10)], time(9, 30))
    with pytest.raises(InvalidInput, match="less than no time"):
        timed([builders.entry(minutes=-1)], time(9, 30))


def test_a_later_version_replaces_the_earlier() -> None:
    first, second = builders.paper(), builders.paper(id="second", number=2, replaces_id="paper")
    third = builders.paper(id="third", number=3, replaces_id="second")
    other = builders.paper(id="other", kind="brief-report")
    assert current([first, second, other, third]) == (other, third)


@pytest.mark.parametrize("type_code", sorted(BOOK.item_types))
def test_only_required_papers_are_missed(type_code: str) -> None:
    item_type = BOOK.item_type(type_code)
    required = [entry.paper_kind for entry in item_type.checklist if entry.need is Need.REQUIRED]
    assert list(missing_kinds(item_type, [])) == required
    assert missing_kinds(item_type, [builders.paper(kind=kind) for kind in required]) == ()


def test_the_ledger_says_who_relied_on_which_version() -> None:
    ledger = [
        builders.reliance(),
        builders.reliance(id="2", relied_by=ReliedBy.DECISION_MAKER),
        builders.reliance(id="3", relied_by=ReliedBy.DECISION_MAKER),
        builders.reliance(id="4", paper_id="second"),
    ]
    assert who_relied(ledger, "paper") == (ReliedBy.PANEL, ReliedBy.DECISION_MAKER)
    assert who_relied(ledger, "third") == ()
    alert = PaperAlert(
        id="alert",
        item_id="item",
        paper_id="second",
        replaced_paper_id="paper",
        relied_by=who_relied(ledger, "paper"),
        raised_at=builders.ENDED,
    )
    assert "after the panel and the agency decision maker had relied" in alert.sentence


def test_open_actions_come_longest_overdue_first() -> None:
    late = builders.action(id="late", due_on=date(2026, 12, 1))
    done = builders.action(id="done", due_on=date(2026, 11, 1), done_on=date(2026, 11, 2))
    soon = builders.action()
    assert open_actions([soon, done, late]) == (late, soon)
    assert drifting([soon, done, late], date(2026, 12, 16)) == (late,)
    assert drifting([soon], date(2026, 12, 17)) == (soon,)


@pytest.mark.parametrize(
    "made",
    [
        None,
        builders.agreed_change(support_needs=" "),
        builders.agreed_change(how_met=""),
        builders.agreed_change(agreed_on=None),
        builders.agreed_change(agreed_on=date(2026, 12, 2)),
        builders.agreed_change(agreed_on=date(2026, 12, 10)),
        builders.agreed_change(agreed_by=("Anna Merrick",)),
    ],
)
def test_terms_change_at_once_only_with_statement_and_agreement(made: AgreedChange | None) -> None:
    with pytest.raises(RuleRefusal, match="Get both") as refusal:
        require_agreed(made, CARERS, date(2026, 12, 9), BOOK)
    assert refusal.value.rule_id == "agreed-change-of-terms"


def test_an_agreed_change_stands_and_nobody_agrees_for_no_one() -> None:
    made = builders.agreed_change()
    assert require_agreed(made, CARERS, date(2026, 12, 9), BOOK) is made
    on_one_day = builders.agreed_change(stated_on=date(2026, 12, 9), agreed_on=date(2026, 12, 9))
    assert require_agreed(on_one_day, CARERS, date(2026, 12, 9), BOOK) is on_one_day
    with pytest.raises(RuleRefusal):
        require_agreed(made, (), date(2026, 12, 9), BOOK)


def test_deferral_reasons_by_frequency_with_their_days() -> None:
    today = builders.PANEL_DAY + timedelta(days=10)
    own = {"kind": DeferralKind.PANELS_OWN, "reason_codes": ("D80",), "needed": ()}
    figures = deferral_reasons(
        [
            builders.deferral(reason_codes=("D03", "D01")),
            builders.deferral(reason_codes=("D03",), returned_on=builders.PANEL_DAY + timedelta(days=4)),
            builders.deferral(**own),
            builders.deferral(reason_codes=("X1",)),
        ],
        BOOK,
        today,
    )
    assert [(one.code, one.times, one.days) for one in figures] == [
        ("D03", 2, 14),
        ("D01", 1, 10),
        ("D80", 1, 10),
        ("X1", 1, 10),
    ]
    assert (figures[0].category, figures[0].words) == ("Checks", "Overseas police certificate missing")
    assert (figures[-1].category, figures[-1].words) == ("Other", "X1")


def waited(minutes_on: date, decided_on: date) -> DecisionTime:
    return DecisionTime(
        reference="26/001",
        type_name="First approval",
        panel_on=builders.PANEL_DAY,
        minutes_on=minutes_on,
        decided_on=decided_on,
    )


def test_how_long_families_wait() -> None:
    first = waited(date(2026, 12, 4), date(2026, 12, 9))
    assert (first.panel_to_minutes, first.minutes_to_decision, first.panel_to_decision) == (2, 5, 7)
    second = waited(date(2026, 12, 12), date(2026, 12, 16))
    assert median_wait([first, second]) == 10.5
    assert median_wait([]) is None


def test_a_service_with_two_providers_is_joint() -> None:
    assert not builders.service().is_joint
    assert builders.service(providers=(builders.PROVIDER, "Riverbank Care")).is_joint
