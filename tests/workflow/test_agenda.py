from __future__ import annotations

from datetime import date

from fosterpanel.documents.agenda import AgendaPaper
from fosterpanel.domain.agenda import Agenda, AgendaEntry, EntryKind
from fosterpanel.domain.issued import DocumentKind, IssuedDocument
from fosterpanel.domain.meetings import Meeting, MeetingStage
from fosterpanel.errors import InvalidInput, MovedSince, ReasonNeeded
from fosterpanel.workflow.agendas import agenda
from fosterpanel.workflow.business import items
from fosterpanel.workflow.panels import meetings
from fosterpanel.workflow.paperwork import papers
from tests.workflow.builders import MEETING, At, Desk, decide, entry, issue, meeting, new_item, new_paper

LAST_DAY = date(2026, 11, 27)


def test_papers_are_due_five_working_days_before_the_panel(at: At) -> None:
    desk = at("listed")
    assert agenda.papers_due_on(desk.office, date(2026, 12, 4)) == LAST_DAY


def test_issuing_keeps_the_document_and_moves_the_meeting(at: At) -> None:
    desk = at("listed")
    desk.move_to(LAST_DAY, 17)
    issued = agenda.issue_agenda(desk.office, MEETING, (entry(desk.item),))
    assert issued.concern is None
    document = desk.the(IssuedDocument)
    assert (document.kind, document.id) == (DocumentKind.AGENDA, issued.agenda.document_id)
    with desk.office.reading() as reading:
        assert reading.content(document.sha256).startswith(b"%PDF-")
    assert desk.the(Agenda) == issued.agenda
    assert desk.the(Meeting).stage is MeetingStage.ISSUED
    assert desk.last_act() == ("issue_agenda", MEETING)


def test_a_further_issue_has_the_next_number(at: At) -> None:
    desk = at("issued")
    issue(desk)
    assert [one.number for one in desk.find(Agenda)] == [1, 2]


def test_issuing_late_asks_for_a_reason_and_goes_on_with_one(at: At) -> None:
    desk = at("listed")
    desk.move_to(date(2026, 11, 30))
    with desk.refusing(
        ReasonNeeded, "by 27 November 2026; today is 30 November 2026", rule="papers-to-members"
    ):
        agenda.issue_agenda(desk.office, MEETING, (entry(desk.item),))
    issued = agenda.issue_agenda(desk.office, MEETING, (entry(desk.item),), late_reason="Snow.")
    assert issued.concern is not None
    assert (issued.concern.reason, desk.the(Agenda).late_reason) == ("Snow.", "Snow.")


def test_every_listed_item_has_its_place_and_no_stranger_has(at: At) -> None:
    desk = at("listed")
    with desk.refusing(InvalidInput, "without a place on the agenda: 26/001"):
        agenda.issue_agenda(desk.office, MEETING, ())
    other = items.take_in(desk.office, new_item())
    with desk.refusing(InvalidInput, "not listed on this meeting"):
        agenda.issue_agenda(desk.office, MEETING, (entry(desk.item), entry(other)))


def test_no_agenda_goes_out_once_the_meeting_is_in_session(at: At) -> None:
    desk = at("convened")
    with desk.refusing(InvalidInput, "is in session; it cannot become agenda issued"):
        agenda.issue_agenda(desk.office, MEETING, (entry(desk.item),), late_reason="Late.")


def test_a_preview_writes_nothing(at: At) -> None:
    desk = at("listed")
    before = desk.everything()
    close = AgendaEntry(kind=EntryKind.CLOSE, title="Close", minutes=0)
    assert agenda.preview_agenda(desk.office, MEETING, (entry(desk.item), close)).startswith(b"%PDF-")
    assert desk.everything() == before


def test_apologies_sent_while_the_agenda_is_made_are_not_missed(at: At) -> None:
    desk = at("listed")
    prepared = agenda.prepare_agenda(desk.office, MEETING, (entry(desk.item),))
    meetings.record_apologies(desk.office, MEETING, "member-carer")
    with desk.refusing(MovedSince, "was not filed"):
        agenda.file_agenda(desk.office, prepared, b"%PDF-")


def agenda_of_january(desk: Desk) -> AgendaPaper:
    """What the agenda of a later panel would say."""
    meetings.plan_meeting(desk.office, meeting("meeting-january", date(2027, 1, 8)))
    item = items.take_in(desk.office, new_item())
    items.list_item(desk.office, item.id, "meeting-january")
    return agenda.prepare_agenda(desk.office, "meeting-january", (entry(item),)).paper


def test_the_first_panel_has_none_before_it_and_hears_of_what_was_decided_without_one(at: At) -> None:
    desk = at("listed")
    alone = items.take_in(desk.office, new_item("EXEMPT"))
    papers.file_paper(desk.office, alone.id, new_paper("exemption-request"))
    items.send_to_decision_maker(desk.office, alone.id)
    decide(desk, alone.id, "note")
    said = agenda.prepare_agenda(desk.office, MEETING, (entry(desk.item),)).paper
    assert said.last_minutes == ""
    assert said.outcomes_since == (f"{alone.reference}: Notes the matter, 23 November 2026",)


def test_the_agenda_says_how_far_the_minutes_of_the_last_panel_are(at: At) -> None:
    desk = at("recommended")
    meetings.close_meeting(desk.office, MEETING)
    unsigned = "The panel of 4 December 2026: the minutes of 26/001 are not signed yet."
    assert agenda_of_january(desk).last_minutes == unsigned


def test_signed_minutes_and_decisions_of_the_last_panel_are_reported(at: At) -> None:
    said = agenda_of_january(at("approved"))
    assert said.last_minutes == "The minutes of the panel of 4 December 2026 are all signed."
    assert said.outcomes_since == ("26/001: Approves, 8 December 2026",)
