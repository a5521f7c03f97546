"""A meeting's pack: put together from what is on the agenda, built and issued.

Three beats, as with signed documents: *prepare* reads, *make* builds and touches no store, *issue* checks that no
other family is named without an answer and writes the record.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from fosterpanel.db.transaction import Reading
from fosterpanel.documents.intake import text_of_pages
from fosterpanel.documents.packs import (
    BuiltPack,
    PackOptions,
    PackReport,
    Progress,
    build_pack,
)
from fosterpanel.domain.agenda import Agenda
from fosterpanel.domain.issued import IssuedDocument
from fosterpanel.domain.issued_packs import IssuedPack
from fosterpanel.domain.items import ItemStage, PanelItem
from fosterpanel.domain.meetings import Meeting
from fosterpanel.domain.pack_changes import PackChange, changes_since
from fosterpanel.domain.pack_reissue import issue_again
from fosterpanel.domain.packs import PackEntry, PackPlan, PackSection, numbered_anew
from fosterpanel.domain.papers import Paper, current
from fosterpanel.domain.wording import long_date
from fosterpanel.domain.wrong_family import NamedElsewhere, Stretch
from fosterpanel.errors import InvalidInput, NotFound
from fosterpanel.workflow.office import Office, new_id
from fosterpanel.workflow.packing.packs_out import AGENDA, latest_pack
from fosterpanel.workflow.wrong_family import names_elsewhere, require_answered

_CONFIDENTIAL = (
    "Confidential: for the members of this panel. Keep it safe and return or destroy it afterwards."
)


@dataclass(frozen=True, slots=True, kw_only=True)
class PackChoices:
    """How the person at the desk wants a pack; ``max_dpi`` None leaves images as they are.

    ``is_new_version`` numbers all pages from 1 again, which a pack that members have begun to read should not be.
    """

    has_right_hand_starts: bool = False
    max_dpi: int | None = None
    reads_scans: bool = True
    confidentiality: str = _CONFIDENTIAL
    is_new_version: bool = False

    @staticmethod
    def as_issued(pack: IssuedPack) -> PackChoices:
        """Those of an issue that is out, which the next one begins with."""
        plan = pack.plan
        return PackChoices(
            has_right_hand_starts=plan.has_right_hand_starts,
            max_dpi=plan.max_dpi,
            reads_scans=plan.reads_scans,
            confidentiality=plan.confidentiality,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class PreparedPack:
    """A pack ready to be built.

    ``homes`` says by its id in the plan whose each paper is: nobody's, on business of the panel itself.
    """

    meeting_id: str
    plan: PackPlan
    earlier: PackPlan | None
    homes: Mapping[str, str]
    sources: Mapping[str, bytes] = field(repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class MadePack:
    """A pack that is built, with every page numbered. Close it afterwards.

    ``texts`` are the words of each document's pages as they will leave; none in a pack that is out already.
    """

    prepared: PreparedPack
    built: BuiltPack
    texts: Mapping[str, tuple[str, ...]] = field(repr=False)

    @property
    def plan(self) -> PackPlan:
        """The plan with its page numbers."""
        return self.built.plan

    @property
    def report(self) -> PackReport:
        """What became of every document."""
        return self.built.report

    @property
    def changes(self) -> tuple[PackChange, ...]:
        """What has changed since the issue before; nothing in a first issue."""
        earlier = self.prepared.earlier
        return changes_since(earlier, self.plan) if earlier else ()

    def close(self) -> None:
        """Let go of the documents."""
        self.built.close()


def prepare_pack(office: Office, meeting_id: str, choices: PackChoices | None = None) -> PreparedPack:
    """Read everything that belongs into a meeting's pack as it stands now.

    After the first issue, what is out keeps its pages, corrected papers take the place of the old, late ones are
    worked in behind (45A); unless a new version is chosen, whose pages are numbered anew.

    Raises:
        InvalidInput: the agenda has not been issued, so nobody knows what belongs into the pack.
    """
    wanted = choices or PackChoices()
    with office.reading() as reading:
        belongs = plan_pack(office, reading, reading.get(Meeting, meeting_id))
        plan = replace(
            numbered_anew(belongs) if wanted.is_new_version else belongs,
            has_right_hand_starts=wanted.has_right_hand_starts,
            confidentiality=wanted.confidentiality.strip(),
            max_dpi=wanted.max_dpi,
            reads_scans=wanted.reads_scans,
        )
        return _read(reading, meeting_id, plan, _latest_plan(reading, meeting_id))


def prepare_issued(reading: Reading, meeting_id: str) -> PreparedPack:
    """Read the pack that is out once more. Raises NotFound before the first issue."""
    issues = reading.find(IssuedPack, meeting_id=meeting_id)
    if not issues:
        raise NotFound("No pack of this meeting has been issued. Build and issue it first.")
    earlier = issues[-2].plan if len(issues) > 1 else None
    return _read(reading, meeting_id, issues[-1].plan, earlier)


def make_issued(office: Office, meeting_id: str, progress: Progress | None = None) -> MadePack:
    """Make the pack that is out once more, as it was made then, to hand out copies of it: called beside the window.

    Raises:
        NotFound: no pack of this meeting has been issued.
    """
    with office.reading() as reading:
        prepared = prepare_issued(reading, meeting_id)
    return MadePack(prepared=_let_go(prepared), built=_built(prepared, progress), texts={})


def plan_pack(office: Office, reading: Reading, meeting: Meeting) -> PackPlan:
    """What belongs into a meeting's pack now; pages that are out keep their numbers, the others have none yet.

    Raises:
        InvalidInput: the agenda has not been issued.
    """
    issues = reading.find(Agenda, meeting_id=meeting.id)
    if not issues:
        raise InvalidInput("Issue the agenda first: the pack holds it, and follows its order.")
    sections = tuple(_sections(office, reading, issues[-1]))
    earlier = _latest_plan(reading, meeting.id)
    if earlier is not None:
        return issue_again(earlier, sections, office.clock.now())
    return PackPlan(
        title=f"{meeting.panel_name}, {long_date(meeting.on)}",
        sections=sections,
        made_at=office.clock.now(),
        service_name=office.service.name,
        reference=f"P{meeting.on:%Y%m%d}",
    )


def make_pack(prepared: PreparedPack, progress: Progress | None = None) -> MadePack:
    """Build a prepared pack; touches no store. Takes seconds for a thousand pages, so it is called beside the window.

    Raises:
        PaperRefused: a paper cannot be put into a pack; the sentence names it.
        InvalidInput: no page number is left for a late paper, or a title cannot be printed.
    """
    built = _built(prepared, progress)
    try:
        # As they will leave: with the answers of forms and what was read on scans, and without our own stamps.
        texts = {entry_id: text_of_pages(pages) for entry_id, pages in built.documents()}
    except BaseException:
        built.close()
        raise
    return MadePack(prepared=_let_go(prepared), built=built, texts=texts)


def _built(prepared: PreparedPack, progress: Progress | None) -> BuiltPack:
    options = PackOptions(max_dpi=prepared.plan.max_dpi, reads_scans=prepared.plan.reads_scans)
    return build_pack(prepared.plan, prepared.sources, options, earlier=prepared.earlier, progress=progress)


def _let_go(prepared: PreparedPack) -> PreparedPack:
    """The same without its documents, which lie in the pack that was built of them."""
    return replace(prepared, sources={})


def names_in_pack(reading: Reading, made: MadePack) -> tuple[NamedElsewhere, ...]:
    """Everybody whom a document names without belonging to its family, each with the printed page."""
    by_home: dict[str, list[Stretch]] = {}
    for entry in made.plan.entries:
        home_id = made.prepared.homes.get(entry.id)
        pages = zip(entry.pages, made.texts[entry.id], strict=True)
        stretches = [
            Stretch(where="Index", text=entry.title),
            *(Stretch(where=f"Page {number}", text=text) for number, text in pages),
        ]
        if home_id is not None:
            by_home.setdefault(home_id, []).extend(stretches)
    return tuple(
        found
        for home_id, stretches in by_home.items()
        for found in names_elsewhere(
            reading, made.prepared.meeting_id, [home_id] if home_id else [], stretches
        )
    )


def issue_pack(office: Office, made: MadePack) -> IssuedPack:
    """Issue a pack: from now on its pages keep their numbers.

    Raises:
        NamesUnanswered: a document names another family, and nobody has said why.
        InvalidInput: another issue went out meanwhile.
    """
    prepared = made.prepared
    with office.act() as transaction:
        if _latest_plan(transaction, prepared.meeting_id) != prepared.earlier:
            raise InvalidInput("Another issue of this pack went out meanwhile. Make the pack again.")
        require_answered(transaction, names_in_pack(transaction, made))
        pack = transaction.insert(
            IssuedPack(
                id=new_id(),
                meeting_id=prepared.meeting_id,
                plan=made.plan,
                issued_by=office.person.id,
                issued_at=office.clock.now(),
            )
        )
        transaction.note("issue_pack", prepared.meeting_id, {"pack": pack.id, "number": pack.number})
    return pack


def _latest_plan(reading: Reading, meeting_id: str) -> PackPlan | None:
    pack = latest_pack(reading, meeting_id)
    return pack.plan if pack else None


def _read(reading: Reading, meeting_id: str, plan: PackPlan, earlier: PackPlan | None) -> PreparedPack:
    """A plan with the bytes of its documents, and whose each is."""
    return PreparedPack(
        meeting_id=meeting_id,
        plan=plan,
        earlier=earlier,
        homes={entry.id: _home_of(reading, entry) for entry in plan.entries if entry.id != AGENDA},
        sources={entry.source: reading.content(entry.sha256) for entry in plan.entries},
    )


def _home_of(reading: Reading, entry: PackEntry) -> str:
    """The home a paper is about; nothing where it is about business of the panel itself."""
    return reading.get(PanelItem, reading.get(Paper, entry.source).item_id).home_id


def _sections(office: Office, reading: Reading, agenda: Agenda) -> Iterator[PackSection]:
    """The agenda, then every item in its order."""
    document = reading.get(IssuedDocument, agenda.document_id)
    entry = PackEntry(
        id=AGENDA, title="Agenda", source=document.id, dated_on=agenda.issued_on, sha256=document.sha256
    )
    yield PackSection(title="Agenda", entries=(entry,))
    book = office.book()
    for line in agenda.entries:
        if not line.item_id:
            continue
        item = reading.get(PanelItem, line.item_id)
        if item.meeting_id != agenda.meeting_id or item.stage is ItemStage.WITHDRAWN:
            continue
        item_type = book.item_type(item.type_code)
        entries = tuple(_entries(reading, item, [one.paper_kind for one in item_type.checklist]))
        about = f": {item.subject}" if item.is_business else ""
        title = f"Item {line.number}: {item.reference}, {item_type.name.lower()}{about}"
        if entries:
            yield PackSection(title=title, entries=entries)


def _entries(reading: Reading, item: PanelItem, order: Sequence[str]) -> Iterator[PackEntry]:
    """The current papers of an item in the order of its checklist, others after; each known by its first version."""
    papers = reading.find(Paper, item_id=item.id)
    by_id = {paper.id: paper for paper in papers}
    ranked = sorted(
        current(papers), key=lambda paper: order.index(paper.kind) if paper.kind in order else len(order)
    )
    for paper in ranked:
        yield PackEntry(
            id=first_version(paper, by_id).id,
            title=paper.title,
            source=paper.id,
            dated_on=paper.dated_on or paper.received_on,
            sha256=paper.sha256,
        )


def first_version(paper: Paper, by_id: Mapping[str, Paper]) -> Paper:
    """The version of a paper that came first, by whose id every pack knows it; ``by_id`` holds its item's papers."""
    while paper.replaces_id:
        paper = by_id[paper.replaces_id]
    return paper
