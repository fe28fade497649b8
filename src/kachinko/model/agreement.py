"""Agreements: who may use which stages, from when to when, at what rent."""

from __future__ import annotations

from decimal import Decimal
from typing import Literal

from pydantic import Field

from kachinko.model.base import Id, Record, Text
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

    amount: Amount = Field(description="Rent of all the agreement's stages together.")
    currency: Currency = Field(description="The project's currency.")
    per: RentPeriod = Field(default="day", description="For a day, week, month or year.")

    @property
    def per_day(self) -> Decimal:
        """The rent of one calendar day; a month counts 365/12 days, a year 365."""
        return self.amount / DAYS_PER[self.per]


class Agreement(Dated):
    """A right to use named stages of a studio between two dates."""

    id: Id = Field(description="Short name of the agreement, unique in the project.")
    lessee: Text = Field(default="", description="Who rents.")
    studio: Id = Field(description="Id of the studio that rents out.")
    stages: tuple[Id, ...] = Field(min_length=1, description="Ids of the stages it opens.")
    rent: Rent | None = Field(default=None, description="What it costs; empty: not counted.")
    take_or_pay: bool = Field(
        default=False,
        description="Paid whether used or not, so that no plan changes it. Else a stage costs its "
        "equal share of the rent on each day on which a set stands there.",
    )
