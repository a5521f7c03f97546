"""Signing six sets of minutes: it can be stopped between two, and a power cut at any moment leaves each whole."""

from __future__ import annotations

import multiprocessing
import random
import time
from collections import Counter
from multiprocessing.connection import Connection

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from fosterpanel.domain.issued import DocumentKind, IssuedDocument
from fosterpanel.domain.items import PanelItem
from fosterpanel.domain.minutes import Minutes, MinutesState
from fosterpanel.ui.keys import Shortcuts
from fosterpanel.workflow.business import items
from fosterpanel.workflow.minuting import minutes
from fosterpanel.workflow.panels import meetings
from tests.ui.room.room_scene import WITHIN_MS, OpenedRoom, panel_of_six
from tests.workflow.builders import CONTENTS, MEETING, PANEL, PANEL_DAY, Desk, Snapshot, Story

CHAIR = "person-chair"


def all_agreed(desk: Desk) -> None:
    """Every item was withdrawn on the day; the meeting is closed, and all minutes are agreed."""
    office = desk.of(CHAIR)
    meetings.open_meeting(office, MEETING)
    meetings.let_in(office, MEETING, PANEL)
    for item in desk.find(PanelItem, meeting_id=MEETING):
        items.withdraw_item(office, item.id, reason="Not needed any more.")
        minutes.write_minutes(office, item.id, CONTENTS)
        minutes.agree_minutes(office, item.id)
    meetings.close_meeting(office, MEETING)


def states(desk: Desk) -> Counter[MinutesState]:
    return Counter(one.state for one in desk.find(Minutes, meeting_id=MEETING))


def test_signing_stops_between_two_documents_and_goes_on_later(opened_room: OpenedRoom) -> None:
    scene = opened_room(prepare=all_agreed)
    scene.keys(Shortcuts.CLOSING)
    main = scene.find(QWidget, "close_or_sign")
    assert scene.focused is main
    # Not by the scene's own hands: they wait until all is done.
    main.click()  # type: ignore[attr-defined]
    signing = scene.room.bench.closing.signing
    scene.qtbot.waitUntil(lambda: signing.bar.value() >= 1, timeout=WITHIN_MS)
    assert scene.focused is signing.stop
    scene.key(Qt.Key.Key_Return)
    signed = states(scene.desk)[MinutesState.SIGNED]
    assert 1 <= signed < 6
    assert states(scene.desk)[MinutesState.AGREED] == 6 - signed
    assert not signing.stop.isVisible()
    assert main.isEnabled()
    assert scene.focused is main
    scene.key(Qt.Key.Key_Return)
    assert states(scene.desk) == {MinutesState.SIGNED: 6}
    assert signing.bar.value() == 6


@pytest.fixture
def snapshot(tmp_path_factory: pytest.TempPathFactory) -> Snapshot:
    """A panel of six whose minutes are all agreed."""
    folder = tmp_path_factory.mktemp("agreed")
    with Story(tmp_path_factory.mktemp("story")).reached("listed").copied(folder).opened() as desk:
        panel_of_six(desk)
        desk.move_to(PANEL_DAY, 10)
        all_agreed(desk)
        return Snapshot(desk.office.store.path, desk.clock.now())


def sign_on(snapshot: Snapshot, telling: Connection) -> None:
    """Sign one after another, telling each that is signed, until somebody cuts the power."""
    desk = snapshot.opened()
    for item in desk.find(PanelItem, meeting_id=MEETING):
        minutes.sign_minutes(desk.of(CHAIR), item.id)
        telling.send(item.id)


def test_a_power_cut_while_signing_leaves_what_was_signed_and_the_rest_agreed(snapshot: Snapshot) -> None:
    told = sign_until_killed(snapshot, after=random.randint(1, 4), seconds=random.uniform(0, 0.8))
    with snapshot.opened() as desk:
        assert desk.office.store.check().is_sound
        held = states(desk)
        assert held[MinutesState.SIGNED] + held[MinutesState.AGREED] == 6
        signed = {one.item_id for one in desk.find(Minutes, state=MinutesState.SIGNED)}
        assert signed >= told
        documents = desk.find(IssuedDocument, kind=DocumentKind.MINUTES)
        assert {one.subject_id for one in documents} == signed
        for item in desk.find(PanelItem, meeting_id=MEETING):
            if item.id not in signed:
                minutes.sign_minutes(desk.of(CHAIR), item.id)
        assert states(desk) == {MinutesState.SIGNED: 6}


def sign_until_killed(snapshot: Snapshot, *, after: int, seconds: float) -> set[str]:
    """Let another process sign so many, and kill it so long after; the items it told of as signed."""
    context = multiprocessing.get_context("spawn")
    hearing, telling = context.Pipe(duplex=False)
    signing = context.Process(target=sign_on, args=(snapshot, telling))
    signing.start()
    telling.close()
    told = {hearing.recv() for _ in range(after)}
    time.sleep(seconds)
    signing.kill()
    signing.join()
    try:
        while True:
            told.add(hearing.recv())
    except (EOFError, OSError):
        return told
