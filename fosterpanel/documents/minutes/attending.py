"""Who of the panel was there while the item was considered, from when to when, and who presided."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from itertools import pairwise

from fosterpanel.documents.minutes.paper import MinutesPaper
from fosterpanel.documents.phrases import local_date, local_time
from fosterpanel.domain.attendance import Mode, Presence
from fosterpanel.domain.hearings import Hearing
from fosterpanel.domain.interests import Ruling
from fosterpanel.domain.quorum import CountedMember
from fosterpanel.domain.wording import listed, plain_date


@dataclass(frozen=True, slots=True, kw_only=True)
class Chairing:
    """Who presided over an item with their seat, from and until what local time; neither where it was all of it."""

    who: str
    since: str = ""
    until: str = ""

    @property
    def sentence(self) -> str:
        """Who presided and when, once the panel has risen."""
        if self.since and self.until:
            return f"{self.who}, presided from {self.since} to {self.until}."
        if self.since:
            return f"{self.who}, presided from {self.since} on."
        return f"{self.who}, presided{f' until {self.until}' if self.until else ''}."

    @property
    def short(self) -> str:
        """The same for the facts on the first page."""
        times = [
            *([f"from {self.since}"] if self.since else []),
            *([f"until {self.until}"] if self.until else []),
        ]
        return ", ".join([self.who, *([" ".join(times)] if times else [])])


def time_said(paper: MinutesPaper, at: datetime) -> str:
    """A moment (UTC) as the minutes say it: its local time, and its day where that is not the meeting's."""
    on = local_date(at)
    return local_time(at) if on == paper.meeting.on else f"{local_time(at)} on {plain_date(on)}"


def was_there(paper: MinutesPaper) -> tuple[CountedMember, ...]:
    """Every member who was there for some of the item; where it was not heard, at the meeting."""
    hearing = paper.hearing
    if hearing is None or not paper.presences:
        return paper.panel
    return tuple(one for one in paper.panel if _stays(paper, hearing, one.member_id))


def attended(paper: MinutesPaper, member_id: str) -> str:
    """When and how a member attended, a line for each stretch; all of an item that is over in one word."""
    hearing = paper.hearing
    if hearing is None:
        stays = tuple(one for one in paper.presences if one.member_id == member_id)
    else:
        stays = _stays(paper, hearing, member_id)
        if len(stays) == 1 and (stays[0].came_at, stays[0].left_at) == (hearing.started_at, hearing.ended_at):
            return f"Throughout, {stays[0].mode.value}" if hearing.ended_at else _stretch(paper, stays[0])
    return "\n".join(_stretch(paper, one) for one in stays) or "Not recorded"


def comings_and_goings(paper: MinutesPaper, hearing: Hearing) -> Iterator[str]:
    """Who came in, was out or left while the item was heard, a sentence each; going over to the line is neither."""
    held = {one.member_id: _joined(_stays(paper, hearing, one.member_id)) for one in was_there(paper)}
    told = [(stays, member_id) for member_id, stays in held.items() if _moves(paper, hearing, stays)]
    for stays, member_id in sorted(told, key=lambda one: _first_move(hearing, one[0])):
        yield f"{paper.name_of(member_id)} {listed(_moves(paper, hearing, stays))}."


def who_presided(paper: MinutesPaper, hearing: Hearing) -> tuple[Chairing, ...]:
    """Who presided, in order: until they gave the chair to somebody else, or went without doing so."""
    took_over = [None, *(one.until for one in hearing.handed_over)]
    gave = [*hearing.handed_over, None]
    return tuple(
        Chairing(
            who=_with_seat(paper, one.member_id if one else hearing.presided_by),
            since=time_said(paper, since) if since else "",
            until=_until(
                paper, hearing, one.member_id if one else hearing.presided_by, one.until if one else None
            ),
        )
        for since, one in zip(took_over, gave, strict=True)
    )


def left_during(paper: MinutesPaper, member_id: str) -> datetime | None:
    """When (UTC) an interest took a member out of an item being heard; None where it did so before, or did not."""
    ruled = _ruled_out_at(paper, member_id)
    return ruled if ruled and paper.hearing and ruled > paper.hearing.started_at else None


def _stays(paper: MinutesPaper, hearing: Hearing, member_id: str) -> tuple[Presence, ...]:
    """A member's stretches cut to the item; an interest ruled on ends the last one, wherever the member sat."""
    start, end = hearing.started_at, hearing.ended_at
    out = _ruled_out_at(paper, member_id)
    ends = [one for one in (end, out) if one is not None]
    found = []
    for stay in paper.presences:
        last = min([*ends, *([stay.left_at] if stay.left_at else [])], default=None)
        is_gone = (stay.left_at is not None and stay.left_at <= start) or (out is not None and out <= start)
        is_to_come = stay.came_at > start and last is not None and stay.came_at >= last
        if stay.member_id == member_id and not is_gone and not is_to_come:
            found.append(replace(stay, came_at=max(stay.came_at, start), left_at=last))
    return tuple(sorted(found, key=lambda one: one.came_at))


def _joined(stays: tuple[Presence, ...]) -> tuple[Presence, ...]:
    """Stretches that follow one another without a break in one."""
    joined: list[Presence] = []
    for stay in stays:
        if joined and joined[-1].left_at == stay.came_at:
            joined[-1] = replace(joined[-1], left_at=stay.left_at)
        else:
            joined.append(stay)
    return tuple(joined)


def _moves(paper: MinutesPaper, hearing: Hearing, stays: tuple[Presence, ...]) -> list[str]:
    """What a member did while the item was heard: came in, was out, left."""
    moves = []
    if stays[0].came_at > hearing.started_at:
        how = "joined remotely" if stays[0].mode is Mode.REMOTE else "came in"
        moves.append(f"{how} at {time_said(paper, stays[0].came_at)}")
    gaps = [
        f"from {time_said(paper, before.left_at)} to {time_said(paper, after.came_at)}"
        for before, after in pairwise(stays)
        if before.left_at
    ]
    if gaps:
        moves.append(f"was out {listed(gaps)}")
    left_at = stays[-1].left_at
    if left_at is not None and left_at != hearing.ended_at:
        moves.append(f"left at {time_said(paper, left_at)}")
    return moves


def _first_move(hearing: Hearing, stays: tuple[Presence, ...]) -> datetime:
    came_at, left_at = stays[0].came_at, stays[0].left_at
    return came_at if came_at > hearing.started_at or left_at is None else left_at


def _stretch(paper: MinutesPaper, stay: Presence) -> str:
    came = time_said(paper, stay.came_at)
    times = f"{came} to {time_said(paper, stay.left_at)}" if stay.left_at else f"From {came}"
    return f"{times}, {stay.mode.value}"


def _ruled_out_at(paper: MinutesPaper, member_id: str) -> datetime | None:
    moments = (
        one.ruled_at for one in paper.interests if one.member_id == member_id and one.ruling is Ruling.LEAVE
    )
    return min((one for one in moments if one is not None), default=None)


def _until(paper: MinutesPaper, hearing: Hearing, member_id: str, gave_at: datetime | None) -> str:
    """Until when somebody presided who gave the chair away at a moment (UTC), or kept it to the end (None)."""
    end = gave_at or hearing.ended_at
    begun = [one for one in _stays(paper, hearing, member_id) if end is None or one.came_at <= end]
    went_at = begun[-1].left_at if begun else None
    if went_at is not None and (end is None or went_at < end):
        return time_said(paper, went_at)
    return time_said(paper, gave_at) if gave_at else ""


def _with_seat(paper: MinutesPaper, member_id: str) -> str:
    seat = paper.meeting.seat_of(member_id)
    return f"{paper.name_of(member_id)}{f', {seat.value}' if seat else ''}"
