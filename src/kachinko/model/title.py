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

    id: Id = Field(description="Short name, unique among the title's cast.")
    name: Name = Field(description="Name of the person or part.")
    day_rate: Money | None = Field(default=None, description="Pay for a day, in any currency.")
    available: tuple[Dated, ...] = Field(
        default=(), description="When they can be had; empty: always."
    )


class Set(Record):
    """A built environment that stands on one stage through its phases."""

    id: Id = Field(description="Short name, unique among the title's sets and location blocks.")
    name: Name = Field(description="Name of the set.")
    area_m2: Area | None = Field(
        default=None, description="Footprint [m²]; may be left out where width and depth are given."
    )
    width_m: Length | None = Field(
        default=None, description="Width of the footprint [m]; goes with depth_m."
    )
    depth_m: Length | None = Field(
        default=None, description="Depth of the footprint [m]; goes with width_m."
    )
    height_m: Length | None = Field(default=None, description="Height [m]; empty: unknown.")
    features: Features = Field(default=(), description="What the stage must have.")
    build_days: Days = Field(default=0, description="Working days; prelight follows at once.")
    prelight_days: Days = Field(default=0, description="Working days right after the build.")
    shoot_days: SomeDays = Field(description="Working days in a row, at least 1.")
    hold_days: Days = Field(default=0, description="Working days it must stand after the shoot.")
    strike_days: Days = Field(default=0, description="Working days to take it down.")
    sync_sound: bool = Field(
        default=True, description="Shot with sound, so that the rest of the stage must be quiet."
    )
    power_kva: Power | None = Field(default=None, description="Connected load [kVA].")
    unit: Id = Field(
        default="main", description="Shooting crew; one crew is at one place at a time."
    )
    cast: tuple[Id, ...] = Field(default=(), description="Ids of the cast who shoot here.")
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

    id: Id = Field(description="Short name, unique among the title's sets and location blocks.")
    days: SomeDays = Field(description="Working days in a row, at least 1.")
    unit: Id = Field(
        default="main", description="Shooting crew; one crew is at one place at a time."
    )
    earliest: Day | None = Field(default=None, description="First day it may use; empty: any.")
    latest: Day | None = Field(default=None, description="Last day it may use; empty: any.")
    cast: tuple[Id, ...] = Field(default=(), description="Ids of the cast who shoot here.")
    after: tuple[Id, ...] = Field(
        default=(), description="Sets or location blocks that must be shot before."
    )

    @property
    def shoot_days(self) -> int:
        """Its working days, all of which are shot."""
        return self.days


class Title(Record):
    """A film or series under decision."""

    id: Id = Field(description="Short name of the title, unique in the project.")
    name: Name = Field(description="Name of the title.")
    kind: Literal["film", "series"] = Field(description="film or series.")
    episodes: Annotated[Count, Field(ge=1, le=10_000)] | None = Field(
        default=None, description="How many; empty for a film."
    )
    value: Value = Field(
        default=1.0, description="What it is worth beside the others; kept to 0.001."
    )
    commitment: Literal["must", "may"] = Field(
        default="may", description="must: cannot be dropped; may: as it fits."
    )
    studios: tuple[Id, ...] = Field(default=(), description="Where it may be shot; empty: any.")
    split: bool = Field(default=False, description="Whether its sets may stand at several studios.")
    earliest: Day | None = Field(default=None, description="First day it may use; empty: any.")
    latest: Day | None = Field(default=None, description="Last day it may use; empty: any.")
    unit_day_cost: Money | None = Field(
        default=None, description="What a day between first and last shooting day costs."
    )
    cast: tuple[CastMember, ...] = Field(default=(), description="The people whose days matter.")
    sets: tuple[Set, ...] = Field(default=(), description="What is built on stages.")
    location_blocks: tuple[LocationBlock, ...] = Field(
        default=(), description="Shooting days off stage."
    )

    @model_validator(mode="after")
    def _has_something_to_shoot(self) -> Title:
        if not self.sets and not self.location_blocks:
            raise ValueError("a title needs at least one set or location block")
        return self

    @property
    def shoots(self) -> tuple[Set | LocationBlock, ...]:
        """Everything that a unit shoots: the sets, then the location blocks."""
        return (*self.sets, *self.location_blocks)
