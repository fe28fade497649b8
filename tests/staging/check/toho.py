"""A small project at hand, a plan of it that keeps every rule, and how to change either."""

from __future__ import annotations

from copy import deepcopy
from dataclasses import dataclass
from typing import Any

from kachinko.model.plan import Plan
from kachinko.model.project import Project
from kachinko.staging.check import check_plan

DELETE = object()
"""Written in place of a value, takes the key or entry away."""

PROJECT: dict[str, Any] = {
    "name": "Toho at hand",
    "currency": "JPY",
    "horizon": {"from": "2028-02-01", "to": "2028-03-31"},
    "studios": [
        {
            "id": "toho",
            "name": "Toho",
            "country": "JP",
            "build_crews": 1,
            "stages": [
                {
                    "id": "no1",
                    "name": "No.1",
                    "effective_area_m2": 860,
                    "clear_height_m": 10,
                    "features": ["tank"],
                    "power_kva": 400,
                },
                {"id": "no7", "name": "Stage 7", "width_m": 20, "depth_m": 15},
            ],
        },
        {
            "id": "busan",
            "name": "Busan",
            "country": "KR",
            "calendar": {"weekdays": ["mon", "tue", "wed", "thu", "fri", "sat"]},
            "stages": [{"id": "b1", "name": "Hall B1", "effective_area_m2": 1000}],
        },
    ],
    "titles": [
        {
            "id": "vapor",
            "name": "The Human Vapor",
            "kind": "series",
            "value": 5,
            "commitment": "must",
            "studios": ["toho"],
            "cast": [{"id": "lead", "name": "Lead"}],
            "sets": [
                {
                    "id": "lab",
                    "name": "Laboratory",
                    "area_m2": 240,
                    "height_m": 6,
                    "features": ["tank"],
                    "build_days": 3,
                    "prelight_days": 1,
                    "shoot_days": 3,
                    "hold_days": 1,
                    "strike_days": 2,
                    "power_kva": 250,
                    "cast": ["lead"],
                },
                {
                    "id": "hall",
                    "name": "Hall",
                    "area_m2": 500,
                    "height_m": 7,
                    "build_days": 2,
                    "shoot_days": 2,
                    "strike_days": 1,
                    "power_kva": 300,
                },
            ],
            "location_blocks": [
                {"id": "streets", "days": 3, "cast": ["lead"], "after": ["lab"]},
            ],
        },
        {
            "id": "garo",
            "name": "Garo",
            "kind": "film",
            "value": 2.5,
            "sets": [
                {
                    "id": "vault",
                    "name": "Vault",
                    "area_m2": 300,
                    "height_m": 5,
                    "build_days": 2,
                    "shoot_days": 2,
                    "strike_days": 1,
                    "power_kva": 120.5,
                },
                {
                    "id": "cellar",
                    "name": "Cellar",
                    "width_m": 10,
                    "depth_m": 8,
                    "build_days": 2,
                    "shoot_days": 2,
                    "strike_days": 1,
                },
                {
                    "id": "attic",
                    "name": "Attic",
                    "width_m": 8,
                    "depth_m": 6,
                    "prelight_days": 1,
                    "shoot_days": 2,
                    "after": ["vault"],
                },
            ],
        },
    ],
}

PLAN: dict[str, Any] = {
    "project": "Toho at hand",
    "currency": "JPY",
    "status": "feasible",
    "value": 7.5,
    "value_bound": 9,
    "cost": 0,
    "cost_bound": 0,
    "seconds": 1,
    "seed": 1,
    "titles": [
        {
            "id": "vapor",
            "accepted": True,
            "studio": "toho",
            "sets": [
                {
                    "id": "lab",
                    "stage": "no1",
                    "build": {"from": "2028-02-07", "to": "2028-02-09"},
                    "prelight": {"from": "2028-02-10", "to": "2028-02-10"},
                    "shoot": {"from": "2028-02-14", "to": "2028-02-16"},
                    "hold": {"from": "2028-02-17", "to": "2028-02-17"},
                    "strike": {"from": "2028-02-21", "to": "2028-02-22"},
                },
                {
                    "id": "hall",
                    "stage": "no1",
                    "build": {"from": "2028-02-23", "to": "2028-02-24"},
                    "shoot": {"from": "2028-02-25", "to": "2028-02-28"},
                    "strike": {"from": "2028-02-29", "to": "2028-02-29"},
                },
            ],
            "location_blocks": [{"id": "streets", "from": "2028-03-02", "to": "2028-03-06"}],
        },
        {
            "id": "garo",
            "accepted": True,
            "studio": "toho",
            "sets": [
                {
                    "id": "vault",
                    "stage": "no1",
                    "build": {"from": "2028-02-10", "to": "2028-02-11"},
                    "shoot": {"from": "2028-02-17", "to": "2028-02-18"},
                    "strike": {"from": "2028-03-01", "to": "2028-03-01"},
                },
                {
                    "id": "cellar",
                    "stage": "no7",
                    "x_m": 0,
                    "y_m": 0,
                    "build": {"from": "2028-03-02", "to": "2028-03-03"},
                    "shoot": {"from": "2028-03-06", "to": "2028-03-07"},
                    "strike": {"from": "2028-03-13", "to": "2028-03-13"},
                },
                {
                    "id": "attic",
                    "stage": "no7",
                    "x_m": 11,
                    "y_m": 0,
                    "prelight": {"from": "2028-03-08", "to": "2028-03-08"},
                    "shoot": {"from": "2028-03-09", "to": "2028-03-10"},
                },
            ],
        },
    ],
}

GARO_SETS: list[dict[str, Any]] = PLAN["titles"][1]["sets"]

NICKNAMES = {
    "toho": "studios.0",
    "no1": "studios.0.stages.0",
    "no7": "studios.0.stages.1",
    "vapor": "titles.0",
    "lab": "titles.0.sets.0",
    "hall": "titles.0.sets.1",
    "streets": "titles.0.location_blocks.0",
    "garo": "titles.1",
    "vault": "titles.1.sets.0",
    "cellar": "titles.1.sets.1",
    "attic": "titles.1.sets.2",
}
"""Where things are, in the project and in the plan alike."""

Changes = dict[str, Any]
"""New values by path, such as ``{"lab.shoot_days": 4}``."""


def days(text: str) -> dict[str, str]:
    """Write ``02-07..02-09`` out as the first and last day of a span in 2028."""
    first, _, last = text.partition("..")
    return {"from": f"2028-{first}", "to": f"2028-{last or first}"}


def changed(tree: dict[str, Any], changes: Changes) -> dict[str, Any]:
    """Copy a tree with some values changed."""
    tree = deepcopy(tree)
    for path, value in changes.items():
        head, _, rest = path.partition(".")
        steps = f"{NICKNAMES.get(head, head)}.{rest}".strip(".").split(".")
        node: Any = tree
        for step in steps[:-1]:
            node = node[int(step) if isinstance(node, list) else step]
        last: Any = int(steps[-1]) if isinstance(node, list) else steps[-1]
        if value is DELETE:
            del node[last]
        else:
            node[last] = value
    return tree


def a_project(changes: Changes | None = None) -> Project:
    """The project at hand, with changes."""
    return Project.model_validate(changed(PROJECT, changes or {}))


def a_plan(changes: Changes | None = None) -> Plan:
    """The plan at hand, with changes."""
    return Plan.model_validate(changed(PLAN, changes or {}))


@dataclass(frozen=True)
class Found:
    """What a test expects of a breach, in the order in which one reads it."""

    code: str
    sentence: str
    item: str | None = None
    other: str | None = None
    stage: str | None = None
    span: str | None = None


def found(project: Changes, plan: Changes) -> list[Found]:
    """Check the plan at hand, with changes, and sum each breach up."""
    return [
        Found(
            breach.code,
            breach.sentence,
            _name(breach.title, breach.item),
            _name(breach.other_title, breach.other_item),
            breach.stage,
            str(breach.span) if breach.span else None,
        )
        for breach in check_plan(a_project(project), a_plan(plan)).breaches
    ]


def _name(title: str | None, item: str | None) -> str | None:
    return "/".join(part for part in (title, item) if part) or None
