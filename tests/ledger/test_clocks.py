"""Deadlines across clock changes, leap days, year ends, holidays; by hand and by a slow count."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kachinko.ledger.clock import answer_by, lapse_of, today
from kachinko.ledger.store.ledger import Ledger
from kachinko.ledger.verify import verify
from kachinko.model.calendar import WorkingDays
from kachinko.model.command import Book, ChallengeBetter, Confirm, Place, SetPolicy, Tick
from kachinko.model.policy import HoldPolicy
from kachinko.model.span import DaySpan
from kachinko.model.studio import WEEKDAYS, Calendar
from tests.ledger.databases import KINDS, new_database
from tests.ledger.desks import wanted

BUDAPEST, VANCOUVER, SYDNEY, LORD_HOWE, TOKYO = (
    "Europe/Budapest", "America/Vancouver", "Australia/Sydney", "Australia/Lord_Howe", "Asia/Tokyo",
)  # fmt: skip


def local(zone: str, text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=ZoneInfo(zone))


@pytest.mark.parametrize(
    ("zone", "asked", "ends"),
    [
        # Spring forward: 48 hours are 48 hours, an hour later by the clock on the wall.
        (BUDAPEST, "2028-03-25T12:00", "2028-03-27T13:00"),
        (VANCOUVER, "2028-03-11T12:00", "2028-03-13T13:00"),
        (SYDNEY, "2028-09-30T12:00", "2028-10-02T13:00"),
        (LORD_HOWE, "2028-09-30T12:00", "2028-10-02T12:30"),
        # And back.
        (BUDAPEST, "2028-10-28T12:00", "2028-10-30T11:00"),
        (VANCOUVER, "2028-11-04T12:00", "2028-11-06T11:00"),
        (SYDNEY, "2028-04-01T12:00", "2028-04-03T11:00"),
        (LORD_HOWE, "2028-04-01T12:00", "2028-04-03T11:30"),
        # Leap day and year end.
        (TOKYO, "2028-02-28T09:00", "2028-03-01T09:00"),
        (TOKYO, "2027-02-27T09:00", "2027-03-01T09:00"),
        (TOKYO, "2028-12-30T18:00", "2029-01-01T18:00"),
    ],
)
def test_hours_are_elapsed_hours(zone: str, asked: str, ends: str) -> None:
    found = answer_by(HoldPolicy(zone=zone), local(zone, asked), 48)
    assert found == local(zone, ends)
    assert found - local(zone, asked).astimezone(UTC) == timedelta(hours=48)


def working(zone: str, **more: object) -> HoldPolicy:
    return HoldPolicy.model_validate({"zone": zone, "hours": "working", **more})


@pytest.mark.parametrize(
    ("policy", "asked", "hours", "ends"),
    [
        # Friday 17:00 before the clocks change: one hour then, the others on Monday.
        (working(BUDAPEST), "2028-03-24T17:00", 10, "2028-03-27T18:00"),
        (working(VANCOUVER), "2028-11-03T17:00", 2, "2028-11-06T10:00"),
        # Asked before opening, after closing, on a Sunday, at the very closing.
        (working(TOKYO), "2028-03-01T07:30", 1, "2028-03-01T10:00"),
        (working(TOKYO), "2028-03-01T19:00", 1, "2028-03-02T10:00"),
        (working(TOKYO), "2028-03-05T12:00", 9, "2028-03-06T18:00"),
        (working(TOKYO), "2028-03-01T18:00", 9, "2028-03-02T18:00"),
        # A studio that works on Sundays too, through the night of the change: an hour is missing.
        (
            working(BUDAPEST, opens="00:00", closes="24:00", calendar=Calendar(weekdays=WEEKDAYS)),
            "2028-03-26T00:00", 24, "2028-03-27T01:00",
        ),
        # Holidays: the days around New Year and Golden Week do not count.
        (
            working(TOKYO, calendar=Calendar(holidays="JP")),
            "2028-05-02T17:00", 2, "2028-05-08T10:00",
        ),
    ],
)  # fmt: skip
def test_working_hours(policy: HoldPolicy, asked: str, hours: int, ends: str) -> None:
    found = answer_by(policy, local(policy.zone, asked), hours)
    assert found.astimezone(ZoneInfo(policy.zone)) == local(policy.zone, ends)


ZONES = [BUDAPEST, VANCOUVER, SYDNEY, LORD_HOWE, TOKYO, "Africa/Cairo", "America/St_Johns"]
CALENDARS = [Calendar(), Calendar(weekdays=WEEKDAYS), Calendar(holidays="HU")]


@given(
    zone=st.sampled_from(ZONES),
    calendar=st.sampled_from(CALENDARS),
    opens=st.sampled_from([0, 8 * 60, 9 * 60 + 30]),
    closes=st.sampled_from([13 * 60, 18 * 60, 24 * 60]),
    # The clocks change in this year, and the year after is reached.
    minute=st.integers(0, 370 * 24 * 60),
    hours=st.integers(1, 30),
)
@settings(deadline=None, max_examples=60)
def test_working_hours_are_those_that_one_would_count_minute_by_minute(
    zone, calendar, opens, closes, minute, hours
) -> None:
    policy = working(zone, calendar=calendar, opens=opens, closes=closes)
    now = datetime(2027, 12, 28, tzinfo=UTC) + timedelta(minutes=minute)
    days = set(WorkingDays(calendar, DaySpan(date(2027, 1, 1), date(2030, 1, 1))).dates)
    left, ends = hours * 60, now
    while left:
        wall = ends.astimezone(ZoneInfo(zone))
        left -= wall.date() in days and opens <= wall.hour * 60 + wall.minute < closes
        ends += timedelta(minutes=1)
    assert answer_by(policy, now, hours) == ends


@pytest.mark.parametrize(
    ("zone", "lead", "first", "ends"),
    [
        (TOKYO, 7, "2028-03-01", "2028-02-22T15:00+00:00"),  # over a leap day
        (TOKYO, 7, "2027-03-01", "2027-02-21T15:00+00:00"),
        (TOKYO, 1, "2029-01-01", "2028-12-30T15:00+00:00"),
        (BUDAPEST, 1, "2028-03-27", "2028-03-25T23:00+00:00"),  # that day has 23 hours
        (BUDAPEST, 0, "2028-03-27", "2028-03-26T22:00+00:00"),
        (VANCOUVER, 2, "2028-11-07", "2028-11-05T07:00+00:00"),
        (SYDNEY, 3, "2028-10-03", "2028-09-29T14:00+00:00"),
        ("Africa/Cairo", 0, "2028-04-28", "2028-04-27T22:00+00:00"),  # midnight is skipped there
    ],
)
def test_holds_lapse_at_midnight_at_the_stage(zone: str, lead: int, first: str, ends: str) -> None:
    policy = HoldPolicy(zone=zone, lapse_lead_days=lead)
    found = lapse_of(policy, date.fromisoformat(first))
    assert found == datetime.fromisoformat(ends)
    # From that instant on it is that day there, and not a moment before.
    day = date.fromisoformat(first) - timedelta(days=lead)
    assert today(policy, found) == day
    assert today(policy, found - timedelta(microseconds=1)) == day - timedelta(days=1)


@pytest.mark.parametrize("kind", KINDS)
def test_a_challenge_over_the_change_to_summer_time_ends_at_its_very_instant(
    tmp_path, kind: str
) -> None:
    asked = local(BUDAPEST, "2028-03-25T12:00")
    ends = local(BUDAPEST, "2028-03-27T13:00").astimezone(UTC)
    policy = HoldPolicy(zone=BUDAPEST, signature_hours=24)
    with Ledger(new_database(kind, tmp_path)) as ledger:

        def submit(command, at):
            outcome = ledger.submit(command, actor="ana", at=at)
            assert outcome.done
            return {each.after.id: each.after.state for each in outcome.changes}

        submit(SetPolicy(id="s", stage="one", policy=policy), asked)
        submit(Place(id="a", wanted=wanted(60)), asked)
        submit(Place(id="b", wanted=wanted(62)), asked)
        submit(ChallengeBetter(id="x", reservation="b"), asked)
        assert ledger.find("a").deadline == ends
        assert submit(Tick(id="t1"), ends - timedelta(microseconds=1)) == {}
        assert submit(Tick(id="t2"), ends) == {"a": "lapsed", "b": "confirmed"}
        # The signature is awaited for 24 hours; any other command finds it too late.
        late = ends + timedelta(hours=24)
        assert submit(Book(id="c", wanted=wanted(62)), late) == {"b": "lapsed", "c": "confirmed"}
        assert verify(ledger.engine).findings == ()


def test_confirming_is_in_time_until_the_last_moment(tmp_path) -> None:
    policy = HoldPolicy(zone=TOKYO, lapse_lead_days=1)
    first = wanted().first
    ends = lapse_of(policy, first)
    for late, code in ((timedelta(microseconds=-1), ""), (timedelta(), "STATE")):
        with Ledger(new_database("sqlite", tmp_path)) as ledger:
            at = ends - timedelta(days=30)
            ledger.submit(SetPolicy(id="s", stage="one", policy=policy), actor="ana", at=at)
            ledger.submit(Place(id="a", wanted=wanted()), actor="ana", at=at)
            # The time of a command may be given in any zone.
            at = (ends + late).astimezone(ZoneInfo(VANCOUVER))
            outcome = ledger.submit(Confirm(id="c", reservation="a"), actor="ana", at=at)
            assert outcome.code == code
