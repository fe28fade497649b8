"""What is asked of a location memo: the places under decision, and what is assumed of each."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, Field, PlainSerializer, WithJsonSchema, model_validator

from kachinko.model.base import Id, Name, Record, Text
from kachinko.model.budget import FactValue, Place
from kachinko.model.dated import Trigger
from kachinko.model.money import Currency, parse_amount, plain_number
from kachinko.model.share import Share
from kachinko.model.span import Day


def _parse_number(value: Any) -> Decimal:
    return parse_amount(value)


Quantity = Annotated[
    Decimal,
    BeforeValidator(_parse_number),
    PlainSerializer(plain_number, return_type=int | float | str),
    WithJsonSchema({"type": "number", "minimum": 0}),
]


class _Spread(Record):
    low: Any
    mode: Any
    high: Any

    @model_validator(mode="before")
    @classmethod
    def _one_number(cls, value: Any) -> Any:
        if isinstance(value, dict | Record):
            return value
        return {"low": value, "mode": value, "high": value}

    @model_validator(mode="after")
    def _in_order(self) -> _Spread:
        low, mode, high = self.ends
        if not low <= mode <= high:
            raise ValueError("low, mode and high stand in this order")
        return self

    @property
    def ends(self) -> tuple[Decimal, Decimal, Decimal]:
        """Least, likeliest and most."""
        return self.low, self.mode, self.high

    @property
    def mean(self) -> Fraction:
        """The mean of a triangular distribution over the range, exactly."""
        return sum(map(Fraction, self.ends), Fraction(0)) / 3


class ShareSpread(_Spread):
    """A share as a range: least, likeliest, most (triangular); one number: no spread."""

    low: Share
    mode: Share
    high: Share


class DaySpread(_Spread):
    """Calendar days as a range: least, likeliest, most (triangular); one number: no spread."""

    low: Quantity
    mode: Quantity
    high: Quantity


NOTHING = ShareSpread(low=Decimal(0), mode=Decimal(0), high=Decimal(0))
WHOLE = ShareSpread(low=Decimal(1), mode=Decimal(1), high=Decimal(1))
NO_DAYS = DaySpread(low=Decimal(0), mode=Decimal(0), high=Decimal(0))


class Risk(Record):
    """What the user assumes of one programme's outcome. None of this is a fact of the programme.

    A ceiling or competitive award of which no `granted` is given counts nothing. An entitlement
    is granted.
    """

    programme: Id
    granted: Share | None = Field(
        default=None, description="Probability that a committee or ranking gives an award."
    )
    share: ShareSpread = Field(
        default=WHOLE, description="Of the most that may be given, the share that is given."
    )
    haircut: ShareSpread = Field(
        default=NOTHING, description="Share of the award that an audit takes away."
    )
    delay_days: DaySpread = Field(
        default=NO_DAYS,
        description="Calendar days that the money comes later than the rule says; where the rule "
        "does not say when, counted from the end of the work.",
    )
    renewal_refused: Share = Field(
        default=Decimal(0),
        description="Probability that the programme is not there any more when it is needed.",
    )
    why: Text = Field(min_length=1, description="Whose assumption this is and what it rests on.")


class PlaceChoice(Record):
    """One place under decision: what it costs there, who pays a part, where the sets stand."""

    id: Id
    name: Name
    name_ja: Text = Field(default="", description="Name in Japanese, or empty.")
    place: Place = Field(description="ISO 3166 code of the country or region.")
    latitude: Annotated[float, Field(ge=-90, le=90)] | None = Field(
        default=None, description="In degrees, for a map; without it the country is marked."
    )
    longitude: Annotated[float, Field(ge=-180, le=180)] | None = None
    budget: Text = Field(default="", description="Budget file, from this file's folder.")
    scope: Text = Field(default="", description="Scope file, costed with `rates`.")
    rates: Text = Field(default="", description="Rate card, from this file's folder.")
    assume: tuple[Text, ...] = Field(
        default=(), description="Rate cards of assumptions for what `rates` does not hold."
    )
    programmes: tuple[Text, ...] = Field(
        default=(), description="Ids of shipped programmes, or programme files, that are stacked."
    )
    studios: tuple[Id, ...] = Field(
        default=(), description="Studios of the project whose stages would carry the sets."
    )
    dates: dict[Trigger, Day] = Field(default={}, description="Where they differ from all places'.")
    facts: dict[str, FactValue] = Field(default={}, description="Answers for this place alone.")
    risks: tuple[Risk, ...] = ()
    notes: Text = Field(default="", description="What is fact and what is assumption.")

    @model_validator(mode="after")
    def _one_cost(self) -> PlaceChoice:
        if bool(self.budget) == bool(self.scope):
            raise ValueError("a place has either a budget or a scope with rates")
        if self.rates and not self.scope:
            raise ValueError("rates go with a scope, not with a budget")
        if self.scope and not self.rates:
            raise ValueError("a scope needs rates to be costed with")
        if (self.latitude is None) != (self.longitude is None):
            raise ValueError("latitude and longitude go together: give both or neither")
        named = [risk.programme for risk in self.risks]
        if len(set(named)) != len(named):
            raise ValueError("two risks are given for one programme")
        return self


class Location(Record):
    """A title's choice of place: the candidates and what is assumed in comparing them."""

    schema_: Literal["kachinko-location/1"] = Field(
        default="kachinko-location/1", alias="schema", description="Version of this file format."
    )
    title: Id | None = Field(default=None, description="The title of the project; empty: any.")
    currency: Currency = Field(description="In which all places are compared.")
    notes: Text = Field(default="", description="What is fact and what is assumption.")
    dates: dict[Trigger, Day] = Field(
        default={}, description="Dates of the production; photography_start is needed."
    )
    facts: dict[str, FactValue] = Field(default={}, description="Answers that hold everywhere.")
    discount: Share = Field(
        default=Decimal(0), description="Yearly rate at which money that comes later counts less."
    )
    volatility: dict[Currency, Share] = Field(
        default={},
        description="Yearly volatility against the table's base currency; empty: from the table.",
    )
    places: tuple[PlaceChoice, ...] = Field(min_length=1)
