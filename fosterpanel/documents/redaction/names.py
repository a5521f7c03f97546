"""Names within a file: what a program called fonts, images, marks and answers of forms. People's names hide there too.

A name means nothing to a reader but what it stands for; another in its place does as well, wherever it is used.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

import pikepdf
from pikepdf import (
    Array,
    ContentStreamInlineImage,
    ContentStreamInstruction,
    Dictionary,
    Name,
    Object,
    Pdf,
    Stream,
)
from reportlab.pdfbase._glyphlist import _glyphname2unicode

from fosterpanel.documents.content_streams import instructions_of
from fosterpanel.documents.pdf_values import entries_of, name_of
from fosterpanel.documents.redaction.matching import Sought
from fosterpanel.documents.redaction.standard_names import STANDARD_NAMES
from fosterpanel.documents.redaction.steps import Step

_WRITTEN = re.compile(rb"/([^\s/<>\[\](){}%]+)")
_ESCAPED = re.compile(rb"#([0-9A-Fa-f]{2})")
# The names of typefaces, by which readers find those that are not in the file.
_TYPEFACES = ("/BaseFont", "/FontName", "/FontFamily")
_TYPEFACE_WRITTEN = re.compile(rb"(?:%b)\s*/[^\s/<>\[\](){}%%]+" % "|".join(_TYPEFACES).encode())
_NEW = "/Withheld{}"
_FEWEST_LETTERS = 4


def rename(pdf: Pdf, sought: Sequence[Sought]) -> set[str]:
    """Give another name to whatever is called by something looked for; give what was asked for and found so."""
    names = _Renamed(sought)
    for held in pdf.objects:
        names.change_within(held)
    for scope in list(pdf.content_scopes()):
        names.change_drawing(pdf, scope.content)
    return names.found


def names_written(written: bytes) -> str:
    """The names in a piece of a file that are not the format's own, as text to be searched."""
    found = (_plain(name) for name in _WRITTEN.findall(_TYPEFACE_WRITTEN.sub(b"", written)))
    return "\n".join(name for name in dict.fromkeys(found) if not _is_standard(name))


def is_distinct(sought: Sought) -> bool:
    """Whether it is long enough not to occur by chance in what is no text."""
    return sum(letter.isalnum() for letter in sought.words) >= _FEWEST_LETTERS


class _Renamed:
    """The new name for each that goes; ``found`` is what was asked for."""

    def __init__(self, sought: Sequence[Sought]) -> None:
        self._sought = [each for each in sought if is_distinct(each)]
        self._new: dict[str, str] = {}
        self.found: set[str] = set()

    def of(self, name: str) -> str:
        """What a name is from now on: mostly itself."""
        if name not in self._new:
            asked = [each.asked for each in self._sought if next(each.spans(name[1:]), None)]
            goes = bool(asked) and not _is_standard(name[1:])
            if goes:
                self.found.update(asked)
            self._new[name] = _NEW.format(len(self._new) + 1) if goes else name
        return self._new[name]

    def change_within(self, held: Any) -> None:
        """Change the names in an object and all that lies within it."""
        parts = [held]
        while parts:
            part = parts.pop()
            for key, within in entries_of(part) if isinstance(part, Object) else ():
                at = self._change_key(part, key)
                if isinstance(within, Name) and key not in _TYPEFACES:
                    self._change_value(part, at, within)
                elif isinstance(within, Dictionary | Array) and not within.is_indirect:
                    parts.append(within)

    def change_drawing(self, pdf: Pdf, content: Any) -> None:
        """Change the names a drawing uses; one that cannot be read is left to those who take it apart."""
        try:
            steps = [self._changed(step) for step in instructions_of(content)]
        except pikepdf.PdfError:
            return
        if all(after is before for before, after in steps):
            return
        drawing = pikepdf.unparse_content_stream([after for _, after in steps])
        if isinstance(content, Stream):
            content.write(drawing)
        else:
            content.Contents = pdf.make_stream(drawing)

    def _changed(self, step: Step) -> tuple[Step, Step]:
        if isinstance(step, ContentStreamInlineImage) or not self._goes_in(list(step.operands)):
            return step, step
        operands = Array(step.operands)
        self.change_within(operands)
        return step, ContentStreamInstruction(list(operands), step.operator)

    def _goes_in(self, operands: list[Any]) -> bool:
        written = b" ".join(one.unparse() for one in operands if isinstance(one, Name | Dictionary | Array))
        return any(self.of(f"/{name}") != f"/{name}" for name in names_written(written).split("\n") if name)

    def _change_key(self, holder: Any, key: Any) -> Any:
        new = self.of(key) if isinstance(key, str) else key
        if new != key:
            holder[new] = holder[key]
            del holder[key]
        return new

    def _change_value(self, holder: Any, key: Any, name: Name) -> None:
        new = self.of(name_of(name))
        if new != name_of(name):
            holder[key] = Name(new)


def _plain(written: bytes) -> str:
    """A name as it is meant: its letters may be written as their codes."""
    meant = _ESCAPED.sub(lambda code: bytes([int(code[1], 16)]), written)
    return meant.decode("utf-8", "replace")


def _is_standard(name: str) -> bool:
    return name in STANDARD_NAMES or name in _glyphname2unicode
