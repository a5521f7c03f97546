"""The papers of an item as the panel has them before it: one after the other, pages numbered through."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import ExitStack
from dataclasses import dataclass

from fosterpanel.documents.joined_pages import JoinedPages
from fosterpanel.documents.page_images import PageImages
from fosterpanel.domain.papers import Paper
from fosterpanel.workflow.minutes import draft_pdf
from fosterpanel.workflow.office import Office
from fosterpanel.workflow.page_images import Pages
from fosterpanel.workflow.papers import papers_before_panel


@dataclass(frozen=True, slots=True, kw_only=True)
class PaperPlace:
    """A paper and the page, from 1 through all papers of the item, on which it begins."""

    paper: Paper
    first: int


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenPages:
    """Pages opened to be read: close ``images`` afterwards. ``sizes`` are each page's width and height in points."""

    images: Pages
    sizes: tuple[tuple[float, float], ...]
    papers: tuple[PaperPlace, ...] = ()

    def paper_on(self, page: int) -> PaperPlace | None:
        """The paper that a page (from 1) belongs to."""
        return next((one for one in reversed(self.papers) if one.first <= page), None)


def open_papers(office: Office, item_id: str) -> OpenPages:
    """Open what is before the panel on an item. Takes a while for long papers: called beside the window.

    Raises:
        UnreadableDocument: a paper cannot be shown.
    """
    with office.reading() as reading:
        papers = papers_before_panel(reading, item_id)
        data = [reading.content(paper.sha256) for paper in papers]
    with ExitStack() as undoing:
        parts = []
        for each in data:
            parts.append(PageImages(each))
            undoing.callback(parts[-1].close)
        undoing.pop_all()
    return _opened(JoinedPages(parts), papers)


def open_draft(office: Office, item_id: str) -> OpenPages:
    """Open the minutes of an item as they stand, marked as a draft. Raises InvalidInput, NotFound."""
    return _opened(PageImages(draft_pdf(office, item_id)))


def _opened(images: JoinedPages | PageImages, papers: Sequence[Paper] = ()) -> OpenPages:
    places, first = [], 1
    for paper in papers:
        places.append(PaperPlace(paper=paper, first=first))
        first += paper.pages
    return OpenPages(
        images=images,
        sizes=tuple(images.size(page) for page in range(images.page_count)),
        papers=tuple(places),
    )
