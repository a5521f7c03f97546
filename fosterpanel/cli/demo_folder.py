"""The folder of a demo: made beside its place and put there whole, so that an earlier one is never half-replaced."""

from __future__ import annotations

import json
import shutil
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from fosterpanel.errors import InvalidInput

SUMMARY = "summary.json"
KIND = "fosterpanel-demo"
ABANDONED_AFTER = 60 * 60
"""Seconds. A demo takes some ten of them; what is older was left by one that was killed."""


@contextmanager
def filled_whole(out: Path) -> Iterator[Path]:
    """Give a new folder to fill; when the block ends it becomes ``out``, and when it raises it is removed.

    Raises:
        InvalidInput: ``out`` holds something that is not an earlier demo; nothing was touched.
    """
    out = out.resolve()
    _refuse_other_peoples(out)
    out.parent.mkdir(parents=True, exist_ok=True)
    _discard_abandoned(out)
    workshop = _new_workshop(out)
    try:
        new = workshop / "new"
        new.mkdir()
        yield new
        _put_in_place(new, out, workshop / "old")
    finally:
        shutil.rmtree(workshop, ignore_errors=True)


def _refuse_other_peoples(out: Path) -> None:
    if not out.exists():
        return
    if not out.is_dir():
        raise InvalidInput(f"{out.name} is a file. Name a folder for the demo.")
    if Path.cwd().resolve().is_relative_to(out):
        raise InvalidInput(
            f"You are inside {out.name}, which the demo would replace. Name a folder inside it."
        )
    if any(out.iterdir()) and not _is_a_demo(out):
        raise InvalidInput(
            f"{out.name} is not empty and holds no earlier demo. Name a new or empty folder; nothing was touched."
        )


def _is_a_demo(out: Path) -> bool:
    try:
        said = json.loads((out / SUMMARY).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return False
    return isinstance(said, dict) and said.get("kind") == KIND


def _new_workshop(out: Path) -> Path:
    try:
        return Path(tempfile.mkdtemp(prefix=_prefix(out), dir=out.parent))
    except OSError as refused:
        # Not the name made up here, which nobody chose.
        raise OSError(refused.errno, refused.strerror, str(out)) from refused


def _put_in_place(new: Path, out: Path, old: Path) -> None:
    if not out.exists():
        new.replace(out)
        return
    out.replace(old)
    try:
        new.replace(out)
    except BaseException:
        old.replace(out)
        raise


def _discard_abandoned(out: Path) -> None:
    for left in out.parent.glob(f"{_prefix(out)}*"):
        if time.time() - left.stat().st_mtime > ABANDONED_AFTER:
            shutil.rmtree(left, ignore_errors=True)


def _prefix(out: Path) -> str:
    return f".{out.name}.unfinished-"
