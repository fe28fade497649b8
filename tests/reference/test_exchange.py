"""The shipped exchange rates on the axis of what was known."""

from __future__ import annotations

from datetime import date

import pytest

from kachinko.reference.exchange import exchange_table


def test_a_mean_is_known_when_its_year_is_over() -> None:
    day = date(2028, 2, 1)
    of_2024 = exchange_table(date(2024, 6, 1)).quote("JPY", day)
    now = exchange_table().quote("JPY", day)
    assert of_2024 is not None
    assert now is not None
    assert of_2024.last == date(2023, 12, 31)
    assert now.last > of_2024.last
    assert exchange_table(date(2026, 1, 1)) == exchange_table()


@pytest.mark.parametrize("as_of", [date(1999, 1, 1), date(2019, 12, 31)])
def test_before_all_means_nothing_is_known(as_of: date) -> None:
    assert exchange_table(as_of).rates == ()
