"""The decision maker's desk in the program's window, over a store at any step of the panel day, driven by keyboard."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Protocol

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from fosterpanel.domain.decisions import AgencyDecision, DecisionState
from fosterpanel.domain.service import Role
from fosterpanel.ui.desk.places import Destination, Place
from fosterpanel.ui.desk.window import DeskWindow
from fosterpanel.ui.pages.decisions.page import DecisionsPage
from fosterpanel.ui.pages.decisions.record.view import RecordView
from fosterpanel.ui.pages.items.page import ItemsPage
from fosterpanel.ui.parts.naming import slug
from tests.ui.by_keyboard import Keyboard
from tests.ui.patience import WITHIN_MS
from tests.workflow.builders import At, Desk

DECIDER = "person-decider"
ADMINISTRATOR = "person-administrator"


class Scene:
    """Somebody at the keyboard of the desk, and the store it shows."""

    def __init__(self, desk: Desk, qtbot: QtBot) -> None:
        self.desk, self.qtbot = desk, qtbot
        self.window: DeskWindow | None = None

    def sit_down(self, person_id: str = DECIDER, item_id: str = "") -> None:
        """Have somebody at the desk, with an item open, by default the one the story is about."""
        self.leave()
        office = self.desk.of(person_id)
        # Whoever has several roles sits down as the one that goes to the desk.
        roles = sorted(office.person.roles, key=lambda role: role is not Role.DECISION_MAKER)
        office = office.acting_as(replace(office.person, roles=tuple(roles)))
        self.window = DeskWindow(office, {Place.DECISIONS: DecisionsPage, Place.ITEMS: ItemsPage})
        self.window.resize(1366, 768)
        with self.qtbot.waitActive(self.window, timeout=WITHIN_MS):
            self.window.show()
        self.open(item_id or self.desk.item.id)

    def leave(self) -> None:
        """Put the window away."""
        if self.window is not None:
            self.settle()
            self.window.runner.stop()
            self.window.close()
            self.window.deleteLater()
            self.window = None

    def open(self, item_id: str = "") -> None:
        """Go to an item on the desk, or to its lists."""
        assert self.window is not None
        self.window.go(Destination(Place.DECISIONS, item_id))
        self.settle()

    @property
    def page(self) -> DecisionsPage:
        assert self.window is not None
        page = self.window.pages.current
        assert isinstance(page, DecisionsPage)
        return page

    @property
    def keys(self) -> Keyboard:
        return Keyboard(self.qtbot, self.page, self.page.runner)

    @property
    def view(self) -> RecordView:
        assert self.page.record.view is not None
        return self.page.record.view

    @property
    def said(self) -> str:
        """What the page says of the last act."""
        return self.page.notice.sentence

    def settle(self) -> None:
        assert self.window is not None
        self.qtbot.waitUntil(lambda: not self.window.runner.is_busy, timeout=WITHIN_MS)

    def tick(self, *names: str) -> None:
        """Tick boxes with Space."""
        for name in names:
            box = self.keys.find(name)
            box.setFocus()
            QTest.keyClick(box, Qt.Key.Key_Space)

    def go_on(self) -> None:
        """Open the next part of the record with Ctrl+Enter."""
        before = self.view.part
        QTest.keyClick(self.view, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
        self.qtbot.waitUntil(lambda: self.view.part is not before, timeout=WITHIN_MS)

    def focused(self) -> QWidget | None:
        assert self.window is not None
        return self.window.focusWidget()

    def fill(
        self, decision: str = "Approves", *, departure: str = "", weighing: str = "", child: str = ""
    ) -> None:
        """Fill a whole record part by part, from the first, and stop before the signature."""
        keys = self.keys
        self.tick(*[f"read_{number}" for number in range(1, len(self.view.open_record.record.material) + 1)])
        self.go_on()
        keys.type("arguments_for", "A settled home.")
        keys.type("arguments_against", "Little time alone.")
        self.go_on()
        self._fill_process()
        self.go_on()
        keys.press("there_was_none")
        self.go_on()
        if self.view.file.recommendation is not None:
            self._fill_reasons(weighing)
            self.go_on()
        keys.type("own_reasons", "The report shows it.")
        self.go_on()
        keys.press(f"decision_{slug(decision)}")
        if departure:
            keys.type("departure_reasons", departure)
        self.go_on()
        if child:
            keys.type("childs_needs", child)
            self.go_on()
        self.tick("is_not_panel_member", "is_not_delegated", "has_no_conflict")

    def sign(self) -> None:
        """Press the button that signs."""
        self.keys.press("sign_the_decision")
        self.settle()

    def decide(self, decision: str, **reasons: str) -> AgencyDecision:
        """Begin the record of the item that is open, fill it, sign it, and give what was signed."""
        self.keys.press("begin_the_record")
        self.fill(decision, **reasons)
        self.sign()
        assert self.said.startswith("Signed"), self.said
        return self.desk.find(AgencyDecision, item_id=self.page.subject_id, state=DecisionState.SIGNED)[-1]

    def tell(self) -> None:
        """Record the call, as it was made just now."""
        self.keys.press("step_tell")
        self.keys.press("record_that_they_were_told")

    def write_letter(self) -> None:
        """Write the letter as it is offered."""
        self.keys.press("step_write")
        self.keys.press("write_the_letter", inside=self.page.sheet)

    def send_letter(self, proof: str = "RX 1234") -> None:
        """Record that the letter was sent, signed for."""
        self.keys.press("step_send")
        self.keys.press("method_signed_for")
        self.keys.type("proof", proof)
        if self.keys.has("why_unchecked"):
            self.keys.type("why_unchecked", "Nobody else was at hand.")
        self.keys.press("record_that_it_left")

    def _fill_process(self) -> None:
        if self.view.file.recommendation is None:
            self.keys.type("quality_assurance", "Read by the practice lead on 1 December.")
            return
        for question in ("is_agreed", "is_quorate", "were_heard"):
            self.keys.press(f"{question}_yes")

    def _fill_reasons(self, weighing: str) -> None:
        recommendation = self.view.file.recommendation
        assert recommendation is not None
        for number in range(1, len(recommendation.reasons) + 1):
            self.keys.press(f"adopt_{number}_adopt")
            self.keys.type(f"why_{number}", "It fits the report.")
        if weighing:
            self.keys.type("weighing", weighing)


class Opened(Protocol):
    """Opens the desk as it stands after a step, for somebody."""

    def __call__(self, step: str, person_id: str = DECIDER) -> Scene: ...


@pytest.fixture
def opened(at: At, qtbot: QtBot) -> Iterator[Opened]:
    """The decision maker at the desk, with the item of the story open as it stands after a step."""
    scenes: list[Scene] = []

    def show(step: str, person_id: str = DECIDER) -> Scene:
        scenes.append(Scene(at(step), qtbot))
        scenes[-1].sit_down(person_id)
        return scenes[-1]

    yield show
    for scene in scenes:
        scene.leave()
