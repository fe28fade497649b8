"""How far a title of a model may go from where it was: days, stages, and what is frozen."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from kachinko.staging.days import Days, span

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kachinko.staging.problem import Job, Piece
    from kachinko.staging.repair.earlier import Earlier, Mark

ANY = None
"""No limit."""


@dataclass(frozen=True, slots=True)
class Leeway:
    """Where and when a title may be shot.

    A set may begin its shoot up to `days` working days from where it was on its old stage, and up
    to `days_elsewhere` on another (None: any number; -1: not at all).
    """

    earlier: Earlier
    job: Job
    days: int | None = ANY
    days_elsewhere: int | None = ANY

    def set_days(self, piece: Piece, floor: int) -> Days:
        """The days on which a set's shoot may begin on a stage."""
        earlier, job = self.earlier, self.job
        site = earlier.problem.floors[floor].site
        pin, was = earlier.pin(job, piece), earlier.set(job, piece)
        frozen = earlier.open_from[site]
        among = span(frozen + piece.lead, len(earlier.problem.sites[site].days))
        if pin is not None:
            if pin.floor != floor:
                return 0
            among = span(frozen, len(earlier.problem.sites[site].days))
            if "shoot" in pin.days:
                among = _only(pin.days["shoot"])
        if was is None:
            return among
        limit = self.days if earlier.floor(was) == floor else self.days_elsewhere
        return among & _around(earlier.mark(site, was.shoot.first), limit)

    def block_days(self, number: int) -> Days:
        """The days on which a location block may begin at one home at least."""
        days = 0
        for home in self.homes(self.job.sites):
            days |= self._block_days(number, home)
        return days

    def homes(self, possible: Sequence[int]) -> Sequence[int]:
        """Where the title can be made: every block has a day there."""
        frozen = self.earlier.frozen_home(self.job)
        return [
            home
            for home in possible
            if (frozen is None or home == frozen)
            and all(
                self._block_days(number, home) & self.job.block_chances[number, home].starts
                for number in range(len(self.job.blocks))
            )
        ]

    def _block_days(self, number: int, home: int) -> Days:
        pin = self.earlier.block_pin(self.job, number, home)
        if pin is not None:
            return _only(pin)
        was = self.earlier.block(self.job, number)
        among = span(self.earlier.open_from[home], len(self.earlier.problem.sites[home].days))
        if was is None:
            return among
        return among & _around(self.earlier.mark(home, was.first), self.days)


def _only(mark: Mark) -> Days:
    return 1 << mark.day if mark.exact else 0


def _around(mark: Mark, limit: int | None) -> Days:
    if limit is None:
        return -1
    return span(max(0, mark.day - limit), mark.day + limit + 1)
