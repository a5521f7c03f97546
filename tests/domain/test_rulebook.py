"""What a rule not met may do, by its authority, and how a rule book answers what it does not know."""

from __future__ import annotations

from datetime import date

import pytest

from fosterpanel.domain.rulebook import (
    Authority,
    Confidence,
    Nation,
    QuorumRule,
    Rule,
    RuleBook,
    meet,
    require,
)
from fosterpanel.errors import ReasonNeeded, RuleRefusal, UnknownRule

BLOCKING = {Authority.REGULATION, Authority.CASE_LAW}
ASKING = {Authority.STANDARD, Authority.GUIDANCE, Authority.REVIEW_MECHANISM}
WARNING = {Authority.LOCAL, Authority.RECOMMENDATION}


def rule(authority: Authority, confidence: Confidence = Confidence.HIGH) -> Rule:
    return Rule(id="a-rule", words="Do so", authority=authority, source="Reg 1", confidence=confidence)


def book(quorum_note: str = "") -> RuleBook:
    return RuleBook(
        id="book",
        version="1",
        nation=Nation.NORTHERN_IRELAND,
        on=date(2026, 12, 4),
        rules={"a-rule": rule(Authority.LOCAL)},
        limits={},
        item_types={},
        outcome_words={},
        decision_words={},
        paper_kinds={},
        independence=(),
        deferral_reasons={},
        retention={},
        quorum_note=quorum_note,
    )


@pytest.mark.parametrize("authority", Authority)
def test_a_rule_that_is_met_says_nothing(authority: Authority) -> None:
    assert meet(rule(authority), True, "It was not done.") is None


@pytest.mark.parametrize("authority", sorted(BLOCKING))
def test_law_that_is_not_met_blocks_whatever_the_reason(authority: Authority) -> None:
    with pytest.raises(RuleRefusal, match=r"It was not done. \(Rule a-rule: Reg 1.\)") as refusal:
        meet(rule(authority), False, "It was not done.", reason="We were busy")
    assert not isinstance(refusal.value, ReasonNeeded)


@pytest.mark.parametrize("authority", sorted(ASKING))
def test_a_standard_that_is_not_met_asks_for_a_reason_and_records_it(authority: Authority) -> None:
    with pytest.raises(ReasonNeeded, match="Give a reason to go on"):
        meet(rule(authority), False, "It was not done.", reason="  ")
    concern = meet(rule(authority), False, "It was not done.", reason=" We were busy ")
    assert concern is not None
    assert (concern.rule_id, concern.reason) == ("a-rule", "We were busy")


@pytest.mark.parametrize("authority", sorted(WARNING))
def test_local_policy_that_is_not_met_only_warns(authority: Authority) -> None:
    concern = meet(rule(authority), False, "It was not done.")
    assert concern is not None
    assert concern.sentence == "It was not done."


def test_every_authority_blocks_asks_or_warns() -> None:
    assert set(Authority) == BLOCKING | ASKING | WARNING


@pytest.mark.parametrize("authority", Authority)
def test_an_act_that_has_no_meaning_outside_its_rule_is_refused_at_any_authority(
    authority: Authority,
) -> None:
    require(rule(authority), True, "It is not one.")
    with pytest.raises(RuleRefusal, match="It is not one"):
        require(rule(authority), False, "It is not one.")


def test_a_refusal_under_an_unverified_rule_says_so() -> None:
    with pytest.raises(RuleRefusal, match="Reg 1, not yet verified"):
        meet(rule(Authority.REGULATION, Confidence.UNVERIFIED), False, "It was not done.")


def test_what_the_book_does_not_know_is_refused_and_what_it_knows_is_named() -> None:
    with pytest.raises(UnknownRule, match=r"for Northern Ireland does not know “quorum”.*It knows: a-rule"):
        book().rule("quorum")
    for ask in (book().limit, book().item_type, book().content_list):
        with pytest.raises(UnknownRule, match="nothing of this kind"):
            ask("anything")


def test_a_quorum_nobody_knows_is_refused_with_what_is_known_about_it() -> None:
    with pytest.raises(UnknownRule, match=r"4 December 2026\. It was smaller then\. Add it"):
        book("It was smaller then.").quorum_rule()


def test_a_joint_panel_needs_its_own_number_of_others() -> None:
    quorum = QuorumRule(rule=rule(Authority.REGULATION), others=3, others_joint=4, experience_years=3)
    assert (quorum.others_needed(is_joint=False), quorum.others_needed(is_joint=True)) == (3, 4)
