from __future__ import annotations

from datetime import date

import pytest

from kachinko.model.agreement import Agreement
from kachinko.model.plan import Plan, PlannedSet, PlannedTitle
from kachinko.model.project import Horizon, Project
from kachinko.model.span import DaySpan
from kachinko.model.studio import Closure, Stage, Studio
from kachinko.model.title import Set, Title
from kachinko.report.utilisation import months_of, open_spans, runs, utilisation
from tests.report.slate import dated


def _project(*, agreements: tuple[Agreement, ...] = (), closed: bool = False) -> Project:
    closure = Closure.model_validate({"from": date(2028, 3, 10), "to": date(2028, 3, 14)})
    stages = (
        Stage(id="a", name="A", effective_area_m2=400, closures=(closure,) if closed else ()),
        Stage(id="b", name="B"),
    )
    sets = (
        Set(id="x", name="X", area_m2=100, build_days=2, shoot_days=2, strike_days=1),
        Set(id="y", name="Y", area_m2=300, shoot_days=1),
    )
    return Project(
        name="P",
        currency="EUR",
        horizon=Horizon.model_validate({"from": date(2028, 2, 20), "to": date(2028, 4, 5)}),
        studios=(Studio(id="s", name="S", country="CA", stages=stages),),
        agreements=agreements,
        titles=(Title(id="t", name="T", kind="film", sets=sets),),
    )


def _plan(*, accepted: bool = True) -> Plan:
    # X builds 25 to 28 February, shoots 1 to 2 March, waits 3 to 5, is struck on 6 March.
    x = PlannedSet(
        id="x",
        stage="a",
        build=dated(date(2028, 2, 25), date(2028, 2, 28)),
        shoot=dated(date(2028, 3, 1), date(2028, 3, 2)),
        strike=dated(date(2028, 3, 6), date(2028, 3, 6)),
    )
    y = PlannedSet(id="y", stage="a", shoot=dated(date(2028, 3, 6), date(2028, 3, 7)))
    title = PlannedTitle(id="t", accepted=accepted, studio="s", sets=(x, y))
    return Plan(
        project="P", currency="EUR", status="feasible", value=1, value_bound=1, cost=None,
        cost_bound=None, seconds=1, seed=0, titles=(title,),
    )  # fmt: skip


def _agreement(first: date, last: date, stage: str = "a") -> Agreement:
    return Agreement.model_validate(
        {"id": f"{stage}{first}", "studio": "s", "stages": [stage], "from": first, "to": last}
    )


def test_days_are_counted_by_hand() -> None:
    february, march, april = utilisation(_project(), _plan())[:3]

    # 20 to 29 February: X stands on the 25th to the 29th; the 29th it only waits.
    assert (february.month, february.days, february.open_days) == (date(2028, 2, 1), 10, 10)
    assert (february.standing_days, february.building_days, february.shooting_days) == (5, 4, 0)
    assert (february.waiting_days, february.dark_days) == (1, 5)
    assert february.used_m2_days == 500
    assert february.floor_share == pytest.approx(500 / (10 * 400))
    # March: X on the 1st to the 6th, Y on the 6th and 7th; on the 6th one strikes, one shoots.
    assert (march.open_days, march.standing_days, march.dark_days) == (31, 7, 24)
    assert (march.shooting_days, march.building_days, march.waiting_days) == (4, 1, 3)
    assert march.used_m2_days == 6 * 100 + 2 * 300
    assert (april.days, april.dark_days, april.floor_share) == (5, 5, 0)


def test_an_unknown_floor_has_no_share() -> None:
    other = utilisation(_project(), _plan())[3]

    assert (other.stage, other.standing_days, other.floor_share) == ("b", 0, None)


def test_only_open_days_count() -> None:
    project = _project(agreements=(_agreement(date(2028, 2, 27), date(2028, 3, 20)),), closed=True)

    february, march, april = utilisation(project, _plan())[:3]

    assert (february.open_days, february.standing_days, february.building_days) == (3, 3, 2)
    assert (march.open_days, march.standing_days) == (15, 7)
    assert (april.open_days, april.floor_share) == (0, None)


def test_titles_left_out_use_nothing() -> None:
    assert sum(each.standing_days for each in utilisation(_project(), _plan(accepted=False))) == 0


def test_agreements_that_follow_each_other_open_one_stretch() -> None:
    agreements = (
        _agreement(date(2028, 2, 20), date(2028, 2, 28)),
        _agreement(date(2028, 2, 29), date(2028, 3, 31)),
    )
    project = _project(agreements=agreements)
    a, b = project.studios[0].stages

    assert open_spans(project, a) == [DaySpan(date(2028, 2, 20), date(2028, 4, 1))]
    assert open_spans(project, b) == []


def test_a_closure_cuts_an_open_stretch() -> None:
    project = _project(closed=True)

    assert open_spans(project, project.studios[0].stages[0]) == [
        DaySpan(date(2028, 2, 20), date(2028, 3, 10)),
        DaySpan(date(2028, 3, 15), date(2028, 4, 6)),
    ]


def test_months_turn_with_the_year() -> None:
    months = months_of(DaySpan(date(2027, 12, 30), date(2028, 1, 3)))

    assert [month.days for month in months] == [2, 2]


def test_runs() -> None:
    assert runs([]) == []
    assert runs([1, 1, 0, 1]) == [(0, 2), (3, 4)]
