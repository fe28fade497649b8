"""What can be asked of the service that takes long: the options of the command line's verbs."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import BeforeValidator, Field, model_validator

from kachinko.model.base import Count, Id, Record, Text, not_a_bool
from kachinko.model.change import Change, Changes
from kachinko.model.location_setting import AS_ASKED, Setting
from kachinko.model.money import Currency
from kachinko.model.share import Share as ExactShare
from kachinko.model.span import Day
from kachinko.service.jobs.document import Document
from kachinko.staging.stress.ranges import Ranges
from kachinko.sweep.scenario_file import LARGEST_SEED, SweepFile

LONGEST_SECONDS = 86_400.0
MOST_RUNS = 2_000
"""Runs of one sweep."""
MOST_POINTS = 1_000_000

Seconds = Annotated[
    float,
    BeforeValidator(not_a_bool),
    Field(gt=0, le=LONGEST_SECONDS, allow_inf_nan=False, description="Seconds to search."),
]
Seed = Annotated[Count, Field(ge=0, le=LARGEST_SEED, description="Seed of all random choices.")]
Workers = Annotated[Count, Field(ge=1, le=16, description="Threads that search at once.")]
Share = Annotated[float, BeforeValidator(not_a_bool), Field(ge=0, le=1e6, allow_inf_nan=False)]
Points = Annotated[Count, Field(ge=0, le=MOST_POINTS)]
Lang = Annotated[Literal["en", "ja"], Field(description="Language of the documents.")]
Base = Annotated[Id, Field(description="The job whose plan it stands on.")]
Now = Annotated[
    bool,
    Field(description="Take the project as it stands now; otherwise as it was for that plan."),
]


class PlanAsked(Record):
    """Which set stands on which stage, and when."""

    kind: Literal["plan"] = "plan"
    seconds: Seconds = 60.0
    iterations: Annotated[Count, Field(ge=0, le=10**9)] | None = Field(
        default=None, description="Improvement attempts; empty: until the time is over."
    )
    workers: Workers = 1
    seed: Seed = 0
    ledger: bool = Field(
        default=False, description="Take what is firm in the ledger as fixed, as it stands now."
    )
    codes: dict[Id, Id] = Field(
        default={}, max_length=5_000, description="With `ledger`: code names of titles there."
    )
    keep: tuple[Id, ...] = Field(
        default=(), max_length=5_000,
        description="With `ledger`: holds of yours that stay, as if they were firm.",
    )  # fmt: skip
    freeze: Day | None = Field(
        default=None,
        description="With `ledger`: your first holds that begin before this day stay, and nothing "
        "else begins before it.",
    )
    base: Base | None = Field(
        default=None, description="The job whose plan the search begins with; empty: with none."
    )
    now: Now = False
    lang: Lang = "en"

    @model_validator(mode="after")
    def _go_together(self) -> PlanAsked:
        if (self.keep or self.freeze is not None) and not self.ledger:
            raise ValueError("keep and freeze go with ledger: true")
        return self


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
    lang: Lang = "en"


class SweepAsked(Record):
    """Many scenarios of the project, and how they compare."""

    kind: Literal["sweep"] = "sweep"
    sweep: SweepFile
    at_once: Annotated[Count, Field(ge=1, le=16)] = Field(
        default=1, description="Scenarios that are planned at the same time."
    )
    lang: Lang = "en"

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


class ExplainAsked(Record):
    """Why titles are left out of a plan, or why there is none, and what would admit them."""

    kind: Literal["explain"] = "explain"
    base: Base | None = Field(default=None, description="Empty: the project is planned first.")
    now: Now = False
    titles: tuple[Id, ...] = Field(
        default=(), max_length=5_000, description="Empty: every title that is left out."
    )
    seconds: Seconds = 60.0
    workers: Workers = 1
    lang: Lang = "en"


class WeightsAsked(Record):
    """Points of change that a repair keeps least."""

    stage: Points = Field(default=10, description="For each set on another stage.")
    move: Points = Field(default=5, description="For each set or location block that is moved.")
    day: Points = Field(default=1, description="For each working day by which it is moved.")


class RepairAsked(Changes):
    """The plan of an earlier job after changes, with the least change."""

    kind: Literal["repair"] = "repair"
    base: Base
    now: Now = False
    freeze: Day | None = Field(
        default=None, description="What begins before this day stays; nothing else begins before."
    )
    weights: WeightsAsked = WeightsAsked()
    seconds: Seconds = 4.0
    workers: Workers = 1
    seed: Seed = 0
    lang: Lang = "en"


class TrialAsked(Record):
    """Changes that might let a title in, tried on the plan of an earlier job; nothing is kept."""

    kind: Literal["trial"] = "trial"
    base: Base
    now: Now = False
    title: Id = Field(description="Id of the title that is to be let in.")
    changes: tuple[Text, ...] = Field(
        default=(), max_length=50,
        description="As a remedy names them: `window title=a1 latest=2028-06-16`; empty: none.",
    )  # fmt: skip
    seconds: Seconds = 20.0
    workers: Workers = 1
    seed: Seed = 0


class StressAsked(Record):
    """Durations drawn at random, and how the dates of an earlier job's plan then stand."""

    kind: Literal["stress"] = "stress"
    base: Base
    now: Now = False
    draws: Annotated[Count, Field(ge=1, le=1_000_000)] = 10_000
    seed: Seed = 0
    ranges: Ranges | None = Field(
        default=None, description="How far durations spread; empty: our assumptions, shown."
    )
    lang: Lang = "en"


class LocateAsked(Record):
    """Where a title could be made: what each place costs, how sure that is, what would flip it."""

    kind: Literal["locate"] = "locate"
    places: Document = Field(description="The file of places (kachinko-location/1).")
    documents: tuple[Document, ...] = Field(
        default=(), max_length=200,
        description="The files that it names: budgets, scopes, rate cards, programmes.",
    )  # fmt: skip
    title: Id | None = Field(default=None, description="Empty: the one of the places file.")
    only: tuple[Id, ...] = Field(default=(), max_length=200, description="Only these places.")
    as_of: Day | None = Field(default=None, description="Only rules known by then; empty: today.")
    draws: Annotated[Count, Field(ge=1_000, le=2_000_000)] = 100_000
    seed: Seed = 0
    discount: ExactShare | None = Field(default=None, description="Empty: the file's.")
    setting: Setting = Field(default=AS_ASKED, description="What is moved by hand.")
    rates: Document | None = Field(
        default=None, description="Exchange rates instead of the shipped ones."
    )
    lang: Lang = "en"


class _Boards(Record):
    """What every search for a board takes."""

    workers: Workers = 1
    seed: Seed = 0
    paper: Literal["A4", "Letter"] = "A4"
    documents: bool = Field(default=True, description="Write board.html, board.pdf, board.xlsx.")
    lang: Lang = "en"
    free_places: bool = Field(
        default=False, description="Hold only sets on stages to the dates of the stage plan."
    )


class OrderAsked(_Boards):
    """The scenes of a shooting in days; with a base, within the shoot dates of its plan."""

    kind: Literal["order"] = "order"
    shooting: Document = Field(
        description="A shooting, script, breakdown, schedule or report, by its ending."
    )
    seconds: Seconds | None = Field(default=None, description="Empty: 60, or none with steps.")
    steps: Annotated[Count, Field(ge=0, le=10**9)] | None = None
    start: Day | None = Field(default=None, description="First day of photography.")
    rules: Text | None = Field(default=None, description="Working rules, such as JP-2023.")
    currency: Currency | None = Field(default=None, description="Of a file that states none.")
    base: Base | None = Field(default=None, description="Goes with `title`.")
    now: Now = False
    title: Id | None = Field(default=None, description="The title in the project.")
    keep: Document | None = Field(default=None, description="With base: a board to keep near.")

    @model_validator(mode="after")
    def _go_together(self) -> OrderAsked:
        if (self.base is None) != (self.title is None):
            raise ValueError("base and title go together")
        if self.base is None and (self.keep is not None or self.free_places):
            raise ValueError("keep and free_places go with a base")
        alone = (self.steps, self.start, self.rules, self.currency)
        if self.base is not None and any(each is not None for each in alone):
            raise ValueError("steps, start, rules and currency do not go with a base")
        return self


class StageAsked(_Boards):
    """The sets of a title from its scenes: first board, stage plan, and a board within it."""

    kind: Literal["stage"] = "stage"
    shooting: Document
    title: Id = Field(description="The title in the project.")
    seconds: Seconds = 60.0


Asked = Annotated[
    PlanAsked
    | FrontierAsked
    | SweepAsked
    | ExplainAsked
    | RepairAsked
    | TrialAsked
    | StressAsked
    | LocateAsked
    | OrderAsked
    | StageAsked,
    Field(discriminator="kind"),
]
JobKind = Literal[
    "plan", "frontier", "sweep", "explain", "repair", "trial", "stress", "locate", "order", "stage"
]
