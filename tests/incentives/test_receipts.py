"""Tranches as receipts that sum to the net award, present value, and a lender's advance."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from kachinko.incentives.receipts import receipts_of
from kachinko.incentives.worth import financed, latest_day, present_value
from kachinko.model.estimate import Receipt
from kachinko.model.terms import Terms
from tests.incentives.dated_programme import d, looked_up, programme

CLAIM: Any = {"claim": date(2026, 1, 31)}


def _tranche(name: str, **keys: Any) -> dict[str, Any]:
    return {"id": name, "after": "claim", "least_days": "least", "most_days": "most", **keys}


def test_first_share_is_rounded_down_and_the_rest_takes_what_is_left() -> None:
    subject = programme(tranches=[_tranche("first", share="part"), _tranche("rest")])
    value_of = looked_up(part=Fraction(1, 3), least=30, most=60)
    receipts = receipts_of(subject, d("100"), CLAIM, value_of, digits=0)
    assert [(r.id, r.amount) for r in receipts] == [("first", d("33")), ("rest", d("67"))]
    assert (receipts[0].earliest, receipts[0].latest) == (date(2026, 3, 2), date(2026, 4, 1))


def test_a_day_by_which_it_is_paid() -> None:
    """Japan pays by the end of the fiscal year, whenever the report came."""
    subject = programme(tranches=[_tranche("grant", by="year-end")])
    end = date(2026, 3, 31)
    value_of = looked_up(year_end=end, least=0, most=59)
    [receipt] = receipts_of(subject, d("10"), {"claim": date(2025, 10, 1)}, value_of)
    assert (receipt.earliest, receipt.latest) == (date(2025, 10, 1), end)
    [dateless] = receipts_of(subject, d("10"), {}, value_of)
    assert (dateless.earliest, dateless.latest) == (None, end)
    [unread] = receipts_of(subject, d("10"), CLAIM, looked_up(year_end="unknown", least=0, most=59))
    assert unread.latest == date(2026, 3, 31)  # 59 days after the claim


def test_five_yearly_payments() -> None:
    """California refunds over five tax years."""
    subject = programme(tranches=[_tranche("year", times="five", every_months="twelve")])
    value_of = looked_up(five=5, twelve=12, least=0, most=29)
    receipts = receipts_of(subject, d("1000.03"), CLAIM, value_of)
    assert [r.id for r in receipts] == [f"year-{n}" for n in range(1, 6)]
    assert [r.amount for r in receipts] == [d("200.00")] * 4 + [d("200.03")]
    assert [r.earliest for r in receipts] == [date(2026 + n, 1, 31) for n in range(5)]
    assert receipts[2].latest == date(2028, 3, 1)  # two years after 1 March 2026


def test_number_of_payments_can_be_a_clause_by_tiers() -> None:
    """New York pays small credits at once and large ones over three years."""
    subject = programme(tranches=[_tranche("part", times="payments", every_months="twelve")])
    for count in (1, 2, 3):
        value_of = looked_up(payments=Fraction(count), twelve=12, least=0, most=0)
        assert len(receipts_of(subject, d("10"), CLAIM, value_of)) == count
    [whole] = receipts_of(subject, d("10"), CLAIM, looked_up(least=0, most=0))
    assert "how many payments is not known" in whole.says
    assert whole.latest is None


def test_what_was_not_read_is_empty_and_said() -> None:
    [receipt] = receipts_of(programme(), d("10"), CLAIM, looked_up())
    assert (receipt.earliest, receipt.latest) == (None, None)
    assert "not read" in receipt.says
    subject = programme(tranches=[_tranche("all")])
    [receipt] = receipts_of(subject, d("10"), CLAIM, looked_up(least="unknown", most=90))
    assert (receipt.earliest, receipt.latest) == (None, date(2026, 5, 1))
    assert "shortest time" in receipt.says
    [receipt] = receipts_of(subject, d("10"), {}, looked_up(least=1, most=90))
    assert "no date of claim" in receipt.says
    split = programme(tranches=[_tranche("first", share="part"), _tranche("rest")])
    [receipt] = receipts_of(split, d("10"), CLAIM, looked_up(part="unknown", least=1, most=90))
    assert (receipt.amount, receipt.latest) == (d("10"), date(2026, 5, 1))


def test_shares_that_do_not_make_up_the_whole_leave_a_rest_of_unknown_day() -> None:
    subject = programme(tranches=[_tranche("first", share="part")])
    receipts = receipts_of(subject, d("10"), CLAIM, looked_up(part=d("0.4"), least=1, most=2))
    assert [(r.id, r.amount, r.latest is None) for r in receipts] == [
        ("first", d("4.00"), False),
        ("rest", d("6.00"), True),
    ]


@given(
    net=st.decimals(0, 10**12, places=2),
    shares=st.lists(st.fractions(0, 1), min_size=1, max_size=4),
    rest=st.booleans(),
    times=st.integers(1, 7),
)
def test_receipts_always_sum_to_the_net(
    net: Decimal, shares: list[Fraction], rest: bool, times: int
) -> None:
    names = [f"part{n}" for n in range(len(shares))]
    tranches = [_tranche(name, share=name, times="times", every_months="gap") for name in names]
    if rest:
        tranches.append(_tranche("last"))
    subject = programme(tranches=tranches)
    value_of = looked_up(
        **dict(zip(names, shares, strict=True)), least=1, most=2, times=times, gap=1
    )
    receipts = receipts_of(subject, net, CLAIM, value_of)
    assert sum((r.amount for r in receipts), Decimal(0)) == net
    assert all(r.amount >= 0 for r in receipts)


def test_present_value_counts_from_the_middle_of_the_range() -> None:
    on = date(2025, 1, 1)
    a_year_on = Receipt(
        id="a", amount=d("110"), earliest=date(2025, 12, 31), latest=date(2026, 1, 2)
    )
    assert present_value([a_year_on], d("0.10"), on) == d("100.00")
    # 110 / 1.1 ^ (183/365) = 104.867192...
    half = Receipt(id="b", amount=d("110"), earliest=date(2025, 7, 2), latest=date(2025, 7, 4))
    assert present_value([half], d("0.10"), on, digits=2) == d("104.87")
    before = Receipt(id="c", amount=d("5"), earliest=date(2024, 1, 1), latest=date(2024, 1, 1))
    assert present_value([before], d("0.10"), on) == d("5.00")
    assert present_value([Receipt(id="d", amount=d("5"))], d("0.10"), on) is None


@given(rate=st.decimals(0, 1, places=4), days=st.integers(0, 4000))
def test_present_value_agrees_with_floats_and_never_exceeds_the_amount(
    rate: Decimal, days: int
) -> None:
    day = date.fromordinal(date(2025, 1, 1).toordinal() + days)
    receipt = Receipt(id="a", amount=d("1000000"), earliest=day, latest=day)
    value = present_value([receipt], rate, date(2025, 1, 1))
    assert value is not None
    assert value <= 1_000_000
    assert abs(float(value) - 1_000_000 / (1 + float(rate)) ** (days / 365)) < 0.01


@given(
    amounts=st.lists(st.decimals(0, 10**9, places=2), min_size=1, max_size=4),
    days=st.lists(st.integers(0, 4000), min_size=4, max_size=4),
    rate=st.decimals(0, 1, places=4),
    more=st.decimals(0, 1, places=4),
    late=st.integers(0, 1000),
)
def test_present_value_never_rises_with_the_rate_or_the_wait(
    amounts: list[Decimal], days: list[int], rate: Decimal, more: Decimal, late: int
) -> None:
    on = date(2025, 1, 1)

    def worth(at: Decimal, wait: int) -> Decimal:
        dated = [on + timedelta(each + wait) for each in days]
        receipts = [
            Receipt(id=f"r{n}", amount=amount, earliest=day, latest=day)
            for n, (amount, day) in enumerate(zip(amounts, dated, strict=False))
        ]
        value = present_value(receipts, at, on)
        assert value is not None
        return value

    assert worth(rate, late) <= worth(rate, 0) <= sum(amounts, Decimal(0))
    assert worth(rate + more, late) <= worth(rate, late)


def test_financed_is_the_advance_less_fee_and_interest_to_the_latest_day() -> None:
    terms = Terms(advance_share="0.8", fee_share="0.02", fee_amount="100", interest_rate="0.1")
    on = date(2025, 1, 1)
    # 8,000 less 160, less 100, less 800 for 365 days
    assert financed(d("10000"), terms, date(2026, 1, 1), on) == d("6940.00")
    assert financed(d("10000"), terms, None, on) is None
    assert financed(d("10000"), Terms(), date(2026, 1, 1), on) is None
    assert financed(d("100"), terms, date(2026, 1, 1), on) == 0


def test_latest_day_needs_all_receipts() -> None:
    known = Receipt(id="a", amount=d("1"), latest=date(2026, 1, 1))
    assert latest_day([known]) == date(2026, 1, 1)
    assert latest_day([known, Receipt(id="b", amount=d("1"))]) is None
