"""What is in the way on a stage, in one sentence: how much is free for how long, and who stands."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kachinko.model.edit import with_
from kachinko.staging.days import runs, span
from kachinko.staging.explain import words
from kachinko.staging.occupancy import Occupancy
from kachinko.staging.offers import Offers
from kachinko.staging.problem import compile_problem
from kachinko.staging.resume import read_placement

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from kachinko.model.plan import PlannedSet, PlannedTitle
    from kachinko.staging.explain.case import Case
    from kachinko.staging.problem import Chance, Floor, Job, Piece, Problem, Site


def of_stages(
    case: Case, planned: Mapping[str, PlannedTitle], stages: Iterable[str]
) -> dict[str, str]:
    """Why stages (ids) have no room for the one title of a case, and which sets stand there."""
    names = {*case.made, *case.standing}
    project = with_(case.project, titles=tuple(t for t in case.project.titles if t.id in names))
    problem = compile_problem(project)
    occupancy = Occupancy(problem)
    there: dict[str, list[tuple[int, str]]] = {}
    for job in problem.jobs:
        if job.title.id not in case.standing:
            continue
        one = planned[job.title.id]
        placement = read_placement(problem, job, one)
        assert placement is not None
        for stay, placed in zip(placement.stays, _in_order(job, one), strict=True):
            if placed.id in case.standing[one.id]:
                occupancy.add(stay)
                told = words.there(job.title, placed)
                there.setdefault(placed.stage, []).append((stay.first, told))
    job = next(job for job in problem.jobs if job.title.id in case.made)
    offers = Offers(problem)
    return {
        name: _sentence(problem, offers, job, occupancy, name, sorted(there.get(name, [])))
        for name in stages
    }


def _in_order(job: Job, planned: PlannedTitle) -> list[PlannedSet]:
    placed = {one.id: one for one in planned.sets}
    return [placed[piece.set.id] for piece in job.pieces]


def _sentence(
    problem: Problem,
    offers: Offers,
    job: Job,
    occupancy: Occupancy,
    stage_id: str,
    there: list[tuple[int, str]],
) -> str:
    floor = next(one for one in problem.floors if one.stage.id == stage_id)
    site = problem.sites[floor.site]
    stage = words.told_apart(problem.project, site.studio, floor.stage)
    named = f"{stage.name} ({words.stage_size(stage)})"
    listed = "; ".join(told for _, told in there)
    if len(job.pieces) == 1 and floor in offers.floors(job, job.pieces[0]):
        chance = job.set_chances[job.pieces[0].index, floor.site]
        short = _short(site, floor, job.pieces[0], chance, occupancy)
        if short:
            return f"{named} {short} while there stay: {listed}."
    return f"On {named} as planned there stay: {listed}."


def _short(
    site: Site, floor: Floor, piece: Piece, chance: Chance, occupancy: Occupancy
) -> str | None:
    """What a stage lacks for a set; None where that set alone would find a place."""
    if next(occupancy.stays(floor, piece, chance), None) is not None:
        return None
    dates = site.days.dates
    window = f"between {dates[chance.lo]} and {dates[chance.hi]}"
    assert floor.area is not None
    taken = occupancy.floor[floor.index]
    free = 0
    for day in range(chance.lo, chance.hi + 1):
        if taken[day] + piece.area <= floor.area:
            free |= 1 << day
    longest = 0
    for bay in floor.bays:
        here = free & span(bay.lo, bay.hi + 1)
        while longest < len(dates) and runs(here, longest + 1):
            longest += 1
    area = f"{piece.set.footprint_m2:,g} m²"
    if longest < piece.least_stay:
        most = f"at most {longest}" if longest else "none"
        return (
            f"has {area} free for {most} of the {piece.least_stay} working days in a row that "
            f"{piece.set.name} needs {window}"
        )
    rules = {"quiet": floor.quiet, "crews": site.crews is not None, "power": floor.power}
    lacks = words.listed([name for name, there in rules.items() if there])
    if not lacks:
        return None
    return f"has {area} free {window}, but not the {lacks} that {piece.set.name} needs,"
