"""A meeting's pack read at the desk, by keyboard alone: pages as printed, search, notes and highlights."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QPushButton
from pytestqt.qtbot import QtBot

from fosterpanel.domain.lines_to_explore import LineToExplore
from fosterpanel.domain.papers import Paper, PaperReading
from fosterpanel.domain.private_notes import PrivateNote
from fosterpanel.ui.desk.places import Destination, Place
from fosterpanel.ui.desk.window import DeskWindow
from fosterpanel.ui.keys import Shortcuts
from fosterpanel.ui.look import sizes, theme
from fosterpanel.ui.look.tokens import Scheme
from fosterpanel.ui.pages.meetings.pack.reader import PackReader
from fosterpanel.ui.pages.meetings.pack.reading import PackReadingView
from fosterpanel.ui.pages.meetings.page import MeetingsPage
from fosterpanel.ui.pages.today import TodayPage
from fosterpanel.workflow.packing import packs
from fosterpanel.workflow.paperwork import papers
from tests.ui.conftest import Shot
from tests.ui.meetings_scene import Scene
from tests.ui.papers_scene import CAME, worded
from tests.ui.patience import WITHIN_MS
from tests.workflow.builders import MEETING, At, Desk
from tests.workflow.conftest import at as at
from tests.workflow.conftest import story as story
from tests.workflow.worded_papers import worded_pdf

CARER = "person-carer"


def add(desk: Desk, title: str, data: bytes, kind: str = "medical-report") -> Paper:
    new = papers.NewPaper(kind=kind, title=title, data=data, received_on=CAME)
    return papers.file_paper(desk.office, desk.item.id, new)


def issue(desk: Desk) -> None:
    made = packs.make_pack(packs.prepare_pack(desk.office, MEETING))
    with made.built:
        packs.issue_pack(desk.office, made)


def reader(scene: Scene) -> PackReader:
    view = scene.page.shown
    assert isinstance(view, PackReadingView)
    return view.reader


def read(scene: Scene, part: str = "pack-reading") -> PackReader:
    scene.go(part)
    scene.until(lambda: reader(scene).opened is not None)
    scene.settle()
    return reader(scene)


def shows(scene: Scene) -> tuple[str, str]:
    """The printed number and the document of the page that fills the view."""
    opened = reader(scene).opened
    assert opened is not None
    page = reader(scene).view.page
    return opened.sheets[page].printed, opened.document_on(page).title


def type_page(scene: Scene, number: str) -> None:
    """Begin to type a number on the page itself, and enter it."""
    reading = reader(scene)
    reading.view.setFocus()
    for each in number:
        widget = QApplication.focusWidget()
        assert widget is not None
        QTest.keyClicks(widget, each)
    assert reading.bar.page_line.hasFocus()
    QTest.keyClick(reading.bar.page_line, Qt.Key.Key_Return)
    scene.settle()


def look_for(scene: Scene, words: str, hits: int) -> None:
    reading = reader(scene)
    scene.shortcut(Shortcuts.FILTER)
    scene.until(reading.search.line.hasFocus)
    QTest.keyClicks(reading.search.line, words)
    scene.until(lambda: len(reading.search.hits) == hits)


def notes_said(scene: Scene) -> list[str]:
    labels = reader(scene).own.findChildren(QLabel)
    return [label.text() for label in labels if label.isVisible()]


Reads = Callable[..., Scene]


@pytest.fixture
def reads(at: At, qtbot: QtBot) -> Iterator[Reads]:
    """Somebody at the desk of a window with Today and the meetings, once a pack with these papers is out."""
    windows: list[DeskWindow] = []

    def show(who: str = CARER, furnish: Callable[[Desk], object] = lambda _: None) -> Scene:
        desk = at("issued")
        add(desk, "Medical", worded(3))
        add(desk, "References", worded_pdf("They are kind.", "She is patient, and keeps bees."))
        furnish(desk)
        issue(desk)
        places = {Place.TODAY: TodayPage, Place.MEETINGS: MeetingsPage}
        window = DeskWindow(desk.of(who), places)
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
        page = window.pages.current
        if isinstance(page, MeetingsPage):
            page.shown.leave()
        window.runner.stop()


def lengthen(desk: Desk) -> None:
    """The medical becomes one page longer, and something comes late."""
    medical = next(paper for paper in desk.find(Paper) if paper.title == "Medical" and paper.number == 1)
    papers.correct_paper(desk.office, medical.id, data=worded(4), received_on=CAME)
    add(desk, "Late statement", worded_pdf("It came late."))


def test_a_member_reads_the_pack_from_today_in_one_press_and_goes_on_where_they_stopped(reads: Reads) -> None:
    scene = reads()
    scene.window.go(Destination(Place.TODAY))
    scene.settle()
    today = scene.window.pages.current
    assert isinstance(today, TodayPage)
    line = next(one for one in today.table.model.rows if one.title.startswith("Read the pack for Friday"))
    today.table.view.setFocus()
    today.table.go_to((line.about, line.subject_id, line.title))
    QTest.keyClick(today.table.view, Qt.Key.Key_Return)
    scene.settle()
    scene.until(lambda: reader(scene).opened is not None)
    type_page(scene, "6")
    before = shows(scene)
    scene.go("pack")
    read(scene)
    assert shows(scene) == before
    scene.window.go(Destination(Place.TODAY))
    scene.settle()
    assert any(one.title.endswith(f"you stopped at {before[0]}") for one in today.table.model.rows)


def test_a_page_goes_by_its_printed_number_with_its_letter(reads: Reads) -> None:
    scene = reads()
    lengthen(scene.desk)
    issue(scene.desk)
    reading = read(scene)
    assert reading.opened is not None
    longer = next(one for one in reading.opened.documents if one.title == "Medical")
    number = longer.pages.rpartition("–")[2]
    assert number.endswith("A")
    type_page(scene, number.lower())
    assert shows(scene) == (number, "Medical")
    assert reading.bar.page_line.text() == number
    assert reading.view.accessibleName() == f"Page {number} of {reading.opened.last}"
    assert reading.table.current() == longer


def test_a_number_that_is_not_there_is_said_and_the_page_stays(reads: Reads) -> None:
    scene = reads()
    reading = read(scene)
    before = shows(scene)
    type_page(scene, "999")
    assert reading.notice.sentence.startswith("No page of this pack is numbered 999.")
    assert shows(scene) == before
    assert reading.bar.page_line.text() == before[0]


def test_the_pack_opens_at_its_index_whose_links_lead_to_the_documents(reads: Reads) -> None:
    scene = reads()
    reading = read(scene)
    assert shows(scene) == ("1", "Index")
    assert reading.opened is not None
    medical = next(one for one in reading.opened.documents if one.title == "Medical")
    link = next(one for one in reading.opened.images.links_on(0) if one.page == medical.first)
    port = reading.view.viewport()
    scale = reading.view.percent / 100 * 96 / 72
    left = (port.width() - round(reading.opened.sizes[0][0] * scale)) // 2
    down = reading.view.verticalScrollBar().value()
    over = QPoint(
        round(left + (link.box.left + link.box.width / 2) * scale),
        round(sizes.px(14) - down + (link.box.top + link.box.height / 2) * scale),
    )
    QTest.mouseMove(port, over)
    scene.until(lambda: port.cursor().shape() is Qt.CursorShape.PointingHandCursor)
    QTest.mouseClick(port, Qt.MouseButton.LeftButton, pos=over)
    assert shows(scene) == (medical.pages.partition("–")[0], "Medical")
    type_page(scene, "1")
    assert shows(scene) == ("1", "Index")
    QTest.mouseMove(port, QPoint(5, 5))
    assert port.cursor().shape() is Qt.CursorShape.ArrowCursor


def test_enter_on_a_document_of_the_pack_opens_it_there(reads: Reads) -> None:
    scene = reads("person-administrator")
    scene.go("pack")
    assert scene.has("read_the_pack")
    table = scene.page.pack.table
    line = next(one for one in table.model.rows if one.title == "References")
    table.view.setFocus()
    table.go_to(line.id)
    QTest.keyClick(table.view, Qt.Key.Key_Return)
    scene.settle()
    scene.until(lambda: reader(scene).opened is not None)
    assert shows(scene)[1] == "References"
    assert scene.page.part == "pack-reading"


def test_the_documents_at_the_left_are_gone_through_by_keyboard(reads: Reads) -> None:
    scene = reads()
    reading = read(scene)
    reading.table.view.setFocus()
    titles = []
    for _ in range(4):
        QTest.keyClick(reading.table.view, Qt.Key.Key_Down)
        titles.append(shows(scene)[1])
    assert titles == ["Agenda", "Assessment report", "Medical", "References"]
    QTest.keyClick(reading.table.view, Qt.Key.Key_Up)
    assert shows(scene)[1] == "Medical"
    QTest.keyClick(reading.table.view, Qt.Key.Key_Return)
    assert reading.view.hasFocus()
    why = [reading.table.model.columns[0].spoken(row) for row in reading.table.model.rows]
    reference = scene.desk.item.reference
    assert why[0] == "Index. p.\u00a01"
    assert why[1].startswith("Agenda. p.\u00a0")
    assert why[2].startswith(f"Assessment report. Item 1: {reference}, first approval · p.\u00a0")
    assert why[3].startswith("Medical. Item 1 · p.\u00a0")


def test_words_are_found_across_the_pack_and_a_highlight_stays_on_them_through_a_new_issue(
    reads: Reads,
) -> None:
    scene = reads()
    reading = read(scene)
    look_for(scene, "patient", 1)
    QTest.keyClick(reading.search.line, Qt.Key.Key_Return)
    number, title = shows(scene)
    assert title == "References"
    assert [reading.search.results.model.columns[0].text(hit) for hit in reading.search.hits] == [
        f"Page {number}"
    ]
    scene.shortcut(Shortcuts.HIGHLIGHT)
    note = scene.desk.the(PrivateNote)
    reference = next(paper for paper in scene.desk.find(Paper) if paper.title == "References")
    assert (note.paper_id, note.page, note.quote) == (reference.id, 2, "patient")
    scene.until(lambda: f"Page {number} · References" in notes_said(scene))

    lengthen(scene.desk)
    papers.correct_paper(
        scene.desk.office,
        reference.id,
        data=worded_pdf("They are kind.", "A line more.\nShe is patient, and keeps bees."),
        received_on=CAME,
    )
    issue(scene.desk)
    scene.shortcut(Shortcuts.REFRESH)
    scene.until(lambda: reading.opened is not None and reading.opened.pack.number == 2)
    scene.settle()
    assert reading.notice.sentence.startswith("Issue 2 has gone out.")
    scene.until(lambda: f"Page {number} · References · written on version 1" in notes_said(scene))
    (mark,) = [one for one in reading.view.marks if one.boxes]
    assert reading.opened is not None
    assert reading.opened.sheets[mark.page].printed == number
    assert "patient" in reading.opened.images.text_in(mark.page, mark.boxes[0])


def test_a_note_belongs_to_the_paper_behind_the_page_and_a_line_goes_to_the_chair(reads: Reads) -> None:
    scene = reads()
    reading = read(scene)
    look_for(scene, "bees", 1)
    QTest.keyClick(reading.search.line, Qt.Key.Key_Return)
    scene.shortcut(Shortcuts.NOTES)
    QTest.keyClicks(reading.own.notes.note.paragraphs, "Who minds the bees?")
    scene.press("send_to_the_chair")
    line = scene.desk.the(LineToExplore)
    reference = next(paper for paper in scene.desk.find(Paper) if paper.title == "References")
    assert (line.words, line.paper_id, line.page) == ("Who minds the bees?", reference.id, 2)
    QTest.keyClicks(reading.own.notes.note.paragraphs, "Stings.")
    scene.press("keep")
    note = scene.desk.the(PrivateNote)
    assert (note.words, note.paper_id, note.page, note.item_id) == (
        "Stings.",
        reference.id,
        2,
        scene.desk.item.id,
    )


def test_index_and_agenda_take_no_notes_and_says_why(reads: Reads) -> None:
    scene = reads()
    reading = read(scene)
    scene.shortcut(Shortcuts.NOTES)
    QTest.keyClicks(reading.own.notes.note.paragraphs, "Too long a day.")
    scene.press("keep")
    assert reading.own.notes.notice.sentence.startswith("Notes belong to the papers of an item.")
    assert reading.own.notes.note.text() == "Too long a day."
    assert not scene.desk.find(PrivateNote)


def test_a_paper_read_to_its_end_is_recorded_and_ticked(reads: Reads) -> None:
    scene = reads()
    reading = read(scene)
    look_for(scene, "bees", 1)
    QTest.keyClick(reading.search.line, Qt.Key.Key_Return)
    scene.until(lambda: bool(scene.desk.find(PaperReading)))
    record = scene.desk.the(PaperReading)
    reference = next(paper for paper in scene.desk.find(Paper) if paper.title == "References")
    assert (record.paper_id, record.person_id) == (reference.id, CARER)
    (row,) = [one for one in reading.table.model.rows if one.title == "References"]
    assert "read by you" in reading.table.model.columns[0].spoken(row)
    assert "1 of 3 papers read" in scene.find(QLabel, "page_context").text()


@pytest.mark.parametrize("look", ["light", "dark", "light-200"])
def test_the_reader_of_the_pack_looks_right(reads: Reads, look: str, shot: Shot, qapp: QApplication) -> None:
    scheme, _, size = look.partition("-")
    theme.apply(qapp, Scheme(scheme), 2.0 if size else 1.0)
    scene = reads()
    lengthen(scene.desk)
    issue(scene.desk)
    reading = read(scene)
    look_for(scene, "patient", 1)
    QTest.keyClick(reading.search.line, Qt.Key.Key_Return)
    found = shows(scene)
    scene.shortcut(Shortcuts.HIGHLIGHT)
    scene.walk()
    assert shows(scene) == found
    shot(scene.window, f"pack-reading-found-{look}")
    reading.search.clear()
    button = next(one for one in reading.findChildren(QPushButton) if one.objectName() == "view_documents")
    button.setFocus()
    QTest.keyClick(button, Qt.Key.Key_Space)
    scene.walk()
    shot(scene.window, f"pack-reading-documents-{look}")
