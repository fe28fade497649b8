"""The planner: boards in the orders that people use at once, then improve and bound."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kachinko.halt import Halt
from kachinko.shooting.orders import three_orders
from kachinko.shooting.plan.assemble import assemble
from kachinko.shooting.plan.bound import cost_bound
from kachinko.shooting.plan.forward import brought_forward
from kachinko.shooting.plan.incumbent import Incumbent, Progress
from kachinko.shooting.problem import compile_problem

if TYPE_CHECKING:
    from collections.abc import Callable

    from kachinko.model.board import Board
    from kachinko.model.shooting import Shooting
    from kachinko.shooting.limits import Limits

WHY_SECONDS = 20.0
"""What finding out why there is no board may take, also after the limit."""


def plan_board(
    shooting: Shooting,
    *,
    limits: Limits,
    clock: Callable[[], float],
    seed: int = 0,
    workers: int = 1,
    halt: Halt | None = None,
    on_progress: Callable[[Progress], None] = lambda _: None,
    versions: dict[str, str] | None = None,
) -> Board:
    """Find the cheapest board that the limits allow, with what is proven about it.

    Throwing `halt` ends the search early with the best board so far. With one worker and a limit on
    steps alone the same seed gives the same board.

    Parameters
    ----------
    shooting
        With a first day of photography.
    limits
        When to stop.
    clock
        Gives seconds that only grow.
    seed, workers
        Seed of all random choices; threads that search at once.
    halt
        A switch that ends the search.
    on_progress
        Called from the searching threads whenever something changed.
    versions
        What the board names as its makers.

    Raises
    ------
    InputError
        When the shooting has no start or no scene, or its parts do not agree.
    """
    halt = halt or Halt()
    begun = clock()
    problem = compile_problem(shooting)
    incumbent = Incumbent(problem, clock=clock, begun=begun, on_progress=on_progress)
    incumbent.tell("packing three orders")
    for order in three_orders(problem):
        incumbent.offer(order.draft)
    incumbent.raise_bound(cost_bound(problem))
    why: tuple[str, ...] = ()
    if not incumbent.draft.complete:
        why = _why_not(shooting, incumbent, halt, limits, clock)
    if not why:
        # Loading the solver takes longer than the first boards, which are made without it.
        from kachinko.shooting.plan.search import Search

        Search(problem, incumbent, limits, seed, halt).run(workers)
    if incumbent.infeasible and not why:
        why = _why_not(shooting, incumbent, halt, limits, clock)
    incumbent.draft = brought_forward(problem, incumbent.draft)
    incumbent.tell("done")
    return assemble(problem, incumbent, seed=seed, conflict=why, versions=versions)


def _why_not(
    shooting: Shooting,
    incumbent: Incumbent,
    halt: Halt,
    limits: Limits,
    clock: Callable[[], float],
) -> tuple[str, ...]:
    """Try to prove that there is no board; a proof comes with its smallest conflict."""
    from kachinko.shooting.plan.conflict import Judge, conflict

    incumbent.tell("looking for what cannot hold together")
    until = clock() + (WHY_SECONDS if limits.seconds is None else max(WHY_SECONDS, limits.seconds))
    found = conflict(shooting, Judge(halt, lambda: max(0.0, until - clock())))
    if found:
        incumbent.refute()
    return found
