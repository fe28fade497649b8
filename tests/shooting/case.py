"""A small shooting that touches every rule, and a board of it that keeps them all."""

from __future__ import annotations

from typing import Any

from kachinko.model.board import Board
from kachinko.model.shooting import Shooting


def yen(amount: int) -> dict[str, Any]:
    return {"amount": amount, "currency": "JPY"}


def tree() -> dict[str, Any]:
    """Mon 3 to Fri 14 April 2028; hero is dear, the child is a minor, the lab stands."""
    return {
        "name": "The Clapper",
        "currency": "JPY",
        "start": "2028-04-03",
        "latest": "2028-04-14",
        "rules": {"most_eighths": 40, "most_days_in_a_row": 4},
        "unit_day_cost": yen(1000),
        "move_minutes": 60,
        "move_cost": yen(50),
        "units": ["main", "second"],
        "cast": [
            {"id": "1", "name": "Hero", "day_rate": yen(300)},
            {"id": "2", "name": "Child", "day_rate": yen(100), "most_minutes": 300,
             "no_night": True},
            {"id": "3", "name": "Guest", "day_rate": yen(200), "drop_days": 3,
             "available": [{"from": "2028-04-03", "to": "2028-04-12"}]},
        ],
        "locations": [
            {"id": "studio", "name": "Studio"},
            {"id": "town", "name": "Town",
             "available": [{"from": "2028-04-04", "to": "2028-04-14"}]},
            {"id": "coast", "name": "Coast"},
        ],
        "moves": [{"between": ["studio", "town"], "minutes": 30, "cost": yen(70)}],
        "sets": [
            {"id": "lab", "name": "Laboratory", "location": "studio", "stage": True,
             "standing_cost": yen(40)},
            {"id": "hall", "name": "Hall", "location": "studio",
             "available": [{"from": "2028-04-03", "to": "2028-04-07"}]},
            {"id": "street", "name": "Street", "location": "town"},
            {"id": "beach", "name": "Beach", "location": "coast"},
            {"id": "cave", "name": "Cave"},
        ],
        "scenes": [
            {"number": "1", "set": "lab", "eighths": 8, "cast": ["1", "2"], "minutes": 100},
            {"number": "2", "set": "hall", "eighths": 12, "cast": ["1", "3"], "minutes": 200},
            {"number": "3", "set": "street", "setting": "EXT", "time": "day", "eighths": 10,
             "cast": ["1", "2"], "minutes": 180},
            {"number": "4", "set": "street", "setting": "EXT", "time": "night", "eighths": 12,
             "cast": ["1"], "minutes": 240, "after": ["3"]},
            {"number": "5", "set": "lab", "eighths": 16, "cast": ["3"], "minutes": 300,
             "latest": "2028-04-13", "earliest": "2028-04-06"},
            {"number": "6", "set": "beach", "eighths": 4, "cast": ["2"], "unit": "second",
             "on": "2028-04-11"},
            {"number": "7", "set": "lab", "eighths": 8, "cast": ["1"], "after": ["1"]},
        ],
    }  # fmt: skip


def days() -> list[dict[str, Any]]:
    return [
        {"date": "2028-04-03", "scenes": ["1", "2"]},
        {"date": "2028-04-04", "scenes": ["7", "3"]},
        {"date": "2028-04-05", "kind": "night", "scenes": ["4"]},
        {"date": "2028-04-11", "scenes": ["5"]},
        {"date": "2028-04-11", "unit": "second", "scenes": ["6"]},
    ]


COST = {"cast": 2000, "moves": 140, "standing": 280, "units": 5000}
"""By hand: the hero 3 days, the child 7 working days, the guest 7 less a gap of 5."""


def shooting(**changes: Any) -> Shooting:
    return Shooting.model_validate({**tree(), **changes})


def board(listed: list[dict[str, Any]] | None = None, **changes: Any) -> Board:
    """The board; a changed list of days comes with the cost of the unchanged ones."""
    document = {
        "shooting": "The Clapper",
        "currency": "JPY",
        "status": "feasible",
        "cost": sum(COST.values()),
        "cost_bound": 0,
        "costs": [{"what": what, "amount": amount} for what, amount in COST.items()],
        "days": days() if listed is None else listed,
        **changes,
    }
    return Board.model_validate(document)
