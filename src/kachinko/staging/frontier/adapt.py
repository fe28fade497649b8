"""A plan of one case on the calendar and with the lengths of another that is easier to keep."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kachinko.model.calendar import WorkingDays
from kachinko.model.edit import with_
from kachinko.model.plan import PlannedBlock, PlannedSet, PlannedTitle
from kachinko.model.span import Dated
from kachinko.model.title import PHASES

if TYPE_CHECKING:
    from datetime import date

    from kachinko.model.plan import Plan
    from kachinko.model.project import Project
    from kachinko.model.title import Set, Title


def adapt(plan: Plan, project: Project) -> Plan:
    """The plan with phases as long as `project` has them, each inside the days that it had.

    With shorter phases, or more working days, every phase of n working days still fits into the
    days that it occupied: build and prelight end on the day on which they ended, all others
    begin on the day on which they began. Where a phase is longer than it was, or a stage or
    title is not there, the title is left out of the plan.
    """
    days = {
        studio.id: WorkingDays(studio.calendar, project.horizon.span) for studio in project.studios
    }
    by_stage = {stage.id: days[studio.id] for studio, stage in project.stages()}
    titles = {title.id: title for title in project.titles}
    adapted = []
    for planned in plan.accepted:
        if planned.id in titles and planned.studio in days:
            one = _title(planned, titles[planned.id], by_stage, days[planned.studio])
            adapted += [one] if one is not None else []
    return with_(plan, titles=tuple(adapted))


def _title(
    planned: PlannedTitle, title: Title, by_stage: dict[str, WorkingDays], home: WorkingDays
) -> PlannedTitle | None:
    asked = {one.id: one for one in title.sets}
    blocks = {block.id: block.days for block in title.location_blocks}
    sets: list[PlannedSet] = []
    for one in planned.sets:
        if one.stage not in by_stage or one.id not in asked:
            return None
        placed = _set(one, asked[one.id], by_stage[one.stage])
        if placed is None:
            return None
        sets.append(placed)
    moved: list[PlannedBlock] = []
    for block in planned.location_blocks:
        dates = _from(home, block.first, blocks.get(block.id, 0))
        if dates is None:
            return None
        moved.append(PlannedBlock(id=block.id, first=dates.first, last=dates.last))
    return with_(planned, sets=tuple(sets), location_blocks=tuple(moved))


def _set(one: PlannedSet, asked: Set, days: WorkingDays) -> PlannedSet | None:
    had = dict(one.phases)
    phases: dict[str, Dated | None] = dict.fromkeys(PHASES)
    ends = [had[name].last for name in ("build", "prelight") if name in had]
    at = days.last_until(ends[-1]) + 1 if ends else 0
    for name in ("prelight", "build"):
        length = asked.phase_days(name)
        if at < length:
            return None
        phases[name] = _numbered(days, at - length, length)
        at -= length
    begins = {"shoot": had["shoot"].start}
    shoot = _from(days, begins["shoot"], asked.shoot_days)
    if shoot is None:
        return None
    phases["shoot"] = shoot
    after = days.first_from(shoot.last) + 1
    phases["hold"] = _numbered(days, after, asked.hold_days)
    if asked.strike_days:
        first = had["strike"].start if "strike" in had else shoot.last
        at = max(days.first_from(first), after + asked.hold_days)
        phases["strike"] = _numbered(days, at, asked.strike_days)
    if any(asked.phase_days(name) and phases[name] is None for name in PHASES):
        return None
    return with_(one, **phases)


def _from(days: WorkingDays, first: date, length: int) -> Dated | None:
    return _numbered(days, days.first_from(first), length)


def _numbered(days: WorkingDays, number: int, length: int) -> Dated | None:
    """So many working days from a number on; None for no days, or beyond the horizon."""
    if not length or number + length > len(days):
        return None
    span = days.dates_of(number, length)
    return Dated(first=span.start, last=span.last)
