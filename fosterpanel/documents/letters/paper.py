"""The record a letter is written from, and what every letter can ask of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from fosterpanel.documents.pages import Block
from fosterpanel.documents.phrases import needed
from fosterpanel.domain.changes_of_terms import AgreedChange
from fosterpanel.domain.decisions import AgencyDecision
from fosterpanel.domain.deferrals import Deferral
from fosterpanel.domain.items import PanelItem
from fosterpanel.domain.notices import Notice
from fosterpanel.domain.recommendations import Recommendation
from fosterpanel.domain.register import Exemption, FosterHome, Resignation
from fosterpanel.domain.service import FosteringService, Person
from fosterpanel.domain.temporary_approvals import TemporaryApproval
from fosterpanel.domain.terms import TermsOfApproval


@dataclass(frozen=True, slots=True, kw_only=True)
class LetterPaper:
    """Everything a letter may need; which parts must be there follows from the notice's kind.

    ``old_terms`` are those the decision changes. ``review`` is what an independent review recommended, if one did.
    ``temporary`` are the temporary approvals that go on.
    """

    service: FosteringService
    notice: Notice
    home: FosterHome
    author: Person
    item: PanelItem | None = None
    type_name: str = ""
    panel_on: date | None = None
    decision: AgencyDecision | None = None
    decision_words: Mapping[str, str]
    outcome_words: Mapping[str, str]
    recommendation: Recommendation | None = None
    old_terms: TermsOfApproval | None = None
    deferral: Deferral | None = None
    agreed_change: AgreedChange | None = None
    resignation: Resignation | None = None
    exemption: Exemption | None = None
    temporary: tuple[TemporaryApproval, ...] = ()
    review: str = ""
    next_review_on: date | None = None
    is_review_open: bool = True

    @property
    def signed_decision(self) -> AgencyDecision:
        """The decision the letter tells of. Raises InvalidInput when there is none."""
        return needed(
            self.decision, "This letter tells of a decision, and there is none yet. Sign the decision first."
        )


class Letter(NamedTuple):
    """One letter as written: its subject, what it says, and what is enclosed where the notice lists nothing."""

    subject: str
    blocks: tuple[Block, ...]
    enclosures: tuple[str, ...] = ()
