"""Floor, crews and power handed on from one task to the next, so that no amount is used twice.

A resource flow network: each claim takes its amount from claims that ended before it began in
the plan, and waits for just those. Whatever the durations, a plan shifted to the right along these
links never uses more than there is (Artigues, Michelon and Reusser, *European Journal of
Operational Research* 149(2), 2003, "Insertion techniques for static and dynamic
resource-constrained project scheduling"). Of several givers, first those that are waited for
anyway, then what nobody has used yet, then whoever ended first: that leaves the most time between
the two (the chaining of Policella, Oddi, Smith and Cesta, CP 2004).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from kachinko.staging.stress.links import Link, Why, by_stage

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from kachinko.model.project import Project
    from kachinko.staging.stress.tasks import Item, Task, Tasks

    IsWaitedFor = Callable[[int, int], bool]
    """Whether a task (its number second) waits for an end (its row first) already."""


@dataclass(frozen=True, slots=True)
class Claim:
    """An amount that is in use from a day of the plan until an end."""

    amount: int
    start: int
    task: int
    """Who takes it …"""
    point: int
    """… and the end at which it is free again."""
    until: int
    """Planned value of that end."""
    at_mid: bool = False


@dataclass(slots=True)
class _Free:
    amount: int
    point: int | None
    """The end at which it became free; None: nobody has used it."""
    since: int


def flows(project: Project, tasks: Tasks, is_waited_for: IsWaitedFor) -> list[Link]:
    """The links by floor and power of each stage and by the crews of each studio."""
    found: list[Link] = []
    for on_stage in by_stage(tasks):
        standing = on_stage[0].standing
        assert standing is not None
        floor, supply = standing.stage.floor_m2, standing.stage.power_kva
        assert floor is not None
        claims = [_floor_claim(item) for item in on_stage]
        found += _chain(claims, round(floor * 100), "floor", is_waited_for)
        if supply is not None:
            claims = [claim for item in on_stage for claim in _power_claims(item)]
            found += _chain(claims, round(supply * 10), "power", is_waited_for)
    for site, studio in enumerate(project.studios):
        if studio.build_crews is not None:
            claims = [_crew_claim(task) for task in tasks.tasks if _needs_crew(task, site)]
            found += _chain(claims, studio.build_crews, "crews", is_waited_for)
    return found


def _floor_claim(item: Item) -> Claim:
    assert item.standing is not None
    first, last = item.tasks[0], item.tasks[-1]
    amount = round(item.standing.set.footprint_m2 * 100)
    return Claim(amount, first.start, first.index, last.end_point, last.end)


def _needs_crew(task: Task, site: int) -> bool:
    return task.site == site and task.kind in ("build", "strike") and task.first_days > 0


def _crew_claim(task: Task) -> Claim:
    return Claim(1, task.start, task.index, task.mid_point, task.mid)


def _power_claims(item: Item) -> Iterator[Claim]:
    """Rule 8: a set draws its load while it is prelit and while it is shot."""
    assert item.standing is not None
    load = round((item.standing.set.power_kva or 0) * 10)
    if not load:
        return
    for task in item.tasks:
        if task.kind == "build" and task.second_days:
            yield Claim(load, task.mid, task.index, task.end_point, task.end, at_mid=True)
        elif task.kind == "shoot":
            yield Claim(load, task.start, task.index, task.mid_point, task.mid)


def _chain(
    claims: list[Claim], capacity: int, why: Why, is_waited_for: IsWaitedFor
) -> Iterator[Link]:
    pool = [_Free(capacity, None, -1)]
    for claim in sorted(claims, key=lambda claim: (claim.start, claim.until, claim.task)):

        def cheapest(free: _Free, task: int = claim.task) -> tuple[int, int]:
            if free.point is None:
                return 1, 0
            return (0 if is_waited_for(free.point, task) else 2), free.since

        missing = claim.amount
        for free in sorted((free for free in pool if free.since <= claim.start), key=cheapest):
            if not missing:
                break
            taken = min(free.amount, missing)
            missing -= taken
            free.amount -= taken
            if free.point is not None:
                yield Link(free.point, claim.task, why, claim.at_mid)
        assert not missing, "a plan that keeps the rules never uses more than there is"
        pool = [free for free in pool if free.amount]
        pool.append(_Free(claim.amount, claim.point, claim.until))
