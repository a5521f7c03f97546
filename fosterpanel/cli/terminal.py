"""What is said to the terminal: answers on the standard output, progress and refusals on the standard error."""

from __future__ import annotations

import getpass
import json
import sys
import threading
import unicodedata
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from io import TextIOWrapper
from typing import Any

from fosterpanel.errors import InvalidInput

Progress = Callable[[str, int, int], None]
_MOVES_THE_CURSOR = frozenset({"Cc", "Cf", "Cs", "Zl", "Zp"})
NOT_PRINTABLE = "\N{REPLACEMENT CHARACTER}"


class NothingTyped(InvalidInput):
    """The input ended where an answer was asked for."""

    def __init__(self) -> None:
        super().__init__("Nothing was typed, so nothing was done.")


def speak_plainly() -> None:
    """Say what a terminal's character set lacks as a question mark instead of failing on it."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(errors="replace")


def say(*lines: str) -> None:
    """Print lines of an answer.

    A document or a file name may hold characters that move the cursor or turn the writing round, and so make a
    forged answer look like ours: none is passed on.
    """
    for line in lines:
        print(_printable(line))


def say_json(answer: Any) -> None:
    """Print an answer for another program."""
    print(json.dumps(answer, indent=2))


def say_table(heads: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
    """Print a small table, each column as wide as its widest entry."""
    widths = [max(len(row[column]) for row in (heads, *rows)) for column in range(len(heads))]
    for row in (heads, ["-" * width for width in widths], *rows):
        say("  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip())


def complain(sentence: str) -> None:
    """Say in one line on the standard error what is wrong."""
    print(_printable(" ".join(sentence.split())), file=sys.stderr)


def note(words: str) -> None:
    """Tell somebody at the terminal what they should know, apart from the answer."""
    print(_printable(words), file=sys.stderr)


def is_interactive() -> bool:
    """Whether somebody at a terminal can answer questions."""
    return sys.stdin.isatty() and sys.stderr.isatty()


def ask(question: str) -> str:
    """Ask somebody at the terminal; the question never mixes with the answer of the command.

    Raises:
        NothingTyped: they ended the input instead.
    """
    print(f"{question}: ", end="", file=sys.stderr, flush=True)
    typed = sys.stdin.readline()
    if not typed:
        raise NothingTyped
    return typed.strip()


def ask_unseen(question: str) -> str:
    """Ask for a secret, which is not shown. Raises NothingTyped."""
    try:
        return getpass.getpass(f"{question}: ")
    except EOFError:
        raise NothingTyped from None


@contextmanager
def progress_bar() -> Iterator[Progress]:
    """Give a function that shows how far some work is; it shows nothing unless somebody is looking."""
    if not sys.stderr.isatty():
        yield lambda words, done, total: None
        return
    from tqdm import tqdm

    with tqdm(file=sys.stderr, leave=False, bar_format="{desc} {bar} {n_fmt} of {total_fmt}") as bar:

        def show(words: str, done: int, total: int) -> None:
            bar.total, bar.n = total, done
            bar.set_description_str(words)

        yield show


@contextmanager
def still_working(words: str) -> Iterator[None]:
    """Show somebody at the terminal that work of unknown length goes on, and for how long it has."""
    if not sys.stderr.isatty():
        yield
        return
    from tqdm import tqdm

    is_done = threading.Event()

    def tick(bar: tqdm[None]) -> None:
        while not is_done.wait(0.5):
            bar.refresh()

    with tqdm(file=sys.stderr, desc=words, leave=False, bar_format="{desc}: {elapsed}") as bar:
        ticking = threading.Thread(target=tick, args=(bar,), daemon=True)
        ticking.start()
        try:
            yield
        finally:
            is_done.set()
            ticking.join()


def _printable(line: str) -> str:
    return "".join(
        NOT_PRINTABLE if unicodedata.category(each) in _MOVES_THE_CURSOR else each for each in line
    )
