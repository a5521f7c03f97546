from __future__ import annotations

from datetime import date

from fosterpanel.domain.issued import DocumentKind, IssuedDocument
from fosterpanel.domain.papers import Paper
from fosterpanel.workflow.business import actions, items
from fosterpanel.workflow.homes import register
from fosterpanel.workflow.overviews import oversight
from fosterpanel.workflow.paperwork import papers
from tests.workflow.builders import PEOPLE, At, pdf


def test_a_quiet_service_has_nothing_to_do_but_the_review_that_is_due(at: At) -> None:
    found = oversight.concerns(at("staffed").office)
    assert found.now == ()
    assert found.soon == ("Home BF-102: a review is due on 15 December 2026.",)


def test_a_lapsing_temporary_approval_says_by_when_minutes_must_be_there(at: At) -> None:
    desk = at("staffed")
    register.approve_temporarily(
        desk.office, "home-oakes", children=("Tilly Oakes",), approved_on=date(2026, 8, 17)
    )
    (concern,) = oversight.concerns(desk.office).now
    assert "Home BF-103: temporary approval ends in 14 days" in concern
    assert "26 November 2026" in concern
    desk.move_to(date(2026, 12, 8))
    (concern,) = oversight.concerns(desk.office).now
    assert concern == "Home BF-103: temporary approval ended on 7 December 2026, and nothing has followed it."


def test_a_late_decision_is_told_until_it_is_withdrawn(at: At) -> None:
    desk = at("drafted")
    assert oversight.concerns(desk.office).now == ()
    desk.move_to(date(2026, 12, 16))
    late = "Item 26/001: the decision was due on 15 December 2026."
    assert late in oversight.concerns(desk.office).now
    items.withdraw_item(desk.office, desk.item.id, reason="Moved away.")
    assert late not in oversight.concerns(desk.office).now


def test_an_unanswered_alert_and_a_drifting_action_are_told(at: At) -> None:
    desk = at("in hearing")
    actions.agree_action(
        desk.office, desk.item.id, what="Book training", owner="Hal", due_on=date(2026, 12, 11)
    )
    desk.move_to(date(2026, 12, 14))
    assert "Action overdue since 11 December 2026: Book training." in oversight.concerns(desk.office).soon


def test_an_alert_is_told_until_it_is_answered(at: At) -> None:
    desk = at("recommended")
    _, alert = papers.correct_paper(
        desk.office, desk.the(Paper).id, data=pdf(title="Corrected"), received_on=date(2026, 12, 4)
    )
    assert alert is not None
    (concern,) = oversight.concerns(desk.office).now
    assert "A paper was corrected after the panel had relied on it" in concern or "26/001" in concern
    papers.answer_alert(desk.office, alert.id, answer="Nothing follows.")
    assert oversight.concerns(desk.office).now == ()


def test_no_concern_names_anybody(at: At) -> None:
    desk = at("drafted")
    desk.move_to(date(2027, 3, 1))
    words = " ".join((*oversight.concerns(desk.office).now, *oversight.concerns(desk.office).soon))
    names = [person.name for person in PEOPLE] + ["Hollowell", "Marsh", "Oakes"]
    assert words
    assert not [name for name in names if name in words]


def test_the_managers_page_is_kept(at: At) -> None:
    desk = at("approved")
    document = oversight.issue_oversight(desk.office, period="December 2026")
    assert desk.the(IssuedDocument, kind=DocumentKind.OVERSIGHT) == document
    assert desk.last_act() == ("issue_oversight", "service")
    with desk.office.reading() as reading:
        assert reading.content(document.sha256).startswith(b"%PDF-")
