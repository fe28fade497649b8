"""How a stage takes holds: clocks, ranks and sharing, as data for each stage."""

from __future__ import annotations

from functools import lru_cache
from typing import Annotated, Any, Literal
from zoneinfo import ZoneInfo, available_timezones

from pydantic import AfterValidator, BeforeValidator, Field, WithJsonSchema, model_validator

from kachinko.model.base import Count, Record, Text
from kachinko.model.studio import Calendar


@lru_cache(maxsize=1)
def _zones() -> frozenset[str]:
    return frozenset(available_timezones())  # it searches folders, which takes milliseconds


def _check_zone(value: str) -> str:
    if value not in _zones():
        raise ValueError(f"{value!r} is not a time zone such as Asia/Tokyo")
    return value


def _parse_clock(value: Any) -> Any:
    if isinstance(value, str):
        hours, colon, minutes = value.strip().partition(":")
        if not (colon and hours.isdigit() and minutes.isdigit() and int(minutes) < 60):
            raise ValueError("a time of day is written HH:MM, such as 09:00")
        value = int(hours) * 60 + int(minutes)
    if not isinstance(value, int) or isinstance(value, bool) or not 0 <= value <= 24 * 60:
        raise ValueError("a time of day is written HH:MM, such as 09:00")
    return value


Clock = Annotated[
    int,
    BeforeValidator(_parse_clock),
    WithJsonSchema({"type": ["string", "integer"], "description": "HH:MM"}),
]
"""Minutes after midnight; YAML reads an unquoted 9:00 as just that number."""

Zone = Annotated[str, AfterValidator(_check_zone)]


class HoldPolicy(Record):
    """The rules of holds on one stage; see docs/ledger-rules.md for their exact meaning."""

    zone: Zone = Field(default="UTC", description="Time zone of the stage, such as Asia/Tokyo.")
    calendar: Calendar = Field(default=Calendar(), description="Working days, for working hours.")
    hours: Literal["calendar", "working"] = Field(
        default="calendar", description="Whether clocks run all the time or in working hours."
    )
    opens: Clock = Field(default=9 * 60, description="Working hours begin.")
    closes: Clock = Field(default=18 * 60, description="Working hours end.")
    days_ahead: Count | None = Field(
        default=None, le=36_500, description="A hold begins at most so many days ahead; empty: any."
    )
    most_rank: Count = Field(default=5, ge=1, le=99, description="The last rank that is given.")
    lapse_lead_days: Count | None = Field(
        default=None, le=3_650, description="Holds lapse so many days before; empty: they do not."
    )
    challenge_hours: Count = Field(default=48, ge=1, le=8_760, description="Time to answer.")
    signature_hours: Count | None = Field(
        default=None, ge=1, le=8_760, description="Time to sign; empty: confirmed is booked."
    )
    promotion: Literal["automatic", "none"] = "automatic"
    challenge_binds: bool = Field(
        default=True, description="Whether a challenger who comes first is thereby confirmed."
    )
    sharing: Literal["whole", "floor"] = Field(
        default="whole", description="whole: one holder a day; floor: as many as floor allows."
    )
    holds_behind_bookings: bool = Field(
        default=True, description="Whether holds may be placed behind what is firm."
    )
    source: Text = Field(default="", description="Where these rules come from.")

    @model_validator(mode="after")
    def _in_order(self) -> HoldPolicy:
        if self.closes <= self.opens:
            raise ValueError("working hours end after they begin")
        return self

    @property
    def tz(self) -> ZoneInfo:
        """The time zone as the standard library has it."""
        return ZoneInfo(self.zone)
