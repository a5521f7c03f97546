"""``fosterpanel chronology``: everything that happened about an item or a foster home, with gaps and time limits."""

from __future__ import annotations

import argparse

from fosterpanel.cli.desk import add_desk_options, add_store, desk
from fosterpanel.cli.parser import CommandParser, Commands, add_command
from fosterpanel.cli.terminal import say, say_json

EXAMPLES = """\
  fosterpanel chronology office.store 26/003
  fosterpanel chronology office.store F0412 --out chronology.pdf
  fosterpanel chronology office.store 26/003 --out chronology.csv --passphrase-file words.txt --json

It names the family and what was decided about it: keep what it writes as safe as the store."""


def add_to(commands: Commands[CommandParser]) -> None:
    """Add the command."""
    parser = add_command(
        commands,
        "chronology",
        does="Say what happened about an item or a foster home, with every gap in days and every time limit.",
        examples=EXAMPLES,
        run=run,
    )
    add_store(parser)
    parser.add_argument(
        "reference", metavar="REFERENCE", help="of an item, such as 26/003, or of a foster home"
    )
    add_desk_options(parser, endings=".pdf to read, .csv for a spreadsheet")


def run(args: argparse.Namespace) -> int:
    """Write it to a file, or print it; either is recorded in the audit trail."""
    from fosterpanel.workflow.overviews import chronology

    with desk(args) as office:
        subject_id = chronology.subject_named(office, args.reference)
        if args.out is not None:
            saved = chronology.save_chronology(office, subject_id, args.out)
            if args.json:
                say_json({"saved": str(saved)})
            else:
                say(f"Saved as {saved}. The audit trail records it.")
            return 0
        held = chronology.read_out_chronology(office, subject_id)
    if args.json:
        say_json(chronology.chronology_fields(held))
    else:
        say(*chronology.chronology_lines(held))
    return 0
