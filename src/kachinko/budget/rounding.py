"""Exact amounts as money that can be paid: half up, to the currency's smallest unit."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

from babel.numbers import get_currency_precision


def rounded(amount: Fraction, currency: str) -> Decimal:
    """The amount rounded half up, away from 0 on both sides."""
    places = get_currency_precision(currency)
    scaled = amount * 10**places
    whole, rest = divmod(abs(scaled), 1)
    units = int(whole) + (1 if rest >= Fraction(1, 2) else 0)
    sign = -1 if scaled < 0 else 1
    return Decimal(sign * units).scaleb(-places)


def shown(number: Fraction) -> str:
    """A number for a note: whole where it is whole, else with two places."""
    return f"{number.numerator:,}" if number.denominator == 1 else f"{float(number):,.2f}"


def percent(share: Fraction) -> str:
    """A share as people say it: ``12.5 %``."""
    return f"{float(share * 100):.6g} %"
