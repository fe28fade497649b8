"""Budgets and programmes beside each other, one row a pair."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kachinko.report.incentives.sentences import said
from kachinko.report.incentives.summary import binding

if TYPE_CHECKING:
    from collections.abc import Sequence
    from decimal import Decimal

    from kachinko.model.estimate import Estimate
    from kachinko.report.incentives.texts import IncentiveWords


@dataclass(frozen=True, slots=True)
class Compared:
    """What a programme would pay for a budget."""

    budget: str
    estimate: Estimate
    converted: Decimal | None = None
    """The net (else the award) in the currency of the comparison; None: no rate, or not asked."""
    rate: str = ""
    """Of which days that rate is."""


def comparison_rows(
    words: IncentiveWords, rows: Sequence[Compared], currency: str | None
) -> list[list[str]]:
    """The table, with its heads."""
    heads = ["compare.budget", "name.programme", "name.kind", "figure.award", "figure.net_of_tax"]
    table = [[words(head) for head in heads]]
    table[0].append(words("compare.shown", currency=currency) if currency else "")
    table[0] += [words("compare.cash"), words("compare.binding"), words("compare.must")]
    return table + [_row(words, row, currency) for row in rows]


def _row(words: IncentiveWords, row: Compared, currency: str | None) -> list[str]:
    estimate = row.estimate
    kind = words(f"kind.{estimate.kind}") if estimate.kind else "–"
    if estimate.status != "award":
        kind = words(f"status.{estimate.status}")
    unknown = words("figure.unknown")
    shown = "–"
    if currency and estimate.status == "award":
        shown = unknown if row.converted is None else words.money(row.converted, currency)
    return [
        row.budget,
        estimate.programme,
        kind,
        words.money(estimate.award, estimate.currency),
        words.money(estimate.net_of_tax, estimate.currency),
        f"{shown} ({row.rate})" if row.rate else shown if currency else "",
        "; ".join(words.between(each) for each in estimate.receipts) or "–",
        (binding(words, estimate) or "–") if estimate.status == "award" else _why(words, estimate),
        str(len(estimate.must_hold)),
    ]


def _why(words: IncentiveWords, estimate: Estimate) -> str:
    return said(words, estimate.missing[0]) if estimate.missing else "–"


def compared_document(row: Compared) -> dict[str, object]:
    """A row as a document."""
    return {
        "budget": row.budget,
        "converted": None if row.converted is None else float(row.converted),
        "rate": row.rate,
        "estimate": json.loads(row.estimate.model_dump_json(by_alias=True)),
    }
