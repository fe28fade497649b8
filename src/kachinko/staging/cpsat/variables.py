"""The variables of a model: who is in, who stands where, and when."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import reduce
from operator import or_
from typing import TYPE_CHECKING, Any, Protocol

from ortools.sat.python import cp_model

from kachinko.staging.days import Days, span, stretches

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from kachinko.staging.occupancy import Occupancy
    from kachinko.staging.offers import Offers
    from kachinko.staging.problem import Floor, Job, Piece, Problem
    from kachinko.staging.schedule import Placement

ANY_DAY: Days = -1
"""All bits set."""

Var = Any  # OR-Tools ships no usable types for variables, literals and expressions


@dataclass(slots=True)
class SetVars:
    """A set at one site: present or not, on which stage, and its days there."""

    job: Job
    piece: Piece
    site: int
    present: Var
    first: Var
    shoot: Var
    strike: Var
    on: dict[int, Var] = field(default_factory=dict)
    corner: dict[int, tuple[Var, Var, Var]] = field(default_factory=dict)
    """Per stage with sides: x, y [0.01 m] and whether it is turned."""

    @property
    def stop(self) -> Var:
        """The working day after its last."""
        return self.strike + self.piece.strike

    @property
    def wrap(self) -> Var:
        """The working day after its last shooting day."""
        return self.shoot + self.piece.shoot


@dataclass(slots=True)
class BlockVars:
    """A location block of a title made at one home."""

    number: int
    home: int
    present: Var
    start: Var
    days: int


@dataclass(slots=True)
class TitleVars:
    """A title: in or out, at which home, with its sets and blocks."""

    job: Job
    accepted: Var
    homes: dict[int, Var]
    sets: list[list[SetVars]]
    """For each set its alternatives, one a site."""
    blocks: list[list[BlockVars]]
    """For each block its alternatives, one a home."""


@dataclass(frozen=True, slots=True)
class Near:
    """A title that keeps its stages and may shift each shoot by so many working days."""

    placement: Placement
    days: int

    def set_days(self, piece: Piece, floor: int) -> Days:
        """The days on which a set's shoot may begin on a stage."""
        stay = self.placement.stays[piece.index]
        return self._around(stay.shoot) if stay.floor == floor else 0

    def block_days(self, number: int) -> Days:
        """The days on which a location block may begin."""
        return self._around(self.placement.blocks[number])

    def homes(self, possible: Sequence[int]) -> Sequence[int]:
        """Where the title can be made."""
        return [home for home in possible if home == self.placement.home]

    def _around(self, day: int) -> Days:
        return span(max(0, day - self.days), day + self.days + 1)


@dataclass(frozen=True, slots=True)
class Within:
    """A title that is shot at one home, beginning its shoots between two working days."""

    home: int
    lo: int
    hi: int

    def set_days(self, piece: Piece, floor: int) -> Days:  # noqa: ARG002
        """The days on which a set's shoot may begin, on any stage."""
        return span(self.lo, self.hi + 1)

    def block_days(self, number: int) -> Days:  # noqa: ARG002
        """The days on which a location block may begin."""
        return span(self.lo, self.hi + 1)

    def homes(self, possible: Sequence[int]) -> Sequence[int]:
        """Where the title can be made."""
        return [home for home in possible if home == self.home]


@dataclass(frozen=True, slots=True)
class Upon:
    """A title that is shot at one home with each set on a stage of its own; its days are free."""

    home: int
    floors: tuple[int, ...]
    """The stage of each set."""

    def set_days(self, piece: Piece, floor: int) -> Days:
        """The days on which a set's shoot may begin on a stage."""
        return ANY_DAY if floor == self.floors[piece.index] else 0

    def block_days(self, number: int) -> Days:  # noqa: ARG002
        """The days on which a location block may begin."""
        return ANY_DAY

    def homes(self, possible: Sequence[int]) -> Sequence[int]:
        """Where the title can be made."""
        return [home for home in possible if home == self.home]


class Bounds(Protocol):
    """How a title of a model may be bound for the sake of a smaller search."""

    def set_days(self, piece: Piece, floor: int) -> Days:
        """The days on which a set's shoot may begin on a stage."""
        ...

    def block_days(self, number: int) -> Days:
        """The days on which a location block may begin."""
        ...

    def homes(self, possible: Sequence[int]) -> Sequence[int]:
        """Where the title can be made."""
        ...


class StageModel:
    """A CP-SAT model over some titles, beside others that stand fixed.

    Titles in `bounds` keep near their placements, or within a part of their windows.
    """

    def __init__(
        self,
        problem: Problem,
        offers: Offers,
        jobs: Sequence[Job],
        fixed: Occupancy,
        bounds: Mapping[int, Bounds],
    ) -> None:
        self.problem = problem
        self.offers = offers
        self.fixed = fixed
        self.bounds = bounds
        self.cp = cp_model.CpModel()
        self.titles = {job.index: self._title(job) for job in jobs}

    @property
    def sets(self) -> list[SetVars]:
        """All sets of all titles at all their sites."""
        return [one for title in self.titles.values() for group in title.sets for one in group]

    def on_floor(self, floor: int) -> list[SetVars]:
        """The sets that may stand on a stage."""
        return [one for one in self.sets if floor in one.on]

    def at_site(self, site: int) -> list[SetVars]:
        """The sets that may stand at a site."""
        return [one for one in self.sets if one.site == site]

    def _title(self, job: Job) -> TitleVars:
        cp = self.cp
        name = job.title.id
        bounds = self.bounds.get(job.index)
        possible = self.offers.homes(job)
        if bounds is not None:
            possible = tuple(bounds.homes(possible))
        homes = {home: cp.new_bool_var(f"{name} at {home}") for home in possible}
        accepted = cp.new_bool_var(f"{name} in")
        cp.add(sum(homes.values()) == accepted)
        sets: list[list[SetVars]] = []
        for piece in job.pieces:
            if job.title.split:
                sites = [s for s in job.sites if self._options(job, piece, s)]
                options = {s: cp.new_bool_var(f"{name}/{piece.set.id} at {s}") for s in sites}
                cp.add(sum(options.values()) == accepted)
            else:
                options = homes
            group = [self._set(job, piece, site, present) for site, present in options.items()]
            sets.append([one for one in group if one is not None])
        blocks = [
            [self._block(job, number, home, present) for home, present in homes.items()]
            for number in range(len(job.blocks))
        ]
        return TitleVars(job, accepted, homes, sets, blocks)

    def _options(self, job: Job, piece: Piece, site: int) -> list[tuple[Floor, Days]]:
        """The stages of a site that can take a set beside what is fixed, with shoot days."""
        chance = job.set_chances[piece.index, site]
        bounds = self.bounds.get(job.index)
        found = []
        for floor in self.offers.floors(job, piece, site):
            among = -1 if bounds is None else bounds.set_days(piece, floor.index)
            possible = self.fixed.shoot_days(floor, piece, chance, among)
            if possible:
                found.append((floor, possible))
        return found

    def _set(self, job: Job, piece: Piece, site: int, present: Var) -> SetVars | None:
        options = self._options(job, piece, site)
        if not options:
            self.cp.add(present == 0)
            return None
        cp = self.cp
        chance = job.set_chances[piece.index, site]
        name = f"{job.title.id}/{piece.set.id}@{site}"
        days = _domain(reduce(or_, (possible for _, possible in options)))
        low, high = days.min(), days.max()
        shoot = cp.new_int_var_from_domain(days, f"{name} shoot")
        first: Var = shoot
        if piece.lead:
            first = cp.new_int_var(chance.lo, high - piece.lead, f"{name} first")
        strike: Var = shoot + piece.held
        if piece.strike:
            strike = cp.new_int_var(
                low + piece.held, chance.hi + 1 - piece.strike, f"{name} strike"
            )
        one = SetVars(job, piece, site, present, first, shoot, strike)
        for floor, possible in options:
            literal = cp.new_bool_var(f"{name} on {floor.index}")
            one.on[floor.index] = literal
            if len(options) > 1:
                cp.add_linear_expression_in_domain(shoot, _domain(possible)).only_enforce_if(
                    literal
                )
        return one

    def _block(self, job: Job, number: int, home: int, present: Var) -> BlockVars:
        days = job.block_chances[number, home].starts
        bounds = self.bounds.get(job.index)
        if bounds is not None:
            days &= bounds.block_days(number)
        domain = _domain(days)
        block = job.blocks[number]
        start = self.cp.new_int_var_from_domain(domain, f"{job.title.id}/{block.id}@{home}")
        return BlockVars(number, home, present, start, block.days)


def _domain(days: Days) -> cp_model.Domain:
    return cp_model.Domain.from_intervals([list(stretch) for stretch in stretches(days)])
