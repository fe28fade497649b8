"""California, Georgia, New Mexico, New York."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from benchmarks.incentives.hand import Answer, by_hand

if TYPE_CHECKING:
    from benchmarks.incentives.draw import Inputs


def _california(
    x: Inputs, rates: tuple[float, float, float], caps: tuple[float, float]
) -> tuple[np.ndarray, np.ndarray]:
    """The credit before certificate and letter, and the spend that counts."""
    kind = x["california-category"]
    rate = np.array([rates[0], rates[0], rates[1], rates[2]])[kind]
    base = np.minimum(x["qualified-spend"], np.where(kind == 3, caps[1], caps[0]))
    effects = x["vfx-spend"]
    effects = np.where((effects >= 10e6) | (x["vfx-share"] >= 0.75), effects, 0.0)
    uplift = np.where(kind == 2, 0.0, 0.05) * (effects + x["out-of-zone-spend"])
    return rate * base + uplift, base


def _letter(x: Inputs, award: np.ndarray, base: np.ndarray) -> Answer:
    award = np.where(x["has-letter"], np.minimum(award, x["letter-amount"]), award)
    passed = (x["qualified-spend"] >= 1e6) & x["no-photography-before"]
    return Answer(award, base, ~passed)


@by_hand("us-ca-film-3", "program-3", "2024-06-01")
def program_3(x: Inputs) -> Answer:
    return _letter(x, *_california(x, (0.2, 0.25, 0.25), (100e6, 10e6)))


@by_hand("us-ca-film-4", "program-4", "2026-06-01")
def program_4(x: Inputs) -> Answer:
    award, base = _california(x, (0.35, 0.4, 0.35), (120e6, 20e6))
    return _letter(x, np.where(x["diversity-plan"], award, 0.96 * award), base)


@by_hand("us-ga-film", "act", "2026-06-01")
def georgia(x: Inputs) -> Answer:
    spend = x["base-investment"]
    award = np.where(x["logo"], 0.3, 0.2) * spend
    return Answer(award, spend, (spend < 500e3) | ~((award <= 0) | x["audited"]))


@by_hand("us-nm-film", "credit", "2026-06-01")
def new_mexico(x: Inputs) -> Answer:
    spend, series = x["direct-spend"], x["pilot-or-series"]
    rate = np.where(series | x["qualified-facility"], 0.3, 0.25)
    award = np.minimum(rate * spend + 0.1 * x["rural-spend"], 0.4 * spend)
    limit = np.where(x["residents-lacking"], 0.2, 0.15) * x["crew-wages"]
    crew = np.minimum(x["nonresident-crew"], limit)
    return Answer(award + 0.15 * crew * x["contribution"], spend)


@by_hand("us-ny-film", "payment", "2026-06-01")
def new_york(x: Inputs) -> Answer:
    granted = np.where(x["is-granted"], x["granted"], 0.0)
    return Answer(granted, x["qualified-cost"], unknown=~x["is-granted"])
