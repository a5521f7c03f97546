"""Minutes: one sealed record per item, so that no document ever holds two families.

States follow one line: draft, agreed by the chair, signed by the chair (final), sent to the decision maker. A
signed record is never changed; a correction is a new record that names the old.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime
from enum import StrEnum
from itertools import count

from fosterpanel.domain.rulebook import RuleBook, refuse
from fosterpanel.domain.wording import listed
from fosterpanel.errors import InvalidInput


class MinutesState(StrEnum):
    """How far the minutes of an item are."""

    DRAFT = "draft"
    AGREED = "agreed by the chair"
    SIGNED = "signed by the chair"
    SENT = "with the decision maker"


@dataclass(frozen=True, slots=True, kw_only=True)
class Exchange:
    """One question and its answer; ``asked_of`` says who answered, in which capacity.

    ``key`` stays with it wherever it moves, so that a reason can rest on it. ``page`` counts from 1 through the item's
    papers (0: none); ``line_id`` is the line to explore it came from.
    """

    asked_by: str
    asked_of: str
    question: str
    answer: str
    key: str = ""
    page: int = 0
    line_id: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Advice:
    """Advice the panel took: legal (restricted), medical or from the panel adviser."""

    kind: str
    given_by: str
    words: str
    is_restricted: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportFeedback:
    """The panel's rating of the report, from 1 (inadequate) to 4 (outstanding), for its author."""

    rating: int
    words: str


class Part(StrEnum):
    """The parts of the minutes in which the records speak for themselves, until somebody writes them by hand."""

    PRESENCE = "presence"
    QUORUM = "quorum"
    INTERESTS = "interests"
    PAPERS = "papers"
    DISCUSSION = "discussion"
    VIEWS = "views"
    OUTCOME = "outcome"
    ACTIONS = "actions"


@dataclass(frozen=True, slots=True, kw_only=True)
class HandEdit:
    """One part of the minutes written by hand, with the words of the records that it was written from."""

    part: Part
    words: str
    generated: str


@dataclass(frozen=True, slots=True, kw_only=True)
class MinutesContents:
    """What the minute taker writes; quorum, interests, views and recommendation are records of their own.

    ``discussion`` is what was said on business of the panel itself, which knows no strengths and nobody to be told.
    ``edits`` are the parts written by hand where the records already say something; ``addendum`` is what is put right
    in signed minutes, and only there.
    """

    strengths: tuple[str, ...] = ()
    vulnerabilities: tuple[str, ...] = ()
    exchanges: tuple[Exchange, ...] = ()
    advice: tuple[Advice, ...] = ()
    applicants_comments: str = ""
    childrens_views: str = ""
    late_papers: str = ""
    timing: str = ""
    told: str = ""
    feedback: ReportFeedback | None = None
    minute_taker: str = ""
    edits: tuple[HandEdit, ...] = ()
    addendum: str = ""
    discussion: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Minutes:
    """The minutes of one item. Moments are UTC; ``sent_on`` is a local date and starts the decision clock."""

    id: str
    item_id: str
    meeting_id: str
    contents: MinutesContents
    state: MinutesState = MinutesState.DRAFT
    number: int = 1
    agreed_by: str = ""
    agreed_at: datetime | None = None
    signed_by: str = ""
    signed_at: datetime | None = None
    document_id: str = ""
    sent_on: date | None = None
    corrects_id: str = ""
    version: int = 0

    @property
    def is_addendum(self) -> bool:
        """Whether it adds to minutes that were signed before."""
        return bool(self.corrects_id)

    @property
    def is_final(self) -> bool:
        """Whether the chair has signed."""
        return self.state in (MinutesState.SIGNED, MinutesState.SENT)


def rewrite(minutes: Minutes, contents: MinutesContents) -> Minutes:
    """The draft with new contents; the same ones leave it as it is. Raises InvalidInput once the chair has signed."""
    if minutes.is_final:
        raise InvalidInput(
            "These minutes are signed and never change. Correct them by an addendum that names them."
        )
    kept = replace(contents, exchanges=keyed(contents.exchanges))
    if kept == minutes.contents:
        return minutes
    return as_draft(replace(minutes, contents=kept))


def as_draft(minutes: Minutes) -> Minutes:
    """Minutes that are not signed, to be agreed again: what they say has changed since."""
    return replace(minutes, state=MinutesState.DRAFT, agreed_by="", agreed_at=None)


def keyed(exchanges: tuple[Exchange, ...]) -> tuple[Exchange, ...]:
    """The exchanges, each with a key of its own; one that has a key keeps it, and new ones count on from the highest.

    So the key of an exchange that was taken out goes to no other while later ones are there.
    """
    numbers = (one.key.removeprefix("Q") for one in exchanges)
    highest = max((int(number) for number in numbers if number.isdecimal()), default=0)
    free = count(highest + 1)
    return tuple(one if one.key else replace(one, key=f"Q{next(free)}") for one in exchanges)


def renumbered(exchanges: tuple[Exchange, ...]) -> tuple[tuple[Exchange, ...], dict[str, str]]:
    """The exchanges with keys counted through as they stand, and the new key of each by its old one.

    For while no recommendation rests on them: the keys people see are then the numbers the minutes print.
    """
    counted = tuple(replace(one, key=f"Q{number}") for number, one in enumerate(exchanges, start=1))
    return counted, {old.key: new.key for old, new in zip(exchanges, counted, strict=True) if old.key}


def add_to(minutes: Minutes, words: str, *, new_id: str, number: int) -> Minutes:
    """An addendum to signed minutes, which stay as they are; ``number`` follows that of the item's last record.

    Raises:
        InvalidInput: the minutes are not signed, or the addendum says nothing.
    """
    if not minutes.is_final:
        raise InvalidInput("These minutes are not signed yet. Correct them where they are wrong.")
    return Minutes(
        id=new_id,
        item_id=minutes.item_id,
        meeting_id=minutes.meeting_id,
        contents=MinutesContents(addendum=_said(words)),
        number=number,
        corrects_id=minutes.id,
    )


def reword(addendum: Minutes, words: str) -> Minutes:
    """An addendum in other words. Raises InvalidInput once it is signed, or when nothing is left of it."""
    return rewrite(addendum, replace(addendum.contents, addendum=_said(words)))


def _said(words: str) -> str:
    if not words.strip():
        raise InvalidInput("An addendum says what is put right in the minutes. Write it down.")
    return words.strip()


def agree(minutes: Minutes, *, by: str, at: datetime, presided_by: str, is_business: bool = False) -> Minutes:
    """The draft read and agreed by the member who presided, at a moment (UTC).

    ``is_business``: the item is business of the panel itself.

    Raises:
        InvalidInput: they are not a draft, a part is missing, or somebody else agrees.
    """
    if minutes.state is not MinutesState.DRAFT:
        raise InvalidInput(f"These minutes are {minutes.state.value}. Only a draft is agreed.")
    if by != presided_by:
        raise InvalidInput(
            "Only the member who presided over the item agrees its minutes. Give them to that member."
        )
    if missing := () if minutes.is_addendum else missing_parts(minutes.contents, is_business=is_business):
        raise InvalidInput(f"The minutes still lack {listed(missing)}. Fill them in, then agree them.")
    return replace(minutes, state=MinutesState.AGREED, agreed_by=by, agreed_at=at)


def missing_parts(contents: MinutesContents, *, is_business: bool = False) -> tuple[str, ...]:
    """Which parts every set of minutes has, in words, are still empty; ``is_business``: of the panel itself."""
    issues = (
        "the key issues (strengths or vulnerabilities)",
        bool(contents.strengths or contents.vulnerabilities),
    )
    told = ("what the applicant or carer was told", bool(contents.told.strip()))
    discussed = ("what was discussed", bool(contents.discussion or contents.exchanges))
    parts = (
        *((discussed,) if is_business else (issues, told)),
        ("the minute taker", bool(contents.minute_taker.strip())),
    )
    return tuple(words for words, is_there in parts if not is_there)


def sign(minutes: Minutes, *, by: str, at: datetime, document_id: str) -> Minutes:
    """The minutes signed by the chair of the item. Raises InvalidInput unless that same person agreed them."""
    if minutes.state is not MinutesState.AGREED or by != minutes.agreed_by:
        raise InvalidInput("The chair signs what the chair has agreed. Read and agree the minutes first.")
    return replace(minutes, state=MinutesState.SIGNED, signed_by=by, signed_at=at, document_id=document_id)


def send(minutes: Minutes, *, on: date) -> Minutes:
    """The minutes received by the decision maker on a local date.

    Raises:
        InvalidInput: the chair has not signed them, or not by then.
    """
    if minutes.state is not MinutesState.SIGNED or minutes.signed_at is None:
        raise InvalidInput(
            f"These minutes are {minutes.state.value}. Send them to the decision maker once the chair has signed."
        )
    if on < minutes.signed_at.date():
        raise InvalidInput("The minutes cannot be received before they were signed. Check the date.")
    return replace(minutes, state=MinutesState.SENT, sent_on=on)


def require_final(minutes: Minutes | None, reference: str, book: RuleBook) -> Minutes:
    """The final minutes of an item that a panel heard.

    Raises:
        RuleRefusal: they are not signed and received (rule ``minutes-final-before-decision``).
    """
    if minutes is None or minutes.state is not MinutesState.SENT:
        refuse(
            book.rule("minutes-final-before-decision"),
            f"Item {reference} has no final minutes before the decision maker. "
            "Let the chair sign them, then send them.",
        )
    return minutes
