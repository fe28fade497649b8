"""When a search for a board ends by itself."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Limits:
    """When to stop: wall seconds, steps of the walk, or whichever comes first."""

    seconds: float | None = 60.0
    steps: int | None = None
