"""What a repair changed: from when to when, from which stage to which, and why."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from kachinko.model.span import DaySpan

if TYPE_CHECKING:
    from datetime import date
    from decimal import Decimal

    from kachinko.model.title import PhaseName
    from kachinko.staging.repair.weights import Change, Weights

Cause = Literal["change", "room", "order", "length", "none"]
"""The changes forbid the old place; others take it now; the title's own order forbids it; only
lengths changed; or nothing forbids it by itself."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where a set or location block is, and when each phase."""

    stage: str | None
    """Id; None for a location block."""
    phases: tuple[tuple[PhaseName, DaySpan], ...]

    @property
    def stay(self) -> DaySpan:
        """From its first day to its last."""
        return DaySpan(self.phases[0][1].start, self.phases[-1][1].stop)

    def phase(self, name: PhaseName) -> DaySpan | None:
        """The days of a phase, if it has any."""
        return dict(self.phases).get(name)


@dataclass(frozen=True, slots=True)
class ItemDiff:
    """A set or location block that is not as it was."""

    title: str
    item: str
    before: Place
    after: Place
    change: Change
    later: int
    """Working days by which its shoot begins later; below 0 for earlier."""
    cause: Cause
    why: str
    """What would be broken if it were where it was: a sentence of the checker; may be empty."""


@dataclass(frozen=True, slots=True)
class TitleDiff:
    """A title that is in or out, otherwise than before."""

    title: str
    kind: Literal["dropped", "admitted", "refused", "left"]
    """Was in and is out; was not and is in; should join and could not; left the slate."""
    why: str
    places: tuple[tuple[str, Place], ...] = ()
    """Of a title admitted: its sets and location blocks, by id."""


@dataclass(frozen=True, slots=True)
class PlanDiff:
    """All that a repair changed, and what is proven of it."""

    changes: tuple[str, ...]
    """The changes to the project, in words."""
    freeze: date | None
    weights: Weights
    change: Change
    points: int
    bound: int
    titles_proven: bool
    change_proven: bool
    cost_before: Decimal | None
    """As the earlier plan stated it."""
    cost_after: Decimal | None
    value_before: float
    value_after: float
    items: tuple[ItemDiff, ...]
    titles: tuple[TitleDiff, ...]
    untouched: int
    """Titles that are in as before, in every date."""
    seconds: float

    @property
    def moved(self) -> list[ItemDiff]:
        """The sets and blocks that count as moved."""
        return [item for item in self.items if item.change.moves]
