"""A plan read back into placements, and which of them still hold when the project has changed."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import replace
from typing import TYPE_CHECKING

from kachinko.model.title import PHASES, PhaseName
from kachinko.staging import scale
from kachinko.staging.layout import apart
from kachinko.staging.occupancy import Occupancy, edge
from kachinko.staging.offers import has_rectangle
from kachinko.staging.schedule import Placement, Schedule, Stay

if TYPE_CHECKING:
    from datetime import date

    from kachinko.model.plan import Plan, PlannedSet, PlannedTitle
    from kachinko.staging.objective import Prices
    from kachinko.staging.offers import Offers
    from kachinko.staging.problem import Floor, Job, Piece, Problem, Site


LEADING: tuple[PhaseName, ...] = ("build", "prelight", "shoot")


def resume(problem: Problem, offers: Offers, prices: Prices, plan: Plan) -> Schedule:
    """The part of a plan that still holds for a project, unmoved: musts first, then by value."""
    jobs = {job.title.id: job for job in problem.jobs}
    known = [one for one in plan.accepted if one.id in jobs]
    known.sort(key=lambda one: (jobs[one.id].must, jobs[one.id].value), reverse=True)
    occupancy = Occupancy(problem)
    kept: dict[int, Placement] = {}
    for planned in known:
        job = jobs[planned.id]
        placement = read_placement(problem, job, planned)
        if placement is None or not holds(problem, offers, job, placement, occupancy):
            continue
        for stay in placement.stays:
            occupancy.add(stay)
        kept[job.index] = replace(placement, cost=prices.of_title(job, placement))
    return prices.schedule(kept)


def read_placement(problem: Problem, job: Job, planned: PlannedTitle) -> Placement | None:
    """A planned title as a placement; None where its parts, stages or lengths are others now."""
    floors = {floor.stage.id: floor for floor in problem.floors}
    home = next((s for s in problem.sites if s.studio.id == planned.studio), None)
    sets = {one.id: one for one in planned.sets}
    blocks = {one.id: one for one in planned.location_blocks}
    if (
        home is None
        or set(sets) != {piece.set.id for piece in job.pieces}
        or set(blocks) != {block.id for block in job.blocks}
    ):
        return None
    stays: list[Stay] = []
    for piece in job.pieces:
        one = sets[piece.set.id]
        if one.stage not in floors:
            return None
        stay = _stay(problem, floors[one.stage], piece, one)
        if stay is None:
            return None
        stays.append(stay)
    starts: list[int] = []
    for block in job.blocks:
        one_block = blocks[block.id]
        start = _index(home, one_block.first)
        if start is None or _index(home, one_block.last) != start + block.days - 1:
            return None
        starts.append(start)
    return Placement(job.index, home.index, tuple(stays), tuple(starts))


def _index(site: Site, day: date) -> int | None:
    """The number of a working day at a site; None for a day off or outside the horizon."""
    ordinals = site.ordinals
    number = int(ordinals.searchsorted(day.toordinal()))
    return number if number < len(ordinals) and ordinals[number] == day.toordinal() else None


def _stay(problem: Problem, floor: Floor, piece: Piece, one: PlannedSet) -> Stay | None:
    site = problem.sites[floor.site]
    days = {name: _index(site, span.start) for name, span in one.phases}
    last = {name: _index(site, span.last) for name, span in one.phases}
    for name in PHASES:
        start, stop = days.get(name), last.get(name)
        lasts = 0 if start is None or stop is None else stop - start + 1
        if lasts != piece.set.phase_days(name):
            return None
    shoot = days["shoot"]
    assert shoot is not None
    begins = [days[name] for name in LEADING if name in days]
    strike = days["strike"] if "strike" in days else shoot + piece.held
    assert begins[0] is not None
    assert strike is not None
    if begins[0] + piece.lead > shoot or shoot + piece.held > strike:
        return None  # edited by hand so that phases overlap
    stay = Stay(piece, floor.index, floor.site, begins[0], shoot, strike)
    if not has_rectangle(floor, piece):
        return stay
    if one.x_m is None or one.y_m is None:
        return None
    x, y = scale.length(one.x_m), scale.length(one.y_m)
    return replace(stay, x=x, y=y, turned=one.rotated)


def holds(
    problem: Problem, offers: Offers, job: Job, placement: Placement, occupancy: Occupancy
) -> bool:
    """Whether a placement keeps every rule beside what stands in `occupancy`."""
    if placement.home not in offers.homes(job):
        return False
    if not job.title.split and any(stay.site != placement.home for stay in placement.stays):
        return False
    for number, start in enumerate(placement.blocks):
        if not job.block_chances[number, placement.home].starts >> start & 1:
            return False
    if not _in_order(problem, job, placement):
        return False
    standing: list[Stay] = []
    fits = True
    for stay in placement.stays:
        fits = _fits(problem, offers, job, stay, occupancy)
        if not fits:
            break
        occupancy.add(stay)
        standing.append(stay)
    for stay in standing:
        occupancy.remove(stay)
    return fits


def _in_order(problem: Problem, job: Job, placement: Placement) -> bool:
    """Units shoot one thing at a time, and nothing before what it comes after."""
    shoots: dict[str, tuple[str, int, int, tuple[str, ...]]] = {}
    for stay in placement.stays:
        days = problem.sites[stay.site].ordinals
        one = stay.piece.set
        shoots[one.id] = (one.unit, int(days[stay.shoot]), int(days[stay.wrap - 1]), one.after)
    days = problem.sites[placement.home].ordinals
    for start, block in zip(placement.blocks, job.blocks, strict=True):
        last = int(days[start + block.days - 1])
        shoots[block.id] = (block.unit, int(days[start]), last, block.after)
    busy: dict[str, list[tuple[int, int]]] = {}
    for unit, first, last, after in shoots.values():
        if any(shoots[name][2] >= first for name in after):
            return False
        spans = busy.setdefault(unit, [])
        place = bisect_left(spans, (first, last))
        if place and spans[place - 1][1] >= first:
            return False
        if place < len(spans) and spans[place][0] <= last:
            return False
        spans.insert(place, (first, last))
    return True


def _fits(problem: Problem, offers: Offers, job: Job, stay: Stay, occupancy: Occupancy) -> bool:
    floor, piece = problem.floors[stay.floor], stay.piece
    chance = job.set_chances.get((piece.index, stay.site))
    if chance is None or floor not in offers.floors(job, piece, stay.site):
        return False
    in_window = chance.lo <= stay.first and stay.stop <= chance.hi + 1
    if (
        not in_window
        or not chance.starts >> stay.shoot & 1
        or edge(floor, stay.first, stay.stop) >= 0
    ):
        return False
    if not occupancy.can_take(stay):
        return False
    if not has_rectangle(floor, piece):
        return True
    (left, bottom), (width, depth) = (stay.x, stay.y), stay.size
    assert floor.sides is not None
    if left < 0 or bottom < 0 or left + width > floor.sides[0] or bottom + depth > floor.sides[1]:
        return False
    boxes = occupancy.boxes_during(floor.index, stay.first, stay.stop)
    return all(apart((left, bottom, width, depth), box, floor.aisle) for box in boxes)
