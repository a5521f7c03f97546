"""The items of a meeting as its room shows them: how each stands, its quorum now, and what is recorded of it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import time
from functools import partial

from fosterpanel.db.transaction import Reading
from fosterpanel.domain.actions import Action
from fosterpanel.domain.agenda import AgendaEntry, TimedEntry, timed
from fosterpanel.domain.deferrals import Deferral
from fosterpanel.domain.hearings import Hearing
from fosterpanel.domain.interests import DeclaredInterest, conflicted_out
from fosterpanel.domain.items import ItemStage, PanelItem, called
from fosterpanel.domain.meetings import Meeting, MeetingStage
from fosterpanel.domain.minutes import Minutes, MinutesState
from fosterpanel.domain.quorum import QuorumFinding
from fosterpanel.domain.recommendations import Recommendation, Vote
from fosterpanel.domain.rulebook import ItemType
from fosterpanel.domain.terms import TermsOfApproval
from fosterpanel.domain.wording import counted, listed, plain_date
from fosterpanel.errors import FosterPanelError
from fosterpanel.workflow.business.heard_types import heard_type
from fosterpanel.workflow.homes.register import current_terms
from fosterpanel.workflow.in_session.hearings import quorum_within
from fosterpanel.workflow.in_session.people_in_room import RoomPerson, local_time
from fosterpanel.workflow.office import Office

_BEFORE_OUTCOME = (ItemStage.LISTED, ItemStage.IN_HEARING)


@dataclass(frozen=True, slots=True, kw_only=True)
class RoomQuorum:
    """The quorum of one item at the moment of reading, in a sentence; ``finding`` is None while nobody can tell.

    ``not_counted`` says of each member who is in the room and does not count on this item why not.
    """

    is_met: bool
    sentence: str
    finding: QuorumFinding | None = None
    not_counted: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class RoomItem:
    """One item on the day: how it stands and everything recorded of it. ``starts_at`` is local, as on the agenda.

    ``quorum`` is None once the item has its outcome, or before the meeting is open.
    """

    item: PanelItem
    item_type: ItemType
    starts_at: time
    attending: tuple[str, ...]
    standing: str
    old_terms: TermsOfApproval | None
    quorum: RoomQuorum | None = None
    hearing: Hearing | None = None
    interests: tuple[DeclaredInterest, ...] = ()
    minutes: Minutes | None = None
    recommendation: Recommendation | None = None
    deferral: Deferral | None = None
    actions: tuple[Action, ...] = ()

    @property
    def id(self) -> str:
        """The item's."""
        return self.item.id

    @property
    def has_outcome(self) -> bool:
        """Whether the panel has done with it."""
        return self.item.stage not in _BEFORE_OUTCOME

    @property
    def is_in_hearing(self) -> bool:
        """Whether it is before the panel now."""
        return self.item.stage is ItemStage.IN_HEARING

    @property
    def may_be_minuted(self) -> bool:
        """Whether something may be written into its minutes: they are begun, and nobody has signed them."""
        return self.minutes is not None and not self.minutes.is_final

    @property
    def blocked_because(self) -> str:
        """Why no business can be done on it although it is being heard, in a sentence; nothing while it can."""
        is_lost = self.is_in_hearing and self.quorum is not None and not self.quorum.is_met
        return self.quorum.sentence if is_lost and self.quorum is not None else ""

    def counts(self, member_id: str) -> bool:
        """Whether a member counts to its quorum now."""
        finding = self.quorum.finding if self.quorum else None
        return finding is not None and any(one.member_id == member_id for one in finding.counted)

    @property
    def title(self) -> str:
        """Its reference and what it is called; nobody's name."""
        return f"{self.item.reference} · {self.called}"

    @property
    def called(self) -> str:
        """Its type, or the title of business of the panel itself."""
        return called(self.item, self.item_type)


@dataclass(frozen=True, slots=True)
class _Recorded:
    """What is recorded of the items of a meeting, each by item."""

    hearings: Mapping[str, Hearing]
    interests: Mapping[str, list[DeclaredInterest]]
    minutes: Mapping[str, Minutes]
    recommendations: Mapping[str, Recommendation]
    deferrals: Mapping[str, Deferral]
    actions: Mapping[str, list[Action]]


def _recorded(reading: Reading, meeting_id: str) -> _Recorded:
    interests: dict[str, list[DeclaredInterest]] = defaultdict(list)
    for interest in reading.find(DeclaredInterest, meeting_id=meeting_id):
        interests[interest.item_id].append(interest)
    actions: dict[str, list[Action]] = defaultdict(list)
    for action in reading.find(Action, meeting_id=meeting_id):
        actions[action.item_id].append(action)
    return _Recorded(
        hearings={one.item_id: one for one in reading.find(Hearing, meeting_id=meeting_id)},
        interests=interests,
        minutes={
            one.item_id: one for one in reading.find(Minutes, meeting_id=meeting_id) if not one.is_addendum
        },
        recommendations={one.item_id: one for one in reading.find(Recommendation, meeting_id=meeting_id)},
        deferrals={one.item_id: one for one in reading.find(Deferral, meeting_id=meeting_id)},
        actions=actions,
    )


def items_in_room(
    office: Office,
    reading: Reading,
    meeting: Meeting,
    entries: tuple[AgendaEntry, ...],
    people: tuple[RoomPerson, ...],
) -> tuple[RoomItem, ...]:
    """The items of a meeting as they stand, in the order of its agenda."""
    recorded = _recorded(reading, meeting.id)
    held = {one.id: one for one in reading.find(PanelItem, meeting_id=meeting.id)}
    return tuple(
        _item(office, reading, meeting, line, item=held[line.entry.item_id], recorded=recorded, people=people)
        for line in timed(entries, meeting.starts_at)
        if line.entry.item_id in held
    )


def _item(
    office: Office,
    reading: Reading,
    meeting: Meeting,
    line: TimedEntry,
    *,
    item: PanelItem,
    recorded: _Recorded,
    people: tuple[RoomPerson, ...],
) -> RoomItem:
    interests = tuple(recorded.interests.get(item.id, ()))
    is_open = meeting.stage is MeetingStage.IN_SESSION and item.stage in _BEFORE_OUTCOME
    count = partial(quorum_within, office, reading, item, meeting)
    return RoomItem(
        item=item,
        item_type=heard_type(reading, item, office.book(meeting.on)),
        starts_at=line.starts_at,
        attending=line.entry.attending,
        standing=_standing(item, line.starts_at, recorded),
        old_terms=current_terms(reading, item.home_id, meeting.on),
        quorum=_quorum(count, interests, people) if is_open else None,
        hearing=recorded.hearings.get(item.id),
        interests=interests,
        minutes=recorded.minutes.get(item.id),
        recommendation=recorded.recommendations.get(item.id),
        deferral=recorded.deferrals.get(item.id),
        actions=tuple(recorded.actions.get(item.id, ())),
    )


def _standing(item: PanelItem, starts_at: time, recorded: _Recorded) -> str:
    """How an item stands in a few words: "Recommended, 6 to 0"."""
    hearing, deferral = recorded.hearings.get(item.id), recorded.deferrals.get(item.id)
    recommendation, minutes = recorded.recommendations.get(item.id), recorded.minutes.get(item.id)
    if item.stage is ItemStage.LISTED:
        return f"{starts_at:%H:%M}"
    if item.stage is ItemStage.IN_HEARING and hearing:
        return f"In discussion since {local_time(hearing.started_at)}"
    if recommendation and recommendation.views:
        words = f"Recommended, {votes_in_short(recommendation)}"
    elif deferral:
        words = f"Deferred to {plain_date(deferral.return_on)}"
    else:
        words = item.stage.value.capitalize()
    return f"{words} · {_STATE_WORDS[minutes.state]}" if minutes and minutes.state in _STATE_WORDS else words


_STATE_WORDS = {MinutesState.AGREED: "agreed", MinutesState.SIGNED: "signed", MinutesState.SENT: "sent"}


def votes_in_short(recommendation: Recommendation) -> str:
    """The votes in a few figures: "5 to 1, 1 abstained"."""
    abstained = recommendation.count(Vote.ABSTAINED)
    words = f"{recommendation.count(Vote.FOR)} to {recommendation.count(Vote.AGAINST)}"
    return f"{words}, {abstained} abstained" if abstained else words


def _quorum(
    count: Callable[[], QuorumFinding],
    interests: tuple[DeclaredInterest, ...],
    people: tuple[RoomPerson, ...],
) -> RoomQuorum:
    if any(one.ruling is None for one in interests):
        told = "An interest has no ruling yet, so nobody can say who counts."
        return RoomQuorum(is_met=False, sentence=told)
    try:
        finding = count()
    except FosterPanelError as refusal:
        return RoomQuorum(is_met=False, sentence=str(refusal))
    counts = {one.member_id for one in finding.counted}
    out = conflicted_out(interests)
    not_counted = tuple(
        f"{one.short_name} {'has an interest' if one.member_id in out else 'was not here for all of it'}"
        for one in people
        if one.is_present and one.member_id not in counts
    )
    return RoomQuorum(
        is_met=finding.is_met,
        sentence=_quorum_words(finding, people, not_counted),
        finding=finding,
        not_counted=not_counted,
    )


def _quorum_words(
    finding: QuorumFinding, people: tuple[RoomPerson, ...], not_counted: tuple[str, ...]
) -> str:
    """The finding, and after it who is out and who is in the room and does not count."""
    said = [
        f"Quorate with {counted(len(finding.counted), 'member')}." if finding.is_met else finding.sentence
    ]
    gone = [one for one in people if one.left_at is not None and not one.is_present]
    said += [f"{one.short_name} out since {local_time(one.left_at)}." for one in gone if one.left_at]
    if not_counted:
        said.append(f"Not counted: {listed(not_counted)}.")
    return " ".join(said)
