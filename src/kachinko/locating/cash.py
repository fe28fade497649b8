"""When the money of a place's awards comes, and how much is out at once until then."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from kachinko.budget.cash import cash_flow
from kachinko.budget.rounding import rounded
from kachinko.locating.memo import CashDay

if TYPE_CHECKING:
    from datetime import date

    from kachinko.budget.cash import CashFlow
    from kachinko.locating.case import Question
    from kachinko.locating.exact import Award, Priced
    from kachinko.model.estimate import Receipt


def cash_days(award: Award, currency: str) -> tuple[CashDay, ...]:
    """The payments of a full award, as the rules tell them."""
    return tuple(
        CashDay(
            programme=award.programme.id,
            name=award.programme.name,
            amount=rounded(Fraction(each.amount) * award.factor, currency),
            earliest=each.earliest,
            latest=each.latest,
            says=each.says,
            source=each.source,
        )
        for each in award.estimate.receipts
    )


def peaks_of(
    question: Question, priced: Priced
) -> tuple[Fraction | None, Fraction | None, date | None]:
    """The most money that is out at once, by months: with late and with early receipts.

    Late: only entitlements come, each on its latest day. Early: all awards come at their most, on
    their earliest day. A receipt without a day does not come.
    """
    if not priced.candidate.budget.lines:
        return None, None, None
    late, early = flow_of(question, priced, sure=True), flow_of(question, priced, sure=False)
    return late.latest.peak, early.earliest.peak, late.latest.peak_month


def flow_of(question: Question, priced: Priced, *, sure: bool) -> CashFlow:
    """The months of a place's budget, with entitlements alone (`sure`) or with all awards."""
    awards = [a for a in priced.awards if a.estimate.kind == "entitlement" or not sure]
    return cash_flow(
        priced.candidate.budget,
        question.exchange,
        receipts=_receipts(awards),
        currency=question.currency,
    )


def _receipts(awards: list[Award]) -> list[tuple[Receipt, str]]:
    return [
        (each, award.programme.currency)
        for award in awards
        for each in award.estimate.receipts
        if each.latest is not None
    ]
