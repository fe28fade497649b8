"""What an earlier plan says of each title, in working days of the changed project.

Dates of the earlier plan need not be working days any more, nor phases as long as they were, so
that each set is known by three days alone: the first of its stay, of its shoot and of its strike.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Literal

import numpy as np

from kachinko.staging import scale
from kachinko.staging.repair.weights import Change

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from kachinko.model.plan import Plan, PlannedBlock, PlannedSet, PlannedTitle
    from kachinko.staging.problem import Job, Piece, Problem
    from kachinko.staging.schedule import Placement, Stay

Point = Literal["first", "shoot", "strike"]


@dataclass(frozen=True, slots=True)
class Mark:
    """A day of the earlier plan as a working day of a site.

    A day that is no working day there any more counts as the next one, and is not `exact`.
    """

    day: int
    exact: bool


@dataclass(frozen=True, slots=True)
class Pin:
    """What has begun before the freeze date and stays: the stage, and some days."""

    floor: int | None
    """None where the stage is not there any more."""
    days: dict[Point, Mark]
    corner: tuple[int, int, bool] | None
    """Position [0.01 m] and whether it is turned, where the earlier plan gives one."""


class Earlier:
    """An earlier plan beside the problem of the changed project.

    Parameters
    ----------
    problem
        The changed project.
    plan
        The earlier plan.
    freeze
        What begins before this date in the earlier plan keeps its stage and its days, and nothing
        else may begin before it; None: nothing is frozen.
    released
        Sets and blocks, by title and id, that do not count as begun whatever the plan says.
    """

    def __init__(
        self,
        problem: Problem,
        plan: Plan,
        freeze: date | None,
        released: frozenset[tuple[str, str]] = frozenset(),
    ) -> None:
        self.problem = problem
        self.plan = plan
        self.freeze = freeze
        self.released = released
        self.titles = {title.id: title for title in plan.accepted}
        self._sets = {(title.id, one.id): one for title in plan.accepted for one in title.sets}
        self._blocks = {
            (title.id, one.id): one for title in plan.accepted for one in title.location_blocks
        }
        self._floors = {floor.stage.id: floor.index for floor in problem.floors}
        day = problem.project.horizon.first if freeze is None else freeze
        self.open_from = [
            int(np.searchsorted(site.ordinals, day.toordinal())) for site in problem.sites
        ]
        """Of each site the first working day that is not frozen."""

    def accepted(self, job: Job) -> PlannedTitle | None:
        """The title in the earlier plan, if it was in."""
        return self.titles.get(job.title.id)

    def set(self, job: Job, piece: Piece) -> PlannedSet | None:
        """A set in the earlier plan."""
        return self._sets.get((job.title.id, piece.set.id))

    def block(self, job: Job, number: int) -> PlannedBlock | None:
        """A location block in the earlier plan."""
        return self._blocks.get((job.title.id, job.blocks[number].id))

    def floor(self, was: PlannedSet) -> int | None:
        """The stage on which a set was planned; None where it is not there any more."""
        return self._floors.get(was.stage)

    def mark(self, site: int, day: date) -> Mark:
        """A date as a working day of a site."""
        ordinals = self.problem.sites[site].ordinals
        index = int(np.searchsorted(ordinals, day.toordinal()))
        exact = index < len(ordinals) and int(ordinals[index]) == day.toordinal()
        return Mark(index, exact)

    def marks(self, job: Job, piece: Piece, site: int) -> dict[Point, Mark]:
        """The days of a set's earlier plan that its new one is held against."""
        was = self.set(job, piece)
        if was is None:
            return {}
        days: dict[Point, date] = {"shoot": was.shoot.first}
        if piece.lead:
            days["first"] = was.standing.start
        if piece.strike:
            days["strike"] = was.strike.first if was.strike else was.standing.stop
        return {point: self.mark(site, day) for point, day in days.items()}

    # -- frozen ----------------------------------------------------------------------------

    def pin(self, job: Job, piece: Piece) -> Pin | None:
        """What of a set is frozen; None where it has not begun before the freeze date."""
        was = self.set(job, piece)
        if was is None or not self._begun(job, was.id, was.standing.start):
            return None
        floor = self.floor(was)
        begun: dict[Point, date] = {}
        if was.build or was.prelight:
            begun["first"] = was.standing.start
        if self._begun(job, was.id, was.shoot.first):
            begun["shoot"] = was.shoot.first
        if was.strike and self._begun(job, was.id, was.strike.first):
            begun["strike"] = was.strike.first
        if not piece.lead:
            begun.pop("first", None)
        if not piece.strike:
            begun.pop("strike", None)
        site = None if floor is None else self.problem.floors[floor].site
        days = {} if site is None else {p: self.mark(site, day) for p, day in begun.items()}
        corner = None
        if was.x_m is not None and was.y_m is not None:
            corner = scale.length(was.x_m), scale.length(was.y_m), was.rotated
        return Pin(floor, days, corner)

    def block_pin(self, job: Job, number: int, home: int) -> Mark | None:
        """The day on which a block has begun before the freeze date; None where it has not."""
        was = self.block(job, number)
        if was is None or not self._begun(job, was.id, was.first):
            return None
        return self.mark(home, was.first)

    def _begun(self, job: Job, item: str, day: date) -> bool:
        return (
            self.freeze is not None
            and day < self.freeze
            and (job.title.id, item) not in self.released
        )

    def has_begun(self, job: Job) -> bool:
        """Whether anything of a title begins before the freeze date."""
        return any(self.pin(job, piece) for piece in job.pieces) or any(
            self.block_pin(job, number, home)
            for number in range(len(job.blocks))
            for home in job.sites[:1]
        )

    @cached_property
    def _homes(self) -> dict[str, int]:
        return {site.studio.id: site.index for site in self.problem.sites}

    def frozen_home(self, job: Job) -> int | None:
        """The studio at which a title must stay because something of it has begun there."""
        was = self.accepted(job)
        if was is None or was.studio is None or not self.has_begun(job):
            return None
        return self._homes.get(was.studio)

    # -- change ----------------------------------------------------------------------------

    def change_of_set(self, job: Job, stay: Stay) -> Change:
        """How far a set is from where and when it was; nothing for one that was not there."""
        was = self.set(job, stay.piece)
        if was is None:
            return Change()
        now: dict[Point, int] = {"first": stay.first, "shoot": stay.shoot, "strike": stay.strike}
        marks = self.marks(job, stay.piece, stay.site)
        days = max(abs(now[point] - mark.day) for point, mark in marks.items())
        stages = int(self.floor(was) != stay.floor)
        moved = bool(days or stages) or not all(mark.exact for mark in marks.values())
        return Change(stages, int(moved), days)

    def change_of_block(self, job: Job, number: int, home: int, start: int) -> Change:
        """How far a location block is from when it was."""
        was = self.block(job, number)
        if was is None:
            return Change()
        mark = self.mark(home, was.first)
        days = abs(start - mark.day)
        return Change(0, int(bool(days) or not mark.exact), days)

    def changes_of(self, job: Job, placement: Placement) -> Iterator[Change]:
        """The change of each set and block of a title."""
        for stay in placement.stays:
            yield self.change_of_set(job, stay)
        for number, start in enumerate(placement.blocks):
            yield self.change_of_block(job, number, placement.home, start)

    def change_of(self, job: Job, placement: Placement) -> Change:
        """The change of a title."""
        return sum(self.changes_of(job, placement), Change())
