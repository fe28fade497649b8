"""Rules of form: each row breaks one, and says how."""

from __future__ import annotations

import pytest

from tests.staging.check.toho import DELETE, GARO_SETS, PLAN, Changes, Found, days, found

BROKEN: list[tuple[Changes, Changes, list[Found]]] = [
    # -- names, titles, phases
    (  # lab.shoot has four days instead of three
        {},
        {"lab.shoot": days("02-14..02-17"), "lab.hold": days("02-18")},
        [
            Found(
                "phase-length",
                "The shoot of vapor/lab from 2028-02-14 to 2028-02-17 has 4 working days and "
                "needs 3.",
                item="vapor/lab",
                stage="no1",
                span="2028-02-14 to 2028-02-17",
            ),
            Found(
                "no-quiet",
                "vapor/lab shoots with sound on No.1 on 2028-02-17, while garo/vault shoots there.",
                item="vapor/lab",
                other="garo/vault",
                stage="no1",
                span="2028-02-17 to 2028-02-17",
            ),
        ],
    ),
    (  # hall.shoot ends on a Saturday
        {"lab.strike_days": 0},
        {
            "hall.shoot": days("02-24..02-26"),
            "hall.build": days("02-22..02-23"),
            "lab.strike": DELETE,
        },
        [
            Found(
                "phase-length",
                "The shoot of vapor/hall from 2028-02-24 to 2028-02-26 ends on a day off of Toho.",
                item="vapor/hall",
                stage="no1",
                span="2028-02-24 to 2028-02-26",
            ),
        ],
    ),
    (  # the vault is struck on a public holiday
        {
            "toho.calendar": {"holidays": "JP"},
            "lab.shoot_days": 3,
            "vault.build_days": 1,
            "hall.build_days": 1,
        },
        {"hall.build": days("02-24"), "vault.build": days("02-10"), "vault.strike": days("02-23")},
        [
            Found(
                "phase-length",
                "The strike of garo/vault on 2028-02-23 has 0 working days and needs 1, begins "
                "on a day off of Toho, ends on a day off of Toho.",
                item="garo/vault",
                stage="no1",
                span="2028-02-23 to 2028-02-23",
            ),
        ],
    ),
    (  # the lab has no strike, and needs one
        {},
        {"lab.strike": DELETE},
        [
            Found(
                "phase-missing",
                "vapor/lab needs 2 days of strike and has none.",
                item="vapor/lab",
                stage="no1",
            ),
        ],
    ),
    (  # the hall has a hold, and needs none
        {},
        {
            "hall.hold": days("02-29"),
            "hall.strike": days("03-02"),
            "cellar.build": days("03-03..03-06"),
            "cellar.shoot": days("03-07..03-08"),
            "attic.prelight": days("03-09"),
            "attic.shoot": days("03-10..03-13"),
            "cellar.strike": days("03-14"),
        },
        [
            Found(
                "phase-not-needed",
                "vapor/hall has a hold on 2028-02-29 and needs none.",
                item="vapor/hall",
                stage="no1",
                span="2028-02-29 to 2028-02-29",
            ),
        ],
    ),
    (  # prelight waits two days after build
        {},
        {"lab.prelight": days("02-11")},
        [
            Found(
                "prelight-not-at-once",
                "The prelight of vapor/lab begins on 2028-02-11; it begins on the working day "
                "after its build, which is 2028-02-10.",
                item="vapor/lab",
                stage="no1",
                span="2028-02-11 to 2028-02-11",
            ),
        ],
    ),
    (  # hold waits a day after the shoot
        {},
        {"lab.hold": days("02-18")},
        [
            Found(
                "hold-not-at-once",
                "The hold of vapor/lab begins on 2028-02-18; it begins on the working day after"
                " its shoot, which is 2028-02-17.",
                item="vapor/lab",
                stage="no1",
                span="2028-02-18 to 2028-02-18",
            ),
        ],
    ),
    (  # the vault's strike comes before its shoot
        {},
        {
            "vault.strike": days("02-14"),
            "lab.shoot": days("02-15..02-17"),
            "lab.hold": days("02-18"),
            "vault.shoot": days("02-21..02-22"),
            "lab.strike": days("02-23..02-24"),
            "hall.build": days("02-25..02-28"),
            "hall.shoot": days("02-29..03-01"),
            "hall.strike": days("03-14"),
        },
        [
            Found(
                "phase-order",
                "The strike of garo/vault begins on 2028-02-14, before its shoot ends on "
                "2028-02-22.",
                item="garo/vault",
                stage="no1",
                span="2028-02-14 to 2028-02-14",
            ),
        ],
    ),
    (  # the block has two working days instead of three
        {},
        {"streets.to": "2028-03-05"},
        [
            Found(
                "block-length",
                "vapor/streets from 2028-03-02 to 2028-03-05 has 2 working days and needs 3, "
                "ends on a day off of Toho.",
                item="vapor/streets",
                span="2028-03-02 to 2028-03-05",
            ),
        ],
    ),
    (  # the plan names a title twice
        {},
        {"titles.1": PLAN["titles"][0], "value": 5},
        [
            Found(
                "title-twice",
                "The plan names title vapor twice.",
                item="vapor",
            ),
        ],
    ),
    (  # the plan names a title that is not there
        {},
        {"garo.id": "godzilla", "value": 5},
        [
            Found(
                "unknown-title",
                "The plan names title godzilla, which the project has not.",
                item="godzilla",
            ),
        ],
    ),
    (  # the plan lacks a set
        {},
        {"attic": DELETE},
        [
            Found(
                "missing-set",
                "garo is accepted without its set attic.",
                item="garo/attic",
            ),
        ],
    ),
    (  # the plan lacks a location block
        {},
        {"vapor.location_blocks": []},
        [
            Found(
                "missing-block",
                "vapor is accepted without its location block streets.",
                item="vapor/streets",
            ),
        ],
    ),
    (  # the plan names a set that is not there
        {},
        {"attic.id": "loft"},
        [
            Found(
                "missing-set",
                "garo is accepted without its set attic.",
                item="garo/attic",
            ),
            Found(
                "unknown-set",
                "garo has no set loft; the plan names it.",
                item="garo/loft",
            ),
        ],
    ),
    (  # the plan names a set twice
        {},
        {"garo.sets": [*GARO_SETS, GARO_SETS[0]]},
        [
            Found(
                "set-twice",
                "The plan names set garo/vault twice.",
                item="garo/vault",
            ),
        ],
    ),
    (  # the plan names a block that is not there
        {},
        {"garo.location_blocks": [{"id": "sea"} | days("03-02")]},
        [
            Found(
                "unknown-block",
                "garo has no location block sea; the plan names it.",
                item="garo/sea",
            ),
        ],
    ),
    (  # the plan names a stage that is not there
        {},
        {"attic.stage": "no9"},
        [
            Found(
                "unknown-stage",
                "garo/attic is to stand on no9, a stage that the project has not.",
                item="garo/attic",
                stage="no9",
            ),
        ],
    ),
    (  # a must title is left out
        {},
        {"vapor": {"id": "vapor", "accepted": False}, "value": 2.5},
        [
            Found(
                "must-left-out",
                "vapor must be made and is left out.",
                item="vapor",
            ),
        ],
    ),
    (  # a must title is not named
        {},
        {"titles.0": DELETE, "value": 2.5},
        [
            Found(
                "must-left-out",
                "vapor must be made and is left out.",
                item="vapor",
            ),
        ],
    ),
    (  # a title left out has dates
        {},
        {"garo.accepted": False, "value": 5},
        [
            Found(
                "left-out-with-dates",
                "garo is left out, yet the plan gives dates for it.",
                item="garo",
            ),
        ],
    ),
    (  # an infeasible plan accepts a title
        {},
        {"status": "infeasible", "titles.1": DELETE, "value": 0},
        [
            Found(
                "accepted-without-plan",
                "The plan's status is infeasible, yet it accepts vapor.",
                item="vapor",
            ),
        ],
    ),
    (  # an unknown plan states a value
        {},
        {"status": "unknown", "titles": []},
        [
            Found(
                "worth-without-plan",
                "The plan's status is unknown, yet it states value 7.5 and cost 0.",
            ),
        ],
    ),
]

KEPT: list[tuple[Changes, Changes]] = [
    ({}, {}),  # the plan at hand
    (  # public holidays lie between phases and are not worked
        {"toho.calendar": {"holidays": "JP"}, "vault.build_days": 1, "hall.build_days": 1},
        {"vault.build": days("02-10"), "hall.build": days("02-24")},
    ),
    (  # hold runs over a weekend, right after the shoot
        {"attic.hold_days": 2},
        {"attic.hold": days("03-13..03-14")},
    ),
    (  # the strike follows the shoot at once
        {"attic.strike_days": 1},
        {"attic.strike": days("03-14")},
    ),
    ({}, {"titles.1": {"id": "garo", "accepted": False}, "value": 5}),  # garo is left out
    ({}, {"titles.1": DELETE, "value": 5}),  # garo is not named, and so left out
    ({}, {"status": "infeasible", "titles": [], "value": 0, "cost": None}),  # a must, not broken
    ({}, {"status": "unknown", "titles": [], "value": 0, "cost": None}),  # no plan found in time
]


@pytest.mark.parametrize(("project", "plan", "expected"), BROKEN)
def test_breach_is_named(project: Changes, plan: Changes, expected: list[Found]) -> None:
    assert found(project, plan) == expected


@pytest.mark.parametrize(("project", "plan"), KEPT)
def test_plan_that_keeps_the_rules_has_no_breach(project: Changes, plan: Changes) -> None:
    assert found(project, plan) == []
