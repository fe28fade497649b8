"""The one place that turns areas, lengths, power, values and money into solver integers.

Areas count in 0.01 m², lengths in 0.01 m, power in 0.1 kVA and values in 0.001, which is what the
models keep, so that the conversion is exact.
"""

from __future__ import annotations

import math
from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

AREA = 100
LENGTH = 100
POWER = 10
VALUE = 1000


def area(m2: float) -> int:
    """An area [m²] in 0.01 m²."""
    return round(m2 * AREA)


def length(m: float) -> int:
    """A length [m] in 0.01 m."""
    return round(m * LENGTH)


def power(kva: float) -> int:
    """A load or supply [kVA] in 0.1 kVA."""
    return round(kva * POWER)


def value(worth: float) -> int:
    """A title's value in 0.001."""
    return round(worth * VALUE)


def worth(scaled: int) -> float:
    """A scaled value as it stands in files."""
    return scaled / VALUE


def metres(scaled: int) -> float:
    """A scaled length in metres."""
    return scaled / LENGTH


def cost_unit(largest: Decimal | int) -> Decimal:
    """A unit of money so coarse that costs up to `largest` stay below a million units.

    Small coefficients keep the solver fast. Plans are compared by their exact cost, so that the
    unit only guides the search.
    """
    unit = Decimal(1)
    while largest / unit > 1_000_000:
        unit *= 10
    return unit


def common_unit(amounts: Iterable[Decimal]) -> Decimal:
    """The greatest unit of which all amounts are whole multiples (1 where there are none)."""
    fractions = [Fraction(amount) for amount in amounts if amount]
    if not fractions:
        return Decimal(1)
    below = math.lcm(*(fraction.denominator for fraction in fractions))
    above = math.gcd(*(int(fraction * below) for fraction in fractions))
    return Decimal(above) / Decimal(below)
