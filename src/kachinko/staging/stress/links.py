"""Who waits for whom, where two things that met in the plan would disturb each other.

Each function reads one rule off the plan: of two tasks that could not go on together, the one that
came later waits for the one that came first.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import combinations, pairwise
from typing import TYPE_CHECKING, Literal

from kachinko.staging.layout import apart

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kachinko.staging.layout import Box
    from kachinko.staging.stress.clocks import Clocks
    from kachinko.staging.stress.tasks import Item, PlayedTitle, Standing, Task, Tasks

Why = Literal["phase", "unit", "after", "quiet", "floor", "aisle", "crews", "power"]


@dataclass(frozen=True, slots=True)
class Link:
    """A task waits for an end of another."""

    point: int
    """Row of the end that is waited for."""
    task: int
    """The task that waits."""
    why: Why
    at_mid: bool = False
    """Its second phase waits (a prelight for power), so its start keeps that much distance."""


def links_of(tasks: Tasks, clocks: Clocks) -> list[Link]:
    """All links between pairs; those by shared amounts (floor, crews, power) come from `flow`."""
    found: list[Link] = []
    for item in tasks.items:
        found += _phases(item)
    for title in tasks.titles:
        found += _shoots(title, clocks)
    for on_stage in by_stage(tasks):
        for one, two in combinations(on_stage, 2):
            found += _quiet(one, two)
            found += _aisle(one, two)
    return found


def by_stage(tasks: Tasks) -> list[list[Item]]:
    """The sets of each stage in use."""
    found: dict[str, list[Item]] = {}
    for item in tasks.items:
        if item.standing is not None:
            found.setdefault(item.standing.stage.id, []).append(item)
    return list(found.values())


def _phases(item: Item) -> Iterator[Link]:
    """A shoot waits for the prelight, a strike for the hold."""
    for before, after in pairwise(item.tasks):
        yield Link(before.end_point, after.index, "phase")


def _shoots(title: PlayedTitle, clocks: Clocks) -> Iterator[Link]:
    """Rule 5: a unit goes from place to place in the planned order; `after` is kept."""
    shoots = {item.id: item.shoot for item in title.items}
    units: dict[str, list[Task]] = {}
    for item in title.items:
        units.setdefault(item.thing.unit, []).append(item.shoot)
        for name in item.thing.after:
            yield Link(shoots[name].mid_point, item.shoot.index, "after")
    for of_unit in units.values():
        # By date, for the sets of a split title stand at studios that number their days apart.
        ordered = sorted(of_unit, key=lambda task: clocks.days[task.site].dates[task.start])
        for before, after in pairwise(ordered):
            yield Link(before.mid_point, after.index, "unit")


def _quiet(one: Item, two: Item) -> Iterator[Link]:
    """Rule 3: a sound take and any other noise on a quiet stage follow one another."""
    assert one.standing is not None
    assert two.standing is not None
    if not one.standing.stage.quiet:
        return
    for here in _noises(one):
        for there in _noises(two):
            if _takes_sound(one.standing, here) or _takes_sound(two.standing, there):
                before, after = (here, there) if here.mid <= there.start else (there, here)
                yield Link(before.mid_point, after.index, "quiet")


def _noises(item: Item) -> list[Task]:
    return [task for task in item.tasks if task.first_days]


def _takes_sound(standing: Standing, task: Task) -> bool:
    return task.kind == "shoot" and standing.set.sync_sound


def _aisle(one: Item, two: Item) -> Iterator[Link]:
    """Rule 2: of two rectangles that lie too near, one is gone before the other comes."""
    assert one.standing is not None
    assert two.standing is not None
    boxes = _box(one.standing), _box(two.standing)
    if boxes[0] is None or boxes[1] is None:
        return
    if not apart(boxes[0], boxes[1], round(one.standing.stage.aisle_m * 100)):
        before, after = (one, two) if one.tasks[-1].end <= two.tasks[0].start else (two, one)
        yield Link(before.tasks[-1].end_point, after.tasks[0].index, "aisle")


def _box(standing: Standing) -> Box | None:
    """Where a set lies; None where floor is counted by area."""
    one, planned = standing.set, standing.planned
    if planned.x_m is None or planned.y_m is None or one.width_m is None or one.depth_m is None:
        return None
    width, depth = (one.depth_m, one.width_m) if planned.rotated else (one.width_m, one.depth_m)
    left, bottom = round(planned.x_m * 100), round(planned.y_m * 100)
    return left, bottom, round(width * 100), round(depth * 100)
