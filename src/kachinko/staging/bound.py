"""Upper bounds on value that need no schedule: what the stages can carry in days and floor.

Every accepted title uses up, at least:

* floor: footprint × least stay of each set, on a stage that can take it (rule 2);
* noise: on a quiet stage a sound take fills the whole floor for its shoot days, and build, strike
  and silent shoots of others never fall on those days; so floor × shoot days of takes, plus
  footprint × days of every other noise, is at most floor × open days (rules 2 and 3);
* takes: on a quiet stage at most one sound take a day (rule 3);
* crews: build and strike days of each set at its studio (rule 4).

This holds over the whole horizon and over every stretch of days [a, b): of work that lies in a
window, at least the part counts that no shift within the window moves out of the stretch
("energetic reasoning", Erschler & Lopez 1990; Baptiste, Le Pape & Nuijten, Constraint-Based
Scheduling, 2001, ch. 3). Choosing titles and stages under these sums is a multi-dimensional
knapsack; CP-SAT solves it, and its proven bound is a bound on the value of every plan.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from ortools.sat.python import cp_model

from kachinko.staging.days import highest, lowest

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kachinko.staging.offers import Offers
    from kachinko.staging.problem import Floor, Job, Piece, Problem, Site

STRETCHES = 40
"""How many stretches of days a site are looked at beside the whole horizon."""


@dataclass(frozen=True, slots=True)
class _Work:
    """A phase that lasts `days` and can begin from `earliest` to `latest`."""

    earliest: int
    latest: int
    days: int

    def within(self, a: int, b: int) -> int:
        """Days of it that lie in [a, b) wherever it is shifted."""
        if not self.days:
            return 0
        left = min(b, self.earliest + self.days) - max(a, self.earliest)
        right = min(b, self.latest + self.days) - max(a, self.latest)
        return max(0, min(left, right, self.days, b - a))


@dataclass(slots=True)
class Knapsack:
    """The relaxation: titles in or out, each set on a stage, no dates."""

    cp: cp_model.CpModel = field(default_factory=cp_model.CpModel)
    accepted: dict[int, Any] = field(default_factory=dict)
    on: dict[tuple[int, int, int], Any] = field(default_factory=dict)
    """Per title, set and stage: whether the set stands there."""


def capacity_model(problem: Problem, offers: Offers, jobs: Sequence[Job]) -> Knapsack:
    """Build the relaxation over some titles, without an objective."""
    sack = choice_model(offers, jobs)
    for site in problem.sites:
        for a, b in _stretches(site, jobs):
            _crews(sack, site, jobs, a, b)
            for floor in site.floors:
                _capacity(sack, floor, jobs, a, b)
    return sack


def choice_model(offers: Offers, jobs: Sequence[Job], site: int | None = None) -> Knapsack:
    """Titles in or out and each set on a stage that can take it, without any capacity.

    With a `site`, titles are made there and nowhere else.
    """
    sack = Knapsack()
    for job in jobs:
        _choices(sack, offers, job, site)
    return sack


def _choices(sack: Knapsack, offers: Offers, job: Job, site: int | None) -> None:
    cp = sack.cp
    possible = offers.homes(job) if site is None else (site,)
    homes = {home: cp.new_bool_var("") for home in possible}
    sack.accepted[job.index] = cp.new_bool_var(job.title.id)
    cp.add(sum(homes.values()) == sack.accepted[job.index])
    for piece in job.pieces:
        by_site: dict[int, list[Any]] = {}
        for floor in offers.floors(job, piece, site):
            literal = cp.new_bool_var("")
            sack.on[job.index, piece.index, floor.index] = literal
            by_site.setdefault(floor.site, []).append(literal)
        if job.title.split:
            chosen = [literal for group in by_site.values() for literal in group]
            cp.add(sum(chosen) == sack.accepted[job.index])
            continue
        for where, literals in by_site.items():
            cp.add(sum(literals) == homes.get(where, 0))
        for home, literal in homes.items():
            if home not in by_site:
                cp.add(literal == 0)


def _stretches(site: Site, jobs: Sequence[Job]) -> list[tuple[int, int]]:
    """The whole horizon, and the stretches between the edges of windows that hold most work."""
    whole = (0, len(site.days))
    windows = [
        (chance.lo, chance.hi + 1)
        for job in jobs
        for (_, number), chance in job.set_chances.items()
        if number == site.index
    ]
    starts = sorted({lo for lo, _ in windows})
    stops = sorted({hi for _, hi in windows})
    pairs = {
        (a, b): sum(1 for lo, hi in windows if a <= lo and hi <= b)
        for a in starts
        for b in stops
        if 0 < b - a < len(site.days)
    }
    densest = sorted(pairs, key=lambda pair: pairs[pair] / (pair[1] - pair[0]), reverse=True)
    fullest = sorted(pairs, key=lambda pair: pairs[pair], reverse=True)
    chosen = dict.fromkeys([*densest[: STRETCHES // 2], *fullest[: STRETCHES // 2]])
    return [whole, *chosen]


def _works(job: Job, piece: Piece, site: int) -> tuple[_Work, _Work, _Work, _Work]:
    """Build, shoot, strike and the whole least stay of a set, with their windows at a site."""
    chance = job.set_chances[piece.index, site]
    first, last = lowest(chance.starts), highest(chance.starts)
    build = _Work(chance.lo, last - piece.lead, piece.build)
    shoot = _Work(first, last, piece.shoot)
    strike = _Work(first + piece.held, chance.hi + 1 - piece.strike, piece.strike)
    stay = _Work(first - piece.lead, last - piece.lead, piece.least_stay)
    return build, shoot, strike, stay


def _crews(sack: Knapsack, site: Site, jobs: Sequence[Job], a: int, b: int) -> None:
    if site.crews is None:
        return
    terms = []
    for job in jobs:
        for piece in job.pieces:
            literals = [
                sack.on[key]
                for floor in site.floors
                if (key := (job.index, piece.index, floor.index)) in sack.on
            ]
            if literals:
                build, _, strike, _ = _works(job, piece, site.index)
                days = build.within(a, b) + strike.within(a, b)
                terms.append(days * sum(literals))
    if terms:
        sack.cp.add(sum(terms) <= site.crews * (b - a))


def _capacity(sack: Knapsack, floor: Floor, jobs: Sequence[Job], a: int, b: int) -> None:
    if floor.area is None:
        return
    open_days = sum(max(0, min(bay.hi + 1, b) - max(bay.lo, a)) for bay in floor.bays)
    standing, noise, takes = [], [], []
    for job in jobs:
        for piece in job.pieces:
            literal = sack.on.get((job.index, piece.index, floor.index))
            if literal is None:
                continue
            build, shoot, strike, stay = _works(job, piece, floor.site)
            standing.append(piece.area * stay.within(a, b) * literal)
            loud = piece.area * (build.within(a, b) + strike.within(a, b))
            shooting = shoot.within(a, b)
            if piece.set.sync_sound:
                takes.append(shooting * literal)
                noise.append((loud + floor.area * shooting) * literal)
            else:
                noise.append((loud + piece.area * shooting) * literal)
    if not standing:
        return
    sack.cp.add(sum(standing) <= floor.area * open_days)
    if floor.quiet:
        sack.cp.add(sum(noise) <= floor.area * open_days)
        if takes:
            sack.cp.add(sum(takes) <= open_days)
