"""Where the titles of a slate would be made, and what a reform changes in that."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from kachinko.model.base import Id, Name, Record, Text
from kachinko.model.budget import Place, SignedAmount
from kachinko.model.money import Currency
from kachinko.model.span import Day

Label = Literal["expected", "if all comes", "if nothing open comes"]
"""expected: every chance is assumed by the user; else both ends of what nobody assumed."""


class Ask(Record):
    """One programme that a title would ask in a place."""

    programme: Id
    filed: Day | None = None
    decided: Day | None = None
    window: Text = Field(default="", description="Empty: applied for at any time.")
    most: SignedAmount = Field(description="What the rules give, in the programme's currency.")
    expected: SignedAmount = Field(description="The mean over all draws, after tax and fees.")
    says: Text = Field(default="", description="Why it gives nothing, or what was assumed.")


class Offer(Record):
    """What a place costs a title."""

    place: Place
    delay_days: int = Field(default=0, description="How long the start waits for decisions.")
    cost: SignedAmount = Field(description="Before incentives, with the cost of waiting.")
    net: SignedAmount = Field(description="Expected, after incentives.")
    asks: tuple[Ask, ...] = ()


class TitleChoice(Record):
    """Where a title would be made: at the least expected net cost."""

    title: Id
    name: Name
    place: Place | None = Field(default=None, description="Empty: it can be made nowhere.")
    offers: tuple[Offer, ...] = Field(
        default=(), description="The best of each place, cheapest first."
    )


class SlateChoice(Record):
    """The choices of all titles under one set of rules; money of the place in its currency."""

    label: Label
    titles: tuple[TitleChoice, ...]
    chosen: tuple[Id, ...] = Field(description="Titles that choose the place of the programme.")
    spend: SignedAmount = Field(description="What these spend there.")
    treasury: SignedAmount = Field(description="Expected cost to the treasury, net of tax on it.")
    treasury_low: SignedAmount = Field(description="P10 of the draws.")
    treasury_high: SignedAmount = Field(description="P90 of the draws.")
    spend_per_unit: SignedAmount | None = Field(
        default=None, description="Spend for one unit of the treasury's money; empty: it pays none."
    )


class Effect(Record):
    """The slate before and after a reform, with the same draws."""

    label: Label
    before: SlateChoice
    after: SlateChoice
    gained: tuple[Id, ...]
    lost: tuple[Id, ...]
    more_spend: SignedAmount
    more_treasury: SignedAmount
    spend_per_more_unit: SignedAmount | None = Field(
        default=None, description="Further spend for each further unit; empty: it costs no more."
    )


class ReformEffect(Record):
    """What a reform of one programme would change in a slate."""

    schema_: Literal["kachinko-reform-effect/1"] = Field(
        default="kachinko-reform-effect/1", alias="schema"
    )
    slate: Name
    programme: Id
    reforms: tuple[Name, ...]
    place: Place
    as_of: Day
    seed: int
    draws: int
    currency: Currency = Field(description="Of the titles' costs.")
    programme_currency: Currency = Field(description="Of spend and treasury.")
    effects: tuple[Effect, ...]
    assumptions: tuple[Text, ...] = Field(description="What the user assumed.")
    notes: tuple[Text, ...] = Field(default=(), description="What is open or was left out.")
