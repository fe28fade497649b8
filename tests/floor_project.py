"""A made-up project whose sets stand side by side: one stage with its shape, one by area alone."""

from __future__ import annotations

from typing import Any


def _set(id_: str, name: str, width: float, depth: float, height: float | None, *days: int):
    build, prelight, shoot, hold, strike = days
    return {
        "id": id_, "name": name, "width_m": width, "depth_m": depth, "height_m": height,
        "build_days": build, "prelight_days": prelight, "shoot_days": shoot, "hold_days": hold,
        "strike_days": strike, "sync_sound": False,
    }  # fmt: skip


def _title(id_: str, name: str, *sets: dict[str, Any], **window: str) -> dict[str, Any]:
    return {
        "id": id_, "name": name, "kind": "film", "value": 3, "commitment": "must",
        "studios": ["kawabe"], "sets": list(sets), **window,
    }  # fmt: skip


PROJECT: dict[str, Any] = {
    "schema": "kachinko/1",
    "name": "Kawabe 2028 (made up)",
    "currency": "JPY",
    "horizon": {"from": "2028-01-04", "to": "2028-06-30"},
    "studios": [
        {
            "id": "kawabe", "name": "Kawabe Studio (invented)", "country": "JP", "city": "Tokyo",
            "calendar": {"weekdays": ["mon", "tue", "wed", "thu", "fri"], "holidays": "JP"},
            "stages": [
                {"id": "one", "name": "Stage 1", "width_m": 30, "depth_m": 22,
                 "clear_height_m": 9.5, "features": ["tank"], "quiet": True},
                {"id": "two", "name": "Stage 2", "effective_area_m2": 420, "features": ["green"],
                 "closures": [{"from": "2028-05-02", "to": "2028-05-06", "reason": "inspection"}]},
                {"id": "three", "name": "Stage 3", "width_m": 48, "depth_m": 31,
                 "features": ["long"]},
            ],
        }
    ],
    "titles": [
        _title(
            "lantern", "Lantern Street",
            _set("market", "Covered market", 14, 10, 6.5, 12, 3, 12, 0, 5) | {"features": ["tank"]},
            _set("kitchen", "Kitchen", 8, 6, 4, 8, 2, 8, 5, 3) | {"features": ["tank"]},
            earliest="2028-01-11",
        ),
        _title(
            "ferry", "Night Ferry",
            _set("deck", "Ferry deck", 12, 9, 8, 14, 2, 10, 0, 6) | {"features": ["tank"]},
            _set("cabin", "Cabin", 6, 5, None, 6, 1, 6, 8, 2) | {"features": ["tank"]},
            earliest="2028-01-18",
        ),
        _title(
            "office", "Blue Office",
            _set("floor", "Open office", 15, 9, 3.5, 10, 2, 15, 0, 4) | {"features": ["green"]},
            _set("lobby", "Lobby", 11, 8, 5, 8, 2, 6, 5, 3) | {"features": ["green"]},
            _set("hall", "Great hall", 40, 24, 12, 20, 5, 15, 0, 10) | {"features": ["long"]},
        ),
    ],
}  # fmt: skip
