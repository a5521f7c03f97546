"""What the desk costs the person at it: opening the program, and every key press in a service of many years.

Opening is given as a ratio to a bare PySide6 window in the same run, each in a fresh process. The key presses go
to the real window over an encrypted store made for this run, from the press to the new rows on the screen.
"""

from __future__ import annotations

import argparse
import contextlib
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from statistics import median
from time import perf_counter
from typing import Any

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from measuring import print_json, print_table
from measuring.big_service import found_big_service
from measuring.panel_days import PASSPHRASE, SAMPLE, Desk, Store, enter
from PySide6.QtCore import QCoreApplication, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QWidget

from fosterpanel.domain.items_overview import ItemView
from fosterpanel.ui.desk.memory import FILE_NAME, WindowMemory
from fosterpanel.ui.desk.places import Destination, Place
from fosterpanel.ui.desk.window import DeskWindow
from fosterpanel.ui.look import theme
from fosterpanel.ui.look.tokens import Scheme
from fosterpanel.ui.pages.items.page import ItemsPage
from fosterpanel.ui.pages.places import COUNTS, PAGES, load_pages
from fosterpanel.ui.tasks import favour_the_window
from fosterpanel.workflow.page_images import page_images

RUNS = 5
ITEMS, PEOPLE = 100_000, 20_000
GOALS = {"start_ratio": 1.5, "median": 50, "worst": 100, "block_ms": 50}
FILTERED = ("merrow", "26/0", "transfer hollis", "ada pen")
SEARCHED = ("okonjo", "home h0012", "quinn rushden", "ropewalk saltby")
ROUNDS = 3
DAYS = 2
BEAT_MS = 2
WITHIN_SECONDS = 30


def measure(items: int, people: int) -> dict[str, Any]:
    """Measure it all."""
    with tempfile.TemporaryDirectory() as name:
        result: dict[str, Any] = {"items": items, "people": people, **_cold_start(Path(name))}
        begun = perf_counter()
        path = Path(name) / "service.store"
        found_big_service(path, people=people, items=items)
        result["filling_seconds"] = perf_counter() - begun
        with Store.open(path, passphrase=PASSPHRASE) as store, _window(enter(store)) as (window, desk):
            result |= _first_visits(window)
            for what, measured in (("filter", _filter), ("search", _search), ("page", _pages)):
                result |= _summed(what, measured(window))
            result["longest_block_ms"] = _block_by_documents(window, desk)
    return result


def _cold_start(folder: Path) -> dict[str, float]:
    """Seconds from starting the process to the first window painted; the two take turns.

    Both find their modules compiled, as an installed program does, whatever is set where this runs.
    """
    data = folder / "share" / "Foster Panel"
    data.mkdir(parents=True)
    (data / "service.store").touch()
    WindowMemory(data / FILE_NAME, store=str(data / "service.store")).keep()
    at_home = {**os.environ, "HOME": str(folder), "XDG_DATA_HOME": str(folder / "share")}
    at_home |= {"PYTHONPYCACHEPREFIX": str(folder / "compiled"), "PYTHONDONTWRITEBYTECODE": ""}
    times: dict[str, list[float]] = {"bare": [], "desk": []}
    for _ in range(1 + RUNS):
        for which, taken in times.items():
            begun = time.time()
            done = subprocess.run(
                [sys.executable, "-m", "measuring.cold_start", which],
                check=True, capture_output=True, text=True, env=at_home, cwd=Path(__file__).parent,
            )  # fmt: skip
            taken.append(float(done.stdout) - begun)
    # The first of each compiles them.
    seconds = {which: median(taken[1:]) for which, taken in times.items()}
    return {
        "start_ratio": seconds["desk"] / seconds["bare"],
        "start_seconds": seconds["desk"],
        "bare_start_seconds": seconds["bare"],
    }


@contextlib.contextmanager
def _window(desk: Desk) -> Iterator[tuple[DeskWindow, Desk]]:
    app = QApplication.instance() or QApplication([])
    assert isinstance(app, QApplication)
    favour_the_window()
    load_pages()
    theme.apply(app, Scheme.LIGHT)
    window = DeskWindow(desk.office, PAGES, counts=COUNTS)
    window.resize(1366, 768)
    window.show()
    _rest(window)
    try:
        yield window, desk
    finally:
        window.runner.stop()
        window.close()


def _first_visits(window: DeskWindow) -> dict[str, float]:
    """How long the window did not answer while each page was made, and while its register was read beside it."""
    making, reading = [], []
    for place in window.places:
        with _beating() as gaps:
            begun = perf_counter()
            window.go(Destination(place))
            making.append((perf_counter() - begun) * 1000)
            gaps.clear()
            _rest(window)
        reading += gaps
    with _beating() as gaps:
        _show_all(window)
        _rest(window)
    return {"page_first_made_ms_worst": max(making), "first_read_block_ms": max([*reading, *gaps])}


@contextlib.contextmanager
def _beating() -> Iterator[list[float]]:
    """The milliseconds between each two turns of the window, for as long as the block runs."""
    gaps: list[float] = []
    last = perf_counter()

    def beat() -> None:
        nonlocal last
        now = perf_counter()
        gaps.append((now - last) * 1000)
        last = now

    heart = QTimer(interval=BEAT_MS)
    heart.timeout.connect(beat)
    heart.start()
    yield gaps
    heart.stop()


def _show_all(window: DeskWindow) -> ItemsPage:
    window.go(Destination(Place.ITEMS))
    page = window.pages.current
    assert isinstance(page, ItemsPage)
    button = page.overview.views.findChild(QWidget, f"view_{ItemView.ALL.value.lower()}")
    assert isinstance(button, QAbstractButton)
    button.click()
    return page


def _filter(window: DeskWindow) -> list[float]:
    """From each key press in the filter over all items to the rows it leaves."""
    table = _show_all(window).overview.table
    _rest(window)
    # Read anew, so that the first key comes before anything was prepared for it.
    table.set_rows(table.model.rows)
    resets: list[None] = []
    table.model.modelReset.connect(lambda: resets.append(None))
    table.filter_line.setFocus()
    times = []
    for typed in FILTERED * ROUNDS:
        for key in typed:
            if key == " ":
                QTest.keyClicks(table.filter_line, key)
            else:
                times.append(_taken(lambda key=key: QTest.keyClicks(table.filter_line, key), resets, window))
        table.filter("")
        _rest(window)
    return times


def _search(window: DeskWindow) -> list[float]:
    """From each key press in the search to its results, from the second letter on, from which on it searches."""
    window.search.open_over()
    found: list[None] = []
    window.search.results.model.modelReset.connect(lambda: found.append(None))
    times = []
    for typed in SEARCHED * ROUNDS:
        window.search.line.clear()
        for place, key in enumerate(typed):
            taken = _taken(lambda key=key: QTest.keyClicks(window.search.line, key), found, window)
            times += [taken] if place else []
    window.search.close_over()
    return times


def _pages(window: DeskWindow) -> list[float]:
    """From asking for a page to its being there to work with, each opened before."""
    for place in window.places:
        window.go(Destination(place))
        _rest(window)
    times = []
    for place in window.places * ROUNDS:
        begun = perf_counter()
        window.go(Destination(place))
        window.repaint()
        QCoreApplication.processEvents()
        times.append((perf_counter() - begun) * 1000)
        _rest(window)
    return times


def _block_by_documents(window: DeskWindow, desk: Desk) -> float:
    """The longest that the window waited for its turn while a panel day's documents were made and drawn beside it."""
    with _beating() as gaps:
        # The first day loads the libraries, as the program does on the day it is opened.
        for number in range(DAYS):
            window.runner.run("A panel day", partial(_make_documents, desk, number))
        _rest(window)
    return max(gaps)


def _make_documents(desk: Desk, number: int) -> None:
    """Agenda and minutes of a panel day, and every page of a paper drawn as the reader draws it."""
    for _, act in desk.panel_day(number):
        act()
    with contextlib.closing(page_images(SAMPLE)) as pages:
        for page in range(pages.page_count):
            pages.render(page, 2.0)


def _taken(press: Callable[[], object], until: list[None], window: DeskWindow) -> float:
    """Milliseconds from a key press until the window has shown what came of it."""
    until.clear()
    begun = perf_counter()
    press()
    give_up = begun + WITHIN_SECONDS
    while not until and perf_counter() < give_up:
        QCoreApplication.processEvents()
    assert until, "The window did not answer."
    window.repaint()
    return (perf_counter() - begun) * 1000


def _rest(window: DeskWindow) -> None:
    QTest.qWait(20)
    while window.runner.is_busy:
        QTest.qWait(5)


def _summed(what: str, times: list[float]) -> dict[str, float]:
    return {f"{what}_ms_median": median(times), f"{what}_ms_worst": max(times)}


def main() -> None:
    """Print what the desk costs."""
    parser = argparse.ArgumentParser(description="Measure opening the desk, its key presses and its pages.")
    parser.add_argument("--json", action="store_true", help="print a JSON object instead of a table")
    parser.add_argument("--items", type=int, default=ITEMS)
    parser.add_argument("--people", type=int, default=PEOPLE)
    chosen = parser.parse_args()
    result = measure(chosen.items, chosen.people)
    if chosen.json:
        print_json(result)
        return
    print_table(("", "found", "goal"), [(name, value, _goal(name)) for name, value in result.items()])


def _goal(name: str) -> str:
    found = next((goal for words, goal in GOALS.items() if name.endswith(words)), None)
    return f"at most {found}" if found is not None else ""


if __name__ == "__main__":
    main()
