"""The agenda shows what members need and names no family."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from fosterpanel.documents.agenda import AgendaPaper, render_agenda
from fosterpanel.errors import InvalidInput
from tests import builders
from tests.documents import panel_papers
from tests.documents.reading import page_texts, words


def _read(paper: AgendaPaper, tmp_path: Path) -> str:
    return words(render_agenda(paper).pdf, tmp_path)


def test_no_agenda_names_an_applicant_even_where_its_records_do(tmp_path: Path) -> None:
    text = _read(panel_papers.agenda_paper(), tmp_path)
    assert "A.M. and J.M." in text
    assert not any(name in text for name in ("Anna", "Joe", "Merrick"))


def test_header_running_order_standing_business_and_items_follow_each_other(tmp_path: Path) -> None:
    text = _read(panel_papers.agenda_paper(), tmp_path)
    order = [
        "Moorside fostering panel: agenda",
        "Wednesday 2 December 2026, 09:30, Committee room 2",
        "Confidential This agenda and its papers are for the members",
        "Running order",
        "09:40 26/001",
        "The panel",
        "Apologies: Harriet Vale.",
        "Quorum forecast:",
        "Interests",
        "Decisions since the last panel",
        "Deferred items",
        "Overseas police certificate. Priya Nair, by 22 December 2026.",
        "Matters arising and actions",
        "Feedback on reports",
        "26/001: First approval, A.M. and J.M.",
        "Needed from the panel",
    ]
    places = [text.find(part) for part in order]
    assert -1 not in places
    assert places == sorted(places)


def test_the_days_a_limit_leaves_never_stand_on_a_line_alone(tmp_path: Path) -> None:
    paper = panel_papers.agenda_paper()
    for width in range(0, 24, 4):
        clock = f"The limit for a {'w' * width} recommendation ends on Sunday 20 December 2026, in 80 days."
        items = {key: replace(item, clock=clock) for key, item in paper.items.items()}
        lines = page_texts(render_agenda(replace(paper, items=items)).pdf, tmp_path)
        assert "\ndays.\n" not in "".join(lines)


def test_each_item_shows_its_papers_with_pages_dates_and_lateness(tmp_path: Path) -> None:
    text = _read(panel_papers.agenda_paper(), tmp_path)
    assert "Assessment report (version 2) 48 18 November 2026 In time" in text
    assert "2 27 November 2026 Late paper" in text
    assert "Papers not yet in References of former partners." in text
    assert "deferred on 4 November 2026" in text
    assert "due by 28 February 2027, 88 days left" in text
    assert "Please note: Step-free room needed." in text


def test_quorum_at_risk_is_said_in_words(tmp_path: Path) -> None:
    text = _read(panel_papers.agenda_paper(), tmp_path)
    assert "Quorum forecast: Not enough members for 26/003. Each item says more." in text
    assert "Quorum at risk Not expected to be quorate: 3 members can take part, and" in text
    assert "Quorum: Quorate, but one more absence or interest would end it." in text


@pytest.mark.parametrize(
    ("lost_without", "said"),
    [
        (("Mary Okoye",), "would be lost without Mary Okoye."),
        (("Mary Okoye", "Tom Ellery"), "would be lost without Mary Okoye or Tom Ellery."),
        (("A", "B", "C", "D", "E", "F"), "one more absence or interest would end it."),
    ],
)
def test_what_ends_the_quorum_of_every_item_is_said_once(
    lost_without: tuple[str, ...], said: str, tmp_path: Path
) -> None:
    paper = panel_papers.agenda_paper()
    fragile = {
        key: replace(one, quorum=builders.quorum(), one_conflict_away=True, lost_without=lost_without)
        for key, one in paper.items.items()
    }
    text = _read(replace(paper, items=fragile), tmp_path)
    assert f"Quorum forecast: Every item: quorate, but {said}" in text
    assert text.count("uorate, but") == 1


def test_with_everybody_there_every_item_is_expected_to_be_quorate(tmp_path: Path) -> None:
    paper = panel_papers.agenda_paper()
    calm = {
        key: replace(one, quorum=builders.quorum(), one_conflict_away=False)
        for key, one in paper.items.items()
    }
    assert "Every item: expected to be quorate: 6 members, with the chair presiding." in _read(
        replace(paper, items=calm), tmp_path
    )


def test_an_empty_agenda_still_says_that_there_is_nothing_to_report(tmp_path: Path) -> None:
    paper = panel_papers.agenda_paper(
        open_actions=(), open_deferrals=(), outcomes_since=(), apologies=(), others=()
    )
    text = _read(paper, tmp_path)
    assert "No item is deferred at present." in text
    assert "No action is open." in text
    assert "Minutes of the last panel No earlier panel is on record." in text
    assert "Apologies: None received." in text


def test_a_late_agenda_says_why(tmp_path: Path) -> None:
    late = builders.agenda(late_reason="the chair was ill")
    text = _read(panel_papers.agenda_paper(agenda=late), tmp_path)
    assert "Why this agenda goes out later than it should: The chair was ill." in text
    assert "Not issued yet: a draft" in text


def test_an_agenda_without_lines_or_with_an_unknown_item_is_refused() -> None:
    with pytest.raises(InvalidInput, match="no running order yet"):
        render_agenda(panel_papers.agenda_paper(lines=()))
    with pytest.raises(InvalidInput, match=r"Line 2 of the agenda is an item that is not described\."):
        render_agenda(panel_papers.agenda_paper(items={}))
