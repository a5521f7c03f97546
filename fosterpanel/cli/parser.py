"""The words a command line may consist of; a wrong one is answered in one line."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from typing import NoReturn

from fosterpanel import __version__
from fosterpanel.errors import InvalidInput

Commands = argparse._SubParsersAction
Run = Callable[[argparse.Namespace], int]

ABOUT = "Fostering panels from agenda to signed agency decision, on one encrypted store."
EXIT_CODES = """\
exit codes:
  0   done, or sound
  1   refused or not sound; one line says why
  2   the command was not understood, or a file to verify cannot be read
  70  a fault of the program, with a reference number
  130 stopped by you"""


class WrongUsage(InvalidInput):
    """The command line says something this program does not understand."""

    exit_code = 2


class HelpLayout(argparse.RawDescriptionHelpFormatter):
    """Help with room for our longest option; examples stay as they are written."""

    def __init__(self, prog: str) -> None:
        super().__init__(prog, max_help_position=28)


class CommandParser(argparse.ArgumentParser):
    """A parser whose refusals are one line, like every other refusal."""

    def error(self, message: str) -> NoReturn:
        """Refuse. Raises WrongUsage."""
        raise WrongUsage(f"{message[:1].upper()}{message[1:]}. See: {self.prog} --help")


def new_parser() -> tuple[CommandParser, Commands[CommandParser]]:
    """Make the parser of the whole program, and the place where commands are added."""
    parser = CommandParser(
        prog="fosterpanel",
        description=ABOUT,
        epilog=f"Each command explains itself: fosterpanel due --help\n\n{EXIT_CODES}",
        formatter_class=HelpLayout,
        allow_abbrev=False,
    )
    parser.add_argument("--version", action="version", version=f"Foster Panel {__version__}")
    parser.set_defaults(run=None)
    return parser, parser.add_subparsers(title="commands", metavar="COMMAND")


def add_command(
    commands: Commands[CommandParser], name: str, *, does: str, examples: str, run: Run
) -> CommandParser:
    """Add one command: ``does`` says in a sentence what for, ``examples`` show it, ``run`` does it."""
    parser = commands.add_parser(
        name,
        help=does,
        description=does,
        epilog=f"examples:\n{examples.rstrip()}",
        formatter_class=HelpLayout,
        allow_abbrev=False,
    )
    parser.set_defaults(run=run)
    return parser


def offer_json(parser: CommandParser) -> None:
    """Let the command answer another program."""
    parser.add_argument("--json", action="store_true", help="answer as JSON, for another program")
