"""The workbook of estimates: a sheet a table, numbers as numbers, text as text."""

from __future__ import annotations

import io
from datetime import date
from typing import TYPE_CHECKING

import pytest
from openpyxl import load_workbook

from kachinko.report.incentives.workbook import estimate_workbook
from tests.report.incentives import sample

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet


def sheets(lang: str = "en") -> dict[str, list[dict[str, object]]]:
    estimates = [sample.capped(), sample.incomplete()]
    book = load_workbook(io.BytesIO(estimate_workbook("=Case", estimates, lang)))
    return {sheet.title: rows(sheet) for sheet in book.worksheets}


def rows(sheet: Worksheet) -> list[dict[str, object]]:
    whole = [list(row) for row in sheet.iter_rows(values_only=True)]
    at = next(at for at, row in enumerate(whole) if at > 1 and sum(c is not None for c in row) > 2)
    return [dict(zip(map(str, whole[at]), row, strict=True)) for row in whole[at + 1 :]]


def test_the_first_sheet_sets_estimates_side_by_side() -> None:
    first, second = sheets()["Estimate of incentives"]

    assert first["Award, gross"] == 1_000_000
    assert first["Net of tax and fees"] == 745_000
    assert first["Kind"] == "a right"
    assert second["Award, gross"] is None
    assert "not said (days)" in str(second["What is missing"])


def test_steps_lines_cash_and_days_have_sheets_of_their_own() -> None:
    book = sheets()

    steps = {row["Step"]: row for row in reversed(book["How it is worked out"])}
    assert steps["capped"]["Result"] == "EUR 1,000,000"
    assert "takes EUR 1,490,000 away" in str(steps["project-cap"]["Limit"])
    lines = {row["Line"]: row for row in book["Which lines count"]}
    assert (lines["stages"]["Amount"], lines["stages"]["Counted"]) == (2_500_000, 2_000_000)
    cash = book["When the money comes"]
    assert cash[0]["Earliest"].date() == date(2025, 3, 1)
    assert cash[1]["Earliest"] is None
    assert [row["State"] for row in book["Windows and deadlines"]] == ["ahead", "missed"]
    assert book["Where sources disagree"][0]["In use"] == "25%"


@pytest.mark.parametrize("lang", ["en", "ja"])
def test_there_are_seven_sheets_in_each_language(lang: str) -> None:
    assert len(sheets(lang)) == 7
