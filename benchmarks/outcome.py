"""What a planner made of a case; children send it to the command as JSON."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Task:
    """A case, who plans it, and with what."""

    case: str
    planner: str
    seconds: float
    workers: int
    seed: int


@dataclass(frozen=True)
class Outcome:
    """One plan, measured and checked."""

    status: str
    """As in the plan, or `failed` when the child ended without one."""
    titles_in: int = 0
    titles: int = 0
    value: float | None = None
    """None without a plan; of a case proven infeasible too."""
    bound: float | None = None
    gap: float | None = None
    seconds_to_first: float | None = None
    seconds: float = 0.0
    """From the loaded project to the finished plan."""
    iterations: int = 0
    peak_mib: float = 0.0
    checked: bool = False
    """Whether the independent checker accepts the plan."""
    fault: str | None = None
    """The first breach, or why the child failed."""
