"""Cash flow: lines over their days, receipts early and late, what waiting costs."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kachinko.budget.cash import cash_flow
from kachinko.model.budget import Budget
from kachinko.model.errors import InputError
from kachinko.model.estimate import Receipt
from kachinko.reference.exchange import exchange_table

if TYPE_CHECKING:
    from kachinko.model.span import DaySpan

TABLE = exchange_table()


def budget(*lines: dict[str, Any], **more: Any) -> Budget:
    whole = [
        {
            "id": f"l{n}", "name": "x", "category": "crew", "level": "below", "amount": 0,
            "currency": "JPY", **line,
        }
        for n, line in enumerate(lines)
    ]  # fmt: skip
    return Budget.model_validate({"name": "One", "currency": "JPY", "lines": whole, **more})


def receipt(amount: int, earliest: str | None, latest: str | None) -> tuple[Receipt, str]:
    raw = {"id": "credit", "amount": amount, "earliest": earliest, "latest": latest}
    return Receipt.model_validate(raw), "JPY"


ONE = {"amount": 90_000, "from": "2028-01-02", "to": "2028-03-31"}


def test_a_line_goes_over_its_calendar_days() -> None:
    flow = cash_flow(budget(ONE), TABLE)

    assert [month.spend_reporting for month in flow.months] == [30_000, 29_000, 31_000]
    assert flow.latest.peak == flow.total == 90_000


def test_a_line_goes_over_working_days_where_they_are_given() -> None:
    def mondays(span: DaySpan) -> list[date]:
        days = [span.start + timedelta(days=n) for n in range(span.days)]
        return [day for day in days if day.weekday() == 0]

    flow = cash_flow(budget(ONE), TABLE, working_days=mondays)

    assert [month.spend_reporting for month in flow.months] == [
        Fraction(90_000 * 5, 13), Fraction(90_000 * 4, 13), Fraction(90_000 * 4, 13),
    ]  # fmt: skip


def test_receipts_come_early_and_late() -> None:
    flow = cash_flow(
        budget(ONE), TABLE, receipts=[receipt(40_000, "2028-03-15", "2028-06-30")],
        interest=Decimal("0.1"),
    )  # fmt: skip

    assert [month.funding_earliest for month in flow.months] == [30_000, 59_000] + [50_000] * 4
    assert [month.funding_latest for month in flow.months] == [30_000, 59_000] + [90_000] * 3 + [
        50_000
    ]
    assert flow.earliest.waiting == 0
    assert flow.latest.waiting == Fraction(40_000) * Fraction(1, 10) * 91 / 365
    assert flow.latest.interest > flow.earliest.interest > 0
    assert flow.latest.left == 50_000


def test_a_receipt_without_a_latest_day_never_comes_in_the_later_curve() -> None:
    flow = cash_flow(budget(ONE), TABLE, receipts=[receipt(40_000, "2028-04-15", None)])

    assert flow.earliest.left == 50_000
    assert flow.latest.left == 90_000
    assert "no latest day is known" in flow.remarks[0]


def test_lines_without_days_go_over_photography_and_that_is_said() -> None:
    dates = {"photography_start": "2028-02-01", "photography_end": "2028-02-29"}

    flow = cash_flow(budget({"amount": 100}, dates=dates), TABLE)

    assert [month.first for month in flow.months] == [date(2028, 2, 1)]
    assert flow.remarks == (
        "lines without days are spread over the days of photography, 2028-02-01 to 2028-02-29: 1",
    )


def test_without_any_day_there_is_no_cash_flow() -> None:
    with pytest.raises(InputError):
        cash_flow(budget({"amount": 100}), TABLE)


def test_an_unknown_exchange_rate_is_no_zero() -> None:
    with pytest.raises(InputError) as caught:
        cash_flow(budget({**ONE, "currency": "CHF"}), TABLE)

    assert "no exchange rate of CHF is known" in caught.value.faults[0].what


def test_a_line_of_another_currency_keeps_both_amounts() -> None:
    line = {**ONE, "currency": "USD", "amount": 91}

    flow = cash_flow(budget(line), TABLE)

    assert flow.months[0].spend == {"USD": Fraction(91 * 30, 90)}
    assert flow.total == Fraction("149.5686") * 91


@given(
    st.lists(
        st.tuples(st.integers(-(10**9), 10**9), st.integers(0, 900), st.integers(0, 500)),
        min_size=1, max_size=6,
    )
)  # fmt: skip
def test_the_months_add_up_to_the_lines_exactly(found: list[tuple[int, int, int]]) -> None:
    start = date(2027, 1, 1)
    lines = [
        {
            "amount": amount, "from": start + timedelta(days=first),
            "to": start + timedelta(days=first + length),
        }
        for amount, first, length in found
    ]  # fmt: skip

    flow = cash_flow(budget(*lines), TABLE)

    assert flow.total == sum(amount for amount, _, _ in found)
    assert sum(month.spend.get("JPY", Fraction(0)) for month in flow.months) == flow.total
