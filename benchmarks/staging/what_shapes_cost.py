"""`python -m benchmarks.staging.what_shapes_cost`: what rectangles cost, proven.

Cases of stages with width × depth, each given to CP-SAT twice as one model of the whole problem:
with its sets side by side by area alone, and with their rectangles. Where both are proven, what
one is worth less than the other is what the rule costs, whoever plans. Where a case is too large
for a proof, `--stages` and `--titles` cut it down.
"""

from __future__ import annotations

import argparse
import math
import sys
from typing import TYPE_CHECKING

from benchmarks.staging.generate import FAMILIES, generate
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


SHAPED = [name for name, family in FAMILIES.items() if family.rectangles]


def cut(project: Project, stages: int | None, titles: int | None) -> Project:
    """The project with its first stages and titles only; all of them where no number is given."""
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


def share(by_area: Sequence[int], shaped: Sequence[int]) -> str:
    """What rectangles leave of the value, as far as it is proven; values come with their bounds."""
    (area, most_area), (found, most) = by_area, shaped
    if not area:
        return "–"
    low, high = found / most_area, min(1.0, most / area)
    return f"{low:.0%}" if low == high else f"{low:.0%} to {high:.0%}"


def main(words: Sequence[str] | None = None) -> int:
    """Print the table."""
    parser = argparse.ArgumentParser(
        prog="python -m benchmarks.staging.what_shapes_cost", description=__doc__
    )
    parser.add_argument(
        "--family", choices=SHAPED, default="geo-light", help="of cases (geo-light)"
    )
    parser.add_argument("--seeds", type=int, default=10, help="cases 1 to N (10)")
    parser.add_argument("--stages", type=int, help="the first so many (all)")
    parser.add_argument("--titles", type=int, help="the first so many (all)")
    parser.add_argument("--time-limit", type=float, default=60.0, help="seconds a proof (60)")
    parser.add_argument("--workers", type=int, default=2, help="threads (2)")
    call = parser.parse_args(words)
    lines = [["case", "sets", "by area", "at most", "rectangles", "at most", "share"]]
    proven: list[tuple[int, int]] = []
    for seed in range(1, call.seeds + 1):
        name = f"{call.family}-{seed}"
        print(f"{name} …", file=sys.stderr, flush=True)
        project = cut(generate(call.family, seed), call.stages, call.titles)
        area = best(by_area(project), call.time_limit, call.workers)
        shaped = best(project, call.time_limit, call.workers)
        if area[0] == area[1] and shaped[0] == shaped[1]:
            proven.append((area[0], shaped[0]))
        sets = sum(len(title.sets) for title in project.titles)
        lines.append([name, str(sets), *map(str, (*area, *shaped)), share(area, shaped)])
    if proven:
        whole, flat = (sum(each) for each in zip(*proven, strict=True))
        lines.append(
            [f"{len(proven)} proven", "", str(whole), "", str(flat), "", f"{flat / whole:.1%}"]
        )
    print(aligned(lines, {"case"}))
    return 0


if __name__ == "__main__":
    sys.exit(main())
