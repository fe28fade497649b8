"""What a schedule is worth and what it costs, exactly (decision 1, "Cost")."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

import numpy as np

from kachinko.model.span import ONE_DAY
from kachinko.staging.schedule import Placement, Schedule

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from kachinko.staging.problem import Job, Problem


class Prices:
    """The prices of a project, looked up once."""

    def __init__(self, problem: Problem) -> None:
        self.problem = problem
        project = problem.project
        self.floor_day = [
            floor.stage.floor_rate.amount if floor.stage.floor_rate else Decimal(0)
            for floor in problem.floors
        ]
        self.unit_day = [
            job.title.unit_day_cost.amount if job.title.unit_day_cost else Decimal(0)
            for job in problem.jobs
        ]
        self.rent: list[dict[date, Decimal]] = []
        for floor in problem.floors:
            studio_id = problem.sites[floor.site].studio.id
            agreements = [
                agreement
                for agreement in project.agreements
                if agreement.studio == studio_id and floor.stage.id in agreement.stages
            ]
            calls = [a for a in agreements if not a.take_or_pay]
            if not any(agreement.rent for agreement in calls):
                self.rent.append({})
                continue
            shares: dict[date, Decimal] = {}
            day = project.horizon.first
            while day <= project.horizon.last:
                if not any(a.take_or_pay and day in a.span for a in agreements):
                    prices: list[Decimal] = [
                        a.rent.per_day / len(a.stages) if a.rent else Decimal(0)
                        for a in calls
                        if day in a.span
                    ]
                    cheapest = min(prices, default=Decimal(0))
                    if cheapest:
                        shares[day] = cheapest
                day += ONE_DAY
            self.rent.append(shares)

    @property
    def has_rent(self) -> bool:
        """Whether any stage is paid for by the day."""
        return any(self.rent)

    def engaged_days(self, job: Job, placement: Placement) -> int:
        """Working days of the home studio from the first shooting day to the last."""
        home = self.problem.sites[placement.home]
        firsts: list[int] = []
        lasts: list[int] = []
        for stay in placement.stays:
            ordinals = self.problem.sites[stay.site].ordinals
            firsts.append(int(ordinals[stay.shoot]))
            lasts.append(int(ordinals[stay.wrap - 1]))
        for start, block in zip(placement.blocks, job.blocks, strict=True):
            firsts.append(int(home.ordinals[start]))
            lasts.append(int(home.ordinals[start + block.days - 1]))
        lo, hi = np.searchsorted(home.ordinals, [min(firsts), max(lasts) + 1])
        return int(hi - lo)

    def of_title(self, job: Job, placement: Placement) -> Decimal:
        """Engaged span and standing floor of one title, rent apart."""
        cost = self.unit_day[job.index] * self.engaged_days(job, placement)
        for stay in placement.stays:
            rate = self.floor_day[stay.floor]
            if rate:
                ordinals = self.problem.sites[stay.site].ordinals
                days = int(ordinals[stay.stop - 1] - ordinals[stay.first]) + 1
                cost += rate * days * Decimal(str(stay.piece.set.footprint_m2))
        return cost

    def rent_of(self, placements: Iterable[Placement]) -> Decimal:
        """Rent of stages paid for by the day on which anything stands there."""
        if not self.has_rent:
            return Decimal(0)
        used: set[tuple[int, int]] = set()
        for placement in placements:
            for stay in placement.stays:
                if self.rent[stay.floor]:
                    ordinals = self.problem.sites[stay.site].ordinals
                    days = range(int(ordinals[stay.first]), int(ordinals[stay.stop - 1]) + 1)
                    used.update((stay.floor, day) for day in days)
        start = self.problem.project.horizon.first
        zero = start.toordinal()
        return sum(
            (
                self.rent[floor].get(start + (day - zero) * ONE_DAY, Decimal(0))
                for floor, day in used
            ),
            Decimal(0),
        )

    def schedule(self, placements: dict[int, Placement]) -> Schedule:
        """Sum up placements into a schedule."""
        jobs = self.problem.jobs
        return Schedule(
            placements=dict(placements),
            musts=sum(1 for job in placements if jobs[job].must),
            value=sum(jobs[job].value for job in placements),
            cost=sum((p.cost for p in placements.values()), Decimal(0))
            + self.rent_of(placements.values()),
        )
