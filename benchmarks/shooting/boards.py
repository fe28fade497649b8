"""``python -m benchmarks.shooting.boards``: boards of drawn shootings, against three orders."""

from __future__ import annotations

import argparse
import time
from dataclasses import dataclass

from benchmarks.shooting.generate import generate
from kachinko.shooting.check import check
from kachinko.shooting.limits import Limits
from kachinko.shooting.orders import three_orders
from kachinko.shooting.plan.planner import plan_board
from kachinko.shooting.problem import compile_problem

MILLION = 1_000_000


@dataclass(frozen=True)
class Outcome:
    """One shooting with the best of the three orders, the planner's board and its bound."""

    seed: int
    first: float
    """Seconds to the first board."""
    order: float
    cost: float
    bound: float
    days: int

    @property
    def saving(self) -> float:
        """How far the board lies below the best of the three orders."""
        return 1 - self.cost / self.order

    @property
    def gap(self) -> float:
        """How far the board may lie above the cheapest."""
        return 1 - self.bound / self.cost


def outcome(
    seed: int, *, scenes: int, cast: int, days: int, seconds: float, workers: int
) -> Outcome:
    """Plan one drawn shooting; its board must pass the checker."""
    shooting = generate(scenes, cast, days, seed)
    problem = compile_problem(shooting)
    worths = [order.worth for order in three_orders(problem) if order.draft.complete]
    board = plan_board(
        shooting, limits=Limits(seconds), clock=time.monotonic, seed=seed, workers=workers
    )
    breaches = check(shooting, board)
    if breaches or board.cost is None or board.cost_bound is None:
        raise SystemExit(f"seed {seed}: {board.status} {breaches[:1]} {board.conflict}")
    best = min(worths) // problem.prices.weight * problem.prices.unit if worths else None
    return Outcome(
        seed,
        board.seconds_to_first or 0.0,
        float(best) if best is not None else float("nan"),
        float(board.cost),
        float(board.cost_bound),
        len(board.days),
    )


def main() -> None:
    """Print a line a seed."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--scenes", type=int, default=120)
    parser.add_argument("--cast", type=int, default=40)
    parser.add_argument("--days", type=int, default=45)
    parser.add_argument("--seeds", type=int, default=5)
    parser.add_argument("--seconds", type=float, default=60.0)
    parser.add_argument("--workers", type=int, default=1)
    chosen = parser.parse_args()
    print(
        f"{chosen.scenes} scenes, {chosen.cast} players, {chosen.days} days; "
        f"{chosen.seconds:g} s, {chosen.workers} thread(s); money in millions"
    )
    print("seed  first s  best order     board  days  saving     bound    gap")
    for seed in range(chosen.seeds):
        got = outcome(
            seed,
            scenes=chosen.scenes,
            cast=chosen.cast,
            days=chosen.days,
            seconds=chosen.seconds,
            workers=chosen.workers,
        )
        print(
            f"{got.seed:4}  {got.first:7.2f}  {got.order / MILLION:10.2f}  "
            f"{got.cost / MILLION:8.2f}  {got.days:4}  {got.saving:6.1%}  "
            f"{got.bound / MILLION:8.2f}  {got.gap:5.1%}",
            flush=True,
        )


if __name__ == "__main__":
    main()
