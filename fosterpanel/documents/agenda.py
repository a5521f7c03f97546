"""The agenda that goes out to the panel: who, when, which papers, which clocks, and what the panel must do."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from fosterpanel.domain.actions import Action
from fosterpanel.domain.agenda import Agenda, TimedEntry
from fosterpanel.domain.deferrals import Deferral
from fosterpanel.domain.items import PanelItem
from fosterpanel.domain.meetings import Meeting
from fosterpanel.domain.papers import Paper
from fosterpanel.domain.quorum import CountedMember, QuorumFinding
from fosterpanel.domain.service import FosteringService


@dataclass(frozen=True, slots=True, kw_only=True)
class AgendaItem:
    """One item as the agenda shows it. ``clock`` is a sentence about its time limit; ``missing`` names papers not in."""

    item: PanelItem
    type_name: str
    initials: str
    needed_from_panel: str
    clock: str
    papers: tuple[Paper, ...]
    paper_kinds: Mapping[str, str]
    missing: tuple[str, ...]
    quorum: QuorumFinding
    one_conflict_away: bool
    history: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class AgendaPaper:
    """Everything the agenda says. ``outcomes_since`` are decisions made since the last panel, one sentence each."""

    service: FosteringService
    meeting: Meeting
    agenda: Agenda
    reference: str
    lines: tuple[TimedEntry, ...]
    members: tuple[CountedMember, ...]
    apologies: tuple[str, ...]
    items: Mapping[str, AgendaItem]
    open_actions: tuple[Action, ...] = ()
    open_deferrals: tuple[tuple[str, Deferral], ...] = ()
    outcomes_since: tuple[str, ...] = ()
