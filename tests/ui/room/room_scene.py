"""A panel of six items, and the meeting room over it, driven by keyboard and by object name."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import date, time, timedelta
from typing import TypeVar

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from fosterpanel.domain.items import PanelItem
from fosterpanel.domain.minutes import Minutes
from fosterpanel.domain.terms import TermsOfApproval
from fosterpanel.ui.keys import Shortcuts
from fosterpanel.ui.parts.fields import ChoiceField, Field, OneOfField
from fosterpanel.ui.room.window import RoomWindow
from fosterpanel.ui.tasks import TaskRunner
from fosterpanel.workflow.agendas import running_order
from fosterpanel.workflow.business import items
from fosterpanel.workflow.panels import meetings
from fosterpanel.workflow.paperwork import lines_to_explore, papers
from fosterpanel.workflow.paperwork.papers import NewPaper
from tests.ui.patience import WITHIN_MS
from tests.workflow.builders import MEETING, PANEL, PANEL_DAY, WIDER_TERMS, At, Desk, issue, meeting, new_item
from tests.workflow.worded_papers import worded_pdf

SEEN_PRESSED_MS = 130
NEXT_PANEL = date(2027, 1, 8)
WidgetT = TypeVar("WidgetT", bound=QWidget)

BUSINESS: tuple[tuple[str, str, str, TermsOfApproval | None], ...] = (
    ("APP", "home-hollowell", "Approval for two children, short-term.", None),
    ("REV1", "home-marsh", "First review: approval to continue.", None),
    ("CHG", "home-marsh", "One child more.", WIDER_TERMS),
    ("APP-CP", "home-oakes", "Approval for one named child.", None),
    ("REVn", "home-marsh", "Review after the training asked for.", None),
    ("HHC", "home-marsh", "A partner has moved in.", None),
)
"""The six items: their kind, their home, what is proposed, and on which terms."""


def panel_of_six(desk: Desk) -> tuple[PanelItem, ...]:
    """List five items beside the story's own, with papers and a line to explore, and issue the agenda."""
    meetings.plan_meeting(desk.office, replace(meeting("meeting-january", NEXT_PANEL), starts_at=time(10, 0)))
    for code, home, proposal, terms in BUSINESS[1:]:
        new = new_item(code, home, proposal=proposal, presented_by=("A. Bello",), proposed_terms=terms)
        running_order.put_item(desk.office, MEETING, items.take_in(desk.office, new).id)
    listed = desk.find(PanelItem, meeting_id=MEETING)
    for number, item in enumerate(listed, start=1):
        report = worded_pdf(*(f"Item {number}, page {page} of the report." for page in range(1, 13)))
        file = NewPaper(kind="assessment-report", title="Report", data=report, received_on=date(2026, 11, 20))
        papers.file_paper(desk.office, item.id, file)
    issue(desk)
    return listed


@dataclass(slots=True)
class Count:
    """How often a key combination or a press was used, and how many letters were typed."""

    actions: int = 0
    letters: int = 0


@dataclass(slots=True)
class RoomScene:
    """The room on screen, the desk whose store it shows, and hands to work it with."""

    desk: Desk
    room: RoomWindow
    qtbot: QtBot
    items: tuple[PanelItem, ...]
    count: Count = field(default_factory=Count)
    waited: float = 0.0
    is_over: bool = False

    def settle(self) -> None:
        """Wait until everything asked for has been read, written and shown."""
        QApplication.processEvents()
        self.qtbot.waitUntil(lambda: not self.room.runner.is_busy, timeout=WITHIN_MS)
        QApplication.processEvents()

    def find(self, kind: type[WidgetT], name: str) -> WidgetT:
        """The widget of that object name that is in sight."""
        QApplication.processEvents()
        found = [one for one in self.room.findChildren(kind, name) if one.isVisible()]
        assert len(found) == 1, f"{len(found)} in sight are called {name}"
        return found[0]

    def keys(self, shortcut: Shortcuts) -> None:
        """Press the keys of a shortcut, whatever has the keyboard."""
        combination = shortcut.sequence()[0]
        self.count.actions += 1
        QTest.keyClick(self.focused, combination.key(), combination.keyboardModifiers())
        # A button that is pressed by its keys is seen to go down before it acts.
        self.qtbot.wait(SEEN_PRESSED_MS)
        self.waited += SEEN_PRESSED_MS / 1000
        self.settle()

    def key(self, key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        """Press a key where the keyboard is."""
        self.count.actions += 1
        QTest.keyClick(self.focused, key, modifier)
        self.settle()

    def press(self, name: str) -> None:
        """Press a button or a row by keyboard, having gone to it."""
        widget = self.go_to(name)
        self.count.actions += 1
        QTest.keyClick(widget, Qt.Key.Key_Return)
        self.settle()

    def go_to(self, name: str) -> QWidget:
        """Give the keyboard to something in sight."""
        widget = self.find(QWidget, name)
        self.room.activateWindow()
        widget.setFocus(Qt.FocusReason.TabFocusReason)
        self.qtbot.waitUntil(lambda: _has(widget), timeout=WITHIN_MS)
        return widget

    def type(self, words: str) -> None:
        """Type where the keyboard is."""
        self.count.letters += len(words)
        for letter in words:
            # The first figure typed on a page takes the keyboard to the page line.
            QTest.keyClicks(self.focused, letter)

    def write(self, name: str, words: str) -> None:
        """Go to a field and type into it."""
        self.go_to(name)
        self.count.actions += 1
        self.type(words)

    def choose(self, name: str, words: str) -> None:
        """Choose in a field by the words of the choice."""
        choice = next(one for one in self.room.findChildren(Field) if one.name == name and one.isVisible())
        self.count.actions += 1
        if isinstance(choice, OneOfField):
            button = next(one for one in choice.findChildren(QWidget) if getattr(one, "text", str)() == words)
            button.setFocus(Qt.FocusReason.TabFocusReason)
            QTest.keyClick(button, Qt.Key.Key_Space)
        elif isinstance(choice, ChoiceField):
            choice.combo.setFocus(Qt.FocusReason.TabFocusReason)
            if choice.text() != words:
                QTest.keyClick(choice.combo, Qt.Key.Key_Home)
            for _ in range(choice.combo.count()):
                if choice.text() != words:
                    QTest.keyClick(choice.combo, Qt.Key.Key_Down)
        self.settle()
        assert choice.text() == words, f"{name} says {choice.text()}, not {words}"

    def end(self, _: QWidget | None = None) -> None:
        """Go home; once is enough."""
        if self.is_over:
            return
        self.is_over = True
        self.settle()
        self.room.leave()
        self.room.papers.close_pages()
        self.room.runner.stop()

    @property
    def focused(self) -> QWidget:
        return QApplication.focusWidget() or self.room

    @property
    def said(self) -> str:
        """What the notice says."""
        return self.room.notice.sentence

    @property
    def quorum(self) -> str:
        return self.room.head.quorum.text()

    def minutes(self, item: PanelItem) -> Minutes:
        return self.desk.the(Minutes, item_id=item.id)

    def wait(self, minutes: int) -> None:
        """Let some minutes pass on the clock."""
        self.desk.clock.move(timedelta(minutes=minutes))


def settled(room: RoomWindow) -> None:
    """Wait, where there is no robot, until everything asked for has been read and shown."""
    while room.runner.is_busy:
        QTest.qWait(10)


def _has(widget: QWidget) -> bool:
    focused = QApplication.focusWidget()
    return focused is not None and (focused is widget or widget.isAncestorOf(focused))


OpenedRoom = Callable[..., RoomScene]


@pytest.fixture
def opened_room(at: At, qtbot: QtBot) -> OpenedRoom:
    """The room of a panel of six on its day, with somebody at the desk, before or after it was opened."""

    def show(
        *,
        person: str = "person-chair",
        is_open: bool = False,
        prepare: Callable[[Desk], object] | None = None,
    ) -> RoomScene:
        desk = at("listed")
        six = panel_of_six(desk)
        lines_to_explore.send_line(desk.of("person-carer"), six[0].id, "How was the introduction?")
        desk.move_to(PANEL_DAY, 10)
        if is_open:
            meetings.open_meeting(desk.of("person-chair"), MEETING)
            meetings.let_in(desk.of("person-chair"), MEETING, PANEL)
        if prepare is not None:
            prepare(desk)
        return shown(desk, desk.of(person), qtbot, six)

    return show


def shown(desk: Desk, office: object, qtbot: QtBot, six: tuple[PanelItem, ...]) -> RoomScene:
    """The room on screen at 1366×768."""
    room = RoomWindow(office, TaskRunner(), MEETING)  # type: ignore[arg-type]
    scene = RoomScene(desk, room, qtbot, six)
    qtbot.addWidget(room, before_close_func=scene.end)
    room.runner.refused.connect(room.notice.say)
    room.resize(1366, 768)
    with qtbot.waitActive(room, timeout=WITHIN_MS):
        room.show()
    room.come_in()
    scene.settle()
    return scene
