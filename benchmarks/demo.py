"""What the demonstration costs, as a person meets it: a fresh process each time, from its start to its end.

The phases are timed by the clock; the processor's own time of the whole is given too, which a busy computer
stretches less.
"""

from __future__ import annotations

import argparse
import gc
import json
import os
import subprocess
import sys
import tempfile
import time
from itertools import pairwise
from pathlib import Path
from statistics import median
from typing import Any

from measuring import print_json, print_table

RUNS = 3
GOAL_SECONDS = 10
LOADING, ENDING = "Loading the program", "Closing"


def measure() -> dict[str, Any]:
    """Run the demonstration several times, and give the median seconds of each phase and its part of the whole."""
    before = os.times()
    runs = [_run() for _ in range(RUNS)]
    after = os.times()
    worked = sum(after[2:4]) - sum(before[2:4])
    whole = median(sum(run.values()) for run in runs)
    phases = {words: median(run[words] for run in runs) for words in runs[0]}
    return {
        "seconds": phases,
        "share": {words: seconds / whole for words, seconds in phases.items()},
        "all": whole,
        "all_processor": worked / RUNS,
        "goal_seconds": GOAL_SECONDS,
    }


def _run() -> dict[str, float]:
    with tempfile.TemporaryDirectory() as out:
        begun = time.time()
        done = subprocess.run(
            [sys.executable, __file__, "--once", out], check=True, capture_output=True, text=True
        )
        ended = time.time()
    marks = [(LOADING, begun), *json.loads(done.stdout), ("", ended)]
    marks[-2][0] = ENDING
    return {words: after - at for (words, at), (_, after) in pairwise(marks)}


def _once(out: Path) -> None:
    """In a process of its own: run the demonstration, and say when each phase began."""
    from fosterpanel.workflow.demo import run_demo

    marks: list[tuple[str, float]] = []
    run_demo(out, on_progress=lambda words, *_: marks.append((words, time.time())))
    print(json.dumps(marks))
    # As the program itself ends.
    gc.freeze()


def main() -> None:
    """Print what the demonstration costs, or run it once for a measurement."""
    parser = argparse.ArgumentParser(description="Measure the demonstration by phase.")
    parser.add_argument("--json", action="store_true", help="print a JSON object instead of a table")
    parser.add_argument("--once", type=Path, help=argparse.SUPPRESS)
    chosen = parser.parse_args()
    if chosen.once:
        _once(chosen.once)
        return
    result = measure()
    if chosen.json:
        print_json(result)
        return
    rows = [(words, seconds, result["share"][words]) for words, seconds in result["seconds"].items()]
    print_table((f"phase (median of {RUNS})", "seconds", "share"), [*rows, ("all", result["all"], 1.0)])
    print(f"of the processor: {result['all_processor']:.2f} seconds; goal: {GOAL_SECONDS} seconds")


if __name__ == "__main__":
    main()
