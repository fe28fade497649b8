"""Money: an exact amount in a currency."""

from __future__ import annotations

import math
from decimal import Decimal, InvalidOperation
from typing import Annotated, Any

from babel.numbers import list_currencies
from pydantic import AfterValidator, BeforeValidator, Field, PlainSerializer, WithJsonSchema

from kachinko.model.base import Record

LARGEST_AMOUNT = Decimal(10) ** 15
MOST_PLACES = 40
"""Digits after the point; what is finer is no money, and could be written in gigabytes only."""


def parse_amount(value: Any) -> Decimal:
    """Read an exact amount of 0 or more; a float counts as the decimal that it prints as."""
    if isinstance(value, bool) or not isinstance(value, (int, float, str, Decimal)):
        raise ValueError("an amount is a number, such as 4000000 or 12.50")
    try:
        amount = Decimal(str(value).replace(",", "").strip())
    except InvalidOperation:
        raise ValueError("an amount is a number, such as 4000000 or 12.50") from None
    if not amount.is_finite() or not 0 <= amount <= LARGEST_AMOUNT:
        raise ValueError("an amount lies between 0 and 10^15")
    exponent = amount.as_tuple().exponent
    if isinstance(exponent, int) and exponent < -MOST_PLACES:
        raise ValueError(f"an amount has at most {MOST_PLACES} digits after the point")
    return amount


def plain_number(amount: Decimal) -> int | float | str:
    """Write an amount as a file holds it; `parse_amount` reads it back exactly.

    That is a number, or a text where a number that programs read as a float would lose digits.
    """
    near = near_number(amount)
    return near if Decimal(str(near)) == amount else f"{amount:f}"


def near_number(amount: Decimal) -> int | float:
    """The number nearest to an amount, for pictures; it may lose digits beyond the fifteenth."""
    return int(amount) if amount == amount.to_integral_value() else float(amount)


def _check_currency(code: str) -> str:
    if code not in list_currencies():
        raise ValueError(f"{code!r} is not an ISO 4217 currency code such as JPY, KRW or USD")
    return code


Amount = Annotated[
    Decimal,
    BeforeValidator(parse_amount),
    PlainSerializer(plain_number, return_type=int | float | str),
    WithJsonSchema({"type": "number", "minimum": 0}),
]


def written_number(digits: str) -> float | str:
    """What a decimal number in a file counts as: a float, or its text where a float loses digits.

    So an amount is read exactly, and a length in metres as ever: what wants a float reads a text
    too. A number in powers of ten is no amount that people write, and stays a float.
    """
    near = float(digits)
    if "e" in digits.lower() or not math.isfinite(near) or Decimal(str(near)) == Decimal(digits):
        return near
    return digits


Currency = Annotated[
    str,
    AfterValidator(_check_currency),
    WithJsonSchema({"type": "string", "pattern": "^[A-Z]{3}$"}),
]


class Money(Record):
    """An amount in a currency; there is no arithmetic between currencies."""

    amount: Amount = Field(description="Exact amount, without thousands separators.")
    currency: Currency = Field(description="ISO 4217 code such as JPY.")

    def __str__(self) -> str:
        return f"{self.currency} {self.amount:,}"
