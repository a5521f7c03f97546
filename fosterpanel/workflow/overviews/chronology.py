"""The chronology of an item or a foster home, and taking a copy of it out: a paper, or rows for a spreadsheet."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path

from fosterpanel.clock import office_zone
from fosterpanel.db.transaction import Reading
from fosterpanel.documents.chronology import ChronologyPaper, render_chronology
from fosterpanel.domain.chronology import Chronology, Event, RecordedAct, gathered, in_order
from fosterpanel.domain.items import PanelItem
from fosterpanel.domain.register import FosterHome
from fosterpanel.domain.service import Person
from fosterpanel.domain.spreadsheets import as_csv_file
from fosterpanel.domain.wording import capitalised, counted, plain_date
from fosterpanel.errors import InvalidInput, NotFound
from fosterpanel.workflow.copies import Copy, Way, record_copy, save_copy
from fosterpanel.workflow.homes.register import home_of
from fosterpanel.workflow.office import Office
from fosterpanel.workflow.overviews.chronology_times import times_of_home, times_of_item
from fosterpanel.workflow.overviews.timeline import Happening, happenings_of_home, happenings_of_item

TITLES = (
    "part",
    "date",
    "time",
    "what",
    "more",
    "by",
    "days",
    "working_days",
    "due",
    "ended",
    "standing",
    "source",
)


def chronology(office: Office, subject_id: str) -> Chronology:
    """Everything that happened about an item or a foster home until today.

    Raises:
        NotFound: there is neither item nor home of that id.
    """
    with office.reading() as reading:
        for item in reading.find(PanelItem, id=subject_id):
            return _of_item(office, reading, item)
        return _of_home(office, reading, reading.get(FosterHome, subject_id))


def subject_named(office: Office, reference: str) -> str:
    """The id of the item or the foster home of that reference. Raises NotFound."""
    with office.reading() as reading:
        items: tuple[PanelItem | FosterHome, ...] = reading.find(PanelItem, reference=reference)
        for found in items or reading.find(FosterHome, reference=reference):
            return found.id
    raise NotFound(f"No item and no foster home has the reference {reference}. Check how it is written.")


def read_out_chronology(office: Office, subject_id: str) -> Chronology:
    """The chronology for somebody who takes it out to read elsewhere; this is recorded. Raises NotFound."""
    held = chronology(office, subject_id)
    record_copy(office, Copy.CHRONOLOGY, Way.PRINTED, subject_id=subject_id)
    return held


def chronology_lines(held: Chronology) -> tuple[str, ...]:
    """The chronology in lines: what happened with each gap, then the time limits and what they came to."""
    heads = [f"{held.reference}: {held.about}, as recorded until {plain_date(held.as_at)}"]
    for one in held.events:
        gap = f" (+{counted(one.days_since, 'day')})" if one.days_since else ""
        by = f", by {one.by}" if one.by else ""
        heads.append(f"{one.on.isoformat()}  {one.words}{by}{gap}")
    limits = (
        f"{one.began_on.isoformat()}  {one.words}: {one.took}, due {one.due_on.isoformat()}, "
        f"{one.standing(held.as_at)}"
        for one in held.times
    )
    return (*heads, "", *limits)


def chronology_fields(held: Chronology) -> dict[str, object]:
    """The chronology for another program: the rows of the spreadsheet under their names."""
    rows = [dict(zip(TITLES, row, strict=True)) for row in _rows(held)]
    return {"reference": held.reference, "about": held.about, "as_at": held.as_at.isoformat(), "rows": rows}


def save_chronology(office: Office, subject_id: str, path: Path) -> Path:
    """Write the chronology where the person at the desk asked for it, as its suffix says; this is recorded.

    Raises:
        InvalidInput: the file is neither to be .pdf nor .csv.
        NotFound: there is neither item nor home of that id.
        StoreError: the folder cannot be written to, or the disk is full; nothing is left there.
    """
    suffix = path.suffix.lower()
    if suffix not in (".pdf", ".csv"):
        raise InvalidInput("A chronology is saved as .pdf to read or as .csv for a spreadsheet. Choose one.")
    held = chronology(office, subject_id)
    data = as_csv_file(TITLES, _rows(held)) if suffix == ".csv" else _as_pdf(office, held)
    return save_copy(office, Copy.CHRONOLOGY, data, path, subject_id=subject_id)


def _of_item(office: Office, reading: Reading, item: PanelItem) -> Chronology:
    book = office.book()
    return Chronology(
        subject_id=item.id,
        reference=item.reference,
        about=book.item_type(item.type_code).name,
        names=home.names if (home := home_of(reading, item)) else item.subject,
        as_at=office.clock.today(),
        events=in_order(_event(one, item.reference) for one in happenings_of_item(reading, item, book)),
        times=tuple(times_of_item(office, reading, item)),
        acts=_acts(reading, {item.id}),
        is_business=item.is_business,
    )


def _of_home(office: Office, reading: Reading, home: FosterHome) -> Chronology:
    items = reading.find(PanelItem, home_id=home.id)
    of_items = (
        replace(one, words=f"{item.reference}: {one.words}")
        for item in items
        for one in times_of_item(office, reading, item)
    )
    return Chronology(
        subject_id=home.id,
        reference=home.reference,
        about=f"Foster home, {home.state.value}",
        names=home.names,
        as_at=office.clock.today(),
        events=in_order(map(_event, happenings_of_home(reading, home, office.book()))),
        times=(*of_items, *times_of_home(office, reading, home)),
        acts=_acts(reading, {home.id, *(item.id for item in items)}),
    )


def _event(one: Happening, reference: str = "") -> Event:
    """What happened; in the chronology of one item its reference is not said again on every line."""
    words = capitalised(one.words.removeprefix(f"{reference}: "))
    return Event(on=one.on, words=words, why=one.why, by=one.by)


def _acts(reading: Reading, subjects: Iterable[str]) -> tuple[RecordedAct, ...]:
    names = {person.id: person.name for person in reading.find(Person)}
    return gathered(
        RecordedAct(at=line.at, act=line.act.replace("_", " "), by=names.get(line.actor, line.actor))
        for line in reading.audit_lines_about(subjects)
    )


def _as_pdf(office: Office, held: Chronology) -> bytes:
    paper = ChronologyPaper(
        service=office.service, chronology=held, made_at=office.clock.now(), made_by=office.person.name
    )
    return render_chronology(paper).pdf


def _rows(held: Chronology) -> Iterator[tuple[str, ...]]:
    """Rows under ``TITLES``: dates as ISO 8601, times local, an empty cell for what is not there."""
    for event in held.events:
        since = "" if event.days_since is None else str(event.days_since)
        yield _padded("event", event.on.isoformat(), "", event.words, event.why, event.by, since)
    for taken in held.times:
        working = "" if taken.working_days is None else str(taken.working_days)
        ended = taken.ended_on.isoformat() if taken.ended_on else ""
        begun, due, standing = (
            taken.began_on.isoformat(),
            taken.due_on.isoformat(),
            taken.standing(held.as_at),
        )
        how_long = (str(taken.days), working, due, ended, standing, taken.source)
        yield ("time limit", begun, "", taken.words, taken.limit, "", *how_long)
    for act in held.acts:
        local = act.at.astimezone(office_zone())
        more = f"{act.times} times" if act.times > 1 else ""
        yield _padded("act", local.date().isoformat(), f"{local:%H:%M}", act.act, more, act.by)


def _padded(*cells: str) -> tuple[str, ...]:
    return (*cells, *("" for _ in TITLES[len(cells) :]))
