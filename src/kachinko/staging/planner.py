"""The planner: a first plan at once, then construct, improve and bound until a limit or a proof."""

from __future__ import annotations

import random
from typing import TYPE_CHECKING

from kachinko.halt import Halt
from kachinko.staging.construct import Inserter, construct
from kachinko.staging.incumbent import Incumbent, Progress
from kachinko.staging.limits import FOREVER, Limits
from kachinko.staging.mend import mend
from kachinko.staging.objective import Prices
from kachinko.staging.occupancy import Occupancy
from kachinko.staging.offers import Offers
from kachinko.staging.problem import compile_problem
from kachinko.staging.resume import resume

if TYPE_CHECKING:
    from collections.abc import Callable

    from kachinko.model.plan import Plan
    from kachinko.model.project import Project
    from kachinko.staging.problem import Pins

FIRST_SECONDS = 10.0
"""After these a first plan of a very large slate is good enough to begin with."""
MENDING_SHARE = 0.25
"""Of the time there is, for an earlier plan that has lost titles that must be made."""
REASONS_SECONDS = 3.0
"""What explaining the titles left out may take after the limit, all together."""


def plan_project(
    project: Project,
    *,
    limits: Limits,
    clock: Callable[[], float],
    seed: int = 0,
    workers: int = 1,
    halt: Halt | None = None,
    on_progress: Callable[[Progress], None] = lambda _: None,
    versions: dict[str, str] | None = None,
    start: Plan | None = None,
    pins: Pins | None = None,
) -> Plan:
    """Find the best stage plan that the limits allow, with what is proven about it.

    Throwing `halt` ends the search early with the best plan so far. With one worker and a limit
    on iterations alone the same seed gives the same plan.

    Parameters
    ----------
    project
        A project whose references hold (`kachinko.model.consistency`).
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
        What the plan file names as its makers.
    start
        An earlier plan of this project, or of one much like it: what of it still holds is where
        the search begins, beside a plan of its own.
    pins
        Sets that stand within given days, such as those that are booked.
    """
    halt = halt or Halt()
    begun = clock()
    problem = compile_problem(project, pins)
    offers = Offers(problem)
    inserter = Inserter(problem, offers, Prices(problem))
    incumbent = Incumbent(
        titles=len(problem.jobs),
        musts=sum(1 for job in problem.jobs if job.must),
        value_bound=sum(job.value for job in problem.jobs if offers.homes(job)),
        clock=clock,
        begun=begun,
        on_progress=on_progress,
    )
    lost = [job.title.name for job in problem.jobs if job.must and not offers.homes(job)]
    if lost:
        incumbent.refute(tuple(lost))
    else:
        if start is not None:
            kept = resume(problem, offers, inserter.prices, start)
            most = MENDING_SHARE * (FOREVER if limits.seconds is None else limits.seconds)
            incumbent.offer(
                mend(inserter, kept, seed, stop=lambda: halt.thrown or incumbent.seconds > most)
            )
        _first_plan(inserter, incumbent, seed)
        # Loading the solver takes longer than the first plan, which is made without it.
        from kachinko.staging.search import Search

        Search(inserter, incumbent, limits, seed, halt).run(workers)
    from kachinko.staging.assemble import assemble
    from kachinko.staging.reasons import Reasons

    incumbent.tell("explaining the titles left out")
    deadline = clock() + (FOREVER if limits.seconds is None else REASONS_SECONDS)
    reasons = Reasons(problem, offers, inserter, incumbent, seed)
    return assemble(
        problem,
        incumbent,
        reasons.of_titles_left_out(lambda: max(0.0, deadline - clock())),
        seed=seed,
        workers=workers,
        versions=versions or {},
    )


def _first_plan(inserter: Inserter, incumbent: Incumbent, seed: int) -> None:
    """One construction, finished even when time is up: what an interrupted user gets.

    Only of a very large slate is a part left out, once all titles that must be made were tried.
    """
    incumbent.tell("constructing")
    tried = iter(range(len(inserter.problem.jobs) + 1))
    placed = construct(
        inserter.problem.jobs,
        inserter,
        Occupancy(inserter.problem),
        random.Random(f"{seed}/first"),
        shake=0.0,
        stop=lambda: next(tried) >= incumbent.musts and incumbent.seconds > FIRST_SECONDS,
    )
    incumbent.offer(inserter.prices.schedule(placed))
