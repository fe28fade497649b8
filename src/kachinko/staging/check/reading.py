"""A plan read beside its project: which accepted set stands on which stage.

Whatever names nothing in the project is left aside here and reported by the rules of form, so
that all other rules see only sets, blocks and stages that exist.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

from kachinko.model.calendar import WorkingDays
from kachinko.model.span import DaySpan
from kachinko.staging.check.days import days_of

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from kachinko.model.plan import Plan, PlannedBlock, PlannedSet, PlannedTitle
    from kachinko.model.project import Project
    from kachinko.model.studio import Stage, Studio
    from kachinko.model.title import LocationBlock, PhaseName, Set, Title


@dataclass(frozen=True, eq=False)
class PlacedSet:
    """A set of an accepted title on the stage that the plan gives it."""

    title: Title
    set: Set
    planned: PlannedSet
    studio: Studio
    stage: Stage

    @property
    def name(self) -> str:
        """How sentences name it: ``vapor/lab``."""
        return f"{self.title.id}/{self.set.id}"

    @property
    def shooting(self) -> DaySpan:
        """The calendar days of its shoot."""
        return self.planned.shoot.span

    @cached_property
    def phases(self) -> dict[PhaseName, DaySpan]:
        """The phases that the plan gives it."""
        return dict(self.planned.phases)

    @cached_property
    def standing(self) -> DaySpan:
        """First to last day of any phase, also where their order is wrong."""
        spans = self.phases.values()
        return DaySpan(min(span.start for span in spans), max(span.stop for span in spans))

    @cached_property
    def footprint_hundredths(self) -> int:
        """Footprint in hundredths of a square metre, in which areas are kept."""
        return round(self.set.footprint_m2 * 100)


@dataclass(frozen=True, eq=False)
class PlacedBlock:
    """A location block of an accepted title with its dates."""

    title: Title
    block: LocationBlock
    planned: PlannedBlock
    studio: Studio | None
    """Whose calendar it follows; None where the plan names no studio that exists."""

    @property
    def name(self) -> str:
        """How sentences name it: ``vapor/streets``."""
        return f"{self.title.id}/{self.block.id}"

    @property
    def shooting(self) -> DaySpan:
        """The calendar days of the block."""
        return self.planned.span


@dataclass(frozen=True, eq=False)
class AcceptedTitle:
    """A title that is in, with those of its sets and blocks that could be read."""

    title: Title
    planned: PlannedTitle
    studio: Studio | None
    sets: list[PlacedSet] = field(default_factory=list)
    blocks: list[PlacedBlock] = field(default_factory=list)

    @property
    def shoots(self) -> dict[str, PlacedSet | PlacedBlock]:
        """Everything that is shot, by its id."""
        found: dict[str, PlacedSet | PlacedBlock] = {item.set.id: item for item in self.sets}
        return found | {item.block.id: item for item in self.blocks}


class Reading:
    """A project and a plan of it, indexed by what the rules ask for."""

    def __init__(self, project: Project, plan: Plan) -> None:
        self.project = project
        self.plan = plan
        self.horizon = project.horizon.span
        self.studios = {studio.id: studio for studio in project.studios}
        self.stages = {stage.id: (studio, stage) for studio, stage in project.stages()}
        self.titles = {title.id: title for title in project.titles}
        self.accepted: list[AcceptedTitle] = []
        seen: set[str] = set()
        for planned in plan.titles:
            title = self.titles.get(planned.id)
            if planned.accepted and title is not None and title.id not in seen:
                self.accepted.append(self._read(title, planned))
            seen.add(planned.id)
        self.sets = [item for accepted in self.accepted for item in accepted.sets]
        self.blocks = [item for accepted in self.accepted for item in accepted.blocks]

    def _read(self, title: Title, planned: PlannedTitle) -> AcceptedTitle:
        studio = self.studios.get(planned.studio) if planned.studio is not None else None
        accepted = AcceptedTitle(title, planned, studio)
        sets = {item.id: item for item in title.sets}
        for planned_set in planned.sets:
            # A set that is named twice counts once; the rules of form report it.
            known = sets.pop(planned_set.id, None)
            place = self.stages.get(planned_set.stage)
            if known is not None and place is not None:
                accepted.sets.append(PlacedSet(title, known, planned_set, *place))
        blocks = {item.id: item for item in title.location_blocks}
        for planned_block in planned.location_blocks:
            block = blocks.pop(planned_block.id, None)
            if block is not None:
                accepted.blocks.append(PlacedBlock(title, block, planned_block, studio))
        return accepted

    @cached_property
    def working_days(self) -> dict[str, WorkingDays]:
        """The working days of each studio over the horizon, by its id."""
        return {
            studio.id: WorkingDays(studio.calendar, self.horizon)
            for studio in self.studios.values()
        }

    @cached_property
    def sets_by_stage(self) -> list[tuple[Studio, Stage, list[PlacedSet]]]:
        """The stages in use and the sets that ever stand there."""
        found: dict[str, list[PlacedSet]] = {}
        for item in self.sets:
            found.setdefault(item.stage.id, []).append(item)
        return [(*self.stages[stage], sets) for stage, sets in found.items()]

    @cached_property
    def sets_by_studio(self) -> list[tuple[Studio, list[PlacedSet]]]:
        """The studios in use and the sets that ever stand there."""
        found: dict[str, list[PlacedSet]] = {}
        for item in self.sets:
            found.setdefault(item.studio.id, []).append(item)
        return [(self.studios[studio], sets) for studio, sets in found.items()]

    def standing_by_day(self, sets: Iterable[PlacedSet]) -> dict[date, list[PlacedSet]]:
        """Which of `sets` stand on each day of the horizon."""
        found: dict[date, list[PlacedSet]] = {}
        for item in sets:
            for day in days_of(item.standing, self.horizon):
                found.setdefault(day, []).append(item)
        return found

    def phases_by_day(
        self, sets: Iterable[PlacedSet], *names: PhaseName
    ) -> dict[date, list[tuple[PlacedSet, PhaseName]]]:
        """Which of `sets` are in one of the named phases on each day of the horizon."""
        found: dict[date, list[tuple[PlacedSet, PhaseName]]] = {}
        for item in sets:
            for name in names:
                if name in item.phases:
                    for day in days_of(item.phases[name], self.horizon):
                        found.setdefault(day, []).append((item, name))
        return found
