"""Taking files in as papers: made into PDFs, examined, questioned where something looks wrong, filed one by one."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path, PurePath

from fosterpanel.db.transaction import Reading
from fosterpanel.documents.conversion import as_pdf
from fosterpanel.documents.intake import MOST_BYTES, examine_paper, text_of_pages
from fosterpanel.domain.items import PanelItem
from fosterpanel.domain.meetings import Meeting
from fosterpanel.domain.papers import Paper, PaperAlert
from fosterpanel.domain.wording import long_date, plain_date
from fosterpanel.domain.wrong_family import Stretch
from fosterpanel.errors import FosterPanelError, InvalidInput, PaperRefused
from fosterpanel.workflow.agendas.agenda import papers_due_if_known
from fosterpanel.workflow.office import Office, require_has_come
from fosterpanel.workflow.paperwork.paper_names import guess_from_name
from fosterpanel.workflow.paperwork.papers import NewPaper, current_papers, file_paper, replace_paper
from fosterpanel.workflow.wrong_family import names_elsewhere, on_pages

ENDINGS = ("pdf", "docx", "doc", "odt", "rtf", "jpg", "jpeg", "png", "tif", "tiff", "webp", "bmp", "gif")
"""The files offered for choosing, by the ends of their names; what a file is, its content says."""

MOST_HITS = 5
"""The places shown for one name; they are enough to see whether a paper is in the wrong place."""

Progress = Callable[[int, int], object]


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """Something about a file that somebody must look at before it is taken in; ``hits`` show what was found."""

    sentence: str
    hits: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class PreparedPaper:
    """A file ready to be taken in: its PDF, what its name says, and what is asked about it. ``dated_on`` is local."""

    source_name: str
    data: bytes
    sha256: str
    pages: int
    kind: str
    title: str
    dated_on: date | None
    questions: tuple[Question, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class RefusedFile:
    """A file that cannot be taken in, and the sentence that says why and what to do."""

    name: str
    sentence: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Prepared:
    """What became of the files somebody offered."""

    papers: tuple[PreparedPaper, ...]
    refused: tuple[RefusedFile, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """What the person said of a paper. Dates are local; ``received_on`` is when it came, ``dated_on`` its own date."""

    kind: str
    title: str
    received_on: date
    dated_on: date | None = None


def prepare_papers(
    office: Office, item_id: str, paths: Sequence[Path], progress: Progress | None = None, *, kind: str = ""
) -> Prepared:
    """Look at several files; one that is refused does not keep the others out. Slow: called beside the window.

    ``progress`` is told how far it is, and may raise to stop. ``kind`` is what they are, where that is known.
    """
    papers: list[PreparedPaper] = []
    refused: list[RefusedFile] = []
    for number, path in enumerate(paths):
        within = _within(progress, number, len(paths))
        within(0, 1)
        try:
            papers.append(_as_kind(office, prepare_paper(office, item_id, path, within), kind))
        except FosterPanelError as refusal:
            refused.append(RefusedFile(name=path.name, sentence=str(refusal)))
    return Prepared(papers=_ask_about_doubles(papers), refused=tuple(refused))


def prepare_paper(
    office: Office, item_id: str, path: Path, progress: Progress | None = None
) -> PreparedPaper:
    """Look at one file.

    Raises:
        PaperRefused: it cannot be read, or cannot be made a PDF that everybody can read.
    """
    data = as_pdf(_read(path), path.name, progress)
    facts = examine_paper(data, path.name)
    guess = guess_from_name(path.name, office.book().paper_kinds, office.clock.today())
    sha256 = hashlib.sha256(data).hexdigest()
    return PreparedPaper(
        source_name=path.name,
        data=data,
        sha256=sha256,
        pages=facts.pages,
        kind=guess.kind,
        title=guess.title,
        dated_on=guess.dated_on,
        questions=(
            *_same_content(office, item_id, sha256),
            *_named_others(office, item_id, data, path.name),
        ),
    )


def take_in_paper(office: Office, item_id: str, prepared: PreparedPaper, said: Said) -> Paper:
    """File a prepared paper; it is marked late when it came after papers for its meeting were due.

    Raises:
        InvalidInput: it has no title, its kind is unknown, or a date is still to come.
    """
    return file_paper(office, item_id, _new_paper(office, item_id, prepared.data, prepared.source_name, said))


def take_in_correction(
    office: Office, paper_id: str, prepared: PreparedPaper | None, said: Said
) -> tuple[Paper, PaperAlert | None]:
    """File a corrected version; without a prepared file the same pages with another kind, title or dates.

    Raises:
        InvalidInput: as ``take_in_paper``, or the paper was already replaced.
    """
    with office.reading() as reading:
        old = reading.get(Paper, paper_id)
        data = prepared.data if prepared is not None else reading.content(old.sha256)
    source_name = prepared.source_name if prepared is not None else old.source_name
    return replace_paper(office, paper_id, _new_paper(office, old.item_id, data, source_name, said))


def late_words(office: Office, item_id: str, received_on: date) -> str:
    """That papers received on a local day are late for the meeting, in a sentence; nothing when they are not."""
    with office.reading() as reading:
        due = _papers_were_due(office, reading, item_id)
    if due is None or received_on <= due:
        return ""
    return f"Papers for this meeting were due on {long_date(due)}: what came later is marked late."


def kinds_offered(office: Office, item_id: str) -> tuple[tuple[str, str], ...]:
    """The kinds of paper to choose from, each with its words: what the item still needs first, then its checklist."""
    book = office.book()
    with office.reading() as reading:
        item = reading.get(PanelItem, item_id)
        there = {paper.kind for paper in current_papers(reading, item_id)}
    checklist = [entry.paper_kind for entry in book.item_type(item.type_code).checklist]
    missing = [kind for kind in checklist if kind not in there]
    ordered = dict.fromkeys([*missing, *checklist, *book.paper_kinds])
    return tuple((kind, book.paper_kinds[kind]) for kind in ordered if kind in book.paper_kinds)


def _papers_were_due(office: Office, reading: Reading, item_id: str) -> date | None:
    item = reading.get(PanelItem, item_id)
    if not item.meeting_id:
        return None
    return papers_due_if_known(office, reading.get(Meeting, item.meeting_id).on)


def _new_paper(office: Office, item_id: str, data: bytes, source_name: str, said: Said) -> NewPaper:
    if not said.title.strip():
        raise InvalidInput("Give the paper a title, so that people know what they are to read.")
    require_has_come(office, said.received_on, "The day the paper came")
    if said.dated_on is not None:
        require_has_come(office, said.dated_on, "The paper")
    return NewPaper(
        kind=said.kind,
        title=said.title.strip(),
        data=data,
        received_on=said.received_on,
        is_late=bool(late_words(office, item_id, said.received_on)),
        dated_on=said.dated_on,
        source_name=source_name,
    )


def _read(path: Path) -> bytes:
    try:
        if path.stat().st_size > MOST_BYTES:
            raise PaperRefused(
                f"“{path.name}” is larger than a paper may be, {MOST_BYTES // 2**20} MB. Split it."
            )
        return path.read_bytes()
    except OSError as error:
        raise PaperRefused(
            f"“{path.name}” cannot be read. See that it is there and not open elsewhere, and choose it again."
        ) from error


def _same_content(office: Office, item_id: str, sha256: str) -> tuple[Question, ...]:
    """That the very same file is here already: on this item, or on one about another home."""
    with office.reading() as reading:
        item = reading.get(PanelItem, item_id)
        held = [
            (paper, reading.get(PanelItem, paper.item_id)) for paper in reading.find(Paper, sha256=sha256)
        ]
    here = [paper for paper, of in held if of.id == item.id]
    elsewhere = [(paper, of.reference) for paper, of in held if of.home_id != item.home_id]
    asked = [
        f"The same file is already on this item as “{paper.title}”, version {paper.number}, "
        f"received {plain_date(paper.received_on)}. Take it in again?"
        for paper in here[-1:]
    ]
    asked += [
        f"The same file is on item {reference} as “{paper.title}”, and that is about another home: "
        "is it in the right place?"
        for paper, reference in elsewhere[-1:]
    ]
    return tuple(Question(sentence=sentence) for sentence in asked)


def _named_others(office: Office, item_id: str, data: bytes, name: str) -> tuple[Question, ...]:
    looked_at = [Stretch(where="File name", text=re.sub(r"[_.]", " ", PurePath(name).stem))]
    looked_at += on_pages(text_of_pages(data))
    with office.reading() as reading:
        found = names_elsewhere(reading, item_id, reading.get(PanelItem, item_id).home_ids, looked_at)
    return tuple(
        Question(
            sentence=f"This paper names {one.name} of item {one.reference}: is it in the right place?",
            hits=one.hits[:MOST_HITS],
        )
        for one in found
    )


def _as_kind(office: Office, paper: PreparedPaper, kind: str) -> PreparedPaper:
    """The paper as what somebody says it is; a title that was only guessed from another kind goes with that kind."""
    if not kind or kind == paper.kind:
        return paper
    return replace(paper, kind=kind, title=office.book().paper_kinds.get(kind, paper.title))


def _ask_about_doubles(papers: list[PreparedPaper]) -> tuple[PreparedPaper, ...]:
    asked = []
    seen: dict[str, str] = {}
    for paper in papers:
        if first := seen.get(paper.sha256):
            question = Question(
                sentence=f"This is the same file as “{first}”, offered with it. Take it in twice?"
            )
            asked.append(replace(paper, questions=(*paper.questions, question)))
        else:
            seen[paper.sha256] = paper.source_name
            asked.append(paper)
    return tuple(asked)


def _within(progress: Progress | None, number: int, of: int) -> Progress:
    """Progress within one file, as hundredths of all files."""

    def told(done: int, whole: int) -> None:
        if progress is not None:
            progress(100 * number + 100 * done // whole, 100 * of)

    return told
