from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from benchmarks.shooting.generate import generate
from hypothesis import HealthCheck, given, settings

from kachinko.shooting.check import check
from kachinko.shooting.draft import worth
from kachinko.shooting.orders import by_location_then_set, by_set_then_cast, three_orders
from kachinko.shooting.plan.assemble import board_of
from kachinko.shooting.problem import compile_problem
from tests.shooting import case
from tests.shooting.tiny import shootings

if TYPE_CHECKING:
    from kachinko.model.shooting import Shooting


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(shootings())
def test_an_order_gives_a_board_that_keeps_all_rules_or_says_why_not(shooting: Shooting) -> None:
    problem = compile_problem(shooting)

    for order in three_orders(problem):
        if order.draft.complete:
            assert check(shooting, board_of(problem, order.draft)) == []
        else:
            assert "no day is left for scenes" in order.why_not(problem)


@pytest.mark.parametrize("seed", range(3))
def test_the_orders_of_a_drawn_shooting_give_boards(seed: int) -> None:
    shooting = generate(60, 20, 26, seed)
    problem = compile_problem(shooting)

    complete = [order for order in three_orders(problem) if order.draft.complete]

    assert len(complete) >= 2
    for order in complete:
        board = board_of(problem, order.draft)

        assert check(shooting, board) == []
        assert board.cost == order.worth // problem.prices.weight * problem.prices.unit


def test_scenes_of_a_place_and_of_a_set_stand_together() -> None:
    problem = compile_problem(case.shooting())

    assert [problem.strips[i].set for i in by_set_then_cast(problem)] == [0, 0, 0, 1, 2, 2, 3]
    assert [problem.strips[i].place for i in by_location_then_set(problem)] == [0, 0, 0, 0, 1, 1, 2]


def test_a_draft_counts_what_its_board_costs() -> None:
    shooting = case.shooting()
    problem = compile_problem(shooting)
    draft = three_orders(problem)[2].draft

    assert draft.complete
    assert worth(problem, draft) // problem.prices.weight * problem.prices.unit == (
        board_of(problem, draft).cost
    )
