"""When a search ends by itself."""

from __future__ import annotations

from dataclasses import dataclass

FOREVER = 1e9
"""Seconds, or work, that nobody waits for."""


@dataclass(frozen=True, slots=True)
class Limits:
    """When to stop: wall seconds, improvement attempts, or (both None) at a proof only."""

    seconds: float | None = 60.0
    iterations: int | None = None
