"""A title and its people: each row breaks rule 4, 5, 6 or 7, and says how."""

from __future__ import annotations

import pytest

from tests.staging.check.toho import DELETE, Changes, Found, days, found

BROKEN: list[tuple[Changes, Changes, list[Found]]] = [
    # -- crews (rule 4)
    (  # two sets build with one crew
        {"toho.build_crews": 1},
        {"vault.build": days("02-09..02-10")},
        [
            Found(
                "crews-short",
                "Toho needs 2 build crews on 2028-02-09 and has 1: vapor/lab, garo/vault.",
                item="garo/vault",
                stage="no1",
                span="2028-02-09 to 2028-02-09",
            ),
        ],
    ),
    (  # no crew at all for a strike
        {
            "toho.build_crews": 0,
            "lab.build_days": 0,
            "lab.strike_days": 0,
            "hall.build_days": 0,
            "hall.strike_days": 0,
            "vault.build_days": 0,
            "cellar.build_days": 0,
            "cellar.strike_days": 0,
        },
        {
            "lab.build": DELETE,
            "lab.strike": DELETE,
            "hall.build": DELETE,
            "hall.strike": DELETE,
            "vault.build": DELETE,
            "cellar.build": DELETE,
            "cellar.strike": DELETE,
        },
        [
            Found(
                "crews-short",
                "Toho needs 1 build crew on 2028-03-01 and has 0: garo/vault.",
                item="garo/vault",
                stage="no1",
                span="2028-03-01 to 2028-03-01",
            ),
        ],
    ),
    # -- unit and order (rule 5)
    (  # the main unit shoots on stage and off it
        {},
        {"streets": {"id": "streets"} | days("02-24..02-28")},
        [
            Found(
                "unit-at-two-places",
                "Unit main of vapor shoots hall and streets from 2028-02-25 to 2028-02-28.",
                item="vapor/hall",
                other="vapor/streets",
                stage="no1",
                span="2028-02-25 to 2028-02-28",
            ),
        ],
    ),
    (  # the streets come before the end of the lab
        {"streets.unit": "second"},
        {"streets": {"id": "streets"} | days("02-16..02-18")},
        [
            Found(
                "after-broken",
                "vapor/streets is shot after lab, yet it begins on 2028-02-16 and lab ends on "
                "2028-02-16.",
                item="vapor/streets",
                other="vapor/lab",
                span="2028-02-16 to 2028-02-16",
            ),
        ],
    ),
    (  # the streets come wholly before the lab
        {},
        {"streets": {"id": "streets"} | days("02-09..02-11")},
        [
            Found(
                "after-broken",
                "vapor/streets is shot after lab, yet it begins on 2028-02-09 and lab ends on "
                "2028-02-16.",
                item="vapor/streets",
                other="vapor/lab",
                span="2028-02-09 to 2028-02-16",
            ),
        ],
    ),
    # -- window and studio (rule 6)
    (  # the lab is built before the title's window
        {"vapor.earliest": "2028-02-09"},
        {},
        [
            Found(
                "before-window",
                "vapor/lab begins on 2028-02-07; the first day of title vapor is 2028-02-09.",
                item="vapor/lab",
                stage="no1",
                span="2028-02-07 to 2028-02-08",
            ),
        ],
    ),
    (  # the block ends after the title's window
        {"vapor.latest": "2028-03-05"},
        {},
        [
            Found(
                "after-window",
                "vapor/streets ends on 2028-03-06; the last day of title vapor is 2028-03-05.",
                item="vapor/streets",
                span="2028-03-06 to 2028-03-06",
            ),
        ],
    ),
    (  # the block begins before its own window
        {"streets.earliest": "2028-03-03"},
        {},
        [
            Found(
                "before-block-window",
                "vapor/streets begins on 2028-03-02; the first day of block streets is 2028-03-03.",
                item="vapor/streets",
                span="2028-03-02 to 2028-03-02",
            ),
        ],
    ),
    (  # the block ends after its own window
        {"streets.latest": "2028-03-05"},
        {},
        [
            Found(
                "after-block-window",
                "vapor/streets ends on 2028-03-06; the last day of block streets is 2028-03-05.",
                item="vapor/streets",
                span="2028-03-06 to 2028-03-06",
            ),
        ],
    ),
    (  # outside the horizon
        {"horizon": days("02-08..03-31")},
        {},
        [
            Found(
                "before-horizon",
                "vapor/lab begins on 2028-02-07; the first day of the horizon is 2028-02-08.",
                item="vapor/lab",
                stage="no1",
                span="2028-02-07 to 2028-02-07",
            ),
        ],
    ),
    (  # a set at another studio
        {},
        {"attic.stage": "b1", "attic.x_m": None, "attic.y_m": None},
        [
            Found(
                "split",
                "garo/attic stands on Hall B1 at Busan; garo is made at Toho and may not be split.",
                item="garo/attic",
                stage="b1",
                span="2028-03-08 to 2028-03-10",
            ),
        ],
    ),
    (  # a split title at a studio that it does not allow
        {"garo.split": True, "garo.studios": ["toho"]},
        {"attic.stage": "b1", "attic.x_m": None, "attic.y_m": None},
        [
            Found(
                "set-not-allowed-there",
                "garo/attic stands at Busan; garo may be made at toho.",
                item="garo/attic",
                stage="b1",
                span="2028-03-08 to 2028-03-10",
            ),
        ],
    ),
    (  # a studio that the title does not allow
        {"vapor.sets": []},
        {"vapor.studio": "busan", "vapor.sets": [], "streets.to": "2028-03-04"},
        [
            Found(
                "studio-not-allowed",
                "vapor is made at busan; it may be made at toho.",
                item="vapor",
            ),
        ],
    ),
    (  # no studio
        {},
        {"garo.studio": None},
        [
            Found(
                "unknown-studio",
                "garo is accepted with no studio.",
                item="garo",
            ),
        ],
    ),
    (  # a studio that is not there
        {},
        {"garo.studio": "pinewood"},
        [
            Found(
                "unknown-studio",
                "garo is accepted with studio pinewood, which the project has not.",
                item="garo",
            ),
        ],
    ),
    # -- cast (rule 7)
    (  # the lead leaves a day before the lab is shot
        {"vapor.cast.0.available": [days("02-01..02-15"), days("03-01..03-31")]},
        {},
        [
            Found(
                "cast-not-available",
                "vapor/lab shoots with Lead, who is not available on 2028-02-16.",
                item="vapor/lab",
                stage="no1",
                span="2028-02-16 to 2028-02-16",
            ),
        ],
    ),
    (  # the lead is away over a weekend and the days around it
        {"vapor.cast.0.available": [days("02-01..03-02"), days("03-07..03-31")]},
        {},
        [
            Found(
                "cast-not-available",
                "vapor/streets shoots with Lead, who is not available from 2028-03-03 to "
                "2028-03-06.",
                item="vapor/streets",
                span="2028-03-03 to 2028-03-06",
            ),
        ],
    ),
]

KEPT: list[tuple[Changes, Changes]] = [
    ({"toho.build_crews": None}, {"vault.build": days("02-09..02-10")}),  # crews without limit
    ({"toho.build_crews": 2}, {"vault.build": days("02-09..02-10")}),  # crews enough
    ({"streets.unit": "second"}, {"streets": {"id": "streets"} | days("02-24..02-28")}),
    ({}, {"streets": {"id": "streets"} | days("02-17..02-21")}),  # the day after the lab
    ({"vapor.earliest": "2028-02-07", "vapor.latest": "2028-03-06"}, {}),  # just in the window
    ({"streets.earliest": "2028-03-02", "streets.latest": "2028-03-06"}, {}),  # likewise
    ({"horizon": days("02-07..03-13")}, {}),  # just in the horizon
    (  # Busan works on Saturdays, Toho does not: one title, two calendars
        {"garo.split": True},
        {
            "attic.stage": "b1",
            "attic.x_m": None,
            "attic.y_m": None,
            "attic.prelight": days("03-09"),
            "attic.shoot": days("03-10..03-11"),
        },
    ),
    (  # the block follows the calendar of the title's studio, the sets that of their own
        {"vapor.studios": [], "vapor.split": True},
        {"vapor.studio": "busan", "streets": {"id": "streets"} | days("03-02..03-04")},
    ),
    # two stretches that leave only a weekend between them join
    ({"vapor.cast.0.available": [days("02-01..03-03"), days("03-06..03-31")]}, {}),
    # two stretches that overlap, and a day that only the second has
    ({"vapor.cast.0.available": [days("02-01..02-15"), days("02-10..03-06")]}, {}),
]


@pytest.mark.parametrize(("project", "plan", "expected"), BROKEN)
def test_breach_is_named(project: Changes, plan: Changes, expected: list[Found]) -> None:
    assert found(project, plan) == expected


@pytest.mark.parametrize(("project", "plan"), KEPT)
def test_plan_that_keeps_the_rules_has_no_breach(project: Changes, plan: Changes) -> None:
    assert found(project, plan) == []
