"""What any board must keep, as a model without the order within days: quick, and if it has no
solution, there is no board. A solution proves nothing."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kachinko.halt import Halt
    from kachinko.shooting.problem import Problem

MINUTES_A_DAY = 1440


def clashing_scenes(
    problem: Problem, *, seconds: float, halt: Halt | None = None
) -> tuple[int, ...] | None:
    """Scenes that cannot all be shot, proven (perhaps more than needed); None: none are proven."""
    from ortools.sat.python import cp_model

    without = tuple(i for i, strip in enumerate(problem.strips) if not strip.days)
    if without:
        return without[:1]
    model = Relaxed(problem, cp_model)
    solver = cp_model.CpSolver()
    solver.parameters.max_time_in_seconds = max(0.01, seconds)
    # Cores of assumptions are found by one worker without an objective only.
    solver.parameters.num_workers = 1
    if halt is not None:
        if halt.thrown:
            return None
        halt.enter(solver)
    status = solver.solve(model.model)
    if halt is not None:
        halt.leave(solver)
    if status != cp_model.INFEASIBLE:
        return None
    core = set(solver.sufficient_assumptions_for_infeasibility())
    found = tuple(i for i, literal in enumerate(model.shot) if literal.index in core)
    return found or tuple(range(len(problem.strips)))


class Relaxed:
    """Scene by day; days with their calls, their time and their places."""

    def __init__(self, problem: Problem, cp_model: Any) -> None:
        self.problem = problem
        self.model = m = cp_model.CpModel()
        strips = problem.strips
        self.shot = [m.new_bool_var("") for _ in strips]
        m.add_assumptions(self.shot)
        self.on: list[dict[int, Any]] = [
            {day: m.new_bool_var("") for day in strip.days} for strip in strips
        ]
        self.slots: defaultdict[tuple[int, int], list[int]] = defaultdict(list)
        for i, days in enumerate(self.on):
            m.add(sum(days.values()) == 1).only_enforce_if(self.shot[i])
            m.add_at_most_one(days.values())
            for day in days:
                self.slots[strips[i].unit, day].append(i)
        self.calls = {slot: (m.new_bool_var(""), m.new_bool_var("")) for slot in self.slots}
        self.minutes = {slot: self._day(slot) for slot in self.slots}
        self._rest()
        self._row()
        self._order()
        self._one_unit_each()

    def _day(self, slot: tuple[int, int]) -> Any:
        """The limits of one day; returns its minutes of scenes."""
        m, problem = self.model, self.problem
        rules, cast = problem.shooting.rules, problem.shooting.cast
        scenes = [(problem.strips[i], self.on[i][slot[1]]) for i in self.slots[slot]]
        m.add_at_most_one(self.calls[slot])
        minutes = sum(strip.minutes * on for strip, on in scenes)
        if rules.most_eighths is not None:
            m.add(sum(strip.eighths * on for strip, on in scenes) <= rules.most_eighths)
        places: dict[int, Any] = {}
        players: defaultdict[int, list[Any]] = defaultdict(list)
        for strip, on in scenes:
            calls = [call for bit, call in zip((1, 2), self.calls[slot], strict=True)
                     if strip.kinds & bit]  # fmt: skip
            m.add_bool_or([*calls, on.Not()])
            m.add_implication(on, places.setdefault(strip.place, m.new_bool_var("")))
            for player in strip.players:
                players[player].append(strip.minutes * on)
        m.add(sum(places.values()) <= rules.moves_a_day + 1)
        m.add(minutes <= problem.room)
        for player, work in players.items():
            most = cast[player].most_minutes
            if most is not None:
                m.add(sum(work) <= most - rules.around_minutes)
        return minutes

    def _near(self, reach: int) -> Iterator[tuple[tuple[int, int], tuple[int, int], int]]:
        """Pairs of days of one unit that lie at most so many calendar days apart."""
        ordinals = self.problem.ordinals
        for unit, day in self.slots:
            later = day + 1
            while later < len(ordinals) and ordinals[later] - ordinals[day] <= reach:
                if (unit, later) in self.slots:
                    yield (unit, day), (unit, later), ordinals[later] - ordinals[day]
                later += 1

    def _rest(self) -> None:
        rules = self.problem.shooting.rules
        times = (rules.day_call, rules.night_call)
        for slot, later, apart in self._near(4):
            for k, call in enumerate(times):
                for n, next_call in enumerate(times):
                    room = apart * MINUTES_A_DAY + next_call - rules.rest_minutes
                    room -= call + rules.around_minutes
                    if room < self.problem.room:
                        both = (self.calls[slot][k], self.calls[later][n])
                        self.model.add(self.minutes[slot] <= room).only_enforce_if(*both)

    def _row(self) -> None:
        most = self.problem.shooting.rules.most_days_in_a_row
        if most is None:
            return
        by_ordinal = {(u, self.problem.ordinals[day]): calls
                      for (u, day), calls in self.calls.items()}  # fmt: skip
        for unit, ordinal in by_ordinal:
            row = [by_ordinal.get((unit, ordinal + k)) for k in range(most + 1)]
            if all(calls is not None for calls in row):
                used = [call for calls in row if calls is not None for call in calls]
                self.model.add(sum(used) <= most)

    def _order(self) -> None:
        strips = self.problem.strips
        for i, strip in enumerate(strips):
            for before in strip.after:
                later = int(strips[before].unit != strip.unit)
                day = sum(d * on for d, on in self.on[i].items())
                other = sum(d * on for d, on in self.on[before].items())
                self.model.add(day >= other + later).only_enforce_if(
                    self.shot[i], self.shot[before]
                )

    def _one_unit_each(self) -> None:
        for (unit, day), scenes in self.slots.items():
            for i in scenes:
                for other in range(unit + 1, len(self.problem.shooting.units)):
                    for j in self.slots.get((other, day), ()):
                        one, two = self.problem.strips[i], self.problem.strips[j]
                        if one.set == two.set or set(one.players) & set(two.players):
                            pair = (self.on[i][day], self.on[j][day])
                            self.model.add_at_most_one(pair)
