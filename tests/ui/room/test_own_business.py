"""Business of the panel itself in the room, by keyboard: discussed, an action agreed by consensus, minuted."""

from __future__ import annotations

from pathlib import Path

from fosterpanel.domain.actions import Action
from fosterpanel.domain.items import ItemStage, PanelItem
from fosterpanel.domain.minutes import MinutesState
from fosterpanel.ui.keys import Shortcuts
from fosterpanel.ui.room.part import Step
from fosterpanel.workflow.agendas import running_order
from fosterpanel.workflow.business import items
from fosterpanel.workflow.minuting.minutes import draft_pdf
from fosterpanel.workflow.panels import meetings
from tests.documents.reading import words
from tests.ui.room.room_scene import OpenedRoom, RoomScene
from tests.workflow.builders import MEETING, PANEL, Desk, issue, new_item

TITLE = "Safer caring policy"


def list_policy(desk: Desk) -> None:
    """A policy behind the six items, on an agenda that went out once more; then the meeting is opened."""
    new = new_item("GOV", "", subject=TITLE, proposal="To adopt it or not.", proposed_terms=None)
    running_order.put_item(desk.office, MEETING, items.take_in(desk.office, new).id)
    issue(desk, late_reason="A policy was added.")
    meetings.open_meeting(desk.of("person-chair"), MEETING)
    meetings.let_in(desk.of("person-chair"), MEETING, PANEL)


def policy_in(scene: RoomScene) -> PanelItem:
    return scene.desk.the(PanelItem, type_code="GOV")


def open_policy(opened_room: OpenedRoom) -> RoomScene:
    scene = opened_room(prepare=list_policy)
    scene.press(f"item_{policy_in(scene).reference.replace('/', '_')}")
    return scene


def test_it_is_discussed_an_action_is_agreed_and_its_minutes_are_agreed(
    opened_room: OpenedRoom, tmp_path: Path
) -> None:
    scene = open_policy(opened_room)
    item = policy_in(scene)
    assert scene.room.head.title.text() == f"{item.reference} · {TITLE}"
    steps = scene.room.head.steps
    assert (steps[Step.VIEWS].text(), steps[Step.OUTCOME].text()) == ("Discussion", "Outcome")
    scene.keys(Shortcuts.BEFORE)
    scene.keys(Shortcuts.MAIN_ACT)
    scene.keys(Shortcuts.VIEWS)
    scene.type("Holidays abroad are not covered.")
    assert scene.room.bench.notes is not None
    assert scene.room.bench.notes.views().views() == ()
    scene.keys(Shortcuts.OUTCOME)
    scene.choose("outcome", "Agrees an action")
    scene.keys(Shortcuts.MAIN_ACT)
    assert "what is to be done, by whom and by when" in scene.said
    scene.write("agreed_action_what", "Add a page on holidays")
    scene.write("agreed_action_owner", "Hal Orme")
    scene.write("agreed_action_due", "15 1 2027")
    scene.press("agree_the_action")
    scene.keys(Shortcuts.MAIN_ACT)
    assert policy_in(scene).stage is ItemStage.CONCLUDED
    (action,) = scene.desk.find(Action, item_id=item.id)
    assert (action.what, action.owner) == ("Add a page on holidays", "Hal Orme")
    assert scene.room.step is Step.MINUTES
    scene.write("minute_taker", "Ida Thwaite")
    scene.keys(Shortcuts.MAIN_ACT)
    assert scene.minutes(item).state is MinutesState.AGREED
    said = words(draft_pdf(scene.desk.office, item.id), tmp_path)
    assert "Holidays abroad are not covered." in said
    assert "Add a page on holidays" in said
    for foreign in ("family", "decision", "applicant"):
        assert foreign not in said


def test_the_other_items_keep_their_words_for_the_steps(opened_room: OpenedRoom) -> None:
    scene = open_policy(opened_room)
    scene.press(f"item_{scene.items[0].reference.replace('/', '_')}")
    steps = scene.room.head.steps
    assert (steps[Step.VIEWS].text(), steps[Step.OUTCOME].text()) == ("Views", "Recommendation")
