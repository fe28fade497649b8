"""The awards of the programmes that a place stacks: exactly, and over many cases at once."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from kachinko.incentives.many import estimate_many
from kachinko.incentives.stack import comes_off, estimate_all, in_order

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

    from numpy.typing import NDArray

    from kachinko.model.budget import Budget
    from kachinko.model.estimate import Estimate
    from kachinko.model.exchange import ExchangeTable
    from kachinko.model.programme import Programme

    Cases = NDArray[np.float64] | float


def awards_of(
    programmes: Sequence[Programme], budget: Budget, *, as_of: date, exchange: ExchangeTable
) -> dict[str, Estimate]:
    """What each programme would pay for a budget, by programme."""
    estimates = estimate_all(programmes, budget, as_of=as_of, exchange=exchange)
    return {estimate.programme: estimate for estimate in estimates}


def order_of(programmes: Sequence[Programme], budget: Budget, as_of: date) -> list[Programme]:
    """The programmes, each after those whose award comes off it."""
    return list(in_order(programmes, budget, as_of))


def many_awards(
    programme: Programme,
    budget: Budget,
    *,
    as_of: date,
    measures: Mapping[str, Cases],
    awards: Mapping[str, Cases],
    untaxed: float,
) -> tuple[Cases, Cases]:
    """Award, and award after tax and fees, in the programme's currency; 0 where there is none.

    Parameters
    ----------
    awards
        Of other programmes, in this one's currency.
    untaxed
        What is left of the award where the tax was not read, as a share of it.
    """
    needed = set(comes_off(programme, budget, as_of))
    found = estimate_many(
        programme,
        as_of=as_of,
        dates=budget.dates,
        measures=measures,
        facts=budget.facts,
        awards={name: award for name, award in awards.items() if name in needed},
    )
    award = np.nan_to_num(found.award, nan=0.0)
    net = np.where(np.isnan(found.net), award * untaxed, found.net)
    if award.size == 1:
        return float(award[0]), float(net[0])
    return award, net


def share_left(estimate: Estimate) -> float:
    """What is left of an award after tax and fees, as far as they are known."""
    if not estimate.award:
        return 1.0
    off: Any = (estimate.tax or 0) + (estimate.fees or 0)
    return max(0.0, 1.0 - float(off / estimate.award))
