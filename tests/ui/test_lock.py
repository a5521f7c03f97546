"""Locking: whatever is open, no word is lost, nothing stays readable, and the same place opens again."""

from __future__ import annotations

import resource
import time
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Event, Thread, Timer

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication, QDialog, QFileDialog, QMenu, QWidget
from shiboken6 import isValid

from fosterpanel.db.store import Store
from fosterpanel.domain.drafts import Draft
from fosterpanel.errors import StoreError
from fosterpanel.ui.desk.idle import ASKED, IDLE, SUSPENDED
from fosterpanel.ui.desk.places import Destination, Place
from fosterpanel.ui.desk.unlock import UnlockPage
from tests.ui import walk
from tests.ui.conftest import Shot
from tests.ui.framing import DRAFT, NotesPage, Window
from tests.ui.framing import window as window
from tests.workflow.builders import PASSPHRASE
from tests.workflow.conftest import at as at
from tests.workflow.conftest import story as story

PATIENCE = 30
"""Seconds."""


def begin_a_note(window: Window) -> NotesPage:
    """At a record, a form open in a sheet, two fields typed in, the cursor in the middle of the second."""
    window.sit_down()
    window.desk.go(Destination(Place.ITEMS, "item-7"))
    notes = window.notes
    notes.open_form(DRAFT)
    window.type("Mrs Lund rang")
    window.press(Qt.Key.Key_Tab)
    window.type("about the spare room")
    for _ in range(5):
        window.press(Qt.Key.Key_Left)
    return notes


def is_locked(window: Window) -> bool:
    return isinstance(window.frame.shown, UnlockPage) and window.frame.desk is None


def test_ctrl_l_keeps_every_word_and_comes_back_to_the_same_place(window: Window, shot: Shot) -> None:
    before = begin_a_note(window)
    store = window.desk.office.store
    window.ctrl(Qt.Key.Key_L)
    assert is_locked(window)
    window.settle()
    shot(window.frame, "locked")
    page = window.frame.shown
    assert isinstance(page, UnlockPage)
    assert (page.heading.text(), page.line.text()) == ("Brackendale Fostering Service", ASKED)
    assert walk.focus_order(window.frame) == [
        "Passphrase",
        "Show the passphrase",
        "Unlock",
        "Use the recovery words",
    ]
    with pytest.raises(StoreError, match="Unlock it"), store.reading():
        pass
    assert not {"_key", "keys", "_trail", "_engine"} & set(vars(store))
    window.wait(lambda: not isValid(before))
    with Store.open(window.path, passphrase=PASSPHRASE) as kept, kept.reading() as reading:
        (draft,) = reading.find(Draft)
    assert draft.fields == {"title": "Mrs Lund rang", "text": "about the spare room"}

    window.unlock()
    window.wait(lambda: window.frame.desk is not None)
    assert window.desk.office.person.id == "person-administrator"
    assert window.desk.at == Destination(Place.ITEMS, "item-7")
    assert window.notes.line.value() == "Mrs Lund rang"
    assert window.notes.text.value() == "about the spare room"
    assert window.focused is window.notes.text.paragraphs
    window.type(" large")
    assert window.notes.text.value() == "about the spare large room"


def test_nobody_at_the_keyboard_locks_it_and_says_so(window: Window) -> None:
    begin_a_note(window)
    window.frame.idle.watch(0.02)
    began = time.monotonic()
    window.wait(lambda: is_locked(window))
    assert time.monotonic() - began >= 1
    assert window.frame.shown.line.text() == IDLE  # type: ignore[attr-defined]
    assert not window.frame.idle.is_watching


def test_other_minutes_count_from_the_moment_they_are_chosen(window: Window) -> None:
    window.sit_down()
    window.desk.pages.current.idle_chosen.emit(25)
    assert window.frame.idle._seconds == 25 * 60


def test_a_key_pressed_anywhere_puts_it_off(window: Window) -> None:
    window.sit_down()
    window.frame.idle.watch(0.05)
    until = time.monotonic() + 4
    while time.monotonic() < until:
        window.press(Qt.Key.Key_Shift)
        window.qtbot.wait(100)
    assert window.frame.desk is not None
    window.wait(lambda: is_locked(window))


def test_a_computer_that_slept_wakes_up_locked(window: Window, qapp: QApplication) -> None:
    window.sit_down()
    qapp.applicationStateChanged.emit(Qt.ApplicationState.ApplicationSuspended)
    assert is_locked(window)
    assert window.frame.shown.line.text() == SUSPENDED  # type: ignore[attr-defined]


def open_a_modal_dialog(parent: QWidget) -> None:
    assert QDialog(parent).exec() == QDialog.DialogCode.Rejected


def open_a_file_question(parent: QWidget) -> None:
    dialog = QFileDialog(parent)
    dialog.open()


def open_a_menu(parent: QWidget) -> None:
    menu = QMenu(parent)
    menu.addAction("Something")
    menu.popup(QPoint(10, 10))


def open_a_menu_over_a_dialog(parent: QWidget) -> None:
    open_a_file_question(parent)
    open_a_menu(parent)


@pytest.mark.parametrize(
    "open_it", [open_a_modal_dialog, open_a_file_question, open_a_menu, open_a_menu_over_a_dialog]
)
def test_whatever_lies_over_the_window_is_closed_without_asking(window: Window, open_it: object) -> None:
    notes = begin_a_note(window)
    window.frame.idle.watch(0.02)
    open_it(notes)  # type: ignore[operator]
    window.wait(lambda: is_locked(window))
    window.settle()
    assert QApplication.activeModalWidget() is None
    assert QApplication.activePopupWidget() is None
    others = [one for one in QApplication.topLevelWidgets() if one.isVisible() and one is not window.frame]
    assert others == []
    window.wait(lambda: not isValid(notes))
    with Store.open(window.path, passphrase=PASSPHRASE) as kept, kept.reading() as reading:
        assert reading.find(Draft)[0].fields["text"] == "about the spare room"


def test_work_under_way_ends_before_the_store_closes(window: Window) -> None:
    window.sit_down()
    office, done = window.desk.office, []

    def work() -> None:
        time.sleep(0.5)
        with office.act() as transaction:
            transaction.note("work", "x")
        done.append(True)

    window.desk.runner.run("Working", work)
    window.qtbot.wait(50)
    window.ctrl(Qt.Key.Key_L)
    assert is_locked(window)
    window.settle()
    assert done == [True]


def test_a_draft_is_kept_within_a_second_of_typing_without_a_pause(window: Window) -> None:
    window.sit_down()
    window.desk.go(Destination(Place.ITEMS))
    window.notes.open_form(DRAFT)
    until = time.monotonic() + 1.5
    while time.monotonic() < until:
        window.type("a")
        window.qtbot.wait(40)
    office = window.desk.office
    with office.reading() as reading:
        (draft,) = reading.find(Draft)
    assert len(draft.fields["title"]) >= 5
    window.notes.keeper.forget()
    with office.reading() as reading:
        assert reading.find(Draft)[0].fields == {}
    window.qtbot.wait(800)
    with office.reading() as reading:
        assert reading.find(Draft)[0].fields == {}


def test_a_draft_being_written_while_its_form_is_saved_does_not_come_back(window: Window) -> None:
    window.sit_down()
    window.desk.go(Destination(Place.ITEMS))
    window.notes.open_form(DRAFT)
    window.type("a")
    keeper, office, is_held, let_go = window.notes.keeper, window.desk.office, Event(), Event()

    def hold_the_store() -> None:
        with office.act() as transaction:
            transaction.note("work", "x")
            is_held.set()
            let_go.wait(PATIENCE)

    holder, writer = Thread(target=hold_the_store), Thread(target=keeper.write)
    holder.start()
    assert is_held.wait(PATIENCE)
    keeper.gather()
    writer.start()
    writer.join(0.2)
    assert writer.is_alive(), "it waits for the store"
    Timer(0.2, let_go.set).start()
    keeper.forget()
    for thread in (holder, writer):
        thread.join(PATIENCE)
    with office.reading() as reading:
        assert [one.fields for one in reading.find(Draft)] == [{}]


@contextmanager
def full_disk() -> Iterator[None]:
    """No file grows while this lasts."""
    usual = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (1, usual[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, usual)


def titles_kept(window: Window) -> list[str]:
    with window.desk.office.reading() as reading:
        return [one.fields.get("title", "") for one in reading.find(Draft)]


def test_what_a_full_disk_did_not_take_before_the_lock_is_written_after_it(window: Window) -> None:
    window.sit_down()
    window.desk.go(Destination(Place.ITEMS, "item-7"))
    window.notes.open_form(DRAFT)
    with full_disk():
        window.type("Mrs Lund rang")
        window.ctrl(Qt.Key.Key_L)
        window.settle()
    window.unlock()
    window.wait(lambda: window.frame.desk is not None)
    assert window.notes.line.value() == "Mrs Lund rang"
    window.wait(lambda: titles_kept(window) == ["Mrs Lund rang"])


def test_what_a_full_disk_did_not_take_is_tried_again(window: Window) -> None:
    window.sit_down()
    window.desk.go(Destination(Place.ITEMS, "item-7"))
    window.notes.open_form(DRAFT)
    with full_disk():
        window.type("Mrs Lund rang")
        window.wait(lambda: "disk" in window.notes.notice.sentence)
    assert titles_kept(window) == []
    window.notes.keeper._again.start(1)
    window.wait(lambda: titles_kept(window) == ["Mrs Lund rang"])


def test_closing_the_window_keeps_the_words_too(window: Window) -> None:
    begin_a_note(window)
    window.frame.close()
    with Store.open(window.path, passphrase=PASSPHRASE) as kept, kept.reading() as reading:
        assert reading.find(Draft)[0].fields["title"] == "Mrs Lund rang"
