"""The numbers of a pack: from 1 without a gap, kept by every page that is out, with a letter for what is late."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fosterpanel.domain.pack_changes import ChangeKind, changes_since, keeps_numbers
from fosterpanel.domain.pack_reissue import issue_again
from fosterpanel.domain.packs import (
    PackEntry,
    PackPlan,
    PackSection,
    Place,
    add_late,
    index_of,
    new_version,
    next_issue,
    number_pages,
    page_range,
    place_of,
    replace_paper,
)
from fosterpanel.errors import InvalidInput, NotFound

MADE_AT = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)
LATER = datetime(2026, 11, 30, 9, 0, tzinfo=UTC)


def plan(*names: str, right_hand: bool = False) -> PackPlan:
    entries = tuple(PackEntry(id=name, title=name, source=name, sha256=name) for name in names)
    return PackPlan(
        title="Pack",
        sections=(PackSection(title="All", entries=entries),),
        made_at=MADE_AT,
        has_right_hand_starts=right_hand,
    )


def out(right_hand: bool = False) -> PackPlan:
    """A pack that is out: index 1–2, a 3–5, b 6, c 7–9."""
    return number_pages(plan("a", "b", "c", right_hand=right_hand), 2, {"a": 3, "b": 1, "c": 3})


def late(name: str = "late") -> PackEntry:
    return PackEntry(id=name, title=name, source=name, sha256=name)


def pages(of: PackPlan) -> dict[str, str]:
    return {entry.id: page_range(entry.pages) for entry in of.entries}


@given(st.integers(1, 4), st.lists(st.integers(1, 40), min_size=1, max_size=12), st.booleans())
def test_a_first_issue_is_numbered_from_1_in_the_order_of_the_file(
    front: int, lengths: list[int], right_hand: bool
) -> None:
    names = [f"paper-{number}" for number in range(len(lengths))]
    numbered = number_pages(
        plan(*names, right_hand=right_hand), front, dict(zip(names, lengths, strict=True))
    )
    assert numbered.printed == tuple(str(number + 1) for number in range(len(numbered.printed)))
    assert [len(entry.pages) for entry in numbered.entries] == lengths
    if right_hand:
        assert all(int(entry.pages[0]) % 2 == 1 for entry in numbered.entries)


def test_a_late_paper_takes_the_number_before_it_and_a_letter() -> None:
    issue = number_pages(
        add_late(next_issue(out(), LATER), late(), after="a"), 2, {"a": 3, "late": 2, "b": 1, "c": 3}
    )
    assert pages(issue) == {"a": "3–5", "late": "5A–5B", "b": "6", "c": "7–9"}
    assert issue.entry("late").is_late
    assert issue.number == 2


def test_a_late_paper_at_the_end_simply_goes_on() -> None:
    issue = number_pages(add_late(out(), late(), section="All"), 2, {"a": 3, "b": 1, "c": 3, "late": 2})
    assert pages(issue)["late"] == "10–11"


def test_after_26_letters_come_two() -> None:
    issue = number_pages(add_late(out(), late(), after="a"), 2, {"a": 3, "late": 28, "b": 1, "c": 3})
    assert issue.entry("late").pages[25:] == ("5Z", "5AA", "5AB")


def test_a_second_late_paper_goes_on_with_the_letters() -> None:
    counts = {"a": 3, "late": 2, "b": 1, "c": 3, "later": 1}
    first = number_pages(add_late(out(), late(), after="a"), 2, counts)
    second = number_pages(add_late(first, late("later"), after="late"), 2, counts)
    assert pages(second)["later"] == "5C"


def test_where_no_number_is_left_the_late_paper_is_refused() -> None:
    counts = {"a": 3, "late": 2, "b": 1, "c": 3, "later": 1}
    first = number_pages(add_late(out(), late(), after="a"), 2, counts)
    with pytest.raises(InvalidInput, match="No page number is left between 5A and 5A"):
        number_pages(add_late(first, late("later"), after="a"), 2, counts)


def test_an_index_that_grows_takes_letters_too() -> None:
    issue = number_pages(next_issue(out(), LATER), 4, {"a": 3, "b": 1, "c": 3})
    assert issue.front == ("1", "2", "2A", "2B")
    assert pages(issue) == pages(out())


def test_a_corrected_paper_keeps_its_numbers_and_adds_letters_when_it_is_longer() -> None:
    corrected = replace_paper(next_issue(out(), LATER), "b", "b-2", "other")
    longer = number_pages(corrected, 2, {"a": 3, "b": 3, "c": 3})
    assert pages(longer) == {"a": "3–5", "b": "6–6B", "c": "7–9"}
    shorter = number_pages(replace_paper(out(), "a", "a-2"), 2, {"a": 1, "b": 1, "c": 3})
    assert pages(shorter) == {"a": "3", "b": "6", "c": "7–9"}


def test_a_new_version_is_numbered_anew() -> None:
    issue = number_pages(
        new_version(add_late(out(), late(), after="a"), LATER), 2, {"a": 3, "late": 2, "b": 1, "c": 3}
    )
    assert pages(issue) == {"a": "3–5", "late": "6–7", "b": "8", "c": "9–11"}
    assert (issue.number, issue.made_at) == (2, LATER)


def test_right_hand_starts_hold_for_what_comes_late() -> None:
    begun = number_pages(plan("a", "b", "c", right_hand=True), 2, {"a": 3, "b": 1, "c": 3})
    assert pages(begun) == {"a": "3–5", "b": "7", "c": "9–11"}
    issue = number_pages(add_late(begun, late(), after="a"), 2, {"a": 3, "late": 1, "b": 1, "c": 3})
    assert pages(issue) == {"a": "3–5", "late": "5B", "b": "7", "c": "9–11"}
    places = [issue.printed.index(entry.pages[0]) for entry in issue.entries]
    assert all(place % 2 == 0 for place in places)


def test_where_no_number_is_left_for_an_empty_page_there_is_none() -> None:
    counts = {"a": 3, "b": 1, "c": 3, "late": 1}
    issue = number_pages(add_late(out(), late(), after="a"), 2, counts)
    turned = number_pages(replace(issue, has_right_hand_starts=True), 3, counts)
    assert pages(turned) == pages(issue)
    assert turned.printed == ("1", "2", "2A", "2B", "3", "4", "5", "5A", "6", "6A", "7", "8", "9")


def test_right_hand_starts_hold_to_the_last_document_when_the_index_grows() -> None:
    begun = number_pages(plan("a", "b", right_hand=True), 2, {"a": 2, "b": 2})
    issue = number_pages(next_issue(begun, LATER), 3, {"a": 2, "b": 2})
    assert issue.printed == ("1", "2", "2A", "2B", "3", "4", "5", "6")


def test_no_number_ever_comes_to_mean_another_page() -> None:
    counts = {"a": 3, "b": 1, "c": 3, "late": 2, "later": 2, "last": 1}
    first = number_pages(add_late(out(), late(), after="a"), 2, counts)
    left = issue_again(first, [PackSection(title="All", entries=(late("a"), late("b"), late("last")))], LATER)
    second = number_pages(add_late(left, late("later"), after="a"), 2, {**counts, "a": 1})
    assert pages(second) == {"a": "3", "later": "3A–3B", "b": "6", "last": "10"}
    third = issue_again(second, [PackSection(title="All", entries=(late("a"), late("b"), late("c")))], LATER)
    third = number_pages(add_late(third, late("other"), after="a"), 2, {**counts, "other": 3})
    assert pages(third) == {"a": "3–3D", "other": "3E–3G", "b": "6", "c": "11–13"}
    fresh = number_pages(new_version(third, LATER), 2, {**counts, "other": 3})
    assert (fresh.retired, pages(fresh)["a"]) == ((), "3–5")


def test_a_note_follows_its_document_into_the_next_issue() -> None:
    before = out()
    noted = place_of(before, before.printed.index("7"))
    assert noted == Place("c", 0)
    issue = number_pages(
        new_version(add_late(before, late(), after="a"), LATER), 3, {"a": 3, "late": 2, "b": 1, "c": 3}
    )
    assert issue.printed[index_of(issue, noted) or 0] == "10"
    assert place_of(before, 0) is None
    assert index_of(issue, Place("c", 3)) is None
    assert index_of(issue, Place("gone", 0)) is None


def test_what_has_changed_is_said_of_every_document() -> None:
    before = out()
    changed = replace_paper(add_late(next_issue(before, LATER), late(), after="a"), "c", "c-2", "other")
    (section,) = changed.sections
    kept = replace(section, entries=tuple(entry for entry in section.entries if entry.id != "b"))
    issue = number_pages(replace(changed, sections=(kept,)), 2, {"a": 3, "late": 2, "c": 3})
    found = [(one.kind, one.title, one.pages_before, one.pages_now) for one in changes_since(before, issue)]
    assert found == [
        (ChangeKind.ADDED, "late", "", "5A–5B"),
        (ChangeKind.CORRECTED, "c", "7–9", "7–9"),
        (ChangeKind.TAKEN_OUT, "b", "6", ""),
    ]
    assert keeps_numbers(before, issue)
    anew = number_pages(new_version(issue, LATER), 2, {"a": 3, "late": 2, "c": 3})
    assert not keeps_numbers(before, anew)
    assert [one.kind for one in changes_since(issue, anew)] == [ChangeKind.MOVED, ChangeKind.MOVED]


def test_two_documents_of_one_id_are_refused() -> None:
    with pytest.raises(InvalidInput, match="same id"):
        plan("a", "a")


def test_a_late_paper_after_a_document_that_is_not_there_is_refused() -> None:
    with pytest.raises(NotFound):
        add_late(out(), late(), after="nothing")


def test_a_late_paper_may_have_a_section_of_its_own() -> None:
    assert [part.title for part in add_late(out(), late(), section="Late papers").sections] == [
        "All",
        "Late papers",
    ]
