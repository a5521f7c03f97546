"""The manager's page: what needs somebody, and two charts with their tables."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Final

from fosterpanel.documents.figures import Bar, bar_chart
from fosterpanel.documents.oversight.dense import HALF_WIDTH, DenseTable, SideBySide
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
    bars = [Bar(label=one.code, value=one.times, words=counted(one.times, "time")) for one in reasons]
    yield bar_chart(bars, subject="Deferrals by reason", width=HALF_WIDTH, row=_ROW)
    yield Paragraph("How often each reason was given. One deferral may have several.", "note")
    columns = (Column("Reason", 5.6), Column("Times", 1.2, True), Column("Days waited", 1.6, True))
    yield DenseTable(columns, tuple(_reason_row(one) for one in reasons))


def _reason_row(reason: ReasonCount) -> tuple[Text, ...]:
    return f"{reason.code} {reason.words}", str(reason.times), str(reason.days)


def _waits(times: tuple[DecisionTime, ...]) -> Iterator[Block]:
    yield Heading("Days from panel to decision", 3)
    median = median_wait(times)
    if median is None:
        yield nothing("No decision was made.")
        return
    yield bar_chart([_bar(one) for one in times], subject=_SUBJECT, width=HALF_WIDTH, row=_ROW)
    yield Paragraph(
        f"Dark: panel to minutes. Light: minutes to decision. Half waited {median:g} days or less.", "note"
    )
    columns = (
        Column("Item", 3),
        Column("To minutes", 1.8, True),
        Column("To decision", 1.8, True),
        Column("In all", 1.2, True),
    )
    yield DenseTable(columns, tuple(_wait_row(one) for one in times))


_SUBJECT: Final = "Calendar days from panel to final minutes, then from minutes to decision"


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
