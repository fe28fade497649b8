"""Values hold on two axes: in force on the day of a trigger, known on another day."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kachinko.incentives.resolve import in_force, turning_days, value_of, version_of
from kachinko.model.dated import DatedValue, Parameter
from kachinko.model.programme import Programme

from .programme_case import programme


def value(number: int, **more: Any) -> DatedValue:
    return DatedValue.model_validate({"value": number, "source": "act"} | more)


THRESHOLD = (
    value(15, to="2023-06-30"),
    value(20, **{"from": "2023-07-01"}, known_from="2023-05-09"),
    value(15, **{"from": "2023-07-01"}, known_from="2024-03-01"),
)
"""Raised, and lowered again later with effect from the same day."""


@pytest.mark.parametrize(
    ("day", "as_of", "expected"),
    [
        ("2023-06-30", "2023-08-01", 15),
        ("2023-07-01", "2023-08-01", 20),
        ("2023-07-01", "2024-02-29", 20),
        ("2023-07-01", "2024-03-01", 15),
        ("2025-01-01", "2025-01-01", 15),
        ("2023-07-01", "2023-05-08", None),
    ],
)
def test_a_rule_that_changes_backwards(day: str, as_of: str, expected: int | None) -> None:
    found = in_force(THRESHOLD, date.fromisoformat(day), date.fromisoformat(as_of))
    assert (found.value if found else None) == expected


def test_of_equals_the_latest_from_then_the_last_written() -> None:
    day = date(2024, 1, 1)
    open_ended, later = value(1, **{"from": "2020-01-01"}), value(2, **{"from": "2022-01-01"})
    assert in_force((later, open_ended), day, day) is later
    twice = value(3, **{"from": "2022-01-01"})
    assert in_force((later, twice), day, day) is twice


def test_known_later_stands_before_in_force_later() -> None:
    day = date(2024, 1, 1)
    news = value(1, **{"from": "2020-01-01"}, known_from="2023-12-01")
    assert in_force((news, value(2, **{"from": "2022-01-01"}, known_from="2021-01-01")), day, day)
    assert in_force((news, value(2, **{"from": "2022-01-01"})), day, day) is news


DAYS = st.dates(date(2020, 1, 1), date(2021, 1, 1))


@st.composite
def values(draw: st.DrawFn) -> DatedValue:
    first = draw(st.none() | DAYS)
    last = draw(st.none() | DAYS)
    if first and last and last < first:
        first, last = last, first
    return DatedValue.model_validate(
        {
            "value": 1,
            "source": "act",
            "from": first,
            "to": last,
            "known_from": draw(st.none() | DAYS),
        }
    )


@pytest.mark.slow
@given(entries=st.lists(values(), max_size=5), as_of=DAYS, day=DAYS)
def test_nothing_changes_between_turning_days(
    entries: list[DatedValue], as_of: date, day: date
) -> None:
    before = max((turn for turn in turning_days(entries, as_of) if turn <= day), default=date.min)
    assert in_force(entries, day, as_of) is in_force(entries, before, as_of)


@pytest.mark.slow
@given(entries=st.lists(values(), max_size=5), day=DAYS, as_of=DAYS)
def test_what_becomes_known_later_never_changes_what_was_said(
    entries: list[DatedValue], day: date, as_of: date
) -> None:
    known = [each for each in entries if each.known_from is None or each.known_from <= as_of]
    assert in_force(entries, day, as_of) is in_force(known, day, as_of)
    assert in_force(known, day, as_of) is in_force(known, day, as_of + timedelta(days=900))


def parameter(*entries: DatedValue, **more: Any) -> Parameter:
    return Parameter(id="p", meaning="P", unit="money", values=entries, **more)


def test_a_date_is_not_asked_for_where_the_value_is_the_same_whatever_it_is() -> None:
    same = parameter(value(7, to="2023-06-30"), value(7, **{"from": "2023-07-01"}))
    found = value_of(same, programme(), {}, date(2024, 1, 1))
    assert (found.entry and found.entry.value, found.asked) == (7, False)


@pytest.mark.parametrize(
    "entries",
    [THRESHOLD[:2], (value(7, **{"from": "2023-07-01"}),)],
    ids=["two values", "a time without any"],
)
def test_a_date_is_asked_for_where_it_matters(entries: tuple[DatedValue, ...]) -> None:
    found = value_of(parameter(*entries), programme(), {}, date(2024, 1, 1))
    assert (found.entry, found.asked, found.trigger) == (None, True, "photography_start")


def test_a_parameter_has_a_trigger_of_its_own() -> None:
    own = parameter(*THRESHOLD[:2], trigger="certificate")
    dates = {"photography_start": date(2023, 1, 1), "certificate": date(2023, 8, 1)}
    found = value_of(own, programme(), dates, date(2024, 1, 1))  # type: ignore[arg-type]
    assert found.entry
    assert found.entry.value == 20


def test_the_version_of_a_day_as_known_on_another() -> None:
    tree = programme().model_dump(by_alias=True)
    first = tree["versions"][0]
    tree["versions"] = [
        first | {"id": "old", "to": "2024-12-31"},
        first | {"id": "new", "from": "2025-01-01", "known_from": "2024-12-03"},
    ]
    both = Programme.model_validate(tree)
    dates = {"photography_start": date(2025, 2, 1)}

    def version(as_of: date) -> str | None:
        found = version_of(both, dates, as_of).entry  # type: ignore[arg-type]
        return found.id if found else None

    assert version(date(2024, 12, 2)) is None
    assert version(date(2024, 12, 3)) == "new"
    assert version_of(both, {}, date(2025, 1, 1)).asked
