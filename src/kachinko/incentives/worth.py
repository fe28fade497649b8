"""What late money is worth now: present value, and what a lender would advance on it."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Context, Decimal, localcontext
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from kachinko.model.estimate import Receipt
    from kachinko.model.terms import Terms

YEAR = 365
"""Days of a year in both rules (actual/365): a leap year is a day longer than one."""

_PRECISE = Context(prec=50, rounding=ROUND_HALF_UP)


def present_value(
    receipts: Iterable[Receipt], rate: Decimal, on: date, *, digits: int = 2
) -> Decimal | None:
    """All receipts at a yearly rate on a day; None where a day is not known.

    Each counts from the middle of its range, to the half day, over 365 days a year with interest
    on interest. What came before the day counts as it is. Rounded half up, once, at the end.
    """
    with localcontext(_PRECISE):
        value = Decimal(0)
        for receipt in receipts:
            if receipt.earliest is None or receipt.latest is None:
                return None
            # Twice the days, so that a middle between two days stays exact.
            twice = (receipt.earliest - on).days + (receipt.latest - on).days
            years = Decimal(max(0, twice)) / (2 * YEAR)
            value += receipt.amount / (1 + rate) ** years
        return _round(value, digits)


def financed(
    net: Decimal, terms: Terms, latest: date | None, on: date, *, digits: int = 2
) -> Decimal | None:
    """What a lender pays out on a day on a net award: the advance less fee and interest.

    Interest is simple, on the whole advance, up to the latest day of the last receipt. None where
    the terms name no advance or no interest, or where the latest day is not known. Never below 0.
    """
    if terms.advance_share is None or terms.interest_rate is None or latest is None:
        return None
    with localcontext(_PRECISE):
        advance = net * terms.advance_share
        left = advance - advance * terms.fee_share - terms.fee_amount
        days = max(0, (latest - on).days)
        left -= advance * terms.interest_rate * days / YEAR
        return max(Decimal(0), _round(left, digits))


def latest_day(receipts: Iterable[Receipt]) -> date | None:
    """The last day by which all receipts are there; None where one is not known."""
    days = [receipt.latest for receipt in receipts]
    known = [day for day in days if day is not None]
    return max(known) if known and len(known) == len(days) else None


def _round(value: Decimal, digits: int) -> Decimal:
    return value.quantize(Decimal(1).scaleb(-digits), rounding=ROUND_HALF_UP)
