"""The small worked project that a template begins with: made up, and said to be."""

from __future__ import annotations

from typing import Any

from kachinko.model.project import Project

NOTES = (
    "Example, replace me: the studio, the stages, the titles and all numbers are made up.\n"
    "Write here what is fact (with its source) and what is assumption."
)


def example_project() -> Project:
    """One studio of two stages and three titles; it loads and plans as it is."""
    return Project.model_validate(
        {
            "schema": "kachinko/1",
            "name": "Example slate (replace me)",
            "currency": "JPY",
            "horizon": {"from": "2028-01-04", "to": "2028-12-28"},
            "notes": NOTES,
            "studios": [_studio()],
            "agreements": [
                {
                    "id": "lease-2028",
                    "lessee": "Example company (replace me)",
                    "studio": "example-studio",
                    "stages": ["stage-a", "stage-b"],
                    "from": "2028-01-04",
                    "to": "2028-12-31",
                    "rent": _jpy(1_000_000, per="day"),
                    "take_or_pay": True,
                }
            ],
            "titles": [_series(), _film(), _small_film()],
        }
    )


def _studio() -> dict[str, Any]:
    return {
        "id": "example-studio",
        "name": "Example Studio (replace me)",
        "country": "JP",
        "city": "Tokyo",
        "calendar": {
            "weekdays": ["mon", "tue", "wed", "thu", "fri", "sat"],
            "holidays": "JP",
            "closures": [{"from": "2028-08-11", "to": "2028-08-16", "reason": "summer break"}],
        },
        "build_crews": 2,
        "stages": [
            {
                "id": "stage-a",
                "name": "Stage A (replace me)",
                "effective_area_m2": 800,
                "clear_height_m": 10,
                "features": ["green"],
                "power_kva": 600,
                "closures": [{"from": "2028-05-01", "to": "2028-05-06", "reason": "maintenance"}],
            },
            {
                "id": "stage-b",
                "name": "Stage B (replace me)",
                "effective_area_m2": 480,
                "width_m": 24,
                "depth_m": 20,
                "clear_height_m": 8,
            },
        ],
    }


def _series() -> dict[str, Any]:
    return {
        "id": "example-series",
        "name": "Example series (replace me)",
        "kind": "series",
        "episodes": 8,
        "value": 5,
        "commitment": "must",
        "studios": ["example-studio"],
        "earliest": "2028-02-01",
        "latest": "2028-10-31",
        "unit_day_cost": _jpy(4_000_000),
        "cast": [
            {
                "id": "lead",
                "name": "Lead (replace me)",
                "day_rate": _jpy(500_000),
                "available": [{"from": "2028-03-01", "to": "2028-07-31"}],
            }
        ],
        "sets": [
            _set("house", "House", area_m2=320, height_m=6, days=(20, 2, 8, 2, 4), cast=["lead"]),
            _set(
                "void",
                "Green void",
                area_m2=240,
                height_m=8,
                days=(6, 2, 4, 0, 2),
                features=["green"],
                sync_sound=False,
                power_kva=250,
                after=["house"],
            ),
        ],
        "location_blocks": [{"id": "streets", "days": 12, "cast": ["lead"], "after": ["house"]}],
    }


def _film() -> dict[str, Any]:
    return {
        "id": "example-film",
        "name": "Example film (replace me)",
        "kind": "film",
        "value": 4,
        "earliest": "2028-03-01",
        "latest": "2028-12-20",
        "unit_day_cost": _jpy(3_000_000),
        "sets": [
            _set("hall", "Hall", width_m=18, depth_m=14, height_m=7, days=(25, 3, 10, 0, 5)),
            _set("cabin", "Cabin", width_m=8, depth_m=6, height_m=4, days=(8, 1, 3, 0, 2)),
        ],
    }


def _small_film() -> dict[str, Any]:
    return {
        "id": "example-small-film",
        "name": "Example small film (replace me)",
        "kind": "film",
        "value": 2,
        "sets": [_set("flat", "Flat", area_m2=160, height_m=4, days=(10, 1, 6, 0, 3))],
        "location_blocks": [{"id": "coast", "days": 10}],
    }


def _set(
    set_id: str, name: str, *, days: tuple[int, int, int, int, int], **more: Any
) -> dict[str, Any]:
    phases = ("build_days", "prelight_days", "shoot_days", "hold_days", "strike_days")
    return {"id": set_id, "name": name, **dict(zip(phases, days, strict=True)), **more}


def _jpy(amount: int, **more: str) -> dict[str, Any]:
    return {"amount": amount, "currency": "JPY", **more}
