from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from fosterpanel import paths


def test_a_source_checkout_finds_its_resources(project: Path) -> None:
    assert paths.resources() == project / "resources"


def test_an_installed_wheel_carries_its_resources(project: Path, tmp_path: Path) -> None:
    subprocess.run(
        [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", tmp_path],
        cwd=project,
        check=True,
        capture_output=True,
    )
    (wheel,) = tmp_path.glob("fosterpanel-*.whl")
    site = tmp_path / "site"
    subprocess.run(
        [
            sys.executable,
            "-m",
            "pip",
            "install",
            "--quiet",
            "--no-index",
            "--no-deps",
            "--target",
            site,
            wheel,
        ],
        check=True,
        capture_output=True,
    )
    said = subprocess.run(
        [sys.executable, "-c", "from fosterpanel.paths import resources; print(resources())"],
        cwd=tmp_path,
        env={"PYTHONPATH": str(site)},
        check=True,
        capture_output=True,
        text=True,
    )
    assert Path(said.stdout.strip()) == site / "fosterpanel" / "resources"


def test_asking_for_the_users_folders_makes_none() -> None:
    assert paths.data_folder().name == "Foster Panel"
    assert not paths.data_folder().exists()
    assert not paths.log_folder().exists()
