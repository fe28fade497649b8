"""A project made by hand with a plan that keeps all its rules: two stages, three titles."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from kachinko.model.plan import Plan
from kachinko.model.project import Project


def _money(amount: float) -> dict[str, Any]:
    return {"amount": amount, "currency": "JPY"}


def project() -> Project:
    """Weekdays only, no public holidays, 2028-01-03 is a Monday."""
    return Project.model_validate(
        {
            "schema": "kachinko/1",
            "name": "Toho, by hand",
            "currency": "JPY",
            "horizon": {"from": "2028-01-03", "to": "2028-06-30"},
            "studios": [
                {
                    "id": "toho", "name": "Toho Studios", "country": "JP", "city": "Tokyo",
                    "build_crews": 3,
                    "stages": [
                        {"id": "no1", "name": "No.1 Stage", "effective_area_m2": 860,
                         "width_m": 36, "depth_m": 24, "clear_height_m": 12, "power_kva": 800,
                         "floor_rate": _money(500)},
                        {"id": "no2", "name": "No.2 Stage", "effective_area_m2": 992,
                         "closures": [{"from": "2028-05-01", "to": "2028-05-14",
                                       "reason": "maintenance"}]},
                        {"id": "no9", "name": "Stage 9"},
                    ],
                }
            ],
            "agreements": [
                {"id": "lease", "lessee": "Netflix", "studio": "toho", "stages": ["no1", "no2"],
                 "from": "2028-01-03", "to": "2028-06-16",
                 "rent": {"amount": 1000000, "currency": "JPY", "per": "day"}}
            ],
            "titles": [
                {
                    "id": "vapor", "name": "The Human Vapor", "kind": "series", "episodes": 8,
                    "value": 5, "unit_day_cost": _money(4000000),
                    "sets": [
                        {"id": "lab", "name": "Laboratory; basement, west", "area_m2": 240,
                         "width_m": 20, "depth_m": 12, "height_m": 6, "build_days": 10,
                         "prelight_days": 2, "shoot_days": 5, "hold_days": 3, "strike_days": 4},
                        {"id": "flat", "name": "=SUM(A1)", "area_m2": 180, "height_m": 4,
                         "build_days": 5, "shoot_days": 5, "strike_days": 2,
                         "after": ["lab"]},
                    ],
                    "location_blocks": [{"id": "streets", "days": 10, "after": ["flat"]}],
                },
                {
                    "id": "dune", "name": "砂の女 — 第二部", "kind": "film", "value": 3.5,
                    "unit_day_cost": _money(2500000.5),
                    "sets": [
                        {"id": "pit", "name": "砂の穴", "area_m2": 700, "height_m": 9,
                         "build_days": 20, "shoot_days": 15, "strike_days": 5},
                    ],
                },
                {
                    "id": "hall", "name": "The Great Hall", "kind": "film", "value": 4,
                    "sets": [
                        {"id": "hall", "name": "Hall", "width_m": 55, "depth_m": 34,
                         "shoot_days": 10},
                    ],
                },
            ],
        }
    )  # fmt: skip


def _weekdays(first: str, days: int) -> dict[str, str]:
    day = date.fromisoformat(first)
    left = days - 1
    while left:
        day += timedelta(days=1)
        left -= day.weekday() < 5
    return {"from": first, "to": day.isoformat()}


def plan() -> Plan:
    """Two titles in, the hall left out; waiting days before a shoot and before a strike."""
    return Plan.model_validate(
        {
            "schema": "kachinko-plan/1",
            "project": "Toho, by hand",
            "currency": "JPY",
            "status": "feasible",
            "value": 8.5,
            "value_bound": 9.0,
            "cost": 258_120_007.5,
            "cost_bound": 100_000_000,
            "seconds": 1.25,
            "seconds_to_first": 0.1,
            "seed": 7,
            "workers": 2,
            "iterations": 120,
            "versions": {"kachinko": "0.1.0"},
            "assumptions": ["The supply of No.2 Stage is not known; power is not checked there."],
            "stages_left_out": [{"stage": "no9", "why": "the floor area of Stage 9 is not known"}],
            "titles": [
                {
                    "id": "vapor", "accepted": True, "studio": "toho",
                    "sets": [
                        {"id": "lab", "stage": "no1", "x_m": 0.0, "y_m": 1.5, "rotated": True,
                         "build": _weekdays("2028-01-03", 10),
                         "prelight": _weekdays("2028-01-17", 2),
                         "shoot": _weekdays("2028-01-24", 5),
                         "hold": _weekdays("2028-01-31", 3),
                         "strike": _weekdays("2028-02-07", 4)},
                        {"id": "flat", "stage": "no1",
                         "build": _weekdays("2028-02-14", 5),
                         "shoot": _weekdays("2028-02-21", 5),
                         "strike": _weekdays("2028-02-28", 2)},
                    ],
                    "location_blocks": [{"id": "streets", **_weekdays("2028-03-06", 10)}],
                },
                {
                    "id": "dune", "accepted": True, "studio": "toho",
                    "sets": [
                        {"id": "pit", "stage": "no2",
                         "build": _weekdays("2028-01-10", 20),
                         "shoot": _weekdays("2028-02-07", 15),
                         "strike": _weekdays("2028-02-28", 5)},
                    ],
                },
                {
                    "id": "hall", "accepted": False,
                    "reason": {"code": "no-stage", "set": "Hall", "needs_m2": 1870,
                               "refusals": [{"code": "too-small", "stage": "No.1 Stage",
                                             "needs_m2": 1870, "has_m2": 860}]},
                    "remedies": [{"change": "Split Hall into two sets.", "verified": False}],
                },
            ],
        }
    )  # fmt: skip
