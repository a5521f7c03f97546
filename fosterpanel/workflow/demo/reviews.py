"""The demonstration's reviews: one that loses its quorum, and a change of terms."""

from __future__ import annotations

from datetime import date

from fosterpanel.domain.changes_of_terms import AgreedChange
from fosterpanel.domain.deferrals import CausedBy, DeferralKind
from fosterpanel.domain.interests import InterestKind
from fosterpanel.domain.minutes import Exchange, MinutesContents, ReportFeedback
from fosterpanel.domain.notices import NoticeKind
from fosterpanel.domain.recommendations import PanelReason
from fosterpanel.domain.register import ApprovalState, Carer, FosterHome, Placement
from fosterpanel.domain.terms import PlacementKind, Sex, TermsOfApproval
from fosterpanel.workflow.business.items import NewItem
from fosterpanel.workflow.demo.approvals import FAIR, MINUTE_TAKER
from fosterpanel.workflow.demo.script import (
    Attending,
    Case,
    Conflict,
    DecisionScript,
    DeferralScript,
    RecommendationScript,
)

FIRST_REVIEW = Case(
    key="varga",
    home=FosterHome(
        id="home-varga",
        reference="F0377",
        carers=(
            Carer(name="Ilona Varga", born_on=date(1979, 5, 5), sex="female"),
            Carer(name="Matthew Sands", born_on=date(1977, 2, 17), sex="male"),
        ),
        address=("The Old Chandlery", "Salt Lane", "Northport", "NS1 2AB"),
        state=ApprovalState.APPROVED,
        approved_on=date(2025, 11, 21),
    ),
    terms=TermsOfApproval(
        placement_kinds=(PlacementKind.SHORT_TERM,), number=1, age_from=0, age_to=8, sex=Sex.ANY
    ),
    placements=(
        Placement(
            id="placed-rb",
            home_id="home-varga",
            child="R.B.",
            age=5,
            sex=Sex.BOYS,
            kind=PlacementKind.SHORT_TERM,
            placed_by="Northshire County Council",
            started_on=date(2026, 1, 12),
        ),
    ),
    item=NewItem(
        type_code="REV1",
        home_id="home-varga",
        subject="First review",
        received_on=date(2026, 9, 14),
        proposal="Continue the approval of Ms Varga and Mr Sands on the same terms.",
        report_author="Kwame Lund, social worker",
        presented_by=("Kwame Lund, social worker",),
    ),
    minutes=30,
    attending=(Attending(name="Kwame Lund", capacity="supervising social worker"),),
    conflict=Conflict(
        member="okoye",
        kind=InterestKind.INVOLVED,
        nature="As reviewing officer in her own county she chaired a review of the child placed with these carers.",
    ),
    contents=MinutesContents(
        vulnerabilities=("The panel did not consider the review: it was not quorate for this item.",),
        told="The panel adviser telephoned Ms Varga and Mr Sands at 12:20 and apologised for the delay.",
        minute_taker=MINUTE_TAKER,
    ),
    deferral=DeferralScript(
        kind=DeferralKind.PANELS_OWN,
        reason_codes=("D81",),
        narrative=(
            "Mary Okoye declared an interest and left for the item. No other social worker with three years' "
            "experience was present, so the panel was not quorate."
        ),
        checked_by="Panel adviser",
        caused_by=CausedBy.PANEL,
    ),
    action=(
        "Ask members for interests when the agenda goes out, not on the day",
        "Ruth Ansah",
        date(2026, 10, 30),
    ),
)

OLD_CHANGE_TERMS = TermsOfApproval(
    placement_kinds=(PlacementKind.SHORT_TERM,), number=1, age_from=5, age_to=11, sex=Sex.ANY
)
NEW_CHANGE_TERMS = TermsOfApproval(
    placement_kinds=(PlacementKind.SHORT_TERM, PlacementKind.LONG_TERM),
    number=2,
    age_from=0,
    age_to=18,
    sex=Sex.ANY,
)

CHANGE_OF_TERMS = Case(
    key="brandt",
    home=FosterHome(
        id="home-brandt",
        reference="F0291",
        carers=(Carer(name="Sophie Brandt", born_on=date(1972, 10, 19), sex="female"),),
        address=("41 Foundry Street", "Eastmere", "NS8 1PW"),
        state=ApprovalState.APPROVED,
        approved_on=date(2021, 3, 15),
    ),
    terms=OLD_CHANGE_TERMS,
    last_reviewed_on=date(2026, 3, 11),
    placements=(
        Placement(
            id="placed-at",
            home_id="home-brandt",
            child="A.T.",
            age=10,
            sex=Sex.BOYS,
            kind=PlacementKind.SHORT_TERM,
            placed_by="Northshire County Council",
            started_on=date(2025, 6, 2),
            sibling_group="T",
        ),
        Placement(
            id="placed-mt",
            home_id="home-brandt",
            child="M.T.",
            age=3,
            sex=Sex.GIRLS,
            kind=PlacementKind.SHORT_TERM,
            placed_by="Northshire County Council",
            started_on=date(2026, 9, 21),
            sibling_group="T",
        ),
    ),
    item=NewItem(
        type_code="CHG",
        home_id="home-brandt",
        subject="Change of terms",
        received_on=date(2026, 9, 23),
        proposal=(
            "Change Ms Brandt's approval from one child aged 5 to 11 to two children aged 0 to 18. A second child, "
            "sister of the first, was placed on 21 September outside the approval."
        ),
        proposed_terms=NEW_CHANGE_TERMS,
        report_author="Kwame Lund, social worker",
        presented_by=("Kwame Lund, social worker", "Helen Marsh, team manager"),
    ),
    minutes=30,
    attending=(
        Attending(name="Kwame Lund", capacity="supervising social worker"),
        Attending(name="Helen Marsh", capacity="team manager"),
        Attending(name="Sophie Brandt", capacity="foster carer"),
    ),
    contents=MinutesContents(
        strengths=(
            "Five years of settled care; A.T. has caught up a year at school.",
            "Ms Brandt took M.T. at an hour's notice so that brother and sister could be together.",
        ),
        vulnerabilities=(
            "M.T. is three and was placed outside the approval; the six working days ended on 29 September.",
            "Nursery hours and sleep are still being worked out.",
        ),
        exchanges=(
            Exchange(
                asked_by="Margaret Lowe",
                asked_of="Helen Marsh, team manager",
                question="Why did nobody bring this before the six working days ended?",
                answer="The placements team told the fostering team on 23 September. There is now a daily check.",
            ),
            Exchange(
                asked_by="Daniel Whitcombe",
                asked_of="Ms Brandt, foster carer",
                question="What would make two children manageable for you?",
                answer="Respite every other weekend and the nursery place; both are in the statement of support.",
            ),
        ),
        applicants_comments="She would have said yes in any case, and is glad to be asked properly.",
        childrens_views="A.T.: “She's my sister, so she should be where I am.” M.T. was observed and is settling.",
        told="The panel adviser told Ms Brandt the recommendation at 13:30, and gave her its reasons.",
        feedback=ReportFeedback(rating=3, words="Clear about what went wrong, and about what is needed now."),
        minute_taker=MINUTE_TAKER,
    ),
    recommendation=RecommendationScript(
        outcome="support",
        terms=NEW_CHANGE_TERMS,
        reasons=(
            PanelReason(
                key="1",
                words="Brother and sister should live together, and she can care for both.",
                evidence="Review report; children's views",
            ),
            PanelReason(
                key="2",
                words="The support she needs is stated and agreed.",
                evidence="Statement of support needs",
            ),
        ),
        for_reasons="Right for both children, with the support stated.",
        advice="The service should report to the panel how the placement came to be made outside the approval.",
    ),
    agreed_change=AgreedChange(
        id="agreed-brandt",
        item_id="",
        support_needs="Respite every other weekend, a nursery place, and supervision every two weeks until January.",
        how_met="Respite by a named carer from 17 October; nursery from 12 October; supervision is booked.",
        stated_on=date(2026, 9, 23),
        agreed_on=date(2026, 9, 25),
        agreed_by=("Sophie Brandt",),
    ),
    decision=DecisionScript(
        decision="agree-change",
        letter=NoticeKind.AGREED_CHANGE,
        decided_on=date(2026, 10, 15),
        terms=NEW_CHANGE_TERMS,
        arguments_for=(
            "The children are together and doing well.",
            "Support is in place and agreed in writing.",
        ),
        arguments_against=(
            "A three-year-old was placed outside the approval, and the law's six days were passed.",
        ),
        process=FAIR,
        further_information="None. No paper has come in since the panel.",
        adopt_because="The papers and the carer's own account support it.",
        own_reasons=(
            "The placement should not have been made outside the approval, and I have asked for a report. That is no "
            "reason to part these children. The wider ages fit her experience and the support stated."
        ),
        enclosures=("Statement of support needs, agreed on 25 September 2026",),
    ),
    action=(
        "Report to the next panel how the placement was made outside the approval",
        "Helen Marsh",
        date(2026, 11, 6),
    ),
)
