"""``fosterpanel selfcheck``: does this copy of the program do its work on this computer?"""

from __future__ import annotations

import argparse

from fosterpanel.cli.parser import CommandParser, Commands, add_command, offer_json
from fosterpanel.cli.terminal import say, say_json

EXAMPLES = """\
  fosterpanel selfcheck

It works in a private temporary folder, which it deletes; none of your stores is touched."""


def add_to(commands: Commands[CommandParser]) -> None:
    """Add the command."""
    parser = add_command(
        commands,
        "selfcheck",
        does="Try the program on a throwaway store: create, act, sign, verify, back up, restore, check.",
        examples=EXAMPLES,
        run=run,
    )
    offer_json(parser)


def run(args: argparse.Namespace) -> int:
    """Do each step and say so."""
    from fosterpanel.workflow.opening.selfcheck import check_program

    done: list[str] = []
    check_program(on_step=done.append if args.json else lambda words: say(f"ok  {words}"))
    if args.json:
        say_json({"works": True, "steps": done})
    else:
        say("Foster Panel works on this computer.")
    return 0
