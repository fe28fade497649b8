"""What stands where on each working day, kept up to date as titles come and go."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from kachinko.staging.days import Days, highest, lowest, runs, span

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from kachinko.staging.layout import Box
    from kachinko.staging.problem import Chance, Floor, Ints, Piece, Problem
    from kachinko.staging.schedule import Placement, Stay


class Occupancy:
    """Day profiles of every stage and studio under a set of placements.

    For stage f and working day i: `floor[f][i]` is the area taken [0.01 m²], `noise[f][i]` the
    number of sets that build, strike or shoot, `takes[f][i]` the number that shoot with sound,
    `load[f][i]` the connected power; `crews[s][i]` counts sets that build or strike at studio s.
    """

    def __init__(self, problem: Problem, placements: Iterable[Placement] = ()) -> None:
        self.problem = problem
        lengths = [len(problem.sites[floor.site].days) for floor in problem.floors]
        self.floor: list[Ints] = [np.zeros(n, dtype=np.int64) for n in lengths]
        self.noise: list[Ints] = [np.zeros(n, dtype=np.int64) for n in lengths]
        self.takes: list[Ints] = [np.zeros(n, dtype=np.int64) for n in lengths]
        self.load: list[Ints] = [np.zeros(n, dtype=np.int64) for n in lengths]
        self.crews: list[Ints] = [
            np.zeros(len(site.days), dtype=np.int64) for site in problem.sites
        ]
        self.boxes: list[list[tuple[Stay, Box]]] = [[] for _ in problem.floors]
        self._every = [span(0, n) for n in lengths]
        self._known: list[dict[tuple[str, int], Days]] = [{} for _ in problem.floors]
        """Per stage: sets of days that were asked for since it last changed."""
        self._hands: list[Days | None] = [None for _ in problem.sites]
        for placement in placements:
            for stay in placement.stays:
                self.add(stay)

    def add(self, stay: Stay) -> None:
        """Let a set stand."""
        self._change(stay, 1)
        if self.problem.floors[stay.floor].sides and stay.piece.sides:
            self.boxes[stay.floor].append((stay, (stay.x, stay.y, *stay.size)))

    def remove(self, stay: Stay) -> None:
        """Take a set away again."""
        self._change(stay, -1)
        if self.problem.floors[stay.floor].sides and stay.piece.sides:
            self.boxes[stay.floor] = [e for e in self.boxes[stay.floor] if e[0] is not stay]

    def _change(self, stay: Stay, sign: int) -> None:
        piece = stay.piece
        self._known[stay.floor].clear()
        self._hands[stay.site] = None
        self.floor[stay.floor][stay.first : stay.stop] += sign * piece.area
        noise, crews = self.noise[stay.floor], self.crews[stay.site]
        for start, days in ((stay.first, piece.build), (stay.strike, piece.strike)):
            if days:
                noise[start : start + days] += sign
                crews[start : start + days] += sign
        noise[stay.shoot : stay.wrap] += sign
        if piece.set.sync_sound:
            self.takes[stay.floor][stay.shoot : stay.wrap] += sign
        if piece.power:
            load = self.load[stay.floor]
            load[stay.first + piece.build : stay.first + piece.lead] += sign * piece.power
            load[stay.shoot : stay.wrap] += sign * piece.power

    def stays(
        self, floor: Floor, piece: Piece, chance: Chance, among: Days = -1
    ) -> Iterator[tuple[int, int, int]]:
        """Every way to stand on a stage beside what stands, as first day, shoot and strike.

        The shoot begins on a day of `among` that window and cast allow, earliest first. For each
        shoot the latest build and the earliest strike are taken: they use the least floor, so
        that no shoot day is missed. Positions of rectangles are not looked at.
        """
        if floor.area is None:
            return
        shoots, leads, strikes, room = self._chances(floor, piece)
        shoots &= chance.starts & among
        leads &= span(chance.lo, chance.hi + 1)
        strikes &= span(0, chance.hi + 2 - piece.strike)
        while shoots:
            shoot = lowest(shoots)
            first = highest(leads & span(0, shoot - piece.lead + 1)) if piece.lead else shoot
            blocked = -1
            if first >= 0:
                later = strikes >> (shoot + piece.held)
                if not later:
                    return
                strike = shoot + piece.held + lowest(later)
                stop = strike + piece.strike
                blocked = highest(~room & span(first, stop))
                if blocked < 0:
                    blocked = edge(floor, first, stop)
                if blocked < 0:
                    yield first, shoot, strike
                    shoots &= shoots - 1
                    continue
            # The stay must begin after the blocked day, or end before it, which no later one does.
            begin = shoot + 1
            if first < 0 or blocked < shoot:
                more = leads >> (blocked + 1) if piece.lead else 1 << shoot
                if not more:
                    return
                if piece.lead:
                    begin = max(begin, blocked + 1 + lowest(more) + piece.lead)
            else:
                begin = blocked + 1
            shoots &= ~span(0, begin)

    def can_take(self, stay: Stay) -> bool:
        """Whether a stage has the floor, the quiet, the hands and the power for exactly this stay.

        Windows, bays and positions of rectangles are not looked at.
        """
        floor, piece = self.problem.floors[stay.floor], stay.piece
        if floor.area is None:
            return False
        f, site = floor.index, self.problem.sites[stay.site]
        takes, noise, load = self.takes[f], self.noise[f], self.load[f]
        lit = [slice(stay.first + piece.build, stay.first + piece.lead), _shooting(stay)]
        loud = [slice(stay.first, stay.first + piece.build), slice(stay.strike, stay.stop)]
        if (self.floor[f][stay.first : stay.stop] > floor.area - piece.area).any():
            return False
        if floor.quiet:
            if any(takes[days].any() for days in (*loud, _shooting(stay))):
                return False
            if piece.set.sync_sound and noise[_shooting(stay)].any():
                return False
        if site.crews is not None:
            busy = self.crews[stay.site] >= site.crews
            if any(busy[days].any() for days in loud):
                return False
        if floor.power is None or not piece.power:
            return True
        return not any((load[days] > floor.power - piece.power).any() for days in lit)

    def shoot_days(self, floor: Floor, piece: Piece, chance: Chance, among: Days = -1) -> Days:
        """The days of `among` on which the shoot can begin on a stage."""
        found = 0
        for _, shoot, _ in self.stays(floor, piece, chance, among):
            found |= 1 << shoot
        return found

    def _chances(self, floor: Floor, piece: Piece) -> tuple[Days, Days, Days, Days]:
        """Days on which shoot, build with prelight, and strike may begin; days with room."""
        f, every = floor.index, self._every[floor.index]
        silent = self._days(f, "takes", 0) if floor.quiet else every
        hands = silent & self._crews_free(floor.site)
        shootable = silent
        if floor.quiet and piece.set.sync_sound:
            shootable &= self._days(f, "noise", 0)
        lit = every
        if floor.power is not None and piece.power:
            lit = self._days(f, "load", floor.power - piece.power)
            shootable &= lit
        leads = every
        if piece.build:
            leads = runs(hands, piece.build)
        if piece.set.prelight_days:
            leads &= runs(lit, piece.set.prelight_days) >> piece.build
        strikes = runs(hands, piece.strike) if piece.strike else every | (every + 1)
        assert floor.area is not None
        room = self._days(f, "floor", floor.area - piece.area)
        return runs(shootable, piece.shoot), leads, strikes, room

    def _crews_free(self, site: int) -> Days:
        known = self._hands[site]
        if known is None:
            crews = self.problem.sites[site].crews
            every = span(0, len(self.crews[site]))
            known = every if crews is None else _as_days(self.crews[site] < crews)
            self._hands[site] = known
        return known

    def _days(self, floor: int, profile: str, most: int) -> Days:
        """The days on which a profile of a stage is at most `most`."""
        known = self._known[floor]
        if (profile, most) not in known:
            known[profile, most] = _as_days(getattr(self, profile)[floor] <= most)
        return known[profile, most]

    def boxes_during(self, floor: int, first: int, stop: int) -> list[Box]:
        """Rectangles that stand on a stage on any of the days `first` to `stop - 1`."""
        return [box for stay, box in self.boxes[floor] if stay.first < stop and first < stay.stop]


def _shooting(stay: Stay) -> slice:
    return slice(stay.shoot, stay.wrap)


def edge(floor: Floor, first: int, stop: int) -> int:
    """The last day on which a stay from `first` to `stop - 1` may not begin; -1 if it may.

    A stay lies within one bay; the closure between two bays may hold no working day at all.
    """
    for bay in floor.bays:
        if first < bay.lo:
            return bay.lo - 1
        if first <= bay.hi:
            return -1 if stop <= bay.hi + 1 else bay.hi
    return stop - 1


def _as_days(flags: np.ndarray[tuple[int], np.dtype[np.bool_]]) -> Days:
    return int.from_bytes(np.packbits(flags, bitorder="little").tobytes(), "little")
