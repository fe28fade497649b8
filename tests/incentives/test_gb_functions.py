"""Steps of redemption and of splitting fees against the examples of HMRC's manual."""

from __future__ import annotations

from fractions import Fraction

import numpy as np
import pytest

from kachinko.incentives.functions import gb
from kachinko.incentives.numbers import Exact, Many

N = Exact()
QUARTER = Fraction(1, 4)


def test_gb_redeem_001_step_2() -> None:
    """CREC071300, Production Company A: what is left is below the credit net of tax."""
    credit, left = Fraction(200_000), Fraction(125_000)
    assert gb.after_step_2(N, credit, credit, QUARTER) == 150_000
    assert gb.after_step_2(N, credit, left, QUARTER) == 125_000
    assert gb.withheld(N, credit, left, QUARTER) == 0


def test_gb_redeem_002_step_3() -> None:
    """CREC071500: tax of other periods is paid, and the rest goes on."""
    assert gb.after_step_3(N, Fraction(100_000), Fraction(30_000)) == 70_000
    assert gb.after_step_3(N, Fraction(20_000), Fraction(30_000)) == 0


def test_gb_redeem_003_company_with_a_profit() -> None:
    """CREC073100, Company 1: a profit of 500,000 taxed at 25 per cent."""
    credit, liability = Fraction(200_000), Fraction(500_000) * QUARTER
    left = gb.after_step_1(N, credit, liability)
    assert left == 75_000
    assert gb.after_step_2(N, credit, left, QUARTER) == 75_000
    assert gb.withheld(N, credit, left, QUARTER) == 0
    assert gb.redeem_avec(N, credit, QUARTER, liability, Fraction(50_000)) == 25_000


def test_gb_redeem_004_company_with_a_loss() -> None:
    """CREC073300, Company 3: no tax of the period, so that the notional tax is withheld."""
    credit = Fraction(200_000)
    left = gb.after_step_1(N, credit, Fraction(0))
    assert left == 200_000
    assert gb.after_step_2(N, credit, left, QUARTER) == 150_000
    assert gb.withheld(N, credit, left, QUARTER) == 50_000
    assert gb.redeem_avec(N, credit, QUARTER, Fraction(0), Fraction(0)) == 150_000


def test_gb_apportion_001_two_fair_methods() -> None:
    """CREC055000 takes both; the manual rounds the second to 79,200."""
    fees = {"A": Fraction(100_000), "B": Fraction(50_000)}
    available = sum(gb.split_by_days(N, fee, Fraction(14), Fraction(14)) for fee in fees.values())
    days = {"A": (Fraction(10), Fraction(5)), "B": (Fraction(3), Fraction(9))}
    recorded = sum(gb.split_by_days(N, fees[who], *days[who]) for who in fees)
    assert available == 75_000
    assert recorded == Fraction(475_000, 6)
    assert round(recorded, -2) == 79_200


def test_a_fee_without_days_is_not_split() -> None:
    assert gb.split_by_days(N, Fraction(100), Fraction(0), Fraction(0)) == 0


def test_many_cases_agree_with_one() -> None:
    rng = np.random.default_rng(481)
    credit, own, other = (rng.integers(0, 10**9, 500).astype(float) for _ in range(3))
    many = gb.redeem_avec(Many(), credit, 0.25, own, other)
    exact = [
        gb.redeem_avec(N, Fraction(c), QUARTER, Fraction(a), Fraction(b))
        for c, a, b in zip(credit, own, other, strict=True)
    ]
    assert many == pytest.approx([float(each) for each in exact])
