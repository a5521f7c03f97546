"""Acts of inviting members to a meeting and recording what they answer, and the quorum to expect from it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from fosterpanel.db.transaction import Reading
from fosterpanel.domain.attendance import Attendance
from fosterpanel.domain.central_list import PanelMember
from fosterpanel.domain.interests import DeclaredInterest, may_leave
from fosterpanel.domain.invitations import Invitation, Reply, answer, away, unanswered
from fosterpanel.domain.items import PanelItem
from fosterpanel.domain.meetings import Meeting, MeetingStage, Seat
from fosterpanel.domain.quorum import QuorumFinding, count_members, find_quorum, lost_by_one
from fosterpanel.domain.rulebook import RuleBook
from fosterpanel.domain.wording import counted, listed
from fosterpanel.errors import InvalidInput
from fosterpanel.workflow.office import Office, new_id
from fosterpanel.workflow.panels.central_list import members_by_id
from fosterpanel.workflow.panels.meeting_questions import questions_by_member
from fosterpanel.workflow.panels.meetings import attendance_of

APOLOGIES, NOT_THERE = "Apologies", "Not there"


@dataclass(frozen=True, slots=True, kw_only=True)
class QuorumForecast:
    """The quorum to expect on one item (or on none yet), and the members whose absence alone would end it.

    Whoever has not answered is counted as coming; ``unanswered`` says how many these are. ``interested`` are members an
    interest keeps out; one not ruled on (``unruled``) is counted as if it did.
    """

    item: PanelItem | None
    finding: QuorumFinding
    not_to_lose: tuple[str, ...]
    unanswered: int = 0
    interested: tuple[str, ...] = ()
    unruled: bool = False

    @property
    def is_one_from_lost(self) -> bool:
        """Whether one more absence or interest would end it."""
        return bool(self.not_to_lose)

    @property
    def words(self) -> str:
        """The forecast in a word or two."""
        if not self.finding.is_met:
            return "Not quorate"
        return "1 from loss" if self.is_one_from_lost else "Quorate"

    @property
    def sentence(self) -> str:
        """The forecast as one or two sentences."""
        return " ".join(part for part in (self.expected, self.unsure) if part)

    @property
    def expected(self) -> str:
        """What to expect as things stand, as one sentence."""
        if not self.finding.is_met:
            return self.finding.sentence
        people = counted(len(self.finding.counted), "member")
        if not self.is_one_from_lost:
            return f"Quorate with {people}, and still so if any one of them cannot take part."
        if len(self.not_to_lose) == len(self.finding.counted):
            return f"Quorate with {people}, but one conflict from inquorate: nobody can be spared."
        return (
            f"Quorate with {people}, but one conflict from inquorate: "
            f"{listed(self.not_to_lose, 'or')} cannot be spared."
        )

    @property
    def unsure(self) -> str:
        """What it rests on, in one line; nothing where all is known."""
        return " ".join(self.doubts)

    @property
    def doubts(self) -> tuple[str, ...]:
        """How many have not answered and whose interest awaits a ruling, a sentence each."""
        said = []
        if self.unanswered:
            who = "One has" if self.unanswered == 1 else f"{self.unanswered} have"
            said.append(
                f"{who} not answered yet, and {'is' if self.unanswered == 1 else 'are'} counted as coming."
            )
        if self.unruled and self.item is not None:
            said.append(
                f"An interest in item {self.item.reference} is not ruled on yet, and is counted as keeping "
                f"{listed(self.interested)} out."
            )
        return tuple(said)


@dataclass(frozen=True, slots=True, kw_only=True)
class MemberReply:
    """One seat of a panel: the member, what they answered, and what to ask about them.

    ``came`` says whether and how they came, once the meeting has begun.
    """

    member: PanelMember
    seat: Seat
    invitation: Invitation | None
    question: str
    came: str = ""

    @property
    def words(self) -> str:
        """How they came; until then the answer, in a word or two."""
        if self.came:
            return self.came
        return self.invitation.reply.value.capitalize() if self.invitation else "Not invited yet"

    @property
    def is_there(self) -> bool:
        """Whether they came, or have said that they will."""
        if self.came:
            return self.came not in (APOLOGIES, NOT_THERE)
        return self.invitation is not None and self.invitation.reply in (Reply.COMING, Reply.REMOTE)


def invite(office: Office, meeting_id: str) -> tuple[Invitation, ...]:
    """Record that every member of the panel who has not been invited yet is invited today."""
    with office.act() as transaction:
        meeting = transaction.get(Meeting, meeting_id)
        invited = {one.member_id for one in transaction.find(Invitation, meeting_id=meeting_id)}
        new = tuple(
            transaction.insert(
                Invitation(
                    id=new_id(), meeting_id=meeting_id, member_id=held.member_id, sent_on=office.clock.today()
                )
            )
            for held in meeting.panel
            if held.member_id not in invited
        )
        if new:
            transaction.note("invite", meeting_id, {"invited": len(new)})
    return new


def record_reply(office: Office, invitation_id: str, reply: Reply, *, note: str = "") -> Invitation:
    """Record what a member answered, today. Raises InvalidInput once the meeting is over."""
    with office.act() as transaction:
        invitation = transaction.get(Invitation, invitation_id)
        meeting = transaction.get(Meeting, invitation.meeting_id)
        if meeting.is_over:
            raise InvalidInput("This meeting is over. Who came is in its attendance.")
        replied = transaction.replace(answer(invitation, reply, on=office.clock.today(), note=note))
        transaction.note(
            "record_reply", invitation.meeting_id, {"member": invitation.member_id, "reply": reply.name}
        )
    return replied


def replies_to(office: Office, meeting_id: str) -> tuple[MemberReply, ...]:
    """Every seat of a meeting's panel with what its member answered, the chair first."""
    with office.reading() as reading:
        meeting, members = reading.get(Meeting, meeting_id), members_by_id(reading)
        held = {one.member_id: one for one in reading.find(Invitation, meeting_id=meeting_id)}
        attendance = attendance_of(reading, meeting_id)
    has_begun = meeting.stage in (MeetingStage.IN_SESSION, MeetingStage.CLOSED)
    panel = [members[seated.member_id] for seated in meeting.panel]
    questions = questions_by_member(panel, meeting.on, office.book(meeting.on))
    seats = sorted(meeting.panel, key=lambda seated: tuple(Seat).index(seated.seat))
    return tuple(
        MemberReply(
            member=members[seated.member_id],
            seat=seated.seat,
            invitation=held.get(seated.member_id),
            question="" if has_begun else questions.get(seated.member_id, ""),
            came=_came(attendance, seated.member_id) if has_begun else "",
        )
        for seated in seats
    )


def _came(attendance: Attendance, member_id: str) -> str:
    stays = [stay.mode.value.capitalize() for stay in attendance.stays if stay.member_id == member_id]
    return stays[0] if stays else APOLOGIES if member_id in attendance.apologies else NOT_THERE


def forecast_meeting(office: Office, meeting_id: str) -> tuple[QuorumForecast, ...]:
    """The quorum to expect on each item of a meeting, from replies, absences and interests known so far."""
    with office.reading() as reading:
        meeting = reading.get(Meeting, meeting_id)
        book, members = office.book(meeting.on), members_by_id(reading)
        items = reading.find(PanelItem, meeting_id=meeting_id)
        return tuple(forecast_item(reading, meeting, item, members, book) for item in items)


def forecast_item(
    reading: Reading,
    meeting: Meeting,
    item: PanelItem | None,
    members: Mapping[str, PanelMember],
    book: RuleBook,
) -> QuorumForecast:
    """The quorum to expect on an item, or on an item nobody is conflicted out of; read in one go with others.

    Raises:
        UnknownRule: the rule book holds no quorum.
    """
    interests = reading.find(DeclaredInterest, item_id=item.id) if item else ()
    interested = may_leave(one for one in interests if meeting.seat_of(one.member_id))
    absent = members_away(reading, meeting, members)
    rule = book.quorum_rule()
    coming = [held.member_id for held in meeting.panel if held.member_id not in absent]
    expected = [one for one in coming if one not in interested]
    present = count_members(meeting, members, expected, rule)
    lost = set(lost_by_one(present, rule, is_joint=meeting.is_joint))
    waiting = unanswered(reading.find(Invitation, meeting_id=meeting.id)) & set(coming)
    return QuorumForecast(
        item=item,
        finding=find_quorum(present, rule, is_joint=meeting.is_joint),
        not_to_lose=tuple(short_name(one.name) for one in present if one.member_id in lost),
        unanswered=len(waiting),
        interested=tuple(short_name(members[one].name) for one in sorted(interested)),
        unruled=any(one.ruling is None for one in interests),
    )


def members_away(reading: Reading, meeting: Meeting, members: Mapping[str, PanelMember]) -> frozenset[str]:
    """The ids of members who cannot come: by their answer, their apologies, or their own record of being away."""
    replied = away(reading.find(Invitation, meeting_id=meeting.id))
    absent = {
        member.id
        for member in members.values()
        if any(first <= meeting.on <= last for first, last in member.away)
    }
    return replied | absent | set(attendance_of(reading, meeting.id).apologies)


def short_name(name: str) -> str:
    """A member's name as lists have it: M. Okoye."""
    *given, family = name.split() or [name]
    return f"{given[0][0]}. {family}" if given else family
