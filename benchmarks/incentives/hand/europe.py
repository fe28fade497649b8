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


def _taxed(award: np.ndarray, eligible: np.ndarray, refused: np.ndarray) -> Answer:
    """A credit on which corporation tax of 25 % falls."""
    return Answer(award, eligible, refused, net=0.75 * award)


@by_hand("gb-avec", "avec", "2026-06-01")
def avec(x: Inputs) -> Answer:
    total = x["global"]
    spent = np.maximum(total - x["non_uk"], 0)
    base = np.maximum(np.minimum(spent, 0.8 * total) - x["prior_qualifying"], 0)
    rate = np.where(x["production"] >= 2, 0.39, 0.34)
    return _taxed(rate * base, base, ~(x["certified"] & (spent >= 0.1 * total)))


@by_hand("gb-iftc", "iftc", "2026-06-01")
def iftc(x: Inputs) -> Answer:
    total = x["global"]
    spent = np.maximum(total - x["non_uk"], 0)
    small = (total <= 23.5e6) & x["iftc_certified"]
    first = np.minimum(np.minimum(spent, 15e6), 0.8 * np.minimum(total, 15e6))
    to_date = np.where(small, first, np.minimum(spent, 0.8 * total))
    base = np.maximum(to_date - x["prior_qualifying"], 0)
    award = np.where(small, 0.53, 0.34) * base
    return _taxed(award, base, ~(x["certified"] & (spent >= 0.1 * total)))


@by_hand("gb-vfx", "additional", "2026-06-01")
def vfx(x: Inputs) -> Answer:
    total, effects = x["global"], x["vfx"]
    capped = np.maximum(total - x["non_uk"], 0) > 0.8 * total
    award = np.maximum(0.39 * effects - 0.34 * effects - x["prior_additional"], 0)
    found = _taxed(award, effects, (x["production"] > 1) | ~x["completed"])
    found.unknown = capped
    return found


def _old_relief(x: Inputs, least: float) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Surrenderable loss of the old film relief, whether the film is small, whether refused."""
    core, small = x["core"], x["core"] <= 20e6
    enhanceable = np.minimum(x["uk_core"], 0.8 * core)
    added = np.where(small, 1.0, 0.8) * enhanceable
    loss = np.maximum(core + added - x["income"], 0)
    left = np.maximum(enhanceable - x["prior_surrendered"], 0)
    return np.minimum(loss, left), small, ~(x["certified"] & (x["uk_core"] >= least * core))


@by_hand("gb-ftr", "two-rates", "2013-06-01")
def relief_two_rates(x: Inputs) -> Answer:
    loss, small, refused = _old_relief(x, 0.25)
    return Answer(np.where(small, 0.25, 0.2) * loss, loss, refused)


@by_hand("gb-ftr", "band", "2014-06-01")
def relief_band(x: Inputs) -> Answer:
    loss, _, refused = _old_relief(x, 0.1)
    band = np.maximum(20e6 - x["prior_surrendered"], 0)
    award = 0.2 * loss + 0.05 * np.minimum(loss, band)
    return Answer(award, loss, refused | ~x["began_before"])


@by_hand("ie-481", "s481", "2026-06-01")
def ireland(x: Inputs) -> Answer:
    base = np.minimum(np.minimum(x["irish"], 0.8 * x["total"]), 125e6)
    sceal = x["sceal_certified"] & x["key_creative"] & (x["form"] <= 1) & (base < 20e6)
    effects = np.minimum(x["irish_vfx"], 10e6) * (x["vfx_in_force"] & (x["irish_vfx"] >= 1e6))
    award = np.where(sceal, 0.4, 0.32) * base + 0.08 * effects
    return Answer(award, base, ~(x["certified"] & x["producer"] & (x["irish"] >= 125e3)))


@by_hand("ie-unscripted", "unscripted", "2026-06-01")
def ireland_unscripted(x: Inputs) -> Answer:
    base = np.minimum(np.minimum(x["irish"], 0.8 * x["total"]), 15e6)
    return Answer(0.2 * base, base, ~(x["unscripted"] & x["in_force"] & x["certified"]))


def _spain(
    x: Inputs, base: np.ndarray, rates: tuple[np.ndarray | float, float], caps: tuple[float, float]
) -> np.ndarray:
    award = rates[1] * base + (rates[0] - rates[1]) * np.minimum(base, 1e6)
    np.minimum(award, np.where(x["is-series"], caps[1] * x["episodes"], caps[0]), out=award)
    return np.minimum(award, np.maximum(0.5 * x["total-cost"] - x["other-aid"], 0))


@by_hand("es-film", "deduction", "2026-06-01")
def spain(x: Inputs) -> Answer:
    base = x["spanish-spend"]
    passed = x["spanish-company"] & (base >= np.where(x["digital-only"], 200e3, 1e6))
    return Answer(_spain(x, base, (0.3, 0.25), (20e6, 10e6)), base, ~passed)


@by_hand("es-cn-film", "deduction", "2026-06-01")
def canaries(x: Inputs) -> Answer:
    spend = x["canary-spend"]
    passed = x["canary-company"] & (spend >= np.where(x["digital-only"], 200e3, 1e6))
    base = np.minimum(spend, 0.8 * x["total-cost"])
    first = np.where(spend > 1.9e6, 0.54, 0.5)
    award = _spain(x, base, (first, 0.45), (36e6, 18e6))
    return Answer(award, base, ~(passed & (x["total-cost"] >= 2e6)))


_CZECH_FLOORS = np.array([15e6, 15e6, 2e6, 8e6, 1e6, 1e6])


@by_hand("cz-film", "incentive", "2026-06-01")
def czech(x: Inputs) -> Answer:
    form = x["czech-format"]
    many = (form == 3) | (form == 4)
    floor = _CZECH_FLOORS[form] * np.where(many, x["episodes"], 1)
    digital = (form == 1) | (form >= 4)
    base = np.minimum(x["czech-spend"], 0.8 * x["total-budget"])
    withheld = x["withholding-share"] * x["foreign-pay"]
    withheld = np.where(x["withholding-known"], x["withholding-paid"], withheld)
    award = np.where(digital, 0.35, 0.25) * base + 0.66 * withheld
    refused = ~(x["czech-cultural-test"] & (x["czech-spend"] >= floor))
    return Answer(np.minimum(award, 450e6), base, refused)
