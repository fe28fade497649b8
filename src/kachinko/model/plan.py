"""A stage plan: which titles are in, where each set stands and when, and how good that is."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from kachinko.model.base import Record
from kachinko.model.money import Amount, Currency
from kachinko.model.reason import Reason, Remedy
from kachinko.model.span import Dated, DaySpan
from kachinko.model.title import PHASES, PhaseName

Status = Literal["optimal", "feasible", "infeasible", "unknown"]


class PlannedSet(Record):
    """A set on its stage; a phase of no days has no dates."""

    id: str
    stage: str
    x_m: float | None = Field(default=None, description="Left edge, from the stage's own corner.")
    y_m: float | None = None
    rotated: bool = False
    build: Dated | None = None
    prelight: Dated | None = None
    shoot: Dated
    hold: Dated | None = None
    strike: Dated | None = None

    def phase(self, name: PhaseName) -> Dated | None:
        """The dates of a phase, or None where it lasts no day."""
        dates: Dated | None = getattr(self, name)
        return dates

    @property
    def phases(self) -> list[tuple[PhaseName, DaySpan]]:
        """The phases that last at least a day, in order."""
        found = [(name, self.phase(name)) for name in PHASES]
        return [(name, dates.span) for name, dates in found if dates is not None]

    @property
    def standing(self) -> DaySpan:
        """From the first day of the first phase to the last day of the last."""
        spans = [span for _, span in self.phases]
        return DaySpan(spans[0].start, spans[-1].stop)


class PlannedBlock(Dated):
    """A location block with its dates."""

    id: str


class PlannedTitle(Record):
    """A title, accepted with all its sets and blocks or left out with the reason."""

    id: str
    accepted: bool
    studio: str | None = Field(
        default=None,
        description="Where it is made; of a split title, the studio whose calendar its location "
        "blocks and its engaged span follow.",
    )
    sets: tuple[PlannedSet, ...] = ()
    location_blocks: tuple[PlannedBlock, ...] = ()
    reason: Reason | None = None
    remedies: tuple[Remedy, ...] = ()


class LeftOutStage(Record):
    """A stage that the planner did not offer to any set, and why, as a sentence."""

    stage: str = Field(description="Id of the stage.")
    why: str = Field(description="Why, as a part of a sentence.")


class Plan(Record):
    """The decisions, their worth, the proven bounds, and what they hang on."""

    schema_: Literal["kachinko-plan/1"] = Field(default="kachinko-plan/1", alias="schema")
    project: str
    currency: Currency
    status: Status
    value: float = Field(description="Total value of the accepted titles.")
    value_bound: float = Field(description="No plan is worth more than this (proven).")
    cost: Amount | None = Field(description="Cost as the design defines it, in `currency`.")
    cost_bound: Amount | None = Field(
        description="No plan of at least this value costs less than this (proven)."
    )
    seconds: float
    seconds_to_first: float | None = None
    seed: int
    workers: int = 1
    iterations: int = 0
    versions: dict[str, str] = Field(default_factory=dict)
    assumptions: tuple[str, ...] = Field(
        default=(), description="What the plan takes for granted, and what it did not count."
    )
    stages_left_out: tuple[LeftOutStage, ...] = ()
    titles: tuple[PlannedTitle, ...] = ()

    @property
    def gap(self) -> float | None:
        """How far the value may be from the best: (bound - value) / bound; None without a plan."""
        if self.status in ("infeasible", "unknown"):
            return None
        return (self.value_bound - self.value) / self.value_bound if self.value_bound else 0.0

    @property
    def accepted(self) -> list[PlannedTitle]:
        """The titles that are in."""
        return [title for title in self.titles if title.accepted]

    @property
    def left_out(self) -> list[PlannedTitle]:
        """The titles that are not in."""
        return [title for title in self.titles if not title.accepted]
