"""Scope × rate card: every layer by hand, and what is missing is asked for."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from kachinko.budget.cost import Costing, cost_scope
from kachinko.budget.rounding import rounded
from kachinko.budget.totals import totals
from kachinko.model.agreement import Agreement
from kachinko.model.errors import InputError
from kachinko.model.rate_card import Fringe
from kachinko.reference.exchange import exchange_table
from tests.budget_case import card, rate, scope

if TYPE_CHECKING:
    from decimal import Decimal

TABLE = exchange_table()
AWAY = (
    rate("flight", 200_000, "flight"),
    rate("hotel", 15_000, "night"),
    rate("per-diem", 9_000, "day"),
)


def costed(a_scope: Any, a_card: Any, **more: Any) -> Costing:
    costing, missing = cost_scope(a_scope, a_card, TABLE, **more)
    assert missing == []
    return costing


def amounts(costing: Costing) -> dict[str, Decimal]:
    return {line.id: line.amount for line in costing.budget.lines}


def fringe(**more: Any) -> dict[str, Any]:
    return {"id": "f", "name": "Pension", "share": 0.1, "basis": "assumption", "note": "t", **more}


def test_quantity_times_rate_with_the_days_of_its_phase() -> None:
    (line,) = costed(scope({}), card(rate("crew", 250_000, "week"))).budget.lines

    assert (line.amount, line.currency, line.place) == (2_500_000, "JPY", "JP")
    assert (str(line.first), str(line.last)) == ("2028-02-01", "2028-03-31")
    assert line.basis == "assumption"
    assert line.note == "10 weeks × JPY 250,000 (assumption; 2026-11; t)"


def test_a_stated_rate_names_its_source() -> None:
    source = {"id": "s", "url": "https://example.org/rates"}
    stated = {**rate("crew", 5, "week"), "basis": "stated", "source": "s"}

    (line,) = costed(scope({}), card(stated, sources=[source])).budget.lines

    assert line.basis == "stated"
    assert "https://example.org/rates" in line.note


def test_all_missing_rates_are_asked_for_at_once() -> None:
    wanted = scope({}, {"id": "sets", "name": "Sets", "unit": "m2", "labour": False})

    _, missing = cost_scope(wanted, card(rate("crew", 1, "day")), TABLE)

    assert [str(each) for each in missing] == [
        "JP: no rate 'crew' per week, for Crew (tokyo has it per day)",
        "JP: no rate 'sets' per m2, for Sets",
    ]


def test_an_assumption_fills_what_is_missing_and_is_marked() -> None:
    anywhere = card({**rate("crew", 2_000, "week"), "currency": "USD"}, id="assumed", place=None)

    (line,) = costed(scope({}), card(), assumptions=[anywhere]).budget.lines

    assert (line.amount, line.currency, line.basis) == (20_000, "USD", "assumption")


def test_people_who_are_brought_have_lines_of_their_own_with_travel_and_living() -> None:
    costing = costed(scope({"people": 5, "brought": 2}), card(rate("crew", 100_000, "week"), *AWAY))

    assert amounts(costing) == {
        "crew.local": 600_000,
        "crew.brought": 400_000,
        "crew.flight": 2 * 200_000,
        "crew.hotel": 2 * 14 * 15_000,
        "crew.per-diem": 2 * 14 * 9_000,
    }
    residents = {line.id: line.payee for line in costing.budget.lines}
    assert residents["crew.local"] == "JP"
    assert residents["crew.brought"] == "US"
    # Nobody says where a flight between two countries is consumed.
    assert next(line for line in costing.budget.lines if line.id == "crew.flight").place is None


def test_fringes_stop_at_the_cut_off_of_each_person() -> None:
    two = card(rate("crew", 100_000, "week"), fringes=[fringe(cut_off=300_000)])

    costing = costed(scope({"people": 2}), two)

    assert amounts(costing)["crew.fringe"] == 2 * 30_000


def test_several_lines_of_one_person_share_one_cut_off() -> None:
    one = card(rate("crew", 100_000, "week"), fringes=[fringe(cut_off=1_200_000)])
    wanted = scope({"person": "ann"}, {"id": "more", "rate": "crew", "person": "ann"})

    costing = costed(wanted, one)

    assert amounts(costing)["crew.fringe"] == 100_000
    assert amounts(costing)["more.fringe"] == 20_000


def test_a_cut_off_meets_pay_in_another_currency() -> None:
    paid = {"price": {"amount": 10_000, "currency": "USD"}}
    costing = costed(scope(paid), card(fringes=[fringe(cut_off="1495686")]))

    # 1,495,686 yen are 10,000 dollars at the mean of 2025.
    assert amounts(costing)["crew.fringe"] == 1_000


def test_what_is_bought_elsewhere_bears_no_fringes_and_brings_nobody() -> None:
    elsewhere = {"price": {"amount": 9, "currency": "USD"}, "at": "US", "brought": 1}

    (line,) = costed(scope(elsewhere), card(fringes=[fringe()])).budget.lines

    assert (line.place, line.payee) == ("US", "US")


def test_fringes_of_local_people_and_of_people_brought() -> None:
    both = [fringe(people="local"), fringe(id="home", share=0.2, people="brought")]
    costing = costed(
        scope({"people": 2, "brought": 1}), card(rate("crew", 100_000, "week"), *AWAY, fringes=both)
    )

    assert amounts(costing)["crew.local.fringe"] == 50_000
    assert amounts(costing)["crew.brought.fringe"] == 100_000
    payees = {line.id: line.payee for line in costing.budget.lines}
    assert (payees["crew.local.fringe"], payees["crew.brought.fringe"]) == ("JP", "US")


def test_goods_bear_no_fringes() -> None:
    costing = costed(scope({"labour": False}), card(rate("crew", 1, "week"), fringes=[fringe()]))

    assert list(amounts(costing)) == ["crew"]


def test_contingency_then_bond_on_everything_before() -> None:
    costing = costed(scope({}, contingency=0.1, bond=0.03), card(rate("crew", 100_000, "week")))

    assert amounts(costing) == {
        "crew": 1_000_000, "contingency.JPY": 100_000, "bond.JPY": 33_000,
    }  # fmt: skip


STAGES = {"unit": "stage_day", "labour": False, "category": "stage_rent", "quantity": 60}


def agreement(**more: Any) -> Agreement:
    return Agreement.model_validate(
        {
            "id": "lease", "studio": "toho", "stages": ["a", "b"], "from": "2028-01-01",
            "to": "2028-12-31", "rent": {"amount": 1_000_000, "currency": "JPY", "per": "day"},
            "take_or_pay": True, **more,
        }
    )  # fmt: skip


def test_stage_days_cost_their_part_of_the_agreement_that_is_paid_anyway() -> None:
    costing = costed(
        scope({**STAGES, "dark_days": 4}), card(agreement="lease"), agreement=agreement()
    )

    assert amounts(costing) == {"crew": 30_000_000, "crew.dark": 2_000_000}
    assert costing.paid_anyway == {"JPY": 32_000_000}
    assert "pays for 120 stage days" in costing.remarks[0]


def test_an_agreement_that_ends_too_early_is_not_used() -> None:
    _, (missing,) = cost_scope(
        scope(STAGES), card(agreement="lease"), TABLE, agreement=agreement(to="2028-03-01")
    )

    assert "runs 2028-01-01 to 2028-03-01" in missing.why


def test_an_agreement_without_a_rent_is_asked_for() -> None:
    _, (missing,) = cost_scope(
        scope(STAGES), card(agreement="lease"), TABLE, agreement=agreement(rent=None)
    )

    assert "states no rent" in missing.why


def test_what_no_budget_can_hold_is_refused() -> None:
    with pytest.raises(InputError, match="cannot be used"):
        cost_scope(scope({"quantity": 10**14}), card(rate("crew", 10**14, "week")), TABLE)


@pytest.mark.parametrize("share", [30, "30 %", "30%"])
def test_a_percentage_is_told_how_to_be_a_share(share: Any) -> None:
    with pytest.raises(ValidationError, match=r"30 % is written 0\.3"):
        Fringe.model_validate(fringe(share=share))


@pytest.mark.slow
@given(
    st.lists(st.tuples(st.integers(1, 10**6), st.integers(1, 10**6)), min_size=1, max_size=5),
    st.decimals(0, 1, places=3),
)
def test_totals_are_the_sums_of_the_lines_exactly(
    found: list[tuple[int, int]], contingency: Decimal
) -> None:
    items = [{"id": f"i{n}", "quantity": quantity} for n, (quantity, _) in enumerate(found)]
    rates = [rate(f"i{n}", amount / 100, "week") for n, (_, amount) in enumerate(found)]
    costing = costed(scope(*items, contingency=contingency), card(*rates, currency="CAD"))

    sums = totals(costing.budget, TABLE, "CAD")

    exact = sum((Fraction(line.amount) for line in costing.budget.lines), Fraction(0))
    assert sums.all.reporting == sums.all.amounts["CAD"] == exact
    for groups in sums.by.values():
        assert sum((each.reporting or 0 for each in groups), Fraction(0)) == exact


@given(st.fractions(-(10**6), 10**6), st.sampled_from(["JPY", "USD", "KRW"]))
def test_rounding_is_half_up_to_the_smallest_unit(amount: Fraction, currency: str) -> None:
    unit = Fraction(1, 100) if currency == "USD" else Fraction(1)

    away = abs(Fraction(rounded(amount, currency)) - amount)

    assert away <= unit / 2
    assert (Fraction(rounded(amount, currency)) / unit).denominator == 1
    assert rounded(unit / 2, currency) == unit
