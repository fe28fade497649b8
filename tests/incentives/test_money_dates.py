"""An estimate carries its windows, deadlines and receipts, and what the money is worth."""

from __future__ import annotations

from datetime import date
from typing import Any

from kachinko.incentives.estimate import estimate
from kachinko.model.estimate import Case
from kachinko.model.terms import Terms
from tests.incentives.dated_programme import d, programme


def _subject(**changes: Any) -> Any:
    days = {"id": "wait", "meaning": "Wait", "unit": "days"}
    days["values"] = [{"value": 365, "source": "page"}]  # type: ignore[assignment]
    tranche = {"id": "all", "after": "claim", "least_days": "wait", "most_days": "wait"}
    window = {"id": "w", "opens": "2025-01-01", "closes": "2025-01-31", "source": "page"}
    base = programme(tranches=[tranche], windows=[window], **changes)
    from kachinko.model.dated import Parameter

    added = Parameter.model_validate(days)
    return base.model_copy(update={"parameters": (*base.parameters, added)})


CASE = Case.model_validate({"dates": {"claim": "2025-01-01"}, "measures": {"spend": 1000}})
TERMS = Terms(discount_rate="0.25", advance_share="0.8", interest_rate="0.1", note="invented")


def test_estimate_says_when_the_money_comes_and_what_it_is_worth() -> None:
    found = estimate(_subject(), CASE, as_of=date(2025, 1, 1), terms=TERMS)
    [receipt] = found.receipts
    assert (receipt.amount, receipt.earliest) == (d("500"), date(2026, 1, 1))
    assert found.present_value == d("400")
    assert found.financed == d("360")
    assert [due.state for due in found.windows] == ["open"]


def test_without_terms_only_the_days_are_said() -> None:
    found = estimate(_subject(), CASE, as_of=date(2025, 1, 1))
    assert (found.present_value, found.financed, len(found.receipts)) == (None, None, 1)


def test_no_amount_no_receipt() -> None:
    found = estimate(_subject(), Case(), as_of=date(2025, 1, 1), terms=TERMS)
    assert found.status == "incomplete"
    assert (found.receipts, found.present_value, found.financed) == ((), None, None)
