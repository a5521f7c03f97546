"""The demonstration's applications: a first approval, a connected person, and a carer who moves to the service."""

from __future__ import annotations

from datetime import date

from fosterpanel.domain.decisions import ProcessView
from fosterpanel.domain.deferrals import CausedBy, DeferralKind, NeededThing
from fosterpanel.domain.minutes import Advice, Exchange, MinutesContents, ReportFeedback
from fosterpanel.domain.notices import NoticeKind
from fosterpanel.domain.recommendations import PanelReason
from fosterpanel.domain.register import Carer, FosterHome, HouseholdMember, Placement
from fosterpanel.domain.terms import PlacementKind, Sex, TermsOfApproval
from fosterpanel.workflow.business.items import NewItem
from fosterpanel.workflow.demo.script import (
    Attending,
    Case,
    DecisionScript,
    DeferralScript,
    RecommendationScript,
)

MINUTE_TAKER = "Ruth Ansah, panel administrator"
FAIR = ProcessView(is_agreed=True, is_quorate=True, were_right_people_heard=True)

FIRST_TERMS = TermsOfApproval(
    placement_kinds=(PlacementKind.SHORT_TERM, PlacementKind.LONG_TERM),
    number=2,
    age_from=4,
    age_to=18,
    sex=Sex.ANY,
    preferences="Brothers and sisters; primary school age at first",
)

FIRST_APPROVAL = Case(
    key="hale",
    home=FosterHome(
        id="home-hale",
        reference="F0412",
        carers=(
            Carer(name="Amina Hale", born_on=date(1984, 3, 9), sex="female"),
            Carer(name="Robert Hale", born_on=date(1981, 11, 23), sex="male"),
        ),
        address=("27 Quayside Walk", "Northport", "NS2 7HD"),
        household=(HouseholdMember(name="Idris Hale", born_on=date(2012, 6, 2), relationship="son"),),
    ),
    item=NewItem(
        type_code="APP",
        home_id="home-hale",
        subject="First approval",
        received_on=date(2026, 4, 20),
        proposal=(
            "Approve Mrs and Mr Hale as foster carers for up to two children of either sex aged 4 to 18, "
            "short-term and long-term."
        ),
        proposed_terms=FIRST_TERMS,
        report_author="Anita Bello, social worker",
        presented_by=("Anita Bello, social worker", "Helen Marsh, team manager"),
    ),
    minutes=50,
    attending=(
        Attending(name="Anita Bello", capacity="assessing social worker"),
        Attending(name="Amina Hale", capacity="applicant"),
        Attending(name="Robert Hale", capacity="applicant"),
    ),
    contents=MinutesContents(
        strengths=(
            "A stable home and a wide, practical network; both employers have confirmed flexible hours.",
            "Both applicants completed preparation training and spoke with insight about discipline and repair.",
            "Three referees known for over ten years are consistent and warm.",
        ),
        vulnerabilities=(
            "Neither applicant has cared for a child who has been harmed; their experience is with children over four.",
            "Their son, 14, will share parents who have so far been his alone.",
        ),
        exchanges=(
            Exchange(
                asked_by="Farida Rahman",
                asked_of="Mr and Mrs Hale, applicants",
                question="What would you do if a child you cared for refused school for a fortnight?",
                answer=(
                    "Mr Hale would stay at home for the first days. They would ask the school and the child's social "
                    "worker what lies behind it, and would not make it a battle of wills."
                ),
            ),
            Exchange(
                asked_by="Tom Ellery",
                asked_of="Mr and Mrs Hale, applicants",
                question="What has Idris said about sharing you?",
                answer=(
                    "He asked who would use the upstairs bathroom first, and whether he could say if it was too much. "
                    "They have agreed a standing half-hour with him on Sundays."
                ),
            ),
            Exchange(
                asked_by="Mary Okoye",
                asked_of="Anita Bello, assessing social worker",
                question="How was the former partner's account weighed?",
                answer=(
                    "She was interviewed in person. Her account of the separation is consistent with Mr Hale's, and "
                    "she raises no concern about children."
                ),
            ),
        ),
        advice=(
            Advice(
                kind="medical",
                given_by="Dr Priya Nambiar, medical adviser",
                words="Both applicants are fit to foster; Mrs Hale's asthma is well controlled.",
            ),
        ),
        applicants_comments="The assessment felt thorough and fair. They thanked the panel for its questions.",
        childrens_views="Idris wrote that he would like a younger child to stay, and to be asked again after a month.",
        told="The chair told Mr and Mrs Hale the recommendation in the room at 10:35.",
        feedback=ReportFeedback(
            rating=3, words="Analytical and well evidenced; the support network section is a model."
        ),
        minute_taker=MINUTE_TAKER,
    ),
    recommendation=RecommendationScript(
        outcome="approve",
        terms=FIRST_TERMS,
        reasons=(
            PanelReason(
                key="1",
                words="Stable home, good network, both employers flexible.",
                evidence="Assessment report",
            ),
            PanelReason(
                key="2",
                words="Preparation completed by both; reflective about discipline.",
                evidence="Assessment report; answers to the panel",
            ),
            PanelReason(
                key="3",
                words="Referees consistent and strong.",
                evidence="Reports of interviews with the referees",
            ),
            PanelReason(
                key="4",
                words="Their son's wishes were sought and are being acted on.",
                evidence="Views of household children",
            ),
        ),
        for_reasons="Warm, realistic and ready to learn.",
        advice="A mentor for the first placement, and training in caring for children who have been harmed.",
    ),
    decision=DecisionScript(
        decision="approve",
        letter=NoticeKind.APPROVAL,
        terms=FIRST_TERMS,
        arguments_for=(
            "Strong, consistent references and a settled home.",
            "Both applicants can name what they do not yet know.",
        ),
        arguments_against=("No experience of caring for a child who has been harmed.",),
        process=FAIR,
        further_information="None. No paper has come in since the panel.",
        adopt_because="I have read the evidence it rests on and it bears it out.",
        own_reasons=(
            "I considered whether limited experience called for a narrower approval. Ages from four match what they "
            "have done, and a mentor meets what is left. I am satisfied that they are suitable to foster."
        ),
        enclosures=("Foster care agreement, for both to sign before any child is placed",),
    ),
)

CONNECTED_TERMS = TermsOfApproval(
    placement_kinds=(PlacementKind.CONNECTED_PERSON,),
    number=2,
    age_from=6,
    age_to=9,
    sex=Sex.ANY,
    named_children=("K.D.", "J.D."),
)

CONNECTED_PERSON = Case(
    key="duarte",
    home=FosterHome(
        id="home-duarte",
        reference="F0419",
        carers=(Carer(name="Lourdes Duarte", born_on=date(1966, 8, 14), sex="female"),),
        address=("Flat 3, 8 Ropewalk Court", "Northport", "NS1 9LE"),
    ),
    item=NewItem(
        type_code="APP-CP",
        home_id="home-duarte",
        subject="Connected person, full assessment",
        received_on=date(2026, 7, 1),
        proposal="Approve Ms Duarte as a foster carer for her grandchildren K.D. and J.D.",
        proposed_terms=CONNECTED_TERMS,
        is_connected_person=True,
        report_author="Kwame Lund, social worker",
        presented_by=("Kwame Lund, social worker",),
    ),
    minutes=40,
    attending=(
        Attending(name="Kwame Lund", capacity="assessing social worker"),
        Attending(name="Lourdes Duarte", capacity="applicant"),
        Attending(name="Inês Duarte", capacity="supporter"),
    ),
    temporary_for=("K.D.", "J.D."),
    temporary_from=date(2026, 7, 1),
    placements=(
        Placement(
            id="placed-kd",
            home_id="home-duarte",
            child="K.D.",
            age=9,
            sex=Sex.GIRLS,
            kind=PlacementKind.CONNECTED_PERSON,
            placed_by="Northshire County Council",
            started_on=date(2026, 7, 1),
            sibling_group="D",
        ),
        Placement(
            id="placed-jd",
            home_id="home-duarte",
            child="J.D.",
            age=6,
            sex=Sex.BOYS,
            kind=PlacementKind.CONNECTED_PERSON,
            placed_by="Northshire County Council",
            started_on=date(2026, 7, 1),
            sibling_group="D",
        ),
    ),
    contents=MinutesContents(
        strengths=(
            "The children have lived with their grandmother at two earlier times and are visibly at ease with her.",
            "Ms Duarte keeps their mother's place in their lives while holding the limits the court has set.",
        ),
        vulnerabilities=(
            "Two bedrooms: the children share, and a larger home is six months away.",
            "Ms Duarte finds formal meetings hard and has sometimes not said when she needs help.",
        ),
        exchanges=(
            Exchange(
                asked_by="Daniel Whitcombe",
                asked_of="Ms Duarte, applicant",
                question="What do the children need that is hardest to give?",
                answer="Time apart from each other. She has arranged for K.D. to have Saturdays with her aunt.",
            ),
            Exchange(
                asked_by="Mary Okoye",
                asked_of="Kwame Lund, assessing social worker",
                question="What happens if the mother comes to the flat outside the agreed times?",
                answer="It has happened twice. Both times she kept the door shut and telephoned the duty team.",
            ),
        ),
        advice=(
            Advice(
                kind="legal",
                given_by="Council solicitor",
                words="Advice on the concurrent proceedings.",
                is_restricted=True,
            ),
        ),
        applicants_comments="She asked the panel to know that she did not choose this and would not choose otherwise.",
        childrens_views=(
            "K.D. drew the flat with three people in it. J.D. told his social worker that he wants to stay at Avó's."
        ),
        told="The chair told Ms Duarte the recommendation at 11:25, with her sister beside her.",
        feedback=ReportFeedback(rating=4, words="Outstanding: the children's voices are in every section."),
        minute_taker=MINUTE_TAKER,
    ),
    recommendation=RecommendationScript(
        outcome="approve",
        terms=CONNECTED_TERMS,
        reasons=(
            PanelReason(
                key="1",
                words="The children's own wishes and their security with their grandmother.",
                evidence="Views of the children; care plan",
            ),
            PanelReason(
                key="2",
                words="She protects them in practice, not in words only.",
                evidence="Assessment report; answer to the panel",
            ),
            PanelReason(
                key="3",
                words="The space is small and is enough for now.",
                evidence="Health and safety report",
            ),
        ),
        for_reasons="The right home for these two children.",
        advice="A named support worker, and help with the housing application.",
    ),
    decision=DecisionScript(
        decision="approve",
        letter=NoticeKind.APPROVAL,
        decided_on=date(2026, 10, 13),
        terms=CONNECTED_TERMS,
        arguments_for=(
            "The children are settled and say so.",
            "She has already kept to the contact plan under pressure.",
        ),
        arguments_against=("The home is cramped.", "She does not readily ask for help."),
        process=FAIR,
        further_information="The housing officer's letter of 12 October confirms band A priority.",
        adopt_because="It is borne out by the papers and by what the panel heard.",
        own_reasons=(
            "I weighed the sharing of a bedroom against a third move in two years. A move would do the greater harm. "
            "The temporary approval ends on 21 October and I decide before it does."
        ),
        childs_needs=(
            "K.D. and J.D. need to stay together, near their school and within their family. Both wish to live with "
            "their grandmother. Ms Duarte has shown that she can meet these needs and the limits the court has set."
        ),
        enclosures=("Foster care agreement, to sign",),
    ),
)

TRANSFER = Case(
    key="okafor",
    home=FosterHome(
        id="home-okafor",
        reference="F0423",
        carers=(Carer(name="Blessing Okafor", born_on=date(1978, 1, 30), sex="female"),),
        address=("5 Lantern Close", "Eastmere", "NS8 3RT"),
    ),
    item=NewItem(
        type_code="TRANSFER",
        home_id="home-okafor",
        subject="Transfer from another service",
        received_on=date(2026, 5, 11),
        proposal="Approve Ms Okafor, now approved by an agency, for up to two children aged 10 to 18.",
        proposed_terms=TermsOfApproval(
            placement_kinds=(PlacementKind.SHORT_TERM, PlacementKind.LONG_TERM),
            number=2,
            age_from=10,
            age_to=18,
            sex=Sex.ANY,
        ),
        report_author="Anita Bello, social worker",
        presented_by=("Anita Bello, social worker",),
    ),
    minutes=35,
    attending=(
        Attending(name="Anita Bello", capacity="assessing social worker"),
        Attending(name="Blessing Okafor", capacity="applicant"),
    ),
    contents=MinutesContents(
        strengths=("Nine years of caring for teenagers, with warm letters from two of them.",),
        vulnerabilities=(
            "The file of the present agency has not been seen, and a concern recorded there in 2024 is only mentioned.",
            "The medical is dated September 2025.",
        ),
        exchanges=(
            Exchange(
                asked_by="Margaret Lowe",
                asked_of="Anita Bello, assessing social worker",
                question="What does the agency's file say about the 2024 concern?",
                answer="It was asked for twice, in July and September. Only a summary letter has come.",
            ),
            Exchange(
                asked_by="Tom Ellery",
                asked_of="Ms Okafor, applicant",
                question="Would you like to tell us about it yourself?",
                answer="She did: a complaint about a curfew, which was not upheld. She asked that the file be read.",
            ),
        ),
        applicants_comments="Disappointed but understands; she would rather be approved on the whole record.",
        told="The chair told Ms Okafor at 12:20 that the item was deferred, why, and until when.",
        feedback=ReportFeedback(
            rating=2, words="Descriptive. The 2024 concern needed chasing before listing."
        ),
        minute_taker=MINUTE_TAKER,
    ),
    deferral=DeferralScript(
        kind=DeferralKind.NEEDS_INFORMATION,
        reason_codes=("D06", "D20", "D30"),
        narrative=(
            "The panel heard the applicant and was well impressed. It cannot weigh the 2024 concern without the "
            "agency's own file, and the medical is more than twelve months old."
        ),
        needed=(
            NeededThing(
                what="The present agency's file, read and summarised",
                owner="Anita Bello",
                due_on=date(2026, 10, 23),
            ),
            NeededThing(
                what="A new medical with the medical adviser's comment",
                owner="Anita Bello",
                due_on=date(2026, 10, 28),
            ),
        ),
        checked_by="Panel adviser",
        caused_by=CausedBy.SERVICE,
    ),
    action=(
        "Write to the agency's responsible individual about access to the file",
        "Helen Marsh",
        date(2026, 10, 14),
    ),
)
