"""Making packs in tests, and reading them with other people's programs."""

from __future__ import annotations

import re
import subprocess
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from io import BytesIO
from pathlib import Path
from typing import Any

import pikepdf

from fosterpanel.documents.packs import MemberCopy, PackOptions, PackReport, build_pack
from fosterpanel.domain.packs import PackEntry, PackPlan, PackSection

MADE_AT = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)
LINE = "Confidential: for the panel of 4 December 2026 only"
QUICK = PackOptions(reads_scans=False)
_WORD = re.compile(r'<word xMin="([\d.]+)" yMin="([\d.]+)" xMax="([\d.]+)" yMax="([\d.]+)">(.*?)</word>')
_PAGE = re.compile(r'<page width="([\d.]+)" height="([\d.]+)">(.*?)</page>', re.DOTALL)


@dataclass(frozen=True, slots=True)
class Made:
    """A pack that was made: its bytes, its plan with every page's number, and what was reported."""

    pdf: bytes
    plan: PackPlan
    report: PackReport

    def first(self, entry_id: str) -> int:
        """Where a document begins, counted from 0."""
        return self.plan.printed.index(self.plan.entry(entry_id).pages[0])


@dataclass(frozen=True, slots=True)
class Word:
    """A word as poppler places it: its box in points from the upper left corner of the page as it is shown."""

    text: str
    left: float
    top: float
    right: float
    bottom: float


@dataclass(frozen=True, slots=True)
class ReadPage:
    """A page as poppler reads it."""

    width: float
    height: float
    words: tuple[Word, ...]

    def holds(self, text: str) -> bool:
        return text in " ".join(word.text for word in self.words)


def plan_of(names: list[str], **changes: Any) -> PackPlan:
    """A plan of those documents in two sections."""
    entries = [
        PackEntry(id=name, title=f"Paper {name}", source=name, dated_on=date(2026, 11, 3)) for name in names
    ]
    half = (len(entries) + 1) // 2
    sections = (
        PackSection(title="Carers", entries=tuple(entries[:half])),
        PackSection(title="Children", entries=tuple(entries[half:])),
    )
    return PackPlan(
        **{
            "title": "Panel of 4 December 2026",
            "sections": sections,
            "made_at": MADE_AT,
            "service_name": "Northshire Fostering",
            "confidentiality": LINE,
            **changes,
        }
    )


def make(
    plan: PackPlan,
    sources: Mapping[str, bytes | Path],
    options: PackOptions = QUICK,
    *,
    earlier: PackPlan | None = None,
    copy: MemberCopy | None = None,
) -> Made:
    with build_pack(plan, sources, options, earlier=earlier) as pack:
        return Made(pack.as_bytes(copy or MemberCopy()), pack.plan, pack.report)


def make_of(sources: Mapping[str, bytes | Path], options: PackOptions = QUICK, **changes: Any) -> Made:
    return make(plan_of(list(sources), **changes), sources, options)


def read_pages(pdf: bytes, tmp_path: Path, password: str = "") -> list[ReadPage]:
    """Every page with its words, read by poppler in the box that viewers show."""
    path = tmp_path / "read.pdf"
    path.write_bytes(pdf)
    unlocked = ["-upw", password] if password else []
    told = subprocess.run(
        ["pdftotext", "-cropbox", "-bbox", *unlocked, str(path), "-"],
        capture_output=True,
        text=True,
        check=True,
    )
    # poppler gives the words as the page is shown, but its size as it lies in the file.
    with pikepdf.open(path, password=password) as opened_pdf:
        is_turned = [page.rotation % 180 == 90 for page in opened_pdf.pages]
    return [
        _page(*map(float, (height, width) if turned else (width, height)), inside)
        for (width, height, inside), turned in zip(_PAGE.findall(told.stdout), is_turned, strict=True)
    ]


def _page(width: float, height: float, inside: str) -> ReadPage:
    return ReadPage(width, height, tuple(_word(found) for found in _WORD.findall(inside)))


def _word(found: tuple[str, ...]) -> Word:
    left, top, right, bottom = map(float, found[:4])
    return Word(found[4].replace("&amp;", "&"), left, top, right, bottom)


def is_sound(pdf: bytes, tmp_path: Path, password: str = "") -> str:
    """What qpdf finds wrong with it: nothing."""
    path = tmp_path / "check.pdf"
    path.write_bytes(pdf)
    told = subprocess.run(
        ["qpdf", "--check", f"--password={password}", str(path)], capture_output=True, text=True, check=False
    )
    return "" if told.returncode == 0 else told.stdout + told.stderr


def opened(pdf: bytes) -> pikepdf.Pdf:
    return pikepdf.open(BytesIO(pdf))


def leads_to(pdf: pikepdf.Pdf, destination: Any) -> int:
    """Which page, counted from 0, a destination leads to; it must keep the reader's size."""
    assert destination[1] == pikepdf.Name.XYZ
    assert len(destination) < 5 or destination[4] is None
    return pikepdf.Page(destination[0]).index
