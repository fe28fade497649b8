"""A rate card: what a unit of scope costs at a place, in its currency, from a date."""

from __future__ import annotations

from typing import Literal

from pydantic import Field, model_validator

from kachinko.model.base import Id, Name, Record, Text
from kachinko.model.budget import Category, Level, Place
from kachinko.model.money import Amount, Currency
from kachinko.model.scope import ScopeUnit
from kachinko.model.share import Share
from kachinko.model.source import PartialDate, Source

RateBasis = Literal["stated", "derived", "assumption"]
"""stated: as a source has it; derived: worked out from a source; assumption: nobody says so."""


class _Based(Record):
    basis: RateBasis = Field(description="stated, derived or assumption.")
    source: Id | None = Field(default=None, description="Which of the card's sources says so.")
    note: Text = Field(default="", description="How it was read or worked out, or why assumed.")

    @model_validator(mode="after")
    def _has_its_ground(self) -> _Based:
        if self.basis != "assumption" and self.source is None:
            raise ValueError(f"what is {self.basis} names its source")
        if self.basis != "stated" and not self.note:
            raise ValueError(f"what is {_NAMES[self.basis]} says in its note on what it rests")
        return self


_NAMES = {"derived": "derived", "assumption": "an assumption"}


class CardRate(_Based):
    """The price of one unit."""

    id: Id
    amount: Amount
    unit: ScopeUnit
    currency: Currency | None = Field(default=None, description="Empty: the card's.")
    date: PartialDate = Field(default="", description="Of when the rate is; empty: the card's.")


class Fringe(_Based):
    """What comes on top of pay: social security, pension, holiday pay."""

    id: Id
    name: Name
    share: Share
    categories: tuple[Category, ...] = Field(default=(), description="Empty: all labour.")
    levels: tuple[Level, ...] = Field(default=(), description="Empty: all.")
    people: Literal["local", "brought", "all"] = "all"
    cut_off: Amount | None = Field(
        default=None, description="Pay of one person above which nothing more is due; card's money."
    )


class RateCard(Record):
    """The rates of a place."""

    schema_: Literal["kachinko-rates/1"] = Field(default="kachinko-rates/1", alias="schema")
    id: Id
    name: Name
    place: Place | None = Field(
        default=None, description="Where it holds; empty: anywhere (in a file of assumptions)."
    )
    zone: Id | None = Field(default=None, description="A zone within the place, for incentives.")
    currency: Currency
    date: PartialDate = Field(description="Of when the rates are.")
    notes: Text = ""
    sources: tuple[Source, ...] = ()
    agreement: Id | None = Field(
        default=None, description="Agreement of a project under which stage days are had."
    )
    rates: tuple[CardRate, ...] = ()
    fringes: tuple[Fringe, ...] = ()
    flight: Id = Field(default="flight", description="Rate of a return flight (unit flight).")
    hotel: Id = Field(default="hotel", description="Rate of a hotel night (unit night).")
    per_diem: Id = Field(default="per-diem", description="Rate of a day's allowance (unit day).")
