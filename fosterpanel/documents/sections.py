"""Numbered parts of a record, so that people can say “part 7” to each other."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from fosterpanel.documents.pages.blocks import Block, Bullets, Heading, KeepTogether, Paragraph, Run, Text


class Section(NamedTuple):
    """One part: its title and what stands under it, or ``aside``, why nothing can stand there in this case."""

    title: str
    blocks: Sequence[Block]
    aside: str = ""


def numbered(sections: Iterable[Section]) -> tuple[Block, ...]:
    """The parts one after the other, each with its number.

    The last two stay on one page, so that a signature never stands there alone. A part that cannot apply keeps its
    number and is one quiet line.
    """
    parts = [_part(number, section) for number, section in enumerate(sections, start=1)]
    end = KeepTogether(tuple(block for part in parts[-2:] for block in part))
    return (*(block for part in parts[:-2] for block in part), end)


def _part(number: int, section: Section) -> tuple[Block, ...]:
    title = f"{number}. {section.title}"
    if section.aside:
        return (nothing(f"{title}. {section.aside}"),)
    return (Heading(title), *section.blocks)


def bullets_or(items: Sequence[Text], otherwise: str) -> Block:
    """The items as a list, or a plain sentence where there are none."""
    return Bullets(tuple(items)) if items else nothing(otherwise)


def paragraph_or(words: str, otherwise: str) -> Block:
    """The words, or a plain sentence where there are none."""
    return Paragraph(words) if words.strip() else nothing(otherwise)


def nothing(words: str) -> Paragraph:
    """A sentence that says there is nothing to report, set back so that it is not taken for content."""
    return Paragraph((Run(words, muted=True),))


def labelled(label: str, words: str) -> tuple[Run, ...]:
    """Words after a bold label."""
    return (Run(f"{label}: ", bold=True), Run(words))
