"""What stands on a stage: each row breaks rule 1, 2, 3 or 8, and says how."""

from __future__ import annotations

import pytest

from tests.staging.check.toho import Changes, Found, days, found

TOGETHER = {"vault.shoot": days("02-25..02-28")}
"""Vault and hall shoot on the same days."""

BROKEN: list[tuple[Changes, Changes, list[Found]]] = [
    # -- open stages (rule 1)
    (  # the agreement ends before the vault is struck
        {
            "agreements": [
                {"id": "a", "studio": "toho", "stages": ["no1", "no7"]} | days("02-01..02-28"),
                {"id": "b", "studio": "toho", "stages": ["no7"]} | days("02-29..03-31"),
            ]
        },
        {},
        [
            Found(
                "stage-not-open",
                "vapor/hall stands on No.1 on 2028-02-29; no agreement opens it then.",
                item="vapor/hall",
                stage="no1",
                span="2028-02-29 to 2028-02-29",
            ),
            Found(
                "stage-not-open",
                "garo/vault stands on No.1 from 2028-02-29 to 2028-03-01; no agreement opens it"
                " then.",
                item="garo/vault",
                stage="no1",
                span="2028-02-29 to 2028-03-01",
            ),
        ],
    ),
    (  # two agreements leave a gap of two days
        {
            "agreements": [
                {"id": "a", "studio": "toho", "stages": ["no1", "no7"]} | days("02-01..03-03"),
                {"id": "b", "studio": "toho", "stages": ["no1", "no7"]} | days("03-06..03-31"),
            ]
        },
        {},
        [
            Found(
                "stage-not-open",
                "garo/cellar stands on Stage 7 from 2028-03-04 to 2028-03-05; no agreement "
                "opens it then.",
                item="garo/cellar",
                stage="no7",
                span="2028-03-04 to 2028-03-05",
            ),
        ],
    ),
    (  # the stage is closed on two days off, on which sets only stand
        {"no1.closures": [{"reason": "fire drill"} | days("02-19..02-20")]},
        {},
        [
            Found(
                "stage-closed",
                "vapor/lab stands on No.1 from 2028-02-19 to 2028-02-20; it is closed then "
                "(fire drill).",
                item="vapor/lab",
                stage="no1",
                span="2028-02-19 to 2028-02-20",
            ),
            Found(
                "stage-closed",
                "garo/vault stands on No.1 from 2028-02-19 to 2028-02-20; it is closed then "
                "(fire drill).",
                item="garo/vault",
                stage="no1",
                span="2028-02-19 to 2028-02-20",
            ),
        ],
    ),
    (  # the stage lacks a feature
        {"no1.features": ["led"]},
        {},
        [
            Found(
                "feature-missing",
                "vapor/lab stands on No.1, which has no tank.",
                item="vapor/lab",
                stage="no1",
                span="2028-02-07 to 2028-02-22",
            ),
        ],
    ),
    (  # the stage is too low for the hall
        {"no1.clear_height_m": 6.5},
        {},
        [
            Found(
                "too-high",
                "vapor/hall is 7 m high; No.1 has 6.5 m clear.",
                item="vapor/hall",
                stage="no1",
                span="2028-02-23 to 2028-02-29",
            ),
        ],
    ),
    (  # the stage's floor is not known
        {"no7.width_m": None, "no7.depth_m": None},
        {"cellar.x_m": None, "cellar.y_m": None, "attic.x_m": None, "attic.y_m": None},
        [
            Found(
                "floor-unknown",
                "garo/cellar stands on Stage 7, whose floor area is not known.",
                item="garo/cellar",
                stage="no7",
                span="2028-03-02 to 2028-03-13",
            ),
            Found(
                "floor-unknown",
                "garo/attic stands on Stage 7, whose floor area is not known.",
                item="garo/attic",
                stage="no7",
                span="2028-03-08 to 2028-03-10",
            ),
        ],
    ),
    # -- floor (rule 2)
    (  # hall and vault are too large together
        {"hall.area_m2": 560.01},
        {},
        [
            Found(
                "floor-full",
                "No.1 carries 860.01 m² of sets from 2028-02-23 to 2028-02-29 and has 860 m²: "
                "vapor/hall 560.01, garo/vault 300.",
                item="garo/vault",
                stage="no1",
                span="2028-02-23 to 2028-02-29",
            ),
        ],
    ),
    (  # rectangles count with their footprint
        {"no7.effective_area_m2": 127.99},
        {},
        [
            Found(
                "floor-full",
                "Stage 7 carries 128 m² of sets from 2028-03-08 to 2028-03-10 and has 127.99 "
                "m²: garo/cellar 80, garo/attic 48.",
                item="garo/attic",
                stage="no7",
                span="2028-03-08 to 2028-03-10",
            ),
        ],
    ),
    (  # a rectangle has no position
        {},
        {"attic.y_m": None},
        [
            Found(
                "position-missing",
                "garo/attic has no position on Stage 7, and needs one.",
                item="garo/attic",
                stage="no7",
                span="2028-03-08 to 2028-03-10",
            ),
        ],
    ),
    (  # a position is no number
        {},
        {"attic.y_m": float("inf")},
        [
            Found(
                "position-missing",
                "garo/attic has no position on Stage 7, and needs one.",
                item="garo/attic",
                stage="no7",
                span="2028-03-08 to 2028-03-10",
            ),
        ],
    ),
    (  # a set by area has a position
        {},
        {"vault.x_m": 0, "vault.y_m": 0},
        [
            Found(
                "position-not-needed",
                "garo/vault has a position on No.1, though the set or the stage is known by "
                "area alone.",
                item="garo/vault",
                stage="no1",
                span="2028-02-10 to 2028-03-01",
            ),
        ],
    ),
    (  # a rectangle reaches through the wall
        {},
        {"attic.x_m": 12.01},
        [
            Found(
                "outside-stage",
                "garo/attic lies from 12.01 to 20.01 m and from 0 to 6 m; Stage 7 is 20 × 15 m.",
                item="garo/attic",
                stage="no7",
                span="2028-03-08 to 2028-03-10",
            ),
        ],
    ),
    (  # a position is negative
        {},
        {"cellar.x_m": -0.5},
        [
            Found(
                "outside-stage",
                "garo/cellar lies from -0.5 to 9.5 m and from 0 to 8 m; Stage 7 is 20 × 15 m.",
                item="garo/cellar",
                stage="no7",
                span="2028-03-02 to 2028-03-13",
            ),
        ],
    ),
    (  # turned, a rectangle reaches through the wall
        {"cellar.width_m": 16},
        {"cellar.rotated": True, "attic.x_m": 9},
        [
            Found(
                "outside-stage",
                "garo/cellar lies from 0 to 8 m and from 0 to 16 m; Stage 7 is 20 × 15 m.",
                item="garo/cellar",
                stage="no7",
                span="2028-03-02 to 2028-03-13",
            ),
        ],
    ),
    (  # two rectangles overlap
        {},
        {"attic.x_m": 9},
        [
            Found(
                "rectangles-overlap",
                "garo/cellar and garo/attic overlap on Stage 7 from 2028-03-08 to 2028-03-10; "
                "the aisle there is 1 m.",
                item="garo/cellar",
                other="garo/attic",
                stage="no7",
                span="2028-03-08 to 2028-03-10",
            ),
        ],
    ),
    (  # the aisle is 0.99 m
        {},
        {"attic.x_m": 10.99},
        [
            Found(
                "aisle-too-narrow",
                "garo/cellar and garo/attic are 0.99 m apart on Stage 7 from 2028-03-08 to "
                "2028-03-10; the aisle there is 1 m.",
                item="garo/cellar",
                other="garo/attic",
                stage="no7",
                span="2028-03-08 to 2028-03-10",
            ),
        ],
    ),
    (  # apart along both axes, by less than the aisle along each
        {},
        {"attic.x_m": 10.9, "attic.y_m": 8.9},
        [
            Found(
                "aisle-too-narrow",
                "garo/cellar and garo/attic are 0.9 m apart on Stage 7 from 2028-03-08 to "
                "2028-03-10; the aisle there is 1 m.",
                item="garo/cellar",
                other="garo/attic",
                stage="no7",
                span="2028-03-08 to 2028-03-10",
            ),
        ],
    ),
    # -- quiet (rule 3)
    (  # the vault is built while the lab shoots
        {},
        {"vault.build": days("02-11..02-14")},
        [
            Found(
                "no-quiet",
                "vapor/lab shoots with sound on No.1 on 2028-02-14, while garo/vault builds there.",
                item="vapor/lab",
                other="garo/vault",
                stage="no1",
                span="2028-02-14 to 2028-02-14",
            ),
        ],
    ),
    (  # the vault without sound still disturbs the lab
        {"vault.sync_sound": False},
        {"vault.shoot": days("02-16..02-17")},
        [
            Found(
                "no-quiet",
                "vapor/lab shoots with sound on No.1 on 2028-02-16, while garo/vault shoots there.",
                item="vapor/lab",
                other="garo/vault",
                stage="no1",
                span="2028-02-16 to 2028-02-16",
            ),
        ],
    ),
    (  # two sets shoot at once: one breach, not two
        {},
        {"vault.shoot": days("02-16..02-17")},
        [
            Found(
                "no-quiet",
                "vapor/lab shoots with sound on No.1 on 2028-02-16, while garo/vault shoots there.",
                item="vapor/lab",
                other="garo/vault",
                stage="no1",
                span="2028-02-16 to 2028-02-16",
            ),
        ],
    ),
    # -- power (rule 8)
    (  # vault and hall draw more than the supply
        {"vault.sync_sound": False, "hall.sync_sound": False},
        {"vault.shoot": days("02-25..02-28")},
        [
            Found(
                "power-short",
                "The sets lit on No.1 from 2028-02-25 to 2028-02-28 draw 420.5 kVA and it "
                "supplies 400 kVA: vapor/hall 300, garo/vault 120.5.",
                item="garo/vault",
                stage="no1",
                span="2028-02-25 to 2028-02-28",
            ),
        ],
    ),
]

KEPT: list[tuple[Changes, Changes]] = [
    (  # two agreements that follow each other count as one
        {
            "agreements": [
                {"id": "a", "studio": "toho", "stages": ["no1", "no7"]} | days("02-01..02-28"),
                {"id": "b", "studio": "toho", "stages": ["no1", "no7"]} | days("02-29..03-31"),
            ]
        },
        {},
    ),
    ({"no1.closures": [days("02-01..02-06"), days("03-02..03-31")]}, {}),  # nothing stands then
    ({"toho.calendar": {"closures": [days("03-14..03-31")]}}, {}),  # nobody works, nothing stands
    ({"toho.calendar": {"closures": [days("03-11..03-12")]}}, {}),  # the cellar stands, days off
    ({"lab.height_m": 10}, {}),  # just high enough
    ({"no1.clear_height_m": None}, {}),  # a height that is not known is not checked
    ({"hall.area_m2": 560}, {}),  # hall and vault fill the floor
    ({"no7.effective_area_m2": 120, "cellar.area_m2": 72}, {}),  # the area counts, not the sides
    ({}, {"attic.x_m": 0, "attic.y_m": 9}),  # an aisle along the other axis
    ({}, {"attic.rotated": True}),  # turned
    ({"cellar.depth_m": 14}, {"attic.x_m": 14, "attic.rotated": True}),  # turned to fit
    ({"no7.aisle_m": 0}, {"attic.x_m": 10}),  # wall to wall where no aisle is needed
    (  # the same place, one after the other
        {},
        {"attic.x_m": 0, "attic.prelight": days("03-14"), "attic.shoot": days("03-15..03-16")},
    ),
    ({"lab.sync_sound": False}, {"vault.build": days("02-11..02-14")}),  # the lab needs no quiet
    ({"no1.quiet": False}, {"vault.shoot": days("02-16..02-17")}),  # nobody does on this stage
    # just enough supply
    ({"hall.power_kva": 279.5, "vault.sync_sound": False, "hall.sync_sound": False}, TOGETHER),
    # a load that is not known counts nothing
    ({"hall.power_kva": None, "vault.sync_sound": False, "hall.sync_sound": False}, TOGETHER),
]


@pytest.mark.parametrize(("project", "plan", "expected"), BROKEN)
def test_breach_is_named(project: Changes, plan: Changes, expected: list[Found]) -> None:
    assert found(project, plan) == expected


@pytest.mark.parametrize(("project", "plan"), KEPT)
def test_plan_that_keeps_the_rules_has_no_breach(project: Changes, plan: Changes) -> None:
    assert found(project, plan) == []
