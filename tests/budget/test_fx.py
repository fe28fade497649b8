"""Exchange rates to come: parity, stress, past range; the shipped table."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kachinko.budget.fx import fixed, forward, past_range, stressed
from kachinko.reference.exchange import exchange_table, yearly_means

TABLE = exchange_table()
SPOT = date(2025, 12, 31)


def test_a_forward_rate_keeps_covered_interest_parity() -> None:
    interest = {"JPY": Decimal("0.005"), "USD": Decimal("0.045")}

    table = forward(TABLE, SPOT, date(2027, 3, 1), interest)

    quote = table.quote("JPY", date(2027, 1, 15))
    assert quote is not None
    years = Fraction(366, 365)
    exact = Fraction("149.5686") * (1 + Fraction("0.005") * years) / (1 + Fraction("0.045") * years)
    assert float(quote.rate) == pytest.approx(float(exact), rel=1e-11)
    assert quote.note.startswith("forward from 149.5686")
    assert table.factor("JPY", "USD", SPOT) == TABLE.factor("JPY", "USD", SPOT)


def test_a_forward_rate_needs_the_interest_of_the_base() -> None:
    with pytest.raises(ValueError, match="interest of USD"):
        forward(TABLE, SPOT, date(2027, 1, 1), {"JPY": Decimal("0.01")})


@given(st.decimals("-0.5", 1, places=2), st.sampled_from(["JPY", "USD", "EUR"]))
def test_a_dearer_currency_buys_more_of_every_other(change: Decimal, currency: str) -> None:
    table = stressed(TABLE, currency, change)

    for other in {"JPY", "USD", "EUR", "KRW"} - {currency}:
        before = TABLE.factor(currency, other, SPOT)
        after = table.factor(currency, other, SPOT)
        assert before is not None
        assert after is not None
        assert float(after / before) == pytest.approx(1 + float(change), rel=1e-9)
    assert table.factor("KRW", "CAD", SPOT) == TABLE.factor("KRW", "CAD", SPOT)


def test_the_range_of_the_last_five_years_says_which_it_knows() -> None:
    yen = past_range(TABLE, "JPY", date(2026, 6, 1))
    forint = past_range(TABLE, "HUF", date(2026, 6, 1))

    assert yen == (Decimal("109.8429"), Decimal("151.4551"), (2021, 2022, 2023, 2024, 2025))
    assert forint is not None
    assert forint.years == (2021, 2022, 2023)
    assert past_range(TABLE, "CHF", date(2026, 6, 1)) is None


def test_a_fixed_rate_holds_on_every_day() -> None:
    table = fixed(TABLE, "JPY", Decimal(150), "hedged")

    assert table.factor("USD", "JPY", date(2019, 1, 1)) == 150


def test_of_each_currency_and_year_at_most_one_rate_is_in_use() -> None:
    used = [(mean.currency, mean.year) for mean in yearly_means() if mean.in_use]

    assert len(used) == len(set(used))
    assert all(mean.source for mean in yearly_means() if mean.per_usd)
    assert {(mean.currency, mean.year) for mean in yearly_means() if not mean.per_usd} == {
        ("GBP", 2019), ("GBP", 2021), ("GBP", 2024), ("GBP", 2025), ("HUF", 2024), ("HUF", 2025),
    }  # fmt: skip


def test_a_year_that_was_not_found_takes_the_one_before() -> None:
    quote = TABLE.quote("HUF", date(2028, 5, 1))

    assert quote is not None
    assert quote.last == date(2023, 12, 31)
    assert TABLE.quote("GBP", date(2019, 5, 1)) is None
