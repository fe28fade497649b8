"""Reasons as data: why a stage cannot take a set, why a title is left out."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from kachinko.model.base import Record
from kachinko.model.span import Day

# -- why a stage cannot take a set ------------------------------------------------------------


class TooSmall(Record):
    """The set's footprint is larger than the stage's floor."""

    code: Literal["too-small"] = "too-small"
    stage: str
    needs_m2: float
    has_m2: float

    @property
    def sentence(self) -> str:
        """In words."""
        return f"{self.stage} has {self.has_m2:,g} m², the set needs {self.needs_m2:,g} m²"


class TooNarrow(Record):
    """The set's rectangle does not lie inside the stage's, however it is turned."""

    code: Literal["too-narrow"] = "too-narrow"
    stage: str
    needs_m: tuple[float, float]
    has_m: tuple[float, float]

    @property
    def sentence(self) -> str:
        """In words."""
        return (
            f"{self.stage} is {self.has_m[0]:g} × {self.has_m[1]:g} m, "
            f"the set is {self.needs_m[0]:g} × {self.needs_m[1]:g} m"
        )


class TooLow(Record):
    """The set is higher than the stage's clear height."""

    code: Literal["too-low"] = "too-low"
    stage: str
    needs_m: float
    has_m: float

    @property
    def sentence(self) -> str:
        """In words."""
        return f"{self.stage} is {self.has_m:g} m high, the set {self.needs_m:g} m"


class LacksFeatures(Record):
    """The stage lacks features that the set needs."""

    code: Literal["lacks-features"] = "lacks-features"
    stage: str
    features: tuple[str, ...]

    @property
    def sentence(self) -> str:
        """In words."""
        return f"{self.stage} has no {', no '.join(self.features)}"


class TooLittlePower(Record):
    """The set's connected load is above the stage's supply."""

    code: Literal["too-little-power"] = "too-little-power"
    stage: str
    needs_kva: float
    has_kva: float

    @property
    def sentence(self) -> str:
        """In words."""
        return f"{self.stage} supplies {self.has_kva:g} kVA, the set draws {self.needs_kva:g} kVA"


class AreaUnknown(Record):
    """The stage's floor area is not known, so it is not offered."""

    code: Literal["area-unknown"] = "area-unknown"
    stage: str

    @property
    def sentence(self) -> str:
        """In words."""
        return f"the floor area of {self.stage} is not known"


class NeverOpen(Record):
    """No agreement opens the stage, closures apart, for long enough within the title's window."""

    code: Literal["never-open"] = "never-open"
    stage: str
    needs_days: int
    longest_days: int

    @property
    def sentence(self) -> str:
        """In words."""
        if not self.longest_days:
            return f"{self.stage} is not open in the title's window"
        return (
            f"{self.stage} is open for at most {self.longest_days} working days in a row in the "
            f"title's window, the set stands for at least {self.needs_days}"
        )


Refusal = Annotated[
    TooSmall | TooNarrow | TooLow | LacksFeatures | TooLittlePower | AreaUnknown | NeverOpen,
    Field(discriminator="code"),
]

# -- why a title is left out ------------------------------------------------------------------


class NoStageForSet(Record):
    """No stage can take one of the title's sets at all."""

    code: Literal["no-stage"] = "no-stage"
    set: str
    needs_m2: float
    needs_m: tuple[float, float] | None = None
    refusals: tuple[Refusal, ...]

    @property
    def sentence(self) -> str:
        """In words: of the stages that are too small only the largest is named."""
        size = f"{self.needs_m2:,g} m²"
        if self.needs_m:
            size = f"{self.needs_m[0]:g} × {self.needs_m[1]:g} m, {size}"
        small = [one for one in self.refusals if isinstance(one, TooSmall)]
        why = [one.sentence for one in self.refusals if not isinstance(one, TooSmall)]
        if small:
            largest = max(small, key=lambda one: one.has_m2)
            whose = "the largest, " if len(small) > 1 else ""
            why.insert(0, f"{whose}{largest.stage}, has {largest.has_m2:,g} m²")
        return (
            f"No stage can take {self.set} ({size}): "
            f"{'; '.join(why) or 'the title may use no studio with stages'}."
        )


class WindowTooShort(Record):
    """A title's own work, or one set's or block's, does not fit into its window."""

    code: Literal["window-too-short"] = "window-too-short"
    item: str = Field(description="The title's name, or the set or block that does not fit.")
    needs_days: int
    has_days: int
    earliest: Day
    latest: Day

    @property
    def sentence(self) -> str:
        """In words."""
        return (
            f"{self.item} needs at least {self.needs_days} working days, and its window, "
            f"{self.earliest} to {self.latest}, has {self.has_days}."
        )


class CastNeverFree(Record):
    """The cast that a set or block names is never free together for long enough."""

    code: Literal["cast-never-free"] = "cast-never-free"
    item: str
    needs_days: int
    cast: tuple[str, ...]

    @property
    def sentence(self) -> str:
        """In words."""
        return (
            f"{self.item} needs {', '.join(self.cast)} for {self.needs_days} working days in a "
            "row, and they are never free together for so long in its window."
        )


class NotEvenAlone(Record):
    """A solver proved that the title cannot be planned even with all stages to itself."""

    code: Literal["not-even-alone"] = "not-even-alone"

    @property
    def sentence(self) -> str:
        """In words."""
        return (
            "It cannot be planned even with every stage to itself: its windows, cast, order and "
            "closures cannot be met together (proven)."
        )


class MustTitlesClash(Record):
    """A solver proved that the must titles cannot all be planned together."""

    code: Literal["musts-clash"] = "musts-clash"
    titles: tuple[str, ...]

    @property
    def sentence(self) -> str:
        """In words."""
        return f"The titles that must be made cannot all be planned: {', '.join(self.titles)}."


class NoRoomBeside(Record):
    """The title could be planned alone; beside the accepted ones no room was found for it."""

    code: Literal["no-room"] = "no-room"
    proven: bool = Field(description="Whether a solver proved that no better choice exists.")

    @property
    def sentence(self) -> str:
        """In words."""
        if self.proven:
            return (
                "It could be made alone, but no plan with it in is worth more than this one "
                "(proven)."
            )
        return (
            "It could be made alone, but no way was found to fit it beside the accepted titles "
            "without giving up as much value or more."
        )


class NotPlanned(Record):
    """There is no plan at all, because the must titles cannot be met."""

    code: Literal["not-planned"] = "not-planned"

    @property
    def sentence(self) -> str:
        """In words."""
        return "There is no plan, because titles that must be made cannot be."


RequirementKind = Literal[
    "earliest", "latest", "studios", "together", "set", "height", "features", "block",
    "block-window", "cast", "order", "unit", "floor", "quiet", "power", "closed", "open", "crews",
    "standing", "made",
]  # fmt: skip
"""What a requirement of a conflict is about."""


class Clause(Record):
    """One of the requirements that cannot hold together."""

    kind: RequirementKind = Field(description="What it is about.")
    sentence: str = Field(description="The requirement, with titles, stages, dates and sizes.")
    verified: bool = Field(
        description="Whether a plan was found that keeps all the others and not this one."
    )


Scope = Literal["alone", "as-planned", "any-dates"]
"""What a conflict leaves to the other titles: nothing at all, their places, or their being made."""


class Conflict(Record):
    """Requirements that were proven impossible together; each says whether it is needed."""

    code: Literal["conflict"] = "conflict"
    scope: Scope = Field(
        description="alone: with every stage to itself; as-planned: beside the others as they "
        "stand; any-dates: whenever and wherever the others are made."
    )
    requirements: tuple[Clause, ...]

    @property
    def irreducible(self) -> bool:
        """Whether each requirement was shown to be needed."""
        return all(one.verified for one in self.requirements)

    @property
    def heading(self) -> str:
        """What was proven, without a full stop."""
        return {
            "alone": "It cannot be made even with every stage to itself",
            "as-planned": "It cannot be made while the other titles stay where they are planned",
            "any-dates": "It cannot be made together with these titles, whatever their dates",
        }[self.scope]

    @property
    def opening(self) -> str:
        """What was proven, in words that the requirements follow."""
        return f"{self.heading} (proven). These cannot all hold:"

    @property
    def sentence(self) -> str:
        """In words."""
        return f"{self.opening} {' '.join(one.sentence for one in self.requirements)}"


Reason = Annotated[
    NoStageForSet
    | WindowTooShort
    | CastNeverFree
    | NotEvenAlone
    | MustTitlesClash
    | NoRoomBeside
    | NotPlanned
    | Conflict,
    Field(discriminator="code"),
]


class Remedy(Record):
    """A change that would admit a title left out; `verified` by planning it again."""

    change: str = Field(description="The change, in words.")
    verified: bool = Field(
        description="Whether a plan with the title and all accepted ones was found and checked."
    )
    changes: tuple[str, ...] = Field(
        default=(), description="The same as changes of the project, such as `--change` takes."
    )
    value: float | None = Field(default=None, description="Value of the plan that was found.")
    moved: int = Field(
        default=0, description="How many accepted titles stand otherwise in that plan."
    )
