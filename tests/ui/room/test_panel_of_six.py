"""A whole panel by keyboard: six items with what goes wrong on such a day, closed and signed in one sitting."""

from __future__ import annotations

import subprocess
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from time import perf_counter

from PySide6.QtCore import Qt

from fosterpanel.domain.deferrals import Deferral, DeferralKind
from fosterpanel.domain.items import ItemStage, PanelItem
from fosterpanel.domain.meetings import Meeting, MeetingStage
from fosterpanel.domain.minutes import MinutesState
from fosterpanel.domain.recommendations import Recommendation
from fosterpanel.ui.keys import Shortcuts
from fosterpanel.workflow.minuting.minutes import signed_minutes
from tests.ui.room.room_scene import OpenedRoom, RoomScene
from tests.workflow.builders import MEETING

MOST_ACTIONS = 200
"""What the day may cost at most, apart from the letters typed: keys with a meaning, presses, and going to a field."""


@dataclass(frozen=True, slots=True)
class Day:
    """What the panel says of its items, to be typed."""

    told = "The recommendation, by the chair, straight after the item."
    taker = "Ida Thwaite"


def begin(scene: RoomScene) -> None:
    scene.keys(Shortcuts.BEFORE)
    scene.keys(Shortcuts.MAIN_ACT)


def ask(scene: RoomScene, question: str, answer: str) -> None:
    """Asked where the cursor already stands."""
    scene.type(question)
    scene.key(Qt.Key.Key_Return)
    scene.type(answer)
    scene.key(Qt.Key.Key_Return)


def find_strength(scene: RoomScene, words: str) -> None:
    scene.keys(Shortcuts.VIEWS)
    scene.type(words)


def recommend(scene: RoomScene, outcome: str, reason: str) -> None:
    scene.keys(Shortcuts.OUTCOME)
    scene.choose("outcome", outcome)
    scene.write("reason_1", reason)
    scene.keys(Shortcuts.MAIN_ACT)


def minute(scene: RoomScene) -> None:
    """What is left to write down, where the outcome led; then the chair agrees."""
    scene.type(Day.told)
    scene.write("minute_taker", Day.taker)
    scene.keys(Shortcuts.MAIN_ACT)


def first_with_a_dissent(scene: RoomScene) -> None:
    """One member votes against, and says why."""
    scene.keys(Shortcuts.MAIN_ACT)
    ask(scene, "How was the introduction?", "Over three weekends, and the children asked to come back.")
    find_strength(scene, "A settled home.")
    scene.keys(Shortcuts.ALL_IN_FAVOUR)
    scene.choose("vote_member-carer", "Against")
    scene.write("view_member-carer", "Too soon after the move.")
    recommend(scene, "Approval", "The introduction went well.")
    minute(scene)


def second_with_a_late_arrival(scene: RoomScene) -> None:
    """Somebody comes while it is being heard: there for the rest of the day, not counted on this item."""
    scene.keys(Shortcuts.NEXT_ITEM)
    begin(scene)
    scene.wait(5)
    scene.press("person_member-school")
    scene.wait(5)
    ask(scene, "What has changed since the last review?", "Training was finished in May.")
    find_strength(scene, "Recording is up to date.")
    scene.keys(Shortcuts.ALL_IN_FAVOUR)
    recommend(scene, "Approval continues on the same terms", "Everything asked for was done.")
    minute(scene)


def third_loses_its_quorum_by_a_conflict(scene: RoomScene) -> None:
    """The chair's neighbour: with one member out already, her leaving ends the quorum, and the item is deferred."""
    scene.keys(Shortcuts.NEXT_ITEM)
    scene.press("person_member-health")
    scene.press("declare_an_interest")
    scene.choose("interest_member", "Perpetua Lund")
    scene.choose("interest_kind", "Friend or neighbour")
    scene.write("interest_nature", "Lives two doors away.")
    scene.press("declare")
    assert "no ruling yet" in scene.quorum
    scene.choose("ruling_member-carer", "Leaves")
    scene.write("ruling_why_member-carer", "Too near to be impartial.")
    scene.press("rule_member-carer")
    assert scene.quorum.startswith("Not quorate: 4 members can take part, and 1 more member is needed.")
    scene.press("remedy_defer")
    scene.type("With one member out and another conflicted, four were left.")
    scene.choose("returns_to", "Friday 8 January 2027")
    scene.choose("caused_by", "The panel")
    scene.keys(Shortcuts.MAIN_ACT)
    minute_unheard(scene)
    scene.press("person_member-health")


def minute_unheard(scene: RoomScene) -> None:
    """An item that was not heard has its issues said in a line, and is agreed as the others are."""
    scene.type(Day.told)
    scene.write("minute_taker", Day.taker)
    scene.keys(Shortcuts.VIEWS)
    scene.type("Not explored: the panel was not quorate.")
    scene.keys(Shortcuts.MINUTES)
    scene.keys(Shortcuts.MAIN_ACT)


def fourth_is_deferred_for_information(scene: RoomScene) -> None:
    scene.keys(Shortcuts.NEXT_ITEM)
    begin(scene)
    ask(scene, "Where is the overseas certificate?", "It was asked for in August.")
    find_strength(scene, "A close bond with the child.")
    scene.keys(Shortcuts.OUTCOME)
    scene.choose("outcome", "Defer")
    scene.choose("deferral_kind", "Needs information")
    scene.choose("deferral_reason_1", "Overseas police certificate missing")
    scene.write("deferral_why", "The panel cannot weigh the years abroad.")
    scene.write("needed_1", "The overseas police certificate")
    scene.write("needed_from_1", "the assessing social worker")
    scene.write("needed_by_1", "18 12 2026")
    scene.choose("returns_to", "Friday 8 January 2027")
    scene.choose("caused_by", "A third party")
    scene.keys(Shortcuts.MAIN_ACT)
    minute(scene)


def fifth_with_an_early_leaver(scene: RoomScene) -> None:
    """Somebody leaves before the panel recommends: five who heard all of it are left, and recommend."""
    scene.keys(Shortcuts.NEXT_ITEM)
    begin(scene)
    ask(scene, "What did the training change?", "Incidents are written up the same evening.")
    scene.wait(10)
    scene.press("person_member-vice")
    assert "T. Quill out since" in scene.quorum
    find_strength(scene, "They reflect on what they do.")
    scene.keys(Shortcuts.ALL_IN_FAVOUR)
    recommend(scene, "Approval continues on the same terms", "The learning shows in their records.")
    minute(scene)


def sixth_is_withdrawn(scene: RoomScene) -> None:
    scene.keys(Shortcuts.NEXT_ITEM)
    scene.keys(Shortcuts.OUTCOME)
    scene.choose("outcome", "Withdrawn")
    scene.write("withdrawn_because", "The partner moved out again.")
    scene.keys(Shortcuts.MAIN_ACT)
    minute_unheard(scene)


def test_six_items_are_run_closed_and_signed_by_keyboard(opened_room: OpenedRoom, tmp_path: Path) -> None:
    scene = opened_room()
    began = perf_counter()
    _arrive(scene)
    first_with_a_dissent(scene)
    second_with_a_late_arrival(scene)
    third_loses_its_quorum_by_a_conflict(scene)
    fourth_is_deferred_for_information(scene)
    fifth_with_an_early_leaver(scene)
    sixth_is_withdrawn(scene)
    _close_and_sign(scene)
    seconds = perf_counter() - began
    count = scene.count
    told = (
        f"From “Open the meeting” to six signed minutes: {count.actions} actions, {count.letters} letters to be typed; "
        f"{seconds:.1f} seconds of program and test, of which {scene.waited:.1f} waiting for keys to be seen pressed."
    )
    print(f"\n{told}")  # noqa: T201 - the count is for people to read
    assert count.actions <= MOST_ACTIONS
    _the_store_holds_that(scene)
    _the_signed_minutes_say_that(scene, tmp_path)
    _hand_on(scene)


def _arrive(scene: RoomScene) -> None:
    """Everybody but one, who comes later."""
    scene.keys(Shortcuts.MAIN_ACT)
    scene.press("apologies_member-school")
    scene.press("all_in")
    assert scene.quorum == "Quorate with 5 members."


def _close_and_sign(scene: RoomScene) -> None:
    scene.keys(Shortcuts.CLOSING)
    scene.key(Qt.Key.Key_Return)
    assert scene.desk.get(Meeting, MEETING).stage is MeetingStage.CLOSED
    scene.key(Qt.Key.Key_Return)
    assert {scene.minutes(item).state for item in scene.items} == {MinutesState.SIGNED}


def _hand_on(scene: RoomScene) -> None:
    """The recommendations, and no others, go on to the decision maker."""
    scene.press("close_or_sign")
    stages = [scene.desk.get(PanelItem, item.id).stage for item in scene.items]
    assert stages.count(ItemStage.WITH_DECISION_MAKER) == 3
    today = scene.desk.office.clock.today()
    assert [scene.minutes(item).sent_on for item in scene.items].count(today) == 3


def _the_store_holds_that(scene: RoomScene) -> None:
    stages = [scene.desk.get(PanelItem, item.id).stage for item in scene.items]
    assert stages == [
        ItemStage.RECOMMENDED,
        ItemStage.RECOMMENDED,
        ItemStage.DEFERRED,
        ItemStage.DEFERRED,
        ItemStage.RECOMMENDED,
        ItemStage.WITHDRAWN,
    ]
    assert scene.desk.the(Recommendation, item_id=scene.items[0].id).vote_words.startswith("By a majority: 4")
    own = scene.desk.the(Deferral, item_id=scene.items[2].id)
    assert (own.kind, own.reason_codes) == (DeferralKind.PANELS_OWN, ("D81",))
    asked = scene.desk.the(Deferral, item_id=scene.items[3].id)
    assert [(one.what, one.due_on) for one in asked.needed] == [
        ("The overseas police certificate", date(2026, 12, 18))
    ]
    assert asked.return_on == date(2027, 1, 8)


def _the_signed_minutes_say_that(scene: RoomScene, folder: Path) -> None:
    texts = [_text(scene, item, folder) for item in scene.items]
    for text in texts:
        assert "Draft" not in text
        assert "The recommendation, by the chair" in text
    said = [
        ("Perpetua Lund dissents: Too soon after the move.", "Recommends approval"),
        (
            "Caspar Dell Member Yes 10:05 to 10:10",
            "What has changed since the last review?",
            "Unanimous: all 5",
        ),
        ("Leaves for the item", "An interest breaks the quorum", "Not quorate"),
        ("The overseas police certificate", "18 December 2026", "Friday 8 January 2027"),
        ("Tobiah Quill", "What did the training change?", "Unanimous: all 5"),
        ("The partner moved out again.",),
    ]
    for number, (text, words) in enumerate(zip(texts, said, strict=True), start=1):
        for each in words:
            assert each in text, f"item {number} does not say {each!r}:\n{text}"


def _text(scene: RoomScene, item: PanelItem, folder: Path) -> str:
    """The words of the signed minutes, as another program reads them."""
    with scene.desk.office.reading() as reading:
        held = signed_minutes(reading, item.id)
    assert held is not None
    file = folder / "minutes.pdf"
    file.write_bytes(held[1])
    told = subprocess.run(["pdftotext", "-layout", file, "-"], capture_output=True, check=True, text=True)
    return " ".join(told.stdout.split())
