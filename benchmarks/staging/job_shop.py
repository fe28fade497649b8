"""Peer: PyJobShop, a public library for scheduling with CP-SAT behind it (pyjobshop.org).

The rules are said in its own language; its solution is read as a plan and checked like any other.

* A set is a task that stands on a stage for as long as it takes (`allow_idle`), with one mode a
  stage, and the tasks build, prelight, shoot and strike, whose modes depend on its mode.
* A floor, the crews of a studio and a stage's supply are renewable resources; so is the quiet of a
  stage, of which a sound take needs all and any other noise one part. A unit is a machine.
* A closure is a task that takes the whole floor on fixed days; days off the cast are breaks.
* All tasks of a title are selected, or its task `left out`, which makes a job of the title's value
  tardy: the weighted number of tardy jobs is what is lost.

What it cannot say: studios with different calendars (it has one time axis), two stretches of open
days with no working day between them, no crew at all, and rectangles. With one of the first three
nothing is planned. For rectangles it plans by area, and with half an aisle around each
set, which every layout keeps; titles whose rectangles then find no room, the most valuable placed
first, are left out again.
"""

from __future__ import annotations

import math
import os
import re
import tempfile
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from benchmarks.staging.job_shop_model import Shop
from benchmarks.staging.peer import Peer
from kachinko.staging import scale
from kachinko.staging.cpsat.objective import value_step
from kachinko.staging.layout import find_room
from kachinko.staging.occupancy import Occupancy
from kachinko.staging.offers import has_rectangle

if TYPE_CHECKING:
    from collections.abc import Iterator

    from benchmarks.staging.curve import Recorder
    from benchmarks.staging.outcome import Task
    from kachinko.model.plan import Plan
    from kachinko.model.project import Project
    from kachinko.staging.schedule import Placement, Stay

LINE = re.compile(r"#(?:\d+|Bound)\s+([\d.]+)s\s+best:(\S+)\s+next:\[([^,\]]+),")
"""A line of CP-SAT's log with an improvement: seconds, objective, and what is possible still."""


def job_shop(project: Project, task: Task) -> tuple[Plan, Recorder]:
    """Plan with PyJobShop.

    Raises
    ------
    NotExpressibleError
        Where the project has what its language cannot say.
    """
    peer = Peer(project, task)
    if peer.is_possible:
        _solve(peer)
    return peer.plan(), peer.recorder


def _solve(peer: Peer) -> None:
    step = value_step(peer.jobs)
    shop = Shop(peer, step)
    flat = any(floor.sides for floor in peer.problem.floors)
    begun = peer.incumbent.seconds
    with tempfile.TemporaryDirectory() as folder:
        log = Path(folder) / "log"
        with _standard_output_to(log):
            result = shop.model.solve(
                time_limit=peer.seconds_left,
                display=False,
                num_workers=peer.task.workers,
                random_seed=peer.task.seed % (2**31),
                log_search_progress=True,
                catch_sigint_signal=False,
            )
        _read_curve(peer, log.read_text("utf-8", "replace"), begun, step, plans=not flat)
    if result.status.value == "Infeasible":
        peer.refute()
    elif result.best.tasks:
        peer.incumbent.lower_value_bound(_worth_at_most(peer, result.lower_bound, step))
        placed = shop.placements(result.best)
        peer.offer(_laid_out(peer, placed) if flat else placed)


def _worth_at_most(peer: Peer, lost: float, step: int) -> int:
    """The value that is left when at least `lost` steps are lost."""
    return sum(job.value for job in peer.jobs) - math.ceil(lost - 1e-6) * step


def _read_curve(peer: Peer, log: str, begun: float, step: int, *, plans: bool) -> None:
    """Note what the solver's log says; solutions only where every one is a plan."""
    for seconds, lost, least in LINE.findall(log):
        bound = scale.worth(_worth_at_most(peer, float(least), step))
        value = None
        if plans and lost != "inf":
            value = scale.worth(_worth_at_most(peer, float(lost), step)) or None
        peer.recorder.add(begun + float(seconds), value, bound)


def _laid_out(peer: Peer, placed: dict[int, Placement]) -> dict[int, Placement]:
    """The titles whose rectangles all find room beside those of more valuable titles."""
    occupancy = Occupancy(peer.problem)
    found: dict[int, Placement] = {}
    jobs = peer.problem.jobs
    for index in sorted(placed, key=lambda index: (not jobs[index].must, -jobs[index].value)):
        stays: list[Stay] = []
        for stay in placed[index].stays:
            lying = _with_room(peer, stay, occupancy)
            if lying is None:
                break
            occupancy.add(lying)
            stays.append(lying)
        if len(stays) == len(placed[index].stays):
            found[index] = replace(placed[index], stays=tuple(stays))
        else:
            for stay in stays:
                occupancy.remove(stay)
    return found


def _with_room(peer: Peer, stay: Stay, occupancy: Occupancy) -> Stay | None:
    floor = peer.problem.floors[stay.floor]
    if not has_rectangle(floor, stay.piece):
        return stay
    room = find_room(floor, stay.piece, occupancy.boxes_during(floor.index, stay.first, stay.stop))
    return room and replace(stay, x=room[0], y=room[1], turned=room[2])


@contextmanager
def _standard_output_to(path: Path) -> Iterator[None]:
    """Let what the solver prints go to a file: PyJobShop tells of its search in no other way."""
    kept = os.dup(1)
    with path.open("wb") as file:
        os.dup2(file.fileno(), 1)
        try:
            yield
        finally:
            os.dup2(kept, 1)
            os.close(kept)
