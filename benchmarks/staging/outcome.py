"""What a planner made of a case; children send it to the command as JSON."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any

Point = tuple[float, float | None, float | None]
"""Seconds since the project was loaded, and the value and bound from then on (None: none yet)."""


@dataclass(frozen=True)
class Task:
    """A case, who plans it, and with what."""

    case: str
    planner: str
    seconds: float
    workers: int
    seed: int
    until_gap: float | None = None
    """Kachinko alone: end the search as soon as the gap is no more than this."""


@dataclass(frozen=True)
class Outcome:
    """One plan, measured and checked."""

    status: str
    """As in the plan; `failed` when the child ended without one, `late` when it did not end."""
    titles_in: int = 0
    titles: int = 0
    value: float | None = None
    """None without a plan; of a case proven infeasible too."""
    bound: float | None = None
    gap: float | None = None
    seconds_to_first: float | None = None
    """From the loaded project to the first plan with a title in it."""
    seconds: float = 0.0
    """From the loaded project to the finished plan."""
    iterations: int = 0
    peak_mib: float = 0.0
    loaded_seconds: float = 0.0
    """What loading libraries and project took, before the watch starts."""
    loaded_mib: float = 0.0
    """The most memory held until then."""
    check_seconds: float = 0.0
    """What the independent checker took, after the watch has stopped."""
    checked: bool = False
    """Whether the independent checker accepts the plan."""
    fault: str | None = None
    """The first breach, or why the child failed."""
    curve: tuple[Point, ...] = ()
    """Every improvement of value or bound."""

    def as_record(self) -> dict[str, Any]:
        """Its figures by name, for JSON."""
        return asdict(self)


def outcome_of(record: dict[str, Any]) -> Outcome:
    """An outcome out of the record that `Outcome.as_record` made."""
    points = tuple((point[0], point[1], point[2]) for point in record["curve"])
    return Outcome(**(record | {"curve": points}))
