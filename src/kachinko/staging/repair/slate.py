"""Which titles a repair speaks of, how repaired plans compare, and what stands near what."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kachinko.staging.repair.weights import Change, Weights

if TYPE_CHECKING:
    import random
    from collections.abc import Iterable, Mapping
    from decimal import Decimal

    from kachinko.staging.offers import Offers
    from kachinko.staging.problem import Job, Problem
    from kachinko.staging.repair.earlier import Earlier
    from kachinko.staging.schedule import Placement, Schedule


LIKING, SHAKE = 30, 60
"""Days of nearness that titles are given ahead, and by which they are shaken."""


@dataclass(frozen=True, slots=True, order=True)
class Rank:
    """How good a repaired plan is, greater is better: field by field, in this order."""

    musts: int
    """Titles that must be made and are in."""
    kept: int
    """Value of the titles that were in before and still are, then their number."""
    joined: int
    """Value of the titles that joined and are in, then their number."""
    ease: int
    """Less the points of change."""
    thrift: Decimal
    """Less the cost."""

    @property
    def titles(self) -> tuple[int, int, int]:
        """The part that speaks of titles alone."""
        return self.musts, self.kept, self.joined


class Slate:
    """The titles under repair: those that were in, those that joined, those that must be in.

    A title that was left out, and need not be in now, stays out.
    """

    def __init__(
        self,
        problem: Problem,
        offers: Offers,
        earlier: Earlier,
        weights: Weights,
        joining: Iterable[str],
    ) -> None:
        self.problem = problem
        self.offers = offers
        self.earlier = earlier
        self.weights = weights
        names = set(joining)
        self.wanted = [
            job
            for job in problem.jobs
            if job.must or job.title.id in names or earlier.accepted(job) is not None
        ]
        self._step = math.gcd(*(job.value for job in self.wanted)) or 1

    def was_in(self, job: Job) -> bool:
        """Whether a title was in the earlier plan."""
        return self.earlier.accepted(job) is not None

    def worth(self, job: Job) -> int:
        """A title's value in steps, so scaled that the number of titles counts after it."""
        return job.value // self._step * (len(self.wanted) + 1) + 1

    def levels(self, job: Job) -> tuple[int, int, int]:
        """What a title adds to a rank: to the musts, to what is kept, to what joins."""
        kept = self.worth(job) if self.was_in(job) else 0
        return int(job.must), kept, 0 if kept else self.worth(job)

    def change(self, placements: Mapping[int, Placement]) -> Change:
        """How far a schedule is from the earlier plan."""
        jobs = self.problem.jobs
        return sum((self.earlier.change_of(jobs[i], p) for i, p in placements.items()), Change())

    def points(self, placements: Mapping[int, Placement]) -> int:
        """The points of change of a schedule."""
        return self.change(placements).points(self.weights)

    def rank(self, schedule: Schedule) -> Rank:
        """How good a schedule is as a repair."""
        levels = [self.levels(self.problem.jobs[index]) for index in schedule.placements]
        musts, kept, joined = (sum(level[n] for level in levels) for n in range(3))
        return Rank(musts, kept, joined, -self.points(schedule.placements), -schedule.cost)

    def missing(self, schedule: Schedule) -> list[Job]:
        """The wanted titles that are not in."""
        return [job for job in self.wanted if job.index not in schedule.placements]

    def near(
        self, centre: Iterable[Job], schedule: Schedule, liked: Iterable[Job], rng: random.Random
    ) -> list[Job]:
        """Other titles, those first that share most days and studios with some; a little shaken.

        They are those that are in, and those of `liked`, which come somewhat earlier.
        """
        bonus = {job.index: LIKING for job in liked}
        spans = [(self._span(job, schedule), self._sites(job, schedule)) for job in centre]
        others = {*schedule.placements, *bonus} - {job.index for job in centre}

        def shared(job: Job) -> float:
            (first, last), sites = self._span(job, schedule), self._sites(job, schedule)
            days = [
                min(last, stop) - max(first, start)
                for (start, stop), theirs in spans
                if sites & theirs
            ]
            shaken = SHAKE * rng.random() + bonus.get(job.index, 0)
            return max(days, default=-(10**6)) + shaken

        return sorted((self.problem.jobs[index] for index in sorted(others)), key=shared)[::-1]

    def _sites(self, job: Job, schedule: Schedule) -> set[int]:
        placement = schedule.placements.get(job.index)
        if placement is None:
            return set(self.offers.homes(job))
        return {placement.home, *(stay.site for stay in placement.stays)}

    def _span(self, job: Job, schedule: Schedule) -> tuple[int, int]:
        """First and last ordinal on which a title stands or stood; its window if it never did."""
        days: list[int] = []
        placement, was = schedule.placements.get(job.index), self.earlier.accepted(job)
        if placement is not None:
            for stay in placement.stays:
                ordinals = self.problem.sites[stay.site].ordinals
                days += [int(ordinals[stay.first]), int(ordinals[stay.stop - 1])]
        if was is not None:
            for one in was.sets:
                span = one.standing
                days += [span.start.toordinal(), span.last.toordinal()]
        if not days:
            horizon = self.problem.project.horizon
            days = [
                (job.title.earliest or horizon.first).toordinal(),
                (job.title.latest or horizon.last).toordinal(),
            ]
        return min(days), max(days)
