"""``fosterpanel store``: making a store, checking it, backing it up and putting a backup back."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from fosterpanel.cli import store_new
from fosterpanel.cli.parser import CommandParser, Commands, add_command, offer_json
from fosterpanel.cli.passphrases import add_key_options, read_key
from fosterpanel.cli.terminal import say, say_json, still_working

EXAMPLES = """\
  fosterpanel store new office.store
  fosterpanel store check office.store
  fosterpanel store backup office.store /media/usb/2026-12-04.store
  fosterpanel store restore /media/usb/2026-12-04.store office.store"""

if TYPE_CHECKING:
    from fosterpanel.workflow.founding.stores import StoreCheck


def add_to(commands: Commands[CommandParser]) -> None:
    """Add the command with its four parts."""
    parser = add_command(
        commands,
        "store",
        does="Make, check, back up or restore an encrypted store.",
        examples=EXAMPLES,
        run=lambda _args: _show_help(parser),
    )
    parts = parser.add_subparsers(title="commands", metavar="COMMAND")
    store_new.add_to(parts)
    _add_check(parts)
    _add_backup(parts)
    _add_restore(parts)


def check(args: argparse.Namespace) -> int:
    """Check every page, record, file and audit line."""
    from fosterpanel.workflow.founding.stores import check_store

    key = read_key(args, args.store)
    with still_working("Checking every page"):
        found = check_store(args.store, key)
    return _report(args, found, f"{args.store}:")


def back_up(args: argparse.Namespace) -> int:
    """Copy the store, still encrypted, and check the copy."""
    from fosterpanel.workflow.founding.stores import back_up_store

    key = read_key(args, args.store)
    with still_working("Copying and checking"):
        found = back_up_store(args.store, args.target, key, replace=args.replace)
    return _report(
        args, found, f"Backed up to {args.target}, with its key file beside it; keep the two together."
    )


def restore(args: argparse.Namespace) -> int:
    """Put a backup in place, after checking all of it."""
    from fosterpanel.workflow.founding.stores import restore_store

    key = read_key(args, args.backup)
    with still_working("Checking and copying"):
        found = restore_store(args.backup, args.target, key, replace=args.replace)
    return _report(args, found, f"Restored to {args.target}.")


def _show_help(parser: CommandParser) -> int:
    parser.print_help()
    return 0


def _add_check(parts: Commands[CommandParser]) -> None:
    parser = add_command(
        parts,
        "check",
        does="Check every page, record, file and audit line of a store.",
        examples="  fosterpanel store check office.store --passphrase-file words.txt --json",
        run=check,
    )
    parser.add_argument("store", metavar="PATH", type=Path, help="the store")
    add_key_options(parser)
    offer_json(parser)


def _add_backup(parts: Commands[CommandParser]) -> None:
    parser = add_command(
        parts,
        "backup",
        does="Copy a store, still encrypted and with its keys beside it, and check the copy.",
        examples="  fosterpanel store backup office.store /media/usb/2026-12-04.store",
        run=back_up,
    )
    parser.add_argument("store", metavar="PATH", type=Path, help="the store")
    parser.add_argument("target", metavar="TARGET", type=Path, help="the backup to make")
    parser.add_argument("--replace", action="store_true", help="replace an earlier backup of that name")
    add_key_options(parser)
    offer_json(parser)


def _add_restore(parts: Commands[CommandParser]) -> None:
    parser = add_command(
        parts,
        "restore",
        does="Put a backup in place as a store, after checking all of it.",
        examples="  fosterpanel store restore /media/usb/2026-12-04.store office.store",
        run=restore,
    )
    parser.add_argument("backup", metavar="BACKUP", type=Path, help="the backup")
    parser.add_argument("target", metavar="TARGET", type=Path, help="where the store is to be")
    parser.add_argument(
        "--replace", action="store_true", help="set a store already there aside, as TARGET.replaced"
    )
    add_key_options(parser)
    offer_json(parser)


def _report(args: argparse.Namespace, found: StoreCheck, done: str) -> int:
    from fosterpanel.workflow.founding.stores import check_fields, check_sentence

    if args.json:
        say_json(check_fields(found))
    else:
        say(f"{done} {check_sentence(found)}", *found.findings)
    return 0 if found.is_sound else 1
