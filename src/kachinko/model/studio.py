"""Studios, their working calendars and their stages."""

from __future__ import annotations

import re
from typing import Annotated, Literal

import holidays
from babel import Locale
from pydantic import AfterValidator, Field, WithJsonSchema, model_validator

from kachinko.model.base import Count, Id, Name, Record, Text
from kachinko.model.money import Money
from kachinko.model.quantity import Area, Distance, Length, Power
from kachinko.model.span import Dated

Weekday = Literal["mon", "tue", "wed", "thu", "fri", "sat", "sun"]
WEEKDAYS: tuple[Weekday, ...] = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")


def _check_country(code: str) -> str:
    if len(code) != 2 or code not in Locale("en").territories:
        raise ValueError(f"{code!r} is not an ISO 3166 country code such as JP, KR or CA")
    return code


Country = Annotated[
    str,
    AfterValidator(_check_country),
    WithJsonSchema({"type": "string", "pattern": "^[A-Z]{2}$"}),
]


def _check_holidays(code: str) -> str:
    country, _, subdivision = code.partition("-")
    # Asking for the one country, not for the list of all: that would load every country's laws.
    known = getattr(holidays, country, None) if re.fullmatch("[A-Z]{2}", country) else None
    if known is None:
        raise ValueError(f"no public holidays are known for {country!r}; leave it empty for none")
    if subdivision and subdivision not in known.subdivisions:
        raise ValueError(
            f"no public holidays are known for the part {subdivision!r} of {country}; "
            f"known: {', '.join(known.subdivisions) or 'none'}"
        )
    return code


HolidayCode = Annotated[
    str,
    AfterValidator(_check_holidays),
    WithJsonSchema({"type": "string", "pattern": "^[A-Z]{2}(-.+)?$"}),
]


def _unique_weekdays(days: tuple[Weekday, ...]) -> tuple[Weekday, ...]:
    if not days:
        raise ValueError("at least one working weekday is needed")
    if len(set(days)) != len(days):
        raise ValueError("a weekday is named twice")
    return tuple(sorted(days, key=WEEKDAYS.index))


Features = tuple[Id, ...]
FIRE_LANE_M = 1.2
"""Free width along the walls [m]; the width and depth of a stage lie inside it.

Our assumption, shown as such: no stage's page that we have read tells its own.
"""


class Closure(Dated):
    """Days on which a stage, or a whole studio, is closed."""

    reason: Text = Field(default="", description="Why, in words.")


class Calendar(Record):
    """Which days of a studio are working days."""

    weekdays: Annotated[tuple[Weekday, ...], AfterValidator(_unique_weekdays)] = Field(
        default=("mon", "tue", "wed", "thu", "fri"), description="Weekdays on which people work."
    )
    holidays: HolidayCode | None = Field(
        default=None,
        description="Public holidays that are not worked: a country (JP) or part of one (CA-BC).",
    )
    closures: tuple[Closure, ...] = Field(
        default=(), description="Days on which nobody works at the studio; sets may stand."
    )


class Stage(Record):
    """One sound stage."""

    id: Id = Field(description="Short name of the stage, unique in the whole project.")
    name: Name = Field(description="Name of the stage.")
    effective_area_m2: Area | None = Field(
        default=None,
        description="Floor that sets may use [m²]; empty: unknown, and the stage is not offered.",
    )
    width_m: Length | None = Field(
        default=None, description="Width of the floor that sets may use, inside the fire lane [m]."
    )
    depth_m: Length | None = Field(
        default=None, description="Depth of the floor that sets may use, inside the fire lane [m]."
    )
    clear_height_m: Length | None = Field(
        default=None, description="Floor to the lowest obstruction [m]; empty: unknown."
    )
    features: Features = Field(default=(), description="What the stage has: tank, green, led …")
    power_kva: Power | None = Field(default=None, description="Supply [kVA]; empty: unknown.")
    quiet: bool = Field(
        default=True, description="Whether a sound take there needs the rest of the stage quiet."
    )
    aisle_m: Distance = Field(default=1.0, description="Least aisle between two sets [m].")
    floor_rate: Money | None = Field(
        default=None, description="Price of a square metre of standing set a day; empty: none."
    )
    closures: tuple[Closure, ...] = Field(
        default=(), description="Days on which nothing may stand on the stage."
    )

    @model_validator(mode="after")
    def _both_sides_or_none(self) -> Stage:
        if (self.width_m is None) != (self.depth_m is None):
            raise ValueError("width_m and depth_m go together: give both or neither")
        if (
            self.width_m is not None
            and self.depth_m is not None
            and self.effective_area_m2 is not None
            and self.effective_area_m2 > round(self.width_m * self.depth_m, 2)
        ):
            raise ValueError(
                f"effective_area_m2 ({self.effective_area_m2:g}) is more than "
                f"width_m × depth_m ({self.width_m * self.depth_m:g})"
            )
        return self

    @property
    def floor_m2(self) -> float | None:
        """Floor that sets may use [m²]: the effective area, else width × depth, else unknown."""
        if self.effective_area_m2 is not None:
            return self.effective_area_m2
        if self.width_m is not None and self.depth_m is not None:
            return round(self.width_m * self.depth_m, 2)
        return None


class Studio(Record):
    """A site with stages, in one country, with one working calendar."""

    id: Id = Field(description="Short name of the studio, unique in the project.")
    name: Name = Field(description="Name of the studio.")
    country: Country = Field(description="ISO 3166 code such as JP.")
    city: Text = Field(default="", description="City or region.")
    calendar: Calendar = Field(
        default=Calendar(), description="Which days are working days at the studio."
    )
    build_crews: Count | None = Field(
        default=None,
        ge=0,
        le=1000,
        description="How many sets can build or strike on one day; empty: no limit.",
    )
    stages: tuple[Stage, ...] = Field(default=(), description="Its sound stages.")
