"""Agreements: who may use which stages, from when to when, at what rent."""

from __future__ import annotations

from decimal import Decimal
from typing import Literal

from pydantic import Field

from kachinko.model.base import Id, Record
from kachinko.model.money import Amount, Currency
from kachinko.model.span import Dated

RentPeriod = Literal["day", "week", "month", "year"]
DAYS_PER: dict[RentPeriod, Decimal] = {
    "day": Decimal(1),
    "week": Decimal(7),
    "month": Decimal(365) / Decimal(12),
    "year": Decimal(365),
}


class Rent(Record):
    """What all the stages of an agreement together cost a day, week, month or year."""

    amount: Amount
    currency: Currency
    per: RentPeriod = "day"

    @property
    def per_day(self) -> Decimal:
        """The rent of one calendar day; a month counts 365/12 days, a year 365."""
        return self.amount / DAYS_PER[self.per]


class Agreement(Dated):
    """A right to use named stages of a studio between two dates."""

    id: Id
    lessee: str = ""
    studio: Id
    stages: tuple[Id, ...] = Field(min_length=1, description="Ids of the stages it opens.")
    rent: Rent | None = None
    take_or_pay: bool = Field(
        default=False,
        description="Paid whether used or not, so that no plan changes it. Else a stage costs its "
        "equal share of the rent on each day on which a set stands there.",
    )
