"""How well the stages are used, by stage and month.

Everything is counted in calendar days on which a stage is *open*: some agreement of the project
opens it (or the project has no agreements) and it is in no closure of its own. A phase also
occupies the days off between its first and last day, so weekends count.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

from kachinko.model.span import DaySpan

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from kachinko.model.plan import Plan, PlannedSet
    from kachinko.model.project import Project
    from kachinko.model.studio import Stage

CM2_PER_M2 = 100
"""Areas are kept to 0.01 m², so hundredths add up exactly."""


@dataclass(frozen=True, slots=True)
class StageMonth:
    """What one stage did in one month of the horizon, in calendar days."""

    stage: str
    month: date
    """The first day of the month, also where the horizon begins later."""
    days: int
    """Days of the month that lie in the horizon."""
    open_days: int
    standing_days: int
    """Open days on which at least one set stands."""
    shooting_days: int
    """Open days within the shoot of at least one set."""
    building_days: int
    """Open days on which at least one set is built or struck."""
    waiting_days: int
    """Open days on which sets stand but none is built, struck or shot."""
    used_m2_days: float
    """Footprints that stand, summed over the open days."""
    floor_m2: float | None
    """The stage's floor; None where it is not known."""

    @property
    def dark_days(self) -> int:
        """Open days on which nothing stands."""
        return self.open_days - self.standing_days

    @property
    def floor_share(self) -> float | None:
        """Mean share of the floor that is used on open days; None where there is no such thing."""
        if not self.open_days or not self.floor_m2:
            return None
        return self.used_m2_days / (self.open_days * self.floor_m2)


def open_spans(project: Project, stage: Stage) -> list[DaySpan]:
    """The stretches of the horizon on which sets may stand on a stage, in order."""
    horizon = project.horizon.span
    wanted = [horizon]
    if project.agreements:
        wanted = [each.span for each in project.agreements if stage.id in each.stages]
    flags = bytearray(horizon.days)
    for span in wanted:
        _mark(flags, horizon, span, 1)
    for closure in stage.closures:
        _mark(flags, horizon, closure.span, 0)
    return [
        DaySpan(horizon.start + timedelta(first), horizon.start + timedelta(stop))
        for first, stop in runs(flags)
    ]


def runs(flags: Sequence[int]) -> list[tuple[int, int]]:
    """The stretches ``[first, stop)`` in which `flags` are set."""
    found: list[tuple[int, int]] = []
    first: int | None = None
    for place, flag in enumerate(flags):
        if flag and first is None:
            first = place
        elif not flag and first is not None:
            found.append((first, place))
            first = None
    if first is not None:
        found.append((first, len(flags)))
    return found


def utilisation(project: Project, plan: Plan) -> list[StageMonth]:
    """Count every stage of the project in every month of the horizon, in file order."""
    footprints = {
        (title.id, each.id): each.footprint_m2 for title in project.titles for each in title.sets
    }
    standing: defaultdict[str, list[tuple[PlannedSet, float]]] = defaultdict(list)
    for title in plan.accepted:
        for each in title.sets:
            standing[each.stage].append((each, footprints.get((title.id, each.id), 0.0)))
    return [
        month
        for _, stage in project.stages()
        for month in _count_stage(project, stage, standing[stage.id])
    ]


def months_of(span: DaySpan) -> list[DaySpan]:
    """The calendar months that a span touches, cut to the span."""
    found = []
    start = span.start
    while start < span.stop:
        following = date(start.year + start.month // 12, start.month % 12 + 1, 1)
        found.append(DaySpan(start, min(following, span.stop)))
        start = following
    return found


def _count_stage(
    project: Project, stage: Stage, sets: Iterable[tuple[PlannedSet, float]]
) -> list[StageMonth]:
    horizon = project.horizon.span
    is_open, stands, shoots, builds = (bytearray(horizon.days) for _ in range(4))
    steps = [0] * (horizon.days + 1)
    for span in open_spans(project, stage):
        _mark(is_open, horizon, span, 1)
    for each, footprint in sets:
        _mark(stands, horizon, each.standing, 1)
        first, stop = _places(horizon, each.standing)
        steps[first] += round(footprint * CM2_PER_M2)
        steps[stop] -= round(footprint * CM2_PER_M2)
        for phase, span in each.phases:
            if phase == "shoot":
                _mark(shoots, horizon, span, 1)
            elif phase in ("build", "strike"):
                _mark(builds, horizon, span, 1)
    used = _running_sum(steps)
    counted = []
    for month in months_of(horizon):
        days = range(*_places(horizon, month))
        opened = [day for day in days if is_open[day]]
        counted.append(
            StageMonth(
                stage=stage.id,
                month=month.start.replace(day=1),
                days=month.days,
                open_days=len(opened),
                standing_days=sum(stands[day] for day in opened),
                shooting_days=sum(shoots[day] for day in opened),
                building_days=sum(builds[day] for day in opened),
                waiting_days=sum(
                    stands[day] and not shoots[day] and not builds[day] for day in opened
                ),
                used_m2_days=sum(used[day] for day in opened) / CM2_PER_M2,
                floor_m2=stage.floor_m2,
            )
        )
    return counted


def _running_sum(steps: Sequence[int]) -> list[int]:
    total = 0
    sums = []
    for step in steps:
        total += step
        sums.append(total)
    return sums


def _places(horizon: DaySpan, span: DaySpan) -> tuple[int, int]:
    first = min(max((span.start - horizon.start).days, 0), horizon.days)
    stop = min(max((span.stop - horizon.start).days, first), horizon.days)
    return first, stop


def _mark(flags: bytearray, horizon: DaySpan, span: DaySpan, flag: int) -> None:
    first, stop = _places(horizon, span)
    flags[first:stop] = bytes([flag]) * (stop - first)
