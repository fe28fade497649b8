"""Time the engine against the rule by hand on the same cases, and see that they agree."""

from __future__ import annotations

import gc
import time
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any, get_args

import numpy as np

from benchmarks.incentives.draw import draw
from kachinko.incentives.many import estimate_many
from kachinko.model.dated import Trigger

if TYPE_CHECKING:
    from collections.abc import Callable

    from benchmarks.incentives.hand import ByHand
    from kachinko.model.programme import Programme

AS_OF = date(2026, 11, 28)
"""The day on which the shipped facts were read."""


@dataclass(frozen=True, slots=True)
class Row:
    """One version: seconds of the engine and by hand, and where they disagree."""

    programme: str
    version: str
    engine: float
    by_hand: float
    awarded: float
    """Share of the cases that are not refused."""
    worst: float
    """Largest difference of an award, in units of the currency."""
    disagree: str = ""

    @property
    def ratio(self) -> float:
        """How many times as long the engine takes."""
        return self.engine / self.by_hand


def measured(programme: Programme, rule: ByHand, cases: int, repeats: int) -> Row:
    """Run both in turn so often on the same cases, and keep the shortest time of each."""
    inputs = draw(programme, cases)
    dates = dict.fromkeys(get_args(Trigger), rule.day)

    def engine() -> Any:
        return estimate_many(
            programme, as_of=AS_OF, dates=dates, measures=inputs.measures, facts=inputs.facts
        )

    def by_hand() -> Any:
        return rule.work_out(inputs)

    found, told = engine(), by_hand()
    worst, disagree = _compare(found, told)
    seconds: list[list[float]] = [[], []]
    for _ in range(repeats):
        for place, work in enumerate((engine, by_hand)):
            seconds[place].append(seconds_of(work))
    return Row(
        rule.programme,
        rule.version,
        min(seconds[0]),
        min(seconds[1]),
        float((found.status == 0).mean()),
        worst,
        disagree,
    )


def seconds_of(work: Callable[[], object]) -> float:
    """How long a call takes, with the rubbish of the one before taken away first."""
    gc.collect()
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def _compare(found: Any, told: Any) -> tuple[float, str]:
    award, eligible, net, status = told
    wrong = []
    if not np.array_equal(found.status, status):
        wrong.append(f"status in {int((found.status != status).sum()):,} cases")
    worst = float(np.nanmax(np.abs(found.award - award), initial=0.0))
    for name, ours, theirs in (
        ("award", found.award, award),
        ("eligible", found.eligible, eligible),
        ("net", found.net, net),
    ):
        if not np.allclose(ours, theirs, rtol=1e-12, atol=0.005, equal_nan=True):
            wrong.append(name)
    return worst, ", ".join(wrong)
