"""Titles first: which titles a studio makes and on which stages, by load; then days for them.

Logic-based Benders decomposition (Hooker and Ottosson, Mathematical Programming 96, 2003) used as
a move: the choice knows nothing of days, the days know nothing of other titles, and what cannot
stand together is told back. With titles and stages settled every interval of the model is there,
and the solver's reasoning about stages that are full has something to begin with.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from kachinko.staging.cpsat import extract
from kachinko.staging.cpsat.model import build_model
from kachinko.staging.cpsat.objective import value_step
from kachinko.staging.cpsat.solve import Effort, solve
from kachinko.staging.cpsat.variables import Upon
from kachinko.staging.limits import FOREVER
from kachinko.staging.occupancy import Occupancy
from kachinko.staging.select import Selector
from kachinko.staging.tighten import tighten

if TYPE_CHECKING:
    import random
    from collections.abc import Sequence

    from kachinko.halt import Halt
    from kachinko.staging.cpsat.solve import Answer
    from kachinko.staging.cpsat.variables import StageModel
    from kachinko.staging.neighbourhoods import Slate
    from kachinko.staging.objective import Prices
    from kachinko.staging.problem import Job
    from kachinko.staging.schedule import Placement, Schedule
    from kachinko.staging.select import Selection

CHOICE = Effort(seconds=0.6, work=0.6)
"""Of choosing titles and stages."""
LEAST, MOST = 2.0, 12.0
"""Seconds to look for days; longer where that was too short."""
LONGER, SHORTER = 1.5, 0.85
WORK = 0.5
"""What may be done in a second, in the solver's own measure; it seldom does more."""
RISE, GROWTH = 0.01, 1.2
"""How much more value is asked for at first, as a share of what is there; and after a success."""
QUICK = 0.01
"""What is refuted with so little work is asked for its reason: which titles clash."""
CLASH_WORK = 0.2
"""Of all that is asked about one refusal."""


@dataclass(slots=True)
class Pace:
    """How much is asked for at a studio, and how long days are looked for; learnt."""

    rise: float
    seconds: float = LEAST
    forgotten: float = LEAST

    def learn(self, *, found: bool, settled: bool) -> None:
        """Ask for more after a success, for less after none, and longer where time was short."""
        self.rise = self.rise * GROWTH if found else max(1.0, self.rise / 2)
        factor = SHORTER if settled else LONGER
        self.seconds = min(MOST, max(LEAST, self.seconds * factor))


@dataclass(frozen=True, slots=True)
class Attempt:
    """What is to be placed at a studio, beside what stands fixed; `effort` is all there is."""

    site: int
    schedule: Schedule
    selection: Selection
    effort: Effort
    halt: Halt

    @property
    def rest(self) -> dict[int, Placement]:
        """What is made elsewhere too, or only elsewhere."""
        return {i: p for i, p in self.schedule.placements.items() if not p.only_at(self.site)}

    @property
    def known(self) -> dict[int, Placement]:
        """How selected titles stand now, where they do."""
        titles = self.selection.titles
        return {i: p for i, p in self.schedule.placements.items() if i in titles}


class TitlesFirst:
    """The move, with what it has learnt of each studio."""

    def __init__(self, slate: Slate, prices: Prices) -> None:
        self.slate = slate
        self.problem = slate.problem
        self.offers = slate.offers
        self.prices = prices
        self.step_value = value_step(slate.jobs)
        heavy = sum(job.value for job in slate.jobs) // self.step_value + 1
        self.worth = {
            job.index: job.value // self.step_value + heavy * job.must for job in slate.jobs
        }
        """Steps of value; a must title is worth more than all others together."""
        self.selectors: dict[int, Selector] = {}
        self.paces: dict[int, Pace] = {}

    def step(self, schedule: Schedule, rng: random.Random, effort: Effort, halt: Halt) -> Schedule:
        """One attempt at one studio; a schedule at least as good."""
        sites = [s.index for s in self.problem.sites if self._newcomers(schedule, s.index)]
        if not sites:
            return schedule
        site = rng.choice(sites)
        selection = self._select(schedule, site, rng, effort, halt)
        if selection is None:
            return schedule
        attempt = Attempt(site, schedule, selection, effort, halt)
        found, answer = self.place(attempt, self.paces[site].seconds)
        better = found is not schedule
        if not halt.thrown:
            self.paces[site].learn(found=better, settled=answer.status != "unknown")
            if not better:
                self._learn(attempt, answer, rng)
        return found

    def _newcomers(self, schedule: Schedule, site: int) -> list[Job]:
        return [
            job
            for job in self.slate.left_out(schedule)
            if site in self.offers.homes(job) and not job.title.split
        ]

    def _select(
        self, schedule: Schedule, site: int, rng: random.Random, effort: Effort, halt: Halt
    ) -> Selection | None:
        stands = {
            index: tuple(stay.floor for stay in placement.stays)
            for index, placement in schedule.placements.items()
            if placement.only_at(site)
        }
        if site not in self.selectors:
            self.selectors[site] = Selector(self.problem.sites[site], self.offers, self.slate.jobs)
        selector = self.selectors[site]
        selector.stands_beside(
            frozenset(
                index
                for index, placement in schedule.placements.items()
                if placement.touches(site) and index not in stands
            )
        )
        value = sum(self.problem.jobs[index].value for index in stands) // self.step_value
        pace = self.paces.setdefault(site, Pace(max(1.0, RISE * value)))
        selection = selector.choose(
            [*(self.problem.jobs[index] for index in stands), *self._newcomers(schedule, site)],
            self.worth,
            sum(self.worth[index] for index in stands) + int(pace.rise),
            stands,
            rng,
            _part(CHOICE, effort),
            halt,
        )
        if selection is not None:
            selector.tried.append(selection.titles)
        elif not halt.thrown:
            if pace.rise <= 1.0:
                selector.tried.clear()  # nothing else is left to try
            pace.learn(found=False, settled=True)
        return selection

    def place(self, attempt: Attempt, seconds: float) -> tuple[Schedule, Answer]:
        """Look for days; the schedule that is there where none were found in so many seconds."""
        model = self._model(attempt, attempt.selection.jobs)
        extract.hint(model, attempt.known)
        limit = _part(Effort(seconds, seconds * WORK), attempt.effort)
        answer = solve(model.cp, limit, attempt.halt, linear=False, hasty=True)
        if answer.value is None:
            return attempt.schedule, answer
        found = extract.placements(model, answer.value, self.prices)
        together = self.prices.schedule({**attempt.rest, **found})
        candidate = tighten(self.problem, self.prices, together)
        better = candidate.rank > attempt.schedule.rank
        return (candidate if better else attempt.schedule), answer

    def _model(self, attempt: Attempt, jobs: Sequence[Job]) -> StageModel:
        """Some of the selected titles, all of them in and each set on its stage."""
        fixed = Occupancy(self.problem, attempt.rest.values())
        floors = attempt.selection.floors
        bounds = {job.index: Upon(attempt.site, floors[job.index]) for job in jobs}
        model = build_model(self.problem, self.offers, jobs, fixed, musts=False, bounds=bounds)
        for title in model.titles.values():
            model.cp.add(title.accepted == 1)
        return model

    def _learn(self, attempt: Attempt, answer: Answer, rng: random.Random) -> None:
        """Learn from a selection without days: which titles clash, where that is quickly told."""
        pace, selector = self.paces[attempt.site], self.selectors[attempt.site]
        if pace.seconds >= 2 * pace.forgotten:
            pace.forgotten = pace.seconds
            selector.tried.clear()  # there is more time for each now
        if answer.status != "infeasible" or answer.work > QUICK:
            return
        together = list(attempt.selection.jobs)
        left = CLASH_WORK
        for job in rng.sample(together, len(together)):
            others = [one for one in together if one is not job]
            if left <= 0 or attempt.halt.thrown or not others:
                break
            model = self._model(attempt, others)
            limit = _part(Effort(LEAST, QUICK), attempt.effort)
            again = solve(model.cp, limit, attempt.halt, linear=False, hasty=True)
            left -= again.work + QUICK / 10
            if again.status == "infeasible":
                together = others
        floors = attempt.selection.floors
        clash = tuple(
            (job.index, piece.index, floors[job.index][piece.index])
            for job in together
            for piece in job.pieces
        )
        if clash:
            selector.clashes.append(clash)


def _part(wanted: Effort, most: Effort) -> Effort:
    """At most what is wanted, out of what there is; where no seconds count, by work alone."""
    seconds = FOREVER if most.seconds >= FOREVER else min(wanted.seconds, most.seconds)
    return Effort(seconds, min(wanted.work, most.work), 1, most.seed)
