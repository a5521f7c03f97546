"""What goes to an independent review, what stays out and why, and what waits for its outcome."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from fosterpanel.documents.intake import text_of_pages
from fosterpanel.documents.packs import read_plan
from fosterpanel.domain.issued import DocumentKind, IssuedDocument
from fosterpanel.domain.papers import Paper
from fosterpanel.domain.register import ApprovalState, FosterHome
from fosterpanel.domain.representations import QualifyingDetermination, Route
from fosterpanel.domain.temporary_approvals import TemporaryApproval
from fosterpanel.errors import InvalidInput, RuleRefusal
from fosterpanel.workflow.deciding import representations
from fosterpanel.workflow.deciding.review_copies import save_review_pack
from fosterpanel.workflow.deciding.review_papers import review_papers, send_review_papers
from fosterpanel.workflow.homes import register
from fosterpanel.workflow.homes.temporary_approvals import run_on_until_review
from fosterpanel.workflow.overviews.chronology import chronology
from fosterpanel.workflow.overviews.homes_overview import register_lines
from fosterpanel.workflow.overviews.timeline import timeline_of_item
from fosterpanel.workflow.paperwork import papers
from tests.workflow.builders import APPLICANTS, At, Desk, decide, new_paper
from tests.workflow.test_representations import back_at_panel, challenge, reviewed

DAY = date(2026, 12, 8)


def asked_for_review(desk: Desk) -> QualifyingDetermination:
    """A paper that came after the panel, and the review asked for."""
    papers.file_paper(desk.office, desk.item.id, new_paper("observations", "Their comments on the minutes"))
    return challenge(desk, Route.INDEPENDENT_REVIEW)


def send_papers(desk: Desk, **changes: str) -> QualifyingDetermination:
    known = {"method": "secure mail", "proof": "Receipt 7"}
    determination = desk.the(QualifyingDetermination)
    return send_review_papers(
        desk.office, determination.id, sent_on=desk.office.clock.today(), **known | changes
    )


def test_what_goes_is_listed_and_the_minutes_stay_out_and_it_says_why(at: At) -> None:
    desk = at("determined")
    found = review_papers(desk.office, asked_for_review(desk).id)
    assert [(one.title, one.why) for one in found.goes] == [
        ("Assessment report", "went to the panel"),
        ("Their comments on the minutes", "came after the panel"),
        ("Qualifying determination", "tells of the proposal, with its reasons"),
    ]
    (minutes,) = found.stays_out
    assert minutes.sha256 == desk.the(IssuedDocument, kind=DocumentKind.MINUTES).sha256
    assert "leaves out the minutes of the panel" in minutes.why
    assert "Independent Review Mechanism" in minutes.why
    assert found.due_on == date(2026, 12, 22)


def test_the_papers_are_due_ten_working_days_after_the_mechanism_told_the_service(at: At) -> None:
    desk = at("determined")
    desk.move_to(date(2026, 12, 11))
    determination = desk.the(QualifyingDetermination)
    told = representations.receive_challenge(
        desk.office, determination.id, route=Route.INDEPENDENT_REVIEW, on=DAY, notified_on=date(2026, 12, 11)
    )
    assert (told.challenged_on, told.papers_due_on) == (DAY, date(2026, 12, 29))
    held = chronology(desk.office, desk.item.id)
    (papers,) = (one for one in held.times if one.words == "Papers reach the independent review mechanism")
    assert (papers.began_on, papers.due_on) == (date(2026, 12, 11), date(2026, 12, 29))
    assert [(one.on, one.words, one.why) for one in held.events][-2:] == [
        (DAY, "Challenged by independent review", ""),
        (date(2026, 12, 11), "The review told the service", "Its papers are due by 29 December 2026."),
    ]


def test_the_mechanism_does_not_tell_tomorrow(at: At) -> None:
    desk = at("determined")
    determination = desk.the(QualifyingDetermination)
    with desk.refusing(InvalidInput, "9 December 2026, which is still to come"):
        representations.receive_challenge(
            desk.office,
            determination.id,
            route=Route.INDEPENDENT_REVIEW,
            on=DAY,
            notified_on=date(2026, 12, 9),
        )


def test_that_they_went_is_recorded_once_with_what_went(at: At) -> None:
    desk = at("determined")
    with desk.refusing(InvalidInput, "Nobody has asked for an independent review"):
        send_papers(desk)
    determination = asked_for_review(desk)
    going = tuple(one.sha256 for one in review_papers(desk.office, determination.id).goes)
    with desk.refusing(InvalidInput, "Say how the papers left"):
        send_papers(desk, proof=" ")
    sent = send_papers(desk).papers_sent
    assert sent is not None
    assert (sent.sha256, sent.why_minutes) == (going, "")
    assert desk.last_act() == ("send_review_papers", desk.item.id)
    assert timeline_of_item(desk.office, desk.item.id)[0].words == (
        "26/001: papers sent to the review, secure mail"
    )
    with desk.refusing(InvalidInput, "went to the independent review on 8 December 2026"):
        send_papers(desk)


def test_the_minutes_go_only_with_a_reason_that_is_kept(at: At) -> None:
    desk = at("determined")
    asked_for_review(desk)
    sent = send_papers(desk, why_minutes="The mechanism asked for them.").papers_sent
    assert sent is not None
    assert sent.why_minutes == "The mechanism asked for them."
    assert sent.sha256[-1] == desk.the(IssuedDocument, kind=DocumentKind.MINUTES).sha256


class TestPack:
    """One file: what goes under its reasons, every page numbered, the list of it first."""

    def test_what_goes_is_one_numbered_pack_with_its_list_and_without_the_minutes(
        self, at: At, tmp_path: Path
    ) -> None:
        desk = at("determined")
        determination = asked_for_review(desk)
        going = review_papers(desk.office, determination.id).goes
        path = save_review_pack(
            desk.office, determination.id, [one.sha256 for one in going], tmp_path / "review.pdf"
        )
        plan = read_plan(path)
        assert [(part.title, [one.title for one in part.entries]) for part in plan.sections] == [
            ("Went to the panel", ["Assessment report"]),
            ("Came after the panel", ["Their comments on the minutes"]),
            ("Tells of the proposal, with its reasons", ["Qualifying determination"]),
        ]
        assert plan.entries[-1].dated_on == DAY
        pages = text_of_pages(path.read_bytes())
        assert len(pages) == len(plan.printed)
        assert "Papers for the independent review of item 26/001" in " ".join(pages[0].split())
        for entry in plan.entries:
            assert entry.title in pages[0]
        minutes = desk.the(IssuedDocument, kind=DocumentKind.MINUTES)
        assert minutes.reference not in "".join(pages)
        assert desk.last_act() == ("record_copy", desk.item.id)

    def test_the_same_file_under_two_titles_is_in_it_twice(self, at: At, tmp_path: Path) -> None:
        desk = at("determined")
        determination = asked_for_review(desk)
        first = desk.the(Paper, title="Their comments on the minutes")
        with desk.office.act() as transaction:
            transaction.insert(replace(first, id="paper-twice", title="Once more"))
            transaction.note("file_paper", desk.item.id)
        path = save_review_pack(desk.office, determination.id, [first.sha256], tmp_path / "review.pdf")
        assert [one.title for one in read_plan(path).entries] == [first.title, "Once more"]

    def test_the_minutes_are_in_it_only_when_they_are_chosen(self, at: At, tmp_path: Path) -> None:
        desk = at("determined")
        determination = asked_for_review(desk)
        (minutes,) = review_papers(desk.office, determination.id).stays_out
        path = save_review_pack(desk.office, determination.id, [minutes.sha256], tmp_path / "review.pdf")
        assert [one.title for one in read_plan(path).entries] == [minutes.title]

    def test_nothing_is_written_of_nothing_or_under_another_ending(self, at: At, tmp_path: Path) -> None:
        desk = at("determined")
        determination = asked_for_review(desk)
        (paper, *_) = review_papers(desk.office, determination.id).goes
        with desk.refusing(InvalidInput, "Nothing is chosen"):
            save_review_pack(desk.office, determination.id, [], tmp_path / "review.pdf")
        with desk.refusing(InvalidInput, "saved as .pdf"):
            save_review_pack(desk.office, determination.id, [paper.sha256], tmp_path / "review.zip")
        assert list(tmp_path.glob("review*")) == []


def test_a_challenge_brings_the_papers_of_the_item_with_it(at: At) -> None:
    desk = at("determined")
    item = back_at_panel(desk)
    (first,) = desk.find(Paper, item_id=desk.item.id)
    (brought,) = desk.find(Paper, item_id=item.id)
    assert (brought.title, brought.sha256, brought.kind) == (first.title, first.sha256, first.kind)
    assert brought.id != first.id


def test_the_return_from_a_review_brings_them_too(at: At) -> None:
    desk = at("determined")
    item = reviewed(desk)
    titles = [one.title for one in desk.find(Paper, item_id=item.id)]
    assert titles == ["Assessment report", "The review's recommendation"]


class TestTemporaryApproval:
    """Reg 25(3): it may run on until the outcome of the review is known, which is the final decision."""

    def lapsing(self, desk: Desk) -> TemporaryApproval:
        """A temporary approval of the applicants that ends on 5 January 2027."""
        approved_on = date(2026, 9, 15)
        return register.approve_temporarily(
            desk.office, APPLICANTS.id, children=("T.B.",), approved_on=approved_on
        )

    def test_it_runs_on_while_the_review_is_under_way_and_ends_with_the_final_decision(self, at: At) -> None:
        desk = at("determined")
        approval = self.lapsing(desk)
        item = reviewed(desk)
        running = run_on_until_review(desk.office, approval.id, decided_by="H. Orme, head of service")
        assert desk.the(TemporaryApproval) == running
        assert desk.last_act() == ("run_on_until_review", APPLICANTS.id)
        assert running.holds_on(date(2027, 3, 1))
        desk.move_to(date(2026, 12, 15))
        decide(desk, item.id, "final-not-approve")
        ended = desk.the(TemporaryApproval)
        assert (ended.ended_on, ended.holds_on(date(2026, 12, 15))) == (date(2026, 12, 15), False)
        assert desk.get(FosterHome, APPLICANTS.id).state is ApprovalState.REFUSED

    def test_while_it_runs_on_it_is_not_said_to_have_lapsed(self, at: At) -> None:
        desk = at("determined")
        approval = self.lapsing(desk)
        challenge(desk, Route.INDEPENDENT_REVIEW)
        run_on_until_review(desk.office, approval.id, decided_by="H. Orme")
        desk.move_to(date(2027, 3, 1))
        (line,) = (one for one in register_lines(desk.office) if one.home.id == APPLICANTS.id)
        assert line.standing == "Awaits a review"

    @pytest.mark.parametrize("route", [None, Route.REPRESENTATIONS])
    def test_without_an_independent_review_it_ends_on_its_day(self, at: At, route: Route | None) -> None:
        desk = at("determined")
        approval = self.lapsing(desk)
        if route:
            challenge(desk, route)
        with desk.refusing(
            RuleRefusal, "only while a proposal not to approve", rule="extension-until-review-outcome"
        ):
            run_on_until_review(desk.office, approval.id, decided_by="H. Orme")

    def test_what_has_lapsed_does_not_run_on_and_somebody_decides_so(self, at: At) -> None:
        desk = at("determined")
        approval = self.lapsing(desk)
        challenge(desk, Route.INDEPENDENT_REVIEW)
        rule = "extension-until-review-outcome"
        with desk.refusing(RuleRefusal, "nobody is named", rule=rule):
            run_on_until_review(desk.office, approval.id, decided_by=" ")
        run_on_until_review(desk.office, approval.id, decided_by="H. Orme")
        with desk.refusing(RuleRefusal, "already", rule=rule):
            run_on_until_review(desk.office, approval.id, decided_by="H. Orme")

    def test_after_its_last_day_it_is_too_late(self, at: At) -> None:
        desk = at("determined")
        approval = self.lapsing(desk)
        challenge(desk, Route.INDEPENDENT_REVIEW)
        desk.move_to(date(2027, 1, 6))
        with desk.refusing(RuleRefusal, "ended on 5 January 2027", rule="extension-until-review-outcome"):
            run_on_until_review(desk.office, approval.id, decided_by="H. Orme")
