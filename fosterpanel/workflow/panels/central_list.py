"""Acts on the central list: joining it, answering the independence test, leaving it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from fosterpanel.db.transaction import Reading
from fosterpanel.domain.central_list import (
    IndependenceAnswers,
    PanelMember,
    answer_independence,
    give_notice,
    list_gaps,
)
from fosterpanel.domain.days import due
from fosterpanel.domain.service import Person
from fosterpanel.domain.wording import plain_date
from fosterpanel.errors import InvalidInput
from fosterpanel.workflow.office import Office
from fosterpanel.workflow.one_name import name_alike


def join_list(office: Office, member: PanelMember) -> PanelMember:
    """Put a person on the central list. Raises NotFound when they were not entered as a person."""
    with office.act() as transaction:
        transaction.get(Person, member.person_id)
        transaction.insert(member)
        transaction.note("join_list", member.id)
    return member


def join_list_from_outside(office: Office, person: Person, member: PanelMember) -> PanelMember:
    """Enter somebody new and put them on the central list, in one act. Raises InvalidInput without a name."""
    _require_sense(member)
    with office.act() as transaction:
        transaction.insert(person)
        transaction.insert(member)
        transaction.note("enter_person", person.id)
        transaction.note("join_list", member.id)
    return member


def change_member(office: Office, member: PanelMember) -> PanelMember:
    """Put what is known of a member as it is given; notice and answers have acts of their own and are not touched.

    A new name is theirs as somebody who works here too.

    Raises:
        InvalidInput: there is no name, or a spell away ends before it begins.
        MovedSince: somebody changed the member since they were read.
    """
    _require_sense(member)
    with office.act() as transaction:
        held = transaction.get(PanelMember, member.id)
        kept = replace(
            member,
            person_id=held.person_id,
            independence=held.independence,
            notice_given_on=held.notice_given_on,
            notice_reasons=held.notice_reasons,
            leaves_on=held.leaves_on,
        )
        changed = transaction.replace(kept)
        transaction.note("change_member", member.id)
        name_alike(transaction, changed)
    return changed


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


def notice_would_end_on(office: Office, given_on: date) -> date:
    """The last local day on the list of somebody whose notice is given on another."""
    book = office.book(given_on)
    return due(book.limit("list-notice"), given_on, book.holidays)


def gaps_in_list(office: Office) -> tuple[str, ...]:
    """What the central list lacks today, in sentences."""
    with office.reading() as reading:
        members = reading.find(PanelMember)
    return list_gaps(members, office.service.providers, office.book(), office.clock.today())


def members_by_id(reading: Reading) -> dict[str, PanelMember]:
    """Everybody who is or was on the central list, by id."""
    return {member.id: member for member in reading.find(PanelMember)}


def _require_sense(member: PanelMember) -> None:
    if not member.name.strip():
        raise InvalidInput("The member has no name. Give their name.")
    for first, last in member.away:
        if last < first:
            raise InvalidInput(
                f"A spell away from {plain_date(first)} ends on {plain_date(last)}, before it begins. "
                "Correct one of the two days."
            )
