from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from fosterpanel.ui.look import theme
from fosterpanel.ui.look.tokens import Scheme
from fosterpanel.ui.pages.papers.panel import PapersPanel
from fosterpanel.ui.pages.papers.reader import PaperReader
from fosterpanel.ui.tasks import TaskRunner
from fosterpanel.workflow.business import items
from tests.ui import papers_scene as scene
from tests.ui import walk
from tests.ui.conftest import InWindow, Shot
from tests.ui.patience import WITHIN_MS
from tests.workflow.builders import CARERS, At, new_item, pdf
from tests.workflow.conftest import at as at
from tests.workflow.conftest import story as story

LOOKS = [(Scheme.LIGHT, 1.0), (Scheme.DARK, 1.0), (Scheme.LIGHT, 2.0), (Scheme.HIGH_CONTRAST, 1.0)]
BODY = (1128, 640)
"""What the page of an item has for its body in a window of 1366×768."""


@pytest.fixture(params=LOOKS, ids=lambda look: f"{look[0].name.lower()}-{look[1]:.0f}00")
def look(request: pytest.FixtureRequest, qapp: QApplication) -> Iterator[str]:
    theme.apply(qapp, *request.param)
    yield request.node.callspec.id
    theme.apply(qapp, Scheme.LIGHT)


def check(widget: QWidget) -> None:
    assert not walk.nameless_tab_stops(widget)
    assert not walk.duplicate_shortcuts(widget)
    assert not walk.cut_off(widget)
    assert not walk.overlapping(widget)
    assert walk.focus_order(widget) == walk.read_order(widget)


@dataclass(slots=True)
class Stage:
    """Puts a widget on the ground of a page, looks it over there and takes its picture."""

    in_window: InWindow
    shot: Shot
    look: str

    def put(self, widget: QWidget) -> None:
        window = self.in_window(widget)
        window.setProperty("kind", "ground")
        window.style().polish(window)
        window.resize(*BODY)

    def show(self, widget: QWidget, called: str) -> None:
        QApplication.processEvents()
        self.shot(widget.window(), f"papers-{called}-{self.look}")
        check(widget)


@pytest.fixture
def stage(in_window: InWindow, shot: Shot, look: str) -> Stage:
    return Stage(in_window, shot, look)


def test_the_reader(qtbot: QtBot, at: At, runner: TaskRunner, stage: Stage) -> None:
    desk = at("taken in")
    report, *_ = scene.furnish(desk)
    reader = PaperReader(desk.office, runner)
    stage.put(reader)
    reader.open_paper(report.id, 3)
    qtbot.waitUntil(lambda: reader.paper_id == report.id, timeout=WITHIN_MS)
    qtbot.wait(600)
    stage.show(reader, "reader")
    qtbot.keyClicks(reader.search.line, "children")
    qtbot.waitUntil(lambda: "places" in reader.search.sentence, timeout=WITHIN_MS)
    reader.search.step()
    qtbot.wait(400)
    stage.show(reader, "search")
    reader.close_paper()


def test_the_list_and_the_intake(
    qtbot: QtBot, at: At, runner: TaskRunner, stage: Stage, tmp_path: Path
) -> None:
    desk = at("listed")
    scene.furnish(desk)
    items.take_in(desk.office, new_item("REV1", CARERS.id, proposed_terms=None))
    desk.clock.move(timedelta(days=7))
    panel = PapersPanel(desk.office, runner, desk.item.id)
    stage.put(panel)
    panel.table.view.setFocus()
    panel.table.view.go_to(0)
    qtbot.wait(50)
    stage.show(panel, "list")
    offered = {
        "medical advisor comment 3.9.26.pdf": scene.worded(6, "Seen with Wilhelmina Marsh in the surgery."),
        "Ref 2 interview.pdf": pdf(3),
        "letter.txt": b"only words",
    }
    for name, data in offered.items():
        (tmp_path / name).write_bytes(data)
    panel.offer([tmp_path / name for name in offered])
    qtbot.waitUntil(lambda: len(panel.intake.cards) == 2, timeout=WITHIN_MS)
    qtbot.wait(50)
    stage.show(panel, "intake")
    panel.correct(panel.table.model.rows[1])
    qtbot.wait(50)
    stage.show(panel, "correct")


def test_no_papers_yet(at: At, runner: TaskRunner, stage: Stage) -> None:
    desk = at("staffed")
    item = items.take_in(desk.office, new_item())
    panel = PapersPanel(desk.office, runner, item.id)
    stage.put(panel)
    stage.show(panel, "none")
