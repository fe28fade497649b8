"""Small shootings as one exact model: every rule, and the cost without what has no price.

Each unit shoots its scenes one after another: a round through all of them in which every step
either stays on the day or goes on to a later one.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from itertools import permutations
from math import ceil
from typing import TYPE_CHECKING, Any

from kachinko.shooting.draft import Draft

if TYPE_CHECKING:
    from kachinko.halt import Halt
    from kachinko.shooting.problem import Problem, Strip

MOST_SCENES = 8
"""Up to so many scenes a proof takes seconds."""
MINUTES_A_DAY = 1440


@dataclass(frozen=True, slots=True)
class Answer:
    """What the solver said; `possible` is None where it could not decide in time."""

    possible: bool | None
    draft: Draft | None = None
    bound: Decimal | None = None
    """No board costs less; None where that was not asked."""


def solve_exactly(
    problem: Problem, *, seconds: float, seed: int = 0, halt: Halt | None = None,
    cheapest: bool = True,
) -> Answer:  # fmt: skip
    """Find the cheapest board, or (`cheapest` false) any, or prove that there is none."""
    from ortools.sat.python import cp_model

    if any(not strip.days for strip in problem.strips):
        return Answer(possible=False)
    model = Exact(problem, cp_model)
    if cheapest:
        model.price()
    solver = cp_model.CpSolver()
    solver.parameters.max_time_in_seconds = max(0.01, seconds)
    solver.parameters.num_workers = 1
    solver.parameters.random_seed = seed
    if halt is not None:
        if halt.thrown:
            return Answer(possible=None)
        halt.enter(solver)
    status = solver.solve(model.model)
    if halt is not None:
        halt.leave(solver)
    if status == cp_model.INFEASIBLE:
        return Answer(possible=False)
    if status not in (cp_model.OPTIMAL, cp_model.FEASIBLE):
        return Answer(possible=None)
    bound = None
    if cheapest and problem.prices.exact:
        # The objective is whole; its bound is a float that may lie a hair below.
        bound = Decimal(ceil(solver.best_objective_bound - 1e-6)) * problem.prices.unit
    return Answer(possible=True, draft=model.draft(solver), bound=bound)


class Exact:
    """The model. Times are minutes from the first scene of a day; days are working days."""

    def __init__(self, problem: Problem, cp_model: Any) -> None:
        self.problem = problem
        self.model = cp_model.CpModel()
        self._domain = cp_model.Domain
        m, room = self.model, problem.room
        rules = problem.shooting.rules
        base = problem.ordinals[0]
        ordinals = [ordinal - base for ordinal in problem.ordinals]
        most_row = rules.most_days_in_a_row or len(ordinals)
        calls = dict(problem.calls)
        self.day, self.at, self.pos = [], [], []
        self.night, self.ordinal, self.begins, self.wraps = [], [], [], []
        self.moves, self.eighths, self.row = [], [], []
        count = len(problem.strips)
        for strip in problem.strips:
            day = m.new_int_var_from_domain(self._domain.from_values(list(strip.days)), "")
            ordinal = m.new_int_var(0, ordinals[-1], "")
            m.add_element(day, ordinals, ordinal)
            night = m.new_bool_var("")
            if not strip.kinds & 2:
                m.add(night == 0)
            if not strip.kinds & 1:
                m.add(night == 1)
            if strip.minutes > min(room, self._longest(strip)) or strip.kinds == 0:
                m.add_bool_or([])
            at = m.new_int_var(0, max(0, room - strip.minutes), "")
            call = calls[1] + (calls[2] - calls[1]) * night
            self.day.append(day)
            self.ordinal.append(ordinal)
            self.night.append(night)
            self.at.append(at)
            self.begins.append(ordinal * MINUTES_A_DAY + call)
            ends = ordinal * MINUTES_A_DAY + call + rules.around_minutes + at + strip.minutes
            self.wraps.append(ends)
            self.pos.append(m.new_int_var(0, count, ""))
            self.moves.append(m.new_int_var(0, rules.moves_a_day, ""))
            most = rules.most_eighths if rules.most_eighths is not None else 10**6
            self.eighths.append(m.new_int_var(0, most, ""))
            self.row.append(m.new_int_var(1, most_row, ""))
        self.move_cost: list[Any] = []
        self.board_days: list[Any] = []
        for unit in range(len(problem.shooting.units)):
            self._round([i for i in range(count) if problem.strips[i].unit == unit])
        for one, other in permutations(range(count), 2):
            self._pair(one, other)

    def _longest(self, strip: Strip) -> int:
        """What a scene may last, for the day and for each of its players."""
        cast, around = self.problem.shooting.cast, self.problem.shooting.rules.around_minutes
        limits = [cast[player].most_minutes for player in strip.players]
        return min((most - around for most in limits if most is not None), default=10**6)

    def _round(self, scenes: list[int]) -> None:
        m, arcs = self.model, []
        if not scenes:
            return
        for node, i in enumerate(scenes, start=1):
            first, last = m.new_bool_var(""), m.new_bool_var("")
            arcs += [(0, node, first), (node, 0, last)]
            self._begin_day(i, first)
            m.add(self.pos[i] == 0).only_enforce_if(first)
            m.add(self.row[i] == 1).only_enforce_if(first)
            self.board_days.append(first)
            for other, j in enumerate(scenes, start=1):
                if i != j:
                    arcs.append((node, other, self._step(i, j)))
        m.add_circuit(arcs)

    def _begin_day(self, i: int, when: Any) -> None:
        m = self.model
        m.add(self.at[i] == 0).only_enforce_if(when)
        m.add(self.moves[i] == 0).only_enforce_if(when)
        m.add(self.eighths[i] == self.problem.strips[i].eighths).only_enforce_if(when)

    def _step(self, i: int, j: int) -> Any:
        """Scene j follows scene i, on the same day or on a later one."""
        m, problem = self.model, self.problem
        one, two = problem.strips[i], problem.strips[j]
        arc, same, later = m.new_bool_var(""), m.new_bool_var(""), m.new_bool_var("")
        m.add(same + later == arc)
        if one.scene.light_turn > two.scene.light_turn:
            m.add(same == 0)
        m.add(self.pos[j] == self.pos[i] + 1).only_enforce_if(arc)
        between = problem.move_minutes[one.place][two.place]
        changes = int(one.place != two.place)
        m.add(self.day[j] == self.day[i]).only_enforce_if(same)
        m.add(self.night[j] == self.night[i]).only_enforce_if(same)
        m.add(self.at[j] == self.at[i] + one.minutes + between).only_enforce_if(same)
        m.add(self.moves[j] == self.moves[i] + changes).only_enforce_if(same)
        m.add(self.eighths[j] == self.eighths[i] + two.eighths).only_enforce_if(same)
        m.add(self.row[j] == self.row[i]).only_enforce_if(same)
        self._begin_day(j, later)
        m.add(self.day[j] >= self.day[i] + 1).only_enforce_if(later)
        rest = problem.shooting.rules.rest_minutes
        m.add(self.begins[j] >= self.wraps[i] + rest).only_enforce_if(later)
        off = m.new_bool_var("")
        m.add(self.ordinal[j] >= self.ordinal[i] + 2).only_enforce_if(later, off)
        m.add(self.row[j] == self.row[i] + 1).only_enforce_if(later, off.Not())
        self.board_days.append(later)
        price = problem.prices.move[one.place][two.place] // problem.prices.weight
        self.move_cost.append(price * arc)
        return arc

    def _pair(self, i: int, j: int) -> None:
        """What two scenes ask of one another: order, one unit, a minor's day."""
        m, problem = self.model, self.problem
        one, two = problem.strips[i], problem.strips[j]
        shared = set(one.players) & set(two.players)
        if one.unit != two.unit:
            if i in two.after:
                m.add(self.day[j] >= self.day[i] + 1)
            if i < j and (shared or one.set == two.set):
                m.add(self.day[i] != self.day[j])
            return
        if i in two.after:
            m.add(self.pos[j] >= self.pos[i] + 1)
        limits = [problem.shooting.cast[player].most_minutes for player in shared]
        most = min((limit for limit in limits if limit is not None), default=None)
        if most is not None:
            before, behind = m.new_bool_var(""), m.new_bool_var("")
            m.add(self.day[i] < self.day[j]).only_enforce_if(before)
            m.add(self.day[i] > self.day[j]).only_enforce_if(behind)
            together = self.at[j] + two.minutes - self.at[i]
            room = most - problem.shooting.rules.around_minutes
            m.add(together <= room).only_enforce_if(before.Not(), behind.Not())

    def price(self) -> None:
        """Minimise the cost, in units of the first level of `prices`."""
        m, problem = self.model, self.problem
        prices, days = problem.prices, len(problem.dates)
        day_price = prices.board_day // prices.weight
        terms = [day_price * lit for lit in self.board_days] + self.move_cost
        for index, player in enumerate(problem.shooting.cast):
            scenes = [i for i, strip in enumerate(problem.strips) if index in strip.players]
            if price := prices.player[index] // prices.weight:
                terms.append(price * self._span(scenes))
                if player.drop_days is not None and len(scenes) > 1:
                    terms.append(-price * self._gap(scenes, player.drop_days, days))
        for index, weighed in enumerate(prices.standing):
            scenes = [i for i, strip in enumerate(problem.strips) if strip.set == index]
            if weighed:
                terms.append(weighed // prices.weight * self._span(scenes))
        m.minimize(sum(terms) if terms else 0)

    def _span(self, scenes: list[int]) -> Any:
        if not scenes:
            return 0
        days = len(self.problem.dates)
        first, last = self.model.new_int_var(0, days, ""), self.model.new_int_var(0, days, "")
        self.model.add_min_equality(first, [self.day[i] for i in scenes])
        self.model.add_max_equality(last, [self.day[i] for i in scenes])
        return last - first + 1

    def _gap(self, scenes: list[int], least: int, days: int) -> Any:
        """The unpaid gap: between those scenes that come before it and the others."""
        m = self.model
        saved = m.new_int_var(0, days, "")
        drops = m.new_bool_var("")
        start, stop = m.new_int_var(0, days, ""), m.new_int_var(0, days, "")
        sides = [m.new_bool_var("") for _ in scenes]
        for i, behind in zip(scenes, sides, strict=True):
            m.add(self.day[i] <= start).only_enforce_if(behind.Not())
            m.add(self.day[i] >= stop).only_enforce_if(behind)
        # Scenes on both sides: days outside a player's own are not paid anyway.
        m.add_bool_or(sides).only_enforce_if(drops)
        m.add_bool_or([side.Not() for side in sides]).only_enforce_if(drops)
        m.add(saved == 0).only_enforce_if(drops.Not())
        m.add(saved == stop - start - 1).only_enforce_if(drops)
        m.add(saved >= least).only_enforce_if(drops)
        return saved

    def draft(self, solver: Any) -> Draft:
        """Read the board out of a solution."""
        placed = sorted(
            (strip.unit, solver.value(self.day[i]), solver.value(self.pos[i]), i)
            for i, strip in enumerate(self.problem.strips)
        )
        days: dict[tuple[int, int], tuple[int, ...]] = {}
        for unit, day, _, i in placed:
            days[unit, day] = (*days.get((unit, day), ()), i)
        return Draft(days)
