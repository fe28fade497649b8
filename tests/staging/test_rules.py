"""Positive control of the model's rules: with one rule off, its harm must appear.

A rule whose absence nobody notices would be one that the tests of the planner do not test.
"""

from __future__ import annotations

import random
import time
from typing import TYPE_CHECKING

import pytest

from kachinko.halt import Halt
from kachinko.staging.assemble import assemble
from kachinko.staging.check import check_plan
from kachinko.staging.cpsat import extract, rules
from kachinko.staging.cpsat import model as cpsat_model
from kachinko.staging.cpsat.objective import value_of
from kachinko.staging.cpsat.solve import Effort, solve
from kachinko.staging.incumbent import Incumbent
from kachinko.staging.objective import Prices
from kachinko.staging.occupancy import Occupancy
from kachinko.staging.offers import Offers
from kachinko.staging.problem import compile_problem
from tests.projects import Size, random_project

if TYPE_CHECKING:
    from collections.abc import Callable

    from kachinko.model.project import Project

CROWDED = Size(
    studios=(1, 1), stages=(1, 2), titles=(3, 6), sets=(1, 3), horizon_days=(25, 45), restricted=60
)
HARM = {
    "phases_follow_each_other": 0,
    "each_set_stands_on_one_open_stage": 1,
    "footprints_fit_the_floor": 2,
    "rectangles_keep_their_aisle": 2,
    "a_shooting_set_has_quiet": 3,
    "build_crews_suffice": 4,
    "a_unit_is_at_one_place": 5,
    "after_is_kept": 5,
    "power_suffices": 8,
}
"""For each rule of the model the number of the rule of a plan that its absence breaks."""


def broken_rules(project: Project) -> set[int] | None:
    """The rules that the model's best plan breaks; None where the model finds none."""
    problem = compile_problem(project)
    offers, prices = Offers(problem), Prices(problem)
    jobs = [job for job in problem.jobs if offers.homes(job)]
    if len(jobs) < 2:
        return None
    model = cpsat_model.build_model(problem, offers, jobs, Occupancy(problem), musts=False)
    model.cp.maximize(value_of(model, 1))
    answer = solve(model.cp, Effort(5.0, 0.2), Halt())
    if answer.value is None:
        return None
    try:
        placed = extract.placements(model, answer.value, prices)
    except (StopIteration, RuntimeError, IndexError):
        return {1}  # a set on no stage at all, or beyond the last day
    incumbent = Incumbent(
        titles=len(jobs), musts=0, value_bound=10**12, clock=time.monotonic,
        begun=time.monotonic(), on_progress=lambda _: None,
    )  # fmt: skip
    incumbent.offer(prices.schedule(placed))
    plan = assemble(problem, incumbent, {}, seed=0, workers=1, versions={})
    breaches = check_plan(project, plan).breaches
    return {b.rule for b in breaches if b.code not in ("must-left-out", "value-bound-wrong")}


def test_every_rule_has_its_harm() -> None:
    assert set(HARM) == {rule.__name__ for rule in rules.RULES}


def test_with_all_rules_on_no_harm_appears() -> None:
    found = [broken_rules(random_project(random.Random(seed), CROWDED)) for seed in range(12)]

    assert set().union(*(each for each in found if each is not None)) == set()


@pytest.mark.parametrize("rule", rules.RULES, ids=lambda rule: rule.__name__)
def test_with_a_rule_off_its_harm_appears(
    rule: Callable[..., None], monkeypatch: pytest.MonkeyPatch
) -> None:
    others = [other for other in rules.RULES if other is not rule]
    monkeypatch.setattr(cpsat_model, "RULES", others)
    number = HARM[rule.__name__]

    harm = any(
        number in (broken_rules(random_project(random.Random(seed), CROWDED)) or ())
        for seed in range(60)
    )

    assert harm
