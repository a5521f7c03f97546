from __future__ import annotations

import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QApplication, QFileDialog, QWidget
from pytestqt.qtbot import QtBot

from fosterpanel.documents.intake import examine_paper
from fosterpanel.domain.papers import Paper, PaperReading
from fosterpanel.ui.pages.papers.page_cache import PageCache
from fosterpanel.ui.pages.papers.page_source import SMALL_BYTES
from fosterpanel.ui.pages.papers.page_view import STEPS
from fosterpanel.ui.pages.papers.page_worker import as_image
from fosterpanel.ui.pages.papers.reader import PaperReader
from fosterpanel.ui.tasks import TaskRunner
from fosterpanel.workflow.page_images import PageImage
from tests.ui import papers_scene as scene
from tests.ui.conftest import InWindow
from tests.ui.patience import WITHIN_MS
from tests.workflow.builders import At, Desk
from tests.workflow.conftest import at as at
from tests.workflow.conftest import story as story

CTRL = Qt.KeyboardModifier.ControlModifier
BARE = Qt.KeyboardModifier.NoModifier


@pytest.fixture
def desk(at: At) -> Desk:
    return at("taken in")


@pytest.fixture
def reader(qtbot: QtBot, desk: Desk, runner: TaskRunner, in_window: InWindow) -> Iterator[PaperReader]:
    made = PaperReader(desk.office, runner)
    in_window(made).resize(1100, 680)
    yield made
    made.close_paper()
    qtbot.waitUntil(lambda: not drawing_threads(), timeout=WITHIN_MS)


def drawing_threads() -> list[threading.Thread]:
    return [thread for thread in threading.enumerate() if thread.name == "pages"]


def open_in(qtbot: QtBot, reader: PaperReader, paper: Paper, page: int = 0) -> None:
    reader.open_paper(paper.id, page)
    qtbot.waitUntil(lambda: reader.paper_id == paper.id, timeout=WITHIN_MS)


def press(qtbot: QtBot, *keys: Qt.Key, modifier: Qt.KeyboardModifier = BARE) -> None:
    for key in keys:
        qtbot.keyClick(focused(), key, modifier)


def type_words(qtbot: QtBot, words: str) -> None:
    for letter in words:
        qtbot.keyClicks(focused(), letter)


def focused() -> QWidget:
    widget = QApplication.focusWidget()
    assert widget is not None
    return widget


def test_a_page_number_is_typed_and_entered(qtbot: QtBot, desk: Desk, reader: PaperReader) -> None:
    open_in(qtbot, reader, scene.file(desk, "Form F", scene.worded(300)))
    assert focused() is reader.view
    type_words(qtbot, "214")
    assert focused() is reader.bar.page_line
    press(qtbot, Qt.Key.Key_Return)
    assert reader.view.page == 213
    assert focused() is reader.view
    qtbot.waitUntil(
        lambda: "Page 214 of the report" in reader.view.accessibleDescription(), timeout=WITHIN_MS
    )
    assert reader.view.accessibleName() == "Page 214 of 300"
    press(qtbot, Qt.Key.Key_G, modifier=CTRL)
    type_words(qtbot, "900")
    press(qtbot, Qt.Key.Key_Return)
    assert reader.view.page == 299


def test_keys_turn_pages_and_go_to_the_ends(qtbot: QtBot, desk: Desk, reader: PaperReader) -> None:
    open_in(qtbot, reader, scene.file(desk, "Form F", scene.worded(20)))
    press(qtbot, Qt.Key.Key_Right, Qt.Key.Key_Right)
    assert reader.view.page == 2
    press(qtbot, Qt.Key.Key_Left)
    assert reader.view.page == 1
    press(qtbot, Qt.Key.Key_End)
    assert reader.view.page == 19
    press(qtbot, Qt.Key.Key_Home)
    assert reader.view.page == 0
    before = reader.view.verticalScrollBar().value()
    press(qtbot, Qt.Key.Key_PageDown, Qt.Key.Key_Space, Qt.Key.Key_Down)
    assert reader.view.verticalScrollBar().value() > before + reader.view.viewport().height()
    qtbot.keyClick(reader.bar.after, Qt.Key.Key_Return)
    page = reader.view.page
    qtbot.keyClick(reader.bar.before, Qt.Key.Key_Return)
    assert reader.view.page == page - 1


def test_the_small_pictures_go_to_a_page(qtbot: QtBot, desk: Desk, reader: PaperReader) -> None:
    open_in(qtbot, reader, scene.file(desk, "Form F", scene.worded(20)))
    pages = reader.search.thumbnails
    pages.setFocus()
    press(qtbot, Qt.Key.Key_Down, Qt.Key.Key_Down, Qt.Key.Key_Down)
    assert reader.view.page == 3
    assert pages.model().data(pages.currentIndex()) == "Page 4"


def test_larger_smaller_and_as_wide_as_the_window(qtbot: QtBot, desk: Desk, reader: PaperReader) -> None:
    open_in(qtbot, reader, scene.file(desk, "Form F", scene.worded(20)), page=9)
    fit = reader.view.percent
    larger = min(round(100 * step) for step in STEPS if 100 * step > fit + 1)
    press(qtbot, Qt.Key.Key_Plus, modifier=CTRL)
    qtbot.waitUntil(lambda: reader.view.percent == larger, timeout=WITHIN_MS)
    assert reader.view.page == 8
    press(qtbot, Qt.Key.Key_Minus, modifier=CTRL)
    qtbot.waitUntil(lambda: reader.view.percent < larger, timeout=WITHIN_MS)
    qtbot.keyClick(reader.bar.full, Qt.Key.Key_Return)
    assert reader.view.percent == 100
    for _ in range(len(STEPS) + 1):
        reader.bar.larger.click()
    assert reader.view.percent == 300
    assert reader.view.horizontalScrollBar().maximum() > 0
    reader.view.setFocus()
    press(qtbot, Qt.Key.Key_0, modifier=CTRL)
    qtbot.waitUntil(lambda: reader.view.percent == fit, timeout=WITHIN_MS)
    assert reader.view.horizontalScrollBar().maximum() == 0


def test_another_size_squeezes_no_button(qtbot: QtBot, desk: Desk, reader: PaperReader) -> None:
    open_in(qtbot, reader, scene.furnish(desk)[0])
    whole = reader.bar.fit.geometry()
    for zoom in (0.5, 1.0, 3.0):
        reader.view.zoom_to(zoom)
        QApplication.processEvents()
        assert reader.bar.fit.geometry() == whole


def test_words_are_found_listed_and_shown(qtbot: QtBot, desk: Desk, reader: PaperReader) -> None:
    data = scene.worded_pdf(*(["Nothing here"] * 40), "A garden, and a second garden", "No more")
    open_in(qtbot, reader, scene.file(desk, "Form F", data))
    press(qtbot, Qt.Key.Key_F, modifier=CTRL)
    type_words(qtbot, "GARDEN")
    qtbot.waitUntil(lambda: reader.search.sentence == "2 places on 1 page", timeout=WITHIN_MS)
    assert [hit.page for hit in reader.search.hits] == [40, 40]
    assert reader.view.page == 0
    press(qtbot, Qt.Key.Key_Return)
    assert reader.view.page == 40
    table = reader.search.results
    assert table.model.sentence(reader.search.hits[0]).startswith("Page 41. A garden, and a second garden")
    press(qtbot, Qt.Key.Key_Down)
    assert focused() is table.view
    press(qtbot, Qt.Key.Key_Down)
    assert table.view.currentIndex().row() == 1
    reader.search.line.setFocus()
    press(qtbot, Qt.Key.Key_Escape)
    assert reader.search.hits == []
    assert reader.search.thumbnails.isVisible()


def test_words_that_are_not_there(qtbot: QtBot, desk: Desk, reader: PaperReader) -> None:
    open_in(qtbot, reader, scene.file(desk, "Form F", scene.worded(5)))
    press(qtbot, Qt.Key.Key_F, modifier=CTRL)
    type_words(qtbot, "zebra")
    qtbot.waitUntil(lambda: reader.search.sentence == "Not found in this paper.", timeout=WITHIN_MS)


def test_reading_to_the_end_is_recorded_once(qtbot: QtBot, desk: Desk, reader: PaperReader) -> None:
    paper = scene.file(desk, "Form F", scene.worded(12))
    open_in(qtbot, reader, paper)
    press(qtbot, Qt.Key.Key_PageDown)
    qtbot.wait(1200)
    assert not desk.find(PaperReading)
    with qtbot.waitSignal(reader.read, timeout=WITHIN_MS):
        press(qtbot, Qt.Key.Key_End)
    reading = desk.the(PaperReading)
    assert (reading.paper_id, reading.person_id) == (paper.id, desk.office.person.id)
    press(qtbot, Qt.Key.Key_Home)
    with qtbot.waitSignal(reader.read, timeout=WITHIN_MS):
        press(qtbot, Qt.Key.Key_End)
    assert desk.the(PaperReading) == reading


def test_it_opens_where_one_stopped(qtbot: QtBot, desk: Desk, reader: PaperReader) -> None:
    paper, other = (scene.file(desk, title, scene.worded(30, title)) for title in ("Form F", "Medical"))
    open_in(qtbot, reader, paper)
    type_words(qtbot, "17")
    press(qtbot, Qt.Key.Key_Return)
    open_in(qtbot, reader, other)
    assert reader.view.page == 0
    open_in(qtbot, reader, paper)
    assert reader.view.page == 16
    open_in(qtbot, reader, paper, page=3)
    assert reader.view.page == 2


def test_an_older_version_says_so_and_leads_to_the_newest(
    qtbot: QtBot, desk: Desk, reader: PaperReader
) -> None:
    *_, corrected = scene.furnish(desk)
    open_in(qtbot, reader, desk.get(Paper, corrected.replaces_id))
    assert reader.notice.sentence == "You are reading version 1. Version 2 replaced it on 23 November 2026."
    act = next(
        each for each in reader.notice.findChildren(QWidget) if each.accessibleName() == "Read version 2"
    )
    qtbot.keyClick(act, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: reader.paper_id == corrected.id, timeout=WITHIN_MS)
    assert reader.notice.sentence == ""


def test_a_copy_is_saved_on_purpose_and_recorded(
    qtbot: QtBot, desk: Desk, reader: PaperReader, tmp_path: Path
) -> None:
    paper = scene.file(desk, "Form F: A/B", scene.worded(3))
    open_in(qtbot, reader, paper)
    press(qtbot, Qt.Key.Key_S, modifier=CTRL)
    qtbot.waitUntil(lambda: reader.findChild(QFileDialog) is not None, timeout=WITHIN_MS)
    dialog = reader.findChild(QFileDialog)
    assert [Path(chosen).name for chosen in dialog.selectedFiles()] == ["Form F A B.pdf"]
    # The system's own dialog is not tried here: it says what was chosen and closes.
    dialog.fileSelected.emit(str(tmp_path / "copy.pdf"))
    dialog.close()
    qtbot.waitUntil(lambda: "saved as copy.pdf" in reader.notice.sentence, timeout=WITHIN_MS)
    assert examine_paper((tmp_path / "copy.pdf").read_bytes(), "copy").pages == 3
    assert desk.last_act() == ("record_copy", paper.id)


def test_printing_is_recorded(qtbot: QtBot, desk: Desk, reader: PaperReader, tmp_path: Path) -> None:
    paper = scene.file(desk, "Form F", scene.worded(5))
    open_in(qtbot, reader, paper)
    printer = QPrinter(QPrinter.PrinterMode.ScreenResolution)
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(tmp_path / "printed.pdf"))
    printer.setFromTo(2, 4)
    reader.taking_out.print(paper, printer)
    qtbot.waitUntil(lambda: "went to the printer" in reader.notice.sentence, timeout=WITHIN_MS)
    assert examine_paper((tmp_path / "printed.pdf").read_bytes(), "printed").pages == 3
    assert desk.last_act() == ("record_copy", paper.id)


def test_a_paper_that_cannot_be_shown_says_so(qtbot: QtBot, desk: Desk, reader: PaperReader) -> None:
    reader.open_paper("nowhere")
    qtbot.waitUntil(lambda: bool(reader.notice.sentence), timeout=WITHIN_MS)
    assert "There is no paper" in reader.notice.sentence


def test_closing_lets_go_of_everything(qtbot: QtBot, desk: Desk, reader: PaperReader) -> None:
    open_in(qtbot, reader, scene.file(desk, "Form F", scene.worded(20)))
    qtbot.waitUntil(lambda: reader.source.held > 0, timeout=WITHIN_MS)
    with qtbot.waitSignal(reader.closed, timeout=WITHIN_MS):
        back = next(
            each for each in reader.findChildren(QWidget) if each.objectName() == "back_to_the_papers"
        )
        qtbot.keyClick(back, Qt.Key.Key_Return)
    assert reader.source.held == 0
    assert reader.paper_id == ""
    qtbot.waitUntil(lambda: not drawing_threads(), timeout=WITHIN_MS)


def test_a_window_taken_away_leaves_no_thread(qtbot: QtBot, desk: Desk, runner: TaskRunner) -> None:
    reader = PaperReader(desk.office, runner)
    open_in(qtbot, reader, scene.file(desk, "Form F", scene.worded(20)))
    assert drawing_threads()
    reader.deleteLater()
    qtbot.waitUntil(lambda: not drawing_threads(), timeout=WITHIN_MS)


def test_the_window_lives_while_a_long_paper_is_drawn(qtbot: QtBot, desk: Desk, reader: PaperReader) -> None:
    paper = scene.file(desk, "Form F", scene.worded(500))
    heart = Heart()
    open_in(qtbot, reader, paper)
    heart.start()
    for page in range(0, 500, 9):
        reader.view.go_to(page)
        qtbot.wait(5)
    reader.search.line.setFocus()
    type_words(qtbot, "garden")
    qtbot.waitUntil(lambda: "500 pages" in reader.search.sentence, timeout=WITHIN_MS)
    heart.stop()
    assert heart.beats > 56  # at least once between any two pages, and while it searches


class Heart:
    """Beats with the event loop; how long it is held up is measured in ``benchmarks/desk.py``."""

    def __init__(self) -> None:
        self.beats = 0
        self._timer = QTimer()
        self._timer.timeout.connect(self._beat)

    def start(self) -> None:
        self._timer.start(1)

    def stop(self) -> None:
        self._timer.stop()

    def _beat(self) -> None:
        self.beats += 1


def test_pictures_are_kept_within_bounds() -> None:
    def picture(width: int) -> PageImage:
        return PageImage(width=width, height=100, pixels=bytes(4 * width * 100))

    cache = PageCache(most_bytes=5 * 40_000)
    for page in range(9):
        cache.keep(page, 100, as_image(picture(100)))
    assert cache.held == 5 * 40_000
    assert [page for page in range(9) if cache.image(page, 100)] == [4, 5, 6, 7, 8]
    cache.image(4, 100)
    cache.keep(9, 100, as_image(picture(100)))
    assert cache.image(4, 100) is not None
    assert cache.image(5, 100) is None
    cache.keep(4, 200, as_image(picture(200)))
    nearest = cache.nearest(4, 190)
    assert nearest is not None
    assert nearest.width() == 200
    cache.keep(1, 5000, as_image(picture(5000)))
    assert cache.image(1, 5000) is not None
    assert cache.held == 4 * 5000 * 100
    cache.clear()
    assert cache.held == 0
    assert SMALL_BYTES < 2**26


def test_a_program_that_ends_waits_until_its_paper_is_closed(project: Path) -> None:
    """PDFium goes with the program: whoever still closes a document then finds it gone."""
    program = (
        "import atexit\n"
        "from fosterpanel.ui.pages.papers.page_worker import PageWorker\n"
        "from fosterpanel.workflow.page_images import PageImages\n"
        "from tests.workflow.worded_papers import worded_pdf\n"
        "class Told(PageImages):\n"
        "    def close(self):\n"
        "        super().close()\n"
        "        print('closed')\n"
        "atexit.register(print, 'ended')\n"
        "PageWorker(Told(worded_pdf('Kind.')), (595.0,), print)\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], cwd=project, capture_output=True, text=True, check=True
    )
    assert done.stdout.split() == ["closed", "ended"]
