"""A project compiled, with all that a move of the search needs, and plans made by insertion."""

from __future__ import annotations

import random
from typing import TYPE_CHECKING

from kachinko.staging.construct import Inserter, construct
from kachinko.staging.neighbourhoods import Slate
from kachinko.staging.objective import Prices
from kachinko.staging.occupancy import Occupancy
from kachinko.staging.offers import Offers
from kachinko.staging.problem import compile_problem

if TYPE_CHECKING:
    from kachinko.model.project import Project
    from kachinko.staging.schedule import Schedule


class Case:
    """What a move begins with."""

    def __init__(self, project: Project) -> None:
        self.project = project
        self.problem = compile_problem(project)
        self.offers = Offers(self.problem)
        self.prices = Prices(self.problem)
        self.inserter = Inserter(self.problem, self.offers, self.prices)
        self.slate = Slate(self.problem, self.offers)

    def constructed(self, seed: int) -> Schedule:
        """A plan by insertion in an order that is shaken much."""
        placed = construct(
            self.problem.jobs,
            self.inserter,
            Occupancy(self.problem),
            random.Random(seed),
            shake=0.9,
            stop=lambda: False,
        )
        return self.prices.schedule(placed)
