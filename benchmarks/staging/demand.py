"""How much a slate asks of its stages: without too much of it every planner would look good."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from kachinko.model.calendar import WorkingDays

if TYPE_CHECKING:
    from collections.abc import Iterable

    from kachinko.model.project import Project
    from kachinko.model.title import Set


@dataclass(frozen=True)
class Supply:
    """What the stages of a project offer over its horizon."""

    floor: float
    """Effective area × open working days, over all stages [m² × days]."""
    stage_days: int
    """Open working days of all stages."""
    crew_days: int
    """Building crews × working days, over all studios."""


@dataclass(frozen=True)
class Demand:
    """What all titles together ask for, as a multiple of the supply."""

    floor: float
    """Footprint × least days of standing (rule 2)."""
    quiet: float
    """Days of sound takes, each of which fills a stage, and by their footprint the days on which
    other sets build, strike or shoot, which no take of that stage may share (rule 3)."""
    crews: float
    """Days of building and striking (rule 4)."""

    @property
    def largest(self) -> float:
        """Above 1 not everything can be in."""
        return max(self.floor, self.quiet, self.crews)


def supply(project: Project) -> Supply:
    """What a project's stages offer: its horizon without days off and closures."""
    floor, stage_days, crew_days = 0.0, 0, 0
    for studio in project.studios:
        days = WorkingDays(studio.calendar, project.horizon.span)
        crew_days += (studio.build_crews or 0) * len(days)
        for stage in studio.stages:
            closed = [closure.span for closure in stage.closures]
            is_open = sum(not any(day in span for span in closed) for day in days.dates)
            stage_days += is_open
            floor += (stage.floor_m2 or 0.0) * is_open
    return Supply(floor, stage_days, crew_days)


def demand(supplied: Supply, sets: Iterable[Set]) -> Demand:
    """What some sets ask of a supply, wherever they would stand."""
    floor = quiet = 0.0
    crews = 0
    stage = supplied.floor / supplied.stage_days
    for one in sets:
        area = one.footprint_m2
        loud = one.build_days + one.strike_days
        floor += area * (loud + one.prelight_days + one.shoot_days + one.hold_days)
        quiet += area * loud + (stage if one.sync_sound else area) * one.shoot_days
        crews += loud
    return Demand(floor / supplied.floor, quiet / supplied.floor, crews / supplied.crew_days)
