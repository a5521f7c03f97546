"""When something is due: the dates a terminal prints, what it says about them, and what it refuses."""

from __future__ import annotations

import json
import re
from datetime import date
from pathlib import Path

import pytest

from fosterpanel.domain.rulebook import Nation
from fosterpanel.errors import InvalidInput, UnknownRule
from fosterpanel.workflow.due import (
    due_date,
    due_lines,
    limit_fields,
    limit_lines,
    list_limits,
    read_date,
    read_nation,
)

TODAY = date(2026, 11, 22)


@pytest.mark.parametrize(
    ("rule", "start", "end"),
    [
        ("adm-decision", "2026-12-18", "2026-12-31"),
        ("oral-notice", "2026-12-24", "2026-12-30"),
        ("written-notice", "2026-12-24", "2027-01-05"),
        ("irm-papers", "2026-12-14", "2026-12-30"),
        ("papers-to-members", "2027-01-06", "2026-12-29"),
        ("papers-to-members-clear", "2027-01-06", "2026-12-24"),
        ("representations", "2026-12-01", "2026-12-29"),
        ("temporary-approval", "2026-09-07", "2026-12-28"),
        ("temporary-approval-extended", "2026-09-07", "2027-02-22"),
        ("resignation", "2026-11-20", "2026-12-18"),
        ("panel-recommendation", "2026-06-30", "2027-02-28"),
        ("panel-recommendation", "2026-10-31", "2027-06-30"),
        ("first-review", "2028-02-29", "2029-02-28"),
        ("stage-one-refusal", "2026-12-14", "2026-12-30"),
        ("observations", "2026-12-14", "2026-12-29"),
        ("list-notice", "2027-01-31", "2027-02-28"),
        ("record-access", "2026-12-07", "2026-12-30"),
        ("emergency-placement", "2026-12-18", "2026-12-30"),
    ],
)
def test_every_limit_gives_the_date_an_office_would_count(rule: str, start: str, end: str) -> None:
    answer = due_date(rule, start)
    assert answer.due_on.isoformat() == end
    assert due_lines(answer)[0].startswith(end)


@pytest.mark.parametrize("nation", Nation)
def test_the_day_a_limit_is_counted_from_reads_as_a_sentence(nation: Nation) -> None:
    verb = re.compile(r"\b(is|was|meets|met|receives|recommends|end|went|signed)\b")
    assert [one.trigger for one in list_limits(nation, TODAY) if not verb.search(one.trigger)] == []


def test_an_answer_says_how_it_was_counted_and_where_it_comes_from() -> None:
    lines = due_lines(due_date("adm-decision", "2026-12-18"))
    assert lines[0] == "2026-12-31 (7 working days, the first day not counted)"
    assert "Thursday 31 December 2026" in lines[1]
    assert lines[2] == "Standard: Fostering Services: National Minimum Standards 2011, standard 14.9."


def test_a_limit_that_ends_on_a_bank_holiday_stands_and_prompts() -> None:
    answer = due_date("temporary-approval", "2026-09-07")
    assert answer.falls_on_non_working_day
    assert answer.earlier_working_day == date(2026, 12, 24)
    assert "That is not a working day; act by Thursday 24 December 2026." in due_lines(answer)


def test_another_program_reads_the_same_answer() -> None:
    fields = json.loads(json.dumps(due_date("temporary-approval", "2026-09-07").fields))
    assert fields["due"] == "2026-12-28"
    assert fields["earlier_working_day"] == "2026-12-24"
    assert fields["falls_on_non_working_day"] is True
    assert (fields["authority"], fields["confidence"], fields["unit"], fields["length"]) == (
        "regulation",
        "high",
        "weeks",
        16,
    )
    assert fields["warnings"] == []


def test_a_limit_beyond_the_listed_holidays_does_not_claim_to_know_the_day() -> None:
    fields = due_date("later-review", "2030-05-06").fields
    assert fields["due"] == "2031-05-06"
    assert fields["falls_on_non_working_day"] is None


def test_an_unverified_rule_answers_and_says_so() -> None:
    answer = due_date("temporary-approval", "2026-09-07", Nation.WALES)
    assert answer.due_on == date(2027, 2, 22)
    assert any("not yet verified for Wales" in warning for warning in answer.warnings)
    assert "not yet verified" in " ".join(due_lines(answer))


def test_unverified_bank_holidays_are_said(tmp_path: Path) -> None:
    (tmp_path / "scotland.toml").write_text(
        '[book]\nid = "s"\nversion = "1"\nnation = "scotland"\nfrom = 2020-01-01\ntitle = "S"\n'
        '[limits.answer]\nwords = "Answer"\nauthority = "local"\nsource = "Our policy"\nconfidence = "high"\n'
        'trigger = "asked"\nlength = 2\nunit = "working days"\n',
        encoding="utf-8",
    )
    answer = due_date("answer", "2026-11-27", Nation.SCOTLAND, folder=tmp_path)
    assert answer.due_on == date(2026, 12, 2)  # over St Andrew's Day
    assert "bank holidays of Scotland are not yet verified" in answer.warnings[0]


@pytest.mark.parametrize(
    "text", ["2026-02-30", "2026-13-01", "30/02/2026", "2026-2-1", "tomorrow", "", "20260101"]
)
def test_a_date_that_is_none_is_refused_in_one_sentence(text: str) -> None:
    with pytest.raises(InvalidInput) as refusal:
        due_date("adm-decision", text)
    assert "\n" not in str(refusal.value)


def test_figures_of_another_script_are_no_date() -> None:
    with pytest.raises(InvalidInput, match="is not a date as YYYY-MM-DD"):
        read_date("\N{FULLWIDTH DIGIT TWO}026-12-04")


def test_a_date_may_have_spaces_around_it() -> None:
    assert read_date(" 2026-12-04 ") == date(2026, 12, 4)


def test_what_nobody_knows_is_refused() -> None:
    with pytest.raises(UnknownRule, match="England does not know “no-such-limit”"):
        due_date("no-such-limit", "2026-12-04")
    with pytest.raises(UnknownRule, match="holds none for 2031"):
        due_date("adm-decision", "2030-12-24")
    with pytest.raises(UnknownRule, match="Wales does not know “stage-one-refusal”"):
        due_date("stage-one-refusal", "2026-12-04", Nation.WALES)


def test_the_rule_book_is_that_of_the_day_asked_for(tmp_path: Path) -> None:
    assert due_date("later-review", "2016-05-06", on=TODAY).due_on == date(2017, 5, 6)
    with pytest.raises(UnknownRule, match="begins on"):
        due_date("later-review", "2014-05-06")


def test_nations_are_read_as_people_write_them() -> None:
    assert read_nation("Northern Ireland") is Nation.NORTHERN_IRELAND
    with pytest.raises(InvalidInput, match="Choose england, wales, scotland or northern-ireland"):
        read_nation("Jersey")


def test_every_limit_is_listed_with_its_words_and_source() -> None:
    limits = list_limits(Nation.ENGLAND, TODAY)
    text = "\n".join(limit_lines(limits))
    for limit in limits:
        assert f"{limit.rule.id}: {limit.rule.words}" in text
        assert limit.rule.source in text
        assert limit_fields(limit)["source"] == limit.rule.source
