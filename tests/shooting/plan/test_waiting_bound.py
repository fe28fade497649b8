"""The bound on waiting: never above the cheapest board, and more than each costs alone."""

from __future__ import annotations

import time
from decimal import Decimal
from itertools import permutations
from typing import TYPE_CHECKING, Any

import pytest
from benchmarks.shooting.generate import generate
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kachinko.halt import Halt
from kachinko.model.shooting import Shooting
from kachinko.shooting.draft import paid_days
from kachinko.shooting.limits import Limits
from kachinko.shooting.plan.bound import cost_bound
from kachinko.shooting.plan.planner import plan_board
from kachinko.shooting.plan.waiting_bound import waiting_bounds
from kachinko.shooting.problem import Problem, compile_problem
from tests.shooting.tiny import cheapest, shootings

if TYPE_CHECKING:
    from kachinko.shooting.plan.incumbent import Progress

SLOW = [HealthCheck.too_slow]
CROSSED = ["01", "12", "02", "0", "1", "2"]
"""Casts of scenes: in every order of them somebody waits."""


def bound(problem: Problem) -> Decimal:
    return cost_bound(problem) + max(waiting_bounds(problem, (20,)), default=Decimal(0))


def crossed(casts: list[str], rates: list[int], **changes: Any) -> Shooting:
    """Scenes of a whole day each, in sets of no place, as many days as there are scenes."""
    made = {
        "name": "Crossed",
        "currency": "JPY",
        "start": "2028-04-03",
        "rules": {"most_minutes": 720, "around_minutes": 120, "rest_minutes": 600},
        "calendar": {"weekdays": ["mon", "tue", "wed", "thu", "fri", "sat", "sun"]},
        "cast": [
            {"id": str(at), "name": f"Part {at}", "day_rate": {"amount": rate, "currency": "JPY"}}
            for at, rate in enumerate(rates)
        ],
        "sets": [{"id": "a", "name": "A"}],
        "scenes": [
            {"number": str(at + 1), "set": "a", "eighths": 8, "minutes": 600, "cast": list(cast)}
            for at, cast in enumerate(casts)
        ],
    }
    return Shooting.model_validate(made | changes)


def cheapest_line(casts: list[str], rates: list[int]) -> int:
    """The least pay over all orders of scenes that take a day each."""
    return min(
        sum(
            rate * paid_days([day for day, at in enumerate(order) if str(who) in casts[at]], None)
            for who, rate in enumerate(rates)
        )
        for order in permutations(range(len(casts)))
    )


def test_where_somebody_must_wait_the_bound_is_the_cost() -> None:
    rates = [500, 300, 200]
    problem = compile_problem(crossed(CROSSED, rates))

    assert cost_bound(problem) == 3 * sum(rates)
    assert bound(problem) == cheapest_line(CROSSED, rates) == 3400


@settings(max_examples=60, deadline=None)
@given(
    st.lists(st.sets(st.sampled_from("0123"), max_size=3), min_size=2, max_size=6),
    st.lists(st.integers(1, 9), min_size=4, max_size=4),
)
def test_one_scene_a_day_is_bounded_by_the_best_line(
    casts: list[set[str]], rates: list[int]
) -> None:
    listed = ["".join(sorted(cast)) for cast in casts]

    assert bound(compile_problem(crossed(listed, rates))) <= cheapest_line(listed, rates)


@pytest.mark.slow
@settings(max_examples=60, deadline=None, suppress_health_check=SLOW)
@given(shootings())
def test_the_bound_is_never_above_the_cheapest_of_all_boards(shooting: Shooting) -> None:
    least = cheapest(shooting)

    if least is not None:
        assert bound(compile_problem(shooting)) <= least


def test_pages_count_where_they_fill_the_days_more() -> None:
    shooting = crossed(CROSSED, [500, 300, 200], rules={"most_minutes": 1440, "most_eighths": 8})

    assert bound(compile_problem(shooting)) == 3400


def test_players_who_can_be_dropped_and_without_a_rate_are_left_out() -> None:
    problem = compile_problem(crossed(CROSSED, [500, 300, 200]))
    cast = [each.model_copy(update={"drop_days": 1}) for each in problem.shooting.cast]

    dropped = problem.shooting.model_copy(update={"cast": tuple(cast)})

    assert list(waiting_bounds(compile_problem(dropped), (20,))) == []


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(2))
def test_a_drawn_board_has_a_higher_bound_below_its_cost(seed: int) -> None:
    shooting = generate(40, 15, 16, seed)
    alone = cost_bound(compile_problem(shooting))

    board = plan_board(shooting, limits=Limits(None, 40_000), clock=time.monotonic, seed=seed)
    again = plan_board(shooting, limits=Limits(None, 40_000), clock=time.monotonic, seed=seed)

    assert alone < board.cost_bound <= board.cost
    assert board.cost_bound == again.cost_bound
    assert board.days == again.days


def test_a_search_that_ends_in_time_is_bounded_beside() -> None:
    shooting = generate(40, 15, 16, 0)
    alone = cost_bound(compile_problem(shooting))

    halt = Halt()

    def look(now: Progress) -> None:
        if now.bound > alone:
            halt.throw()

    board = plan_board(
        shooting, limits=Limits(120.0), clock=time.monotonic, halt=halt, on_progress=look
    )

    assert alone < board.cost_bound <= board.cost
