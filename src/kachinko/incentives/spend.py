"""The amounts of a budget: which lines count in each measure, and how much of them."""

from __future__ import annotations

from collections import Counter
from fractions import Fraction
from typing import TYPE_CHECKING

from kachinko.incentives.cell import INCOMPLETE, Cell, spoilt_by
from kachinko.incentives.counted import Counted, count
from kachinko.incentives.line_days import days_of, edge, in_currency, part_within
from kachinko.incentives.line_limits import hold
from kachinko.incentives.shown import rounded
from kachinko.model.estimate import LineCount

if TYPE_CHECKING:
    from datetime import date

    from kachinko.incentives.desk import CaseDesk
    from kachinko.model.budget import Budget
    from kachinko.model.exchange import ExchangeTable
    from kachinko.model.programme import Measure


_ANSWERS = {"counted": "counted", "partly": "in part", "not": "not", "unclear": "unclear"}


class Spend:
    """The lines of a budget as a programme counts them."""

    def __init__(self, desk: CaseDesk, budget: Budget, exchange: ExchangeTable | None) -> None:
        self._desk = desk
        self._budget = budget
        self._exchange = exchange
        self._measures = {measure.id: measure for measure in desk.programme.measures}
        self._before: dict[str, tuple[list[Counted], Cell]] = {}
        self.lines: list[LineCount] = []
        """Every line of every measure that was asked for."""
        self.must_hold: list[str] = []
        self.notes: list[str] = []

    def measure(self, measure: Measure) -> Cell:
        """What the lines add up to in a measure, after its limits."""
        with self._desk.unwatched():
            before, cell = self._lines_before_limits(measure)
            lines = [_copy(each) for each in before]
            held = [hold(limit, lines, self._desk, self._before_limits) for limit in measure.limits]
        total = sum((each.counted for each in lines), Fraction(0))
        result = spoilt_by(total, (cell, *held))
        self._write_down(measure, lines)
        return result

    def _before_limits(self, name: str) -> Cell:
        lines, cell = self._lines_before_limits(self._measures[name])
        return Cell(sum((each.counted for each in lines), Fraction(0)), cell.state, why=cell.why)

    def _lines_before_limits(self, measure: Measure) -> tuple[list[Counted], Cell]:
        if measure.id not in self._before:
            self._before[measure.id] = self._count(measure)
        return self._before[measure.id]

    def _count(self, measure: Measure) -> tuple[list[Counted], Cell]:
        first, from_cell = edge(self._desk, measure.spent_from)
        last, until_cell = edge(self._desk, measure.spent_until)
        lines, spoilers, undated = [], [], []
        for line in self._budget.lines:
            amount, lacking, rate_note = in_currency(line, self._desk, self._exchange)
            found = count(line, amount, measure, self._desk)
            if found.answer in ("counted", "partly"):
                spoilers += found.spoilers
                self._note(rate_note)
                if lacking:
                    spoilers.append(Cell(0, INCOMPLETE, why=(lacking,)))
                    found.answer, found.says = "unclear", lacking
                elif days_of(line) is None:
                    undated.append(line.id)
                else:
                    # An edge that is not known matters only where there is something to cut.
                    spoilers += [from_cell, until_cell]
                    _within(found, first, last)
            lines.append(found)
        if undated and (first or last):
            self.must_hold.append(_undated(measure, undated, first, last))
        return lines, spoilt_by(0, spoilers)

    def _note(self, note: str) -> None:
        if note and note not in self.notes:
            self.notes.append(note)

    def _write_down(self, measure: Measure, lines: list[Counted]) -> None:
        desk = self._desk
        tally: Counter[str] = Counter(each.answer for each in lines)
        found = [f"{tally[answer]} {word}" for answer, word in _ANSWERS.items() if tally[answer]]
        desk.made_of[measure.id] = f"lines: {', '.join(found)}" if found else "no lines"
        currency = desk.programme.currency
        unclear = [each for each in lines if each.answer == "unclear"]
        if unclear:
            total = rounded(sum((each.amount for each in unclear), Fraction(0)), currency)
            # A line for which there is no exchange rate has no amount; its own is not nothing.
            rateless = any(each.line.amount and not each.amount for each in unclear)
            without = " without what has no exchange rate" if rateless else ""
            self._note(
                f"Not counted in {measure.id}, as it is unclear whether they may be: "
                f"{_some([each.line.id for each in unclear])}, {currency} {total:,f} in all"
                f"{without}."
            )
        for each in lines:
            self.lines.append(
                LineCount(
                    line=each.line.id,
                    measure=measure.id,
                    amount=rounded(each.amount, currency),
                    counted=rounded(each.counted, currency),
                    answer=each.answer,
                    says=each.says,
                    source=desk.trace.page(each.source),
                )
            )


def _copy(each: Counted) -> Counted:
    return Counted(each.line, each.amount, each.answer, each.says, each.source, each.counted)


def _within(found: Counted, first: date | None, last: date | None) -> None:
    """Leave out what is spent outside the days that count."""
    part = part_within(found.line, first, last)
    if part == 1:
        return
    found.counted *= part
    found.answer = "partly" if part else "not"
    edges = [f"from {first}" if first else "", f"to {last}" if last else ""]
    found.says = f"spent outside the days that count ({' '.join(filter(None, edges))})"


def _undated(measure: Measure, lines: list[str], first: date | None, last: date | None) -> str:
    when = " and ".join(
        filter(None, [f"not before {first}" if first else "", f"not after {last}" if last else ""])
    )
    return f"What has no days in the budget is spent {when} ({measure.id}: {_some(lines)})."


def _some(names: list[str]) -> str:
    more = len(names) - 6
    return ", ".join(names[:6]) + (f" and {more} more" if more > 0 else "")
