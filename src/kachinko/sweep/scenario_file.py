"""The file of a sweep: scenarios, grids of alternatives, and how each of them is planned."""

from __future__ import annotations

from typing import Annotated

from pydantic import BeforeValidator, Field

from kachinko.model.base import Count, Name, Record, Text, not_a_bool
from kachinko.model.change import Change

MOST_WORKERS = 64
LARGEST_SEED = 2**31 - 1

Seed = Annotated[Count, Field(ge=0, le=LARGEST_SEED)]


class Alternative(Record):
    """A named way in which things may be: the base project, or another, with changes."""

    name: Name = Field(description="What tables and charts call it.")
    project: Text | None = Field(
        default=None, description="Another project, as a path from this file; empty: the base."
    )
    changes: tuple[Change, ...] = Field(default=(), description="Changes, made in this order.")


class ScenarioEntry(Alternative):
    """One scenario."""

    seeds: tuple[Seed, ...] | None = Field(
        default=None, min_length=1, description="Seeds of its own; empty: those of the file."
    )


class Factor(Record):
    """Something that varies, with the ways in which it may be."""

    factor: Name = Field(description="What varies, such as stages or crews.")
    alternatives: tuple[Alternative, ...] = Field(
        min_length=1, description="Its alternatives; the first is the one to compare with."
    )


class SweepFile(Record):
    """Which scenarios to plan, and how long, with how many threads and with which seeds."""

    project: Text | None = Field(
        default=None, description="The base project, as a path from this file."
    )
    time_limit: (
        Annotated[float, BeforeValidator(not_a_bool), Field(gt=0, allow_inf_nan=False)] | None
    ) = Field(default=None, description="Seconds to search in each run.")
    iterations: Annotated[Count, Field(ge=0)] | None = Field(
        default=None, description="Improvement attempts of each run."
    )
    workers: Annotated[Count, Field(ge=1, le=MOST_WORKERS)] = Field(
        default=1, description="Threads that search at once in each run."
    )
    seeds: tuple[Seed, ...] = Field(
        default=(0,), min_length=1, description="Every scenario is planned once with each."
    )
    scenarios: tuple[ScenarioEntry, ...] = Field(default=(), description="Scenarios one by one.")
    grid: tuple[Factor, ...] = Field(
        default=(), description="Factors; every combination of alternatives is a scenario."
    )
