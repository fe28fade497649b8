"""A slate of titles that could shoot in several places, to ask what an incentive would change."""

from __future__ import annotations

from typing import Literal

from pydantic import Field, model_validator

from kachinko.model.base import Id, Name, Record, Text
from kachinko.model.budget import Budget, FactValue, Place
from kachinko.model.dated import Trigger, Value
from kachinko.model.exchange import ExchangeTable
from kachinko.model.money import Currency, Money
from kachinko.model.share import Share
from kachinko.model.span import Day

Basis = Literal["stated", "assumption"]


class ShareRange(Record):
    """A share that is not known: at least, most likely, at most; drawn from a triangle."""

    least: Share
    likely: Share
    most: Share

    @model_validator(mode="after")
    def _in_order(self) -> ShareRange:
        if not self.least <= self.likely <= self.most:
            raise ValueError("the shares run from least over likely to most")
        return self


class Wait(Record):
    """How long a title could wait for a decision, and what each day costs."""

    most_days: int = Field(ge=0, le=3_660)
    cost_per_day: Money


class SlateOption(Record):
    """One place where a title could be made, with what it costs there and whom it asks."""

    place: Place
    possible: bool = Field(default=True, description="Whether it can be made there at all.")
    cost: Money = Field(description="All of the title, made there, before any incentive.")
    spend: Money | None = Field(default=None, description="What of it is spent in the place.")
    programmes: tuple[Id, ...] = Field(
        default=(), description="Asked in this order: one that is net of another comes after it."
    )
    measures: dict[str, Value] = Field(
        default={},
        description="Amounts, by measure, or programme:measure where it is of one alone.",
    )
    facts: dict[str, FactValue] = Field(
        default={}, description="Answers, by question or programme:question."
    )
    budget: Budget | None = Field(default=None, description="Lines instead of measures.")
    basis: Basis = "assumption"
    note: Text = ""

    @model_validator(mode="after")
    def _amounts_or_lines(self) -> SlateOption:
        if self.budget is not None and self.measures:
            raise ValueError("a place has 'measures' or a 'budget', not both")
        return self


class SlateTitle(Record):
    """A title, when it could apply and shoot, and where."""

    id: Id
    name: Name
    ready: Day | None = Field(
        default=None, description="First day on which it could apply; empty: the day asked for."
    )
    start: Day = Field(description="First day of photography.")
    dates: dict[Trigger, Day] = Field(
        default={}, description="Other dates; they move with the start where the title waits."
    )
    wait: Wait | None = Field(default=None, description="Empty: it cannot wait.")
    options: tuple[SlateOption, ...] = Field(min_length=1)
    basis: Basis = "assumption"
    note: Text = ""

    @model_validator(mode="after")
    def _ready_before_start(self) -> SlateTitle:
        if self.ready is not None and self.ready > self.start:
            raise ValueError("'ready' is not after 'start'")
        return self


class Outlook(Record):
    """What the user assumes of a programme where its rules leave it open; nothing is known."""

    programme: Id
    renewal: Share | None = Field(
        default=None, description="Chance that it is renewed, each year; it hits all titles."
    )
    granted: ShareRange | None = Field(
        default=None, description="Share of a ceiling that the committee grants, each title."
    )
    success: Share | None = Field(default=None, description="Chance to win, each application.")
    others: ShareRange | None = Field(
        default=None, description="Share of the fund that titles beyond the slate take, each year."
    )
    decision_days: int | None = Field(
        default=None, ge=0, le=3_660, description="Days to a decision where the rules name no day."
    )
    year_begins: int = Field(default=1, ge=1, le=12, description="First month of the fund's year.")
    note: Text = ""


class IncentiveSlate(Record):
    """Titles with their places, and what is assumed of the programmes."""

    schema_: Literal["kachinko-incentive-slate/1"] = Field(
        default="kachinko-incentive-slate/1", alias="schema"
    )
    name: Name
    notes: Text = Field(default="", description="What is fact and what is assumption.")
    currency: Currency = Field(description="In which places are compared.")
    exchange: ExchangeTable | None = Field(default=None, description="Empty: the shipped rates.")
    titles: tuple[SlateTitle, ...] = Field(min_length=1)
    outlooks: tuple[Outlook, ...] = ()
