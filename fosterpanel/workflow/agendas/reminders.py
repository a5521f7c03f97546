"""Who still owes papers for a meeting, and the words that remind each of them."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby

from fosterpanel.db.transaction import Reading
from fosterpanel.domain.items import PanelItem
from fosterpanel.domain.meetings import Meeting
from fosterpanel.domain.papers import ExpectedPaper
from fosterpanel.domain.wording import long_date, plain_date
from fosterpanel.workflow.agendas.agenda import papers_due_on
from fosterpanel.workflow.office import Office
from fosterpanel.workflow.paperwork.papers import current_papers


@dataclass(frozen=True, slots=True, kw_only=True)
class AwaitedPaper:
    """A paper somebody owes on an item that a meeting will hear, and that has not come."""

    item: PanelItem
    expected: ExpectedPaper


@dataclass(frozen=True, slots=True, kw_only=True)
class Reminder:
    """What to write to somebody who owes papers: references and kinds of paper, and no name of a family."""

    owner: str
    words: str


def papers_owed(reading: Reading, meeting_id: str) -> list[AwaitedPaper]:
    """The papers owed for a meeting that have not come, item by item."""
    return [
        AwaitedPaper(item=item, expected=expected)
        for item in reading.find(PanelItem, meeting_id=meeting_id)
        for expected in reading.find(ExpectedPaper, item_id=item.id)
        if expected.kind not in {paper.kind for paper in current_papers(reading, item.id)}
    ]


def reminders(office: Office, meeting_id: str) -> tuple[Reminder, ...]:
    """A reminder for everybody who owes papers for a meeting, by their name."""
    names = office.book().paper_kinds
    with office.reading() as reading:
        meeting = reading.get(Meeting, meeting_id)
        owed = sorted(papers_owed(reading, meeting_id), key=lambda one: one.expected.owner)
    out_on = long_date(papers_due_on(office, meeting.on))
    made = []
    for owner, papers in groupby(owed, key=lambda one: one.expected.owner):
        lines = "\n".join(
            f"· {one.item.reference}: {names.get(one.expected.kind, one.expected.kind)}, "
            f"due {plain_date(one.expected.due_on)}"
            for one in papers
        )
        words = f"For the panel of {long_date(meeting.on)} we still wait for:\n{lines}\nPapers go out on {out_on}."
        made.append(Reminder(owner=owner, words=words))
    return tuple(made)
