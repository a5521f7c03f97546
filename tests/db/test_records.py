"""Every stored record goes in and comes out as it was, and every rule a row can hold bites."""

from __future__ import annotations

import dataclasses
import importlib
import pkgutil
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any, get_type_hints

import pytest
import sqlalchemy as sa
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy.dialects import postgresql
from sqlalchemy.schema import CreateIndex, CreateTable

import fosterpanel.domain
from fosterpanel.db.failures import RefusedByStore
from fosterpanel.db.mapping import plan_for, rows
from fosterpanel.db.models.rows import table_of
from fosterpanel.db.models.schema import METADATA
from fosterpanel.db.store import Store
from fosterpanel.domain import rulebook
from fosterpanel.domain.interests import DeclaredInterest, InterestKind, Ruling
from fosterpanel.domain.items import ItemStage
from fosterpanel.domain.notices import Notice, NoticeKind
from fosterpanel.domain.packs import PackEntry, PackPlan, PackSection
from fosterpanel.domain.papers import Paper
from fosterpanel.domain.register import ApprovalState, Placement
from fosterpanel.domain.representations import QualifyingDetermination, Route
from fosterpanel.domain.service import Numbering
from fosterpanel.domain.terms import PlacementKind, Sex
from tests.db.making import ACTOR, AT, home, item, new_store

# A lone surrogate is no character: nobody can type one, and no encoding writes it.
text = st.text(st.characters(exclude_categories=["Cs"]), max_size=12)
st.register_type_strategy(str, text)
st.register_type_strategy(int, st.integers(-(2**31), 2**31 - 1))
moments = st.datetimes(datetime(1950, 1, 1), datetime(2150, 1, 1), timezones=st.just(UTC))  # noqa: DTZ001


def stored_types() -> Iterator[type[Any]]:
    """Every dataclass of the domain that has an id, but for the rule book's, from files, and the parts of a pack."""
    for module in pkgutil.iter_modules(fosterpanel.domain.__path__):
        loaded = importlib.import_module(f"fosterpanel.domain.{module.name}")
        for kind in vars(loaded).values():
            is_own = isinstance(kind, type) and kind.__module__ == loaded.__name__ != rulebook.__name__
            if is_own and dataclasses.is_dataclass(kind) and "id" in get_type_hints(kind):
                yield kind


STORED = sorted({*stored_types()} - {PackEntry}, key=lambda kind: kind.__name__)


def records(kind: type[Any]) -> st.SearchStrategy[Any]:
    """Any record of a type, with moments in UTC."""
    hints = get_type_hints(kind)
    at = {name: moments for name, hint in hints.items() if hint is datetime}
    may_be_at = {name: st.none() | moments for name, hint in hints.items() if hint == datetime | None}
    return st.builds(kind, **at, **may_be_at)


@pytest.fixture(scope="module", autouse=True)
def _sound_values() -> None:
    """Moments in UTC, and packs in which every document has an id of its own."""
    st.register_type_strategy(datetime, moments)
    one_section = st.builds(PackSection, entries=st.tuples(st.builds(PackEntry)))
    plans = st.builds(PackPlan, sections=st.tuples(one_section), made_at=moments)
    st.register_type_strategy(PackPlan, plans)


@pytest.fixture(scope="module")
def anything_goes(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    """A store that does not hold rules between fields and records, since random records keep none."""
    with new_store(tmp_path_factory.mktemp("records") / "service.store") as store:
        driver = store._warm_writer()
        driver.execute("pragma ignore_check_constraints = on")
        driver.execute("pragma foreign_keys = off")
        yield store


def test_every_record_of_the_domain_has_its_row() -> None:
    assert {kind.__name__ for kind in STORED} == {kind.__name__ for kind in rows()}


@pytest.mark.parametrize("kind", STORED, ids=lambda kind: kind.__name__)
def test_a_row_has_a_column_for_every_field_and_no_other(kind: type[Any]) -> None:
    columns = set(table_of(rows()[kind]).columns.keys()) - {"ordinal"}
    assert columns == {one.name for one in dataclasses.fields(kind)}


@pytest.mark.parametrize("kind", STORED, ids=lambda kind: kind.__name__)
@given(data=st.data())
def test_a_record_comes_back_as_it_went_in(
    anything_goes: Store, kind: type[Any], data: st.DataObject
) -> None:
    record = data.draw(records(kind))
    plan = plan_for(kind)
    driver = anything_goes._warm_writer()
    driver.execute("begin")
    try:
        plan.insert.run(driver, plan.to_row(record))
        back = plan.to_record(plan.get.run(driver, {"id": record.id}).fetchone())
    finally:
        driver.execute("rollback")
    assert back == record
    assert [type(value) for value in dataclasses.astuple(back)] == [
        type(value) for value in dataclasses.astuple(record)
    ]


def test_a_moment_elsewhere_comes_back_in_utc(store: Store) -> None:
    elsewhere = datetime.fromisoformat("2026-07-01T10:00:00+01:00")
    with store.transaction(ACTOR, elsewhere) as transaction:
        transaction.note("look", "nothing")
    with store.reading() as reading:
        assert reading.audit_lines()[0].at == elsewhere
        assert reading.audit_lines()[0].at.utcoffset() == timedelta(0)


def test_all_tables_can_be_made_on_postgresql() -> None:
    dialect = postgresql.dialect()  # type: ignore[no-untyped-call]
    for table in METADATA.sorted_tables:
        made = str(CreateTable(table).compile(dialect=dialect))
        made += "".join(str(CreateIndex(index).compile(dialect=dialect)) for index in table.indexes)
        assert all(len(one.name or "") <= 63 for one in table.constraints if isinstance(one.name, str)), made


def test_every_constraint_has_a_name() -> None:
    unnamed = [
        (table.name, constraint)
        for table in METADATA.tables.values()
        for constraint in table.constraints
        if not isinstance(constraint.name, str)
    ]
    assert unnamed == []


def put(store: Store, *written: Any) -> None:
    with store.transaction(ACTOR, AT) as transaction:
        for record in written:
            transaction.insert(record)
        transaction.note("put", "anything")


DAY = date(2026, 3, 2)
INTEREST = DeclaredInterest(
    id="interest-1",
    meeting_id="meeting-1",
    item_id="item-1",
    member_id="member-1",
    kind=InterestKind.FRIEND,
    nature="Neighbours",
    declared_at=AT,
)
DETERMINATION = QualifyingDetermination(
    id="determination-1",
    item_id="item-1",
    decision_id="decision-1",
    notice_id="notice-1",
    letter_dated_on=DAY,
    last_challenge_on=DAY + timedelta(days=28),
)
NOTICE = Notice(
    id="notice-1",
    item_id="item-1",
    home_id="home-1",
    kind=NoticeKind.DEFERRAL,
    addressees=("A",),
    address=("B",),
    dated_on=DAY,
    author_id="person-1",
    reference="R1",
)
PLACEMENT = Placement(
    id="placement-1",
    home_id="home-1",
    child="AB",
    age=7,
    sex=Sex.GIRLS,
    kind=PlacementKind.SHORT_TERM,
    placed_by="Northshire",
    started_on=DAY,
)
PAPER = Paper(
    id="paper-1",
    item_id="item-1",
    kind="report",
    title="Report",
    number=1,
    sha256="0" * 64,
    pages=1,
    size=1,
    received_on=DAY,
)

IMPOSSIBLE: dict[str, Any] = {
    "listed on no meeting": replace(item(), stage=ItemStage.LISTED),
    "its own successor": replace(item(), successor_id="item-1"),
    "a version below none": replace(item(), version=-1),
    "ended on no day": replace(home(), state=ApprovalState.ENDED),
    "ended before approved": replace(home(), approved_on=DAY, ended_on=DAY - timedelta(days=1)),
    "ruled on without a reason": replace(INTEREST, ruling=Ruling.LEAVE, ruled_by="member-2", ruled_at=AT),
    "ruled on by oneself": replace(
        INTEREST, ruling=Ruling.LEAVE, ruled_by="member-1", ruled_at=AT, ruling_reason="Friends"
    ),
    "challenged after the last day": replace(
        DETERMINATION, route=Route.REPRESENTATIONS, challenged_on=DAY + timedelta(days=29)
    ),
    "a review for a specified offence": replace(
        DETERMINATION, route=Route.INDEPENDENT_REVIEW, challenged_on=DAY, is_for_specified_offence=True
    ),
    "a letter about no decision": replace(NOTICE, kind=NoticeKind.APPROVAL),
    "a determination without its last day": replace(
        NOTICE, kind=NoticeKind.QUALIFYING_DETERMINATION, decision_id="decision-1"
    ),
    "a placement ended before it began": replace(PLACEMENT, ended_on=DAY - timedelta(days=1)),
    "a child of 22": replace(PLACEMENT, age=22),
    "an empty paper": replace(PAPER, size=0),
    "a paper that replaces itself": replace(PAPER, replaces_id="paper-1"),
    "a series below none": Numbering(id="items-2026", last=-1),
}


@pytest.mark.parametrize("record", IMPOSSIBLE.values(), ids=IMPOSSIBLE.keys())
def test_what_a_row_can_rule_out_is_ruled_out(path: Path, record: Any) -> None:
    with new_store(path) as store:
        store._warm_writer().execute("pragma foreign_keys = off")
        with pytest.raises(RefusedByStore, match="CHECK constraint failed: ck_"):
            put(store, record)
        assert store.check().records == 0


def test_an_unknown_code_is_refused(store: Store) -> None:
    put(store, home())
    with (
        pytest.raises(RefusedByStore, match="ck_foster_home_state_known"),
        store.transaction(ACTOR, AT) as transaction,
    ):
        transaction._driver.execute("update foster_home set state = 'perhaps'")


def test_a_reference_to_nothing_is_refused_when_the_act_ends(store: Store) -> None:
    with pytest.raises(RefusedByStore, match="FOREIGN KEY"):
        put(store, item())
    put(store, item(), home())
    assert store.check().records == 2


def test_the_same_reference_twice_is_refused(store: Store) -> None:
    with pytest.raises(RefusedByStore, match=r"panel_item\.reference"):
        put(store, home(), item(1), replace(item(2), reference="R1"))


def test_an_unstored_type_is_a_fault_of_the_program(store: Store) -> None:
    with store.reading() as reading, pytest.raises(TypeError, match="not a stored record"):
        reading.get(sa.Table, "x")
