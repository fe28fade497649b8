"""Dates and receipts of every programme that we ship, for any dates of a case."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any, get_args

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kachinko.incentives.estimate import told, work
from kachinko.incentives.filing import filing_calendar
from kachinko.incentives.money_dates import lookup_of
from kachinko.model.dated import Trigger
from kachinko.model.estimate import Case
from kachinko.model.terms import Terms
from kachinko.reference.programmes import all_programmes, programme

DAYS = st.dates(date(2010, 1, 1), date(2030, 12, 31))
TERMS = Terms(discount_rate="0.08", advance_share="0.8", interest_rate="0.1", note="invented")


@pytest.mark.parametrize("name", [each.id for each in all_programmes()])
@settings(max_examples=15, deadline=None)
@given(
    dates=st.dictionaries(st.sampled_from(get_args(Trigger)), DAYS),
    as_of=DAYS,
    amount=st.floats(4, 9),
)
def test_receipts_sum_and_windows_are_told(
    name: str, dates: Any, as_of: date, amount: float
) -> None:
    subject = programme(name)
    spend = round(10**amount)
    case = Case.model_validate(
        {"dates": dates, "measures": {each.id: spend for each in subject.measures}}
    )
    worked = work(subject, case, as_of=as_of)
    found = told(worked, TERMS)
    paid = sum(receipt.amount for receipt in found.receipts)
    if found.status != "award" or found.award is None:
        assert paid == 0
    elif found.net_of_tax is not None:
        assert paid == found.net_of_tax
    else:
        # Without the tax, less fees: each rounded by itself.
        assert abs(paid - max(found.award - (found.fees or 0), 0)) <= 1
    if found.present_value is not None:
        assert found.present_value <= paid
    for due in (*found.windows, *found.deadlines):
        assert (due.state == "unknown") == (due.last is None)
    start = dates.get("photography_start", as_of + timedelta(days=200))
    shown = filing_calendar(
        subject, start, as_of=as_of, value_of=lookup_of(worked), dates=case.dates
    )
    assert shown.last_safe is None or shown.last_safe >= as_of
    assert shown.last_safe is not None or shown.last_safe_says
    for fit in shown.windows:
        assert fit.fits != "yes" or fit.window.first is None or fit.window.first <= start
