"""Today, actions and oversight: each does its work by keyboard, and says what the store holds."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel, QPushButton
from pytestqt.qtbot import QtBot

from fosterpanel.domain.actions import Action
from fosterpanel.domain.issued import DocumentKind, IssuedDocument
from fosterpanel.domain.register import Placement
from fosterpanel.domain.service import Person, Role
from fosterpanel.domain.terms import PlacementKind, Sex
from fosterpanel.ui.desk.places import Destination, Place
from fosterpanel.ui.desk.roles import DRAWS_UP, seen_by
from fosterpanel.ui.desk.room_door import ROOM
from fosterpanel.ui.pages.actions import ActionsPage
from fosterpanel.ui.pages.oversight import OversightPage
from fosterpanel.ui.pages.today import TodayPage
from fosterpanel.ui.parts.card import Card
from fosterpanel.ui.parts.page import Page
from fosterpanel.ui.tasks import TaskRunner
from fosterpanel.workflow.agendas import running_order
from fosterpanel.workflow.business import actions, items
from fosterpanel.workflow.business.readiness import expect_paper
from fosterpanel.workflow.homes import register
from fosterpanel.workflow.meeting_room.meeting_ahead import Going, meeting_ahead
from fosterpanel.workflow.office import Office
from fosterpanel.workflow.overviews.today import ready_to_list, today
from fosterpanel.workflow.overviews.today_lines import About, Step, TodayLine
from fosterpanel.workflow.panels import central_list
from fosterpanel.workflow.standing import Harm
from tests.ui import walk
from tests.ui.conftest import InWindow
from tests.ui.patience import WITHIN_MS
from tests.workflow.builders import CARERS, GRANDMOTHER, MEETING, At, Desk, new_item
from tests.workflow.conftest import at as at
from tests.workflow.conftest import story as story

Settle = Callable[[Page], None]
TodayOf = Callable[[Office], TodayPage]


@pytest.fixture
def settled(qtbot: QtBot, runner: TaskRunner) -> Settle:
    """Refresh a page and wait until it has read what it shows."""

    def wait(page: Page) -> None:
        page.refresh()
        qtbot.waitUntil(lambda: not runner.is_busy, timeout=WITHIN_MS)

    return wait


@pytest.fixture
def today_of(runner: TaskRunner, in_window: InWindow, settled: Settle) -> TodayOf:
    """Today as it is shown to somebody at the desk."""

    def show(office: Office) -> TodayPage:
        page = TodayPage(office, runner)
        in_window(page)
        settled(page)
        # What was put into a page in sight is shown with the next turn of the event loop.
        QApplication.processEvents()
        return page

    return show


def as_role(desk: Desk, role: Role) -> Office:
    """The office with somebody of that role at the desk."""
    return replace(desk.office, person=Person(id="somebody", name="D", roles=(role,)))


def lapsing(desk: Desk) -> None:
    """A temporary approval that ends in 12 days."""
    approved_on = desk.clock.today() - timedelta(days=16 * 7 - 12)
    register.approve_temporarily(desk.office, GRANDMOTHER.id, children=("K.D.",), approved_on=approved_on)


def placed(child: str, on: date) -> Placement:
    """A child of seven who has come to live with the carers."""
    return Placement(
        id=f"placement-{child}",
        home_id=CARERS.id,
        child=child,
        age=7,
        sex=Sex.BOYS,
        kind=PlacementKind.SHORT_TERM,
        placed_by="Brackendale Council",
        started_on=on,
    )


def go_to(page: TodayPage, begins: str) -> TodayLine:
    """Go to the line whose title begins so."""
    rows = page.table.model.shown
    at_line = next(row for row, line in enumerate(rows) if line.title.startswith(begins))
    page.table.view.go_to(at_line)
    return rows[at_line]


def press(qtbot: QtBot, page: TodayPage, begins: str) -> tuple[str, Destination]:
    """Press Enter on a line; gives the words of its button, and where it leads."""
    line = go_to(page, begins)
    with qtbot.waitSignal(page.asked, timeout=WITHIN_MS) as asked:
        qtbot.keyClick(page.table.view, Qt.Key.Key_Return)
    return page.table.model.columns[-1].text(line), asked.args[0]


class TestToday:
    def test_what_cannot_wait_comes_first(self, at: At) -> None:
        desk = at("recommended")
        lapsing(desk)
        actions.agree_action(
            desk.office,
            desk.item.id,
            what="Write",
            owner="R. Ansah",
            due_on=desk.clock.today() + timedelta(days=5),
        )
        lines = today(desk.office)
        assert "ends in 12 days" in lines[0].title
        assert lines[0].harm is Harm.NOW
        order = [list(Harm).index(line.harm) for line in lines]
        assert order == sorted(order)

    def test_each_role_sees_its_own_work(self, at: At) -> None:
        desk = at("with decision maker")
        chair = desk.of("person-chair")
        assert {line.about for line in today(chair)} <= {
            About.MEETING,
            About.PAPERS,
            About.MINUTES,
            About.ACTIONS,
        }
        assert any(line.about is About.DECISION for line in today(as_role(desk, Role.DECISION_MAKER)))

    @pytest.mark.parametrize(
        ("role", "acts", "cards"),
        [
            (Role.ADMINISTRATOR, ["New item"], ["Next meeting", "Ready to list"]),
            (Role.CHAIR, [], ["Next meeting", "Ready to list"]),
            (Role.PANEL_MEMBER, [], ["Next meeting"]),
            (Role.DECISION_MAKER, [], []),
            (Role.SOCIAL_WORKER, ["New item"], []),
        ],
    )
    def test_nobody_is_offered_what_is_not_their_work(
        self, at: At, today_of: TodayOf, role: Role, acts: list[str], cards: list[str]
    ) -> None:
        page = today_of(as_role(at("listed"), role))
        buttons = [one.accessibleName() for one in page.head.findChildren(QPushButton) if one.isVisible()]
        assert buttons[1:] == acts
        shown = [card for card in page.findChildren(Card) if card.accessibleName() and card.isVisible()]
        assert [card.accessibleName() for card in shown] == cards

    @pytest.mark.parametrize(
        ("role", "place"), [(Role.DECISION_MAKER, Place.DECISIONS), (Role.TEAM_MANAGER, Place.ITEMS)]
    )
    def test_a_decision_leads_to_where_it_is_made_or_followed(
        self, at: At, today_of: TodayOf, qtbot: QtBot, role: Role, place: Place
    ) -> None:
        desk = at("with decision maker")
        page = today_of(as_role(desk, role))
        at_line = next(row for row, line in enumerate(page.table.model.shown) if line.about is About.DECISION)
        page.table.view.go_to(at_line)
        with qtbot.waitSignal(page.asked, timeout=WITHIN_MS) as asked:
            qtbot.keyClick(page.table.view, Qt.Key.Key_Return)
        assert asked.args[0] == Destination(place, desk.item.id)

    def test_the_chair_comes_to_the_room_where_the_minutes_wait(
        self, at: At, today_of: TodayOf, qtbot: QtBot
    ) -> None:
        desk = at("recommended")
        page = today_of(desk.of("person-chair"))
        rows = page.table.model.shown
        page.table.view.go_to(next(n for n, line in enumerate(rows) if line.about is About.MINUTES))
        with qtbot.waitSignal(page.asked, timeout=WITHIN_MS) as asked:
            qtbot.keyClick(page.table.view, Qt.Key.Key_Return)
        assert asked.args[0] == Destination(Place.MEETINGS, MEETING, ROOM)

    def test_a_meeting_without_items_says_so_and_papers_are_still_ahead(
        self, at: At, today_of: TodayOf
    ) -> None:
        desk = at("listed")
        running_order.take_item_off(desk.office, MEETING, desk.item.id)
        page = today_of(desk.office)
        said = [label.text() for label in page.meeting.findChildren(QLabel) if label.isVisible()]
        assert "No item is listed yet; there is room for 8." in said
        ahead = meeting_ahead(desk.office)
        assert ahead is not None
        assert ahead.standing[-1] == ("Papers go out by 27 November 2026", Going.AHEAD)
        desk.clock.move(timedelta(days=5))
        ahead = meeting_ahead(desk.office)
        assert ahead is not None
        assert ahead.standing[-1] == ("Papers should have gone out by 27 November 2026", Going.ILL)

    def test_a_list_that_cannot_fill_a_panel_is_somebodys_work(self, at: At) -> None:
        desk = at("staffed")
        assert not any(line.about is About.CENTRAL_LIST for line in today(desk.office))
        for member in ("member-social", "member-junior"):
            given_on = desk.clock.today() - timedelta(days=60)
            central_list.give_list_notice(desk.office, member, on=given_on, reasons="Moving away")
        (line,) = (one for one in today(desk.office) if one.about is About.CENTRAL_LIST)
        assert "Nobody on the list is a social worker" in line.why
        assert not any(one.about is About.CENTRAL_LIST for one in today(desk.of("person-chair")))

    def test_what_is_missing_most_keeps_its_capitals(self, at: At) -> None:
        assert ready_to_list(at("taken in").office).most_missing == (
            "panel front sheet (1), summary of Schedule 3 Part 1 checks (1)"
        )

    def test_children_outside_the_approval_press_less_once_a_change_is_under_way(self, at: At) -> None:
        desk = at("staffed")
        for child in ("A.B.", "C.D.", "E.F."):
            register.place_child(desk.office, placed(child, desk.clock.today()))
        (line,) = (one for one in today(desk.office) if one.subject_id == CARERS.id and "placed" in one.title)
        assert (line.harm, line.title) == (
            Harm.NOW,
            "Three children placed, approved for two · home BF-102",
        )
        assert line.why == "No change of approval has been asked for."
        change = items.take_in(desk.office, new_item("CHG", CARERS.id))
        (line,) = (one for one in today(desk.office) if "placed" in one.title)
        assert (line.harm, line.why) == (Harm.SOON, f"A change is under way: item {change.reference}.")
        assert (line.subject_id, line.step) == (change.id, Step.LIST)

    def test_what_is_to_be_done_begins_with_one_press(self, at: At, today_of: TodayOf, qtbot: QtBot) -> None:
        desk = at("issued")
        lapsing(desk)
        for child in ("A.B.", "C.D.", "E.F."):
            register.place_child(desk.office, placed(child, desk.clock.today()))
        page = today_of(desk.office)
        leads = {
            "Temporary approval": (
                "Take it in",
                Destination(Place.ITEMS, part=f"new:APP-CP:{GRANDMOTHER.id}"),
            ),
            "Three children": ("Start a change", Destination(Place.HOMES, CARERS.id, "change")),
            "Review": ("Take it in", Destination(Place.ITEMS, part=f"new:REV1:{CARERS.id}")),
        }
        for begins, (verb, destination) in leads.items():
            assert press(qtbot, page, begins) == (verb, destination)

    def test_an_item_under_way_is_what_the_line_leads_to(
        self, at: At, today_of: TodayOf, qtbot: QtBot
    ) -> None:
        desk = at("staffed")
        lapsing(desk)
        asked_for = items.take_in(desk.office, new_item("APP-CP", GRANDMOTHER.id))
        (line,) = (one for one in today(desk.office) if "Temporary" in one.title)
        assert (line.harm, line.step) == (Harm.NOW, Step.LIST)
        assert f"Item {asked_for.reference} is not listed yet." in line.why
        lead = press(qtbot, today_of(desk.office), "Temporary")
        assert lead == ("List it", Destination(Place.ITEMS, asked_for.id, "list"))
        manager = press(qtbot, today_of(as_role(desk, Role.TEAM_MANAGER)), "Temporary")
        assert manager == ("Open the item", Destination(Place.ITEMS, asked_for.id))

    def test_a_panel_in_time_takes_the_harm_out_of_a_lapsing_approval(self, at: At) -> None:
        desk = at("listed")
        approved_on = desk.clock.today() - timedelta(days=16 * 7 - 27)
        register.approve_temporarily(desk.office, GRANDMOTHER.id, children=("K.D.",), approved_on=approved_on)
        (line,) = (one for one in today(desk.office) if "Temporary" in one.title)
        assert "The latest panel in time is on 4 December 2026." in line.why
        listed = items.take_in(desk.office, new_item("APP-CP", GRANDMOTHER.id))
        running_order.put_item(desk.office, MEETING, listed.id)
        (line,) = (one for one in today(desk.office) if "Temporary" in one.title)
        assert (line.harm, line.pill) == (Harm.SOON, "Under way")
        assert line.why.endswith(f"Item {listed.reference} is listed for 4 December 2026.")

    def test_nobody_is_led_to_a_place_they_do_not_see(self, at: At, today_of: TodayOf, qtbot: QtBot) -> None:
        desk = at("listed")
        lapsing(desk)
        for child in ("A.B.", "C.D.", "E.F."):
            register.place_child(desk.office, placed(child, desk.clock.today()))
        expect_paper(desk.office, desk.item.id, "legal-advice", owner="Dr Vale", due_on=desk.clock.today())
        for role in Role:
            page = today_of(as_role(desk, role))
            for line in page.table.model.shown:
                if line.step is not Step.REMIND or role not in DRAWS_UP:
                    _, destination = press(qtbot, page, line.title)
                    assert destination.place in seen_by(role), (role, line)

    def test_those_who_owe_papers_are_reminded_by_words_to_copy(
        self, at: At, today_of: TodayOf, qtbot: QtBot
    ) -> None:
        desk = at("listed")
        for kind, owner in (("legal-advice", "Dr Vale"), ("training-record", "Kwame Lund")):
            expect_paper(desk.office, desk.item.id, kind, owner=owner, due_on=date(2026, 11, 25))
        page = today_of(desk.office)
        go_to(page, "2 papers still owed")
        qtbot.keyClick(page.table.view, Qt.Key.Key_Return)
        copy = page.findChild(QPushButton, "copy_the_words")
        assert copy is not None
        assert copy.accessibleName() == "Copy the words for Dr Vale"
        qtbot.keyClick(copy, Qt.Key.Key_Space)
        said = QApplication.clipboard().text()
        assert said.startswith("For the panel of Friday 4 December 2026 we still wait for:")
        assert f"{desk.item.reference}: Legal advice, restricted, due 25 November 2026" in said
        assert "Kwame" not in said
        assert "Hollowell" not in said


class TestActions:
    def test_an_action_is_done_by_keyboard(
        self, at: At, runner: TaskRunner, in_window: InWindow, qtbot: QtBot, settled: Settle
    ) -> None:
        desk = at("recommended")
        agreed = actions.agree_action(
            desk.office, desk.item.id, what="Read the file", owner="A. Bello", due_on=desk.clock.today()
        )
        desk.clock.move(timedelta(days=3))
        page = ActionsPage(desk.office, runner)
        in_window(page)
        settled(page)
        assert page.table.model.shown[0].standing == "3 days late"
        spoken = page.table.model.columns[0].spoken(page.table.model.shown[0])
        assert spoken == "Read the file. Item 26/001 · agreed on 4 December 2026"
        page.table.view.go_to(0)
        qtbot.keyClick(page.done, Qt.Key.Key_Return)
        qtbot.waitUntil(lambda: desk.get(Action, agreed.id).done_on == desk.clock.today(), timeout=WITHIN_MS)
        qtbot.waitUntil(lambda: not runner.is_busy, timeout=WITHIN_MS)
        assert not page.done.isEnabled()


class TestOversight:
    def test_the_page_to_print_is_made_and_kept(
        self, at: At, runner: TaskRunner, in_window: InWindow, qtbot: QtBot, settled: Settle
    ) -> None:
        desk = at("recommended")
        page = OversightPage(desk.office, runner)
        in_window(page)
        settled(page)
        make = next(
            one for one in page.findChildren(QPushButton) if one.accessibleName() == "Make the page to print"
        )
        qtbot.keyClick(make, Qt.Key.Key_Return)
        qtbot.waitUntil(lambda: not runner.is_busy, timeout=WITHIN_MS)
        assert desk.the(IssuedDocument, kind=DocumentKind.OVERSIGHT).signed_by == ""
        assert "Made and kept" in page.notice.sentence

    def test_what_needs_somebody_is_one_key_from_where_it_is_seen_to(
        self, at: At, runner: TaskRunner, in_window: InWindow, qtbot: QtBot, settled: Settle
    ) -> None:
        desk = at("recommended")
        lapsing(desk)
        actions.agree_action(
            desk.office, desk.item.id, what="Read the file", owner="A. Bello", due_on=desk.clock.today()
        )
        desk.clock.move(timedelta(days=3))
        page = OversightPage(desk.office, runner)
        in_window(page)
        settled(page)
        gone: list[Destination] = []
        page.asked.connect(gone.append)
        rows = page.concerns.model.shown
        for place in (0, len(rows) - 1):
            page.concerns.view.go_to(place)
            qtbot.keyClick(page.concerns.view, Qt.Key.Key_Return)
        assert rows[0].is_now
        assert gone == [Destination(Place.HOMES, GRANDMOTHER.id), Destination(Place.ITEMS, desk.item.id)]


@pytest.mark.parametrize("make", [TodayPage, ActionsPage, OversightPage])
def test_every_tab_stop_has_a_name_and_no_words_are_cut_off(
    make: type[Page], at: At, runner: TaskRunner, in_window: InWindow, settled: Settle
) -> None:
    desk = at("recommended")
    lapsing(desk)
    page = make(desk.office, runner)  # type: ignore[arg-type]
    window = in_window(page)
    window.resize(1154, 768)
    settled(page)
    assert walk.nameless_tab_stops(page) == []
    assert walk.duplicate_shortcuts(page) == []
    assert walk.focus_order(page) == walk.read_order(page)
    assert walk.overlapping(page) == []
