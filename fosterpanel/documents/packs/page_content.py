"""What the drawing of a page leaves behind, read without interpreting it: saved states, and whether there are words.

A stamp is drawn after the page's own content, which may have left states saved, text or a hidden layer open, or may
take back states it never saved. All of that is counted, so that the stamp always lands where it belongs.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace

import pikepdf
from pikepdf import Array, Dictionary, Name, Stream

from fosterpanel.documents.content_streams import instructions_of

# Possessive, so that no content, however made, is looked at twice.
_STRINGS = re.compile(rb"\((?:[^()\\]++|\\.)*+\)", re.DOTALL)
_OPERATORS = re.compile(rb"(?<![^\s)\]>])(?:[qQ]|BT|ET|BMC|BDC|EMC|BI|T[jJ]|['\"])(?=[\s/\[(<]|$)")
# What a quick look cannot tell from an operator: strings within strings, comments, the bytes of an inline image.
_NEEDS_READING = (b"(", b"%")
_PAIRS = ((b"[", b"]"), (b"<", b">"))
_FOLLOWING = b"FPfollows"
_TEXT_SHOWN = frozenset({b"Tj", b"TJ", b"'", b'"'})
# All three of an inline image's operators, or the reading ends at the first.
_COUNTED = "q Q BT ET BMC BDC EMC BI ID EI Tj TJ ' \""
_DEEPEST = 12


@dataclass(frozen=True, slots=True, kw_only=True)
class ContentFacts:
    """What was counted in the content of a page.

    ``unsaved`` is how many states are taken back that were never saved; ``open_states``, ``open_marks`` and
    ``open_text`` are what is still open at the end. What ``breaks_off`` ends within a text, a list or an image, which
    would swallow whatever follows.
    """

    open_states: int = 0
    unsaved: int = 0
    open_marks: int = 0
    open_text: bool = False
    shows_text: bool = False
    has_inline_image: bool = False
    breaks_off: bool = False

    @property
    def closing(self) -> bytes:
        """What closes whatever the content left open."""
        return b"ET\n" * self.open_text + b"EMC\n" * self.open_marks + b"Q\n" * self.open_states


def read_content(page: pikepdf.Object) -> bytes:
    """The content of a page in one piece. Raises pikepdf.PdfError where a part of it cannot be unpacked."""
    contents = page.get("/Contents")
    if isinstance(contents, Stream):
        return contents.read_bytes()
    if isinstance(contents, Array):
        return b"\n".join(part.read_bytes() for part in contents if isinstance(part, Stream))
    return b""


def facts_of(content: bytes, page: pikepdf.Page) -> ContentFacts:
    """Count in the content of a page; exact, and quick unless it holds something odd."""
    plain = _STRINGS.sub(b"", content)
    operators = _OPERATORS.findall(plain)
    has_odd_signs = b"BI" in operators or any(sign in plain for sign in _NEEDS_READING)
    if has_odd_signs:
        operators = [one.operator.unparse() for one in instructions_of(page, _COUNTED)]
    facts = _counted(operators)
    may_break_off = has_odd_signs or any(plain.count(left) != plain.count(right) for left, right in _PAIRS)
    return replace(facts, breaks_off=True) if may_break_off and _breaks_off(content) else facts


def _breaks_off(content: bytes) -> bool:
    """Whether an operator that follows the content would not be met."""
    with pikepdf.new() as alone:
        followed = alone.make_stream(content + b"\n" + _FOLLOWING)
        met = instructions_of(followed, _FOLLOWING.decode())
    return not any(one.operator.unparse() == _FOLLOWING for one in met)


def _counted(operators: Iterable[bytes]) -> ContentFacts:
    states = unsaved = marks = 0
    in_text = shows_text = has_inline_image = False
    for operator in operators:
        if operator == b"q":
            states += 1
        elif operator == b"Q":
            states, unsaved = (states - 1, unsaved) if states else (0, unsaved + 1)
        elif operator in (b"BT", b"ET"):
            in_text = operator == b"BT"
        elif operator in (b"BMC", b"BDC"):
            marks += 1
        elif operator == b"EMC":
            marks = max(0, marks - 1)
        elif operator in _TEXT_SHOWN:
            shows_text = True
        else:
            has_inline_image = True
    return ContentFacts(
        open_states=states,
        unsaved=unsaved,
        open_marks=marks,
        open_text=in_text,
        shows_text=shows_text,
        has_inline_image=has_inline_image,
    )


def mended(page: pikepdf.Page) -> bytes:
    """The content without what readers pass over but a stamp must not meet.

    That is: taking back states that were never saved, and a last instruction that is not whole.
    """
    kept, depth = [], 0
    for instruction in instructions_of(page):
        operator = instruction.operator.unparse()
        if operator == b"Q" and depth == 0:
            continue
        depth += {b"q": 1, b"Q": -1}.get(operator, 0)
        kept.append(instruction)
    return pikepdf.unparse_content_stream(kept)


def is_picture_only(page: pikepdf.Object, facts: ContentFacts) -> bool:
    """Whether a page shows pictures and no text at all, so that nobody can search it or have it read aloud."""
    if facts.shows_text:
        return False
    resources = page.get("/Resources")
    if not isinstance(resources, Dictionary):
        return facts.has_inline_image
    seen: set[tuple[int, int]] = set()
    kinds = set(_kinds_drawn(resources, seen, 0))
    return ("image" in kinds or facts.has_inline_image) and "text" not in kinds


def _kinds_drawn(resources: Dictionary, seen: set[tuple[int, int]], depth: int) -> Iterable[str]:
    """What the objects a content may draw are: pictures, or forms with fonts, which are taken to show text."""
    objects = resources.get("/XObject")
    if not isinstance(objects, Dictionary) or depth > _DEEPEST:
        return
    for _, drawn in objects.items():
        if not isinstance(drawn, Stream) or drawn.objgen in seen:
            continue
        seen.add(drawn.objgen)
        if drawn.get("/Subtype") == Name.Image:
            yield "image"
            continue
        inner = drawn.get("/Resources")
        if isinstance(inner, Dictionary):
            if "/Font" in inner:
                yield "text"
            yield from _kinds_drawn(inner, seen, depth + 1)
