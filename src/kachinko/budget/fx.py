"""Exchange rates of days to come: forward by interest parity, stressed, and their past range."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Context, Decimal
from fractions import Fraction
from typing import TYPE_CHECKING, NamedTuple

from kachinko.model.exchange import ExchangeRate, ExchangeTable

if TYPE_CHECKING:
    from collections.abc import Mapping

_DIGITS = Context(prec=12)
"""Significant digits of a rate that is worked out."""
YEARS_OF_RANGE = 5


class Range(NamedTuple):
    """How dear and how cheap a currency was, in units for one of the base."""

    low: Decimal
    high: Decimal
    years: tuple[int, ...]
    """Years that are known; a gap is a gap."""


def forward(
    table: ExchangeTable, spot: date, until: date, interest: Mapping[str, Decimal]
) -> ExchangeTable:
    """Rates of every month after a day by covered interest parity.

    One unit of the base buys S of a currency on `spot`; t years later S × (1 + r·t) ÷ (1 + b·t),
    with r and b the yearly interest of the currency and of the base (simple interest, a year of
    365 days, from `spot` to the first of the month). The interest rates are the user's.

    Raises
    ------
    ValueError
        Where the interest of the base is not given, or no rate of a currency is known on `spot`.
    """
    if table.base not in interest:
        raise ValueError(f"the interest of {table.base}, the base of the rates, is needed too")
    rates = list(table.rates)
    for currency, yearly in interest.items():
        if currency == table.base:
            continue
        quote = table.quote(currency, spot)
        if quote is None:
            raise ValueError(f"no rate of {currency} is known on {spot}")
        rates = [rate for rate in rates if rate.currency != currency or rate.first <= spot]
        month = _next_month(spot)
        while month <= until:
            years = Fraction((month - spot).days, 365)
            factor = (1 + Fraction(yearly) * years) / (1 + Fraction(interest[table.base]) * years)
            rates.append(
                ExchangeRate(
                    currency=currency,
                    rate=_decimal(Fraction(quote.rate) * factor),
                    first=month,
                    last=_next_month(month) - timedelta(days=1),
                    note=f"forward from {quote.rate} of {quote.first} to {quote.last} at "
                    f"{float(yearly):.2%} against {float(interest[table.base]):.2%}",
                )
            )
            month = _next_month(month)
    return ExchangeTable(base=table.base, rates=tuple(rates))


def stressed(table: ExchangeTable, currency: str, change: Decimal) -> ExchangeTable:
    """All rates with one currency dearer (0.10) or cheaper (-0.10) against all others.

    Of the base, every other currency moves the other way. Each changed rate says so.
    """
    factor = 1 / (1 + Fraction(change))
    if currency == table.base:
        return ExchangeTable(
            base=table.base,
            rates=tuple(_moved(rate, 1 / factor, currency, change) for rate in table.rates),
        )
    return ExchangeTable(
        base=table.base,
        rates=tuple(
            _moved(rate, factor, currency, change) if rate.currency == currency else rate
            for rate in table.rates
        ),
    )


def fixed(table: ExchangeTable, currency: str, rate: Decimal, note: str) -> ExchangeTable:
    """The table with one rate of a currency for all days."""
    others = [each for each in table.rates if each.currency != currency]
    always = ExchangeRate(
        currency=currency, rate=rate, first=date(1900, 1, 1), last=date(2200, 12, 31), note=note
    )
    return ExchangeTable(base=table.base, rates=(*others, always))


def past_range(table: ExchangeTable, currency: str, day: date) -> Range | None:
    """Lowest and highest rate of the five calendar years before the year of a day.

    None where none of them is known. Yearly means hide how far a rate went within a year.
    """
    years = range(day.year - YEARS_OF_RANGE, day.year)
    known = [rate for rate in table.rates if rate.currency == currency and rate.first.year in years]
    if not known:
        return None
    values = [rate.rate for rate in known]
    return Range(min(values), max(values), tuple(sorted({rate.first.year for rate in known})))


def _moved(rate: ExchangeRate, factor: Fraction, currency: str, change: Decimal) -> ExchangeRate:
    return ExchangeRate(
        currency=rate.currency,
        rate=_decimal(Fraction(rate.rate) * factor),
        first=rate.first,
        last=rate.last,
        note=f"stressed: {currency} {float(change):+.1%} from {rate.rate}",
    )


def _decimal(value: Fraction) -> Decimal:
    return _DIGITS.divide(Decimal(value.numerator), Decimal(value.denominator))


def _next_month(day: date) -> date:
    return date(day.year + day.month // 12, day.month % 12 + 1, 1)
