"""Everything waiting, listed or on its way, as lists and boards show it: why it matters, how ready it is, by when."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from fosterpanel.db.transaction import Reading
from fosterpanel.domain.clocks import ItemClock, clocks_running
from fosterpanel.domain.days import days_left
from fosterpanel.domain.deferrals import Deferral, awaited
from fosterpanel.domain.items import ItemStage, PanelItem
from fosterpanel.domain.items_overview import BEFORE_HEARING, FINISHED, ItemGlance, ItemView
from fosterpanel.domain.representations import QualifyingDetermination
from fosterpanel.domain.rulebook import ItemType, Need, RuleBook
from fosterpanel.domain.search import Found, FoundKind
from fosterpanel.domain.temporary_approvals import TemporaryApproval
from fosterpanel.domain.wording import capitalised, counted, listed, long_date
from fosterpanel.workflow.business.clocks_now import answer_clock, decision_clock, letter_clock
from fosterpanel.workflow.business.readiness import short_name, unready_terms
from fosterpanel.workflow.homes.temporary_approvals import nearest_to_end
from fosterpanel.workflow.office import Office
from fosterpanel.workflow.search import search
from fosterpanel.workflow.settings import is_for_panel
from fosterpanel.workflow.standing import Harm

NOW_WITHIN, SOON_WITHIN = 14, 35
"""Calendar days left on a clock of months, from which on it cannot wait, and soon will not."""

NOW_WITHIN_DECIDING, SOON_WITHIN_DECIDING = 2, 14
"""The same for the clocks of a few days that run once the panel has sat."""

MOST_NAMED = 2
MOST_HOMES, LOOKED_THROUGH = 6, 200
NO_CLOCK = date.max
_MORE_THAN_ANY_DAY = 10_000_000


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemLine:
    """One item as a list shows it. Dates are local.

    ``why`` is the sentence under its name. ``standing`` says how ready it is before it is heard ("2 missing") and
    where it stands after that; ``is_ready`` is None once that is no longer the question. ``came_back`` says that it
    goes on from a deferral. ``harm`` says how hard its clock presses.
    """

    id: str
    reference: str
    type_code: str
    type_name: str
    home_reference: str
    subject: str
    stage: ItemStage
    why: str
    standing: str
    is_ready: bool | None
    came_back: bool
    received_on: date
    clock_on: date | None = None
    clock_words: str = ""
    harm: Harm = Harm.KNOW

    @property
    def title(self) -> str:
        """Its reference and type."""
        return f"{self.reference} · {self.type_name}"

    @property
    def by_clock(self) -> int:
        """What puts items in the order in which they press; those without a clock come by age after the others.

        One whole number: sorting a hundred thousand pairs of dates would hold up the window.
        """
        return (self.clock_on or NO_CLOCK).toordinal() * _MORE_THAN_ANY_DAY + self.received_on.toordinal()


@dataclass(slots=True)
class _Known:
    """What is looked up once for all items."""

    office: Office
    today: date
    book: RuleBook
    temporary: dict[str, TemporaryApproval] = field(default_factory=dict)
    came_back: dict[str, Deferral] = field(default_factory=dict)
    determinations: dict[str, QualifyingDetermination] = field(default_factory=dict)
    papers: dict[str, set[str]] = field(default_factory=dict)
    owed: dict[tuple[str, str], str] = field(default_factory=dict)
    clocks: dict[tuple[str, date, date | None], tuple[ItemClock, ...]] = field(default_factory=dict)
    heard: set[str] = field(default_factory=set)


def unfinished_items(office: Office) -> tuple[ItemLine, ...]:
    """Every item whose business is not finished, the one that presses hardest first."""
    with office.reading() as reading:
        known = _look_up(office, reading)
        lines = [_line(one, known) for one in reading.item_glances(finished=False)]
    return tuple(sorted(lines, key=lambda line: line.by_clock))


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemsByView:
    """The unfinished items as every view shows them, sorted out once: nobody waits for it when another is chosen.

    ``type_names`` are the names of the types there are, by code.
    """

    lines: tuple[ItemLine, ...] = ()
    views: Mapping[ItemView, Sequence[ItemLine]] = field(default_factory=dict)
    type_names: Mapping[str, str] = field(default_factory=dict)
    ready: int = 0
    not_ready: int = 0

    @property
    def on_the_way(self) -> int:
        """How many were heard, or are being decided or told."""
        return len(self.lines) - self.ready - self.not_ready


def items_by_view(office: Office) -> ItemsByView:
    """Every item whose business is not finished, sorted out for all views."""
    lines = unfinished_items(office)
    readiness = Counter(line.is_ready for line in lines)
    return ItemsByView(
        lines=lines,
        views={view: in_view(lines, view) for view in ItemView},
        type_names={line.type_code: line.type_name for line in lines},
        ready=readiness[True],
        not_ready=readiness[False],
    )


def finished_items(office: Office) -> tuple[ItemLine, ...]:
    """Every item whose business is finished, the latest received first."""
    known = _Known(office, office.clock.today(), office.book())
    with office.reading() as reading:
        return tuple(_finished_line(one, known) for one in reading.item_glances(finished=True))


def in_view(lines: Iterable[ItemLine], view: ItemView) -> list[ItemLine]:
    """The lines a view shows, in their order."""
    return [line for line in lines if view.shows(line.stage, came_back=line.came_back)]


def waiting_count(office: Office) -> int:
    """How many items wait to be listed."""
    with office.reading() as reading:
        return reading.count_waiting_items()


def open_items_like(office: Office, home_id: str, type_code: str) -> tuple[PanelItem, ...]:
    """The unfinished items of the same type about the same home: taking in another is worth a question."""
    with office.reading() as reading:
        held = reading.find(PanelItem, home_id=home_id, type_code=type_code)
    return tuple(item for item in held if item.stage not in FINISHED)


def homes_like(office: Office, typed: str) -> tuple[Found, ...]:
    """The foster homes that typed words find, by reference, names or address, a few at most."""
    found = search(office, typed, limit=LOOKED_THROUGH)
    return tuple(one for one in found if one.kind is FoundKind.HOME)[:MOST_HOMES]


def _look_up(office: Office, reading: Reading) -> _Known:
    deferrals, book = reading.find(Deferral, returned_on=None), office.book()
    return _Known(
        office,
        office.clock.today(),
        book,
        heard={code for code, item_type in book.item_types.items() if is_for_panel(reading, item_type)},
        temporary=nearest_to_end(reading),
        came_back={one.successor_item_id: one for one in deferrals},
        determinations={one.item_id: one for one in reading.find(QualifyingDetermination, concluded_on=None)},
        papers=reading.paper_kinds(),
        owed={(one.item_id, one.kind): one.owner for one in reading.owed_papers()},
    )


def _line(glance: ItemGlance, known: _Known) -> ItemLine:
    if glance.stage in BEFORE_HEARING:
        return _line_before_hearing(glance, known)
    clock, why = _after_hearing(glance, known)
    return _made(glance, known, clock=clock, why=why, within=(NOW_WITHIN_DECIDING, SOON_WITHIN_DECIDING))


def _line_before_hearing(glance: ItemGlance, known: _Known) -> ItemLine:
    item_type = known.book.item_type(glance.type_code)
    missing = _missing(item_type, glance, known)
    terms = unready_terms(item_type, glance.proposed_terms) if glance.type_code in known.heard else ()
    others = [*terms, *_awaited(glance, known)]
    clock = next(iter(_clocks(glance, known)), None)
    parts = [
        f"Listed for {long_date(glance.meeting_on)}." if glance.meeting_on else "",
        clock.sentence(known.today) if clock else "",
        f"Missing: {_named(missing, glance, known)}." if missing else "",
        *others,
    ]
    is_ready = not missing and not others
    standing = "Ready" if is_ready else f"{len(missing)} missing" if missing else "Not ready"
    return _made(
        glance,
        known,
        clock=clock,
        why=" ".join(part for part in parts if part) or f"Received on {long_date(glance.received_on)}.",
        within=(NOW_WITHIN, SOON_WITHIN),
        standing=standing,
        is_ready=is_ready,
    )


def _finished_line(glance: ItemGlance, known: _Known) -> ItemLine:
    came = f"Received on {long_date(glance.received_on)}."
    heard = f" Panel of {long_date(glance.meeting_on)}." if glance.meeting_on else ""
    return _made(glance, known, clock=None, why=came + heard, within=(0, 0))


def _made(
    glance: ItemGlance,
    known: _Known,
    *,
    clock: ItemClock | None,
    why: str,
    within: tuple[int, int],
    standing: str = "",
    is_ready: bool | None = None,
) -> ItemLine:
    left = days_left(clock.due_on, known.today) if clock else 0
    return ItemLine(
        id=glance.item_id,
        reference=glance.reference,
        type_code=glance.type_code,
        type_name=_type_name(known.book, glance.type_code),
        home_reference=glance.home_reference,
        subject=glance.subject,
        stage=glance.stage,
        why=why,
        standing=standing or capitalised(glance.stage.value),
        is_ready=is_ready,
        came_back=bool(glance.predecessor_id),
        received_on=glance.received_on,
        clock_on=clock.due_on if clock else None,
        clock_words=_how_long(left) if clock else "",
        harm=harm_of(clock.due_on, known.today, within) if clock else Harm.KNOW,
    )


def _type_name(book: RuleBook, code: str) -> str:
    known = book.item_types.get(code)
    return known.name if known else code


def _how_long(left: int) -> str:
    if left < 0:
        return f"{counted(-left, 'day')} late"
    return counted(left, "day") if left else "Today"


def harm_of(due_on: date, today: date, within: tuple[int, int] = (NOW_WITHIN, SOON_WITHIN)) -> Harm:
    """How hard a clock presses: whether it cannot wait, soon will not, or leaves time. Dates are local."""
    left, (now, soon) = days_left(due_on, today), within
    return Harm.NOW if left <= now else Harm.SOON if left <= soon else Harm.KNOW


def _clocks(glance: ItemGlance, known: _Known) -> tuple[ItemClock, ...]:
    temporary = known.temporary.get(glance.home_id)
    key = (glance.type_code, glance.received_on, glance.approved_on)
    if temporary is None and key in known.clocks:
        return known.clocks[key]
    found = clocks_running(
        glance.type_code,
        received_on=glance.received_on,
        approved_on=glance.approved_on,
        temporary=temporary,
        book=known.office.book(glance.received_on),
    )
    if temporary is None:
        known.clocks[key] = found
    return found


def _missing(item_type: ItemType, glance: ItemGlance, known: _Known) -> list[str]:
    there = known.papers.get(glance.item_id, set())
    return [
        entry.paper_kind
        for entry in item_type.checklist
        if entry.need is Need.REQUIRED and entry.paper_kind not in there
    ]


def _named(missing: list[str], glance: ItemGlance, known: _Known) -> str:
    """The first missing papers by short names, with who owes them; the others are only counted."""
    named = []
    for kind in missing[:MOST_NAMED]:
        owner = known.owed.get((glance.item_id, kind))
        words = short_name(known.book.paper_kinds.get(kind, kind))
        short = f"{words[:1].lower()}{words[1:]}"
        named.append(f"{short} ({owner})" if owner else short)
    if more := len(missing) - MOST_NAMED:
        return f"{', '.join(named)} and {more} more" if more > 0 else listed(named)
    return listed(named)


def _awaited(glance: ItemGlance, known: _Known) -> Iterator[str]:
    deferral = known.came_back.get(glance.item_id)
    things = awaited(deferral) if deferral else ()
    if things:
        yield f"Still awaited by the panel: {listed(f'“{thing.what}” ({thing.owner})' for thing in things)}."


def _after_hearing(glance: ItemGlance, known: _Known) -> tuple[ItemClock | None, str]:
    match glance.stage:
        case ItemStage.IN_HEARING:
            return None, "The panel is hearing it."
        case ItemStage.RECOMMENDED:
            heard = f"Heard on {long_date(glance.meeting_on)}. " if glance.meeting_on else ""
            return None, f"{heard}The decision clock starts when final minutes reach the decision maker."
        case ItemStage.WITH_DECISION_MAKER:
            return _deciding(decision_clock, "Minutes received", glance.minutes_sent_on, known)
        case ItemStage.DECIDED:
            return _deciding(letter_clock, "Decided", glance.decided_on, known)
        case _:
            return _proposed(glance, known)


def _deciding(
    start: Callable[[Office, date], ItemClock | None], began: str, since: date | None, known: _Known
) -> tuple[ItemClock | None, str]:
    if since is None:
        return None, "With the decision maker without a panel; no minutes start the clock."
    clock = start(known.office, since)
    said = (clock.sentence(known.today) if clock else "", f"{began} on {long_date(since)}.")
    return clock, " ".join(filter(None, said))


def _proposed(glance: ItemGlance, known: _Known) -> tuple[ItemClock | None, str]:
    found = known.determinations.get(glance.item_id)
    if found is None:
        return (
            None,
            "A proposal was decided on; the letter that starts the time to answer is not written yet.",
        )
    if found.challenged_on is not None:
        return None, f"Challenged on {long_date(found.challenged_on)}; the answer is awaited."
    clock = answer_clock(found)
    return clock, clock.sentence(known.today)
