"""What a pack costs: everything done to it, against copying its bytes, a bare merge, and what others do.

Each way is a process of its own, from its start to its end, so ours includes loading the program, which qpdf does not
have to. The ways take turns; ratios are of the median times of the same rounds. Scans are not read and images not
brought down in size: nobody else does that.
"""

from __future__ import annotations

import argparse
import gc
import os
import shutil
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path
from statistics import median
from time import perf_counter
from typing import Any, NamedTuple

from measuring import print_json, print_table
from measuring.pack_ways import MEMBERS, WAYS

ROUNDS = 3
_WHOLE, _SMALL = (60, 1500), (20, 300)
COPY, COPY_TEN, MERGE = "copy the bytes", "copy ten times", "qpdf merge"
GOALS = {
    "ratio_to_qpdf_merge": "at most 1.1",
    "pypdf_ratio": "at least 4",
    "peak_memory_ratio_to_input": "at most 1.2",
}


class Run(NamedTuple):
    """One run of one way: seconds by the clock, seconds of the processor, and the most memory it held, in bytes."""

    clock: float
    processor: float
    memory: int


def measure(inputs: Sequence[Path], rounds: int) -> dict[str, Any]:
    """Run every way in turns, and compare them."""
    size = sum(path.stat().st_size for path in inputs)
    runs: dict[str, list[Run]] = {}
    with tempfile.TemporaryDirectory() as name:
        for _ in range(rounds):
            for way, command in _commands(inputs, Path(name)).items():
                runs.setdefault(way, []).append(_run(command))
                _clear(Path(name))
    found = {way: _median(held) for way, held in runs.items()}
    return {
        "documents": len(inputs),
        "input_megabytes": size / 2**20,
        "rounds": rounds,
        **_ratios(found, size),
        "goals": GOALS,
        "ways": {way: _in_words(run) for way, run in found.items()},
    }


def _ratios(found: dict[str, Run], size: int) -> dict[str, float]:
    ours = found["pack"]
    ratios = {
        "ratio_to_copy": ours.clock / found[COPY].clock,
        "pypdf_ratio": found["pypdf"].clock / ours.clock,
        "overlay_ratio": found["merge, then overlay"].clock / ours.clock,
        "peak_memory_ratio_to_input": ours.memory / size,
        "ten_copies_ratio": found["ten marked copies"].clock / ours.clock,
        "ten_locked_copies_ratio": found["ten locked copies"].clock / found["one locked copy"].clock,
        "ten_copies_ratio_to_copy": found["ten marked copies"].clock / found[COPY_TEN].clock,
    }
    if MERGE in found:
        ratios["ratio_to_qpdf_merge"] = ours.clock / found[MERGE].clock
        ratios["processor_ratio_to_qpdf_merge"] = ours.processor / found[MERGE].processor
    return ratios


def _commands(inputs: Sequence[Path], folder: Path) -> dict[str, list[str]]:
    """Every way as a command; qpdf only where it is installed."""
    target, files = str(folder / "pack.pdf"), [str(path) for path in inputs]
    commands = {
        COPY: ["sh", "-c", 'out=$1; shift; cat "$@" > "$out"', "sh", target, *files],
        COPY_TEN: ["sh", "-c", _TEN_TIMES, "sh", target, *files],
    }
    if shutil.which("qpdf"):
        commands[MERGE] = ["qpdf", "--empty", "--pages", *files, "--", target]
    for way in WAYS:
        commands[way] = [sys.executable, __file__, "--way", way, "--target", target, "--files", *files]
    return commands


_TEN_TIMES = f'out=$1; shift; for number in $(seq {MEMBERS}); do cat "$@" > "$out.$number"; done'


def _run(command: Sequence[str]) -> Run:
    begun = perf_counter()
    child = os.posix_spawnp(command[0], command, os.environ)
    _, status, used = os.wait4(child, 0)
    if status:
        raise SystemExit(f"{command[0]} failed; see above.")
    return Run(perf_counter() - begun, used.ru_utime + used.ru_stime, used.ru_maxrss * 1024)


def _clear(folder: Path) -> None:
    for path in folder.iterdir():
        path.unlink()


def _median(runs: Sequence[Run]) -> Run:
    return Run(*(median(parts) for parts in zip(*runs, strict=True)))


def _in_words(run: Run) -> dict[str, float]:
    return {"seconds": run.clock, "processor_seconds": run.processor, "peak_megabytes": run.memory / 2**20}


def main() -> None:
    """Print what a pack costs, or make one in one way for a measurement."""
    chosen = _arguments()
    if chosen.write:
        from measuring.pack_corpus import write_corpus

        write_corpus(chosen.write, *(_SMALL if chosen.small else _WHOLE))
        return
    if chosen.way:
        WAYS[chosen.way](chosen.files, chosen.target)
        # As the program itself ends.
        gc.freeze()
        return
    if chosen.inputs:
        result = measure(sorted(chosen.inputs.glob("*.pdf")), chosen.rounds)
    else:
        with tempfile.TemporaryDirectory() as name:
            # In a process of its own, so that this one stays small: a child is counted with what its parent held.
            _run([sys.executable, __file__, "--write", name, *(["--small"] if chosen.small else [])])
            result = measure(sorted(Path(name).glob("*.pdf")), chosen.rounds)
    if chosen.json:
        print_json(result)
        return
    rows = [(way, *figures.values()) for way, figures in result["ways"].items()]
    print_table(("way", "seconds", "processor", "peak MB"), rows)
    for name, value in result.items():
        if isinstance(value, float):
            print(f"{name}: {value:.2f}{_goal(name)}")


def _goal(name: str) -> str:
    return f" (goal: {GOALS[name]})" if name in GOALS else ""


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        description="Measure making a pack against copying, merging and others' ways."
    )
    parser.add_argument("--json", action="store_true", help="print a JSON object instead of a table")
    parser.add_argument("--inputs", metavar="DIR", type=Path, help="PDFs to take instead of made ones")
    parser.add_argument("--small", action="store_true", help="a fifth of the pages, for a quick look")
    parser.add_argument("--rounds", type=int, default=ROUNDS, help="how often each way is run (%(default)s)")
    parser.add_argument("--way", choices=sorted(WAYS), help=argparse.SUPPRESS)
    parser.add_argument("--write", type=Path, help=argparse.SUPPRESS)
    parser.add_argument("--target", type=Path, help=argparse.SUPPRESS)
    parser.add_argument("--files", type=Path, nargs="*", help=argparse.SUPPRESS)
    return parser.parse_args()


if __name__ == "__main__":
    main()
