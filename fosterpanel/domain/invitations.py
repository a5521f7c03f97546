"""Invitations to a meeting and what members answered."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from fosterpanel.errors import InvalidInput


class Reply(StrEnum):
    """What a member answered."""

    AWAITED = "no answer yet"
    COMING = "coming"
    REMOTE = "joining remotely"
    AWAY = "cannot come"


@dataclass(frozen=True, slots=True, kw_only=True)
class Invitation:
    """One member's invitation to one meeting; dates are local."""

    id: str
    meeting_id: str
    member_id: str
    sent_on: date
    reply: Reply = Reply.AWAITED
    replied_on: date | None = None
    note: str = ""
    version: int = 0


def answer(invitation: Invitation, reply: Reply, *, on: date, note: str = "") -> Invitation:
    """The invitation as answered. Raises InvalidInput for an answer before the invitation was sent."""
    if on < invitation.sent_on:
        raise InvalidInput("An answer cannot come before the invitation was sent. Check the dates.")
    return replace(invitation, reply=reply, replied_on=on, note=note.strip())


def away(invitations: Iterable[Invitation]) -> frozenset[str]:
    """The ids of members who cannot come."""
    return frozenset(one.member_id for one in invitations if one.reply is Reply.AWAY)


def unanswered(invitations: Iterable[Invitation]) -> frozenset[str]:
    """The ids of members who have not answered yet."""
    return frozenset(one.member_id for one in invitations if one.reply is Reply.AWAITED)
