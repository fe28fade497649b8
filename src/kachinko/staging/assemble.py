"""Turns what the search knows into the plan that people get."""

from __future__ import annotations

from decimal import ROUND_FLOOR, Decimal
from typing import TYPE_CHECKING

from kachinko.model.plan import Plan, PlannedBlock, PlannedSet, PlannedTitle, Status
from kachinko.model.span import Dated
from kachinko.staging import scale
from kachinko.staging.assumptions import assumptions
from kachinko.staging.offers import has_rectangle, stages_left_out

if TYPE_CHECKING:
    from kachinko.model.calendar import WorkingDays
    from kachinko.model.reason import Reason
    from kachinko.staging.incumbent import Incumbent
    from kachinko.staging.problem import Job, Problem
    from kachinko.staging.schedule import Placement, Stay


CENT = Decimal("0.01")
"""Costs in a plan are rounded to this, their bounds down to it."""


def assemble(
    problem: Problem,
    incumbent: Incumbent,
    reasons: dict[int, Reason],
    *,
    seed: int,
    workers: int,
    versions: dict[str, str],
) -> Plan:
    """Write the best schedule as a plan, with its proofs and reasons.

    Without a schedule that has all must titles there is no plan: its status is `infeasible` if
    that was proven and `unknown` if not, and no title is in.
    """
    status = _status(incumbent)
    there_is_a_plan = status in ("optimal", "feasible")
    placements = incumbent.schedule.placements if there_is_a_plan else {}
    cost_bound = incumbent.cost_bound if there_is_a_plan else None
    if cost_bound is not None and cost_bound == incumbent.schedule.cost:
        cost_bound = cost_bound.quantize(CENT)  # the same rounding as of the cost it proves
    return Plan(
        project=problem.project.name,
        currency=problem.project.currency,
        status=status,
        value=scale.worth(incumbent.schedule.value) if there_is_a_plan else 0.0,
        value_bound=0.0 if status == "infeasible" else scale.worth(incumbent.value_bound),
        cost=incumbent.schedule.cost.quantize(CENT) if there_is_a_plan else None,
        cost_bound=None if cost_bound is None else cost_bound.quantize(CENT, ROUND_FLOOR),
        seconds=round(incumbent.seconds, 3),
        seconds_to_first=(
            None if incumbent.seconds_to_first is None else round(incumbent.seconds_to_first, 3)
        ),
        seed=seed,
        workers=workers,
        iterations=incumbent.iterations,
        versions=versions,
        assumptions=assumptions(problem.project),
        stages_left_out=tuple(stages_left_out(problem)),
        titles=tuple(
            _title(problem, job, placements.get(job.index), reasons.get(job.index))
            for job in problem.jobs
        ),
    )


def _status(incumbent: Incumbent) -> Status:
    if incumbent.infeasible is not None:
        return "infeasible"
    if not incumbent.complete:
        return "unknown"
    return "optimal" if incumbent.proven else "feasible"


def _title(
    problem: Problem, job: Job, placement: Placement | None, reason: Reason | None
) -> PlannedTitle:
    if placement is None:
        return PlannedTitle(id=job.title.id, accepted=False, reason=reason)
    home = problem.sites[placement.home]
    return PlannedTitle(
        id=job.title.id,
        accepted=True,
        studio=home.studio.id,
        sets=tuple(_set(problem, stay) for stay in placement.stays),
        location_blocks=tuple(
            _block(block.id, home.days, start, block.days)
            for block, start in zip(job.blocks, placement.blocks, strict=True)
        ),
    )


def _set(problem: Problem, stay: Stay) -> PlannedSet:
    days = problem.sites[stay.site].days
    floor, piece = problem.floors[stay.floor], stay.piece
    placed = has_rectangle(floor, piece)
    return PlannedSet(
        id=piece.set.id,
        stage=floor.stage.id,
        x_m=scale.metres(stay.x) if placed else None,
        y_m=scale.metres(stay.y) if placed else None,
        rotated=stay.turned if placed else False,
        build=_dates(days, stay.first, piece.build),
        prelight=_dates(days, stay.first + piece.build, piece.set.prelight_days),
        shoot=_shooting(days, stay.shoot, piece.shoot),
        hold=_dates(days, stay.wrap, piece.set.hold_days),
        strike=_dates(days, stay.strike, piece.strike),
    )


def _dates(days: WorkingDays, first: int, length: int) -> Dated | None:
    return _shooting(days, first, length) if length else None


def _shooting(days: WorkingDays, first: int, length: int) -> Dated:
    span = days.dates_of(first, length)
    return Dated(first=span.start, last=span.last)


def _block(name: str, days: WorkingDays, first: int, length: int) -> PlannedBlock:
    span = days.dates_of(first, length)
    return PlannedBlock(id=name, first=span.start, last=span.last)
