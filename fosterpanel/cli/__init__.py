"""The acts of the office from a terminal: ``fosterpanel due``, ``verify``, ``pack``, ``redact``, ``demo`` and others.

Each command is a module of its own, which imports what it needs only when it runs: counting days must not wait for
the libraries that draw, sign and encrypt.
"""

from __future__ import annotations

from collections.abc import Sequence

from fosterpanel.cli import chronology, demo, due, hand_back, pack, redact, selfcheck, store, verify
from fosterpanel.cli.failures import exit_code_of
from fosterpanel.cli.parser import new_parser
from fosterpanel.cli.terminal import speak_plainly


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command and return its exit code; what goes wrong is one line on the standard error."""
    speak_plainly()
    return exit_code_of(lambda: _run(argv))


def _run(argv: Sequence[str] | None) -> int:
    parser, commands = new_parser()
    for command in (due, verify, pack, redact, chronology, hand_back, demo, store, selfcheck):
        command.add_to(commands)
    args = parser.parse_args(argv)
    if args.run is None:
        parser.print_help()
        return 0
    code: int = args.run(args)
    return code
