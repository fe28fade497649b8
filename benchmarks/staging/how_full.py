"""`python -m benchmarks.staging.how_full CASE`: how full a studio can be made.

For rising values the choices of titles and stages that load the studio least (no dates, as in the
bound), and whether days can be found for them. Where days stop being found while the lightest
choice still leaves much unused, it is the days that limit the plan, or the search for them, and
the bound, which knows no days, cannot follow. The same is asked of each stage by itself: only the
sets chosen for it, in their windows, without crews, units and order.
"""

from __future__ import annotations

import argparse
import random
import sys
from typing import TYPE_CHECKING

from benchmarks.staging import case
from benchmarks.staging.table import aligned
from kachinko.halt import Halt
from kachinko.staging import scale
from kachinko.staging.cpsat.model import build_model
from kachinko.staging.cpsat.solve import Effort, solve
from kachinko.staging.limits import FOREVER
from kachinko.staging.neighbourhoods import Slate
from kachinko.staging.objective import Prices
from kachinko.staging.occupancy import Occupancy
from kachinko.staging.offers import Offers
from kachinko.staging.problem import compile_problem
from kachinko.staging.schedule import Schedule
from kachinko.staging.select import FULL, Selector
from kachinko.staging.titles_first import Attempt, TitlesFirst

if TYPE_CHECKING:
    from kachinko.model.project import Project
    from kachinko.model.title import Title
    from kachinko.staging.problem import Floor
    from kachinko.staging.select import Selection

TOLD = {
    "optimal": "found",
    "feasible": "found",
    "infeasible": "none, proven",
    "unknown": "none in time",
}
CHOICE = Effort(seconds=10.0, work=FOREVER)
"""Of choosing; enough to prove the lightest choice of these cases."""
ONE_STUDIO = [name for name in case.NAMES if name.split("-")[0] in ("tiny", "small", "geo")]


def tried(name: str, values: list[int], choices: int, seconds: float) -> list[list[str]]:
    """One line a choice: what it is worth, its load, and what became of it."""
    project = case.load(name)
    problem = compile_problem(project)
    offers, prices = Offers(problem), Prices(problem)
    slate = Slate(problem, offers)
    move = TitlesFirst(slate, prices)
    names = [floor.stage.id for floor in problem.floors]
    lines = [["value", "load", "sets", "days", *(f"{name} alone" for name in names)]]
    for value in values:
        selector = Selector(problem.sites[0], offers, slate.jobs)
        for number in range(choices):
            print(f"{value}: choice {number + 1} …", file=sys.stderr, flush=True)
            steps = value * scale.VALUE // move.step_value
            chosen = selector.choose(
                slate.jobs, move.worth, steps, {}, random.Random(number), CHOICE, Halt()
            )
            if chosen is None:
                dashes = ["–"] * len(names)
                lines.append([str(value), "–", "–", "no choice carries that", *dashes])
                break
            selector.tried.append(chosen.titles)
            effort = Effort(seconds, FOREVER, seed=number)
            attempt = Attempt(0, Schedule(), chosen, effort, Halt())
            _, answer = move.place(attempt, seconds)
            lines.append(
                [
                    str(value),
                    f"{chosen.load / FULL:.0%}",
                    str(sum(len(job.pieces) for job in chosen.jobs)),
                    TOLD[answer.status],
                    *(on_one_stage(project, chosen, floor, effort) for floor in problem.floors),
                ]
            )
    return lines


def on_one_stage(project: Project, chosen: Selection, floor: Floor, effort: Effort) -> str:
    """Whether days are found for the sets chosen for a stage, with nothing else to heed."""
    titles = []
    for job in chosen.jobs:
        floors = chosen.floors[job.index]
        here = {piece.set.id for piece in job.pieces if floors[piece.index] == floor.index}
        if here:
            titles.append(_only(job.title, here))
    (studio,) = project.studios
    alone = {"stages": (floor.stage,), "build_crews": None}
    studios = (studio.model_copy(update=alone),)
    update = {"studios": studios, "titles": tuple(titles), "agreements": ()}
    problem = compile_problem(project.model_copy(update=update))
    offers = Offers(problem)
    model = build_model(problem, offers, problem.jobs, Occupancy(problem), musts=True)
    return TOLD[solve(model.cp, effort, Halt(), linear=False, hasty=True).status]


def _only(title: Title, here: set[str]) -> Title:
    """Some sets of a title, each with a unit of its own, in no order, and no location."""
    sets = tuple(
        one.model_copy(update={"unit": one.id, "after": ()}) for one in title.sets if one.id in here
    )
    update = {"sets": sets, "location_blocks": (), "commitment": "must"}
    return title.model_copy(update=update)


def main(words: list[str] | None = None) -> int:
    """Print the table."""
    parser = argparse.ArgumentParser(
        prog="python -m benchmarks.staging.how_full", description=__doc__
    )
    parser.add_argument(
        "case", choices=ONE_STUDIO, metavar="CASE", help="of one studio, such as small-1"
    )
    parser.add_argument("--values", type=int, nargs="+", required=True, help="such as 50 51 52")
    parser.add_argument("--choices", type=int, default=3, help="of each value (3)")
    parser.add_argument("--time-limit", type=float, default=30.0, help="seconds for each (30)")
    call = parser.parse_args(words)
    print(aligned(tried(call.case, call.values, call.choices, call.time_limit), {"days"}))
    return 0


if __name__ == "__main__":
    sys.exit(main())
