"""`python -m benchmarks.staging.how_full CASE`: how full a studio can be made.

For rising values the choices of titles and stages that load the studio least (no dates, as in the
bound), and whether days can be found for them. Where days stop being found while the lightest
choice still leaves much unused, it is the days that limit the plan, or the search for them, and
the bound, which knows no days, cannot follow.
"""

from __future__ import annotations

import argparse
import random
import sys

from benchmarks.staging import case
from benchmarks.staging.table import aligned
from kachinko.staging import scale
from kachinko.staging.cpsat.solve import Effort
from kachinko.staging.limits import FOREVER, Halt
from kachinko.staging.neighbourhoods import Slate
from kachinko.staging.objective import Prices
from kachinko.staging.offers import Offers
from kachinko.staging.problem import compile_problem
from kachinko.staging.schedule import Schedule
from kachinko.staging.select import FULL, Selector
from kachinko.staging.titles_first import Attempt, TitlesFirst

CHOICE = Effort(seconds=10.0, work=FOREVER)
"""Of choosing; enough to prove the lightest choice of these cases."""
ONE_STUDIO = [name for name in case.NAMES if name.split("-")[0] in ("tiny", "small", "geo")]


def tried(name: str, values: list[int], choices: int, seconds: float) -> list[list[str]]:
    """One line a choice: what it is worth, its load, and what became of it."""
    problem = compile_problem(case.load(name))
    offers, prices = Offers(problem), Prices(problem)
    slate = Slate(problem, offers)
    move = TitlesFirst(slate, prices)
    lines = [["value", "load", "sets", "days", "work"]]
    for value in values:
        selector = Selector(problem.sites[0], offers, slate.jobs)
        for number in range(choices):
            print(f"{value}: choice {number + 1} …", file=sys.stderr, flush=True)
            steps = value * scale.VALUE // move.step_value
            chosen = selector.choose(
                slate.jobs, move.worth, steps, {}, random.Random(number), CHOICE, Halt()
            )
            if chosen is None:
                lines.append([str(value), "–", "–", "no choice carries that", "–"])
                break
            selector.tried.append(chosen.titles)
            effort = Effort(seconds, FOREVER, seed=number)
            attempt = Attempt(0, Schedule(), chosen, effort, Halt())
            found, answer = move.place(attempt, seconds)
            told = {"infeasible": "none, proven", "unknown": "none in time"}
            lines.append(
                [
                    str(value),
                    f"{chosen.load / FULL:.0%}",
                    str(sum(len(job.pieces) for job in chosen.jobs)),
                    "found" if found.placements else told[answer.status],
                    f"{answer.work:.2f}",
                ]
            )
    return lines


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
