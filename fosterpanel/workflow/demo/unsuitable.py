"""The demonstration's refusals: a brief report, and an approval that ended without an answer to the proposal."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from fosterpanel.domain.minutes import Exchange, MinutesContents, ReportFeedback
from fosterpanel.domain.notices import NoticeKind
from fosterpanel.domain.recommendations import PanelReason
from fosterpanel.domain.register import ApprovalState, Carer, FosterHome, Placement
from fosterpanel.domain.terms import PlacementKind, Sex, TermsOfApproval
from fosterpanel.workflow.business.items import NewItem
from fosterpanel.workflow.demo.approvals import FAIR, MINUTE_TAKER
from fosterpanel.workflow.demo.script import Attending, Case, DecisionScript, RecommendationScript

BRIEF_REPORT = Case(
    key="moss",
    home=FosterHome(
        id="home-moss",
        reference="F0427",
        carers=(Carer(name="Gary Moss", born_on=date(1986, 9, 8), sex="male"),),
        address=("14 Tannery Row", "Northport", "NS3 5KU"),
    ),
    item=NewItem(
        type_code="BRIEF",
        home_id="home-moss",
        subject="Brief report",
        received_on=date(2026, 6, 22),
        proposal="That Mr Moss is not suitable to foster, on a brief report.",
        report_author="Anita Bello, social worker",
        presented_by=("Anita Bello, social worker",),
    ),
    minutes=25,
    attending=(Attending(name="Anita Bello", capacity="assessing social worker"),),
    contents=MinutesContents(
        strengths=("Mr Moss came forward from real concern for children and was open with the assessor.",),
        vulnerabilities=(
            "He believes that smacking is sometimes right and says that he would not change his mind.",
            "Two of three referees would not recommend him for children under ten.",
        ),
        exchanges=(
            Exchange(
                asked_by="Farida Rahman",
                asked_of="Anita Bello, assessing social worker",
                question="Was he offered another conversation about discipline?",
                answer="Yes, twice, once with the trainer. His written observations repeat his view.",
            ),
        ),
        applicants_comments="In writing: he thinks the service too soft and stands by what he said.",
        told="The panel adviser telephoned Mr Moss at 15:00 with the recommendation and what happens next.",
        feedback=ReportFeedback(rating=4, words="Brief, fair and complete."),
        minute_taker=MINUTE_TAKER,
    ),
    recommendation=RecommendationScript(
        outcome="not-suitable",
        reasons=(
            PanelReason(
                key="1",
                words="He would use physical punishment, which no foster carer may.",
                evidence="Brief report; his observations",
            ),
            PanelReason(
                key="2",
                words="He has been offered help to think again and has declined it.",
                evidence="Brief report",
            ),
        ),
        for_reasons="No full report could change this.",
    ),
    decision=DecisionScript(
        decision="propose-not-approve",
        letter=NoticeKind.QUALIFYING_DETERMINATION,
        decided_on=date(2026, 10, 16),
        arguments_for=("He is open about what he believes, and means well.",),
        arguments_against=("Physical punishment is barred by the foster care agreement and harms children.",),
        process=FAIR,
        further_information="None. No paper has come in since the panel.",
        adopt_because="The brief report and his own observations say so.",
        own_reasons=(
            "I asked myself whether a full assessment might show a change. He has had two chances to reflect and tells "
            "us in writing that he will not. A full assessment would be unfair to him and would not help a child."
        ),
        letter_reasons=(
            "You told us that you would smack a child in your care. No foster carer may use physical punishment.",
            "You were offered two further conversations about this and told us that your view would not change.",
        ),
        enclosures=("The panel's recommendation", "Leaflet of the Independent Review Mechanism"),
    ),
)

ENDED = Case(
    key="crewe",
    home=FosterHome(
        id="home-crewe",
        reference="F0236",
        carers=(Carer(name="Linda Crewe", born_on=date(1961, 2, 12), sex="female"),),
        address=("9 Beacon Terrace", "Eastmere", "NS8 4FD"),
        state=ApprovalState.APPROVED,
        approved_on=date(2018, 9, 17),
    ),
    terms=TermsOfApproval(
        placement_kinds=(PlacementKind.SHORT_TERM,), number=2, age_from=0, age_to=12, sex=Sex.ANY
    ),
    last_reviewed_on=date(2024, 9, 9),
    item=NewItem(
        type_code="TERM",
        home_id="home-crewe",
        subject="Proposed end of approval",
        received_on=date(2026, 8, 28),
        proposal="End Ms Crewe's approval: no contact with the service since January and no review possible.",
        report_author="Prakash Nair, social worker",
    ),
    minutes=0,
    contents=MinutesContents(),
    decision=DecisionScript(
        decision="propose-terminate",
        letter=NoticeKind.QUALIFYING_DETERMINATION,
        decided_on=date(2026, 9, 2),
        arguments_for=("The home cannot be reviewed, visited or kept safe on paper alone.",),
        arguments_against=("Eight years of approval, and no concern about her care.",),
        process=None,
        further_information="Letters of March, May and July 2026 were delivered and not answered.",
        adopt_because="",
        own_reasons=(
            "An approval that cannot be reviewed cannot stand. I would gladly have heard from Ms Crewe, and the letter "
            "says how she may still answer."
        ),
        quality_assurance=(
            "The report was read by the panel adviser and a second manager, who visited the address. The service's "
            "policy did not call for a panel."
        ),
        letter_reasons=(
            "Your approval must be reviewed at least once a year. The review due in September 2025 could not be held.",
            "We wrote to you in March, May and July 2026 and visited twice, and have had no answer.",
        ),
        enclosures=("Leaflet of the Independent Review Mechanism",),
    ),
)

assert ENDED.decision is not None
ENDED_FINALLY = replace(
    ENDED,
    decision=replace(
        ENDED.decision,
        decision="final-terminate",
        letter=NoticeKind.FINAL_DECISION,
        decided_on=date(2026, 10, 7),
        further_information="No answer came in the 28 days that ended on 1 October 2026.",
        own_reasons="Nothing has changed since I proposed it, and nobody has asked me to think again.",
        letter_reasons=(
            "Your approval must be reviewed at least once a year. The review due in September 2025 could not be held.",
            "We wrote to you in March, May and July 2026 and visited twice, and have had no answer.",
            "We proposed this in our letter of 3 September 2026. You did not answer within the 28 days allowed.",
        ),
        enclosures=(),
    ),
)

RESIGNING = FosterHome(
    id="home-holt",
    reference="F0154",
    carers=(
        Carer(name="Jean Holt", born_on=date(1958, 4, 22), sex="female"),
        Carer(name="Derek Holt", born_on=date(1956, 1, 3), sex="male"),
    ),
    address=("2 Chapel Rise", "Upper Thorne", "NS11 2BD"),
    state=ApprovalState.APPROVED,
    approved_on=date(2009, 5, 11),
)
RESIGNING_TERMS = TermsOfApproval(
    placement_kinds=(PlacementKind.SHORT_BREAKS,), number=1, age_from=0, age_to=12, sex=Sex.ANY
)
RESIGNING_REVIEWED_ON = date(2026, 5, 6)
OUTSIDE_TERMS = Placement(
    id="placed-to",
    home_id="home-holt",
    child="T.O.",
    age=13,
    sex=Sex.GIRLS,
    kind=PlacementKind.SHORT_BREAKS,
    placed_by="Northshire County Council",
    started_on=date(2026, 10, 2),
)

REFUSED_AT_STAGE_ONE = FosterHome(
    id="home-quill",
    reference="F0431",
    carers=(Carer(name="Stephen Quill", born_on=date(1990, 3, 16), sex="male"),),
    address=("Flat 11, Granary Wharf", "Northport", "NS1 6TN"),
)
STAGE_ONE_REASONS = (
    "A service for children that you have worked for could not recommend you to foster, and told us why.",
    "We met you on 29 September to talk about what it said, and considered your answer with care.",
)
