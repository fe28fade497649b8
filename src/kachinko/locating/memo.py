"""The memo as a record: what every format shows of it."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from kachinko.locating.stages import StageAnswer
from kachinko.model.base import Id, Name, Record, Text
from kachinko.model.budget import Place, SignedAmount
from kachinko.model.estimate import Estimate
from kachinko.model.location import Risk
from kachinko.model.location_setting import AS_ASKED, Setting
from kachinko.model.money import Amount, Currency
from kachinko.model.share import Share
from kachinko.model.span import Day

StepKind = Literal["gross", "sure", "up_to", "competed", "off", "waiting", "net"]
"""The bars of a waterfall: awards by kind, tax and fees, the cost of waiting."""


class Step(Record):
    """A bar of the waterfall; below 0 where it takes off the cost."""

    kind: StepKind
    amount: SignedAmount


class ProgrammeMemo(Record):
    """One programme at one place: its estimate, and what of it is counted."""

    estimate: Estimate
    name_ja: Text = ""
    award: Amount = Field(description="Gross, in the memo's currency; of a ceiling the most.")
    net: Amount = Field(description="Less tax and fees, as far as they are known.")
    counted: Amount = Field(description="Of the gross award, by the assumptions.")
    weight: float = Field(description="The share that is counted.")
    value: Amount = Field(description="What it takes off the cost after tax, fees and waiting.")
    rate: float = Field(description="What a unit of its currency is in the memo's.")
    middle: Day | None = Field(default=None, description="Middle day of its payments, as assumed.")
    risk: Risk
    tax_known: bool
    days_known: bool = Field(description="Whether the rules say when all of it is paid.")


class CashDay(Record):
    """Money that comes, in the memo's currency."""

    programme: Id
    name: Text
    amount: Amount
    earliest: Day | None = None
    latest: Day | None = None
    says: Text = ""
    source: Text = ""


class Duty(Record):
    """What the schedule must meet: a window, a deadline, or a least number of days."""

    programme: Id
    name: Text
    what: Text
    says: Text = ""
    first: Day | None = Field(default=None, alias="from")
    last: Day | None = Field(default=None, alias="to")
    state: Text
    source: Text = ""


class RateRange(Record):
    """The net cost when a currency moves: ten per cent, and to the ends of the last five years."""

    currency: Currency
    rate: float = Field(description="What one unit is in the memo's currency, as taken.")
    minus: Amount = Field(description="Net cost with it worth 10 % less.")
    plus: Amount = Field(description="Net cost with it worth 10 % more.")
    low_year: int | None = None
    low_rate: float | None = None
    low: Amount | None = Field(default=None, description="Net cost at the lowest yearly mean.")
    high_year: int | None = None
    high_rate: float | None = None
    high: Amount | None = Field(default=None, description="Net cost at the highest yearly mean.")
    missing: tuple[int, ...] = Field(default=(), description="Years of which no mean is known.")


class Spread(Record):
    """The net cost over all draws."""

    p10: float
    p50: float
    p90: float
    mean: float
    tail: float = Field(description="Mean of the worst twentieth (CVaR at 95 %).")
    cheapest: float = Field(description="Share of the draws in which it is the cheapest place.")


class LineMemo(Record):
    """A line of the budget, and what each programme counts of it."""

    id: Id
    account: Text = ""
    name: Text
    category: Text
    amount: SignedAmount
    currency: Currency
    told: SignedAmount = Field(description="In the memo's currency.")
    assumed: bool
    note: Text = ""
    counted: dict[Id, SignedAmount] = Field(
        default={}, description="By programme, in its currency: what counts as eligible spend."
    )


class PlaceMemo(Record):
    """One place."""

    id: Id
    name: Name
    name_ja: Text = ""
    place: Place
    rank: int
    gross: Amount
    eligible: Amount | None = Field(
        default=None, description="The largest eligible spend of its programmes; null: unknown."
    )
    sure: Amount = Field(description="Gross awards of entitlements.")
    up_to: Amount = Field(description="The most that committees may grant.")
    competed: Amount = Field(description="What is ranked against others.")
    net: Amount
    net_sure: Amount = Field(description="With nothing but entitlements, at their full award.")
    net_all: Amount = Field(description="With all awards at their most, after tax and fees.")
    steps: tuple[Step, ...]
    programmes: tuple[ProgrammeMemo, ...] = ()
    spread: Spread | None = None
    peak: Amount | None = Field(default=None, description="Most money out at once, late receipts.")
    peak_early: Amount | None = Field(default=None, description="With receipts at their earliest.")
    peak_on: Day | None = None
    cash: tuple[CashDay, ...] = ()
    duties: tuple[Duty, ...] = ()
    stages: StageAnswer
    rates: tuple[RateRange, ...] = ()
    unknown: tuple[Text, ...] = Field(default=(), description="What no figure here contains.")
    must_hold: tuple[Text, ...] = ()
    assumed_share: float = Field(description="Share of the gross cost on assumed lines.")
    lines: tuple[LineMemo, ...] = ()
    notes: Text = ""


class FlipMemo(Record):
    """A value of a lever from which another place is the cheapest."""

    value: float
    before: float = Field(description="The nearest value that was looked at, without the change.")
    cheapest: Id
    shown: float = Field(description="A rate in the memo's currency, a budget, or the value.")


class TurnMemo(Record):
    """What a lever does to the answer; both ends empty: no value within its range flips it."""

    kind: Literal["rate", "price", "granted", "share"]
    of: Text
    name: Text
    now: float
    low: float
    high: float
    shown_now: float | None = None
    down: FlipMemo | None = None
    up: FlipMemo | None = None


class Memo(Record):
    """A title's choice of place, as a committee reads it."""

    schema_: Literal["kachinko-memo/1"] = Field(default="kachinko-memo/1", alias="schema")
    project: Name
    title: Id
    title_name: Name
    currency: Currency
    as_of: Day
    start: Day = Field(description="Start of photography, to which money is valued.")
    discount: Share
    draws: int
    seed: int
    volatility: dict[Currency, float] = Field(default={}, description="A year.")
    volatility_given: tuple[Currency, ...] = Field(
        default=(), description="Currencies of which the user gave the volatility."
    )
    fx_years: float = 0.0
    fx_still: tuple[Currency, ...] = Field(
        default=(), description="Currencies of which too little is known: not moved in the draws."
    )
    places: tuple[PlaceMemo, ...] = Field(description="Cheapest first.")
    turns: tuple[TurnMemo, ...] = ()
    notes: Text = ""
    setting: Setting = Field(
        default=AS_ASKED, description="What was moved away from the question by hand."
    )
    interrupted: bool = False

    def place(self, id_: str) -> PlaceMemo:
        """A place by its id; raises KeyError."""
        return {each.id: each for each in self.places}[id_]
