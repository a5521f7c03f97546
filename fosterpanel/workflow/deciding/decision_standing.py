"""How a decision stands: since when it waits, until when, what keeps it from being made, and who has been told."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from fosterpanel.db.transaction import Reading
from fosterpanel.domain.days import due, working_days_taken
from fosterpanel.domain.decisions import (
    ABOUT_AN_APPROVAL,
    RETURN,
    AgencyDecision,
    DecisionState,
    require_may_decide,
)
from fosterpanel.domain.items import PanelItem
from fosterpanel.domain.notices import Notice, Telling
from fosterpanel.domain.register import FosterHome, require_not_resigned
from fosterpanel.domain.rulebook import RuleBook
from fosterpanel.domain.service import Person, Role
from fosterpanel.domain.wording import convention, counted, plain_date
from fosterpanel.errors import FosterPanelError
from fosterpanel.workflow.deciding.decision_grounds import (
    clock_starts_on,
    day_of_receipt,
    decided_type,
    final_minutes,
    panel_people,
    received_without_panel,
)
from fosterpanel.workflow.homes.register import resignations_of
from fosterpanel.workflow.office import Office


@dataclass(frozen=True, slots=True, kw_only=True)
class DecisionClock:
    """The time a decision maker has. Days are local; ``left`` is in working days, negative once it is late.

    ``convention`` says in words how it is counted.
    """

    received_on: date
    due_on: date
    left: int
    convention: str

    @property
    def is_late(self) -> bool:
        """Whether the last day has passed."""
        return self.left < 0

    @property
    def words(self) -> str:
        """How long is left, in a few words."""
        if self.is_late:
            return f"{counted(-self.left, 'working day')} late"
        return counted(self.left, "working day") if self.left else "Due today"


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """How far the people have been told of the latest decision; what was told of an earlier one does not count.

    ``oral_due_on`` and ``written_due_on`` are local days. ``letters`` are those that tell of this decision.
    """

    decision: AgencyDecision
    oral_due_on: date
    written_due_on: date
    telling: Telling | None
    letters: tuple[Notice, ...]

    @property
    def in_words(self) -> bool:
        """Whether they were told by word of mouth."""
        return self.telling is not None

    @property
    def in_writing(self) -> bool:
        """Whether a letter has left."""
        return any(letter.dispatch is not None for letter in self.letters)

    @property
    def is_to_be_told(self) -> bool:
        """Whether anybody is told of it at all: nothing is, of a matter sent back for information."""
        return self.decision.decision != RETURN

    @property
    def is_owed(self) -> bool:
        """Whether the call or the letter is still owed."""
        return self.is_to_be_told and not (self.in_words and self.in_writing)

    @property
    def next_due_on(self) -> date:
        """The local day by which the next of the two is due."""
        return self.written_due_on if self.in_words else self.oral_due_on


def open_record(reading: Reading, item_id: str) -> AgencyDecision | None:
    """The decision record that is being filled in, or None: an earlier one that was not signed is left as it was."""
    held = reading.find(AgencyDecision, item_id=item_id)
    return held[-1] if held and held[-1].state is DecisionState.DRAFT else None


def clock_of(office: Office, reading: Reading, item: PanelItem) -> DecisionClock | None:
    """The decision's clock, or None before what it rests on was received."""
    record = open_record(reading, item.id)
    received = record.received_on if record else _received_on(reading, item)
    if received is None:
        return None
    book = office.book(received)
    limit = book.limit("adm-decision")
    due_on = record.due_on if record else due(limit, clock_starts_on(reading, item, received), book.holidays)
    return DecisionClock(
        received_on=received,
        due_on=due_on,
        left=days_left(office.clock.today(), due_on, book),
        convention=convention(limit),
    )


def days_left(today: date, due_on: date, book: RuleBook) -> int:
    """Working days from today to a due day; negative by how many it is late."""
    if due_on >= today:
        return working_days_taken(today, due_on, book.holidays)
    return -max(1, working_days_taken(due_on, today, book.holidays))


def hindrance(office: Office, reading: Reading, item: PanelItem) -> str:
    """Why the item cannot be decided now by the person at the desk, in a sentence; nothing when it can be.

    Of somebody who decides nothing it says only what keeps anybody from deciding.
    """
    try:
        if office.person.holds(Role.DECISION_MAKER):
            require_may_decide(office.person, panel_people(reading, item), item.reference, office.book())
        day_of_receipt(office, reading, item, None)
        _require_an_approval(office, reading, item)
    except FosterPanelError as refusal:
        return str(refusal)
    return held_by_another(office, reading, item) if office.person.holds(Role.DECISION_MAKER) else ""


def told_of(office: Office, reading: Reading, item: PanelItem) -> Told | None:
    """How far the people have been told of the latest decision on an item, or None before there is one."""
    signed = reading.find(AgencyDecision, item_id=item.id, state=DecisionState.SIGNED)
    if not signed or signed[-1].decided_on is None or signed[-1].signed_at is None:
        return None
    decision, decided_on, signed_at = signed[-1], signed[-1].decided_on, signed[-1].signed_at
    book = office.book(decided_on)
    tellings = [one for one in reading.find(Telling, item_id=item.id) if one.oral.told_at >= signed_at]
    return Told(
        decision=decision,
        oral_due_on=due(book.limit("oral-notice"), decided_on, book.holidays),
        written_due_on=due(book.limit("written-notice"), decided_on, book.holidays),
        telling=tellings[-1] if tellings else None,
        letters=reading.find(Notice, item_id=item.id, decision_id=decision.id),
    )


def _received_on(reading: Reading, item: PanelItem) -> date | None:
    if item.meeting_id:
        minutes = final_minutes(reading, item)
        return minutes.sent_on if minutes else None
    return received_without_panel(reading, item)


def _require_an_approval(office: Office, reading: Reading, item: PanelItem) -> None:
    """Refuse what is about an approval that a resignation has ended. Raises RuleRefusal."""
    book, today = office.book(), office.clock.today()
    if ABOUT_AN_APPROVAL & set(decided_type(office, reading, item, book).decisions):
        home = reading.get(FosterHome, item.home_id)
        require_not_resigned(resignations_of(reading, home), home, today, book)


def held_by_another(office: Office, reading: Reading, item: PanelItem) -> str:
    """That another decision maker has the record open, in a sentence; nothing where nobody else has."""
    record = open_record(reading, item.id)
    if record is None or record.decision_maker_id == office.person.id:
        return ""
    name = reading.get(Person, record.decision_maker_id).name
    return (
        f"{name} has opened the record of item {item.reference} and decides it, received on "
        f"{plain_date(record.received_on)}. A decision is not handed on."
    )
