"""A scope: what a title needs, in quantities and not in money."""

from __future__ import annotations

from decimal import Decimal
from typing import Annotated, Literal

from pydantic import Field, model_validator

from kachinko.model.base import Count, Id, Name, Record, Text
from kachinko.model.budget import Category, FactValue, Level, Place
from kachinko.model.dated import Trigger
from kachinko.model.money import Amount, Currency, Money
from kachinko.model.share import Share
from kachinko.model.span import Dated, Day

ScopeUnit = Literal[
    "hour", "day", "week", "month", "m2", "m2_day", "stage_day", "night", "flight", "piece",
    "episode", "shot", "minute", "lump",
]  # fmt: skip
"""In what a quantity is counted; a rate has the same unit. lump: the whole at one price."""


class Phase(Dated):
    """A stretch of the schedule: preparation, build, photography, post-production."""

    id: Id
    name: Text = ""


class ScopeItem(Record):
    """One thing that is needed, wherever the title is made."""

    id: Annotated[Id, Field(max_length=48)]
    name: Name
    account: Text = ""
    department: Text = ""
    category: Category
    level: Level
    labour: bool = Field(default=False, description="Whether it pays for work rather than goods.")
    quantity: Amount = Field(description="All of it: of five people for 12 weeks, 60.")
    unit: ScopeUnit
    rate: Id | None = Field(default=None, description="Id in the rate card; empty: the item's own.")
    price: Money | None = Field(
        default=None, description="The same price of a unit everywhere; then no rate is asked for."
    )
    at: Place | None = Field(
        default=None, description="Where it is bought, if not at the place that is costed: a price."
    )
    people: Count = Field(
        default=1, ge=1, description="How many people the quantity is spread over."
    )
    brought: Count = Field(
        default=0, ge=0, description="How many of them are brought to the place."
    )
    home: Place | None = Field(default=None, description="Where those live; empty: the scope's.")
    person: Id | None = Field(default=None, description="Who is paid, where it is one person.")
    phase: Id | None = Field(default=None, description="When; empty: the whole schedule.")
    begins: Share = Field(default=Decimal(0), description="Share of that time when it begins.")
    ends: Share = Field(default=Decimal(1), description="Share of that time when it ends.")
    first: Day | None = Field(default=None, alias="from", description="Instead: its first day …")
    last: Day | None = Field(default=None, alias="to", description="… and its last.")
    dark_days: Amount = Field(
        default=Decimal(0), description="Stage days paid for on which nothing stands."
    )
    note: Text = ""

    @model_validator(mode="after")
    def _agrees(self) -> ScopeItem:
        if self.brought > self.people:
            raise ValueError("no more people are brought than there are")
        if self.ends < self.begins:
            raise ValueError("'ends' is not before 'begins'")
        if (self.first is None) != (self.last is None):
            raise ValueError("'from' and 'to' go together")
        if self.first and self.last and self.last < self.first:
            raise ValueError("'to' is not before 'from'")
        if self.at is not None and self.price is None:
            raise ValueError("what is bought elsewhere ('at') has a 'price' of its own")
        if self.dark_days and self.unit != "stage_day":
            raise ValueError("only stage days can be dark: the unit is stage_day")
        return self


class Scope(Record):
    """What a title needs, its schedule, and what is laid on top of the lines."""

    schema_: Literal["kachinko-scope/1"] = Field(default="kachinko-scope/1", alias="schema")
    name: Name = Field(description="Name of the title.")
    title: Id | None = Field(default=None, description="The title of a project that it is for.")
    currency: Currency = Field(description="In which places are compared.")
    notes: Text = Field(default="", description="What is fact and what is assumption.")
    dates: dict[Trigger, Day] = Field(default={}, description="Of the production, as far as known.")
    facts: dict[str, FactValue] = Field(default={}, description="Answers to what programmes ask.")
    home: Place | None = Field(default=None, description="Where people who are brought live.")
    phases: tuple[Phase, ...] = Field(min_length=1)
    items: tuple[ScopeItem, ...] = Field(min_length=1)
    accounts: dict[Category, Text] = Field(
        default={},
        description="Accounts of what is laid on top: travel, living, contingency, bond.",
    )
    contingency: Share = Field(default=Decimal(0), description="Share of all lines before it.")
    bond: Share = Field(
        default=Decimal(0), description="Completion bond: share of all lines, with contingency."
    )
