"""Who exempts from the usual fostering limit, and what the letter that tells of it must name."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from fosterpanel.domain.items import ItemStage, PanelItem
from fosterpanel.domain.notices import NoticeKind
from fosterpanel.domain.register import Exemption
from fosterpanel.domain.rulebook import ServiceKind
from fosterpanel.errors import InvalidInput, RuleRefusal
from fosterpanel.workflow.business import items
from fosterpanel.workflow.deciding import decisions, notices
from fosterpanel.workflow.deciding.decision_file import decision_file
from fosterpanel.workflow.homes import register
from fosterpanel.workflow.paperwork import papers
from tests.workflow.builders import At, Desk, decide, filled, letter, new_item, new_paper

HOME = "home-marsh"
EXEMPTIONS = {"grant-exemption", "refuse-exemption", "vary-exemption", "cancel-exemption"}
GRANTED = Exemption(
    id="exemption",
    home_id=HOME,
    named_children=("T.B.", "S.B.", "A.K.", "L.K."),
    conditions="No further child is placed",
    granted_by="Brackendale Council",
    granted_on=date(2026, 11, 20),
)


def asked_for(desk: Desk) -> PanelItem:
    """An exemption asked for, and its item before the decision maker without a panel."""
    taken = items.take_in(desk.office, new_item("EXEMPT", HOME))
    papers.file_paper(desk.office, taken.id, new_paper("exemption-request", "Request for an exemption"))
    return items.send_to_decision_maker(desk.office, taken.id)


def of_agency(desk: Desk) -> Desk:
    service = replace(desk.office.service, kind=ServiceKind.AGENCY)
    return replace(desk, office=replace(desk.office, service=service))


def offered(desk: Desk, item: PanelItem) -> set[str]:
    return {code for code, _ in decision_file(desk.office, item.id).choices}


def test_a_council_exempts_or_does_not(at: At) -> None:
    desk = at("taken in")
    item = asked_for(desk)
    assert offered(desk, item) == EXEMPTIONS | {"note"}
    assert decide(desk, item.id, "grant-exemption").decision == "grant-exemption"


def test_an_agency_exempts_nobody_and_notes_what_the_authority_is_asked(at: At) -> None:
    desk = of_agency(at("taken in"))
    item = asked_for(desk)
    assert offered(desk, item) == {"note"}
    draft = decisions.open_decision(desk.of("person-decider"), item.id)
    decisions.write_decision(desk.of("person-decider"), filled(desk, draft, "grant-exemption"))
    with desk.refusing(RuleRefusal, "“Grants the exemption” is not open on item", rule="decision-allowed"):
        decisions.sign_decision_record(desk.of("person-decider"), draft.id)


def test_an_agency_notes_it(at: At) -> None:
    desk = of_agency(at("taken in"))
    item = asked_for(desk)
    decide(desk, item.id, "note")
    assert desk.get(PanelItem, item.id).stage is ItemStage.DECIDED


@pytest.mark.parametrize("code", ["grant-exemption", "vary-exemption"])
def test_no_letter_tells_of_an_exemption_without_its_children(at: At, code: str) -> None:
    desk = at("taken in")
    item = asked_for(desk)
    decide(desk, item.id, code)
    new = letter(desk, NoticeKind.FINAL_DECISION, item_id=item.id, home_id=HOME)
    with desk.refusing(InvalidInput, "Record it on the foster home first"):
        notices.write_letter(desk.office, new)
    register.record_exemption(desk.office, GRANTED, area_authority="Brackendale Council")
    assert notices.write_letter(desk.office, new).document_id
