"""What a programme would pay in a case, with every step to the answer."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from kachinko.model.base import Id, Name, Record, Text
from kachinko.model.budget import FactValue, SignedAmount
from kachinko.model.clause import Level
from kachinko.model.dated import Trigger, Value
from kachinko.model.money import Amount, Currency
from kachinko.model.programme import AwardKind
from kachinko.model.span import Day

Status = Literal["award", "refused", "unknown", "incomplete"]
"""award: an amount; refused: a threshold refuses; unknown: the rules needed are not known (not
read, or no version in force); incomplete: the case lacks an answer or a date."""


class Case(Record):
    """What is asked of a programme, where no budget's lines are given."""

    dates: dict[Trigger, Day] = Field(default={}, description="As far as they are known.")
    measures: dict[str, Value] = Field(
        default={},
        description="Amounts, by measure, or programme:measure where it is of one programme alone.",
    )
    facts: dict[str, FactValue] = Field(default={}, description="Answers, by question.")
    awards: dict[Id, Value] = Field(default={}, description="Awards of other programmes.")


class TraceEntry(Record):
    """One step: what went in, what came out, by which rule, and whether it bound."""

    id: Id
    kind: Text = Field(description="measure, parameter, question, or the kind of a clause.")
    says: Text = ""
    inputs: dict[str, Value | str] = Field(default={}, description="What it was made from.")
    result: Value | str | None = None
    unit: Text = ""
    binding: bool | None = Field(default=None, description="Of a limit or test: whether it bit.")
    by: SignedAmount | None = Field(default=None, description="How much a limit took away.")
    level: Level | None = None
    source: Text = Field(default="", description="Address of the page.")
    note: Text = ""


class LineCount(Record):
    """How much of a budget line counts in a measure, and by which rule."""

    line: Id
    measure: Id
    amount: SignedAmount = Field(description="The line in the programme's currency.")
    counted: SignedAmount
    answer: Literal["counted", "partly", "not", "unclear"]
    says: Text = ""
    source: Text = ""


class Receipt(Record):
    """Money that comes, between two days; a day that is not known is empty."""

    id: Id
    amount: SignedAmount
    earliest: Day | None = None
    latest: Day | None = None
    says: Text = ""
    source: Text = ""


class DueDay(Record):
    """A window or deadline as it stands for this case."""

    id: Id
    what: Text
    says: Text = ""
    first: Day | None = Field(default=None, alias="from")
    last: Day | None = Field(default=None, alias="to")
    state: Literal["open", "ahead", "past", "missed", "kept", "unknown"]
    source: Text = ""


class Conflict(Record):
    """Sources that contradict: the value in use and the others."""

    parameter: Id
    used: Value
    used_source: Text
    other: Value
    other_source: Text
    why: Text


class Estimate(Record):
    """What one programme would pay in one case, as seen on a day."""

    schema_: Literal["kachinko-estimate/1"] = Field(default="kachinko-estimate/1", alias="schema")
    programme: Id
    name: Name
    version: Id | None = None
    as_of: Day
    status: Status
    kind: AwardKind | None = None
    currency: Currency
    eligible: Amount | None = None
    award: Amount | None = Field(default=None, description="Gross; of a ceiling, the most.")
    tax: Amount | None = None
    fees: Amount | None = None
    net_of_tax: Amount | None = Field(default=None, description="Award less tax and fees.")
    financed: Amount | None = Field(
        default=None, description="What a lender advances now, less fee and interest, where asked."
    )
    present_value: Amount | None = Field(default=None, description="At the rate asked for.")
    binding: Id | None = Field(default=None, description="The limit that decides the amount.")
    trace: tuple[TraceEntry, ...] = ()
    lines: tuple[LineCount, ...] = ()
    receipts: tuple[Receipt, ...] = ()
    windows: tuple[DueDay, ...] = ()
    deadlines: tuple[DueDay, ...] = ()
    must_hold: tuple[Text, ...] = Field(
        default=(), description="What must be true that the input does not say."
    )
    missing: tuple[Text, ...] = Field(default=(), description="Why there is no amount.")
    notes: tuple[Text, ...] = ()
    conflicts: tuple[Conflict, ...] = ()
