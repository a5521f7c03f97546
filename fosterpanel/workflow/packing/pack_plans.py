"""Plans of packs as an office keeps them outside the store: a table of documents, or a folder of them."""

from __future__ import annotations

import csv
import os
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from io import StringIO
from itertools import groupby
from pathlib import Path

from fosterpanel.domain.packs import PackEntry, PackSection
from fosterpanel.domain.wording import capitalised
from fosterpanel.errors import InvalidInput, NotFound
from fosterpanel.workflow.paperwork.paper_names import guess_from_name

PDF = ".pdf"
_OTHERS = (".docx", ".doc", ".odt", ".rtf", ".jpg", ".jpeg", ".png", ".tif", ".tiff", ".webp", ".bmp", ".gif")
_NEEDED, _KNOWN = "path", ("section", "title", "date", "path", "after")
_MOST_BYTES = 4 * 1024 * 1024
_FIGURES = re.compile(r"(\d+)")
_LEADING_NUMBER = re.compile(r"^\s*\d{1,3}\s*[-–_.)]\s*(?=\D)")


@dataclass(frozen=True, slots=True, kw_only=True)
class PlannedFile:
    """One line of a plan: the document, its section, where its file is, and the title it is to follow, if any."""

    entry: PackEntry
    section: str
    path: Path
    after: str = ""


def read_planned(plan: Path, today: date) -> tuple[PlannedFile, ...]:
    """The documents of a plan: a folder, or a CSV table with the columns section, title, date and path.

    What a table leaves empty is read from the name of the file; no date after ``today`` (local) is guessed.

    Raises:
        NotFound: the plan, or a file it names, is not there.
        InvalidInput: the table cannot be read; the sentence names the line.
    """
    if plan.is_dir():
        planned = tuple(_in_folder(plan, today))
    elif plan.is_file():
        planned = tuple(_in_table(plan, today))
    else:
        raise NotFound(f"There is no {plan}. Give a folder of documents, or a table of them as a CSV file.")
    if not planned:
        raise InvalidInput(f"{plan} holds no documents. Put PDFs, Word files or pictures in it.")
    return planned


def sections_of(planned: Iterable[PlannedFile]) -> tuple[PackSection, ...]:
    """The sections in the order in which they first appear, each with all its documents."""
    held: dict[str, list[PackEntry]] = {}
    for one in planned:
        held.setdefault(one.section, []).append(one.entry)
    return tuple(PackSection(title=title, entries=tuple(entries)) for title, entries in held.items())


def _in_folder(folder: Path, today: date) -> Iterator[PlannedFile]:
    """Every document of a folder and its folders, as somebody counts: 9 before 10; a folder within is a section."""
    files = sorted(_documents(folder), key=lambda path: _as_counted(path.relative_to(folder)))
    for section, within in groupby(files, key=lambda path: path.parent.relative_to(folder)):
        title = " / ".join(_without_number(_readable(part)) for part in section.parts)
        for path in within:
            yield _planned(folder, path, section=title, title="", dated_on=None, today=today)


def _documents(folder: Path) -> Iterator[Path]:
    for path in folder.rglob("*"):
        is_hidden = any(part.startswith((".", "~$")) for part in path.relative_to(folder).parts)
        if not is_hidden and path.is_file() and path.suffix.lower() in (PDF, *_OTHERS):
            yield path


def _as_counted(path: Path) -> list[tuple[bool, list[tuple[bool, int, str]]]]:
    """Files before folders, and figures by what they amount to."""
    *folders, name = path.parts
    return [*((True, _in_figures(folder)) for folder in folders), (False, _in_figures(name))]


def _in_figures(name: str) -> list[tuple[bool, int, str]]:
    parts = _FIGURES.split(name.lower())
    return [(part.isdecimal(), int(part) if part.isdecimal() else 0, part) for part in parts]


def _in_table(table: Path, today: date) -> Iterator[PlannedFile]:
    seen: set[str] = set()
    for number, row in _rows(table):
        written = row.get(_NEEDED, "")
        if not written:
            raise InvalidInput(f"Line {number} of {table.name} names no file. Fill in its path.")
        path = table.parent / written.replace("\\", "/")
        if not path.is_file():
            raise NotFound(f"Line {number} of {table.name} names {written}, which is not there.")
        planned = _planned(
            table.parent,
            path,
            section=row.get("section", ""),
            title=row.get("title", ""),
            dated_on=_date(row.get("date", ""), number, table),
            today=today,
            after=row.get("after", ""),
        )
        if planned.entry.id in seen:
            raise InvalidInput(f"Line {number} of {table.name} names {written} a second time. Take one out.")
        seen.add(planned.entry.id)
        yield planned


def _rows(table: Path) -> Iterator[tuple[int, dict[str, str]]]:
    """The lines of a table by number, whichever program wrote it."""
    data = table.read_bytes()
    if len(data) > _MOST_BYTES or b"\0" in data:
        raise InvalidInput(f"{table.name} is no table of documents. Save it as CSV with commas.")
    text = _decoded(data)
    separator = max(",;\t", key=text.partition("\n")[0].count)
    reader = csv.reader(StringIO(text), delimiter=separator)
    heads = [head.strip().lower() for head in next(reader, [])]
    if _NEEDED not in heads:
        raise InvalidInput(
            f"The first line of {table.name} has to name its columns: {', '.join(_KNOWN[:4])}. It has no path."
        )
    for cells in reader:
        if any(cell.strip() for cell in cells):
            yield reader.line_num, dict(zip(heads, map(str.strip, cells), strict=False))


def _decoded(data: bytes) -> str:
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("cp1252", "replace")


def _date(written: str, number: int, table: Path) -> date | None:
    if not written:
        return None
    found = guess_from_name(written.replace("/", "."), (), date.max).dated_on
    if found is None:
        raise InvalidInput(
            f"Line {number} of {table.name} is dated “{written}”, which is no date. Write it as 2026-11-03."
        )
    return found


def _planned(
    folder: Path, path: Path, *, section: str, title: str, dated_on: date | None, today: date, after: str = ""
) -> PlannedFile:
    guess = guess_from_name(_readable(path.name), (), today)
    source = _known_by(folder, path)
    entry = PackEntry(
        id=source,
        title=title or capitalised(_without_number(guess.title)),
        source=source,
        dated_on=dated_on or guess.dated_on,
    )
    return PlannedFile(entry=entry, section=section, path=path, after=after)


def _known_by(folder: Path, path: Path) -> str:
    """What the plan inside the pack calls a file: never where it lies on this computer."""
    try:
        return _readable(path.resolve().relative_to(folder.resolve()).as_posix())
    except ValueError:
        return _readable("/".join(path.resolve().parts[-2:]))


def _readable(name: str) -> str:
    """A file's name in letters: one that was written in another coding than this system's cannot be stored as it is."""
    return _decoded(os.fsencode(name))


def _without_number(name: str) -> str:
    return _LEADING_NUMBER.sub("", name) or name


def places_after(planned: Sequence[PlannedFile], entries: Iterable[PackEntry]) -> dict[str, str]:
    """For each planned document that is to follow another: its id, and the id of the one with that title.

    Raises:
        NotFound: no document has that title.
    """
    ids = {entry.title.casefold(): entry.id for entry in entries}
    ids |= {one.entry.title.casefold(): one.entry.id for one in planned}
    found = {}
    for one in planned:
        if one.after:
            if one.after.casefold() not in ids:
                raise NotFound(f"“{one.entry.title}” is to follow “{one.after}”, which is not in the pack.")
            found[one.entry.id] = ids[one.after.casefold()]
    return found
