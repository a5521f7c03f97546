"""Character maps in a PDF: which codes a text is cut into, and which letters or glyphs they stand for."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

_SECTION = re.compile(rb"begin(codespacerange|bfchar|bfrange|cidchar|cidrange)(.*?)end\1", re.DOTALL)
_TOKEN = re.compile(rb"<([0-9A-Fa-f\s]*)>|(\[)|(\])|([+-]?\d+)")
_WIDEST_RANGE = 65_536
_TWO_BYTES = ((2, 0, 0xFFFF),)

_Token = bytes | int | str


@dataclass(slots=True)
class CMap:
    """A map as it was read: lengths of codes, the letters of some, the glyph numbers of others."""

    spaces: tuple[tuple[int, int, int], ...] = ()
    letters: dict[bytes, str] = field(default_factory=dict)
    glyphs: dict[bytes, int] = field(default_factory=dict)

    def codes(self, shown: bytes) -> Iterator[bytes]:
        """A shown string cut into codes."""
        spaces = self.spaces or _TWO_BYTES
        place = 0
        while place < len(shown):
            length = _length_at(shown, place, spaces)
            yield shown[place : place + length]
            place += length


def read_cmap(data: bytes) -> CMap:
    """Read a map; what it says wrongly is passed over."""
    read = CMap()
    for kind, body in _SECTION.findall(data):
        tokens = list(_tokens(body))
        if kind == b"codespacerange":
            read.spaces += tuple(_spaces(tokens))
        elif kind.endswith(b"char"):
            _read_chars(read, tokens)
        else:
            _read_ranges(read, tokens)
    return read


def _length_at(shown: bytes, place: int, spaces: tuple[tuple[int, int, int], ...]) -> int:
    for length, low, high in sorted(spaces):
        code = shown[place : place + length]
        if len(code) == length and low <= int.from_bytes(code, "big") <= high:
            return length
    return min(length for length, _, _ in spaces)


def _tokens(body: bytes) -> Iterator[_Token]:
    for digits, opened, closed, number in _TOKEN.findall(body):
        if opened or closed:
            yield "[" if opened else "]"
        elif number:
            yield int(number)
        else:
            plain = b"".join(digits.split())
            yield bytes.fromhex((plain + b"0" * (len(plain) % 2)).decode("ascii"))


def _spaces(tokens: list[_Token]) -> Iterator[tuple[int, int, int]]:
    for low, high in zip(tokens[::2], tokens[1::2], strict=False):
        if isinstance(low, bytes) and isinstance(high, bytes) and low:
            yield len(low), int.from_bytes(low, "big"), int.from_bytes(high, "big")


def _read_chars(read: CMap, tokens: list[_Token]) -> None:
    for code, meant in zip(tokens[::2], tokens[1::2], strict=False):
        if isinstance(code, bytes):
            _put(read, code, meant, 0)


def _read_ranges(read: CMap, tokens: list[_Token]) -> None:
    place = 0
    while place + 2 < len(tokens):
        low, high, meant = tokens[place : place + 3]
        place += 3
        listed: list[_Token] = []
        if meant == "[":
            end = tokens.index("]", place) if "]" in tokens[place:] else len(tokens)
            listed, place = tokens[place:end], end + 1
        if isinstance(low, bytes) and isinstance(high, bytes) and low:
            _put_range(read, low, high, meant, listed)


def _put_range(read: CMap, low: bytes, high: bytes, meant: _Token, listed: list[_Token]) -> None:
    first, last = int.from_bytes(low, "big"), int.from_bytes(high, "big")
    for step in range(min(last - first + 1, _WIDEST_RANGE)):
        code = (first + step).to_bytes(max(len(low), len(high)), "big")
        if meant != "[":
            _put(read, code, meant, step)
        elif step < len(listed):
            _put(read, code, listed[step], 0)


def _put(read: CMap, code: bytes, meant: _Token, step: int) -> None:
    if isinstance(meant, int):
        read.glyphs[code] = meant + step
    elif isinstance(meant, bytes) and meant:
        start, last = meant[:-2], int.from_bytes(meant[-2:], "big") + step
        letters = start + (last & 0xFFFF).to_bytes(
            min(2, len(meant)) if last > 0xFF else len(meant[-2:]), "big"
        )
        read.letters[code] = letters.decode("utf-16-be" if len(letters) > 1 else "latin-1", "ignore")
