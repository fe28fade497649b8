"""Shares, such as a fringe of 0.30 for 30 %, with a guard against the wrong unit."""

from __future__ import annotations

from decimal import Decimal
from typing import Annotated, Any

from pydantic import BeforeValidator, PlainSerializer, WithJsonSchema

from kachinko.model.money import parse_amount, plain_number


def parse_share(value: Any) -> Decimal:
    """Read a share between 0 and 1; a percentage is refused and shown as the share it would be."""
    text = value.strip() if isinstance(value, str) else ""
    percent = text.endswith("%")
    share = parse_amount(text[:-1] if percent else value)
    if percent or share > 1:
        meant = share / 100
        raise ValueError(
            f"a share lies between 0 and 1: {share:f} % is written {plain_number(meant)}"
        )
    return share


Share = Annotated[
    Decimal,
    BeforeValidator(parse_share),
    PlainSerializer(plain_number, return_type=int | float | str),
    WithJsonSchema({"type": "number", "minimum": 0, "maximum": 1}),
]
"""A part of a whole, 0 to 1: 0.30 for 30 %."""
