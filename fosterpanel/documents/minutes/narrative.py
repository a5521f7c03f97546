"""What the records say in sentences at the head of each part of the minutes; the facts beneath stand in tables.

Somebody may write a part in other words: those are then printed in place of the sentences, never of the facts.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Final

from fosterpanel.documents.minutes.paper import MinutesPaper
from fosterpanel.documents.pages import Block, Paragraph
from fosterpanel.documents.phrases import local_time, sentence
from fosterpanel.domain.attendance import Presence
from fosterpanel.domain.hearings import Hearing
from fosterpanel.domain.interests import Ruling
from fosterpanel.domain.minutes import Part
from fosterpanel.domain.minutes_parts import MinutesSection, section
from fosterpanel.domain.recommendations import Vote
from fosterpanel.domain.wording import capitalised, listed, long_date, plain_date, spelt

TITLES: Final[Mapping[Part, str]] = {
    Part.PRESENCE: "Who was present",
    Part.QUORUM: "Quorum",
    Part.INTERESTS: "Interests and rulings",
    Part.PAPERS: "Papers considered",
    Part.DISCUSSION: "Questions and answers",
    Part.VIEWS: "Each member's view",
    Part.OUTCOME: "The outcome",
    Part.ACTIONS: "Actions",
}


def sections_of(paper: MinutesPaper) -> tuple[MinutesSection, ...]:
    """Every part in which the records speak, with what was written by hand."""
    return tuple(_section(paper, part) for part in Part)


def chosen(paper: MinutesPaper, part: Part) -> tuple[Block, ...]:
    """The words chosen for a part, a paragraph each."""
    lines = _section(paper, part).words.splitlines()
    return tuple(Paragraph(line) for line in lines if line.strip())


def _section(paper: MinutesPaper, part: Part) -> MinutesSection:
    generated = " ".join(filter(None, _SAID_BY[part](paper)))
    return section(paper.minutes.contents, part, TITLES[part], generated)


def _presence(paper: MinutesPaper) -> Iterator[str]:
    if paper.hearing is None:
        yield (
            "The panel did not hear the item."
            if paper.has_outcome
            else "The panel has not heard the item yet."
        )
    else:
        yield _considered(paper, paper.hearing)
    if paper.panel:
        yield _who_was_there(paper)
    if paper.hearing:
        yield from _comings_and_goings(paper, paper.hearing)


def _who_was_there(paper: MinutesPaper) -> str:
    number = len(paper.panel)
    is_past = paper.hearing or paper.has_outcome
    were = ("was" if number == 1 else "were") if is_past else ("is" if number == 1 else "are")
    where = "present" if paper.hearing or not is_past else "at the meeting"
    return f"{capitalised(spelt(number))} {'member' if number == 1 else 'members'} {were} {where}."


def _considered(paper: MinutesPaper, hearing: Hearing) -> str:
    began = local_time(hearing.started_at)
    if hearing.ended_at:
        considered = f"The panel considered the item from {began} to {local_time(hearing.ended_at)}"
    else:
        considered = f"The panel has been considering the item since {began}"
    *earlier, (last, _) = who_presided(paper, hearing)
    if not earlier:
        return f"{considered}. {last}, presided."
    (first, until), *others = earlier
    shifts = [f"{first}, presided until {until}", *(f"{who}, until {when}" for who, when in others)]
    return f"{considered}. {listed([*shifts, f'{last}, from then on'])}."


def who_presided(paper: MinutesPaper, hearing: Hearing) -> tuple[tuple[str, str], ...]:
    """Who presided, with their seat, each until what local time; nothing for the last."""
    earlier = ((_with_seat(paper, one.member_id), local_time(one.until)) for one in hearing.handed_over)
    return (*earlier, (_with_seat(paper, hearing.presided_by), ""))


def _with_seat(paper: MinutesPaper, member_id: str) -> str:
    seat = paper.meeting.seat_of(member_id)
    return f"{paper.name_of(member_id)}{f', {seat.value}' if seat else ''}"


def _comings_and_goings(paper: MinutesPaper, hearing: Hearing) -> Iterator[str]:
    """Who came in or left while the item was heard, in order; going over to the line is neither."""
    ended = hearing.ended_at
    came = [(one.came_at, one, "came in") for one in paper.presences if one.came_at > hearing.started_at]
    left = [
        (one.left_at, one, "left")
        for one in paper.presences
        if one.left_at and one.left_at > hearing.started_at and (ended is None or one.left_at < ended)
    ]
    for moment, stay, did in sorted((*came, *left), key=lambda one: one[0]):
        if not _goes_on(paper.presences, stay, did == "left"):
            yield f"{paper.name_of(stay.member_id)} {did} at {local_time(moment)}."


def _goes_on(presences: tuple[Presence, ...], stay: Presence, is_end: bool) -> bool:
    """Whether a stretch only follows, or is followed by, another of the same member at the same moment."""
    for other in presences:
        if other.member_id == stay.member_id and other is not stay:
            meets = other.came_at == stay.left_at if is_end else other.left_at == stay.came_at
            if meets:
                return True
    return False


def _quorum(paper: MinutesPaper) -> Iterator[str]:
    finding = paper.quorum_found
    if finding is None:
        not_heard = "The item was not heard, and no quorum was looked for."
        yield not_heard if paper.has_outcome else "The quorum is not settled yet."
    elif paper.hearing is None:
        return
    elif finding.is_met:
        for pause in finding.pauses:
            yield (
                f"From {local_time(pause.since)} to {local_time(pause.until)} the panel was not quorate, "
                "and no business was done on the item."
            )
        yield "" if finding.pauses else "The quorum held throughout."
    elif finding.pauses:
        yield f"The quorum was lost at {local_time(finding.pauses[-1].since)} and not met again."


def _interests(paper: MinutesPaper) -> Iterator[str]:
    if not paper.interests:
        yield "No interest was declared in this item."
        return
    yield _number(len(paper.interests), "interest was declared", "interests were declared")
    out = [paper.name_of(one.member_id) for one in paper.interests if one.ruling is Ruling.LEAVE]
    silent = [
        paper.name_of(one.member_id) for one in paper.interests if one.ruling is Ruling.STAY_WITHOUT_VOTE
    ]
    if out:
        yield f"{listed(out)} left for the item."
    if silent:
        yield f"{listed(silent)} stayed and took no part in the recommendation."


def _papers(paper: MinutesPaper) -> Iterator[str]:
    if not paper.papers:
        yield "No papers were before the panel."
        return
    pages = sum(one.pages for one in paper.papers)
    yield _number(len(paper.papers), "paper was", "papers were").removesuffix(".") + (
        f" before the panel, {pages} {'page' if pages == 1 else 'pages'} in all."
    )
    if late := [one.title for one in paper.papers if one.is_late]:
        yield f"Received late: {listed(late)}."


def _discussion(paper: MinutesPaper) -> Iterator[str]:
    exchanges = paper.minutes.contents.exchanges
    if exchanges:
        people = listed(dict.fromkeys(one.asked_of for one in exchanges if one.asked_of))
        put = _number(len(exchanges), "question was put", "questions were put")
        yield f"{put.removesuffix('.')} to {people}." if people else put
    else:
        yield "No questions were put."
    left_out = [one for one in paper.lines if one.left_out_because]
    if paper.lines:
        sent = _number(len(paper.lines), "line to explore was sent", "lines to explore were sent")
        asked = sum(not one.is_open for one in paper.lines) - len(left_out)
        how_many = (
            "none was asked" if not asked else "one was asked" if asked == 1 else f"{spelt(asked)} were asked"
        )
        yield f"{sent.removesuffix('.')} to the chair, and {how_many}."
    for one in left_out:
        yield f"Not asked: “{one.words}” {sentence(one.left_out_because)}"


def _views(paper: MinutesPaper) -> Iterator[str]:
    if paper.recommendation is None:
        return
    views, in_favour = paper.recommendation.views, paper.recommendation.count(Vote.FOR)
    if in_favour == len(views):
        yield f"All {spelt(in_favour)} members who took part were in favour."
        return
    did = {Vote.AGAINST: "was against", Vote.ABSTAINED: "abstained"}
    apart = listed(f"{one.name} {did[one.vote]}" for one in views if one.vote in did)
    are = "was" if in_favour == 1 else "were"
    yield f"{capitalised(spelt(in_favour))} of the {spelt(len(views))} members {are} in favour; {apart}."


def _outcome(paper: MinutesPaper) -> Iterator[str]:
    if made := paper.recommendation:
        reasons = f"{spelt(len(made.reasons))} {'reason' if len(made.reasons) == 1 else 'reasons'}"
        yield f"The panel {paper.result[:1].lower()}{paper.result[1:]}, for {reasons}."
    elif paper.deferral:
        yield (
            f"The panel deferred the item. It comes back to the panel on {long_date(paper.deferral.return_on)}."
        )
    elif paper.withdrawn:
        yield f"The item was withdrawn. {sentence(paper.withdrawn)}"
    else:
        yield "The panel has not come to an outcome yet."


def _actions(paper: MinutesPaper) -> Iterator[str]:
    if not paper.actions:
        yield "No action was agreed."
        return
    agreed = _number(len(paper.actions), "action was agreed", "actions were agreed").removesuffix(".")
    last = max(one.due_on for one in paper.actions)
    yield f"{agreed}, {'' if len(paper.actions) == 1 else 'the last '}to be done by {plain_date(last)}."


def _number(number: int, one: str, several: str) -> str:
    return f"{capitalised(spelt(number))} {one if number == 1 else several}."


_SAID_BY: Final[Mapping[Part, Callable[[MinutesPaper], Iterator[str]]]] = {
    Part.PRESENCE: _presence,
    Part.QUORUM: _quorum,
    Part.INTERESTS: _interests,
    Part.PAPERS: _papers,
    Part.DISCUSSION: _discussion,
    Part.VIEWS: _views,
    Part.OUTCOME: _outcome,
    Part.ACTIONS: _actions,
}
