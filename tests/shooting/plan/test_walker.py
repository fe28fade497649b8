"""The compiled walk by itself, held against the checker, the plain count and all boards."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, assume, given, settings

from kachinko.shooting.check import check
from kachinko.shooting.draft import Draft, worth
from kachinko.shooting.orders import three_orders
from kachinko.shooting.plan.assemble import board_of
from kachinko.shooting.plan.frame import BENCH, TOTAL, draft_of
from kachinko.shooting.plan.incumbent import Incumbent
from kachinko.shooting.plan.walker import Walker
from kachinko.shooting.problem import Problem, compile_problem
from tests.shooting.tiny import cheapest, shootings

if TYPE_CHECKING:
    from kachinko.model.shooting import Shooting

PATIENT = settings(
    max_examples=60,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much],
)


def walked(problem: Problem, start: Draft, steps: int) -> tuple[Walker, Draft]:
    incumbent = Incumbent(problem, clock=lambda: 0.0, begun=0.0, on_progress=lambda _: None)
    walker = Walker(problem, start, seed=1)
    walker.run(incumbent, lambda: 0.0, steps)
    return walker, draft_of(problem, walker.best, walker.days)


@pytest.mark.slow
@PATIENT
@given(shootings())
def test_a_walk_from_nothing_keeps_all_rules_and_counts_as_the_plain_count(
    shooting: Shooting,
) -> None:
    problem = compile_problem(shooting)
    least = cheapest(shooting)
    assume(least is not None)

    walker, draft = walked(problem, Draft({}, tuple(range(len(problem.strips)))), 5_000)

    board = board_of(problem, draft)
    assert {breach.code for breach in check(shooting, board)} <= {"scene-missing"}
    assert tuple(walker.best.total) == (worth(problem, draft), len(draft.left))
    assert draft.left or board.cost >= least


@pytest.mark.slow
@PATIENT
@given(shootings(most_scenes=5))
def test_what_a_walk_counts_while_it_goes_is_what_its_board_counts(shooting: Shooting) -> None:
    problem = compile_problem(shooting)
    start = three_orders(problem)[0].draft

    walker, _ = walked(problem, start, 3_000)

    state, days = walker.state, walker.days
    now = Draft(
        {
            (slot // days, slot % days): tuple(int(i) for i in state.order[slot, : row[0]])
            for slot, row in enumerate(state.slots)
            if row[0]
        }
    )
    assert state.number[TOTAL] == worth(problem, now)
    assert state.number[BENCH] == len(problem.strips) - sum(map(len, now.days.values()))
