"""Work that takes time, done beside the window; and the one place where a refusal becomes a sentence on screen."""

from __future__ import annotations

import gc
import sys
import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cached_property
from time import monotonic
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import QObject, Signal

from fosterpanel.errors import FosterPanelError

if TYPE_CHECKING:
    from concurrent.futures import ThreadPoolExecutor

T = TypeVar("T")
OnDone = Callable[[T], object]
OnFailed = Callable[[FosterPanelError], object]


_SWITCH_SECONDS = 0.000_5
_OFTEN_AND_SHORT = (10_000, 500, 100)


def favour_the_window() -> None:
    """Have work beside the window hold it up as little as can be, for the whole program.

    Qt lets go of Python with nearly every call, and while other work goes on gets it back only after this long: five
    thousandths of a second by default, a hundred times in one painting. And a search for cycles lets nobody else work:
    through a large register it takes a third of a second and finds nothing, for records are no cycles, so that comes
    seldom; through what is new it comes often, so that each is short.
    """
    sys.setswitchinterval(_SWITCH_SECONDS)
    gc.set_threshold(*_OFTEN_AND_SHORT)


class SomethingWentWrong(FosterPanelError):
    """An error nobody foresaw: an apology with the reference number under which it was logged."""

    def __init__(self, error: Exception) -> None:
        # Loaded when it is needed: the first page must not wait for what writes logs.
        from fosterpanel.logs import log_unexpected

        self.reference = log_unexpected(error)
        super().__init__(
            "Sorry, something went wrong and this was not done. What you typed is still here. "
            f"Try again; if it happens again, give your support the reference {self.reference}."
        )


class Cancelled(Exception):
    """The person asked for this work to stop; raised inside it by ``report``."""


@dataclass(slots=True, eq=False)
class Task:
    """One piece of work: what it is in words, and how it may be stopped or its result opened."""

    words: str
    can_cancel: bool = False
    done_words: str = ""
    on_open: Callable[[], object] | None = None
    began_at: float = field(default_factory=monotonic)
    _cancelled: threading.Event = field(default_factory=threading.Event)

    def cancel(self) -> None:
        """Ask it to stop at its next report of progress."""
        self._cancelled.set()

    @property
    def is_cancelled(self) -> bool:
        """Whether it has been asked to stop."""
        return self._cancelled.is_set()


_here = threading.local()


def report(done: int, of: int) -> None:
    """Say from inside the work how far it is; hand this to an act that takes a ``progress``.

    Outside a task it does nothing.

    Raises:
        Cancelled: the person pressed Cancel.
    """
    runner: TaskRunner | None = getattr(_here, "runner", None)
    if runner is None:
        return
    task: Task = _here.task
    if task.is_cancelled:
        raise Cancelled
    runner.progressed.emit(task, done, of)


class TaskRunner(QObject):
    """Runs work one piece after another on a single worker thread, so that store work never meets itself.

    Call-backs come on the window's own thread. A refusal goes to ``on_failed`` where one is given, otherwise out by
    ``refused`` as the sentence the window shows; so does the apology for anything unforeseen.
    """

    refused = Signal(str)
    began = Signal(object)
    progressed = Signal(object, object, object)
    ended = Signal(object)
    finished = Signal(object)
    _returned = Signal(object, object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._waiting: list[Task] = []
        self._returned.connect(self._conclude)

    def run(
        self,
        words: str,
        work: Callable[[], T],
        on_done: OnDone[T] | None = None,
        on_failed: OnFailed | None = None,
        can_cancel: bool = False,
        *,
        done_words: str = "",
        on_open: Callable[[], object] | None = None,
    ) -> Task:
        """Do ``work`` on the worker thread and hand its result to ``on_done`` on this one.

        ``words`` say what is going on ("Building the pack for 4 December"). ``done_words`` and ``on_open`` are what
        the foot line says and opens afterwards. Work that can be cancelled calls ``report`` as it goes.
        """
        task = Task(words, can_cancel, done_words, on_open)
        self._waiting.append(task)
        self.began.emit(task)
        self._worker.submit(self._do, task, work, on_done, on_failed)
        return task

    def act(
        self, work: Callable[[], T], on_done: OnDone[T] | None = None, on_failed: OnFailed | None = None
    ) -> bool:
        """Do something short (under 50 ms) at once; whether it was done. Refusals end as in ``run``."""
        try:
            result = work()
            if on_done is not None:
                on_done(result)
        except FosterPanelError as refusal:
            self._refuse(refusal, on_failed)
        except Exception as error:  # noqa: BLE001 - the one place where the unforeseen is apologised for
            self._refuse(SomethingWentWrong(error), on_failed)
        else:
            return True
        return False

    @property
    def is_busy(self) -> bool:
        """Whether any work is under way or waiting."""
        return bool(self._waiting)

    def stop(self) -> None:
        """Let the work under way end, drop what waits, and take no more. Call before the store is closed for good."""
        for task in self._waiting:
            task.cancel()
        self._worker.shutdown(wait=True, cancel_futures=True)
        self._waiting.clear()

    @cached_property
    def _worker(self) -> ThreadPoolExecutor:
        # Loaded with the first work: nothing is done beside the window before it is there.
        from concurrent.futures import ThreadPoolExecutor

        return ThreadPoolExecutor(max_workers=1, thread_name_prefix="work")

    def _do(
        self, task: Task, work: Callable[[], T], on_done: OnDone[T] | None, on_failed: OnFailed | None
    ) -> None:
        _here.runner, _here.task = self, task
        try:
            if task.is_cancelled:
                raise Cancelled
            result = work()
        except Cancelled:
            self._returned.emit(task, None)
        except Exception as error:  # noqa: BLE001 - carried to the window's thread and told there
            self._returned.emit(task, _raiser(error, self, on_failed))
        else:
            self._returned.emit(task, lambda: self._tell(task, result, on_done, on_failed))
        finally:
            _here.runner = _here.task = None

    def _tell(self, task: Task, result: T, on_done: OnDone[T] | None, on_failed: OnFailed | None) -> None:
        if self.act(lambda: result, on_done, on_failed):
            self.finished.emit(task)

    def _conclude(self, task: Task, conclusion: Callable[[], object] | None) -> None:
        if task not in self._waiting:
            return
        self._waiting.remove(task)
        self.ended.emit(task)
        if conclusion is not None:
            conclusion()

    def _refuse(self, refusal: FosterPanelError, on_failed: OnFailed | None) -> None:
        if on_failed is not None:
            on_failed(refusal)
        else:
            self.refused.emit(str(refusal))


def _raiser(error: Exception, runner: TaskRunner, on_failed: OnFailed | None) -> Callable[[], object]:
    def again() -> None:
        raise error

    return lambda: runner.act(again, None, on_failed)
