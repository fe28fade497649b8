"""One part of a plan planned again: first the titles, then the least change, or the least cost."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from kachinko.staging.construct import Inserter
from kachinko.staging.cpsat import extract
from kachinko.staging.cpsat.model import build_model
from kachinko.staging.cpsat.objective import CostTerms
from kachinko.staging.cpsat.solve import solve
from kachinko.staging.layout import apart
from kachinko.staging.occupancy import Occupancy
from kachinko.staging.offers import has_rectangle
from kachinko.staging.repair.terms import ChangeTerms, what_is_frozen_stays
from kachinko.staging.scale import length

if TYPE_CHECKING:
    import random
    from collections.abc import Callable, Mapping

    from kachinko.halt import Halt
    from kachinko.staging.cpsat.solve import Answer, Effort
    from kachinko.staging.cpsat.variables import StageModel, Var
    from kachinko.staging.objective import Prices
    from kachinko.staging.problem import Job
    from kachinko.staging.repair.leeway import Leeway
    from kachinko.staging.repair.slate import Slate
    from kachinko.staging.schedule import Placement, Schedule, Stay


@dataclass(frozen=True, slots=True)
class Found:
    """What planning a part again has brought."""

    schedule: Schedule
    """The best that is known now, all titles together."""
    titles_settled: bool = True
    """Whether within the part no better choice of titles is possible (proven)."""
    bound: int | None = None
    """Within the part, no plan with these titles has fewer points of change (proven)."""
    settled: bool = True
    """Whether the solver came to an end."""


class Planner:
    """Plans parts of a schedule again while the rest stands where it is."""

    def __init__(self, slate: Slate, prices: Prices, halt: Halt) -> None:
        self.slate = slate
        self.prices = prices
        self.halt = halt

    def part(
        self,
        schedule: Schedule,
        leeways: Mapping[int, Leeway],
        effort: Callable[[float], Effort],
        *,
        cap: int | None = None,
        only_better_titles: bool = False,
    ) -> Found:
        """Better titles, and with them least change, where some titles may move by their leeways.

        `effort` gives what a share of the time may cost. With `cap` only plans with fewer points
        of change in this part count: finding none then proves that there are none. With
        `only_better_titles` the change is not looked at unless the titles became better.
        """
        model, known, rest = self._model(schedule, leeways)
        begun_with = set(known)
        for level in range(3):
            known, settled = self._level(model, known, level, effort(0.5))
            if not settled:
                return Found(self._best(schedule, rest, known), titles_settled=False, settled=False)
        if only_better_titles and set(known) == begun_with:
            return Found(schedule)
        known, bound, settled = self._least_change(model, known, effort(1.0), cap)
        if bound is not None:
            bound += self.slate.points(rest)
        return Found(self._best(schedule, rest, known), bound=bound, settled=settled)

    def _least_change(
        self, model: StageModel, known: dict[int, Placement], effort: Effort, cap: int | None
    ) -> tuple[dict[int, Placement], int | None, bool]:
        """The least change of a model's titles, a proven bound on it, and whether that is it."""
        total = ChangeTerms(model, self.slate.earlier, self.slate.weights).total
        model.cp.minimize(total)
        self._hint(model, known)
        if cap is not None:
            model.cp.add(total < cap)
        answer = solve(model.cp, effort, self.halt, linear=False)
        if answer.value is not None:
            known = self._read(model, answer)
        bound = cap if answer.status == "infeasible" else None
        if answer.bound is not None:
            bound = math.ceil(answer.bound - 1e-6)
        return known, bound, answer.status in ("optimal", "infeasible")

    def _level(
        self, model: StageModel, known: dict[int, Placement], level: int, effort: Effort
    ) -> tuple[dict[int, Placement], bool]:
        """Raise one level of the rank as far as it goes, and hold it; False where time ran out."""
        gains = {
            index: self.slate.levels(title.job)[level] for index, title in model.titles.items()
        }
        most = sum(gains.values())
        have = sum(gains[index] for index in known)
        worth: Var = sum(gains[i] * title.accepted for i, title in model.titles.items() if gains[i])
        if not most:
            return known, True
        if have < most:
            model.cp.add(worth >= have)
            model.cp.maximize(worth)
            self._hint(model, known)
            answer = solve(model.cp, effort, self.halt, linear=False)
            model.cp.clear_objective()
            if answer.value is not None:
                known = self._read(model, answer)
            if answer.status != "optimal":
                return known, False
            have = sum(gains[index] for index in known)
        model.cp.add(worth == have)
        return known, True

    def cheaper(
        self, schedule: Schedule, leeways: Mapping[int, Leeway], effort: Effort
    ) -> Schedule:
        """The same titles with no more change, where possible at less cost."""
        model, known, rest = self._model(schedule, leeways)
        for index, title in model.titles.items():
            model.cp.add(title.accepted == int(index in known))
        total = ChangeTerms(model, self.slate.earlier, self.slate.weights).total
        model.cp.add(total <= self.slate.points(known))
        model.cp.minimize(CostTerms(model, self.prices, exact=False).total)
        self._hint(model, known)
        answer = solve(model.cp, effort, self.halt, linear=False)
        if answer.value is None:
            return schedule
        return self._best(schedule, rest, self._read(model, answer))

    def soon(self, schedule: Schedule, job: Job, rng: random.Random) -> Schedule | None:
        """A title inserted where it can be shot earliest and nothing else moves; None if nowhere.

        Its own sets follow each other without pause where that can be, which no price asks for.
        """
        slate = self.slate
        occupancy = Occupancy(slate.problem, schedule.placements.values())
        inserter = Inserter(slate.problem, slate.offers, self.prices)
        lead = max((piece.lead for piece in job.pieces), default=0)
        for home in slate.offers.homes(job):
            begin = slate.earlier.open_from[home] + (lead if slate.earlier.freeze else 0)
            if begin < len(slate.problem.sites[home].days):
                placement = inserter.insert(job, home, occupancy, rng, begin)
                if placement is not None and self._is_open(placement):
                    return self.prices.schedule({**schedule.placements, job.index: placement})
                for stay in placement.stays if placement else ():
                    occupancy.remove(stay)
        return None

    def _is_open(self, placement: Placement) -> bool:
        """Whether nothing of a placement begins before the freeze date."""
        frozen = self.slate.earlier.open_from
        return all(stay.first >= frozen[stay.site] for stay in placement.stays)

    def _model(
        self, schedule: Schedule, leeways: Mapping[int, Leeway]
    ) -> tuple[StageModel, dict[int, Placement], dict[int, Placement]]:
        slate = self.slate
        jobs = [slate.problem.jobs[index] for index in leeways]
        known = {i: p for i, p in schedule.placements.items() if i in leeways}
        rest = {i: p for i, p in schedule.placements.items() if i not in leeways}
        fixed = Occupancy(slate.problem, rest.values())
        model = build_model(slate.problem, slate.offers, jobs, fixed, musts=False, bounds=leeways)
        what_is_frozen_stays(model, slate.earlier)
        return model, known, rest

    def _hint(self, model: StageModel, known: dict[int, Placement]) -> None:
        model.cp.clear_hints()
        extract.hint(model, known)

    def _read(self, model: StageModel, answer: Answer) -> dict[int, Placement]:
        assert answer.value is not None
        return extract.placements(model, answer.value, self.prices)

    def _best(
        self, schedule: Schedule, rest: dict[int, Placement], known: dict[int, Placement]
    ) -> Schedule:
        """The better of what was there and what is there now."""
        found = self._settle(self.prices.schedule({**rest, **known}))
        return found if self.slate.rank(found) > self.slate.rank(schedule) else schedule

    # -- what no objective sees --------------------------------------------------------------

    def _settle(self, schedule: Schedule) -> Schedule:
        """Let new sets stand no longer than they must, and old ones lie where they lay."""
        slate = self.slate
        occupancy = Occupancy(slate.problem, schedule.placements.values())
        placements: dict[int, Placement] = {}
        for index, placement in schedule.placements.items():
            job = slate.problem.jobs[index]
            stays: list[Stay] = []
            for stay in placement.stays:
                occupancy.remove(stay)
                settled = (
                    self._laid_back(index, stay, occupancy)
                    if slate.was_in(job)
                    else self._shorter(index, stay, occupancy)
                )
                occupancy.add(settled)
                stays.append(settled)
            moved = replace(placement, stays=tuple(stays))
            placements[index] = replace(moved, cost=self.prices.of_title(job, moved))
        return self.prices.schedule(placements)

    def _shorter(self, index: int, stay: Stay, occupancy: Occupancy) -> Stay:
        """The shortest stay around the same shoot; one is there, for the present one is."""
        problem = self.slate.problem
        chance = problem.jobs[index].set_chances[stay.piece.index, stay.site]
        floor = problem.floors[stay.floor]
        first, _, strike = next(occupancy.stays(floor, stay.piece, chance, 1 << stay.shoot))
        return replace(stay, first=first, strike=strike)

    def _laid_back(self, index: int, stay: Stay, occupancy: Occupancy) -> Stay:
        """The same stay at its old position, where that is free."""
        problem = self.slate.problem
        floor, was = (
            problem.floors[stay.floor],
            self.slate.earlier.set(problem.jobs[index], stay.piece),
        )
        if (
            was is None
            or not has_rectangle(floor, stay.piece)
            or was.stage != floor.stage.id
            or was.x_m is None
            or was.y_m is None
        ):
            return stay
        back = replace(stay, x=length(was.x_m), y=length(was.y_m), turned=was.rotated)
        if back == stay:
            return stay
        (left, bottom), (wide, deep) = (back.x, back.y), back.size
        assert floor.sides is not None
        inside = left + wide <= floor.sides[0] and bottom + deep <= floor.sides[1]
        boxes = occupancy.boxes_during(floor.index, stay.first, stay.stop)
        free = all(apart((left, bottom, wide, deep), box, floor.aisle) for box in boxes)
        return back if inside and free else stay
