"""Titles: films and series with their sets, location blocks and cast."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import AfterValidator, BeforeValidator, Field, model_validator

from kachinko.model.base import Count, Id, Name, Record, not_a_bool
from kachinko.model.money import Money
from kachinko.model.quantity import Area, Length, Power
from kachinko.model.span import Dated, Day
from kachinko.model.studio import Features

MOST_DAYS = 2000
Value = Annotated[
    float,
    Field(ge=0, le=1e9, allow_inf_nan=False),
    BeforeValidator(not_a_bool),
    AfterValidator(lambda value: round(value, 3)),
]
Days = Annotated[Count, Field(ge=0, le=MOST_DAYS)]
SomeDays = Annotated[Count, Field(ge=1, le=MOST_DAYS)]

PhaseName = Literal["build", "prelight", "shoot", "hold", "strike"]
PHASES: tuple[PhaseName, ...] = ("build", "prelight", "shoot", "hold", "strike")


class CastMember(Record):
    """A member of the cast, with the days on which they can be had."""

    id: Id
    name: Name
    day_rate: Money | None = None
    available: tuple[Dated, ...] = Field(
        default=(), description="When they can be had; empty: always."
    )


class Set(Record):
    """A built environment that stands on one stage through its phases."""

    id: Id
    name: Name
    area_m2: Area | None = Field(
        default=None, description="Footprint [m²]; may be left out where width and depth are given."
    )
    width_m: Length | None = None
    depth_m: Length | None = None
    height_m: Length | None = Field(default=None, description="Height [m]; empty: unknown.")
    features: Features = Field(default=(), description="What the stage must have.")
    build_days: Days = Field(default=0, description="Working days; prelight follows at once.")
    prelight_days: Days = 0
    shoot_days: SomeDays
    hold_days: Days = Field(default=0, description="Working days it must stand after the shoot.")
    strike_days: Days = 0
    sync_sound: bool = Field(
        default=True, description="Shot with sound, so that the rest of the stage must be quiet."
    )
    power_kva: Power | None = Field(default=None, description="Connected load [kVA].")
    unit: Id = "main"
    cast: tuple[Id, ...] = ()
    after: tuple[Id, ...] = Field(
        default=(), description="Sets or location blocks that must be shot before."
    )

    @model_validator(mode="after")
    def _has_a_footprint(self) -> Set:
        if (self.width_m is None) != (self.depth_m is None):
            raise ValueError("width_m and depth_m go together: give both or neither")
        if self.area_m2 is None and self.width_m is None:
            raise ValueError("a footprint is needed: area_m2, or width_m and depth_m")
        if (
            self.area_m2 is not None
            and self.width_m is not None
            and self.depth_m is not None
            and self.area_m2 > round(self.width_m * self.depth_m, 2)
        ):
            raise ValueError(
                f"area_m2 ({self.area_m2:g}) is more than width_m × depth_m "
                f"({self.width_m * self.depth_m:g})"
            )
        return self

    @property
    def footprint_m2(self) -> float:
        """Floor that it takes [m²]: its area, else width × depth."""
        if self.area_m2 is not None:
            return self.area_m2
        assert self.width_m is not None
        assert self.depth_m is not None
        return round(self.width_m * self.depth_m, 2)

    def phase_days(self, phase: PhaseName) -> int:
        """How many working days a phase lasts."""
        days: int = getattr(self, f"{phase}_days")
        return days


class LocationBlock(Record):
    """Shooting days of a title off stage."""

    id: Id
    days: SomeDays
    unit: Id = "main"
    earliest: Day | None = None
    latest: Day | None = None
    cast: tuple[Id, ...] = ()
    after: tuple[Id, ...] = ()


class Title(Record):
    """A film or series under decision."""

    id: Id
    name: Name
    kind: Literal["film", "series"]
    episodes: Annotated[Count, Field(ge=1)] | None = None
    value: Value = Field(
        default=1.0, description="What it is worth beside the others; kept to 0.001."
    )
    commitment: Literal["must", "may"] = "may"
    studios: tuple[Id, ...] = Field(default=(), description="Where it may be shot; empty: any.")
    split: bool = Field(default=False, description="Whether its sets may stand at several studios.")
    earliest: Day | None = None
    latest: Day | None = None
    unit_day_cost: Money | None = Field(
        default=None, description="What a day between first and last shooting day costs."
    )
    cast: tuple[CastMember, ...] = ()
    sets: tuple[Set, ...] = ()
    location_blocks: tuple[LocationBlock, ...] = ()

    @model_validator(mode="after")
    def _has_something_to_shoot(self) -> Title:
        if not self.sets and not self.location_blocks:
            raise ValueError("a title needs at least one set or location block")
        return self
