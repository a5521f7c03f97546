"""Where the program's own data lies, and where a user's data goes unless they say otherwise."""

from __future__ import annotations

import functools
from pathlib import Path

import platformdirs

_PACKAGE = Path(__file__).resolve().parent
_APPLICATION = "Foster Panel"


@functools.cache
def resources() -> Path:
    """Return the folder of rule books, fonts and words the program ships with.

    An installed copy and the built program carry it inside the package; a source checkout has it
    beside the package.

    Raises:
        FileNotFoundError: the copy was installed without it and cannot work.
    """
    for folder in (_PACKAGE / "resources", _PACKAGE.parent / "resources"):
        if folder.is_dir():
            return folder
    raise FileNotFoundError("The program's resources folder is missing: install Foster Panel again.")


def data_folder() -> Path:
    """Return the user's default folder for stores; nothing is created by asking."""
    return platformdirs.user_data_path(_APPLICATION, appauthor=False)


def log_folder() -> Path:
    """Return the user's folder for this program's logs; nothing is created by asking."""
    return platformdirs.user_log_path(_APPLICATION, appauthor=False)
