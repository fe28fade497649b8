"""Intervals of a model: what is free, what stands fixed, and on which stage."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from kachinko.staging.cpsat.variables import SetVars, StageModel, Var
    from kachinko.staging.problem import Floor, Ints


def floors(model: StageModel) -> list[tuple[Floor, list[SetVars]]]:
    """Each stage on which a set of the model may stand, with these sets."""
    pairs = [(floor, model.on_floor(floor.index)) for floor in model.problem.floors]
    return [(floor, sets) for floor, sets in pairs if sets]


def interval(model: StageModel, start: Var, stop: Var, present: Var, least: int) -> Var:
    """From `start` to `stop`, at least so many days."""
    size = model.cp.new_int_var(least, model.problem.project.horizon.span.days, "")
    return model.cp.new_optional_interval_var(start, size, stop, present, "")


def stay(model: StageModel, one: SetVars, floor: Floor) -> Var:
    """The whole stay of a set on a stage, if it stands there."""
    least = one.piece.least_stay
    return interval(model, one.first, one.stop, one.on[floor.index], least)


def short(model: StageModel, start: Var, days: int, present: Var) -> Var:
    """So many days from `start` on."""
    return model.cp.new_optional_fixed_size_interval_var(start, days, present, "")


def fixed(model: StageModel, profile: Ints) -> tuple[list[Var], list[int]]:
    """What is fixed, as intervals of constant demand."""
    edges = [0, *(np.flatnonzero(np.diff(profile)) + 1).tolist(), len(profile)]
    intervals: list[Var] = []
    demands: list[int] = []
    for start, stop in pairwise(edges):
        if stop > start and profile[start]:
            intervals.append(model.cp.new_fixed_size_interval_var(start, stop - start, ""))
            demands.append(int(profile[start]))
    return intervals, demands
