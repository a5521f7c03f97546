"""Making a pack from files, without a store: from a plan, or by adding late papers to a pack that is out."""

from __future__ import annotations

import csv
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path
from typing import Any

from fosterpanel.clock import Clock, SystemClock
from fosterpanel.documents.conversion import as_pdf
from fosterpanel.documents.packs import (
    BuiltPack,
    EntryReport,
    LockedDocument,
    MemberCopy,
    PackOptions,
    PackReport,
    Progress,
    build_pack,
    documents_in,
    read_plan,
)
from fosterpanel.domain.packs import (
    PackPlan,
    add_late,
    new_version,
    next_issue,
    page_range,
    replace_paper,
)
from fosterpanel.domain.wording import capitalised, counted, ended, listed
from fosterpanel.errors import InvalidInput
from fosterpanel.workflow.packing.pack_plans import PDF, PlannedFile, places_after, read_planned, sections_of

__all__ = ["LockedDocument", "PackJob", "PackedFiles", "make_pack_files", "report_lines", "to_json"]

_MEMBER_COLUMNS = ("name", "password")


@dataclass(frozen=True, slots=True, kw_only=True)
class PackJob:
    """What is to be made: from which plan, to which file, and how.

    ``add_to`` is a pack that is out, to which the plan's documents are added; ``is_new_version`` numbers it anew.
    ``members`` is a table of names and passwords, each of whom gets a copy beside ``target``. ``passwords`` open
    documents, by the plan's word for them.
    """

    plan: Path
    target: Path
    title: str = ""
    service_name: str = ""
    reference: str = ""
    confidentiality: str | None = None
    has_right_hand_starts: bool = False
    max_dpi: int | None = None
    reads_scans: bool = True
    watermark: str = ""
    members: Path | None = None
    add_to: Path | None = None
    is_new_version: bool = False
    may_replace: bool = False
    password: str = field(default="", repr=False)
    earlier_password: str = field(default="", repr=False)
    passwords: Mapping[str, str] = field(default_factory=dict, repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class PackedFiles:
    """What was made: the plan with its page numbers, what became of each document, and the files written."""

    plan: PackPlan
    report: PackReport
    paths: tuple[Path, ...]


def make_pack_files(
    job: PackJob, progress: Progress | None = None, clock: Clock | None = None
) -> PackedFiles:
    """Make the pack and write it, and a copy for each member.

    Raises:
        InvalidInput: the plan cannot be followed, or a file of that name is there already.
        NotFound: the plan, or a document it names, is not there.
        LockedDocument: a document opens only with a password.
        PaperRefused: a document cannot be taken in.
    """
    clock = clock or SystemClock()
    copies = {job.target: MemberCopy(watermark=job.watermark, password=job.password), **_members(job)}
    _require_free(job, copies)
    planned = read_planned(job.plan, clock.today())
    sources: dict[str, bytes | Path] = {one.entry.source: _source(one) for one in planned}
    earlier = None
    if job.add_to is None:
        plan = _first_plan(job, planned, clock)
    else:
        earlier = read_plan(job.add_to, password=job.earlier_password)
        plan = _next_plan(job, planned, earlier, clock)
        sources = {**documents_in(job.add_to, password=job.earlier_password), **sources}
    options = PackOptions(max_dpi=job.max_dpi, reads_scans=job.reads_scans, passwords=job.passwords)
    with build_pack(plan, sources, options, earlier=earlier, progress=progress) as pack:
        return _written(pack, copies)


def _written(pack: BuiltPack, copies: Mapping[Path, MemberCopy]) -> PackedFiles:
    pack.write_copies(copies)
    return PackedFiles(plan=pack.plan, report=pack.report, paths=tuple(copies))


def _first_plan(job: PackJob, planned: tuple[PlannedFile, ...], clock: Clock) -> PackPlan:
    return PackPlan(
        title=job.title or job.plan.stem,
        sections=sections_of(planned),
        made_at=clock.now(),
        service_name=job.service_name,
        reference=job.reference,
        confidentiality=job.confidentiality or "",
        has_right_hand_starts=job.has_right_hand_starts,
        max_dpi=job.max_dpi,
        reads_scans=job.reads_scans,
    )


def _next_plan(job: PackJob, planned: tuple[PlannedFile, ...], earlier: PackPlan, clock: Clock) -> PackPlan:
    """The pack that is out with the planned documents in it; one it has already is a corrected version."""
    plan = replace(
        earlier,
        title=job.title or earlier.title,
        reference=job.reference or earlier.reference,
        confidentiality=earlier.confidentiality if job.confidentiality is None else job.confidentiality,
    )
    held = {entry.id for entry in earlier.entries}
    after = places_after(planned, earlier.entries)
    for one in planned:
        if one.entry.id in held:
            plan = replace_paper(plan, one.entry.id, one.entry.source)
        else:
            section = one.section or plan.sections[-1].title
            plan = add_late(plan, one.entry, section=section, after=after.get(one.entry.id, ""))
    issue = new_version if job.is_new_version else next_issue
    return issue(plan, clock.now())


def _source(planned: PlannedFile) -> bytes | Path:
    if planned.path.suffix.lower() != PDF:
        return as_pdf(planned.path.read_bytes(), planned.path.name)
    try:
        str(planned.path).encode()
    except UnicodeEncodeError:
        # Of a name in another coding than this system's the library that opens PDFs knows nothing.
        return planned.path.read_bytes()
    return planned.path


def _members(job: PackJob) -> dict[Path, MemberCopy]:
    """A copy for each line of the members' table: its file bears the member's name."""
    if job.members is None:
        return {}
    copies: dict[Path, MemberCopy] = {}
    for number, name, password in _member_rows(job.members):
        plain = "".join(letter if letter.isalnum() or letter in " -'." else "_" for letter in name)
        path = job.target.with_name(f"{job.target.stem} - {plain}{job.target.suffix}")
        if path in copies:
            raise InvalidInput(f"Line {number} of {job.members.name} names {name} a second time.")
        copies[path] = MemberCopy(watermark=name, password=password)
    return copies


def _member_rows(table: Path) -> Iterator[tuple[int, str, str]]:
    with table.open(encoding="utf-8-sig", newline="") as file:
        reader = csv.DictReader(file)
        for row in reader:
            name, password = ((row.get(column) or "").strip() for column in _MEMBER_COLUMNS)
            if not name:
                raise InvalidInput(
                    f"Line {reader.line_num} of {table.name} has no name. Its columns: name, password."
                )
            yield reader.line_num, name, password


def _require_free(job: PackJob, copies: Mapping[Path, MemberCopy]) -> None:
    for path in copies:
        if path.exists() and not job.may_replace:
            raise InvalidInput(f"{path} is there already. Choose another name, or say --replace.")
        if path.exists() and job.add_to is not None and path.samefile(job.add_to):
            raise InvalidInput(f"{path} is the issue before, and is kept. Choose another name.")


def report_lines(made: PackedFiles) -> tuple[str, ...]:
    """What was made, and of each document what somebody should know, line by line."""
    entries, pages = counted(len(made.plan.entries), "document"), counted(made.report.pages, "page")
    lines = [f"{path}: {entries}, {pages}." for path in made.paths]
    for entry in made.report.entries:
        lines += [
            f"“{entry.title}”, {page_range(entry.pages)}: {ended(words)}" for words in _worth_saying(entry)
        ]
    return tuple(lines)


def _worth_saying(entry: EntryReport) -> Iterator[str]:
    if entry.picture_pages:
        yield f"without text that can be searched: {listed(entry.picture_pages)}"
    if entry.read_pages:
        yield f"scans made searchable: {listed(entry.read_pages)}"
    if entry.reduced_images:
        yield f"{counted(entry.reduced_images, 'image')} brought down in size"
    for what in entry.removed:
        yield f"taken out: {what}"
    yield from map(capitalised, entry.notes)


def to_json(made: PackedFiles) -> dict[str, Any]:
    """What was made, for another program."""
    return {
        "files": [str(path) for path in made.paths],
        "title": made.plan.title,
        "issue": made.plan.number,
        "pages": made.report.pages,
        "documents": [{**asdict(entry), "range": page_range(entry.pages)} for entry in made.report.entries],
    }
