"""Codes of a day-out-of-days by small cases, and its totals against the account."""

from __future__ import annotations

from datetime import date

import pytest

from kachinko.model.board import BoardDay
from kachinko.shooting.account import account
from kachinko.shooting.dood import dood
from tests import shooting_case
from tests.shooting_case import yen

MARCH = [date(2028, 3, day) for day in range(1, 15)]


def one_player(days: list[int], drop_days: int | None) -> str:
    """The codes of a player with one scene on each of some days of March 2028, day by day."""
    shooting = shooting_case.shooting(
        cast=[{"id": "1", "name": "ONE", "day_rate": yen(10), "drop_days": drop_days}],
        scenes=[
            {"number": str(day), "set": "pier", "eighths": 1, "cast": ["1"]} for day in days
        ],
    )  # fmt: skip
    board = shooting_case.board(
        days=tuple(BoardDay(day=date(2028, 3, day), scenes=(str(day),)) for day in days)
    )
    made = dood(shooting, board)
    (row,) = made.cast
    return " ".join(row.codes.get(day, "/" if day in made.off else "-") for day in made.days)


@pytest.mark.parametrize(
    ("days", "drop_days", "codes"),
    [
        ([1], None, "SWF"),
        ([1, 2], None, "SW WF"),
        ([1, 2, 3], None, "SW W WF"),
        ([1, 3], None, "SW H WF"),
        ([3, 6], None, "SW / / WF"),  # a weekend is no hold
        ([2, 6], None, "SW H / / WF"),
        ([9, 13], None, "SW / / / WF"),  # nor is a day on which the calendar is closed
        ([1, 3], 1, "SWD - PWF"),  # S and D on one day, P and F on another
        ([1, 3], 2, "SW H WF"),  # the gap is too short to drop
        ([1, 2, 6, 7], 1, "SW WD - / / PW WF"),
        ([1, 3, 8], 1, "SW H WD / / - - PWF"),  # the longest gap, and only once
        ([1, 3, 7], 1, "SWD - PW / / H WF"),  # the first of equal gaps
    ],
)
def test_codes(days: list[int], drop_days: int | None, codes: str) -> None:
    assert one_player(days, drop_days) == codes


def test_the_sample_board() -> None:
    made = dood(shooting_case.shooting(), shooting_case.board())
    rows = {row.id: row for row in made.cast}

    assert made.days == tuple(MARCH[:13])
    assert made.off == {date(2028, 3, day) for day in (4, 5, 10, 11, 12)}
    assert " ".join(rows["1"].codes.values()) == "SW W W W W W H WF"
    assert " ".join(rows["7"].codes.values()) == "SWD PWF"
    assert (rows["4"].worked, rows["4"].held, rows["4"].total, rows["4"].pay) == (3, 2, 5, 750_000)
    assert (rows["4"].start, rows["4"].finish) == (date(2028, 3, 2), date(2028, 3, 8))
    assert rows["6"].pay is None
    assert made.stages == ()


def test_totals_are_what_the_account_pays() -> None:
    counted = account(shooting_case.shooting(), shooting_case.board())
    made = dood(shooting_case.shooting(), shooting_case.board())

    for rows, stays in ((made.cast, counted.cast), (made.sets, counted.sets)):
        for row, stay in zip(rows, stays, strict=True):
            codes = list(row.codes.values())
            assert (row.id, row.pay) == (stay.id, stay.cost)
            assert row.total == len(stay.paid) == len(codes)
            assert row.worked == sum("W" in code for code in codes)
            assert row.held == codes.count("H")


def test_a_stage_plan_gives_build_prelight_hold_and_strike() -> None:
    made = dood(shooting_case.shooting(), shooting_case.board(), shooting_case.planned())
    rows = {row.id: row for row in made.sets}

    assert " ".join(rows["cottage"].codes.values()) == "B B PL H W H W ST"
    assert " ".join(rows["lamp-room"].codes.values()) == "W W H ST"
    assert (rows["cottage"].worked, rows["cottage"].held) == (2, 2)
    (stage,) = made.stages
    assert stage.id == "no7"
    assert " ".join(stage.codes.values()) == "B B PL H W W W ST"
    assert made.days[0] == date(2028, 2, 24)


def test_an_empty_board_has_no_days() -> None:
    made = dood(shooting_case.shooting(), shooting_case.board(days=()))

    assert (made.days, made.cast, made.sets) == ((), (), ())
