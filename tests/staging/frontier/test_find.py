"""The frontier of projects small enough to know it."""

from __future__ import annotations

import random

import pytest

from kachinko.halt import Halt
from kachinko.model.change import apply_changes
from kachinko.model.edit import with_
from kachinko.model.plan import Plan
from kachinko.staging.frontier.adapt import adapt
from kachinko.staging.frontier.lever import levers_of
from kachinko.staging.frontier.mix import Mix, equal_shares, release, slate_of
from kachinko.staging.frontier.trial import attempt, refuted
from tests.projects import TINY, random_project
from tests.staging.bruteforce import NotTinyError, best_plan_by_brute_force
from tests.staging.frontier.cases import frontier, means, one_stage, title, vouch


@pytest.mark.parametrize("weeks", [1, 2, 4])
def test_one_stage_carries_a_title_a_week(weeks: int) -> None:
    found = frontier(one_stage(5 * weeks), levers=[])

    assert (found.titles.lower, found.titles.upper) == (weeks, weeks)
    vouch(found.planned, found.plan)


def test_dates_of_titles_do_not_count() -> None:
    project = one_stage(10, titles=[title("late", earliest="2027-02-08", commitment="must")])
    early = with_(project, titles=tuple(with_(t, latest=None) for t in project.titles))

    assert frontier(early, levers=[]).titles.lower == 2


def test_a_title_that_fits_nowhere_is_left_out_and_said() -> None:
    hall = title("hall", sets=[{"id": "set", "name": "Hall", "area_m2": 900, "shoot_days": 1}])

    found = frontier(one_stage(10, titles=[hall]), levers=[])

    assert found.left_out == ("hall",)
    assert found.titles.lower == 2
    assert any("Hall" in each for each in found.assumptions)


def test_a_mix_of_nothing_that_can_be_made_carries_nothing() -> None:
    project = one_stage(10)
    small = with_(
        project,
        studios=(with_(project.studios[0], stages=()),),
    )

    found = frontier(small)

    assert (found.titles.lower, found.titles.upper) == (0, 0)
    vouch(found.planned, found.plan)


def test_levers_move_the_number_as_they_must() -> None:
    found = frontier(one_stage(10), seconds=12)
    by_name = {effect.lever.id: effect for effect in found.effects}

    assert (found.titles.lower, found.titles.upper) == (2, 2)
    # Two stages, one crew: 6 crew days asked for by two titles, so at most 3 fit in 10 days.
    assert by_name["second-one"].titles.lower >= 2
    assert by_name["second-one"].titles.upper in (2, 3)
    assert by_name["crews-1-lot"].titles.upper == 0  # nobody to build
    assert by_name["crews-1-lot"].worth_most == -2
    # 12 days at 5 each: one Saturday a week brings no third title.
    assert by_name["saturdays-lot"].titles.upper == 2
    assert "without-one" in by_name
    assert by_name["without-one"].titles.upper == 0
    assert by_name["without-one"].stranded == ("Film",)


@pytest.mark.slow
def test_levers_that_give_never_carry_fewer_and_those_that_take_never_more() -> None:
    for seed in (3, 8):
        found = frontier(random_project(random.Random(seed), TINY), seconds=4)
        base = found.titles
        for effect in found.effects:
            own = effect.titles
            if effect.lever.gives:
                assert own.lower >= base.lower
                assert own.upper is None or (base.upper is not None and base.upper <= own.upper)
                assert effect.worth_least is not None
                assert effect.worth_least >= 0
            else:
                assert own.lower <= base.lower
                assert base.upper is None or (own.upper is not None and own.upper <= base.upper)
                assert effect.worth_most is not None
                assert effect.worth_most <= 0


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(24))
def test_brute_force_lies_between_the_bounds(seed: int) -> None:
    project = random_project(random.Random(seed), TINY)
    found = frontier(project, levers=[], seconds=4)
    possible = {name: share for name, share in found.shares.items() if share}
    mix = Mix.of(project, possible)
    for k in range(1, 4):
        slate = slate_of(release(project), mix.order(k)) if possible else None
        if slate is None:
            break
        musts = with_(slate, titles=tuple(with_(t, commitment="must") for t in slate.titles))
        try:
            fits = best_plan_by_brute_force(musts) is not None
        except NotTinyError:
            break
        if fits:
            assert found.titles.upper is None or found.titles.upper >= k
        else:
            assert found.titles.lower < k
            break
    for name in found.left_out:
        alone = slate_of(release(project), (name,))
        musts = with_(alone, titles=tuple(with_(t, commitment="must") for t in alone.titles))
        assert best_plan_by_brute_force(musts) is None


def test_a_plan_holds_after_each_lever_that_gives() -> None:
    """Shorter phases, more days, more crews and stages: nothing of the plan is lost."""
    for seed in range(12):
        project = release(random_project(random.Random(seed)))
        plan = attempt(project, 0.0, means()).plan
        for lever in levers_of(project):
            if not lever.gives:
                continue
            eased = apply_changes(project, lever.changes)
            carried = attempt(eased, 0.0, means(), adapt(plan, eased)).plan
            kept = {one.id for one in carried.accepted}
            assert {one.id for one in plan.accepted} <= kept, lever.id


def test_a_proof_is_never_made_of_what_a_plan_shows() -> None:
    for seed in range(10):
        project = release(random_project(random.Random(seed), TINY))
        outcome = attempt(project, 0.5, means())
        if outcome.whole:
            assert not refuted(project, 1.0, means())


def test_an_interrupt_keeps_what_is_known() -> None:
    halt = Halt()
    halt.throw()

    found = frontier(one_stage(10), halt=halt)

    assert found.interrupted
    assert found.titles.lower == 0
    assert found.effects == ()
    assert len(found.levers_left) > 0
    assert isinstance(found.plan, Plan)


def test_the_document_has_the_keys_that_programs_read() -> None:
    document = frontier(one_stage(10), seconds=4).document()

    assert document["titles_per_year"].keys() == {"lower", "upper"}
    assert document["titles"] == {"lower": 2, "upper": 2}
    assert document["mix"]["slate"] == ["film"] * 3
    for lever in document["levers"]:
        assert lever.keys() >= {"id", "titles_per_year", "worth_in_titles", "changes"}
    assert document["assumptions"]


def test_shares_decide_who_joins() -> None:
    project = one_stage(20, titles=[title("other")])
    shares = equal_shares(project) | {"other": equal_shares(project)["other"] * 3}

    assert Mix.of(project, shares).order(4).count("other") == 3
