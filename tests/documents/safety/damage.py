"""Damaged files without end, each known by its number, and a program of its own that takes them in.

``python -m tests.documents.safety.damage FIRST COUNT`` does so within bounds of memory and time; it says what failed.
"""

from __future__ import annotations

import faulthandler
import random
import resource
import sys
import traceback
from collections.abc import Callable
from functools import cache
from io import BytesIO
from pathlib import Path

import pikepdf

from fosterpanel.documents.intake import examine_paper, text_of_pages
from fosterpanel.documents.redaction import redact
from fosterpanel.documents.safety import make_safe, open_source, was_repaired
from fosterpanel.domain.redaction import PersonMark, TermMark
from fosterpanel.errors import FosterPanelError
from tests.documents.redaction import papers
from tests.documents.safety import sources

MOST_MEMORY = 3 * 2**30
SLOWEST = 60
MOST_USED = 2**30
_TOKENS = (
    b"/Length 99999999", b"/Kids[3 0 R 3 0 R]", b"<<" * 400, b"[" * 600, b"/Filter[/FlateDecode/LZWDecode]", b"(",
    b">>", b"/Count -1", b"/Count 2147483647", b"endobj", b"stream\n", b"0 0 R", b"3 0 R", b"null", b"/W[1 99999999 1]",
    b"/MediaBox[0 0 1e38 nan]", b"/Prev 9", b"/Parent 3 0 R", b"/Type/Page", b"-99999999999999999999", b"#00",
    b"BI ID EI", b"/Differences[-5/a 9999/b]", b"/FirstChar -7", b"\xff" * 9, b"%%EOF", b" Tf 1e300 Tz ",
)  # fmt: skip

Damage = Callable[[bytes, random.Random], bytes]


@cache
def whole_files() -> tuple[bytes, ...]:
    """Sound files of many kinds, to be damaged."""
    said = papers.line(b"[(before Ko) 20 (walski) -30 (after)] TJ")
    scan = papers.with_resources(
        XObject=lambda pdf: pikepdf.Dictionary(I=papers.picture("jpeg", (60, 40))(pdf))
    )
    drawn = papers.with_resources(Font=lambda pdf: pikepdf.Dictionary(F=papers.drawn_letters(pdf)))
    words = "before Kowalski after"
    numbered = papers.with_resources(Font=lambda pdf: pikepdf.Dictionary(F=papers.numbered_font(words)(pdf)))
    changes = (
        sources.link(S=pikepdf.Name.URI, URI="https://example.org"),
        sources.attached(),
        sources.pinned_file,
    )
    packed = pikepdf.ObjectStreamMode.generate
    return (
        papers.paper(said, said),
        papers.paper(said, object_stream_mode=packed),
        papers.paper(said, change=papers.answered_form),
        papers.paper(b"q 300 0 0 200 90 90 cm /I Do Q " + said, change=scan, object_stream_mode=packed),
        papers.paper(papers.line(b"(before Kowalski after) Tj"), change=drawn),
        papers.paper(b"BT /F 9 Tf 9 9 Td " + papers.in_numbers(words, words) + b" Tj ET", change=numbered),
        papers.paper(said, linearize=True),
        papers.paper(said, encryption=pikepdf.Encryption(owner="o", user="")),
        sources.source(*changes, sources.text_field(AA=sources.SCRIPT)),
        sources.source(*changes, object_stream_mode=packed),
    )


def damaged(number: int) -> bytes:
    """The damaged file of a number: the same each time."""
    chance = random.Random(number)
    data = chance.choice(whole_files())
    for _ in range(chance.choice((1, 1, 2, 4, 12))):
        data = chance.choice(_DAMAGES)(data, chance)
    return data


def take_in(data: bytes) -> None:
    """Everything that is done with a file from outside. Raises FosterPanelError where it is refused."""
    examine = (lambda: examine_paper(data, "paper"), lambda: text_of_pages(data), lambda: _repack(data))
    for act in (*examine, lambda: redact(data, _MARKS, looked_at=range(1, 50))):
        try:
            act()
        except FosterPanelError as refused:
            if not str(refused).endswith("."):
                raise AssertionError(f"no sentence: {refused}") from refused


_MARKS = (TermMark(words="Kowalski"), PersonMark(name="Ann Lee"))


def _repack(data: bytes) -> None:
    with open_source(data, name="paper") as pdf, pikepdf.new() as pack:
        make_safe(pdf, name="paper")
        was_repaired(pdf)
        pack.pages.extend(pdf.pages)
        pack.save(BytesIO())


def _flip(data: bytes, chance: random.Random) -> bytes:
    changed = bytearray(data)
    for _ in range(chance.choice((1, 3, 30))):
        changed[chance.randrange(len(changed))] = chance.randrange(256)
    return bytes(changed)


def _cut(data: bytes, chance: random.Random) -> bytes:
    return data[: chance.randrange(len(data) // 3, len(data))]


def _drop(data: bytes, chance: random.Random) -> bytes:
    start = chance.randrange(len(data))
    return data[:start] + data[start + chance.randrange(1, 200) :] or data


def _repeat(data: bytes, chance: random.Random) -> bytes:
    start = chance.randrange(len(data))
    part = data[start : start + chance.randrange(1, 2000)]
    return data[:start] + part * chance.choice((2, 2, 20)) + data[start:]


def _put(data: bytes, chance: random.Random) -> bytes:
    place = chance.randrange(len(data))
    return data[:place] + chance.choice(_TOKENS) + data[place:]


def _miscount(data: bytes, chance: random.Random) -> bytes:
    places = [place for place in range(len(data)) if data[place : place + 1].isdigit()]
    place = chance.choice(places or [0])
    return data[:place] + str(chance.choice((0, 1, 7, 65536, 2**31, 10**12))).encode() + data[place + 1 :]


def _mix(data: bytes, chance: random.Random) -> bytes:
    other = chance.choice(whole_files())
    return data[: chance.randrange(len(data))] + other[chance.randrange(len(other)) :] or data


_DAMAGES: tuple[Damage, ...] = (_flip, _cut, _drop, _repeat, _put, _miscount, _mix)


def _say(words: str) -> None:
    sys.stdout.write(f"{words}\n")
    sys.stdout.flush()


def _most_memory() -> int:
    """The most bytes this program held; ``ru_maxrss`` would begin with what its parent held."""
    status = Path("/proc/self/status").read_text()
    (line,) = [line for line in status.splitlines() if line.startswith("VmHWM:")]
    return int(line.split()[1]) * 1024


def main(first: int, count: int) -> int:
    """Take in some damaged files. How many failed."""
    resource.setrlimit(resource.RLIMIT_AS, (MOST_MEMORY, MOST_MEMORY))
    failed = 0
    for number in range(first, first + count):
        _say(f"file {number}")
        faulthandler.dump_traceback_later(SLOWEST, exit=True)
        try:
            take_in(damaged(number))
        except Exception:  # noqa: BLE001 - whatever it is, it is what is looked for
            failed += 1
            _say(f"FAILED {number}\n{traceback.format_exc()}")
        faulthandler.cancel_dump_traceback_later()
    used = _most_memory()
    if used > MOST_USED:
        failed += 1
        _say(f"FAILED: {used // 2**20} MB were used")
    return failed


if __name__ == "__main__":
    sys.exit(min(main(int(sys.argv[1]), int(sys.argv[2])), 99))
