"""``fosterpanel due``: a nation's time limits, and the date one of them gives."""

from __future__ import annotations

import argparse
from pathlib import Path

from fosterpanel.cli.parser import CommandParser, Commands, add_command, offer_json
from fosterpanel.cli.terminal import say, say_json
from fosterpanel.clock import SystemClock
from fosterpanel.errors import InvalidInput

EXAMPLES = """\
  fosterpanel due                                list the time limits of England
  fosterpanel due adm-decision 2026-12-18        the last day for the decision
  fosterpanel due representations 2026-12-01 --nation wales --json
  fosterpanel due minutes-final 2026-12-04 --rules office.store.rules"""


def add_to(commands: Commands[CommandParser]) -> None:
    """Add the command."""
    parser = add_command(
        commands,
        "due",
        does="Say when something is due, and how it is counted; or list the time limits.",
        examples=EXAMPLES,
        run=run,
    )
    parser.add_argument(
        "rule", metavar="RULE", nargs="?", help="the id of a time limit, such as adm-decision"
    )
    parser.add_argument(
        "date", metavar="DATE", nargs="?", help="the day it is counted from, as YYYY-MM-DD (local)"
    )
    parser.add_argument("--nation", default="england", help="whose rule book (default: %(default)s)")
    parser.add_argument(
        "--rules", metavar="FOLDER", type=Path, help="the rule books of a service that has changed some"
    )
    offer_json(parser)


def run(args: argparse.Namespace) -> int:
    """List the limits, or print a date: alone on the first line, then how it was counted."""
    from fosterpanel.workflow import due

    nation = due.read_nation(args.nation)
    if args.rule is None:
        limits = due.list_limits(nation, SystemClock().today(), args.rules)
        _answer(args, [due.limit_fields(limit) for limit in limits], due.limit_lines(limits))
        return 0
    if args.date is None:
        raise InvalidInput(f"From which day is {args.rule} counted? Give the date as YYYY-MM-DD.")
    answer = due.due_date(args.rule, args.date, nation, folder=args.rules)
    _answer(args, answer.fields, due.due_lines(answer))
    return 0


def _answer(args: argparse.Namespace, fields: object, lines: tuple[str, ...]) -> None:
    if args.json:
        say_json(fields)
    else:
        say(*lines)
