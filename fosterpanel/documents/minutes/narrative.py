"""What the records say in sentences at the head of each part of the minutes; the facts beneath stand in tables.

Somebody may write a part in other words: those are then printed in place of the sentences, never of the facts.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Final

from fosterpanel.documents.minutes.attending import (
    comings_and_goings,
    left_during,
    time_said,
    was_there,
    who_presided,
)
from fosterpanel.documents.minutes.paper import MinutesPaper
from fosterpanel.documents.pages import Block, Paragraph
from fosterpanel.documents.phrases import sentence
from fosterpanel.domain.hearings import Hearing
from fosterpanel.domain.interests import Ruling
from fosterpanel.domain.minutes import Part
from fosterpanel.domain.minutes_parts import MinutesSection, section
from fosterpanel.domain.quorum import QuorumFinding
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
        yield from _considered(paper, paper.hearing)
    if paper.panel:
        yield _who_was_there(paper)
    if paper.hearing:
        yield from comings_and_goings(paper, paper.hearing)


def _who_was_there(paper: MinutesPaper) -> str:
    there = was_there(paper)
    members = f"{capitalised(spelt(len(there)))} {'member' if len(there) == 1 else 'members'}"
    if paper.hearing and not paper.hearing.ended_at:
        return f"{members} {'has' if len(there) == 1 else 'have'} been present."
    is_past = paper.hearing or paper.has_outcome
    were = ("was" if len(there) == 1 else "were") if is_past else ("is" if len(there) == 1 else "are")
    return f"{members} {were} {'present' if paper.hearing or not is_past else 'at the meeting'}."


def _considered(paper: MinutesPaper, hearing: Hearing) -> Iterator[str]:
    began = time_said(paper, hearing.started_at)
    chairs = who_presided(paper, hearing)
    if hearing.ended_at is None:
        yield f"The panel has been considering the item since {began}."
    else:
        yield f"The panel considered the item from {began} to {time_said(paper, hearing.ended_at)}."
    if hearing.ended_at is None and len(chairs) == 1 and not chairs[0].until:
        yield f"{chairs[0].who}, presides."
    else:
        yield from (one.sentence for one in chairs)


def _quorum(paper: MinutesPaper) -> Iterator[str]:
    finding = paper.quorum_found
    if finding is None:
        not_heard = "The item was not heard, and no quorum was looked for."
        yield not_heard if paper.has_outcome else "The quorum is not settled yet."
    elif paper.hearing is None:
        return
    else:
        yield from _how_it_held(paper, finding)


def _how_it_held(paper: MinutesPaper, finding: QuorumFinding) -> Iterator[str]:
    for pause in finding.pauses if finding.is_met else finding.pauses[:-1]:
        since, until = time_said(paper, pause.since), time_said(paper, pause.until)
        yield (f"From {since} to {until} the panel was not quorate, and no business was done on the item.")
    if finding.is_met and not finding.pauses:
        yield "The quorum held throughout."
    elif not finding.is_met and finding.pauses:
        yield f"The quorum was lost at {time_said(paper, finding.pauses[-1].since)} and not met again."


def _interests(paper: MinutesPaper) -> Iterator[str]:
    if not paper.interests:
        yield "No interest was declared in this item."
        return
    yield _number(len(paper.interests), "interest was declared", "interests were declared")
    went = {
        paper.name_of(one.member_id): left_during(paper, one.member_id)
        for one in paper.interests
        if one.ruling is Ruling.LEAVE
    }
    out = [name for name, at in went.items() if at is None]
    silent = [
        paper.name_of(one.member_id) for one in paper.interests if one.ruling is Ruling.STAY_WITHOUT_VOTE
    ]
    if out:
        yield f"{listed(out)} left for the item."
    for name, at in went.items():
        if at is not None:
            yield f"{name} left the item at {time_said(paper, at)}, when the interest was ruled on."
    if silent:
        yield f"{listed(silent)} stayed and took no part in the recommendation."


def _papers(paper: MinutesPaper) -> Iterator[str]:
    if not paper.papers:
        yield "No papers were before the panel."
        return
    number = sum(one.pages for one in paper.papers)
    pages = f"{spelt(number)} {'page' if number == 1 else 'pages'}"
    if len(paper.papers) == 1:
        yield f"One paper of {pages} was before the panel."
    else:
        yield f"{capitalised(spelt(len(paper.papers)))} papers were before the panel, {pages} in all."
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
    if paper.recommendation is None or paper.is_business:
        return
    views, in_favour = paper.recommendation.views, paper.recommendation.count(Vote.FOR)
    if in_favour == len(views):
        yield f"All {spelt(in_favour)} members who took part were in favour."
        return
    apart: dict[Vote, list[str]] = {}
    for one in views:
        if one.vote is not Vote.FOR:
            apart.setdefault(one.vote, []).append(one.name)
    are = "was" if in_favour == 1 else "were"
    said = [f"{capitalised(spelt(in_favour))} of the {spelt(len(views))} members {are} in favour"]
    yield f"{'; '.join([*said, *(_apart(vote, names) for vote, names in apart.items())])}."


def _apart(vote: Vote, names: list[str]) -> str:
    did = "abstained" if vote is Vote.ABSTAINED else "was against" if len(names) == 1 else "were against"
    return f"{listed(names)} {did}"


def _outcome(paper: MinutesPaper) -> Iterator[str]:
    if paper.recommendation and paper.is_business:
        yield f"The panel {paper.result[:1].lower()}{paper.result[1:]}, by consensus."
    elif made := paper.recommendation:
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
