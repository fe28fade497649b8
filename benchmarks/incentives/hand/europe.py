"""Hungary, the United Kingdom, Ireland, Spain, the Czech Republic."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from benchmarks.incentives.hand import Answer, by_hand

if TYPE_CHECKING:
    from benchmarks.incentives.draw import Inputs


@by_hand("hu-rebate", "rebate", "2026-06-01")
def hungary(x: Inputs) -> Answer:
    base = x["hungarian"] + np.minimum(x["foreign"], 0.25 * x["hungarian"])
    passed = x["hungarian_company"] & (x["cultural_points"] >= 16) & (x["form"] <= 3)
    return Answer(0.3 * base, base, ~passed)
