"""Australia, New Zealand, Malaysia."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from benchmarks.incentives.hand import Answer, by_hand

if TYPE_CHECKING:
    from benchmarks.incentives.draw import Inputs


@by_hand("au-location", "offset", "2026-06-01")
def location(x: Inputs) -> Answer:
    spend = x["qape"]
    return Answer(0.3 * spend, spend, ~((spend >= 15e6) & x["training-met"]))


@by_hand("au-location-incentive", "top-up", "2022-06-01")
def top_up(x: Inputs) -> Answer:
    return Answer(0.135 * x["qape"], x["qape"], x["qape"] < 15e6)


@by_hand("au-pdv", "offset", "2026-06-01")
def pdv(x: Inputs) -> Answer:
    return Answer(0.3 * x["pdv-spend"], x["pdv-spend"], x["pdv-spend"] < 500e3)


@by_hand("au-producer", "offset", "2026-06-01")
def producer(x: Inputs) -> Answer:
    spend, hours, form = x["qape"], x["running-hours"], x["australian-format"]
    series = np.minimum(np.maximum(1e6, 500e3 * hours), 35e6)
    floor = np.where(form == 2, series, 500e3)
    floor = np.where(form == 3, np.maximum(250e3 * hours, 500e3), floor)
    passed = x["australian-content"] & (spend >= floor)
    return Answer(np.where(form == 0, 0.4, 0.3) * spend, spend, ~passed)


@by_hand("nz-pdv", "rebate", "2026-06-01")
def nz_pdv(x: Inputs) -> Answer:
    spend = x["qnzpe"]
    award = np.where(x["uplift-passed"] & (spend >= 20e6), 0.25, 0.2) * spend
    return Answer(award, spend, spend < 250e3, net=award)


@by_hand("nz-spr", "rebate", "2026-06-01")
def nz_rebate(x: Inputs) -> Answer:
    spend = x["qnzpe"]
    uplift = x["uplift-wanted"] & (x["points"] >= 40) & (spend >= 20e6)
    award = np.where(uplift, 0.25, 0.2) * spend
    return Answer(award, spend, spend < 4e6, net=award)


@by_hand("nz-spr-domestic", "rebate", "2026-06-01")
def nz_domestic(x: Inputs) -> Answer:
    spend = x["qnzpe"]
    return Answer(0.4 * spend, spend, ~(x["new-zealand-content"] & x["new-zealand-floor-met"]))


@by_hand("my-fimi", "fimi", "2026-06-01")
def malaysia(x: Inputs) -> Answer:
    spend, post = x["qmpe"], x["post-only"]
    foreign, local = np.where(post, 1e6, 5e6), np.where(post, 250e3, 1e6)
    passed = (spend >= np.where(x["foreign-production"], foreign, local)) & (x["crew-share"] >= 0.3)
    return Answer(np.where(x["malaysian-culture"], 0.35, 0.3) * spend, spend, ~passed)
