"""Repaired plans keep all rules, leave what is frozen, and change as little as can be."""

from __future__ import annotations

import random
import time
from datetime import date, timedelta
from typing import TYPE_CHECKING

import pytest
from benchmarks.staging.generate import generate
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from kachinko.files.changes import KINDS
from kachinko.halt import Halt
from kachinko.model.change import TitleJoins, apply_changes
from kachinko.model.span import Dated
from kachinko.model.title import PHASES
from kachinko.staging.check import check_plan
from kachinko.staging.limits import Limits
from kachinko.staging.planner import plan_project
from kachinko.staging.repair.repairer import Repaired, repair_plan
from kachinko.staging.repair.weights import Change, Weights
from tests.projects import SMALL, TINY, random_project
from tests.staging.bruteforce import NotTinyError
from tests.staging.repair.bruteforce import best_repair
from tests.staging.repair.changes import random_changes

if TYPE_CHECKING:
    from kachinko.model.plan import Plan, PlannedBlock, PlannedSet, PlannedTitle
    from kachinko.model.project import Project
    from kachinko.staging.repair.search import Progress

N = 25

QUICK = Limits(seconds=None, iterations=0)


def planned(project: Project) -> Plan:
    return plan_project(project, limits=QUICK, clock=time.monotonic)


def repaired(
    project: Project,
    plan: Plan,
    *,
    joining: set[str] = frozenset(),  # type: ignore[assignment]
    freeze: date | None = None,
    seconds: float | None = 20.0,
) -> Repaired:
    return repair_plan(
        project, plan, clock=time.monotonic, joining=joining, freeze=freeze, seconds=seconds
    )


def decisions(plan: Plan) -> dict[str, tuple[object, ...]]:
    return {t.id: (t.studio, t.sets, t.location_blocks) for t in plan.accepted}


def case(seed: int, size: object) -> tuple[Project, Plan, Project, set[str], date | None]:
    """A project with its plan, the same after changes, who joins, and a freeze date or none."""
    rng = random.Random(seed)
    project = random_project(rng, size)  # type: ignore[arg-type]
    assume(project.titles and project.stages())
    plan = planned(project)
    assume(plan.accepted)
    changed, changes = random_changes(project, rng)
    joining = {one.title.id for one in changes if isinstance(one, TitleJoins)}
    freeze = None
    if rng.random() < 0.6:
        freeze = project.horizon.first + timedelta(days=rng.randrange(project.horizon.span.days))
    return project, plan, changed, joining, freeze


@pytest.mark.slow
@settings(max_examples=N, deadline=None)
@given(st.integers(0, 10**6))
def test_a_repaired_plan_keeps_all_rules_of_the_changed_project(seed: int) -> None:
    _, plan, changed, joining, freeze = case(seed, SMALL)

    found = repaired(changed, plan, joining=joining, freeze=freeze, seconds=3.0)

    assert check_plan(changed, found.plan).ok
    if found.plan.status == "feasible":
        allowed = {t.id for t in plan.accepted} | joining
        allowed |= {t.id for t in changed.titles if t.commitment == "must"}
        assert {t.id for t in found.plan.accepted} <= allowed
        assert found.bound <= found.points


@pytest.mark.slow
@settings(max_examples=N, deadline=None)
@given(st.integers(0, 10**6))
def test_what_has_begun_before_the_freeze_date_stays_and_nothing_else_begins(seed: int) -> None:
    _, plan, changed, joining, freeze = case(seed, SMALL)
    assume(freeze is not None)
    assert freeze is not None

    found = repaired(changed, plan, joining=joining, freeze=freeze, seconds=3.0)

    old = {
        (title.id, one.id): one
        for title in plan.accepted
        for one in (*title.sets, *title.location_blocks)
    }
    for title in found.plan.accepted:
        for one in title.sets:
            assert_frozen_set(old.get((title.id, one.id)), one, freeze)
        for block in title.location_blocks:
            was = old.get((title.id, block.id))
            if was is not None and was.first < freeze:
                assert block.first == was.first
            else:
                assert block.first >= freeze


def assert_frozen_set(was: PlannedSet | PlannedBlock | None, now: PlannedSet, freeze: date) -> None:
    if was is None or was.standing.start >= freeze:
        assert now.standing.start >= freeze
        return
    assert now.stage == was.stage
    if was.x_m is not None and now.x_m is not None:
        assert (now.x_m, now.y_m, now.rotated) == (was.x_m, was.y_m, was.rotated)
    if (was.build or was.prelight) and (now.build or now.prelight):
        assert now.standing.start == was.standing.start
    for phase in ("shoot", "strike"):
        before, after = was.phase(phase), now.phase(phase)
        if before is not None and after is not None and before.first < freeze:
            assert after.first == before.first
        elif after is not None:
            assert after.first >= freeze


@pytest.mark.slow
@settings(max_examples=N, deadline=None)
@given(st.integers(0, 10**6))
def test_a_tiny_repair_is_as_good_as_the_best_of_all(seed: int) -> None:
    _, plan, changed, joining, freeze = case(seed, TINY)
    if any(one.x_m is not None for title in plan.accepted for one in title.sets):
        freeze = None  # the brute force knows no frozen positions
    try:
        best = best_repair(changed, plan, joining, freeze)
    except NotTinyError:
        assume(False)  # noqa: FBT003

    found = repaired(changed, plan, joining=joining, freeze=freeze, seconds=None)

    assert best is not None
    musts = sum(title.commitment == "must" for title in changed.titles)
    if best[0][0] < musts:
        assert found.plan.status == "infeasible"
        return
    assert found.plan.status == "feasible"
    assert rank_of(changed, plan, found.plan) == best[0]
    assert found.points == best[1]
    assert found.change_proven


def rank_of(project: Project, earlier: Plan, plan: Plan) -> tuple[int, ...]:
    old = {title.id for title in earlier.accepted}
    chosen = [project.title(title.id) for title in plan.accepted]
    kept = [title for title in chosen if title.id in old]
    joined = [title for title in chosen if title.id not in old]
    return (
        sum(title.commitment == "must" for title in chosen),
        sum(round(title.value * 1000) for title in kept),
        len(kept),
        sum(round(title.value * 1000) for title in joined),
        len(joined),
    )


@pytest.mark.slow
@settings(max_examples=40, deadline=None)
@given(st.integers(0, 10**6))
def test_without_a_change_nothing_changes(seed: int) -> None:
    project = random_project(random.Random(seed), SMALL)
    plan = planned(project)
    assume(plan.status == "feasible" or plan.status == "optimal")

    found = repaired(project, plan)

    assert decisions(found.plan) == decisions(plan)
    assert found.change == Change()
    assert found.change_proven


@pytest.mark.slow
@settings(max_examples=N, deadline=None)
@given(st.integers(0, 10**6))
def test_a_repair_is_never_worse_than_leaving_the_rest_untouched(seed: int) -> None:
    _, plan, changed, joining, _ = case(seed, SMALL)

    found = repaired(changed, plan, joining=joining, seconds=3.0)

    kept = what_still_holds(changed, plan)
    musts = {title.id for title in changed.titles if title.commitment == "must"}
    if musts <= set(kept):
        assert found.plan.status == "feasible"
        value = sum(changed.title(name).value for name in kept)
        old = {title.id for title in plan.accepted}
        now = sum(changed.title(t.id).value for t in found.plan.accepted if t.id in old)
        assert now >= value


def what_still_holds(project: Project, plan: Plan) -> list[str]:
    """Titles of a plan that keep all rules together where they are: each beside those before."""
    names = {title.id for title in project.titles}
    order = [title for title in plan.accepted if title.id in names]
    order.sort(key=lambda title: -project.title(title.id).value)
    kept: list[str] = []
    for title in order:
        trial = plan.model_copy(
            update={"titles": tuple(t for t in order if t.id in {*kept, title.id})}
        )
        breaches = [b for b in check_plan(project, trial).breaches if b.title in {*kept, title.id}]
        if not breaches:
            kept.append(title.id)
    return kept


@pytest.mark.slow
@settings(max_examples=N, deadline=None)
@given(st.integers(0, 10**6))
def test_a_plan_edited_by_hand_is_made_to_keep_the_rules(seed: int) -> None:
    rng = random.Random(seed)
    project = random_project(rng, SMALL)
    plan = planned(project)
    assume(any(title.sets for title in plan.accepted))
    edited = plan.model_copy(update={"titles": tuple(shifted(title, rng) for title in plan.titles)})

    found = repaired(project, edited, seconds=3.0)

    assert check_plan(project, found.plan).ok


def shifted(title: PlannedTitle, rng: random.Random) -> PlannedTitle:
    """A title of which some phases begin and end some days later or earlier, as they like."""

    def shift(phase: Dated | None) -> Dated | None:
        if phase is None or rng.random() < 0.7:
            return phase
        by = timedelta(days=rng.randint(-5, 5))
        return Dated(first=phase.first + by, last=phase.last + by)

    sets = tuple(
        one.model_copy(update={name: shift(one.phase(name)) for name in PHASES})
        for one in title.sets
    )
    return title.model_copy(update={"sets": sets})


@pytest.mark.slow
@settings(max_examples=10, deadline=None)
@given(st.integers(0, 10**6), st.integers(1, 6))
def test_an_interrupted_repair_keeps_the_best_so_far(seed: int, messages: int) -> None:
    _, plan, changed, joining, freeze = case(seed, SMALL)
    halt, heard = Halt(), []

    def listen(progress: Progress) -> None:
        heard.append(progress)
        if len(heard) == messages:
            halt.throw()

    found = repair_plan(
        changed,
        plan,
        clock=time.monotonic,
        joining=joining,
        freeze=freeze,
        seconds=None,
        halt=halt,
        on_progress=listen,
    )

    assert check_plan(changed, found.plan).ok
    assert found.bound <= found.points


@pytest.mark.slow
def test_a_repair_of_a_medium_slate_keeps_the_rules_and_most_titles() -> None:
    project = generate("medium", 1)
    plan = plan_project(project, limits=Limits(seconds=8), clock=time.monotonic)
    freeze = date(2028, 3, 1)
    later = next(
        (title, one)
        for title in plan.accepted
        for one in title.sets
        if title.sets[0].standing.start > date(2028, 5, 1)
    )
    title, one = later
    closed = {"from": one.standing.start, "to": one.standing.start + timedelta(days=13)}
    for change in (
        {"change": "close", "stage": one.stage, **closed},
        {"change": "phase", "title": title.id, "item": one.id, "phase": "build", "days": 45},
        {"change": "window", "title": title.id, "earliest": freeze + timedelta(days=70)},
    ):
        made = KINDS[str(change["change"])].model_validate(change)
        changed = apply_changes(project, [made])

        found = repaired(changed, plan, freeze=freeze, seconds=4.0)

        assert check_plan(changed, found.plan).ok
        assert len(found.plan.accepted) >= len(what_still_holds(changed, plan))


def test_weights_are_read_as_they_are_written() -> None:
    weights = Weights(stage=3, move=0, day=7)

    assert Weights.parse(weights.text) == weights
    assert Weights.parse("day=2") == Weights(day=2)
    assert Change(stages=1, moves=2, days=9).points(Weights()) == 29


@pytest.mark.parametrize(
    "text", ["hour=3", "day", "day=-1", "day=1.5", "day=1 day=2", "day=9999999"]
)
def test_other_weights_are_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"day|hour"):
        Weights.parse(text)
