"""What a budget, a costed scope and a cash flow come to, as plain values for JSON.

Amounts are exact until the end and then told to a hundredth.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from fractions import Fraction

    from kachinko.budget.cash import CashFlow, Funding
    from kachinko.budget.cost import Costing
    from kachinko.budget.totals import Totals
    from kachinko.model.budget import Budget


def read_document(budget: Budget, sums: Totals) -> dict[str, Any]:
    """A budget that was read: how many lines, and its totals."""
    return {"name": budget.name, "lines": len(budget.lines), **totals_document(sums)}


def costed_document(costing: Costing, sums: Totals) -> dict[str, Any]:
    """A scope at the place of one rate card."""
    return {
        "place": costing.place,
        "card": costing.card.id,
        "lines": len(costing.budget.lines),
        "assumed": list(costing.assumed),
        "paid_anyway": {code: float(amount) for code, amount in costing.paid_anyway.items()},
        **totals_document(sums),
    }


def totals_document(sums: Totals) -> dict[str, Any]:
    """Totals, in all and by what the lines say of themselves."""
    return {
        "currency": sums.currency,
        "total": amount_of(sums.all.reporting),
        "by": {
            by: [
                {
                    "key": each.key,
                    "lines": each.lines,
                    "total": amount_of(each.reporting),
                    "amounts": {code: amount_of(value) for code, value in each.amounts.items()},
                }
                for each in groups
            ]
            for by, groups in sums.by.items()
        },
        "exchange": [rate.model_dump(mode="json", by_alias=True) for rate in sums.rates],
    }


def amount_of(value: Fraction | None) -> float | None:
    """An amount as JSON has it, to a hundredth."""
    return None if value is None else float(round(value, 2))


def cash_document(name: str, flow: CashFlow) -> dict[str, Any]:
    """A cash flow, month by month."""
    return {
        "name": name,
        "currency": flow.currency,
        "total": amount_of(flow.total),
        "months": [
            {
                "month": f"{month.first:%Y-%m}",
                "spend": {code: amount_of(value) for code, value in month.spend.items()},
                "spend_reporting": amount_of(month.spend_reporting),
                "receipts": {
                    "earliest": amount_of(month.earliest), "latest": amount_of(month.latest)
                },
                "funding": {
                    "earliest": amount_of(month.funding_earliest),
                    "latest": amount_of(month.funding_latest),
                },
            }
            for month in flow.months
        ],
        "earliest": _funding(flow.earliest),
        "latest": _funding(flow.latest),
        "remarks": list(flow.remarks),
    }  # fmt: skip


def _funding(one: Funding) -> dict[str, Any]:
    return {
        "peak": amount_of(one.peak),
        "peak_month": f"{one.peak_month:%Y-%m}" if one.peak_month else None,
        "interest": amount_of(one.interest),
        "waiting": amount_of(one.waiting),
        "left": amount_of(one.left),
    }
