"""Counts and amounts of money as the verbs say them."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from decimal import Decimal


def count(number: int, one: str, many: str = "") -> str:
    """A number of things: ``1 day``, ``2 days``."""
    return f"{number:,} {one if number == 1 else many or one + 's'}"


def money(currency: str, amount: Decimal) -> str:
    """An amount with its currency, to the unit: ``JPY 18,900,000``."""
    return f"{currency} {amount:,.0f}"
