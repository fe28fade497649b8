from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

import pytest
from icalendar import Calendar, Event

from kachinko.model.plan import Plan
from kachinko.report.calendar_feed import entries, plan_calendar, stage_calendars
from kachinko.report.words import Words
from tests import plan_case

NOW = datetime(2027, 11, 1, 9, 30, tzinfo=UTC)
LATER = datetime(2027, 11, 2, 9, 30, tzinfo=UTC)
PROJECT = plan_case.project()


def events(feed: bytes) -> dict[str, Event]:
    return {str(event["UID"]): event for event in Calendar.from_ical(feed).walk("VEVENT")}


def named(feed: bytes, summary: str) -> Event:
    (event,) = [each for each in events(feed).values() if str(each["SUMMARY"]) == summary]
    return event


def changed(**changes: Any) -> Plan:
    """The plan of the case with changes to the strike and stage of the pit, or without it."""
    data = plan_case.plan().model_dump(mode="json", by_alias=True)
    dune = data["titles"][1]
    if changes.pop("drop", False):
        dune |= {"accepted": False, "sets": [], "studio": None}
    else:
        dune["sets"][0] |= changes
    return Plan.model_validate(data)


def test_each_phase_and_block_is_an_all_day_event() -> None:
    feed = plan_calendar(PROJECT, plan_case.plan(), now=NOW)

    event = named(feed, "The Human Vapor · Laboratory; basement, west: shoot")
    assert event["DTSTART"].params["VALUE"] == "DATE"
    assert event.decoded("dtstart") == date(2028, 1, 24)
    assert event.decoded("dtend") == date(2028, 1, 29)
    assert str(event["LOCATION"]) == "No.1 Stage, Toho Studios, Tokyo"
    assert event["CATEGORIES"].to_ical() == b"Shoot"
    assert "Floor: 240 m²" in str(event["DESCRIPTION"])
    assert "Strike: 2028-02-07 to 2028-02-10" in str(event["DESCRIPTION"])
    assert named(feed, "The Human Vapor · streets: on location").decoded("dtend") == date(
        2028, 3, 18
    )
    assert len(events(feed)) == 5 + 3 + 3 + 1


def test_it_is_well_formed() -> None:
    feed = plan_calendar(PROJECT, plan_case.plan(), now=NOW)
    calendar = Calendar.from_ical(feed)

    assert (str(calendar["METHOD"]), str(calendar["VERSION"])) == ("PUBLISH", "2.0")
    assert calendar["PRODID"]
    assert str(calendar["X-WR-CALNAME"]) == "Toho, by hand: stage plan"
    assert all(len(line) <= 75 for line in feed.split(b"\r\n"))
    assert b"\n" not in feed.replace(b"\r\n", b"")
    assert rb"Laboratory\; basement\, west" in feed
    assert str(named(feed, "砂の女 — 第二部 · 砂の穴: build")["STATUS"]) == "CONFIRMED"
    assert all(not calendar_part.errors for calendar_part in calendar.walk())


def test_each_stage_has_a_calendar_of_its_own() -> None:
    feeds = stage_calendars(PROJECT, plan_case.plan(), now=NOW)

    assert {stage: len(events(feed)) for stage, feed in feeds.items()} == {
        "no1": 8,
        "no2": 3,
        "no9": 0,
    }
    assert str(Calendar.from_ical(feeds["no2"])["X-WR-CALNAME"]) == "No.2 Stage (Toho Studios)"


def test_the_same_plan_again_gives_the_same_calendar() -> None:
    feed = plan_calendar(PROJECT, plan_case.plan(), now=NOW)

    assert plan_calendar(PROJECT, plan_case.plan(), now=LATER, earlier=feed) == feed


def test_a_moved_phase_keeps_its_uid_and_gets_a_higher_sequence() -> None:
    first = plan_calendar(PROJECT, plan_case.plan(), now=NOW)
    strike = {"from": "2028-03-06", "to": "2028-03-10"}

    second = plan_calendar(PROJECT, changed(strike=strike), now=LATER, earlier=first)

    old, new = (named(feed, "砂の女 — 第二部 · 砂の穴: strike") for feed in (first, second))
    assert old["UID"] == new["UID"]
    assert (old["SEQUENCE"], new["SEQUENCE"]) == (0, 1)
    assert new.decoded("dtstart") == date(2028, 3, 6)
    assert new.decoded("dtstamp") == LATER
    untouched = named(second, "The Human Vapor · Laboratory; basement, west: shoot")
    assert untouched["SEQUENCE"] == 0


def test_a_dropped_title_is_cancelled_and_may_come_back() -> None:
    first = plan_calendar(PROJECT, plan_case.plan(), now=NOW)

    second = plan_calendar(PROJECT, changed(drop=True), now=LATER, earlier=first)
    third = plan_calendar(PROJECT, changed(drop=True), now=NOW, earlier=second)
    fourth = plan_calendar(PROJECT, plan_case.plan(), now=LATER, earlier=third)

    name = "砂の女 — 第二部 · 砂の穴: build"
    states = [
        (str(named(feed, name)["STATUS"]), int(named(feed, name)["SEQUENCE"]))
        for feed in (first, second, third, fourth)
    ]
    assert states == [("CONFIRMED", 0), ("CANCELLED", 1), ("CANCELLED", 1), ("CONFIRMED", 2)]


def test_a_set_that_changes_stage_is_cancelled_there_and_shown_here() -> None:
    plan, moved = plan_case.plan(), changed(stage="no1")
    whole = plan_calendar(PROJECT, plan, now=NOW)
    stages = stage_calendars(PROJECT, plan, now=NOW)

    after = stage_calendars(PROJECT, moved, now=LATER, earlier=whole, earlier_by_stage=stages)

    name = "砂の女 — 第二部 · 砂の穴: shoot"
    there, here = named(after["no2"], name), named(after["no1"], name)
    assert there["UID"] == here["UID"]
    assert (str(there["STATUS"]), str(here["STATUS"])) == ("CANCELLED", "CONFIRMED")
    assert there["SEQUENCE"] == here["SEQUENCE"] == 1


def test_a_stage_that_left_the_project_cancels_what_it_had() -> None:
    stages = stage_calendars(PROJECT, plan_case.plan(), now=NOW)
    gone = {"old": stages["no2"], "notes": b"not ours"}

    after = stage_calendars(PROJECT, plan_case.plan(), now=LATER, earlier_by_stage=gone)

    assert "notes" not in after
    assert {str(each["STATUS"]) for each in events(after["old"]).values()} == {"CANCELLED"}


@pytest.mark.parametrize(
    "earlier",
    [
        b"",
        b"hello",
        b"BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n",
        (
            b"BEGIN:VCALENDAR\r\nPRODID:-//Kachinko//Stage plan//EN\r\nBEGIN:VEVENT\r\nUID:x\r\n"
            b"SEQUENCE:many\r\nDTSTART:yesterday\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n"
        ),
        (
            b"BEGIN:VCALENDAR\r\nPRODID:-//Kachinko//Stage plan//EN\r\nBEGIN:VEVENT\r\n"
            b"END:VEVENT\r\nEND:VCALENDAR\r\n"
        ),
        b"\xff\xfe\x00",
        b"BEGIN:VCALENDAR\r\nPRODID:-//Kach",
    ],
)
def test_an_earlier_file_that_is_no_calendar_of_ours_counts_as_none(earlier: bytes) -> None:
    feed = plan_calendar(PROJECT, plan_case.plan(), now=NOW, earlier=earlier)

    assert feed == plan_calendar(PROJECT, plan_case.plan(), now=NOW)


def test_uids_hang_on_what_it_is_alone() -> None:
    uids = {entry.uid for entry in entries(PROJECT, plan_case.plan(), Words())}

    assert len(uids) == 12
    moved = changed(stage="no1", strike={"from": "2028-03-06", "to": "2028-03-10"})
    assert {entry.uid for entry in entries(PROJECT, moved, Words())} == uids
