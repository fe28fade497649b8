"""Dark days, what they cost, who waits: counted by hand."""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from typing import TYPE_CHECKING

import pytest

from kachinko.model.agreement import Agreement, Rent
from kachinko.model.span import DaySpan
from kachinko.report.stage_weeks import StageUse, stage_weeks, weeks_of
from kachinko.report.stays import Stay, stays_of_plan
from tests import plan_case

if TYPE_CHECKING:
    from kachinko.model.project import Project

DAY = date(2028, 1, 3)  # a Monday


def _stay(first: int, last: int, **fields: object) -> Stay:
    """A stay on No.1 from one January day to another."""
    values = {
        "stage": "no1", "title": "A", "set": "Hall", "area_m2": 430.0, "sync_sound": True,
        "phases": (), "span": _span(first, last),
    }  # fmt: skip
    return Stay(**(values | fields))  # type: ignore[arg-type]


def _span(first: int, last: int) -> DaySpan:
    return DaySpan.inclusive(date(2028, 1, first), date(2028, 1, last))


def _project(rent: Rent | None, *, take_or_pay: bool = True) -> Project:
    project = plan_case.project()
    agreement = project.agreements[0].model_copy(update={"rent": rent, "take_or_pay": take_or_pay})
    return project.model_copy(update={"agreements": (agreement,)})


def _first(project: Project, *stays: Stay) -> StageUse:
    return stage_weeks(project, stays)[0]


def test_weeks_begin_on_mondays_and_end_with_the_horizon() -> None:
    weeks = weeks_of(DaySpan(date(2028, 1, 5), date(2028, 1, 20)))

    assert [(week.start.day, week.days) for week in weeks] == [(5, 5), (10, 7), (17, 3)]


def test_floor_and_quiet_are_counted_by_week() -> None:
    phases = (("build", _span(5, 9)), ("shoot", _span(10, 12)))
    use = _first(_project(None), _stay(5, 12, phases=phases), _stay(8, 9, area_m2=None))

    one, two = use.weeks[:2]
    assert (one.open_days, one.standing_days, one.shooting_days, one.quiet_days) == (7, 5, 0, 0)
    # Never more than the whole floor: the second takes all of it.
    assert one.used_m2_days == 3 * 430 + 2 * 860
    assert (two.standing_days, two.shooting_days, two.quiet_days) == (3, 3, 3)
    silent = _first(_project(None), _stay(5, 12, phases=phases, sync_sound=False))
    assert (silent.weeks[1].shooting_days, silent.weeks[1].quiet_days) == (3, 0)


def test_dark_days_lie_between_titles_and_cost_the_stages_share_of_the_rent() -> None:
    rent = Rent(amount=1_000_000, currency="JPY", per="month")
    project = _project(rent)

    use = _first(project, _stay(3, 10), _stay(14, 20, title="B"), _stay(14, 16, title="C"))

    spell = use.dark[0]
    assert (spell.span, spell.after, spell.before) == (_span(11, 13), ("A",), ("B", "C"))
    # Three days, a month of 365/12 days, two stages under one rent.
    assert spell.cost == Fraction(1_000_000) * 12 / 365 * 3 / 2
    assert use.dark[-1].before == ()
    assert use.dark_days == sum(each.span.days for each in use.dark)
    assert use.dark_cost == sum((each.cost or Fraction(0) for each in use.dark), Fraction(0))


@pytest.mark.parametrize(
    ("rent", "take_or_pay", "cost"),
    [
        (None, True, None),
        (Rent(amount=70, currency="JPY", per="week"), False, Fraction(0)),
        (Rent(amount=70, currency="JPY", per="week"), True, Fraction(15)),
    ],
)
def test_rent_is_never_guessed_and_not_paid_where_it_goes_by_use(
    rent: Rent | None, take_or_pay: bool, cost: Fraction | None
) -> None:
    use = _first(_project(rent, take_or_pay=take_or_pay), _stay(3, 10), _stay(14, 20))

    assert use.dark[0].cost == cost


def test_without_agreements_every_day_is_open_and_no_rent_is_known() -> None:
    project = plan_case.project().model_copy(update={"agreements": ()})

    use = _first(project)

    assert use.dark_days == project.horizon.span.days
    assert use.dark_cost is None


def test_a_day_that_one_of_two_agreements_does_not_price_is_unknown() -> None:
    project = _project(Rent(amount=70, currency="JPY", per="week"))
    other = Agreement.model_validate(
        {"id": "b", "studio": "toho", "stages": ["no1"], "from": "2028-01-12", "to": "2028-01-12"}
    )
    both = project.model_copy(update={"agreements": (*project.agreements, other)})

    use = _first(both, _stay(3, 10), _stay(14, 20))

    assert use.dark[0].cost is None


def test_sets_of_a_plan_wait_between_their_phases() -> None:
    project, plan = plan_case.project(), plan_case.plan()
    stays = stays_of_plan(project, plan)

    assert {stay.title for stay in stays} == {"The Human Vapor", "砂の女 — 第二部"}
    waits = [wait for use in stage_weeks(project, stays) for wait in use.waits]
    gaps = [
        (one.stop, other.start)
        for stay in stays
        for (_, one), (_, other) in zip(stay.phases, stay.phases[1:], strict=False)
        if one.stop < other.start
    ]
    assert [(wait.span.start, wait.span.stop) for wait in waits] == gaps
