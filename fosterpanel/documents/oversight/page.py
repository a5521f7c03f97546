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

_ROW: Final = 14.0
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
    yield SideBySide(tuple(_deferrals(paper.deferral_reasons)), tuple(_waits(paper.decision_times)))


def _deferrals(reasons: tuple[ReasonCount, ...]) -> Iterator[Block]:
    yield Heading("Why items were deferred", 3)
    if not reasons:
        yield nothing("No item was deferred.")
        return
    drawn = reasons[:_MOST_BARS]
    bars = [Bar(label=one.code, value=one.times, words=counted(one.times, "time")) for one in drawn]
    yield bar_chart(bars, subject="Deferrals by reason", width=LEFT_WIDTH, row=_ROW)
    several = "How often each reason was given, and the days it cost. A deferral may have several."
    yield Paragraph(f"{several}{_left_out(len(reasons), 'most frequent')}", "note")
    columns = (Column("Reason", 5.6), Column("Times", 1.2, True), Column("Days", 1.2, True))
    yield DenseTable(columns, tuple(_reason_row(one) for one in reasons))


def _left_out(number: int, which: str) -> str:
    return f" The chart shows the {_MOST_BARS} {which} of {number}." if number > _MOST_BARS else ""


def _reason_row(reason: ReasonCount) -> tuple[Text, ...]:
    return f"{reason.code} {reason.words}", str(reason.times), str(reason.days)


def _waits(times: tuple[DecisionTime, ...]) -> Iterator[Block]:
    yield Heading("Days from panel to decision", 3)
    median = median_wait(times)
    if median is None:
        yield nothing("No decision was made.")
        return
    in_order = sorted(times, key=lambda one: one.decided_on)
    yield bar_chart(
        [_bar(one) for one in in_order[-_MOST_BARS:]], subject=_SUBJECT, width=RIGHT_WIDTH, row=_ROW
    )
    legend = f"Dark: panel to minutes. Light: minutes to decision. Half waited {median:g} days or less."
    yield Paragraph(f"{legend}{_left_out(len(times), 'latest')}", "note")
    columns = (
        Column("Item", 3),
        Column("Minutes", 1.8, True),
        Column("Decision", 1.8, True),
        Column("In all", 1.2, True),
    )
    yield DenseTable(columns, tuple(_wait_row(one) for one in in_order))


def _bar(wait: DecisionTime) -> Bar:
    words = f"{wait.panel_to_minutes} + {wait.minutes_to_decision}"
    return Bar(label=wait.reference, value=wait.panel_to_minutes, rest=wait.minutes_to_decision, words=words)


def _wait_row(wait: DecisionTime) -> tuple[Text, ...]:
    return (
        wait.reference,
        str(wait.panel_to_minutes),
        str(wait.minutes_to_decision),
        str(wait.panel_to_decision),
    )
