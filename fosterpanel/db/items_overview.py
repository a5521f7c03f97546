"""Items at a glance, read in one statement each for hundreds of thousands: no record of them is put together whole."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

import sqlalchemy as sa

from fosterpanel.db.mapping import plan_for
from fosterpanel.db.models.items import ExpectedPaperRow, PanelItemRow, PaperRow
from fosterpanel.db.models.meetings import MeetingRow
from fosterpanel.db.models.outcomes import AgencyDecisionRow, MinutesRow
from fosterpanel.db.models.register import FosterHomeRow
from fosterpanel.db.models.rows import table_of
from fosterpanel.db.statements import Convert, Statement, result_conversion
from fosterpanel.domain.items import ItemStage, PanelItem
from fosterpanel.domain.items_overview import BEFORE_HEARING, FINISHED, ItemGlance, OwedPaper

_ITEM, _HOME, _MEETING = table_of(PanelItemRow), table_of(FosterHomeRow), table_of(MeetingRow)
_PAPER, _EXPECTED = table_of(PaperRow), table_of(ExpectedPaperRow)
_MINUTES, _DECISION = table_of(MinutesRow), table_of(AgencyDecisionRow)


def read_glances(driver: Any, *, finished: bool) -> Iterator[ItemGlance]:
    """The items whose business is finished, the latest received first, or those whose business is not as they came.

    One at a time: a hundred thousand at once, made or let go, would hold up whatever else goes on.
    """
    terms_of = _remembered(plan_for(PanelItem).reading_of("proposed_terms"))
    rows = (_FINISHED if finished else _UNFINISHED).run(driver)
    return (_glance(row, terms_of) for row in rows)


def read_paper_kinds(driver: Any) -> dict[str, set[str]]:
    """The kinds of paper there are on each item that is still to be heard, by the item's id."""
    kinds: dict[str, set[str]] = {}
    for item_id, kind in _PAPERS.run(driver):
        kinds.setdefault(item_id, set()).add(kind)
    return kinds


def read_owed_papers(driver: Any) -> tuple[OwedPaper, ...]:
    """Every paper somebody owes on an item that is still to be heard, whether or not it has come."""
    return tuple(
        OwedPaper(item_id=item_id, kind=kind, owner=owner, due_on=_day(due_on))
        for item_id, kind, owner, due_on in _OWED.run(driver)
    )


def count_waiting(driver: Any) -> int:
    """How many items wait to be listed."""
    return int(_WAITING.run(driver).fetchone()[0])


def _in_stages(stages: frozenset[ItemStage]) -> sa.ColumnElement[bool]:
    # Written into the statement, which is compiled once and takes no lists.
    listed: list[sa.ColumnClause[str]] = [sa.literal_column(f"'{stage.value}'") for stage in sorted(stages)]
    return sa.or_(*(_ITEM.c.stage == one for one in listed))


def _latest(day: sa.Column[Any], of: sa.Column[Any], *stages: ItemStage) -> sa.ColumnElement[Any]:
    """The latest such day of an item, looked for only where its stage makes it matter."""
    found = sa.select(sa.func.max(day)).where(of == _ITEM.c.id).scalar_subquery()
    return sa.case((_in_stages(frozenset(stages)), found))


def _glances(*, finished: bool) -> Statement:
    # Named either way: the index on stages cannot help to find what is in none of some.
    stages = FINISHED if finished else frozenset(ItemStage) - FINISHED
    latest_first = [_ITEM.c.received_on.desc()] if finished else []
    columns = (
        _ITEM.c.id,
        _ITEM.c.reference,
        _ITEM.c.type_code,
        _ITEM.c.home_id,
        _ITEM.c.subject,
        _ITEM.c.received_on,
        _ITEM.c.proposed_terms,
        _ITEM.c.stage,
        _ITEM.c.predecessor_id,
        _HOME.c.reference,
        _HOME.c.approved_on,
        _MEETING.c.on,
        _latest(_MINUTES.c.sent_on, _MINUTES.c.item_id, ItemStage.WITH_DECISION_MAKER),
        _latest(_DECISION.c.decided_on, _DECISION.c.item_id, ItemStage.DECIDED),
    )
    return Statement(
        sa.select(*columns)
        .join_from(_ITEM, _HOME, _ITEM.c.home_id == _HOME.c.id, isouter=True)
        .outerjoin(_MEETING, _ITEM.c.meeting_id == _MEETING.c.id)
        .where(_in_stages(stages))
        .order_by(*latest_first, _ITEM.c.ordinal)
    )


def _paper_kinds() -> Statement:
    later = _PAPER.alias("later")
    is_replaced = sa.exists().where(later.c.replaces_id == _PAPER.c.id)
    return Statement(
        sa.select(_PAPER.c.item_id, _PAPER.c.kind)
        .join_from(_PAPER, _ITEM, _PAPER.c.item_id == _ITEM.c.id)
        .where(_in_stages(BEFORE_HEARING), sa.not_(is_replaced))
    )


def _owed_papers() -> Statement:
    columns = (_EXPECTED.c.item_id, _EXPECTED.c.kind, _EXPECTED.c.owner, _EXPECTED.c.due_on)
    joined = sa.select(*columns).join_from(_EXPECTED, _ITEM, _EXPECTED.c.item_id == _ITEM.c.id)
    return Statement(joined.where(_in_stages(BEFORE_HEARING)))


_UNFINISHED, _FINISHED = _glances(finished=False), _glances(finished=True)
_PAPERS, _OWED = _paper_kinds(), _owed_papers()
_WAITING = Statement(
    sa.select(sa.func.count()).select_from(_ITEM).where(_in_stages(frozenset({ItemStage.TAKEN_IN})))
)
_as_day = result_conversion(_ITEM.c.received_on.type)


def _day(value: Any) -> Any:
    return value if value is None or _as_day is None else _as_day(value)


def _glance(row: Sequence[Any], terms_of: Convert) -> ItemGlance:
    item_id, reference, type_code, home_id, subject, received_on, terms, stage, predecessor_id, *others = row
    home_reference, approved_on, meeting_on, minutes_sent_on, decided_on = others
    return ItemGlance(
        item_id=item_id,
        reference=reference,
        type_code=type_code,
        home_id=home_id or "",
        subject=subject,
        received_on=_day(received_on),
        proposed_terms=terms_of(terms),
        stage=ItemStage(stage),
        predecessor_id=predecessor_id or "",
        home_reference=home_reference or "",
        approved_on=_day(approved_on),
        meeting_on=_day(meeting_on),
        minutes_sent_on=_day(minutes_sent_on),
        decided_on=_day(decided_on),
    )


def _remembered(convert: Convert) -> Convert:
    """Many items propose the same terms: each wording is read once."""
    known: dict[Any, Any] = {}

    def read(value: Any) -> Any:
        if value not in known:
            known[value] = convert(value)
        return known[value]

    return read
