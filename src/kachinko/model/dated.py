"""Values dated on two axes: in force from and to, and known from."""

from __future__ import annotations

from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, Field, PlainSerializer, WithJsonSchema, model_validator

from kachinko.model.base import Id, Record, Text
from kachinko.model.money import plain_number
from kachinko.model.span import Day, parse_day

Trigger = Literal[
    "first_labour",
    "first_spend",
    "application",
    "decision",
    "certificate",
    "photography_start",
    "photography_end",
    "completion",
    "claim",
    "tax_year_end",
]
"""The dates of a production by which a rule can choose the version that governs."""

Unit = Literal["share", "money", "count", "days", "yes_no", "day"]
"""share: 0.34 for 34 %; money: whole units of the programme's currency; days: calendar days."""

Special = Literal["unknown", "none"]
"""unknown: not found in any source; none: from then on there is no such limit."""


def _parse_value(value: Any) -> Any:
    if isinstance(value, bool) or value in ("unknown", "none"):
        return value
    if isinstance(value, str) and value.count("-") == 2:
        return parse_day(value)
    if isinstance(value, (int, float, Decimal, str)):
        try:
            number = Decimal(str(value).replace(",", "").strip())
        except InvalidOperation:
            raise ValueError(
                "a value is a number, a date, true or false, 'unknown' or 'none'"
            ) from None
        if not number.is_finite() or abs(number) > Decimal(10) ** 15:
            raise ValueError("a number lies between -10^15 and 10^15")
        return number
    return value


def plain_value(value: Any) -> Any:
    """What a raw value says: a number, a day, yes or no, a word of `Special`; None: nothing."""
    try:
        found = _parse_value(value)
    except ValueError:
        return None
    return found if isinstance(found, bool | date | Decimal | str) else None


def _write_value(value: Any) -> Any:
    return plain_number(value) if isinstance(value, Decimal) else value


Value = Annotated[
    bool | Day | Decimal | Special,
    BeforeValidator(_parse_value),
    PlainSerializer(_write_value),
    WithJsonSchema({"type": ["number", "string", "boolean"]}),
]
"""An exact number, a date, yes or no, or a word of `Special`."""


class Contradiction(Record):
    """What another source says in the same matter, and why it is not the one in use."""

    value: Value
    source: Id
    why_not: Text = Field(description="Why the other value is used.")


class DatedValue(Record):
    """A value with its source, the days on which it is in force, and since when that was known."""

    value: Value
    first: Day | None = Field(default=None, alias="from", description="First day; empty: always.")
    last: Day | None = Field(default=None, alias="to", description="Last day; empty: open.")
    known_from: Day | None = Field(
        default=None, description="First day on which this could be known; empty: not read."
    )
    source: Id = Field(description="Which of the programme's sources says so.")
    note: Text = Field(default="", description="How it was read, and how sure that is.")
    against: tuple[Contradiction, ...] = Field(default=(), description="Who says otherwise.")

    @model_validator(mode="after")
    def _in_order(self) -> DatedValue:
        if self.first and self.last and self.last < self.first:
            raise ValueError("'to' is not before 'from'")
        return self


class Parameter(Record):
    """A number that clauses name: its history on both axes.

    In force on a day as seen on another: of the values known by then and in force on the day of
    the trigger, the one that became known last; of equals, the one with the latest `from`, then
    the one written last.
    """

    id: Id
    meaning: Text
    unit: Unit
    trigger: Trigger | None = Field(
        default=None, description="Whose date decides; empty: the programme's own trigger."
    )
    values: tuple[DatedValue, ...] = Field(min_length=1)
