"""Decisions inside the planner: where and when each set of an accepted title stands."""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from kachinko.staging.problem import Piece


@dataclass(frozen=True, slots=True)
class Stay:
    """A set on a stage; days are working days of the stage's site.

    It occupies days `first` to `stop - 1`: build and prelight begin at `first`, shooting at
    `shoot`, strike at `strike`. A set without build or strike has `first == shoot`, or
    `strike == stop`.
    """

    piece: Piece
    floor: int
    site: int
    first: int
    shoot: int
    strike: int
    x: int = 0
    y: int = 0
    turned: bool = False

    @property
    def stop(self) -> int:
        """The working day after its last."""
        return self.strike + self.piece.strike

    @property
    def wrap(self) -> int:
        """The working day after its last shooting day."""
        return self.shoot + self.piece.shoot

    @property
    def size(self) -> tuple[int, int]:
        """Width and depth as it lies [0.01 m]; only for sets with sides."""
        assert self.piece.sides is not None
        width, depth = self.piece.sides
        return (depth, width) if self.turned else (width, depth)


@dataclass(frozen=True, slots=True)
class Placement:
    """A title with all its sets and blocks placed; `blocks[i]` is a working day of `home`."""

    job: int
    home: int
    stays: tuple[Stay, ...]
    blocks: tuple[int, ...]
    cost: Decimal = Decimal(0)

    def touches(self, site: int) -> bool:
        """Whether anything of the title is at a site."""
        return self.home == site or any(stay.site == site for stay in self.stays)

    def only_at(self, site: int) -> bool:
        """Whether all of the title is at a site."""
        return self.home == site and all(stay.site == site for stay in self.stays)


@dataclass(frozen=True, slots=True)
class Schedule:
    """Placements by title, with what they are worth; compared by musts, value, then cost."""

    placements: dict[int, Placement] = field(default_factory=dict)
    musts: int = 0
    value: int = 0
    cost: Decimal = Decimal(0)

    @property
    def rank(self) -> tuple[int, int, Decimal]:
        """Greater is better: more must titles, then more value, then less cost."""
        return self.musts, self.value, -self.cost
