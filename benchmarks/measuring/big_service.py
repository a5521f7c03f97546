"""A service of many years, all invented: as many people and items as asked for, put in in big batches."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from itertools import islice
from pathlib import Path
from typing import Any

from fosterpanel.db.store import Store
from fosterpanel.domain.items import ItemStage, PanelItem
from fosterpanel.domain.register import ApprovalState, Carer, FosterHome
from measuring.panel_days import BEGIN, PASSPHRASE, found

BATCH = 10_000
WAITING_ONE_IN = 400
FIRST = (
    "Ada", "Bram", "Cerys", "Dilip", "Edda", "Femi", "Greta", "Huw", "Ines", "Jomo",
    "Kit", "Leila", "Mabel", "Nasir", "Olwen", "Piotr", "Quinn", "Rosa", "Sefton", "Tamsin",
)  # fmt: skip
LAST = (
    "Abara", "Bexley", "Carrow", "Dunmore", "Ekwueme", "Fairholt", "Garside", "Hollis", "Ibbotson", "Jessop",
    "Kestle", "Lathom", "Merrow", "Naylor", "Okonjo", "Penhale", "Quarrie", "Rushden", "Selwood", "Thackray",
)  # fmt: skip
TOWNS = ("Northport", "Brackendale", "Eastmere", "Hollin Cross", "Saltby")
TYPES = ("APP", "APP-CP", "TRANSFER", "REV1", "CHG")


def found_big_service(path: Path, *, people: int, items: int) -> None:
    """Leave a store behind with two carers to a home and one item in so many still waiting."""
    found(path)
    with Store.open(path, passphrase=PASSPHRASE) as store:
        _insert(store, _homes(people // 2))
        _insert(store, _items(items, people // 2))


def _insert(store: Store, records: Iterable[Any]) -> None:
    waiting = iter(records)
    while batch := list(islice(waiting, BATCH)):
        with store.transaction("measuring", BEGIN) as transaction:
            for record in batch:
                transaction.insert(record)
            transaction.note("fill", batch[-1].id, {"records": len(batch)})


def _homes(number: int) -> Iterator[FosterHome]:
    for one in range(number):
        family = f"{LAST[one % len(LAST)]}{one // 400 or ''}"
        carers = [
            Carer(name=f"{FIRST[(one + other) % len(FIRST)]} {family}", born_on=date(1980, 1, 1), sex=sex)
            for other, sex in ((one // 20, "female"), (one // 20 + 7, "male"))
        ]
        yield FosterHome(
            id=f"home-{one}",
            reference=f"H{one:05}",
            carers=tuple(carers),
            address=(f"{one % 90 + 1} Ropewalk", TOWNS[one % len(TOWNS)]),
            state=ApprovalState.APPROVED,
            approved_on=BEGIN.date() - timedelta(days=one % 300),
        )


def _items(number: int, homes: int) -> Iterator[PanelItem]:
    for one in range(number):
        is_waiting = one % WAITING_ONE_IN == 0
        yield PanelItem(
            id=f"item-{one}",
            reference=f"{6 + one * 20 // number:02}/{one:06}",
            type_code=TYPES[one % len(TYPES)],
            home_id=f"home-{one * 7 % homes}",
            subject=f"{FIRST[one % len(FIRST)]} {LAST[one // 20 % len(LAST)]}",
            received_on=BEGIN.date() - timedelta(days=one % 90 if is_waiting else 100 + one % 7000),
            proposal="Approval for two children of any age",
            stage=ItemStage.TAKEN_IN if is_waiting else ItemStage.TOLD,
        )
