"""The proceedings: who was there, what was before the panel, what was asked, answered and advised."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final

from fosterpanel.documents.minutes.attending import attended, time_said, was_there
from fosterpanel.documents.minutes.narrative import TITLES, chosen
from fosterpanel.documents.minutes.paper import MinutesPaper
from fosterpanel.documents.pages import (
    Block,
    Column,
    KeepTogether,
    Paragraph,
    QuestionAnswer,
    Questions,
    Run,
    Table,
    Text,
)
from fosterpanel.documents.phrases import capital, sentence, short_hash, short_kind
from fosterpanel.documents.sections import Section, bullets_or, labelled, nothing, paragraph_or
from fosterpanel.documents.terms import terms_beside
from fosterpanel.domain.interests import DeclaredInterest, conflicted_out
from fosterpanel.domain.minutes import Advice, Exchange, Part
from fosterpanel.domain.papers import Paper
from fosterpanel.domain.quorum import CountedMember, QuorumFinding
from fosterpanel.domain.wording import listed, plain_date

_RESTRICTED: Final = "Restricted; its words are kept apart from these minutes."
_COMMENTS: Final = frozenset({"observations"})
_CHILDREN: Final = frozenset({"household-childrens-views", "placed-childrens-views"})


def proceedings(paper: MinutesPaper) -> Iterator[Section]:
    """The parts of the minutes up to the panel's deliberation, each one there even where it is empty."""
    contents = paper.minutes.contents
    yield Section(TITLES[Part.PRESENCE], tuple(_present(paper)))
    yield Section(TITLES[Part.QUORUM], (KeepTogether(tuple(_quorum(paper))),))
    yield Section(TITLES[Part.INTERESTS], tuple(_interests(paper)))
    yield Section(TITLES[Part.PAPERS], tuple(_papers(paper)))
    if paper.is_business:
        yield from _own_business(paper)
        return
    yield Section("The proposal", tuple(_proposal(paper)))
    yield Section("Strengths", (bullets_or(contents.strengths, "None were recorded."),))
    vulnerabilities = bullets_or(contents.vulnerabilities, "None were recorded.")
    yield Section("Vulnerabilities and issues explored", (vulnerabilities,))
    yield Section(TITLES[Part.DISCUSSION], tuple(_questions(paper)))
    yield Section("Advice to the panel", tuple(_advice(contents.advice)))
    comments = paragraph_or(contents.applicants_comments, _none_noted(paper, _COMMENTS))
    yield Section("Comments of the applicants or carers", (comments,))
    children = paragraph_or(contents.childrens_views, _none_noted(paper, _CHILDREN))
    yield Section("Views of children and the household", (children,))


def _own_business(paper: MinutesPaper) -> Iterator[Section]:
    yield Section("What was before the panel", tuple(_proposal(paper)))
    discussion = bullets_or(paper.minutes.contents.discussion, "Nothing was written down.")
    yield Section("Discussion", (discussion,))
    if paper.minutes.contents.exchanges or paper.lines:
        yield Section(TITLES[Part.DISCUSSION], tuple(_questions(paper)))
    if paper.minutes.contents.advice:
        yield Section("Advice to the panel", tuple(_advice(paper.minutes.contents.advice)))


def _present(paper: MinutesPaper) -> Iterator[Block]:
    yield from chosen(paper, Part.PRESENCE)
    there = was_there(paper)
    if there:
        columns = (
            Column("Member", 3.4),
            Column("Seat", 1.9),
            Column("Independent", 2),
            Column("Attended", 3.7),
        )
        rows = tuple(_member_row(paper, member) for member in there)
        yield Table(columns=columns, rows=rows, first_cell_heads_row=True)
    else:
        yield nothing("No member was present for this item.")
    if paper.others:
        attending = [f"{other.name} ({other.capacity})" for other in paper.others]
        yield Paragraph(labelled("Also attending", sentence(listed(attending))))
    came = {one.name for one in there}
    apologies = listed(one for one in paper.apologies if one not in came)
    yield Paragraph(labelled("Apologies", sentence(apologies or "none")))


def _member_row(paper: MinutesPaper, member: CountedMember) -> tuple[Text, ...]:
    independent = "Yes" if member.is_independent else "No"
    return member.name, member.seat.value.capitalize(), independent, attended(paper, member.member_id)


def _quorum(paper: MinutesPaper) -> Iterator[Block]:
    finding = paper.quorum_found
    if finding is None:
        yield from chosen(paper, Part.QUORUM)
        return
    yield Paragraph(finding.looking_back if paper.has_outcome else finding.sentence)
    yield from chosen(paper, Part.QUORUM)
    yield from _not_counted(paper, finding)
    if finding.counted:
        names = listed([one.name for one in finding.counted])
        label = "Counted for all business on this item" if paper.hearing else "Counted"
        yield Paragraph(labelled(label, sentence(names)))
    if finding.social_worker_id:
        worker = next(one.name for one in finding.counted if one.member_id == finding.social_worker_id)
        yield Paragraph(labelled("Social worker with the experience the law asks for", sentence(worker)))


def _not_counted(paper: MinutesPaper, finding: QuorumFinding) -> Iterator[Block]:
    """Who was at the meeting and could not be counted on this item, and why."""
    counted = {one.member_id for one in finding.counted}
    out = conflicted_out(paper.interests) - counted
    were_away = {one.member_id for one in was_there(paper) if paper.presences} - counted - out
    for members, why in (
        (out, "an interest in this item (see part 3)"),
        (were_away, "absence during it (see part 1)"),
    ):
        if members:
            names = listed(paper.name_of(one) for one in paper.names if one in members)
            yield Paragraph(labelled("Not counted", f"{names}, because of {why}."))


def _interests(paper: MinutesPaper) -> Iterator[Block]:
    yield from chosen(paper, Part.INTERESTS)
    if paper.interests:
        columns = (Column("Member", 2.4), Column("Interest", 4), Column("Ruling and reason", 4.4))
        rows = tuple(_interest_row(paper, one) for one in paper.interests)
        yield Table(columns=columns, rows=rows, first_cell_heads_row=True)


def _interest_row(paper: MinutesPaper, interest: DeclaredInterest) -> tuple[Text, ...]:
    name = paper.name_of(interest.member_id)
    declared = f"Declared at {time_said(paper, interest.declared_at)}."
    nature = f"{interest.kind.value.capitalize()}: {sentence(interest.nature)} {declared}"
    if interest.ruling is None:
        return name, nature, "Not ruled on"
    ruled_by = paper.name_of(interest.ruled_by)
    reason = f". {sentence(interest.ruling_reason)} Ruled by {ruled_by}."
    return name, nature, (Run(interest.ruling.value.capitalize(), bold=True), Run(reason))


def _papers(paper: MinutesPaper) -> Iterator[Block]:
    yield from chosen(paper, Part.PAPERS)
    if paper.papers:
        columns = (
            Column("Paper", 4.4),
            Column("Version", 1.2, True),
            Column("Pages", 1, True),
            Column("Received", 2.4),
            Column("SHA-256, first 12", 2.4),
        )
        rows = tuple(_paper_row(one, paper.paper_kinds) for one in paper.papers)
        yield Table(columns=columns, rows=rows)
    late = paragraph_or(paper.minutes.contents.late_papers, "No paper was tabled late.")
    yield late


def _paper_row(paper: Paper, kinds: Mapping[str, str]) -> tuple[Text, ...]:
    kind = short_kind(paper.kind, kinds)
    beneath = listed(
        [*([kind] if kind != paper.title else []), *(["received late"] if paper.is_late else [])]
    )
    name = (Run(paper.title, bold=True), Run(f"\n{capital(beneath)}" if beneath else "", muted=True))
    return name, str(paper.number), str(paper.pages), plain_date(paper.received_on), short_hash(paper.sha256)


def _proposal(paper: MinutesPaper) -> Iterator[Block]:
    yield paragraph_or(sentence(paper.item.proposal), "No proposal was recorded.")
    if paper.item.proposed_terms and paper.old_terms:
        yield terms_beside(
            paper.old_terms,
            paper.item.proposed_terms,
            old_title="Terms until now",
            new_title="Terms proposed",
        )
    elif paper.item.proposed_terms:
        yield Paragraph(labelled("Terms proposed", sentence(paper.item.proposed_terms.words)))


def _questions(paper: MinutesPaper) -> Iterator[Block]:
    yield from chosen(paper, Part.DISCUSSION)
    items = tuple(
        QuestionAnswer(
            _question(one), one.answer or "No answer was written down.", _asked(one.asked_by, one.asked_of)
        )
        for one in paper.minutes.contents.exchanges
    )
    if items:
        yield Questions(items)


def _question(exchange: Exchange) -> str:
    return f"{exchange.question} (page {exchange.page})" if exchange.page else exchange.question


def _asked(asked_by: str, asked_of: str) -> str:
    asked = f"Asked by {asked_by}" if asked_by else "Asked"
    return f"{asked} of {asked_of}" if asked_of else asked if asked_by else ""


def _advice(advice: tuple[Advice, ...]) -> Iterator[Block]:
    if not advice:
        yield nothing("The panel took no advice on this item.")
    for one in advice:
        given = f"{one.kind.capitalize()} advice from {one.given_by}"
        yield Paragraph(labelled(given, _RESTRICTED if one.is_restricted else one.words))


def _none_noted(paper: MinutesPaper, kinds: frozenset[str]) -> str:
    """That nothing was noted of what papers of these kinds bring: what lay before the panel is not denied."""
    is_in_papers = any(one.kind in kinds for one in paper.papers)
    return "None were noted beyond the papers (see part 4)." if is_in_papers else "None were recorded."
