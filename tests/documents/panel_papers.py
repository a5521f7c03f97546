"""The records our documents are written from, full enough to fill every part; a test changes what it is about."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

from fosterpanel.documents.agenda import AgendaItem, AgendaPaper
from fosterpanel.documents.chronology import ChronologyPaper
from fosterpanel.documents.decisions import DecisionPaper
from fosterpanel.documents.letters import LetterPaper
from fosterpanel.documents.minutes import AddendumPaper, MinutesPaper
from fosterpanel.documents.oversight import OversightPaper
from fosterpanel.domain.actions import Action
from fosterpanel.domain.agenda import EntryKind, timed
from fosterpanel.domain.attendance import Mode, OtherAttender
from fosterpanel.domain.chronology import Chronology, Event, RecordedAct, TimeTaken, in_order
from fosterpanel.domain.decisions import AgencyDecision
from fosterpanel.domain.interests import Ruling
from fosterpanel.domain.minutes import Advice, Exchange, MinutesContents, MinutesState, ReportFeedback
from fosterpanel.domain.notices import NoticeKind
from fosterpanel.domain.recommendations import Vote
from fosterpanel.domain.register import Resignation
from fosterpanel.domain.statistics import DecisionTime, ReasonCount
from fosterpanel.domain.terms import PlacementKind, Sex, TermsOfApproval
from tests import builders

CARERS = ("Anna Merrick", "Joe Merrick")
SIGNED_AT = datetime(2026, 12, 3, 16, 5, tzinfo=UTC)
LETTER_DAY = date(2026, 12, 1)
LAST_DAY = date(2026, 12, 29)
RESTRICTED_WORDS = "The father's pending appeal makes disclosure of the police log unlawful."
OLD_TERMS = TermsOfApproval(
    placement_kinds=(PlacementKind.SHORT_TERM,), number=1, age_from=8, age_to=12, sex=Sex.GIRLS
)
_HASHES = ("9f2c41d07be5", "41aa90e3c7d2", "c05b7d1e6f38", "7e11f0a2b9c4", "b8d92c3a5f60")


def _papers() -> tuple[Any, ...]:
    kinds = ("assessment-report", "stage-one-checks", "medical-report", "referee-reports", "observations")
    titles = ("Form F", "Summary of checks", "Medical adviser's comment", "Two referees", "Their comments")
    return tuple(
        builders.paper(
            id=f"paper-{number}",
            kind=kind,
            title=title,
            number=2 if number == 0 else 1,
            sha256=(_HASHES[number] * 6)[:64],
            pages=(48, 6, 4, 11, 2)[number],
            received_on=date(2026, 11, 27 if number == 4 else 18),
            is_late=number == 4,
        )
        for number, (kind, title) in enumerate(zip(kinds, titles, strict=True))
    )


def full_contents(**changes: Any) -> MinutesContents:
    """Contents with something in every part."""
    made = MinutesContents(
        strengths=(
            "Warm and consistent care of their own two children, borne out by school and by both referees.",
            "A wide network of friends and family who have looked after the children before and would again.",
            "Honest about what they find hard, and quick to ask for advice.",
        ),
        vulnerabilities=(
            "No experience of children who have been hurt; the panel explored how they would respond to anger.",
            "Both work full time until March, when Mrs Merrick's hours change.",
        ),
        exchanges=(
            Exchange(
                asked_by="Imran Sheikh",
                asked_of="the applicants",
                question="A child of nine tells you at bedtime that somebody hurt her. What do you do?",
                answer="Listen, believe her, not promise to keep it secret, write down her own words and ring the "
                "out-of-hours team that night. They described the safer-caring plan without being prompted.",
            ),
            Exchange(
                asked_by="Grace Adeyemi",
                asked_of="Mrs Merrick",
                question="How has your asthma been this year?",
                answer="Well controlled; one course of steroids in February and no admission since 2019.",
            ),
            Exchange(
                asked_by="Mollie Turnbull",
                asked_of="the assessing social worker",
                question="Why does the report propose ages 5 to 12 and not younger?",
                answer="The applicants' own children are 13 and 15, and the house has no room for a cot.",
            ),
        ),
        advice=(
            Advice(
                kind="medical", given_by="Dr Lena Fairweather", words="No health reason against approval."
            ),
            Advice(
                kind="legal", given_by="the council's solicitor", words=RESTRICTED_WORDS, is_restricted=True
            ),
            Advice(kind="panel adviser's", given_by="Tom Rudd", words="The report meets the Regulations."),
        ),
        applicants_comments="They found the assessment fair. They asked that a slip about their wedding be put right.",
        childrens_views="Both children, 13 and 15, are looking forward to it. The younger one worries about her room.",
        late_papers="The applicants' comments came three working days before; all members had read them and agreed.",
        timing="The first medical was lost in the post, which cost three weeks.",
        told="Told by the chair, with their social worker present, at 11:05 on the day of the panel.",
        feedback=ReportFeedback(rating=3, words="Clear and analytical; more on identity would help."),
        minute_taker="Owen Bright",
    )
    return replace(made, **changes)


def minutes_paper(**changes: Any) -> MinutesPaper:
    """Signed minutes of a first approval: carried by five of six, one abstaining, with every part filled."""
    signed = builders.minutes(
        contents=full_contents(), state=MinutesState.SIGNED, signed_by="chair", signed_at=SIGNED_AT
    )
    views = tuple(
        replace(one, reasons="I would have liked to hear from the school first.")
        if one.vote is not Vote.FOR
        else one
        for one in builders.views(carer=Vote.ABSTAINED, nurse=Vote.AGAINST)
    )
    made = MinutesPaper(
        service=builders.service(),
        meeting=builders.meeting(),
        item=builders.item(
            proposed_terms=builders.terms(),
            report_author="Priya Nair",
            presented_by=("Priya Nair", "Tom Rudd"),
        ),
        home=builders.home(),
        type_name="First approval",
        reference="26/001-M1",
        minutes=signed,
        hearing=builders.hearing(ended_at=builders.ENDED, quorum=builders.quorum()),
        panel=tuple(builders.counted(one) for one in builders.MEMBER_NAMES),
        presences=tuple(
            builders.presence(one, mode=Mode.REMOTE if one == "nurse" else Mode.IN_ROOM)
            for one in builders.MEMBER_NAMES
        ),
        others=(
            OtherAttender(name="Tom Rudd", capacity="panel adviser"),
            OtherAttender(name="Priya Nair", capacity="assessing social worker", item_id="item"),
            OtherAttender(name="Anna and Joe Merrick", capacity="applicants", item_id="item"),
        ),
        apologies=("Harriet Vale",),
        interests=(
            builders.interest(
                ruling=Ruling.STAY,
                ruled_by="chair",
                ruling_reason="They have never spoken",
                ruled_at=builders.BEGAN,
            ),
        ),
        names=builders.MEMBER_NAMES,
        papers=_papers(),
        paper_kinds=builders.england().paper_kinds,
        outcome_words=builders.england().outcome_words,
        deferral_words={code: one.words for code, one in builders.england().deferral_reasons.items()},
        old_terms=None,
        recommendation=builders.recommendation(views=views),
        actions=(
            Action(
                id="action",
                meeting_id="meeting",
                item_id="item",
                what="Arrange training on contact",
                owner="Priya Nair",
                due_on=date(2027, 3, 31),
            ),
        ),
        timing=(
            "The panel recommends within 8 months of the application: due by 28 February 2027, 88 days left.",
        ),
        signed_by="Ruth Calloway",
        signer_seat="chair",
        signed_at=SIGNED_AT,
    )
    return replace(made, **changes)


def business_minutes_paper(**changes: Any) -> MinutesPaper:
    """Signed minutes of business of the panel itself, on which an action was agreed."""
    whole = minutes_paper()
    contents = MinutesContents(
        discussion=("The policy is shorter than the last.", "Holidays abroad are not covered."),
        exchanges=whole.minutes.contents.exchanges[:1],
        minute_taker="Owen Bright",
    )
    item = builders.item(
        type_code="GOV",
        home_id="",
        subject="Safer caring policy",
        proposal="To adopt it or not.",
        presented_by=("Tom Rudd",),
    )
    made = replace(
        whole,
        item=item,
        home=None,
        type_name="Panel business",
        minutes=replace(whole.minutes, contents=contents),
        others=(),
        interests=(),
        papers=(builders.paper(kind="business-paper", title="Safer caring policy"),),
        recommendation=builders.recommendation(outcome="agree-action", views=(), reasons=(), terms=None),
        timing=(),
        lines=(),
    )
    return replace(made, **changes)


def draft_minutes_paper(**changes: Any) -> MinutesPaper:
    """The same minutes before anybody agreed them."""
    draft = builders.minutes(contents=full_contents())
    return replace(minutes_paper(minutes=draft, signed_by="", signer_seat="", signed_at=None), **changes)


def addendum_paper(**changes: Any) -> AddendumPaper:
    """A signed addendum to the same minutes, signed after the decision."""
    minutes = minutes_paper()
    addendum = replace(
        minutes.minutes,
        id="addendum",
        number=2,
        corrects_id=minutes.minutes.id,
        contents=MinutesContents(addendum="Under 8, question 2: the answer was Mr Merrick's."),
    )
    made = AddendumPaper(
        service=minutes.service,
        meeting=minutes.meeting,
        item=minutes.item,
        home=minutes.home,
        type_name=minutes.type_name,
        reference="26/001-M2",
        minutes=addendum,
        corrects=minutes.minutes,
        corrects_reference="26/001-M1",
        corrects_sha256="9f2c41d07be5" * 5 + "abcd",
        decided_on=date(2026, 12, 9),
        signed_by="Ruth Calloway",
        signer_seat="chair",
        signed_at=SIGNED_AT,
    )
    return replace(made, **changes)


def deferral_minutes_paper(**changes: Any) -> MinutesPaper:
    """Signed minutes of an item deferred for information."""
    deferral = builders.deferral(
        reason_codes=("D03", "D35"),
        needed=(
            builders.needed(),
            builders.needed(
                what="A signed copy of the report", owner="the applicants", due_on=date(2026, 12, 15)
            ),
        ),
        effects_on_clocks=("8 months from the application end on 28 February 2027",),
        told="Told by telephone by the chair",
        told_on=builders.PANEL_DAY,
        told_by="Ruth Calloway",
    )
    return replace(minutes_paper(recommendation=None, deferral=deferral), **changes)


def proposal(**changes: Any) -> AgencyDecision:
    """A signed proposal not to approve, which departs from the panel."""
    made = builders.signed_decision(
        decision="propose-not-approve",
        terms=None,
        effective_on=None,
        decided_on=date(2026, 12, 1),
        departure_reasons="The panel did not have the school's letter of 3 December, which changes the picture.",
        further_information="The school's letter of 3 December, read on the 4th. It weighs heavily.",
    )
    return replace(made, **changes)


def decision_paper(**changes: Any) -> DecisionPaper:
    """A signed approval on narrower terms than the panel recommended."""
    decided = builders.signed_decision(
        terms=builders.terms(number=1, age_from=5, age_to=10),
        departure_reasons="The house has one spare room, and the older child's school is twelve miles away.",
        material=tuple(
            builders.decision()
            .material[0]
            .__class__(title=paper.title, number=paper.number, sha256=paper.sha256, is_read=True)
            for paper in _papers()
        ),
    )
    made = DecisionPaper(
        service=builders.service(),
        item=builders.item(proposed_terms=builders.terms()),
        home=builders.home(),
        type_name="First approval",
        reference="26/001-D1",
        decision=decided,
        decision_maker=builders.person(),
        decision_words=builders.england().decision_words,
        outcome_words=builders.england().outcome_words,
        recommendation=builders.recommendation(),
        departs=True,
        old_terms=None,
        working_days_taken=3,
        convention="7 working days, not counting the day the final minutes were received",
        signed_minutes=b"%PDF-1.7 the signed minutes",
        minutes_reference="26/001-M1",
        minutes_sha256="9f2c41d07be5" * 5 + "abcd",
        signed_at=datetime(2026, 12, 9, 15, 0, tzinfo=UTC),
    )
    return replace(made, **changes)


def letter_paper(kind: NoticeKind = NoticeKind.APPROVAL, **changes: Any) -> LetterPaper:
    """A whole letter of that kind."""
    made = LetterPaper(
        service=builders.service(
            address=("County Hall", "Mill Street", "Moorside MS1 4QT"),
            complaints="Complaints team, County Hall, Moorside MS1 4QT, 01632 960199, complaints@moorside.example",
            review_body="Independent Review Mechanism, Unit 4, Pavilion Business Park, Leeds LS1 1AA, "
            "0300 303 0000, irm@review.example",
        ),
        notice=builders.notice(
            kind=kind,
            dated_on=LETTER_DAY,
            reference="26/001-L1",
            address=("4 Mill Lane", "Moorside", "MS2 7RB"),
        ),
        home=builders.home(),
        author=builders.person(),
        item=builders.item(),
        type_name="First approval",
        panel_on=date(2026, 11, 18),
        decision=builders.signed_decision(decided_on=LETTER_DAY, effective_on=LETTER_DAY),
        decision_words=builders.england().decision_words,
        outcome_words=builders.england().outcome_words,
        next_review_on=date(2027, 12, 1),
    )
    return replace(made, **(_BY_KIND[kind](made) | changes))


def _determination(letter: LetterPaper) -> Mapping[str, Any]:
    reasons = (
        "The school's letter describes three occasions on which a child was collected by somebody not known to it.",
        "The safer-caring plan does not say who may collect a child, and was not changed after we raised it.",
    )
    notice = replace(
        letter.notice, reasons=reasons, last_challenge_on=LAST_DAY, enclosures=("Leaflet of the review",)
    )
    return {"decision": proposal(), "notice": notice, "recommendation": builders.recommendation()}


def _change(letter: LetterPaper) -> Mapping[str, Any]:
    decided = replace(letter.signed_decision, decision="agree-change")
    agreed = builders.agreed_change(stated_on=date(2026, 11, 23), agreed_on=date(2026, 11, 27))
    return {"decision": decided, "old_terms": OLD_TERMS, "agreed_change": agreed}


def _final(letter: LetterPaper) -> Mapping[str, Any]:
    reasons = ("Your answer did not settle who collects the children from school.",)
    decided = replace(letter.signed_decision, decision="final-not-approve", terms=None, effective_on=None)
    recommended = builders.recommendation(outcome="not-suitable", terms=None)
    return {
        "decision": decided,
        "notice": replace(letter.notice, reasons=reasons),
        "recommendation": recommended,
    }


def _resignation(letter: LetterPaper) -> Mapping[str, Any]:
    received, ends = date(2026, 11, 20), date(2026, 12, 18)
    left = Resignation(id="resignation", home_id="home", received_on=received, ends_on=ends)
    return {"resignation": left, "item": None, "decision": None}


def _refusal(letter: LetterPaper) -> Mapping[str, Any]:
    reasons = (
        "The reference of the service you fostered for in 2025 raises concerns that cannot be settled.",
    )
    return {"notice": replace(letter.notice, reasons=reasons), "decision": None, "panel_on": None}


_BY_KIND = {
    NoticeKind.APPROVAL: lambda letter: {},
    NoticeKind.QUALIFYING_DETERMINATION: _determination,
    NoticeKind.DEFERRAL: lambda letter: {"deferral": deferral_minutes_paper().deferral, "decision": None},
    NoticeKind.AGREED_CHANGE: _change,
    NoticeKind.FINAL_DECISION: _final,
    NoticeKind.RESIGNATION: _resignation,
    NoticeKind.STAGE_ONE_REFUSAL: _refusal,
}


def agenda_item(number: int, **changes: Any) -> AgendaItem:
    """One described item, of a home whose carers' names must not be shown."""
    item = builders.item(
        id=f"item-{number}",
        reference=f"26/{number:03}",
        subject="Anna and Joe Merrick",
        proposal="That Anna and Joe Merrick be approved",
        presented_by=("Priya Nair",),
    )
    made = AgendaItem(
        item=item,
        type_name="First approval" if number % 2 else "First review",
        about="A.M. and J.M.",
        needed_from_panel="recommends approval or recommends that the person is not suitable to foster",
        clock="The panel recommends within 8 months of the application: due by 28 February 2027, 88 days left.",
        papers=tuple(
            replace(one, item_id=item.id, title=f"Report on Anna Merrick {one.title}") for one in _papers()
        ),
        paper_kinds=builders.england().paper_kinds,
        missing=("References of former partners",) if number == 2 else (),
        quorum=builders.quorum("chair", "worker", "nurse") if number == 3 else builders.quorum(),
        one_conflict_away=number == 2,
        history=("26/009, deferred on 4 November 2026: DBS check outstanding.",) if number == 2 else (),
    )
    return replace(made, **changes)


def agenda_paper(**changes: Any) -> AgendaPaper:
    """An agenda of three items with a break, an open deferral and an action."""
    entries = (
        builders.entry(
            kind=EntryKind.STANDING, title="Welcome, apologies and interests", minutes=10, item_id=""
        ),
        builders.entry(item_id="item-1", minutes=50, attending=("applicants", "Priya Nair")),
        builders.entry(kind=EntryKind.BREAK, title="Break", minutes=15, item_id=""),
        builders.entry(
            item_id="item-2", minutes=45, attending=("carers", "supporter"), note="Step-free room needed"
        ),
        builders.entry(item_id="item-3", minutes=45),
        builders.entry(kind=EntryKind.CLOSE, title="Quality round and close", minutes=20, item_id=""),
    )
    made = AgendaPaper(
        service=builders.service(),
        meeting=builders.meeting(),
        agenda=builders.agenda(entries=entries, issued_on=date(2026, 11, 24)),
        reference="P20261202",
        lines=timed(entries, builders.meeting().starts_at),
        members=tuple(builders.counted(one) for one in builders.MEMBER_NAMES),
        apologies=("Harriet Vale",),
        items={f"item-{number}": agenda_item(number) for number in (1, 2, 3)},
        open_actions=minutes_paper().actions,
        open_deferrals=(("25/031", builders.deferral()),),
        outcomes_since=("25/028: approved on 12 November 2026, in line with the panel.",),
        others=(OtherAttender(name="Tom Rudd", capacity="panel adviser"),),
        next_panel_on=date(2027, 1, 6),
    )
    return replace(made, **changes)


def oversight_paper(reasons: int = 8, decisions: int = 8, **changes: Any) -> OversightPaper:
    """The manager's page with that many reasons and decisions."""
    known = list(builders.england().deferral_reasons.values())
    made = OversightPaper(
        service=builders.service(),
        on=builders.PANEL_DAY,
        period="1 January to 2 December 2026",
        reference="O20261202",
        deferral_reasons=tuple(
            ReasonCount(
                code=one.code,
                category=one.category,
                words=one.words,
                times=max(1, 7 - number),
                days=60 + 5 * number,
            )
            for number, one in enumerate(known[:reasons])
        ),
        decision_times=tuple(
            DecisionTime(
                reference=f"26/{number:03}",
                type_name="First approval",
                panel_on=date(2026, 10, 7),
                minutes_on=date(2026, 10, 10 + number % 9),
                decided_on=date(2026, 10, 19 + number % 7),
            )
            for number in range(1, decisions + 1)
        ),
        needs_now=(
            "Home FH-3: temporary approval ends in 12 days; its final minutes are due by 15 December 2026.",
            "Home FH-5: Three children placed, approved for 2.",
        ),
        needs_soon=(
            "Home FH-9: the first review is due by 19 December 2026.",
            "Action overdue since 20 November 2026: Arrange training on contact.",
        ),
    )
    return replace(made, **changes)


def chronology_paper(events: int = 60) -> ChronologyPaper:
    """A chronology over several pages, with steps in time, late and running, and acts."""
    happened = (
        Event(
            on=date(2026, 1, 5) + timedelta(days=5 * number),
            words=f"Step {number} was done",
            why="As agreed.",
        )
        for number in range(events)
    )
    step = TimeTaken(
        words="The decision maker's decision",
        began_on=date(2026, 11, 2),
        due_on=date(2026, 11, 11),
        ended_on=date(2026, 11, 10),
        days=8,
        working_days=6,
        limit="7 working days",
        source="Standard 14.9",
    )
    return ChronologyPaper(
        service=builders.service(),
        chronology=Chronology(
            subject_id="item",
            reference="26/001",
            about="First approval",
            names="Anna Merrick and Joe Merrick",
            as_at=builders.PANEL_DAY,
            events=in_order(happened),
            times=(step, replace(step, ended_on=date(2026, 11, 12)), replace(step, ended_on=None)),
            acts=(RecordedAct(at=SIGNED_AT, act="write minutes", by="Ida Thwaite", times=3),),
        ),
        made_at=SIGNED_AT,
        made_by="Ida Thwaite",
    )
