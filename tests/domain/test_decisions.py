"""The decision maker's record: whole before it is signed, open on its kind of item, and in line or departing."""

from __future__ import annotations

from datetime import date

import pytest

from fosterpanel.domain.decisions import (
    DECISIONS_WITH_TERMS,
    IN_LINE,
    PROPOSALS,
    TAKE_EFFECT,
    AdoptedReason,
    AgencyDecision,
    ConsideredMaterial,
    DecisionState,
    Declarations,
    ProcessView,
    RecordPart,
    departs,
    missing_by_part,
    missing_parts,
    open_decisions,
    require_may_decide,
    sign_decision,
)
from fosterpanel.domain.recommendations import OUTCOMES_WITH_TERMS, Recommendation
from fosterpanel.domain.service import Role
from fosterpanel.errors import FosterPanelError, InvalidInput, RuleRefusal
from tests import builders

BOOK = builders.england()
DOUBTFUL = ProcessView(is_agreed=True, is_quorate=True, were_right_people_heard=False)


def signed(
    made: AgencyDecision,
    *,
    type_code: str = "APP",
    recommendation: Recommendation | None = None,
    is_final_stage: bool = False,
    is_connected_person: bool = False,
    after_panel: bool = True,
) -> AgencyDecision:
    return sign_decision(
        made,
        item_type=BOOK.item_type(type_code),
        is_final_stage=is_final_stage,
        recommendation=(recommendation or builders.recommendation()) if after_panel else None,
        is_connected_person=is_connected_person,
        reference="26/001",
        book=BOOK,
        at=builders.ENDED,
        document_id="document",
    )


def missing(
    made: AgencyDecision, *, is_connected_person: bool = False, after_panel: bool = True
) -> tuple[str, ...]:
    recommendation = builders.recommendation() if after_panel else None
    return missing_parts(made, BOOK.item_type("APP"), recommendation, is_connected_person=is_connected_person)


def test_a_whole_record_is_signed() -> None:
    done = signed(builders.decision())
    assert done.state is DecisionState.SIGNED
    assert (done.signed_at, done.document_id) == (builders.ENDED, "document")
    with pytest.raises(InvalidInput, match="already signed"):
        signed(done)


@pytest.mark.parametrize(
    ("changes", "part"),
    [
        ({"material": ()}, "the material considered"),
        (
            {"material": (ConsideredMaterial(title="Report", number=1, sha256="0" * 64),)},
            "the material marked as read",
        ),
        ({"arguments_for": ()}, "the arguments for"),
        ({"arguments_for": ("The references are strong.", " ")}, "the arguments for"),
        ({"arguments_against": ()}, "the arguments against"),
        ({"process": None}, "your view of the panel's process"),
        ({"process": DOUBTFUL}, "what you doubt in the process"),
        ({"further_information": " "}, "the further information (write “none” if there is none)"),
        ({"panel_reasons": ()}, "which of the panel's reasons you adopt, and why"),
        (
            {
                "panel_reasons": tuple(
                    AdoptedReason(key=key, words="x", is_adopted=False, why=why)
                    for key, why in (("1", "Not borne out."), ("2", ""))
                )
            },
            "which of the panel's reasons you adopt, and why",
        ),
        ({"own_reasons": ""}, "reasons of your own"),
        ({"decision": ""}, "the decision"),
        ({"decided_on": None}, "the date of the decision"),
        ({"declarations": Declarations(is_not_panel_member=True, is_not_delegated=True)}, "the declarations"),
        ({"decision": "propose-not-approve"}, "why you depart from the panel"),
        ({"terms": builders.terms(number=1)}, "why you depart from the panel"),
        ({"terms": None}, "the terms of approval"),
        ({"effective_on": None}, "the date it takes effect"),
        ({"decided_on": date(2026, 12, 16)}, "the reason why the decision is late"),
    ],
)
def test_each_part_is_filled_before_signing(changes: dict[str, object], part: str) -> None:
    made = builders.decision(**changes)
    assert missing(made) == (part,)
    with pytest.raises(RuleRefusal, match="still lacks") as refusal:
        signed(made)
    assert refusal.value.rule_id == "hofstetter-record"
    assert "Hofstetter" in str(refusal.value)


@pytest.mark.parametrize(
    "changes",
    [
        {"process": DOUBTFUL, "decision": "approve"},
        {"decision": "propose-not-approve"},
        {"decided_on": date(2026, 12, 16), "effective_on": date(2026, 12, 16)},
    ],
)
def test_what_is_out_of_the_ordinary_is_signed_with_its_reason(changes: dict[str, object]) -> None:
    explained = changes | {
        "departure_reasons": "The medical outweighs the references.",
        "delay_reason": "Illness.",
    }
    if "process" in changes:
        explained["process"] = ProcessView(
            is_agreed=True,
            is_quorate=True,
            were_right_people_heard=False,
            comment="The school was not asked.",
        )
    assert signed(builders.decision(**explained)).state is DecisionState.SIGNED


def test_what_is_missing_is_said_of_its_part() -> None:
    made = builders.decision(arguments_for=(), own_reasons="", decision="propose-not-approve")
    found = missing_by_part(made, BOOK.item_type("APP"), builders.recommendation(), is_connected_person=False)
    assert found == {
        RecordPart.ARGUMENTS: ("the arguments for",),
        RecordPart.OWN_REASONS: ("reasons of your own",),
        RecordPart.DECISION: ("why you depart from the panel",),
    }
    assert list(found) == sorted(found, key=list(RecordPart).index)


def test_after_a_review_its_recommendation_is_weighed_whatever_is_decided() -> None:
    def lacks(
        made: AgencyDecision, recommendation: Recommendation | None
    ) -> dict[RecordPart, tuple[str, ...]]:
        return missing_by_part(
            made, BOOK.item_type("APP"), recommendation, is_connected_person=False, is_after_review=True
        )

    unweighed = {RecordPart.PANEL_REASONS: ("how you weigh the review's recommendation, and why",)}
    assert lacks(builders.decision(), builders.recommendation()) == unweighed
    assert lacks(builders.decision(decision="propose-not-approve"), builders.recommendation()) == unweighed
    assert lacks(builders.decision(process=None, panel_reasons=()), None) == unweighed
    assert lacks(builders.decision(departure_reasons="Both weigh."), builders.recommendation()) == {}


def test_a_connected_persons_record_weighs_the_child() -> None:
    assert missing(builders.decision(), is_connected_person=True) == (
        "the child's needs, wishes and feelings",
    )
    whole = builders.decision(childs_needs="T. wants to stay with his aunt.")
    assert signed(whole, type_code="APP-CP", is_connected_person=True).state is DecisionState.SIGNED


def test_without_a_panel_the_assessment_is_quality_assured_instead() -> None:
    bare = builders.decision(process=None, panel_reasons=(), recommendation_id="")
    assert missing(bare, after_panel=False) == ("the quality assurance of the assessment",)
    whole = builders.decision(process=None, panel_reasons=(), quality_assurance="Read by a second manager.")
    assert signed(whole, after_panel=False).state is DecisionState.SIGNED


@pytest.mark.parametrize(
    ("code", "type_code", "is_final_stage", "is_open"),
    [
        ("approve", "APP", False, True),
        ("final-approve", "APP", False, False),
        ("final-approve", "APP", True, True),
        ("approve", "APP", True, False),
        ("final-approve", "REPS", False, True),
        ("agree-change", "APP", False, False),
        ("approve", "GOV", False, False),
    ],
)
def test_only_decisions_open_on_the_item_are_signed(
    code: str, type_code: str, is_final_stage: bool, is_open: bool
) -> None:
    made = builders.decision(decision=code, departure_reasons="Further advice.")
    assert (code in open_decisions(BOOK.item_type(type_code), is_final_stage=is_final_stage)) == is_open
    if is_open:
        assert signed(made, type_code=type_code, is_final_stage=is_final_stage)
        return
    with pytest.raises(RuleRefusal, match="is not open on item 26/001") as refusal:
        signed(made, type_code=type_code, is_final_stage=is_final_stage)
    assert refusal.value.rule_id == "decision-allowed"


def test_a_decision_without_terms_needs_none() -> None:
    made = builders.decision(decision="continue", terms=None, effective_on=None)
    same = builders.recommendation(outcome="suitable-same-terms", terms=None)
    assert signed(made, type_code="REV1", recommendation=same).state is DecisionState.SIGNED


@pytest.mark.parametrize(
    ("changes", "kind", "words"),
    [
        (
            {"decided_on": date(2026, 12, 3), "effective_on": date(2026, 12, 9)},
            RuleRefusal,
            "dated 3 December 2026, before what it rests on was received on 4 December 2026",
        ),
        ({"effective_on": date(2026, 12, 8)}, InvalidInput, "takes effect before it was made"),
        ({"terms": builders.terms(sex=None), "departure_reasons": "x"}, InvalidInput, "leave the sex"),
        (
            {"terms": builders.terms(preferences="Girls, subject to bedroom space")},
            RuleRefusal,
            "“subject to” makes the terms conditional",
        ),
    ],
)
def test_dates_follow_and_terms_are_sound(
    changes: dict[str, object], kind: type[FosterPanelError], words: str
) -> None:
    with pytest.raises(kind) as refusal:
        signed(builders.decision(**changes))
    assert words in str(refusal.value)


@pytest.mark.parametrize("outcome", sorted(BOOK.outcome_words))
def test_every_outcome_has_a_decision_in_line_wherever_it_is_open(outcome: str) -> None:
    for item_type in BOOK.item_types.values():
        if outcome in item_type.outcomes and item_type.decisions:
            made = builders.recommendation(outcome=outcome, terms=None)
            in_line = [
                code
                for code in item_type.decisions
                if not departs(builders.decision(decision=code, terms=None), made)
            ]
            assert in_line, f"{outcome} on {item_type.code}"


@pytest.mark.parametrize(
    ("outcome", "code", "is_departure"),
    [
        ("approve", "approve", False),
        ("approve", "propose-not-approve", True),
        ("approve", "final-not-approve", True),
        ("not-suitable", "propose-not-approve", False),
        ("not-suitable", "propose-terminate", False),
        ("not-suitable", "approve", True),
        ("not-suitable", "propose-revise", True),
        ("request-full-report", "complete-assessment", False),
        ("request-full-report", "propose-not-approve", True),
        ("suitable-same-terms", "continue", False),
        ("suitable-same-terms", "propose-revise", True),
        ("suitable-changed-terms", "agree-change", False),
        ("suitable-changed-terms", "propose-revise", False),
        ("suitable-changed-terms", "continue", True),
        ("support", "agree-change", False),
        ("support", "final-revise", False),
        ("support", "continue", True),
        ("support", "refuse-exemption", True),
        ("not-support", "continue", False),
        ("not-support", "agree-change", True),
        ("terminate", "propose-terminate", False),
        ("terminate", "continue", True),
        ("continue", "continue", False),
        ("continue", "propose-terminate", True),
        ("match", "refuse-match", True),
        ("no-match", "refuse-match", False),
        ("views-support", "extend-temporary", False),
        ("views-support", "refuse-extension", True),
        ("views-not-support", "extend-temporary", True),
        ("views-comments", "refuse-extension", False),
        ("note", "note", False),
        ("advice", "final-terminate", False),
        ("approve", "return-for-information", False),
        ("approve", "", False),
    ],
)
def test_departing_is_another_course(outcome: str, code: str, is_departure: bool) -> None:
    made = builders.decision(decision=code, terms=None)
    assert departs(made, builders.recommendation(outcome=outcome, terms=None)) == is_departure


def test_departing_is_also_other_terms_but_not_other_preferences() -> None:
    made = builders.recommendation()
    assert departs(builders.decision(terms=builders.terms(number=1)), made)
    assert not departs(builders.decision(terms=builders.terms(preferences="Brothers and sisters")), made)
    assert not departs(builders.decision(), None)


def test_the_codes_are_those_of_the_rule_book() -> None:
    decisions = set(BOOK.decision_words)
    assert DECISIONS_WITH_TERMS | TAKE_EFFECT | PROPOSALS | frozenset().union(*IN_LINE.values()) <= decisions
    assert set(IN_LINE) | OUTCOMES_WITH_TERMS <= set(BOOK.outcome_words)
    assert not TAKE_EFFECT & PROPOSALS
    assert {code for code in decisions if code.startswith("propose-")} == PROPOSALS
    assert builders.decision(decision="propose-revise").is_proposal
    assert not builders.decision().is_proposal


def test_nobody_decides_who_sat_or_was_not_appointed_to() -> None:
    panel = [one.person_id for one in builders.members().values()]
    require_may_decide(builders.person(), panel, "26/001", BOOK)
    with pytest.raises(RuleRefusal, match="sat on the panel") as refusal:
        require_may_decide(builders.person(id="person-nurse"), panel, "26/001", BOOK)
    assert refusal.value.rule_id == "panel-member-takes-no-part"
    with pytest.raises(RuleRefusal, match="cannot be delegated") as refusal:
        require_may_decide(builders.person(roles=(Role.TEAM_MANAGER,)), panel, "26/001", BOOK)
    assert refusal.value.rule_id == "not-delegated"


@pytest.mark.parametrize("on", [date(2026, 12, 4), date(2026, 12, 15)])
def test_the_day_of_receipt_and_the_last_day_are_both_in_time(on: date) -> None:
    assert signed(builders.decision(decided_on=on, effective_on=on)).decided_on == on


@pytest.mark.parametrize(
    ("type_code", "choices"),
    [
        ("APP", "Choose “Approves”, “Proposes not to approve” or “Returns the matter for more information”."),
        ("GOV", "Choose no decision: this kind of item has none."),
    ],
)
def test_a_decision_refused_is_told_what_to_choose(type_code: str, choices: str) -> None:
    with pytest.raises(RuleRefusal) as refusal:
        signed(
            builders.decision(decision="note", terms=None, departure_reasons="Further advice."),
            type_code=type_code,
        )
    assert choices in str(refusal.value)
