"""What the records say in each part of the minutes beside what somebody wrote there by hand, and which is chosen."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from difflib import SequenceMatcher
from enum import StrEnum

from fosterpanel.domain.minutes import HandEdit, MinutesContents, Part
from fosterpanel.domain.wording import listed
from fosterpanel.errors import InvalidInput


class Side(StrEnum):
    """Where some words stand when two texts are laid side by side."""

    BOTH = "in both"
    WRITTEN = "only as written by hand"
    GENERATED = "only as the records have it"


@dataclass(frozen=True, slots=True, kw_only=True)
class Stretch:
    """Some words in a row that stand in both texts, or in one of them."""

    side: Side
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class MinutesSection:
    """One part of the minutes. ``written`` is empty while the records speak; ``written_from`` is what they said."""

    key: Part
    title: str
    generated: str
    written: str = ""
    written_from: str = ""

    @property
    def is_outdated(self) -> bool:
        """Whether the records say something else by now than they did when the hand edit was made."""
        return bool(self.written) and self.written_from != self.generated

    @property
    def words(self) -> str:
        """What is printed."""
        return self.written or self.generated

    @property
    def differences(self) -> tuple[Stretch, ...]:
        """The hand edit laid beside what the records say now, word by word; nothing without a hand edit."""
        return tuple(_differences(self.written.split(), self.generated.split())) if self.written else ()


def section(contents: MinutesContents, part: Part, title: str, generated: str) -> MinutesSection:
    """One part with its hand edit, if there is one."""
    edit = edit_of(contents, part)
    if edit is None:
        return MinutesSection(key=part, title=title, generated=generated)
    return MinutesSection(
        key=part, title=title, generated=generated, written=edit.words, written_from=edit.generated
    )


def edit_of(contents: MinutesContents, part: Part) -> HandEdit | None:
    """The hand edit of one part, or None."""
    return next((one for one in contents.edits if one.part is part), None)


def edit_by_hand(contents: MinutesContents, part: Part, words: str, generated: str) -> MinutesContents:
    """The contents with a part in somebody's own words; the records' own words, or none, give it back to them.

    A part written before keeps the words of the records it was first written from, so that typing on never hides that
    these have changed.
    """
    if words.strip() in ("", generated.strip()):
        return without_edit(contents, part)
    held = edit_of(contents, part)
    edit = HandEdit(part=part, words=words, generated=held.generated if held else generated)
    return replace(contents, edits=(*without_edit(contents, part).edits, edit))


def keep_by_hand(contents: MinutesContents, part: Part, generated: str) -> MinutesContents:
    """The contents with a hand edit kept although the records have changed to ``generated``."""
    edits = tuple(replace(one, generated=generated) if one.part is part else one for one in contents.edits)
    return replace(contents, edits=edits)


def without_edit(contents: MinutesContents, part: Part) -> MinutesContents:
    """The contents with a part given back to the records."""
    return replace(contents, edits=tuple(one for one in contents.edits if one.part is not part))


def require_chosen(sections: Iterable[MinutesSection]) -> None:
    """Refuse to go on while a hand edit and the records have grown apart and nobody chose. Raises InvalidInput."""
    outdated = [f"“{one.title}”" for one in sections if one.is_outdated]
    if outdated:
        raise InvalidInput(
            f"The record has changed since {listed(outdated)} was written by hand. "
            "Read both and choose which is right."
        )


def _differences(written: list[str], generated: list[str]) -> Iterator[Stretch]:
    for what, start, end, from_, to in SequenceMatcher(a=written, b=generated, autojunk=False).get_opcodes():
        if what == "equal":
            yield Stretch(side=Side.BOTH, words=" ".join(written[start:end]))
            continue
        if start < end:
            yield Stretch(side=Side.WRITTEN, words=" ".join(written[start:end]))
        if from_ < to:
            yield Stretch(side=Side.GENERATED, words=" ".join(generated[from_:to]))
