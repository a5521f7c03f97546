"""The first pages of a pack: its index, and in a later issue what has changed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from math import ceil

from fosterpanel.documents.pages import (
    Block,
    Column,
    Document,
    DocumentFrame,
    Heading,
    KeyFacts,
    Paragraph,
    RenderedDocument,
    Run,
    Table,
    Text,
    render,
)
from fosterpanel.documents.phrases import moment
from fosterpanel.domain.pack_changes import ChangeKind, PackChange, changes_since, keeps_numbers
from fosterpanel.domain.packs import PackEntry, PackPlan, PackSection, number_pages, page_range
from fosterpanel.domain.wording import counted, plain_date
from fosterpanel.errors import InvalidInput

_CHANGED = {
    ChangeKind.ADDED: "Late paper added",
    ChangeKind.CORRECTED: "Corrected version",
    ChangeKind.TAKEN_OUT: "Taken out",
    ChangeKind.MOVED: "On other pages",
}
_MOST_TRIES = 5
_LINES_OF_HEADING, _LINES_ON_FIRST, _LINES_ON_PAGE = 2.5, 29.5, 34


def number_with_index(
    plan: PackPlan, counts: Mapping[str, int], earlier: PackPlan | None
) -> tuple[PackPlan, RenderedDocument]:
    """Number the pages and draw the index, which is as long as what it says makes it.

    Raises:
        InvalidInput: no number is left for what is new, or a title cannot be printed faithfully.
    """
    front = len(plan.front) or _usual_length(plan)
    for _ in range(_MOST_TRIES):
        numbered = number_pages(plan, front, counts)
        drawn = _render(numbered, earlier)
        if drawn.page_count == front:
            return numbered, drawn
        front = drawn.page_count
    raise InvalidInput("The index of this pack changes its length with every numbering. Shorten one title.")


def _usual_length(plan: PackPlan) -> int:
    """How many pages an index of so many lines usually takes; a right guess spares drawing it twice."""
    lines = len(plan.entries) + _LINES_OF_HEADING * len(plan.sections)
    return 1 + ceil(max(0, lines - _LINES_ON_FIRST) / _LINES_ON_PAGE)


def _render(plan: PackPlan, earlier: PackPlan | None) -> RenderedDocument:
    changes = changes_since(earlier, plan) if earlier else ()
    frame = DocumentFrame(
        title=plan.title,
        subtitle="Pack of papers: index",
        service_name=plan.service_name,
        reference=plan.reference,
        version=f"Issue {plan.number}" if plan.number > 1 else "",
        created_at=plan.made_at,
        has_page_numbers=False,
    )
    return render(Document(frame=frame, blocks=tuple(_blocks(plan, earlier, changes))))


def _blocks(plan: PackPlan, earlier: PackPlan | None, changes: Sequence[PackChange]) -> Iterator[Block]:
    yield KeyFacts(tuple(_facts(plan)), columns=3)
    if earlier is not None:
        yield from _changes(plan, earlier, changes)
    for section in plan.sections:
        if section.entries:
            yield from _section(section)


def _facts(plan: PackPlan) -> Iterator[tuple[str, Text]]:
    yield "Documents", str(len(plan.entries))
    yield "Pages", f"{len(plan.printed)}, index included"
    yield f"Issue {plan.number}", moment(plan.made_at)


def _section(section: PackSection) -> Iterator[Block]:
    yield Heading(section.title or "Documents")
    yield Table(
        columns=(Column("Document", 6.4), Column("Dated", 2.4), Column("Pages", 1.6, True)),
        rows=tuple(_row(entry) for entry in section.entries),
    )


def _row(entry: PackEntry) -> tuple[Text, ...]:
    title = Run(f"{entry.title} (late paper)" if entry.is_late else entry.title, target=entry.id)
    pages = Run(page_range(entry.pages), target=entry.id)
    return (title,), plain_date(entry.dated_on) if entry.dated_on else "Undated", (pages,)


def _changes(plan: PackPlan, earlier: PackPlan, changes: Sequence[PackChange]) -> Iterator[Block]:
    yield Heading(f"What has changed since issue {earlier.number}")
    yield Paragraph(_numbering_words(plan, earlier))
    if not changes:
        yield Paragraph("No document was added, corrected, moved or taken out.")
        return
    yield Table(
        columns=(
            Column("Document", 4.6),
            Column("What happened", 2.6),
            Column("Pages before", 1.7, True),
            Column("Pages now", 1.7, True),
        ),
        rows=tuple(_changed(change) for change in changes),
    )
    yield Paragraph(f"{counted(len(changes), 'change')} in all. The whole index as it now stands follows.")


def _numbering_words(plan: PackPlan, earlier: PackPlan) -> str:
    if keeps_numbers(earlier, plan):
        return (
            "Every page that was out keeps its number, so notes and references stay right. "
            "A page that came in between bears the number of the page before it and a letter."
        )
    return "The pages are numbered anew: a reference to a page of the earlier issue no longer holds."


def _changed(change: PackChange) -> tuple[Text, ...]:
    title: Text = change.title
    if change.pages_now:
        title = (Run(change.title, target=change.entry_id),)
    return title, _CHANGED[change.kind], change.pages_before or "–", change.pages_now or "–"
