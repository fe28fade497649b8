"""The awards of the programmes that a place stacks: exactly, and over many cases at once."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

import numpy as np

from kachinko.incentives.many import estimate_many
from kachinko.incentives.stack import comes_off, estimate_all, in_order
from kachinko.model.dated import DatedValue, Parameter

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

    from numpy.typing import NDArray

    from kachinko.model.budget import Budget
    from kachinko.model.estimate import Estimate
    from kachinko.model.exchange import ExchangeTable
    from kachinko.model.programme import Programme

    Cases = NDArray[np.float64] | float

NO_TAX = "tax-not-read"


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
) -> tuple[Cases, Cases]:
    """Award, and award after tax and fees, in the programme's currency; 0 where there is none.

    `awards` are those of other programmes, in this one's currency.
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
    net = np.nan_to_num(found.net, nan=0.0)
    if award.size == 1:
        return float(award[0]), float(net[0])
    return award, net


def without_tax(programme: Programme) -> Programme:
    """The programme with a tax of 0, for awards of which the tax was not read."""
    none = Parameter(
        id=NO_TAX,
        meaning="Taken as 0, as it was not read.",
        unit="share",
        values=(DatedValue(value=Decimal(0), source=programme.sources[0].id),),
    )
    return programme.model_copy(update={"tax": NO_TAX, "parameters": (*programme.parameters, none)})
