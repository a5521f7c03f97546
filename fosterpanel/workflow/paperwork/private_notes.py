"""Acts on private notes: a reader keeps them beside the papers, nobody else ever sees them, and they are emptied.

The audit trail says that somebody kept, rewrote or erased a note, by ids only; no note is searched for.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date

from fosterpanel.clock import office_zone
from fosterpanel.db.transaction import Reading, Transaction
from fosterpanel.domain.days import due
from fosterpanel.domain.items import ItemStage, PanelItem
from fosterpanel.domain.minutes import Minutes
from fosterpanel.domain.papers import Paper
from fosterpanel.domain.private_notes import Area, PrivateNote, purge
from fosterpanel.errors import InvalidInput, NotFound
from fosterpanel.workflow.office import Office, new_id
from fosterpanel.workflow.paperwork.papers import require_page

PRIVATE_NOTES = "private-notes"
"""The rule that says when notes are emptied."""


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnNote:
    """A note as its writer finds it: where it lies now, and on which version of the paper it was written.

    ``paper_id`` is the paper's newest version; ``written_on`` the number of the version it was written on, 0 for a
    note on the item as a whole. On a newer version its place on the page may no longer be right (``has_moved``).
    """

    note: PrivateNote
    paper_id: str = ""
    written_on: int = 0
    has_moved: bool = False


def keep_note(
    office: Office,
    item_id: str,
    words: str,
    *,
    paper_id: str = "",
    page: int = 0,
    areas: tuple[Area, ...] = (),
    quote: str = "",
) -> PrivateNote:
    """Keep a note of the person at the desk on an item, a paper or a page of it (from 1); a highlight needs no words.

    Raises:
        InvalidInput: nothing is written or marked, or there is no such page.
        NotFound: there is no such item or paper.
    """
    if not words.strip() and not areas:
        raise InvalidInput("There is nothing to keep. Write a note, or mark words on the page.")
    with office.act() as transaction:
        require_page(transaction, item_id, paper_id, page)
        note = transaction.insert(
            PrivateNote(
                id=new_id(),
                person_id=office.person.id,
                item_id=item_id,
                words=words,
                kept_at=office.clock.now(),
                paper_id=paper_id,
                page=page,
                areas=areas,
                quote=quote,
            )
        )
        transaction.note("keep_note", note.id)
    return note


def rewrite_note(office: Office, note_id: str, words: str) -> PrivateNote:
    """Put other words into one's own note. Raises NotFound for anybody else's, or when it was emptied."""
    with office.act() as transaction:
        note = _own(office, transaction, note_id)
        kept = transaction.replace(replace(note, words=words, kept_at=office.clock.now()))
        transaction.note("rewrite_note", note_id)
    return kept


def erase_note(office: Office, note_id: str) -> None:
    """Empty one's own note. Raises NotFound for anybody else's, or when it was emptied before."""
    with office.act() as transaction:
        transaction.replace(purge(_own(office, transaction, note_id), office.clock.now()))
        transaction.note("erase_note", note_id)


def notes_of(office: Office, item_id: str) -> tuple[OwnNote, ...]:
    """All notes of the person at the desk on an item and its papers, by paper and page."""
    with office.reading() as reading:
        papers = {paper.id: paper for paper in reading.find(Paper, item_id=item_id)}
        held = reading.find(PrivateNote, item_id=item_id, person_id=office.person.id)
    newer = {paper.replaces_id: paper.id for paper in papers.values() if paper.replaces_id}
    notes = (_as_found(note, papers, newer) for note in held if note.purged_at is None)
    order = list(papers)
    return tuple(
        sorted(notes, key=lambda one: (order.index(one.paper_id) if one.paper_id else -1, one.note.page))
    )


def notes_on(office: Office, paper_id: str) -> tuple[OwnNote, ...]:
    """The notes of the person at the desk on a version of a paper, with those written on the versions before it."""
    with office.reading() as reading:
        paper = reading.get(Paper, paper_id)
        papers = {one.id: one for one in reading.find(Paper, item_id=paper.item_id)}
    until = _versions_until(paper, papers)
    notes = (one for one in notes_of(office, paper.item_id) if one.note.paper_id in until)
    return tuple(replace(one, paper_id=paper_id, has_moved=one.note.paper_id != paper_id) for one in notes)


def purge_notes(office: Office) -> int:
    """Empty every note whose time has come by the rule ``private-notes``, and say how many.

    That is so many days after the chair signed the minutes of its item; notes on an item withdrawn without ever
    coming before a panel are emptied at once.
    """
    with office.reading() as reading:
        if not _ended(office, reading):
            return 0
    with office.act() as transaction:
        ended = _ended(office, transaction)
        for note in ended:
            transaction.replace(purge(note, office.clock.now()))
        for item_id, number in sorted(Counter(note.item_id for note in ended).items()):
            transaction.note("purge_notes", item_id, {"notes": number})
    return len(ended)


def notes_kept_until(office: Office, item_id: str) -> date | None:
    """The last local day on which notes on an item are kept, or None while its minutes are not signed."""
    with office.reading() as reading:
        return _last_day(office, reading, reading.get(PanelItem, item_id))


def _ended(office: Office, reading: Reading) -> tuple[PrivateNote, ...]:
    held = reading.find(PrivateNote, purged_at=None)
    items = {item_id: reading.get(PanelItem, item_id) for item_id in {note.item_id for note in held}}
    return tuple(note for note in held if _has_come(office, reading, items[note.item_id]))


def _has_come(office: Office, reading: Reading, item: PanelItem) -> bool:
    last_day = _last_day(office, reading, item)
    if last_day is not None:
        return office.clock.today() > last_day
    return item.stage is ItemStage.WITHDRAWN and not reading.find(Minutes, item_id=item.id)


def _last_day(office: Office, reading: Reading, item: PanelItem) -> date | None:
    signed = [one.signed_at for one in reading.find(Minutes, item_id=item.id) if one.signed_at is not None]
    if not signed:
        return None
    on = signed[0].astimezone(office_zone()).date()
    book = office.book(on)
    return due(book.limit(PRIVATE_NOTES), on, book.holidays)


def _as_found(note: PrivateNote, papers: Mapping[str, Paper], newer: Mapping[str, str]) -> OwnNote:
    if not note.paper_id:
        return OwnNote(note=note)
    at = note.paper_id
    while at in newer:
        at = newer[at]
    return OwnNote(
        note=note, paper_id=at, written_on=papers[note.paper_id].number, has_moved=at != note.paper_id
    )


def _versions_until(paper: Paper, papers: Mapping[str, Paper]) -> frozenset[str]:
    line = [paper.id]
    while papers[line[-1]].replaces_id:
        line.append(papers[line[-1]].replaces_id)
    return frozenset(line)


def _own(office: Office, transaction: Transaction, note_id: str) -> PrivateNote:
    note = transaction.get(PrivateNote, note_id)
    if note.person_id != office.person.id or note.purged_at is not None:
        raise NotFound("There is no such note of yours. It may have been emptied meanwhile.")
    return note
