"""The papers of an item as the panel has them before it: one after the other, under the numbers members hold.

Once the meeting's pack is out, its printed numbers count, through all items; before that each item's from 1.
"""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import ExitStack
from dataclasses import dataclass

from fosterpanel.documents.joined_pages import JoinedPages
from fosterpanel.documents.page_images import PageImages
from fosterpanel.domain.items import PanelItem
from fosterpanel.domain.packs import PackPlan
from fosterpanel.domain.papers import Paper
from fosterpanel.workflow.minuting.minutes import draft_pdf
from fosterpanel.workflow.office import Office
from fosterpanel.workflow.packing.packs_out import AGENDA, latest_pack
from fosterpanel.workflow.page_images import Pages
from fosterpanel.workflow.paperwork.papers import papers_before_panel


@dataclass(frozen=True, slots=True, kw_only=True)
class PaperPlace:
    """A paper and the page, counted from 0 through all papers of the item, on which it begins."""

    paper: Paper
    first: int


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenPages:
    """Pages opened to be read: close ``images`` afterwards. ``sizes`` are each page's width and height in points.

    ``printed`` is the number on each page as people say it, empty on one that came after the pack; ``last`` is the
    last number there is, in this item or in the pack.
    """

    images: Pages
    sizes: tuple[tuple[float, float], ...]
    printed: tuple[str, ...]
    last: str
    papers: tuple[PaperPlace, ...] = ()

    def paper_on(self, page: int) -> PaperPlace | None:
        """The paper that a page (from 0) belongs to."""
        return next((one for one in reversed(self.papers) if one.first <= page), None)

    def page_of(self, paper_id: str, page: int) -> int:
        """The page (from 0) that a page of one paper (from 1) is; -1 where it is not here."""
        found = (one.first + page - 1 for one in self.papers if one.paper.id == paper_id and page > 0)
        return next(found, -1)


def open_papers(office: Office, item_id: str) -> OpenPages:
    """Open what is before the panel on an item. Takes a while for long papers: called beside the window.

    Raises:
        UnreadableDocument: a paper cannot be shown.
    """
    with office.reading() as reading:
        papers = papers_before_panel(reading, item_id)
        pack = latest_pack(reading, reading.get(PanelItem, item_id).meeting_id)
        data = [reading.content(paper.sha256) for paper in papers]
    with ExitStack() as undoing:
        parts = []
        for each in data:
            parts.append(PageImages(each))
            undoing.callback(parts[-1].close)
        undoing.pop_all()
    return _opened(JoinedPages(parts), papers, pack.plan if pack else None)


def find_page(office: Office, meeting_id: str, printed: str) -> tuple[str, str, int] | None:
    """The item, the paper and its page (from 1) that bear a number in the meeting's pack; None where none does."""
    with office.reading() as reading:
        pack = latest_pack(reading, meeting_id)
        for entry in pack.plan.entries if pack else ():
            if entry.id != AGENDA and printed in entry.pages:
                return reading.get(Paper, entry.source).item_id, entry.source, entry.pages.index(printed) + 1
    return None


def open_draft(office: Office, item_id: str) -> OpenPages:
    """Open the minutes of an item as they stand, marked as a draft. Raises InvalidInput, NotFound."""
    return _opened(PageImages(draft_pdf(office, item_id)))


def _opened(
    images: JoinedPages | PageImages, papers: Sequence[Paper] = (), plan: PackPlan | None = None
) -> OpenPages:
    places, first = [], 0
    for paper in papers:
        places.append(PaperPlace(paper=paper, first=first))
        first += paper.pages
    counted = tuple(str(page) for page in range(1, images.page_count + 1))
    printed = _printed(papers, plan) if plan else counted
    return OpenPages(
        images=images,
        sizes=tuple(images.size(page) for page in range(images.page_count)),
        printed=printed,
        last=next(reversed((plan.printed if plan else counted) or ("0",))),
        papers=tuple(places),
    )


def _printed(papers: Sequence[Paper], plan: PackPlan) -> tuple[str, ...]:
    """The numbers that the pack put on the pages of these papers, version for version."""
    held = {entry.source: entry.pages for entry in plan.entries}
    return tuple(number for paper in papers for number in held.get(paper.id) or ("",) * paper.pages)
