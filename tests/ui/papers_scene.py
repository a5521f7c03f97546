"""A desk with papers on it, for the list of papers, the intake and the reader."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from fosterpanel.documents.sample_papers import sample_paper
from fosterpanel.domain.papers import Paper
from fosterpanel.workflow.paperwork import papers, reading
from fosterpanel.workflow.paperwork.papers import NewPaper
from tests.workflow.builders import Desk
from tests.workflow.worded_papers import worded_pdf

CAME = date(2026, 11, 20)


def worded(pages: int, words: str = "The garden is large. They have fostered before.") -> bytes:
    """A paper whose pages all say their number and these words."""
    return worded_pdf(*(f"Page {number} of the report.\n{words}" for number in range(1, pages + 1)))


def written(desk: Desk, title: str, sections: int) -> bytes:
    """A paper as services write them."""
    return sample_paper(
        title,
        reference=desk.item.reference,
        service_name=desk.office.service.name,
        created_at=desk.clock.now(),
        sections=sections,
    )


def file(desk: Desk, title: str, data: bytes, kind: str = "medical-report", **changes: object) -> Paper:
    new = NewPaper(kind=kind, title=title, data=data, received_on=CAME, source_name=f"{title}.pdf")
    return papers.file_paper(desk.office, desk.item.id, replace(new, **changes))  # type: ignore[arg-type]


def furnish(desk: Desk) -> list[Paper]:
    """A long report, one read by others, one corrected, one late."""
    report = file(
        desk, "Form F", written(desk, "Form F", 30), "assessment-report", dated_on=date(2026, 9, 14)
    )
    medical = file(desk, "Medical adviser’s comment", written(desk, "Medical", 4), dated_on=date(2026, 9, 3))
    referee = file(desk, "Referee interview, second referee", written(desk, "Referee", 2), "referee-reports")
    late = file(
        desk, "Safer caring plan", written(desk, "Safer caring", 1), "health-and-safety", is_late=True
    )
    corrected, _ = papers.correct_paper(
        desk.office, medical.id, data=written(desk, "Medical, corrected", 4), received_on=date(2026, 11, 23)
    )
    for person in ("person-chair", "person-vice"):
        reading.record_reading(desk.of(person), medical.id)
    reading.record_reading(desk.of("person-chair"), corrected.id)
    reading.record_reading(desk.office, referee.id)
    return [report, medical, referee, late, corrected]
