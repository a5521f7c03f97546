"""The chronology of an item and of a home: complete, in order, and taken out on the record."""

from __future__ import annotations

import csv
from datetime import date
from pathlib import Path

from fosterpanel.domain.decisions import AgencyDecision
from fosterpanel.domain.notices import Notice
from fosterpanel.errors import InvalidInput, NotFound
from fosterpanel.workflow.deciding import notices
from fosterpanel.workflow.homes import register
from fosterpanel.workflow.overviews.chronology import TITLES, chronology, save_chronology
from fosterpanel.workflow.page_images import page_images
from tests.workflow.builders import APPLICANTS, CARERS, At, Desk, decide, send


def told_late(desk: Desk) -> None:
    """The proposal of 8 December, its letter sent the same day, and the call nine days later."""
    send(desk, desk.the(Notice))
    desk.move_to(date(2026, 12, 17))
    notices.tell(desk.office, desk.item.id, told_by="Hal Orme", told_to="Sian Hollowell")


def rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def test_an_item_is_followed_from_its_first_day_with_every_gap(at: At) -> None:
    desk = at("determined")
    told_late(desk)
    held = chronology(desk.office, desk.item.id)
    assert (held.reference, held.about) == ("26/001", "First approval")
    assert held.names == "Sian Hollowell and Kemal Hollowell"
    letter = "Qualifying determination 26/001-L1"
    assert [(one.on.day, one.words, one.days_since) for one in held.events] == [
        (15, "First approval received", None),
        (4, "Panel recommends that the person is not suitable to foster", 172),
        (4, "Minutes signed", 0),
        (4, "Final minutes received by the decision maker", 0),
        (8, "Decision maker proposes not to approve", 4),
        (8, f"{letter} written", 0),
        (8, f"{letter} checked", 0),
        (8, f"{letter} sent, recorded delivery", 0),
        (17, "Told by telephone", 9),
    ]
    assert held.longest_gap == held.events[1]


def test_each_time_limit_says_what_it_came_to(at: At) -> None:
    desk = at("determined")
    told_late(desk)
    held = chronology(desk.office, desk.item.id)
    assert [(one.limit, one.took, one.standing(held.as_at)) for one in held.times] == [
        ("8 months", "172 days", "in time"),
        ("10 working days", "0 working days (0 days)", "in time"),
        ("7 working days", "2 working days (4 days)", "in time"),
        ("2 working days", "7 working days (9 days)", "late"),
        ("5 working days", "0 working days (0 days)", "in time"),
        ("28 calendar days", "9 days", "running"),
    ]
    desk.move_to(date(2027, 1, 6))
    lapsed = chronology(desk.office, desk.item.id).times[-1]
    assert (lapsed.ended_on, lapsed.days) == (date(2027, 1, 5), 28)


def test_who_recorded_what_is_read_off_the_audit_trail(at: At) -> None:
    desk = at("approved")
    acts = [(one.act, one.by) for one in chronology(desk.office, desk.item.id).acts]
    lines = [line for line in desk.audit() if line.subject_id == desk.item.id]
    assert len(acts) == len(lines)
    assert acts[0] == ("take in", "Ida Thwaite")
    assert acts[-1] == ("sign decision", "Deborah Nkemelu-Hart")


def test_a_home_holds_its_items_its_register_and_its_own_limits(at: At) -> None:
    desk = at("approved")
    register.receive_resignation(desk.office, APPLICANTS.id, received_on=date(2026, 12, 8))
    held = chronology(desk.office, APPLICANTS.id)
    assert (held.reference, held.about) == ("BF-101", "Foster home, approved")
    assert [one.words for one in held.events][-4:] == [
        "26/001: decision maker approves",
        "Terms of approval begin",
        "Resignation received",
        "Approval ends by resignation",
    ]
    assert held.times[2].words == "26/001: The decision maker's decision"
    last = held.times[-1]
    assert (last.began_on, last.due_on, last.ended_on) == (date(2026, 12, 8), date(2027, 1, 5), None)
    assert "receive resignation" in [one.act for one in held.acts]
    assert {line.subject_id for line in desk.audit()} > {desk.item.id, APPLICANTS.id}


def test_another_familys_records_are_not_in_it(at: At) -> None:
    desk = at("approved")
    before = chronology(desk.office, CARERS.id)
    register.receive_resignation(desk.office, APPLICANTS.id, received_on=date(2026, 12, 8))
    assert chronology(desk.office, CARERS.id) == before


def test_the_paper_says_what_the_chronology_says(at: At, tmp_path: Path) -> None:
    desk = at("determined")
    told_late(desk)
    path = save_chronology(desk.office, desk.item.id, tmp_path / "story.PDF")
    assert desk.last_act() == ("record_copy", desk.item.id)
    with page_images(path.read_bytes()) as pages:
        words = " ".join(" ".join(pages.text(page).split()) for page in range(pages.page_count))
    held = chronology(desk.office, desk.item.id)
    for one in held.events:
        assert one.words in words
    assert "172 calendar days before 4 December 2026" in words
    assert "Late" in words


def test_the_rows_are_the_same_for_a_program(at: At, tmp_path: Path) -> None:
    desk = at("determined")
    told_late(desk)
    held = chronology(desk.office, desk.item.id)
    path = save_chronology(desk.office, desk.item.id, tmp_path / "story.csv")
    found = rows(path)
    assert tuple(found[0]) == TITLES
    assert [one["part"] for one in found].count("event") == len(held.events)
    assert [one["part"] for one in found].count("time limit") == len(held.times)
    assert [one["part"] for one in found].count("act") == len(held.acts)
    assert (found[1]["date"], found[1]["days"]) == ("2026-12-04", "172")
    late = next(one for one in found if one["standing"] == "late")
    assert (late["date"], late["due"], late["ended"]) == ("2026-12-08", "2026-12-10", "2026-12-17")
    assert (late["days"], late["working_days"]) == ("9", "7")
    assert next(one for one in found if one["what"] == "sign decision")["time"] == "09:00"


def test_nothing_else_is_written_and_nothing_of_nobody(at: At, tmp_path: Path) -> None:
    desk = at("approved")
    with desk.refusing(InvalidInput, "saved as .pdf to read or as .csv"):
        save_chronology(desk.office, desk.item.id, tmp_path / "story.txt")
    with desk.refusing(NotFound):
        save_chronology(desk.office, desk.the(AgencyDecision).id, tmp_path / "story.pdf")
    assert not list(tmp_path.glob("story*"))


def test_a_matter_sent_back_is_in_the_story(at: At) -> None:
    desk = at("with decision maker")
    decide(desk, desk.item.id, "return-for-information", terms=None)
    words = [one.words for one in chronology(desk.office, desk.item.id).events]
    assert "Decision maker returns the matter for more information" in words
