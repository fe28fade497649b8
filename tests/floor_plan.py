"""A plan of the made-up project, laid by hand where its sets are known to fit."""

from __future__ import annotations

from typing import Any

from kachinko.model.plan import Plan
from kachinko.model.project import Project
from tests.floor_project import PROJECT

LAID = {
    "lantern/market": ("one", 0.0, 10.0), "lantern/kitchen": ("one", 20.0, 0.0),
    "ferry/deck": ("one", 7.0, 0.0), "ferry/cabin": ("one", 0.0, 0.0),
    "office/floor": ("two", None, None), "office/lobby": ("two", None, None),
    "office/hall": ("three", 0.0, 0.0),
}  # fmt: skip


def project() -> Project:
    """The project as a record."""
    return Project.model_validate(PROJECT)


def plan() -> Plan:
    """All sets stand from 24 January to 18 February 2028; only the rules of the floor are kept."""
    titles = [_title(each) for each in PROJECT["titles"]]
    return Plan.model_validate(
        {
            "schema": "kachinko-plan/1", "project": PROJECT["name"], "currency": "JPY",
            "status": "feasible", "value": 9, "value_bound": 9, "cost": None, "cost_bound": None,
            "seconds": 0, "seed": 0, "titles": titles,
        }
    )  # fmt: skip


def _title(title: dict[str, Any]) -> dict[str, Any]:
    sets = []
    for each in title["sets"]:
        stage, x, y = LAID[f"{title['id']}/{each['id']}"]
        sets.append({
            "id": each["id"], "stage": stage, "x_m": x, "y_m": y, "rotated": False,
            "build": {"from": "2028-01-24", "to": "2028-01-28"},
            "shoot": {"from": "2028-01-31", "to": "2028-02-11"},
            "strike": {"from": "2028-02-14", "to": "2028-02-18"},
        })  # fmt: skip
    return {"id": title["id"], "accepted": True, "studio": "kawabe", "sets": sets}
