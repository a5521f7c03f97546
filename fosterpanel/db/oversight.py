"""What the manager's page asks of every home and every decision, in one statement each: no record is put together."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

import sqlalchemy as sa

from fosterpanel.db.models.items import PanelItemRow
from fosterpanel.db.models.meetings import MeetingRow
from fosterpanel.db.models.outcomes import AgencyDecisionRow, MinutesRow
from fosterpanel.db.models.register import FosterHomeRow, ReviewRow
from fosterpanel.db.models.rows import table_of
from fosterpanel.db.statements import Statement, result_conversion
from fosterpanel.domain.decisions import DecisionState
from fosterpanel.domain.register import ApprovalState, LastReview
from fosterpanel.domain.statistics import DecidedItem

_HOME, _REVIEW = table_of(FosterHomeRow), table_of(ReviewRow)
_ITEM, _MEETING = table_of(PanelItemRow), table_of(MeetingRow)
_MINUTES, _DECISION = table_of(MinutesRow), table_of(AgencyDecisionRow)


def read_last_reviews(driver: Any) -> Iterator[LastReview]:
    """Every approved home with the last review of the approval it has now, in the order they were entered."""
    for home_id, approved_on, reviewed_on in _LAST_REVIEWS.run(driver):
        yield LastReview(home_id=home_id, approved_on=_day(approved_on), reviewed_on=_day(reviewed_on))


def read_decided_items(driver: Any, since: date) -> Iterator[DecidedItem]:
    """Every item that a panel considered and that was decided on a local day or later, in that order."""
    for reference, type_code, *days in _DECIDED.run(driver, {"since": since}):
        panel_on, minutes_on, decided_on = map(_day, days)
        yield DecidedItem(
            reference=reference,
            type_code=type_code,
            panel_on=panel_on,
            minutes_on=minutes_on,
            decided_on=decided_on,
        )


def _last_reviews() -> Statement:
    # A home approved anew begins anew: reviews of its approval before do not put the first one off.
    of_this_approval = sa.and_(_REVIEW.c.home_id == _HOME.c.id, _REVIEW.c.held_on >= _HOME.c.approved_on)
    return Statement(
        sa.select(_HOME.c.id, _HOME.c.approved_on, sa.func.max(_REVIEW.c.held_on))
        .join_from(_HOME, _REVIEW, of_this_approval, isouter=True)
        .where(_HOME.c.state == sa.literal_column(f"'{ApprovalState.APPROVED.value}'"))
        .group_by(_HOME.c.id)
        .order_by(_HOME.c.ordinal)
    )


def _decided() -> Statement:
    sent_on = sa.select(sa.func.max(_MINUTES.c.sent_on)).where(_MINUTES.c.item_id == _ITEM.c.id)
    minutes_on = sent_on.scalar_subquery().label("minutes_on")
    days = (_MEETING.c.on, minutes_on, _DECISION.c.decided_on)
    return Statement(
        sa.select(_ITEM.c.reference, _ITEM.c.type_code, *days)
        .join_from(_DECISION, _ITEM, _DECISION.c.item_id == _ITEM.c.id)
        .join(_MEETING, _ITEM.c.meeting_id == _MEETING.c.id)
        .where(
            _DECISION.c.state == sa.literal_column(f"'{DecisionState.SIGNED.value}'"),
            _DECISION.c.decided_on >= sa.bindparam("since"),
            minutes_on.element.is_not(None),
        )
        .order_by(_DECISION.c.decided_on, _DECISION.c.ordinal)
    )


_LAST_REVIEWS, _DECIDED = _last_reviews(), _decided()
_as_day = result_conversion(_HOME.c.approved_on.type)


def _day(value: Any) -> Any:
    return value if value is None or _as_day is None else _as_day(value)
