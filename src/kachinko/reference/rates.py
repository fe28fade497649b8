"""Rates that we ship: crew, stages, locations. Few, mostly old, and mostly minimums.

They are evidence to set a rate card by, no rate card: none of them is taken by itself.
"""

from __future__ import annotations

import csv
import io
from decimal import Decimal
from functools import lru_cache
from importlib import resources
from typing import Literal

from pydantic import Field

from kachinko.model.base import Record, Text
from kachinko.model.source import PartialDate


class RateFact(Record):
    """A price or ratio that a page states, in the page's own unit."""

    kind: Literal[
        "crew rate", "stage rental", "location fee", "set cost", "build cost", "cost index",
        "occupancy",
    ]  # fmt: skip
    item: Text
    place: Text = Field(description="ISO 3166 code of the country or region.")
    currency: Text = Field(description="Empty: a ratio.")
    value: Decimal
    unit: Text
    first: PartialDate = Field(description="From when it held; empty: not said.")
    last: PartialDate = ""
    source: Text
    publisher: Text
    date: PartialDate = Field(description="Of the page; empty: it carries none.")
    note: Text = ""
    basis: Literal["stated", "converted", "derived"]


@lru_cache(maxsize=1)
def rate_facts() -> tuple[RateFact, ...]:
    """All rates that we ship."""
    text = resources.files("kachinko.reference").joinpath("data/rates.csv").read_text("utf-8")
    return tuple(RateFact.model_validate(row) for row in csv.DictReader(io.StringIO(text)))


def find_rates(words: tuple[str, ...] = (), place: str = "") -> tuple[RateFact, ...]:
    """Those of a place (CA-BC counts for CA too) that mention all the words."""
    wanted = [word.casefold() for word in words]
    return tuple(
        fact
        for fact in rate_facts()
        if (not place or fact.place == place or fact.place.startswith(f"{place}-"))
        and all(word in " ".join(str(value) for _, value in fact).casefold() for word in wanted)
    )
