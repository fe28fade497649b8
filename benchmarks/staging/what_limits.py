"""`python -m benchmarks.staging.what_limits CASE`: what keeps a plan from its bound.

The case is planned again with one rule dropped at a time, and with every set a title of its own: a
rule whose loss changes little limits little. Then the days of the stages are told apart, in the
plan and in the best plan of one stage alone that may take any sets of the slate. With `--drop`
only the rules that are named are dropped, and nothing else is told.
"""

from __future__ import annotations

import argparse
import sys
import time
from typing import TYPE_CHECKING, Any

from benchmarks.staging import case
from benchmarks.staging.table import aligned
from kachinko.staging.limits import Limits
from kachinko.staging.planner import plan_project
from kachinko.staging.problem import compile_problem

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from kachinko.model.plan import Plan, PlannedSet
    from kachinko.model.project import Project
    from kachinko.model.title import Set, Title
    from kachinko.staging.problem import Bay, Floor, Piece, Problem


def _titles(project: Project, change: Callable[[Title], Title]) -> Project:
    return project.model_copy(update={"titles": tuple(change(one) for one in project.titles)})


def _studios(project: Project, **update: Any) -> Project:
    studios = tuple(studio.model_copy(update=update) for studio in project.studios)
    return project.model_copy(update={"studios": studios})


def _stages(project: Project, **update: Any) -> Project:
    studios = tuple(
        studio.model_copy(
            update={"stages": tuple(stage.model_copy(update=update) for stage in studio.stages)}
        )
        for studio in project.studios
    )
    return project.model_copy(update={"studios": studios})


def by_area(project: Project) -> Project:
    """Sets stand side by side by their areas alone."""
    studios = tuple(
        studio.model_copy(
            update={
                "stages": tuple(
                    stage.model_copy(
                        update={
                            "effective_area_m2": stage.floor_m2,
                            "width_m": None,
                            "depth_m": None,
                        }
                    )
                    for stage in studio.stages
                )
            }
        )
        for studio in project.studios
    )
    return project.model_copy(update={"studios": studios})


def _with_parts(title: Title, update: Callable[[int], dict[str, Any]], **own: Any) -> Title:
    """The title with all its sets and blocks changed; `update` gets the number of each."""
    sets = tuple(one.model_copy(update=update(n)) for n, one in enumerate(title.sets))
    blocks = tuple(
        one.model_copy(update=update(n + len(sets))) for n, one in enumerate(title.location_blocks)
    )
    return title.model_copy(update={"sets": sets, "location_blocks": blocks, **own})


def _no_unit(title: Title) -> Title:
    return _with_parts(title, lambda n: {"unit": f"unit{n}", "after": ()})


def _no_window(title: Title) -> Title:
    return _with_parts(title, lambda _: {"cast": ()}, earliest=None, latest=None, cast=())


def _days(one: Set, floor: float) -> float:
    """Days of a stage that a set fills by itself: its take, and its noise by footprint."""
    noise = one.build_days + one.strike_days + (0 if one.sync_sound else one.shoot_days)
    return one.footprint_m2 / floor * noise + (one.shoot_days if one.sync_sound else 0)


def _sets_alone(project: Project, floor: float) -> Project:
    """Every set a title of its own, worth its share of the title's days."""
    alone = []
    for title in project.titles:
        total = sum(_days(one, floor) for one in title.sets)
        alone += [
            _no_unit(title).model_copy(
                update={
                    "id": f"{title.id}-{one.id}",
                    "sets": (one.model_copy(update={"after": ()}),),
                    "location_blocks": (),
                    "value": round(title.value * _days(one, floor) / total, 2),
                }
            )
            for one in title.sets
        ]
    return project.model_copy(update={"titles": tuple(alone)})


def variants(project: Project) -> Iterator[tuple[str, Project]]:
    """The project without one rule each."""
    floors = [stage.floor_m2 or 0.0 for studio in project.studios for stage in studio.stages]
    yield "nothing", project
    yield "quiet", _stages(project, quiet=False)
    yield "floor", _stages(project, effective_area_m2=1e6, width_m=None, depth_m=None)
    if any(stage.width_m for studio in project.studios for stage in studio.stages):
        yield "rectangles", by_area(project)
    yield "crews", _studios(project, build_crews=None)
    yield "unit and after", _titles(project, _no_unit)
    yield "windows and cast", _titles(project, _no_window)
    yield "closures", _stages(project, closures=())
    yield "all of a title or nothing", _sets_alone(project, sum(floors) / len(floors))


def fullness(project: Project, plan: Plan) -> list[list[str]]:
    """How the open days of each stage are spent, one line an unbroken stretch of them."""
    problem = compile_problem(project)
    lines = [["stage", "open days", "sets", "takes", "loud", "idle", "noise by floor", "filled"]]
    lines += [_line(problem, floor, bay, plan) for floor in problem.floors for bay in floor.bays]
    return lines


def _line(problem: Problem, floor: Floor, bay: Bay, plan: Plan) -> list[str]:
    here = list(_standing(problem, floor, bay, plan))
    takes: set[int] = set()
    loud: set[int] = set()
    noise = 0.0
    for piece, one in here:
        for name in ("build", "strike", "shoot"):
            phase = one.phase(name)  # type: ignore[arg-type]
            days = problem.sites[floor.site].days
            if phase is None:
                continue
            when = range(days.first_from(phase.first), days.last_until(phase.last) + 1)
            if name == "shoot" and piece.set.sync_sound:
                takes |= set(when)
            else:
                loud |= set(when)
                noise += piece.area / (floor.area or 1) * len(when)
    length = bay.hi - bay.lo + 1
    spent = [len(takes), len(loud), length - len(takes | loud), noise, len(takes) + noise]
    shares = [f"{part / length:.0%}" for part in spent]
    return [floor.stage.id, str(length), str(len(here)), *shares]


def _standing(
    problem: Problem, floor: Floor, bay: Bay, plan: Plan
) -> Iterator[tuple[Piece, PlannedSet]]:
    """The sets of a plan that stand on a stage in one stretch of its open days."""
    pieces = {(job.title.id, p.set.id): p for job in problem.jobs for p in job.pieces}
    for title in plan.accepted:
        for one in title.sets:
            day = problem.sites[floor.site].days.first_from(one.standing.start)
            if one.stage == floor.stage.id and bay.lo <= day <= bay.hi:
                yield pieces[title.id, one.id], one


def one_stage(project: Project) -> Project:
    """The first stage alone, without a closure, and every set of the slate free to stand there."""
    studio = project.studios[0]
    stage = studio.stages[0].model_copy(update={"closures": ()})
    floor = stage.floor_m2 or 1.0
    alone = _titles(_sets_alone(project, floor), _no_window)
    titles = tuple(
        one.model_copy(update={"studios": (), "value": round(_days(one.sets[0], floor), 2)})
        for one in alone.titles
    )
    studio = studio.model_copy(update={"stages": (stage,)})
    return project.model_copy(update={"studios": (studio,), "titles": titles, "agreements": ()})


def main(words: Sequence[str] | None = None) -> int:
    """Print both tables."""
    parser = argparse.ArgumentParser(
        prog="python -m benchmarks.staging.what_limits", description=__doc__
    )
    parser.add_argument("case", choices=case.NAMES, metavar="CASE", help="such as medium-1")
    parser.add_argument("--time-limit", type=float, default=60.0, metavar="S", help="a plan (60)")
    parser.add_argument("--drop", nargs="+", metavar="RULE", help='such as nothing "rectangles"')
    call = parser.parse_args(words)
    project = case.load(call.case)
    rules = [name for name, _ in variants(project)]
    if unknown := set(call.drop or ()) - set(rules):
        parser.error(
            f"no such rule here: {', '.join(sorted(unknown))}; there are {', '.join(rules)}"
        )

    def planned(one: Project) -> Plan:
        limits = Limits(seconds=call.time_limit)
        return plan_project(one, limits=limits, clock=time.monotonic, workers=2)

    lines = [["dropped", "value", "bound"]]
    plans = {}
    for name, variant in variants(project):
        if call.drop and name not in call.drop:
            continue
        print(f"without {name} …", file=sys.stderr, flush=True)
        plans[name] = planned(variant)
        lines.append([name, f"{plans[name].value:.1f}", f"{plans[name].value_bound:.1f}"])
    print(aligned(lines, {"dropped"}))
    if call.drop:
        return 0
    print()
    print(aligned(fullness(project, plans["nothing"]), {"stage"}))
    alone = one_stage(project)
    best = planned(alone)
    (line,) = fullness(alone, best)[1:]
    print(f"\n{line[0]} alone, any sets of the slate: filled {line[-1]}, idle {line[5]}.")
    return 0


if __name__ == "__main__":
    sys.exit(main())
