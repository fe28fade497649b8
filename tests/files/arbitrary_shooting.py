"""Arbitrary shootings that hold together, and boards of them, for properties of files."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any, get_args

from hypothesis import strategies as st

from kachinko.model.board import Board
from kachinko.model.scene import Category
from kachinko.model.shooting import Shooting
from kachinko.model.studio import WEEKDAYS
from tests.files.arbitrary import amounts, ids, lines, money, names, spans

minutes = st.integers(0, 1440)
three_days = st.lists(st.dates(date(2020, 1, 1), date(2060, 12, 31)), min_size=3, max_size=3)


def keyed(draw: Any, most: int, least: int = 0, **fields: st.SearchStrategy[Any]) -> list[Any]:
    """Records with unique ids and odd names; a field is left out now and then."""
    found = draw(st.lists(ids, min_size=least, max_size=most, unique=True))
    return [
        {"id": id_, "name": draw(names)}
        | {key: draw(value) for key, value in fields.items() if draw(st.booleans())}
        for id_ in found
    ]


def some_of(draw: Any, items: list[Any]) -> list[Any]:
    if not items:
        return []
    return draw(st.lists(st.sampled_from(items), max_size=4, unique=True))


@st.composite
def shootings(draw: Any) -> Shooting:
    cost = money("JPY")
    available = st.lists(spans(), max_size=2)
    places = keyed(
        draw, 3, latitude=st.just(35.681236), available=available, timezone=st.just("Asia/Tokyo")
    )
    for place in places:
        if "latitude" in place:
            place["longitude"] = draw(st.floats(-180, 180))
    place_ids = [place["id"] for place in places]
    sets = keyed(
        draw,
        4,
        least=1,
        location=st.sampled_from([*place_ids, None]),
        stage=st.booleans(),
        cover=st.booleans(),
        standing_cost=cost,
        available=available,
    )
    cast = keyed(
        draw,
        5,
        actor=names,
        day_rate=cost,
        available=available,
        most_minutes=minutes,
        no_night=st.booleans(),
        drop_days=st.integers(1, 2000),
    )
    elements = keyed(draw, 4)
    for element in elements:
        element["category"] = draw(st.sampled_from(get_args(Category)))
    units = draw(st.lists(ids, min_size=1, max_size=2, unique=True))
    moves = [
        {"between": [place_ids[0], place_ids[-1]], "minutes": draw(minutes), "cost": draw(cost)}
        for _ in range(draw(st.integers(0, 1)) if len(place_ids) > 1 else 0)
    ]
    scenes: list[dict[str, Any]] = []
    for number in draw(st.lists(ids, max_size=6, unique=True)):
        fields = {
            "heading": lines,
            "setting": st.sampled_from(["INT", "EXT", "INT/EXT"]),
            "time": st.sampled_from(["day", "night", "dawn", "dusk"]),
            "minutes": minutes,
            "synopsis": lines,
            "script_day": lines,
        }
        scene = {key: draw(value) for key, value in fields.items() if draw(st.booleans())}
        scene |= {
            "number": number,
            "set": draw(st.sampled_from([one["id"] for one in sets])),
            "eighths": draw(st.integers(1, 1600)),
            "unit": draw(st.sampled_from(units)),
            "cast": some_of(draw, [one["id"] for one in cast]),
            "elements": some_of(draw, [one["id"] for one in elements]),
            "after": some_of(draw, [one["number"] for one in scenes]),
        }
        scene |= dict(zip(("earliest", "on", "latest"), sorted(draw(three_days)), strict=True))
        for key in draw(st.sets(st.sampled_from(["earliest", "on", "latest"]))):
            del scene[key]
        scenes.append(scene)
    optional = {
        "notes": lines,
        "start": st.dates(date(2000, 1, 1), date(2019, 12, 31)),
        "latest": st.dates(date(2061, 1, 1), date(2080, 12, 31)),
        "unit_day_cost": cost,
        "move_minutes": minutes,
        "move_cost": cost,
        "calendar": st.fixed_dictionaries(
            {
                "weekdays": st.lists(st.sampled_from(WEEKDAYS), min_size=1, unique=True),
                "holidays": st.sampled_from([None, "JP", "CA-BC"]),
                "closures": st.lists(spans(reason=names), max_size=2),
            }
        ),
        "rules": st.fixed_dictionaries(
            {
                "most_eighths": st.sampled_from([None, 1, 40]),
                "minutes_per_eighth": st.floats(0.001, 600),
                "moves_a_day": st.integers(0, 20),
                "source": lines,
            }
        ),
    }
    tree = {key: draw(value) for key, value in optional.items() if draw(st.booleans())}
    tree |= {"name": draw(names), "currency": "JPY", "units": units, "cast": cast}
    tree |= {"locations": places, "moves": moves, "sets": sets, "elements": elements}
    return Shooting.model_validate(tree | {"scenes": scenes})


@st.composite
def boards(draw: Any, shooting: Shooting) -> Board:
    """A board of some of the scenes, which need not keep any rule."""
    day = draw(st.dates(date(2020, 1, 1), date(2050, 1, 1)))
    placed = draw(st.permutations([scene.number for scene in shooting.scenes]))
    placed = placed[: draw(st.integers(0, len(placed)))]
    rows = []
    while placed:
        cut = draw(st.integers(1, len(placed)))
        unit = draw(st.sampled_from(shooting.units))
        kind = draw(st.sampled_from(["day", "night"]))
        rows.append({"date": day, "unit": unit, "kind": kind, "scenes": placed[:cut]})
        placed = placed[cut:]
        day += timedelta(days=draw(st.integers(1, 40)))
    bound = draw(st.none() | amounts)
    return Board.model_validate(
        {
            "shooting": draw(names),
            "currency": "JPY",
            "status": draw(st.sampled_from(["optimal", "feasible", "unknown"])),
            "cost": draw(st.none() | amounts),
            "cost_bound": bound,
            "costs": [{"what": "cast", "amount": draw(amounts), "of_it_idle": bound}],
            "days": rows,
            "seconds": draw(st.floats(0, 1e6)),
            "seed": draw(st.integers(0, 2**40)),
            "versions": {"kachinko": "0.1.0"},
            "assumptions": draw(st.lists(names, max_size=2)),
        }
    )
