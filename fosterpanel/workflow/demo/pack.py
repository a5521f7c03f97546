"""The pack of the demonstration's panel: issued once the agenda is out, and left behind as a file."""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import Any

from fosterpanel.domain.wrong_family import NamesUnanswered
from fosterpanel.workflow.demo.day import Stage
from fosterpanel.workflow.packing.packs import (
    PackChoices,
    issue_pack,
    make_issued,
    make_pack,
    prepare_pack,
)
from fosterpanel.workflow.wrong_family import answer_name

FOLDER = "packs"
STAND_IN = "A paper from the folder stands in for one of this family's own."
# Recognising words on scanned pages would take seconds for each, where a folder of real papers is used.
CHOICES = PackChoices(reads_scans=False)


def issue_demo_pack(stage: Stage) -> None:
    """Issue the pack of the panel: its agenda, and the papers of every item in their order."""
    made = make_pack(prepare_pack(stage.administrator, stage.held.id, CHOICES))
    with made.built:
        try:
            issue_pack(stage.administrator, made)
        except NamesUnanswered as refusal:
            # Only papers of a folder name anybody: they are dealt out to the families in turn.
            for found in refusal.found:
                answer_name(stage.administrator, found, STAND_IN)
            issue_pack(stage.administrator, made)


def write_pack(stage: Stage, out: Path) -> dict[str, Any]:
    """Write the pack that is out as a file, as the office holds it: no member's copy, and so no password, leaves."""
    made = make_issued(stage.administrator, stage.held.id)
    path = out / FOLDER / f"panel-{stage.held.on}-pack-{made.plan.number}.pdf"
    path.parent.mkdir()
    with made.built:
        made.built.write(path)
    return {
        "path": path.relative_to(out).as_posix(),
        "issue": made.plan.number,
        "documents": len(made.plan.entries),
        "pages": len(made.plan.printed),
        "sha256": hashlib.sha256(path.read_bytes()).hexdigest(),
    }
