"""Shootings drawn at random, for tests and benchmarks. All numbers in them are invented.

What is drawn, each from the seed alone:

- *Places*: one studio and one location for about every 18 scenes; *sets*: one for about every 4
  scenes, 40 % of them on the studio's stages with a standing cost, the rest spread over locations.
- *Scenes*: set by a skewed draw (few sets carry many scenes), in bursts of story; 1 to 14 eighths
  with a mean of about 7; 20 % outdoors when not on stage, of these a quarter at night.
- *Cast*: 1 to 6 players a scene, drawn with weight 1/(rank + 1), so that leads are in many scenes
  and most players in few; half of a scene's cast comes from those who were in its set before.
- *Pay*: falls with the rank from about JPY 600,000 a day to 30,000, with noise; one player in
  eight can be dropped once over 8 working days.
- *Limits*: one player in five has a window of 60 to 90 % of the days, the middle among them; one in
  twenty, of those whose scenes allow it, is a minor of at most 480 minutes and no nights; 3 % of
  the scenes come after another of the same set.
- *Days*: a working week of five days; `latest` leaves room for `days` working days. The pace is
  such that the scenes fill about 85 % of them, or less where they are few.
"""

from __future__ import annotations

import random
from datetime import date, timedelta
from typing import Any

from kachinko.model.shooting import Shooting

START = date(2028, 4, 3)
"""A Monday."""
FULL = 0.85
"""Share of the days' time that the scenes fill on average."""
MOST_PACE = 47.0
"""Minutes for each eighth of a page, so that the longest scene still fits a day."""
DAY_MINUTES, AROUND, MINOR_MINUTES = 660, 120, 480


def generate(scenes: int = 120, cast: int = 40, days: int = 45, seed: int = 0) -> Shooting:
    """Draw a shooting of so many scenes and players, with room of so many working days."""
    rng = random.Random(f"shooting/{scenes}/{cast}/{days}/{seed}")
    places = max(1, scenes // 18)
    sets = _sets(rng, max(2, scenes // 4), places)
    listed = _scenes(rng, scenes, cast, sets)
    eighths = sum(scene["eighths"] for scene in listed)
    pace = min(MOST_PACE, round(FULL * days * DAY_MINUTES / eighths, 1))
    no_minors = {
        player
        for scene in listed
        for player in scene["cast"]
        if scene["eighths"] * pace > MINOR_MINUTES - AROUND - 1
        or (scene["setting"] == "EXT" and scene["time"] == "night")
    }
    last = START + timedelta(days=(days - 1) // 5 * 7 + (days - 1) % 5)
    return Shooting.model_validate(
        {
            "name": f"Drawn {seed}",
            "currency": "JPY",
            "notes": "Drawn at random; every number is invented.",
            "start": START,
            "latest": last,
            "rules": {"minutes_per_eighth": pace},
            "unit_day_cost": _yen(4_000_000),
            "move_minutes": 60,
            "move_cost": _yen(300_000),
            "cast": [
                _player(rng, rank, days, minors=str(rank + 1) not in no_minors)
                for rank in range(cast)
            ],
            "locations": [{"id": f"p{n}", "name": f"Place {n}"} for n in range(places + 1)],
            "sets": sets,
            "scenes": listed,
        }
    )


def _yen(amount: int) -> dict[str, Any]:
    return {"amount": amount, "currency": "JPY"}


def _sets(rng: random.Random, count: int, places: int) -> list[dict[str, Any]]:
    found = []
    for number in range(count):
        stage = rng.random() < 0.4
        each: dict[str, Any] = {"id": f"s{number}", "name": f"Set {number}", "stage": stage}
        each["location"] = "p0" if stage else f"p{rng.randint(1, places)}"
        if stage:
            each["standing_cost"] = _yen(10_000 * rng.randint(4, 20))
        found.append(each)
    return found


def _scenes(
    rng: random.Random, count: int, cast: int, sets: list[dict[str, Any]]
) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = []
    regulars: dict[str, list[int]] = {}
    weights = [1 / (rank + 1) for rank in range(cast)]
    for number in range(1, count + 1):
        used = sets[min(int(rng.expovariate(3.0 / len(sets))), len(sets) - 1)]
        here = regulars.setdefault(used["id"], [])
        players: dict[int, None] = {}
        for _ in range(min(cast, rng.choice((1, 2, 2, 2, 3, 3, 4, 5, 6)))):
            known = here and rng.random() < 0.5
            players[rng.choice(here) if known else rng.choices(range(cast), weights)[0]] = None
        here += players
        outdoors = not used["stage"] and rng.random() < 0.35
        time = "night" if rng.random() < 0.25 else "day"
        before = [scene for scene in found if scene["set"] == used["id"]]
        scene: dict[str, Any] = {
            "number": str(number),
            "set": used["id"],
            "setting": "EXT" if outdoors else "INT",
            "time": time,
            "eighths": max(1, min(14, round(rng.lognormvariate(1.7, 0.65)))),
            "cast": [str(player + 1) for player in sorted(players)],
        }
        if before and rng.random() < 0.03:
            scene["after"] = [rng.choice(before)["number"]]
        found.append(scene)
    return found


def _player(rng: random.Random, rank: int, days: int, *, minors: bool) -> dict[str, Any]:
    pay = 600_000 / (1 + 0.45 * rank) * rng.uniform(0.7, 1.3)
    player: dict[str, Any] = {
        "id": str(rank + 1),
        "name": f"Part {rank + 1}",
        "day_rate": _yen(max(30_000, round(pay, -4))),
    }
    if rng.random() < 1 / 8:
        player["drop_days"] = 8
    if rank > 3 and rng.random() < 0.2:
        span = round(days * rng.uniform(0.6, 0.9))
        middle = days // 2
        first = rng.randint(max(0, middle - span + 1), min(middle, days - span))
        player["available"] = [{"from": _working(first), "to": _working(first + span - 1)}]
    if rng.random() < 0.05 and minors:
        player |= {"most_minutes": MINOR_MINUTES, "no_night": True}
    return player


def _working(number: int) -> date:
    return START + timedelta(days=number // 5 * 7 + number % 5)
