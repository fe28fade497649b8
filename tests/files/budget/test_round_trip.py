"""A budget comes back from every form as it went in."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import Any, get_args

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kachinko.budget.totals import totals
from kachinko.files.budget import load_budget, save_budget
from kachinko.model.budget import Budget, Category, Level
from kachinko.model.dated import Trigger
from kachinko.reference.exchange import exchange_table
from kachinko.report.budget import budget_workbook
from tests.files.arbitrary import amounts, days, ids, names, spans

CURRENCIES = st.sampled_from(["JPY", "USD", "HUF", "KRW"])
PLACES = st.sampled_from(["JP", "CA-BC", "ES-CN", "US"])


@st.composite
def budget_lines(draw: Any) -> list[dict[str, Any]]:
    found = []
    for id_ in draw(st.lists(ids, max_size=4, unique=True)):
        line = {
            "id": id_,
            "account": draw(st.just("") | names),
            "name": draw(names),
            "department": draw(st.just("") | names),
            "category": draw(st.sampled_from(get_args(Category))),
            "level": draw(st.sampled_from(get_args(Level))),
            "amount": draw(amounts) * draw(st.sampled_from([1, -1])),
            "currency": draw(CURRENCIES),
            "place": draw(st.none() | PLACES),
            "zone": draw(st.none() | ids),
            "payee": draw(st.none() | PLACES),
            "person": draw(st.none() | ids),
            "labour": draw(st.booleans()),
            "connected": draw(st.booleans()),
            "stage": draw(st.none() | ids),
            "basis": draw(st.sampled_from(["stated", "assumption"])),
            "note": draw(st.just("") | names),
        }
        found.append(line | draw(st.just({}) | spans()))
    return found


@st.composite
def budgets(draw: Any) -> Budget:
    # A file's number has fifteen digits; an answer with more is none that people give.
    answers = st.booleans() | st.decimals(0, 10**6, places=2) | days | names
    return Budget.model_validate(
        {
            "name": draw(names),
            "title": draw(st.none() | ids),
            "currency": draw(CURRENCIES),
            "notes": draw(st.just("") | names),
            "dates": draw(st.dictionaries(st.sampled_from(get_args(Trigger)), days, max_size=3)),
            "facts": draw(st.dictionaries(ids, answers, max_size=3)),
            "lines": draw(budget_lines()),
        }
    )


@pytest.mark.slow
@pytest.mark.parametrize("ending", ["yaml", "json", "xlsx"])
@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(budget=budgets())
def test_a_budget_comes_back_as_it_was(ending: str, budget: Budget) -> None:
    if ending == "xlsx" and not budget.lines:
        return
    with tempfile.TemporaryDirectory() as folder:
        path = save_budget(budget, Path(folder) / f"one.{ending}")

        assert load_budget(path) == budget


@pytest.mark.slow
@settings(max_examples=30, deadline=None)
@given(budget=budgets().filter(lambda budget: budget.lines))
def test_the_lines_come_back_from_csv(budget: Budget) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = save_budget(budget, Path(folder) / "one.csv")

        assert load_budget(path).lines == budget.lines


@pytest.mark.slow
@settings(max_examples=15, deadline=None)
@given(budget=budgets().filter(lambda budget: budget.lines))
def test_the_workbook_for_producers_reads_back_too(budget: Budget) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "one.xlsx"
        path.write_bytes(budget_workbook(budget, totals(budget, exchange_table())))

        assert load_budget(path) == budget
