"""The record the minutes of one item are written from."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from fosterpanel.domain.actions import Action
from fosterpanel.domain.attendance import OtherAttender, Presence
from fosterpanel.domain.deferrals import Deferral
from fosterpanel.domain.hearings import Hearing
from fosterpanel.domain.interests import DeclaredInterest
from fosterpanel.domain.items import PanelItem
from fosterpanel.domain.lines_to_explore import LineToExplore
from fosterpanel.domain.meetings import Meeting
from fosterpanel.domain.minutes import Minutes
from fosterpanel.domain.papers import Paper
from fosterpanel.domain.quorum import CountedMember, QuorumFinding
from fosterpanel.domain.recommendations import AGREE_ACTION, Recommendation
from fosterpanel.domain.register import FosterHome
from fosterpanel.domain.service import FosteringService
from fosterpanel.domain.terms import TermsOfApproval


@dataclass(frozen=True, slots=True, kw_only=True)
class MinutesPaper:
    """Everything the minutes of one item say; ``home`` is None for business of the panel itself.

    ``panel`` is every member who was present at any time of the item; ``names`` gives names by member id.
    Exactly one of ``recommendation`` and ``deferral`` is there, unless ``withdrawn`` says why neither is; a draft made
    before the outcome has none of the three.
    ``signed_by`` and ``signed_at`` (UTC) are set only when the document is made to be signed; ``clock_words``
    says whose clock that is. A draft (neither set) says plainly that it is one. ``lines`` are the lines to
    explore that members sent. ``quorum`` is the quorum at the moment of a draft, while the item has no outcome;
    afterwards the hearing or the deferral holds what was found.
    """

    service: FosteringService
    meeting: Meeting
    item: PanelItem
    home: FosterHome | None
    type_name: str
    reference: str
    minutes: Minutes
    hearing: Hearing | None
    panel: tuple[CountedMember, ...]
    presences: tuple[Presence, ...]
    others: tuple[OtherAttender, ...]
    apologies: tuple[str, ...]
    interests: tuple[DeclaredInterest, ...]
    names: Mapping[str, str]
    papers: tuple[Paper, ...]
    paper_kinds: Mapping[str, str]
    outcome_words: Mapping[str, str]
    deferral_words: Mapping[str, str]
    old_terms: TermsOfApproval | None
    recommendation: Recommendation | None = None
    deferral: Deferral | None = None
    withdrawn: str = ""
    actions: tuple[Action, ...] = ()
    timing: tuple[str, ...] = ()
    signed_by: str = ""
    signer_seat: str = ""
    signed_at: datetime | None = None
    clock_words: str = "The time is this computer's own."
    lines: tuple[LineToExplore, ...] = ()
    quorum: QuorumFinding | None = None

    @property
    def result(self) -> str:
        """The panel's recommendation in the rule book's words, or nothing without one."""
        if self.recommendation is None:
            return ""
        return self.outcome_words.get(self.recommendation.outcome, self.recommendation.outcome)

    @property
    def is_business(self) -> bool:
        """Whether they are about business of the panel itself, which names no family and goes to nobody else."""
        return self.home is None

    @property
    def lacks_action(self) -> bool:
        """Whether the panel agreed an action on its own business, and it was taken out again since."""
        agreed = self.recommendation is not None and self.recommendation.outcome == AGREE_ACTION
        return self.is_business and agreed and not self.actions

    @property
    def quorum_found(self) -> QuorumFinding | None:
        """The quorum found on the item, heard or unheard; nothing where nobody looked for one."""
        if self.hearing and self.hearing.quorum:
            return self.hearing.quorum
        return self.quorum or (self.deferral.quorum if self.deferral else None)

    @property
    def has_outcome(self) -> bool:
        """Whether the panel has recommended or deferred, or the item was withdrawn."""
        return bool(self.recommendation or self.deferral or self.withdrawn)

    def name_of(self, member_id: str) -> str:
        """A member's name, or the bare id where nobody gave a name."""
        return self.names.get(member_id, member_id)
