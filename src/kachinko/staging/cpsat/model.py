"""Puts variables, rules and objective together."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kachinko.staging.cpsat.rules import RULES, must_titles_are_in
from kachinko.staging.cpsat.variables import StageModel

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from kachinko.staging.cpsat.variables import Bounds
    from kachinko.staging.occupancy import Occupancy
    from kachinko.staging.offers import Offers
    from kachinko.staging.problem import Job, Problem


def build_model(
    problem: Problem,
    offers: Offers,
    jobs: Sequence[Job],
    fixed: Occupancy,
    *,
    musts: bool,
    bounds: Mapping[int, Bounds] | None = None,
) -> StageModel:
    """A model of some titles beside others that stand fixed, without an objective.

    With `musts`, titles that must be made are in; a proof of infeasibility then is one for them.
    """
    model = StageModel(problem, offers, jobs, fixed, bounds or {})
    for rule in RULES:
        rule(model)
    if musts:
        must_titles_are_in(model)
    return model
