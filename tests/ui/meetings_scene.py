"""A desk at its meetings: the window over a real store, and a year of meetings with a panel, replies and an agenda."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from typing import TypeVar

import pytest
from PySide6.QtCore import QSize, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QDialog, QWidget
from pytestqt.qtbot import QtBot

from fosterpanel.domain.agenda import AgendaEntry, EntryKind
from fosterpanel.domain.invitations import Invitation, Reply
from fosterpanel.ui.desk.places import Destination, Place
from fosterpanel.ui.desk.window import DeskWindow
from fosterpanel.ui.keys import Shortcuts
from fosterpanel.ui.look import theme
from fosterpanel.ui.look.tokens import Scheme
from fosterpanel.ui.pages.meetings.page import MeetingsPage
from fosterpanel.ui.parts.fields import Field
from fosterpanel.ui.parts.sheet import Sheet
from fosterpanel.workflow.agendas import running_order
from fosterpanel.workflow.business import items
from fosterpanel.workflow.panels import invitations
from tests.ui import walk
from tests.ui.patience import WITHIN_MS
from tests.workflow.builders import MEETING, PANEL, At, Desk, new_item

SMALL_SCREEN = QSize(1366, 768)
WidgetT = TypeVar("WidgetT", bound=QWidget)


@dataclass(frozen=True, slots=True)
class Scene:
    """The window on screen, the desk whose store it shows, and hands to work it with."""

    desk: Desk
    window: DeskWindow
    qtbot: QtBot

    @property
    def page(self) -> MeetingsPage:
        page = self.window.pages.current
        assert isinstance(page, MeetingsPage)
        return page

    def go(self, part: str = "", meeting_id: str = MEETING) -> None:
        self.window.go(Destination(Place.MEETINGS, meeting_id, part))
        self.settle()

    def settle(self) -> None:
        """Wait until everything asked for has been read and shown."""
        self.qtbot.waitUntil(lambda: not self.window.runner.is_busy, timeout=WITHIN_MS)

    def until(self, condition: Callable[[], bool]) -> None:
        """Wait until something holds; what is put into a page is shown with a later turn of the event loop."""
        self.qtbot.waitUntil(condition, timeout=WITHIN_MS)

    def find(self, kind: type[WidgetT], name: str) -> WidgetT:
        """The widget of that object name that is in sight."""
        # A widget put into a page in sight is shown with the next turn of the event loop.
        QApplication.processEvents()
        found = [one for one in self.window.findChildren(kind, name) if one.isVisible()]
        assert len(found) == 1, f"{len(found)} in sight are called {name}"
        return found[0]

    def has(self, name: str) -> bool:
        """Whether a widget of that object name is in sight."""
        QApplication.processEvents()
        return any(one.isVisible() for one in self.window.findChildren(QWidget, name))

    def press_in_sheet(self, name: str) -> None:
        """Press a button of the sheet that is open, by keyboard."""
        button = self.sheet().findChild(QWidget, name)
        assert button is not None
        button.setFocus()
        QTest.keyClick(button, Qt.Key.Key_Return)
        self.settle()

    def focus(self, name: str) -> QWidget:
        widget = self.find(QWidget, name)
        self.window.activateWindow()
        widget.setFocus(Qt.FocusReason.TabFocusReason)
        self.qtbot.waitUntil(widget.hasFocus, timeout=WITHIN_MS)
        return widget

    def press(self, name: str) -> None:
        """Press a button by keyboard."""
        QTest.keyClick(self.focus(name), Qt.Key.Key_Return)
        self.settle()

    def type(self, name: str, words: str) -> None:
        """Type over what stands in a field, and leave it."""
        field = self.focus(name)
        QTest.keyClick(field, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
        QTest.keyClick(field, Qt.Key.Key_Delete)
        QTest.keyClicks(field, words)
        self.leave(field)

    def leave(self, field: QWidget) -> None:
        """Tab on until the keyboard is out of the whole field, its calendar button included."""
        whole: QWidget | None = field
        while not isinstance(whole, Field):
            assert whole is not None
            whole = whole.parentWidget()
        focused: QWidget | None = field
        while focused is not None and whole.isAncestorOf(focused):
            QTest.keyClick(focused, Qt.Key.Key_Tab)
            focused = QApplication.focusWidget()
        self.settle()

    def key(
        self, widget: QWidget, key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier
    ) -> None:
        QTest.keyClick(widget, key, modifier)
        self.settle()

    def shortcut(self, shortcut: Shortcuts) -> None:
        """Press the keys of a shortcut, whatever has the keyboard."""
        combination = shortcut.sequence()[0]
        # Buttons just put into the head are shown with the next turn of the event loop.
        QApplication.processEvents()
        QTest.keyClick(self.page, combination.key(), combination.keyboardModifiers())
        # A button that is pressed by its keys is seen to go down, and acts when it comes up.
        self.until(lambda: self._is_beside_a_dialog() or not self._is_pressing())
        self.settle()

    def _is_pressing(self) -> bool:
        return any(one.isDown() for one in self.window.findChildren(QAbstractButton))

    def _is_beside_a_dialog(self) -> bool:
        """Whether a question of the system lies over the window: the button that asked it stays down meanwhile."""
        return any(one.isVisible() for one in self.window.findChildren(QDialog))

    def sheet(self) -> Sheet:
        """The sheet that is open."""
        QApplication.processEvents()
        (sheet,) = [one for one in self.window.findChildren(Sheet) if one.isVisible()]
        return sheet

    def walk(self) -> None:
        """The page can be walked and read in a window of 1366×768: nothing nameless, cut off or overlapping."""
        self.qtbot.waitUntil(self._has_settled, timeout=WITHIN_MS)
        assert walk.nameless_tab_stops(self.page) == []
        assert walk.duplicate_shortcuts(self.window) == []

    def _has_settled(self) -> None:
        """Words that wrap are laid out in several turns of the event loop, and may need more room in between."""
        if self.window.size() != SMALL_SCREEN:
            self.window.resize(SMALL_SCREEN)
        assert self.window.size() == SMALL_SCREEN, self.window.size()
        found = [*walk.cut_off(self.page), *walk.overlapping(self.page)]
        assert found == [], found

    def said(self) -> str:
        """What the page's notice says."""
        return self.page.notice.sentence


Opened = Callable[[str], Scene]


@pytest.fixture
def opened(at: At, qtbot: QtBot) -> Iterator[Opened]:
    """The desk's window at its meetings, over the store as it stands after a step."""
    windows: list[DeskWindow] = []

    def show(step: str) -> Scene:
        desk = at(step)
        window = DeskWindow(desk.office, {Place.MEETINGS: MeetingsPage})
        windows.append(window)
        qtbot.addWidget(window)
        window.resize(1366, 768)
        with qtbot.waitActive(window, timeout=WITHIN_MS):
            window.show()
        scene = Scene(desk, window, qtbot)
        scene.settle()
        return scene

    yield show
    for window in windows:
        window.runner.stop()


@pytest.fixture(params=["light", "dark", "light-200", "dark-200"])
def look(request: pytest.FixtureRequest, qapp: QApplication) -> str:
    """Each scheme at 100 % and at 200 % text."""
    scheme, _, size = request.param.partition("-")
    theme.apply(qapp, Scheme(scheme), 2.0 if size else 1.0)
    return str(request.param)


def with_agenda(desk: Desk) -> tuple[str, str]:
    """Three items listed with a break and a late slot, two that wait, and replies; the ids of those that wait."""
    office = desk.office
    made = [
        items.take_in(office, new_item(code, home, received_on=day))
        for code, home, day in (
            ("REV1", "home-marsh", date(2026, 11, 3)),
            ("APP-CP", "home-oakes", date(2026, 8, 3)),
            ("REV1", "home-marsh", date(2026, 10, 1)),
            ("APP", "home-oakes", date(2026, 9, 14)),
        )
    ]
    for item in made[:2]:
        running_order.put_item(office, MEETING, item.id)
    opening, first, second, third, close = running_order.running_order(office, MEETING).entries
    running_order.arrange(
        office,
        MEETING,
        (
            opening,
            replace(first, attending=("A. Bello", "applicants"), minutes=45),
            replace(second, attending=("K. Lund", "carers"), minutes=35),
            AgendaEntry(kind=EntryKind.BREAK, title="Break", minutes=15),
            third,
            AgendaEntry(
                kind=EntryKind.LATE,
                title="Late item",
                minutes=30,
                note="Kept free for one urgent item until 27 November",
            ),
            close,
        ),
    )
    invitations.invite(office, MEETING)
    for member, reply in zip(
        PANEL[:5], (Reply.COMING, Reply.REMOTE, Reply.COMING, Reply.COMING, Reply.AWAY), strict=True
    ):
        invitation = desk.the(Invitation, meeting_id=MEETING, member_id=member)
        invitations.record_reply(office, invitation.id, reply)
    return made[2].id, made[3].id
