"""The one window of the program: the way in, the first set-up, who is at the desk, and the desk, one at a time.

Loading the libraries behind a store takes a second, so nothing here imports an act before the window is there.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QSize, Qt, Signal
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QApplication, QStackedLayout, QWidget

from fosterpanel.ui.desk.idle import ASKED, IdleWatch
from fosterpanel.ui.desk.memory import WindowMemory
from fosterpanel.ui.desk.unlock import Key, UnlockPage
from fosterpanel.ui.tasks import TaskRunner

if TYPE_CHECKING:
    from fosterpanel.clock import Clock
    from fosterpanel.domain.service import Role
    from fosterpanel.ui.desk.lock import ReturnTo
    from fosterpanel.ui.desk.places import Count, MakePage, Place
    from fosterpanel.ui.desk.room_door import MakeRoom
    from fosterpanel.ui.desk.window import DeskWindow
    from fosterpanel.workflow.office import Office
    from fosterpanel.workflow.opening.sign_in import Opened

USUAL = QSize(1366, 768)
LEAST = QSize(640, 480)


class Frame(QWidget):
    """Shows one of its states at a time.

    Signals: ``arrived(DeskWindow)`` when a desk opens, ``locked(why)`` when it locked.
    """

    arrived = Signal(object)
    locked = Signal(str)

    def __init__(
        self,
        memory: WindowMemory,
        clock: Clock,
        pages: Mapping[Place, MakePage],
        counts: Mapping[Place, Count],
        *,
        make_room: MakeRoom | None = None,
    ) -> None:
        super().__init__()
        self.setWindowTitle("Foster Panel")
        self.setProperty("kind", "ground")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setMinimumSize(LEAST)
        self._memory, self._clock, self._pages, self._counts = memory, clock, pages, counts
        self._make_room = make_room
        self.runner = TaskRunner(self)
        self.desk: DeskWindow | None = None
        self._opened: Opened | None = None
        self._latest: Opened | None = None
        self._return_to: ReturnTo | None = None
        self._was_maximised = False
        self._stack = QStackedLayout(self)
        self._watch()
        self.resize(QSize(*memory.size) if len(memory.size) == 2 else USUAL)
        self.show_unlock(_there(memory.store))

    @property
    def shown(self) -> QWidget:
        """What it shows now."""
        shown = self._stack.currentWidget()
        assert shown is not None
        return shown

    def load(self) -> None:
        """Load what stands behind a store, while the person types; then offer the keychain where it may open it."""
        from fosterpanel.ui.keys import Shortcuts, bind

        bind(Shortcuts.FULL_SCREEN, self, lambda: self.fill_screen(is_filled=not self.isFullScreen()))
        self.runner.run("Loading", _load, lambda _: self._offer_keychain())

    def show_unlock(self, store: Path | None, *, service: str = "", why: str = "") -> None:
        """Ask for what opens a store."""
        page = UnlockPage(store, service=service, why=why)
        page.opening_asked.connect(self._open)
        page.setup_asked.connect(self.show_first_run)
        page.demo_asked.connect(self._show_demo)
        self._show(page)
        page.focus_first()

    def show_first_run(self) -> None:
        """Set up a new service."""
        from fosterpanel.ui.desk.first_run import FirstRun

        page = FirstRun(self._clock, self.runner)
        page.given_up.connect(lambda: self.show_unlock(_there(self._memory.store)))
        page.founded.connect(self._begin)
        self._show(page)
        page.focus_first()

    def show_sign_in(self) -> None:
        """Ask who is at the desk; somebody who sat there before is put away with nothing lost."""
        from fosterpanel.ui.desk.sign_in import SignInPage
        from fosterpanel.workflow.opening.sign_in import opened_now

        if self._opened is None:
            return
        self._put_desk_away()
        self._opened = self._latest = opened_now(self._opened.store)
        page = SignInPage(self._opened.service.name, self._opened.people, self._opened.last_id)
        page.chosen.connect(self._sit_down)
        self._show(page)
        page.focus_first()

    def lock(self, why: str) -> None:
        """Lock at once, whatever is open: keep every draft, close the store, forget its key, and say why."""
        from fosterpanel.ui.desk import lock

        opened = self._opened
        if opened is None:
            return
        self._return_to = lock.leave(self.desk) if self.desk is not None else None
        self.idle.stop()
        lock.close_whatever_is_open(self)
        desk, self._opened = self.desk, None
        self.show_unlock(opened.store.path, service=opened.service.name, why=why)
        self._close(desk, opened)
        self.locked.emit(why)

    def fill_screen(self, is_filled: bool) -> None:
        """Fill the whole screen, or be the window again that there was before."""
        if is_filled and not self.isFullScreen():
            self._was_maximised = self.isMaximized()
            self.showFullScreen()
        elif not is_filled and self.isFullScreen():
            (self.showMaximized if self._was_maximised else self.showNormal)()

    def closeEvent(self, event: QCloseEvent) -> None:
        """Keep what was typed, remember the window, and close the store."""
        if self.desk is not None:
            from fosterpanel.ui.desk.lock import leave

            leave(self.desk)
        self._memory.is_maximised = self.isMaximized()
        if not self.isMaximized() and not self.isFullScreen():
            self._memory.size = [self.width(), self.height()]
        self._memory.keep()
        self.idle.stop()
        if self.desk is not None:
            self.desk.runner.stop()
        self.runner.stop()
        if self._latest is not None:
            self._latest.store.close()
        super().closeEvent(event)

    def _watch(self) -> None:
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        self.idle = IdleWatch(app)
        self.idle.lock_due.connect(self.lock)

    def _offer_keychain(self) -> None:
        from fosterpanel.workflow.opening.sign_in import has_keychain_slot

        page = self.shown
        if isinstance(page, UnlockPage) and page.store is not None and has_keychain_slot(page.store):
            page.offer_keychain()

    def _open(self, key: Key) -> None:
        page = self.shown
        assert isinstance(page, UnlockPage)
        page.show_busy("Unlocking…")
        self.runner.run(
            "Unlocking",
            lambda: _opened(key),
            lambda opened: self._enter(opened, key.path),
            lambda refusal: page.show_refusal(str(refusal)),
        )

    def _enter(self, opened: Opened, path: Path) -> None:
        self._memory.remember_store(path)
        self._opened = self._latest = opened
        returning, people = self._return_to, opened.people
        if returning is not None and any(person.id == returning.person_id for person in people):
            self._sit_down(returning.person_id, returning.role)
        elif len(people) == 1 and len(people[0].roles) < 2:
            self._sit_down(people[0].id, None)
        else:
            self.show_sign_in()

    def _begin(self, opened: Opened) -> None:
        """Go to the desk of a service that was just set up."""
        from fosterpanel.domain.service import Role

        self._memory.remember_store(opened.store.path)
        self._opened = self._latest = opened
        administrator = next(one for one in opened.people if one.holds(Role.ADMINISTRATOR))
        self._sit_down(administrator.id, Role.ADMINISTRATOR)

    def _sit_down(self, person_id: str, role: Role | None) -> None:
        from fosterpanel.workflow.opening.sign_in import sit_down

        opened = self._opened
        assert opened is not None
        self.runner.act(lambda: sit_down(opened, person_id, self._clock, role=role), self._arrive)

    def _arrive(self, office: Office) -> None:
        from fosterpanel.ui.desk.lock import come_back
        from fosterpanel.ui.desk.places import Destination, Place
        from fosterpanel.ui.desk.room_door import ROOM
        from fosterpanel.ui.desk.window import DeskWindow
        from fosterpanel.workflow.meeting_room.room import meeting_to_run
        from fosterpanel.workflow.settings import idle_minutes

        desk = DeskWindow(
            office,
            self._pages,
            counts=self._counts,
            memory=self._memory,
            make_room=self._make_room,
            parent=self,
        )
        desk.lock_asked.connect(partial(self.lock, ASKED))
        desk.person_asked.connect(self.show_sign_in)
        desk.pages.idle_chosen.connect(self.idle.watch)
        desk.screen_asked.connect(self.fill_screen)
        self.desk = desk
        self._show(desk)
        self.idle.watch(idle_minutes(office))
        returning, self._return_to = self._return_to, None
        if returning is not None and returning.person_id == office.person.id:
            come_back(desk, returning)
        elif self._make_room is not None and (meeting_id := meeting_to_run(office)):
            desk.go(Destination(Place.MEETINGS, meeting_id, ROOM))
        if desk.door.room is None:
            self.fill_screen(is_filled=False)
        self.arrived.emit(desk)

    def _show_demo(self) -> None:
        from fosterpanel.ui.desk.look_around import LookAround

        page = LookAround(self.runner)
        page.given_up.connect(lambda: self.show_unlock(_there(self._memory.store)))
        page.ready.connect(self._open_demo)
        self._show(page)
        page.begin()

    def _open_demo(self, key: Key) -> None:
        self.show_unlock(key.path)
        self._open(key)

    def _put_desk_away(self) -> None:
        from fosterpanel.ui.desk.lock import leave

        if self.desk is not None:
            leave(self.desk)
            runner = _silenced(self.desk)
            runner.setParent(self)
            self.runner.run("Putting the desk away", runner.stop, lambda _: runner.deleteLater())
            self.desk = None

    def _close(self, desk: DeskWindow | None, opened: Opened) -> None:
        """Close the store once what is under way has ended; the pages are gone before."""
        runner = _silenced(desk) if desk is not None else None
        if runner is not None:
            runner.setParent(self)
        self.desk = None

        def close() -> None:
            if runner is not None:
                runner.stop()
            opened.store.close()

        self.runner.run("Closing the store", close)

    def _show(self, page: QWidget) -> None:
        before = self._stack.currentWidget()
        self._stack.addWidget(page)
        self._stack.setCurrentWidget(page)
        if before is not None:
            self._stack.removeWidget(before)
            before.deleteLater()


def _silenced(desk: DeskWindow) -> TaskRunner:
    """The runner of a desk that is put away: what it still has to say has nobody to hear it."""
    runner = desk.runner
    runner.blockSignals(True)
    QCoreApplication.removePostedEvents(runner)
    return runner


def _there(store: str) -> Path | None:
    return Path(store) if store and Path(store).exists() else None


def _load() -> None:
    """Import what opening a store and showing the desk need."""
    import fosterpanel.ui.desk.window
    import fosterpanel.workflow.opening.sign_in  # noqa: F401


def _opened(key: Key) -> Opened:
    from fosterpanel.workflow.opening.sign_in import WayIn, open_service

    way = WayIn(passphrase=key.passphrase, recovery_words=key.recovery_words, use_keychain=key.use_keychain)
    return open_service(key.path, way)
