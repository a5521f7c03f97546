"""Draws every page of the desk over the invented service, light and dark, at 1366×768 and at 200 % text.

    python docs/pictures/draw_desk.py [--into FOLDER] [--only WORDS] [--look light|dark|light-200|dark-200]

The pictures that belong to the repository are named in docs/pictures/desk/.gitignore. No screen is needed.
"""

from __future__ import annotations

import argparse
import os
import shutil
import tempfile
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from time import monotonic

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from draw_room import PANEL_MORNING, draw_states, ready_the_meeting
from PIL import Image
from PySide6.QtCore import QCoreApplication, QEvent, QSize
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QWidget

from fosterpanel.app import make_room
from fosterpanel.clock import StillClock
from fosterpanel.domain.central_list import PanelMember
from fosterpanel.domain.items import ItemStage, PanelItem
from fosterpanel.domain.items_overview import BEFORE_HEARING
from fosterpanel.domain.meetings import Meeting
from fosterpanel.domain.papers import Paper
from fosterpanel.domain.register import FosterHome
from fosterpanel.domain.rulebook import Nation
from fosterpanel.domain.service import Role
from fosterpanel.ui.desk.first_run import FirstRun
from fosterpanel.ui.desk.frame import Frame
from fosterpanel.ui.desk.memory import WindowMemory
from fosterpanel.ui.desk.places import Destination, Place
from fosterpanel.ui.desk.sign_in import SignInPage
from fosterpanel.ui.desk.unlock import UnlockPage
from fosterpanel.ui.desk.window import DeskWindow
from fosterpanel.ui.look import theme
from fosterpanel.ui.look.tokens import Scheme
from fosterpanel.ui.pages.places import COUNTS, PAGES
from fosterpanel.ui.parts.sheet import Sheet
from fosterpanel.ui.room.window import RoomWindow
from fosterpanel.workflow.agendas.running_order import put_item
from fosterpanel.workflow.demo import PASSPHRASE, run_demo

HERE = Path(__file__).resolve().parent
SIZE = QSize(1366, 768)
MOMENT = datetime(2026, 10, 22, 8, 30, tzinfo=UTC)
LOOKS = {
    "light": (Scheme.LIGHT, 1.0),
    "dark": (Scheme.DARK, 1.0),
    "light-200": (Scheme.LIGHT, 2.0),
    "dark-200": (Scheme.DARK, 2.0),
}
COLOURS = 128
WITHIN_SECONDS = 60
NEW_PASSPHRASE = "harbour lantern quartz meadow violin"
ROLES = {Role.CHAIR: "chair", Role.DECISION_MAKER: "decision-maker", Role.PANEL_MEMBER: "member"}


@dataclass(slots=True)
class Studio:
    """Draws the window it is given in one look, pictures named by what they show."""

    folder: Path
    look: str
    only: str
    drawn: list[Path] = field(default_factory=list)

    def draw(self, window: QWidget, name: str) -> None:
        """Let the window come to rest and save what it looks like, with few colours, which keeps files small."""
        _rest(window)
        path = self.folder / f"{name}-{self.look}.png"
        if self.only not in path.stem:
            return
        shot = self.folder / "shot.png"
        window.grab().save(str(shot))
        with Image.open(shot) as image:
            image.convert("RGB").quantize(COLOURS, dither=Image.Dither.NONE).save(path, optimize=True)
        shot.unlink()
        self.drawn.append(path)


def _rest(window: QWidget) -> None:
    """Wait until nothing is under way and every event was dealt with."""
    QTest.qWait(30)
    desk = getattr(window, "desk", None)
    runners = [window.runner, *([desk.runner] if desk is not None else [])]  # type: ignore[attr-defined]
    _wait(lambda: not any(runner.is_busy for runner in runners))
    # What draws itself beside the window, such as the pages of a paper, comes a moment later.
    QTest.qWait(150)


def _wait(until: Callable[[], bool]) -> None:
    give_up = monotonic() + WITHIN_SECONDS
    while not until():
        if monotonic() > give_up:
            raise TimeoutError("The window did not come to rest.")
        QTest.qWait(10)


@contextmanager
def _window(store: Path | None, folder: Path, moment: datetime = MOMENT) -> Iterator[Frame]:
    """A window as it opens in the morning, beside a store of its own."""
    memory = WindowMemory(folder / "window.json", store=str(store or ""), size=[SIZE.width(), SIZE.height()])
    frame = Frame(memory, StillClock(moment), PAGES, COUNTS, make_room=make_room)
    frame.show()
    frame.load()
    try:
        yield frame
    finally:
        frame.close()
        frame.deleteLater()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def _press(within: QWidget, words: str) -> bool:
    """Press the button with that name or those words, where there is one to press."""
    for button in within.findChildren(QAbstractButton):
        named = words in {button.objectName(), button.accessibleName(), button.text()}
        if named and button.isVisible() and button.isEnabled():
            button.click()
            return True
    return False


def _first_run(studio: Studio, folder: Path) -> None:
    """The way in for somebody new, each step of the set-up, and the desk of a service that holds nothing yet."""
    with _window(None, folder) as frame:
        studio.draw(frame, "unlock-first")
        frame.show_first_run()
        page = frame.shown
        assert isinstance(page, FirstRun)
        for number, answer in enumerate((_service, _letters, _people, _store, _words, _typed_back), start=1):
            answer(page, folder)
            studio.draw(frame, f"first-run-{number}")
            page.forwards.click()
        _wait(lambda: frame.desk is not None)
        assert frame.desk is not None
        for place in frame.desk.places:
            frame.desk.go(Destination(place))
            studio.draw(frame, f"empty-{_slug(place)}")


def _service(page: FirstRun, _: Path) -> None:
    page.service.name.set_value("Northshire Fostering")
    page.service.kind.set_value("council")
    page.service.nation.set_value(Nation.ENGLAND)


def _letters(page: FirstRun, _: Path) -> None:
    page.letters.address.set_value("Northshire House\nMarket Place\nNorthbridge NB1 2AA")
    page.letters.telephone.set_value("01632 960100")


def _people(page: FirstRun, _: Path) -> None:
    page.people.administrator.set_value("Ruth Ansah")
    for name, role in (("Grace Lowe", Role.CHAIR), ("Owen Pryce", Role.VICE_CHAIR)):
        page.people.name.set_value(name)
        page.people.role.set_value(role)
        page.people.add.click()


def _store(page: FirstRun, folder: Path) -> None:
    os.environ["HOME"] = str(folder)
    page.store.place.set_value("~/northshire-fostering.store")
    for each in (page.store.passphrase.first, page.store.passphrase.again):
        QTest.keyClicks(each.line, NEW_PASSPHRASE)


def _words(page: FirstRun, _: Path) -> None:
    pass


def _typed_back(page: FirstRun, _: Path) -> None:
    page.typed_back.typed.set_value(page._recovery_words)


def _desk(studio: Studio, folder: Path) -> None:
    """The desk of the invented service: each place, each record, each panel beside the work, search, help, lock."""
    with _window(folder / "service.store", folder) as frame:
        studio.draw(frame, "unlock")
        _enter(frame)
        studio.draw(frame, "sign-in")
        desk = _sit_down(frame, Role.ADMINISTRATOR)
        for place in desk.places:
            desk.go(Destination(place))
            studio.draw(frame, _slug(place))
            _draw_sheets(studio, frame, _slug(place))
        for name, destination in _records(desk):
            desk.go(destination)
            studio.draw(frame, name)
            _draw_sheets(studio, frame, name)
        _draw_full_agenda(studio, frame, desk)
        _draw_over(studio, frame, desk)
        for role, words in ROLES.items():
            frame.show_sign_in()
            _sit_down(frame, role)
            studio.draw(frame, f"today-{words}")
        frame.lock("Locked because you asked for it. Nothing you typed is lost.")
        studio.draw(frame, "lock")


def _room(studio: Studio, folder: Path) -> None:
    """The meeting room on the day of the next panel, with the chair in it, in every state."""
    ready_the_meeting(folder / "service.store")
    with _window(folder / "service.store", folder, PANEL_MORNING) as frame:
        _enter(frame)
        desk = _sit_down(frame, Role.CHAIR)
        frame.fill_screen(is_filled=False)
        frame.resize(SIZE)
        assert isinstance(desk.door.room, RoomWindow)
        draw_states(desk.door.room, partial(studio.draw, frame))


def _enter(frame: Frame) -> None:
    _rest(frame)
    page = frame.shown
    assert isinstance(page, UnlockPage)
    page.passphrase.set_value(PASSPHRASE)
    page.open.click()
    _wait(lambda: isinstance(frame.shown, SignInPage))


def _sit_down(frame: Frame, role: Role) -> DeskWindow:
    page = frame.shown
    assert isinstance(page, SignInPage)
    seats = page.people.model.shown
    page.chosen.emit(*next((person.id, held) for person, held in seats if held is role))
    _wait(lambda: frame.desk is not None and frame.shown is frame.desk)
    assert frame.desk is not None
    _rest(frame)
    return frame.desk


def _records(desk: DeskWindow) -> Iterator[tuple[str, Destination]]:
    with desk.office.store.reading() as reading:
        items, meetings = reading.find(PanelItem), reading.find(Meeting)
        homes, members = reading.find(FosterHome), reading.find(PanelMember)
        papers = reading.find(Paper)
    for item in items:
        yield f"item-{item.reference.replace('/', '-')}", Destination(Place.ITEMS, item.id)
        if item.stage in DECIDED:
            yield f"decision-{item.reference.replace('/', '-')}", Destination(Place.DECISIONS, item.id)
    for paper in papers[:1]:
        yield "papers-reader", Destination(Place.ITEMS, paper.item_id, f"paper:{paper.id}")
    for number, meeting in enumerate(sorted(meetings, key=lambda one: one.on), start=1):
        yield f"meeting-{number}", Destination(Place.MEETINGS, meeting.id)
        yield f"agenda-{number}", Destination(Place.MEETINGS, meeting.id, "agenda")
    for home in homes:
        yield f"home-{home.reference.replace('/', '-')}", Destination(Place.HOMES, home.id)
    for member in members[:2]:
        yield f"member-{_words_of(member.id)}", Destination(Place.CENTRAL_LIST, member.id)


def _draw_full_agenda(studio: Studio, frame: Frame, desk: DeskWindow) -> None:
    """The next meeting with everything that waits listed on it, its papers beside it, and the sheet that issues it."""
    with desk.office.store.reading() as reading:
        meeting = max(reading.find(Meeting), key=lambda one: one.on)
        waiting = reading.find(PanelItem, stage=ItemStage.TAKEN_IN)
    for item in waiting:
        put_item(desk.office, meeting.id, item.id, why_incomplete="The agency was asked again on 20 October.")
    desk.go(Destination(Place.MEETINGS, meeting.id, "agenda"))
    studio.draw(frame, "agenda-full")
    for words in ("Preview", "Issue agenda"):
        _press(desk.pages.current, words)
        QTest.qWait(600)
        studio.draw(frame, f"agenda-{_words_of(words)}")


def _draw_sheets(studio: Studio, frame: Frame, name: str) -> None:
    """What the buttons of the page lay beside it or turn it over to."""
    assert frame.desk is not None
    page = frame.desk.pages.current
    for words in SHEETS.get(name, ()):
        if not _press(page, words):
            raise LookupError(f"{name} has no button {words!r}.")
        studio.draw(frame, f"{name}-{_words_of(words)}")
        for sheet in page.findChildren(Sheet):
            if sheet.isVisible():
                sheet.close_sheet()


DECIDED = (
    frozenset(ItemStage) - BEFORE_HEARING - {ItemStage.IN_HEARING, ItemStage.DEFERRED, ItemStage.WITHDRAWN}
)
"""Where the decision maker's desk has something to show of an item."""

SHEETS = {
    "items": ("New item",),
    "meetings": ("Plan a year", "Plan a meeting"),
    "homes": ("Enter a home",),
    "central-list": ("Put somebody on the list",),
    "settings": ("People", "Rules and policy", "Words", "Word templates", "Security", "Backups"),
    "meeting-2": ("Pack",),
}
"""The buttons, by picture, that lay something beside a page or turn it over."""


def _draw_over(studio: Studio, frame: Frame, desk: DeskWindow) -> None:
    desk.go(Destination(Place.TODAY))
    desk.search.open_over()
    QTest.keyClicks(desk.search.line, "north")
    studio.draw(frame, "search")
    desk.search.close_over()
    desk.help.open_over()
    studio.draw(frame, "shortcuts")
    desk.help.close_over()


def _slug(place: Place) -> str:
    return place.name.lower().replace("_", "-")


def _words_of(words: str) -> str:
    return "-".join("".join(each if each.isalnum() else " " for each in words.lower()).split())


def draw_all(into: Path, looks: Iterable[str], only: str) -> list[Path]:
    """Draw what ``only`` is part of the name of, in those looks, and give the files."""
    app = QApplication.instance() or QApplication([])
    assert isinstance(app, QApplication)
    into.mkdir(parents=True, exist_ok=True)
    drawn = []
    with tempfile.TemporaryDirectory() as name:
        demo = Path(name) / "demo"
        run_demo(demo)
        for look in looks:
            theme.apply(app, *LOOKS[look])
            studio = Studio(into, look, only)
            for story in (_first_run, _desk, _room):
                folder = Path(name) / f"{look}{story.__name__}"
                shutil.copytree(demo, folder)
                story(studio, folder)
            drawn += studio.drawn
    return drawn


def main() -> None:
    """Draw, and say how many pictures there are and how large they are together."""
    parser = argparse.ArgumentParser(description="Draw every page of the desk.")
    parser.add_argument("--into", type=Path, default=HERE / "desk", help="the folder for the pictures")
    parser.add_argument("--only", default="", help="draw only pictures with this in their name")
    parser.add_argument("--look", choices=LOOKS, action="append", help="draw only in this look")
    chosen = parser.parse_args()
    drawn = draw_all(chosen.into, chosen.look or LOOKS, chosen.only)
    print(f"{len(drawn)} pictures, {sum(path.stat().st_size for path in drawn) / 1e6:.1f} MB")


if __name__ == "__main__":
    main()
