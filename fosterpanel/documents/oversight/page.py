"""The manager's page: what needs somebody, and two charts with their tables."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Final

from fosterpanel.documents.figures import Bar, bar_chart
from fosterpanel.documents.oversight.dense import LEFT_WIDTH, RIGHT_WIDTH, DenseTable, SideBySide
from fosterpanel.documents.pages import (
    Block,
    Column,
    Document,
    DocumentFrame,
    Heading,
    Paragraph,
    RenderedDocument,
    Text,
    render,
)
from fosterpanel.documents.phrases import sentence, start_of
from fosterpanel.documents.sections import bullets_or, nothing
from fosterpanel.domain.service import FosteringService
from fosterpanel.domain.statistics import DecisionTime, ReasonCount, median_wait
from fosterpanel.domain.wording import counted, long_date, plain_date

_LEAST_ROW: Final = 13.0
_MOST_ROW: Final = 36.0
# What the charts and the rows of both tables share of one page, and one such row, in points.
_ROOM: Final = 350.0
_TABLE_ROW: Final = 16.0
# More bars would make a chart higher than a page; the table beneath lists them all.
_MOST_BARS: Final = 24
_SUBJECT: Final = "Calendar days from panel to final minutes, then from minutes to decision"


@dataclass(frozen=True, slots=True, kw_only=True)
class OversightPaper:
    """The figures and the concerns.

    ``needs_now`` and ``needs_soon`` are sentences with the item's or home's reference, and no names.
    """

    service: FosteringService
    on: date
    period: str
    reference: str
    deferral_reasons: tuple[ReasonCount, ...]
    decision_times: tuple[DecisionTime, ...]
    needs_now: tuple[str, ...] = ()
    needs_soon: tuple[str, ...] = ()


def render_oversight(paper: OversightPaper) -> RenderedDocument:
    """The manager's page as a document; with much to show it runs on to further pages. It names nobody."""
    return render(Document(frame=_frame(paper), blocks=tuple(_blocks(paper))))


def _frame(paper: OversightPaper) -> DocumentFrame:
    return DocumentFrame(
        title="Panel oversight",
        subtitle=f"{paper.period}. As things stood on {long_date(paper.on)}",
        service_name=paper.service.name,
        reference=paper.reference,
        version=plain_date(paper.on),
        confidentiality="For managers of the service",
        created_at=start_of(paper.on),
    )


def _blocks(paper: OversightPaper) -> Iterator[Block]:
    yield Heading("Needs somebody now")
    yield bullets_or(tuple(map(sentence, paper.needs_now)), "Nothing.")
    yield Heading("Needs somebody soon")
    yield bullets_or(tuple(map(sentence, paper.needs_soon)), "Nothing.")
    reasons = paper.deferral_reasons
    in_order = tuple(sorted(paper.decision_times, key=lambda one: one.decided_on))
    row = _row_height(len(reasons), len(in_order))
    yield SideBySide(tuple(_deferrals(reasons, row)), right=tuple(_waits(in_order, row)))
    yield from _reasons_listed(reasons)
    yield from _waits_listed(in_order)


def _row_height(reasons: int, decisions: int) -> float:
    """Points for one bar: the fewer bars and rows beneath there are, the higher each is."""
    room = _ROOM - _TABLE_ROW * (reasons + decisions)
    return max(_LEAST_ROW, min(_MOST_ROW, room / max(reasons, decisions, 1)))


def _deferrals(reasons: tuple[ReasonCount, ...], row: float) -> Iterator[Block]:
    yield Heading("Why items were deferred", 3)
    if not reasons:
        yield nothing("No item was deferred.")
        return
    drawn = reasons[:_MOST_BARS]
    bars = [Bar(label=one.code, value=one.times, words=counted(one.times, "time")) for one in drawn]
    yield bar_chart(bars, subject="Deferrals by reason", width=LEFT_WIDTH, row=row)
    several = "How often each reason was given. A deferral may have several."
    yield Paragraph(f"{several}{_left_out(len(reasons), 'most frequent')}", "note")


def _reasons_listed(reasons: tuple[ReasonCount, ...]) -> Iterator[Block]:
    if not reasons:
        return
    columns = (Column("Reason", 9), Column("Times", 1, True), Column("Days so far", 1.4, True))
    yield DenseTable(columns, tuple(_reason_row(one) for one in reasons))


def _left_out(number: int, which: str) -> str:
    return f" The chart shows the {_MOST_BARS} {which} of {number}." if number > _MOST_BARS else ""


def _reason_row(reason: ReasonCount) -> tuple[Text, ...]:
    return f"{reason.code} {reason.words}", str(reason.times), str(reason.days)


def _waits(in_order: tuple[DecisionTime, ...], row: float) -> Iterator[Block]:
    yield Heading("Days from panel to decision", 3)
    median = median_wait(in_order)
    if median is None:
        yield nothing("No decision was made.")
        return
    bars = [_bar(one) for one in in_order[-_MOST_BARS:]]
    yield bar_chart(bars, subject=_SUBJECT, width=RIGHT_WIDTH, row=row)
    legend = f"Dark: panel to minutes. Light: minutes to decision. Half waited {median:g} days or less."
    yield Paragraph(f"{legend}{_left_out(len(in_order), 'latest')}", "note")


def _waits_listed(in_order: tuple[DecisionTime, ...]) -> Iterator[Block]:
    if not in_order:
        return
    columns = (
        Column("Item", 1.2),
        Column("Type", 4),
        Column("Panel", 2.2),
        Column("Minutes received", 2.2),
        Column("Decided", 2.2),
        Column("Days", 0.9, True),
    )
    yield DenseTable(columns, tuple(_wait_row(one) for one in in_order))


def _bar(wait: DecisionTime) -> Bar:
    words = f"{wait.panel_to_minutes} + {wait.minutes_to_decision}"
    return Bar(label=wait.reference, value=wait.panel_to_minutes, rest=wait.minutes_to_decision, words=words)


def _wait_row(wait: DecisionTime) -> tuple[Text, ...]:
    return (
        wait.reference,
        wait.type_name,
        plain_date(wait.panel_on),
        plain_date(wait.minutes_on),
        plain_date(wait.decided_on),
        str(wait.panel_to_decision),
    )
