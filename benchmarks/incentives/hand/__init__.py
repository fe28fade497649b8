"""The shipped rules as a person would write them in NumPy, with their numbers as literals.

Each gives what the engine gives: award, eligible spend, net, and whether it was refused. Where
a rule or a number of a programme changes, the benchmark finds that the two disagree.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from importlib import import_module
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Callable

    from benchmarks.incentives.draw import Inputs

    Rule = Callable[[Inputs], "Answer"]

MODULES = ("asia", "europe", "canada", "pacific", "states")


@dataclass(slots=True)
class Answer:
    """What a rule gives, case by case."""

    award: np.ndarray
    eligible: np.ndarray
    refused: np.ndarray | None = None
    net: np.ndarray | None = None
    """None: the tax was not read."""
    unknown: np.ndarray | None = None
    """Where the rule itself is not known."""


@dataclass(frozen=True, slots=True)
class ByHand:
    """A rule of one version, as on a day."""

    programme: str
    version: str
    day: date
    rule: Rule

    def work_out(self, inputs: Inputs) -> tuple[np.ndarray, np.ndarray, np.ndarray, np.ndarray]:
        """Award, eligible, net and status (0 award, 2 unknown, 3 refused), as the engine does."""
        found = self.rule(inputs)
        size = len(found.award)
        net = np.full(size, np.nan) if found.net is None else np.maximum(found.net, 0.0)
        status = np.zeros(size, dtype=np.uint8)
        if found.unknown is not None:
            found.award[found.unknown] = np.nan
            net[found.unknown] = np.nan
            status[found.unknown] = 2
        if found.refused is not None:
            found.award[found.refused] = 0.0
            net[found.refused] = 0.0
            status[found.refused] = 3
        return found.award, found.eligible, net, status


RULES: list[ByHand] = []


def by_hand(programme: str, version: str, day: str) -> Callable[[Rule], Rule]:
    """Enter a rule; all dates of its cases are `day`."""

    def enter(rule: Rule) -> Rule:
        RULES.append(ByHand(programme, version, date.fromisoformat(day), rule))
        return rule

    return enter


def all_rules() -> list[ByHand]:
    """Every rule that was written."""
    if not RULES:
        for name in MODULES:
            import_module(f"benchmarks.incentives.hand.{name}")
    return RULES
