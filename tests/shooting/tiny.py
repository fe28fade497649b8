"""Shootings so small that all their boards can be written down, and the cheapest of them."""

from __future__ import annotations

from itertools import permutations, product
from typing import TYPE_CHECKING, Any

from hypothesis import strategies as st

from kachinko.model.board import Board
from kachinko.model.shooting import Shooting
from kachinko.shooting.check import check, worth_of

if TYPE_CHECKING:
    from collections.abc import Iterator
    from decimal import Decimal

DAYS = ["2028-04-06", "2028-04-07", "2028-04-10", "2028-04-11"]
"""Thursday to Tuesday: a weekend lies between."""


def _yen(amount: int) -> dict[str, Any]:
    return {"amount": amount, "currency": "JPY"}


windows = st.sampled_from([[], [], []]) | st.tuples(
    st.sampled_from(DAYS), st.sampled_from(DAYS)
).map(lambda pair: [{"from": min(pair), "to": max(pair)}])
prices = st.none() | st.integers(1, 9).map(lambda n: _yen(100 * n))
sometimes = st.sampled_from([None] * 20 + DAYS)


def _scene(draw: st.DrawFn, number: int, units: list[str]) -> dict[str, Any]:
    before = st.sets(st.integers(1, max(1, number)), max_size=1) if number else st.just(set())
    return {
        "number": str(number + 1),
        "set": draw(st.sampled_from("abc")),
        "setting": draw(st.sampled_from(["INT", "INT", "EXT"])),
        "time": draw(st.sampled_from(["day", "night", "dawn", "dusk"])),
        "eighths": draw(st.integers(1, 16)),
        "minutes": draw(st.sampled_from([None, 60, 200, 350])),
        "unit": draw(st.sampled_from(units)),
        "cast": sorted(draw(st.sets(st.sampled_from("012"), max_size=2))),
        "after": sorted(draw(before)),
        "on": draw(sometimes),
        "earliest": draw(sometimes),
        "latest": draw(sometimes),
    }


@st.composite
def shootings(draw: st.DrawFn, most_scenes: int = 3) -> Shooting:
    """Two places and one set without any, three players, up to two units."""
    units = draw(st.sampled_from([["main"], ["main"], ["main", "second"]]))
    cast = [
        {
            "id": str(number),
            "name": f"Part {number}",
            "day_rate": draw(prices),
            "available": draw(windows),
            "most_minutes": draw(st.sampled_from([None, None, 480, 560])),
            "no_night": draw(st.sampled_from([False, False, True])),
            "drop_days": draw(st.sampled_from([None, 1, 2])),
        }
        for number in range(3)
    ]
    sets = [
        {"id": "a", "name": "A", "location": "x", "standing_cost": draw(prices)},
        {"id": "b", "name": "B", "location": "y", "available": draw(windows)},
        {"id": "c", "name": "C"},
    ]
    scenes = [_scene(draw, number, units) for number in range(draw(st.integers(2, most_scenes)))]
    return Shooting.model_validate(
        {
            "name": "Tiny",
            "currency": "JPY",
            "start": DAYS[0],
            "latest": DAYS[-1],
            "rules": {
                "most_eighths": draw(st.sampled_from([None, 20])),
                "moves_a_day": draw(st.integers(0, 2)),
                "rest_minutes": draw(st.sampled_from([600, 900])),
                "most_days_in_a_row": draw(st.sampled_from([None, None, 1])),
            },
            "unit_day_cost": draw(prices),
            "move_minutes": draw(st.sampled_from([0, 90])),
            "move_cost": draw(prices),
            "units": units,
            "cast": cast,
            "locations": [{"id": "x", "name": "X", "available": draw(windows)},
                          {"id": "y", "name": "Y"}],
            "moves": draw(
                st.just([]) | st.just([{"between": ["x", "y"], "minutes": 30, "cost": _yen(50)}])
            ),
            "sets": sets,
            "scenes": scenes,
        }
    )  # fmt: skip


def all_boards(shooting: Shooting) -> Iterator[Board]:
    """Every way to put the scenes on days, in every order, with every call."""
    numbers = [scene.number for scene in shooting.scenes]
    units = {scene.number: scene.unit for scene in shooting.scenes}
    for dates in product(DAYS, repeat=len(numbers)):
        slots: dict[tuple[str, str], list[str]] = {}
        for number, date in zip(numbers, dates, strict=True):
            slots.setdefault((date, units[number]), []).append(number)
        orders = product(*(permutations(scenes) for scenes in slots.values()))
        for order, kinds in product(orders, product(["day", "night"], repeat=len(slots))):
            yield Board.model_validate(
                {
                    "shooting": shooting.name,
                    "currency": shooting.currency,
                    "status": "feasible",
                    "cost": 0,
                    "cost_bound": None,
                    "days": [
                        {"date": date, "unit": unit, "kind": kind, "scenes": scenes}
                        for (date, unit), scenes, kind in zip(slots, order, kinds, strict=True)
                    ],
                }
            )


def cheapest(shooting: Shooting) -> Decimal | None:
    """The least cost of all boards that the checker lets pass; None: there is none."""
    costs = [
        worth_of(shooting, board).cost
        for board in all_boards(shooting)
        if all(breach.code == "cost-wrong" for breach in check(shooting, board))
    ]
    return min(costs, default=None)
