"""The lists of the decision maker's desk: by due day, with why something cannot be decided, and opened by Enter."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel

from fosterpanel.domain.items import ItemStage
from fosterpanel.domain.notices import NoticeKind
from fosterpanel.domain.representations import Route
from fosterpanel.ui.pages.decisions.queue import Queue
from fosterpanel.workflow.business import items
from fosterpanel.workflow.deciding import notices
from fosterpanel.workflow.deciding.decisions_queue import (
    CANNOT,
    DeskLine,
    DeskView,
    desk_lines,
    finished_lines,
    waiting_decisions,
)
from fosterpanel.workflow.homes import register
from fosterpanel.workflow.minuting import minutes
from fosterpanel.workflow.paperwork import papers
from tests.ui.decisions_scene import ADMINISTRATOR, DECIDER, Opened
from tests.ui.decisions_scene import opened as opened
from tests.ui.patience import WITHIN_MS
from tests.workflow.builders import (
    CONTENTS,
    At,
    Desk,
    decide,
    letter,
    new_item,
    new_paper,
    send,
)
from tests.workflow.conftest import at as at
from tests.workflow.conftest import story as story
from tests.workflow.courses import Walk, directly

SAT_ON_IT = "person-school"


def lines(desk: Desk, view: DeskView, person_id: str = DECIDER) -> Sequence[DeskLine]:
    office = desk.of(person_id)
    return finished_lines(office) if view is DeskView.FINISHED else desk_lines(office)[view]


def the_line(desk: Desk, view: DeskView, person_id: str = DECIDER) -> DeskLine:
    (line,) = lines(desk, view, person_id)
    return line


def choose(queue: Queue, view: DeskView) -> None:
    """Go from the first list to another with the arrows."""
    stops = queue.views.stops
    stops[list(DeskView).index(queue.views.view)].setFocus()
    for place in range(list(DeskView).index(queue.views.view), list(DeskView).index(view)):
        QTest.keyClick(stops[place], Qt.Key.Key_Right)


class TestWhatIsListed:
    def test_a_recommendation_waits_with_what_it_rests_on_and_how_its_time_is_counted(self, at: At) -> None:
        desk = at("with decision maker")
        desk.move_to(date(2026, 12, 8))
        line = the_line(desk, DeskView.TO_DECIDE)
        assert (line.due_on, line.standing) == (date(2026, 12, 15), "5 working days")
        assert line.due_why == "7 working days, the first day not counted"
        assert line.why == "The panel recommends approval. The evidence bears it out."
        assert (line.rests_on, line.minutes) == ("1 paper, 1 page", "Minutes received 4 December 2026")
        assert waiting_decisions(desk.of(DECIDER)) == 1

    def test_a_late_one_says_so(self, at: At) -> None:
        desk = at("with decision maker")
        desk.move_to(date(2026, 12, 17))
        assert the_line(desk, DeskView.TO_DECIDE).standing == "2 working days late"

    def test_minutes_not_final_cannot_be_decided_and_it_says_why(self, at: At) -> None:
        desk = at("recommended")
        minutes.write_minutes(desk.office, desk.item.id, CONTENTS)
        line = the_line(desk, DeskView.TO_DECIDE)
        assert (line.standing, line.due_on, line.minutes) == (CANNOT, None, "Minutes not signed")
        assert "no final minutes before the decision maker" in line.why
        assert "(Rule minutes-final-before-decision:" in line.why
        assert waiting_decisions(desk.of(DECIDER)) == 0

    def test_who_sat_on_the_item_cannot_decide_it_and_another_can(self, at: At) -> None:
        desk = at("with decision maker")
        line = the_line(desk, DeskView.TO_DECIDE, SAT_ON_IT)
        assert line.standing == CANNOT
        assert "Caspar Dell sat on the panel" in line.why
        assert the_line(desk, DeskView.TO_DECIDE).standing != CANNOT

    def test_a_record_another_has_opened_is_theirs(self, at: At) -> None:
        desk = at("drafted")
        line = the_line(desk, DeskView.TO_DECIDE, "person-deputy")
        assert line.standing == CANNOT
        assert line.why.startswith("Deborah Nkemelu-Hart has opened the record of item 26/001")

    def test_the_first_due_comes_first_and_what_has_no_day_last(self, at: At) -> None:
        desk = at("with decision maker")
        without = items.take_in(desk.office, new_item("EXEMPT", "home-marsh"))
        items.send_to_decision_maker(desk.office, without.id)
        first, last = lines(desk, DeskView.TO_DECIDE)
        assert (first.id, last.id) == (desk.item.id, without.id)
        assert (last.due_on, last.standing, last.minutes) == (None, "Not begun", "No panel")
        assert "No panel considers this kind of item" in last.why

    def test_a_decision_is_to_be_told_until_it_was_told_both_ways(self, at: At) -> None:
        desk = at("approved")
        line = the_line(desk, DeskView.TO_TELL)
        assert (line.due_on, line.due_why) == (date(2026, 12, 10), "By word of mouth")
        assert line.why == "Approves, on 8 December 2026. Not told yet; no letter is written."
        assert lines(desk, DeskView.TO_DECIDE) == ()

    def test_a_proposal_stands_among_the_challenges_from_its_letter_on(self, at: At) -> None:
        desk = at("determined")
        line = the_line(desk, DeskView.CHALLENGES)
        assert (line.due_on, line.standing) == (date(2027, 1, 5), "28 days left")
        desk.move_to(date(2027, 1, 6))
        assert the_line(desk, DeskView.CHALLENGES).standing == "Decide finally"

    def test_a_matter_sent_back_is_finished_here(self, at: At) -> None:
        desk = at("with decision maker")
        decide(desk, desk.item.id, "return-for-information")
        line = the_line(desk, DeskView.FINISHED)
        assert (line.standing, desk.item.stage) == ("Returned", ItemStage.RETURNED)
        assert lines(desk, DeskView.TO_TELL) == ()

    def test_what_is_finished_shows_its_latest_decision_first(self, at: At) -> None:
        desk = at("approved")
        without = items.take_in(desk.office, new_item("CHG", "home-marsh"))
        paper = papers.file_paper(desk.office, without.id, new_paper("review-report", "Review report"))
        papers.replace_paper(desk.office, paper.id, new_paper("review-report", "Review report, corrected"))
        items.send_to_decision_maker(desk.office, without.id)
        assert lines(desk, DeskView.FINISHED) == ()
        desk.clock.move(timedelta(days=1))
        decide(desk, without.id, "continue")
        for item, kind in ((desk.item, NoticeKind.APPROVAL), (without, NoticeKind.FINAL_DECISION)):
            new = letter(desk, kind, item_id=item.id, home_id=item.home_id)
            notices.tell(desk.office, item.id, told_by="Hal Orme", told_to="Them")
            send(desk, notices.write_letter(desk.office, new))
        last, first = lines(desk, DeskView.FINISHED)
        assert (last.id, last.minutes, last.standing) == (without.id, "No panel", "Told")
        assert last.rests_on == "1 paper, 1 page"
        assert (first.id, first.due_on) == (desk.item.id, None)
        assert first.title == "26/001 · first approval · home BF-101"
        assert first.why == "Approves, on 8 December 2026."
        assert (first.rests_on, first.minutes) == ("1 paper, 1 page", "Minutes received 4 December 2026")

    def test_after_a_review_it_names_the_minutes_of_the_panel_that_was_reviewed(self, at: At) -> None:
        desk = at("determined")
        walk = Walk(desk=desk, do=directly, item_id=desk.item.id)
        walk.check()
        walk.send()
        walk.challenge(Route.INDEPENDENT_REVIEW)
        walk.conclude_review()
        walk.decide("final-not-approve")
        walk.tell()
        walk.write(NoticeKind.FINAL_DECISION)
        walk.check()
        walk.send()
        assert {line.minutes for line in lines(desk, DeskView.FINISHED)} == {
            "Minutes received 4 December 2026"
        }
        assert len(lines(desk, DeskView.FINISHED)) == 2


class TestAtTheKeyboard:
    def test_the_keyboard_is_on_the_first_line_and_enter_opens_it(self, opened: Opened) -> None:
        scene = opened("with decision maker")
        scene.open()
        queue = scene.page.queue
        scene.qtbot.waitUntil(queue.table.view.hasFocus, timeout=WITHIN_MS)
        QTest.keyClick(queue.table.view, Qt.Key.Key_Return)
        scene.settle()
        assert scene.page.subject_id == scene.desk.item.id
        assert scene.keys.has("begin_the_record")
        scene.keys.press("all_decisions")
        assert scene.page.subject_id == ""

    def test_arrows_go_from_list_to_list(self, opened: Opened) -> None:
        scene = opened("determined", ADMINISTRATOR)
        scene.open()
        choose(scene.page.queue, DeskView.CHALLENGES)
        assert [line.id for line in scene.page.queue.table.model.shown] == [scene.desk.item.id]

    def test_what_is_finished_is_read_when_somebody_looks_at_it(self, opened: Opened) -> None:
        scene = opened("with decision maker")
        decide(scene.desk, scene.desk.item.id, "return-for-information")
        scene.open()
        queue = scene.page.queue
        choose(queue, DeskView.FINISHED)
        scene.qtbot.waitUntil(lambda: queue.table.model.rowCount() == 1, timeout=10_000)
        assert [line.standing for line in queue.table.model.shown] == ["Returned"]

    def test_an_empty_list_says_how_it_fills(self, opened: Opened) -> None:
        scene = opened("listed")
        scene.open()
        assert scene.page.queue.table.empty.isVisible()
        said = [label.text() for label in scene.page.queue.table.empty.findChildren(QLabel)]
        assert any("final and sent to the decision maker" in words for words in said)

    def test_what_cannot_be_decided_is_shown_with_why_and_no_button_begins_it(self, opened: Opened) -> None:
        scene = opened("with decision maker", SAT_ON_IT)
        assert not scene.keys.has("begin_the_record")
        assert scene.keys.has("card_it_cannot_be_decided_now")

    def test_another_decision_maker_begins_a_record_of_their_own(self, opened: Opened) -> None:
        scene = opened("drafted", "person-deputy")
        scene.keys.press("begin_one_of_my_own")
        assert scene.page.sheet is not None
        assert "Deborah Nkemelu-Hart’s record stays as it is and is never signed" in scene.page.sheet.follows
        assert "due by Tuesday 15 December 2026" in scene.page.sheet.follows
        scene.keys.press("begin_my_own_record")
        assert scene.view.open_record.record.decision_maker_id == "person-deputy"
        assert scene.view.open_record.record.own_reasons == ""

    def test_who_decides_nothing_sees_that_it_waits(self, opened: Opened) -> None:
        scene = opened("drafted", ADMINISTRATOR)
        assert not scene.keys.has("begin_the_record")
        assert scene.keys.has("card_with_the_decision_maker")
        assert scene.page.record.view is None


def test_a_resignation_leaves_nothing_to_decide(opened: Opened) -> None:
    scene = opened("with decision maker", ADMINISTRATOR)
    desk = scene.desk
    ending = items.take_in(desk.office, new_item("TERM", "home-marsh"))
    items.send_to_decision_maker(desk.office, ending.id)
    register.receive_resignation(desk.office, "home-marsh", received_on=desk.office.clock.today())
    desk.move_to(date(2027, 1, 4))
    line = next(one for one in lines(desk, DeskView.TO_DECIDE) if one.id == ending.id)
    assert line.standing == CANNOT
    assert "(Rule resignation-ends-approval:" in line.why
    scene.sit_down(DECIDER, ending.id)
    scene.keys.press("withdraw_the_item")
    scene.keys.type("why", "The carer resigned; the approval has ended.")
    scene.keys.press("withdraw_the_item", inside=scene.page.sheet)
    assert desk.get(type(desk.item), ending.id).stage is ItemStage.WITHDRAWN
