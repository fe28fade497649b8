"""First plans: titles are inserted one after another into what already stands."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import dataclass, replace
from itertools import islice
from typing import TYPE_CHECKING

from kachinko.staging.days import Days, lowest, span
from kachinko.staging.layout import find_room
from kachinko.staging.offers import has_rectangle
from kachinko.staging.schedule import Placement, Stay

if TYPE_CHECKING:
    import random
    from collections.abc import Callable, Iterable, Sequence

    from kachinko.staging.objective import Prices
    from kachinko.staging.occupancy import Occupancy
    from kachinko.staging.offers import Offers
    from kachinko.staging.problem import Chance, Floor, Job, Piece, Problem

POSITIONS_TRIED = 12
"""How many shoot days are tried for a free rectangle before a stage is given up."""


@dataclass(slots=True)
class _Draft:
    """A title that is being placed: its sets, blocks, and when its units are busy."""

    stays: dict[int, Stay]
    blocks: dict[int, int]
    ends: dict[str, int]
    """Ordinal of the last shooting day of each set or block that is placed."""
    busy: dict[str, list[tuple[int, int]]]
    """For each unit the first and last ordinals of its shoots."""


@dataclass(frozen=True, slots=True)
class _Item:
    """A set or a block that waits to be placed."""

    name: str
    unit: str
    days: int
    after: tuple[str, ...]
    piece: Piece | None
    block: int


class Inserter:
    """Finds a place for one title beside what stands, without moving anything else."""

    def __init__(self, problem: Problem, offers: Offers, prices: Prices) -> None:
        self.problem = problem
        self.offers = offers
        self.prices = prices
        self._ordinals: list[list[int]] = [site.ordinals.tolist() for site in problem.sites]
        self._items = [_items(job) for job in problem.jobs]

    def insert(
        self, job: Job, home: int, occupancy: Occupancy, rng: random.Random, begin: int = 0
    ) -> Placement | None:
        """Place a title at `home`, no shooting before working day `begin` there; None if no way.

        Sets and blocks are taken in the order in which they can start earliest, so that the unit
        works without pause; the sets stay in `occupancy` only if all of them found a place.
        """
        draft = _Draft({}, {}, {}, {})
        waiting = list(self._items[job.index])
        earliest = self._ordinals[home][begin]
        while waiting:
            best: tuple[float, int, Stay | int] | None = None
            for number, item in enumerate(waiting):
                if any(name not in draft.ends for name in item.after):
                    continue
                found = self._earliest(job, home, item, draft, occupancy, earliest, rng)
                if found is not None and (best is None or found[0] < best[0]):
                    best = (found[0], number, found[1])
            if best is None:
                for stay in draft.stays.values():
                    occupancy.remove(stay)
                return None
            self._place(home, waiting.pop(best[1]), best[2], draft, occupancy)
        placement = Placement(
            job.index,
            home,
            tuple(draft.stays[piece.index] for piece in job.pieces),
            tuple(draft.blocks[number] for number in range(len(job.blocks))),
        )
        return replace(placement, cost=self.prices.of_title(job, placement))

    def _place(
        self, home: int, item: _Item, where: Stay | int, draft: _Draft, occupancy: Occupancy
    ) -> None:
        if isinstance(where, Stay):
            draft.stays[where.piece.index] = where
            occupancy.add(where)
            ordinals, start = self._ordinals[where.site], where.shoot
        else:
            draft.blocks[item.block] = where
            ordinals, start = self._ordinals[home], where
        first, last = ordinals[start], ordinals[start + item.days - 1]
        draft.ends[item.name] = last
        draft.busy.setdefault(item.unit, []).append((first, last))

    def _earliest(
        self,
        job: Job,
        home: int,
        item: _Item,
        draft: _Draft,
        occupancy: Occupancy,
        earliest: int,
        rng: random.Random,
    ) -> tuple[float, Stay | int] | None:
        """The earliest start of a set or block after `earliest` [ordinal], slightly shaken."""
        ready = max([earliest, *(draft.ends[name] + 1 for name in item.after)])
        busy = draft.busy.get(item.unit, [])
        if item.piece is None:
            free = self._free(home, busy, ready, item.days)
            start = lowest(job.block_chances[item.block, home].starts & free)
            if start < 0:
                return None
            return self._ordinals[home][start] + rng.random(), start
        best: tuple[float, Stay] | None = None
        sites = job.sites if job.title.split else (home,)
        for site in sites:
            chance = job.set_chances[item.piece.index, site]
            free = self._free(site, busy, ready, item.days)
            if not chance.starts & free:
                continue
            ordinals = self._ordinals[site]
            for floor in self.offers.floors(job, item.piece, site):
                stay = self._on_floor(floor, item.piece, chance, free, occupancy)
                if stay is None:
                    continue
                # Where several stages can begin on the same days, the tighter one is taken, so
                # that large floors stay free for large sets.
                spare = floor.area - item.piece.area if floor.area else 0
                wait = stay.stop - stay.first - item.piece.least_stay
                score = ordinals[stay.shoot] + 0.2 * wait + spare / 1e6 + 2.0 * rng.random()
                if best is None or score < best[0]:
                    best = score, stay
        return best

    def _free(self, site: int, busy: list[tuple[int, int]], ready: int, days: int) -> Days:
        """On which working days of a site a unit could begin `days` of shooting, from `ready` on.

        Other shoots of the unit may follow another site's calendar, so that they are compared by
        calendar days.
        """
        ordinals = self._ordinals[site]
        free = span(bisect_left(ordinals, ready), len(ordinals))
        for first, last in busy:
            begin = bisect_left(ordinals, first) - days + 1
            free &= ~span(max(0, begin), bisect_right(ordinals, last))
        return free

    def _on_floor(
        self, floor: Floor, piece: Piece, chance: Chance, free: Days, occupancy: Occupancy
    ) -> Stay | None:
        ways = occupancy.stays(floor, piece, chance, free)
        if not has_rectangle(floor, piece):
            way = next(ways, None)
            return None if way is None else Stay(piece, floor.index, floor.site, *way)
        for first, shoot, strike in islice(ways, POSITIONS_TRIED):
            boxes = occupancy.boxes_during(floor.index, first, strike + piece.strike)
            room = find_room(floor, piece, boxes)
            if room is not None:
                return Stay(piece, floor.index, floor.site, first, shoot, strike, *room)
        return None


def _items(job: Job) -> tuple[_Item, ...]:
    sets = [_Item(p.set.id, p.set.unit, p.set.shoot_days, p.set.after, p, -1) for p in job.pieces]
    blocks = [
        _Item(block.id, block.unit, block.days, block.after, None, number)
        for number, block in enumerate(job.blocks)
    ]
    return (*sets, *blocks)


def effort(job: Job) -> float:
    """Floor-days and stage-days that a title takes at least: what its value is weighed against."""
    return 1.0 + sum(
        piece.area / 100 * piece.least_stay + 500 * piece.shoot for piece in job.pieces
    )


def by_promise(jobs: Iterable[Job], rng: random.Random, shake: float) -> list[Job]:
    """Titles in the order of insertion: musts first, then value for effort, a little shaken."""

    def promise(job: Job) -> tuple[bool, float]:
        return job.must, job.value / effort(job) * (1.0 + shake * (2 * rng.random() - 1))

    return sorted(jobs, key=promise, reverse=True)


def construct(
    jobs: Sequence[Job],
    inserter: Inserter,
    occupancy: Occupancy,
    rng: random.Random,
    *,
    shake: float,
    stop: Callable[[], bool],
) -> dict[int, Placement]:
    """Insert as many of `jobs` as find a place, most promising first.

    Titles with a choice of studios try each, shuffled. With `shake` above 0 a title's first
    attempt may begin later in its window, which spreads titles over the horizon.
    """
    placed: dict[int, Placement] = {}
    for job in by_promise(jobs, rng, shake):
        if stop():
            break
        homes = list(inserter.offers.homes(job))
        rng.shuffle(homes)
        for home in homes:
            length = len(inserter.problem.sites[home].days)
            begins = [0]
            if shake:
                begins.insert(0, rng.randrange(length * 3 // 4 + 1))
            placement = None
            for begin in begins:
                placement = inserter.insert(job, home, occupancy, rng, begin)
                if placement is not None:
                    break
            if placement is not None:
                placed[job.index] = placement
                break
    return placed


def could_stand_alone(
    job: Job, inserter: Inserter, occupancy: Occupancy, rng: random.Random
) -> bool:
    """Whether insertion finds a place for a title in an empty `occupancy` (True is a proof)."""
    for home in inserter.offers.homes(job):
        placement = inserter.insert(job, home, occupancy, rng)
        if placement is not None:
            for stay in placement.stays:
                occupancy.remove(stay)
            return True
    return False
