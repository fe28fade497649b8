"""The two levels of the objective as linear expressions."""

from __future__ import annotations

import math
from decimal import Decimal
from typing import TYPE_CHECKING

import numpy as np

from kachinko.staging import scale

if TYPE_CHECKING:
    from collections.abc import Iterable

    from kachinko.staging.cpsat.variables import SetVars, StageModel, TitleVars, Var
    from kachinko.staging.objective import Prices
    from kachinko.staging.problem import Job


def value_step(jobs: Iterable[Job]) -> int:
    """The greatest common divisor of the titles' values: values count in steps of it."""
    return math.gcd(*(job.value for job in jobs)) or 1


def value_of(model: StageModel, step: int) -> Var:
    """Total value of the accepted titles, in steps."""
    return sum(title.job.value // step * title.accepted for title in model.titles.values())


class CostTerms:
    """Cost of the titles of a model, in a common unit of money.

    `exact` counts the floor by calendar days (with table look-ups) in the greatest unit of which
    all prices are multiples: its total is the cost, rent by the day apart. Otherwise floor and
    rent count by working days in a coarse unit, which guides the search as well and costs less.
    """

    def __init__(self, model: StageModel, prices: Prices, *, exact: bool) -> None:
        self.model = model
        self.prices = prices
        self.exact = exact
        engaged = {index: prices.unit_day[index] for index in model.titles}
        standing = [
            (one, {floor: self._rate(one, floor) for floor in one.on}) for one in model.sets
        ]
        amounts = [*engaged.values(), *(rate for _, rates in standing for rate in rates.values())]
        length = model.problem.project.horizon.span.days
        self.unit = scale.common_unit(amounts) if exact else scale.cost_unit(sum(amounts) * length)
        self.terms: list[Var] = []
        for index, title in model.titles.items():
            self._engaged(title, int(engaged[index] / self.unit))
        for one, rates in standing:
            self._standing(one, {floor: int(rate / self.unit) for floor, rate in rates.items()})

    @property
    def total(self) -> Var:
        """Sum of all cost, in units."""
        return sum(self.terms)

    def _rate(self, one: SetVars, floor: int) -> Decimal:
        rate = self.prices.floor_day[floor] * Decimal(str(one.piece.set.footprint_m2))
        if not self.exact:
            shares = self.prices.rent[floor]
            site = self.model.problem.sites[one.site]
            spread = Decimal(max(1, self.model.problem.project.horizon.span.days))
            rate = (rate + max(shares.values(), default=Decimal(0))) * spread
            rate /= max(1, len(site.days))
        return rate

    def _engaged(self, title: TitleVars, coefficient: int) -> None:
        if not coefficient:
            return
        cp = self.model.cp
        longest = max((len(self.model.problem.sites[home].days) for home in title.homes), default=0)
        days = cp.new_int_var(0, longest, "")
        for home, literal in title.homes.items():
            first = cp.new_int_var(0, longest, "")
            stop = cp.new_int_var(0, longest, "")
            for group in title.sets:
                for one in group:
                    self._within(one, home, literal, first, stop)
            for alternatives in title.blocks:
                for block in alternatives:
                    if block.home == home:
                        cp.add(first <= block.start).only_enforce_if(literal)
                        cp.add(stop >= block.start + block.days).only_enforce_if(literal)
            cp.add(days >= stop - first).only_enforce_if(literal)
        self.terms.append(coefficient * days)

    def _within(self, one: SetVars, home: int, literal: Var, first: Var, stop: Var) -> None:
        """The set's shoot lies within the engaged span, counted in days of `home`."""
        cp = self.model.cp
        if one.site == home:
            cp.add(first <= one.shoot).only_enforce_if([literal, one.present])
            cp.add(stop >= one.wrap).only_enforce_if([literal, one.present])
            return
        if not one.job.title.split:
            return
        here, there = self.model.problem.sites[home], self.model.problem.sites[one.site]
        firsts = np.searchsorted(here.ordinals, there.ordinals)
        last = np.minimum(np.arange(len(there.days)) + one.piece.shoot - 1, len(there.days) - 1)
        stops = np.searchsorted(here.ordinals, there.ordinals[last] + 1)
        for table, bound, is_first in ((firsts, first, True), (stops, stop, False)):
            day = cp.new_int_var(0, len(here.days), "")
            cp.add_element(one.shoot, table.tolist(), day)
            cp.add(bound <= day if is_first else bound >= day).only_enforce_if(
                [literal, one.present]
            )

    def _standing(self, one: SetVars, coefficients: dict[int, int]) -> None:
        if not any(coefficients.values()):
            return
        cp = self.model.cp
        length = self.model.problem.project.horizon.span.days
        days: Var = one.stop - one.first
        if self.exact:
            ordinals = self.model.problem.sites[one.site].ordinals
            begin = cp.new_int_var(int(ordinals[0]), int(ordinals[-1]), "")
            end = cp.new_int_var(int(ordinals[0]), int(ordinals[-1]), "")
            cp.add_element(one.first, ordinals.tolist(), begin)
            cp.add_element(one.stop - 1, ordinals.tolist(), end)
            days = end - begin + 1
        cost = cp.new_int_var(0, length * max(coefficients.values()), "")
        for floor, coefficient in coefficients.items():
            cp.add(cost >= coefficient * days).only_enforce_if(one.on[floor])
        self.terms.append(cost)
