"""Exact values as people read them: rounded once, half up, to the smallest unit of a currency."""

from __future__ import annotations

from datetime import date
from decimal import ROUND_HALF_UP, Decimal, localcontext
from fractions import Fraction
from typing import TYPE_CHECKING, Any

from babel.numbers import get_currency_precision

from kachinko.incentives.cell import ENDLESS, STATUSES, is_known

if TYPE_CHECKING:
    from kachinko.incentives.cell import Cell

_PLACES = 12
"""Decimal places up to which a step of a trace is written out."""


def rounded(amount: Fraction, currency: str) -> Decimal:
    """An amount in the currency's smallest unit, half up."""
    return to_places(amount, get_currency_precision(currency))


def to_places(value: Fraction, places: int) -> Decimal:
    """A fraction as a decimal with so many places at most, half away from zero."""
    with localcontext() as context:
        context.prec = 60
        context.rounding = ROUND_HALF_UP
        number = Decimal(value.numerator) / Decimal(value.denominator)
        return number.quantize(Decimal(1).scaleb(-places))


def shown(cell: Cell, unit: str) -> Any:
    """A value as an entry of a trace holds it: a number, a day, yes or no, or a word."""
    if not is_known(cell.state):
        return "missing" if cell.state == 1 else STATUSES[cell.state]
    return plain(cell.value, unit)


def plain(value: Any, unit: str) -> Any:
    """A known value as an entry of a trace holds it."""
    if isinstance(value, bool | str):
        return value
    if value == ENDLESS:
        return "none"
    if unit == "day":
        return date.fromordinal(int(value))
    number = to_places(Fraction(value), _PLACES)
    return (
        number.quantize(Decimal(1))
        if number == number.to_integral_value()
        else (number.normalize())
    )
