"""How somebody would have the world differ from a question of places: what sliders set."""

from __future__ import annotations

from decimal import Decimal
from typing import Annotated, Any

from pydantic import BeforeValidator, Field, PlainSerializer, WithJsonSchema

from kachinko.model.base import Count, Id, Record
from kachinko.model.money import Currency, parse_amount, plain_number
from kachinko.model.share import Share

LEAST_FACTOR, MOST_FACTOR = Decimal("0.5"), Decimal(2)
MOST_DAYS = 1_000


def _parse_factor(value: Any) -> Decimal:
    factor = parse_amount(value)
    if not LEAST_FACTOR <= factor <= MOST_FACTOR:
        raise ValueError(f"a factor lies between {LEAST_FACTOR} and {MOST_FACTOR}")
    return factor


Factor = Annotated[
    Decimal,
    BeforeValidator(_parse_factor),
    PlainSerializer(plain_number, return_type=int | float | str),
    WithJsonSchema(
        {"type": "number", "minimum": float(LEAST_FACTOR), "maximum": float(MOST_FACTOR)}
    ),
]
"""How many times what it is: 1.1 for ten per cent more."""

Days = Annotated[Count, Field(ge=0, le=MOST_DAYS)]


class Setting(Record):
    """What is moved; everything that is not named stays as the question says."""

    worth: dict[Currency, Factor] = Field(
        default={},
        max_length=200,
        description="How many times what the rates say a currency is worth, against all others.",
    )
    price: dict[Id, Factor] = Field(
        default={}, max_length=200, description="Factor on all lines of a place's budget."
    )
    granted: dict[Id, Share] = Field(
        default={},
        max_length=200,
        description="Probability that a programme gives an award; an entitlement stays granted.",
    )
    delay: dict[Id, Days] = Field(
        default={},
        max_length=200,
        description="Calendar days that a programme's money comes later than is assumed.",
    )

    @property
    def is_empty(self) -> bool:
        """Whether nothing is moved."""
        return not (self.worth or self.price or self.granted or self.delay)


AS_ASKED = Setting()
