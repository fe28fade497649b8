"""The planner on generated projects: every plan is checked, every proof is held to brute force."""

from __future__ import annotations

import random
import time
from copy import deepcopy
from datetime import date
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings

from kachinko.halt import Halt
from kachinko.model.project import Project
from kachinko.staging.check import check_plan
from kachinko.staging.improve import Improver
from kachinko.staging.limits import Limits
from kachinko.staging.planner import plan_project
from tests.projects import SMALL, TINY, Size, projects, random_project
from tests.staging.bruteforce import NotTinyError, best_by_brute_force

if TYPE_CHECKING:
    from kachinko.model.plan import Plan
    from kachinko.staging.schedule import Schedule


def planned(project: Project, *, seconds: float | None = None, **options: object) -> Plan:
    """A plan that has passed the independent checker."""
    limits = Limits(seconds, options.pop("iterations", None))  # type: ignore[arg-type]
    plan = plan_project(project, limits=limits, clock=time.monotonic, **options)  # type: ignore[arg-type]
    result = check_plan(project, plan)
    assert [str(breach) for breach in result.breaches] == []
    return plan


@pytest.mark.slow
@settings(max_examples=300, deadline=None, suppress_health_check=list(HealthCheck))
@given(project=projects(SMALL))
def test_every_plan_passes_the_checker(project: Project) -> None:
    plan = planned(project, seconds=0.4, iterations=2)

    assert plan.value <= plan.value_bound + 1e-9 or plan.status == "infeasible"
    assert plan.cost is None or plan.cost_bound is None or plan.cost_bound <= plan.cost
    for title in plan.left_out:
        assert title.reason is not None
        assert title.reason.sentence.endswith((".", ")."))


@pytest.mark.slow
def test_tiny_optimum_equals_brute_force() -> None:
    """Value and cost proven by the planner are those of full enumeration, and so are refusals."""
    compared = proven = 0
    for seed in range(150):
        project = random_project(random.Random(seed), TINY)
        try:
            best = best_by_brute_force(project)
        except NotTinyError:
            continue
        plan = planned(project, seconds=10, iterations=3)
        compared += 1
        if best is None:
            assert plan.status == "infeasible", seed
            continue
        assert plan.status in ("optimal", "feasible"), seed
        assert (plan.value, plan.value_bound) == (pytest.approx(best[0]),) * 2, seed
        assert plan.cost is not None
        assert plan.cost_bound is not None
        assert float(plan.cost_bound) <= float(best[1]) + 0.01, seed
        if plan.status == "optimal":
            proven += 1
            assert float(plan.cost) == pytest.approx(float(best[1]), abs=0.01), seed
    assert compared >= 140
    assert proven >= 110


@pytest.mark.slow
def test_the_same_seed_one_worker_and_iterations_repeat_the_plan() -> None:
    project = random_project(random.Random(5), SMALL)

    first, second = (planned(project, iterations=4, seed=3) for _ in range(2))

    timeless = {"seconds", "seconds_to_first"}
    assert first.model_dump(exclude=timeless) == second.model_dump(exclude=timeless)


@pytest.mark.slow
def test_the_last_attempt_is_for_the_cost(monkeypatch: pytest.MonkeyPatch) -> None:
    """Also of a slate of which a title is left out, where there is always more value to ask for."""
    asked: list[bool] = []
    step = Improver.step

    def told(self: Improver, *args: object, for_cost_only: bool) -> Schedule:
        asked.append(for_cost_only)
        return step(self, *args, for_cost_only=for_cost_only)  # type: ignore[arg-type]

    monkeypatch.setattr(Improver, "step", told)
    full = Size(studios=(2, 2), titles=(14, 16), sets=(2, 3), horizon_days=(30, 50))
    plan = planned(random_project(random.Random(6), full), iterations=20)
    assert plan.left_out
    assert plan.value < plan.value_bound
    assert asked[-1]
    assert not any(asked[:-1])


def test_a_limit_on_iterations_ends_all_workers() -> None:
    project = random_project(random.Random(56), SMALL)  # the whole model takes minutes to prove

    plan = planned(project, iterations=2, workers=2)

    assert plan.iterations <= 3


def test_a_thrown_halt_still_gives_a_plan() -> None:
    project = random_project(random.Random(8), SMALL)
    halt = Halt()
    halt.throw()

    plan = planned(project, halt=halt, workers=2)

    assert plan.status in ("feasible", "optimal")
    assert plan.accepted
    assert plan.iterations == 0


def test_progress_tells_of_ever_better_plans() -> None:
    project = random_project(random.Random(12), SMALL)
    seen: list[tuple[float, float]] = []

    plan = planned(
        project, seconds=2, on_progress=lambda p: seen.append((p.value, p.bound)), workers=2
    )

    values, bounds = [value for value, _ in seen], [bound for _, bound in seen]
    assert values == sorted(values)
    assert bounds == sorted(bounds, reverse=True)
    if plan.status != "infeasible":
        assert (values[-1], bounds[-1]) == (plan.value, plan.value_bound)


def one_stage(**changes: object) -> Project:
    """One stage of 300 m² in twelve working days, one title with one set of six days."""
    title = {
        "id": "t",
        "name": "Title",
        "kind": "film",
        "value": 3,
        "sets": [
            {"id": "s", "name": "Set", "area_m2": 200, "build_days": 2, "shoot_days": 3,
             "strike_days": 1}
        ],
    }  # fmt: skip
    document = {
        "schema": "kachinko/1",
        "name": "One stage",
        "currency": "JPY",
        "horizon": {"from": "2028-03-06", "to": "2028-03-21"},
        "studios": [
            {"id": "u", "name": "Studio", "country": "JP",
             "stages": [{"id": "a", "name": "A", "effective_area_m2": 300}]}
        ],
        "titles": [title, {**deepcopy(title), "id": "v", "name": "Other", "value": 2}],
    }  # fmt: skip
    for path, value in changes.items():
        here: object = document
        *way, last = path.split("__")
        for key in way:
            here = here[int(key)] if key.isdigit() else here[key]  # type: ignore[index]
        here[last] = value  # type: ignore[index]
    return Project.model_validate(document)


REASONS = [
    ({"titles__1__sets__0__area_m2": 400}, "no-stage", "has 300 m²"),  # larger than the stage
    ({"titles__1__sets__0__features": ["tank"]}, "no-stage", "A has no tank"),  # no such feature
    ({"titles__1__latest": "2028-03-10"}, "window-too-short", "at least 6 working days"),  # 5 days
    ({"titles__1__earliest": "2028-03-20"}, "window-too-short", "2028-03-20 to 2028-03-21"),
    (
        {"titles__1__cast": [{"id": "c", "name": "Lead", "available": [
            {"from": "2028-03-08", "to": "2028-03-09"}]}],
         "titles__1__sets__0__cast": ["c"]},
        "cast-never-free", "needs Lead for 3 working days",
    ),  # two days of three
    (
        {"titles__1__location_blocks": [
            {"id": "b", "days": 4, "after": ["s"], "earliest": "2028-03-06",
             "latest": "2028-03-10"}]},
        "not-even-alone", "(proven)",
    ),  # the block must come after the set, and before it can
    ({"horizon__to": "2028-03-14"}, "no-room", "(proven)"),  # seven days for twice six
]  # fmt: skip


@pytest.mark.parametrize(("changes", "code", "words"), REASONS)
def test_a_title_left_out_has_its_reason(changes: dict[str, object], code: str, words: str) -> None:
    plan = planned(one_stage(**changes), seconds=10)

    assert plan.status == "optimal"
    [out] = plan.left_out
    assert out.reason is not None
    assert (out.id, out.reason.code) == ("v", code)
    assert words in out.reason.sentence


def test_a_must_title_without_a_stage_is_infeasible() -> None:
    plan = planned(
        one_stage(titles__1__commitment="must", titles__1__sets__0__area_m2=400), seconds=5
    )

    assert plan.status == "infeasible"
    assert plan.accepted == []
    reasons = {title.id: title.reason.code for title in plan.titles if title.reason}
    assert reasons == {"t": "not-planned", "v": "no-stage"}


def test_must_titles_that_clash_are_proven_to() -> None:
    plan = planned(
        one_stage(
            horizon__to="2028-03-14",
            titles__0__commitment="must",
            titles__1__commitment="must",
        ),
        seconds=10,
    )

    assert plan.status == "infeasible"
    assert {title.reason.code for title in plan.titles if title.reason} == {"musts-clash"}


def test_a_must_title_of_no_value_displaces_a_may_title() -> None:
    plan = planned(
        one_stage(horizon__to="2028-03-14", titles__1__commitment="must", titles__1__value=0),
        seconds=10,
    )

    assert [title.id for title in plan.accepted] == ["v"]
    assert (plan.status, plan.value) == ("optimal", 0.0)


def test_a_stage_of_unknown_floor_is_left_out_and_named() -> None:
    plan = planned(one_stage(studios__0__stages=[{"id": "a", "name": "A"}]), seconds=5)

    assert [(one.stage, "not known" in one.why) for one in plan.stages_left_out] == [("a", True)]
    assert {t.reason.refusals[0].code for t in plan.titles if t.reason} == {"area-unknown"}  # type: ignore[union-attr]


def test_a_build_may_begin_early_but_never_before_the_window() -> None:
    """Other work takes the crew, so that the build must wait or begin early, within its window."""
    plan = planned(
        one_stage(
            studios__0__build_crews=1,
            titles__1__earliest="2028-03-08",
            studios__0__stages__0__quiet=False,
            studios__0__stages__0__effective_area_m2=500,
        ),
        seconds=10,
    )

    other = next(title for title in plan.titles if title.id == "v")
    assert other.sets[0].build is not None
    assert other.sets[0].build.first >= date(2028, 3, 8)


def test_an_empty_slate_is_optimal() -> None:
    plan = planned(one_stage(titles=[]), seconds=5)

    assert (plan.status, plan.value, plan.titles) == ("optimal", 0.0, ())
