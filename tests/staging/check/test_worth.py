"""Value, cost and bounds: each row states one of them wrong, and says how."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from kachinko.staging.check import check_plan
from tests.staging.check.toho import Changes, Found, a_plan, a_project, days, found


def yen(amount: str) -> dict[str, str]:
    """Write a price in yen."""
    return {"amount": amount, "currency": "JPY"}


BROKEN: list[tuple[Changes, Changes, list[Found]]] = [
    # -- value, cost, bounds
    (  # value too high
        {},
        {"value": 7.502},
        [
            Found(
                "value-wrong",
                "The plan states value 7.502; its accepted titles are worth 7.5.",
            ),
        ],
    ),
    (  # value is no number
        {},
        {"value": float("nan")},
        [
            Found(
                "value-wrong",
                "The plan states value nan; its accepted titles are worth 7.5.",
            ),
        ],
    ),
    (  # cost not stated
        {},
        {"cost": None},
        [
            Found(
                "cost-missing",
                "The plan states no cost; it costs JPY 0.00.",
            ),
        ],
    ),
    (  # cost too low by 0.02
        {"vapor.unit_day_cost": {"amount": "100.02", "currency": "JPY"}},
        {"cost": 1600.3},
        [
            Found(
                "cost-wrong",
                "The plan states a cost of JPY 1,600.3; it costs JPY 1,600.32.",
            ),
        ],
    ),
    (  # the bound is below the value
        {},
        {"value_bound": 7},
        [
            Found(
                "value-bound-wrong",
                "The plan says that no plan is worth more than 7, and is worth 7.5.",
            ),
        ],
    ),
    (  # the cost bound is above the cost
        {},
        {"cost_bound": 5},
        [
            Found(
                "cost-bound-wrong",
                "The plan says that none of its value costs less than 5, and costs 0.00.",
            ),
        ],
    ),
    (  # optimal with value to gain
        {},
        {"status": "optimal"},
        [
            Found(
                "value-not-proven",
                "The plan calls itself optimal; it is worth 7.5 and its bound is 9.",
            ),
        ],
    ),
    (  # optimal without a proven cost
        {},
        {"status": "optimal", "value_bound": 7.5, "cost_bound": None},
        [
            Found(
                "cost-not-proven",
                "The plan calls itself optimal; it costs 0.00 and its bound is not known.",
            ),
        ],
    ),
    (  # a price in another currency
        {"vapor.unit_day_cost": {"amount": 0, "currency": "KRW"}},
        {},
        [
            Found(
                "other-currency",
                "The project counts in JPY, the unit-day cost of vapor is in KRW.",
            ),
        ],
    ),
]

KEPT: list[tuple[Changes, Changes]] = [
    ({}, {"value": 7.5004}),  # values are kept to 0.001
    ({"vapor.unit_day_cost": yen("100.02")}, {"cost": 1600.31}),  # costs are stated to 0.01
    ({}, {"status": "optimal", "value_bound": 7.5}),  # meets both bounds
    ({}, {"cost_bound": None}),  # nothing is proven, nothing is claimed
]


@pytest.mark.parametrize(("project", "plan", "expected"), BROKEN)
def test_breach_is_named(project: Changes, plan: Changes, expected: list[Found]) -> None:
    assert found(project, plan) == expected


@pytest.mark.parametrize(("project", "plan"), KEPT)
def test_plan_that_keeps_the_rules_has_no_breach(project: Changes, plan: Changes) -> None:
    assert found(project, plan) == []


def rented(*stages: str, span: str = "02-01..03-31", **changes: Any) -> dict[str, Any]:
    """Make an agreement for some stages of Toho."""
    rent = yen("100") | {"per": "day"}
    return {"studio": "toho", "stages": stages, "rent": rent} | days(span) | changes


def agreed(*agreements: dict[str, Any]) -> Changes:
    return {"agreements": [{"id": f"a{n}"} | item for n, item in enumerate(agreements)]}


BOTH = ("no1", "no7")
COSTS: list[tuple[Changes, Changes, str]] = [
    ({}, {}, "0"),  # no price is given
    ({"vapor.unit_day_cost": yen("100.02")}, {}, "1600.32"),  # 16 working days, 02-14 to 03-06
    ({"no1.floor_rate": yen("1.5")}, {}, "20460"),  # (16 × 240 + 7 × 500 + 21 × 300) × 1.5
    ({"no7.floor_rate": yen("2")}, {}, "2208"),  # rectangles: (12 × 80 + 3 × 48) × 2
    ({"garo.unit_day_cost": yen("10")}, {}, "170"),  # 17 of Toho's days, 02-17 to 03-10
    (  # 20 of Busan's days, which works on Saturdays
        {"garo.unit_day_cost": yen("10"), "garo.split": True},
        {"garo.studio": "busan"},
        "200",
    ),
    (agreed(rented(*BOTH)), {}, "1800"),  # (24 + 12 days) × half of 100
    (agreed(rented(*BOTH, rent=yen("700") | {"per": "week"})), {}, "1800"),
    (agreed(rented(*BOTH, rent=yen("36500") | {"per": "month"})), {}, "21600"),
    (agreed(rented(*BOTH, rent=yen("36500") | {"per": "year"})), {}, "1800"),
    (agreed(rented(*BOTH, take_or_pay=True)), {}, "0"),  # paid anyway
    (  # paid anyway until February ends; of No.1 only the 1st of March is left
        agreed(rented(*BOTH, span="02-01..02-29", take_or_pay=True), rented(*BOTH)),
        {},
        "650",
    ),
    # the cheaper share of two: 24 × 40 + 12 × 50
    (agreed(rented(*BOTH), rented("no1", rent=yen("40") | {"per": "day"})), {}, "1560"),
    (agreed(rented(*BOTH), rented(*BOTH, rent=None)), {}, "0"),  # a rent not given counts nothing
    (agreed(rented(*BOTH), rented("no7", span="03-13..03-31", rent=None)), {}, "1750"),  # one day
]


@pytest.mark.parametrize(("project", "plan", "cost"), COSTS)
def test_cost_is_computed_anew(project: Changes, plan: Changes, cost: str) -> None:
    result = check_plan(a_project(project), a_plan(plan | {"cost": cost, "cost_bound": None}))

    assert result.ok, result.breaches
    assert abs(result.cost - Decimal(cost)) < Decimal("0.000001")
