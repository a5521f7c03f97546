"""Passphrases and recovery words: typed unseen, read from a file or from the standard input, never from the command.

What stands on a command line can be read by every program on the computer, and is kept by the shell.
"""

from __future__ import annotations

import argparse
import random
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from fosterpanel.cli.parser import CommandParser
from fosterpanel.cli.terminal import NothingTyped, ask, ask_unseen, is_interactive, note
from fosterpanel.errors import InvalidInput

if TYPE_CHECKING:
    from fosterpanel.workflow.founding.stores import StoreKey

LONGEST = 4096
WORDS_TYPED_BACK = 2


def add_key_options(parser: CommandParser) -> None:
    """Let the command be given what opens a store."""
    add_passphrase_file(parser)
    parser.add_argument(
        "--recovery-words",
        action="store_true",
        help="open with the 24 recovery words instead of the passphrase",
    )


def add_passphrase_file(parser: CommandParser) -> None:
    """Let the command read a secret from a file."""
    parser.add_argument(
        "--passphrase-file",
        metavar="FILE",
        type=Path,
        help="read it from the first line of FILE; without, it is asked for, or read from the standard input",
    )


def read_key(args: argparse.Namespace, store: Path) -> StoreKey:
    """Ask for, or read, what opens a store.

    Raises:
        NotFound: there is no such store, so nothing is asked.
        InvalidInput: nothing is given.
    """
    from fosterpanel.workflow.founding.stores import StoreKey, require_store

    require_store(store)
    if args.recovery_words:
        return StoreKey(recovery_words=_secret(args.passphrase_file, "Recovery words"))
    return StoreKey(passphrase=_secret(args.passphrase_file, "Passphrase"))


def choose_passphrase(file: Path | None) -> str:
    """Ask for a new passphrase twice, or read it once. Raises InvalidInput when the two differ."""
    chosen = _secret(file, "New passphrase")
    if file is None and is_interactive() and ask_unseen("The same passphrase again") != chosen:
        raise InvalidInput("The two passphrases differ, so nothing was made. Try again.")
    return chosen


def type_back(words: str) -> bool:
    """Ask for some of the recovery words until they are right; whether they were, before the person gave up."""
    numbered = list(enumerate(words.split(), start=1))
    try:
        for number, word in sorted(random.sample(numbered, WORDS_TYPED_BACK)):
            while ask(f"Type word {number} from your note").lower() != word:
                note("That is not the word. Look at your note, and at the list above.")
    except (KeyboardInterrupt, NothingTyped):
        return False
    return True


def first_line_of(file: Path) -> str:
    """A secret kept in the first line of a file. Raises InvalidInput when there is none."""
    return _first_line(file.read_bytes()[:LONGEST], f"{file.name} holds no passphrase in its first line.")


def _secret(file: Path | None, what: str) -> str:
    if file is not None:
        return first_line_of(file)
    if is_interactive():
        return ask_unseen(what)
    return _first_line(
        sys.stdin.readline(LONGEST).encode("utf-8", "surrogateescape"),
        f"{what}: none was given. Use --passphrase-file, or put it on the standard input.",
    )


def _first_line(content: bytes, otherwise: str) -> str:
    try:
        secret = content.decode("utf-8-sig").splitlines()[0]
    except (UnicodeDecodeError, IndexError) as unusable:
        raise InvalidInput(otherwise) from unusable
    if not secret.strip():
        raise InvalidInput(otherwise)
    return secret
