"""Which part of a line's spend falls into the days that count, and which rate it is taken at."""

from __future__ import annotations

from datetime import date, timedelta
from fractions import Fraction
from typing import TYPE_CHECKING

from kachinko.incentives.cell import INCOMPLETE, Cell, is_known
from kachinko.incentives.due import deadline_day

if TYPE_CHECKING:
    from kachinko.incentives.desk import CaseDesk
    from kachinko.model.budget import BudgetLine
    from kachinko.model.exchange import ExchangeTable


def days_of(line: BudgetLine) -> tuple[date, date] | None:
    """First and last day of a line's spend; one that is not given is the other; None: no days."""
    first, last = line.first or line.last, line.last or line.first
    return None if first is None or last is None else (first, last)


def middle_day(line: BudgetLine, desk: CaseDesk) -> date | None:
    """The day by whose rate a line is converted: its middle, else the start of photography."""
    days = days_of(line)
    if days is None:
        return desk.dates.get("photography_start")
    return days[0] + timedelta(days=(days[1] - days[0]).days // 2)


def part_within(line: BudgetLine, first: date | None, last: date | None) -> Fraction:
    """The part of a line's calendar days that lies between two days; all where it has none."""
    days = days_of(line)
    if days is None:
        return Fraction(1)
    begin, end = max(days[0], first or days[0]), min(days[1], last or days[1])
    return Fraction(max((end - begin).days + 1, 0), (days[1] - days[0]).days + 1)


def edge(desk: CaseDesk, ref: str | None) -> tuple[date | None, Cell]:
    """The day that `spent_from` or `spent_until` names; None: none, or not known."""
    if ref is None:
        return None, Cell(0)
    for deadline in desk.programme.deadlines:
        if deadline.id == ref:
            return _deadline(desk, ref)
    cell = desk.look_up(ref)
    if not is_known(cell.state) or cell.endless:
        return None, cell
    return date.fromordinal(int(cell.value)), cell


def _deadline(desk: CaseDesk, ref: str) -> tuple[date | None, Cell]:
    deadline = next(each for each in desk.programme.deadlines if each.id == ref)
    decides = desk.dates.get(deadline.of or desk.programme.trigger)
    outside = decides is not None and (
        (deadline.first is not None and decides < deadline.first)
        or (deadline.last is not None and decides > deadline.last)
    )
    if outside or (deadline.known_from is not None and deadline.known_from > desk.as_of):
        return None, Cell(0)
    days = desk.look_up(deadline.days) if deadline.days is not None else Cell(Fraction(0))
    if not is_known(days.state):
        return None, days
    if days.endless:
        return None, Cell(0)
    day = deadline_day(deadline, desk.dates, lambda _: days.value)
    if day is None:
        why = f"the date of {deadline.of}, from which {ref} is counted, is not given"
        return None, Cell(0, INCOMPLETE, why=(why,))
    return day, Cell(0)


def in_currency(
    line: BudgetLine, desk: CaseDesk, exchange: ExchangeTable | None
) -> tuple[Fraction, str, str]:
    """The line in the programme's currency; then what is lacking, or what to know of the rate."""
    want = desk.programme.currency
    if line.currency == want:
        return Fraction(line.amount), "", ""
    day = middle_day(line, desk)
    pair = f"from {line.currency} into {want}"
    if day is None:
        return Fraction(0), f"no day for the exchange rate {pair} ({line.id})", ""
    factor = None if exchange is None else exchange.factor(line.currency, want, day)
    if exchange is None or factor is None:
        return Fraction(0), f"no exchange rate {pair} on {day} ({line.id})", ""
    quotes = [exchange.quote(currency, day) for currency in (line.currency, want)]
    old = [quote.last for quote in quotes if quote is not None and quote.last < day]
    note = f"The rate {pair} is the last one known, to {min(old)}." if old else ""
    return Fraction(line.amount) * factor, "", note
