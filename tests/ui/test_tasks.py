from __future__ import annotations

import threading
from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from fosterpanel.errors import FosterPanelError, InvalidInput, RuleRefusal
from fosterpanel.ui import tasks
from fosterpanel.ui.parts.progress import FootLine, time_left
from fosterpanel.ui.tasks import Cancelled, SomethingWentWrong, Task, TaskRunner, report
from tests.ui.patience import WITHIN_MS


def raising(error: Exception) -> Callable[[], None]:
    def work() -> None:
        raise error

    return work


def test_work_is_done_elsewhere_and_its_result_comes_back_here(qtbot: QtBot, runner: TaskRunner) -> None:
    here, seen = threading.get_ident(), []
    runner.run(
        "Adding",
        lambda: (threading.get_ident(), 6 * 7),
        lambda result: seen.append((threading.get_ident(), result)),
    )
    assert runner.is_busy
    qtbot.waitUntil(lambda: bool(seen), timeout=WITHIN_MS)
    back, (there, answer) = seen[0]
    assert (back, answer) == (here, 42)
    assert there != here
    assert not runner.is_busy


def test_store_work_is_done_one_piece_after_another(qtbot: QtBot, runner: TaskRunner) -> None:
    at_once, most, done = 0, 0, []

    def work() -> None:
        nonlocal at_once, most
        at_once += 1
        most = max(most, at_once)
        threading.Event().wait(0.01)
        at_once -= 1

    for _ in range(5):
        runner.run("Working", work, done.append)
    qtbot.waitUntil(lambda: len(done) == 5, timeout=WITHIN_MS)
    assert most == 1


def test_a_refusal_becomes_the_sentence_the_window_shows(qtbot: QtBot, runner: TaskRunner) -> None:
    refusal = RuleRefusal("The panel is not quorate.", rule_id="quorum", source="regulation 24")
    with qtbot.waitSignal(runner.refused, timeout=WITHIN_MS) as said:
        runner.run("Recommending", raising(refusal))
    assert said.args == [str(refusal)]
    with qtbot.waitSignal(runner.refused, timeout=WITHIN_MS) as said:
        assert not runner.act(raising(InvalidInput("Write a name.")))
    assert said.args == ["Write a name."]


def test_a_page_may_show_a_refusal_itself(qtbot: QtBot, runner: TaskRunner) -> None:
    told: list[FosterPanelError] = []
    with qtbot.assertNotEmitted(runner.refused):
        runner.run("Saving", raising(InvalidInput("Write a name.")), on_failed=told.append)
        qtbot.waitUntil(lambda: bool(told), timeout=WITHIN_MS)
    assert isinstance(told[0], InvalidInput)


@pytest.mark.logs_warnings
def test_the_unforeseen_is_apologised_for_with_its_reference_and_without_what_it_said(
    qtbot: QtBot, runner: TaskRunner, caplog: pytest.LogCaptureFixture
) -> None:
    with qtbot.waitSignal(runner.refused, timeout=WITHIN_MS) as said:
        runner.run("Saving", raising(KeyError("Perpetua Lund")))
    (sentence,) = said.args
    (record,) = caplog.records
    assert sentence.startswith("Sorry")
    assert "Lund" not in sentence + record.getMessage()
    assert record.getMessage().split()[1] in sentence
    assert "raising" not in record.getMessage()


@pytest.mark.logs_warnings
def test_an_error_while_showing_a_result_is_apologised_for_too(qtbot: QtBot, runner: TaskRunner) -> None:
    told: list[FosterPanelError] = []
    runner.run("Reading", lambda: 1, lambda _: 1 / 0, told.append)
    qtbot.waitUntil(lambda: bool(told), timeout=WITHIN_MS)
    assert isinstance(told[0], SomethingWentWrong)


def test_an_act_hands_on_its_result_and_says_it_was_done(runner: TaskRunner) -> None:
    seen: list[int] = []
    assert runner.act(lambda: 42, seen.append)
    assert seen == [42]


def test_work_that_is_cancelled_stops_at_its_next_report(qtbot: QtBot, runner: TaskRunner) -> None:
    under_way, done = threading.Event(), []

    def work() -> None:
        for step in range(10_000):
            report(step, 10_000)
            under_way.set()
            threading.Event().wait(0.002)

    task = runner.run("Building", work, done.append, can_cancel=True)
    qtbot.waitUntil(under_way.is_set, timeout=WITHIN_MS)
    with qtbot.waitSignal(runner.ended, timeout=WITHIN_MS), qtbot.assertNotEmitted(runner.refused):
        task.cancel()
    assert done == []
    assert not runner.is_busy


def test_progress_is_told_and_outside_a_task_nobody_minds(qtbot: QtBot, runner: TaskRunner) -> None:
    report(1, 2)
    big = 5_000_000_000
    with qtbot.waitSignal(runner.progressed, timeout=WITHIN_MS) as told:
        task = runner.run("Counting", lambda: report(big - 1, big))
    assert told.args == [task, big - 1, big], "more than a 32-bit number holds"


def test_stopping_drops_what_waits_and_calls_nobody_back(qtbot: QtBot) -> None:
    runner, done, gate = TaskRunner(), [], threading.Event()
    runner.run("Waiting", lambda: gate.wait(5), done.append)
    runner.run("Never", lambda: None, done.append)
    gate.set()
    runner.stop()
    qtbot.wait(50)
    assert done == []
    assert not runner.is_busy


def test_cancelled_is_no_refusal() -> None:
    assert not issubclass(Cancelled, FosterPanelError)
    assert tasks.Task("x").is_cancelled is False


@pytest.mark.parametrize(
    ("elapsed", "done", "of", "words"),
    [
        (1, 5, 10, ""),
        (10, 0, 10, ""),
        (10, 10, 10, ""),
        (10, 9, 10, "a few seconds left"),
        (30, 5, 10, "about 30 seconds left"),
        (60, 5, 10, "about 1 minute left"),
        (300, 5, 10, "about 5 minutes left"),
    ],
)
def test_how_long_is_left_is_said_in_words(elapsed: float, done: int, of: int, words: str) -> None:
    assert time_left(elapsed, done, of) == words


def test_the_foot_line_says_what_is_done_and_opens_it(qtbot: QtBot, runner: TaskRunner) -> None:
    foot, opened, gate = FootLine(runner), [], threading.Event()
    qtbot.addWidget(foot)

    def work() -> None:
        report(1, 4)
        gate.wait(5)

    runner.run("Building the pack", work, done_words="The pack is built.", on_open=lambda: opened.append(1))
    assert foot.isHidden(), "work that ends at once is not worth a line"
    qtbot.waitUntil(lambda: not foot.isHidden(), timeout=2_000)
    assert foot.sentence == "Building the pack"
    gate.set()
    qtbot.waitUntil(lambda: foot.sentence == "The pack is built.", timeout=WITHIN_MS)
    button = foot.findChild(QPushButton, "open")
    assert button is not None
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    assert opened == [1]
    assert foot.isHidden()


def test_the_foot_line_cancels(qtbot: QtBot, runner: TaskRunner) -> None:
    foot = FootLine(runner)
    qtbot.addWidget(foot)

    def work() -> None:
        while True:
            report(0, 0)
            threading.Event().wait(0.005)

    task: Task = runner.run("Working", work, can_cancel=True)
    qtbot.waitUntil(lambda: not foot.isHidden(), timeout=2_000)
    button = foot.findChild(QPushButton, "cancel")
    assert button is not None
    with qtbot.waitSignal(runner.ended, timeout=WITHIN_MS):
        button.click()
    assert task.is_cancelled
    assert foot.isHidden()
