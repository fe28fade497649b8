"""What can be asked of the service that takes long, and what is known of it meanwhile."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, Field, model_validator

from kachinko.model.base import Count, Id, Record, Text, not_a_bool
from kachinko.model.change import Change
from kachinko.model.reservation import Instant
from kachinko.sweep.scenario_file import LARGEST_SEED, SweepFile

State = Literal["waiting", "running", "done", "failed", "cancelled"]
ENDED: frozenset[State] = frozenset({"done", "failed", "cancelled"})
LONGEST_SECONDS = 86_400.0
MOST_RUNS = 2_000
"""Runs of one sweep."""

Seconds = Annotated[
    float,
    BeforeValidator(not_a_bool),
    Field(gt=0, le=LONGEST_SECONDS, allow_inf_nan=False, description="Seconds to search."),
]
Seed = Annotated[Count, Field(ge=0, le=LARGEST_SEED, description="Seed of all random choices.")]
Workers = Annotated[Count, Field(ge=1, le=16, description="Threads that search at once.")]
Share = Annotated[float, BeforeValidator(not_a_bool), Field(ge=0, le=1e6, allow_inf_nan=False)]


class PlanAsked(Record):
    """Which set stands on which stage, and when."""

    kind: Literal["plan"] = "plan"
    seconds: Seconds = 60.0
    iterations: Annotated[Count, Field(ge=0, le=10**9)] | None = Field(
        default=None, description="Improvement attempts; empty: until the time is over."
    )
    workers: Workers = 1
    seed: Seed = 0


class FrontierAsked(Record):
    """How many titles a year the stages carry, and what would change that."""

    kind: Literal["frontier"] = "frontier"
    seconds: Seconds = 120.0
    workers: Workers = 1
    seed: Seed = 0
    levers: tuple[Text, ...] | None = Field(
        default=None, max_length=200, description="Changes to look at; empty list: none."
    )
    claim: Annotated[float, Field(gt=0, le=10_000, allow_inf_nan=False)] | None = Field(
        default=None, description="Titles a year that somebody claims."
    )
    shares: dict[Id, Share] | None = Field(
        default=None, max_length=5_000, description="Weight of each title; empty: all the same."
    )
    changes: tuple[Change, ...] = Field(
        default=(), max_length=100, description="Made to the project first; it keeps as it is."
    )


class SweepAsked(Record):
    """Many scenarios of the project, and how they compare."""

    kind: Literal["sweep"] = "sweep"
    sweep: SweepFile
    at_once: Annotated[Count, Field(ge=1, le=16)] = Field(
        default=1, description="Scenarios that are planned at the same time."
    )

    @model_validator(mode="after")
    def _stays_in_the_project(self) -> SweepAsked:
        sweep = self.sweep
        ways = [*sweep.scenarios, *(each for factor in sweep.grid for each in factor.alternatives)]
        if sweep.project is not None or any(each.project is not None for each in ways):
            raise ValueError("a sweep on the service is of one project, and names no other")
        scenarios = len(sweep.scenarios)
        combinations = 1 if sweep.grid else 0
        for factor in sweep.grid:
            combinations *= len(factor.alternatives)
        if (scenarios + combinations) * len(sweep.seeds) > MOST_RUNS:
            raise ValueError(f"a sweep on the service has at most {MOST_RUNS:,} runs")
        return self


Asked = Annotated[PlanAsked | FrontierAsked | SweepAsked, Field(discriminator="kind")]


class JobFile(Record):
    """A file that a job made."""

    name: Text
    size: Count = Field(description="Bytes.")


class Failure(Record):
    """Why a job failed."""

    code: Text
    message: Text
    hint: Text = ""
    faults: tuple[dict[str, str], ...] = ()


class Note(Record):
    """Something that happened in a job."""

    number: Count
    at: Instant
    says: dict[str, Any]


class Job(Record):
    """Long work, as it stands."""

    id: Id
    kind: Literal["plan", "frontier", "sweep"]
    project: Id
    state: State
    asked: Asked
    made_by: Id
    made_at: Instant
    began_at: Instant | None = None
    ended_at: Instant | None = None
    attempt: Count = Field(default=0, description="2: it was begun again, as its server died.")
    stopping: bool = Field(default=False, description="It was asked to end.")
    notes: Count = Field(default=0, description="How many notes of progress it has.")
    last_note: Note | None = None
    failure: Failure | None = None
    files: tuple[JobFile, ...] = ()
