"""What money costs the user: all of it is given by the user, none of it is known to us."""

from __future__ import annotations

from decimal import Decimal, InvalidOperation
from typing import Annotated

from pydantic import BeforeValidator, Field, PlainSerializer, WithJsonSchema

from kachinko.model.base import Record, Text
from kachinko.model.money import Amount, plain_number
from kachinko.model.span import Day


def _parse_share(value: object) -> Decimal:
    if isinstance(value, bool) or not isinstance(value, int | float | str | Decimal):
        raise ValueError("a rate is a number such as 0.08 for 8 %")
    try:
        share = Decimal(str(value).strip())
    except InvalidOperation:
        raise ValueError("a rate is a number such as 0.08 for 8 %") from None
    if not share.is_finite() or not 0 <= share <= 1:
        raise ValueError("a rate lies between 0 and 1: 8 % is written 0.08")
    return share


Share = Annotated[
    Decimal,
    BeforeValidator(_parse_share),
    PlainSerializer(plain_number, return_type=int | float | str),
    WithJsonSchema({"type": "number", "minimum": 0, "maximum": 1}),
]
"""A share or yearly rate: 0.08 for 8 %."""


class Terms(Record):
    """The user's rates for money that comes late; what is left empty is not worked out."""

    on: Day | None = Field(
        default=None, description="Day to which values are taken back; empty: the day asked for."
    )
    discount_rate: Share | None = Field(
        default=None, description="A year; interest on interest, actual days over 365."
    )
    advance_share: Share | None = Field(
        default=None, description="Share of the net award that a lender advances."
    )
    fee_share: Share = Field(
        default=Decimal(0), validate_default=True, description="Lender's fee, of the advance."
    )
    fee_amount: Amount = Field(
        default=Decimal(0),
        validate_default=True,
        description="Lender's fee besides, in the programme's currency.",
    )
    interest_rate: Share | None = Field(
        default=None, description="A year, on the advance; simple, actual days over 365."
    )
    note: Text = Field(default="", description="Where the rates come from.")
