"""Each letter says its outcome first, says what the law asks, and is refused when something it needs is missing."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pikepdf
import pytest

from fosterpanel.documents.letters import LetterPaper, render_letter
from fosterpanel.domain.decisions import PROPOSALS
from fosterpanel.domain.deferrals import DeferralKind
from fosterpanel.domain.notices import NoticeKind
from fosterpanel.domain.recommendations import Vote
from fosterpanel.domain.rulebook import Nation
from fosterpanel.errors import InvalidInput
from tests import builders
from tests.documents import panel_papers
from tests.documents.panel_papers import letter_paper
from tests.documents.reading import page_texts, words

FIRST_SENTENCES = {
    NoticeKind.APPROVAL: "We are delighted to tell you that you are approved to foster from Tuesday 1 December 2026.",
    NoticeKind.QUALIFYING_DETERMINATION: "I am writing to tell you that we propose not to approve you to foster.",
    NoticeKind.DEFERRAL: "The fostering panel met on Wednesday 2 December 2026 and deferred your case: it needs more",
    NoticeKind.AGREED_CHANGE: "The terms of your approval change from Tuesday 1 December 2026.",
    NoticeKind.FINAL_DECISION: "Our final decision is not to approve you to foster.",
    NoticeKind.RESIGNATION: "Your approval to foster ends on Friday 18 December 2026.",
    NoticeKind.STAGE_ONE_REFUSAL: "We are sorry to tell you that we will not be taking your application to foster",
}


def _read(paper: LetterPaper, tmp_path: Path) -> str:
    return words(render_letter(paper).pdf, tmp_path)


@pytest.mark.parametrize("kind", NoticeKind)
def test_each_letter_is_addressed_dated_and_says_its_outcome_first(kind: NoticeKind, tmp_path: Path) -> None:
    pages = page_texts(render_letter(letter_paper(kind)).pdf, tmp_path)
    first, whole = " ".join(pages[0].split()), " ".join(" ".join(pages).split())
    order = [
        "Moorside Fostering",
        "4 Mill Lane",
        "1 December 2026",
        "26/001-L1",
        "Dear Anna Merrick and Joe Merrick",
    ]
    places = [first.find(part) for part in [*order, FIRST_SENTENCES[kind]]]
    assert -1 not in places
    assert places == sorted(places)
    assert "Yours sincerely Helen Ashworth Head of service, Moorside Fostering" in whole


@pytest.mark.parametrize("kind", NoticeKind)
def test_no_letter_is_conditional_and_no_title_holds_a_name(kind: NoticeKind, tmp_path: Path) -> None:
    path = tmp_path / "letter.pdf"
    path.write_bytes(render_letter(letter_paper(kind)).pdf)
    assert "subject to" not in words(path.read_bytes(), tmp_path).lower()
    with pikepdf.open(path) as opened, opened.open_metadata() as metadata:
        title = str(metadata["dc:title"])
    assert "26/001" in title or "FH-7" in title
    assert "Merrick" not in title


@pytest.mark.parametrize("kind", NoticeKind)
def test_the_sign_off_never_stands_alone_on_a_page(kind: NoticeKind, tmp_path: Path) -> None:
    last = page_texts(render_letter(letter_paper(kind)).pdf, tmp_path)[-1]
    assert "If you have questions" in last.partition("Yours sincerely")[0]


@pytest.mark.parametrize("kind", [NoticeKind.DEFERRAL, NoticeKind.RESIGNATION, NoticeKind.STAGE_ONE_REFUSAL])
def test_short_letters_fit_one_page(kind: NoticeKind) -> None:
    assert render_letter(letter_paper(kind)).page_count == 1


def test_approval_gives_terms_agreement_review_register_and_who_is_told(tmp_path: Path) -> None:
    text = _read(letter_paper(NoticeKind.APPROVAL), tmp_path)
    assert "Children: up to 2 children Ages: aged 5 to 12 Sex: either sex Placements: short-term" in text
    assert "Your next review is due by Wednesday 1 December 2027." in text
    assert "on our register of foster carers" in text
    assert "the local authority for the area where you live" in text
    assert "Enclosed: Foster care agreement, in two copies" in text
    assert "before a child comes to live with you. If a child lives with you already, please sign" in text


def test_enclosures_are_those_the_notice_lists(tmp_path: Path) -> None:
    enclosed = replace(letter_paper().notice, enclosures=("Foster care agreement, to sign",))
    text = _read(letter_paper(notice=enclosed), tmp_path)
    assert "Enclosed: Foster care agreement, to sign" in text
    assert "in two copies" not in text


def test_approval_without_terms_says_so(tmp_path: Path) -> None:
    open_ended = letter_paper(decision=builders.signed_decision(terms=None))
    assert "No terms are set: your approval is not limited." in _read(open_ended, tmp_path)


def test_a_review_may_be_told_as_approval_that_continues(tmp_path: Path) -> None:
    continued = letter_paper(decision=builders.signed_decision(decision="continue"))
    text = _read(continued, tmp_path)
    assert "your approval to foster continues on the same terms" in text
    assert "Foster care agreement" not in text


def _determination(**changes: Any) -> LetterPaper:
    return letter_paper(NoticeKind.QUALIFYING_DETERMINATION, **changes)


def test_a_determination_gives_reasons_recommendation_both_routes_and_the_true_last_day(
    tmp_path: Path,
) -> None:
    text = _read(_determination(), tmp_path)
    order = [
        "We propose not to approve you to foster",
        "You can answer until Tuesday 29 December 2026.",
        "Our reasons • The",
        "What the panel recommended",
        "It recommends approval. All 6 members",
        "Warm and consistent care",
        "What you can do",
        "You have 28 days from the date of this letter. The last day is Tuesday 29 December 2026.",
        "one or the other; you cannot use both",
        "Write to us.",
        "Ask for an independent review.",
        "Independent Review Mechanism, Unit 4",
        "If we do not hear from you",
        "Help with this",
    ]
    places = [text.find(part) for part in order]
    assert -1 not in places
    assert places == sorted(places)


def test_the_last_day_is_set_in_bold(tmp_path: Path) -> None:
    pdf = render_letter(_determination()).pdf
    path = tmp_path / "letter.pdf"
    path.write_bytes(pdf)
    with pikepdf.open(path) as opened:
        drawn = [
            (fonts[str(operands[0])] if str(operator) == "Tf" else None, operands, str(operator))
            for page in opened.pages
            for fonts in [{name: str(font.BaseFont) for name, font in page.Resources.Font.items()}]
            for operands, operator in pikepdf.parse_content_stream(page)
        ]
    face, bold = "", []
    for font, operands, operator in drawn:
        face = font or face
        if operator == "Tj" and b"29 December 2026" in bytes(operands[0]):
            bold.append("Bold" in face)
    assert any(bold)


def test_a_specified_offence_leaves_no_independent_review(tmp_path: Path) -> None:
    text = _read(_determination(is_review_open=False), tmp_path)
    assert "Ask for an independent review" not in text
    assert "Independent review is not open to you here" in text
    assert "Write to us." in text
    assert "29 December 2026" in text


def test_a_proposal_of_other_terms_sets_them_beside_the_old(tmp_path: Path) -> None:
    revised = panel_papers.proposal(decision="propose-revise", terms=builders.terms(number=1))
    text = _read(_determination(decision=revised, old_terms=builders.terms()), tmp_path)
    assert "we propose to change the terms of your approval" in text
    assert "Children Up to 2 children. 1 child. Changed" in text


def test_a_determination_without_what_it_needs_is_refused_before_anything_is_drawn() -> None:
    whole = _determination()
    for changes, words_of_refusal in (
        ({"decision": builders.signed_decision()}, "the decision proposes nothing"),
        ({"decision": None}, "Sign the decision first"),
        ({"recommendation": None}, "carries the panel's recommendation, and it is not there"),
        ({"notice": replace(whole.notice, reasons=())}, "must give the reasons"),
        ({"notice": replace(whole.notice, last_challenge_on=None)}, "must say the last day"),
        (
            {"notice": replace(whole.notice, last_challenge_on=whole.notice.dated_on)},
            "not after the letter's date",
        ),
        ({"service": builders.service(review_body=" ")}, "where to ask for independent review"),
    ):
        with pytest.raises(InvalidInput, match=words_of_refusal):
            render_letter(replace(whole, **changes))


def test_a_recommendation_against_somebody_is_told_to_them_and_not_of_them(tmp_path: Path) -> None:
    against = builders.recommendation(outcome="not-suitable", terms=None)
    text = _read(_determination(recommendation=against), tmp_path)
    assert (
        "It recommends that you are not suitable to foster. All 6 members who took part agreed on this."
        in text
    )
    assert "the person" not in text
    assert "in favour" not in text


@pytest.mark.parametrize(
    ("votes", "said"),
    [
        ({"nurse": Vote.AGAINST}, "Of the 6 members who took part, 5 agreed on this and 1 did not."),
        (
            {"carer": Vote.ABSTAINED, "nurse": Vote.AGAINST},
            "Of the 6 members who took part, 4 agreed on this, 1 did not and 1 abstained.",
        ),
    ],
)
def test_votes_apart_are_told_without_names(votes: dict[str, Vote], said: str, tmp_path: Path) -> None:
    divided = builders.recommendation(views=builders.views(**votes))
    assert said in _read(_determination(recommendation=divided), tmp_path)


def test_without_a_panel_a_determination_needs_no_recommendation(tmp_path: Path) -> None:
    text = _read(_determination(panel_on=None, recommendation=None), tmp_path)
    assert "What the panel recommended" not in text


def test_a_deferral_says_what_is_needed_from_whom_by_when_and_the_day_of_return(tmp_path: Path) -> None:
    text = _read(letter_paper(NoticeKind.DEFERRAL), tmp_path)
    assert "This is not a refusal" in text
    assert "Your case comes back to the panel on Wednesday 6 January 2027" in text
    assert "A signed copy of the report. The applicants 15 December 2026" in text
    assert "stops none of the time limits" in text


def test_a_deferral_for_the_panels_own_reasons_asks_nothing_of_the_family(tmp_path: Path) -> None:
    own = builders.deferral(kind=DeferralKind.PANELS_OWN, reason_codes=("D80",), needed=())
    text = _read(letter_paper(NoticeKind.DEFERRAL, deferral=own), tmp_path)
    assert "for reasons that have nothing to do with you" in text
    assert "You do not need to do anything." in text


def test_an_agreed_change_gives_old_and_new_terms_and_the_statement_of_support(tmp_path: Path) -> None:
    text = _read(letter_paper(NoticeKind.AGREED_CHANGE), tmp_path)
    assert "Children 1 child. Up to 2 children. Changed" in text
    assert "in writing on Friday 27 November 2026 (Anna Merrick and Joe Merrick), so the change" in text
    assert "Respite once a month. How we will meet it A named respite carer." in text


def test_one_carer_alone_is_not_named_again(tmp_path: Path) -> None:
    alone = builders.agreed_change(
        stated_on=date(2026, 11, 23), agreed_on=date(2026, 11, 27), agreed_by=("Anna Merrick",)
    )
    text = _read(letter_paper(NoticeKind.AGREED_CHANGE, agreed_change=alone), tmp_path)
    assert "in writing on Friday 27 November 2026, so the change takes effect at once" in text


def test_an_agreed_change_without_statement_agreement_or_terms_is_refused() -> None:
    whole = letter_paper(NoticeKind.AGREED_CHANGE)
    for changes, words_of_refusal in (
        ({"agreed_change": None}, "statement of support needs is not there"),
        ({"agreed_change": builders.agreed_change(agreed_on=None)}, "written agreement is not there"),
        ({"decision": replace(whole.signed_decision, terms=None)}, "the decision has none"),
        ({"decision": replace(whole.signed_decision, decision="approve")}, "the decision is another"),
    ):
        with pytest.raises(InvalidInput, match=words_of_refusal):
            render_letter(replace(whole, **changes))


def test_a_final_decision_gives_reasons_recommendation_and_the_way_to_complain(tmp_path: Path) -> None:
    text = _read(letter_paper(NoticeKind.FINAL_DECISION), tmp_path)
    assert "Your answer did not settle who collects the children from school." in text
    assert "took this recommendation into account" in text
    assert "Complaints team, County Hall" in text
    assert "Local Government and Social Care Ombudsman" in text


@pytest.mark.parametrize(
    ("nation", "said"),
    [
        (Nation.WALES, "you can ask the Public Services Ombudsman for Wales to look into it."),
        (Nation.SCOTLAND, "we will tell you who else can look into it."),
        (Nation.NORTHERN_IRELAND, "we will tell you who else can look into it."),
    ],
)
def test_who_looks_into_a_complaint_after_us_depends_on_the_nation(
    nation: Nation, said: str, tmp_path: Path
) -> None:
    service = replace(letter_paper(NoticeKind.FINAL_DECISION).service, nation=nation)
    text = _read(letter_paper(NoticeKind.FINAL_DECISION, service=service), tmp_path)
    assert said in text
    assert "Local Government" not in text


@pytest.mark.parametrize(
    ("decided_on", "effective_on", "said"),
    [
        (date(2026, 12, 9), None, "Decided on Wednesday 9 December 2026, with effect from that day."),
        (date(2026, 12, 9), date(2026, 12, 9), "Wednesday 9 December 2026, with effect from that day."),
        (date(2026, 12, 9), date(2027, 1, 4), "9 December 2026. It takes effect on Monday 4 January 2027."),
    ],
)
def test_a_decision_says_once_when_it_was_made_and_takes_effect(
    decided_on: date, effective_on: date | None, said: str, tmp_path: Path
) -> None:
    whole = letter_paper(NoticeKind.FINAL_DECISION)
    assert whole.decision is not None
    dated = replace(whole.decision, decided_on=decided_on, effective_on=effective_on)
    assert said in _read(replace(whole, decision=dated), tmp_path)


@pytest.mark.parametrize("code", sorted(set(builders.england().decision_words) - PROPOSALS))
def test_every_final_decision_of_the_rule_book_has_a_letter(code: str, tmp_path: Path) -> None:
    extended = builders.temporary_approval(extension=builders.extension())
    whole = letter_paper(NoticeKind.FINAL_DECISION, exemption=builders.exemption(), temporary=(extended,))
    assert whole.decision is not None
    text = _read(replace(whole, decision=replace(whole.decision, decision=code)), tmp_path)
    assert builders.england().decision_words[code] in text


def test_an_exemption_names_its_children_and_conditions(tmp_path: Path) -> None:
    whole = letter_paper(NoticeKind.FINAL_DECISION, exemption=builders.exemption())
    assert whole.decision is not None
    granted = replace(whole, decision=replace(whole.decision, decision="grant-exemption"))
    text = _read(granted, tmp_path)
    assert "The children it is for A., B., C. and D. Conditions No further child." in text
    assert "Given by Moorside Council, on Wednesday 1 April 2026" in text
    assert "Your exemption" not in _read(replace(granted, decision=whole.decision), tmp_path)


def test_a_letter_about_an_extension_says_until_when_the_approval_holds(tmp_path: Path) -> None:
    whole = letter_paper(NoticeKind.FINAL_DECISION, temporary=(builders.temporary_approval(),))
    assert whole.decision is not None
    refused = replace(whole, decision=replace(whole.decision, decision="refuse-extension"))
    said = "Your temporary approval for T.B. ends on"
    assert f"{said} Monday 28 December 2026 at the latest." in _read(refused, tmp_path)
    extends = replace(whole, decision=replace(whole.decision, decision="extend-temporary"))
    with pytest.raises(InvalidInput, match="Record the extension on the foster home first"):
        render_letter(extends)
    extended = builders.temporary_approval(extension=builders.extension())
    text = _read(replace(extends, temporary=(extended,)), tmp_path)
    assert f"{said} Monday 22 February 2027 at the latest." in text
    assert said not in _read(whole, tmp_path)


def test_a_final_decision_says_what_the_independent_review_recommended(tmp_path: Path) -> None:
    whole = letter_paper(NoticeKind.FINAL_DECISION, review="Recommends that they be approved")
    text = _read(whole, tmp_path)
    assert "What the independent review recommended Recommends that they be approved." in text
    assert "took both recommendations into account" in text
    alone = _read(replace(whole, recommendation=None), tmp_path)
    assert "took this recommendation into account" in alone
    assert "took this recommendation into account" in _read(replace(whole, review=""), tmp_path)


@pytest.mark.parametrize("code", sorted(PROPOSALS))
def test_a_proposal_is_never_told_as_a_final_decision(code: str) -> None:
    whole = letter_paper(NoticeKind.FINAL_DECISION)
    assert whole.decision is not None
    with pytest.raises(InvalidInput, match="this one is a proposal"):
        render_letter(replace(whole, decision=replace(whole.decision, decision=code)))


def test_a_decision_against_somebody_is_not_told_without_reasons() -> None:
    whole = letter_paper(NoticeKind.FINAL_DECISION)
    with pytest.raises(InvalidInput, match="must give the reasons"):
        render_letter(replace(whole, notice=replace(whole.notice, reasons=())))


def test_a_resignation_ends_by_itself_and_cannot_be_refused_or_taken_back(tmp_path: Path) -> None:
    text = _read(letter_paper(NoticeKind.RESIGNATION), tmp_path)
    assert "By itself, 28 days after we received your written notice on Friday 20 November 2026." in text
    assert "we cannot refuse it, and it cannot be taken back" in text


def test_a_refusal_at_stage_one_gives_the_complaint_route_and_no_review(tmp_path: Path) -> None:
    text = _read(letter_paper(NoticeKind.STAGE_ONE_REFUSAL), tmp_path)
    assert "it does not go to a fostering panel and cannot be taken to independent review." in text
    assert "Complaints team, County Hall" in text
    assert "Ask for an independent review" not in text


def test_letters_without_their_record_are_refused() -> None:
    for kind, changes, words_of_refusal in (
        (NoticeKind.DEFERRAL, {"deferral": None}, "Record the deferral first"),
        (NoticeKind.RESIGNATION, {"resignation": None}, "Record it first"),
        (NoticeKind.STAGE_ONE_REFUSAL, {"service": builders.service(complaints="")}, "complaints contact"),
        (NoticeKind.APPROVAL, {"next_review_on": None}, "when approval is reviewed next"),
        (
            NoticeKind.APPROVAL,
            {"decision": builders.signed_decision(decision="note")},
            "this decision is none",
        ),
        (NoticeKind.APPROVAL, {"notice": builders.notice(addressees=())}, "needs the names"),
        (NoticeKind.APPROVAL, {"notice": builders.notice(address=())}, "needs the address"),
        (
            NoticeKind.APPROVAL,
            {"notice": builders.notice(home_id="another")},
            "would tell one home about another",
        ),
        (
            NoticeKind.APPROVAL,
            {"item": builders.item(home_id="another")},
            "would tell one home about another",
        ),
    ):
        with pytest.raises(InvalidInput, match=words_of_refusal):
            render_letter(letter_paper(kind, **changes))


def test_a_last_day_of_another_length_is_told_in_its_own_number_of_days(tmp_path: Path) -> None:
    whole = _determination()
    shorter = replace(whole.notice, last_challenge_on=whole.notice.dated_on + timedelta(days=27))
    assert whole.notice.dated_on == date(2026, 12, 1)
    assert "You have 27 days" in _read(replace(whole, notice=shorter), tmp_path)
