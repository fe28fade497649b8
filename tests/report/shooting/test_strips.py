"""Strips, day breaks, banners and call sheets as data: units, holidays, the sun."""

from __future__ import annotations

import re
from datetime import date

import pytest

from kachinko.model.board import BoardDay
from kachinko.model.scene import Location
from kachinko.report.shooting.documents import documents
from kachinko.report.shooting.strips import Banner, tone
from kachinko.report.shooting.sun import sun_text
from kachinko.report.shooting.texts import Words
from tests import shooting_case

SHOOTING, BOARD = shooting_case.shooting(), shooting_case.board()
ENGLISH = Words("en")


@pytest.mark.parametrize(
    ("setting", "time", "expected"),
    [
        ("INT", "day", "int-day"),
        ("INT", "night", "int-night"),
        ("EXT", "day", "ext-day"),
        ("EXT", "night", "ext-night"),
        ("INT/EXT", "day", "ext-day"),
        ("INT/EXT", "night", "ext-night"),
        ("EXT", "dawn", "twilight"),
        ("INT", "dusk", "twilight"),
        ("INT", None, "int-day"),
        ("EXT", None, "ext-day"),
    ],
)
def test_the_colour_of_a_strip(setting: str, time: str | None, expected: str) -> None:
    scene = SHOOTING.scenes[0].model_copy(update={"setting": setting, "time": time})

    assert tone(scene) == expected


def test_days_off_are_told_with_their_reason() -> None:
    rows = documents(SHOOTING, BOARD, "en").strips.rows

    assert [row for row in rows if isinstance(row, Banner)] == [
        Banner("Sat 4 Mar to Sun 5 Mar", "Day off", "off"),
        Banner("Thu 9 Mar", "No shooting", "none"),
        Banner("Fri 10 Mar", "港祭り Harbour festival", "closed"),
        Banner("Sat 11 Mar to Sun 12 Mar", "Day off", "off"),
    ]


def test_a_public_holiday_has_its_name() -> None:
    days = (
        BoardDay(day=date(2028, 3, 17), scenes=("1",)),
        BoardDay(day=date(2028, 3, 21), scenes=("2",)),
    )
    for lang, off, holiday in (("en", "Day off", "Vernal Equinox Day"), ("ja", "休日", "春分の日")):
        rows = documents(SHOOTING, shooting_case.board(days=days), lang).strips.rows

        assert [(row.reason, row.kind) for row in rows if isinstance(row, Banner)] == [
            (off, "off"),
            (holiday, "holiday"),
        ]


def test_days_are_counted_for_each_unit() -> None:
    shooting = shooting_case.shooting(units=["main", "second"])
    days = (
        BoardDay(day=date(2028, 3, 1), scenes=("2", "3")),
        BoardDay(day=date(2028, 3, 1), unit="second", scenes=("6",)),
        BoardDay(day=date(2028, 3, 2), unit="second", scenes=("4",)),
    )
    made = documents(shooting, shooting_case.board(days=days), "en")

    assert [(day.title, day.unit) for day in made.strips.days] == [
        ("Day 1", "unit main"),
        ("Day 1", "unit second"),
        ("Day 2", "unit second"),
    ]
    assert [sheet.count for sheet in made.calls] == ["Day 1 of 1", "Day 1 of 2", "Day 2 of 2"]
    assert made.calls[1].next.startswith("Next: Day 2, Thu 2 Mar, call 07:00")
    # Who works with the second unit cannot cover for the main one on that day.
    assert made.calls[0].next == "This is the last day."


def test_pick_ups_go_by_first_scene_and_carry_what_limits_them() -> None:
    third = documents(SHOOTING, BOARD, "en").calls[2]

    assert [(row.id, row.code, row.first, row.about) for row in third.cast] == [
        ("2", "W", "10", "08:00"),
        ("5", "SW", "10", "08:00"),
        ("3", "WF", "11", "12:40"),
        ("1", "W", "11A", "15:20"),
    ]
    assert third.cast[2].limit == "at most 9 h at work; not on nights"


def test_a_night_ends_on_the_next_day() -> None:
    assert documents(SHOOTING, BOARD, "en").strips.days[5].hours == "16:00–00:00 +1"
    assert documents(SHOOTING, BOARD, "ja").strips.days[5].hours == "16:00–24:00"


@pytest.mark.parametrize(
    ("place", "told"),
    [
        ({"latitude": 35.66, "longitude": 139.74}, "unknown: no time zone"),
        ({"timezone": "Asia/Tokyo"}, "unknown: no coordinates"),
        (
            {"latitude": 1, "longitude": 1, "timezone": "Asia/Nowhere"},
            "unknown: no such time zone, Asia/Nowhere",
        ),
        ({"latitude": 89, "longitude": 0, "timezone": "UTC"}, "does not both rise and set"),
    ],
)
def test_where_the_sun_is_unknown_the_reason_is_told(place: dict[str, object], told: str) -> None:
    location = Location.model_validate({"id": "x", "name": "X", **place})

    assert told in sun_text(location, date(2016, 2, 4), ENGLISH)


@pytest.mark.parametrize(
    ("latitude", "longitude", "published"),
    [  # for 4 February 2016: AstroArts, http://astroarts.jp/phenomena/2016/02/04-j.shtml
        (35.65, 139.74, ("06:39", "17:12")),  # Tokyo
        (43.06, 141.35, ("06:47", "16:51")),  # Sapporo
        (26.21, 127.68, ("07:12", "18:15")),  # Naha
    ],
)
def test_the_sun_is_right_within_two_minutes(
    latitude: float, longitude: float, published: tuple[str, str]
) -> None:
    location = Location(
        id="x", name="X", latitude=latitude, longitude=longitude, timezone="Asia/Tokyo"
    )

    told = re.findall(r"\d\d:\d\d", sun_text(location, date(2016, 2, 4), ENGLISH))

    for ours, theirs in zip(told, published, strict=True):
        assert abs(_minutes(ours) - _minutes(theirs)) <= 2


def _minutes(clock: str) -> int:
    return 60 * int(clock[:2]) + int(clock[3:])


@pytest.mark.parametrize(
    ("amount", "currency", "lang", "text"),
    [
        ("1234567", "JPY", "en", "JPY 1,234,567"),
        ("1234567", "JPY", "ja", "1,234,567円"),
        ("12.5", "USD", "en", "USD 12.50"),
        ("12", "USD", "ja", "USD 12"),
        ("0.125", "USD", "en", "USD 0.125"),
    ],
)
def test_money_is_written_exactly(amount: str, currency: str, lang: str, text: str) -> None:
    from decimal import Decimal

    assert Words(lang).money(Decimal(amount), currency) == text
