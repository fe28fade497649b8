"""What waiting for the money costs: receipts taken back to the start of photography."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from decimal import Context, Decimal, localcontext
from fractions import Fraction
from typing import TYPE_CHECKING

from kachinko.incentives.worth import YEAR

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from kachinko.model.estimate import Receipt

_PRECISE = Context(prec=50)
_KEPT = 18
"""Decimals of a factor that are kept, so that what follows stays exact and short."""


@dataclass(frozen=True, slots=True)
class Payment:
    """A part of a net award, and how many days after the start its middle lies."""

    share: Fraction
    days: Fraction
    told: bool
    """Whether the rule says when; else it is counted from the end of the work."""


def payments_of(receipts: Sequence[Receipt], start: date, done: date) -> tuple[Payment, ...]:
    """The receipts as shares of the whole, each at the middle of its range.

    A receipt with one known end counts at that end; one with none at the end of the work.
    """
    total = sum((Fraction(each.amount) for each in receipts), Fraction(0))
    if total == 0:
        return (Payment(Fraction(1), Fraction((done - start).days), told=False),)
    found = []
    for each in receipts:
        ends = [day for day in (each.earliest, each.latest) if day is not None]
        days = [Fraction((day - start).days) for day in ends or [done]]
        middle = sum(days, Fraction(0)) / len(days)
        found.append(Payment(Fraction(each.amount) / total, middle, len(ends) == 2))
    return tuple(found)


def worth_now(payments: Sequence[Payment], rate: Decimal, delay: Fraction) -> Fraction:
    """What a unit of the net award is worth at the start, each payment `delay` days later.

    Interest on interest, actual days over 365; money before the start counts as it is.
    """
    if rate == 0:
        return Fraction(1)
    value = Fraction(0)
    with localcontext(_PRECISE):
        for payment in payments:
            days = max(Fraction(0), payment.days + delay)
            years = Decimal(days.numerator) / (days.denominator * YEAR)
            factor = round((1 + rate) ** -years, _KEPT)
            value += payment.share * Fraction(factor)
    return value


def middle_day(payments: Sequence[Payment], start: date, delay: Fraction) -> date:
    """The day in the middle of all payments, by their shares."""
    days = sum((payment.share * payment.days for payment in payments), Fraction(0)) + delay
    return start + timedelta(days=int(days))
