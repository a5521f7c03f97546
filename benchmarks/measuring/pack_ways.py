"""Ways to make one PDF of many, each run in a process of its own: ours, and what others do."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path

LINE = "Confidential: for the members of this panel only"
MEMBERS = 10


def ours(inputs: Sequence[Path], target: Path) -> None:
    """Everything: made safe, merged, index, links, bookmarks, labels, number, line and mark, plan and fingerprints."""
    _make(inputs, _copies(target, 1, is_locked=False))


def ten_marked(inputs: Sequence[Path], target: Path) -> None:
    """The same for ten members, each with their own mark."""
    _make(inputs, _copies(target, MEMBERS, is_locked=False))


def one_locked(inputs: Sequence[Path], target: Path) -> None:
    """The same for one member, locked by a password."""
    _make(inputs, _copies(target, 1, is_locked=True))


def ten_locked(inputs: Sequence[Path], target: Path) -> None:
    """The same for ten members, each with their own mark and password."""
    _make(inputs, _copies(target, MEMBERS, is_locked=True))


def _copies(target: Path, members: int, *, is_locked: bool) -> dict[Path, tuple[str, str]]:
    return {
        target.with_name(f"member {number}.pdf"): (
            f"Copy of member {number}",
            f"password {number}" if is_locked else "",
        )
        for number in range(members)
    }


def _make(inputs: Sequence[Path], copies: dict[Path, tuple[str, str]]) -> None:
    from fosterpanel.documents.packs import MemberCopy, PackOptions, build_pack
    from fosterpanel.domain.packs import PackEntry, PackPlan, PackSection

    entries = tuple(PackEntry(id=path.name, title=path.stem, source=path.name) for path in inputs)
    plan = PackPlan(
        title="Panel of 4 December 2026",
        sections=(PackSection(title="Papers", entries=entries),),
        made_at=datetime(2026, 11, 22, 9, 0, tzinfo=UTC),
        confidentiality=LINE,
    )
    with build_pack(plan, {path.name: path for path in inputs}, PackOptions(reads_scans=False)) as pack:
        pack.write_copies(
            {path: MemberCopy(watermark=mark, password=word) for path, (mark, word) in copies.items()}
        )


def pypdf(inputs: Sequence[Path], target: Path) -> None:
    """pypdf: merged with bookmarks, an index, and every page stamped with number, line and mark."""
    from pypdf import PdfReader, PdfWriter

    writer = PdfWriter()
    counts = [len(PdfReader(path).pages) for path in inputs]
    writer.append(BytesIO(_drawn_index(inputs, counts)))
    first = len(writer.pages)
    for path in inputs:
        writer.append(path, outline_item=f"{path.stem}, p. {len(writer.pages) + 1}")
    stamps = PdfReader(BytesIO(_drawn_stamps(len(writer.pages))))
    for page, stamp in zip(writer.pages, stamps.pages, strict=True):
        page.merge_page(stamp)
    _link_index(writer, counts, first)
    writer.write(target)


def _link_index(writer: object, counts: Sequence[int], first: int) -> None:
    from pypdf import PdfWriter
    from pypdf.annotations import Link

    assert isinstance(writer, PdfWriter)
    target = first
    for number, count in enumerate(counts):
        page, line = divmod(number, _LINES)
        top = 770 - line * 12
        writer.add_annotation(page, Link(rect=(70, top - 2, 500, top + 9), target_page_index=target))
        target += count


def merged_then_overlaid(inputs: Sequence[Path], target: Path) -> None:
    """BunTool's way: merge, draw a second file with a stamp for every page, and lay that over the first."""
    import pikepdf

    with pikepdf.new() as pdf:
        for path in inputs:
            with pikepdf.open(path) as source:
                pdf.pages.extend(source.pages)
        with pikepdf.open(BytesIO(_drawn_stamps(len(pdf.pages)))) as stamps:
            for page, stamp in zip(pdf.pages, stamps.pages, strict=True):
                page.add_overlay(stamp)
            pdf.save(target)


_LINES = 55


def _drawn_index(inputs: Sequence[Path], counts: Sequence[int]) -> bytes:
    from reportlab.lib.pagesizes import A4
    from reportlab.pdfgen.canvas import Canvas

    file = BytesIO()
    canvas = Canvas(file, pagesize=A4)
    page = 2
    for number, (path, count) in enumerate(zip(inputs, counts, strict=True)):
        if number and number % _LINES == 0:
            canvas.showPage()
        canvas.drawString(70, 770 - number % _LINES * 12, f"{path.stem}  {page}")
        page += count
    canvas.save()
    return file.getvalue()


def _drawn_stamps(pages: int) -> bytes:
    from reportlab.lib.pagesizes import A4
    from reportlab.pdfgen.canvas import Canvas

    file = BytesIO()
    canvas = Canvas(file, pagesize=A4)
    for number in range(1, pages + 1):
        canvas.setFont("Helvetica-Bold", 10)
        canvas.drawRightString(575, 15, str(number))
        canvas.drawCentredString(297, 15, LINE)
        canvas.setFillAlpha(0.13)
        canvas.setFont("Helvetica-Bold", 60)
        canvas.translate(297, 420)
        canvas.rotate(54)
        canvas.drawCentredString(0, 0, "Copy of M. Lowe")
        canvas.showPage()
    canvas.save()
    return file.getvalue()


WAYS: dict[str, Callable[[Sequence[Path], Path], None]] = {
    "pack": ours,
    "ten marked copies": ten_marked,
    "one locked copy": one_locked,
    "ten locked copies": ten_locked,
    "pypdf": pypdf,
    "merge, then overlay": merged_then_overlaid,
}
