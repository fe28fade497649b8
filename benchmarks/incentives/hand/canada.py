"""British Columbia, Ontario, Canada federal."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from benchmarks.incentives.hand import Answer, by_hand

if TYPE_CHECKING:
    from benchmarks.incentives.draw import Inputs


def _ratio(part: np.ndarray, whole: np.ndarray) -> np.ndarray:
    """Part of the whole, at most 1, and 0 of nothing."""
    return np.minimum(np.divide(part, whole, out=np.zeros_like(whole), where=whole > 0), 1.0)


def _by_place(x: Inputs, labour: np.ndarray, regional: float) -> np.ndarray:
    """The credits for work outside Vancouver and far from it, as since 2025."""
    days, outside, distant = x["days-bc"], x["days-outside-vancouver"], x["days-distant"]
    live, office = ~x["animated"], x["animated"] & x["animation-in-office"]
    gate = live & (outside >= 5) & (outside > 0.5 * days)
    share = np.where(gate, _ratio(outside, days), 0.0)
    far = np.where(gate & (distant >= 1), _ratio(distant, days), 0.0)
    all_labour = x["bc-labour"]
    share = np.where(office, _ratio(x["labour-outside-vancouver"], all_labour), share)
    far = np.where(office, _ratio(x["labour-distant"], all_labour), far)
    return labour * (regional * share + 0.06 * far)


@by_hand("ca-bc-fibc", "fibc", "2026-06-01")
def fibc(x: Inputs) -> Answer:
    net_cost = np.maximum(x["total-cost"] - x["assistance-to-cost"], 0)
    labour = np.minimum(x["bc-labour"], 0.6 * net_cost)
    award = 0.4 * labour + _by_place(x, labour, 0.125) + 0.16 * x["dave-labour"]
    passed = x["canadian-control"].copy()
    for name in ("local-days-share", "local-spend-share", "local-post-share"):
        passed &= x[name] >= 0.75
    return Answer(award, labour, ~passed)


def _floor(x: Inputs) -> np.ndarray:
    """Cost that must be exceeded, by format: film, series of short and of long episodes."""
    each = np.where(x["canadian-format"] == 1, 100e3, 200e3)
    return np.where(x["canadian-format"] == 0, 1e6, each * x["episodes"])


@by_hand("ca-bc-pstc", "pstc", "2026-06-01")
def bc_pstc(x: Inputs) -> Answer:
    lost = np.where(x["days-to-precert"] > 120, x["labour-before-filing"], 0.0)
    labour = np.maximum(x["bc-labour"] - lost, 0)
    rate = np.where(x["bc-cost"] > 200e6, 0.38, 0.36)
    award = rate * labour + _by_place(x, labour, 0.06) + 0.16 * x["dave-labour"]
    return Answer(award, labour, x["total-cost"] <= _floor(x))


@by_hand("ca-cptc", "cptc", "2026-06-01")
def cptc(x: Inputs) -> Answer:
    net_cost = np.maximum(x["production-cost"] - x["assistance-to-cost"], 0)
    labour = np.minimum(x["canadian-labour"], 0.6 * net_cost)
    return Answer(0.25 * labour, labour, ~x["canadian-content"])


@by_hand("ca-pstc", "pstc", "2026-06-01")
def federal_pstc(x: Inputs) -> Answer:
    labour = np.maximum(x["canadian-labour"] - x["assistance-to-labour"], 0)
    refused = (x["total-cost"] <= _floor(x)) | ~x["eligible-genre"]
    return Answer(0.16 * labour, labour, refused)


@by_hand("ca-on-opstc", "opstc", "2026-06-01")
def opstc(x: Inputs) -> Answer:
    base = np.minimum(x["ontario-spend"], 4 * x["ontario-labour"])
    return Answer(0.215 * base, base, (x["total-cost"] <= 1e6) | ~x["no-other-credit"])


@by_hand("ca-on-ocase", "ocase", "2026-06-01")
def ocase(x: Inputs) -> Answer:
    labour = np.maximum(x["effects-labour"] - x["assistance-to-labour"], 0)
    return Answer(0.18 * labour, labour)
