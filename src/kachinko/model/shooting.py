"""The shooting of one title: its breakdown, and the rules under which a board is made."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from kachinko.model.base import Count, Id, Name, Record, Text
from kachinko.model.money import Currency, Money
from kachinko.model.scene import (
    Eighths,
    Element,
    Location,
    Minutes,
    Move,
    Player,
    Scene,
    ShootingSet,
)
from kachinko.model.span import Day
from kachinko.model.studio import Calendar

DayKind = Literal["day", "night"]


class WorkRules(Record):
    """What limits a shooting day, and what lies between two of them.

    A day lasts from call to wrap: `around_minutes` of preparation, meal and clearing, the shooting
    of its scenes, and moves. A day has a day call or a night call; outdoor scenes by daylight need
    a day call, outdoor scenes at night a night call, all others take either.
    """

    most_eighths: Eighths | None = Field(
        default=None, description="Most script shot on a day [eighths of a page]; empty: no limit."
    )
    most_minutes: Annotated[Minutes, Field(ge=1)] = Field(
        default=780, description="Longest day from call to wrap [min]."
    )
    around_minutes: Minutes = Field(
        default=120, description="Of these, preparation, meal and clearing [min]."
    )
    minutes_per_eighth: Annotated[float, Field(gt=0, le=600)] = Field(
        default=20.0,
        description="Shooting time of scenes that give none [min for each eighth of a page].",
    )
    day_call: Minutes = Field(default=7 * 60, description="Call on days [min after midnight].")
    night_call: Minutes = Field(default=16 * 60, description="Call on nights [min after midnight].")
    rest_minutes: Minutes = Field(
        default=600, description="Least rest from wrap to the next call [min]."
    )
    most_days_in_a_row: Annotated[Count, Field(ge=1, le=31)] | None = Field(
        default=None, description="Most working days in a row before a day off; empty: no limit."
    )
    moves_a_day: Annotated[Count, Field(ge=0, le=20)] = Field(
        default=1, description="Most company moves within a day."
    )
    source: Text = Field(default="", description="Where these rules come from.")


class Shooting(Record):
    """A title with its scenes, cast, places and rules: what a board is made from.

    References between its parts are held by `kachinko.model.shooting_consistency`, which every
    reader of files runs.
    """

    schema_: Literal["kachinko-shooting/1"] = Field(
        default="kachinko-shooting/1", alias="schema", description="Version of this file format."
    )
    name: Name = Field(description="Name of the title.")
    currency: Currency = Field(description="ISO 4217 code in which everything is counted.")
    notes: Text = Field(default="", description="What is fact and what is assumption.")
    start: Day | None = Field(
        default=None, description="First day of photography; empty: none set."
    )
    latest: Day | None = Field(default=None, description="Last day it may use; empty: any.")
    calendar: Calendar = Field(default=Calendar(), description="Which days are working days.")
    rules: WorkRules = Field(default=WorkRules(), description="Limits of shooting days.")
    unit_day_cost: Money | None = Field(
        default=None, description="What every shooting day of a unit costs; empty: not counted."
    )
    move_minutes: Minutes = Field(
        default=0, description="Time of a company move that `moves` does not name [min]."
    )
    move_cost: Money | None = Field(
        default=None, description="Cost of a company move that `moves` does not name."
    )
    units: tuple[Id, ...] = Field(
        default=("main",), description="Units; each shoots at one place at a time."
    )
    cast: tuple[Player, ...] = Field(default=(), description="The parts.")
    locations: tuple[Location, ...] = Field(default=(), description="The places.")
    moves: tuple[Move, ...] = Field(
        default=(), description="Company moves that differ from the usual one."
    )
    sets: tuple[ShootingSet, ...] = Field(default=(), description="The sets of the sluglines.")
    elements: tuple[Element, ...] = Field(default=(), description="What else scenes need.")
    scenes: tuple[Scene, ...] = Field(default=(), description="The scenes, in script order.")
