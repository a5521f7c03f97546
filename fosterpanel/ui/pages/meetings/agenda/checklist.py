"""What an item still lacks, in lines: who owes a paper, what nobody was asked for, and what else speaks against it."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from fosterpanel.domain.wording import counted
from fosterpanel.ui.look.tokens import Tone
from fosterpanel.ui.parts.words import StateLine, words
from fosterpanel.workflow.business.readiness import ChecklistLine, Readiness


def standing_lines(readiness: Readiness, *, with_received: bool = False) -> list[QWidget]:
    """The lines of an item's checklist, the missing papers first; ``with_received`` shows those that are in as well."""
    missing = [line for line in readiness.lines if line.is_missing]
    lines: list[QWidget] = [_owed(line) for line in missing if line.expected is not None]
    lines += _unasked([line for line in missing if line.expected is None])
    lines += [StateLine(reason, Tone.WARN, "circle-alert") for reason in readiness.reasons[len(missing) :]]
    if with_received:
        received = [line for line in readiness.lines if line.paper is not None]
        lines += [StateLine(line.words, Tone.INK, "circle-check") for line in received]
    if readiness.is_ready:
        lines.append(StateLine("Nothing speaks for deferring it.", Tone.GOOD, "circle-check"))
    return lines


def _owed(line: ChecklistLine) -> QWidget:
    return StateLine(f"{line.words}: {line.why[:1].lower()}{line.why[1:]}", Tone.WARN, "circle-alert")


def _unasked(lines: list[ChecklistLine]) -> list[QWidget]:
    if not lines:
        return []
    said = f"{counted(len(lines), 'paper')} missing, and nobody has been asked:"
    return [words(said, tone=Tone.WARN), *(StateLine(line.words, Tone.INK, "file-x") for line in lines)]
