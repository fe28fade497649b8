"""A chart of accounts: how the accounts and columns of a budget become ours."""

from __future__ import annotations

import re
from typing import Annotated, Literal

from pydantic import AfterValidator, Field

from kachinko.model.base import Id, Name, Record, Text
from kachinko.model.budget import Category, Level, Place
from kachinko.model.money import Currency
from kachinko.model.source import Source

_RANGE = re.compile(r"^([0-9]{1,9})(?:-([0-9]{1,9}))?$|^[A-Za-z][A-Za-z0-9.]{0,19}$")


def _check_range(value: str) -> str:
    match = _RANGE.match(value)
    if not match or (match[2] and int(match[2]) < int(match[1])):
        raise ValueError("accounts are written 1100, 1100-1199 or, where they have letters, B")
    return value


AccountRange = Annotated[Text, AfterValidator(_check_range)]
"""One account, a range of numbers (first and last included), or the letters of a group."""

UNKNOWN_PLACE = "unknown"
"""Written where a person states that the place of a line is not known."""

LineField = Literal[
    "id", "account", "heading", "name", "department", "category", "level", "amount", "currency",
    "place", "zone", "payee", "person", "labour", "connected", "from", "to", "stage", "basis",
    "note",
]  # fmt: skip
"""What a column can hold; heading: the name of the account, where the chart goes by names."""


class ChartEntry(Record):
    """Which accounts, or which headings, are what."""

    accounts: tuple[AccountRange, ...] = Field(
        default=(), description="Accounts, such as 2300 or 2300-2399."
    )
    headings: tuple[Text, ...] = Field(
        default=(), description="Names of accounts, where numbers follow no common order."
    )
    name: Text = Field(default="", description="What the chart calls it.")
    category: Category
    level: Level
    department: Text = ""
    labour: bool = Field(default=False, description="Whether it pays for work rather than goods.")
    note: Text = Field(default="", description="How the heading was read.")


class Chart(Record):
    """The mapping of a chart of accounts, and of the columns of its tables."""

    schema_: Literal["kachinko-chart/1"] = Field(default="kachinko-chart/1", alias="schema")
    id: Id
    name: Name
    notes: Text = ""
    sources: tuple[Source, ...] = ()
    entries: tuple[ChartEntry, ...] = Field(
        default=(), description="The first that fits an account counts, the narrowest range first."
    )
    columns: dict[LineField, tuple[Text, ...]] = Field(
        default={}, description="Heads of columns, by what they hold."
    )
    currency: Currency | None = Field(
        default=None, description="Of lines that state none; empty: each line states its own."
    )
    place: Place | Literal["unknown"] | None = Field(
        default=None, description="Of lines that state none; unknown: said to be not known."
    )
    level: Level | None = Field(default=None, description="Of lines that state none.")
