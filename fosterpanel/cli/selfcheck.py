"""``fosterpanel selfcheck``: does this copy of the program do its work on this computer?"""

from __future__ import annotations

import argparse

from fosterpanel.cli.parser import CommandParser, Commands, add_command
from fosterpanel.cli.terminal import say

EXAMPLES = """\
  fosterpanel selfcheck

It works in a private temporary folder, which it deletes; none of your stores is touched."""


def add_to(commands: Commands[CommandParser]) -> None:
    """Add the command."""
    add_command(
        commands,
        "selfcheck",
        does="Try the program on a throwaway store: create, act, sign, verify, back up, restore, check.",
        examples=EXAMPLES,
        run=run,
    )


def run(_args: argparse.Namespace) -> int:
    """Do each step and say so."""
    from fosterpanel.workflow.selfcheck import check_program

    check_program(on_step=lambda words: say(f"ok  {words}"))
    say("Foster Panel works on this computer.")
    return 0
