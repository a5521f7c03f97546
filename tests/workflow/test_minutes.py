from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta

import pytest

from fosterpanel.domain.interests import InterestKind, Ruling
from fosterpanel.domain.issued import DocumentKind, IssuedDocument
from fosterpanel.domain.items import ItemStage
from fosterpanel.domain.minutes import Exchange, Minutes, MinutesContents, MinutesState
from fosterpanel.domain.recommendations import PanelReason, evidence_words
from fosterpanel.errors import InvalidInput, MovedSince, NotFound
from fosterpanel.workflow.business import actions, deferrals, items
from fosterpanel.workflow.in_session import hearings
from fosterpanel.workflow.minuting import minutes, recommendations
from fosterpanel.workflow.panels import meetings
from tests.workflow.builders import (
    CONTENTS,
    MEETING,
    PANEL,
    PANEL_DAY,
    At,
    Desk,
    new_recommendation,
)
from tests.workflow.test_deferrals import OWN_REASONS

CHAIR, VICE = "person-chair", "person-vice"


def agreed(desk: Desk, by: str = CHAIR) -> Minutes:
    minutes.write_minutes(desk.office, desk.item.id, CONTENTS)
    return minutes.agree_minutes(desk.of(by), desk.item.id)


def test_writing_agreeing_signing_and_sending(at: At) -> None:
    desk = at("recommended")
    written = minutes.write_minutes(desk.office, desk.item.id, CONTENTS)
    assert (written.state, desk.last_act()) == (MinutesState.DRAFT, ("write_minutes", desk.item.id))
    agreed_by_chair = minutes.agree_minutes(desk.of(CHAIR), desk.item.id)
    assert agreed_by_chair.agreed_by == "member-chair"
    assert desk.last_act() == ("agree_minutes", desk.item.id)
    signed = minutes.sign_minutes(desk.of(CHAIR), desk.item.id)
    assert (signed.state, signed.signed_by) == (MinutesState.SIGNED, "member-chair")
    assert desk.last_act() == ("sign_minutes", desk.item.id)
    sent = minutes.send_minutes(desk.office, desk.item.id, on=PANEL_DAY)
    assert (sent.state, sent.sent_on) == (MinutesState.SENT, PANEL_DAY)
    assert desk.item.stage is ItemStage.WITH_DECISION_MAKER
    assert desk.last_act() == ("send_minutes", desk.item.id)


def test_the_signed_bytes_are_kept_with_their_hash(at: At) -> None:
    desk = at("with decision maker")
    document = desk.the(IssuedDocument, kind=DocumentKind.MINUTES)
    with desk.office.reading() as reading:
        held = minutes.signed_minutes(reading, desk.item.id)
        assert held is not None
        assert held[1] == reading.content(document.sha256)
    assert held[0].document_id == document.id
    assert b"/ByteRange" in held[1]
    (line,) = [line for line in desk.audit() if line.act == "sign_minutes"]
    assert document.sha256 in line.detail
    assert line.actor == CHAIR


def test_a_draft_can_be_read(at: At) -> None:
    desk = at("recommended")
    before = desk.everything()
    assert minutes.draft_pdf(desk.office, desk.item.id).startswith(b"%PDF-")
    assert desk.everything() == before


def test_what_is_still_missing_is_named(at: At) -> None:
    desk = at("recommended")
    minutes.write_minutes(desk.office, desk.item.id, MinutesContents(strengths=("One.",)))
    with desk.refusing(InvalidInput, "what the applicant or carer was told", "the minute taker"):
        minutes.agree_minutes(desk.of(CHAIR), desk.item.id)


@pytest.mark.parametrize(
    ("by", "words"),
    [
        (VICE, "Only the member who presided"),
        ("person-administrator", "Ida Thwaite is not on the central list"),
    ],
)
def test_only_who_presided_agrees(at: At, by: str, words: str) -> None:
    desk = at("recommended")
    minutes.write_minutes(desk.office, desk.item.id, CONTENTS)
    with desk.refusing(InvalidInput, words):
        minutes.agree_minutes(desk.of(by), desk.item.id)


def test_the_vice_chair_who_presided_agrees_and_signs(at: At) -> None:
    desk = at("convened")
    interest = hearings.declare_interest(
        desk.office,
        hearings.NewInterest(
            item_id=desk.item.id, member_id="member-chair", kind=InterestKind.FAMILY, nature="A cousin."
        ),
    )
    hearings.rule_on_interest(
        desk.office, interest.id, ruling=Ruling.LEAVE, by="member-vice", reason="Too close."
    )
    hearings.begin_hearing(desk.office, desk.item.id, presided_by="member-vice")
    recommendations.make_recommendation(
        desk.office, desk.item.id, new_recommendation(desk, present=PANEL[1:])
    )
    minutes.write_minutes(desk.office, desk.item.id, CONTENTS)
    with desk.refusing(InvalidInput, "Only the member who presided"):
        minutes.agree_minutes(desk.of(CHAIR), desk.item.id)
    minutes.agree_minutes(desk.of(VICE), desk.item.id)
    assert minutes.sign_minutes(desk.of(VICE), desk.item.id).signed_by == "member-vice"


def test_minutes_are_there_from_the_moment_the_meeting_opens(at: At) -> None:
    desk = at("issued")
    with desk.refusing(NotFound, "has not been opened"):
        minutes.write_minutes(desk.office, desk.item.id, CONTENTS)
    desk.move_to(PANEL_DAY)
    meetings.open_meeting(desk.office, MEETING)
    assert minutes.write_minutes(desk.office, desk.item.id, CONTENTS).contents == CONTENTS


@pytest.mark.parametrize("step", ["listed", "issued", "convened", "in hearing", "recommended", "approved"])
def test_the_draft_is_readable_at_every_moment(at: At, step: str) -> None:
    desk = at(step)
    assert minutes.draft_pdf(desk.office, desk.item.id).startswith(b"%PDF-")


def test_an_item_on_no_agenda_has_no_draft(at: At) -> None:
    desk = at("taken in")
    with desk.refusing(InvalidInput, "is on no agenda"):
        minutes.draft_pdf(desk.office, desk.item.id)


def test_typing_is_kept_at_every_stroke_and_noted_once_a_stretch(at: At) -> None:
    desk = at("in hearing")
    before = len(desk.audit())
    for length in range(1, 30):
        desk.clock.move(timedelta(seconds=1))
        minutes.write_minutes(desk.office, desk.item.id, replace(CONTENTS, told="x" * length))
        assert desk.the(Minutes).contents.told == "x" * length
    assert [line.act for line in desk.audit()[before:]] == ["write_minutes"]
    desk.clock.move(timedelta(minutes=10))
    minutes.write_minutes(desk.office, desk.item.id, CONTENTS)
    minutes.write_minutes(desk.of(CHAIR), desk.item.id, replace(CONTENTS, timing="Late."))
    meetings.record_departure(desk.office, MEETING, "member-school")
    minutes.write_minutes(desk.of(CHAIR), desk.item.id, CONTENTS)
    assert [line.actor for line in desk.audit()[before:] if line.act == "write_minutes"] == [
        "person-administrator",
        "person-administrator",
        CHAIR,
        CHAIR,
    ]


def test_writing_what_is_there_already_writes_nothing(at: At) -> None:
    desk = at("recommended")
    agreed(desk)
    before = desk.everything()
    kept = minutes.write_minutes(desk.office, desk.item.id, CONTENTS)
    assert kept.state is MinutesState.AGREED
    assert desk.everything() == before


def asked(*questions: str) -> MinutesContents:
    exchanges = (
        Exchange(asked_by="Perpetua Lund", asked_of="Sian Hollowell", question=one, answer="Yes.")
        for one in questions
    )
    return replace(CONTENTS, exchanges=tuple(exchanges))


def test_a_reason_rests_on_an_answer_wherever_that_moves(at: At) -> None:
    desk = at("in hearing")
    written = minutes.write_minutes(desk.office, desk.item.id, asked("Is there a gate?", "Who has the key?"))
    gate, key = written.contents.exchanges
    reason = PanelReason(key="R1", words="The pond is safe.", answers=(key.key,), pages=(3, 14))
    recommendations.make_recommendation(
        desk.office, desk.item.id, new_recommendation(desk, reasons=(reason,))
    )
    moved = replace(written.contents, exchanges=(key, gate))
    minutes.write_minutes(desk.office, desk.item.id, moved)
    with desk.office.reading() as reading:
        paper = minutes.gather_minutes(desk.office, reading, desk.item.id)
    assert evidence_words(reason, paper.minutes.contents) == "Question 1; pages 3 and 14"
    with desk.refusing(InvalidInput, "“The pond is safe.” rests on an answer"):
        minutes.write_minutes(desk.office, desk.item.id, replace(moved, exchanges=(gate,)))


def test_no_reason_rests_on_an_answer_that_was_never_given(at: At) -> None:
    desk = at("in hearing")
    reason = PanelReason(key="R1", words="The pond is safe.", answers=("Q1",))
    with desk.refusing(InvalidInput, "an answer that is not in the minutes"):
        recommendations.make_recommendation(
            desk.office, desk.item.id, new_recommendation(desk, reasons=(reason,))
        )


def test_minutes_wait_for_the_outcome(at: At) -> None:
    desk = at("in hearing")
    minutes.write_minutes(desk.office, desk.item.id, CONTENTS)
    with desk.refusing(InvalidInput, "has no outcome yet"):
        minutes.agree_minutes(desk.of(CHAIR), desk.item.id)


def test_rewriting_takes_the_agreement_back(at: At) -> None:
    desk = at("recommended")
    agreed(desk)
    again = minutes.write_minutes(desk.office, desk.item.id, replace(CONTENTS, timing="Late."))
    assert (again.state, again.agreed_by) == (MinutesState.DRAFT, "")
    with desk.refusing(InvalidInput, "Read and agree the minutes first"):
        minutes.prepare_minutes(desk.of(CHAIR), desk.item.id)


def test_nobody_signs_for_the_chair(at: At) -> None:
    desk = at("recommended")
    agreed(desk)
    with desk.refusing(InvalidInput, "The chair signs what the chair has agreed"):
        minutes.sign_minutes(desk.of(VICE), desk.item.id)


def test_signed_minutes_never_change(at: At) -> None:
    desk = at("with decision maker")
    with desk.refusing(InvalidInput, "signed and never change"):
        minutes.write_minutes(desk.office, desk.item.id, CONTENTS)
    with desk.refusing(InvalidInput, "Only a draft is agreed"):
        minutes.agree_minutes(desk.of(CHAIR), desk.item.id)
    with desk.refusing(InvalidInput):
        minutes.sign_minutes(desk.of(CHAIR), desk.item.id)


def test_unsigned_minutes_are_not_sent(at: At) -> None:
    desk = at("recommended")
    agreed(desk)
    with desk.refusing(InvalidInput, "agreed by the chair", "once the chair has signed"):
        minutes.send_minutes(desk.office, desk.item.id, on=PANEL_DAY)


@pytest.mark.parametrize(
    ("on", "words"),
    [
        (PANEL_DAY - timedelta(days=1), "before they were signed"),
        (PANEL_DAY + timedelta(days=1), "still to come"),
    ],
)
def test_the_day_of_receipt_is_a_day_that_can_be(at: At, on: date, words: str) -> None:
    desk = at("recommended")
    agreed(desk)
    minutes.sign_minutes(desk.of(CHAIR), desk.item.id)
    with desk.refusing(InvalidInput, words):
        minutes.send_minutes(desk.office, desk.item.id, on=on)


def test_the_minutes_of_a_deferral_go_to_nobody_who_decides(at: At) -> None:
    desk = at("convened")
    deferrals.defer_item(desk.office, desk.item.id, OWN_REASONS)
    agreed(desk)
    minutes.sign_minutes(desk.of(CHAIR), desk.item.id)
    with desk.refusing(InvalidInput, "Item 26/001 is deferred"):
        minutes.send_minutes(desk.office, desk.item.id, on=PANEL_DAY)


def test_the_minutes_of_a_withdrawal_say_why(at: At) -> None:
    desk = at("in hearing")
    items.withdraw_item(desk.office, desk.item.id, reason="Withdrawn in the room.")
    agreed(desk)
    prepared = minutes.prepare_minutes(desk.of(CHAIR), desk.item.id)
    assert prepared.paper.withdrawn == "Withdrawn in the room."
    assert minutes.file_minutes(desk.of(CHAIR), minutes.seal_minutes(prepared)).is_final


def test_sealing_touches_no_store(at: At) -> None:
    desk = at("recommended")
    agreed(desk)
    prepared = minutes.prepare_minutes(desk.of(CHAIR), desk.item.id)
    before = desk.everything()
    minutes.seal_minutes(prepared)
    assert desk.everything() == before


def rewrite(desk: Desk) -> None:
    minutes.write_minutes(desk.office, desk.item.id, replace(CONTENTS, timing="Late."))
    minutes.agree_minutes(desk.of(CHAIR), desk.item.id)


def agree_an_action(desk: Desk) -> None:
    actions.agree_action(
        desk.office, desk.item.id, what="Book training", owner="Hal Orme", due_on=date(2027, 1, 8)
    )
    minutes.agree_minutes(desk.of(CHAIR), desk.item.id)


def excuse_somebody(desk: Desk) -> None:
    meetings.record_apologies(desk.office, MEETING, "member-school")


@pytest.mark.parametrize("move", [rewrite, agree_an_action, excuse_somebody])
def test_what_moved_between_preparing_and_filing_is_noticed(at: At, move: Callable[[Desk], None]) -> None:
    desk = at("recommended")
    agreed(desk)
    sealed = minutes.seal_minutes(minutes.prepare_minutes(desk.of(CHAIR), desk.item.id))
    move(desk)
    with desk.refusing(MovedSince, "was not filed", "do it again"):
        minutes.file_minutes(desk.of(CHAIR), sealed)


def test_sealed_minutes_are_filed_once(at: At) -> None:
    desk = at("recommended")
    agreed(desk)
    sealed = minutes.seal_minutes(minutes.prepare_minutes(desk.of(CHAIR), desk.item.id))
    minutes.file_minutes(desk.of(CHAIR), sealed)
    with desk.refusing(InvalidInput):
        minutes.file_minutes(desk.of(CHAIR), sealed)
