"""What the room does, sentence by sentence: who is here, pages by number, lines, phrases, spelling, drafts, closing."""

from __future__ import annotations

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QContextMenuEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QMenu, QPlainTextEdit, QWidget

from fosterpanel.domain.attendance import Attendance, Mode
from fosterpanel.domain.deferrals import DeferralKind
from fosterpanel.domain.hearings import Hearing
from fosterpanel.domain.issued_packs import IssuedPack
from fosterpanel.domain.items import PanelItem
from fosterpanel.domain.lines_to_explore import LineToExplore
from fosterpanel.domain.meetings import Meeting, MeetingStage
from fosterpanel.domain.minutes import MinutesState, Part
from fosterpanel.domain.minutes_parts import MinutesSection
from fosterpanel.domain.packs import PackEntry, PackPlan, PackSection
from fosterpanel.domain.papers import Paper
from fosterpanel.domain.recommendations import Recommendation
from fosterpanel.ui.keys import Shortcuts
from fosterpanel.ui.room.part import Step
from fosterpanel.workflow.business import deferrals, items
from fosterpanel.workflow.house_phrases import phrases
from fosterpanel.workflow.meeting_room.papers_in_room import open_draft
from fosterpanel.workflow.minuting.minutes_sections import sections
from tests.ui.patience import WITHIN_MS
from tests.ui.room.room_scene import NEXT_PANEL, OpenedRoom, RoomScene
from tests.workflow.builders import MEETING, Desk


def modes(scene: RoomScene) -> dict[str, Mode]:
    """Who is here now, and how."""
    attendance = scene.desk.the(Attendance, meeting_id=MEETING)
    return {one.member_id: one.mode for one in attendance.stays if one.left_at is None}


class TestWhoIsHere:
    def test_people_come_in_go_over_to_the_line_leave_and_come_back(self, opened_room: OpenedRoom) -> None:
        scene = opened_room()
        scene.keys(Shortcuts.MAIN_ACT)
        assert scene.quorum == "Nobody has come in yet."
        scene.press("apologies_member-school")
        scene.press("all_in")
        assert len(modes(scene)) == 5
        scene.keys(Shortcuts.PEOPLE)
        scene.press("remote_member-social")
        assert modes(scene)["member-social"] is Mode.REMOTE
        assert scene.quorum == "Quorate with 5 members."
        scene.press("out_member-social")
        assert "member-social" not in modes(scene)
        assert "R. Addai out since 10:00" in scene.quorum
        assert "a social worker with 3 years' relevant post-qualifying experience" in scene.quorum
        scene.press("room_member-social")
        assert modes(scene)["member-social"] is Mode.IN_ROOM
        assert scene.quorum == "Quorate with 5 members."

    def test_one_press_on_a_name_lets_somebody_out_and_what_was_typed_goes_on(
        self, opened_room: OpenedRoom
    ) -> None:
        scene = opened_room(is_open=True)
        scene.keys(Shortcuts.QUESTIONS)
        scene.type("How ")
        row = scene.find(QWidget, "person_member-school")
        QTest.mouseClick(row, Qt.MouseButton.LeftButton)
        scene.settle()
        assert "member-school" not in modes(scene)
        assert scene.said == "Caspar Dell: out since 10:00."
        scene.type("is school?")
        assert scene.find(QPlainTextEdit, "question").toPlainText() == "How is school?"
        scene.press("that_was_a_mistake")
        assert "member-school" in modes(scene)
        (stay,) = [
            one
            for one in scene.desk.the(Attendance, meeting_id=MEETING).stays
            if one.member_id == "member-school"
        ]
        assert stay.left_at is None

    def test_whoever_else_attends_is_entered_for_an_item_or_the_whole_meeting(
        self, opened_room: OpenedRoom
    ) -> None:
        scene = opened_room(is_open=True)
        scene.keys(Shortcuts.PEOPLE)
        scene.write("other_name", "Ida Thwaite")
        scene.choose("other_capacity", "Minute taker")
        scene.press("add_other")
        scene.keys(Shortcuts.NEXT_ITEM)
        scene.qtbot.waitUntil(
            lambda: scene.minutes(scene.items[1]).contents.minute_taker == "Ida Thwaite", timeout=WITHIN_MS
        )

    def test_a_chair_who_goes_does_not_preside_any_more_and_a_vice_chair_takes_over(
        self, opened_room: OpenedRoom
    ) -> None:
        scene = opened_room(is_open=True)
        begin(scene)
        assert presiding(scene) == "M. Ollerenshaw Chair, presiding"
        scene.press("person_member-chair")
        assert presiding(scene) == "Nobody presides"
        assert "a chair or vice chair who is there and named as presiding is needed" in scene.quorum
        scene.press("remedy_preside")
        assert presiding(scene) == "T. Quill Vice chair, presiding"
        assert scene.desk.the(Hearing).presided_by == "member-vice"


def presiding(scene: RoomScene) -> str:
    """What the foot of the rail says."""
    foot = scene.room.rail.findChildren(QLabel)
    return next(one.text() for one in foot if "presid" in one.text()).replace("\n", " ")


class TestPapers:
    def test_on_a_large_screen_papers_have_their_share_until_somebody_drags(
        self, opened_room: OpenedRoom
    ) -> None:
        scene = opened_room(is_open=True)
        small = scene.room.papers.width()
        scene.room.resize(1920, 1080)
        scene.settle()
        assert scene.room.papers.width() > 1.4 * small
        scene.room.bench.moveSplitter(500, 1)
        scene.room.resize(1900, 1080)
        scene.settle()
        assert scene.room.papers.width() < 1.3 * small

    def test_a_number_typed_is_the_page_one_is_on(self, opened_room: OpenedRoom) -> None:
        scene = opened_room(is_open=True)
        scene.keys(Shortcuts.QUESTIONS)
        scene.keys(Shortcuts.GO_TO_PAGE)
        scene.type("7")
        scene.key(Qt.Key.Key_Return)
        assert scene.room.papers.page == "7"
        scene.type("12")
        scene.key(Qt.Key.Key_Return)
        assert scene.room.papers.page == "12"
        scene.type("999")
        scene.key(Qt.Key.Key_Return)
        assert (scene.room.papers.page, scene.said) == ("12", "There is no page 999 in these papers.")

    def test_the_numbers_of_the_pack_lead_into_any_item(self, opened_room: OpenedRoom) -> None:
        scene = opened_room(is_open=True, prepare=with_pack)
        assert scene.room.papers.page == "101"
        scene.keys(Shortcuts.GO_TO_PAGE)
        scene.type("205")
        scene.key(Qt.Key.Key_Return)
        scene.qtbot.waitUntil(lambda: scene.room.papers.page == "205", timeout=WITHIN_MS)
        assert scene.room.item_id == scene.items[1].id
        assert scene.room.papers.view.accessibleName() == "Page 205 of 212"

    def test_the_page_shown_is_written_into_the_words(self, opened_room: OpenedRoom) -> None:
        scene = opened_room(is_open=True)
        scene.keys(Shortcuts.GO_TO_PAGE)
        scene.type("4")
        scene.key(Qt.Key.Key_Return)
        scene.keys(Shortcuts.QUESTIONS)
        scene.type("What happened in May?")
        scene.keys(Shortcuts.PAGE_REFERENCE)
        assert scene.find(QPlainTextEdit, "question").toPlainText() == "What happened in May? (p. 4)"


def with_pack(desk: Desk) -> None:
    """The meeting's pack is out: the first item's report is pages 101 on, the second's 201 on."""
    listed = desk.find(PanelItem, meeting_id=MEETING)
    entries = [
        PackEntry(
            id=paper.id,
            title=paper.title,
            source=paper.id,
            pages=tuple(str(100 * number + page) for page in range(place, place + paper.pages)),
        )
        for number, item in enumerate(listed, start=1)
        for place, paper in _placed(desk.find(Paper, item_id=item.id))
    ]
    plan = PackPlan(
        title="Pack",
        sections=(PackSection(title="", entries=tuple(entries)),),
        made_at=desk.clock.now(),
    )
    with desk.office.act() as transaction:
        transaction.insert(
            IssuedPack(
                id="pack",
                meeting_id=MEETING,
                plan=plan,
                issued_by="person-administrator",
                issued_at=desk.clock.now(),
            )
        )
        transaction.note("issue_pack", MEETING)


def _placed(papers: tuple[Paper, ...]) -> list[tuple[int, Paper]]:
    """Each paper with the place of its first page, counted from 1."""
    places, first = [], 1
    for paper in papers:
        places.append((first, paper))
        first += paper.pages
    return places


class TestWhileThePanelTalks:
    def test_a_line_to_explore_is_put_and_ticked_off(self, opened_room: OpenedRoom) -> None:
        scene = opened_room(is_open=True)
        scene.press("ask")
        assert scene.room.step is Step.QUESTIONS
        scene.type("Over three weekends.")
        scene.key(Qt.Key.Key_Return)
        (exchange,) = scene.minutes(scene.items[0]).contents.exchanges
        line = scene.desk.the(LineToExplore)
        assert (exchange.question, exchange.answer) == ("How was the introduction?", "Over three weekends.")
        assert (exchange.asked_by, exchange.line_id, exchange.key) == ("Perpetua Lund", line.id, "Q1")
        assert line.settled_at is not None

    def test_a_line_is_left_out_for_a_reason(self, opened_room: OpenedRoom) -> None:
        scene = opened_room(is_open=True)
        scene.press("leave_it_out")
        scene.type("It is in the report.")
        scene.key(Qt.Key.Key_Return)
        assert scene.desk.the(LineToExplore).left_out_because == "It is in the report."

    def test_a_house_phrase_is_one_key(self, opened_room: OpenedRoom) -> None:
        scene = opened_room(is_open=True)
        second, third = phrases(scene.desk.office)[1:3]
        scene.keys(Shortcuts.VIEWS)
        scene.keys(Shortcuts.PHRASE_2)
        assert scene.find(QPlainTextEdit, "strengths").toPlainText() == second.words
        scene.keys(Shortcuts.PHRASES)
        menu = QApplication.activePopupWidget()
        assert isinstance(menu, QMenu)
        menu.actions()[2].trigger()
        menu.close()
        assert scene.find(QPlainTextEdit, "strengths").toPlainText() == f"{second.words} {third.words}"

    def test_a_misspelt_word_is_underlined_and_mended_from_its_menu(self, opened_room: OpenedRoom) -> None:
        scene = opened_room(is_open=True)
        scene.keys(Shortcuts.VIEWS)
        scene.type("A setled home")
        field = scene.find(QPlainTextEdit, "strengths")
        assert underlined(field) == ["setled"]
        scene.key(Qt.Key.Key_Home)
        for _ in range(4):
            scene.key(Qt.Key.Key_Right)
        QApplication.sendEvent(
            field,
            QContextMenuEvent(
                QContextMenuEvent.Reason.Keyboard, QPoint(5, 5), field.mapToGlobal(QPoint(5, 5))
            ),
        )
        scene.settle()
        menu = QApplication.activePopupWidget()
        assert isinstance(menu, QMenu)
        next(one for one in menu.actions() if one.text() == "settled").trigger()
        menu.close()
        assert field.toPlainText() == "A settled home"
        assert underlined(field) == []

    def test_legal_advice_is_restricted_and_stays_out_of_the_draft(self, opened_room: OpenedRoom) -> None:
        scene = opened_room(is_open=True)
        scene.keys(Shortcuts.QUESTIONS)
        scene.choose("advice_kind", "Legal")
        scene.write("advice_by", "K. Osei")
        scene.write("advice_words", "The order was made under section 8.")
        scene.press("add_the_advice")
        (advice,) = scene.minutes(scene.items[0]).contents.advice
        assert (advice.kind, advice.is_restricted) == ("legal", True)
        assert "section 8" not in draft_words(scene)

    def test_reasons_rest_on_what_was_said(self, opened_room: OpenedRoom) -> None:
        scene = opened_room(is_open=True)
        hear_one_question(scene)
        scene.keys(Shortcuts.VIEWS)
        scene.keys(Shortcuts.ALL_IN_FAVOUR)
        scene.keys(Shortcuts.OUTCOME)
        scene.choose("outcome", "Approval")
        scene.write("reason_1", "The introduction went well.")
        scene.press("choose_what_reason_1_rests_on")
        menu = QApplication.activePopupWidget()
        assert isinstance(menu, QMenu)
        assert [one.text() for one in menu.actions()] == [
            "p. 1",
            "Q1: Over three weekends.",
            "the discussion",
        ]
        menu.actions()[0].trigger()
        menu.actions()[1].trigger()
        menu.close()
        scene.keys(Shortcuts.MAIN_ACT)
        (reason,) = scene.desk.the(Recommendation).reasons
        assert (reason.answers, reason.evidence) == (("Q1",), "p. 1")

    def test_without_a_quorum_nothing_goes_on_and_nothing_typed_is_lost(
        self, opened_room: OpenedRoom
    ) -> None:
        scene = opened_room(is_open=True)
        begin(scene)
        scene.type("How was")
        for member in ("member-school", "member-health"):
            QTest.mouseClick(scene.find(QWidget, f"person_{member}"), Qt.MouseButton.LeftButton)
            scene.settle()
        assert "Not quorate" in scene.quorum
        scene.type(" it?")
        scene.key(Qt.Key.Key_Return)
        scene.key(Qt.Key.Key_Return)
        assert scene.said.endswith("What you typed stays here until business goes on.")
        assert scene.minutes(scene.items[0]).contents.exchanges == ()
        assert scene.find(QPlainTextEdit, "question").toPlainText() == "How was it?"
        scene.press("person_member-school")
        assert "Quorate with 5 members" in scene.quorum
        scene.go_to("answer")
        scene.key(Qt.Key.Key_Return)
        assert len(scene.minutes(scene.items[0]).contents.exchanges) == 1


def begin(scene: RoomScene) -> None:
    scene.keys(Shortcuts.BEFORE)
    scene.keys(Shortcuts.MAIN_ACT)


def hear_one_question(scene: RoomScene) -> None:
    begin(scene)
    scene.type("How was the introduction?")
    scene.key(Qt.Key.Key_Return)
    scene.type("Over three weekends.")
    scene.key(Qt.Key.Key_Return)


def underlined(field: QPlainTextEdit) -> list[str]:
    """The words marked as unknown."""
    block = field.document().firstBlock()
    return [
        block.text()[one.start : one.start + one.length]
        for one in block.layout().formats()
        if one.format.underlineStyle() is one.format.UnderlineStyle.SpellCheckUnderline
    ]


def draft_words(scene: RoomScene) -> str:
    opened = open_draft(scene.desk.office, scene.items[0].id)
    words = " ".join(opened.images.text(page) for page in range(opened.images.page_count))
    opened.images.close()
    return " ".join(words.split())


class TestTheDraft:
    def test_it_stands_beside_the_notes_and_says_at_once_what_was_typed(
        self, opened_room: OpenedRoom
    ) -> None:
        scene = opened_room(is_open=True)
        scene.keys(Shortcuts.VIEWS)
        scene.keys(Shortcuts.DRAFT)
        assert scene.room.papers.is_draft
        assert scene.room.papers.view.page_count > 0
        scene.go_to("strengths")
        scene.type("A settled home.")
        scene.qtbot.waitUntil(lambda: "A settled home." in draft_words(scene), timeout=WITHIN_MS)
        scene.keys(Shortcuts.DRAFT)
        assert scene.room.papers.page == "1"

    def test_a_part_written_by_hand_is_kept_and_both_texts_are_shown_when_the_records_change(
        self, opened_room: OpenedRoom
    ) -> None:
        scene = opened_room(is_open=True)
        scene.keys(Shortcuts.MINUTES)
        scene.press("write_discussion")
        scene.type("By hand. ")
        scene.qtbot.waitUntil(lambda: section(scene).written.startswith("By hand."), timeout=WITHIN_MS)
        hear_one_question(scene)
        assert section(scene).is_outdated
        scene.keys(Shortcuts.NEXT_ITEM)
        scene.keys(Shortcuts.LAST_ITEM)
        scene.keys(Shortcuts.MINUTES)
        scene.press("take_generated_discussion")
        assert section(scene).written == ""


def section(scene: RoomScene) -> MinutesSection:
    held = sections(scene.desk.office, scene.items[0].id)
    return next(one for one in held if one.key is Part.DISCUSSION)


class TestTheEnd:
    def test_closing_is_refused_while_an_item_has_no_outcome_and_says_which(
        self, opened_room: OpenedRoom
    ) -> None:
        scene = opened_room(is_open=True)
        scene.keys(Shortcuts.CLOSING)
        scene.key(Qt.Key.Key_Return)
        assert scene.said.startswith("Items without an outcome: 26/001, 26/002, 26/003")
        assert scene.desk.get(Meeting, MEETING).stage is MeetingStage.IN_SESSION
        scene.keys(Shortcuts.NEXT_ITEM)
        assert scene.said == "", "what was refused there does not stand over another item"

    def test_the_vice_chair_who_presided_signs_and_nobody_else(self, opened_room: OpenedRoom) -> None:
        scene = opened_room(is_open=True)
        scene.keys(Shortcuts.BEFORE)
        scene.choose("who_presides", "Tobiah Quill")
        scene.keys(Shortcuts.MAIN_ACT)
        scene.keys(Shortcuts.VIEWS)
        scene.type("A settled home.")
        scene.keys(Shortcuts.ALL_IN_FAVOUR)
        scene.keys(Shortcuts.OUTCOME)
        scene.choose("outcome", "Approval")
        scene.write("reason_1", "The report shows it.")
        scene.keys(Shortcuts.MAIN_ACT)
        scene.type("By telephone.")
        scene.write("minute_taker", "Ida Thwaite")
        scene.keys(Shortcuts.MAIN_ACT)
        assert "Only the member who presided over the item agrees its minutes" in scene.said
        assert scene.minutes(scene.items[0]).state is MinutesState.DRAFT

    def test_minutes_that_name_another_family_wait_until_somebody_says_why(
        self, opened_room: OpenedRoom
    ) -> None:
        scene = opened_room(is_open=True, prepare=do_with_the_others)
        hear_one_question(scene)
        scene.keys(Shortcuts.VIEWS)
        scene.type("Philippa Oakes knows them well.")
        scene.keys(Shortcuts.ALL_IN_FAVOUR)
        scene.keys(Shortcuts.OUTCOME)
        scene.choose("outcome", "Approval")
        scene.write("reason_1", "The report shows it.")
        scene.keys(Shortcuts.MAIN_ACT)
        scene.type("By telephone.")
        scene.write("minute_taker", "Ida Thwaite")
        scene.keys(Shortcuts.MAIN_ACT)
        scene.keys(Shortcuts.CLOSING)
        scene.key(Qt.Key.Key_Return)
        scene.key(Qt.Key.Key_Return)
        assert scene.minutes(scene.items[0]).state is MinutesState.AGREED
        scene.write("why_0", "She is their referee.")
        scene.press("keep_these_answers_and_go_on")
        assert scene.minutes(scene.items[0]).state is MinutesState.SIGNED


def do_with_the_others(desk: Desk) -> None:
    """One item is deferred, and carries on for its family; the others are withdrawn."""
    _, *others = desk.find(PanelItem, meeting_id=MEETING)
    office = desk.of("person-chair")
    for item in others:
        if item.type_code == "APP-CP":
            why = deferrals.NewDeferral(
                kind=DeferralKind.PANELS_OWN,
                reason_codes=("D83",),
                narrative="The day was too short.",
                return_on=NEXT_PANEL,
            )
            deferrals.defer_item(office, item.id, why)
        else:
            items.withdraw_item(office, item.id, reason="Not needed any more.")
