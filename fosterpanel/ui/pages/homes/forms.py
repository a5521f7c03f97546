"""Opening a home's sheet again by the place its draft is kept at, after a lock."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from fosterpanel.ui.pages.homes.approval_sheets import (
    ExtensionSheet,
    ResignationSheet,
    ReviewSheet,
    RunOnSheet,
    StartChangeSheet,
    TemporarySheet,
)
from fosterpanel.ui.pages.homes.children_sheets import (
    EndExemptionSheet,
    EndPlacementSheet,
    ExemptionSheet,
    PlacementSheet,
)
from fosterpanel.ui.pages.homes.home_sheets import AddressSheet, CarerSheet, HouseholdSheet
from fosterpanel.ui.pages.homes.sheet_makers import MakeSheet
from fosterpanel.workflow.homes.temporary_approvals import OpenTemporary
from fosterpanel.workflow.overviews.homes_overview import HomeFile


def sheet_for(draft_place: str, file: HomeFile) -> MakeSheet | None:
    """What makes the sheet that keeps its draft there; None where what it was about is gone."""
    kind, _, rest = draft_place.partition(":")
    make = _MAKERS.get(kind)
    return make(file, rest) if make is not None else None


def _end_placement(file: HomeFile, placement_id: str) -> MakeSheet | None:
    found = next((one for one in file.placements if one.id == placement_id), None)
    return partial(EndPlacementSheet, placement=found) if found else None


def _end_exemption(file: HomeFile, exemption_id: str) -> MakeSheet | None:
    found = next((one for one in file.exemptions if one.id == exemption_id), None)
    return partial(EndExemptionSheet, exemption=found) if found else None


def _extension(file: HomeFile, approval_id: str) -> MakeSheet | None:
    found = _temporary(file, approval_id)
    return partial(ExtensionSheet, temporary=found) if found else None


def _run_on(file: HomeFile, approval_id: str) -> MakeSheet | None:
    found = _temporary(file, approval_id)
    return partial(RunOnSheet, approval=found.approval) if found and found.may_run_on else None


def _temporary(file: HomeFile, approval_id: str) -> OpenTemporary | None:
    return next((one for one in file.temporary if one.approval.id == approval_id), None)


def _carer(file: HomeFile, rest: str) -> MakeSheet | None:
    at = _at(rest, len(file.home.carers))
    return partial(CarerSheet, home=file.home, at=at)


def _household(file: HomeFile, rest: str) -> MakeSheet | None:
    at = _at(rest, len(file.home.household))
    return partial(HouseholdSheet, home=file.home, at=at)


def _at(rest: str, many: int) -> int | None:
    place = rest.rpartition(":")[2]
    return int(place) if place.isdigit() and int(place) < many else None


_MAKERS: dict[str, Callable[[HomeFile, str], MakeSheet | None]] = {
    "home-address": lambda file, _: partial(AddressSheet, home=file.home),
    "home-carer": _carer,
    "home-household": _household,
    "home-placement": lambda file, _: partial(PlacementSheet, home=file.home),
    "placement-end": _end_placement,
    "home-exemption": lambda file, _: partial(ExemptionSheet, home=file.home),
    "exemption-end": _end_exemption,
    "home-review": lambda file, _: partial(ReviewSheet, home=file.home),
    "home-temporary": lambda file, _: partial(TemporarySheet, home=file.home),
    "temporary-extension": _extension,
    "temporary-runs-on": _run_on,
    "home-resignation": lambda file, _: partial(ResignationSheet, home=file.home),
    "home-change": lambda file, _: partial(StartChangeSheet, file=file),
}
