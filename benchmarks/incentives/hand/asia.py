"""Japan, Korea, Thailand, Taiwan."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from benchmarks.incentives.hand import Answer, by_hand

if TYPE_CHECKING:
    from benchmarks.incentives.draw import Inputs


@by_hand("jp-jlox", "yearly", "2025-06-01")
@by_hand("jp-jlox", "two_years", "2026-06-01")
def jlox(x: Inputs) -> Answer:
    direct, beside = x["direct"], x["direct"] >= 200e6
    way_in = (direct >= 500e6) | (beside & ((x["total"] >= 1e9) | (x["countries"] >= 10)))
    passed = (way_in | x["great_benefit"]) & (x["form"] <= 1)
    passed &= x["japanese_applicant"] & x["benefit"] & x["money_left"]
    return Answer(np.minimum(0.5 * direct, 1e9), direct, ~passed)


@by_hand("kr-busan", "city-rebate", "2010-06-01")
def busan(x: Inputs) -> Answer:
    return Answer(np.minimum(0.3 * x["city_spend"], 1e6), x["city_spend"], ~x["accepted"])


@by_hand("kr-seoul", "city-grant", "2010-06-01")
def seoul(x: Inputs) -> Answer:
    return Answer(np.minimum(0.25 * x["city_spend"], 100e6), x["city_spend"], ~x["accepted"])


@by_hand("kr-kofic", "three-steps", "2014-06-01")
def kofic_three(x: Inputs) -> Answer:
    spend, days = x["qpe"], x["shoot_days"]
    low = (spend >= 100e6) & (days > 3)
    rate = np.where(low, 0.2, 0.0)
    rate[(spend >= 500e6) & (days > 7)] = 0.25
    rate[(spend > 2e9) & (days > 10)] = 0.3
    passed = (rate > 0) & (x["foreign_share"] > 0.8) & x["approved"]
    return Answer(rate * spend, spend, ~passed)


@by_hand("kr-kofic", "two-steps", "2018-06-01")
def kofic_two(x: Inputs) -> Answer:
    spend, days = x["qpe"], x["shoot_days"]
    rate = np.where((spend >= 100e6) & (days >= 3), 0.2, 0.0)
    rate[(spend >= 2e9) & (days >= 10)] = 0.25
    passed = (rate > 0) & (x["foreign_share"] > 0.8) & x["approved"]
    return Answer(rate * spend, spend, ~passed)


@by_hand("kr-kofic", "capped-steps", "2022-06-01")
def kofic_capped(x: Inputs) -> Answer:
    spend, days = x["qpe"], x["shoot_days"]
    top = (spend > 800e6) & (days > 10)
    passed = top | ((spend >= 100e6) & (days > 5))
    passed &= (x["foreign_share"] > 0.8) & x["approved"] & x["within_year"]
    award = np.where(top, np.minimum(0.25 * spend, 300e6), np.minimum(0.2 * spend, 160e6))
    return Answer(np.minimum(award, np.maximum(1024e6 - x["promised"], 0)), spend, ~passed)


@by_hand("kr-kofic", "flat", "2026-06-01")
def kofic_flat(x: Inputs) -> Answer:
    spend, co_production = x["qpe"], x["co_production"]
    passed = ((x["foreign_share"] > 0.8) | co_production) & (x["shoot_days"] > 5)
    passed &= (spend >= 100e6) & x["within_year"] & x["approved"]
    award = np.where(x["after_shoot"], 0.15, 0.25) * spend
    np.minimum(award, np.where(co_production, 400e6, 300e6), out=award)
    return Answer(np.minimum(award, np.maximum(896e6 - x["promised"], 0)), spend, ~passed)


def _passed(x: Inputs) -> np.ndarray:
    return x["let_in"] & ~x["commercial"]


@by_hand("th-rebate", "th-2017", "2020-06-01")
def thailand_2017(x: Inputs) -> Answer:
    spend = x["local_spend"]
    rate = 0.15 + 0.03 * x["key_crew"] + 0.02 * x["tourism"]
    return Answer(np.minimum(rate * spend, 75e6), spend, ~(_passed(x) & (spend > 50e6)))


def _extras(x: Inputs, most: float) -> np.ndarray:
    extras = 0.05 * x["tourism"] + 0.03 * x["key_crew"] + 0.03 * x["area"] + 0.02 * x["post"]
    return np.minimum(extras, most)


@by_hand("th-rebate", "th-2022", "2022-12-01")
def thailand_2022(x: Inputs) -> Answer:
    spend = x["local_spend"]
    rate = 0.15 + _extras(x, 0.05) + 0.05 * (spend > 100e6)
    return Answer(np.minimum(rate * spend, 75e6), spend, ~(_passed(x) & (spend >= 50e6)))


@by_hand("th-rebate", "th-2023", "2023-06-01")
def thailand_2023(x: Inputs) -> Answer:
    spend = x["local_spend"]
    rate = np.where(spend >= 100e6, 0.2, 0.15) + _extras(x, 0.1)
    return Answer(np.minimum(rate * spend, 150e6), spend, ~(_passed(x) & (spend >= 50e6)))


@by_hand("th-rebate", "th-2024", "2024-06-01")
def thailand_2024(x: Inputs) -> Answer:
    spend = x["local_spend"]
    extras = 0.05 * x["tourism"] + 0.03 * x["key_crew"] + 0.03 * x["area"] + 0.02 * x["post"]
    rate = 0.15 + np.minimum(extras + 0.05 * (spend >= 150e6), 0.05)
    return Answer(np.minimum(rate * spend, 150e6), spend, ~(_passed(x) & (spend >= 50e6)))


@by_hand("th-rebate", "th-2025", "2026-06-01")
def thailand_2025(x: Inputs) -> Answer:
    spend = x["local_spend"]
    step = np.where(spend >= 150e6, 0.25, np.where(spend >= 100e6, 0.2, 0.15))
    extras = 0.03 * x["post"] + 0.05 * x["key_crew"] + 0.05 * x["tourism"]
    extras += 0.03 * (x["second_tier"] >= 0.25)
    rate = np.minimum(step + np.minimum(extras, 0.15), 0.3)
    return Answer(rate * spend, spend, ~(_passed(x) & (spend >= 50e6)))


@by_hand("tw-bamid", "directions-2005", "2005-12-01")
def taiwan_2005(x: Inputs) -> Answer:
    award = 0.2 * x["cast"] + 0.15 * (x["crew"] + x["post"])
    award += 0.05 * (x["transport"] + x["other"])
    return Answer(award, x["total"], ~(x["foreign_applicant"] & (x["total"] > 1e6)))


@by_hand("tw-bamid", "directions-2010", "2010-06-01")
def taiwan_2010(x: Inputs) -> Answer:
    award = 0.3 * (x["cast"] + x["crew"]) + 0.25 * (x["post"] + x["other"])
    return Answer(award + 0.15 * x["transport"], x["total"], ~x["foreign_applicant"])
