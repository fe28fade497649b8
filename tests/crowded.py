"""A project whose only stage has no room for both of its titles until one of them gets later."""

from __future__ import annotations

from typing import Any

from kachinko.web.examples import PROJECT


def title(id_: str, value: float, latest: str) -> dict[str, Any]:
    """A title whose set fills most of the stage for about five weeks."""
    one = {"id": "hall", "name": "Hall", "area_m2": 700, "build_days": 15, "shoot_days": 5,
           "strike_days": 5}  # fmt: skip
    return {
        "id": id_, "name": id_.capitalize(), "kind": "film", "value": value,
        "earliest": "2028-01-10", "latest": latest, "sets": [one],
    }  # fmt: skip


CROWDED = PROJECT | {
    "name": "Crowded",
    "titles": [title("vapor", 5, "2028-02-25"), title("harbour", 2, "2028-03-10")],
}
LATER = "window title=harbour latest=2028-04-28"
"""Lets the second one in."""
