"""The acts of the office from a terminal."""

from __future__ import annotations

import argparse
from collections.abc import Sequence

from fosterpanel import __version__


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command and return its exit code."""
    parser = argparse.ArgumentParser(prog="fosterpanel", description="Fostering panels, end to end.")
    parser.add_argument("--version", action="version", version=f"Foster Panel {__version__}")
    parser.parse_args(argv)
    return 0
