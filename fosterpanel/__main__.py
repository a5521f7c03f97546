"""The way in: `fosterpanel` at a terminal, and `python -m fosterpanel`."""

from __future__ import annotations

import sys

from fosterpanel.cli import main

if __name__ == "__main__":
    sys.exit(main())
