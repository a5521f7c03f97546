"""Putting signed minutes right from the item's page, by keyboard."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest
from pytestqt.qtbot import QtBot

from fosterpanel.domain.minutes import Minutes, MinutesState
from fosterpanel.domain.wrong_family import NameAnswer
from fosterpanel.ui.pages.items.page import ItemsPage
from fosterpanel.ui.tasks import TaskRunner
from fosterpanel.workflow.business import items
from fosterpanel.workflow.minuting import addenda
from tests.ui.by_keyboard import Keyboard
from tests.ui.conftest import InWindow
from tests.workflow.builders import At, Desk, new_item
from tests.workflow.conftest import at as at
from tests.workflow.conftest import story as story

WORDS = "Under 8, question 2: the answer was Kemal's."
OnItsPage = Callable[[Desk], Keyboard]


@pytest.fixture
def on_its_page(runner: TaskRunner, in_window: InWindow, qtbot: QtBot) -> OnItsPage:
    """The item's page with the chair at the desk."""

    def show(desk: Desk) -> Keyboard:
        page = ItemsPage(desk.of("person-chair"), runner)
        in_window(page)
        page.refresh()
        page.open_subject(desk.item.id)
        keyboard = Keyboard(qtbot, page, runner)
        keyboard.wait()
        return keyboard

    return show


def addendum(desk: Desk) -> Minutes:
    (found,) = [one for one in desk.find(Minutes, item_id=desk.item.id) if one.is_addendum]
    return found


def said(keyboard: Keyboard) -> str:
    assert isinstance(keyboard.page, ItemsPage)
    return keyboard.page.notice.sentence


def test_one_written_after_the_decision_says_so_before_and_after_it_is_signed(
    at: At, on_its_page: OnItsPage
) -> None:
    desk = at("approved")
    desk.clock.move(timedelta(days=1))
    keyboard = on_its_page(desk)
    keyboard.press("put_right_by_an_addendum")
    keyboard.type("addendum_words", WORDS)
    assert isinstance(keyboard.page, ItemsPage)
    sheet = keyboard.page.sheet
    assert sheet is not None
    assert "the decision of Tuesday 8 December 2026 was made without it" in sheet.follows
    keyboard.main_act("addendum_words")
    assert (addendum(desk).state, addendum(desk).contents.addendum) == (MinutesState.SIGNED, WORDS)
    assert said(keyboard).endswith("was signed after the decision of 8 December 2026.")


def test_what_somebody_else_wrote_waits_for_who_presided(at: At, on_its_page: OnItsPage) -> None:
    desk = at("with decision maker")
    addenda.open_addendum(desk.office, desk.item.id, WORDS)
    keyboard = on_its_page(desk)
    keyboard.press("put_right_by_an_addendum")
    keyboard.press("agree_and_sign_it")
    assert (addendum(desk).state, addendum(desk).contents.addendum) == (MinutesState.SIGNED, WORDS)


def test_it_is_kept_while_somebody_says_why_it_names_another_family(at: At, on_its_page: OnItsPage) -> None:
    desk = at("with decision maker")
    items.take_in(desk.office, new_item("APP-CP", "home-oakes"))
    keyboard = on_its_page(desk)
    keyboard.press("put_right_by_an_addendum")
    keyboard.type("addendum_words", "Philippa Oakes is their referee.")
    keyboard.press("agree_and_sign_it")
    assert addendum(desk).state is MinutesState.AGREED
    keyboard.type("why_0", "She is their referee.")
    keyboard.press("keep_these_answers_and_go_on")
    assert addendum(desk).state is MinutesState.SIGNED
    assert desk.the(NameAnswer).answer == "She is their referee."


def test_minutes_that_are_not_signed_have_none(at: At, on_its_page: OnItsPage) -> None:
    assert not on_its_page(at("recommended")).has("put_right_by_an_addendum")
