"""Exchange rates that we ship: yearly means per dollar, each with its source."""

from __future__ import annotations

import csv
import io
from datetime import date
from functools import lru_cache
from importlib import resources
from typing import NamedTuple

from kachinko.model.exchange import ExchangeRate, ExchangeTable


class YearlyMean(NamedTuple):
    """What one source says of a currency's mean of a year; an empty rate is not known."""

    year: int
    currency: str
    per_usd: str
    in_use: bool
    why: str
    source: str
    publisher: str
    note: str


@lru_cache(maxsize=1)
def yearly_means() -> tuple[YearlyMean, ...]:
    """All rates that were found, those that contradict each other and the gaps among them."""
    text = resources.files("kachinko.reference").joinpath("data/fx.csv").read_text("utf-8")
    return tuple(
        YearlyMean(
            int(row["year"]), row["currency"], row["per_usd"], row["in_use"] == "yes",
            row["why"], row["source"], row["publisher"], row["note"],
        )
        for row in csv.DictReader(io.StringIO(text))
    )  # fmt: skip


@lru_cache(maxsize=16)
def exchange_table(as_of: date | None = None) -> ExchangeTable:
    """The rates in use, or of them those that were known on a day: means of years then over.

    A year that was not found is a gap: the table then gives the one before.

    HUF ends in 2023, GBP is known for 2020, 2022 and 2023 alone; whoever shows a sum in them says
    of which year the rate is.
    """
    return ExchangeTable(
        rates=tuple(
            ExchangeRate.model_validate(
                {
                    "currency": mean.currency,
                    "rate": mean.per_usd,
                    "from": date(mean.year, 1, 1),
                    "to": date(mean.year, 12, 31),
                    "source": mean.source,
                    "note": "; ".join(
                        part for part in (f"mean of {mean.year}", mean.publisher, mean.note) if part
                    ),
                }
            )
            for mean in yearly_means()
            if mean.in_use and (as_of is None or mean.year < as_of.year)
        )
    )
