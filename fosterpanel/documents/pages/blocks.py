r"""What a paper is made of, in plain words: the writers of letters and minutes use only these.

Text is plain text and nothing in it is ever read as markup; ``\n`` begins a new line.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Literal, TypeAlias

Tone: TypeAlias = Literal["soft", "good", "warn", "bad"]


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of text with emphasis.

    A text all of whose runs have one ``target`` is a link to the place of that name; whoever puts the page into a
    larger document says where that is.
    """

    text: str
    bold: bool = False
    italic: bool = False
    muted: bool = False
    target: str = ""


Text: TypeAlias = str | tuple[Run, ...]


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading under the paper's title: level 2, or 3 beneath a 2."""

    text: str
    level: Literal[2, 3] = 2


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Running text; ``lead`` is larger and opens a paper, ``small`` and ``note`` (muted) stand back."""

    text: Text
    style: Literal["body", "lead", "small", "note"] = "body"


@dataclass(frozen=True, slots=True)
class Quote:
    """Somebody's own words, or the exact wording of a recommendation."""

    text: Text


@dataclass(frozen=True, slots=True)
class KeyFacts:
    """Labels and their values in a grid."""

    facts: tuple[tuple[str, Text], ...]
    columns: int = 2


@dataclass(frozen=True, slots=True)
class DecisionBox:
    """The recommendation or decision itself: a label, the verdict large, then its terms line by line."""

    label: str
    verdict: str
    lines: tuple[Text, ...] = ()


@dataclass(frozen=True, slots=True)
class Callout:
    """Something to notice; the title says why in words, so that colour is never the only sign."""

    title: str
    text: Text
    tone: Tone = "soft"


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table; ``share`` is its part of the width against the other columns' shares."""

    title: str
    share: float = 1.0
    ranged_right: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """Rows under column titles, repeated on each page; the first cell may head its row."""

    columns: tuple[Column, ...]
    rows: tuple[tuple[Text, ...], ...]
    caption: str = ""
    first_cell_heads_row: bool = False

    def __post_init__(self) -> None:
        """Refuse rows that do not fit the columns.

        Raises:
            ValueError: there are no rows, or a row has too many or too few cells.
        """
        if not self.rows:
            raise ValueError("A table needs a row; say in a paragraph that there is nothing to list.")
        if any(len(row) != len(self.columns) for row in self.rows):
            raise ValueError(f"Every row of this table needs {len(self.columns)} cells.")


@dataclass(frozen=True, slots=True)
class Bullets:
    """A list without order."""

    items: tuple[Text, ...]


@dataclass(frozen=True, slots=True)
class Numbered:
    """A list in order, numbered from ``start``."""

    items: tuple[Text, ...]
    start: int = 1


@dataclass(frozen=True, slots=True)
class QuestionAnswer:
    """A question, who was asked where that matters, and the answer given."""

    question: Text
    answer: Text
    asked_of: str = ""


@dataclass(frozen=True, slots=True)
class Questions:
    """Numbered questions with their answers."""

    items: tuple[QuestionAnswer, ...]
    start: int = 1


@dataclass(frozen=True, slots=True)
class Figure:
    """A drawing as a one-page PDF, with the words that stand for it; ``width`` and ``height`` in points."""

    drawing: bytes
    width: float
    height: float
    alternative: str
    caption: str = ""


@dataclass(frozen=True, slots=True)
class SignatureBlock:
    """The place of the electronic signature: what is signed for, by whom, when and by whose clock.

    ``field_description`` is what a screen reader says for the field. One paper holds at most one.
    """

    statement: Text
    name: str
    role: str
    when: str
    field_description: str = "Electronic signature"


@dataclass(frozen=True, slots=True)
class SignOff:
    """The end of a letter: “Yours sincerely”, the name, and lines beneath such as the role."""

    closing: str
    name: str
    lines: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class PageBreak:
    """What follows begins a new page."""


@dataclass(frozen=True, slots=True)
class KeepTogether:
    """Blocks that stay on one page if they fit on one, and ``with_next`` with the beginning of what follows."""

    blocks: tuple[Block, ...]
    with_next: bool = False


Block: TypeAlias = (
    Heading
    | Paragraph
    | Quote
    | KeyFacts
    | DecisionBox
    | Callout
    | Table
    | Bullets
    | Numbered
    | Questions
    | Figure
    | SignatureBlock
    | SignOff
    | PageBreak
    | KeepTogether
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Letterhead:
    """The head of a letter: the sender's contact lines, the recipient for a window envelope, the date."""

    contact: tuple[str, ...]
    recipient: tuple[str, ...]
    date: str
    references: tuple[tuple[str, str], ...] = ()
    salutation: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentFrame:
    """What every page of a paper carries: its name, reference and version, and who must not read it.

    ``created_at`` is a moment with a time zone; it is the only clock a paper knows, so that the same paper
    is always the same bytes. Pages that get their number from a larger document have none of their own.
    """

    title: str
    service_name: str
    reference: str
    version: str
    created_at: datetime
    subtitle: str = ""
    confidentiality: str = ""
    language: str = "en-GB"
    letterhead: Letterhead | None = None
    has_page_numbers: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Attachment:
    """A file carried inside the paper (PDF/A-3): its name, bytes, media type and what it is to the paper.

    ``relationship`` is one of PDF/A-3's words: Source, Data, Alternative, Supplement, Unspecified.
    """

    name: str
    data: bytes
    media_type: str
    description: str
    relationship: Literal["Source", "Data", "Alternative", "Supplement", "Unspecified"] = "Data"


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """A whole paper."""

    frame: DocumentFrame
    blocks: tuple[Block, ...]
    attachments: tuple[Attachment, ...] = ()

    def __post_init__(self) -> None:
        """Refuse what no screen reader or signer could follow.

        Raises:
            ValueError: two places for a signature, or a heading of level 3 that stands under none of level 2.
        """
        flat = tuple(_one_by_one(self.blocks))
        if sum(isinstance(block, SignatureBlock) for block in flat) > 1:
            raise ValueError("A paper is signed once: it can hold one place for a signature.")
        first = next((block for block in flat if isinstance(block, Heading)), None)
        if first is not None and first.level != 2:
            raise ValueError("The first heading under a paper's title has to be of level 2.")


def _one_by_one(blocks: tuple[Block, ...]) -> Iterator[Block]:
    for block in blocks:
        if isinstance(block, KeepTogether):
            yield from _one_by_one(block.blocks)
        else:
            yield block
