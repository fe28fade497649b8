"""Exchange rates: dated, exact, through one base currency, each with its source."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING, Annotated

from pydantic import BeforeValidator, Field, PlainSerializer, WithJsonSchema, model_validator

from kachinko.model.base import Record, Text
from kachinko.model.money import Currency, parse_amount, plain_number
from kachinko.model.span import Day

if TYPE_CHECKING:
    from datetime import date


def _parse_rate(value: object) -> Decimal:
    rate = parse_amount(value)
    if rate == 0:
        raise ValueError("an exchange rate is above 0")
    return rate


Rate = Annotated[
    Decimal,
    BeforeValidator(_parse_rate),
    PlainSerializer(plain_number, return_type=int | float | str),
    WithJsonSchema({"type": "number", "exclusiveMinimum": 0}),
]


class ExchangeRate(Record):
    """Units of a currency for one of the base, over a stretch of days."""

    currency: Currency
    rate: Rate = Field(description="Units of the currency for one unit of the base.")
    first: Day = Field(alias="from", description="First day, such as the first of a year's mean.")
    last: Day = Field(alias="to", description="Last day.")
    source: Text = Field(default="", description="Address of the page; empty: an assumption.")
    note: Text = ""

    @model_validator(mode="after")
    def _in_order(self) -> ExchangeRate:
        if self.last < self.first:
            raise ValueError("'to' is not before 'from'")
        return self


class ExchangeTable(Record):
    """Rates against one base. A day beyond all of them takes the latest before it, and says so."""

    base: Currency = "USD"
    rates: tuple[ExchangeRate, ...] = ()

    def quote(self, currency: str, day: date) -> ExchangeRate | None:
        """The rate of a currency on a day: the one in force, else the latest that ended before.

        None where there is no such rate; the base has none and needs none.
        """
        known = [rate for rate in self.rates if rate.currency == currency and rate.first <= day]
        return max(known, key=lambda rate: (min(rate.last, day), rate.first), default=None)

    def factor(self, have: str, want: str, day: date) -> Fraction | None:
        """What one unit of `have` is in `want` on a day, exactly; None: a rate is not known."""
        if have == want:
            return Fraction(1)
        per_base = []
        for currency in (have, want):
            quote = self.quote(currency, day)
            if currency != self.base and quote is None:
                return None
            per_base.append(Fraction(1) if quote is None else Fraction(quote.rate))
        return per_base[1] / per_base[0]
