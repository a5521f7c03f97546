"""Minutes go one way: drafted, agreed and signed by who presided, received; then they never change."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from fosterpanel.domain.minutes import (
    Exchange,
    Minutes,
    MinutesContents,
    MinutesState,
    agree,
    missing_parts,
    require_final,
    rewrite,
    send,
    sign,
)
from fosterpanel.errors import InvalidInput, RuleRefusal
from tests import builders

AT = builders.ENDED
SIGNED_ON = AT.date()


def agreed() -> Minutes:
    return agree(builders.minutes(), by="chair", at=AT, presided_by="chair")


def signed() -> Minutes:
    return sign(agreed(), by="chair", at=AT, document_id="document")


def sent() -> Minutes:
    return send(signed(), on=SIGNED_ON)


def test_the_whole_way() -> None:
    done = sent()
    assert (done.state, done.agreed_by, done.signed_by) == (MinutesState.SENT, "chair", "chair")
    assert (done.agreed_at, done.signed_at, done.sent_on) == (AT, AT, SIGNED_ON)
    assert [made.is_final for made in (builders.minutes(), agreed(), signed(), done)] == [
        False,
        False,
        True,
        True,
    ]


@pytest.mark.parametrize(
    "changes",
    [
        {"discussion": ("Read through.",)},
        {"exchanges": (Exchange(asked_by="", asked_of="", question="When?", answer="In May."),)},
    ],
)
def test_the_panels_own_business_needs_what_was_discussed_and_nobody_told(changes: dict[str, object]) -> None:
    bare = MinutesContents(minute_taker="Owen Bright")
    assert missing_parts(bare, is_business=True) == ("what was discussed",)
    whole = builders.minutes(contents=replace(bare, **changes))  # type: ignore[arg-type]
    assert agree(whole, by="chair", at=AT, presided_by="chair", is_business=True).agreed_by == "chair"
    with pytest.raises(InvalidInput, match="the key issues"):
        agree(whole, by="chair", at=AT, presided_by="chair")


@pytest.mark.parametrize(
    ("changes", "part"),
    [
        ({"strengths": ()}, "the key issues (strengths or vulnerabilities)"),
        ({"told": " "}, "what the applicant or carer was told"),
        ({"minute_taker": ""}, "the minute taker"),
    ],
)
def test_is_agreed_only_when_whole(changes: dict[str, object], part: str) -> None:
    contents = builders.contents(**changes)
    assert missing_parts(contents) == (part,)
    with pytest.raises(InvalidInput, match="still lack"):
        agree(builders.minutes(contents=contents), by="chair", at=AT, presided_by="chair")
    assert missing_parts(builders.contents(strengths=(), vulnerabilities=("A busy home.",))) == ()


def test_only_who_presided_agrees_and_signs() -> None:
    with pytest.raises(InvalidInput, match="Only the member who presided"):
        agree(builders.minutes(), by="vice", at=AT, presided_by="chair")
    with pytest.raises(InvalidInput, match="signs what the chair has agreed"):
        sign(agreed(), by="vice", at=AT, document_id="document")


def test_a_change_asks_for_agreement_again() -> None:
    changed = rewrite(agreed(), builders.contents(timing="Ten minutes late."))
    assert (changed.state, changed.agreed_by, changed.agreed_at) == (MinutesState.DRAFT, "", None)
    assert changed.contents.timing == "Ten minutes late."


@pytest.mark.parametrize("made", [signed(), sent()])
def test_signed_minutes_never_change(made: Minutes) -> None:
    with pytest.raises(InvalidInput, match="never change"):
        rewrite(made, builders.contents())


@pytest.mark.parametrize("made", [agreed(), signed(), sent()])
def test_nothing_is_agreed_twice(made: Minutes) -> None:
    with pytest.raises(InvalidInput, match="Only a draft is agreed"):
        agree(made, by="chair", at=AT, presided_by="chair")


@pytest.mark.parametrize("made", [builders.minutes(), signed(), sent()])
def test_only_agreed_minutes_are_signed(made: Minutes) -> None:
    with pytest.raises(InvalidInput, match="agree the minutes first"):
        sign(made, by="chair", at=AT, document_id="document")


@pytest.mark.parametrize("made", [builders.minutes(), agreed(), sent()])
def test_only_signed_minutes_are_sent(made: Minutes) -> None:
    with pytest.raises(InvalidInput, match="once the chair has signed"):
        send(made, on=SIGNED_ON)


def test_minutes_do_not_arrive_before_they_are_signed() -> None:
    with pytest.raises(InvalidInput, match="before they were signed"):
        send(signed(), on=date(2026, 12, 1))


@pytest.mark.parametrize("made", [None, builders.minutes(), agreed(), signed()])
def test_nothing_is_decided_before_the_final_minutes_are_received(made: Minutes | None) -> None:
    with pytest.raises(RuleRefusal, match="26/001 has no final minutes") as refusal:
        require_final(made, "26/001", builders.england())
    assert refusal.value.rule_id == "minutes-final-before-decision"


def test_received_minutes_are_final() -> None:
    done = sent()
    assert require_final(done, "26/001", builders.england()) is done
