"""The money of a place month by month: what goes out, what comes, and what is out meanwhile."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from pydantic import Field

from kachinko.budget.rounding import rounded
from kachinko.locating.cash import flow_of
from kachinko.model.base import Id, Record
from kachinko.model.budget import SignedAmount
from kachinko.model.span import Day

if TYPE_CHECKING:
    from kachinko.locating.case import Question
    from kachinko.locating.exact import Priced


ZERO = Fraction(0)


class CurveMonth(Record):
    """A month, in the currency of the comparison; only full awards with a day are in it."""

    first: Day = Field(alias="from")
    spend: SignedAmount
    late: SignedAmount = Field(description="Entitlements, each on its latest day.")
    early: SignedAmount = Field(description="All awards at their most, on their earliest day.")
    out_late: SignedAmount = Field(description="Spent less received by the end of the month.")
    out_early: SignedAmount


class Curve(Record):
    """The months of one place."""

    place: Id
    months: tuple[CurveMonth, ...] = ()


def curve_of(question: Question, priced: Priced) -> Curve:
    """The months of a place, from the first spend to the last receipt that has a day."""
    name, currency = priced.candidate.choice.id, question.currency
    if not priced.candidate.budget.lines:
        return Curve(place=name)
    late, early = flow_of(question, priced, sure=True), flow_of(question, priced, sure=False)
    spend = {each.first: each.spend_reporting for each in (*late.months, *early.months)}
    comes_late = {each.first: each.latest for each in late.months}
    comes_early = {each.first: each.earliest for each in early.months}
    months, out_late, out_early = [], Fraction(0), Fraction(0)
    for first in sorted(spend):
        came_late, came_early = comes_late.get(first, ZERO), comes_early.get(first, ZERO)
        out_late += spend[first] - came_late
        out_early += spend[first] - came_early
        months.append(
            CurveMonth(
                first=first,
                spend=rounded(spend[first], currency),
                late=rounded(came_late, currency),
                early=rounded(came_early, currency),
                out_late=rounded(out_late, currency),
                out_early=rounded(out_early, currency),
            )
        )
    return Curve(place=name, months=tuple(months))
