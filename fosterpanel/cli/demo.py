"""``fosterpanel demo``: a whole fostering panel with invented people, from a blank service to signed decisions."""

from __future__ import annotations

import argparse
import json
from pathlib import Path
from typing import Any

from fosterpanel.cli.demo_folder import SUMMARY, filled_whole
from fosterpanel.cli.parser import CommandParser, Commands, add_command
from fosterpanel.cli.terminal import complain, progress_bar, say, say_table
from fosterpanel.domain.wording import counted

EXAMPLES = """\
  fosterpanel demo --out demo-output
  fosterpanel demo --out demo-output --papers ~/sample-papers     real PDFs as the panel's papers"""

COLUMNS = {"reference": "Item", "type_name": "Type", "outcome": "Outcome"}


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
    summary = json.loads((args.out / SUMMARY).read_text(encoding="utf-8"))
    _report(args.out, summary)
    for name, refusal in summary["refused_papers"].items():
        complain(f"{name}: {refusal}")
    return 1 if summary["refused_papers"] else 0


def _report(out: Path, summary: dict[str, Any]) -> None:
    say_table(list(COLUMNS.values()), [[str(item[key]) for key in COLUMNS] for item in summary["items"]])
    say("", f"Everything is in {out}:")
    for path in sorted(out.iterdir()):
        say(f"  {path.name}{_counted(path)}")
    say(
        "",
        f"The store opens with the passphrase: {summary['passphrase']}",
        f"Check the signatures:  fosterpanel verify {out}/minutes/*.pdf --trust {out / summary['authority']}",
    )


def _counted(path: Path) -> str:
    return f"/ ({counted(len(list(path.iterdir())), 'document')})" if path.is_dir() else ""
