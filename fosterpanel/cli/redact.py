"""``fosterpanel redact``: a copy of a document without what must not be seen, searched again before it is written."""

from __future__ import annotations

import argparse
from pathlib import Path

from fosterpanel.cli.parser import CommandParser, Commands, WrongUsage, add_command, offer_json
from fosterpanel.cli.passphrases import first_line_of
from fosterpanel.cli.terminal import ask_unseen, is_interactive, progress_bar, say, say_json
from fosterpanel.domain.redaction import BoxMark, Mark, PersonMark, RedactionClass, TermMark
from fosterpanel.errors import PasswordNeeded

EXAMPLES = """\
  fosterpanel redact report.pdf for-applicants.pdf --person "Sarah Smith" --class REFEREE
  fosterpanel redact report.pdf copy.pdf --term "12 Acacia Avenue" --term "LS1 4AP" --class ADDRESS
  fosterpanel redact scan.pdf copy.pdf --box 2:72,140,300,60 --class HEALTH
  fosterpanel redact report.pdf copy.pdf --term Kowalski --looked-at 4 5 --json

The text under a box, and what hides elsewhere in the file, is removed and not only covered. Words in pictures cannot
be searched: such pages are named, and must be looked at. A box shows how long the words under it were: where that
says too much, take out the whole line by --box."""


def add_to(commands: Commands[CommandParser]) -> None:
    """Add the command."""
    parser = add_command(
        commands,
        "redact",
        does="Write a copy of a document without the words, people and places named, and prove that they are gone.",
        examples=EXAMPLES,
        run=run,
    )
    parser.add_argument("source", metavar="IN", type=Path, help="a PDF document; it is not changed")
    parser.add_argument(
        "target", metavar="OUT", type=Path, help="where the redacted copy goes; no such file yet"
    )
    _add_marks(parser)
    parser.add_argument(
        "--looked-at",
        metavar="PAGE",
        nargs="+",
        action="extend",
        default=[],
        type=int,
        help="pages that cannot be searched, and that you have looked at",
    )
    parser.add_argument(
        "--password-file", metavar="FILE", type=Path, help="what opens the document is the first line of FILE"
    )
    offer_json(parser)


def run(args: argparse.Namespace) -> int:
    """Redact one file."""
    marks = _marks(args)
    password = first_line_of(args.password_file) if args.password_file else ""
    try:
        _redact(args, marks, password)
    except PasswordNeeded:
        if password or not is_interactive():
            raise
        _redact(args, marks, ask_unseen(f"Password of {args.source.name}"))
    return 0


def _redact(args: argparse.Namespace, marks: list[Mark], password: str) -> None:
    from fosterpanel.workflow.redact import redact_file, report_lines, to_json

    with progress_bar() as show:
        done = redact_file(
            args.source,
            args.target,
            marks,
            looked_at=args.looked_at,
            password=password,
            progress=lambda done, total: show("Redacting", done, total),
        )
    if args.json:
        say_json(to_json(args.target, done))
    else:
        say(*report_lines(args.target, done))


def _add_marks(parser: CommandParser) -> None:
    parser.add_argument(
        "--term", metavar="WORDS", action="append", default=[], help="words to take out, in longer words too"
    )
    parser.add_argument(
        "--whole-words",
        action="store_true",
        help="leave the words of --term where they are part of longer ones",
    )
    parser.add_argument(
        "--person", metavar="NAME", action="append", default=[], help="a person, under every form of the name"
    )
    parser.add_argument(
        "--box",
        metavar="PAGE:X,Y,W,H",
        action="append",
        default=[],
        help="a place: points from the top left corner of the page, as it is shown",
    )
    codes = ", ".join(RedactionClass)
    parser.add_argument(
        "--class",
        dest="why",
        metavar="CODE",
        default=RedactionClass.OTHER,
        choices=list(RedactionClass),
        type=str.upper,
        help=f"why it is taken out, as the boxes say: {codes}",
    )


def _marks(args: argparse.Namespace) -> list[Mark]:
    why = RedactionClass(args.why)
    return [
        *(TermMark(words=words, why=why, whole_words=args.whole_words) for words in args.term),
        *(PersonMark(name=name, why=why) for name in args.person),
        *(_box(box, why) for box in args.box),
    ]


def _box(written: str, why: RedactionClass) -> BoxMark:
    page, _, sides = written.partition(":")
    try:
        left, top, width, height = (float(side) for side in sides.split(","))
        number = int(page)
    except ValueError:
        raise WrongUsage(
            f"“{written}” is no box. Write PAGE:X,Y,W,H in points, such as 2:72,140,300,60."
        ) from None
    return BoxMark(page=number, left=left, top=top, width=width, height=height, why=why)
