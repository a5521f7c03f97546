"""The minutes hold every part the trade asks for, one family, and never the words of restricted advice."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import timedelta
from io import BytesIO
from pathlib import Path
from typing import Any

import pikepdf
import pytest

from fosterpanel.documents.minutes import MinutesPaper, render_addendum, render_minutes
from fosterpanel.domain.hearings import Presided
from fosterpanel.domain.interests import Ruling
from fosterpanel.domain.minutes import MinutesState
from fosterpanel.domain.quorum import Pause
from fosterpanel.domain.recommendations import PanelReason, Vote
from fosterpanel.errors import InvalidInput
from tests import builders
from tests.documents import panel_papers
from tests.documents.reading import page_texts, words

EVERY_PART = (
    "1. Who was present",
    "2. Quorum",
    "3. Interests and rulings",
    "4. Papers considered",
    "5. The proposal",
    "6. Strengths",
    "7. Vulnerabilities and issues explored",
    "8. Questions and answers",
    "9. Advice to the panel",
    "10. Comments of the applicants or carers",
    "11. Views of children and the household",
    "12. Each member's view",
    "13. The recommendation",
    "14. Reasons",
    "15. Votes, dissent and abstentions",
    "16. Advice and support suggested",
    "17. Actions",
    "18. Timing",
    "19. Feedback on the report",
    "20. What the applicants or carers were told",
    "21. Minute taker and signature",
)


def _carried(pdf: bytes) -> dict[str, bytes]:
    with pikepdf.open(BytesIO(pdf)) as opened:
        return {name: one.get_file().read_bytes() for name, one in opened.attachments.items()}


def _read(paper: MinutesPaper, tmp_path: Path) -> str:
    return words(render_minutes(paper).pdf, tmp_path)


def _data(paper: MinutesPaper) -> dict[str, Any]:
    (data,) = _carried(render_minutes(paper).pdf).values()
    loaded: dict[str, Any] = json.loads(data)
    return loaded


def test_every_part_is_there_in_its_order(tmp_path: Path) -> None:
    text = _read(panel_papers.minutes_paper(), tmp_path)
    places = [text.find(part) for part in EVERY_PART]
    assert -1 not in places
    assert places == sorted(places)


BUSINESS_PARTS = (
    "1. Who was present",
    "2. Quorum",
    "3. Interests and rulings",
    "4. Papers considered",
    "5. What was before the panel",
    "6. Discussion",
    "7. Questions and answers",
    "8. The outcome",
    "9. Actions",
    "10. Minute taker and signature",
)


def test_business_of_the_panel_has_its_own_parts_and_no_family(tmp_path: Path) -> None:
    paper = panel_papers.business_minutes_paper()
    text = _read(paper, tmp_path)
    places = [text.find(part) for part in BUSINESS_PARTS]
    assert -1 not in places
    assert places == sorted(places)
    assert "What the panel agreed Agrees an action By consensus, without a vote." in text
    assert "The panel agrees an action, by consensus." in text
    for foreign in ("family", "Foster home", "decision", "applicants or carers", "Strengths"):
        assert foreign not in text, foreign
    assert _data(paper)["home"] is None


def test_business_deferred_or_withdrawn_says_so_and_knows_no_time_limit(tmp_path: Path) -> None:
    paper = panel_papers.business_minutes_paper(recommendation=None, actions=())
    deferral = panel_papers.deferral_minutes_paper().deferral
    deferred = _read(replace(paper, deferral=deferral), tmp_path)
    assert "The panel's deferral Deferred It comes back to the panel on" in deferred
    assert "time limit" not in deferred
    withdrawn = _read(replace(paper, withdrawn="It was adopted by e-mail"), tmp_path)
    assert "Nothing was agreed Withdrawn It was adopted by e-mail." in withdrawn


def test_minutes_of_business_hold_no_home(tmp_path: Path) -> None:
    with pytest.raises(InvalidInput, match="one family only"):
        render_minutes(panel_papers.business_minutes_paper(home=builders.home()))
    with pytest.raises(InvalidInput, match="one family only"):
        render_minutes(panel_papers.minutes_paper(home=None))


def test_parts_with_nothing_in_them_say_so(tmp_path: Path) -> None:
    bare = panel_papers.minutes_paper(
        minutes=builders.minutes(contents=builders.contents(strengths=())),
        interests=(),
        papers=(),
        actions=(),
        timing=(),
    )
    text = _read(bare, tmp_path)
    assert all(part in text for part in EVERY_PART)
    assert "No interest was declared in this item." in text
    assert "The panel took no advice on this item." in text
    assert "No time limit runs on this item." in text


@pytest.mark.parametrize("kind", ["household-childrens-views", "placed-childrens-views", "observations"])
def test_minutes_do_not_deny_what_a_paper_said(kind: str, tmp_path: Path) -> None:
    silent = builders.minutes(contents=builders.contents())
    paper = panel_papers.minutes_paper(minutes=silent, papers=(builders.paper(kind=kind),))
    part = "Comments of the applicants" if kind == "observations" else "Views of children"
    text = _read(paper, tmp_path).split(part)[-1]
    assert "None were noted beyond the papers (see part 4)." in text
    without = _read(replace(paper, papers=()), tmp_path).split(part)[-1]
    assert "beyond the papers" not in without
    assert "None were recorded." in without


def test_the_first_page_holds_the_recommendation_with_its_exact_terms(tmp_path: Path) -> None:
    first = " ".join(page_texts(render_minutes(panel_papers.minutes_paper()).pdf, tmp_path)[0].split())
    assert (
        "The panel's recommendation Recommends approval Children: up to 2 children Ages: aged 5 to 12"
        in first
    )
    assert "By a majority: 4 in favour, 1 against, 1 abstained." in first


def test_members_are_shown_with_seat_independence_mode_and_times(tmp_path: Path) -> None:
    left = panel_papers.minutes_paper()
    gone = replace(left.presences[-1], left_at=builders.BEGAN + timedelta(minutes=30))
    text = _read(replace(left, presences=(*left.presences[:-1], gone)), tmp_path)
    assert "Ruth Calloway Chair Yes Throughout, in the room" in text
    assert "Sioned Parry Member No Throughout, in the room" in text
    assert "10:00 to 10:30, remote" in text


def test_papers_are_shown_with_version_pages_and_short_hash(tmp_path: Path) -> None:
    text = _read(panel_papers.minutes_paper(), tmp_path)
    assert "Form F" in text
    assert "2 48 18 November 2026 9f2c41d07be5" in text


def test_dissent_and_abstention_keep_their_reasons_and_are_no_yes(tmp_path: Path) -> None:
    text = _read(panel_papers.minutes_paper(), tmp_path)
    assert "Grace Adeyemi dissents: I would have liked to hear from the school first." in text
    assert "Mollie Turnbull abstained:" in text
    assert "An abstention is not counted as a vote in favour." in text


def test_unanimity_has_no_word_of_abstention(tmp_path: Path) -> None:
    unanimous = panel_papers.minutes_paper(recommendation=builders.recommendation(views=builders.views()))
    text = _read(unanimous, tmp_path)
    assert "Unanimous: all 6 members who took part were in favour." in text
    assert "abstention is not counted" not in text


def test_restricted_advice_is_noted_and_its_words_are_nowhere_in_the_file(tmp_path: Path) -> None:
    paper = panel_papers.minutes_paper()
    text = _read(paper, tmp_path)
    assert "Legal advice from the council's solicitor: Restricted; its words are kept apart" in text
    assert panel_papers.RESTRICTED_WORDS not in text
    assert "pending appeal" not in json.dumps(_data(paper))
    assert "No health reason against approval." in text


def test_old_terms_stand_beside_new_with_the_differences_in_words(tmp_path: Path) -> None:
    text = _read(panel_papers.minutes_paper(old_terms=panel_papers.OLD_TERMS), tmp_path)
    assert "Term Terms until now Terms recommended Difference" in text
    assert "Ages Aged 8 to 12. Aged 5 to 12. Changed" in text
    assert "Placements Short-term. Short-term. Same" in text


def test_recommended_terms_stand_beside_those_proposed_when_the_panel_changed_them(tmp_path: Path) -> None:
    narrower = builders.recommendation(terms=builders.terms(number=1))
    text = _read(panel_papers.minutes_paper(recommendation=narrower), tmp_path)
    assert "Term Terms proposed Terms recommended Difference" in text
    assert "Children Up to 2 children. 1 child. Changed" in text


def test_a_deferral_says_what_is_needed_by_whom_by_when_and_that_clocks_run(tmp_path: Path) -> None:
    text = _read(panel_papers.deferral_minutes_paper(), tmp_path)
    assert "The panel's deferral Deferred" in text
    assert "Overseas police certificate. Priya Nair 22 December 2026" in text
    assert "A signed copy of the report. The applicants 15 December 2026" in text
    assert "Wednesday 6 January 2027" in text
    assert "stops no time limit" in text
    assert "(D03)" in text
    assert "Told by telephone by the chair. (2 December 2026, Ruth Calloway)" in text
    assert "why it made no recommendation" in text
    assert "13. The recommendation" not in text


def test_a_withdrawn_item_says_why(tmp_path: Path) -> None:
    text = _read(
        panel_papers.minutes_paper(recommendation=None, withdrawn="the applicants moved away"), tmp_path
    )
    assert "Withdrawn The applicants moved away." in text


def test_an_item_nobody_heard_has_minutes_too(tmp_path: Path) -> None:
    unheard = panel_papers.minutes_paper(
        recommendation=None,
        withdrawn="the applicants moved away",
        hearing=None,
        panel=(),
        presences=(),
        interests=(),
    )
    text = _read(unheard, tmp_path)
    assert "Not heard" in text
    assert "No member was present for this item." in text
    assert "why the item was not heard" in text


def test_a_panel_that_lost_its_quorum_says_without_whom_and_why(tmp_path: Path) -> None:
    left = builders.interest(
        member_id="worker", ruling=Ruling.LEAVE, ruled_by="chair", ruling_reason="Her case"
    )
    lost = replace(builders.deferral(), quorum=builders.quorum("chair", "vice", "teacher", "carer", "nurse"))
    unheard = panel_papers.minutes_paper(
        recommendation=None, deferral=lost, hearing=None, interests=(left,), presences=()
    )
    text = _read(unheard, tmp_path)
    name = unheard.name_of("worker")
    assert "2. Quorum Not quorate: 5 members could take part, and a social worker with 3 years'" in text
    assert f"Not counted: {name}, because of an interest in this item (see part 3)." in text
    assert name not in text.partition("Counted: ")[2].partition("3. Interests")[0]


def test_a_member_who_was_not_there_throughout_is_said_not_to_be_counted(tmp_path: Path) -> None:
    whole = panel_papers.minutes_paper()
    assert whole.hearing is not None
    short = replace(whole.hearing, quorum=builders.quorum("chair", "worker", "teacher", "carer"))
    text = _read(replace(whole, hearing=short), tmp_path)
    away = f"{whole.name_of('vice')} and {whole.name_of('nurse')}"
    assert f"Not counted: {away}, because of absence during it (see part 1)." in text


def test_an_unagreed_draft_says_so_and_has_no_place_for_a_signature(tmp_path: Path) -> None:
    drawn = render_minutes(panel_papers.draft_minutes_paper())
    assert drawn.signature is None
    assert "Draft: not agreed" in words(drawn.pdf, tmp_path)


def test_agreed_minutes_that_are_not_signed_say_so(tmp_path: Path) -> None:
    agreed = builders.minutes(contents=panel_papers.full_contents(), state=MinutesState.AGREED)
    text = _read(panel_papers.draft_minutes_paper(minutes=agreed), tmp_path)
    assert "Draft: agreed, not signed" in text
    assert "Draft: not agreed" not in text


def test_signed_minutes_have_a_place_for_the_signature_below_something_else(tmp_path: Path) -> None:
    drawn = render_minutes(panel_papers.minutes_paper())
    assert drawn.signature is not None
    page = page_texts(drawn.pdf, tmp_path)[drawn.signature.page]
    assert "Draft" not in words(drawn.pdf, tmp_path)
    assert page.index("Minutes taken by") < page.index("Signed electronically")
    assert "3 December 2026 at 16:05. The time is this computer's own." in page


def test_the_data_carried_says_what_the_pages_say() -> None:
    paper = panel_papers.minutes_paper()
    data = _data(paper)
    assert list(_carried(render_minutes(paper).pdf)) == ["minutes-26-001-M1.json"]
    assert data["recommendation"]["terms"]["number"] == 2
    assert [view["vote"] for view in data["recommendation"]["views"]].count(Vote.ABSTAINED.value) == 1
    assert data["signed_at"] == "2026-12-03T16:05:00+00:00"


def test_minutes_of_one_item_refuse_the_records_of_another() -> None:
    strange = builders.recommendation(item_id="another")
    with pytest.raises(InvalidInput, match="Minutes hold one family only"):
        render_minutes(panel_papers.minutes_paper(recommendation=strange))
    with pytest.raises(InvalidInput, match="Minutes hold one family only"):
        render_minutes(panel_papers.minutes_paper(papers=(builders.paper(item_id="another"),)))
    with pytest.raises(InvalidInput, match="Minutes hold one family only"):
        render_minutes(panel_papers.minutes_paper(home=builders.home(id="another")))


def test_minutes_need_exactly_one_result() -> None:
    with pytest.raises(InvalidInput, match="exactly one of them"):
        render_minutes(panel_papers.minutes_paper(recommendation=None))
    with pytest.raises(InvalidInput, match="exactly one of them"):
        render_minutes(panel_papers.minutes_paper(deferral=builders.deferral()))


def test_minutes_are_signed_by_somebody() -> None:
    with pytest.raises(InvalidInput, match="Say who that was"):
        render_minutes(panel_papers.minutes_paper(signed_by=""))


def test_a_draft_before_the_outcome_says_that_there_is_none_yet(tmp_path: Path) -> None:
    early = panel_papers.draft_minutes_paper(
        hearing=None, recommendation=None, quorum=builders.quorum(), actions=()
    )
    text = _read(early, tmp_path)
    assert "The panel's recommendation None yet The item has no outcome yet." in text
    assert "The panel has not heard the item yet. Six members are present." in text
    assert "Considered Presided Not heard yet Nobody yet" in text
    assert "12. The outcome The panel has not come to an outcome yet." in text


def test_nothing_without_an_outcome_is_made_to_be_signed() -> None:
    with pytest.raises(InvalidInput, match="exactly one of them"):
        render_minutes(panel_papers.minutes_paper(recommendation=None))


def test_a_pause_and_a_change_of_chair_are_told_with_their_times(tmp_path: Path) -> None:
    began = builders.BEGAN
    pause = Pause(since=began + timedelta(minutes=10), until=began + timedelta(minutes=15))
    made = panel_papers.minutes_paper()
    assert made.hearing is not None
    hearing = replace(
        made.hearing,
        quorum=replace(builders.quorum(), pauses=(pause,)),
        handed_over=(Presided(member_id="vice", until=began + timedelta(minutes=12)),),
    )
    text = _read(replace(made, hearing=hearing), tmp_path)
    assert "From 10:10 to 10:15 the panel was not quorate, and no business was done on the item." in text
    assert (
        "Daniel Oyelaran, vice chair, presided until 10:12. Ruth Calloway, chair, presided from 10:12 on."
        in text
    )
    assert "Daniel Oyelaran, vice chair, until 10:12; Ruth Calloway, chair, from 10:12" in text


def test_a_reason_names_the_questions_and_pages_it_rests_on(tmp_path: Path) -> None:
    contents = panel_papers.full_contents()
    exchanges = tuple(replace(one, key=f"Q{9 - place}") for place, one in enumerate(contents.exchanges))
    reason = PanelReason(
        key="R1", words="They keep children safe", evidence="the plan", answers=("Q7",), pages=(3, 14)
    )
    paper = panel_papers.minutes_paper(
        minutes=builders.minutes(
            contents=replace(contents, exchanges=(replace(exchanges[0], page=214), *exchanges[1:]))
        ),
        recommendation=builders.recommendation(reasons=(reason,)),
    )
    text = _read(paper, tmp_path)
    assert "They keep children safe. Question 3; pages 3 and 14; the plan" in text
    assert "What do you do? (page 214)" in text


def test_an_addendum_names_the_minutes_it_adds_to_and_the_decision_before_it(tmp_path: Path) -> None:
    text = words(render_addendum(panel_papers.addendum_paper()).pdf, tmp_path)
    assert "Addendum to 26/001-M1 The minutes 26/001-M1, signed on 3 December 2026 at 16:05, stay" in text
    assert "The agency decision maker decided on 9 December 2026, before this addendum was signed." in text
    assert "1. What is put right Under 8, question 2: the answer was Mr Merrick's." in text
    assert "I presided over this item. Read with this addendum, the minutes are an accurate record" in text


def test_a_draft_addendum_says_so_and_one_for_an_item_not_heard_claims_no_more(tmp_path: Path) -> None:
    draft = panel_papers.addendum_paper(signed_at=None, signed_by="", decided_on=None)
    assert "Not signed: this is a draft." in words(render_addendum(draft).pdf, tmp_path)
    unheard = render_addendum(panel_papers.addendum_paper(is_heard=False)).pdf
    assert "I chaired this panel. Read with this addendum" in words(unheard, tmp_path)
    with pytest.raises(InvalidInput, match="Say who that was"):
        render_addendum(panel_papers.addendum_paper(signed_by=""))


def test_an_addendum_holds_one_family_only() -> None:
    other = replace(panel_papers.addendum_paper().minutes, item_id="another")
    with pytest.raises(InvalidInput, match="one family only"):
        render_addendum(panel_papers.addendum_paper(minutes=other))
