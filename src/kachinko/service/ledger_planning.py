"""Plan with the ledger: what is firm there is fixed, and the plan says what it has seen."""

from __future__ import annotations

from dataclasses import dataclass, replace
from decimal import Decimal
from typing import TYPE_CHECKING

from kachinko.model.calendar import WorkingDays
from kachinko.model.span import Dated
from kachinko.service.ledger_fixed import Fixed, Own, fix
from kachinko.service.ledger_frozen import frozen
from kachinko.staging.check import check_plan

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from kachinko.ledger.floor import StageRecord
    from kachinko.ledger.store.ledger import Ledger
    from kachinko.model.plan import Plan, PlannedSet, PlannedTitle
    from kachinko.model.project import Project
    from kachinko.model.reservation import Reservation

SEEN = "ledger"
"""Among the makers of a plan: the number of the last event of the ledger that it has seen."""
CENT = Decimal("0.01")


@dataclass(frozen=True, slots=True)
class LedgerState:
    """A ledger at one moment, and who plans with it."""

    records: tuple[StageRecord, ...]
    reservations: tuple[Reservation, ...]
    last_event: int
    own: Own
    freeze: date | None = None
    """Nothing that is not fixed begins before this day."""
    remarks: tuple[str, ...] = ()
    """What of it is taken otherwise than it stands."""

    def fixed(self, project: Project, earlier: Plan | None = None) -> Fixed:
        """What of it is decided for a project; see `fix` and `frozen`."""
        fixed = fix(project, self.reservations, self.records, self.own)
        fixed = replace(fixed, remarks=(*fixed.remarks, *self.remarks))
        return fixed if self.freeze is None else frozen(fixed, self.freeze, earlier)


def read_state(ledger: Ledger, own: Own) -> LedgerState:
    """What a planner needs of a ledger; the last event is read first, so that none is missed."""
    last = ledger.last_event()
    return LedgerState(tuple(ledger.stages()), tuple(ledger.reservations()), last, own)


def as_of_project(project: Project, fixed: Fixed, plan: Plan, last_event: int) -> Plan:
    """The plan of the project itself: without what stands for others, phases as they are asked.

    What others' floor costs is taken off the cost and off its bound, which stays a bound: without
    them any plan costs at least that much less.
    """
    titles = tuple(
        title.model_copy(update={"sets": tuple(_as_asked(project, title, s) for s in title.sets)})
        for title in plan.titles
        if title.id not in fixed.others
    )
    remarks = (*plan.assumptions, *fixed.remarks)
    versions = {**plan.versions, SEEN: str(last_event)}
    changed: dict[str, object] = {"titles": titles, "assumptions": remarks, "versions": versions}
    shorter = any(
        one.standing != other.standing
        for mine, theirs in zip(titles, plan.titles, strict=False)
        for one, other in zip(mine.sets, theirs.sets, strict=True)
    )
    if plan.cost is not None and (fixed.others or shorter):
        changed |= _less_others(project, fixed, plan, titles)
    if plan.cost is not None and shorter:
        # A set without strike waits at its end for no money: what that would have cost differs.
        changed["cost_bound"] = None
        changed["status"] = "feasible"
    return plan.model_copy(update=changed)


def _less_others(
    project: Project, fixed: Fixed, plan: Plan, titles: tuple[PlannedTitle, ...]
) -> dict[str, object]:
    alone = tuple(title for title in plan.titles if title.id in fixed.others)
    theirs = check_plan(fixed.project, plan.model_copy(update={"titles": alone})).cost
    cost = check_plan(project, plan.model_copy(update={"titles": titles})).cost.quantize(CENT)
    bound = None if plan.cost_bound is None else max(Decimal(0), plan.cost_bound - theirs)
    proven = bound is not None and bound >= cost - CENT
    status = "feasible" if plan.status == "optimal" and not proven else plan.status
    return {"cost": cost, "cost_bound": bound, "status": status}


def _as_asked(project: Project, title: PlannedTitle, placed: PlannedSet) -> PlannedSet:
    """Prelight and hold at the length that the project asks; what is beyond is waiting."""
    asked = {one.id: one for one in project.title(title.id).sets}[placed.id]
    studio = next(studio for studio, stage in project.stages() if stage.id == placed.stage)
    days = WorkingDays(studio.calendar, project.horizon.span)

    def cut(phase: Dated | None, length: int) -> Dated | None:
        if phase is None or not length:
            return None
        span = days.dates_of(days.first_from(phase.first), length)
        return Dated(first=span.start, last=span.last)

    return placed.model_copy(
        update={
            "prelight": cut(placed.prelight, asked.prelight_days),
            "hold": cut(placed.hold, asked.hold_days),
        }
    )


def clashes(
    project: Project,
    plan: Plan,
    fixed: Fixed,
    records: Iterable[StageRecord],
) -> list[str]:
    """Every day on which a plan stands where something firm stands, in words; none: it is sound.

    Day by day, sharing nothing with the planner: floor sums, and takes that would hear noise.
    """
    known = {record.id: record for record in records}
    found: list[str] = []
    for title in plan.accepted:
        sets = {one.id: one for one in project.title(title.id).sets}
        for placed in title.sets:
            own = fixed.own.get((title.id, placed.id))
            if own is not None:
                if placed.stage != own.stage or not own.span.covers(placed.standing):
                    found.append(f"{title.id} {placed.id} does not stand as it is booked")
                continue
            asked = sets[placed.id]
            record = known.get(placed.stage)
            for other in fixed.firm:
                if other.stage != placed.stage or not other.span.overlaps(placed.standing):
                    continue
                whole = record is None or record.claims(other) >= record.capacity
                if whole or _heard(placed, other, sync_sound=asked.sync_sound, record=record):
                    found.append(f"{title.id} {placed.id} stands against {other.id}")
    return found + _over_full(project, plan, fixed)


def _heard(
    placed: PlannedSet, other: Reservation, *, sync_sound: bool, record: StageRecord | None
) -> bool:
    if record is None or not record.quiet:
        return False
    loud = {"build", "shoot", "strike"}
    mine = [(name, span) for name, span in placed.phases if name in loud]
    theirs = [(phase.phase, phase.span) for phase in other.phases if phase.phase in loud]
    return any(
        one.overlaps(two)
        and ((name == "shoot" and sync_sound) or (its == "shoot" and other.sync_sound))
        for name, one in mine
        for its, two in theirs
    )


def _over_full(project: Project, plan: Plan, fixed: Fixed) -> list[str]:
    """Days on which floor of the plan and of others sum to more than there is."""
    found = []
    floors = {stage.id: stage.floor_m2 for _, stage in project.stages()}
    taken = [
        (placed.stage, placed.standing, asked.footprint_m2)
        for title in plan.accepted
        for placed in title.sets
        for asked in project.title(title.id).sets
        if asked.id == placed.id and (title.id, placed.id) not in fixed.own
    ]
    # Floor is fullest on a day on which something begins.
    begins = {(stage, span.start) for stage, span, _ in taken}
    begins |= {(each.stage, each.first) for each in fixed.firm}
    for stage, day in sorted(begins):
        beside = sum(m2 for at, days, m2 in taken if at == stage and day in days)
        theirs = sum(
            each.area_m2 or 0.0 for each in fixed.firm if each.stage == stage and day in each.span
        )
        floor_m2 = floors[stage]
        if beside and floor_m2 and round((beside + theirs) * 100) > round(floor_m2 * 100):
            found.append(f"{stage} is over-full on {day}")
    return found
