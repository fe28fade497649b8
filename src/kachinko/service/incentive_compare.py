"""Use case: budgets and programmes beside each other."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from typing import TYPE_CHECKING

from babel.numbers import get_currency_precision, list_currencies

from kachinko.model.budget import within
from kachinko.model.errors import Fault, InputError
from kachinko.report.incentives.comparison import Compared
from kachinko.service.incentive_cases import Given, add_to
from kachinko.service.incentive_estimates import in_force, open_budget, work_out
from kachinko.service.incentives import find_programmes

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date
    from pathlib import Path

    from kachinko.model.budget import Budget
    from kachinko.model.estimate import Estimate
    from kachinko.model.exchange import ExchangeTable
    from kachinko.model.programme import Programme
    from kachinko.model.terms import Terms


@dataclass(frozen=True, slots=True)
class Comparison:
    """All pairs of a budget and a programme that have to do with each other."""

    rows: tuple[Compared, ...]
    left_out: tuple[str, ...]
    """Budgets that have no line in the place of any of the programmes."""
    remarks: tuple[str, ...]


def compare_budgets(
    budget_paths: Sequence[Path],
    names: Sequence[str],
    given: Given,
    *,
    as_of: date,
    exchange: ExchangeTable,
    chart: str | None = None,
    terms: Terms | None = None,
    currency: str | None = None,
    lang: str = "en",
) -> Comparison:
    """Ask every programme of every budget that has a line in its place.

    Raises
    ------
    InputError
        With every fault of all budgets, names and answers.
    """
    programmes = find_programmes(names)
    _check(currency)
    opened: list[tuple[Path, Budget]] = []
    remarks, faults = [], []
    for path in budget_paths:
        try:
            budget, said = open_budget(path, chart)
            opened.append((path, add_to(budget, programmes, given)))
            remarks += said
        except InputError as error:
            faults += error.faults
    if faults:
        raise InputError("The budgets", list(dict.fromkeys(faults)))
    rows: list[Compared] = []
    left_out = []
    for (path, budget), label in zip(opened, _labels(opened), strict=True):
        asked = [each for each in programmes if _in_place(budget, each)]
        if not asked:
            left_out.append(str(path))
            continue
        asked, not_in_force = in_force(asked, names, budget, as_of)
        remarks += not_in_force
        estimates = work_out(asked, budget, as_of=as_of, terms=terms, exchange=exchange, lang=lang)
        day = budget.dates.get("photography_start", as_of)
        rows += [_compared(label, each, currency, day, exchange) for each in estimates]
    return Comparison(tuple(rows), tuple(left_out), tuple(remarks))


def _check(currency: str | None) -> None:
    if currency is not None and currency not in list_currencies():
        what = f"{currency!r} is no currency"
        raise InputError("--currency", [Fault("--currency", what, "a code such as JPY or USD")])


def _in_place(budget: Budget, programme: Programme) -> bool:
    """Whether a line is spent in the programme's place; where no line says, it may be."""
    places = {line.place for line in budget.lines if line.place is not None}
    return not places or any(
        within(place, programme.place) or within(programme.place, place) for place in places
    )


def _labels(opened: Sequence[tuple[Path, Budget]]) -> list[str]:
    """Names of budgets, with their file where several share one."""
    names = [budget.name for _, budget in opened]
    return [
        f"{budget.name} ({path.stem})" if names.count(budget.name) > 1 else budget.name
        for path, budget in opened
    ]


def _compared(
    budget: str, estimate: Estimate, currency: str | None, day: date, table: ExchangeTable
) -> Compared:
    amount = estimate.net_of_tax if estimate.net_of_tax is not None else estimate.award
    if currency is None or amount is None or estimate.status != "award":
        return Compared(budget, estimate)
    factor = table.factor(estimate.currency, currency, day)
    if factor is None:
        return Compared(budget, estimate)
    exact = Decimal(amount) * factor.numerator / factor.denominator
    unit = Decimal(1).scaleb(-get_currency_precision(currency))
    quotes = [table.quote(code, day) for code in (estimate.currency, currency)]
    years = sorted({f"{quote.first.year}" for quote in quotes if quote})
    return Compared(budget, estimate, exact.quantize(unit, ROUND_HALF_UP), "/".join(years))
