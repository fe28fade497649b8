"""Seeded draws of what no rule decides: renewal, a committee's share, a ranking, other titles.

Each chance has a draw of its own by its name, so that a reform is seen in the same draws.
"""

from __future__ import annotations

import zlib
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date
    from decimal import Decimal

    from numpy.typing import NDArray

    from kachinko.model.incentive_slate import Outlook, ShareRange
    from kachinko.model.programme import Programme

    Draws = NDArray[np.float64]


class Chances:
    """Draws of one seed.

    Where the user assumed no chance, `hopeful` decides, and the question is kept in `open`.
    """

    def __init__(
        self, outlooks: Mapping[str, Outlook], *, seed: int, draws: int, hopeful: bool
    ) -> None:
        self.outlooks = outlooks
        self.draws = draws
        self.open: set[str] = set()
        self._seed = seed
        self._hopeful = hopeful
        self._kept: dict[str, Draws] = {}

    def share_paid(self, programme: Programme, kind: str | None, title: str, day: date) -> Draws:
        """Which part of what the rules give a title is paid, draw by draw."""
        paid = self.stands(programme, day)
        outlook = self.outlooks.get(programme.id)
        if kind == "ceiling":
            given = outlook.granted if outlook else None
            what = f"which share of its ceiling {programme.id} grants"
            paid = paid * self._range(given, f"granted:{programme.id}:{title}", what)
        elif kind == "competitive":
            chance = outlook.success if outlook else None
            what = f"whether an application to {programme.id} wins"
            paid = paid * self._chance(chance, f"success:{programme.id}:{title}", what)
        return paid

    def stands(self, programme: Programme, day: date) -> Draws:
        """1 where the programme has been renewed up to a day, else 0; of all titles at once."""
        stands = np.ones(self.draws)
        outlook = self.outlooks.get(programme.id)
        for year in renewals(programme, day):
            what = f"whether {programme.id} is renewed after {programme.renewal.until}"
            chance = outlook.renewal if outlook else None
            stands = stands * self._chance(chance, f"renewal:{programme.id}:{year}", what)
        return stands

    def left_by_others(self, programme: str, year: int) -> Draws:
        """The share of a year's fund that titles beyond the slate leave."""
        outlook = self.outlooks.get(programme)
        if outlook is None or outlook.others is None:
            return np.ones(self.draws)
        taken = self._triangle(outlook.others, f"others:{programme}:{year}")
        return np.subtract(1.0, taken)

    def _chance(self, chance: Decimal | None, name: str, what: str) -> Draws:
        if chance is None:
            return self._undecided(what)
        return (self._uniform(name) < float(chance)).astype(np.float64)

    def _range(self, given: ShareRange | None, name: str, what: str) -> Draws:
        return self._undecided(what) if given is None else self._triangle(given, name)

    def _undecided(self, what: str) -> Draws:
        self.open.add(what)
        return np.full(self.draws, float(self._hopeful))

    def _triangle(self, given: ShareRange, name: str) -> Draws:
        """The inverse of the triangle's distribution at uniform draws."""
        least, likely, most = float(given.least), float(given.likely), float(given.most)
        if most == least:
            return np.full(self.draws, least)
        drawn = self._uniform(name)
        below = np.sqrt(drawn * (most - least) * (likely - least))
        above = np.sqrt((1 - drawn) * (most - least) * (most - likely))
        return np.where(drawn < (likely - least) / (most - least), least + below, most - above)

    def _uniform(self, name: str) -> Draws:
        if name not in self._kept:
            random = np.random.default_rng([self._seed, zlib.crc32(name.encode())])
            self._kept[name] = random.random(self.draws)
        return self._kept[name]


def renewals(programme: Programme, day: date) -> list[int]:
    """The years, from 1, by which the programme must be renewed to stand on a day."""
    until = programme.renewal.until
    if until is None or day <= until:
        return []
    passed = (day.month, day.day) > (until.month, until.day)
    return list(range(1, day.year - until.year + passed + 1))
