"""Today, actions and oversight: each does its work by keyboard, and says what the store holds."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from fosterpanel.domain.actions import Action
from fosterpanel.domain.issued import DocumentKind, IssuedDocument
from fosterpanel.domain.service import Person, Role
from fosterpanel.ui.pages.actions import ActionsPage
from fosterpanel.ui.pages.oversight import OversightPage
from fosterpanel.ui.pages.today import TodayPage
from fosterpanel.ui.parts.page import Page
from fosterpanel.ui.tasks import TaskRunner
from fosterpanel.workflow import actions, register
from fosterpanel.workflow.today import About, Harm, today
from tests.ui import walk
from tests.ui.conftest import InWindow
from tests.workflow.builders import GRANDMOTHER, At, Desk
from tests.workflow.conftest import at as at
from tests.workflow.conftest import story as story

WITHIN_MS = 5000
Settle = Callable[[Page], None]


@pytest.fixture
def settled(qtbot: QtBot, runner: TaskRunner) -> Settle:
    """Refresh a page and wait until it has read what it shows."""

    def wait(page: Page) -> None:
        page.refresh()
        qtbot.waitUntil(lambda: not runner.is_busy, timeout=WITHIN_MS)

    return wait


def lapsing(desk: Desk) -> None:
    """A temporary approval that ends in 12 days."""
    approved_on = desk.clock.today() - timedelta(days=16 * 7 - 12)
    register.approve_temporarily(desk.office, GRANDMOTHER.id, children=("K.D.",), approved_on=approved_on)


class TestToday:
    def test_what_cannot_wait_comes_first(self, at: At) -> None:
        desk = at("recommended")
        lapsing(desk)
        actions.agree_action(
            desk.office,
            desk.item.id,
            what="Write",
            owner="R. Ansah",
            due_on=desk.clock.today() + timedelta(days=5),
        )
        lines = today(desk.office)
        assert "ends in 12 days" in lines[0].title
        assert lines[0].harm is Harm.NOW
        order = [list(Harm).index(line.harm) for line in lines]
        assert order == sorted(order)

    def test_each_role_sees_its_own_work(self, at: At) -> None:
        desk = at("with decision maker")
        chair = desk.of("person-chair")
        assert {line.about for line in today(chair)} <= {About.MEETING, About.MINUTES, About.ACTIONS}
        decider = replace(desk.office, person=Person(id="adm", name="D", roles=(Role.DECISION_MAKER,)))
        assert any(line.about is About.DECISION for line in today(decider))

    def test_enter_goes_to_where_the_work_is(
        self, at: At, runner: TaskRunner, in_window: InWindow, qtbot: QtBot, settled: Settle
    ) -> None:
        desk = at("recommended")
        lapsing(desk)
        page = TodayPage(desk.office, runner)
        in_window(page)
        settled(page)
        page.table.view.setFocus()
        page.table.view.go_to(0)
        with qtbot.waitSignal(page.asked) as asked:
            qtbot.keyClick(page.table.view, Qt.Key.Key_Return)
        assert asked.args[0].subject_id == GRANDMOTHER.id


class TestActions:
    def test_an_action_is_done_by_keyboard(
        self, at: At, runner: TaskRunner, in_window: InWindow, qtbot: QtBot, settled: Settle
    ) -> None:
        desk = at("recommended")
        agreed = actions.agree_action(
            desk.office, desk.item.id, what="Read the file", owner="A. Bello", due_on=desk.clock.today()
        )
        desk.clock.move(timedelta(days=3))
        page = ActionsPage(desk.office, runner)
        in_window(page)
        settled(page)
        assert page.table.model.shown[0].standing == "3 days late"
        page.table.view.go_to(0)
        qtbot.keyClick(page.done, Qt.Key.Key_Return)
        qtbot.waitUntil(lambda: desk.get(Action, agreed.id).done_on == desk.clock.today(), timeout=WITHIN_MS)
        qtbot.waitUntil(lambda: not runner.is_busy, timeout=WITHIN_MS)
        assert not page.done.isEnabled()


class TestOversight:
    def test_the_page_to_print_is_made_and_kept(
        self, at: At, runner: TaskRunner, in_window: InWindow, qtbot: QtBot, settled: Settle
    ) -> None:
        desk = at("recommended")
        page = OversightPage(desk.office, runner)
        in_window(page)
        settled(page)
        make = next(
            one for one in page.findChildren(QPushButton) if one.accessibleName() == "Make the page to print"
        )
        qtbot.keyClick(make, Qt.Key.Key_Return)
        qtbot.waitUntil(lambda: not runner.is_busy, timeout=20_000)
        assert desk.the(IssuedDocument, kind=DocumentKind.OVERSIGHT).signed_by == ""
        assert "Made and kept" in page.notice.sentence


@pytest.mark.parametrize("make", [TodayPage, ActionsPage, OversightPage])
def test_every_tab_stop_has_a_name_and_no_words_are_cut_off(
    make: type[Page], at: At, runner: TaskRunner, in_window: InWindow, settled: Settle
) -> None:
    desk = at("recommended")
    lapsing(desk)
    page = make(desk.office, runner)  # type: ignore[arg-type]
    window = in_window(page)
    window.resize(1154, 768)
    settled(page)
    assert walk.nameless_tab_stops(page) == []
    assert walk.duplicate_shortcuts(page) == []
    assert walk.focus_order(page) == walk.read_order(page)
    assert walk.overlapping(page) == []
