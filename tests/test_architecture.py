"""The house holds: the contracts bite, the domain is pure, and nothing has grown too big."""

from __future__ import annotations

import ast
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

MOST_LINES = {"module": 500, "class": 260, "function": 60}

PACKAGE = Path(__file__).resolve().parent.parent / "fosterpanel"
SOURCES = sorted(PACKAGE.rglob("*.py"))
HISTORY = PACKAGE / "db" / "migrations" / "versions"  # what once was is as long as it was
DOMAIN = sorted((PACKAGE / "domain").rglob("*.py"))


def lint_imports(root: Path, *options: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [Path(sys.executable).with_name("lint-imports"), "--no-cache", "--no-logo", *options],
        cwd=root,
        env=os.environ | {"PYTHONPATH": str(root)},
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.mark.parametrize(
    ("contract", "module", "line"),
    [
        ("layers", "domain/planted.py", "from fosterpanel import workflow"),
        ("layers", "db/planted.py", "from fosterpanel import documents"),
        ("layers", "utils.py", "import math"),  # exhaustive: a module nobody gave a room
        ("no-cycles", "domain/planted.py", "from fosterpanel.domain import planted_too"),
        ("pure-domain", "domain/planted.py", "import sqlalchemy"),
        ("pure-domain", "domain/planted.py", "import tomllib"),
        ("qt-in-ui", "workflow/planted.py", "from PySide6 import QtCore"),
        ("sql-in-db", "workflow/planted.py", "import sqlite3"),
        ("pdf-in-documents", "workflow/planted.py", "import pikepdf"),
        ("keyring-in-keychain", "ui/planted.py", "import keyring"),
        ("hunspell-in-spelling", "ui/planted.py", "import hunspell"),
        ("screens-call-acts", "ui/planted.py", "from fosterpanel import db"),
    ],
)
def test_each_import_contract_bites(
    project: Path, tmp_path: Path, contract: str, module: str, line: str
) -> None:
    package = emptied_copy(project, tmp_path)
    assert lint_imports(tmp_path, "--contract", contract).returncode == 0
    (package / module).write_text(line + "\n", encoding="utf-8")
    if contract == "no-cycles":
        back = "from fosterpanel.domain import planted\n"
        (package / "domain/planted_too.py").write_text(back, encoding="utf-8")
    said = lint_imports(tmp_path, "--contract", contract)
    assert said.returncode == 1
    assert "0 kept, 1 broken" in said.stdout


def test_every_import_contract_is_kept(project: Path) -> None:
    said = lint_imports(project)
    assert said.returncode == 0, said.stdout


def test_the_domain_imports_the_standard_library_only() -> None:
    allowed = sys.stdlib_module_names | {"fosterpanel"}
    assert {name for path in DOMAIN for name in imported(path)} <= allowed


def test_the_domain_never_asks_what_day_it_is() -> None:
    asked = {
        f"{path.name}:{node.lineno}"
        for path in DOMAIN
        for node in ast.walk(parsed(path))
        if isinstance(node, ast.Attribute) and node.attr in {"today", "now", "utcnow"}
    }
    assert asked == set()


@pytest.mark.parametrize("kind", MOST_LINES)
def test_nothing_has_grown_too_big(kind: str) -> None:
    too_big = {
        f"{path.relative_to(PACKAGE)}: {name} has {lines} lines"
        for path in SOURCES
        if HISTORY not in path.parents
        for of_kind, name, lines in measured(path)
        if of_kind == kind and lines > MOST_LINES[kind]
    }
    assert too_big == set()


def emptied_copy(project: Path, folder: Path) -> Path:
    """Every module of the package by name but empty, so that only what is planted can break a contract."""
    shutil.copy(project / "pyproject.toml", folder)
    for path in SOURCES:
        empty = folder / path.relative_to(project)
        empty.parent.mkdir(parents=True, exist_ok=True)
        empty.touch()
    return folder / "fosterpanel"


def parsed(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"))


def imported(path: Path) -> Iterator[str]:
    for node in ast.walk(parsed(path)):
        if isinstance(node, ast.Import):
            yield from (alias.name.partition(".")[0] for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            yield node.module.partition(".")[0]


def measured(path: Path) -> Iterator[tuple[str, str, int]]:
    tree = parsed(path)
    yield "module", path.stem, len(path.read_text(encoding="utf-8").splitlines())
    for node in ast.walk(tree):
        if isinstance(node, ast.ClassDef):
            yield "class", node.name, lines_of(node)
        elif isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield "function", node.name, lines_of(node)


def lines_of(node: ast.stmt) -> int:
    return (node.end_lineno or node.lineno) - node.lineno + 1
