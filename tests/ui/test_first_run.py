"""The first run by keyboard: back and forth, nothing written before the end, and then a desk."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from fosterpanel.clock import StillClock
from fosterpanel.db.store import Store
from fosterpanel.domain.rulebook import Nation
from fosterpanel.domain.service import FosteringService, Person, Role, SigningIdentity
from fosterpanel.paths import data_folder
from fosterpanel.ui.desk.first_run import FirstRun
from fosterpanel.ui.desk.frame import Frame
from fosterpanel.ui.desk.memory import WindowMemory
from fosterpanel.ui.desk.unlock import UnlockPage
from fosterpanel.ui.parts.fields import ChoiceField
from tests.ui import walk
from tests.ui.conftest import Shot
from tests.ui.framing import COUNTS, PAGES
from tests.ui.patience import WITHIN_MS
from tests.workflow.builders import BEGIN

NEW = "a lamp under the stairs"


@pytest.fixture
def frame(tmp_path: Path, qtbot: QtBot) -> Iterator[Frame]:
    """The window on a computer that knows no store yet, at the first step of the set-up."""
    frame = Frame(WindowMemory.recall(tmp_path / "memory"), StillClock(BEGIN), PAGES, COUNTS)
    frame.resize(1366, 768)
    with qtbot.waitActive(frame, timeout=WITHIN_MS):
        frame.show()
    press(qtbot, frame, Qt.Key.Key_Return)
    yield frame
    frame.close()
    frame.deleteLater()


def wizard(frame: Frame) -> FirstRun:
    page = frame.shown
    assert isinstance(page, FirstRun)
    return page


def focused(frame: Frame) -> QWidget:
    return QApplication.focusWidget() or frame


def type_in(qtbot: QtBot, frame: Frame, words: str) -> None:
    qtbot.keyClicks(focused(frame), words)


def press(
    qtbot: QtBot, frame: Frame, key: Qt.Key, modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier
) -> None:
    qtbot.keyClick(focused(frame), key, modifiers)


def go_on(qtbot: QtBot, frame: Frame) -> None:
    press(qtbot, frame, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)


def choose(qtbot: QtBot, field: ChoiceField[object], words: str) -> None:
    """Choose in a list by typing the beginning of its words."""
    field.combo.setFocus()
    qtbot.keyClicks(field.combo, words)
    field.combo.activated.emit(field.combo.currentIndex())


def test_from_nothing_to_a_desk_by_keyboard(frame: Frame, qtbot: QtBot, shot: Shot, tmp_path: Path) -> None:
    steps = wizard(frame)
    place = tmp_path / "kept" / "brackendale.store"
    type_in(qtbot, frame, "Brackendale Fostering Service")
    council = steps.service.kind.findChild(QWidget, "service_kind_council")
    qtbot.keyClick(council, Qt.Key.Key_Space)
    choose(qtbot, steps.service.nation, "Wal")
    assert steps.service.nation.value() is Nation.WALES
    shot(frame, "first-run-service")
    go_on(qtbot, frame)

    type_in(qtbot, frame, "Brackendale House")
    press(qtbot, frame, Qt.Key.Key_Return)
    type_in(qtbot, frame, "Mill Lane")
    press(qtbot, frame, Qt.Key.Key_Tab)
    type_in(qtbot, frame, "01632 960 418")
    go_on(qtbot, frame)

    type_in(qtbot, frame, "Ida Thwaite")
    steps.people.name.focus()
    type_in(qtbot, frame, "Margaret Ollerenshaw")
    choose(qtbot, steps.people.role, "Chair")
    qtbot.keyClick(steps.people.add, Qt.Key.Key_Return)
    assert focused(frame) is steps.people.name.line
    shot(frame, "first-run-people")
    go_on(qtbot, frame)

    type_in(qtbot, frame, NEW)
    assert steps.store.passphrase.strength_sentence == "Strong."
    press(qtbot, frame, Qt.Key.Key_Tab)
    press(qtbot, frame, Qt.Key.Key_Tab)
    type_in(qtbot, frame, NEW)
    assert steps.store.path == data_folder() / "brackendale_fostering_service.store"
    steps.store.place.focus()
    steps.store.place.line.selectAll()
    type_in(qtbot, frame, str(place))
    shot(frame, "first-run-passphrase")
    go_on(qtbot, frame)
    shot(frame, "first-run-words")
    go_on(qtbot, frame)
    assert not place.parent.exists()

    words = " ".join(label.text().split()[-1] for label in numbered(steps))
    type_in(qtbot, frame, " ".join(word[:4] for word in words.split()))
    go_on(qtbot, frame)
    qtbot.waitUntil(lambda: frame.desk is not None, timeout=WITHIN_MS)
    assert frame.desk is not None
    with frame.desk.office.reading() as reading:
        (service,) = reading.find(FosteringService)
        people = {one.name: one for one in reading.find(Person)}
        (identity,) = reading.find(SigningIdentity)
    assert (service.nation, service.address) == (Nation.WALES, ("Brackendale House", "Mill Lane"))
    assert people["Ida Thwaite"].roles == (Role.ADMINISTRATOR,)
    assert identity.person_id == people["Margaret Ollerenshaw"].id
    frame.close()
    Store.open(place, passphrase=NEW).close()
    Store.open(place, recovery_words=words).close()


def numbered(steps: FirstRun) -> list[QWidget]:
    """The labels of the 24 words, in order."""
    found = [one for one in steps.words.findChildren(QWidget) if one.accessibleName().startswith("Word ")]
    return sorted(found, key=lambda one: int(one.accessibleName().split()[1].rstrip(":")))


def test_nothing_is_lost_going_back_and_forth(frame: Frame, qtbot: QtBot) -> None:
    steps = wizard(frame)
    type_in(qtbot, frame, "Brackendale Fostering Service")
    steps.service.kind.set_value("council")
    steps.service.nation.set_value(Nation.ENGLAND)
    go_on(qtbot, frame)
    type_in(qtbot, frame, "Mill Lane")
    qtbot.keyClick(steps.back, Qt.Key.Key_Return)
    assert steps.service.name.value() == "Brackendale Fostering Service"
    go_on(qtbot, frame)
    assert steps.letters.address.value() == "Mill Lane"
    for _ in range(2):
        qtbot.keyClick(steps.back, Qt.Key.Key_Return)
    assert isinstance(frame.shown, UnlockPage)


def test_an_empty_answer_is_said_beside_its_field(frame: Frame, qtbot: QtBot) -> None:
    steps = wizard(frame)
    go_on(qtbot, frame)
    assert steps.step is steps.service
    assert steps.service.name.error.startswith("Name of the fostering service is empty")
    assert steps.service.nation.error
    assert focused(frame) is steps.service.name.line


def test_a_joint_panel_names_its_providers(frame: Frame, qtbot: QtBot) -> None:
    steps = wizard(frame)
    type_in(qtbot, frame, "Three Valleys Panel")
    joint = steps.service.kind.findChild(QWidget, "service_kind_joint_panel")
    qtbot.keyClick(joint, Qt.Key.Key_Space)
    steps.service.nation.set_value(Nation.ENGLAND)
    go_on(qtbot, frame)
    assert "two providers at least" in steps.service.providers.error or steps.service.providers.error
    steps.service.providers.focus()
    type_in(qtbot, frame, "Valley One")
    go_on(qtbot, frame)
    assert "two providers at least" in steps.service.providers.error
    steps.service.providers.set_value("Valley One\nValley Two")
    steps.service.run_by.set_value("council")
    go_on(qtbot, frame)
    assert steps.step is steps.letters
    assert steps.service.all_providers == ("Valley One", "Valley Two")


def test_a_weak_passphrase_and_two_that_differ_are_not_taken(frame: Frame, qtbot: QtBot) -> None:
    steps = wizard(frame)
    steps.service.name.set_value("Brackendale")
    store = steps.store
    store.passphrase.first.set_value("passwordpassword")
    assert not store.is_sound()
    assert "Easy to guess" in store.passphrase.first.error
    store.passphrase.first.set_value(NEW)
    store.passphrase.again.set_value(NEW + "!")
    assert not store.is_sound()
    assert "differ" in store.passphrase.again.error


def test_a_word_typed_wrong_is_named(frame: Frame, qtbot: QtBot) -> None:
    steps = wizard(frame)
    steps.typed_back.typed.set_value("zzzz " * 24)
    assert not steps.typed_back.is_sound()
    assert steps.typed_back.typed.error.startswith("Word 1 is not “zzzz”")


def test_every_step_is_named_for_screen_readers(frame: Frame, qtbot: QtBot) -> None:
    steps = wizard(frame)
    for number in range(6):
        steps._go(number)
        qtbot.wait(50)
        assert walk.nameless_tab_stops(frame) == []
        assert walk.duplicate_shortcuts(frame) == []
        assert walk.cut_off(frame) == []


def test_each_step_begins_at_its_heading_also_where_the_window_is_low(frame: Frame, qtbot: QtBot) -> None:
    frame.resize(1366, 440)
    steps = wizard(frame)
    type_in(qtbot, frame, "Brackendale Fostering Service")
    qtbot.keyClick(steps.service.kind.findChild(QWidget, "service_kind_council"), Qt.Key.Key_Space)
    choose(qtbot, steps.service.nation, "Eng")
    go_on(qtbot, frame)
    assert steps.step is steps.letters
    steps.letters.review_body.focus()
    qtbot.waitUntil(lambda: is_whole(steps.letters.review_body), timeout=WITHIN_MS)
    assert not is_whole(steps.heading)
    go_on(qtbot, frame)
    assert steps.step is steps.people
    qtbot.waitUntil(lambda: is_whole(steps.heading), timeout=WITHIN_MS)


def is_whole(widget: QWidget) -> bool:
    return widget.visibleRegion().boundingRect().height() == widget.height()
