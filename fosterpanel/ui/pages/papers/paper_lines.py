"""How the versions of papers look in a list."""

from __future__ import annotations

from fosterpanel.domain.wording import counted, listed, plain_date
from fosterpanel.ui.look.tokens import Tone
from fosterpanel.ui.parts.tables import Column
from fosterpanel.workflow.paperwork.reading import ListedPaper


def paper_columns() -> tuple[Column[ListedPaper], ...]:
    """What it is and where it came from, how it stands, who has read it, and a button to correct it."""
    return (
        Column("Paper", _title, why=_why, icon=_icon),
        Column("How it stands", standing, tone=_tone, pill_icon=_pill_icon, width=172),
        Column("Read by", _read_by, width=190),
        Column(
            "", lambda line: "Correct" if line.is_current else "", is_act=True, width=112, in_filter=False
        ),
    )


def standing(line: ListedPaper) -> str:
    """How a version stands, the gravest first."""
    if not line.is_current:
        return "Replaced"
    if line.alert is not None and not line.alert.answer:
        return "Corrected since"
    if line.paper.is_late:
        return "Late"
    return "Read by you" if line.is_read_by_me else "Not read yet"


def _title(line: ListedPaper) -> str:
    if line.is_current:
        return line.paper.title
    return f"{line.paper.title}, version {line.paper.number}"


def _why(line: ListedPaper) -> str:
    paper = line.paper
    if line.replaced_on is not None:
        relied = f" · relied on by the {listed(line.relied_by)}" if line.relied_by else ""
        return f"Replaced on {plain_date(line.replaced_on)}{relied} · {_pages(line)}"
    kind = line.kind_words.split(" (")[0]
    parts = (
        "" if paper.title == kind else kind,
        f"Version {paper.number}" if paper.number > 1 else "",
        f"Dated {plain_date(paper.dated_on)}" if paper.dated_on else "",
        f"Came {plain_date(paper.received_on)}",
        _pages(line),
    )
    return " · ".join(part for part in parts if part)


def _pages(line: ListedPaper) -> str:
    # The number and its unit stay on one line.
    return counted(line.paper.pages, "page").replace(" ", "\u00a0")


def _icon(line: ListedPaper) -> tuple[str, Tone]:
    if not line.is_current:
        return "history", Tone.MUTED
    return "file-text", _tone(line)


def _tone(line: ListedPaper) -> Tone:
    if not line.is_current:
        return Tone.SOFT
    if (line.alert is not None and not line.alert.answer) or line.paper.is_late:
        return Tone.WARN
    return Tone.GOOD if line.is_read_by_me else Tone.SOFT


def _pill_icon(line: ListedPaper) -> str:
    words = standing(line)
    icons = {"Replaced": "history", "Late": "file-clock", "Read by you": "check", "Not read yet": "book-open"}
    return icons.get(words, "circle-alert")


def _read_by(line: ListedPaper) -> str:
    return ", ".join(line.readers)
