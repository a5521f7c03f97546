"""What the benchmarks share: how a table and a JSON object are printed, and what is measured against what."""

from __future__ import annotations

import argparse
import json
from collections.abc import Callable, Sequence
from time import perf_counter, process_time
from typing import Any, NamedTuple


def wants_json(what: str) -> bool:
    """Read the command line of a benchmark that does ``what``."""
    parser = argparse.ArgumentParser(description=what)
    parser.add_argument("--json", action="store_true", help="print a JSON object instead of a table")
    return bool(parser.parse_args().json)


class Taken(NamedTuple):
    """How long something took, in milliseconds: by the clock, and by the processor without waiting for the disk."""

    clock: float
    processor: float


def taken_by(act: Callable[[], object]) -> Taken:
    """Do something, and say how long it took."""
    start, worked = perf_counter(), process_time()
    act()
    return Taken((perf_counter() - start) * 1000, (process_time() - worked) * 1000)


def print_json(result: dict[str, Any]) -> None:
    """Print a result, figures to three places."""
    print(
        json.dumps(json.loads(json.dumps(result), parse_float=lambda text: round(float(text), 3)), indent=2)
    )


def print_table(titles: Sequence[str], rows: Sequence[Sequence[str | float]]) -> None:
    """Print rows under their titles: words to the left, figures to the right."""
    cells = [list(titles)] + [[_cell(one) for one in row] for row in rows]
    widths = [max(len(row[place]) for row in cells) for place in range(len(titles))]
    for row in cells:
        first, *others = (cell.rjust(width) for cell, width in zip(row, widths, strict=True))
        print("  ".join([first.strip().ljust(widths[0]), *others]))


def _cell(value: str | float) -> str:
    return f"{value:.2f}" if isinstance(value, float) else str(value)
