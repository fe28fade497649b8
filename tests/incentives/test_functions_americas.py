"""The named functions of Canada and the United States, in both arithmetics."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

import numpy as np
import pytest

from kachinko.incentives.functions.ca import days_past_gate
from kachinko.incentives.functions.us import (
    california_jobs_ratio,
    california_refund,
    new_mexico_positions,
    new_york_payment_years,
)
from kachinko.incentives.numbers import Exact, Many

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

EXACT, MANY = Exact(), Many()


def _same(function: Callable[..., object], rows: Sequence[tuple[object, ...]]) -> list[Fraction]:
    """What a function gives for each row exactly, which many at once must give as well."""
    exact = [
        function(EXACT, *(x if isinstance(x, bool) else Fraction(str(x)) for x in row))
        for row in rows
    ]
    columns = [
        np.array(column, dtype=bool if isinstance(column[0], bool) else float)
        for column in zip(*rows, strict=True)
    ]
    many = np.broadcast_to(np.asarray(function(MANY, *columns)), len(rows))
    assert many.tolist() == pytest.approx([float(each) for each in exact], rel=1e-12)  # type: ignore[arg-type]
    return exact  # type: ignore[return-value]


def test_us_ca_jobs_001_ratio_of_the_regulation() -> None:
    # 30 million of wages and 35 % of 20 million, over 20 % of both; 1.33 times for a soundstage.
    base = (30_000_000, 20_000_000, "0.35", "0.2")
    exact = [
        california_jobs_ratio(EXACT, *(Fraction(x) for x in base), stage, Fraction("1.33"))
        for stage in (False, True)
    ]
    assert exact == [Fraction("3.7"), Fraction("4.921")]
    numbers = [(30e6, 20e6, 0.35, 0.2, False, 1.33), (30e6, 20e6, 0.35, 0.25, True, 1.33)]
    assert _same(california_jobs_ratio, numbers)[0] == Fraction("3.7")


def test_no_spend_has_no_ratio() -> None:
    assert _same(california_jobs_ratio, [(0, 0, 0.35, 0.2, False, 1.33)]) == [0]


def test_us_ca_refund_001_of_what_the_tax_leaves() -> None:
    rows: list[tuple[object, ...]] = [
        (35_000_000, 5_000_000, 0.9, True),
        (35_000_000, 5_000_000, 0.9, False),
        (3_000_000, 5_000_000, 0.9, True),
    ]
    refunds = _same(california_refund, rows)
    assert refunds == [27_000_000, 0, 0]
    assert refunds[0] / 5 == 5_400_000


def test_us_nm_001_positions_by_budget() -> None:
    budgets = [1.5e6, 2e6, 5e6, 1e7, 3e7, 5e7, 1e8, 2.999999e6, 3e6, 2e8, 0]
    expected = [4, 4, 7, 12, 16, 20, 25, 4, 5, 30, 4]
    assert _same(new_mexico_positions, [(each,) for each in budgets]) == expected


def test_us_ny_001_years_of_payment() -> None:
    credits_ = [900_000, 3_000_000, 9_000_000, 1_000_000, 5_000_000]
    years = _same(new_york_payment_years, [(each, 1e6, 5e6) for each in credits_])
    assert years == [1, 2, 3, 2, 3]
    assert [round(float(1 / each), 4) for each in years[:3]] == [1.0, 0.5, 0.3333]


def test_regional_days_need_five_and_more_than_half() -> None:
    rows: list[tuple[object, ...]] = [
        (30, 50, 5, 0.5),
        (25, 50, 5, 0.5),
        (4, 7, 5, 0.5),
        (5, 9, 5, 0.5),
        (0, 0, 5, 0.5),
    ]
    assert _same(days_past_gate, rows) == [30, 0, 0, 5, 0]
