"""Exchange rates moved away from the table, and how far they went in the last five years."""

from __future__ import annotations

import math
from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING

from pydantic import Field

from kachinko.model.exchange import ExchangeTable

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

YEARS = 5
"""How many years before the day asked for make the range and the volatility."""
FEWEST_YEARS = 3
"""With fewer known years no volatility is told."""


class MovedTable(ExchangeTable):
    """A table in which currencies are worth more or less than the rates say, all days alike."""

    worth: dict[str, Fraction] = Field(default={}, exclude=True)

    def factor(self, have: str, want: str, day: date) -> Fraction | None:
        """What one unit of `have` is in `want`, by the moved rates."""
        plain = super().factor(have, want, day)
        if plain is None or have == want:
            return plain
        return plain * self.worth.get(have, Fraction(1)) / self.worth.get(want, Fraction(1))


def moved(table: ExchangeTable, worth: Mapping[str, Fraction]) -> ExchangeTable:
    """The table with each named currency worth so many times what it was.

    A table that was moved before is moved on from where it is.
    """
    if all(factor == 1 for factor in worth.values()):
        return table
    before = table.worth if isinstance(table, MovedTable) else {}
    both = {name: before.get(name, 1) * worth.get(name, 1) for name in {*before, *worth}}
    return MovedTable(base=table.base, rates=table.rates, worth=both)


@dataclass(frozen=True, slots=True)
class History:
    """A currency against another over the last years: yearly means, as far as they are known."""

    have: str
    want: str
    means: dict[int, Fraction]
    """What one unit was in `want`, by year."""
    missing: tuple[int, ...]
    """Years of which no mean is known."""

    @property
    def low(self) -> tuple[int, Fraction] | None:
        """The year in which it was worth least."""
        return min(self.means.items(), key=lambda one: one[1], default=None)

    @property
    def high(self) -> tuple[int, Fraction] | None:
        """The year in which it was worth most."""
        return max(self.means.items(), key=lambda one: one[1], default=None)

    @property
    def volatility(self) -> float | None:
        """Standard deviation of the yearly changes (logarithms) between years that follow.

        Of yearly means, which move less than daily rates do: rather too low than too high.
        """
        if len(self.means) < FEWEST_YEARS:
            return None
        steps = [
            math.log(self.means[year + 1] / self.means[year])
            for year in sorted(self.means)
            if year + 1 in self.means
        ]
        if len(steps) < FEWEST_YEARS - 1:
            return None
        mean = sum(steps) / len(steps)
        return math.sqrt(sum((step - mean) ** 2 for step in steps) / (len(steps) - 1))


def history(table: ExchangeTable, have: str, want: str, as_of: date) -> History:
    """The yearly means of the last five full years before a day."""
    means: dict[int, Fraction] = {}
    missing: list[int] = []
    for year in range(as_of.year - YEARS, as_of.year):
        per_base = [_mean(table, currency, year) for currency in (have, want)]
        if per_base[0] is None or per_base[1] is None:
            missing.append(year)
        else:
            means[year] = per_base[1] / per_base[0]
    return History(have, want, means, tuple(missing))


def _mean(table: ExchangeTable, currency: str, year: int) -> Fraction | None:
    """Units for one of the base: the mean of a year's rates, weighted by their days."""
    if currency == table.base:
        return Fraction(1)
    found = [
        rate
        for rate in table.rates
        if rate.currency == currency and rate.first.year == rate.last.year == year
    ]
    if not found:
        return None
    days = [(rate.last - rate.first).days + 1 for rate in found]
    return sum((Fraction(r.rate) * d for r, d in zip(found, days, strict=True)), Fraction(0)) / sum(
        days
    )
