"""Peer: what one does with a spreadsheet. A list by hand-made priority, each title once.

Nothing is searched and nothing that stands is moved.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import dataclass, field, replace
from itertools import islice
from typing import TYPE_CHECKING

from benchmarks.staging.peer import Peer
from kachinko.staging.days import Days, lowest, span
from kachinko.staging.layout import find_room
from kachinko.staging.occupancy import Occupancy
from kachinko.staging.offers import has_rectangle
from kachinko.staging.schedule import Placement, Stay

if TYPE_CHECKING:
    from benchmarks.staging.curve import Recorder
    from benchmarks.staging.outcome import Task
    from kachinko.model.plan import Plan
    from kachinko.model.project import Project
    from kachinko.model.title import LocationBlock, Set
    from kachinko.staging.problem import Job, Piece

DAYS_TRIED = 60
"""On how many days a free rectangle is looked for before a stage is given up."""


def earliest_fit(project: Project, task: Task) -> tuple[Plan, Recorder]:
    """Place titles one after another: musts, then by value, then by the earliest window.

    Each goes to the studio where it is finished first; there each of its sets and blocks, in the
    order of the file, goes to the first day on which it fits, on the first stage with that day.
    """
    peer = Peer(project, task)
    if peer.is_possible:
        occupancy = Occupancy(peer.problem)
        placed: dict[int, Placement] = {}
        for job in sorted(peer.jobs, key=_priority):
            placement = _best(peer, job, occupancy)
            if placement is not None:
                for stay in placement.stays:
                    occupancy.add(stay)
                placed[job.index] = placement
        peer.offer(placed)
    return peer.plan(), peer.recorder


def _priority(job: Job) -> tuple[bool, int, int]:
    earliest = job.title.earliest
    return not job.must, -job.value, earliest.toordinal() if earliest else 0


def _best(peer: Peer, job: Job, occupancy: Occupancy) -> Placement | None:
    best: tuple[int, Placement] | None = None
    for home in peer.offers.homes(job):
        draft = _Draft(peer, job, home, occupancy)
        if draft.fill() and (best is None or draft.end < best[0]):
            best = draft.end, draft.placement()
        draft.clear()
    return best[1] if best else None


@dataclass(slots=True)
class _Draft:
    """A title that is being placed at one home; its stays are in the occupancy meanwhile."""

    peer: Peer
    job: Job
    home: int
    occupancy: Occupancy
    stays: dict[int, Stay] = field(default_factory=dict)
    blocks: dict[int, int] = field(default_factory=dict)
    shoots: dict[str, tuple[int, int]] = field(default_factory=dict)
    """First and last shooting day of each set or block, as ordinals."""

    @property
    def end(self) -> int:
        """The last shooting day."""
        return max(last for _, last in self.shoots.values())

    def placement(self) -> Placement:
        """The title as it stands."""
        job = self.job
        stays = tuple(self.stays[piece.index] for piece in job.pieces)
        blocks = tuple(self.blocks[number] for number in range(len(job.blocks)))
        placement = Placement(job.index, self.home, stays, blocks)
        return replace(placement, cost=self.peer.prices.of_title(job, placement))

    def clear(self) -> None:
        """Take its sets away again."""
        for stay in self.stays.values():
            self.occupancy.remove(stay)

    def fill(self) -> bool:
        """Place everything; whether that went."""
        pieces = {piece.set.id: piece for piece in self.job.pieces}
        numbers = {block.id: number for number, block in enumerate(self.job.blocks)}
        waiting = list(self.job.title.shoots)
        while waiting:
            ready = next(
                (one for one in waiting if all(name in self.shoots for name in one.after)), None
            )
            if ready is None:
                return False
            waiting.remove(ready)
            if ready.id in pieces:
                went = self._set(ready, pieces[ready.id])
            else:
                went = self._block(ready, numbers[ready.id])
            if not went:
                return False
        return True

    def _block(self, block: Set | LocationBlock, number: int) -> bool:
        starts = self.job.block_chances[number, self.home].starts & self._free(self.home, block)
        start = lowest(starts)
        if start < 0:
            return False
        self.blocks[number] = start
        self._note(block, self.home, start)
        return True

    def _set(self, made: Set | LocationBlock, piece: Piece) -> bool:
        best: tuple[int, Stay] | None = None
        for site in self.job.sites if self.job.title.split else (self.home,):
            free = self._free(site, made)
            for stay in self._stays(piece, site, free):
                day = int(self.peer.problem.sites[site].ordinals[stay.shoot])
                if best is None or day < best[0]:
                    best = day, stay
        if best is None:
            return False
        stay = best[1]
        self.occupancy.add(stay)
        self.stays[piece.index] = stay
        self._note(made, stay.site, stay.shoot)
        return True

    def _stays(self, piece: Piece, site: int, free: Days) -> list[Stay]:
        """The earliest stay on each stage of a site that has one."""
        found: list[Stay] = []
        chance = self.job.set_chances[piece.index, site]
        for floor in self.peer.offers.floors(self.job, piece, site):
            ways = self.occupancy.stays(floor, piece, chance, free)
            for first, shoot, strike in islice(ways, DAYS_TRIED):
                stay = Stay(piece, floor.index, site, first, shoot, strike)
                if has_rectangle(floor, piece):
                    standing = self.occupancy.boxes_during(floor.index, first, stay.stop)
                    room = find_room(floor, piece, standing)
                    if room is None:
                        continue
                    stay = replace(stay, x=room[0], y=room[1], turned=room[2])
                found.append(stay)
                break
        return found

    def _note(self, made: Set | LocationBlock, site: int, start: int) -> None:
        ordinals = self.peer.problem.sites[site].ordinals
        self.shoots[made.id] = int(ordinals[start]), int(ordinals[start + made.shoot_days - 1])

    def _free(self, site: int, made: Set | LocationBlock) -> Days:
        """The working days of a site on which the unit is free to begin this shoot."""
        ordinals = self.peer.problem.sites[site].ordinals.tolist()
        ready = max((self.shoots[name][1] + 1 for name in made.after), default=0)
        free = span(bisect_left(ordinals, ready), len(ordinals))
        for other in self.job.title.shoots:
            if other.unit == made.unit and other.id in self.shoots:
                first, last = self.shoots[other.id]
                begin = bisect_left(ordinals, first) - made.shoot_days + 1
                free &= ~span(max(0, begin), bisect_right(ordinals, last))
        return free
