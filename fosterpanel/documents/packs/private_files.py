"""Files that appear whole or not at all, readable by nobody but the person who made them."""

from __future__ import annotations

import os
import secrets
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import BinaryIO

_PRIVATE = 0o600


@contextmanager
def appearing(path: Path) -> Iterator[BinaryIO]:
    """Give a file to write and read that gets its name only when all went well; otherwise nothing is left of it."""
    draft = path.with_name(f".{path.name}.{secrets.token_hex(4)}.unfinished")
    with ExitStack() as on_failure:
        on_failure.callback(draft.unlink, missing_ok=True)
        with os.fdopen(os.open(draft, _open_flags(), _PRIVATE), "w+b") as file:
            # Not forced to the disk: a pack that a power cut destroys is made again in a second.
            yield file
        draft.replace(path)
        on_failure.pop_all()


def _open_flags() -> int:
    return os.O_RDWR | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)
