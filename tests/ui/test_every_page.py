"""Every page of the desk, with work on it and with none: named, in order, whole, in every look.

What each page does, its own tests try. Here the window goes everywhere it can go and is looked over there as a
person on a keyboard, with a screen reader or with large text meets it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtGui import QShortcut
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from fosterpanel.domain.central_list import PanelMember
from fosterpanel.domain.items import PanelItem
from fosterpanel.domain.meetings import Meeting
from fosterpanel.domain.papers import Paper
from fosterpanel.domain.register import FosterHome
from fosterpanel.ui.desk.first_run import FirstRun
from fosterpanel.ui.desk.places import Destination, Place
from fosterpanel.ui.desk.sign_in import SignInPage
from fosterpanel.ui.desk.unlock import UnlockPage
from fosterpanel.ui.desk.window import DeskWindow
from fosterpanel.ui.keys import Shortcuts
from fosterpanel.ui.look import theme
from fosterpanel.ui.look.tokens import Scheme
from fosterpanel.ui.pages.places import COUNTS, PAGES
from fosterpanel.ui.pages.settings.page import SettingsView
from fosterpanel.ui.parts.empty import Empty
from fosterpanel.ui.parts.lines import FilterLine
from fosterpanel.ui.parts.page import Page, SearchButton
from fosterpanel.ui.parts.sheet import Sheet
from fosterpanel.ui.tasks import TaskRunner
from tests.ui import homes_scene, walk
from tests.ui.patience import WITHIN_MS
from tests.workflow.builders import PEOPLE, At, Desk, founded
from tests.workflow.conftest import at as at
from tests.workflow.conftest import story as story

Walk = Callable[[Desk], dict[str, list[str]]]
OpenDesk = Callable[[Desk], DeskWindow]

PRESSED_MS = 120
"""For a tenth of a second Qt shows a button pressed by its shortcut, before it does what the button does."""
TURNS = 20
STEPS = 6
LIGHT, LARGE_DARK = (Scheme.LIGHT, 1.0), (Scheme.DARK, 2.0)
DARK, LARGE_LIGHT = (Scheme.DARK, 1.0), (Scheme.LIGHT, 2.0)


@pytest.fixture
def look(request: pytest.FixtureRequest, qapp: QApplication) -> Iterator[None]:
    """The look a test asks for."""
    theme.apply(qapp, *request.param)
    yield
    theme.apply(qapp, Scheme.LIGHT)


def in_looks(*looks: tuple[Scheme, float]) -> pytest.MarkDecorator:
    """Try in each of these."""
    named = [f"{scheme.name.lower()} at {scale:.0%}" for scheme, scale in looks]
    return pytest.mark.parametrize("look", looks, indirect=True, ids=named)


@dataclass(slots=True)
class Walker:
    """Goes to every page and notes what is wrong there, by page."""

    qtbot: QtBot
    window: DeskWindow

    def walk(self) -> dict[str, list[str]]:
        """What is wrong, by page."""
        found: dict[str, list[str]] = {}
        for destination in _everywhere(self.window):
            self.window.go(destination)
            self._settle()
            found[_words(destination)] = self._wrong()
            found[f"{_words(destination)}, something new"] = self._with_sheet()
        return found

    def _with_sheet(self) -> list[str]:
        """Press Ctrl+N, and look over the sheet that opens, if one does."""
        self.qtbot.keyClick(self.window, Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier)
        self.qtbot.wait(PRESSED_MS)
        self._settle()
        page = self.window.pages.current
        sheets = [sheet for sheet in page.findChildren(Sheet) if sheet.isVisibleTo(self.window)]
        wrong = self._wrong() if sheets else []
        for sheet in sheets:
            sheet.close_sheet()
        return wrong

    def _wrong(self) -> list[str]:
        """What is wrong once the page has come to rest, which takes a busy computer longer."""
        found: list[str] = []
        for _ in range(TURNS):
            found = [*_keyboard_left_out(self.window), *wrong_with(self.window)]
            if not found:
                break
            self.qtbot.wait(PRESSED_MS)
        return found

    def _settle(self) -> None:
        self.qtbot.waitUntil(lambda: not self.window.runner.is_busy, timeout=WITHIN_MS)
        self.qtbot.wait(60)


def _keyboard_left_out(window: DeskWindow) -> list[str]:
    """That the keyboard is not on the page somebody went to, or fell to its search."""
    page, focused = window.pages.current, QApplication.focusWidget()
    is_there = focused is not None and page.isAncestorOf(focused) and not isinstance(focused, SearchButton)
    elsewhere = [stop for stop in walk.tab_stops(page) if not isinstance(stop, SearchButton)]
    return [] if is_there or not elsewhere else ["the keyboard is not on the page"]


def wrong_with(window: QWidget) -> list[str]:
    """What somebody on a keyboard, with a screen reader or with poor sight would stumble over."""
    found = [f"no name: {each}" for each in walk.nameless_tab_stops(window)]
    found += [f"twice: {each}" for each in walk.duplicate_shortcuts(window)]
    pairs = zip(walk.focus_order(window), walk.read_order(window), strict=True)
    apart = next(((tab, eye) for tab, eye in pairs if tab != eye), None)
    if apart is not None:
        found.append(f"Tab comes to {apart[0]!r} where the eye comes to {apart[1]!r}")
    found += [f"cut off: {each}" for each in walk.cut_off(window)]
    return found + [f"overlaps: {each}" for each in walk.overlapping(window)]


def told(wrong: dict[str, list[str]]) -> str:
    """What is wrong, a line for each; nothing when all is well."""
    return "\n".join(f"{page}: {each}" for page, found in wrong.items() for each in found)


def _everywhere(window: DeskWindow) -> Iterator[Destination]:
    yield from (Destination(place) for place in window.places)
    with window.office.reading() as reading:
        for place, record_type in (
            (Place.ITEMS, PanelItem),
            (Place.MEETINGS, Meeting),
            (Place.HOMES, FosterHome),
            (Place.CENTRAL_LIST, PanelMember),
            (Place.DECISIONS, PanelItem),
        ):
            for record in reading.find(record_type)[:4]:
                yield Destination(place, record.id)
        yield from (Destination(Place.SETTINGS, part=view) for view in SettingsView)
        for meeting in reading.find(Meeting)[:1]:
            yield Destination(Place.MEETINGS, meeting.id, "agenda")
        for paper in reading.find(Paper)[:1]:
            yield Destination(Place.ITEMS, paper.item_id, f"paper:{paper.id}")


def _words(destination: Destination) -> str:
    return " ".join(filter(None, (destination.place.words, destination.subject_id, destination.part)))


@pytest.fixture
def opened(qtbot: QtBot) -> Iterator[OpenDesk]:
    """Open the window over a desk."""
    windows: list[DeskWindow] = []

    def show(desk: Desk) -> DeskWindow:
        window = DeskWindow(desk.office, PAGES, counts=COUNTS)
        windows.append(window)
        window.resize(1366, 768)
        with qtbot.waitActive(window, timeout=WITHIN_MS):
            window.show()
        return window

    yield show
    for window in windows:
        window.runner.stop()
        window.close()
        window.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


@pytest.fixture
def walked(opened: OpenDesk, qtbot: QtBot) -> Walk:
    """Open the window over a desk and walk it."""
    return lambda desk: Walker(qtbot, opened(desk)).walk()


@in_looks(LIGHT, LARGE_DARK)
@pytest.mark.usefixtures("look")
def test_nothing_is_nameless_out_of_order_or_cut_off_at_work(walked: Walk, at: At) -> None:
    desk = at("recommended")
    homes_scene.furnish(desk)
    assert told(walked(desk)) == ""


@in_looks(DARK, LARGE_LIGHT)
@pytest.mark.usefixtures("look")
def test_nothing_is_nameless_out_of_order_or_cut_off_in_a_new_service(walked: Walk, tmp_path: Path) -> None:
    with founded(tmp_path / "service.store") as desk:
        assert told(walked(desk)) == ""


def test_f5_and_ctrl_f_work_wherever_they_are_said_to(opened: OpenDesk, qtbot: QtBot, at: At) -> None:
    desk = at("recommended")
    homes_scene.furnish(desk)
    window = opened(desk)
    for place in window.places:
        window.go(Destination(place))
        qtbot.waitUntil(lambda: not window.runner.is_busy, timeout=WITHIN_MS)
        page = window.pages.current
        refreshed: list[Page] = []
        keys = [one for one in page.findChildren(QShortcut) if one.key() == Shortcuts.REFRESH.sequence()]
        assert [one.parent() for one in keys] == [page]
        keys[0].activated.connect(partial(refreshed.append, page))
        qtbot.keyClick(window, Qt.Key.Key_F5)
        qtbot.waitUntil(lambda refreshed=refreshed: bool(refreshed), timeout=WITHIN_MS)  # type: ignore[misc]
        lines = [one for one in page.findChildren(FilterLine) if one.isVisible()]
        qtbot.keyClick(window, Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
        assert all(line.hasFocus() for line in lines[:1]), place


def test_an_empty_list_shows_the_icon_of_its_place(opened: OpenDesk, qtbot: QtBot, tmp_path: Path) -> None:
    lists = (Place.ITEMS, Place.MEETINGS, Place.HOMES, Place.ACTIONS)
    with founded(tmp_path / "service.store") as desk:
        window = opened(desk)
        for place in lists:
            window.go(Destination(place))
            qtbot.waitUntil(lambda: not window.runner.is_busy, timeout=WITHIN_MS)
            shown = [one for one in window.pages.current.findChildren(Empty) if one.isVisible()]
            assert [one.icon for one in shown] == [place.icon]


@in_looks(LIGHT, DARK, LARGE_LIGHT, LARGE_DARK)
@pytest.mark.usefixtures("look")
def test_the_way_in_is_as_sound(qtbot: QtBot, runner: TaskRunner, tmp_path: Path, at: At) -> None:
    desk = at("recommended")
    set_up = FirstRun(desk.clock, runner)
    doors: dict[str, QWidget] = {
        "unlock, first": UnlockPage(None),
        "unlock": UnlockPage(tmp_path / "service.store"),
        "lock": UnlockPage(
            tmp_path / "service.store", service="Brackendale", why="Locked because you asked."
        ),
        "sign in": SignInPage("Brackendale", PEOPLE),
    }
    wrong = {name: _shown(qtbot, door) for name, door in doors.items()}
    for number in range(STEPS):
        set_up._go(number)
        wrong[f"step {number + 1}"] = _shown(qtbot, set_up)
    assert told(wrong) == ""


def _shown(qtbot: QtBot, door: QWidget) -> list[str]:
    if not door.isVisible():
        qtbot.addWidget(door)
        door.resize(1366, 768)
        with qtbot.waitActive(door, timeout=WITHIN_MS):
            door.show()
    QApplication.processEvents()
    return wrong_with(door)


def test_the_manual_lists_every_shortcut() -> None:
    manual = (Path(__file__).parents[2] / "docs" / "desk.md").read_text(encoding="utf-8")
    rows = [f"| {one.keys.replace('Return', 'Enter')} | {one.words} |" for one in Shortcuts]
    assert [row for row in rows if row not in manual] == []
