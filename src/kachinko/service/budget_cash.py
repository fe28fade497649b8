"""Use case: the cash flow of a budget, with the receipts of incentives."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from kachinko.budget.cash import cash_flow
from kachinko.files.budget.load import read_budget
from kachinko.files.budget.records import load_all, load_estimates
from kachinko.model.errors import Fault, InputError
from kachinko.service.budgets import Exchange, chart_of, table_of

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import date
    from decimal import Decimal
    from pathlib import Path

    from kachinko.budget.cash import CashFlow
    from kachinko.model.budget import Budget
    from kachinko.model.estimate import Estimate
    from kachinko.model.span import DaySpan


def cash(
    path: Path,
    *,
    chart: str | None = None,
    exchange: Exchange | None = None,
    estimates: Sequence[Path] = (),
    interest: Decimal | None = None,
    holidays: str = "",
    currency: str = "",
) -> tuple[Budget, CashFlow]:
    """The cash flow of a budget, with the receipts of estimates; see `cash_flow`.

    Raises
    ------
    InputError
        Where a file cannot be used, no line has a day, or an exchange rate is not known.
    """
    budget, remarks = read_budget(path, chart_of(chart))
    found = [each for several in load_all(estimates, load_estimates) for each in several]
    receipts = [(receipt, each.currency) for each in found for receipt in each.receipts]
    flow = cash_flow(
        budget, table_of(exchange or Exchange()), receipts=receipts, interest=interest,
        currency=currency, working_days=_working_days(holidays) if holidays else None,
    )  # fmt: skip
    said = [text for each in found if (text := _caveat(each))]
    return budget, replace(flow, remarks=(*remarks, *said, *flow.remarks))


def _caveat(estimate: Estimate) -> str:
    """What to know of an estimate's receipts; nothing of a right that has some."""
    if not estimate.receipts:
        return f"{estimate.programme}: no receipt is known ({estimate.status})"
    if estimate.kind == "ceiling":
        return f"{estimate.programme}: a committee decides; its receipts are the most that can come"
    if estimate.kind == "competitive":
        return f"{estimate.programme}: competed for; its receipts come only if it is won"
    return ""


def _working_days(code: str) -> Callable[[DaySpan], Sequence[date]]:
    from pydantic import ValidationError

    from kachinko.model.calendar import WorkingDays
    from kachinko.model.studio import Calendar

    days = ["mon", "tue", "wed", "thu", "fri"]
    try:
        calendar = Calendar.model_validate({"weekdays": days, "holidays": code})
    except ValidationError as error:
        what = str(error.errors()[0].get("ctx", {}).get("error", "is not known"))
        raise InputError("--holidays", [Fault("--holidays", what)]) from None
    return lambda span: WorkingDays(calendar, span).dates
