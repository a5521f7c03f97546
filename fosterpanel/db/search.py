"""The one place that knows how records are searched: what of each is indexed, and how typed words find it.

Acts need not think of it: whatever a transaction inserts or replaces is indexed here if its type is searchable.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa

from fosterpanel.db.mapping import plan_for
from fosterpanel.db.models.items import PanelItemRow, PaperRow
from fosterpanel.db.models.rows import table_of
from fosterpanel.db.models.searching import INDEX, SearchEntryRow
from fosterpanel.db.statements import Statement, bound
from fosterpanel.domain.central_list import PanelMember
from fosterpanel.domain.items import PanelItem
from fosterpanel.domain.meetings import Meeting
from fosterpanel.domain.papers import Paper
from fosterpanel.domain.register import FosterHome
from fosterpanel.domain.search import Found, FoundKind
from fosterpanel.domain.service import Person
from fosterpanel.domain.wording import long_date

PAGE_OF_TEXT = "page of text"
SHORTEST = 2
"""Characters. A single letter finds half the store and helps nobody."""

Codes = Mapping[str, Sequence[str]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """How a record is found: ``title`` and ``words`` are looked through, ``line`` is only shown."""

    kind: FoundKind
    title: str
    words: str = ""
    line: str = ""
    code: str = ""


def _person(person: Person) -> Entry:
    roles = ", ".join(person.roles)
    return Entry(kind=FoundKind.PERSON, title=person.name, words=f"{roles} {person.post}", line=roles)


def _member(member: PanelMember) -> Entry:
    words = (member.background, *member.contact, *member.other_panels)
    return Entry(kind=FoundKind.MEMBER, title=member.name, words=" ".join(words), line=member.background)


def _home(home: FosterHome) -> Entry:
    words = (*(one.name for one in home.household), *home.address)
    return Entry(
        kind=FoundKind.HOME,
        title=f"{home.reference} · {home.names}",
        words=" ".join(words),
        line=home.state.value,
    )


def _item(item: PanelItem) -> Entry:
    words = (item.proposal, item.report_author, *item.presented_by)
    return Entry(
        kind=FoundKind.ITEM,
        title=f"{item.reference} · {item.subject}",
        words=" ".join(words),
        line=item.stage.value,
        code=item.type_code,
    )


def _meeting(meeting: Meeting) -> Entry:
    words = (meeting.place, *meeting.providers)
    return Entry(
        kind=FoundKind.MEETING,
        title=f"{long_date(meeting.on)} · {meeting.panel_name}",
        words=" ".join(words),
        line=meeting.stage.value,
    )


def _paper(paper: Paper) -> Entry:
    return Entry(kind=FoundKind.PAPER, title=paper.title, words=f"{paper.kind} {paper.source_name}")


SEARCHABLE: Mapping[type[Any], Callable[[Any], Entry]] = {
    Person: _person,
    PanelMember: _member,
    FosterHome: _home,
    PanelItem: _item,
    Meeting: _meeting,
    Paper: _paper,
}
"""What of each record is indexed."""

_ENTRY = table_of(SearchEntryRow)
_PAPER, _ITEM = table_of(PaperRow), table_of(PanelItemRow)
_KEY = (
    (_ENTRY.c.record_id == sa.bindparam("of_record"))
    & (_ENTRY.c.kind == sa.bindparam("of_kind"))
    & (_ENTRY.c.page == sa.bindparam("of_page"))
)
_PLACE_OF = Statement(sa.select(_ENTRY.c.ordinal).where(_KEY))
_ADD = Statement(sa.insert(_ENTRY).values(bound("record_id", "kind", "page", "title", "line", "code")))
_CHANGE = Statement(sa.update(_ENTRY).where(_KEY).values(bound("title", "line", "code")))
_FIRST = Statement(sa.select(sa.func.min(_ENTRY.c.ordinal)))
_ENTRY_AT = Statement(sa.select(_ENTRY).where(_ENTRY.c.ordinal == sa.bindparam("ordinal")))
_PAPER_COLUMNS = (_PAPER.c.id, _PAPER.c.title, _PAPER.c.number, _ITEM.c.id, _ITEM.c.reference)
_PAPERS = sa.select(*_PAPER_COLUMNS).join_from(_PAPER, _ITEM, _PAPER.c.item_id == _ITEM.c.id)
_PAPER_BY_ID = Statement(_PAPERS.where(_PAPER.c.id == sa.bindparam("key")))
_PAPERS_BY_FILE = Statement(
    _PAPERS.where(_PAPER.c.sha256 == sa.bindparam("key")).order_by(_PAPER.c.ordinal.desc())
)

# The index is SQLite's own and no table SQLAlchemy knows.
_INDEX_WORDS = f"insert or replace into {INDEX} (rowid, title, words, code) values (?, ?, ?, ?)"  # noqa: S608
_MATCHING = f"select rowid from {INDEX} where {INDEX} match ? order by rowid desc limit ?"  # noqa: S608


def index_record(driver: Any, record: Any) -> None:
    """Let a record be found by its words as they are now; a type nobody searches for is passed over."""
    entry_of = SEARCHABLE.get(type(record))
    if entry_of is not None:
        entry: Entry = entry_of(record)
        _index(driver, record.id, 0, entry)


def index_pages(driver: Any, sha256: str, pages: Iterable[str]) -> None:
    """Let every paper made of the file of that SHA-256 be found by the text of its pages."""
    for number, text in enumerate(pages, start=1):
        if text.strip():
            _index_words(driver, _keep_page(driver, sha256, number), "", text, "")


def search(driver: Any, typed: str, limit: int, codes: Codes | None = None) -> tuple[Found, ...]:
    """What typed words find: all of them must occur, each perhaps only begun; the newest first.

    What bears the words in its name comes before what only mentions them, a whole word before the beginning of a
    longer one. ``codes`` gives for a typed word the item types it names.
    """
    words = [word for word in typed.split() if any(character.isalnum() for character in word)]
    if sum(map(len, words)) < SHORTEST:
        return ()
    found: dict[tuple[FoundKind, str], Found] = {}
    seen: set[int] = set()
    for expression in _expressions(words, codes or {}):
        for (ordinal,) in driver.execute(_MATCHING, (expression, limit)).fetchall():
            if ordinal not in seen:
                seen.add(ordinal)
                for one in _found_at(driver, ordinal):
                    found.setdefault((one.kind, one.subject_id), one)
        if len(found) >= limit:
            break
    return tuple(found.values())[:limit]


def catch_up(driver: Any) -> None:
    """Index the records of a store that was written before there was an index; its papers by their titles."""
    if _FIRST.run(driver).fetchone()[0] is not None:
        return
    for record_type in SEARCHABLE:
        plan = plan_for(record_type)
        for row in plan.find({})[0].run(driver).fetchall():
            index_record(driver, plan.to_record(row))


def _expressions(words: Sequence[str], codes: Codes) -> Iterator[str]:
    begun = [f"{_quoted(word)}*" for word in words]
    whole = [_quoted(word) for word in words]
    for terms in (whole, begun):
        yield f"title : ({' AND '.join(terms)})"
    if any(word.casefold() in codes for word in words):
        yield " AND ".join(
            _or_named(term, codes.get(word.casefold(), ())) for term, word in zip(begun, words, strict=True)
        )
    for terms in (whole, begun):
        yield " AND ".join(terms)


def _or_named(term: str, codes: Sequence[str]) -> str:
    return f"({' OR '.join([term, *(f'code : {_quoted(code)}' for code in codes)])})"


def _quoted(word: str) -> str:
    doubled = word.replace('"', '""')
    return f'"{doubled}"'


def _index(driver: Any, record_id: str, page: int, entry: Entry) -> None:
    key = {"of_record": record_id, "of_kind": entry.kind.value, "of_page": page}
    shown = {"title": entry.title, "line": entry.line, "code": entry.code}
    held = _PLACE_OF.run(driver, key).fetchone()
    if held is None:
        new = {"record_id": record_id, "kind": entry.kind.value, "page": page}
        ordinal = _ADD.run(driver, new | shown).lastrowid
    else:
        ordinal = held[0]
        _CHANGE.run(driver, key | shown)
    _index_words(driver, ordinal, entry.title, entry.words, entry.code)


def _keep_page(driver: Any, sha256: str, number: int) -> int:
    key = {"of_record": sha256, "of_kind": PAGE_OF_TEXT, "of_page": number}
    held = _PLACE_OF.run(driver, key).fetchone()
    if held is not None:
        return int(held[0])
    new = {"record_id": sha256, "kind": PAGE_OF_TEXT, "page": number, "title": "", "line": "", "code": ""}
    return int(_ADD.run(driver, new).lastrowid)


def _index_words(driver: Any, ordinal: int, title: str, words: str, code: str) -> None:
    driver.execute(_INDEX_WORDS, (ordinal, title, words, code))


def _found_at(driver: Any, ordinal: int) -> Iterator[Found]:
    _, record_id, kind, page, title, line, code = _ENTRY_AT.run(driver, {"ordinal": ordinal}).fetchone()
    if kind == PAGE_OF_TEXT:
        yield from _papers(_PAPERS_BY_FILE.run(driver, {"key": record_id}), page)
    elif kind == FoundKind.PAPER:
        yield from _papers(_PAPER_BY_ID.run(driver, {"key": record_id}), page)
    else:
        yield Found(kind=FoundKind(kind), subject_id=record_id, title=title, line=line, code=code)


def _papers(rows: Iterable[Sequence[Any]], page: int) -> Iterator[Found]:
    for paper_id, title, number, item_id, reference in rows:
        version = f", version {number}" if number > 1 else ""
        where = f", page {page}" if page else ""
        yield Found(
            kind=FoundKind.PAPER,
            subject_id=paper_id,
            title=title,
            line=f"item {reference}{version}{where}",
            item_id=item_id,
            page=page,
        )
