"""Running the demonstration once as a stranger would, and watching every file it touches meanwhile."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any

from fosterpanel.workflow.verify import trusted_from_files
from tests.demo.families import search_words

EXPORTED = (".pdf", "summary.json")
CONTROL = "control"
BLINK = 0.25
"""Seconds between two looks. A look takes a good part of that, on a processor the demonstration could use."""
LONG_AGO = 1_500_000_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Ran:
    """How a run of the program ended."""

    code: int
    out: str
    err: str


def fosterpanel(*arguments: str | Path, home: Path) -> Ran:
    """Run the program with a home and a temporary folder of its own."""
    done = subprocess.run(
        _command(*arguments), capture_output=True, text=True, env=_environment(home), check=False
    )
    return Ran(code=done.returncode, out=done.stdout, err=done.stderr)


@dataclass(frozen=True)
class Demo:
    """What one watched run left behind. ``root`` holds its home, its temporary folder and its output."""

    root: Path

    @property
    def out(self) -> Path:
        return self.root / "place" / "out"

    @cached_property
    def ran(self) -> Ran:
        return Ran(**self._told["ran"])

    @cached_property
    def leaks(self) -> dict[str, list[str]]:
        """Per file name that was ever seen, the names of people that could be read in it."""
        leaks: dict[str, list[str]] = self._told["leaks"]
        return leaks

    @cached_property
    def summary(self) -> dict[str, Any]:
        return self._read(self.out / "summary.json")

    @cached_property
    def items(self) -> dict[str, dict[str, Any]]:
        """The seven items by the code of their type, which differ."""
        return {item["type"]: item for item in self.summary["items"]}

    @cached_property
    def every_item(self) -> list[dict[str, Any]]:
        return [*self.summary["items"], *self.summary["other_items"]]

    @property
    def papers(self) -> list[Path]:
        """What the office wrote; the pack is made of other people's papers as well."""
        return sorted(set(self.out.rglob("*.pdf")) - set(self.packs))

    @property
    def packs(self) -> list[Path]:
        return sorted(self.out.glob("packs/*.pdf"))

    @property
    def minutes(self) -> list[Path]:
        return sorted(self.out.glob("minutes/*.pdf"))

    @property
    def decisions(self) -> list[Path]:
        return sorted(self.out.glob("decisions/*.pdf"))

    @property
    def signed(self) -> list[Path]:
        return self.minutes + self.decisions

    @cached_property
    def trusted(self) -> tuple[bytes, ...]:
        return trusted_from_files([self.out / self.summary["authority"]])

    @cached_property
    def _told(self) -> dict[str, Any]:
        return self._read(self.root / "told.json")

    @staticmethod
    def _read(path: Path) -> dict[str, Any]:
        read: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
        return read


def copy_of_store(demo: Demo, folder: Path) -> Path:
    """The demonstration's store with its keys beside it, copied so that it can be opened by one test alone."""
    for path in demo.out.glob("service.store*"):
        shutil.copy(path, folder)
    return folder / str(demo.summary["store"])


def letter_of(item: dict[str, Any]) -> str:
    """The path of an item's first letter."""
    return str(next(one["path"] for one in item["files"] if one["kind"] == "letter"))


def run_watched(root: Path) -> None:
    """Run the demonstration under ``root`` and leave ``told.json`` beside it: how it ended and what was readable."""
    watch = _Watch(root)
    watch.leave_control()
    with (root / "stdout").open("w+") as out, (root / "stderr").open("w+") as err:
        running = subprocess.Popen(
            _command("demo", "--out", root / "place" / "out"),
            stdout=out,
            stderr=err,
            env=_environment(root),
            cwd=root / "place",
        )
        while running.poll() is None:
            watch.look()
            time.sleep(BLINK)
        watch.look()
        out.seek(0)
        err.seek(0)
        ran = {"code": running.returncode, "out": out.read(), "err": err.read()}
    told = {"ran": ran, "leaks": {name: sorted(words) for name, words in watch.leaks.items()}}
    (root / "told.json").write_text(json.dumps(told), encoding="utf-8")


def was_touched(folder: Path) -> bool:
    """Whether anything was made or removed in a folder since the control was left in it, however briefly."""
    return folder.stat().st_mtime != LONG_AGO


@dataclass(slots=True)
class _Watch:
    root: Path
    leaks: dict[str, set[str]] = field(default_factory=dict)
    _seen: dict[Path, tuple[int, int]] = field(default_factory=dict)

    def leave_control(self) -> None:
        """One file with a name in it: whoever does not find that finds nothing."""
        for folder in ("home", "temporary", "place"):
            (self.root / folder).mkdir(parents=True)
        (self.root / "temporary" / CONTROL).write_bytes(sorted(search_words())[0].upper().encode("utf-16-be"))
        os.utime(self.root / "temporary", (LONG_AGO, LONG_AGO))

    def look(self) -> None:
        for folder in ("home", "temporary", "place"):
            # `os.walk` does not mind a folder that goes while it is being listed.
            for place, _, names in os.walk(self.root / folder):
                for name in names:
                    if not name.endswith(EXPORTED):
                        self._look_into(Path(place, name))

    def _look_into(self, path: Path) -> None:
        try:
            stat = path.stat()
            if not path.is_file() or self._seen.get(path) == (stat.st_mtime_ns, stat.st_size):
                return
            data = path.read_bytes()
        except FileNotFoundError:
            return  # gone between being listed and being read
        self._seen[path] = (stat.st_mtime_ns, stat.st_size)
        self.leaks.setdefault(path.name, set()).update(readable_in(data))


def readable_in(data: bytes) -> set[str]:
    """The names of people that bytes hold: as UTF-8 or UTF-16, whatever the case of the letters."""
    data = data.lower()
    return {word for word, forms in _FORMS.items() if any(form in data for form in forms)}


def _forms(word: str) -> tuple[bytes, ...]:
    # Without its last byte, the little-endian form is found in either order of bytes.
    return word.encode().lower(), word.encode("utf-16-le").lower()[:-1]


_FORMS: Mapping[str, tuple[bytes, ...]] = {word: _forms(word) for word in search_words()}


def _command(*arguments: str | Path) -> list[str]:
    return [sys.executable, "-m", "fosterpanel", *map(str, arguments)]


def _environment(root: Path) -> dict[str, str]:
    for folder in ("home", "temporary"):
        (root / folder).mkdir(parents=True, exist_ok=True)
    return {
        "PATH": os.environ["PATH"],
        "HOME": str(root / "home"),
        "TMPDIR": str(root / "temporary"),
        "PYTHON_KEYRING_BACKEND": "keyring.backends.fail.Keyring",
    }
