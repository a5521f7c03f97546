"""``fosterpanel pack``: one numbered, indexed, linked PDF of many documents, and a copy for each member."""

from __future__ import annotations

import argparse
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from fosterpanel.cli.parser import CommandParser, Commands, add_command, offer_json
from fosterpanel.cli.passphrases import first_line_of
from fosterpanel.cli.terminal import ask_unseen, is_interactive, progress_bar, say, say_json

if TYPE_CHECKING:
    from fosterpanel.workflow.packing.pack_files import PackedFiles, PackJob

EXAMPLES = """\
  fosterpanel pack papers/ pack.pdf --title "Panel of 4 December 2026"
  fosterpanel pack plan.csv pack.pdf --confidential "For panel members only" --right-hand
  fosterpanel pack plan.csv pack.pdf --members members.csv --max-dpi 300
  fosterpanel pack late.csv issue-2.pdf --add-to pack.pdf --json

PLAN is a folder (its folders are sections), or a CSV table with the columns section, title, date and path. With
--add-to it holds late papers only: pages that are out keep their numbers and what is new becomes 45A; a column
“after” may name the document it is to follow. The members' table has the columns name and password."""


def add_to(commands: Commands[CommandParser]) -> None:
    """Add the command."""
    parser = add_command(
        commands,
        "pack",
        does="Make one PDF of many documents: indexed, linked, every page numbered.",
        examples=EXAMPLES,
        run=run,
    )
    parser.add_argument(
        "plan", metavar="PLAN", type=Path, help="a folder of documents, or a CSV table of them"
    )
    parser.add_argument("target", metavar="OUT", type=Path, help="the pack to write")
    _add_words(parser)
    _add_making(parser)
    _add_issuing(parser)
    offer_json(parser)


def _add_words(parser: CommandParser) -> None:
    parser.add_argument("--title", default="", help="what the pack is called (default: the name of PLAN)")
    parser.add_argument("--service", metavar="NAME", default="", help="the fostering service, for the index")
    parser.add_argument("--reference", default="", help="the pack's reference, for the index")
    parser.add_argument("--confidential", metavar="LINE", help="a line for the foot of every page")
    parser.add_argument("--watermark", metavar="WORDS", default="", help="words across every page")


def _add_making(parser: CommandParser) -> None:
    parser.add_argument("--right-hand", action="store_true", help="begin each document on a right-hand page")
    parser.add_argument(
        "--max-dpi",
        metavar="N",
        type=_dots,
        help="bring finer images down to N dots to the inch, such as 300",
    )
    parser.add_argument(
        "--no-ocr", action="store_true", help="leave scans unread, even where Tesseract is installed"
    )


def _add_issuing(parser: CommandParser) -> None:
    parser.add_argument("--members", metavar="CSV", type=Path, help="write each member a copy of their own")
    parser.add_argument("--add-to", metavar="PACK", type=Path, help="a pack that is out, to add PLAN to")
    parser.add_argument("--new-version", action="store_true", help="with --add-to: number all pages anew")
    parser.add_argument("--replace", action="store_true", help="replace files of these names")
    parser.add_argument(
        "--password-file", metavar="FILE", type=Path, help="lock OUT by the first line of FILE"
    )
    parser.add_argument(
        "--pack-password-file", metavar="FILE", type=Path, help="the first line of FILE opens PACK"
    )


def _dots(written: str) -> int:
    dots = int(written)
    if not 50 <= dots <= 2400:
        raise ValueError
    return dots


def run(args: argparse.Namespace) -> int:
    """Make the pack; a document that opens only with a password is asked about at a terminal."""
    from fosterpanel.workflow.packing.pack_files import report_lines, to_json

    made = _make(_job(args))
    if args.json:
        say_json(to_json(made))
    else:
        say(*report_lines(made))
    return 0


def _make(job: PackJob) -> PackedFiles:
    from fosterpanel.workflow.packing.pack_files import LockedDocument, make_pack_files

    while True:
        try:
            with progress_bar() as show:
                return make_pack_files(job, show)
        except LockedDocument as locked:
            if not is_interactive():
                raise
            # Whoever does not know it ends the program, and nothing is left.
            typed = ask_unseen(f"{locked} Password")
            job = replace(job, passwords={**job.passwords, locked.source: typed})


def _job(args: argparse.Namespace) -> PackJob:
    from fosterpanel.workflow.packing.pack_files import PackJob

    return PackJob(
        plan=args.plan,
        target=args.target,
        title=args.title,
        service_name=args.service,
        reference=args.reference,
        confidentiality=args.confidential,
        has_right_hand_starts=args.right_hand,
        max_dpi=args.max_dpi,
        reads_scans=not args.no_ocr,
        watermark=args.watermark,
        members=args.members,
        add_to=args.add_to,
        is_new_version=args.new_version,
        may_replace=args.replace,
        password=_secret(args.password_file),
        earlier_password=_secret(args.pack_password_file),
    )


def _secret(file: Path | None) -> str:
    return first_line_of(file) if file else ""
