"""``fosterpanel verify``: are signed documents unchanged, who signed them and when; offline."""

from __future__ import annotations

import argparse
from pathlib import Path

from fosterpanel.cli.parser import CommandParser, Commands, add_command, offer_json
from fosterpanel.cli.passphrases import add_key_options, read_key
from fosterpanel.cli.terminal import progress_bar, say, say_json
from fosterpanel.errors import FosterPanelError

EXAMPLES = """\
  fosterpanel verify decisions/26-003.pdf
  fosterpanel verify minutes/*.pdf --trust authority.pem
  fosterpanel verify minutes/*.pdf --store office.store --passphrase-file words.txt --json

exit codes: 0 every file is sound, 1 one is not, 2 one cannot be read"""


class NotVerified(FosterPanelError):
    """Nothing could be verified: who is to be trusted could not be read. Never taken for "not sound"."""

    exit_code = 2


def add_to(commands: Commands[CommandParser]) -> None:
    """Add the command."""
    parser = add_command(
        commands,
        "verify",
        does="Say whether signed documents are unchanged, who signed them, when, and what was added since.",
        examples=EXAMPLES,
        run=run,
    )
    parser.add_argument("files", metavar="FILE", nargs="+", type=Path, help="a PDF document")
    parser.add_argument(
        "--trust",
        metavar="PEM",
        action="append",
        default=[],
        type=Path,
        help="the certificate of a signing authority you know; may be repeated",
    )
    parser.add_argument(
        "--store", metavar="PATH", type=Path, help="trust the signing authority of the service in this store"
    )
    add_key_options(parser)
    offer_json(parser)


def run(args: argparse.Namespace) -> int:
    """Verify each file; the exit code is that of the worst."""
    from fosterpanel.workflow import verify

    trusted = _trusted(args)
    with progress_bar() as show:
        verdicts = []
        for number, path in enumerate(args.files):
            show("Verifying", number, len(args.files))
            verdicts.append(verify.verify_file(path, trusted))
    if args.json:
        say_json([verify.to_json(verdict) for verdict in verdicts])
    else:
        for verdict in verdicts:
            say(*verify.report_lines(verdict))
    return verify.worst_exit_code(verdicts)


def _trusted(args: argparse.Namespace) -> tuple[bytes, ...]:
    from fosterpanel.workflow.verify import trusted_from_files

    try:
        return (*trusted_from_files(args.trust), *_trusted_by_store(args))
    except FosterPanelError as refusal:
        raise NotVerified(f"Nothing was verified. {refusal}") from refusal


def _trusted_by_store(args: argparse.Namespace) -> tuple[bytes, ...]:
    if args.store is None:
        return ()
    from fosterpanel.workflow.founding.stores import trusted_by_store

    return trusted_by_store(args.store, read_key(args, args.store))
