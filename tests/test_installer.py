"""The built program stands on its own: no Python, no packages and no settings around it."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest


@pytest.mark.soak
def test_the_program_is_built_and_works_in_an_emptied_environment(project: Path) -> None:
    said = subprocess.run(["make", "installer"], cwd=project, capture_output=True, text=True, check=False)
    assert said.returncode == 0, said.stderr
    assert "selfcheck, demo and verify went well" in said.stdout
    built = project / "dist" / "fosterpanel"
    held = {path.name for path in (built / "_internal").iterdir()}
    assert not {name for name in held if name.startswith(("keyrings", "PySide6", "pytest"))}
    assert (built / "_internal" / "fosterpanel" / "resources" / "rules" / "england.toml").is_file()
    refused = subprocess.run(
        [built / "fosterpanel", "due", "nonsense", "2026-12-18"], env={}, capture_output=True, check=False
    )
    assert refused.returncode == 1
    assert refused.stderr.count(b"\n") == 1
