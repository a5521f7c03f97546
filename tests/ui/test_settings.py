"""The settings by keyboard: each section does its work, and the store shows it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QFileDialog, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from fosterpanel.db.store import Store
from fosterpanel.domain.service import FosteringService, Person, Role, SigningIdentity
from fosterpanel.ui.desk.undo import Edit
from fosterpanel.ui.pages.settings.backups import BackupsSection
from fosterpanel.ui.pages.settings.page import SettingsPage, SettingsView
from fosterpanel.ui.pages.settings.people import PeopleSection
from fosterpanel.ui.pages.settings.rules import RulesSection
from fosterpanel.ui.pages.settings.security import SecuritySection
from fosterpanel.ui.pages.settings.service import ServiceSection
from fosterpanel.ui.pages.settings.words import WordsSection
from fosterpanel.ui.pages.settings.words_sheet import NewWordsSheet
from fosterpanel.ui.tasks import TaskRunner
from fosterpanel.workflow import settings
from fosterpanel.workflow.founding import security
from fosterpanel.workflow.founding.service import authority_certificate
from fosterpanel.workflow.house_phrases import phrases
from tests.ui import walk
from tests.ui.conftest import InWindow, Shot
from tests.ui.patience import WITHIN_MS
from tests.workflow.builders import PASSPHRASE, At, Desk
from tests.workflow.conftest import at as at
from tests.workflow.conftest import story as story

NEW = "seven quiet otters under glass"


@pytest.fixture
def desk(at: At) -> Desk:
    return at("staffed")


@pytest.fixture
def page(desk: Desk, runner: TaskRunner, in_window: InWindow, qtbot: QtBot) -> Iterator[SettingsPage]:
    made = SettingsPage(desk.office, runner)
    in_window(made).resize(1154, 768)
    made.refresh()
    yield made
    qtbot.waitUntil(lambda: not runner.is_busy, timeout=WITHIN_MS)


def press(qtbot: QtBot, root: QWidget, verb: str) -> None:
    """Press a button by the words on it, with Enter."""
    found = [
        one for one in root.findChildren(QPushButton) if one.accessibleName() == verb and one.isVisible()
    ]
    assert len(found) == 1, verb
    found[0].setFocus()
    qtbot.keyClick(found[0], Qt.Key.Key_Return)


def settle(qtbot: QtBot, runner: TaskRunner) -> None:
    qtbot.waitUntil(lambda: not runner.is_busy, timeout=WITHIN_MS)


def test_the_service_changes_and_can_be_undone(page: SettingsPage, desk: Desk, qtbot: QtBot) -> None:
    section = page.section
    assert isinstance(section, ServiceSection)
    edits: list[Edit] = []
    page.edited.connect(edits.append)
    section.telephone.line.setFocus()
    section.telephone.line.selectAll()
    qtbot.keyClicks(section.telephone.line, "01632 960 555")
    qtbot.keyClick(section.telephone.line, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: page.notice.sentence.startswith("Saved"), timeout=WITHIN_MS)
    assert desk.the(FosteringService).telephone == "01632 960 555"
    assert edits[0].before.telephone == "01632 960 418"
    assert desk.office.service.telephone == "01632 960 555"
    section.name.set_value("")
    press(qtbot, page, "Save")
    assert section.name.error
    assert desk.the(FosteringService).name == "Brackendale Fostering Service"


def test_what_is_typed_of_the_service_is_kept_as_a_draft(
    page: SettingsPage, desk: Desk, runner: TaskRunner, qtbot: QtBot
) -> None:
    section = page.section
    assert isinstance(section, ServiceSection)
    section.email.line.setFocus()
    qtbot.keyClicks(section.email.line, "x")
    settle(qtbot, runner)
    qtbot.wait(900)
    settle(qtbot, runner)
    again = SettingsPage(desk.office, runner)
    again.refresh()
    assert isinstance(again.section, ServiceSection)
    assert again.section.email.text().startswith("x")


def test_somebody_is_added_and_given_a_certificate(
    page: SettingsPage, desk: Desk, runner: TaskRunner, qtbot: QtBot, shot: Shot
) -> None:
    page.show_section(SettingsView.PEOPLE)
    section = page.section
    assert isinstance(section, PeopleSection)
    press(qtbot, page, "Add a person")
    qtbot.keyClicks(QApplication.focusWidget(), "Gwen Pask")
    roles = page.findChild(QWidget, "person_roles_vice_chair")
    qtbot.keyClick(roles, Qt.Key.Key_Space)
    shot(page, "settings-person")
    press(qtbot, page, "Add")
    person = desk.the(Person, name="Gwen Pask")
    assert person.roles == (Role.VICE_CHAIR,)
    assert section.table.current() == person
    section.table.view.setFocus()
    qtbot.keyClick(section.table.view, Qt.Key.Key_Return, Qt.KeyboardModifier.ShiftModifier)
    settle(qtbot, runner)
    assert desk.find(SigningIdentity, person_id=person.id)
    assert page.notice.sentence == "Gwen Pask can sign now."


def test_somebody_is_opened_by_id_and_changed(page: SettingsPage, desk: Desk, qtbot: QtBot) -> None:
    page.open_subject("person-chair")
    section = page.section
    assert isinstance(section, PeopleSection)
    section.table.view.setFocus()
    qtbot.keyClick(section.table.view, Qt.Key.Key_Return)
    post = page.findChild(QWidget, "person_post")
    post.setFocus()
    qtbot.keyClicks(post, "Independent chair")
    press(qtbot, page, "Save")
    assert desk.get(Person, "person-chair").post == "Independent chair"


def test_rules_are_looked_up_and_policy_is_decided(page: SettingsPage, desk: Desk, qtbot: QtBot) -> None:
    page.show_section(SettingsView.RULES)
    section = page.section
    assert isinstance(section, RulesSection)
    section.table.filter("quorum")
    assert 0 < len(section.table.model.shown) < len(section.table.model.rows)
    assert {rule.id for rule in section.table.model.rows} == set(desk.office.book().rules)
    item_type, _ = settings.types_left_to_policy(desk.office)[0]
    tick = section.findChild(QWidget, f"to_panel_{item_type.code}")
    qtbot.keyClick(tick, Qt.Key.Key_Space)
    assert settings.types_left_to_policy(desk.office)[0][1] is False


def test_minutes_until_it_locks(page: SettingsPage, desk: Desk, qtbot: QtBot) -> None:
    page.show_section(SettingsView.SECURITY)
    section = page.section
    assert isinstance(section, SecuritySection)
    chosen: list[int] = []
    page.idle_chosen.connect(chosen.append)
    section.idle.line.setFocus()
    section.idle.line.selectAll()
    qtbot.keyClicks(section.idle.line, "25")
    press(qtbot, page, "Keep these minutes")
    assert settings.idle_minutes(desk.office) == 25
    assert chosen == [25]
    section.idle.line.selectAll()
    qtbot.keyClicks(section.idle.line, "99")
    press(qtbot, page, "Keep these minutes")
    assert "from 1 to 60" in section.idle.error
    assert settings.idle_minutes(desk.office) == 25


def test_the_passphrase_is_changed_by_who_knows_it(
    page: SettingsPage, desk: Desk, runner: TaskRunner, qtbot: QtBot
) -> None:
    page.show_section(SettingsView.SECURITY)
    section = page.section
    assert isinstance(section, SecuritySection)
    section.current.set_value("not the passphrase")
    for field in (section.new.first, section.new.again):
        qtbot.keyClicks(field.line, NEW)
    press(qtbot, page, "Change the passphrase")
    settle(qtbot, runner)
    assert "does not open" in section.current.error
    section.current.set_value(PASSPHRASE)
    press(qtbot, page, "Change the passphrase")
    settle(qtbot, runner)
    assert page.notice.sentence.startswith("Changed.")
    assert section.new.first.line.text() == ""
    path = desk.office.store.path
    desk.office.store.close()
    Store.open(path, passphrase=NEW).close()


def test_new_recovery_words_count_once_they_are_typed_back(
    page: SettingsPage, desk: Desk, qtbot: QtBot, shot: Shot
) -> None:
    page.show_section(SettingsView.SECURITY)
    press(qtbot, page, "Draw new recovery words")
    sheet = page.findChild(NewWordsSheet)
    shot(page, "settings-words")
    press(qtbot, page, "I have written them down")
    assert not any(
        one.isVisible() for one in sheet.findChildren(QWidget) if one.accessibleName().startswith("Word ")
    )
    qtbot.keyClicks(sheet.typed.paragraphs, "wrong words")
    press(qtbot, page, "Use these words")
    assert sheet.typed.error
    sheet.typed.set_value("")
    qtbot.keyClicks(sheet.typed.paragraphs, sheet.drawn)
    press(qtbot, page, "Use these words")
    path = desk.office.store.path
    desk.office.store.close()
    Store.open(path, recovery_words=sheet.drawn).close()


def test_a_backup_is_made_and_tried(
    page: SettingsPage, desk: Desk, runner: TaskRunner, qtbot: QtBot, tmp_path: Path
) -> None:
    page.show_section(SettingsView.BACKUPS)
    section = page.section
    assert isinstance(section, BackupsSection)
    section.save_to(tmp_path / "backup.store")
    settle(qtbot, runner)
    assert page.notice.sentence.startswith("Backed up to backup.store. Sound:")
    section.passphrase.set_value("not the passphrase")
    section.try_restore(tmp_path / "backup.store")
    settle(qtbot, runner)
    assert "does not open" in section.passphrase.error
    section.passphrase.set_value(PASSPHRASE)
    section.try_restore(tmp_path / "backup.store")
    settle(qtbot, runner)
    assert page.notice.sentence.startswith("backup.store can be restored. Sound:")
    kept = security.safekeeping(desk.office)
    assert kept.backed_up_on == kept.drilled_on == desk.clock.today()


@pytest.mark.parametrize("view", SettingsView)
def test_every_section_is_named_and_nothing_is_cut_off(
    page: SettingsPage, runner: TaskRunner, qtbot: QtBot, shot: Shot, view: SettingsView
) -> None:
    page.show_section(view)
    settle(qtbot, runner)
    qtbot.wait(50)
    assert walk.nameless_tab_stops(page) == []
    assert walk.duplicate_shortcuts(page) == []
    assert walk.cut_off(page) == []
    assert walk.overlapping(page) == []
    shot(page, f"settings-{view.name.lower()}")


def test_house_phrases_are_changed_and_given_back(page: SettingsPage, desk: Desk, qtbot: QtBot) -> None:
    page.show_section(SettingsView.WORDS)
    section = page.section
    assert isinstance(section, WordsSection)
    shipped = section.fields[2].value()
    section.fields[2].line.selectAll()
    qtbot.keyClicks(section.fields[2].line, "The panel heard both carers.")
    press(qtbot, page, "Keep these phrases")
    assert phrases(desk.office)[1].words == "The panel heard both carers."
    section.fields[2].line.selectAll()
    qtbot.keyClick(section.fields[2].line, Qt.Key.Key_Delete)
    press(qtbot, page, "Keep these phrases")
    assert phrases(desk.office)[1].words == shipped
    assert section.fields[2].value() == shipped


def test_the_certificate_that_others_check_with_is_saved(
    page: SettingsPage, desk: Desk, qtbot: QtBot, runner: TaskRunner, tmp_path: Path
) -> None:
    page.show_section(SettingsView.SECURITY)
    settle(qtbot, runner)
    press(qtbot, page, "Save the certificate…")
    dialog = page.findChild(QFileDialog, "save_copy")
    assert dialog is not None
    dialog.fileSelected.emit(str(tmp_path / "authority.pem"))
    assert (tmp_path / "authority.pem").read_bytes() == authority_certificate(desk.office)
    assert desk.last_act()[0] == "record_copy"
