"""Recommendations: what the panel recommends, with whose votes, on which terms and for which reasons.

The panel recommends; it never decides. A recommendation carries no condition: what is missing is deferred for
(Fostering Services (England) Regulations 2011, reg 25).
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from fosterpanel.domain.conditions import conditional_words
from fosterpanel.domain.minutes import MinutesContents
from fosterpanel.domain.quorum import QuorumFinding, require_quorum
from fosterpanel.domain.rulebook import ItemType, RuleBook, require
from fosterpanel.domain.terms import TermsOfApproval, complete
from fosterpanel.domain.wording import capitalised, counted, listed
from fosterpanel.errors import InvalidInput

AGREE_ACTION = "agree-action"
OUTCOMES_WITH_TERMS = frozenset({"approve", "suitable-changed-terms", "support"})


class Vote(StrEnum):
    """One member's view of the recommendation. An abstention is never a yes."""

    FOR = "for"
    AGAINST = "against"
    ABSTAINED = "abstained"


@dataclass(frozen=True, slots=True, kw_only=True)
class MemberView:
    """What one member who took part thinks, and why."""

    member_id: str
    name: str
    vote: Vote
    reasons: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class PanelReason:
    """One reason of the panel, and what it rests on: in words, the answers by their keys, pages of the papers.

    ``pages`` count from 1 through the item's papers.
    """

    key: str
    words: str
    evidence: str = ""
    answers: tuple[str, ...] = ()
    pages: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Recommendation:
    """The panel's recommendation on one item; ``made_at`` is UTC.

    On business of the panel itself it is what the panel noted or agreed, by consensus: ``views`` is empty.
    ``advice`` is support or training the panel suggests; it is no condition of the recommendation.
    """

    id: str
    item_id: str
    meeting_id: str
    outcome: str
    terms: TermsOfApproval | None
    reasons: tuple[PanelReason, ...]
    views: tuple[MemberView, ...]
    advice: str
    made_at: datetime

    def count(self, vote: Vote) -> int:
        """How many members voted so."""
        return sum(view.vote is vote for view in self.views)

    @property
    def is_unanimous(self) -> bool:
        """Whether every member who took part was in favour; one abstention already ends unanimity."""
        return self.count(Vote.FOR) == len(self.views) > 0

    @property
    def vote_words(self) -> str:
        """The votes as one sentence."""
        if not self.views:
            return "By consensus, without a vote."
        if self.is_unanimous:
            return f"Unanimous: all {counted(len(self.views), 'member')} who took part were in favour."
        return (
            f"By a majority: {self.count(Vote.FOR)} in favour, {self.count(Vote.AGAINST)} against, "
            f"{self.count(Vote.ABSTAINED)} abstained."
        )


def is_carried(views: Iterable[MemberView]) -> bool:
    """Whether more than half of all who took part are in favour.

    An abstention weighs like the absence of a yes, and nobody has a casting vote (rules ``abstention-not-yes`` and
    ``casting-vote``).
    """
    votes = [view.vote for view in views]
    return 2 * votes.count(Vote.FOR) > len(votes)


def require_answers(reasons: Iterable[PanelReason], contents: MinutesContents) -> None:
    """Refuse reasons that rest on an answer which the minutes do not hold. Raises InvalidInput."""
    held = {one.key for one in contents.exchanges}
    for reason in reasons:
        if not held.issuperset(reason.answers):
            raise InvalidInput(
                f"The reason “{reason.words}” rests on an answer that is not in the minutes. "
                "Keep that question and answer."
            )


def evidence_words(reason: PanelReason, contents: MinutesContents) -> str:
    """What a reason rests on, as the minutes number their questions now."""
    numbers = {one.key: number for number, one in enumerate(contents.exchanges, start=1)}
    asked = [str(numbers[key]) for key in reason.answers if key in numbers]
    pages = [str(page) for page in reason.pages]
    links = [
        *([f"question{'s' * (len(asked) > 1)} {listed(asked)}"] if asked else []),
        *([f"page{'s' * (len(pages) > 1)} {listed(pages)}"] if pages else []),
    ]
    linked = [capitalised("; ".join(links))] if links else []
    return "; ".join([*linked, *([reason.evidence] if reason.evidence else [])])


def recommend(
    recommendation: Recommendation,
    *,
    reference: str,
    item_type: ItemType,
    quorum: QuorumFinding,
    book: RuleBook,
) -> Recommendation:
    """The recommendation itself when the panel may make it.

    Raises:
        RuleRefusal: no quorum; an outcome this item type does not allow; a conditional text; no reasons; no majority.
        InvalidInput: incomplete terms, or views that do not match who took part.
    """
    require_quorum(quorum, reference, book)
    _require_allowed(recommendation.outcome, item_type, book)
    _require_views(recommendation.views, quorum)
    _require_unconditional(recommendation, book)
    require(
        book.rule("reasons-for-recommendation"),
        bool(recommendation.reasons) and all(reason.words.strip() for reason in recommendation.reasons),
        f"The recommendation on item {reference} has no reasons. Give the panel's reasons for it.",
    )
    _require_terms(recommendation, reference, item_type)
    require(
        book.rule("abstention-not-yes"),
        is_carried(recommendation.views),
        f"Not more than half of the members who took part in item {reference} are in favour, so the panel has "
        "nothing to recommend yet. Consider it further, or defer.",
    )
    return recommendation


def conclude(
    recommendation: Recommendation,
    *,
    reference: str,
    item_type: ItemType,
    quorum: QuorumFinding,
    has_action: bool,
    book: RuleBook,
) -> Recommendation:
    """What the panel noted or agreed on business of its own, when it may: by consensus, and quorate as for any item.

    ``has_action`` says whether an action was agreed on the item, with its owner and day.

    Raises:
        RuleRefusal: no quorum, or an outcome this item type does not allow.
        InvalidInput: an action is agreed, and nobody has said which; or there are votes or terms.
    """
    require_quorum(quorum, reference, book)
    _require_allowed(recommendation.outcome, item_type, book)
    if recommendation.outcome == AGREE_ACTION and not has_action:
        raise InvalidInput(
            f"No action is recorded on item {reference}. Say what is to be done, by whom and by when, or note the item."
        )
    if recommendation.views or recommendation.terms:
        raise InvalidInput(
            f"Item {reference} is business of the panel itself, on which nobody votes and no terms are set."
        )
    return recommendation


def _require_allowed(outcome: str, item_type: ItemType, book: RuleBook) -> None:
    rule = book.rule("brief-report-outcomes" if item_type.code == "BRIEF" else "outcome-allowed")
    allowed = listed((f"“{book.outcome_words[code]}”" for code in item_type.outcomes), "or")
    require(
        rule,
        outcome in item_type.outcomes,
        f"“{book.outcome_words.get(outcome, outcome)}” is not open to the panel on this item "
        f"({item_type.name.lower()}). Choose {allowed}.",
    )


def asks_terms(item_type: ItemType, outcome: str) -> bool:
    """Whether that outcome on such an item says on which terms."""
    return item_type.has_terms and outcome in OUTCOMES_WITH_TERMS


def _require_terms(recommendation: Recommendation, reference: str, item_type: ItemType) -> None:
    if asks_terms(item_type, recommendation.outcome) and recommendation.terms is None:
        raise InvalidInput(f"Item {reference} needs terms of approval. Choose them; “any” is a choice too.")
    if recommendation.terms is not None:
        complete(recommendation.terms)


def _require_views(views: tuple[MemberView, ...], quorum: QuorumFinding) -> None:
    if sorted(view.member_id for view in views) != sorted(one.member_id for one in quorum.counted):
        wrong = _mismatches(views, quorum) or ["a member is counted twice"]
        raise InvalidInput(
            f"The views do not match who took part: {'; '.join(wrong)}. "
            "Record one view for each member who took part, and no other."
        )
    for view in views:
        if view.vote is not Vote.FOR and not view.reasons.strip():
            did = "dissents" if view.vote is Vote.AGAINST else "abstains"
            raise InvalidInput(f"{view.name} {did} without a reason. Record the member's reasons.")


def _mismatches(views: tuple[MemberView, ...], quorum: QuorumFinding) -> list[str]:
    taking_part = {one.member_id for one in quorum.counted}
    given = {view.member_id for view in views}
    silent = [one.name for one in quorum.counted if one.member_id not in given]
    strange = [view.name for view in views if view.member_id not in taking_part]
    return [
        *(f"{name} took part and has given no view" for name in silent),
        *(f"{name} did not take part for the whole item" for name in strange),
    ]


def _require_unconditional(recommendation: Recommendation, book: RuleBook) -> None:
    texts = [recommendation.advice, *(reason.words for reason in recommendation.reasons)]
    if recommendation.terms is not None:
        texts += [recommendation.terms.preferences, *recommendation.terms.named_children]
    words = next(filter(None, map(conditional_words, texts)), "")
    require(
        book.rule("no-conditional-recommendation"),
        not words,
        f"“{words}” makes the recommendation conditional. If something is missing, defer the item and say what is "
        "needed, from whom and by when. If no condition is meant, put it in other words.",
    )
