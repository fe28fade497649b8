"""The workbook of a board, read back as a spreadsheet reads it."""

from __future__ import annotations

import io
from datetime import datetime
from typing import Any

import pytest
from openpyxl import Workbook, load_workbook

from kachinko.report.shooting.strips import TONES, tone
from kachinko.report.shooting.workbook import board_workbook
from tests import shooting_case
from tests.shooting_large import large

SHOOTING, BOARD = shooting_case.shooting(), shooting_case.board()
WRITTEN = board_workbook(SHOOTING, BOARD)


@pytest.fixture(scope="module")
def book() -> Workbook:
    return load_workbook(io.BytesIO(WRITTEN))


def rows(book: Workbook, sheet: str, first: int = 4) -> list[tuple[Any, ...]]:
    return list(book[sheet].iter_rows(min_row=first, values_only=True))


def test_it_has_the_sheets_in_order(book: Workbook) -> None:
    assert book.sheetnames == [
        "Stripboard", "One-liner", "DOOD cast", "DOOD sets", "Breakdown", "Cost",
    ]  # fmt: skip
    japanese = load_workbook(io.BytesIO(board_workbook(SHOOTING, BOARD, "ja")))
    assert japanese.sheetnames == [
        "香盤表", "撮影順一覧", "出演者香盤", "セット香盤", "内訳表", "費用",
    ]  # fmt: skip


def test_the_same_board_gives_the_same_bytes() -> None:
    assert board_workbook(SHOOTING, BOARD) == WRITTEN


def test_strips_are_filled_like_strips_in_the_order_of_the_board(book: Workbook) -> None:
    sheet = book["Stripboard"]
    scenes = {scene.number: scene for scene in SHOOTING.scenes}
    strips = [row for row in sheet.iter_rows(min_row=4) if row[2].value in scenes]

    assert [row[2].value for row in strips] == [
        number for day in BOARD.days for number in day.scenes
    ]
    for row in strips:
        scene = scenes[row[2].value]
        assert row[4].fill.start_color.rgb == f"00{TONES[tone(scene)]}"
        assert row[6].value == scene.eighths / 8
        assert row[6].number_format == "# ?/8"


def test_dates_are_dates_and_pages_are_numbers(book: Workbook) -> None:
    line = next(row for row in rows(book, "One-liner") if row[2] == "8")

    assert line[0] == 6
    assert line[1] == datetime(2028, 3, 8)  # noqa: DTZ001
    assert line[7] == 1.25
    assert book["One-liner"].freeze_panes == "D4"
    assert book["One-liner"].auto_filter.ref == "A3:J19"


def test_the_day_out_of_days_is_read_by_date(book: Workbook) -> None:
    sheet = book["DOOD cast"]
    days = [cell.value for cell in sheet[5][2:15]]
    doi = [cell.value for cell in sheet[10]]

    assert days[0] == datetime(2028, 3, 1)  # noqa: DTZ001
    assert [code for code in doi[2:15] if code] == ["SW", "H", "W", "H", "WF"]
    assert doi[15:18] == [3, 2, 5]
    assert doi[20] == 750_000
    assert sheet.freeze_panes == "C7"
    assert sheet.print_title_cols == "$A:$B"


def test_stages_of_a_stage_plan_stand_below_the_sets() -> None:
    packed = board_workbook(SHOOTING, BOARD, planned=shooting_case.planned())
    *_, stage = rows(load_workbook(io.BytesIO(packed)), "DOOD sets")

    assert stage[1] == "Stage no7"
    assert [code for code in stage[2:-6] if code] == ["B", "B", "PL", "H", "W", "W", "W", "ST"]


def test_what_has_no_price_says_so(book: Workbook) -> None:
    kuroda = [cell.value for cell in book["DOOD cast"][12]]

    assert kuroda[1] == "黒田警部 INSPECTOR KURODA"
    assert kuroda[-1] == "no price"


def test_the_breakdown_has_a_row_a_scene_and_a_column_a_category(book: Workbook) -> None:
    heads, *body = rows(book, "Breakdown", 3)

    assert [row[0] for row in body] == [scene.number for scene in SHOOTING.scenes]
    eighth = next(row for row in body if row[0] == "8")
    assert eighth[heads.index("Stunts")] == "Fall from the pier"
    assert eighth[heads.index("Cast")].split("\n")[0] == "1. 石田灯台守 ISHIDA"
    assert "Music" not in heads  # no scene needs any


def test_the_cost_is_numbers(book: Workbook) -> None:
    lines = {row[0]: row for row in rows(book, "Cost")}

    assert lines["All"][1:3] == (shooting_case.COST, 780_000)
    assert lines["4. 土井船長 CAPTAIN DOI"][1:8] == (3, 2, 0, 5, 150_000, 750_000, 300_000)
    assert lines["KEEPER'S COTTAGE"][7] == 100_000


def test_text_is_never_a_formula() -> None:
    scenes = tuple(scene.model_copy(update={"synopsis": "=1+1"}) for scene in SHOOTING.scenes)
    packed = board_workbook(SHOOTING.model_copy(update={"scenes": scenes}), BOARD)
    book = load_workbook(io.BytesIO(packed))

    assert not any(
        cell.data_type == "f" for sheet in book for row in sheet.iter_rows() for cell in row
    )


@pytest.mark.slow
def test_a_large_board_and_an_empty_one_are_written() -> None:
    big = load_workbook(io.BytesIO(board_workbook(*large(), "ja")))
    board_workbook(SHOOTING, shooting_case.board(days=(), cost=None, costs=()))

    assert sum(row[2] is not None for row in rows(big, "撮影順一覧")) == 120
