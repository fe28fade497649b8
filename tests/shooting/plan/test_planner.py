from __future__ import annotations

import time

import pytest
from benchmarks.shooting.generate import generate
from hypothesis import HealthCheck, given, settings

from kachinko.halt import Halt
from kachinko.model.errors import InputError
from kachinko.model.shooting import Shooting
from kachinko.shooting.check import check, worth_of
from kachinko.shooting.limits import Limits
from kachinko.shooting.orders import three_orders
from kachinko.shooting.plan.assemble import board_of
from kachinko.shooting.plan.bound import cost_bound
from kachinko.shooting.plan.exact import solve_exactly
from kachinko.shooting.plan.planner import plan_board
from kachinko.shooting.problem import compile_problem
from tests.shooting import case
from tests.shooting.tiny import cheapest, shootings

PATIENT = settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])


def plan(shooting: Shooting, steps: int = 40_000, seed: int = 0):
    return plan_board(
        shooting, limits=Limits(None, steps), clock=time.monotonic, seed=seed, workers=1
    )


@pytest.mark.slow
@PATIENT
@given(shootings())
def test_a_tiny_board_costs_what_the_cheapest_of_all_boards_costs(shooting: Shooting) -> None:
    """Or is proven impossible where no board of all passes the checker."""
    board = plan(shooting)
    least = cheapest(shooting)

    assert check(shooting, board) == []
    if least is None:
        assert (board.status, board.cost) == ("infeasible", None)
        assert board.conflict
    else:
        assert (board.status, board.cost, board.cost_bound) == ("optimal", least, least)


@pytest.mark.slow
@PATIENT
@given(shootings())
def test_the_bound_and_the_exact_model_agree_with_all_boards(shooting: Shooting) -> None:
    problem = compile_problem(shooting)
    least = cheapest(shooting)

    answer = solve_exactly(problem, seconds=30)

    assert answer.possible is (least is not None)
    if least is not None:
        assert cost_bound(problem) <= least
        assert answer.bound == least


@pytest.mark.parametrize("seed", range(2))
def test_a_drawn_board_keeps_all_rules_and_beats_the_three_orders(seed: int) -> None:
    shooting = generate(40, 15, 16, seed)
    best = min(
        order.worth for order in three_orders(compile_problem(shooting)) if order.draft.complete
    )

    board = plan(shooting, 100_000)

    assert check(shooting, board) == []
    prices = compile_problem(shooting).prices
    assert board.cost is not None
    assert board.cost < best // prices.weight * prices.unit
    assert board.cost_bound <= board.cost
    assert worth_of(shooting, board).cost == board.cost


def test_a_drawn_board_has_dawn_first_and_dusk_last() -> None:
    shooting = generate(40, 15, 16, 1)
    times = {2: "dawn", 3: "dusk"}
    scenes = tuple(
        scene.model_copy(update={"setting": "EXT", "time": times[at % 4]})
        if at % 4 in times and scene.time == "day"
        else scene
        for at, scene in enumerate(shooting.scenes)
    )
    lit = shooting.model_copy(update={"scenes": scenes})
    orders = [order for order in three_orders(compile_problem(lit)) if order.draft.complete]

    board = plan(lit, 60_000)

    assert orders
    assert check(lit, board) == []
    assert worth_of(lit, board).cost < min(
        worth_of(lit, board_of(compile_problem(lit), order.draft)).cost for order in orders
    )


def test_the_same_seed_gives_the_same_board() -> None:
    shooting = generate(20, 8, 10, 3)

    one, two = plan(shooting, 30_000, seed=7), plan(shooting, 30_000, seed=7)

    assert one.days == two.days


def test_units_share_players_and_sets() -> None:
    """Every second scene of a drawn shooting goes to a second unit."""
    drawn = generate(24, 10, 16, 1).model_copy(update={"latest": None})
    scenes = tuple(
        scene.model_copy(update={"unit": "second" if at % 2 else "main"})
        for at, scene in enumerate(drawn.scenes)
    )
    shooting = drawn.model_copy(update={"scenes": scenes, "units": ("main", "second")})

    board = plan(shooting)

    assert board.status == "feasible"
    assert check(shooting, board) == []


def test_without_any_price_waiting_days_decide_and_no_price_is_invented() -> None:
    tree = generate(20, 8, 10, 2).model_dump(mode="json", by_alias=True)
    tree |= {"unit_day_cost": None, "move_cost": None}
    for each in (*tree["cast"], *tree["sets"]):
        each.pop("day_rate", None)
        each.pop("standing_cost", None)
    shooting = Shooting.model_validate(tree)

    board = plan(shooting)

    assert board.cost == 0
    assert any("No day rate is known" in sentence for sentence in board.assumptions)
    assert check(shooting, board) == []


def test_without_a_last_day_the_board_still_ends() -> None:
    shooting = generate(20, 8, 10, 2).model_copy(update={"latest": None})

    board = plan(shooting)

    assert board.status == "feasible"
    assert len(board.days) <= 12


def test_a_halt_keeps_the_first_board() -> None:
    halt = Halt()
    halt.throw()

    board = plan_board(generate(40, 15, 16, 0), limits=Limits(60), clock=time.monotonic, halt=halt)

    assert board.status == "feasible"
    assert board.seconds < 5


def test_all_faults_of_a_shooting_are_named_at_once() -> None:
    tree = case.tree()
    tree["scenes"][0] |= {"set": "nowhere", "cast": ["99"], "after": ["7"]}
    tree["unit_day_cost"] = {"amount": 1, "currency": "KRW"}
    del tree["start"]

    with pytest.raises(InputError) as caught:
        plan(Shooting.model_validate(tree))

    assert len(caught.value.faults) == 5


def scenes_alone(numbers: int) -> Shooting:
    """Scenes in three places with nobody's days limited and nothing priced, as in a script."""
    names = "abc"
    return Shooting.model_validate(
        {
            "name": "A script", "currency": "JPY", "start": "2028-04-05",
            "cast": [{"id": str(one), "name": f"Part {one}"} for one in range(1, 6)],
            "sets": [{"id": one, "name": one} for one in names],
            "scenes": [
                {
                    "number": str(at), "set": names[at * at % 3], "eighths": 8 + at % 5,
                    "cast": sorted({str(1 + at % 5), str(1 + at * at % 5)}),
                }
                for at in range(1, numbers + 1)
            ],
        }
    )  # fmt: skip


def test_where_nothing_has_a_price_the_best_of_the_free_boards_is_still_looked_for() -> None:
    shooting = scenes_alone(20)
    problem = compile_problem(shooting)

    board = plan(shooting)

    def troubles(worth) -> int:
        return worth.waiting_days + worth.board_days + worth.company_moves

    orders = [board_of(problem, order.draft) for order in three_orders(problem)]
    assert board.status == "optimal"
    assert check(shooting, board) == []
    assert troubles(worth_of(shooting, board)) < min(
        troubles(worth_of(shooting, order)) for order in orders
    )


@pytest.mark.parametrize("numbers", [5, 20])
def test_a_board_begins_when_the_title_does_where_nothing_stops_it(numbers: int) -> None:
    shooting = scenes_alone(numbers)

    board = plan(shooting, seed=3)

    assert board.days[0].day == shooting.start
    assert check(shooting, board) == []
