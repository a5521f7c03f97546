"""A meeting's pack at the desk: built, looked over, issued and handed out, by keyboard alone."""

from __future__ import annotations

from pathlib import Path

import pikepdf
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog, QLabel

from fosterpanel.domain.issued_packs import IssuedPack, PackCopy
from fosterpanel.domain.wrong_family import NameAnswer
from fosterpanel.ui.keys import Shortcuts
from fosterpanel.ui.pages.meetings.pack.view import PackView
from fosterpanel.ui.parts.words import StateLine
from fosterpanel.workflow.business import items
from fosterpanel.workflow.packing import packs
from fosterpanel.workflow.paperwork import papers
from tests.ui.conftest import Shot
from tests.ui.meetings_scene import Opened, Scene
from tests.ui.meetings_scene import look as look
from tests.ui.meetings_scene import opened as opened
from tests.workflow.builders import CARERS, MEETING, new_item
from tests.workflow.conftest import at as at
from tests.workflow.conftest import story as story
from tests.workflow.worded_papers import worded_pdf


def pack_view(scene: Scene) -> PackView:
    view = scene.page.shown
    assert isinstance(view, PackView)
    return view


def build(scene: Scene) -> None:
    scene.shortcut(Shortcuts.MAIN_ACT)
    scene.press_in_sheet("build_it")


def said_in(scene: Scene) -> list[str]:
    return [line.text for line in pack_view(scene).found.findChildren(StateLine) if line.isVisible()]


def shown_of_copies(scene: Scene) -> set[str]:
    labels = pack_view(scene).copies.findChildren(QLabel)
    return {label.text() for label in labels if label.isVisible()}


def documents(scene: Scene) -> list[tuple[str, str]]:
    return [(line.title, line.pages) for line in pack_view(scene).table.model.rows]


def add_paper(scene: Scene, words: str, title: str = "Medical") -> None:
    desk = scene.desk
    new = papers.NewPaper(
        kind="medical-report", title=title, data=worded_pdf(words), received_on=desk.office.clock.today()
    )
    papers.file_paper(desk.office, desk.item.id, new)


def test_a_pack_is_built_looked_over_and_issued(opened: Opened) -> None:
    scene = opened("issued")
    scene.go("pack")
    assert [row[1] for row in documents(scene)] == ["", ""]
    build(scene)
    assert scene.said().startswith("The pack has ")
    assert all(pages for _, pages in documents(scene))
    scene.shortcut(Shortcuts.MAIN_ACT)
    pack = scene.desk.the(IssuedPack)
    assert scene.said().startswith("Issue 1 is out")
    assert [entry.title for entry in pack.plan.entries] == [title for title, _ in documents(scene)]


def test_before_the_agenda_is_out_the_page_leads_to_it(opened: Opened) -> None:
    scene = opened("listed")
    scene.go("pack")
    scene.until(
        lambda: said_in(scene) == ["Issue the agenda first: the pack holds it, and follows its order."]
    )
    scene.shortcut(Shortcuts.MAIN_ACT)
    assert scene.page.part == "agenda"


def test_a_name_of_another_family_is_answered_before_the_pack_goes_out(opened: Opened) -> None:
    scene = opened("issued")
    items.take_in(scene.desk.office, new_item("REV1", CARERS.id, proposed_terms=None))
    add_paper(scene, "As Wilhelmina Marsh saw.")
    scene.go("pack")
    build(scene)
    scene.shortcut(Shortcuts.MAIN_ACT)
    assert not scene.desk.find(IssuedPack)
    shown = [label.text() for label in scene.sheet().findChildren(QLabel)]
    assert any("As Wilhelmina Marsh saw." in words for words in shown)
    scene.type("why_0", "She is their referee.")
    scene.press_in_sheet("keep_these_answers_and_go_on")
    assert scene.desk.the(NameAnswer).answer == "She is their referee."
    assert scene.desk.the(IssuedPack).number == 1


def test_a_late_paper_is_shown_as_new_and_goes_out_with_the_next_issue(opened: Opened) -> None:
    scene = opened("issued")
    made = packs.make_pack(packs.prepare_pack(scene.desk.office, MEETING))
    with made.built:
        packs.issue_pack(scene.desk.office, made)
    add_paper(scene, "Well.", "Late medical")
    scene.go("pack")
    new = [line.title for line in pack_view(scene).table.model.rows if line.change]
    assert new == ["Late medical"]
    build(scene)
    scene.shortcut(Shortcuts.MAIN_ACT)
    assert [pack.number for pack in scene.desk.find(IssuedPack)] == [1, 2]


def test_the_next_issue_begins_with_the_choices_of_the_last_and_may_be_numbered_anew(opened: Opened) -> None:
    scene = opened("issued")
    add_paper(scene, "Well.")
    chosen = packs.PackChoices(
        has_right_hand_starts=True, max_dpi=300, reads_scans=False, confidentiality="For us only"
    )
    made = packs.make_pack(packs.prepare_pack(scene.desk.office, MEETING, chosen))
    with made.built:
        packs.issue_pack(scene.desk.office, made)
    for number in (2, 3):
        report = scene.desk.find(IssuedPack)[-1].plan.entries[1]
        pages = ("One.",) * (len(report.pages) + 1)
        today = scene.desk.office.clock.today()
        papers.correct_paper(scene.desk.office, report.source, data=worded_pdf(*pages), received_on=today)
        add_paper(scene, "Well.", f"Late medical {number}")
        scene.go("pack")
        scene.shortcut(Shortcuts.MAIN_ACT)
        if number == 3:
            QTest.keyClick(scene.focus("number_anew"), Qt.Key.Key_Space)
        scene.press_in_sheet("build_it")
        scene.shortcut(Shortcuts.MAIN_ACT)
        issue = scene.desk.find(IssuedPack)[-1]
        assert (issue.number, packs.PackChoices.as_issued(issue)) == (number, chosen)
    plans = [pack.plan for pack in scene.desk.find(IssuedPack)]
    assert any(not page.isdigit() for page in plans[1].printed)
    assert plans[2].printed == tuple(str(page + 1) for page in range(len(plans[2].printed)))


def test_a_first_issue_has_nothing_to_number_anew(opened: Opened) -> None:
    scene = opened("issued")
    scene.go("pack")
    scene.shortcut(Shortcuts.MAIN_ACT)
    assert not scene.has("number_anew")


def test_members_get_their_own_copies_and_their_passwords_are_shown(opened: Opened, tmp_path: Path) -> None:
    scene = opened("issued")
    scene.go("pack")
    build(scene)
    scene.shortcut(Shortcuts.MAIN_ACT)
    scene.shortcut(Shortcuts.MAIN_ACT)
    scene.press_in_sheet("choose_a_folder_and_make_them")
    dialog = scene.window.findChild(QFileDialog, "copies_folder")
    assert dialog is not None
    folder = tmp_path / "copies"
    folder.mkdir()
    dialog.fileSelected.emit(str(folder))
    scene.settle()
    copies = scene.desk.find(PackCopy)
    assert len(copies) == 6
    scene.until(lambda: {copy.password for copy in copies} <= shown_of_copies(scene))
    assert len(list(folder.glob("*.pdf"))) == 6
    with pikepdf.open(min(folder.glob("*.pdf")), password=copies[0].password) as pdf:
        assert len(pdf.pages) > 2


def test_the_pack_looks_right(opened: Opened, look: str, shot: Shot) -> None:
    scene = opened("issued")
    add_paper(scene, "Well.")
    scene.go("pack")
    scene.walk()
    shot(scene.window, f"pack-to-build-{look}")
    build(scene)
    scene.walk()
    shot(scene.window, f"pack-built-{look}")
    scene.shortcut(Shortcuts.MAIN_ACT)
    scene.shortcut(Shortcuts.MAIN_ACT)
    scene.walk()
    shot(scene.window, f"pack-copies-{look}")
