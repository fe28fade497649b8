"""Sums of a budget: by account, department, level and currency, exact."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import timedelta
from fractions import Fraction
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from datetime import date

    from kachinko.model.budget import Budget, BudgetLine
    from kachinko.model.exchange import ExchangeRate, ExchangeTable

By = Literal["account", "department", "level", "category", "place", "basis"]
LEVELS = ("above", "below", "post", "other")


@dataclass(slots=True)
class Sum:
    """The lines of one kind: their sum in each currency, and in the reporting currency."""

    key: str
    amounts: dict[str, Fraction] = field(default_factory=dict)
    reporting: Fraction | None = Fraction(0)
    """None: an exchange rate is not known."""
    lines: int = 0

    def add(self, line: BudgetLine, reporting: Fraction | None) -> None:
        """Add a line."""
        known = self.amounts.get(line.currency, Fraction(0))
        self.amounts[line.currency] = known + Fraction(line.amount)
        self.lines += 1
        both = self.reporting is not None and reporting is not None
        self.reporting = self.reporting + reporting if both else None  # type: ignore[operator]


@dataclass(frozen=True, slots=True)
class Totals:
    """What a budget comes to."""

    currency: str
    """The reporting currency."""
    base: str
    """Against which the exchange rates stand."""
    all: Sum
    by: dict[By, tuple[Sum, ...]]
    lines: dict[str, Fraction | None]
    """Each line in the reporting currency, by its id."""
    rates: tuple[ExchangeRate, ...]
    """The exchange rates that were used."""
    remarks: tuple[str, ...]
    """Rates that are not known, or older than the lines."""


def day_of(budget: Budget, line: BudgetLine) -> date | None:
    """The day whose exchange rate a line takes: its middle, else the start of photography."""
    if line.first is not None and line.last is not None:
        return line.first + timedelta(days=(line.last - line.first).days // 2)
    return line.first or line.last or budget.dates.get("photography_start")


class Converter:
    """Turns lines into another currency, and remembers by which rates."""

    def __init__(self, budget: Budget, table: ExchangeTable, currency: str) -> None:
        self.budget, self.table, self.currency = budget, table, currency
        self.used: dict[tuple[str, date], ExchangeRate] = {}
        self.remarks: dict[str, None] = {}

    def line(self, line: BudgetLine) -> Fraction | None:
        """A line in the reporting currency; None where a rate or a day is not known."""
        if line.currency == self.currency:
            return Fraction(line.amount)
        day = day_of(self.budget, line)
        if day is None:
            self.remarks[
                f"line {line.id} has no day, and the budget no start of photography: its "
                f"{line.currency} cannot be turned into {self.currency}"
            ] = None
            return None
        return self.amount(Fraction(line.amount), line.currency, day)

    def amount(self, amount: Fraction, currency: str, day: date) -> Fraction | None:
        """An amount of a day in the reporting currency."""
        factor = self.table.factor(currency, self.currency, day)
        if factor is None:
            lacking = [
                each for each in (currency, self.currency)
                if each != self.table.base and self.table.quote(each, day) is None
            ]  # fmt: skip
            self.remarks[f"no exchange rate of {', '.join(lacking)} is known for {day.year}"] = None
            return None
        if currency != self.currency:
            self._remember(currency, day)
            self._remember(self.currency, day)
        return amount * factor

    def _remember(self, currency: str, day: date) -> None:
        quote = self.table.quote(currency, day)
        if currency == self.table.base or quote is None:
            return
        self.used[(quote.currency, quote.first)] = quote
        if quote.last < day:
            self.remarks[
                f"{currency} is turned over at the rate of {quote.first} to {quote.last}, "
                "the latest that is known: no forecast"
            ] = None


def totals(budget: Budget, table: ExchangeTable, currency: str = "") -> Totals:
    """Add up a budget, in its lines' currencies and in one of them all.

    `currency` is the reporting currency; empty: the budget's.
    """
    converter = Converter(budget, table, currency or budget.currency)
    everything = Sum("all")
    values: dict[str, Fraction | None] = {}
    groups: dict[By, dict[str, Sum]] = {
        "account": {}, "department": {}, "level": {}, "category": {}, "place": {}, "basis": {},
    }  # fmt: skip
    for line in budget.lines:
        value = values[line.id] = converter.line(line)
        everything.add(line, value)
        for by, sums in groups.items():
            key = str(getattr(line, by) or "")
            sums.setdefault(key, Sum(key)).add(line, value)
    groups["level"] = {key: groups["level"][key] for key in LEVELS if key in groups["level"]}
    groups["account"] = dict(sorted(groups["account"].items()))
    return Totals(
        converter.currency,
        table.base,
        everything,
        {by: tuple(sums.values()) for by, sums in groups.items()},
        values,
        tuple(converter.used.values()),
        tuple(converter.remarks),
    )
