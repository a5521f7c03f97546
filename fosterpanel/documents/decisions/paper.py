"""The record an agency decision is written from."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from fosterpanel.domain.clocks import APPLICATIONS
from fosterpanel.domain.decisions import AgencyDecision
from fosterpanel.domain.items import PanelItem
from fosterpanel.domain.recommendations import Recommendation
from fosterpanel.domain.register import FosterHome
from fosterpanel.domain.service import FosteringService, Person
from fosterpanel.domain.terms import TermsOfApproval


@dataclass(frozen=True, slots=True, kw_only=True)
class CarriedDocument:
    """A signed document relied on, embedded as it is: its exact bytes and their SHA-256."""

    reference: str
    title: str
    sha256: str
    data: bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class DecisionPaper:
    """Everything the decision record says. Without a panel there is no recommendation and there are no minutes.

    ``signed_minutes`` are the exact signed bytes relied on, embedded as they are; ``also_carried`` are their
    addenda and the minutes of earlier panels. ``working_days_taken`` counts from receipt of the final minutes (of
    the report, of the review's recommendation), or from ``counted_from``, the local day on which the time to answer a
    proposal ended, where that is later; ``convention`` says in words how. ``review`` is what an
    independent review recommended, where there was one. ``notices`` are sentences on who tells the carers
    or applicants, how and by when.
    """

    service: FosteringService
    item: PanelItem
    home: FosterHome
    type_name: str
    reference: str
    decision: AgencyDecision
    decision_maker: Person
    decision_words: Mapping[str, str]
    outcome_words: Mapping[str, str]
    recommendation: Recommendation | None
    departs: bool
    old_terms: TermsOfApproval | None
    working_days_taken: int
    convention: str
    signed_minutes: bytes = b""
    minutes_reference: str = ""
    minutes_sha256: str = ""
    also_carried: tuple[CarriedDocument, ...] = ()
    signed_at: datetime | None = None
    clock_words: str = "The time is this computer's own."
    review: str = ""
    notices: tuple[str, ...] = ()
    counted_from: date | None = None

    @property
    def has_panel(self) -> bool:
        """Whether a panel considered the item."""
        return self.recommendation is not None or self.decision.process is not None

    @property
    def report(self) -> str:
        """What a decision without a panel rests on, in a word: an applicant is assessed, a carer reported on."""
        return "assessment" if self.item.type_code in APPLICATIONS else "report"

    @property
    def decided(self) -> str:
        """The decision in the rule book's words."""
        return self.decision_words.get(self.decision.decision, self.decision.decision)
