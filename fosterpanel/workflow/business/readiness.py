"""Whether an item is ready for a panel, and for which reasons a panel would defer it today."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from fosterpanel.db.transaction import Reading
from fosterpanel.domain.deferrals import Deferral
from fosterpanel.domain.items import PanelItem
from fosterpanel.domain.papers import ExpectedPaper, Paper
from fosterpanel.domain.rulebook import ChecklistEntry, ItemType, Need
from fosterpanel.domain.terms import TermsOfApproval, open_choices
from fosterpanel.domain.wording import capitalised, counted, listed, plain_date
from fosterpanel.errors import InvalidInput
from fosterpanel.workflow.office import Office, new_id
from fosterpanel.workflow.paperwork.papers import current_papers
from fosterpanel.workflow.settings import is_for_panel

MOST_NAMED = 2
TERMS_MAY_STAY = ("REV", "HHC", "TERM")
"""How the codes of types begin in which a home's terms may stay as they are: reviews of every kind, and an end."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ChecklistLine:
    """One line of an item's checklist: the paper that answers it, or who owes it and by when.

    ``is_overdue`` says that it is owed, was due before today and is not there.
    """

    entry: ChecklistEntry
    words: str
    paper: Paper | None
    expected: ExpectedPaper | None
    is_overdue: bool = False

    @property
    def short(self) -> str:
        """The paper's name in a few words."""
        return short_name(self.words)

    @property
    def is_missing(self) -> bool:
        """Whether a required paper is not there."""
        return self.entry.need is Need.REQUIRED and self.paper is None

    @property
    def why(self) -> str:
        """The line's standing in words: received, owed by somebody, or nobody's yet."""
        if self.paper is not None:
            return f"Version {self.paper.number}, received {plain_date(self.paper.received_on)}"
        if self.expected is not None:
            due = "was due" if self.is_overdue else "due"
            return f"Owed by {self.expected.owner}, {due} {plain_date(self.expected.due_on)}"
        return capitalised(self.entry.when) or (
            "Nobody has been asked for it" if self.is_missing else "Not needed unless it applies"
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Readiness:
    """An item's checklist, and the reasons a panel would defer it today; no reason means that it is ready.

    ``others`` are the reasons, in sentences, that are no missing papers.
    """

    item: PanelItem
    lines: tuple[ChecklistLine, ...]
    others: tuple[str, ...]

    @property
    def missing(self) -> tuple[ChecklistLine, ...]:
        """The lines whose paper is required and not there."""
        return tuple(line for line in self.lines if line.is_missing)

    @property
    def missing_names(self) -> tuple[str, ...]:
        """The short names of what is missing, as they stand within a sentence."""
        return tuple(f"{line.short[:1].lower()}{line.short[1:]}" for line in self.missing)

    @property
    def reasons(self) -> tuple[str, ...]:
        """Every reason a panel would defer it today, in sentences."""
        papers = (f"{line.short}: {line.why[:1].lower()}{line.why[1:]}." for line in self.missing)
        return (*papers, *self.others)

    @property
    def summary(self) -> str:
        """The reasons in as few words as will do; nothing when it is ready."""
        if self.is_ready:
            return ""
        names = self.missing_names
        said = listed(names) if len(names) <= MOST_NAMED else f"{', '.join(names[:MOST_NAMED])} and others"
        papers = f"{counted(len(names), 'paper is', 'papers are')} missing ({said})." if names else ""
        return " ".join(("A panel would defer it today:", *filter(None, (papers, *self.others))))

    @property
    def is_ready(self) -> bool:
        """Whether nothing speaks for deferring it."""
        return not self.reasons

    @property
    def words(self) -> str:
        """The readiness in a word or two: "Ready", "2 missing"."""
        if self.is_ready:
            return "Ready"
        return f"{len(self.missing)} missing" if self.missing else "Not ready"


def readiness(office: Office, item_id: str) -> Readiness:
    """The readiness of one item today."""
    with office.reading() as reading:
        return readiness_of(office, reading, reading.get(PanelItem, item_id))


def readiness_of(office: Office, reading: Reading, item: PanelItem) -> Readiness:
    """The readiness of an item, read in one go with others."""
    book = office.book()
    item_type = book.item_type(item.type_code)
    papers = {paper.kind: paper for paper in current_papers(reading, item.id)}
    expected = {one.kind: one for one in reading.find(ExpectedPaper, item_id=item.id)}
    today = office.clock.today()
    lines = tuple(
        _checklist_line(
            entry,
            words=book.paper_kinds.get(entry.paper_kind, entry.paper_kind),
            paper=papers.get(entry.paper_kind),
            expected=expected.get(entry.paper_kind),
            today=today,
        )
        for entry in item_type.checklist
    )
    is_heard = is_for_panel(reading, item_type)
    terms = unready_terms(item_type, item.proposed_terms) if is_heard else ()
    others = (*terms, *_still_awaited(reading, item))
    return Readiness(item=item, lines=lines, others=others)


def short_name(words: str) -> str:
    """A paper's name without what stands in brackets or after a comma: enough to know which it is."""
    return words.split(" (")[0].split(",")[0].split(":")[0]


def expect_paper(office: Office, item_id: str, kind: str, *, owner: str, due_on: date) -> ExpectedPaper:
    """Record who owes a paper and by when (local date). Raises InvalidInput without an owner, NotFound."""
    if not owner.strip():
        raise InvalidInput("Say who owes the paper.")
    with office.act() as transaction:
        transaction.get(PanelItem, item_id)
        held = transaction.find(ExpectedPaper, item_id=item_id, kind=kind)
        expected = ExpectedPaper(
            id=held[0].id if held else new_id(),
            item_id=item_id,
            kind=kind,
            owner=owner.strip(),
            due_on=due_on,
            version=held[0].version if held else 0,
        )
        kept = transaction.replace(expected) if held else transaction.insert(expected)
        transaction.note("expect_paper", item_id, {"kind": kind, "due_on": str(due_on)})
    return kept


def _checklist_line(
    entry: ChecklistEntry, *, words: str, paper: Paper | None, expected: ExpectedPaper | None, today: date
) -> ChecklistLine:
    is_overdue = paper is None and expected is not None and expected.due_on < today
    return ChecklistLine(entry=entry, words=words, paper=paper, expected=expected, is_overdue=is_overdue)


def unready_terms(item_type: ItemType, terms: TermsOfApproval | None) -> tuple[str, ...]:
    """What the proposed terms leave open for a panel, in sentences; a review may leave its home's terms as they are."""
    if not item_type.has_terms or item_type.code.startswith(TERMS_MAY_STAY):
        return ()
    if terms is None:
        return ("No terms of approval are proposed.",)
    if missing := open_choices(terms):
        return (f"The proposed terms leave {listed(missing)} open.",)
    return ()


def _still_awaited(reading: Reading, item: PanelItem) -> list[str]:
    return [
        f"Asked for by the panel and still awaited: “{thing.what}” "
        f"({thing.owner}, due {plain_date(thing.due_on)})."
        for deferral in reading.find(Deferral, successor_item_id=item.id)
        for thing in deferral.needed
        if thing.received_on is None
    ]
