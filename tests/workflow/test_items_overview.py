"""Items at a glance: in which view each stands, what is said of it, and how hard its clock presses."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date

import pytest

from fosterpanel.domain.deferrals import Deferral, DeferralKind, NeededThing
from fosterpanel.domain.items import ItemStage, PanelItem
from fosterpanel.domain.items_overview import BOARD, FINISHED, STAGES, ItemView
from fosterpanel.domain.register import Carer, FosterHome
from fosterpanel.errors import InvalidInput, MovedSince
from fosterpanel.workflow import settings
from fosterpanel.workflow.agendas import running_order
from fosterpanel.workflow.agendas.agenda_desk import agenda_desk
from fosterpanel.workflow.business import deferrals, intake, items, readiness
from fosterpanel.workflow.homes import register
from fosterpanel.workflow.overviews.item_file import item_file, meetings_to_list_on, save_document_copy
from fosterpanel.workflow.overviews.items_overview import (
    ItemLine,
    finished_items,
    homes_like,
    in_view,
    items_by_view,
    open_items_like,
    unfinished_items,
    waiting_count,
)
from fosterpanel.workflow.panels import meetings
from fosterpanel.workflow.paperwork import papers
from fosterpanel.workflow.standing import Harm
from fosterpanel.workflow.undo import undo_edit
from tests.workflow.builders import (
    CARERS,
    GRANDMOTHER,
    MEETING,
    PANEL_DAY,
    At,
    Desk,
    convene,
    issue,
    meeting,
    new_item,
    new_paper,
)

CERTIFICATE = NeededThing(what="Overseas certificate", owner="Bram Otieno", due_on=date(2026, 12, 20))


def the_line(desk: Desk) -> ItemLine:
    (line,) = (one for one in unfinished_items(desk.office) if one.id == desk.item.id)
    return line


def file_all_papers(desk: Desk) -> None:
    for line in readiness.readiness(desk.office, desk.item.id).lines:
        if line.is_missing:
            kind = line.entry.paper_kind
            papers.file_paper(desk.office, desk.item.id, new_paper(kind, kind))


def deferred(desk: Desk) -> PanelItem:
    convene(desk)
    new = deferrals.NewDeferral(
        kind=DeferralKind.NEEDS_INFORMATION,
        reason_codes=("D03",),
        narrative="Four years abroad are not covered.",
        return_on=date(2027, 1, 8),
        needed=(CERTIFICATE,),
    )
    made = deferrals.defer_item(desk.office, desk.item.id, new)
    return desk.get(PanelItem, made.successor_item_id)


def test_a_waiting_item_says_its_clock_and_what_is_missing_and_who_owes_it(at: At) -> None:
    desk = at("taken in")
    readiness.expect_paper(desk.office, desk.item.id, "front-sheet", owner="Priya Nair", due_on=PANEL_DAY)
    line = the_line(desk)
    assert (line.title, line.home_reference) == ("26/001 · First approval", "BF-101")
    assert (line.standing, line.is_ready) == ("6 missing", False)
    assert line.why == (
        "The 8 months for a recommendation end on Monday 15 February 2027, in 84 days. "
        "Missing: panel front sheet (Priya Nair), summary of Schedule 3 Part 1 checks and 4 more."
    )
    assert (line.clock_on, line.clock_words, line.harm) == (date(2027, 2, 15), "84 days", Harm.KNOW)


def test_the_overview_is_ready_exactly_when_the_item_is(at: At) -> None:
    desk = at("taken in")
    file_all_papers(desk)
    assert readiness.readiness(desk.office, desk.item.id).is_ready
    assert (the_line(desk).standing, the_line(desk).is_ready) == ("Ready", True)
    items.change_item(desk.office, replace(desk.item, proposed_terms=None))
    assert not readiness.readiness(desk.office, desk.item.id).is_ready
    assert (the_line(desk).standing, the_line(desk).is_ready) == ("Not ready", False)
    assert the_line(desk).why.endswith("No terms of approval are proposed.")


@pytest.mark.parametrize(
    ("day", "words", "harm"),
    [
        (date(2027, 1, 12), "34 days", Harm.SOON),
        (date(2027, 2, 1), "14 days", Harm.NOW),
        (date(2027, 2, 15), "Today", Harm.NOW),
        (date(2027, 2, 16), "1 day late", Harm.NOW),
    ],
)
def test_a_clock_presses_harder_as_it_runs_out(at: At, day: date, words: str, harm: Harm) -> None:
    desk = at("taken in")
    desk.move_to(day)
    assert (the_line(desk).clock_words, the_line(desk).harm) == (words, harm)


def test_a_temporary_approval_is_the_nearest_clock_and_comes_first(at: At) -> None:
    desk = at("taken in")
    register.approve_temporarily(
        desk.office, GRANDMOTHER.id, children=("T.B.",), approved_on=date(2026, 8, 10)
    )
    items.take_in(desk.office, new_item("APP-CP", GRANDMOTHER.id))
    items.take_in(desk.office, new_item("CHG", CARERS.id))
    assert [line.reference for line in unfinished_items(desk.office)] == ["26/002", "26/001", "26/003"]
    first, *_, last = unfinished_items(desk.office)
    assert first.why.startswith("Temporary approval ends on Monday 30 November 2026, in 7 days.")
    assert (first.harm, last.clock_words, last.clock_on) == (Harm.NOW, "", None)


@pytest.mark.parametrize(
    ("step", "view", "standing", "why"),
    [
        ("taken in", ItemView.WAITING, "6 missing", "The 8 months for a recommendation"),
        ("listed", ItemView.LISTED, "6 missing", "Listed for Friday 4 December 2026."),
        ("in hearing", ItemView.LISTED, "In hearing", "The panel is hearing it."),
        ("recommended", ItemView.HEARD, "Recommended", "Heard on Friday 4 December 2026."),
        (
            "with decision maker",
            ItemView.WITH_DECISION_MAKER,
            "With the decision maker",
            "Decision due on Tuesday 15 December 2026, in 11 days. Minutes received on Friday 4 December 2026.",
        ),
        ("approved", ItemView.TO_BE_TOLD, "Decided", "The letter is due on Tuesday 15 December 2026"),
        ("proposed", ItemView.WITH_DECISION_MAKER, "Determination proposed", "A proposal was decided on"),
        ("determined", ItemView.WITH_DECISION_MAKER, "Determination proposed", "The time to answer"),
    ],
)
def test_every_stage_stands_in_one_column_and_says_why(
    at: At, step: str, view: ItemView, standing: str, why: str
) -> None:
    desk = at(step)
    lines = unfinished_items(desk.office)
    assert [one for one in BOARD if in_view(lines, one)] == [view]
    assert the_line(desk).standing == standing
    assert the_line(desk).why.startswith(why)


def test_the_board_has_one_column_for_every_stage_that_is_not_the_end() -> None:
    stages = [stage for view in BOARD for stage in STAGES[view]]
    assert sorted(stages) == sorted(set(ItemStage) - FINISHED)


def test_an_item_that_goes_on_from_a_deferral_says_what_is_awaited(at: At) -> None:
    desk = at("issued")
    successor = deferred(desk)
    lines = unfinished_items(desk.office)
    (line,) = in_view(lines, ItemView.DEFERRED)
    assert line.id == successor.id
    assert line in in_view(lines, ItemView.WAITING)
    assert line.why.endswith("Still awaited by the panel: “Overseas certificate” (Bram Otieno).")
    (closed,) = finished_items(desk.office)
    assert (closed.id, closed.standing, closed.is_ready) == (desk.item.id, "Deferred", None)
    assert closed.why == "Received on Monday 15 June 2026. Panel of Friday 4 December 2026."
    thing = desk.the(Deferral)
    deferrals.receive_needed(desk.office, thing.id, "Overseas certificate", on=PANEL_DAY)
    (line,) = in_view(unfinished_items(desk.office), ItemView.DEFERRED)
    assert "awaits" not in line.why


def test_a_corrected_paper_is_there_once_and_others_are_not_mixed_up(at: At) -> None:
    desk = at("taken in")
    paper = papers.file_paper(desk.office, desk.item.id, new_paper("front-sheet", "Front sheet"))
    papers.correct_paper(desk.office, paper.id, data=new_paper("x", "Other").data, received_on=PANEL_DAY)
    items.take_in(desk.office, new_item())
    assert {line.reference: line.standing for line in unfinished_items(desk.office)} == {
        "26/001": "5 missing",
        "26/002": "7 missing",
    }


def test_what_waits_is_counted_and_a_second_one_like_it_is_found(at: At) -> None:
    desk = at("taken in")
    assert waiting_count(desk.office) == 1
    assert open_items_like(desk.office, desk.item.home_id, "APP") == (desk.item,)
    assert not open_items_like(desk.office, desk.item.home_id, "CHG")
    items.withdraw_item(desk.office, desk.item.id, reason="Moved away.")
    assert not open_items_like(desk.office, desk.item.home_id, "APP")
    assert waiting_count(desk.office) == 0


def test_details_change_until_the_hearing_and_can_be_taken_back(at: At) -> None:
    desk = at("listed")
    before = desk.item
    after = items.change_item(
        desk.office, replace(before, proposal="Approval for three", report_author="B. Vale")
    )
    assert desk.item == after
    assert desk.last_act() == ("change_item", before.id)
    undone = undo_edit(desk.office, before, after)
    assert (undone.proposal, undone.report_author) == (before.proposal, "")
    with desk.refusing(MovedSince, "changed this record"):
        items.change_item(desk.office, replace(before, proposal="Something else"))


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"proposal": " "}, "Say in a few words"),
        ({"received_on": date(2027, 1, 1)}, "still to come"),
        ({"type_code": "CHG"}, "another item"),
        ({"home_id": CARERS.id}, "another item"),
        ({"stage": ItemStage.TAKEN_IN}, "another item"),
    ],
)
def test_what_an_item_cannot_be_changed_into(at: At, changes: dict[str, object], words: str) -> None:
    desk = at("listed")
    with desk.refusing(InvalidInput, words):
        items.change_item(desk.office, replace(desk.item, **changes))  # type: ignore[arg-type]


def test_what_the_panel_heard_no_longer_changes(at: At) -> None:
    desk = at("recommended")
    with desk.refusing(InvalidInput, "others rely on what it says"):
        items.change_item(desk.office, replace(desk.item, proposal="Something else"))


def test_an_item_about_a_home_not_met_before_enters_both_or_neither(at: At) -> None:
    desk = at("staffed")
    carer = Carer(name="Ottoline Fennimore", born_on=date(1990, 1, 1), sex="female")
    home = FosterHome(id="home-new", reference="BF-200", carers=(carer,), address=("1 New Street",))
    with desk.refusing(InvalidInput, "still to come"):
        items.take_in(desk.office, new_item(home_id=home.id, received_on=date(2027, 1, 1)), home=home)
    item = items.take_in(desk.office, new_item(home_id=home.id), home=home)
    assert desk.get(FosterHome, item.home_id) == home
    assert [line.act for line in desk.audit()[-2:]] == ["enter_home", "take_in"]


def test_the_file_of_an_item_says_what_may_be_done_with_it(at: At) -> None:
    desk = at("taken in")
    waiting = item_file(desk.office, desk.item.id)
    assert waiting.can_be_listed
    assert waiting.can_be_withdrawn
    assert waiting.is_before_hearing
    assert not waiting.can_go_without_panel
    change = items.take_in(desk.office, new_item("CHG", CARERS.id))
    assert item_file(desk.office, change.id).can_go_without_panel
    items.send_to_decision_maker(desk.office, change.id)
    sent = item_file(desk.office, change.id)
    assert not any((sent.can_be_listed, sent.can_go_without_panel, sent.is_before_hearing))


@pytest.mark.parametrize(
    ("step", "clocks"),
    [
        ("taken in", ["The 8 months for a recommendation end"]),
        ("in hearing", ["The 8 months for a recommendation end"]),
        ("recommended", []),
        ("with decision maker", ["Decision due"]),
        ("proposed", []),
        ("determined", ["The time to answer the proposal ends"]),
        ("approved", ["The letter is due"]),
    ],
)
def test_a_clock_that_was_kept_presses_no_more(at: At, step: str, clocks: list[str]) -> None:
    desk = at(step)
    assert [one.words for one in item_file(desk.office, desk.item.id).clocks] == clocks


def test_a_temporary_approval_presses_until_the_decision(at: At) -> None:
    desk = at("taken in")
    register.approve_temporarily(
        desk.office, GRANDMOTHER.id, children=("K.D.",), approved_on=desk.office.clock.today()
    )
    change = items.take_in(desk.office, new_item("CHG", GRANDMOTHER.id))
    items.send_to_decision_maker(desk.office, change.id)
    (clock,) = item_file(desk.office, change.id).clocks
    assert clock.words == "Temporary approval ends"


def test_the_services_policy_says_what_waits_for_a_panel(at: At) -> None:
    desk = at("listed")
    change = items.take_in(desk.office, new_item("CHG", CARERS.id, proposed_terms=None))
    (line,) = (one for one in unfinished_items(desk.office) if one.id == change.id)
    assert line.is_ready is False
    assert item_file(desk.office, change.id).is_for_panel
    assert "policy sends it to the panel" in intake.intake_of(desk.office, "CHG").panel
    assert agenda_desk(desk.office, MEETING).waiting.count == 1
    settings.set_policy(desk.office, "CHG", to_panel=False)
    (line,) = (one for one in unfinished_items(desk.office) if one.id == change.id)
    assert "No terms" not in line.why
    file = item_file(desk.office, change.id)
    assert not file.is_for_panel
    assert file.readiness.others == ()
    assert "decided without a panel" in intake.intake_of(desk.office, "CHG").panel
    assert agenda_desk(desk.office, MEETING).waiting.count == 0


@pytest.mark.parametrize("to_panel", [True, False])
def test_what_goes_to_the_decision_maker_against_the_policy_is_in_the_audit_trail(
    at: At, to_panel: bool
) -> None:
    desk = at("taken in")
    change = items.take_in(desk.office, new_item("CHG", CARERS.id))
    settings.set_policy(desk.office, "CHG", to_panel=to_panel)
    items.send_to_decision_maker(desk.office, change.id)
    assert json.loads(desk.audit()[-1].detail) == {"against_policy": to_panel}


def test_the_file_holds_what_belongs_to_the_item(at: At) -> None:
    desk = at("approved")
    file = item_file(desk.office, desk.item.id)
    assert file.meeting is not None
    assert (file.meeting.id, file.home.reference, file.deferral) == (MEETING, "BF-101", None)
    assert [document.title for document in file.documents]
    assert not file.can_be_withdrawn


def test_a_saved_copy_is_the_document_and_is_recorded(
    at: At, tmp_path_factory: pytest.TempPathFactory
) -> None:
    desk = at("with decision maker")
    (document,) = item_file(desk.office, desk.item.id).documents
    path = save_document_copy(desk.office, document.id, tmp_path_factory.mktemp("copies") / "minutes.pdf")
    with desk.office.reading() as reading:
        assert path.read_bytes() == reading.content(document.sha256)
    assert desk.last_act() == ("record_copy", document.id)


def test_meetings_to_list_on_are_those_ahead_with_how_full_they_are(at: At) -> None:
    desk = at("listed")
    meetings.plan_meeting(desk.office, replace(meeting("meeting-january", date(2027, 1, 8)), capacity=1))
    second = items.take_in(desk.office, new_item("CHG", CARERS.id))
    running_order.put_item(desk.office, "meeting-january", second.id)
    december, january = meetings_to_list_on(desk.office)
    assert (december.meeting.id, december.listed, december.is_full) == (MEETING, 1, False)
    assert (january.listed, january.is_full) == (1, True)
    issue(desk)
    convene(desk)
    assert [one.meeting.id for one in meetings_to_list_on(desk.office)] == ["meeting-january"]


def test_a_home_is_found_by_reference_name_or_address_and_nothing_else_is(at: At) -> None:
    desk = at("taken in")
    for typed in ("BF-101", "hollow", "old dairy"):
        assert [one.subject_id for one in homes_like(desk.office, typed)] == [desk.item.home_id], typed
    assert not homes_like(desk.office, "26/001")


def test_the_items_are_sorted_out_once_for_every_view(at: At) -> None:
    desk = at("recommended")
    items.take_in(desk.office, new_item("CHG", CARERS.id))
    found = items_by_view(desk.office)
    assert found.lines == unfinished_items(desk.office)
    assert found.views == {view: in_view(found.lines, view) for view in ItemView}
    assert found.type_names == {"APP": "First approval", "CHG": "Change of terms"}
    assert (found.ready, found.not_ready, found.on_the_way) == (0, 1, 1)
