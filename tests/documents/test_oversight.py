"""The manager's page: one sheet, two charts in words as well, and what needs somebody."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

import pikepdf

from fosterpanel.documents.oversight import render_oversight
from tests.documents.panel_papers import oversight_paper
from tests.documents.reading import structure, words


def test_eight_reasons_and_eight_decisions_fit_one_page() -> None:
    assert render_oversight(oversight_paper()).page_count == 1


def test_what_needs_somebody_comes_first_then_the_figures(tmp_path: Path) -> None:
    text = words(render_oversight(oversight_paper()).pdf, tmp_path)
    order = [
        "Needs somebody now",
        "FH-5: Three children placed",
        "Needs somebody soon",
        "Why items were deferred",
    ]
    places = [text.find(part) for part in order]
    assert -1 not in places
    assert places == sorted(places)
    assert "D01 DBS outstanding or expired" in text
    assert "26/001 First approval 7 October 2026 11 October 2026 20 October 2026 13" in text
    assert "Times Days so far" in text


def test_each_chart_has_its_words_and_its_table() -> None:
    with pikepdf.open(BytesIO(render_oversight(oversight_paper()).pdf)) as opened:
        elements = structure(opened)
    alternatives = [str(element.Alt) for kind, element in elements if kind == "Figure"]
    assert len(alternatives) == 2
    assert "D01: 7 times" in alternatives[0]
    assert "26/001: 4 + 9" in alternatives[1]
    assert [kind for kind, _ in elements].count("Table") == 2


def test_with_nothing_to_show_the_page_says_so(tmp_path: Path) -> None:
    text = words(render_oversight(oversight_paper(0, 0, needs_now=(), needs_soon=())).pdf, tmp_path)
    assert "No item was deferred." in text
    assert "No decision was made." in text
    assert "Needs somebody now Nothing." in text


def test_much_to_show_runs_on_to_further_pages_and_loses_nothing(tmp_path: Path) -> None:
    drawn = render_oversight(oversight_paper(50, 60))
    text = words(drawn.pdf, tmp_path)
    assert drawn.page_count > 1
    assert "The chart shows the 24 latest of 60." in text
    assert all(f"26/{number:03} " in text for number in range(1, 61))
