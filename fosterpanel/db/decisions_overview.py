"""Decided items at a glance, read in one statement for hundreds of thousands: no record is put together whole."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

import sqlalchemy as sa

from fosterpanel.db.models.items import PanelItemRow, PaperRow
from fosterpanel.db.models.outcomes import AgencyDecisionRow, MinutesRow, QualifyingDeterminationRow
from fosterpanel.db.models.register import FosterHomeRow
from fosterpanel.db.models.rows import table_of
from fosterpanel.db.statements import Statement, result_conversion
from fosterpanel.domain.decisions_overview import DecidedGlance
from fosterpanel.domain.items import ItemStage
from fosterpanel.domain.representations import Route

_ITEM, _HOME, _PAPER = table_of(PanelItemRow), table_of(FosterHomeRow), table_of(PaperRow)
_MINUTES, _DECISION = table_of(MinutesRow), table_of(AgencyDecisionRow)
_DETERMINATION = table_of(QualifyingDeterminationRow)
_HEARD = _ITEM.alias("heard")
_as_day = result_conversion(_DECISION.c.decided_on.type)


def read_decided(driver: Any) -> Iterator[DecidedGlance]:
    """The items whose decision is told, or that went back for information, the latest decision first, one at a time."""
    return (_glance(row) for row in _DECIDED.run(driver))


def _written(value: str) -> sa.ColumnClause[str]:
    # Written into the statement, which is compiled once and takes no lists.
    return sa.literal_column(f"'{value}'")


def _of_papers(counted: sa.ColumnElement[Any]) -> sa.ScalarSelect[Any]:
    """A count over the papers of an item as they stand now."""
    later = _PAPER.alias("later")
    is_replaced = sa.exists().where(later.c.replaces_id == _PAPER.c.id)
    found = sa.select(counted).where(_PAPER.c.item_id == _ITEM.c.id, sa.not_(is_replaced))
    return found.correlate(_ITEM).scalar_subquery()


def _decided() -> Statement:
    """Each item with its latest signed decision, and the minutes it answers: after a review, of the item reviewed."""
    latest = sa.select(sa.func.max(_DECISION.c.ordinal)).where(
        _DECISION.c.item_id == _ITEM.c.id, _DECISION.c.state == _written("signed")
    )
    after_review = sa.and_(
        _ITEM.c.challenge_id == _DETERMINATION.c.id,
        _DETERMINATION.c.route == _written(Route.INDEPENDENT_REVIEW.value),
    )
    received_on = sa.select(sa.func.max(_MINUTES.c.sent_on)).where(_MINUTES.c.item_id == _HEARD.c.id)
    columns = (
        _ITEM.c.id,
        _ITEM.c.reference,
        _ITEM.c.type_code,
        _ITEM.c.stage,
        _HOME.c.reference,
        _DECISION.c.decision,
        _DECISION.c.decided_on,
        _of_papers(sa.func.count()),
        _of_papers(sa.func.coalesce(sa.func.sum(_PAPER.c.pages), sa.literal_column("0"))),
        _HEARD.c.meeting_id,
        received_on.correlate(_HEARD).scalar_subquery(),
    )
    joined = (
        sa.join(_ITEM, _DECISION, _DECISION.c.ordinal == latest.correlate(_ITEM).scalar_subquery())
        .join(_HOME, _ITEM.c.home_id == _HOME.c.id)
        .outerjoin(_DETERMINATION, after_review)
        .join(_HEARD, _HEARD.c.id == sa.func.coalesce(_DETERMINATION.c.item_id, _ITEM.c.id))
    )
    stages = [_ITEM.c.stage == _written(one.value) for one in (ItemStage.TOLD, ItemStage.RETURNED)]
    found = sa.select(*columns).select_from(joined).where(sa.or_(*stages))
    return Statement(found.order_by(_DECISION.c.decided_on.desc(), _DECISION.c.ordinal.desc()))


_DECIDED = _decided()


def _glance(row: Sequence[Any]) -> DecidedGlance:
    item_id, reference, type_code, stage, home_reference, decision, decided_on, *others = row
    papers, pages, meeting_id, received_on = others
    return DecidedGlance(
        item_id=item_id,
        reference=reference,
        type_code=type_code,
        stage=ItemStage(stage),
        home_reference=home_reference,
        decision=decision,
        decided_on=_day(decided_on),
        papers=papers,
        pages=pages,
        had_panel=meeting_id is not None,
        minutes_received_on=_day(received_on),
    )


def _day(value: Any) -> Any:
    return value if value is None or _as_day is None else _as_day(value)
