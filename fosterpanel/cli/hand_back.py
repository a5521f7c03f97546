"""``fosterpanel hand-back``: outcomes as rows for a case system, and copies of documents in Word."""

from __future__ import annotations

import argparse
from datetime import date

from fosterpanel.cli.desk import add_desk_options, add_store, desk
from fosterpanel.cli.parser import CommandParser, Commands, add_command
from fosterpanel.cli.terminal import say, say_json
from fosterpanel.errors import InvalidInput

EXAMPLES = """\
  fosterpanel hand-back office.store --since 2026-12-01 --out outcomes.csv
  fosterpanel hand-back office.store --since 2026-12-01 --json
  fosterpanel hand-back office.store --document 26/003-D1 --out record.docx

docs/hand-back.md says what each column holds."""


def add_to(commands: Commands[CommandParser]) -> None:
    """Add the command."""
    parser = add_command(
        commands,
        "hand-back",
        does="Hand results back to a case system: outcomes as rows, or a document as a copy in Word.",
        examples=EXAMPLES,
        run=run,
    )
    add_store(parser)
    what = parser.add_mutually_exclusive_group(required=True)
    what.add_argument(
        "--since", metavar="DATE", type=_day, help="outcomes from this day on, as YYYY-MM-DD (local)"
    )
    what.add_argument(
        "--document", metavar="REFERENCE", help="minutes, a decision record or a letter, such as 26/003-D1"
    )
    add_desk_options(parser, endings=".csv for outcomes, .docx for a document")


def run(args: argparse.Namespace) -> int:
    """Write rows or a copy to a file, or give the rows as JSON; each is recorded in the audit trail."""
    from fosterpanel.workflow.deciding import hand_back

    if args.out is None and (args.document or not args.json):
        raise InvalidInput("Say where it goes with --out FILE; outcomes are also given as JSON with --json.")
    with desk(args) as office:
        if args.out is None:
            say_json([dict(row) for row in hand_back.read_out_outcomes(office, args.since)])
            return 0
        if args.document:
            document_id = hand_back.document_named(office, args.document)
            saved = hand_back.save_word(office, document_id, args.out)
        else:
            saved = hand_back.save_outcomes(office, args.out, args.since)
    if args.json:
        say_json({"saved": str(saved)})
    else:
        say(f"Saved as {saved}. The audit trail records it.")
    return 0


def _day(written: str) -> date:
    try:
        return date.fromisoformat(written)
    except ValueError as unreadable:
        raise argparse.ArgumentTypeError(f"“{written}” is no day; give it as YYYY-MM-DD") from unreadable
