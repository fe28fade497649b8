"""A hold that was moved over days off gets its phases back, as long as its set needs them."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from kachinko.model.calendar import Calendar, WorkingDays
from kachinko.model.reservation import Reservation
from kachinko.model.span import DaySpan
from kachinko.model.title import PHASES, Set
from kachinko.service.ledger_stay import in_working_days, stay_days

HORIZON = DaySpan(date(2028, 1, 3), date(2028, 12, 30))
LENGTHS = ("build_days", "prelight_days", "shoot_days", "hold_days", "strike_days")
sets = st.builds(
    lambda lengths: Set.model_validate(
        {"id": "hall", "name": "Hall", "area_m2": 100.0, **dict(zip(LENGTHS, lengths, strict=True))}
    ),
    st.tuples(*(st.integers(int(name in LENGTHS[::2]), 9) for name in LENGTHS)),
)
calendars = st.builds(
    lambda days, holidays: Calendar(weekdays=tuple(sorted(days)), holidays=holidays),
    st.sets(st.sampled_from(["mon", "tue", "wed", "thu", "fri", "sat"]), min_size=2),
    st.sampled_from([None, "JP"]),
)


def hold(one: Set, days: WorkingDays, start: int, moved: int) -> Reservation:
    """A hold of a set as a planner places it, moved with its phases by some calendar days."""
    phases, number, by = [], start, timedelta(days=moved)
    for name in PHASES:
        if length := one.phase_days(name):
            span = days.dates_of(number, length)
            phases.append({"phase": name, "from": span.start + by, "to": span.last + by})
            number += length
    return Reservation.model_validate(
        {
            "id": "r", "stage": "one", "title": "t", "holder": "h", "set": one.id,
            "from": phases[0]["from"], "to": phases[-1]["to"], "phases": phases,
            "state": "held", "rank": 1, "place": 1,
            "placed_at": datetime(2027, 1, 1, tzinfo=UTC),
        }
    )  # fmt: skip


@given(sets, calendars, st.integers(0, 40), st.integers(-5, 30))
def test_its_phases_are_as_long_as_the_set_needs_them(one, calendar, start, moved) -> None:
    days = WorkingDays(calendar, HORIZON)
    there = hold(one, days, start, moved)
    laid = in_working_days(there, one, days)
    if laid is there:
        assert not isinstance(stay_days(there, days, there.span).fit(one), str)
        return
    assert laid.first == days.dates_of(days.first_from(there.first), 1).start
    assert {phase.phase: len(days.between(phase.span)) for phase in laid.phases} == {
        name: one.phase_days(name) for name in PHASES if one.phase_days(name)
    }
    Reservation.model_validate(laid.model_dump(mode="json", by_alias=True))
    assert in_working_days(laid, one, days) is laid


@given(sets, calendars, st.integers(0, 40))
def test_a_hold_that_was_not_moved_stays_as_it_is(one, calendar, start) -> None:
    days = WorkingDays(calendar, HORIZON)
    there = hold(one, days, start, 0)
    assert in_working_days(there, one, days) is there


def test_where_the_projects_days_do_not_suffice_it_stays_as_it_is() -> None:
    one = Set.model_validate(
        {"id": "hall", "name": "Hall", "area_m2": 100.0, "build_days": 5, "shoot_days": 5,
         "strike_days": 5}
    )  # fmt: skip
    days = WorkingDays(Calendar(), HORIZON)
    there = hold(one, days, len(days) - 15, 3)
    assert in_working_days(there, one, days) is there
