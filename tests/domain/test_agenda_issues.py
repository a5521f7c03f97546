from __future__ import annotations

from datetime import time

from hypothesis import given
from hypothesis import strategies as st

from fosterpanel.domain.agenda import Agenda, AgendaEntry, EntryKind, ends_at
from fosterpanel.domain.agenda_issues import Change, changes, numbered

START = time(9, 30)
BREAK = AgendaEntry(kind=EntryKind.BREAK, title="Break", minutes=15)


def entry(item_id: str, minutes: int = 30, attending: tuple[str, ...] = ()) -> AgendaEntry:
    return AgendaEntry(
        kind=EntryKind.ITEM, title=item_id, minutes=minutes, item_id=item_id, attending=attending
    )


def issue(*entries: AgendaEntry, earlier: tuple[Agenda, ...] = ()) -> Agenda:
    return Agenda(id="", meeting_id="m", entries=numbered(entries, earlier), number=len(earlier) + 1)


def numbers(*entries: AgendaEntry, earlier: tuple[Agenda, ...] = ()) -> list[str]:
    return [one.number for one in numbered(entries, earlier)]


def test_the_first_issue_counts_items_from_one_and_leaves_other_lines_without() -> None:
    assert numbers(entry("a"), BREAK, entry("b")) == ["1", "", "2"]


def test_what_is_out_keeps_its_number_wherever_it_is_moved() -> None:
    first = issue(entry("a"), entry("b"), entry("c"))
    assert numbers(entry("c"), entry("a"), entry("b"), earlier=(first,)) == ["3", "1", "2"]


def test_an_item_added_between_takes_a_letter_and_one_at_the_end_the_next_number() -> None:
    first = issue(entry("a"), entry("b"))
    lines = (entry("a"), entry("x"), entry("y"), entry("b"), entry("z"))
    assert numbers(*lines, earlier=(first,)) == ["1", "1A", "1B", "2", "3"]


def test_an_item_added_after_a_lettered_one_takes_the_next_letter() -> None:
    first = issue(entry("a"), entry("b"))
    second = issue(entry("a"), entry("x"), entry("b"), earlier=(first,))
    lines = (entry("a"), entry("x"), entry("y"), entry("b"))
    assert numbers(*lines, earlier=(first, second)) == ["1", "1A", "1B", "2"]


def test_the_number_of_an_item_taken_off_is_never_given_to_another() -> None:
    first = issue(entry("a"), entry("b"))
    second = issue(entry("a"), earlier=(first,))
    assert numbers(entry("a"), entry("x"), earlier=(first, second)) == ["1", "3"]


def test_an_item_added_before_everything_takes_the_next_number() -> None:
    assert numbers(entry("x"), entry("a"), earlier=(issue(entry("a")),)) == ["2", "1"]


def test_an_issue_from_before_items_had_numbers_is_numbered_afresh() -> None:
    old = Agenda(id="", meeting_id="m", entries=(entry("a"),))
    assert numbers(entry("a"), entry("b"), earlier=(old,)) == ["1", "2"]


@given(st.lists(st.lists(st.sampled_from("abcdefgh"), unique=True, min_size=1), min_size=1, max_size=5))
def test_over_any_history_numbers_stay_and_are_never_shared(orders: list[list[str]]) -> None:
    issues: tuple[Agenda, ...] = ()
    held: dict[str, str] = {}
    for order in orders:
        issues = (*issues, issue(*(entry(one) for one in order), earlier=issues))
        for line in issues[-1].entries:
            assert held.setdefault(line.item_id, line.number) == line.number
    assert len(set(held.values())) == len(held)
    assert all(held.values())


def test_changes_are_told_added_first_then_taken_off_and_moved() -> None:
    first = issue(entry("a"), entry("b"), entry("c", attending=("carers",)))
    now = numbered((entry("a"), entry("x", 10), entry("c", attending=("carers",))), (first,))
    found = changes(first, now, START)
    assert [(one.change, one.entry.item_id) for one in found] == [
        (Change.ADDED, "x"),
        (Change.TAKEN_OFF, "b"),
        (Change.MOVED, "c"),
    ]
    assert [one.sentence(f"26/{one.entry.item_id}") for one in found] == [
        "Item 1A (26/x) is added, at 10:00.",
        "Item 2 (26/b) is no longer on this agenda.",
        "Item 3 (26/c) begins at 10:10, not at 10:30.",
    ]


def test_others_attending_is_a_change_and_nothing_is_none() -> None:
    first = issue(entry("a"))
    now = numbered((entry("a", attending=("the carers", "K. Lund")),), (first,))
    (one,) = changes(first, now, START)
    assert one.sentence("26/001") == "Item 1 (26/001): the carers and K. Lund will attend."
    assert changes(first, first.entries, START) == ()


def test_a_running_order_ends_when_its_last_line_does_and_at_midnight_at_the_latest() -> None:
    assert ends_at((entry("a", 45), BREAK), START) == time(10, 30)
    assert ends_at((entry("a", 24 * 60),), START) == time.max
