"""What the programmes of Asia and Europe say beside the award: windows, days, real payments."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

import pytest

from kachinko.reference.programmes import programme


def test_jp_003_windows_and_days_of_2025() -> None:
    jlox = programme("jp-jlox")
    rounds = [each for each in jlox.windows if each.opens.year == 2025]

    def open_on(day: date) -> bool:
        return any(each.opens <= day <= each.closes for each in rounds)

    asked = (date(2025, 4, 10), date(2025, 9, 30), date(2025, 11, 1))
    assert [open_on(day) for day in asked] == [True, True, False]
    assert min(each.opens for each in rounds) == date(2025, 3, 27)
    assert max(each.closes for each in rounds) == date(2025, 10, 17)
    assert (rounds[3].opens, rounds[3].closes) == (date(2025, 9, 29), date(2025, 10, 17))
    assert all(each.may_close_early for each in rounds)
    days = {each.id: each.on for each in jlox.deadlines}
    assert days["complete-2025"] == date(2026, 1, 31)
    assert days["paid-2025"] == date(2026, 3, 31)


def test_th_004_payments_of_august_2025_lie_within_the_rule() -> None:
    """845 million on 4.4 billion: between the lowest step and the ceiling of all rates."""
    paid = Fraction(845_000_000, 4_400_000_000)
    assert float(paid) == pytest.approx(0.192, abs=0.0005)
    values = {
        each.id: each.values[-1].value
        for each in programme("th-rebate").parameters
        if each.id in ("base", "rate_most")
    }
    assert values["base"] <= paid <= values["rate_most"]


def test_the_fund_of_korea_pays_not_three_full_grants() -> None:
    values = {each.id: each.values[-1].value for each in programme("kr-kofic").parameters}
    assert values["fund"] / values["cap"] < 3
