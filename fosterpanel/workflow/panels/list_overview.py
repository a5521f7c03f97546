"""What the central list shows of each member today: independence, experience, what is due, whether they can sit."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from fosterpanel.domain.central_list import (
    IndependenceAnswers,
    PanelMember,
    gaps_to_come,
    is_independent,
    is_on_list,
    list_gaps,
)
from fosterpanel.domain.meetings import Meeting, MeetingStage
from fosterpanel.domain.rulebook import IndependenceQuestion, RuleBook
from fosterpanel.domain.service import Person, Role
from fosterpanel.domain.wording import listed
from fosterpanel.errors import UnknownRule
from fosterpanel.workflow.office import Office
from fosterpanel.workflow.panels.member_standing import (
    Check,
    availability_of,
    checks_of,
    experience_of,
    years_needed,
)
from fosterpanel.workflow.standing import Harm, Standing

SEATS = (Role.CHAIR, Role.VICE_CHAIR, Role.PANEL_MEMBER)


class ListView(StrEnum):
    """The saved views of the central list."""

    ON_LIST = "On the list"
    DUE = "Something due"
    CANNOT_SIT = "Away or leaving"
    LEFT = "Left"


@dataclass(frozen=True, slots=True, kw_only=True)
class MemberLine:
    """One member as they stand today. ``is_independent`` is None while a question is unanswered."""

    member: PanelMember
    seats: str
    is_independent: bool | None
    experience: Standing | None
    checks: tuple[Check, ...]
    availability: Standing
    views: frozenset[ListView]

    @property
    def id(self) -> str:
        """The member's."""
        return self.member.id

    @property
    def harm(self) -> Harm:
        """How pressing the most pressing thing about them is."""
        pressing = [*(one.harm for one in self.due), self.availability.harm]
        return min(pressing, key=list(Harm).index)

    @property
    def due(self) -> tuple[Check, ...]:
        """What is due or will be soon, the most pressing first."""
        found = [check for check in self.checks if check.is_due]
        return tuple(sorted(found, key=lambda one: list(Harm).index(one.harm)))

    @property
    def due_words(self) -> str:
        """What is due in one line: "DBS check and agreement missing, appraisal overdue"."""
        by_words: dict[str, list[str]] = {}
        for check in self.due:
            by_words.setdefault(check.words, []).append(check.name)
        return ", ".join(f"{listed(names)} {words}" for words, names in by_words.items())


@dataclass(frozen=True, slots=True, kw_only=True)
class ListOverview:
    """The whole list, and who has a seat on panels without being on it.

    ``gaps`` say what it lacks today, ``to_come`` what it will lack once those under notice have left.
    """

    lines: tuple[MemberLine, ...]
    gaps: tuple[str, ...]
    to_come: tuple[str, ...]
    could_join: tuple[Person, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class MemberFile:
    """All there is about one member: answers for each provider, and the meetings to come they are appointed to."""

    line: MemberLine
    questions: tuple[IndependenceQuestion, ...]
    related: tuple[str, ...]
    answers: tuple[tuple[str, IndependenceAnswers | None], ...]
    meetings: tuple[Meeting, ...]

    @property
    def member(self) -> PanelMember:
        """The member."""
        return self.line.member

    @property
    def meetings_after_leaving(self) -> tuple[Meeting, ...]:
        """The meetings they are appointed to that come after their last day on the list."""
        last = self.member.leaves_on
        return tuple(one for one in self.meetings if last is not None and one.on > last)


def list_overview(office: Office) -> ListOverview:
    """Everybody who is or was on the central list, by name, those who left last; and what the list lacks."""
    today, book = office.clock.today(), office.book()
    with office.reading() as reading:
        people = {person.id: person for person in reading.find(Person)}
        members = reading.find(PanelMember)
    lines = [_line(office, member, people.get(member.person_id), today, book) for member in members]
    return ListOverview(
        lines=tuple(sorted(lines, key=lambda one: (ListView.LEFT in one.views, one.member.name.casefold()))),
        gaps=_gaps(office, members, book, today),
        to_come=() if book.quorum is None else gaps_to_come(members, office.service.providers, book, today),
        could_join=_could_join(people.values(), members),
    )


def member_file(office: Office, member_id: str) -> MemberFile:
    """All there is about one member. Raises NotFound."""
    today, book = office.clock.today(), office.book()
    with office.reading() as reading:
        member = reading.get(PanelMember, member_id)
        person = reading.get(Person, member.person_id)
        meetings = [one for one in reading.find(Meeting, stage=MeetingStage.PLANNED) if one.on >= today]
        meetings += [one for one in reading.find(Meeting, stage=MeetingStage.ISSUED) if one.on >= today]
    given = {answers.provider: answers for answers in member.independence}
    appointed = [one for one in meetings if any(seat.member_id == member_id for seat in one.panel)]
    return MemberFile(
        line=_line(office, member, person, today, book),
        questions=tuple(one for one in book.independence if office.service.kind in one.applies_to),
        related=book.related_persons,
        answers=tuple((provider, given.get(provider)) for provider in office.service.providers),
        meetings=tuple(sorted(appointed, key=lambda one: one.on)),
    )


def _line(
    office: Office, member: PanelMember, person: Person | None, today: date, book: RuleBook
) -> MemberLine:
    checks = checks_of(member, today, book)
    availability = availability_of(member, today)
    there = is_on_list(member, today) or member.joined_on > today
    views = {
        ListView.ON_LIST: there,
        ListView.LEFT: not there,
        ListView.DUE: there and any(check.is_due for check in checks),
        ListView.CANNOT_SIT: there and availability.words != "Can sit",
    }
    return MemberLine(
        member=member,
        seats=_seats(person),
        is_independent=_independence(member, office.service.providers),
        experience=experience_of(member, today, years_needed(book)),
        checks=checks,
        availability=availability,
        views=frozenset(view for view, is_in in views.items() if is_in),
    )


def _could_join(people: Iterable[Person], members: Iterable[PanelMember]) -> tuple[Person, ...]:
    taken = {member.person_id for member in members if member.leaves_on is None}
    free = [one for one in people if one.id not in taken and any(one.holds(seat) for seat in SEATS)]
    return tuple(sorted(free, key=lambda one: one.name.casefold()))


def _independence(member: PanelMember, providers: tuple[str, ...]) -> bool | None:
    if any(answer.yes_to for answer in member.independence if answer.provider in providers):
        return False
    return True if is_independent(member, providers) else None


def _gaps(office: Office, members: Iterable[PanelMember], book: RuleBook, today: date) -> tuple[str, ...]:
    try:
        return list_gaps(members, office.service.providers, book, today)
    except UnknownRule as unknown:
        return (str(unknown),)


def _seats(person: Person | None) -> str:
    held = [role.value for role in SEATS if person is not None and person.holds(role)]
    return ", ".join(held).capitalize()
