"""Money: an exact amount in a currency."""

from __future__ import annotations

from decimal import Decimal, InvalidOperation
from typing import Annotated, Any

from babel.numbers import list_currencies
from pydantic import AfterValidator, BeforeValidator, Field, PlainSerializer, WithJsonSchema

from kachinko.model.base import Record

LARGEST_AMOUNT = Decimal(10) ** 15


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
    return amount


def plain_number(amount: Decimal) -> int | float:
    """Write an amount as the number that a file holds; `parse_amount` reads it back exactly."""
    return int(amount) if amount == amount.to_integral_value() else float(amount)


def _check_currency(code: str) -> str:
    if code not in list_currencies():
        raise ValueError(f"{code!r} is not an ISO 4217 currency code such as JPY, KRW or USD")
    return code


Amount = Annotated[
    Decimal,
    BeforeValidator(parse_amount),
    PlainSerializer(plain_number, return_type=int | float),
    WithJsonSchema({"type": "number", "minimum": 0}),
]
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
