"""Many draws of everything that is not sure, and what they say of each place."""

from __future__ import annotations

import math
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Any

import numpy as np

from kachinko.incentives.worth import YEAR
from kachinko.locating.draws import Luck
from kachinko.locating.fast import FastPlace

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from numpy.typing import NDArray

    from kachinko.locating.case import Question
    from kachinko.locating.exact import Award, Priced
    from kachinko.locating.fast import Cases

    Floats = NDArray[np.float64]

TAIL = 0.05
"""The worst draws whose mean is told."""


@dataclass(frozen=True)
class Drawn:
    """The net costs of all places, case by case."""

    nets: Floats
    """One row a place, in the currency of the comparison."""
    seed: int
    years: float
    """How far ahead exchange rates were drawn."""
    volatility: dict[str, float] = field(default_factory=dict)
    """What was used, by currency."""

    def percentile(self, place: int, share: float) -> float:
        """The net cost below which this share of the draws lies."""
        return float(np.quantile(self.nets[place], share))

    def mean(self, place: int) -> float:
        """The mean net cost."""
        return float(self.nets[place].mean())

    def tail(self, place: int) -> float:
        """The mean of the worst twentieth (CVaR at 95 %)."""
        row = self.nets[place]
        worst = max(1, round(len(row) * TAIL))
        return float(np.partition(row, len(row) - worst)[-worst:].mean())

    @cached_property
    def cheapest(self) -> list[float]:
        """How often each place is the cheapest; of equals the one named first."""
        first = np.argmin(self.nets, axis=0)
        return [float((first == place).mean()) for place in range(len(self.nets))]


def draw(
    question: Question,
    priced: Sequence[Priced],
    *,
    draws: int,
    seed: int,
    volatility: Mapping[str, float],
    on_place: Callable[[str], None] = lambda _: None,
) -> Drawn:
    """Draw exchange rates and the outcome of every programme, and price all places by them.

    All places see the same rates, and a programme that two places share has one outcome.
    """
    luck = Luck(seed, draws)
    places = [FastPlace(question, each) for each in priced]
    worth = worths_drawn(question, places, luck, volatility)
    used = {currency: volatility[currency] for currency in worth}
    nets = np.empty((len(places), draws))
    for row, place in enumerate(places):
        on_place(place.base.candidate.choice.name)
        net: Any = place.gross(worth, 1.0)
        granted = place.awards(worth, 1.0)
        for award in place.base.awards:
            net = net - granted[award.programme.id] * _outcome(question, award, place, luck)
        nets[row] = net
    return Drawn(nets, seed, years_ahead(question), used)


def years_ahead(question: Question) -> float:
    """How far ahead exchange rates are drawn: to the start of photography."""
    return max(0.0, (question.start - question.as_of).days / YEAR)


def worths_drawn(
    question: Question, places: Sequence[FastPlace], luck: Luck, volatility: Mapping[str, float]
) -> dict[str, Cases]:
    """How many times its rate each currency is worth in every draw; unmoved ones are left out."""
    years = years_ahead(question)
    worth: dict[str, Cases] = {}
    for currency in sorted({question.currency, *(c for place in places for c in place.currencies)}):
        spread = volatility.get(currency, 0.0)
        if currency != question.exchange.base and spread > 0 and years > 0:
            worth[currency] = np.exp(spread * math.sqrt(years) * luck.bell(f"fx/{currency}"))
    return worth


def _outcome(question: Question, award: Award, place: FastPlace, luck: Luck) -> Cases:
    """What a unit of a programme's net award comes to, draw by draw."""
    name = award.programme.id
    risk = place.base.candidate.risk(name)
    outcome: Cases = 1.0
    if award.estimate.kind != "entitlement":
        outcome = luck.happens(f"granted/{name}", float(risk.granted or 0))
        outcome = outcome * luck.triangle(f"share/{name}", risk.share.ends)
    outcome = outcome * (1.0 - luck.triangle(f"haircut/{name}", risk.haircut.ends))
    outcome = outcome * (1.0 - luck.happens(f"refused/{name}", float(risk.renewal_refused)))
    rate = float(question.location.discount)
    if rate == 0:
        return outcome
    delay = luck.triangle(f"delay/{name}", risk.delay_days.ends)
    worth: Cases = 0.0
    for payment in award.payments:
        days = np.maximum(0.0, float(payment.days) + delay)
        worth = worth + float(payment.share) * (1.0 + rate) ** (-days / YEAR)
    return outcome * worth
