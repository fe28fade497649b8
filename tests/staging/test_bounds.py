"""No bound lies below the brute-force optimum, and each limit bites where it should."""

from __future__ import annotations

import random
from datetime import date
from functools import cache
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kachinko.halt import Halt
from kachinko.model.project import Project
from kachinko.staging.bounds import rows
from kachinko.staging.bounds.capacity import Capacity
from kachinko.staging.bounds.measures import measures
from kachinko.staging.bounds.works import Works
from kachinko.staging.cpsat.objective import value_step
from kachinko.staging.cpsat.solve import Effort
from kachinko.staging.incumbent import Incumbent
from kachinko.staging.limits import FOREVER
from kachinko.staging.objective import Prices
from kachinko.staging.offers import Offers
from kachinko.staging.problem import compile_problem
from kachinko.staging.prove import Prover
from tests.projects import TINY, random_project
from tests.staging.bruteforce import NotTinyError, best_by_brute_force

if TYPE_CHECKING:
    from collections.abc import Callable

NAMES = ("floor", "noise", "crews")
SEEDS = 50


def only(name: str) -> Callable[..., list[Any]]:
    """`measures` with one kind alone."""
    return lambda *args: [one for one in measures(*args) if one.name == name]


def bounds_of(project: Project) -> list[float]:
    """The bounds that `Capacity` tells, in their order."""
    problem = compile_problem(project)
    offers = Offers(problem)
    jobs = [job for job in problem.jobs if offers.homes(job)]
    step = value_step(jobs)
    told: list[float] = []
    parts = Capacity(problem, offers, jobs, step)
    parts.tighten(lambda: FOREVER, Halt(), lambda steps: told.append(steps * step / 1000))
    return told


def prover_of(project: Project) -> Prover:
    """A prover after it has bounded by capacity."""
    problem = compile_problem(project)
    offers = Offers(problem)
    incumbent = Incumbent(
        titles=len(problem.jobs),
        musts=sum(job.must for job in problem.jobs),
        value_bound=sum(job.value for job in problem.jobs if offers.homes(job)),
        clock=lambda: 0.0,
        begun=0.0,
        on_progress=lambda _: None,
    )
    prover = Prover(problem, offers, Prices(problem), incumbent, Halt())
    prover.capacity(Effort(FOREVER, 5.0))
    return prover


@cache
def optimum(seed: int) -> tuple[Project, float | None] | None:
    """A tiny project with its best value (None: infeasible), where brute force can tell."""
    project = random_project(random.Random(f"bounds/{seed}"), TINY)
    try:
        best = best_by_brute_force(project)
    except NotTinyError:
        return None
    return project, None if best is None else float(best[0])


def seeds(most: int) -> Any:
    """A few projects always, hundreds among the slow tests."""
    return pytest.mark.parametrize(
        "among", [range(SEEDS), pytest.param(range(SEEDS, most), marks=pytest.mark.slow)], ids=len
    )


@seeds(250)
@pytest.mark.parametrize("kind", [*NAMES, "all"])
def test_bounds_are_never_below_the_optimum(
    kind: str, among: range, monkeypatch: pytest.MonkeyPatch
) -> None:
    if kind != "all":
        monkeypatch.setattr(rows, "measures", only(kind))
    seen = 0
    for seed in among:
        known = optimum(seed)
        if known is None or known[1] is None:
            continue
        project, best = known
        assert all(told >= best for told in bounds_of(project)), seed
        seen += 1
    assert seen > len(among) / 2


@seeds(250)
def test_the_prover_never_contradicts_the_optimum(among: range) -> None:
    proven = 0
    for seed in among:
        known = optimum(seed)
        if known is None:
            continue
        project, best = known
        incumbent = prover_of(project).incumbent
        if best is None:
            continue
        assert incumbent.infeasible is None, seed
        assert incumbent.value_bound / 1000 >= best, seed
        proven += incumbent.value_bound / 1000 == best
    assert proven > len(among) / 4


def stage_project(*sets: dict[str, Any], days: int, crews: int | None = None) -> Project:
    """Titles of value 1 and one set each, on one stage of 100 m² for so many working days."""
    return Project.model_validate(
        {
            "name": "Crafted",
            "currency": "JPY",
            "horizon": {"from": date(2028, 2, 1), "to": date(2028, 2, days)},
            "studios": [
                {
                    "id": "toho",
                    "name": "Toho",
                    "country": "JP",
                    "calendar": {
                        "weekdays": ["mon", "tue", "wed", "thu", "fri", "sat", "sun"],
                        "holidays": None,
                    },
                    "build_crews": crews,
                    "stages": [
                        {"id": "s", "name": "S", "width_m": 10, "depth_m": 10, "aisle_m": 1}
                    ],
                }
            ],
            "titles": [
                {
                    "id": f"t{n}",
                    "name": f"T{n}",
                    "kind": "film",
                    "value": 1,
                    "sets": [{"id": "a", "name": "A", "shoot_days": 1} | one],
                }
                for n, one in enumerate(sets)
            ],
        }
    )


@pytest.mark.parametrize(
    ("kind", "project", "bound"),
    [
        # 4 × (60 m² × 5 days) on 100 m² × 10 days
        ("floor", stage_project(*[{"area_m2": 60, "hold_days": 4}] * 4, days=10), 3),
        # 4 × 5 × 5 m, grown 6 × 6, of 11 × 11: 121 / 36 = 3.4 at once, by area 4
        ("floor", stage_project(
            *[{"width_m": 5, "depth_m": 5, "hold_days": 9}] * 4, days=10), 3),
        # 3 × (4 takes that fill the stage) in 10 days
        ("noise", stage_project(*[{"area_m2": 10, "shoot_days": 4}] * 3, days=10), 2),
        # each set: 1 crew × 4 days, and a take of 1 day that keeps both crews away: 6 of 20
        ("crews", stage_project(
            *[{"area_m2": 1, "build_days": 4}] * 4, days=10, crews=2), 3),
    ],
)  # fmt: skip
def test_each_limit_bites(
    kind: str, project: Project, bound: float, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(rows, "measures", only(kind))
    told = bounds_of(project)

    assert told[-1] == bound
    assert told == sorted(told, reverse=True)


def test_crowded_window_is_found_among_the_stretches() -> None:
    crowded = stage_project(*[{"area_m2": 10, "shoot_days": 2}] * 4, days=28)
    titles = tuple(
        title.model_copy(update={"earliest": date(2028, 2, 10), "latest": date(2028, 2, 14)})
        for title in crowded.titles
    )

    assert bounds_of(crowded)[-1] == 4
    assert bounds_of(crowded.model_copy(update={"titles": titles}))[-1] == 2


def test_must_titles_beyond_capacity_are_refuted() -> None:
    project = stage_project(*[{"area_m2": 10, "shoot_days": 4}] * 3, days=10)
    musts = tuple(t.model_copy(update={"commitment": "must"}) for t in project.titles)

    prover = prover_of(project.model_copy(update={"titles": musts}))

    assert prover.incumbent.infeasible == ("T0", "T1", "T2")


def test_favoured_titles_fill_the_bound() -> None:
    prover = prover_of(stage_project(*[{"area_m2": 60, "hold_days": 4}] * 4, days=10))

    assert sum(prover.favoured.values()) == pytest.approx(10 / 3)
    assert prover.incumbent.value_bound == 3000


def test_a_thrown_halt_leaves_the_bound_alone() -> None:
    project = stage_project(*[{"area_m2": 60, "hold_days": 4}] * 4, days=10)
    problem = compile_problem(project)
    offers = Offers(problem)
    halt = Halt()
    halt.throw()
    told: list[int] = []

    Capacity(problem, offers, problem.jobs, 1000).tighten(lambda: FOREVER, halt, told.append)

    assert told == []


@settings(max_examples=200, deadline=None)
@given(st.integers(0, 10**6), st.integers(0, 30), st.integers(1, 30))
def test_days_within_a_stretch_are_a_least_over_all_shifts(seed: int, a: int, length: int) -> None:
    problem = compile_problem(random_project(random.Random(seed)))
    sets = [
        (job, piece)
        for job in problem.jobs
        for piece in job.pieces
        if 0 in job.sites and job.set_chances[piece.index, 0].starts
    ]
    if not sets:
        return
    days = Works(sets, 0).within(np.arange(len(sets)), [(a, a + length)])[:, 0]
    for (job, piece), (shoot, _, stay) in zip(sets, days.tolist(), strict=True):
        starts = job.set_chances[piece.index, 0].starts
        every = [start for start in range(starts.bit_length()) if starts >> start & 1]
        assert shoot <= min(common(start, piece.shoot, a, length) for start in every)
        assert stay <= min(
            common(start - piece.lead, piece.least_stay, a, length) for start in every
        )


def common(start: int, days: int, a: int, length: int) -> int:
    """Days that [start, start + days) shares with [a, a + length)."""
    return max(0, min(start + days, a + length) - max(start, a))
