"""The way in: by passphrase, by recovery words, refused in a sentence, and quickly."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from fosterpanel.clock import StillClock
from fosterpanel.db.store import Store
from fosterpanel.domain.service import Role
from fosterpanel.ui.desk.frame import Frame
from fosterpanel.ui.desk.memory import FILE_NAME, WindowMemory
from fosterpanel.ui.desk.sign_in import SignInPage
from fosterpanel.ui.desk.unlock import UnlockPage
from fosterpanel.workflow.founding.service import found_service
from tests.ui import walk
from tests.ui.conftest import Shot
from tests.ui.framing import COUNTS, PAGES, Window
from tests.ui.framing import window as window
from tests.ui.patience import WITHIN_MS
from tests.workflow.builders import BEGIN, CHEAP, PASSPHRASE, PEOPLE, brackendale
from tests.workflow.conftest import at as at
from tests.workflow.conftest import story as story

FIRST_IMPORTS = """
import os, sys
os.environ["QT_QPA_PLATFORM"] = "offscreen"
import fosterpanel.app
from PySide6.QtWidgets import QApplication
from pathlib import Path
from fosterpanel.clock import SystemClock
from fosterpanel.ui.desk.frame import Frame
from fosterpanel.ui.desk.memory import WindowMemory
from fosterpanel.ui.look import theme
from fosterpanel.ui.pages.places import COUNTS, PAGES
app = QApplication([])
theme.follow_system(app)
Frame(WindowMemory.recall(Path("nowhere")), SystemClock(), PAGES, COUNTS).show()
print(",".join(sorted({name.split(".")[0] for name in sys.modules})))
"""
HEAVY = {
    "sqlalchemy",
    "alembic",
    "keyring",
    "reportlab",
    "pikepdf",
    "pyhanko",
    "matplotlib",
    "cryptography",
    "cattrs",
}


def shown(frame: Frame) -> UnlockPage:
    page = frame.shown
    assert isinstance(page, UnlockPage)
    return page


def test_the_first_page_loads_nothing_heavy() -> None:
    done = subprocess.run([sys.executable, "-c", FIRST_IMPORTS], capture_output=True, text=True, check=True)
    assert not HEAVY & set(done.stdout.strip().split(","))


def test_a_wrong_passphrase_is_said_beside_the_field_and_can_be_corrected(window: Window, shot: Shot) -> None:
    window.unlock("not the passphrase")
    window.settle()
    page = shown(window.frame)
    assert "does not open" in page.passphrase.error
    assert page.passphrase.line.hasFocus()
    shot(window.frame, "unlock-refused")
    page.passphrase.line.selectAll()
    window.unlock()
    window.wait(lambda: isinstance(window.frame.shown, SignInPage))


def test_nothing_typed_is_no_passphrase(window: Window) -> None:
    window.press(Qt.Key.Key_Return)
    assert shown(window.frame).passphrase.error == "Passphrase is empty. Fill it in."


def test_somebody_sits_down_in_the_role_chosen(window: Window, shot: Shot) -> None:
    window.unlock()
    window.wait(lambda: isinstance(window.frame.shown, SignInPage))
    shot(window.frame, "sign-in")
    assert walk.nameless_tab_stops(window.frame) == []
    page = window.frame.shown
    assert isinstance(page, SignInPage)
    page.people.filter("caspar decision")
    window.press(Qt.Key.Key_Return)
    window.wait(lambda: window.frame.desk is not None)
    assert window.desk.office.person.roles[0] is Role.DECISION_MAKER
    with window.desk.office.reading() as reading:
        assert [(line.act, line.actor) for line in reading.audit_lines()][-1] == ("sit_down", "person-school")


def test_a_store_open_elsewhere_is_said_plainly(window: Window) -> None:
    with Store.open(window.path, passphrase=PASSPHRASE):
        window.unlock()
        window.settle()
        assert shown(window.frame).passphrase.error == (
            "Another window or program is using this store. Close it there and try again."
        )


def test_four_letters_of_each_recovery_word_open_it(tmp_path: Path, qtbot: QtBot) -> None:
    clock = StillClock(BEGIN)
    founded = found_service(
        tmp_path / "s.store",
        passphrase=PASSPHRASE,
        service=brackendale(),
        administrator=PEOPLE[0],
        clock=clock,
        kdf=CHEAP,
    )
    founded.office.store.close()
    memory = WindowMemory.recall(tmp_path)
    memory.store = str(tmp_path / "s.store")
    frame = Frame(memory, clock, PAGES, COUNTS)
    with qtbot.waitActive(frame, timeout=WITHIN_MS):
        frame.show()
    page = shown(frame)
    other = page.findChild(QPushButton, "use_the_recovery_words")
    qtbot.keyClick(other, Qt.Key.Key_Return)
    assert page.words.paragraphs.hasFocus()
    short = " ".join(word[:4] for word in founded.recovery_words.split())
    qtbot.keyClicks(page.words.paragraphs, short)
    qtbot.keyClick(page.open, Qt.Key.Key_Return)
    # With nobody else to sit down, the desk opens at once.
    qtbot.waitUntil(lambda: frame.desk is not None, timeout=WITHIN_MS)
    frame.close()


def test_what_is_remembered_holds_paths_and_sizes_only(window: Window) -> None:
    window.sit_down()
    window.frame.resize(1111, 777)
    window.frame.close()
    kept = json.loads((window.memory.path).read_text())
    assert window.memory.path.name == FILE_NAME
    assert kept == {"store": str(window.path), "size": [1111, 777], "is_maximised": False, "widths": {}}
    again = WindowMemory.recall(window.memory.path.parent)
    assert (again.store, again.size) == (str(window.path), [1111, 777])


@pytest.mark.parametrize("content", ["", "[]", "{", '{"size": "large"}', '{"widths": 7, "store": null}'])
def test_a_spoilt_memory_is_forgotten(tmp_path: Path, content: str) -> None:
    (tmp_path / FILE_NAME).write_text(content)
    assert WindowMemory.recall(tmp_path).size == []


def test_without_a_store_the_first_thing_offered_is_to_set_one_up(
    tmp_path: Path, qtbot: QtBot, shot: Shot
) -> None:
    frame = Frame(WindowMemory.recall(tmp_path), StillClock(BEGIN), PAGES, COUNTS)
    with qtbot.waitActive(frame, timeout=WITHIN_MS):
        frame.show()
    assert walk.focus_order(frame) == [
        "Set up a new service",
        "Look around with an invented service",
        "Open a store",
    ]
    assert walk.nameless_tab_stops(frame) == []
    assert walk.cut_off(frame) == []
    shot(frame, "welcome")
    frame.close()
