"""Word files made into PDFs by LibreOffice, in a folder of its own that is wiped whatever happens.

The file has to lie on a disk while LibreOffice reads it: in memory where the system offers that, under a name that
says nothing, readable by this user only, and overwritten before it is deleted.
"""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from io import BytesIO
from pathlib import Path
from time import monotonic

import pikepdf

from fosterpanel.errors import PaperRefused

MOST_SECONDS = 120
_LOOK_EVERY = 0.1
_USUAL_PLACES = (
    Path("/Applications/LibreOffice.app/Contents/MacOS/soffice"),
    Path("C:/Program Files/LibreOffice/program/soffice.exe"),
)
_IN_MEMORY = Path("/dev/shm")  # noqa: S108 - memory, in which a folder of this user's own is made
_NAME = "paper"


def find_libreoffice() -> str | None:
    """Where LibreOffice is installed, or None."""
    for program in ("soffice", "libreoffice"):
        if found := shutil.which(program):
            return found
    return next((str(place) for place in _USUAL_PLACES if place.is_file()), None)


def convert_word(
    data: bytes, name: str, suffix: str, progress: Callable[[int, int], object] | None = None
) -> bytes:
    """A Word file as a PDF. ``name`` is what the refusal calls it; ``progress`` is told seconds, and may raise to stop.

    Raises:
        PaperRefused: LibreOffice is not installed, cannot read the file, or takes longer than two minutes.
    """
    program = find_libreoffice()
    if program is None:
        raise PaperRefused(
            f"“{name}” is a Word file, and LibreOffice is not installed here to make a PDF of it. "
            "Save it as a PDF in Word and drop that here."
        )
    with _private_folder() as folder:
        source = folder / f"{_NAME}{suffix}"
        source.write_bytes(data)
        _run(_command(program, folder, source), folder, name, progress)
        made = folder / f"{_NAME}.pdf"
        if not made.is_file():
            raise PaperRefused(
                f"LibreOffice cannot read “{name}”. Save it as a PDF in Word and drop that here."
            )
        return _undated(made.read_bytes())


def _undated(pdf: bytes) -> bytes:
    """A converted file without the moment of its making, so that the same file always gives the same paper."""
    kept = BytesIO()
    with pikepdf.open(BytesIO(pdf)) as opened:
        for dated, key in (
            (opened.docinfo, "/CreationDate"),
            (opened.trailer, "/DocChecksum"),
            (opened.trailer, "/ID"),
        ):
            if key in dated:
                del dated[key]
        opened.save(kept, deterministic_id=True)
    return kept.getvalue()


def _command(program: str, folder: Path, source: Path) -> list[str]:
    # A profile of its own: another LibreOffice may be open, and lists of recent files must not name this one.
    profile = (folder / "profile").as_uri()
    switches = [
        "--headless",
        "--norestore",
        "--nologo",
        "--nodefault",
        "--nolockcheck",
        "--nofirststartwizard",
    ]
    conversion = ["--convert-to", "pdf", "--outdir", str(folder), str(source)]
    return [program, f"-env:UserInstallation={profile}", *switches, *conversion]


def _run(command: list[str], folder: Path, name: str, progress: Callable[[int, int], object] | None) -> None:
    environment = os.environ | {"HOME": str(folder), "TMPDIR": str(folder)}
    program = subprocess.Popen(  # noqa: S603 - a program the person installed, without a shell
        command,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        env=environment,
        start_new_session=sys.platform != "win32",
    )
    try:
        _wait(program, name, progress)
    finally:
        _stop(program)


def _wait(program: subprocess.Popen[bytes], name: str, progress: Callable[[int, int], object] | None) -> None:
    began = monotonic()
    while True:
        with suppress(subprocess.TimeoutExpired):
            program.wait(_LOOK_EVERY)
            return
        seconds = int(monotonic() - began)
        if seconds >= MOST_SECONDS:
            raise PaperRefused(
                f"LibreOffice did not finish “{name}” within {MOST_SECONDS // 60} minutes. "
                "Save it as a PDF in Word and drop that here."
            )
        if progress is not None:
            progress(seconds, MOST_SECONDS)


def _stop(program: subprocess.Popen[bytes]) -> None:
    """Stop it with whatever it started, where it still runs."""
    with suppress(OSError):
        if sys.platform == "win32":
            program.kill()
        else:
            os.killpg(program.pid, signal.SIGKILL)
    program.wait()


@contextmanager
def _private_folder() -> Iterator[Path]:
    in_memory = _IN_MEMORY if _IN_MEMORY.is_dir() and os.access(_IN_MEMORY, os.W_OK) else None
    folder = Path(tempfile.mkdtemp(prefix=f"fp-{os.getpid()}-", dir=in_memory))
    try:
        yield folder
    finally:
        _wipe(folder)


def _wipe(folder: Path) -> None:
    for file in folder.rglob("*"):
        with suppress(OSError):
            if file.is_file() and not file.is_symlink():
                with file.open("r+b") as opened:
                    opened.write(bytes(file.stat().st_size))
    shutil.rmtree(folder, ignore_errors=True)
