"""What a stress tells, on cases that can be worked out by hand."""

from __future__ import annotations

from datetime import date, timedelta
from functools import cache
from typing import TYPE_CHECKING, Any

import pytest

from kachinko.model.errors import InputError
from kachinko.model.plan import Plan
from kachinko.model.project import Project
from kachinko.staging.check import check_plan
from kachinko.staging.stress.ranges import Range, Ranges
from kachinko.staging.stress.run import stress_plan
from tests import plan_case
from tests.staging.stress.test_play import dense_cases, wild

if TYPE_CHECKING:
    from kachinko.staging.stress.outcome import Outcome, TitleOutcome


def stressed(
    project: Project, plan: Plan, ranges: Ranges, draws: int = 2000, seed: int = 0
) -> Outcome:
    return stress_plan(
        project,
        plan,
        ranges,
        draws=draws,
        seed=seed,
        on_progress=lambda done, total, doing: None,
        is_halted=lambda: False,
    )


def fixed(**factors: float) -> Ranges:
    """Each phase lasts a fixed factor of its planned days: 1 where none is given."""
    every = dict.fromkeys(("build", "prelight", "shoot", "strike", "location"), 1.0) | factors
    return Ranges.model_validate(
        {phase: {"low": each, "mode": each, "high": each} for phase, each in every.items()}
    )


def a_set(name: str, build: int, shoot: int, strike: int) -> dict[str, Any]:
    days = {"build_days": build, "shoot_days": shoot, "strike_days": strike}
    return {"id": name, "name": name, "area_m2": 400, **days}


def chain_project(latest: str | None = None) -> Project:
    """Two titles of one set each, which fill the stage one after the other; every day is worked."""
    return Project.model_validate(
        {
            "name": "Chain",
            "currency": "JPY",
            "horizon": {"from": "2028-01-01", "to": "2028-03-31"},
            "studios": [
                {
                    "id": "s", "name": "S", "country": "JP",
                    "calendar": {"weekdays": ["mon", "tue", "wed", "thu", "fri", "sat", "sun"]},
                    "stages": [{"id": "one", "name": "One", "effective_area_m2": 500}],
                }
            ],
            "titles": [
                {"id": "first", "name": "First", "kind": "film", "value": 3,
                 "sets": [a_set("a", 2, 1, 1)]},
                {"id": "second", "name": "Second", "kind": "film", "value": 2, "latest": latest,
                 "sets": [a_set("b", 2, 2, 1)]},
            ],
        }
    )  # fmt: skip


def chain_plan(gap: int = 0) -> Plan:
    """The first set from 1 to 4 January, the second after `gap` free days."""

    def phases(first: int, lengths: dict[str, int]) -> dict[str, Any]:
        found = {}
        for phase, days in lengths.items():
            last = first + days - 1
            found[phase] = {"from": date(2028, 1, first), "to": date(2028, 1, last)}
            first = last + 1
        return found

    a = {"id": "a", "stage": "one", **phases(1, {"build": 2, "shoot": 1, "strike": 1})}
    b = {"id": "b", "stage": "one", **phases(5 + gap, {"build": 2, "shoot": 2, "strike": 1})}
    return Plan.model_validate(
        {
            "project": "Chain", "currency": "JPY", "status": "feasible", "value": 5,
            "value_bound": 5, "cost": 0, "cost_bound": 0, "seconds": 0, "seed": 0,
            "titles": [
                {"id": "first", "accepted": True, "studio": "s", "sets": [a]},
                {"id": "second", "accepted": True, "studio": "s", "sets": [b]},
            ],
        }
    )  # fmt: skip


def title(outcome: Outcome, name: str) -> TitleOutcome:
    return next(each for each in outcome.titles if each.id == name)


@cache
def chain() -> Outcome:
    """A build twice as long, in every draw."""
    assert check_plan(chain_project(), chain_plan()).ok
    return stressed(chain_project(), chain_plan(), fixed(build=2))


def test_a_delay_runs_down_the_chain_day_by_day() -> None:
    outcome = chain()

    first, second = title(outcome, "first"), title(outcome, "second")
    assert (first.wrap.planned, first.wrap.p50) == (date(2028, 1, 3), date(2028, 1, 5))
    # Two days late when it comes, and two more by its own build.
    assert (second.wrap.planned, second.wrap.p10) == (date(2028, 1, 8), date(2028, 1, 12))
    assert (second.clear.planned, second.clear.p90) == (date(2028, 1, 9), date(2028, 1, 13))
    assert (first.late_days, second.late_days) == (2, 4)
    assert (first.wraps_on_plan, second.on_plan, second.keeps_dates) == (0, 0, 1)
    assert (outcome.slate.late_days, outcome.slate.late_value_days) == (6, 3 * 2 + 2 * 4)


def test_the_set_that_holds_up_another_title_is_named() -> None:
    (spreader,) = chain().spreaders

    assert (spreader.title, spreader.item, spreader.stage) == ("first", "a", "one")
    assert (spreader.chance, spreader.days) == (1, 2)
    assert (spreader.arrives_late, spreader.leaves_late) == (0, 2)
    assert [(to.title, to.chance, to.days) for to in spreader.to] == [("second", 1, 2)]


def test_a_buffer_saves_what_it_keeps_from_being_handed_on() -> None:
    saved = {(each.item, each.kind): each for each in chain().buffers}

    # After the first build: both titles wrap two days sooner.
    assert saved["a", "build"].saved_days == 4
    assert saved["a", "build"].saved_value_days == 3 * 2 + 2 * 2
    assert saved["a", "build"].more_wrap == 1
    # After the first strike only the second title gains, and is still late by its own build.
    assert saved["a", "strike"].saved_days == 2
    assert saved["a", "strike"].more_wrap == 0
    # After the second build: its shoot begins when planned.
    assert saved["b", "build"].saved_days == 4
    assert chain().buffers[0].kind == "build"
    assert all(each.slack == 0 for each in chain().buffers)


def test_slack_in_the_plan_takes_up_delay() -> None:
    outcome = stressed(chain_project(), chain_plan(gap=2), fixed(build=2))

    assert title(outcome, "second").late_days == 2
    assert outcome.spreaders == ()


def test_parts_of_days_fall_by_lot_in_proportion() -> None:
    """A shoot of one day with factor 1.25 lasts two days in a quarter of all draws."""
    outcome = stressed(chain_project(), chain_plan(), fixed(shoot=1.25), draws=10_000)

    # The first wraps late in a quarter. The second's shoot of 2.5 days is late in a half by itself.
    assert title(outcome, "first").wraps_on_plan == pytest.approx(0.75, abs=0.02)
    assert title(outcome, "second").wraps_on_plan == pytest.approx(0.75 * 0.5, abs=0.02)
    assert title(outcome, "second").late_days == pytest.approx(0.25 + 0.5, abs=0.03)
    (spreader,) = outcome.spreaders
    assert spreader.chance == pytest.approx(0.25, abs=0.02)


@pytest.mark.parametrize(("latest", "keeps"), [("2028-01-12", 0.0), ("2028-01-13", 1.0)])
def test_a_window_is_kept_to_the_day(latest: str, keeps: float) -> None:
    outcome = stressed(chain_project(latest), chain_plan(), fixed(build=2))

    second = title(outcome, "second")
    assert second.keeps_dates == keeps
    assert second.broken == ({"window": 1.0} if keeps == 0 else {})
    assert outcome.slate.all_keep_dates == keeps


def test_agreement_closure_and_cast_fail_by_their_names() -> None:
    document = chain_project().model_dump(mode="json")
    document["agreements"] = [
        {"id": "lease", "studio": "s", "stages": ["one"], "from": "2028-01-01", "to": "2028-01-12"}
    ]
    stage = document["studios"][0]["stages"][0]
    stage["closures"] = [{"from": "2028-01-13", "to": "2028-01-14"}]
    second = document["titles"][1]
    second["cast"] = [
        {"id": "lead", "name": "Lead", "available": [{"from": "2028-01-07", "to": "2028-01-10"}]}
    ]
    second["sets"][0]["cast"] = ["lead"]
    project = Project.model_validate(document)
    assert check_plan(project, chain_plan()).ok

    outcome = stressed(project, chain_plan(), fixed(build=2))

    assert title(outcome, "first").broken == {}
    assert title(outcome, "second").broken == {
        "cast": 1.0,
        "stage-closed": 1.0,
        "stage-not-open": 1.0,
    }


def test_days_off_are_not_worked() -> None:
    """The lab of the plan made by hand wraps on a Friday; a day more is the Monday after."""
    project, plan = plan_case.project(), plan_case.plan()

    outcome = stressed(project, plan, fixed(shoot=1.2))

    # dune/pit shoots 15 days to Friday, 25 February; 18 days end on Wednesday, 1 March.
    assert title(outcome, "dune").wrap.p50 == date(2028, 3, 1)
    assert title(outcome, "dune").late_days == 3


def test_without_variance_every_date_holds() -> None:
    for project, plan in dense_cases():
        outcome = stressed(project, plan, fixed(), draws=50)

        assert outcome.slate.all_keep_dates == outcome.slate.all_on_plan == 1
        assert (outcome.spreaders, outcome.buffers) == ((), ())
        for each in outcome.titles:
            assert each.wrap.p10 == each.wrap.p90 == each.wrap.planned


def test_longer_ranges_raise_no_chance() -> None:
    for project, plan in dense_cases():
        short, long = (stressed(project, plan, wild(high), draws=500) for high in (1.2, 2))

        assert long.slate.all_keep_dates <= short.slate.all_keep_dates
        for one, other in zip(short.titles, long.titles, strict=True):
            assert other.keeps_dates <= one.keeps_dates
            assert other.wraps_on_plan <= one.wraps_on_plan
            assert other.wrap.p90 >= one.wrap.p90


def test_the_same_seed_gives_the_same_answer_and_another_seed_another() -> None:
    project, plan = dense_cases()[0]

    one, same, other = (stressed(project, plan, wild(2), seed=seed) for seed in (4, 4, 5))

    assert one == same
    assert one.slate != other.slate


def test_no_buffer_makes_anything_later() -> None:
    for project, plan in dense_cases():
        for each in stressed(project, plan, wild(2), draws=300).buffers:
            assert each.saved_days > 0
            assert each.more_wrap >= 0
            assert each.more_keep >= 0


def test_when_halted_the_answer_rests_on_the_draws_so_far() -> None:
    project, plan = chain_project(), chain_plan()
    ranges = Ranges(build=Range(low=0.5, mode=1, high=3))

    halted = stress_plan(
        project,
        plan,
        ranges,
        draws=10_000,
        seed=0,
        on_progress=lambda done, total, doing: None,
        is_halted=lambda: True,
    )

    assert halted.draws == 2000
    assert halted.titles == stressed(project, plan, ranges, draws=2000).titles
    assert (halted.buffers, halted.buffer_draws) == ((), 0)


def test_ranges_beyond_reason_are_an_error() -> None:
    document = chain_project().model_dump(mode="json")
    document["horizon"]["to"] = "2045-12-31"
    document["titles"] = document["titles"][:1]
    document["titles"][0]["sets"][0] |= {"build_days": 2000, "shoot_days": 2000, "strike_days": 0}
    start = date(2028, 1, 1)
    end, wrap = start + timedelta(days=1999), start + timedelta(days=3999)
    one = {
        "id": "a", "stage": "one",
        "build": {"from": start, "to": end},
        "shoot": {"from": end + timedelta(days=1), "to": wrap},
    }  # fmt: skip
    planned = chain_plan().model_dump(mode="json")
    planned["titles"] = [{"id": "first", "accepted": True, "studio": "s", "sets": [one]}]
    project, plan = Project.model_validate(document), Plan.model_validate(planned)
    slow = Range(low=1, mode=1, high=5)

    assert stressed(project, plan, fixed(build=2), draws=10).titles[0].late_days == 2000
    with pytest.raises(InputError, match="ranges"):
        stressed(project, plan, Ranges(build=slow, shoot=slow), draws=10)
