"""The second look: somebody other than its author reads a letter before it leaves."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from fosterpanel.db.transaction import Reading
from fosterpanel.domain.decisions import AgencyDecision
from fosterpanel.domain.notices import Notice, SecondLook, address_grown_old, look_again
from fosterpanel.domain.register import FosterHome
from fosterpanel.domain.rulebook import RuleBook
from fosterpanel.errors import InvalidInput
from fosterpanel.workflow.deciding.notices import is_to_register
from fosterpanel.workflow.office import Office, require_has_come


@dataclass(frozen=True, slots=True, kw_only=True)
class LetterToCheck:
    """What a second look compares with the letter: whom and what it is for, on which local days, and what is odd."""

    notice: Notice
    recipients: tuple[str, ...]
    address: tuple[str, ...]
    decision_words: str
    decided_on: date | None
    oddities: tuple[str, ...]


def letter_to_check(
    office: Office, notice_id: str, *, address_confirmed_on: date | None = None
) -> LetterToCheck:
    """What is on the register and in the decision today, beside what the letter says.

    ``address_confirmed_on`` (local) is the day somebody gives; without one nothing is said about its age.
    """
    with office.reading() as reading:
        notice = reading.get(Notice, notice_id)
        home = reading.get(FosterHome, notice.home_id)
        decision = reading.get(AgencyDecision, notice.decision_id) if notice.decision_id else None
        book = office.book()
        return LetterToCheck(
            notice=notice,
            recipients=_fostering(home),
            address=home.address,
            decision_words=book.decision_words.get(decision.decision, "") if decision else "",
            decided_on=decision.decided_on if decision else None,
            oddities=tuple(_oddities(office, book, notice, home, address_confirmed_on)),
        )


def check_letter(office: Office, notice_id: str, *, address_confirmed_on: date) -> Notice:
    """Record that the person at the desk has read a letter and found recipients, address, decision and dates right.

    ``address_confirmed_on`` is the local day on which the person last confirmed the address.

    Raises:
        RuleRefusal: the author looks at their own letter (``letter-second-look``).
        InvalidInput: it was never made, has left already, goes to another address than the register holds, or the
            day is to come.
    """
    require_has_come(office, address_confirmed_on, "The confirmation of the address")
    with office.act() as transaction:
        held = transaction.get(Notice, notice_id)
        look = SecondLook(
            looked_by=office.person.id,
            looked_at=office.clock.now(),
            address_confirmed_on=address_confirmed_on,
        )
        looked_at = look_again(held, look, office.book())
        _require_same_address(transaction, held)
        checked = transaction.replace(looked_at)
        transaction.note("check_letter", held.item_id or held.home_id, {"notice": notice_id})
    return checked


def _require_same_address(reading: Reading, notice: Notice) -> None:
    home = reading.get(FosterHome, notice.home_id)
    if not is_to_register(notice, home):
        raise InvalidInput(
            f"Letter {notice.reference} goes to other names or another address than the register holds now for home "
            f"{home.reference}. Write it again, or correct the register."
        )


def _oddities(
    office: Office, book: RuleBook, notice: Notice, home: FosterHome, confirmed_on: date | None
) -> Iterator[str]:
    if notice.addressees != _fostering(home):
        yield f"The register names {home.names} now."
    if notice.address != home.address:
        yield "The register holds another address now."
    today = office.clock.today()
    if notice.dated_on > today:
        yield "The letter is dated on a day still to come."
    if confirmed_on and (grown_old := address_grown_old(confirmed_on, today, book)):
        yield grown_old.sentence


def _fostering(home: FosterHome) -> tuple[str, ...]:
    return tuple(carer.name for carer in home.carers)
