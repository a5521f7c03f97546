"""A new administrator's first days, through the window and by keyboard alone: from nothing to an issued agenda.

Only the keyboard is used, and only what has its focus: whatever Tab does not come to, this person cannot do.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TypeVar

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QComboBox, QFileDialog, QLabel, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from fosterpanel.clock import StillClock
from fosterpanel.db.store import Store
from fosterpanel.domain.central_list import PanelMember
from fosterpanel.domain.issued import DocumentKind, IssuedDocument
from fosterpanel.domain.items import ItemStage, PanelItem
from fosterpanel.domain.meetings import Meeting, MeetingStage, Seat
from fosterpanel.domain.papers import Paper
from fosterpanel.domain.register import FosterHome
from fosterpanel.domain.service import FosteringService, Person
from fosterpanel.ui.desk.frame import Frame
from fosterpanel.ui.desk.memory import WindowMemory
from fosterpanel.ui.pages.places import COUNTS, PAGES
from fosterpanel.ui.parts.naming import slug
from fosterpanel.ui.parts.sheet import Sheet
from tests.ui.patience import WITHIN_MS
from tests.workflow.builders import pdf

RecordT = TypeVar("RecordT")

MOST_TABS = 150
MONDAY = datetime(2026, 11, 16, 9, 0, tzinfo=UTC)
PANEL_ON = date(2026, 12, 4)
PASSPHRASE = "harbour lantern quartz meadow violin"
STAFF = (
    ("Margaret Lowe", "Chair"),
    ("Owen Pryce", "Vice chair"),
    ("Meera Okoye", "Panel member"),
    ("Joan Whitcombe", "Panel member"),
    ("Tariq Rahman", "Panel member"),
    ("Chidi Adeyemi", "Agency decision maker"),
)
LISTED = tuple(name for name, role in STAFF if role != "Agency decision maker")
SOCIAL_WORKER = "Meera Okoye"
TAKEN_IN = (
    ("First approval", "F-101", "Amelia Hart", "Approval for two children of any age."),
    ("Connected person, full assessment", "F-102", "Doris Fenn", "Approval for her grandson."),
)


@dataclass(slots=True)
class Typist:
    """Somebody at the keyboard of the program's one window."""

    qtbot: QtBot
    frame: Frame

    @property
    def at(self) -> QWidget:
        """What has the keyboard."""
        return QApplication.focusWidget() or self.frame

    def press(self, key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        """Press a key wherever the keyboard is, and wait until what follows is done."""
        self.qtbot.keyClick(self.at, key, modifier)
        self.settle()

    def ctrl(self, key: Qt.Key) -> None:
        """Press a key with Ctrl."""
        self.press(key, Qt.KeyboardModifier.ControlModifier)

    def begin_new(self) -> None:
        """Press Ctrl+N, and wait for the sheet it opens: Qt shows the button pressed for a moment first."""
        self.ctrl(Qt.Key.Key_N)
        self.wait(lambda: any(sheet.isVisible() for sheet in self.frame.findChildren(Sheet)))

    def go_to(self, name: str) -> None:
        """Press Tab until the control of that object name, or of that name read aloud, has the keyboard."""
        self.settle()
        passed = []
        for _ in range(MOST_TABS):
            if name in (self.at.objectName(), self.at.accessibleName()):
                return
            passed.append(self.at.objectName())
            self.qtbot.keyClick(self.at, Qt.Key.Key_Tab)
            QApplication.processEvents()
        raise AssertionError(f"Tab never comes to {name!r}; it goes {list(dict.fromkeys(passed))}")

    def type(self, name: str, words: str) -> None:
        """Write words into a field over what stands in it."""
        self.go_to(name)
        self.qtbot.keyClick(self.at, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
        self.qtbot.keyClicks(self.at, words)

    def choose(self, name: str, words: str) -> None:
        """Step through a closed list with the arrows to the choice that begins with these words."""
        self.go_to(name)
        combo = self.at
        assert isinstance(combo, QComboBox)
        self.press(Qt.Key.Key_Home)
        while not combo.currentText().startswith(words):
            assert combo.currentIndex() < combo.count() - 1, f"{name} has no {words!r}"
            self.press(Qt.Key.Key_Down)

    def do(self, name: str) -> None:
        """Press a button, or set a tick, with Space."""
        self.go_to(name)
        self.press(Qt.Key.Key_Space)

    def pick(self, among: str, name: str) -> None:
        """Go into a row of choices where Tab enters it, and on to one of them with the arrows."""
        self.go_to(among)
        for _ in range(MOST_TABS):
            if self.at.objectName() == name:
                break
            self.press(Qt.Key.Key_Right)
        assert self.at.objectName() == name
        self.press(Qt.Key.Key_Space)

    def choose_file(self, path: Path) -> None:
        """Type a file's place into the dialog for files."""
        self.wait(lambda: any(isinstance(one, QFileDialog) for one in self._dialogs()))
        line = self._dialogs()[0].findChild(QLineEdit, "fileNameEdit")
        line.clear()
        self.qtbot.keyClicks(line, str(path))
        self.qtbot.keyClick(line, Qt.Key.Key_Return)
        # Without a desktop around it, nobody else gives the window the keyboard back.
        with self.qtbot.waitActive(self.frame, timeout=WITHIN_MS):
            self.frame.activateWindow()
        self.settle()

    def wait(self, until: Callable[[], bool]) -> None:
        """Wait for something the person sees."""
        self.qtbot.waitUntil(until, timeout=WITHIN_MS)

    def settle(self) -> None:
        """Wait until nothing is under way."""
        self.wait(lambda: not self.frame.runner.is_busy)
        desk = self.frame.desk
        if desk is not None:
            self.wait(lambda: not desk.runner.is_busy)
        QApplication.processEvents()

    def _dialogs(self) -> list[QFileDialog]:
        shown = [one for one in QApplication.topLevelWidgets() if one.isVisible()]
        return [one for one in shown if isinstance(one, QFileDialog)]


@pytest.fixture
def typist(qtbot: QtBot, tmp_path: Path) -> Iterator[Typist]:
    """The program as it opens on a computer that never had it."""
    frame = Frame(WindowMemory.recall(tmp_path / "data"), StillClock(MONDAY), PAGES, COUNTS)
    frame.resize(1366, 768)
    with qtbot.waitActive(frame, timeout=WITHIN_MS):
        frame.show()
    frame.load()
    yield Typist(qtbot, frame)
    frame.close()
    frame.deleteLater()


def test_from_first_run_to_an_issued_agenda(typist: Typist, tmp_path: Path) -> None:
    store = tmp_path / "northshire.store"
    set_up(typist, store)
    enter_home(typist)
    for type_name, reference, name, proposal in TAKEN_IN:
        take_in(typist, type_name, reference, name, proposal)
        file_paper(typist, tmp_path, reference)
    for name in LISTED:
        put_on_list(typist, name)
    plan_meeting(typist)
    issue_agenda(typist)
    typist.ctrl(Qt.Key.Key_L)
    typist.settle()
    with Store.open(store, passphrase=PASSPHRASE) as opened:
        check_people_and_homes(opened)
        check_panel(opened)
        check_acts(opened)


def set_up(typist: Typist, store: Path) -> None:
    """The six steps of the first run."""
    typist.do("set_up_a_new_service")
    typist.type("service_name", "Northshire Fostering")
    typist.do("service_kind_council")
    typist.choose("nation", "England")
    typist.do("next")
    typist.type("telephone", "01632 960100")
    typist.do("next")
    typist.type("administrator", "Ruth Ansah")
    for name, role in STAFF:
        typist.type("person_name", name)
        typist.choose("person_role", role)
        typist.do("add_this_person")
    typist.do("next")
    typist.type("new_passphrase", PASSPHRASE)
    typist.type("passphrase_again", PASSPHRASE)
    typist.type("store_place", str(store))
    typist.do("next")
    words = written_down(typist)
    typist.do("I have written them down")
    typist.type("typed_back", " ".join(words))
    typist.do("Set up the service")
    typist.wait(lambda: typist.frame.desk is not None)
    typist.settle()


def written_down(typist: Typist) -> list[str]:
    """What the person copies from the screen onto paper."""
    said = [label.accessibleName() for label in typist.frame.findChildren(QLabel)]
    found = [re.fullmatch(r"Word (\d+): (\w+)", each) for each in said]
    return [word for _, word in sorted((int(one[1]), one[2]) for one in found if one)]


def enter_home(typist: Typist) -> None:
    """A home that fosters already."""
    typist.ctrl(Qt.Key.Key_4)
    typist.begin_new()
    typist.type("reference", "F-100")
    typist.type("carer_name", "Wilma Sallow")
    typist.type("carer_born_on", "3 May 1979")
    typist.choose("carer_sex", "Female")
    typist.type("address", "1 Ropewalk")
    typist.do("state_applying")
    typist.do("enter_the_home")


def take_in(typist: Typist, type_name: str, reference: str, name: str, proposal: str) -> None:
    """An item about a home nobody met before."""
    typist.ctrl(Qt.Key.Key_2)
    typist.begin_new()
    typist.choose("type", type_name)
    typist.pick("foster_home_on_the_register", "foster_home_new_to_the_service")
    typist.type("reference", reference)
    typist.type("carer_name", name)
    typist.type("carer_born_on", "12 March 1981")
    typist.choose("carer_sex", "Female")
    typist.type("address", "2 Ropewalk")
    typist.type("received_on", "2 November 2026")
    typist.type("what_is_proposed", proposal)
    typist.do("kinds_of_placement_any_kind")
    typist.choose("number_of_children", "2 children")
    typist.choose("youngest", "From birth")
    typist.choose("oldest", "17 years")
    typist.do("sex_of_the_children_either_sex")
    typist.do("take_in")


def file_paper(typist: Typist, folder: Path, about: str) -> None:
    """A paper for the item that was taken in; the same file on two homes' items would be a question."""
    path = folder / "panel front sheet.pdf"
    path.write_bytes(pdf(2, title=about))
    typist.go_to("papers")
    typist.press(Qt.Key.Key_Return, Qt.KeyboardModifier.ShiftModifier)
    typist.choose_file(path)
    typist.do("take_in")


def put_on_list(typist: Typist, name: str) -> None:
    """Somebody of the service joins the central list, and answers that nothing ties them to the council."""
    typist.ctrl(Qt.Key.Key_5)
    typist.begin_new()
    typist.choose("who_joins", name)
    typist.type("what_they_bring", "Knows the work")
    if name == SOCIAL_WORKER:
        typist.do("is_a_registered_social_worker")
        typist.type("relevant_experience_since", "1 October 2019")
    typist.do("put_on_the_list")
    typist.do("ask_about_northshire_fostering")
    while typist.at.objectName() != "answered_on":
        if typist.at.objectName().startswith("question_"):
            typist.pick(typist.at.objectName(), typist.at.objectName().replace("_yes", "_no"))
        typist.press(Qt.Key.Key_Tab)
    typist.do("keep_the_answers")


def plan_meeting(typist: Typist) -> None:
    """A panel on the first Friday of December."""
    typist.ctrl(Qt.Key.Key_3)
    typist.begin_new()
    typist.type("meeting_date", "4 December 2026")
    typist.type("meeting_starts", "09:30")
    typist.type("meeting_place", "Committee Room 2")
    typist.choose("chair", "Margaret Lowe")
    typist.choose("vice_chair", "Owen Pryce")
    for name in LISTED[2:]:
        counts = "_social_worker" if name == SOCIAL_WORKER else ""
        typist.do(f"panel_members_{slug(name)}{counts}")
    typist.do("plan_the_meeting")


def issue_agenda(typist: Typist) -> None:
    """List both items and send the agenda out."""
    typist.do("open_the_agenda")
    for _ in TAKEN_IN:
        typist.go_to("waiting_items")
        typist.press(Qt.Key.Key_Return)
    typist.ctrl(Qt.Key.Key_Return)
    # What cannot be taken back begins on the act that does nothing.
    typist.wait(lambda: typist.at.objectName() == "not_now")
    typist.press(Qt.Key.Key_Backtab)
    assert typist.at.accessibleName() == "Issue agenda"
    typist.press(Qt.Key.Key_Space)


def check_people_and_homes(store: Store) -> None:
    with store.reading() as reading:
        assert reading.find(FosteringService)[0].name == "Northshire Fostering"
        assert len(reading.find(Person)) == 1 + len(STAFF)
        assert {home.reference for home in reading.find(FosterHome)} == {"F-100", "F-101", "F-102"}
        items = reading.find(PanelItem)
        assert [(item.reference, item.stage) for item in items] == [
            ("26/001", ItemStage.LISTED),
            ("26/002", ItemStage.LISTED),
        ]
        assert [paper.kind for paper in reading.find(Paper)] == ["front-sheet"] * 2


def check_panel(store: Store) -> None:
    with store.reading() as reading:
        (meeting,) = reading.find(Meeting)
        assert (meeting.on, meeting.stage) == (PANEL_ON, MeetingStage.ISSUED)
        members = {member.id: member for member in reading.find(PanelMember)}
        assert {member.name for member in members.values()} == set(LISTED)
        assert all(member.independence for member in members.values())
        seats = {members[one.member_id].name: one.seat for one in meeting.panel}
        assert seats["Margaret Lowe"] is Seat.CHAIR
        (agenda,) = reading.find(IssuedDocument, kind=DocumentKind.AGENDA)
        assert reading.content(agenda.sha256).startswith(b"%PDF")


def check_acts(store: Store) -> None:
    with store.reading() as reading:
        acts = {line.act for line in reading.audit_lines()}
    for act in ("found_service", "enter_home", "take_in", "file_paper", "join_list", "plan_meeting"):
        assert act in acts, act
    assert store.check().is_sound
