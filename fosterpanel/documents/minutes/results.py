"""What came of the hearing: the recommendation with its reasons and votes, the deferral, or the withdrawal."""

from __future__ import annotations

from collections.abc import Iterator

from fosterpanel.documents.minutes.narrative import TITLES, chosen
from fosterpanel.documents.minutes.paper import MinutesPaper
from fosterpanel.documents.pages import (
    Block,
    Bullets,
    Column,
    DecisionBox,
    KeepTogether,
    KeyFacts,
    Paragraph,
    Quote,
    Table,
)
from fosterpanel.documents.phrases import capital, moment, sentence
from fosterpanel.documents.sections import Section, labelled, nothing, paragraph_or
from fosterpanel.documents.terms import terms_beside, terms_lines
from fosterpanel.domain.deferrals import CausedBy, Deferral, DeferralKind
from fosterpanel.domain.minutes import Part
from fosterpanel.domain.recommendations import MemberView, Recommendation, Vote, evidence_words
from fosterpanel.domain.terms import TermsOfApproval
from fosterpanel.domain.wording import ended, long_date, plain_date

_VOTES = {Vote.FOR: "In favour", Vote.AGAINST: "Against", Vote.ABSTAINED: "Abstained"}


def result_box(paper: MinutesPaper) -> DecisionBox:
    """What came of the item, in the box on the first page."""
    if paper.is_business:
        return _box_of_business(paper)
    if paper.recommendation:
        terms = paper.recommendation.terms
        lines = terms_lines(terms) if terms else ()
        return DecisionBox(
            "The panel's recommendation", paper.result, (*lines, paper.recommendation.vote_words)
        )
    if paper.deferral:
        comes_back = f"It comes back to the panel on {long_date(paper.deferral.return_on)}."
        lines = (
            _kind(paper.deferral),
            comes_back,
            "The panel made no recommendation, and no time limit stops.",
        )
        return DecisionBox("The panel's deferral", "Deferred", lines)
    if not paper.withdrawn:
        return DecisionBox("The panel's recommendation", "None yet", ("The item has no outcome yet.",))
    return DecisionBox("No recommendation", "Withdrawn", (sentence(paper.withdrawn),))


def _box_of_business(paper: MinutesPaper) -> DecisionBox:
    if paper.recommendation:
        how = (paper.recommendation.vote_words, *(one.what for one in paper.actions))
        return DecisionBox("What the panel agreed", paper.result, how)
    if paper.deferral:
        comes_back = f"It comes back to the panel on {long_date(paper.deferral.return_on)}."
        return DecisionBox("The panel's deferral", "Deferred", (comes_back,))
    if paper.withdrawn:
        return DecisionBox("Nothing was agreed", "Withdrawn", (sentence(paper.withdrawn),))
    return DecisionBox("What the panel agreed", "Nothing yet", ("The item has no outcome yet.",))


def _kind(deferral: Deferral) -> str:
    if deferral.kind is DeferralKind.NEEDS_INFORMATION:
        return "The panel needs more information before it can recommend."
    return "The panel could not take the item that day, for reasons of its own."


def result(paper: MinutesPaper) -> Iterator[Section]:
    """The parts of the minutes that say what came of the item."""
    if paper.recommendation and paper.is_business:
        yield Section(TITLES[Part.OUTCOME], (KeepTogether(tuple(_agreed(paper, paper.recommendation))),))
    elif paper.recommendation:
        yield from _recommended(paper, paper.recommendation)
    elif paper.deferral:
        yield Section("The deferral", tuple(_deferred(paper, paper.deferral)))
    else:
        title = "The withdrawal" if paper.withdrawn else TITLES[Part.OUTCOME]
        yield Section(title, chosen(paper, Part.OUTCOME))


def _agreed(paper: MinutesPaper, made: Recommendation) -> Iterator[Block]:
    yield from chosen(paper, Part.OUTCOME)
    if made.reasons:
        yield Bullets(tuple(sentence(one.words) for one in made.reasons))
    yield Paragraph(f"Agreed on {moment(made.made_at)}.", "note")


def _recommended(paper: MinutesPaper, recommendation: Recommendation) -> Iterator[Section]:
    views = KeepTogether((*chosen(paper, Part.VIEWS), _views(recommendation.views)))
    yield Section(TITLES[Part.VIEWS], (views,))
    yield Section("The recommendation", tuple(_recommendation(paper, recommendation)))
    yield Section("Reasons", (_reasons(paper, recommendation),))
    votes = KeepTogether(tuple(_votes(recommendation)))
    yield Section("Votes, dissent and abstentions", (votes,))
    advice = paragraph_or(recommendation.advice, "The panel gave none.")
    apart = nothing("This is advice. The recommendation does not depend on it.")
    kept = KeepTogether((advice, apart) if recommendation.advice else (advice,))
    yield Section("Advice and support suggested", (kept,))


def _views(views: tuple[MemberView, ...]) -> Block:
    if not views:
        return nothing("No member's view was recorded.")
    return Table(
        columns=(Column("Member", 3), Column("View", 1.8), Column("Why", 6)),
        rows=tuple(
            (one.name, _VOTES[one.vote], one.reasons or "Agrees with the panel's reasons.") for one in views
        ),
        first_cell_heads_row=True,
    )


def _recommendation(paper: MinutesPaper, recommendation: Recommendation) -> Iterator[Block]:
    terms = f": {recommendation.terms.words}" if recommendation.terms else ""
    words: list[Block] = [
        *chosen(paper, Part.OUTCOME),
        Quote(ended(f"The panel {_lower(paper.result)}{terms}")),
    ]
    before, title = _terms_before(paper)
    if recommendation.terms and before and before != recommendation.terms:
        words.append(
            terms_beside(before, recommendation.terms, old_title=title, new_title="Terms recommended")
        )
    yield KeepTogether((*words, *_after(paper, recommendation)))


def _after(paper: MinutesPaper, recommendation: Recommendation) -> Iterator[Block]:
    if recommendation.terms and recommendation.terms.preferences:
        preferences = (
            f"{sentence(recommendation.terms.preferences)} These help matching and are no part of the terms."
        )
        yield Paragraph(labelled("Preferences", preferences))
    yield Paragraph(f"Recommended on {moment(recommendation.made_at)}.", "note")


def _terms_before(paper: MinutesPaper) -> tuple[TermsOfApproval | None, str]:
    """What the recommended terms are set beside: the terms until now, or on a first approval those proposed."""
    if paper.old_terms:
        return paper.old_terms, "Terms until now"
    return paper.item.proposed_terms, "Terms proposed"


def _lower(words: str) -> str:
    return words[:1].lower() + words[1:]


def _reasons(paper: MinutesPaper, recommendation: Recommendation) -> Block:
    if not recommendation.reasons:
        return nothing("No reasons were recorded.")
    return Table(
        columns=(Column("Reason", 6), Column("What it rests on", 4)),
        rows=tuple(
            (sentence(one.words), evidence_words(one, paper.minutes.contents) or "The discussion")
            for one in recommendation.reasons
        ),
    )


def _votes(recommendation: Recommendation) -> Iterator[Block]:
    yield Paragraph(recommendation.vote_words)
    dissent = [one for one in recommendation.views if one.vote is Vote.AGAINST]
    for one in dissent:
        yield Paragraph(labelled(f"{one.name} dissents", sentence(one.reasons)))
    abstained = [one for one in recommendation.views if one.vote is Vote.ABSTAINED]
    for one in abstained:
        yield Paragraph(labelled(f"{one.name} abstained", sentence(one.reasons)))
    if abstained:
        yield nothing("An abstention is not counted as a vote in favour.")


def _deferred(paper: MinutesPaper, deferral: Deferral) -> Iterator[Block]:
    facts = KeyFacts(
        (
            ("Kind", deferral.kind.value.capitalize()),
            ("Comes back to the panel", long_date(deferral.return_on)),
            ("Who checks that it is enough", capital(deferral.checked_by) or "The full panel"),
            ("The same members", "Needed" if deferral.needs_same_members else "Not needed"),
        )
    )
    yield KeepTogether((*chosen(paper, Part.OUTCOME), facts))
    reasons = [f"{paper.deferral_words.get(code, code)} ({code})." for code in deferral.reason_codes]
    yield Bullets(tuple(reasons))
    yield paragraph_or(deferral.narrative, "Nothing was added to these reasons.")
    yield _needed(deferral)
    if not paper.is_business:
        yield from _clocks(deferral)
    yield Paragraph(labelled("Could it have been avoided", _avoidable(deferral)))
    if deferral.told:
        yield Paragraph(labelled("The applicants or carers were told", _told(deferral)))


def _told(deferral: Deferral) -> str:
    on = [plain_date(deferral.told_on)] if deferral.told_on else []
    by = [deferral.told_by] if deferral.told_by else []
    return f"{sentence(deferral.told)} ({', '.join([*on, *by])})" if on or by else sentence(deferral.told)


def _needed(deferral: Deferral) -> Block:
    if not deferral.needed:
        return nothing("Nothing more is asked of anybody: the item comes back as it stands.")
    return Table(
        columns=(Column("What is needed", 5.4), Column("From whom", 3), Column("By", 2.4)),
        rows=tuple(
            (sentence(thing.what), capital(thing.owner), plain_date(thing.due_on))
            for thing in deferral.needed
        ),
        caption="What is needed, from whom and by when",
    )


def _clocks(deferral: Deferral) -> Iterator[Block]:
    yield Paragraph("A deferral is not a refusal and stops no time limit. The limits of this item run on.")
    if deferral.effects_on_clocks:
        yield Bullets(tuple(sentence(effect) for effect in deferral.effects_on_clocks))


def _avoidable(deferral: Deferral) -> str:
    if deferral.caused_by is CausedBy.NOBODY:
        return "No. Nobody could have prevented it."
    return f"Yes, by {deferral.caused_by.value}."
