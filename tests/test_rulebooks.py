"""The rule books the program ships with, and what becomes of a copy that a service has changed."""

from __future__ import annotations

import re
import tomllib
from datetime import date, timedelta
from pathlib import Path

import pytest

from fosterpanel import rulebooks
from fosterpanel.domain.rulebook import (
    Confidence,
    ItemType,
    Nation,
    Need,
    PanelStage,
    RuleBook,
    ServiceKind,
)
from fosterpanel.errors import FosterPanelError, InvalidInput, UnknownRule
from fosterpanel.paths import resources
from fosterpanel.rulebooks import load

TODAY = date(2026, 11, 22)
RULES_NAMED_IN_CODE = re.compile(r"""book\.(rule|limit|content_list)\(\s*"([^"]+)"\)""")
MANDATORY = {"APP", "APP-CP", "BRIEF", "TRANSFER", "REV1", "REPS"}
PUBLISHED = """
2024 01-01 03-29 04-01 05-06 05-27 08-26 12-25 12-26
2025 01-01 04-18 04-21 05-05 05-26 08-25 12-25 12-26
2026 01-01 04-03 04-06 05-04 05-25 08-31 12-25 12-28
2027 01-01 03-26 03-29 05-03 05-31 08-30 12-27 12-28
2028 01-03 04-14 04-17 05-01 05-29 08-28 12-25 12-26
"""


def england(on: date = TODAY, folder: Path | None = None) -> RuleBook:
    return load(Nation.ENGLAND, on, folder)


def edited(folder: Path, old: str, new: str, name: str = "england.toml") -> Path:
    """A folder with one rule book in which some words were changed."""
    text = (resources() / "rules" / name).read_text(encoding="utf-8")
    assert old in text
    (folder / name).write_text(text.replace(old, new, 1), encoding="utf-8")
    return folder


def with_lines(folder: Path, lines: str, name: str = "england.toml") -> Path:
    """A folder with one rule book to which some lines were added."""
    text = (resources() / "rules" / name).read_text(encoding="utf-8")
    (folder / name).write_text(f"{text}\n{lines}\n", encoding="utf-8")
    return folder


def needs(item_type: ItemType, need: Need) -> set[str]:
    return {entry.paper_kind for entry in item_type.checklist if entry.need is need}


@pytest.mark.parametrize("nation", Nation)
def test_every_rule_says_where_it_comes_from(nation: Nation) -> None:
    book = load(nation, TODAY)
    assert all(rule.words.endswith(".") for rule in book.rules.values())
    limits = [limit.rule for limit in book.limits.values()]
    for rule in (*book.rules.values(), *limits, *(kept.rule for kept in book.retention.values())):
        assert len(rule.words) > 10, rule.id
        assert len(rule.source) > 10, rule.id


def test_every_rule_the_code_names_is_in_england_s_book(project: Path) -> None:
    book = england()
    held = {"rule": book.rules, "limit": book.limits, "content_list": book.contents}
    named = [
        found
        for path in (project / "fosterpanel").rglob("*.py")
        for found in RULES_NAMED_IN_CODE.findall(path.read_text(encoding="utf-8"))
    ]
    assert len(named) > 20
    assert {(kind, key) for kind, key in named if key not in held[kind]} == set()


def test_the_panel_is_asked_where_the_law_asks_for_it() -> None:
    stages = {code: kind.panel_stage for code, kind in england().item_types.items()}
    assert {code for code, stage in stages.items() if stage is PanelStage.REQUIRED} == MANDATORY
    assert stages["TA25"] is PanelStage.VIEWS
    assert {code for code, stage in stages.items() if stage is PanelStage.POLICY} == {
        "REVn",
        "REV-ALLEG",
        "CHG",
        "HHC",
        "TERM",
    }
    assert stages["RESIGN"] is stages["EXEMPT"] is PanelStage.NOT_NEEDED


@pytest.mark.parametrize("nation", Nation)
@pytest.mark.parametrize("part", ["rules", "limits", "retention"])
def test_what_is_known_from_memory_alone_is_not_sold_as_sure(nation: Nation, part: str) -> None:
    """The tag M alone means that nobody has read the text: confidence or note then says so."""
    book = tomllib.loads((resources() / "rules" / f"{nation}.toml").read_text(encoding="utf-8"))
    for name, held in book.get(part, {}).items():
        for one in held if isinstance(held, list) else [held]:
            tags = set(re.findall(r"\b(?:M\b|S:|INF\b)", one.get("evidence", "")))
            said = f"{one.get('confidence', '')} {one.get('note', '')}"
            assert tags != {"M"} or "verified" in said, f"{part}.{name}"


def test_a_nation_s_own_limits_come_before_what_all_share() -> None:
    limits = list(england().limits)
    assert (limits[0], limits[-1]) == ("stage-one-refusal", "private-notes")


def test_a_brief_report_has_two_outcomes_only() -> None:
    brief = england().item_type("BRIEF")
    assert set(brief.outcomes) == {"request-full-report", "not-suitable"}
    assert "approve" not in brief.decisions


def test_a_determination_can_be_challenged_where_it_is_a_qualifying_one() -> None:
    types = england().item_types
    proposing = {
        code for code, kind in types.items() if any(one.startswith("propose-") for one in kind.decisions)
    }
    assert {code for code, kind in types.items() if kind.can_be_challenged} == proposing


def test_the_checklist_asks_for_what_each_item_needs() -> None:
    types = england().item_types
    assert {"assessment-report", "medical-report", "referee-reports", "stage-one-checks"} <= needs(
        types["APP"], Need.REQUIRED
    )
    assert needs(types["APP"], Need.REQUIRED) < needs(types["APP-CP"], Need.REQUIRED)
    assert "assessment-report" not in {entry.paper_kind for entry in types["BRIEF"].checklist}
    review = next(entry for entry in types["REV1"].checklist if entry.paper_kind == "review-report")
    assert (review.by_regulation, review.source) == (
        True,
        "Fostering Services (England) Regulations 2011, reg 28(4)",
    )
    assert all(entry.when for entry in types["CHG"].checklist if entry.need is Need.CONDITIONAL)


def test_quorum_independence_and_retention_are_england_s() -> None:
    book = england()
    quorum = book.quorum_rule()
    assert (quorum.others, quorum.others_joint, quorum.experience_years) == (3, 4, 3)
    assert quorum.rule.blocks
    asked_of = {kind: [q.id for q in book.independence if kind in q.applies_to] for kind in ServiceKind}
    assert "elected-member" in asked_of[ServiceKind.COUNCIL]
    assert "elected-member" not in asked_of[ServiceKind.AGENCY]
    assert len(book.related_persons) == 4
    assert {key: kept.years for key, kept in book.retention.items()} == {
        "carer": 10,
        "temporary": 10,
        "applicant": 3,
    }


def test_the_reasons_to_defer_tell_the_panel_s_own_apart() -> None:
    reasons = england().deferral_reasons
    assert len(reasons) == 58
    own = {code for code, reason in reasons.items() if reason.is_panels_own}
    assert own == {"D80", "D81", "D82", "D83", "D84", "D85"}


def test_the_decision_record_has_every_part_before_signing_but_the_telling() -> None:
    record = england().content_list("decision-record")
    assert set(record.later) == {"oral-notice", "written-notice"}
    assert len(record.parts) - len(record.later) == 11


def test_the_smaller_quorum_of_2020_is_not_guessed_and_the_panel_was_optional() -> None:
    during = england(date(2020, 4, 24))
    with pytest.raises(UnknownRule, match="SI 2020/445"):
        during.quorum_rule()
    assert during.item_type("APP").panel_stage is PanelStage.POLICY
    for day in (date(2020, 4, 23), date(2020, 9, 26)):
        assert england(day).quorum_rule().others == 3
        assert england(day).item_type("APP").panel_stage is PanelStage.REQUIRED


def test_a_day_before_the_book_begins_is_refused() -> None:
    with pytest.raises(UnknownRule, match="begins on Wednesday 1 April 2015"):
        england(date(2015, 3, 31))


def test_a_panel_stage_changes_on_its_day_and_not_before(tmp_path: Path) -> None:
    changed = '[[item_types.APP.panel]]\nfrom = 2027-04-01\nstage = "not needed"'
    folder = with_lines(tmp_path, changed)
    assert england(date(2027, 3, 31), folder).item_type("APP").panel_stage is PanelStage.REQUIRED
    assert england(date(2027, 4, 1), folder).item_type("APP").panel_stage is PanelStage.NOT_NEEDED
    assert england(date(2027, 4, 1), folder).item_type("APP-CP").panel_stage is PanelStage.REQUIRED
    assert england(date(2027, 4, 1)).item_type("APP").panel_stage is PanelStage.REQUIRED


def test_an_edit_is_seen_at_once(tmp_path: Path) -> None:
    folder = edited(tmp_path, "length = 7", "length = 8")
    assert england(TODAY, folder).limit("adm-decision").length == 8
    edited(folder, "length = 7", "length = 6")
    (folder / "england.toml").touch()
    assert england(TODAY, folder).limit("adm-decision").length == 6


def test_other_nations_answer_what_they_know_and_refuse_the_rest() -> None:
    wales = load(Nation.WALES, TODAY)
    assert wales.limit("temporary-approval").length == 24
    assert wales.limit("temporary-approval").rule.is_unverified
    assert wales.quorum_rule().rule.is_unverified
    with pytest.raises(UnknownRule, match="Wales does not know “adm-decision”"):
        wales.limit("adm-decision")
    assert load(Nation.SCOTLAND, TODAY).quorum_rule().others == 3
    with pytest.raises(UnknownRule, match="no quorum"):
        load(Nation.NORTHERN_IRELAND, TODAY).quorum_rule()


def test_england_s_bank_holidays_are_the_published_ones() -> None:
    published = {
        date.fromisoformat(f"{year}-{day}")
        for year, *days in (line.split() for line in PUBLISHED.strip().splitlines())
        for day in days
    }
    held = {day for day in england().holidays if day.year <= 2028}
    assert held == published == {day for day in load(Nation.WALES, TODAY).holidays if day.year <= 2028}


@pytest.mark.parametrize(("nation", "days"), [("england", 8), ("scotland", 9), ("northern-ireland", 10)])
def test_every_listed_year_is_whole(nation: str, days: int) -> None:
    book = load(Nation(nation), TODAY)
    for year in range(2024, 2031):
        listed = [day for day in book.holidays if day.year == year]
        one_off = nation == "scotland" and year == 2026  # proclaimed for 15 June 2026
        assert len(listed) == days + one_off, year
        assert all(day.weekday() < 5 for day in listed)


@pytest.mark.parametrize("nation", ["england", "scotland", "northern-ireland"])
def test_moveable_holidays_fall_where_they_must(nation: str) -> None:
    book = load(Nation(nation), TODAY)
    for day, name in book.holidays.items():
        if name == "Good Friday":
            assert day.weekday() == 4
            easter_monday = day + timedelta(days=3)
            assert (easter_monday in book.holidays) is (nation != "scotland")
        if name.endswith("bank holiday"):
            assert day.weekday() == 0


def test_scotland_and_northern_ireland_keep_their_own_days() -> None:
    scotland, northern_ireland = (
        load(nation, TODAY) for nation in (Nation.SCOTLAND, Nation.NORTHERN_IRELAND)
    )
    assert scotland.holidays[date(2028, 1, 4)] == "2nd January (substitute day)"
    assert date(2026, 11, 30) in scotland.holidays
    assert date(2026, 7, 13) in northern_ireland.holidays
    assert date(2026, 8, 31) not in scotland.holidays
    assert scotland.holidays_confidence is Confidence.UNVERIFIED
    assert england().holidays_confidence is not Confidence.UNVERIFIED


@pytest.mark.parametrize(
    ("old", "new", "sentence"),
    [
        ('source = "Fostering Services (England) Regulations 2011, reg 23(1)"', "", "has no “source”"),
        (
            'source = "Fostering Services (England) Regulations 2011, reg 23(1)"',
            'source = ""',
            "has no “source”",
        ),
        ('authority = "regulation"', 'authority = "hearsay"', "unknown “authority”: hearsay"),
        ('confidence = "high"', 'confidence = "sure"', "unknown “confidence”: sure"),
        (
            'authority = "regulation"',
            'authority = "regulation"\ncolour = "red"',
            "a word nobody knows: colour",
        ),
        ("length = 10", "length = 0", "“length” of 0"),
        ("length = 10", 'length = "ten"', "“length” that cannot be used: 'ten'"),
        (
            "clear = true",
            "clear = true\nfirst_day_counts = true",
            "clear days in a way that cannot be counted",
        ),
        ('unit = "working days"', 'unit = "moons"', "unknown “unit”: moons"),
        ('rule = "application-to-panel"', 'rule = "no-such-rule"', "names a rule that is not in the book"),
        ('outcomes = ["approve"', 'outcomes = ["applaud"', "has “applaud” among its “outcomes”"),
        ('decisions = ["approve"', 'decisions = ["applaud"', "has “applaud” among its “decisions”"),
        ('required = ["APP"', 'required = ["APPP"', "there is no kind of item APPP"),
        ('required = ["BRIEF"]', "required = []", "only once, how far it is needed for BRIEF"),
        ("from = 2020-09-26", "from = 2020-04-24", "two versions from Friday 24 April 2020"),
        ("[book]", "[book", "england.toml is not written correctly"),
        ("[book]", "surprise = 1\n[book]", "a word nobody knows: surprise"),
        ('nation = "england"', 'nation = "wales"', "says it is for Wales"),
        ('later = ["oral-notice"', 'later = ["aural-notice"', "a part it does not have: aural-notice"),
        ('applies_to = ["council"]', 'applies_to = ["club"]', "unknown “applies_to”: club"),
        ('name = "First approval"', "name = 3", "cannot be used: 3"),
    ],
)
def test_a_book_that_is_not_whole_is_refused_with_the_place(
    tmp_path: Path, old: str, new: str, sentence: str
) -> None:
    with pytest.raises(InvalidInput, match=re.escape(sentence)) as refusal:
        england(TODAY, edited(tmp_path, old, new))
    assert "england.toml" in str(refusal.value)
    assert "\n" not in str(refusal.value)


@pytest.mark.parametrize(
    ("old", "new", "sentence"),
    [
        ("2026-12-28 =", "2026-02-30 =", "a day that does not exist: 2026-02-30"),
        ("[scotland]", "[atlantis]", "unknown “nation”: atlantis"),
        ("[england]", "[scotland2]", "unknown “nation”"),
    ],
)
def test_a_list_of_holidays_that_is_not_sound_is_refused(
    tmp_path: Path, old: str, new: str, sentence: str
) -> None:
    with pytest.raises(InvalidInput, match=sentence):
        england(TODAY, edited(tmp_path, old, new, "bank-holidays.toml"))


def test_a_nation_without_holidays_is_refused(tmp_path: Path) -> None:
    (tmp_path / "bank-holidays.toml").write_text("", encoding="utf-8")
    with pytest.raises(InvalidInput, match="holds no bank holidays for England"):
        england(TODAY, tmp_path)


def test_a_folder_must_be_there_and_hold_rule_books_only(tmp_path: Path) -> None:
    with pytest.raises(InvalidInput, match="no folder of rule books"):
        england(TODAY, tmp_path / "missing")
    (tmp_path / "englnd.toml").write_text("", encoding="utf-8")
    with pytest.raises(InvalidInput, match=r"englnd\.toml is not the name of a rule book"):
        england(TODAY, tmp_path)


def test_no_refusal_is_anything_but_a_sentence(tmp_path: Path) -> None:
    (tmp_path / "england.toml").write_bytes(b"\xff\xfe\x00")
    with pytest.raises(FosterPanelError, match=r"england\.toml is not written correctly"):
        england(TODAY, tmp_path)


@pytest.mark.parametrize("nation", Nation)
def test_a_day_keeps_its_own_rules_though_days_between_two_changes_are_read_once(nation: Nation) -> None:
    places = tuple(
        resources() / "rules" / name for name in (f"{nation}.toml", "practice.toml", "bank-holidays.toml")
    )
    changed = tuple(place.stat().st_mtime_ns for place in places)
    for begins in rulebooks._beginnings(places, changed):
        for day in (begins, begins + timedelta(days=1), begins - timedelta(days=1)):
            try:
                alone = rulebooks._read(nation, day, places, changed)
            except UnknownRule:
                continue
            assert load(nation, day) == alone, day
