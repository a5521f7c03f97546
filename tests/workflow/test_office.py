from __future__ import annotations

from datetime import date

import pytest

from fosterpanel.domain.service import Numbering, Person
from fosterpanel.errors import InvalidInput
from fosterpanel.workflow.office import next_number, require_has_come
from tests.workflow.builders import At


def test_the_person_at_the_desk_is_the_actor(at: At) -> None:
    desk = at("staffed")
    with desk.of("person-vice").act() as transaction:
        transaction.note("look", "service")
    assert desk.audit()[-1].actor == "person-vice"
    assert desk.audit()[-1].at == desk.clock.now()


def test_numbers_have_no_gaps_even_after_a_refusal(at: At) -> None:
    desk = at("staffed")
    with desk.office.act() as transaction:
        assert next_number(transaction, "letters") == 1
        transaction.note("number", "service")
    with pytest.raises(InvalidInput), desk.office.act() as transaction:
        assert next_number(transaction, "letters") == 2
        raise InvalidInput("Refused afterwards.")
    with desk.office.act() as transaction:
        assert next_number(transaction, "letters") == 2
        transaction.note("number", "service")
    assert desk.get(Numbering, "letters").last == 2


def test_today_has_come_and_tomorrow_has_not(at: At) -> None:
    desk = at("staffed")
    require_has_come(desk.office, date(2026, 11, 23), "The letter")
    with desk.refusing(InvalidInput, "The letter is dated 24 November 2026"):
        require_has_come(desk.office, date(2026, 11, 24), "The letter")


def test_a_colleague_shares_store_clock_and_rules(at: At) -> None:
    desk = at("staffed")
    colleague = desk.office.acting_as(desk.get(Person, "person-chair"))
    assert (colleague.store, colleague.clock) == (desk.office.store, desk.office.clock)
    assert colleague.book() is desk.office.book()
