"""Acts on papers: filing them, correcting them, and knowing who relied on which version."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime

from fosterpanel.db.transaction import Reading, Transaction
from fosterpanel.documents.intake import PaperFacts, examine_paper, text_of_pages
from fosterpanel.domain.items import PanelItem
from fosterpanel.domain.papers import Paper, PaperAlert, Reliance, ReliedBy, current, who_relied
from fosterpanel.errors import InvalidInput, UnknownRule
from fosterpanel.workflow.office import Office, new_id

PDF = "application/pdf"


@dataclass(frozen=True, slots=True, kw_only=True)
class NewPaper:
    """A file offered as a paper. Dates are local; ``dated_on`` is the paper's own, ``source_name`` the file's name."""

    kind: str
    title: str
    data: bytes
    received_on: date
    is_late: bool = False
    dated_on: date | None = None
    source_name: str = ""


def file_paper(office: Office, item_id: str, new: NewPaper) -> Paper:
    """Take a paper into the store, as version 1.

    Raises:
        PaperRefused: it is not a PDF that everybody can read.
        InvalidInput: the rule book knows no such kind of paper.
    """
    facts, text = examine_paper(new.data, new.title), text_of_pages(new.data)
    _require_kind(office, new.kind)
    with office.act() as transaction:
        transaction.get(PanelItem, item_id)
        paper = _enter(transaction, item_id, new, facts, text)
        transaction.note("file_paper", item_id, {"paper": paper.id, "sha256": paper.sha256})
    return paper


def correct_paper(
    office: Office, paper_id: str, *, data: bytes, received_on: date
) -> tuple[Paper, PaperAlert | None]:
    """Take in a corrected version beside the old one; an alert is raised when somebody relied on the old one.

    Raises:
        PaperRefused: it is not a PDF that everybody can read.
        InvalidInput: the paper was already replaced by a later version.
    """
    with office.reading() as reading:
        old = reading.get(Paper, paper_id)
    corrected = NewPaper(
        kind=old.kind,
        title=old.title,
        data=data,
        received_on=received_on,
        is_late=old.is_late,
        dated_on=old.dated_on,
        source_name=old.source_name,
    )
    return replace_paper(office, paper_id, corrected)


def replace_paper(office: Office, paper_id: str, corrected: NewPaper) -> tuple[Paper, PaperAlert | None]:
    """Take in a version that corrects file, kind, title or dates. As ``correct_paper`` otherwise.

    Raises:
        PaperRefused: it is not a PDF that everybody can read.
        InvalidInput: the rule book knows no such kind of paper, or the paper was already replaced.
    """
    facts, text = examine_paper(corrected.data, corrected.title), text_of_pages(corrected.data)
    _require_kind(office, corrected.kind)
    with office.act() as transaction:
        old = transaction.get(Paper, paper_id)
        if old not in current(transaction.find(Paper, item_id=old.item_id)):
            raise InvalidInput(f"“{old.title}” was already replaced by a later version. Correct that one.")
        new = _enter(transaction, old.item_id, corrected, facts, text, replaces=old)
        alert = _alert(transaction, old, new, office.clock.now())
        transaction.note("correct_paper", old.item_id, {"paper": new.id, "alert": alert.id if alert else ""})
    return new, alert


def answer_alert(office: Office, alert_id: str, *, answer: str) -> PaperAlert:
    """Record what follows from a paper corrected after somebody relied on it. Raises InvalidInput without words."""
    if not answer.strip():
        raise InvalidInput("Say what follows from the corrected paper, then answer the alert.")
    with office.act() as transaction:
        alert = transaction.get(PaperAlert, alert_id)
        answered = transaction.replace(replace(alert, answer=answer.strip(), answered_at=office.clock.now()))
        transaction.note("answer_alert", alert.item_id, {"alert": alert_id})
    return answered


def current_papers(reading: Reading, item_id: str) -> tuple[Paper, ...]:
    """The papers of an item that no later version replaces."""
    return current(reading.find(Paper, item_id=item_id))


def papers_before_panel(reading: Reading, item_id: str) -> tuple[Paper, ...]:
    """The versions the panel relied on; until it has recommended, the papers as they stand now."""
    relied = {
        one.paper_id for one in reading.find(Reliance, item_id=item_id) if one.relied_by is ReliedBy.PANEL
    }
    if not relied:
        return current_papers(reading, item_id)
    return tuple(paper for paper in reading.find(Paper, item_id=item_id) if paper.id in relied)


def require_page(reading: Reading, item_id: str, paper_id: str, page: int) -> None:
    """Refuse a place that the item's papers do not have; no paper, or page 0 of one, is a place too.

    Raises:
        InvalidInput: the paper is another item's, or has no such page.
        NotFound: there is no such item or paper.
    """
    reading.get(PanelItem, item_id)
    if not paper_id:
        return
    paper = reading.get(Paper, paper_id)
    if paper.item_id != item_id or not 0 <= page <= paper.pages:
        raise InvalidInput("The item has no such paper, or the paper no such page. Choose the page again.")


def rely_on_papers(
    transaction: Transaction, item_id: str, relied_by: ReliedBy, at: datetime
) -> tuple[Paper, ...]:
    """Enter in the ledger that the current papers of an item were relied on, within somebody's act."""
    papers = current_papers(transaction, item_id)
    for paper in papers:
        transaction.insert(
            Reliance(
                id=new_id(),
                item_id=item_id,
                paper_id=paper.id,
                sha256=paper.sha256,
                relied_by=relied_by,
                relied_at=at,
            )
        )
    return papers


def _enter(
    transaction: Transaction,
    item_id: str,
    new: NewPaper,
    facts: PaperFacts,
    text: tuple[str, ...],
    *,
    replaces: Paper | None = None,
) -> Paper:
    """Write one version of a paper, its bytes and what search finds of it."""
    paper = Paper(
        id=new_id(),
        item_id=item_id,
        kind=new.kind,
        title=new.title,
        number=replaces.number + 1 if replaces else 1,
        sha256=transaction.keep_content(new.data, PDF),
        pages=facts.pages,
        size=facts.size,
        received_on=new.received_on,
        replaces_id=replaces.id if replaces else "",
        is_late=new.is_late,
        dated_on=new.dated_on,
        source_name=new.source_name,
    )
    transaction.insert(paper)
    transaction.index_pages(paper.sha256, text)
    return paper


def _alert(transaction: Transaction, old: Paper, new: Paper, at: datetime) -> PaperAlert | None:
    relied = who_relied(transaction.find(Reliance, item_id=old.item_id), old.id)
    if not relied:
        return None
    return transaction.insert(
        PaperAlert(
            id=new_id(),
            item_id=old.item_id,
            paper_id=new.id,
            replaced_paper_id=old.id,
            relied_by=relied,
            raised_at=at,
        )
    )


def _require_kind(office: Office, kind: str) -> None:
    kinds = office.book().paper_kinds
    if not kinds:
        raise UnknownRule(
            f"The rule book for {office.service.nation.name_in_words} lists no kinds of paper, so none can be filed. "
            "Add them to it with their source; docs/rule-books.md says how."
        )
    if kind not in kinds:
        raise InvalidInput(
            f"The rule book knows no paper called “{kind}”. Choose one of: {', '.join(sorted(kinds))}."
        )
