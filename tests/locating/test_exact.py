"""Net costs worked out by hand."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kachinko.locating.exact import Pricer, WhatIf
from kachinko.locating.fast import FastPlace
from kachinko.locating.rates import history
from tests.locating import tiny


def nets(question: object, what_if: WhatIf | None = None) -> dict[str, Fraction]:
    pricer = Pricer(question)  # type: ignore[arg-type]
    found = [
        pricer.price(candidate, what_if or WhatIf())
        for candidate in question.candidates  # type: ignore[attr-defined]
    ]
    return {each.candidate.choice.id: each.net for each in found}


def test_net_is_gross_less_what_the_awards_count_for() -> None:
    assert nets(tiny.question()) == {"yen": 8_000, "dollar": 8_100}


def test_an_entitlement_is_granted_whatever_is_assumed_of_committees() -> None:
    risks = {"aa": {"granted": "0.1", "share": "0.1"}}

    assert nets(tiny.question(risks=risks))["yen"] == 8_000


def test_a_ceiling_without_a_probability_counts_nothing() -> None:
    assert nets(tiny.question(risks={"bb": {"granted": None}}))["dollar"] == 9_000


def test_audit_refusal_and_waiting_each_take_their_part() -> None:
    risks = {"aa": {"haircut": "0.1", "renewal_refused": "0.5"}}
    # 2,000 × 0.9 × 0.5, paid 366 days after the start, at 10 % a year.
    expected = 10_000 - 900 / 1.1 ** (366 / 365)

    found = nets(tiny.question(risks=risks, discount="0.1"))["yen"]

    assert float(found) == pytest.approx(expected, abs=1e-9)


def test_a_stronger_yen_raises_the_cost_and_the_award_in_proportion() -> None:
    moved = WhatIf(worth={"JPY": Fraction(11, 10)})

    assert nets(tiny.question(), moved) == {"yen": 8_800, "dollar": 8_100}


def test_a_weaker_dollar_is_a_stronger_yen() -> None:
    moved = WhatIf(worth={"USD": Fraction(10, 11)})

    assert nets(tiny.question(), moved) == {"yen": 8_800, "dollar": 8_100}


def test_a_price_moves_one_place_alone() -> None:
    moved = WhatIf(price={"dollar": Decimal("0.5")})

    assert nets(tiny.question(), moved) == {"yen": 8_000, "dollar": 4_050}


def test_an_unknown_rate_counts_nothing_and_is_not_invented() -> None:
    question = tiny.question(rate_b="unknown")
    priced = [Pricer(question).price(each) for each in question.candidates][1]

    assert priced.net == priced.gross == 9_000
    assert priced.awards[0].estimate.status == "unknown"
    assert priced.awards[0].estimate.missing


def test_the_last_five_years_are_told_with_their_ends() -> None:
    past = history(tiny.exchange(), "JPY", "USD", tiny.AS_OF)

    assert past.low == (2024, Fraction(1, 150))
    assert past.high == (2026, Fraction(1, 100))
    assert past.volatility is not None
    assert 0.1 < past.volatility < 0.3


@pytest.mark.slow
@settings(max_examples=60, deadline=None)
@given(yen=st.integers(5_000, 20_000), price=st.integers(5_000, 20_000), lead=st.integers(0, 5_000))
def test_the_fast_model_equals_the_exact_one(yen: int, price: int, lead: int) -> None:
    question = tiny.question(foreign=lead, discount="0.07")
    pricer = Pricer(question)
    candidate = question.candidates[0]
    base = pricer.price(candidate)
    worth, factor = Fraction(yen, 10_000), Decimal(price) / 10_000

    exact = pricer.price(candidate, WhatIf(worth={"JPY": worth}, price={"yen": factor}))
    place = FastPlace(question, base)
    gross = place.gross({"JPY": float(worth)}, float(factor))
    award = place.awards({"JPY": float(worth)}, float(factor))["aa"]
    fast = gross - award * float(base.awards[0].chance.weight) * float(base.awards[0].worth)

    # The exact award is rounded to whole yen.
    assert fast == pytest.approx(float(exact.net), abs=0.03)
