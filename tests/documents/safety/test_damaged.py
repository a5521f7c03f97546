"""No damaged file brings the program down, holds it up or fills its memory: it is taken in, or refused."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

SHORT, LONG, AT_ONCE = 150, 6_000, 500


def take_in(project: Path, first: int, count: int) -> None:
    """Take in damaged files in a process that may fall without taking this one along."""
    words = [sys.executable, "-W", "ignore", "-m", "tests.documents.safety.damage", str(first), str(count)]
    done = subprocess.run(words, cwd=project, capture_output=True, text=True, check=False)
    said = done.stdout[done.stdout.find("FAILED") :] if "FAILED" in done.stdout else done.stdout[-40:]
    assert done.returncode == 0, f"{said}\n{done.stderr[-2000:]}"


def test_damaged_files_are_taken_in_or_refused(project: Path) -> None:
    take_in(project, 0, SHORT)


@pytest.mark.soak
@pytest.mark.parametrize("first", range(SHORT, SHORT + LONG, AT_ONCE))
def test_thousands_of_damaged_files_are_taken_in_or_refused(project: Path, first: int) -> None:
    take_in(project, first, AT_ONCE)
