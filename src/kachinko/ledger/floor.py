"""What stands together on a stage's floor, day by day and rank by rank."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from kachinko.model.policy import HoldPolicy
    from kachinko.model.reservation import Reservation, Wanted
    from kachinko.model.studio import Closure

LOUD = frozenset({"build", "strike", "shoot"})
"""Phases in which no other set shoots beside, on a quiet stage; prelight and hold are quiet."""


@dataclass(frozen=True, slots=True)
class StageRecord:
    """A stage as the ledger knows it."""

    id: str
    policy: HoldPolicy
    floor_m2: float | None = None
    quiet: bool = True
    closures: tuple[Closure, ...] = ()

    def claims(self, wanted: Wanted) -> int:
        """The floor that it takes, in hundredths of a square metre; a whole stage is all of it."""
        if self.policy.sharing == "whole" or wanted.area_m2 is None or self.floor_m2 is None:
            return self.capacity
        if self.quiet and not wanted.phases:
            return self.capacity  # Nobody can tell when it is loud.
        return round(wanted.area_m2 * 100)

    @property
    def capacity(self) -> int:
        """The floor there is, in hundredths of a square metre; a whole stage without area is 1."""
        return 1 if self.floor_m2 is None else round(self.floor_m2 * 100)


@dataclass(slots=True)
class Floor:
    """The live reservations of one stage."""

    stage: StageRecord
    live: dict[str, Reservation] = field(default_factory=dict)

    def fits(self, wanted: Wanted, rank: int, *, besides: Iterable[str] = ()) -> bool:
        """Whether it can stand with all reservations of a rank, those of `besides` left out."""
        return not self.in_the_way(wanted, rank, besides=besides)

    def in_the_way(
        self, wanted: Wanted, rank: int, *, besides: Iterable[str] = ()
    ) -> list[Reservation]:
        """Those of a rank without which it would fit there; none: it fits."""
        left_out = set(besides)
        beside = [
            other
            for other in self.live.values()
            if other.rank == rank and other.id not in left_out and other.span.overlaps(wanted.span)
        ]
        loud = [other for other in beside if self._disturb(other, wanted)]
        crowd = self._crowd(wanted, beside)
        return [other for other in beside if other in loud or other in crowd]

    def first_rank(self, wanted: Wanted, *, besides: Iterable[str] = ()) -> int:
        """One more than the highest rank at which it does not fit."""
        left_out = set(besides)
        ranks = {
            other.rank
            for other in self.live.values()
            if other.id not in left_out and other.span.overlaps(wanted.span)
        }
        for rank in sorted(ranks, reverse=True):
            if not self.fits(wanted, rank, besides=left_out):
                return rank + 1
        return 1

    def better(self, one: Reservation) -> list[Reservation]:
        """The live reservations of a better rank with which it cannot stand, best first."""
        found = [
            other
            for rank in range(1, one.rank)
            for other in self.in_the_way(one, rank, besides=(one.id,))
        ]
        return sorted(found, key=lambda other: (other.rank, other.place))

    def free_slot(self, wanted: Wanted, rank: int, *, besides: Iterable[str] = ()) -> int:
        """The lowest slot of a rank that is free on all its days; 1 on a stage let as a whole."""
        left_out = set(besides)
        taken = {
            other.slot
            for other in self.live.values()
            if other.rank == rank and other.id not in left_out and other.span.overlaps(wanted.span)
        }
        return next(slot for slot in range(1, len(taken) + 2) if slot not in taken)

    def _crowd(self, wanted: Wanted, beside: list[Reservation]) -> list[Reservation]:
        """Those who are there on a day on which the floor does not suffice."""
        own, most = self.stage.claims(wanted), self.stage.capacity
        if own > most:
            return beside
        crowd: dict[str, Reservation] = {}
        # Floor is fullest on a day on which something begins.
        for day in {max(wanted.first, other.first) for other in beside}:
            there = [other for other in beside if day in other.span]
            if own + sum(map(self.stage.claims, there)) > most:
                crowd |= {other.id: other for other in there}
        return list(crowd.values())

    def _disturb(self, one: Wanted, other: Wanted) -> bool:
        """Whether one shoots with sound while the other is loud, or the other way round."""
        if not self.stage.quiet:
            return False
        return _heard(one, other) or _heard(other, one)


def _heard(takes: Wanted, other: Wanted) -> bool:
    if not takes.sync_sound:
        return False
    shoots = [phase.span for phase in takes.phases if phase.phase == "shoot"]
    noises = [phase.span for phase in other.phases if phase.phase in LOUD]
    return any(shoot.overlaps(noise) for shoot in shoots for noise in noises)
