"""Generated projects: the same family and seed give the same project on every machine.

The distributions are described in docs/benchmarks.md; whoever changes one changes that page.
"""

from __future__ import annotations

import random
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any

from benchmarks.staging.demand import Supply, demand, supply
from kachinko.model.project import Project
from kachinko.model.title import Set, Title

PHASES = ("build_days", "prelight_days", "shoot_days", "hold_days", "strike_days")


@dataclass(frozen=True)
class Family:
    """What the projects of one family have in common."""

    studios: int
    stages: int
    """Of each studio."""
    titles: int
    last: date
    """The horizon begins on 3 January 2028."""
    crews: int
    """Building crews of each studio."""
    asked: float = 1.3
    """How many times the supply all titles together ask for (`demand.Demand.largest`)."""
    sets: tuple[int, int] = (2, 5)
    """Fewest and most of a title."""
    window: tuple[float, float] = (0.6, 0.9)
    """Shortest and longest window of a title, as shares of the horizon."""
    choice: tuple[int, int] | None = None
    """Between how many studios a title may choose; None: between all of them."""
    rectangles: bool = False
    seeds: int = 5
    """How many cases there are."""


FIRST = date(2028, 1, 3)
HUGE = Family(
    40, 5, 2000, date(2032, 12, 31), 6,
    asked=1.2, sets=(3, 7), window=(0.2, 0.5), choice=(2, 5), seeds=1,
)  # fmt: skip
FAMILIES = {
    "tiny": Family(1, 1, 7, date(2028, 6, 30), 2),
    "small": Family(1, 2, 18, date(2028, 12, 29), 3),
    "medium": Family(2, 3, 45, date(2029, 12, 28), 4, window=(0.4, 0.8)),
    "large": Family(4, 4, 160, date(2030, 12, 31), 5, window=(0.3, 0.7)),
    "geo": Family(1, 3, 14, date(2028, 6, 30), 4, rectangles=True),
    "geo-light": Family(1, 3, 14, date(2028, 6, 30), 4, sets=(1, 3), rectangles=True, seeds=10),
    "huge": HUGE,
    **{
        f"huge-{studios}-studios": replace(HUGE, studios=studios, titles=50 * studios)
        for studios in (5, 10, 20)
    },
}

SEEDS = {name: tuple(range(1, family.seeds + 1)) for name, family in FAMILIES.items()}
"""Of each family."""


def generate(family: str, seed: int) -> Project:
    """The project of a family and a seed."""
    return _Maker(family, FAMILIES[family], seed).project()


class _Maker:
    """Draws one project."""

    def __init__(self, name: str, family: Family, seed: int) -> None:
        self.name = f"{name}-{seed}"
        self.family = family
        self.rng = random.Random(f"kachinko staging/{name}/{seed}")
        self.days = (family.last - FIRST).days + 1

    def chance(self, percent: int) -> bool:
        return self.rng.randrange(100) < percent

    def stretch(self, within: dict[str, date], least: float, most: float) -> dict[str, date]:
        """Some days in a row: a share of other days, anywhere in them."""
        days = (within["to"] - within["from"]).days + 1
        length = max(1, round(days * self.rng.uniform(least, most)))
        first = within["from"] + timedelta(days=self.rng.randint(0, days - length))
        return {"from": first, "to": first + timedelta(days=length - 1)}

    def yen(self, least: int, most: int, step: int) -> dict[str, Any]:
        return {"amount": self.rng.randrange(least, most + 1, step), "currency": "JPY"}

    def project(self) -> Project:
        studios = [self.studio(number) for number in range(1, self.family.studios + 1)]
        titles = [self.title(number) for number in range(1, self.family.titles + 1)]
        document: dict[str, Any] = {
            "name": f"Benchmark {self.name}",
            "currency": "JPY",
            "horizon": {"from": FIRST, "to": self.family.last},
            "studios": studios,
        }
        supplied = supply(Project.model_validate(document))
        drawn = [Title.model_validate(title) for title in titles]
        pace = _pace(supplied, drawn, self.family.asked)
        paced = [_at_pace(title, pace) for title in drawn]
        return Project.model_validate(document | {"titles": paced})

    def studio(self, number: int) -> dict[str, Any]:
        return {
            "id": f"studio{number}",
            "name": f"Studio {number}",
            "country": "JP",
            "calendar": {"weekdays": ["mon", "tue", "wed", "thu", "fri"], "holidays": "JP"},
            "build_crews": self.family.crews,
            "stages": [self.stage(number, n) for n in range(1, self.family.stages + 1)],
        }

    def stage(self, studio: int, number: int) -> dict[str, Any]:
        stage: dict[str, Any] = {
            "id": f"stage{studio}-{number}",
            "name": f"Stage {studio}-{number}",
            "clear_height_m": self.rng.choice([9, 11, 13]),
            "closures": [
                self.closure(year) for year in range(FIRST.year, self.family.last.year + 1)
            ],
            "floor_rate": self.yen(100, 200, 10),
        }
        if self.family.rectangles:
            stage["width_m"] = self.rng.randint(28, 36)
            stage["depth_m"] = self.rng.randint(20, 26)
        else:
            stage["effective_area_m2"] = self.rng.randrange(600, 1001, 20)
        return stage

    def closure(self, year: int) -> dict[str, date]:
        """A week in the part of a year that the horizon has."""
        first, last = max(FIRST, date(year, 1, 1)), min(self.family.last, date(year, 12, 31))
        start = first + timedelta(days=self.rng.randint(0, (last - first).days - 6))
        return {"from": start, "to": start + timedelta(days=6)}

    def title(self, number: int) -> dict[str, Any]:
        whole = {"from": FIRST, "to": self.family.last}
        window = self.stretch(whole, *self.family.window) if self.chance(50) else {}
        available = self.stretch(window or whole, 0.5, 0.8)
        cast = [{"id": "lead", "name": "Lead", "available": [available]}]
        cast = cast if self.chance(25) else []
        parts = [self.set(n, cast) for n in range(1, self.rng.randint(*self.family.sets) + 1)]
        blocks = [self.block(n, cast) for n in range(1, self.rng.randint(0, 2) + 1)]
        shoots = [*parts, *blocks]
        for n in range(1, len(shoots)):
            # Only earlier ones are named, so that no circle arises.
            if self.chance(20):
                shoots[n]["after"] = [self.rng.choice(shoots[:n])["id"]]
        several = self.family.studios > 1 and self.chance(50)
        return {
            "id": f"title{number}",
            "name": f"Title {number}",
            "kind": self.rng.choice(["film", "series"]),
            "value": self.rng.randint(2, 6),
            "studios": self.where(several=several),
            "split": several and self.chance(20),
            "earliest": window.get("from"),
            "latest": window.get("to"),
            "unit_day_cost": self.yen(2_000_000, 5_000_000, 100_000),
            "cast": cast,
            "sets": parts,
            "location_blocks": blocks,
        }

    def where(self, *, several: bool) -> list[str]:
        """The studios at which a title may be shot; none are named where it may be any."""
        count = 1
        if several:
            if self.family.choice is None:
                return []
            count = self.rng.randint(*self.family.choice)
        chosen = self.rng.sample(range(1, self.family.studios + 1), count)
        return [f"studio{number}" for number in sorted(chosen)]

    def set(self, number: int, cast: list[dict[str, Any]]) -> dict[str, Any]:
        rng = self.rng
        made: dict[str, Any] = {
            "id": f"set{number}",
            "name": f"Set {number}",
            "height_m": rng.randint(4, 9),
            "prelight_days": rng.randint(1, 2),
            "shoot_days": rng.randint(3, 11),
            "hold_days": rng.randint(5, 20) if self.chance(25) else 0,
            "strike_days": rng.randint(2, 4),
            "sync_sound": not self.chance(10),
            "cast": ["lead"] if cast and self.chance(70) else [],
        }
        if self.family.rectangles:
            width, depth = rng.randint(20, 48) / 2, rng.randint(14, 36) / 2
            made |= {"width_m": width, "depth_m": depth}
            area = width * depth
        else:
            area = rng.randrange(80, 441, 20)
            made["area_m2"] = area
        return made | {"build_days": round(3 + area / 40) + rng.randint(0, 4)}

    def block(self, number: int, cast: list[dict[str, Any]]) -> dict[str, Any]:
        return {
            "id": f"block{number}",
            "days": self.rng.randint(4, 12),
            "cast": ["lead"] if cast and self.chance(50) else [],
        }


def _pace(supplied: Supply, titles: list[Title], asked: float) -> int:
    """By how many per cent all durations are multiplied so that the titles ask for enough.

    The least whole number of per cent with which `demand` reaches `asked`.
    """
    sets = [one for title in titles for one in title.sets]
    low, high = 1, 2000
    while low < high:
        middle = (low + high) // 2
        paced = [_set_at_pace(one, middle) for one in sets]
        if demand(supplied, paced).largest >= asked:
            high = middle
        else:
            low = middle + 1
    return low


def _at_pace(title: Title, pace: int) -> Title:
    sets = tuple(_set_at_pace(one, pace) for one in title.sets)
    blocks = tuple(
        block.model_copy(update={"days": _days(block.days, pace)})
        for block in title.location_blocks
    )
    return title.model_copy(update={"sets": sets, "location_blocks": blocks})


def _set_at_pace(one: Set, pace: int) -> Set:
    return one.model_copy(update={phase: _days(getattr(one, phase), pace) for phase in PHASES})


def _days(drawn: int, pace: int) -> int:
    """Drawn days at a pace, rounded to the nearest whole day; a phase keeps at least one."""
    return max(1, (drawn * pace + 50) // 100) if drawn else 0
