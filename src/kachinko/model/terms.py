"""What money costs the user: all of it is given by the user, none of it is known to us."""

from __future__ import annotations

from decimal import Decimal

from pydantic import Field

from kachinko.model.base import Record, Text
from kachinko.model.money import Amount
from kachinko.model.share import Share
from kachinko.model.span import Day


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
