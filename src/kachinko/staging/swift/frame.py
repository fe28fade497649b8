"""A problem and a schedule as flat arrays, for compiled code."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np

from kachinko.staging.days import Days, highest, lowest
from kachinko.staging.schedule import Placement, Stay

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from kachinko.staging.offers import Offers
    from kachinko.staging.problem import Chance, Job, Problem

Array = np.ndarray[Any, Any]

UNLIMITED = 2**40


# Columns of the arrays below. An item is a set or a location block; a row is an item at one site;
# a stay holds an item's decisions (stage, or -1 for none).
(
    I_AREA,
    I_BUILD,
    I_PRELIGHT,
    I_SHOOT,
    I_HOLD,
    I_STRIKE,
    I_POWER,
    I_WIDTH,
    I_DEPTH,
    I_UNIT,
    I_AFTER,
    I_ROWS_FROM,
    I_ROWS_TO,
    I_IS_BLOCK,
    I_SYNC,
) = range(15)
R_SITE, R_LO, R_HI, R_START, R_STOP, R_FLOORS_FROM, R_FLOORS_TO = range(7)
F_SITE, F_AREA, F_POWER, F_WIDTH, F_DEPTH, F_AISLE, F_QUIET = range(7)
J_ITEMS_FROM, J_ITEMS_TO, J_HOMES_FROM, J_HOMES_TO, J_SPLIT = range(5)
S_DAYS, S_CREWS = range(2)
B_FIRST, B_LAST = range(2)
D_USED, D_NOISE, D_TAKES, D_LOAD = range(4)
P_FLOOR, P_FIRST, P_BEGIN, P_END, P_X, P_Y, P_TURNED = range(7)


class Frame(NamedTuple):
    """What never changes; columns as above."""

    items: Array
    rows: Array
    stages: Array
    """Width and depth are 0 where a stage counts by area alone."""
    titles: Array
    value: Array
    effort: Array
    sites: Array
    bays: Array
    """Stages × days × 2: first and last day of the open stretch around a day, -1 when closed."""
    ordinals: Array
    """Sites × days; beyond a site's last working day a date after all others."""
    starts: Array
    """Rows × days: whether the shoot may begin."""
    floors: Array
    """The stages that can take an item, row after row."""
    homes: Array
    """The sites at which a title can be made, title after title."""


class State(NamedTuple):
    """What stands where."""

    days: Array
    """Stages × days × 4."""
    crews: Array
    """Sites × days: sets that build or strike."""
    home: Array
    """Site of each title; -1 while it is not in."""
    stays: Array
    standing: Array
    """Stages × most: the rectangles that stand on a stage over time; `stood` of them."""
    stood: Array
    loud: Array
    """One number: days on which quiet stages hear noise, beyond all shooting days."""


class Decisions(NamedTuple):
    """The part of a state from which the rest follows."""

    home: Array
    stays: Array


def make_frame(problem: Problem, offers: Offers, efforts: Iterable[float]) -> Frame:
    """Flatten a problem; `efforts` say what each title takes up."""
    days = max((len(site.days) for site in problem.sites), default=0) + 1
    ordinals = np.full((len(problem.sites), days), 2**30, dtype=np.int64)
    for site in problem.sites:
        ordinals[site.index, : len(site.days)] = site.ordinals
    bays = np.full((len(problem.floors), days, 2), -1, dtype=np.int64)
    for floor in problem.floors:
        for bay in floor.bays:
            bays[floor.index, bay.lo : bay.hi + 1] = (bay.lo, bay.hi)
    rows = _Rows(problem, offers, days)
    homes = [offers.homes(job) for job in problem.jobs]
    items_to = np.cumsum([len(job.title.shoots) for job in problem.jobs])
    homes_to = np.cumsum([len(group) for group in homes])
    return Frame(
        items=_table([one for group in rows.items for one in group], I_SYNC),
        rows=_table(rows.rows, R_FLOORS_TO),
        stages=_table(
            [
                (
                    f.site, f.area or 0, UNLIMITED if f.power is None else f.power,
                    *(f.sides or (0, 0)), f.aisle, f.quiet,
                )
                for f in problem.floors
            ],
            F_QUIET,
        ),
        titles=_table(
            [
                (
                    items_to[job.index] - len(job.title.shoots), items_to[job.index],
                    homes_to[job.index] - len(homes[job.index]), homes_to[job.index],
                    job.title.split,
                )
                for job in problem.jobs
            ],
            J_SPLIT,
        ),
        value=np.array([job.value for job in problem.jobs], dtype=np.float64),
        effort=np.array(list(efforts), dtype=np.float64),
        sites=_table(
            [(len(s.days), UNLIMITED if s.crews is None else s.crews) for s in problem.sites],
            S_CREWS,
        ),
        bays=bays,
        ordinals=ordinals,
        starts=rows.packed(),
        floors=np.array(rows.floors, dtype=np.int64),
        homes=np.array([home for group in homes for home in group], dtype=np.int64),
    )  # fmt: skip


def _table(rows: Sequence[tuple[Any, ...]], last_column: int) -> Array:
    """Rows of whole numbers, also where there is none."""
    return np.array(rows, dtype=np.int64).reshape(-1, last_column + 1)


class _Rows:
    """Collects items with their rows and stages."""

    def __init__(self, problem: Problem, offers: Offers, days: int) -> None:
        self.days = days
        self.rows: list[tuple[int, ...]] = []
        self.starts: list[Days] = []
        self.floors: list[int] = []
        self.items = [self._items(job, offers) for job in problem.jobs]

    def _items(self, job: Job, offers: Offers) -> list[tuple[Any, ...]]:
        shoots = job.title.shoots
        units = {name: number for number, name in enumerate(sorted({t.unit for t in shoots}))}
        numbers = {thing.id: number for number, thing in enumerate(shoots)}
        items = []
        for number, thing in enumerate(shoots):
            begin = len(self.rows)
            piece = job.pieces[number] if number < len(job.pieces) else None
            for site in job.sites:
                if piece is not None:
                    floors = [floor.index for floor in offers.floors(job, piece, site)]
                    self._row(site, job.set_chances[piece.index, site], floors)
                else:
                    self._row(site, job.block_chances[number - len(job.pieces), site], [])
            order = (
                units[thing.unit],
                sum(1 << numbers[name] for name in set(thing.after)),
                begin,
                len(self.rows),
            )
            if piece is None:
                items.append((0, 0, 0, thing.shoot_days, 0, 0, 0, 0, 0, *order, True, False))
                continue
            one = piece.set
            items.append(
                (
                    piece.area, one.build_days, one.prelight_days, one.shoot_days, one.hold_days,
                    one.strike_days, piece.power, *(piece.sides or (0, 0)), *order, False,
                    one.sync_sound,
                )
            )  # fmt: skip
        return items

    def _row(self, site: int, chance: Chance, floors: list[int]) -> None:
        begin = len(self.floors)
        self.floors += floors
        self.rows.append(
            (
                site, chance.lo, chance.hi, max(0, lowest(chance.starts)), highest(chance.starts),
                begin, len(self.floors),
            )
        )  # fmt: skip
        self.starts.append(chance.starts)

    def packed(self) -> Array:
        """Rows × days: whether the shoot may begin."""
        size = (self.days + 7) // 8 + 1
        packed = b"".join(bits.to_bytes(size, "little") for bits in self.starts)
        bits = np.unpackbits(np.frombuffer(packed, dtype=np.uint8), bitorder="little")
        return bits.reshape(len(self.starts), -1)[:, : self.days].astype(np.bool_)


def empty_state(frame: Frame) -> State:
    """Nothing stands anywhere."""
    floors, days = frame.bays.shape[:2]
    stays = np.zeros((len(frame.items), P_TURNED + 1), dtype=np.int64)
    stays[:, P_FLOOR] = -1
    with_sides = frame.stages[:, F_WIDTH].any()
    boxes = int((frame.items[:, I_WIDTH] > 0).sum()) if with_sides else 0
    return State(
        days=np.zeros((floors, days, D_LOAD + 1), dtype=np.int64),
        crews=np.zeros(frame.ordinals.shape, dtype=np.int64),
        home=np.full(len(frame.titles), -1, dtype=np.int64),
        stays=stays,
        standing=np.zeros((floors, boxes + 1), dtype=np.int64),
        stood=np.zeros(floors, dtype=np.int64),
        loud=np.zeros(1, dtype=np.int64),
    )


def decisions(state: State | Decisions) -> Decisions:
    """A copy of the decisions of a state."""
    return Decisions(state.home.copy(), state.stays.copy())


def from_placements(frame: Frame, placements: dict[int, Placement]) -> Decisions:
    """Placements as decisions."""
    made = decisions(empty_state(frame))
    for index, placement in placements.items():
        made.home[index] = placement.home
        item = int(frame.titles[index, J_ITEMS_FROM])
        for stay in placement.stays:
            made.stays[item] = (
                stay.floor, stay.first, stay.shoot, stay.strike, stay.x, stay.y, stay.turned,
            )  # fmt: skip
            item += 1
        for start in placement.blocks:
            made.stays[item] = (-1, start, start, start, 0, 0, False)
            item += 1
    return made


def to_placements(problem: Problem, frame: Frame, made: Decisions) -> dict[int, Placement]:
    """Decisions as placements, without their cost."""
    found: dict[int, Placement] = {}
    for index in np.flatnonzero(made.home >= 0).tolist():
        job = problem.jobs[index]
        item = int(frame.titles[index, J_ITEMS_FROM])
        stays = []
        for piece in job.pieces:
            floor, first, begin, end, x, y, turned = made.stays[item].tolist()
            site = problem.floors[floor].site
            stays.append(Stay(piece, floor, site, first, begin, end, x, y, bool(turned)))
            item += 1
        blocks = tuple(made.stays[item : item + len(job.blocks), P_BEGIN].tolist())
        found[index] = Placement(index, int(made.home[index]), tuple(stays), blocks)
    return found
