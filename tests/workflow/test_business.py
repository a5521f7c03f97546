"""Business of the panel itself, from intake to signed minutes: about no family, decided by nobody."""

from __future__ import annotations

from contextlib import closing
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from fosterpanel.domain.actions import Action
from fosterpanel.domain.deferrals import DeferralKind
from fosterpanel.domain.issued import DocumentKind, IssuedDocument
from fosterpanel.domain.items import ItemStage, PanelItem
from fosterpanel.domain.minutes import Minutes, MinutesContents, MinutesState
from fosterpanel.domain.papers import Paper
from fosterpanel.domain.wrong_family import NamesUnanswered
from fosterpanel.errors import InvalidInput, RuleRefusal
from fosterpanel.workflow.agendas.waiting_items import waiting_for
from fosterpanel.workflow.business import actions, deferrals, items
from fosterpanel.workflow.business.intake import intake_of
from fosterpanel.workflow.business.readiness import readiness
from fosterpanel.workflow.deciding.decisions_queue import desk_lines, finished_lines
from fosterpanel.workflow.deciding.hand_back import save_outcomes
from fosterpanel.workflow.in_session import hearings
from fosterpanel.workflow.meeting_room.room import room
from fosterpanel.workflow.minuting import addenda, minutes, recommendations
from fosterpanel.workflow.minuting.minutes_to_sign import minutes_to_sign
from fosterpanel.workflow.minuting.recommendations import NewRecommendation
from fosterpanel.workflow.overviews.chronology import chronology, save_chronology
from fosterpanel.workflow.overviews.item_file import item_file
from fosterpanel.workflow.overviews.items_overview import finished_items, unfinished_items
from fosterpanel.workflow.overviews.oversight import figures
from fosterpanel.workflow.overviews.timeline import story_of
from fosterpanel.workflow.overviews.today import today
from fosterpanel.workflow.packing import packs
from fosterpanel.workflow.panels import meetings
from fosterpanel.workflow.paperwork import papers
from fosterpanel.workflow.search import search
from fosterpanel.workflow.verify import verify_file
from fosterpanel.workflow.wrong_family import answer_name
from tests.documents.reading import words
from tests.workflow.builders import (
    APPLICANTS,
    MEETING,
    PANEL,
    PANEL_DAY,
    At,
    Desk,
    convene,
    hear,
    issue,
    meeting,
    new_paper,
)
from tests.workflow.builders import new_item as new_item_of
from tests.workflow.worded_papers import worded_pdf

CHAIR = "person-chair"
TITLE = "Safer caring policy, second edition"
ASKED = "To read the policy and say whether it can be adopted."
WRITTEN = MinutesContents(
    discussion=("The policy is shorter and easier to follow.", "Holidays abroad are not covered."),
    minute_taker="Ida Thwaite",
)


def new_item(**changes: Any) -> items.NewItem:
    known = {"subject": TITLE, "proposal": ASKED, "proposed_terms": None, "presented_by": ("Hal Orme",)}
    return new_item_of("GOV", "", **known | changes)


def taken_in(desk: Desk, **changes: Any) -> PanelItem:
    return items.take_in(desk.office, new_item(**changes))


def brought_to_panel(at: At) -> tuple[Desk, PanelItem]:
    """The Hollowells' approval and a policy before one panel, which is sitting."""
    desk = at("listed")
    item = taken_in(desk)
    papers.file_paper(desk.office, item.id, new_paper("business-paper", "Safer caring policy"))
    items.list_item(desk.office, item.id, MEETING)
    issue(desk)
    convene(desk)
    return desk, desk.get(PanelItem, item.id)


def heard(at: At, outcome: str = "agree-action") -> tuple[Desk, PanelItem]:
    desk, item = brought_to_panel(at)
    if outcome == "agree-action":
        by = date(2027, 1, 15)
        actions.agree_action(desk.office, item.id, what="Add a page on holidays", owner="Hal Orme", due_on=by)
    hear(desk, item.id, outcome, views=(), reasons=())
    return desk, desk.get(PanelItem, item.id)


def signed(desk: Desk, item: PanelItem, contents: MinutesContents = WRITTEN) -> Minutes:
    minutes.write_minutes(desk.office, item.id, contents)
    minutes.agree_minutes(desk.of(CHAIR), item.id)
    return minutes.sign_minutes(desk.of(CHAIR), item.id)


def document(desk: Desk, kind: DocumentKind, subject_id: str) -> bytes:
    held = desk.the(IssuedDocument, kind=kind, subject_id=subject_id)
    with desk.office.reading() as reading:
        return reading.content(held.sha256)


def test_it_can_be_taken_in_with_a_title_and_what_is_asked_and_no_home(at: At) -> None:
    desk = at("taken in")
    offered = intake_of(desk.office, "GOV")
    assert (offered.asks_home, offered.asks_terms, offered.is_for_panel) == (False, False, True)
    item = taken_in(desk)
    assert (item.home_id, item.stage) == ("", ItemStage.TAKEN_IN)
    with desk.refusing(InvalidInput, "about no foster home"):
        items.take_in(desk.office, new_item_of("GOV", APPLICANTS.id, proposed_terms=None))
    with desk.refusing(InvalidInput, "Choose the home"):
        items.take_in(desk.office, new_item_of("APP", ""))
    with desk.refusing(InvalidInput, "which nobody decides"):
        items.send_to_decision_maker(desk.office, item.id)


def test_lists_show_it_by_its_title_and_it_waits_for_a_meeting(at: At) -> None:
    desk = at("taken in")
    item = taken_in(desk)
    (line,) = (one for one in unfinished_items(desk.office) if one.id == item.id)
    assert (line.title, line.subject, line.home_reference) == (
        f"{item.reference} · Panel business",
        TITLE,
        "",
    )
    assert (line.is_ready, line.clock_on) == (True, None)
    assert readiness(desk.office, item.id).is_ready
    with desk.office.reading() as reading:
        waiting = waiting_for(desk.office, reading, meeting(on=PANEL_DAY))
    assert item.id in {one.item.id for one in waiting.items}
    (found,) = search(desk.office, "safer caring")
    assert found.subject_id == item.id


def test_the_agenda_gives_its_title_and_what_is_asked_beside_initials_of_families(
    at: At, tmp_path: Path
) -> None:
    desk, item = brought_to_panel(at)
    said = words(document(desk, DocumentKind.AGENDA, MEETING), tmp_path)
    assert f"{item.reference} Panel business, {TITLE}" in said
    assert f"Item 2. {item.reference}: Panel business, {TITLE}" in said
    assert f"Needed from the panel: {ASKED} The panel notes the matter or agrees an action." in said
    assert "Hal Orme" in said
    assert "First approval, S.H. and K.H." in said
    assert "Hollowell" not in said


def test_an_agenda_whose_business_names_a_family_waits_for_an_answer(at: At) -> None:
    desk = at("listed")
    item = taken_in(desk, proposal="To thank Sian Hollowell.")
    items.list_item(desk.office, item.id, MEETING)
    with pytest.raises(NamesUnanswered) as kept:
        issue(desk)
    assert [(one.subject_id, one.name) for one in kept.value.found] == [(item.id, "Sian Hollowell")]
    answer_name(desk.office, kept.value.found[0], "She chairs the carers' forum and asked to be thanked.")
    issue(desk)
    assert desk.the(IssuedDocument, kind=DocumentKind.AGENDA).number == 1


def test_its_papers_go_into_the_pack_and_may_name_no_family(at: At) -> None:
    desk, item = brought_to_panel(at)
    with closing(packs.make_pack(packs.prepare_pack(desk.office, MEETING))) as made:
        issued = packs.issue_pack(desk.office, made)
    assert issued.plan.sections[-1].title == f"Item 2: {item.reference}, panel business: {TITLE}"
    (held,) = desk.find(Paper, item_id=item.id)
    named = worded_pdf("A letter of Sian Hollowell.")
    papers.correct_paper(desk.office, held.id, data=named, received_on=PANEL_DAY)
    with closing(packs.make_pack(packs.prepare_pack(desk.office, MEETING))) as made:
        with desk.refusing(NamesUnanswered, "Sian Hollowell"):
            packs.issue_pack(desk.office, made)


def test_business_needs_a_quorum_as_the_rule_book_says_of_all_business(at: At) -> None:
    desk, item = brought_to_panel(at)
    for one in PANEL[2:]:
        meetings.record_departure(desk.office, MEETING, one)
    with desk.refusing(RuleRefusal, "cannot do business", rule="quorum"):
        hearings.begin_hearing(desk.office, item.id, presided_by="member-chair")


def test_an_action_is_agreed_only_once_it_says_what_who_and_when(at: At) -> None:
    desk, item = brought_to_panel(at)
    hearings.begin_hearing(desk.office, item.id, presided_by="member-chair")
    new = NewRecommendation(outcome="agree-action", reasons=())
    with desk.refusing(InvalidInput, "what is to be done, by whom and by when"):
        recommendations.make_recommendation(desk.office, item.id, new)
    noted = recommendations.make_recommendation(desk.office, item.id, replace(new, outcome="note"))
    assert noted.views == ()
    assert desk.get(PanelItem, item.id).stage is ItemStage.CONCLUDED


def test_the_room_shows_it_by_its_title_and_says_that_it_is_concluded(at: At) -> None:
    desk, item = heard(at)
    (shown,) = (one for one in room(desk.office, MEETING).items if one.id == item.id)
    assert (shown.title, shown.standing, shown.old_terms) == (
        f"{item.reference} · {TITLE}",
        "Concluded",
        None,
    )
    assert shown.has_outcome


def test_signed_minutes_say_what_was_discussed_and_agreed_and_nothing_of_families(
    at: At, tmp_path: Path
) -> None:
    desk, item = heard(at)
    assert signed(desk, item).state is MinutesState.SIGNED
    pdf = document(desk, DocumentKind.MINUTES, item.id)
    said = words(pdf, tmp_path)
    for expected in (
        TITLE,
        "Hal Orme",
        "Margaret Ollerenshaw",
        "The quorum held throughout.",
        ASKED,
        "Holidays abroad are not covered.",
        "The panel agrees an action, by consensus.",
        "Add a page on holidays",
        "15 January 2027",
        "Minutes taken by: Ida Thwaite",
        "These minutes are an accurate record of the panel's proceedings.",
        "this record is the panel's own",
    ):
        assert expected in said, expected
    for foreign in (
        "family",
        "Hollowell",
        "Foster home",
        "applicant",
        "decision maker",
        "Strengths",
        "vote of",
    ):
        assert foreign not in said, foreign
    file = tmp_path / "minutes.pdf"
    file.write_bytes(pdf)
    assert verify_file(file, trusted=()).exit_code != 2


def test_they_lack_what_was_discussed_until_it_is_written_and_nobody_has_to_be_told(at: At) -> None:
    desk, item = heard(at)

    def lacking() -> tuple[str, ...]:
        (held,) = (one for one in minutes_to_sign(desk.of(CHAIR), MEETING) if one.item_id == item.id)
        return held.missing

    assert lacking() == ("what was discussed", "the minute taker")
    with desk.refusing(InvalidInput, "still lack what was discussed and the minute taker"):
        minutes.agree_minutes(desk.of(CHAIR), item.id)
    minutes.write_minutes(desk.office, item.id, WRITTEN)
    assert lacking() == ()


def test_an_action_taken_out_again_is_missed_before_the_minutes_are_agreed(at: At) -> None:
    desk, item = heard(at)
    minutes.write_minutes(desk.office, item.id, WRITTEN)
    actions.take_action_out(desk.office, desk.the(Action).id)
    (held,) = (one for one in minutes_to_sign(desk.of(CHAIR), MEETING) if one.item_id == item.id)
    assert held.missing == ("the action that was agreed",)
    with desk.refusing(InvalidInput, "none is left. Agree it again first"):
        minutes.agree_minutes(desk.of(CHAIR), item.id)


def test_today_asks_the_chair_for_its_minutes_without_speaking_of_a_decision(at: At) -> None:
    desk, item = heard(at)
    (line,) = (one for one in today(desk.of(CHAIR)) if item.reference in one.title)
    assert (line.title, line.why) == (
        f"Minutes to read and agree · item {item.reference}",
        "Heard on 4 December 2026.",
    )


def test_minutes_of_business_that_name_a_family_are_kept_back(at: At) -> None:
    desk, item = heard(at, "note")
    with pytest.raises(NamesUnanswered) as kept:
        signed(desk, item, replace(WRITTEN, discussion=("Sian Hollowell asked for it.",)))
    assert {one.name for one in kept.value.found} == {"Sian Hollowell"}


def test_once_signed_it_goes_nowhere_else(at: At, tmp_path: Path) -> None:
    desk, item = heard(at)
    signed(desk, item)
    with desk.refusing(InvalidInput, "concluded; it cannot become with the decision maker"):
        minutes.send_minutes(desk.office, item.id, on=PANEL_DAY)
    on_the_desk = [*desk_lines(desk.office).values(), finished_lines(desk.office)]
    assert not [one for held in on_the_desk for one in held if one.item_id == item.id]
    assert item.id not in {one.id for one in unfinished_items(desk.office)}
    assert item.id in {one.id for one in finished_items(desk.office)}
    with desk.refusing(InvalidInput, "Nothing was decided, deferred or withdrawn"):
        save_outcomes(desk.office, tmp_path / "outcomes.csv", date(2026, 1, 1))


def test_its_file_its_story_and_its_chronology_are_its_own(at: At, tmp_path: Path) -> None:
    desk, item = heard(at)
    signed(desk, item)
    file = item_file(desk.office, item.id)
    assert (file.home, file.clocks, file.can_be_sent, file.can_go_without_panel) == (None, (), False, False)
    happened = [one.words for one in story_of(desk.office, item)]
    assert f"{item.reference}: panel agrees an action" in happened
    held = chronology(desk.office, item.id)
    assert (held.names, held.about, held.times) == (TITLE, "Panel business", ())
    saved = save_chronology(desk.office, item.id, tmp_path / "chronology.pdf")
    assert "the panel's own" in words(saved.read_bytes(), tmp_path)


def test_deferred_it_comes_back_and_counts_for_no_family(at: At, tmp_path: Path) -> None:
    desk, item = brought_to_panel(at)
    hearings.begin_hearing(desk.office, item.id, presided_by="member-chair")
    by, back = date(2027, 1, 8), date(2027, 1, 15)
    thing = deferrals.NeededThing(what="The page on holidays", owner="Hal Orme", due_on=by)
    new = deferrals.NewDeferral(
        kind=DeferralKind.NEEDS_INFORMATION,
        reason_codes=("D01",),
        narrative="The policy is not whole.",
        return_on=back,
        needed=(thing,),
    )
    deferral = deferrals.defer_item(desk.office, item.id, new)
    assert desk.get(PanelItem, deferral.successor_item_id).home_id == ""
    assert not item_file(desk.office, item.id).is_to_be_told
    assert figures(desk.office).deferral_reasons == ()
    with desk.refusing(InvalidInput, "Nothing was decided, deferred or withdrawn"):
        save_outcomes(desk.office, tmp_path / "outcomes.csv", date(2026, 1, 1))
    signed(desk, desk.get(PanelItem, item.id))


def test_an_addendum_puts_its_minutes_right(at: At, tmp_path: Path) -> None:
    desk, item = heard(at, "note")
    signed(desk, item)
    addendum = addenda.open_addendum(desk.of(CHAIR), item.id, "The policy is its third edition.")
    addenda.agree_addendum(desk.of(CHAIR), addendum.id)
    addenda.sign_addendum(desk.of(CHAIR), addendum.id)
    said = words(document(desk, DocumentKind.ADDENDUM, item.id), tmp_path)
    assert TITLE in said
    assert "Foster home" not in said
    assert "the panel's own" in said
