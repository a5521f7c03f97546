"""Letters: each tells of its own decision, after it, to somebody, from somebody."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from fosterpanel.domain.notices import (
    NEED_DECISION,
    NoticeKind,
    OralNotice,
    Telling,
    address_grown_old,
    dispatch_notice,
    letters_for,
    look_again,
    write_notice,
)
from fosterpanel.errors import InvalidInput, ReasonNeeded, RuleRefusal
from tests import builders

BOOK = builders.england()
QD = {
    "kind": NoticeKind.QUALIFYING_DETERMINATION,
    "reasons": ("The medical outweighs the references.",),
    "last_challenge_on": date(2027, 1, 7),
    "enclosures": ("The panel's recommendation",),
}
PROPOSED = builders.signed_decision(decision="propose-not-approve", terms=None)


def test_a_letter_tells_of_its_signed_decision() -> None:
    made = builders.notice(dated_on=date(2026, 12, 9), address=("4 Mill Lane", "", "Moorside"))
    assert write_notice(made, builders.signed_decision(), BOOK) is made


@pytest.mark.parametrize("unsigned", [None, builders.decision(), builders.signed_decision(decided_on=None)])
def test_no_letter_before_its_decision_is_signed(unsigned: object) -> None:
    with pytest.raises(RuleRefusal, match="no signed decision") as refusal:
        write_notice(builders.notice(), unsigned, BOOK)  # type: ignore[arg-type]
    assert refusal.value.rule_id == "decision-notice"


@pytest.mark.parametrize(
    ("changes", "words", "rule"),
    [
        ({"addressees": ()}, "needs the names and the address", "letter-whole"),
        ({"addressees": (" ",)}, "needs the names and the address", "letter-whole"),
        ({"address": (" ",)}, "needs the names and the address", "letter-whole"),
        ({"author_id": ""}, "needs its author", "letter-whole"),
        ({"dated_on": date(2026, 12, 8)}, "before the decision of 9 December 2026", "decision-notice"),
    ],
)
def test_a_letter_is_whole(changes: dict[str, object], words: str, rule: str) -> None:
    with pytest.raises(RuleRefusal, match=words) as refusal:
        write_notice(builders.notice(**changes), builders.signed_decision(), BOOK)
    assert refusal.value.rule_id == rule


@pytest.mark.parametrize("kind", sorted(NEED_DECISION))
@pytest.mark.parametrize("code", sorted(BOOK.decision_words))
def test_each_decision_has_its_own_letter(kind: NoticeKind, code: str) -> None:
    made = builders.notice(**(QD | {"kind": kind}))
    told = builders.signed_decision(decision=code)
    if kind in letters_for(code):
        assert write_notice(made, told, BOOK) is made
    else:
        with pytest.raises(RuleRefusal, match="does not tell of this decision"):
            write_notice(made, told, BOOK)


def test_only_a_proposal_opens_28_days_and_a_return_has_no_letter() -> None:
    opens = {code for code in BOOK.decision_words if NoticeKind.QUALIFYING_DETERMINATION in letters_for(code)}
    assert opens == {"propose-not-approve", "propose-revise", "propose-terminate"}
    assert [code for code in BOOK.decision_words if not letters_for(code)] == ["return-for-information"]


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"reasons": (" ",)}, "written with its reasons"),
        ({"last_challenge_on": None}, "is 7 January 2027"),
        ({"last_challenge_on": date(2027, 1, 8)}, "is 7 January 2027"),
        ({"enclosures": ()}, "copy of the panel's recommendation"),
    ],
)
def test_a_qualifying_determination_is_whole(changes: dict[str, object], words: str) -> None:
    assert write_notice(builders.notice(**QD), PROPOSED, BOOK)
    with pytest.raises(RuleRefusal, match=words) as refusal:
        write_notice(builders.notice(**(QD | changes)), PROPOSED, BOOK)
    assert refusal.value.rule_id == "qualifying-determination"


def test_without_a_panel_there_is_no_recommendation_to_enclose() -> None:
    unheard = builders.signed_decision(decision="propose-not-approve", terms=None, recommendation_id="")
    assert write_notice(builders.notice(**(QD | {"enclosures": ()})), unheard, BOOK)


@pytest.mark.parametrize("kind", sorted(set(NoticeKind) - NEED_DECISION))
def test_other_letters_need_no_decision(kind: NoticeKind) -> None:
    made = builders.notice(kind=kind, reasons=("No spare bedroom.",))
    assert write_notice(made, None, BOOK) is made


def test_a_stage_one_refusal_gives_its_reasons() -> None:
    with pytest.raises(RuleRefusal, match="written with its reasons") as refusal:
        write_notice(builders.notice(kind=NoticeKind.STAGE_ONE_REFUSAL), None, BOOK)
    assert refusal.value.rule_id == "stage-one-refusal"


def test_a_letter_is_sent_once_it_is_made_and_once_only() -> None:
    made = builders.notice(document_id="letter", second_look=builders.second_look())
    sent = dispatch_notice(made, builders.dispatch(), is_to_register=True, book=BOOK)
    assert sent.dispatch == builders.dispatch()
    assert dispatch_notice(
        made, builders.dispatch(sent_on=made.dated_on), is_to_register=True, book=BOOK
    ).dispatch
    with pytest.raises(InvalidInput, match="already sent on 11 December 2026"):
        dispatch_notice(sent, builders.dispatch(), is_to_register=True, book=BOOK)
    with pytest.raises(InvalidInput, match="already sent on 11 December 2026"):
        look_again(sent, builders.second_look(), BOOK)
    with pytest.raises(InvalidInput, match="not been made yet"):
        dispatch_notice(builders.notice(), builders.dispatch(), is_to_register=True, book=BOOK)
    with pytest.raises(InvalidInput, match="before its own date"):
        dispatch_notice(made, builders.dispatch(sent_on=date(2026, 12, 9)), is_to_register=True, book=BOOK)


@pytest.mark.parametrize("missing", ["method", "proof"])
def test_how_a_letter_left_and_what_proves_it_are_both_said(missing: str) -> None:
    made = builders.notice(document_id="letter", second_look=builders.second_look())
    with pytest.raises(InvalidInput, match="Say how the letter left"):
        dispatch_notice(made, builders.dispatch(**{missing: " "}), is_to_register=True, book=BOOK)


def test_a_letter_nobody_checked_leaves_only_with_a_reason() -> None:
    made = builders.notice(document_id="letter")
    with pytest.raises(ReasonNeeded, match="Only its author has read this letter") as refusal:
        dispatch_notice(made, builders.dispatch(why_unchecked=" "), is_to_register=True, book=BOOK)
    assert refusal.value.rule_id == "letter-second-look"
    unchecked = builders.dispatch(why_unchecked="Nobody else is in until Monday.")
    assert dispatch_notice(made, unchecked, is_to_register=True, book=BOOK).dispatch == unchecked


def test_a_letter_to_carers_who_have_moved_leaves_only_with_a_reason() -> None:
    made = builders.notice(document_id="letter", second_look=builders.second_look())
    with pytest.raises(ReasonNeeded, match=r"another address now than letter .* Write it again") as refusal:
        dispatch_notice(made, builders.dispatch(), is_to_register=False, book=BOOK)
    assert refusal.value.rule_id == "letter-second-look"
    forwarded = builders.dispatch(why_unchecked="The post forwards it until March.")
    assert dispatch_notice(made, forwarded, is_to_register=False, book=BOOK).dispatch == forwarded


@pytest.mark.parametrize("days_left", [0, -1, -30])
def test_a_proposal_that_leaves_when_its_time_is_over_is_not_told(days_left: int) -> None:
    """Who is written to on the last day of 28 has had no time to answer."""
    last = date(2027, 1, 7)
    made = builders.notice(document_id="letter", second_look=builders.second_look(), last_challenge_on=last)
    late = builders.dispatch(sent_on=last - timedelta(days=days_left))
    with pytest.raises(RuleRefusal, match=r"no time to answer by 7 January 2027\. Write it again") as refusal:
        dispatch_notice(made, late, is_to_register=True, book=BOOK)
    assert refusal.value.rule_id == "representations-period"
    in_time = builders.dispatch(sent_on=last - timedelta(days=1))
    assert dispatch_notice(made, in_time, is_to_register=True, book=BOOK).dispatch == in_time


def test_the_author_does_not_check_their_own_letter() -> None:
    made = builders.notice(document_id="letter")
    with pytest.raises(RuleRefusal, match="Ask somebody else") as refusal:
        look_again(made, builders.second_look(looked_by=made.author_id), BOOK)
    assert refusal.value.rule_id == "letter-second-look"
    assert look_again(made, builders.second_look(), BOOK).second_look == builders.second_look()


def test_an_address_grows_old_after_28_days() -> None:
    assert address_grown_old(date(2026, 12, 1), date(2026, 12, 29), BOOK) is None
    concern = address_grown_old(date(2026, 12, 1), date(2026, 12, 30), BOOK)
    assert concern is not None
    assert "on 1 December 2026, more than 28 calendar days ago" in concern.sentence


def test_telling_in_person_is_by_telephone_unless_said() -> None:
    oral = OralNotice(told_by="Helen Ashworth", told_to="Anna Merrick", told_at=builders.ENDED)
    assert Telling(id="t", item_id="item", oral=oral, due_on=date(2026, 12, 11)).oral.means == "telephone"
