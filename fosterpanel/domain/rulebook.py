"""The rule book of one nation on one day: rules as data, each with its authority, source and confidence.

A rule book is read from ``resources/rules`` by ``fosterpanel.rulebooks``; the records here hold what
was read, and ``meet`` is the one place that decides what a rule not met may do: law blocks, a standard
or guidance asks for a reason, local policy and our own recommendations warn.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import NoReturn, TypeVar

from fosterpanel.errors import ReasonNeeded, RuleRefusal, UnknownRule


class Nation(StrEnum):
    """The four nations of the United Kingdom; each has its own rules and its own bank holidays."""

    ENGLAND = "england"
    WALES = "wales"
    SCOTLAND = "scotland"
    NORTHERN_IRELAND = "northern-ireland"

    @property
    def name_in_words(self) -> str:
        """The nation's name as people write it."""
        return self.value.replace("-", " ").title()


class Authority(StrEnum):
    """How strong a rule is."""

    REGULATION = "regulation"
    CASE_LAW = "case law"
    STANDARD = "standard"
    GUIDANCE = "guidance"
    REVIEW_MECHANISM = "review mechanism"
    LOCAL = "local"
    RECOMMENDATION = "recommendation"


class Confidence(StrEnum):
    """How sure we are that the rule is stated rightly; ``UNVERIFIED`` is said wherever it is shown."""

    HIGH = "high"
    MEDIUM = "medium"
    UNVERIFIED = "unverified"


KnownT = TypeVar("KnownT")

LAW = frozenset({Authority.REGULATION, Authority.CASE_LAW})
REASONED = frozenset({Authority.STANDARD, Authority.GUIDANCE, Authority.REVIEW_MECHANISM})


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """One rule in plain words, and where it comes from."""

    id: str
    words: str
    authority: Authority
    source: str
    confidence: Confidence = Confidence.HIGH
    note: str = ""

    @property
    def blocks(self) -> bool:
        """Whether an act that breaks this rule is refused outright."""
        return self.authority in LAW

    @property
    def is_unverified(self) -> bool:
        """Whether a person must still check the text before relying on it."""
        return self.confidence is Confidence.UNVERIFIED

    @property
    def citation(self) -> str:
        """The source as a refusal quotes it, saying so when it is unverified."""
        return f"{self.source}, not yet verified" if self.is_unverified else self.source


@dataclass(frozen=True, slots=True, kw_only=True)
class Concern:
    """A rule that was not met but does not block: what it says, and the reason somebody gave."""

    rule_id: str
    sentence: str
    source: str
    reason: str = ""


def meet(rule: Rule, met: bool, sentence: str, *, reason: str = "") -> Concern | None:
    """Apply a rule: nothing when it is met, a refusal or a concern when it is not.

    Raises:
        RuleRefusal: the rule is law.
        ReasonNeeded: the rule is a standard or guidance and no reason was given.
    """
    if met:
        return None
    if rule.blocks:
        refuse(rule, sentence)
    if rule.authority in REASONED and not reason.strip():
        raise ReasonNeeded(f"{sentence} Give a reason to go on.", rule_id=rule.id, source=rule.citation)
    return Concern(rule_id=rule.id, sentence=sentence, source=rule.citation, reason=reason.strip())


def require(rule: Rule, met: bool, sentence: str) -> None:
    """Refuse an act that would not be what it claims to be, whatever the rule's authority.

    For acts that have no meaning outside their rule (an outcome the item type does not know, a record with
    parts missing); whether a practice complies is for ``meet``.

    Raises:
        RuleRefusal: the rule is not met.
    """
    if not met:
        refuse(rule, sentence)


def refuse(rule: Rule, sentence: str) -> NoReturn:
    """Refuse outright, naming the rule and its source. Raises RuleRefusal."""
    raise RuleRefusal(sentence, rule_id=rule.id, source=rule.citation)


class Unit(StrEnum):
    """What a time limit is counted in."""

    WORKING_DAYS = "working days"
    CALENDAR_DAYS = "calendar days"
    WEEKS = "weeks"
    MONTHS = "months"
    YEARS = "years"


@dataclass(frozen=True, slots=True, kw_only=True)
class TimeLimit:
    """A time limit and its counting convention.

    ``first_day_counts``: "beginning with" the trigger day, so that the trigger is day 1.
    ``clear``: that many whole days must lie between the two dates (neither end counts).
    ``backwards``: counted back from the trigger (papers before a panel).
    ``trigger`` says in words which date starts it.
    """

    rule: Rule
    trigger: str
    length: int
    unit: Unit
    first_day_counts: bool = False
    clear: bool = False
    backwards: bool = False


class PanelStage(StrEnum):
    """What the panel has to do with an item type on a given day."""

    REQUIRED = "required"
    VIEWS = "views"
    POLICY = "policy"
    NOT_NEEDED = "not needed"


class Need(StrEnum):
    """How far a paper is needed for an item type."""

    REQUIRED = "required"
    CONDITIONAL = "conditional"
    OPTIONAL = "optional"


@dataclass(frozen=True, slots=True, kw_only=True)
class ChecklistEntry:
    """One paper on the checklist of an item type; ``when`` says in words when a conditional one is due.

    ``source`` names the regulation that asks for the paper, when one does (``by_regulation``).
    """

    paper_kind: str
    need: Need
    by_regulation: bool = False
    when: str = ""
    source: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemType:
    """A kind of business: what the panel has to do with it and what may come of it.

    ``panel_stage`` is the stage in force on the rule book's day. ``minutes_before_decision`` follows from it.
    ``outcomes`` are panel outcome codes, ``decisions`` the decision maker's codes; both are named in the
    rule book's wording tables. ``can_be_challenged``: a negative determination is a qualifying one.
    ``final_decisions`` may end the item once a proposal has gone 28 days without an answer. ``is_about_home`` is no
    for business of the panel itself, which the panel notes or acts on and nobody decides.
    """

    code: str
    name: str
    rule: Rule
    panel_stage: PanelStage
    outcomes: tuple[str, ...]
    decisions: tuple[str, ...]
    final_decisions: tuple[str, ...] = ()
    can_be_challenged: bool = False
    has_terms: bool = False
    is_about_home: bool = True
    checklist: tuple[ChecklistEntry, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class QuorumRule:
    """Who must be present for business to be done on an item."""

    rule: Rule
    others: int
    others_joint: int
    experience_years: int
    needs_chair_or_vice: bool = True
    needs_social_worker: bool = True
    vice_not_independent_needs_independent: bool = True
    presiding_may_fill_social_worker: bool = False

    def others_needed(self, *, is_joint: bool) -> int:
        """How many members are needed beside the one presiding and the social worker."""
        return self.others_joint if is_joint else self.others


class ServiceKind(StrEnum):
    """What kind of fostering service a person must be independent of."""

    COUNCIL = "council"
    AGENCY = "agency"


@dataclass(frozen=True, slots=True, kw_only=True)
class IndependenceQuestion:
    """One question of the independence test; a yes to any that applies means "not independent"."""

    id: str
    words: str
    applies_to: tuple[ServiceKind, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class DeferralReason:
    """One reason code for a deferral; ``is_panels_own`` marks the panel's own reasons (D80 to D85)."""

    code: str
    category: str
    words: str
    is_panels_own: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class RetentionRule:
    """How many years a kind of record is kept at least, and from what event."""

    rule: Rule
    record: str
    years: int
    trigger: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ContentList:
    """What a document or record must hold: its parts in order, by id, each in words.

    ``later`` names the parts that can only be filled once the document is signed.
    """

    id: str
    name: str
    rule: Rule
    parts: Mapping[str, str]
    later: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class RuleBook:
    """All rules of one nation in force on one day; meetings freeze ``id`` and ``version``.

    ``related_persons`` says who counts as related in the independence test. ``quorum_note`` says why no
    quorum is given, where the rule book knows that there was one but not which.
    """

    id: str
    version: str
    nation: Nation
    on: date
    rules: Mapping[str, Rule]
    limits: Mapping[str, TimeLimit]
    item_types: Mapping[str, ItemType]
    outcome_words: Mapping[str, str]
    decision_words: Mapping[str, str]
    paper_kinds: Mapping[str, str]
    independence: tuple[IndependenceQuestion, ...]
    deferral_reasons: Mapping[str, DeferralReason]
    retention: Mapping[str, RetentionRule]
    holidays: Mapping[date, str] = field(default_factory=dict)
    holidays_source: str = ""
    holidays_confidence: Confidence = Confidence.UNVERIFIED
    quorum: QuorumRule | None = None
    quorum_note: str = ""
    related_persons: tuple[str, ...] = ()
    redaction_classes: Mapping[str, str] = field(default_factory=dict)
    contents: Mapping[str, ContentList] = field(default_factory=dict)

    def rule(self, rule_id: str) -> Rule:
        """The rule of that id. Raises UnknownRule when this rule book does not hold it."""
        return self._known(self.rules, rule_id)

    def limit(self, limit_id: str) -> TimeLimit:
        """The time limit of that id. Raises UnknownRule when nobody knows it for this nation."""
        return self._known(self.limits, limit_id)

    def item_type(self, code: str) -> ItemType:
        """The item type of that code. Raises UnknownRule."""
        return self._known(self.item_types, code)

    def content_list(self, document: str) -> ContentList:
        """What a kind of document or record must hold. Raises UnknownRule."""
        return self._known(self.contents, document)

    def quorum_rule(self) -> QuorumRule:
        """The quorum in force. Raises UnknownRule when this nation's quorum is not known."""
        if self.quorum is None:
            raise UnknownRule(
                f"The rule book for {self.nation.name_in_words} holds no quorum for {self.on.day} {self.on:%B %Y}. "
                f"{self.quorum_note}{' ' if self.quorum_note else ''}"
                "Add it to the rule book, with its source, before a panel meets."
            )
        return self.quorum

    def _known(self, table: Mapping[str, KnownT], key: str) -> KnownT:
        found = table.get(key)
        if found is None:
            raise UnknownRule(
                f"The rule book for {self.nation.name_in_words} does not know “{key}”, and nothing is guessed. "
                f"It knows: {', '.join(sorted(table)) or 'nothing of this kind'}."
            )
        return found
