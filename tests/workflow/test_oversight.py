from __future__ import annotations

from datetime import date

from fosterpanel.documents.page_images import PageImages
from fosterpanel.domain.days import add_months
from fosterpanel.domain.decisions import AgencyDecision
from fosterpanel.domain.issued import DocumentKind, IssuedDocument
from fosterpanel.domain.items import PanelItem
from fosterpanel.domain.papers import Paper
from fosterpanel.domain.wording import plain_date
from fosterpanel.workflow.business import actions, deferrals, items
from fosterpanel.workflow.homes import register
from fosterpanel.workflow.overviews import oversight
from fosterpanel.workflow.overviews.homes_overview import register_lines
from fosterpanel.workflow.panels import meetings
from fosterpanel.workflow.paperwork import papers
from tests.ui.homes_scene import furnish, home
from tests.workflow.builders import CARERS, PANEL_DAY, PEOPLE, USUAL_TERMS, At, Desk, meeting, pdf
from tests.workflow.test_deferrals import OWN_REASONS


def now(desk: Desk) -> tuple[str, ...]:
    """What needs somebody now, in sentences."""
    return tuple(one.sentence for one in oversight.figures(desk.office).concerns.now)


def soon(desk: Desk) -> tuple[str, ...]:
    """What needs somebody soon, in sentences."""
    return tuple(one.sentence for one in oversight.figures(desk.office).concerns.soon)


def test_a_quiet_service_has_nothing_to_do_but_the_review_that_is_due(at: At) -> None:
    desk = at("staffed")
    assert now(desk) == ()
    assert soon(desk) == ("Home BF-102: a review is due on 15 December 2026.",)


def test_a_lapsing_temporary_approval_says_by_when_minutes_must_be_there(at: At) -> None:
    desk = at("staffed")
    register.approve_temporarily(
        desk.office, "home-oakes", children=("Tilly Oakes",), approved_on=date(2026, 8, 17)
    )
    (concern,) = now(desk)
    assert "Home BF-103: temporary approval ends in 14 days" in concern
    assert "26 November 2026" in concern
    desk.move_to(date(2026, 12, 8))
    (concern,) = now(desk)
    assert concern == "Home BF-103: temporary approval ended on 7 December 2026, and nothing has followed it."


def test_a_late_decision_is_told_until_it_is_withdrawn(at: At) -> None:
    desk = at("drafted")
    assert now(desk) == ()
    desk.move_to(date(2026, 12, 16))
    late = "Item 26/001: the decision was due on 15 December 2026."
    assert late in now(desk)
    items.withdraw_item(desk.office, desk.item.id, reason="Moved away.")
    assert late not in now(desk)


def test_an_unanswered_alert_and_a_drifting_action_are_told(at: At) -> None:
    desk = at("in hearing")
    actions.agree_action(
        desk.office, desk.item.id, what="Book training", owner="Hal", due_on=date(2026, 12, 11)
    )
    desk.move_to(date(2026, 12, 14))
    assert "Action overdue since 11 December 2026: Book training." in soon(desk)


def test_an_alert_is_told_until_it_is_answered(at: At) -> None:
    desk = at("recommended")
    _, alert = papers.correct_paper(
        desk.office, desk.the(Paper).id, data=pdf(title="Corrected"), received_on=date(2026, 12, 4)
    )
    assert alert is not None
    (concern,) = now(desk)
    assert "A paper was corrected after the panel had relied on it" in concern or "26/001" in concern
    papers.answer_alert(desk.office, alert.id, answer="Nothing follows.")
    assert now(desk) == ()


def test_no_concern_names_anybody(at: At) -> None:
    desk = at("drafted")
    desk.move_to(date(2027, 3, 1))
    words = " ".join((*now(desk), *soon(desk)))
    names = [person.name for person in PEOPLE] + ["Hollowell", "Marsh", "Oakes"]
    assert words
    assert not [name for name in names if name in words]


def test_the_managers_page_is_kept(at: At) -> None:
    desk = at("approved")
    document = oversight.issue_oversight(desk.office)
    assert desk.the(IssuedDocument, kind=DocumentKind.OVERSIGHT) == document
    assert desk.last_act() == ("issue_oversight", "service")
    with desk.office.reading() as reading:
        assert reading.content(document.sha256).startswith(b"%PDF-")


def test_each_concern_leads_to_where_it_is_seen_to(at: At) -> None:
    desk = at("drafted")
    actions.agree_action(
        desk.office, desk.item.id, what="Book training", owner="Hal", due_on=date(2026, 12, 11)
    )
    desk.move_to(date(2026, 12, 16))
    found = oversight.figures(desk.office).concerns
    late, drifted = found.now[-1], found.soon[-1]
    assert (late.home_id, late.item_id) == (CARERS.id, ""), "the review that is overdue"
    assert found.now[0].item_id == desk.item.id
    assert (drifted.what, drifted.words) == ("Action overdue since 11 December 2026", "Book training.")
    assert drifted.item_id == desk.item.id


def test_every_home_outside_its_approval_is_told_as_its_own_page_tells_it(at: At) -> None:
    desk = at("staffed")
    furnish(desk)
    told = [one for one in oversight.figures(desk.office).concerns.now if "approval ends" not in one.words]
    outside = [(one.home_id, one.words) for one in told if "review was due" not in one.words]
    lines = register_lines(desk.office)
    assert outside == [(line.id, words) for line in lines for words in line.concerns]
    assert outside


def test_a_review_is_due_by_the_last_one_of_the_approval_there_is_now(at: At) -> None:
    desk = at("staffed")
    for number, begun, reviewed in (
        (71, date(2025, 1, 6), date(2025, 11, 2)),
        (72, date(2025, 11, 3), date(2025, 6, 1)),
        (73, date(2025, 11, 10), None),
        (74, date(2026, 3, 2), None),
    ):
        register.enter_home(desk.office, home(number, "Iolo Vane", approved_on=begun), USUAL_TERMS)
        if reviewed is not None:
            register.record_review(desk.office, f"home-{number}", held_on=reviewed)
    assert [line for line in now(desk) if "review was due" in line] == [
        f"Home BF-{number}: a review was due on {day} November 2026."
        for number, day in ((71, 2), (72, 3), (73, 10))
    ]


def test_figures_are_of_the_last_twelve_months(at: At) -> None:
    desk = at("approved")
    (time,) = oversight.figures(desk.office).decision_times
    assert (time.reference, time.type_name) == (desk.item.reference, "First approval")
    assert (time.panel_on, time.decided_on) == (PANEL_DAY, desk.the(AgencyDecision).decided_on)
    decided_on = time.decided_on
    desk.move_to(date(2027, decided_on.month, decided_on.day))
    assert oversight.figures(desk.office).decision_times == (time,)
    desk.move_to(date(2027, decided_on.month, decided_on.day + 1))
    assert oversight.figures(desk.office).decision_times == ()


def test_the_page_says_of_which_months_its_figures_are(at: At) -> None:
    desk = at("approved")
    document = oversight.issue_oversight(desk.office)
    today = desk.office.clock.today()
    with desk.office.reading() as reading, PageImages(reading.content(document.sha256)) as pages:
        words = " ".join(pages.text(0).split())
    assert f"{plain_date(add_months(today, -12))} to {plain_date(today)}" in words


def test_a_deferred_item_not_listed_again_for_thirty_days_is_told_until_it_is(at: At) -> None:
    desk = at("in hearing")
    deferrals.defer_item(desk.office, desk.item.id, OWN_REASONS)
    told = "Item 26/002: it was deferred on 4 December 2026 and is not listed again."
    desk.move_to(date(2027, 1, 3))
    assert told not in soon(desk)
    desk.move_to(date(2027, 1, 4))
    assert told in soon(desk)
    meetings.plan_meeting(desk.office, meeting("meeting-january", date(2027, 1, 8)))
    items.list_item(desk.office, desk.find(PanelItem)[-1].id, "meeting-january")
    assert told not in soon(desk)


def test_a_second_deferral_is_told_at_once(at: At) -> None:
    desk = at("in hearing")
    deferrals.defer_item(desk.office, desk.item.id, OWN_REASONS)
    desk.move_to(date(2026, 12, 11))
    back = desk.find(PanelItem)[-1]
    meetings.plan_meeting(desk.office, meeting("meeting-later", date(2026, 12, 18)))
    items.list_item(desk.office, back.id, "meeting-later")
    desk.move_to(date(2026, 12, 18))
    deferrals.defer_item(desk.office, back.id, OWN_REASONS)
    assert (
        "Item 26/003: it was deferred for a second time on 18 December 2026 and is not listed again."
        in soon(desk)
    )
