"""Working days of a studio."""

from __future__ import annotations

from datetime import date

import pytest

from kachinko.model.calendar import WorkingDays, public_holidays
from kachinko.model.span import DaySpan
from kachinko.model.studio import Calendar

FEBRUARY = DaySpan(date(2028, 2, 1), date(2028, 3, 1))


def working_days(**calendar: object) -> WorkingDays:
    return WorkingDays(Calendar.model_validate(calendar), FEBRUARY)


@pytest.mark.parametrize(
    ("calendar", "expected"),
    [
        ({}, 21),  # Monday to Friday in a leap February
        ({"weekdays": ["mon", "tue", "wed", "thu", "fri", "sat"]}, 25),
        ({"holidays": "JP"}, 19),  # less 11 and 23 February
        ({"weekdays": ["sun"]}, 4),
        ({"closures": [{"from": "2028-02-05", "to": "2028-02-07"}]}, 20),  # one of 3 was worked
        ({"closures": [{"from": "2028-01-01", "to": "2028-12-31"}]}, 0),
    ],
)
def test_working_days_are_counted(calendar: dict[str, object], expected: int) -> None:
    assert len(working_days(**calendar)) == expected


def test_holidays_of_japan_and_of_a_part_of_canada() -> None:
    assert public_holidays("JP", 2028, 2028)[date(2028, 2, 11)]
    assert date(2028, 2, 21) in public_holidays("CA-BC", 2028, 2028)  # Family Day
    assert date(2028, 2, 21) not in public_holidays("JP", 2028, 2028)


@pytest.mark.parametrize(
    ("day", "first_from", "last_until"),
    [
        (date(2028, 2, 1), 0, 0),  # the first working day itself
        (date(2028, 2, 5), 4, 3),  # a Saturday
        (date(2028, 1, 15), 0, -1),  # before the span
        (date(2028, 3, 1), 21, 20),  # after the span
    ],
)
def test_working_days_are_found_around_a_day(day: date, first_from: int, last_until: int) -> None:
    days = working_days()

    assert days.first_from(day) == first_from
    assert days.last_until(day) == last_until


def test_phase_occupies_the_days_off_in_between() -> None:
    days = working_days()

    friday_and_monday = days.dates_of(days.first_from(date(2028, 2, 4)), 2)

    assert friday_and_monday == DaySpan(date(2028, 2, 4), date(2028, 2, 8))
    assert friday_and_monday.days == 4
    assert days.between(friday_and_monday) == [date(2028, 2, 4), date(2028, 2, 7)]
