from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QApplication, QFileDialog, QWidget
from pytestqt.qtbot import QtBot

from fosterpanel.domain.drafts import Draft
from fosterpanel.domain.papers import Paper, PaperAlert
from fosterpanel.ui.pages.papers.correction_view import CorrectionView
from fosterpanel.ui.pages.papers.panel import PapersPanel
from fosterpanel.ui.parts.words import StateLine
from fosterpanel.ui.tasks import TaskRunner
from fosterpanel.workflow.business import items
from tests.documents import offered_files as offered
from tests.ui import papers_scene as scene
from tests.ui.conftest import InWindow
from tests.ui.patience import WITHIN_MS
from tests.workflow.builders import CARERS, At, Desk, new_item, pdf
from tests.workflow.conftest import at as at
from tests.workflow.conftest import story as story

Make = Callable[[str], tuple[Desk, PapersPanel]]
SEEN = date(2026, 9, 3)


@pytest.fixture
def make(at: At, in_window: InWindow, qapp: QApplication) -> Iterator[Make]:
    runners: list[TaskRunner] = []

    def panel_at(step: str) -> tuple[Desk, PapersPanel]:
        desk = at(step)
        runners.append(TaskRunner())
        panel = PapersPanel(desk.office, runners[-1], desk.item.id)
        in_window(panel).resize(1100, 680)
        return desk, panel

    yield panel_at
    for runner in runners:
        runner.stop()


def files(folder: Path, contents: dict[str, bytes]) -> list[Path]:
    for name, data in contents.items():
        (folder / name).write_bytes(data)
    return [folder / name for name in contents]


def drop(panel: PapersPanel, paths: list[Path]) -> None:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    copy, left = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton
    bare = Qt.KeyboardModifier.NoModifier
    QApplication.sendEvent(panel, QDragEnterEvent(QPoint(50, 50), copy, data, left, bare))
    QApplication.sendEvent(panel, QDropEvent(QPointF(50, 50), copy, data, left, bare))


def offered_to(qtbot: QtBot, panel: PapersPanel, paths: list[Path]) -> None:
    drop(panel, paths)
    qtbot.waitUntil(panel.intake.isVisible, timeout=WITHIN_MS)


def press(qtbot: QtBot, key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    focused = QApplication.focusWidget()
    assert focused is not None
    qtbot.keyClick(focused, key, modifier)


def main_act(qtbot: QtBot) -> None:
    press(qtbot, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)


def control(panel: QWidget, called: str) -> QWidget:
    found = panel.findChild(QWidget, called)
    assert found is not None
    return found


def test_files_are_chosen_by_keyboard_and_taken_in(qtbot: QtBot, make: Make, tmp_path: Path) -> None:
    desk, panel = make("taken in")
    (path,) = files(tmp_path, {"medical advisor comment 3.9.26.pdf": pdf(2)})
    qtbot.keyClick(control(panel, "add_papers"), Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: panel.findChild(QFileDialog) is not None, timeout=WITHIN_MS)
    dialog = panel.findChild(QFileDialog)
    assert dialog.fileMode() is QFileDialog.FileMode.ExistingFiles
    # The system's own dialog is not tried here: it says what was chosen and closes.
    dialog.filesSelected.emit([str(path)])
    with qtbot.waitActive(panel.window(), timeout=WITHIN_MS):
        dialog.close()
        panel.window().activateWindow()
    qtbot.waitUntil(lambda: len(panel.intake.cards) == 1, timeout=WITHIN_MS)
    (card,) = panel.intake.cards
    assert (card.form.kind.value(), card.form.dated_on.value()) == ("medical-report", SEEN)
    assert QApplication.focusWidget() is card.form.kind.combo
    press(qtbot, Qt.Key.Key_Tab)
    press(qtbot, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    qtbot.keyClicks(QApplication.focusWidget(), "Medical adviser")
    assert not desk.find(Paper, kind="medical-report")
    with qtbot.waitSignal(panel.changed, timeout=WITHIN_MS):
        main_act(qtbot)
    paper = desk.the(Paper, kind="medical-report")
    assert (paper.title, paper.dated_on, paper.pages) == ("Medical adviser", SEEN, 2)
    assert (paper.source_name, paper.received_on) == (path.name, date(2026, 11, 23))
    assert panel.notice.sentence == "1 paper taken in."
    assert panel.table.model.rowCount() == 2


def test_several_at_once_and_one_refused(qtbot: QtBot, make: Make, tmp_path: Path) -> None:
    desk, panel = make("taken in")
    paths = files(
        tmp_path,
        {
            "DBS.pdf": pdf(1),
            "Ref 1.jpg": offered.photograph(),
            "letter.txt": b"words",
            "form.pdf": b"%PDF-1.7 and nothing",
        },
    )
    offered_to(qtbot, panel, paths)
    assert [card.prepared.source_name for card in panel.intake.cards] == ["DBS.pdf", "Ref 1.jpg"]
    said = [line.text for line in panel.intake.findChildren(StateLine) if line.isVisible()]
    assert sum("letter.txt” is not a PDF, a Word file or a picture" in each for each in said) == 1
    assert sum("form.pdf” is broken" in each for each in said) == 1
    with qtbot.waitSignal(panel.changed, timeout=WITHIN_MS):
        main_act(qtbot)
    kinds = {paper.kind for paper in desk.find(Paper)}
    assert kinds == {"assessment-report", "stage-one-checks", "referee-reports"}


def test_what_cannot_be_guessed_is_asked_for(qtbot: QtBot, make: Make, tmp_path: Path) -> None:
    desk, panel = make("taken in")
    offered_to(qtbot, panel, files(tmp_path, {"scan0012.pdf": pdf(1)}))
    main_act(qtbot)
    (card,) = panel.intake.cards
    assert card.form.kind.error == "Type of paper: nothing is chosen. Choose one."
    assert QApplication.focusWidget() is card.form.kind.combo
    press(qtbot, Qt.Key.Key_Down)
    with qtbot.waitSignal(panel.changed, timeout=WITHIN_MS):
        main_act(qtbot)
    # What the item still needs is offered first.
    assert desk.find(Paper)[-1].kind == "front-sheet"


def test_a_paper_that_names_another_family_is_not_taken_in_unasked(
    qtbot: QtBot, make: Make, tmp_path: Path
) -> None:
    desk, panel = make("taken in")
    other = items.take_in(desk.office, new_item("REV1", CARERS.id, proposed_terms=None))
    path = files(tmp_path, {"DBS.pdf": scene.worded(2, "Seen: Wilhelmina Marsh")})
    offered_to(qtbot, panel, path)
    (card,) = panel.intake.cards
    (question,) = card.prepared.questions
    assert question.sentence == (
        f"This paper names Wilhelmina Marsh of item {other.reference}: is it in the right place?"
    )
    main_act(qtbot)
    assert len(desk.find(Paper)) == 1
    (tick,) = card.asked.ticks
    assert "tick it to take the file in" in tick.error
    assert QApplication.focusWidget() is tick.tick
    press(qtbot, Qt.Key.Key_Space)
    with qtbot.waitSignal(panel.changed, timeout=WITHIN_MS):
        main_act(qtbot)
    assert len(desk.find(Paper)) == 2


def test_a_file_may_be_left_out(qtbot: QtBot, make: Make, tmp_path: Path) -> None:
    desk, panel = make("taken in")
    offered_to(qtbot, panel, files(tmp_path, {"DBS.pdf": pdf(1), "Ref 1.pdf": pdf(2)}))
    qtbot.keyClick(_button(panel, "Leave out DBS.pdf"), Qt.Key.Key_Return)
    with qtbot.waitSignal(panel.changed, timeout=WITHIN_MS):
        main_act(qtbot)
    assert {paper.kind for paper in desk.find(Paper)} == {"assessment-report", "referee-reports"}


def test_nothing_is_taken_in_when_the_person_goes_back(qtbot: QtBot, make: Make, tmp_path: Path) -> None:
    desk, panel = make("taken in")
    before = desk.find(Paper)
    offered_to(qtbot, panel, files(tmp_path, {"DBS.pdf": pdf(1)}))
    qtbot.keyClick(_button(panel, "Not now"), Qt.Key.Key_Return)
    assert panel.table.isVisible()
    assert desk.find(Paper) == before


def test_what_was_typed_comes_back_with_the_same_file(qtbot: QtBot, make: Make, tmp_path: Path) -> None:
    desk, panel = make("taken in")
    paths = files(tmp_path, {"DBS.pdf": pdf(1)})
    offered_to(qtbot, panel, paths)
    (card,) = panel.intake.cards
    card.form.title.focus()
    card.form.title.line.end(False)
    qtbot.keyClicks(card.form.title.line, " of both")
    qtbot.waitUntil(lambda: bool(desk.find(Draft)), timeout=WITHIN_MS)
    qtbot.keyClick(_button(panel, "Not now"), Qt.Key.Key_Return)
    offered_to(qtbot, panel, paths)
    assert panel.intake.cards[0].form.title.value() == "DBS of both"


def test_papers_that_come_late_are_marked(qtbot: QtBot, make: Make, tmp_path: Path) -> None:
    desk, panel = make("listed")
    desk.clock.move(timedelta(days=7))
    offered_to(qtbot, panel, files(tmp_path, {"DBS.pdf": pdf(1)}))
    late = "Papers for this meeting were due on Friday 27 November 2026: what came later is marked late."
    assert panel.intake.received.sentence == late
    day = panel.intake.received.field
    day.focus()
    press(qtbot, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    qtbot.keyClicks(day.line, "27 11 2026")
    assert panel.intake.received.sentence == ""
    press(qtbot, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    qtbot.keyClicks(day.line, "28 11 2026")
    assert panel.intake.received.sentence == late
    with qtbot.waitSignal(panel.changed, timeout=WITHIN_MS):
        main_act(qtbot)
    paper = desk.the(Paper, kind="stage-one-checks")
    assert (paper.is_late, paper.received_on) == (True, date(2026, 11, 28))


def test_a_day_still_to_come_is_refused_beside_the_field(qtbot: QtBot, make: Make, tmp_path: Path) -> None:
    desk, panel = make("taken in")
    before = desk.find(Paper)
    offered_to(qtbot, panel, files(tmp_path, {"DBS.pdf": pdf(1)}))
    day = panel.intake.received.field
    day.focus()
    press(qtbot, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    qtbot.keyClicks(day.line, "1 12 2027")
    main_act(qtbot)
    assert "still to come" in day.error
    assert desk.find(Paper) == before


def test_a_corrected_file_becomes_the_next_version(qtbot: QtBot, make: Make, tmp_path: Path) -> None:
    desk, panel = make("taken in")
    old = desk.the(Paper)
    panel.table.view.go_to(0)
    qtbot.keyClick(panel.table.view, Qt.Key.Key_Return, Qt.KeyboardModifier.ShiftModifier)
    drop(panel, files(tmp_path, {"Form F corrected.pdf": pdf(4)}))
    said = control(panel, "corrected_file")
    qtbot.waitUntil(lambda: "4 pages" in said.text, timeout=WITHIN_MS)
    with qtbot.waitSignal(panel.changed, timeout=WITHIN_MS):
        main_act(qtbot)
    new = desk.find(Paper)[-1]
    assert (new.number, new.replaces_id, new.pages, new.title) == (2, old.id, 4, old.title)
    assert panel.notice.sentence == "“Assessment report” is now version 2."
    assert [panel.table.model.row(place).paper for place in range(2)] == [new, old]


def test_a_corrected_file_that_is_the_same_is_not_taken_in_unasked(
    qtbot: QtBot, make: Make, tmp_path: Path
) -> None:
    desk, panel = make("taken in")
    old = desk.the(Paper)
    with desk.office.reading() as reading:
        same = reading.content(old.sha256)
    panel.correct_paper(old.id, *files(tmp_path, {"corrected.pdf": same}))
    qtbot.waitUntil(lambda: bool(panel.findChild(CorrectionView).asked.ticks), timeout=WITHIN_MS)
    main_act(qtbot)
    (tick,) = panel.findChild(CorrectionView).asked.ticks
    assert desk.find(Paper) == (old,)
    assert "tick it to take the file in" in tick.error
    press(qtbot, Qt.Key.Key_Space)
    with qtbot.waitSignal(panel.changed, timeout=WITHIN_MS):
        main_act(qtbot)
    assert desk.find(Paper)[-1].replaces_id == old.id


def test_type_and_date_are_corrected_without_a_file(qtbot: QtBot, make: Make) -> None:
    desk, panel = make("taken in")
    old = desk.the(Paper)
    panel.table.view.go_to(0)
    qtbot.keyClick(panel.table.view, Qt.Key.Key_Return, Qt.KeyboardModifier.ShiftModifier)
    day = control(panel, "dated_on_corrected")
    day.setFocus()
    qtbot.keyClicks(day, "14 9 2026")
    with qtbot.waitSignal(panel.changed, timeout=WITHIN_MS):
        main_act(qtbot)
    new = desk.find(Paper)[-1]
    assert (new.replaces_id, new.sha256, new.dated_on) == (old.id, old.sha256, date(2026, 9, 14))


def test_correcting_what_the_panel_relied_on_raises_an_alert(
    qtbot: QtBot, make: Make, tmp_path: Path
) -> None:
    desk, panel = make("recommended")
    panel.table.view.go_to(0)
    qtbot.keyClick(panel.table.view, Qt.Key.Key_Return, Qt.KeyboardModifier.ShiftModifier)
    drop(panel, files(tmp_path, {"corrected.pdf": pdf(4)}))
    said = control(panel, "corrected_file")
    qtbot.waitUntil(lambda: "4 pages" in said.text, timeout=WITHIN_MS)
    with qtbot.waitSignal(panel.changed, timeout=WITHIN_MS):
        main_act(qtbot)
    alert = desk.the(PaperAlert)
    assert panel.notice.sentence == alert.sentence
    with qtbot.waitSignal(panel.answer_asked, timeout=WITHIN_MS) as asked:
        qtbot.keyClick(control(panel, "say_what_follows"), Qt.Key.Key_Return)
    assert asked.args[0] == alert


def test_enter_asks_to_read_any_version(qtbot: QtBot, make: Make) -> None:
    desk, panel = make("taken in")
    *_, medical = scene.furnish(desk)
    panel.refresh()
    asked: list[str] = []
    panel.read_asked.connect(asked.append)
    for line in (medical.id, medical.replaces_id):
        panel.table.go_to(line)
        qtbot.keyClick(panel.table.view, Qt.Key.Key_Return)
    assert asked == [medical.id, medical.replaces_id]


def test_who_has_read_which_version_is_in_the_list(make: Make) -> None:
    desk, panel = make("taken in")
    *_, referee, late, corrected = scene.furnish(desk)
    panel.refresh()
    said = {line.paper.id: panel.table.model.sentence(line) for line in panel.table.model.rows}
    assert "Read by: Margaret Ollerenshaw." in said[corrected.id]
    assert "Margaret Ollerenshaw, Tobiah Quill" in said[corrected.replaces_id]
    assert "How it stands: Replaced" in said[corrected.replaces_id]
    assert "How it stands: Late" in said[late.id]
    assert "How it stands: Read by you" in said[referee.id]


def _button(panel: PapersPanel, words: str) -> QWidget:
    (found,) = [
        each for each in panel.findChildren(QWidget) if each.accessibleName() == words and each.isVisible()
    ]
    return found
