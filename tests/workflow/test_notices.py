from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from fosterpanel.domain.decisions import AgencyDecision
from fosterpanel.domain.issued import DocumentKind, IssuedDocument
from fosterpanel.domain.items import ItemStage
from fosterpanel.domain.notices import Notice, NoticeKind, Telling
from fosterpanel.domain.register import FosterHome
from fosterpanel.domain.representations import QualifyingDetermination
from fosterpanel.errors import InvalidInput, MovedSince, RuleRefusal
from fosterpanel.workflow.business import deferrals
from fosterpanel.workflow.deciding import notices
from fosterpanel.workflow.homes import register
from tests.workflow.builders import At, Desk, letter, send
from tests.workflow.test_deferrals import FOR_INFORMATION

DAY = date(2026, 12, 8)


def tell(desk: Desk) -> Telling:
    return notices.tell(desk.office, desk.item.id, told_by="Hal Orme", told_to="Sian Hollowell")


def test_telling_by_word_of_mouth_has_two_working_days(at: At) -> None:
    desk = at("approved")
    telling = tell(desk)
    assert desk.the(Telling) == telling
    assert (telling.due_on, telling.oral.told_at) == (date(2026, 12, 10), desk.clock.now())
    assert desk.last_act() == ("tell", desk.item.id)


@pytest.mark.parametrize("step", ["taken in", "with decision maker", "drafted"])
def test_nothing_is_told_before_it_is_decided(at: At, step: str) -> None:
    desk = at(step)
    with desk.refusing(InvalidInput, "has not been decided, so there is nothing to tell"):
        tell(desk)


@pytest.mark.parametrize("step", ["taken in", "with decision maker", "drafted"])
@pytest.mark.parametrize(
    "kind",
    [
        NoticeKind.APPROVAL,
        NoticeKind.QUALIFYING_DETERMINATION,
        NoticeKind.AGREED_CHANGE,
        NoticeKind.FINAL_DECISION,
    ],
)
def test_no_letter_comes_before_its_decision(at: At, step: str, kind: NoticeKind) -> None:
    desk = at(step)
    with desk.refusing(RuleRefusal, "no signed decision", rule="decision-notice"):
        notices.write_letter(desk.office, letter(desk, kind))


def test_an_item_is_finished_when_told_in_words_and_in_writing(at: At) -> None:
    desk = at("approved")
    notice = notices.write_letter(desk.office, letter(desk, NoticeKind.APPROVAL))
    assert desk.the(Notice) == notice
    assert notice.decision_id == desk.the(AgencyDecision).id
    document = desk.the(IssuedDocument, kind=DocumentKind.LETTER)
    with desk.office.reading() as reading:
        assert reading.content(document.sha256).startswith(b"%PDF-")
    assert (document.id, document.reference) == (notice.document_id, "26/001-L1")
    assert desk.last_act() == ("write_letter", desk.item.id)
    tell(desk)
    assert desk.item.stage is ItemStage.DECIDED
    sent = send(desk, notice)
    assert sent.dispatch is not None
    assert desk.last_act() == ("dispatch_letter", desk.item.id)
    assert desk.item.stage is ItemStage.TOLD


def test_a_letter_leaves_once_and_not_before_its_date(at: At) -> None:
    desk = at("approved")
    later = notices.write_letter(desk.office, letter(desk, NoticeKind.APPROVAL, dated_on=date(2026, 12, 9)))
    with desk.refusing(InvalidInput, "before its own date"):
        notices.dispatch_letter(desk.office, later.id, method="by hand", sent_on=DAY, proof="P")
    today = notices.write_letter(desk.office, letter(desk, NoticeKind.APPROVAL))
    send(desk, today)
    with desk.refusing(InvalidInput, "already sent on 8 December 2026"):
        notices.dispatch_letter(desk.office, today.id, method="again", sent_on=DAY, proof="P")


def test_a_letter_is_not_dated_before_its_decision(at: At) -> None:
    desk = at("approved")
    with desk.refusing(RuleRefusal, "dated before the decision of 8 December 2026", rule="decision-notice"):
        notices.write_letter(desk.office, letter(desk, NoticeKind.APPROVAL, dated_on=date(2026, 12, 7)))


def test_no_letter_is_written_without_a_date(at: At) -> None:
    desk = at("approved")
    with desk.refusing(RuleRefusal, "A letter needs its date", "regs 27(5)", rule="letter-whole"):
        notices.write_letter(desk.office, letter(desk, NoticeKind.APPROVAL, dated_on=None))


def test_no_letter_goes_to_a_home_without_an_address(at: At) -> None:
    desk = at("approved")
    home = desk.get(FosterHome, desk.item.home_id)
    register.change_home(desk.office, replace(home, address=()))
    with desk.refusing(RuleRefusal, "the names and the address it goes to", rule="letter-whole"):
        notices.write_letter(desk.office, letter(desk, NoticeKind.APPROVAL))


@pytest.mark.parametrize(
    "kind", [NoticeKind.QUALIFYING_DETERMINATION, NoticeKind.FINAL_DECISION, NoticeKind.AGREED_CHANGE]
)
def test_an_approval_is_told_by_its_own_letter(at: At, kind: NoticeKind) -> None:
    desk = at("approved")
    with desk.refusing(RuleRefusal, "does not tell of this decision", rule="decision-notice"):
        notices.write_letter(desk.office, letter(desk, kind))


def test_a_qualifying_determination_starts_the_28_days(at: At) -> None:
    desk = at("proposed")
    notice = notices.write_letter(desk.office, letter(desk, NoticeKind.QUALIFYING_DETERMINATION))
    assert notice.last_challenge_on == date(2027, 1, 5)
    determination = desk.the(QualifyingDetermination)
    assert (determination.notice_id, determination.letter_dated_on) == (notice.id, DAY)
    assert determination.last_challenge_on == date(2027, 1, 5)


@pytest.mark.parametrize(
    ("changes", "words"), [({"reasons": ()}, "its reasons"), ({"enclosures": ()}, "Enclose it")]
)
def test_a_qualifying_determination_is_whole(at: At, changes: dict[str, object], words: str) -> None:
    desk = at("proposed")
    with desk.refusing(RuleRefusal, words, rule="qualifying-determination"):
        notices.write_letter(desk.office, letter(desk, NoticeKind.QUALIFYING_DETERMINATION, **changes))


def test_a_proposal_is_told_of_once(at: At) -> None:
    desk = at("determined")
    send(desk, desk.the(Notice))
    with desk.refusing(InvalidInput, "was told of by the letter of 8 December 2026"):
        notices.write_letter(desk.office, letter(desk, NoticeKind.QUALIFYING_DETERMINATION))


def test_a_letter_does_not_leave_tomorrow(at: At) -> None:
    desk = at("approved")
    notice = notices.write_letter(desk.office, letter(desk, NoticeKind.APPROVAL))
    with desk.refusing(InvalidInput, "The dispatch is dated 9 December 2026, which is still to come"):
        notices.dispatch_letter(
            desk.office, notice.id, method="by hand", sent_on=date(2026, 12, 9), proof="P", why_unchecked="No"
        )


def test_what_moved_while_the_letter_was_made_is_noticed(at: At) -> None:
    desk = at("approved")
    new = letter(desk, NoticeKind.APPROVAL)
    paper = notices.prepare_letter(desk.office, new)
    register.receive_resignation(desk.office, desk.item.home_id, received_on=DAY)
    with desk.refusing(MovedSince):
        notices.file_letter(desk.office, new, paper, b"%PDF-")


def test_a_deferral_letter_needs_a_deferral(at: At) -> None:
    desk = at("in hearing")
    with desk.refusing(InvalidInput):
        notices.write_letter(desk.office, letter(desk, NoticeKind.DEFERRAL))
    deferrals.defer_item(desk.office, desk.item.id, FOR_INFORMATION)
    assert notices.write_letter(desk.office, letter(desk, NoticeKind.DEFERRAL)).decision_id == ""


def test_a_resignation_is_acknowledged_without_an_item(at: At) -> None:
    desk = at("approved")
    new = replace(letter(desk, NoticeKind.RESIGNATION), home_id="home-marsh", item_id="")
    with desk.refusing(InvalidInput):
        notices.write_letter(desk.office, new)
    register.receive_resignation(desk.office, "home-marsh", received_on=DAY)
    notice = notices.write_letter(desk.office, new)
    assert notice.reference == "BF-102-L1"
    assert desk.last_act() == ("write_letter", "home-marsh")
    assert send(desk, notice).dispatch is not None


def test_a_stage_one_refusal_gives_its_reasons(at: At) -> None:
    desk = at("staffed")
    new = notices.NewLetter(
        kind=NoticeKind.STAGE_ONE_REFUSAL, home_id="home-hollowell", dated_on=date(2026, 11, 23)
    )
    with desk.refusing(RuleRefusal, "with its reasons", rule="stage-one-refusal"):
        notices.write_letter(desk.office, new)
    assert notices.write_letter(desk.office, replace(new, reasons=("A specified offence.",))).item_id == ""


def test_a_letter_about_something_else_does_not_finish_a_decided_item(at: At) -> None:
    desk = at("approved")
    tell(desk)
    other = notices.write_letter(desk.office, letter(desk, NoticeKind.STAGE_ONE_REFUSAL))
    send(desk, other)
    assert other.decision_id == ""
    assert desk.item.stage is ItemStage.DECIDED
