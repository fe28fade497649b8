"""Budgets drawn for every shipped programme: what is counted adds up, and nothing is made up."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING, Any, get_args

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kachinko.incentives.estimate import estimate
from kachinko.model.budget import Budget, Category, Level
from kachinko.model.dated import Trigger
from kachinko.reference.programmes import all_programmes

from .cases import Drawer

if TYPE_CHECKING:
    from random import Random

PROGRAMMES = {each.id: each for each in all_programmes()}
START = date(2024, 6, 1)


def budget(drawer: Drawer) -> Budget:
    random, programme = drawer.random, drawer.programme
    places = [programme.place, programme.place, f"{programme.place[:2]}-ZZ", "QQ", None]

    def line(number: int) -> dict[str, Any]:
        first = START + timedelta(random.randrange(-200, 200))
        dated = {"from": first, "to": first + timedelta(random.randrange(90))}
        return {
            "id": f"l{number}",
            "name": "Line",
            "category": random.choice(get_args(Category)),
            "level": random.choice(get_args(Level)),
            "amount": random.choice([1, 1, 1, -1]) * drawer.amount(),
            "currency": programme.currency,
            "place": random.choice(places),
            "payee": random.choice(places),
            "person": random.choice([None, "ann", "bob"]),
            "labour": drawer.chance(2),
            "connected": drawer.chance(9),
        } | (dated if drawer.chance(2) else {})

    facts = {each.id: drawer.answer(each) for each in programme.questions if drawer.chance(2)}
    dates = {trigger: START for trigger in get_args(Trigger) if not drawer.chance(9)}
    lines = [line(number) for number in range(random.randrange(12))]
    return Budget.model_validate(
        {"name": "B", "currency": programme.currency, "dates": dates, "facts": facts}
        | {"lines": lines}
    )


@pytest.mark.parametrize("name", PROGRAMMES)
@given(random=st.randoms(use_true_random=True))
@settings(max_examples=25, deadline=None)
def test_what_is_counted_adds_up(name: str, random: Random) -> None:
    programme = PROGRAMMES[name]
    result = estimate(programme, budget(Drawer(programme, random)), as_of=date(2032, 1, 1))
    assert (result.award is None) == (result.status in ("unknown", "incomplete"))
    assert (not result.missing) == (result.status == "award")
    amounts = {each.id: each.result for each in result.trace if each.kind == "measure"}
    unit = Decimal("0.01")
    for measure, total in amounts.items():
        lines = [each for each in result.lines if each.measure == measure]
        if isinstance(total, Decimal):
            counted = sum((each.counted for each in lines), Decimal(0))
            assert abs(counted - total) <= unit * 100 * (len(lines) + 1)
        for each in lines:
            assert each.answer != "counted" or each.counted == each.amount
            assert each.answer not in ("not", "unclear") or each.counted == 0
            assert each.says or each.answer == "counted"
