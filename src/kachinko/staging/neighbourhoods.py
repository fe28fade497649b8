"""Which titles to free together: ways of choosing a part of the plan to plan again."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kachinko.staging.construct import effort
from kachinko.staging.cpsat.variables import Within

if TYPE_CHECKING:
    import random
    from collections.abc import Callable
    from datetime import date

    from kachinko.staging.cpsat.variables import Bounds
    from kachinko.staging.offers import Offers
    from kachinko.staging.problem import Job, Problem
    from kachinko.staging.schedule import Placement, Schedule


MOST_OF_ALL, MOST_OF_STUDIO = 1500, 700
"""Choices of a stage for a set in a model of all studios, and of one."""
WHOLE_SHARE = 0.7
"""Chance that it is all of them, where that is not too much."""
ROOM = 1.3
"""How much longer than its shooting days a part of a title's window is."""


class Slate:
    """Titles that can be planned at all, with where and when they could be."""

    def __init__(self, problem: Problem, offers: Offers) -> None:
        self.problem = problem
        self.offers = offers
        self.jobs = [job for job in problem.jobs if offers.homes(job)]
        self.is_one = sum(self._choices(job, None) for job in self.jobs) <= MOST_OF_ALL
        """Whether all of it can be planned in one model."""

    def span(self, job: Job, placement: Placement | None) -> tuple[int, int]:
        """First and last ordinal on which a title stands, or could."""
        firsts: list[int] = []
        lasts: list[int] = []
        if placement is not None and placement.stays:
            for stay in placement.stays:
                ordinals = self.problem.sites[stay.site].ordinals
                firsts.append(int(ordinals[stay.first]))
                lasts.append(int(ordinals[stay.stop - 1]))
        else:
            horizon = self.problem.project.horizon
            firsts.append(max(job.title.earliest or horizon.first, horizon.first).toordinal())
            lasts.append(min(job.title.latest or horizon.last, horizon.last).toordinal())
        return min(firsts), max(lasts)

    def part_of_window(self, job: Job, rng: random.Random) -> Within:
        """A home and a part of a title's window there, somewhat longer than it needs, or all."""
        home = rng.choice(self.offers.homes(job))
        days = self.problem.sites[home].days
        horizon = self.problem.project.horizon
        lo = days.first_from(max(job.title.earliest or horizon.first, horizon.first))
        hi = days.last_until(min(job.title.latest or horizon.last, horizon.last))
        units: dict[str, int] = {}
        for thing in job.title.shoots:
            units[thing.unit] = units.get(thing.unit, 0) + thing.shoot_days
        longest_stay = max((piece.least_stay for piece in job.pieces), default=0)
        length = int(ROOM * max(units.values())) + longest_stay
        if rng.random() < 0.5:
            return Within(home, lo, hi)
        start = rng.randint(lo, max(lo, hi - length))
        return Within(home, start, min(hi, start + length))

    def meets(self, placement: Placement, site: int, first: date, last: date) -> bool:
        """Whether anything of a placement stands or is shot at a site between two dates."""
        if site != placement.home and all(stay.site != site for stay in placement.stays):
            return False
        lo, hi = self.span(self.problem.jobs[placement.job], placement)
        return lo <= last.toordinal() and first.toordinal() <= hi

    def whole_or_studio(self, rng: random.Random) -> int | None:
        """A studio to plan again, or None for all of them at once."""
        sites = len(self.problem.sites)
        if self.is_one and (sites == 1 or rng.random() < WHOLE_SHARE):
            return None
        return rng.randrange(sites)

    def of_studio(
        self, schedule: Schedule, site: int | None, rng: random.Random
    ) -> tuple[list[Job], dict[int, Bounds]]:
        """The titles made at a studio alone, and others that could be; without one, all titles."""
        if site is None:
            return self.jobs, {}
        jobs = [
            job for job in self.accepted(schedule) if schedule.placements[job.index].only_at(site)
        ]
        others = [
            job
            for job in self.left_out(schedule)
            if site in self.offers.homes(job) and not job.title.split
        ]
        others.sort(key=lambda job: job.value / effort(job) * (0.5 + rng.random()), reverse=True)
        room = MOST_OF_STUDIO - sum(self._choices(job, site) for job in jobs)
        for job in others:
            room -= self._choices(job, site)
            if room < 0:
                break
            jobs.append(job)
        whole = Within(site, 0, len(self.problem.sites[site].days))
        return jobs, {job.index: whole for job in jobs}

    def _choices(self, job: Job, site: int | None) -> int:
        return sum(len(self.offers.floors(job, piece, site)) for piece in job.pieces)

    def left_out(self, schedule: Schedule) -> list[Job]:
        """Plannable titles that are not in."""
        return [job for job in self.jobs if job.index not in schedule.placements]

    def accepted(self, schedule: Schedule) -> list[Job]:
        """Titles that are in."""
        return [job for job in self.jobs if job.index in schedule.placements]


def around_a_title_left_out(slate: Slate, schedule: Schedule, rng: random.Random) -> list[Job]:
    """A title left out, then the accepted ones that most share its sites and days."""
    left_out = slate.left_out(schedule)
    if not left_out:
        return around_a_time(slate, schedule, rng)
    weights = [job.value / effort(job) + 1e-9 for job in left_out]
    centre = rng.choices(left_out, weights)[0]
    first, last = slate.span(centre, None)
    sites = set(slate.offers.homes(centre))

    def nearness(job: Job) -> float:
        placement = schedule.placements[job.index]
        lo, hi = slate.span(job, placement)
        shared = max(0, min(hi, last) - max(lo, first) + 1) / (hi - lo + 1)
        return (shared + 0.5 * rng.random()) * (1.0 if placement.home in sites else 0.1)

    near = sorted(slate.accepted(schedule), key=nearness, reverse=True)
    others = [job for job in left_out if job is not centre]
    rng.shuffle(others)
    return [centre, *_interleave(near, others, every=3)]


def around_a_time(slate: Slate, schedule: Schedule, rng: random.Random) -> list[Job]:
    """Titles that stand around a day, accepted ones first."""
    horizon = slate.problem.project.horizon
    day = rng.randint(horizon.first.toordinal(), horizon.last.toordinal())

    def distance(job: Job) -> float:
        lo, hi = slate.span(job, schedule.placements.get(job.index))
        return abs((lo + hi) / 2 - day) + 20 * rng.random()

    near = sorted(slate.accepted(schedule), key=distance)
    others = sorted(slate.left_out(schedule), key=distance)
    return _interleave(near, others, every=3)


def on_a_stage(slate: Slate, schedule: Schedule, rng: random.Random) -> list[Job]:
    """Titles that use a stage, in turn of time from a random one on."""
    floor = rng.choice(slate.problem.floors)
    users = [
        job
        for job in slate.accepted(schedule)
        if any(stay.floor == floor.index for stay in schedule.placements[job.index].stays)
    ]
    users.sort(key=lambda job: slate.span(job, schedule.placements[job.index]))
    cut = rng.randrange(len(users)) if users else 0
    rest = [job for job in slate.jobs if job not in users]
    rng.shuffle(rest)
    return [*users[cut:], *users[:cut], *rest]


def at_random(slate: Slate, schedule: Schedule, rng: random.Random) -> list[Job]:
    """Any titles."""
    near, others = slate.accepted(schedule), slate.left_out(schedule)
    rng.shuffle(near)
    rng.shuffle(others)
    return _interleave(near, others, every=2)


WAYS: list[Callable[[Slate, Schedule, random.Random], list[Job]]] = [
    around_a_title_left_out,
    around_a_time,
    on_a_stage,
    at_random,
]
"""All ways to choose; each returns titles by preference, of which the first few are freed."""


def first_few(jobs: list[Job], sets: int) -> list[Job]:
    """The first titles that together have about that many sets; at least two where there are."""
    chosen: list[Job] = []
    total = 0
    for job in jobs:
        size = max(1, len(job.pieces) + len(job.blocks))
        if len(chosen) >= 2 and total + size > sets:
            break
        chosen.append(job)
        total += size
    return chosen


def _interleave(one: list[Job], other: list[Job], *, every: int) -> list[Job]:
    """After each `every` of the first list one of the second."""
    mixed: list[Job] = []
    rest = list(other)
    for number, job in enumerate(one, start=1):
        mixed.append(job)
        if number % every == 0 and rest:
            mixed.append(rest.pop(0))
    return [*mixed, *rest]
