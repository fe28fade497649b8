"""Days and stretches of days."""

from __future__ import annotations

from datetime import date, datetime

import pytest
from pydantic import ValidationError

from kachinko.model.span import Dated, DaySpan, parse_day


@pytest.mark.parametrize(
    "value",
    ["2028-02-29", " 2028-02-29 ", date(2028, 2, 29), datetime(2028, 2, 29)],  # noqa: DTZ001
)
def test_day_is_read(value: object) -> None:
    assert parse_day(value) == date(2028, 2, 29)
    assert type(parse_day(value)) is date


@pytest.mark.parametrize(
    ("value", "message"),
    [
        ("29.2.2028", "written YYYY-MM-DD"),  # another order
        ("2027-02-29", "written YYYY-MM-DD"),  # no leap year
        (46812, "written YYYY-MM-DD"),  # the number of a day in Excel
        (None, "written YYYY-MM-DD"),  # nothing
        (datetime(2028, 2, 29, 9, 30), "without a time of day"),  # noqa: DTZ001
        ("1899-12-31", "between 1900 and 2200"),  # too early
        ("2201-01-01", "between 1900 and 2200"),  # too late
    ],
)
def test_what_is_no_day_is_refused(value: object, message: str) -> None:
    with pytest.raises(ValueError, match=message):
        parse_day(value)


def test_span_counts_and_compares_days() -> None:
    span = DaySpan.inclusive(date(2028, 2, 28), date(2028, 3, 1))

    assert (span.days, span.last, str(span)) == (3, date(2028, 3, 1), "2028-02-28 to 2028-03-01")
    assert date(2028, 2, 29) in span
    assert date(2028, 3, 2) not in span
    assert span.covers(DaySpan.inclusive(date(2028, 2, 29), date(2028, 3, 1)))
    assert not span.covers(DaySpan.inclusive(date(2028, 2, 29), date(2028, 3, 2)))
    assert span.overlaps(DaySpan.inclusive(date(2028, 3, 1), date(2028, 3, 9)))
    assert not span.overlaps(DaySpan.inclusive(date(2028, 3, 2), date(2028, 3, 9)))


def test_dates_are_inclusive_in_files() -> None:
    dated = Dated.model_validate({"from": "2028-02-28", "to": "2028-02-28"})

    assert dated.span == DaySpan(date(2028, 2, 28), date(2028, 2, 29))
    assert dated.model_dump(mode="json") == {"from": "2028-02-28", "to": "2028-02-28"}


def test_dates_in_the_wrong_order_are_refused() -> None:
    with pytest.raises(ValidationError, match=r"'to' \(2028-02-27\) lies before 'from'"):
        Dated.model_validate({"from": "2028-02-28", "to": "2028-02-27"})
