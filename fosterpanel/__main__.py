"""The way in: `fosterpanel` at a terminal, and `python -m fosterpanel`."""

from __future__ import annotations

import gc
import signal
import sys

from fosterpanel import cli


def main() -> int:
    """Run the command line; being told to end is answered like Ctrl-C, so that what was begun is tidied away."""
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    try:
        return cli.main()
    finally:
        # On its way out Python searches everything loaded for cycles, several times over: most of a second for nothing.
        gc.freeze()


if __name__ == "__main__":
    sys.exit(main())
