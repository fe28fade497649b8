"""What could change the answer: rates of exchange, prices, probabilities, shares."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING, Literal

import numpy as np

from kachinko.locating.exact import WhatIf

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from kachinko.locating.case import Question
    from kachinko.locating.exact import Priced

    Floats = NDArray[np.float64]

Kind = Literal["rate", "price", "granted", "share"]

STEP = {"rate": 10_000, "price": 10_000, "granted": 1_000, "share": 1_000}
"""Into how many parts 1 is cut: values of a lever are told to one such part."""
FACTORS = (Fraction(1, 2), Fraction(2))
"""Between which a rate or a price is looked at."""


@dataclass(frozen=True, slots=True)
class Lever:
    """One number that is moved while all others stay; of a factor 1 is how it is now."""

    kind: Kind
    of: str
    """A currency, a place, or a programme."""
    now: Fraction
    low: Fraction
    high: Fraction

    @property
    def step(self) -> Fraction:
        """The smallest move that is told."""
        return Fraction(1, STEP[self.kind])

    def what_if(self, value: Fraction) -> WhatIf:
        """The world in which it has a value."""
        if self.kind == "rate":
            return WhatIf(worth={self.of: value})
        if self.kind == "price":
            return WhatIf(price={self.of: Decimal(value.numerator) / Decimal(value.denominator)})
        return WhatIf(chances={self.of: {self.kind: value}})

    def grid(self, steps: int) -> Floats:
        """Values from the lowest to the highest, even in their logarithm for a factor."""
        ends = float(self.low), float(self.high)
        if self.kind in ("rate", "price"):
            return np.geomspace(*ends, steps)
        return np.linspace(*ends, steps)


def levers_of(question: Question, priced: Sequence[Priced]) -> list[Lever]:
    """All that is worth moving: what no place depends on is left out."""
    found: list[Lever] = []
    currencies = {line.currency for each in priced for line in each.candidate.budget.lines} | {
        award.programme.currency for each in priced for award in each.awards
    }
    one = Fraction(1)
    if currencies - {question.currency}:
        found.append(Lever("rate", question.currency, one, *FACTORS))
    found += [
        Lever("rate", currency, one, *FACTORS)
        for currency in sorted(currencies - {question.currency})
    ]
    found += [Lever("price", each.candidate.choice.id, one, *FACTORS) for each in priced]
    chances = {
        award.programme.id: award.chance
        for each in priced
        for award in each.awards
        if award.estimate.kind != "entitlement" and award.award > 0
    }
    for name, chance in chances.items():
        found.append(Lever("granted", name, chance.granted, Fraction(0), one))
        if chance.granted > 0:
            found.append(Lever("share", name, chance.share, Fraction(0), one))
    return found
