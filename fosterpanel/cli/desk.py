"""What commands share that are done at the desk of a store: whose, in whose name, and where a file goes."""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from fosterpanel.cli.parser import CommandParser, offer_json
from fosterpanel.cli.passphrases import add_key_options, read_key
from fosterpanel.clock import SystemClock
from fosterpanel.errors import InvalidInput

if TYPE_CHECKING:
    from fosterpanel.workflow.office import Office


def add_store(parser: CommandParser) -> None:
    """Let the command be given a store."""
    parser.add_argument("store", metavar="STORE", type=Path, help="the store")


def add_desk_options(parser: CommandParser, *, endings: str) -> None:
    """Let the command be told who asks, what opens the store, and where a file goes, with one of these endings."""
    parser.add_argument("--out", metavar="FILE", type=Path, help=f"write it to FILE ({endings})")
    parser.add_argument("--replace", action="store_true", help="replace a file of that name")
    parser.add_argument(
        "--as",
        dest="name",
        metavar="NAME",
        default="",
        help="in whose name it is recorded (default: who sat at the desk last)",
    )
    add_key_options(parser)
    offer_json(parser)


@contextmanager
def desk(args: argparse.Namespace) -> Iterator[Office]:
    """Sit down at the desk of the store; nothing is opened where the file that is asked for is there already.

    Raises:
        InvalidInput: FILE is there and is not to be replaced.
    """
    from fosterpanel.workflow.opening.at_terminal import at_desk

    if args.out is not None and args.out.exists() and not args.replace:
        raise InvalidInput(f"{args.out.name} is there already. Choose another name, or add --replace.")
    with at_desk(args.store, read_key(args, args.store), SystemClock(), name=args.name) as office:
        yield office
