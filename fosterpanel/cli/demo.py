"""``fosterpanel demo``: a whole fostering panel with invented people, from a blank service to signed decisions."""

from __future__ import annotations

import argparse
import json
from pathlib import Path

from fosterpanel.cli.demo_folder import SUMMARY, filled_whole
from fosterpanel.cli.parser import CommandParser, Commands, add_command
from fosterpanel.cli.terminal import progress_bar, say, say_table

EXAMPLES = """\
  fosterpanel demo --out demo-output
  fosterpanel demo --out demo-output --papers ~/sample-papers     real PDFs as the panel's papers"""

COLUMNS = {"reference": "Item", "type": "Type", "outcome": "Outcome"}


def add_to(commands: Commands[CommandParser]) -> None:
    """Add the command."""
    parser = add_command(
        commands,
        "demo",
        does="Hold a whole panel with invented people: encrypted store, agenda, minutes, decisions, letters.",
        examples=EXAMPLES,
        run=run,
    )
    parser.add_argument(
        "--out",
        metavar="DIR",
        required=True,
        type=Path,
        help="where everything goes: a new or empty folder, or an earlier demo, which it replaces",
    )
    parser.add_argument(
        "--papers", metavar="DIR2", type=Path, help="take the panel's papers from the PDFs in DIR2"
    )


def run(args: argparse.Namespace) -> int:
    """Hold the panel beside DIR and put it in place whole; then say what there is."""
    with filled_whole(args.out) as folder, progress_bar() as show:
        from fosterpanel.workflow.demo import run_demo

        run_demo(folder, papers=args.papers, on_progress=show)
    _report(args.out)
    return 0


def _report(out: Path) -> None:
    summary = json.loads((out / SUMMARY).read_text(encoding="utf-8"))
    rows = [[str(item.get(key) or "") for key in COLUMNS] for item in summary["items"]]
    say_table(list(COLUMNS.values()), rows)
    say("", f"Everything is in {out}:")
    for name in sorted(path.name + "/" * path.is_dir() for path in out.iterdir()):
        say(f"  {name}")
