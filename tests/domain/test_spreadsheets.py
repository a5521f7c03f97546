"""Rows for other programs: quoted where they must be, and never a formula."""

from __future__ import annotations

import pytest

from fosterpanel.domain.spreadsheets import as_csv, as_csv_file


@pytest.mark.parametrize("cell", ["=1+1", "+44", "-5", "@SUM(A1)", "\t=1", "\r=1", "\n=1", "＝1+1"])
def test_no_cell_is_run_by_a_spreadsheet(cell: str) -> None:
    line = as_csv(["what"], [[cell]]).split("\r\n", 1)[1]
    assert line.strip('"\r\n').startswith("'")


def test_cells_keep_their_commas_quotes_and_lines() -> None:
    assert as_csv(["a", "b"], [['one, "two"', "x\ny"]]) == 'a,b\r\n"one, ""two""","x\ny"\r\n'


def test_a_file_begins_with_the_mark_of_its_letters() -> None:
    assert as_csv_file(["é"], []) == b"\xef\xbb\xbf\xc3\xa9\r\n"
