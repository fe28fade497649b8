"""The planners that are held against each other on the same instances."""

from __future__ import annotations

import time
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable

    from kachinko.model.talent import TalentInstance


@dataclass(frozen=True, slots=True)
class Found:
    """What a planner came to: `order` counts, not what it says of it."""

    order: tuple[int, ...] | None
    bound: int
    """On the total, proven by the planner."""
    seconds: float


def kachinko(instance: TalentInstance, seconds: float, workers: int) -> Found:
    """Ours."""
    from kachinko.shooting.talent.solve import order_scenes

    found = order_scenes(instance, seconds=seconds, clock=time.monotonic, workers=workers)
    return Found(found.order, found.bound, found.seconds)


def cp_sat(instance: TalentInstance, seconds: float, workers: int) -> Found:
    """CP-SAT with what a careful modeller gives it.

    Scenes in a line by literals "i before j" beside the intervals, transitive by the solver's own
    no-overlap; first and last days of the cast by these; the waiting bounded below by the days
    of everybody's scenes; mirrored orders cut away; a descent's order as a hint.
    """
    return _cp_sat(instance, seconds, workers, careful=True)


def plain_cp_sat(instance: TalentInstance, seconds: float, workers: int) -> Found:
    """CP-SAT with intervals in a line and the least and the greatest of the starts, no more."""
    return _cp_sat(instance, seconds, workers, careful=False)


def _cp_sat(instance: TalentInstance, seconds: float, workers: int, *, careful: bool) -> Found:
    from ortools.sat.python import cp_model

    begun = time.monotonic()
    days = sum(instance.durations)
    cp = cp_model.CpModel()
    starts = [cp.new_int_var(0, days - d, "") for d in instance.durations]
    ends = [start + d for start, d in zip(starts, instance.durations, strict=True)]
    cp.add_no_overlap(
        cp.new_fixed_size_interval_var(s, d, "")
        for s, d in zip(starts, instance.durations, strict=True)
    )
    stays = []
    for row, rate in zip(instance.needs, instance.rates, strict=True):
        scenes = [scene for scene, needed in enumerate(row) if needed]
        if not scenes:
            continue
        first, last = cp.new_int_var(0, days, ""), cp.new_int_var(0, days, "")
        if careful:
            for scene in scenes:
                cp.add(first <= starts[scene])
                cp.add(last >= ends[scene])
            cp.add(last - first >= sum(instance.durations[scene] for scene in scenes))
        else:
            cp.add_min_equality(first, [starts[scene] for scene in scenes])
            cp.add_max_equality(last, [ends[scene] for scene in scenes])
        stays.append(rate * (last - first))
    if careful:
        _more(cp, instance, starts, ends)
    cp.minimize(sum(stays))
    solver = cp_model.CpSolver()
    solver.parameters.max_time_in_seconds = max(0.1, seconds - (time.monotonic() - begun))
    solver.parameters.num_workers = workers
    status = solver.solve(cp)
    order = None
    if status in (cp_model.OPTIMAL, cp_model.FEASIBLE):
        at = [solver.value(start) for start in starts]
        order = tuple(sorted(range(instance.scenes), key=at.__getitem__))
    bound = int(-(-solver.best_objective_bound // 1))
    return Found(order, bound, time.monotonic() - begun)


def _more(cp: Any, instance: TalentInstance, starts: list[Any], ends: list[Any]) -> None:
    from kachinko.shooting.talent.reduce import frame, reduce_instance
    from kachinko.shooting.talent.walk import walk

    count = instance.scenes
    for i in range(count):
        for j in range(i + 1, count):
            before = cp.new_bool_var("")
            cp.add(ends[i] <= starts[j]).only_enforce_if(before)
            cp.add(ends[j] <= starts[i]).only_enforce_if(before.negated())
    if count > 1:
        cp.add(starts[0] < starts[1])
    reduced = reduce_instance(instance)
    laid = frame(reduced)
    if not reduced.players:
        return
    _, found = walk(laid.needs, laid.durations, laid.rate_table, 0, 100)
    order = list(reduced.order([int(scene) for scene in found]))
    if count > 1 and order.index(0) > order.index(1):
        order.reverse()
    day = 0
    for scene in order:
        cp.add_hint(starts[scene], day)
        day += instance.durations[scene]


def cabs(instance: TalentInstance, seconds: float, workers: int) -> Found:
    """DIDP's complete anytime beam search."""
    import didppy

    return _didp(
        instance,
        lambda model: didppy.CABS(model, threads=workers, time_limit=seconds, quiet=True),
    )


def caasdy(instance: TalentInstance, seconds: float, workers: int) -> Found:  # noqa: ARG001
    """DIDP's A* search; it has one thread."""
    import didppy

    return _didp(instance, lambda model: didppy.CAASDy(model, time_limit=seconds, quiet=True))


def _didp(instance: TalentInstance, make: Callable[[Any], Any]) -> Found:
    """The usual dynamic programme: which scenes are left; who came and is still needed is paid."""
    import didppy

    begun = time.monotonic()
    count, cast = instance.scenes, instance.cast
    who = [[a for a in range(cast) if instance.needs[a][scene]] for scene in range(count)]
    model = didppy.Model()
    scene_type = model.add_object_type(number=count)
    cast_type = model.add_object_type(number=cast)
    left = model.add_set_var(object_type=scene_type, target=range(count))
    players = model.add_set_table(
        [model.create_set_const(object_type=cast_type, value=one) for one in who],
        object_type=cast_type,
    )
    rates = model.add_int_table(list(instance.rates))
    own_pay = [
        sum(instance.rates[a] for a in who[scene]) * instance.durations[scene]
        for scene in range(count)
    ]
    needed = model.add_int_table(own_pay)
    model.add_base_case([left.is_empty()])
    model.add_dual_bound(needed[left])
    here = players.union(left.complement()) & players.union(left)
    for scene in range(count):
        own = model.create_set_const(object_type=cast_type, value=who[scene])
        usual = didppy.Transition(
            name=str(scene),
            cost=instance.durations[scene] * rates[here | own] + didppy.IntExpr.state_cost(),
            effects=[(left, left.remove(scene))],
            preconditions=[left.contains(scene)],
        )
        model.add_transition(usual)
        free = didppy.Transition(
            name=str(scene),
            cost=own_pay[scene] + didppy.IntExpr.state_cost(),
            effects=[(left, left.remove(scene))],
            preconditions=[left.contains(scene), own == here],
        )
        model.add_transition(free, forced=True)
    found = make(model).search()
    order = None
    if found.transitions:
        order = tuple(int(one.name) for one in found.transitions)
    bound = found.cost if found.is_optimal else (found.best_bound or 0)
    return Found(order, int(bound), time.monotonic() - begun)


PLANNERS: dict[str, Callable[[TalentInstance, float, int], Found]] = {
    "Kachinko": kachinko,
    "CABS": cabs,
    "CAASDy": caasdy,
    "CP-SAT": cp_sat,
    "plain CP-SAT": plain_cp_sat,
}
