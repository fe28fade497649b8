"""Cash flow by month: what goes out, what an incentive brings and when, what waiting costs."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction
from typing import TYPE_CHECKING

from kachinko.budget.totals import Converter
from kachinko.model.errors import Fault, InputError
from kachinko.model.span import ONE_DAY, DaySpan

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from decimal import Decimal

    from kachinko.model.budget import Budget, BudgetLine
    from kachinko.model.estimate import Receipt
    from kachinko.model.exchange import ExchangeTable

    WorkingDaysIn = Callable[[DaySpan], Sequence[date]]


@dataclass(slots=True)
class Month:
    """One month; amounts that go out are above 0."""

    first: date
    spend: dict[str, Fraction] = field(default_factory=dict)
    """By currency of the lines."""
    spend_reporting: Fraction = Fraction(0)
    earliest: Fraction = Fraction(0)
    """Receipts of this month if all come on their earliest day, in the reporting currency."""
    latest: Fraction = Fraction(0)
    funding_earliest: Fraction = Fraction(0)
    """What has to be lent by the end of the month, if receipts come early."""
    funding_latest: Fraction = Fraction(0)

    @property
    def last(self) -> date:
        """The last day of the month."""
        return _next(self.first) - ONE_DAY


@dataclass(frozen=True, slots=True)
class Funding:
    """Peak and price of the money that has to be lent."""

    peak: Fraction
    """The most that is out at once: spend of a month counts before its receipts."""
    peak_month: date | None
    interest: Fraction
    """Simple interest, month by month, on what is out; 365 days a year."""
    waiting: Fraction
    """Of that, for the incentive alone: from the last day of spend to each receipt."""
    left: Fraction
    """What is still out at the end: what other money has to cover."""


@dataclass(frozen=True, slots=True)
class CashFlow:
    """The months of a budget, with two curves: receipts at their earliest and at their latest."""

    currency: str
    months: tuple[Month, ...]
    total: Fraction
    earliest: Funding
    latest: Funding
    remarks: tuple[str, ...]


def cash_flow(
    budget: Budget,
    table: ExchangeTable,
    *,
    receipts: Sequence[tuple[Receipt, str]] = (),
    interest: Decimal | None = None,
    currency: str = "",
    working_days: WorkingDaysIn | None = None,
) -> CashFlow:
    """Spread a budget over its months.

    A line goes evenly over its calendar days, or over those that `working_days` gives where there
    are any among them. A line of one day goes there. A line without days goes over the days of
    photography, else over the days of all other lines; that is said.

    Parameters
    ----------
    receipts
        What an incentive pays, each with its currency. One without a day does not come in any
        month; one with a single day comes on it in both curves.
    interest
        Yearly rate of what has to be lent; None: no interest is worked out.

    Raises
    ------
    InputError
        Where no line has a day, or an exchange rate that is needed is not known.
    """
    converter = Converter(budget, table, currency or budget.currency)
    months: dict[date, Month] = {}
    remarks: list[str] = []
    spans = _spans(budget, remarks)
    for line in budget.lines:
        _spread(line, spans[line.id], months, converter, working_days)
    end = max((span.last for span in spans.values()), default=None)
    waits = _receive(receipts, months, converter, remarks)
    if converter.remarks and any("no exchange rate" in each for each in converter.remarks):
        faults = [Fault(budget.name, each, "a rate of it: --fx") for each in converter.remarks]
        raise InputError(budget.name, faults)
    ordered = _without_gaps(months)
    yearly = Fraction(interest or 0)
    early = _funding(ordered, yearly, waits[0], end, latest=False)
    late = _funding(ordered, yearly, waits[1], end, latest=True)
    total = sum((month.spend_reporting for month in ordered), Fraction(0))
    return CashFlow(
        converter.currency, tuple(ordered), total, early, late, (*remarks, *converter.remarks)
    )


def _spans(budget: Budget, remarks: list[str]) -> dict[str, DaySpan]:
    spans: dict[str, DaySpan] = {}
    undated = []
    for line in budget.lines:
        first, last = line.first or line.last, line.last or line.first
        if first is not None and last is not None:
            spans[line.id] = DaySpan.inclusive(first, last)
        else:
            undated.append(line)
    if undated:
        start, end = budget.dates.get("photography_start"), budget.dates.get("photography_end")
        if start is not None and end is not None and start <= end:
            common, what = DaySpan.inclusive(start, end), "the days of photography"
        elif spans:
            common = DaySpan(
                min(s.start for s in spans.values()), max(s.stop for s in spans.values())
            )
            what = "the days of all other lines"
        else:
            right = "'from' and 'to' of lines, or the dates of photography"
            raise InputError(budget.name, [Fault(budget.name, "no line has a day", right)])
        remarks.append(f"lines without days are spread over {what}, {common}: {len(undated)}")
        spans |= {line.id: common for line in undated}
    return spans


def _spread(
    line: BudgetLine,
    span: DaySpan,
    months: dict[date, Month],
    converter: Converter,
    working_days: WorkingDaysIn | None,
) -> None:
    counts = _days_by_month(span, working_days)
    days = sum(counts.values())
    value = converter.line(line.model_copy(update={"first": span.start, "last": span.last}))
    for first, count in counts.items():
        month = months.setdefault(first, Month(first))
        part = Fraction(count, days)
        known = month.spend.get(line.currency, Fraction(0))
        month.spend[line.currency] = known + Fraction(line.amount) * part
        month.spend_reporting += (value or Fraction(0)) * part


def _days_by_month(span: DaySpan, working_days: WorkingDaysIn | None) -> dict[date, int]:
    counts: dict[date, int] = {}
    days = working_days(span) if working_days is not None else ()
    for day in days:
        counts[day.replace(day=1)] = counts.get(day.replace(day=1), 0) + 1
    if not counts:
        month = span.start.replace(day=1)
        while month < span.stop:
            following = _next(month)
            counts[month] = (min(following, span.stop) - max(month, span.start)).days
            month = following
    return counts


def _receive(
    receipts: Sequence[tuple[Receipt, str]],
    months: dict[date, Month],
    converter: Converter,
    remarks: list[str],
) -> tuple[list[tuple[Fraction, date]], list[tuple[Fraction, date]]]:
    """Put receipts into their months; returns amounts and days of both curves."""
    early: list[tuple[Fraction, date]] = []
    late: list[tuple[Fraction, date]] = []
    for receipt, currency in receipts:
        first, last = receipt.earliest or receipt.latest, receipt.latest
        if last is None:
            remarks.append(
                f"receipt {receipt.id}: no latest day is known; it never comes in the later curve"
            )
        for day, curve in ((first, early), (last, late)):
            if day is None:
                continue
            value = converter.amount(Fraction(receipt.amount), currency, day) or Fraction(0)
            curve.append((value, day))
            month = months.setdefault(day.replace(day=1), Month(day.replace(day=1)))
            if curve is early:
                month.earliest += value
            else:
                month.latest += value
    return early, late


def _without_gaps(months: dict[date, Month]) -> list[Month]:
    if not months:
        return []
    month, last = min(months), max(months)
    ordered = []
    while month <= last:
        ordered.append(months.get(month) or Month(month))
        month = _next(month)
    return ordered


def _funding(
    months: list[Month],
    yearly: Fraction,
    receipts: list[tuple[Fraction, date]],
    end: date | None,
    *,
    latest: bool,
) -> Funding:
    out, peak, peak_month, interest = Fraction(0), Fraction(0), None, Fraction(0)
    for month in months:
        # In the middle of a month half of its spend is out, on the mean.
        days = ((month.last - month.first).days + 1) * yearly / 365
        interest += max(out + month.spend_reporting / 2, Fraction(0)) * days
        out += month.spend_reporting
        if out > peak:
            peak, peak_month = out, month.first
        out -= month.latest if latest else month.earliest
        if latest:
            month.funding_latest = max(out, Fraction(0))
        else:
            month.funding_earliest = max(out, Fraction(0))
    waiting = sum(
        (
            amount * yearly * max((day - end).days, 0) / 365
            for amount, day in receipts
            if end is not None
        ),
        Fraction(0),
    )
    return Funding(peak, peak_month, interest, waiting, max(out, Fraction(0)))


def _next(month: date) -> date:
    return date(month.year + month.month // 12, month.month % 12 + 1, 1)
