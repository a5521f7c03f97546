"""Papers: their kinds and versions, and the ledger of who relied on which version.

A paper is never overwritten: a correction is a new version that names the one it replaces. When the panel or
the decision maker had already relied on the old version, the correction raises an alert on the item.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from fosterpanel.domain.rulebook import ItemType, Need


@dataclass(frozen=True, slots=True, kw_only=True)
class Paper:
    """One version of one paper of an item; ``sha256`` finds its bytes in the store. Dates are local.

    ``dated_on`` is the paper's own date; ``source_name`` the name of the file it came from.
    """

    id: str
    item_id: str
    kind: str
    title: str
    number: int
    sha256: str
    pages: int
    size: int
    received_on: date
    replaces_id: str = ""
    is_late: bool = False
    dated_on: date | None = None
    source_name: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ExpectedPaper:
    """Who owes a paper that an item's checklist asks for, and by when (local date)."""

    id: str
    item_id: str
    kind: str
    owner: str
    due_on: date
    version: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class PaperReading:
    """That somebody opened a version of a paper to its end; ``read_at`` is UTC."""

    id: str
    paper_id: str
    person_id: str
    read_at: datetime


class ReliedBy(StrEnum):
    """Who relied on a paper."""

    PANEL = "panel"
    DECISION_MAKER = "agency decision maker"


@dataclass(frozen=True, slots=True, kw_only=True)
class Reliance:
    """That a version of a paper was before the panel or the decision maker; ``relied_at`` is UTC."""

    id: str
    item_id: str
    paper_id: str
    sha256: str
    relied_by: ReliedBy
    relied_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class PaperAlert:
    """That a paper was corrected after somebody had relied on the version it replaces; ``raised_at`` is UTC."""

    id: str
    item_id: str
    paper_id: str
    replaced_paper_id: str
    relied_by: tuple[ReliedBy, ...]
    raised_at: datetime
    answer: str = ""
    answered_at: datetime | None = None
    version: int = 0

    @property
    def sentence(self) -> str:
        """The alert as one sentence."""
        who = " and the ".join(one.value for one in self.relied_by)
        return f"A paper was corrected after the {who} had relied on the earlier version. Say what follows from it."


def current(papers: Iterable[Paper]) -> tuple[Paper, ...]:
    """The papers that no later version replaces, in the order received."""
    held = tuple(papers)
    replaced = {paper.replaces_id for paper in held}
    return tuple(paper for paper in held if paper.id not in replaced)


def missing_kinds(item_type: ItemType, papers: Iterable[Paper]) -> tuple[str, ...]:
    """The kinds of paper the item type's checklist requires and the item lacks."""
    there = {paper.kind for paper in papers}
    needed = [entry.paper_kind for entry in item_type.checklist if entry.need is Need.REQUIRED]
    return tuple(kind for kind in needed if kind not in there)


def who_relied(reliances: Iterable[Reliance], paper_id: str) -> tuple[ReliedBy, ...]:
    """Who relied on that version of a paper, each once."""
    return tuple(dict.fromkeys(one.relied_by for one in reliances if one.paper_id == paper_id))
