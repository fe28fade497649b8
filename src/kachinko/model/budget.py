"""A budget: lines with what incentives, currency and cash flow need to know of each."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, BeforeValidator, Field, PlainSerializer, WithJsonSchema

from kachinko.model.base import Id, Name, Record, Text
from kachinko.model.dated import Trigger
from kachinko.model.money import Currency, parse_amount, plain_number
from kachinko.model.span import Day, parse_day

Level = Literal["above", "below", "post", "other"]
"""above and below the line, post-production, other (insurance, finance, contingency, bond)."""

Category = Literal[
    "story_rights", "producer_fee", "director", "cast", "stunts", "extras",
    "crew", "casting", "scouting", "development",
    "set_construction", "set_dressing", "props", "wardrobe", "makeup", "special_effects",
    "camera", "lighting", "grip", "sound", "vehicles", "animals",
    "stage_rent", "location_fees", "equipment", "transport", "travel", "living", "catering",
    "second_unit", "tests",
    "editing", "post_sound", "music", "vfx", "virtual_production", "animation", "lab", "titles",
    "publicity", "insurance", "legal", "finance", "overhead", "audit",
    "contingency", "bond", "research", "other",
]  # fmt: skip
"""What a line buys; charts of accounts are mapped onto these."""

_PLACE = re.compile(r"^[A-Z]{2}(-[A-Z0-9]{1,5})?$")


def _check_place(value: str) -> str:
    if not _PLACE.match(value):
        raise ValueError(
            "a place is an ISO 3166 code such as JP, or one of a region such as CA-BC or ES-CN"
        )
    return value


Place = Annotated[
    str,
    AfterValidator(_check_place),
    WithJsonSchema({"type": "string", "pattern": _PLACE.pattern}),
]
"""A country or region; CA-BC lies in CA."""


def within(place: str, area: str) -> bool:
    """Whether a place is an area or lies in it: CA-BC lies in CA, CA does not lie in CA-BC."""
    return place == area or place.startswith(f"{area}-")


def _parse_signed(value: object) -> Decimal:
    text = str(value).strip() if isinstance(value, (int, float, Decimal, str)) else ""
    if text.startswith("-"):
        return -parse_amount(text[1:])
    return parse_amount(value)


SignedAmount = Annotated[
    Decimal,
    BeforeValidator(_parse_signed),
    PlainSerializer(plain_number, return_type=int | float | str),
    WithJsonSchema({"type": "number"}),
]
"""An exact amount; below 0 for a credit or a discount."""


def _parse_fact(value: Any) -> Any:
    if isinstance(value, (int, float)) and not isinstance(value, bool):
        return Decimal(str(value))
    if isinstance(value, str):
        try:
            return parse_day(value)
        except ValueError:
            return value.strip()
    return value


def _write_fact(value: Any) -> Any:
    return plain_number(value) if isinstance(value, Decimal) else value


FactValue = Annotated[
    bool | Decimal | Day | str,
    BeforeValidator(_parse_fact),
    PlainSerializer(_write_fact),
    WithJsonSchema({"type": ["number", "string", "boolean"]}),
]
"""An answer to a programme's question: yes or no, a number, a day, or an option's id."""


class BudgetLine(Record):
    """One line: what is bought, where, from whom, when and for how much.

    A place or residency that is not given is unknown: a rule that asks for it does not count the
    line, and says so.
    """

    id: Id
    account: Text = Field(default="", description="Code in the budget's own chart of accounts.")
    name: Name = Field(description="What is bought.")
    department: Text = ""
    category: Category
    level: Level
    amount: SignedAmount = Field(description="In the line's currency.")
    currency: Currency
    place: Place | None = Field(
        default=None, description="Where it is used or consumed; empty: unknown."
    )
    zone: Id | None = Field(
        default=None, description="A zone within the place that a rule names, such as a region."
    )
    payee: Place | None = Field(default=None, description="Where the payee is resident or taxed.")
    person: Id | None = Field(
        default=None, description="Who is paid, where limits are per person; lines share it."
    )
    labour: bool = Field(default=False, description="Whether it pays for work rather than goods.")
    connected: bool = Field(default=False, description="Whether the payee is a connected party.")
    first: Day | None = Field(default=None, alias="from", description="First day of the spend.")
    last: Day | None = Field(default=None, alias="to", description="Last day of the spend.")
    stage: Id | None = Field(default=None, description="Stage of the project it belongs to.")
    basis: Literal["stated", "assumption"] = Field(
        default="stated", description="assumption: filled in, not given."
    )
    note: Text = ""


class Budget(Record):
    """The budget of one title in one place, with the dates and facts that programmes ask for."""

    schema_: Literal["kachinko-budget/1"] = Field(default="kachinko-budget/1", alias="schema")
    name: Name = Field(description="Name of the title.")
    title: Id | None = Field(default=None, description="The title of a project that it is for.")
    currency: Currency = Field(description="In which totals are shown.")
    notes: Text = Field(default="", description="What is fact and what is assumption.")
    dates: dict[Trigger, Day] = Field(
        default={}, description="Dates of the production, as far as they are known."
    )
    facts: dict[str, FactValue] = Field(
        default={},
        description="Answers to what programmes ask, by question, or programme:question where it "
        "holds for one programme alone.",
    )
    lines: tuple[BudgetLine, ...] = Field(default=())
