"""Acts on the central list: joining it, answering the independence test, leaving it."""

from __future__ import annotations

from datetime import date

from fosterpanel.db.transaction import Reading
from fosterpanel.domain.central_list import (
    IndependenceAnswers,
    PanelMember,
    answer_independence,
    give_notice,
    list_gaps,
)
from fosterpanel.domain.service import Person
from fosterpanel.workflow.office import Office


def join_list(office: Office, member: PanelMember) -> PanelMember:
    """Put a person on the central list. Raises NotFound when they were not entered as a person."""
    with office.act() as transaction:
        transaction.get(Person, member.person_id)
        transaction.insert(member)
        transaction.note("join_list", member.id)
    return member


def record_independence(office: Office, member_id: str, answers: IndependenceAnswers) -> PanelMember:
    """Record a member's answers about one provider. Raises InvalidInput for a question that is not asked."""
    with office.act() as transaction:
        member = transaction.get(PanelMember, member_id)
        answered = answer_independence(member, answers, office.book(), office.service.kind)
        changed = transaction.replace(answered)
        transaction.note("answer_independence", member_id, {"yes": len(answers.yes_to)})
    return changed


def give_list_notice(office: Office, member_id: str, *, on: date, reasons: str) -> PanelMember:
    """Record one month's written notice (local date), the member's or the service's own."""
    with office.act() as transaction:
        member = give_notice(
            transaction.get(PanelMember, member_id), on=on, reasons=reasons, book=office.book(on)
        )
        changed = transaction.replace(member)
        transaction.note("give_list_notice", member_id, {"leaves_on": str(member.leaves_on)})
    return changed


def gaps_in_list(office: Office) -> tuple[str, ...]:
    """What the central list lacks today, in sentences."""
    with office.reading() as reading:
        members = reading.find(PanelMember)
    return list_gaps(members, office.service.providers, office.book(), office.clock.today())


def members_by_id(reading: Reading) -> dict[str, PanelMember]:
    """Everybody who is or was on the central list, by id."""
    return {member.id: member for member in reading.find(PanelMember)}
