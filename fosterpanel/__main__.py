"""The way in: `fosterpanel` opens the window, `fosterpanel COMMAND` runs a command; also `python -m fosterpanel`."""

from __future__ import annotations

import gc
import os
import signal
import sys

from fosterpanel import cli

SCREENS = {"DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"}
"""What names a screen to a program on Linux; without any of them Qt ends the program with a dump."""


def main() -> int:
    """Open the window, or run the command that was given.

    Being told to end is answered like Ctrl-C, so that what was begun is tidied away.
    """
    # Ctrl-C too, which a program begun in the background would otherwise not hear.
    for told in (signal.SIGINT, signal.SIGTERM):
        signal.signal(told, signal.default_int_handler)
    try:
        return cli.main() if sys.argv[1:] else _open_window()
    finally:
        # On its way out Python searches everything loaded for cycles, several times over: most of a second for nothing.
        gc.freeze()


def _open_window() -> int:
    if sys.platform == "linux" and not SCREENS & os.environ.keys():
        sys.exit("There is no screen to open the window on. See: fosterpanel --help")
    # Imported only here: a command in a terminal needs no window, and must not wait for one.
    from fosterpanel import app

    return app.main()


if __name__ == "__main__":
    sys.exit(main())
