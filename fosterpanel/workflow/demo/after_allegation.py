"""The demonstration's review after an allegation, in which the decision maker departs from the panel."""

from __future__ import annotations

from datetime import date

from fosterpanel.domain.decisions import ProcessView
from fosterpanel.domain.minutes import Advice, Exchange, MinutesContents, ReportFeedback
from fosterpanel.domain.notices import NoticeKind
from fosterpanel.domain.recommendations import PanelReason, Vote
from fosterpanel.domain.register import ApprovalState, Carer, FosterHome, HouseholdMember, Placement
from fosterpanel.domain.terms import PlacementKind, Sex, TermsOfApproval
from fosterpanel.workflow.business.items import NewItem
from fosterpanel.workflow.demo.approvals import MINUTE_TAKER
from fosterpanel.workflow.demo.script import (
    Attending,
    Case,
    Correction,
    DecisionScript,
    RecommendationScript,
)

ALLEGATION_TERMS = TermsOfApproval(
    placement_kinds=(PlacementKind.SHORT_TERM, PlacementKind.LONG_TERM),
    number=3,
    age_from=0,
    age_to=18,
    sex=Sex.ANY,
)
NARROWED_TERMS = TermsOfApproval(
    placement_kinds=(PlacementKind.SHORT_TERM,), number=1, age_from=8, age_to=18, sex=Sex.ANY
)

AFTER_ALLEGATION = Case(
    key="finch",
    home=FosterHome(
        id="home-finch",
        reference="F0188",
        carers=(
            Carer(name="Denise Finch", born_on=date(1968, 12, 1), sex="female"),
            Carer(name="Paul Finch", born_on=date(1965, 7, 27), sex="male"),
        ),
        address=("Meadow View", "Lower Thorne", "NS11 6GJ"),
        household=(HouseholdMember(name="Carl Finch", born_on=date(2003, 4, 9), relationship="son"),),
        state=ApprovalState.APPROVED,
        approved_on=date(2016, 6, 6),
    ),
    terms=ALLEGATION_TERMS,
    last_reviewed_on=date(2026, 5, 28),
    placements=(
        Placement(
            id="placed-lw",
            home_id="home-finch",
            child="L.W.",
            age=13,
            sex=Sex.BOYS,
            kind=PlacementKind.LONG_TERM,
            placed_by="Northshire County Council",
            started_on=date(2023, 9, 4),
        ),
    ),
    item=NewItem(
        type_code="REV-ALLEG",
        home_id="home-finch",
        subject="Review after a standards-of-care concern",
        received_on=date(2026, 8, 17),
        proposal="Continue the approval of Mrs and Mr Finch on the same terms, with a training plan.",
        report_author="Prakash Nair, social worker",
        presented_by=("Prakash Nair, social worker", "Helen Marsh, team manager"),
    ),
    minutes=60,
    attending=(
        Attending(name="Prakash Nair", capacity="supervising social worker"),
        Attending(name="Denise Finch", capacity="foster carer"),
        Attending(name="Paul Finch", capacity="foster carer"),
        Attending(name="Julie Amos", capacity="supporter, from the carers' association"),
    ),
    extra_papers=("legal-advice", "training-record"),
    contents=MinutesContents(
        strengths=(
            "Ten years of fostering, eleven children, and two who come home for Christmas as adults.",
            "Mr and Mrs Finch accepted the finding about supervision and have begun the training plan.",
        ),
        vulnerabilities=(
            "A child of six was left with Carl Finch, who had not been assessed, on at least four evenings.",
            "The carers' first account, that it happened once, changed when they were shown the school's record.",
        ),
        exchanges=(
            Exchange(
                asked_by="Mary Okoye",
                asked_of="Mrs Finch, foster carer",
                question="Why did you say that it was once?",
                answer="She was frightened of losing L.W. She knows that it made matters worse.",
            ),
            Exchange(
                asked_by="Farida Rahman",
                asked_of="Prakash Nair, supervising social worker",
                question="What has changed in the home since July?",
                answer="A plan for evenings, unannounced visits every two weeks, and an assessment of Carl Finch.",
            ),
        ),
        advice=(
            Advice(
                kind="legal", given_by="Council solicitor", words="Advice on fairness.", is_restricted=True
            ),
        ),
        applicants_comments="They are sorry. They asked the panel to weigh ten years as well as one summer.",
        childrens_views="L.W., 13, wants to stay. His social worker and reviewing officer agree that he should.",
        told="The panel adviser told them at 14:35 what the panel recommends, and that the panel does not decide.",
        feedback=ReportFeedback(rating=3, words="Balanced; the chronology is very good."),
        minute_taker=MINUTE_TAKER,
    ),
    recommendation=RecommendationScript(
        outcome="suitable-same-terms",
        terms=ALLEGATION_TERMS,
        reasons=(
            PanelReason(
                key="1",
                words="A long record of good care weighs heavily.",
                evidence="Review report",
            ),
            PanelReason(
                key="2",
                words="They accept the finding and have begun the training plan.",
                evidence="Answers to the panel; training record",
            ),
            PanelReason(
                key="3",
                words="The present terms can stand while evenings are supervised.",
                evidence="Plan of 3 September",
            ),
        ),
        for_reasons="The plan is working and L.W. should stay.",
        otherwise=(
            (
                "ellery",
                Vote.AGAINST,
                "Three young children are too many until trust is rebuilt; he would narrow the terms.",
            ),
            (
                "rahman",
                Vote.ABSTAINED,
                "She could not say, on one visit's notes, whether the change will last.",
            ),
        ),
        advice="Unannounced visits to go on for six months, and a review then.",
    ),
    correction=Correction(
        kind="investigation-report",
        on=date(2026, 10, 13),
        answer=(
            "The corrected report counts seven evenings, not four. The decision maker read it before deciding; the "
            "chair has been told."
        ),
    ),
    decision=DecisionScript(
        decision="propose-revise",
        letter=NoticeKind.QUALIFYING_DETERMINATION,
        decided_on=date(2026, 10, 19),
        terms=NARROWED_TERMS,
        arguments_for=(
            "Ten years of good care, and L.W.'s clear wish to stay.",
            "The carers accept the finding and are following the plan.",
        ),
        arguments_against=(
            "Young children were left with an unassessed adult on seven evenings, as the corrected report shows.",
            "The first account was untrue.",
        ),
        process=ProcessView(
            is_agreed=True,
            is_quorate=True,
            were_right_people_heard=True,
            comment="The panel had the report before its correction and could not weigh the true number of evenings.",
        ),
        further_information=(
            "The investigation report as corrected on 13 October: seven evenings, not four. The carers were asked "
            "about it that day and accept the number."
        ),
        adopt_because="I accept it; it is borne out by the record.",
        not_adopted=(
            (
                "3",
                "The panel relied on four evenings. Seven is a pattern that supervision alone does not make safe.",
            ),
        ),
        departure_reasons=(
            "The panel recommended the same terms. It did so on an investigation report that has since been corrected. "
            "With seven evenings established, I am not satisfied that the home can care for three children of any age. "
            "One child of eight or over can be kept safe by the plan, and L.W. can stay."
        ),
        own_reasons=(
            "I have weighed ending the approval and reject it: it would cost L.W. his home and is more than the facts "
            "call for. Narrower terms are the least that keeps children safe."
        ),
        letter_reasons=(
            "Children were left with an adult who had not been assessed on seven evenings between June and July 2026.",
            "Your first account of this was not true, although you later accepted what had happened.",
            "The panel recommended the same terms, but on a report that has since been corrected.",
        ),
        enclosures=("The panel's recommendation", "Leaflet of the Independent Review Mechanism"),
    ),
)
