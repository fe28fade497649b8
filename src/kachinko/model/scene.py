"""What a script asks for: scenes with their sets, cast and elements (a breakdown)."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field, model_validator

from kachinko.model.base import Count, Id, Name, Record, Text
from kachinko.model.money import Money
from kachinko.model.span import Dated, Day

EIGHTHS_A_PAGE = 8
MINUTES_A_DAY = 24 * 60

Setting = Literal["INT", "EXT", "INT/EXT"]
TimeOfDay = Literal["day", "night", "dawn", "dusk"]
Category = Literal[
    "background",
    "stunts",
    "vehicles",
    "props",
    "set_dressing",
    "costume",
    "makeup",
    "animals",
    "animal_handler",
    "greenery",
    "special_effects",
    "visual_effects",
    "mechanical_effects",
    "sound",
    "music",
    "camera",
    "equipment",
    "art",
    "additional_labor",
    "security",
    "notes",
]
"""The usual categories of a breakdown sheet beside cast, sets and locations."""

Minutes = Annotated[Count, Field(ge=0, le=MINUTES_A_DAY)]
Eighths = Annotated[Count, Field(ge=1, le=8 * 200)]


class Element(Record):
    """A thing or a person other than cast that scenes need."""

    id: Id = Field(description="Short name, unique among the elements.")
    name: Name = Field(description="Name of the element, as on the breakdown sheet.")
    category: Category = Field(description="Which part of the breakdown sheet it belongs to.")


class Player(Record):
    """A member of the cast as the board needs it: pay, days, and limits of a day."""

    id: Id = Field(description="Cast number on strips and day-out-of-days: 1, 2 …")
    name: Name = Field(description="Name of the part, as in the script.")
    actor: Text = Field(default="", description="Who plays it; empty: not cast.")
    day_rate: Money | None = Field(
        default=None,
        description="Pay for every working day from first to last; empty: not counted.",
    )
    available: tuple[Dated, ...] = Field(
        default=(), description="When they can be had (the end is the stop date); empty: always."
    )
    most_minutes: Minutes | None = Field(
        default=None, description="Longest day at work, from call to wrap [min], as for minors."
    )
    no_night: bool = Field(
        default=False, description="Does not work on days with night calls, as minors do not."
    )
    drop_days: Annotated[Count, Field(ge=1, le=2000)] | None = Field(
        default=None,
        description="Once, a gap of at least so many working days is not paid (drop and pick-up); "
        "empty: all days from first to last are paid.",
    )


class Location(Record):
    """A place to which the company moves; a studio with its stages is one place."""

    id: Id = Field(description="Short name of the place, unique among the locations.")
    name: Name = Field(description="Name of the place.")
    latitude: Annotated[float, Field(ge=-90, le=90)] | None = Field(
        default=None, description="For sunrise and sunset [degrees north]."
    )
    longitude: Annotated[float, Field(ge=-180, le=180)] | None = Field(
        default=None, description="For sunrise and sunset [degrees east]."
    )
    timezone: Text = Field(default="", description="IANA name such as Asia/Tokyo; empty: unknown.")
    available: tuple[Dated, ...] = Field(
        default=(), description="When it can be used; empty: always."
    )

    @model_validator(mode="after")
    def _both_or_none(self) -> Location:
        if (self.latitude is None) != (self.longitude is None):
            raise ValueError("latitude and longitude go together: give both or neither")
        return self


class Move(Record):
    """A company move between two places, either way."""

    between: tuple[Id, Id] = Field(description="Two locations.")
    minutes: Minutes = Field(default=0, description="Time it takes within a day [min].")
    cost: Money | None = Field(
        default=None, description="What it costs, within a day or overnight."
    )


class ShootingSet(Record):
    """A set as the board sees it: where it is, and what it costs to keep standing."""

    id: Id = Field(description="Short name of the set; the same as in the stage plan, if there.")
    name: Name = Field(description="Name of the set, as in the sluglines.")
    location: Id | None = Field(
        default=None, description="The place where it is shot; empty: a place of its own."
    )
    stage: bool = Field(default=False, description="Whether it is built on a stage.")
    cover: bool = Field(
        default=False, description="Kept ready as a cover set for days on which weather fails."
    )
    standing_cost: Money | None = Field(
        default=None, description="What every working day from its first to its last scene costs."
    )
    available: tuple[Dated, ...] = Field(
        default=(), description="Days on which it can be shot; empty: any."
    )


class Scene(Record):
    """One scene, or a part of one, that is shot in one go: a strip of the board."""

    number: Id = Field(description="Number in the script, such as 12 or 12A; unique.")
    heading: Text = Field(default="", description="The slugline, as written.")
    set: Id = Field(description="The set in which it plays.")
    setting: Setting = Field(default="INT", description="INT, EXT or INT/EXT.")
    time: TimeOfDay | None = Field(default=None, description="day, night, dawn or dusk.")
    eighths: Eighths = Field(description="Length [eighths of a page].")
    minutes: Minutes | None = Field(
        default=None, description="Shooting time [min]; empty: by length, at the shooting's pace."
    )
    synopsis: Text = Field(default="", description="One line: what happens.")
    script_day: Text = Field(default="", description="Day of the story, such as D1 or N2.")
    unit: Id = Field(default="main", description="The unit that shoots it.")
    cast: tuple[Id, ...] = Field(default=(), description="Ids of the players.")
    elements: tuple[Id, ...] = Field(default=(), description="Ids of other elements.")
    after: tuple[Id, ...] = Field(default=(), description="Scenes that must be shot before it.")
    on: Day | None = Field(default=None, description="The day on which it must be shot.")
    earliest: Day | None = Field(default=None, description="First day on which it may be shot.")
    latest: Day | None = Field(default=None, description="Last day on which it may be shot.")

    @property
    def needs_dark(self) -> bool:
        """Whether it can be shot after nightfall only: outdoors at night."""
        return self.setting != "INT" and self.time == "night"

    @property
    def needs_light(self) -> bool:
        """Whether it can be shot by daylight only: outdoors, and not at night."""
        return self.setting != "INT" and self.time != "night"

    @property
    def light_turn(self) -> int:
        """Where its light puts it in a day's order: 0 outdoors at dawn, 2 at dusk, else 1."""
        if self.setting == "INT":
            return 1
        return {"dawn": 0, "dusk": 2}.get(self.time or "", 1)


def pages(eighths: int) -> str:
    """Write a length as the trade does: ``2 3/8``, ``5/8``, ``1``."""
    whole, part = divmod(eighths, EIGHTHS_A_PAGE)
    return " ".join(([str(whole)] if whole or not part else []) + ([f"{part}/8"] if part else []))
