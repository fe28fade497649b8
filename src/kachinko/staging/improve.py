"""Improvement: free a part of the plan, plan it again with CP-SAT, keep what is better.

Three moves, each a large neighbourhood (Shaw, CP 1998): plan some titles again for more value;
admit a title left out while all accepted ones keep their stages and shift by a few days; plan the
same titles again at less cost, which also packs them closer for the next move of the other kinds.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal
from typing import TYPE_CHECKING

from kachinko.staging.cpsat import extract
from kachinko.staging.cpsat.model import build_model
from kachinko.staging.cpsat.objective import CostTerms, value_of, value_step
from kachinko.staging.cpsat.solve import solve
from kachinko.staging.cpsat.variables import Bounds, Near
from kachinko.staging.neighbourhoods import WAYS, Slate, around_a_title_left_out, first_few
from kachinko.staging.occupancy import Occupancy
from kachinko.staging.tighten import tighten

if TYPE_CHECKING:
    import random
    from collections.abc import Callable, Sequence

    from kachinko.halt import Halt
    from kachinko.staging.cpsat.solve import Effort
    from kachinko.staging.cpsat.variables import StageModel
    from kachinko.staging.objective import Prices
    from kachinko.staging.offers import Offers
    from kachinko.staging.problem import Job, Problem
    from kachinko.staging.schedule import Placement, Schedule

NOTABLE = Decimal("0.01")
"""A fall of the cost by this share is worth trying for again."""
GROW, SHRINK = 1.08, 0.93
"""A neighbourhood grows while the solver settles it and shrinks while it does not."""


@dataclass(slots=True)
class Size:
    """How much to free at once, learnt from what the solver could settle in time."""

    now: float
    least: float
    most: float

    def learn(self, *, settled: bool) -> None:
        """Grow or shrink."""
        self.now = min(max(self.now * (GROW if settled else SHRINK), self.least), self.most)


@dataclass(slots=True)
class Taste:
    """What has paid so far, one a searching thread."""

    sets_for_value: Size = field(default_factory=lambda: Size(40, 8, 160))
    sets_for_cost: Size = field(default_factory=lambda: Size(20, 8, 160))
    shift_days: Size = field(default_factory=lambda: Size(9, 2, 60))
    ways: list[float] = field(default_factory=lambda: [1.0] * len(WAYS))
    moves: list[float] = field(default_factory=lambda: [1.0, 1.0, 0.4])

    def reward(self, merits: list[float], index: int, *, better: bool) -> None:
        """Choose more often what found better plans; nothing is ever given up."""
        merits[index] = max(0.3, 0.9 * merits[index] + (0.7 if better else 0.0))


class Improver:
    """Plans parts of a schedule again while the rest stands."""

    def __init__(self, problem: Problem, offers: Offers, prices: Prices) -> None:
        self.problem = problem
        self.offers = offers
        self.prices = prices
        self.slate = Slate(problem, offers)

    def step(
        self,
        schedule: Schedule,
        taste: Taste,
        rng: random.Random,
        effort: Effort,
        halt: Halt,
        *,
        for_cost_only: bool,
    ) -> Schedule:
        """One improvement attempt by one of the moves; returns a schedule at least as good."""
        moves: list[Callable[..., Schedule]] = [self.replan, self.admit, self.cheapen]
        weights = [0.0, 0.0, 1.0] if for_cost_only else taste.moves
        if not self.slate.left_out(schedule):
            weights = [0.0, 0.0, 1.0]
        elif not schedule.placements:
            weights = [1.0, 0.0, 0.0]
        number = rng.choices(range(len(moves)), weights)[0]
        found = moves[number](schedule, taste, rng, effort, halt)
        if not halt.thrown:
            cheaper = schedule.cost - found.cost > NOTABLE * schedule.cost
            better = found.value > schedule.value or (number == 2 and cheaper)
            taste.reward(taste.moves, number, better=better)
        return found

    def replan(
        self, schedule: Schedule, taste: Taste, rng: random.Random, effort: Effort, halt: Halt
    ) -> Schedule:
        """Free some titles, in and out, for more value."""
        way = rng.choices(range(len(WAYS)), taste.ways)[0]
        jobs = first_few(WAYS[way](self.slate, schedule, rng), int(taste.sets_for_value.now))
        found, settled = self._for_value(schedule, jobs, {}, effort, halt)
        if not halt.thrown:
            taste.sets_for_value.learn(settled=settled)
            taste.reward(taste.ways, way, better=found is not schedule)
        return found

    def admit(
        self, schedule: Schedule, taste: Taste, rng: random.Random, effort: Effort, halt: Halt
    ) -> Schedule:
        """Bring in a title left out; one or two titles near it are free, all others may shift."""
        chosen = around_a_title_left_out(self.slate, schedule, rng)[: rng.choice([1, 2, 3])]
        free = {job.index for job in chosen}
        shift = int(taste.shift_days.now)
        within = self.slate.part_of_window(chosen[0], rng)
        days = self.problem.sites[within.home].days.dates
        first, last = (days[max(0, within.lo - shift)], days[min(within.hi + shift, len(days) - 1)])
        bounds: dict[int, Bounds] = {
            index: Near(placement, shift)
            for index, placement in schedule.placements.items()
            if index not in free and self.slate.meets(placement, within.home, first, last)
        }
        jobs = [*chosen, *(self.problem.jobs[index] for index in bounds)]
        bounds[chosen[0].index] = within
        found, settled = self._for_value(schedule, jobs, bounds, effort, halt)
        if not halt.thrown:
            taste.shift_days.learn(settled=settled)
        return found

    def cheapen(
        self, schedule: Schedule, taste: Taste, rng: random.Random, effort: Effort, halt: Halt
    ) -> Schedule:
        """Plan some accepted titles again at less cost; all of them stay in."""
        ordered = rng.choice(WAYS)(self.slate, schedule, rng)
        accepted = [job for job in ordered if job.index in schedule.placements]
        jobs = first_few(accepted, int(taste.sets_for_cost.now))
        if not jobs:
            return schedule
        model, known, rest = self._part(schedule, jobs, {})
        for title in model.titles.values():
            model.cp.add(title.accepted == 1)
        model.cp.minimize(CostTerms(model, self.prices, exact=False).total)
        found, settled = self._solve(model, schedule, known, rest, effort, halt)
        if not halt.thrown:
            taste.sets_for_cost.learn(settled=settled)
        return found

    def renew(self, schedule: Schedule, rng: random.Random, effort: Effort, halt: Halt) -> Schedule:
        """Free a whole studio, or all of them, and search around what stands there.

        The solver chooses its own neighbourhoods in this model: it is built once, where the
        other moves build one for each attempt.
        """
        site = self.slate.whole_or_studio(rng)
        jobs, bounds = self.slate.of_studio(schedule, site, rng)
        found, _ = self._for_value(schedule, jobs, bounds, effort, halt, around=True)
        return found

    def _for_value(
        self,
        schedule: Schedule,
        jobs: Sequence[Job],
        bounds: dict[int, Bounds],
        effort: Effort,
        halt: Halt,
        *,
        around: bool = False,
    ) -> tuple[Schedule, bool]:
        """Only a plan of more value will do, which prunes more than a sum of value and cost.

        A must title that is in stays in, and so does a title that may only shift; a must title
        that is out weighs more than all others together. A search `around` the plan begins with
        it, so that no less value will do there.
        """
        model, known, rest = self._part(schedule, jobs, bounds)
        step = value_step(jobs)
        worth = value_of(model, step)
        heavy = sum(job.value for job in jobs) // step + 1
        for job in jobs:
            accepted = model.titles[job.index].accepted
            if job.index in known and (job.must or isinstance(bounds.get(job.index), Near)):
                model.cp.add(accepted == 1)
            elif job.must:
                worth = worth + heavy * accepted
        at_least = sum(self.problem.jobs[index].value for index in known) // step
        model.cp.add(worth >= (at_least if around else at_least + 1))
        model.cp.maximize(worth)
        return self._solve(model, schedule, known, rest, effort, halt, around=around)

    def _part(
        self, schedule: Schedule, jobs: Sequence[Job], bounds: dict[int, Bounds]
    ) -> tuple[StageModel, dict[int, Placement], dict[int, Placement]]:
        """The model of a part, the placements that it may change, and those that stand fixed."""
        free = {job.index for job in jobs}
        known = {i: p for i, p in schedule.placements.items() if i in free}
        rest = {i: p for i, p in schedule.placements.items() if i not in free}
        fixed = Occupancy(self.problem, rest.values())
        model = build_model(self.problem, self.offers, jobs, fixed, musts=False, bounds=bounds)
        return model, known, rest

    def _solve(
        self,
        model: StageModel,
        schedule: Schedule,
        known: dict[int, Placement],
        rest: dict[int, Placement],
        effort: Effort,
        halt: Halt,
        *,
        around: bool = False,
    ) -> tuple[Schedule, bool]:
        """The better of what is found and what was there, and whether the solver settled it."""
        extract.hint(model, known)
        answer = solve(model.cp, effort, halt, linear=False, around=around)
        settled = answer.status in ("optimal", "infeasible")
        if answer.value is None:
            return schedule, settled
        found = extract.placements(model, answer.value, self.prices)
        together = self.prices.schedule({**rest, **found})
        candidate = tighten(self.problem, self.prices, together)
        return (candidate if candidate.rank > schedule.rank else schedule), settled
