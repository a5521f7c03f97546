"""What a pack says of itself to the program that shows it, and how it opens."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC

from pikepdf import Array, Dictionary, Name, Pdf, String

from fosterpanel.documents.packs.storing import store_plan
from fosterpanel.domain.packs import PackPlan

_PRODUCER = "Foster Panel"


def describe(pack: Pdf, plan: PackPlan) -> None:
    """Let a pack open at full size with its bookmarks beside it, and its pages be called by their printed number."""
    root = pack.Root
    root.PageMode, root.PageLayout = Name.UseOutlines, Name.OneColumn
    root.OpenAction = Array([pack.pages[0].obj, Name.XYZ, None, None, 1])
    root.ViewerPreferences = Dictionary(DisplayDocTitle=True)
    root.Lang = String("en-GB")
    root.PageLabels = Dictionary(Nums=Array(_labels(plan.printed)))
    moment = String(plan.made_at.astimezone(UTC).strftime("D:%Y%m%d%H%M%SZ"))
    pack.trailer.Info = pack.make_indirect(
        Dictionary(
            Title=String(plan.title),
            Author=String(plan.service_name),
            Producer=String(_PRODUCER),
            Creator=String(_PRODUCER),
            CreationDate=moment,
            ModDate=moment,
        )
    )
    store_plan(pack, plan)


def _labels(printed: Sequence[str]) -> list[object]:
    """Page labels: one rule where plain numbers run on, one of its own for each page with a letter."""
    labels: list[object] = []
    running = None
    for index, number in enumerate(printed):
        if not number.isdigit():
            labels += [index, Dictionary(P=String(number))]
            running = None
        elif running != int(number):
            labels += [index, Dictionary(S=Name.D, St=int(number))]
            running = int(number)
        running = running + 1 if running is not None else None
    return labels
