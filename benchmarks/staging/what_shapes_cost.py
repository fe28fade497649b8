"""`python -m benchmarks.staging.what_shapes_cost`: what rectangles cost, proven.

The cases of *geo* cut down to their first stages and titles, each solved to a proof twice, as one
model for CP-SAT: with its sets side by side by area alone, and with their rectangles. Where both
are proven, what one is worth less than the other is what the rule costs, whoever plans.
"""

from __future__ import annotations

import argparse
import math
import sys
from typing import TYPE_CHECKING

from benchmarks.staging.generate import generate
from benchmarks.staging.table import aligned
from benchmarks.staging.what_limits import by_area
from kachinko.halt import Halt
from kachinko.staging.cpsat.model import build_model
from kachinko.staging.cpsat.objective import value_of, value_step
from kachinko.staging.cpsat.solve import Effort, solve
from kachinko.staging.limits import FOREVER
from kachinko.staging.occupancy import Occupancy
from kachinko.staging.offers import Offers
from kachinko.staging.problem import compile_problem
from kachinko.staging.scale import VALUE

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kachinko.model.project import Project


def cut(project: Project, stages: int, titles: int) -> Project:
    """The project with its first stages and titles only."""
    studio = project.studios[0]
    studio = studio.model_copy(update={"stages": studio.stages[:stages]})
    left = {stage.id for stage in studio.stages}
    rights = tuple(
        each.model_copy(update={"stages": tuple(one for one in each.stages if one in left)})
        for each in project.agreements
    )
    return project.model_copy(
        update={"studios": (studio,), "titles": project.titles[:titles], "agreements": rights}
    )


def best(project: Project, seconds: float, workers: int) -> tuple[int, int]:
    """The best value found, and the least that is proven to bound it."""
    problem = compile_problem(project)
    step = value_step(problem.jobs)
    model = build_model(problem, Offers(problem), problem.jobs, Occupancy(problem), musts=True)
    value = value_of(model, step)
    model.cp.maximize(value)
    answer = solve(model.cp, Effort(seconds, FOREVER, workers), Halt())
    assert answer.value is not None  # to leave all out is a plan
    assert answer.bound is not None
    scale = step / VALUE
    found = sum(answer.value(each.accepted) * each.job.value for each in model.titles.values())
    return round(found / VALUE), round(math.floor(answer.bound + 1e-6) * scale)


def main(words: Sequence[str] | None = None) -> int:
    """Print the table."""
    parser = argparse.ArgumentParser(
        prog="python -m benchmarks.staging.what_shapes_cost", description=__doc__
    )
    parser.add_argument("--seeds", type=int, default=10, help="cases 1 to N (10)")
    parser.add_argument("--stages", type=int, default=1, help="the first so many (1)")
    parser.add_argument("--titles", type=int, default=8, help="the first so many (8)")
    parser.add_argument("--time-limit", type=float, default=60.0, help="seconds a proof (60)")
    parser.add_argument("--workers", type=int, default=2, help="threads (2)")
    call = parser.parse_args(words)
    lines = [["case", "by area", "at most", "rectangles", "at most", "share"]]
    proven: list[tuple[int, int]] = []
    for seed in range(1, call.seeds + 1):
        print(f"geo-{seed} …", file=sys.stderr, flush=True)
        project = cut(generate("geo", seed), call.stages, call.titles)
        area = best(by_area(project), call.time_limit, call.workers)
        shaped = best(project, call.time_limit, call.workers)
        settled = area[0] == area[1] and shaped[0] == shaped[1]
        if settled:
            proven.append((area[0], shaped[0]))
        share = f"{shaped[0] / area[0]:.0%}" if settled and area[0] else "–"
        lines.append([f"geo-{seed}", *map(str, (*area, *shaped)), share])
    if proven:
        whole, flat = (sum(each) for each in zip(*proven, strict=True))
        lines.append(
            [f"{len(proven)} proven", str(whole), "", str(flat), "", f"{flat / whole:.1%}"]
        )
    print(aligned(lines, {"case"}))
    return 0


if __name__ == "__main__":
    sys.exit(main())
