"""Reading finished PDFs back with other people's programs (poppler, qpdf)."""

from __future__ import annotations

import shutil
import subprocess
from io import BytesIO
from pathlib import Path
from typing import Any

import pikepdf
import pytest


def _poppler(program: str, *arguments: str, pdf: bytes, tmp_path: Path) -> str:
    if shutil.which(program) is None:
        pytest.skip(f"{program} is not installed: apt install poppler-utils")
    path = tmp_path / "read.pdf"
    path.write_bytes(pdf)
    before = [argument for argument in arguments if argument != "-"]
    after = ["-"] if "-" in arguments else []
    told = subprocess.run([program, *before, str(path), *after], capture_output=True, text=True, check=True)
    return told.stdout


def page_texts(pdf: bytes, tmp_path: Path) -> list[str]:
    """The text of each page in the order a reader meets it."""
    return _poppler("pdftotext", "-", pdf=pdf, tmp_path=tmp_path).split("\f")[:-1]


def words(pdf: bytes, tmp_path: Path) -> str:
    """All the text with single spaces, page ends and line ends left out."""
    return " ".join(" ".join(page_texts(pdf, tmp_path)).split())


def fonts(pdf: bytes, tmp_path: Path) -> list[str]:
    """poppler's list of fonts, one line for each."""
    return _poppler("pdffonts", pdf=pdf, tmp_path=tmp_path).splitlines()[2:]


def boxes(pdf: bytes, tmp_path: Path) -> str:
    """Every word with its corners, as poppler's XHTML."""
    return _poppler("pdftotext", "-bbox", "-", pdf=pdf, tmp_path=tmp_path)


def attached(pdf: bytes) -> dict[str, bytes]:
    """The files that travel inside, by their names."""
    with pikepdf.open(BytesIO(pdf)) as opened:
        return {name: one.get_file().read_bytes() for name, one in opened.attachments.items()}


def structure(pdf: pikepdf.Pdf) -> list[tuple[str, Any]]:
    """Every element of the structure tree in reading order: its kind, and the element itself."""
    found: list[tuple[str, Any]] = []

    def walk(node: Any) -> None:
        if "/S" in node:
            found.append((str(node.S)[1:], node))
        for child in node.get("/K", []):
            walk(child)

    walk(pdf.Root.StructTreeRoot)
    return found
