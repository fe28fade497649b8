"""Generated projects: the same family and seed give the same project on every machine.

The distributions are described in docs/benchmarks.md; whoever changes one changes that page.
"""

from __future__ import annotations

import random
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from kachinko.model.project import Project


@dataclass(frozen=True)
class Family:
    """What the projects of one family have in common."""

    studios: int
    stages: int
    """Of each studio."""
    titles: int
    first: date
    last: date
    crews: int
    """Building crews of each studio."""
    rectangles: bool = False


FAMILIES = {
    "one-studio": Family(1, 2, 20, date(2028, 1, 3), date(2028, 12, 29), 3),
    "two-studios": Family(2, 3, 40, date(2028, 1, 3), date(2028, 12, 29), 4),
    "rectangles": Family(1, 3, 14, date(2028, 1, 3), date(2028, 6, 30), 4, rectangles=True),
}

SEEDS = (1, 2)
"""Of each family."""


def generate(family: str, seed: int) -> Project:
    """The project of a family and a seed."""
    return _Maker(family, FAMILIES[family], seed).project()


class _Maker:
    """Draws one project."""

    def __init__(self, name: str, family: Family, seed: int) -> None:
        self.name = f"{name}-{seed}"
        self.family = family
        self.rng = random.Random(f"kachinko benchmark/{name}/{seed}")
        self.days = (family.last - family.first).days + 1

    def chance(self, percent: int) -> bool:
        return self.rng.randrange(100) < percent

    def stretch(self, least: float, most: float) -> dict[str, date]:
        """Some days in a row: a share of the horizon, anywhere in it."""
        length = round(self.days * self.rng.uniform(least, most))
        start = self.rng.randint(0, self.days - length)
        first = self.family.first + timedelta(days=start)
        return {"from": first, "to": first + timedelta(days=length - 1)}

    def yen(self, least: int, most: int, step: int) -> dict[str, Any]:
        return {"amount": self.rng.randrange(least, most + 1, step), "currency": "JPY"}

    def project(self) -> Project:
        family = self.family
        studios = [self.studio(number) for number in range(1, family.studios + 1)]
        return Project.model_validate(
            {
                "name": f"Benchmark {self.name}",
                "currency": "JPY",
                "horizon": {"from": family.first, "to": family.last},
                "studios": studios,
                "titles": [self.title(number) for number in range(1, family.titles + 1)],
            }
        )

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
        closed = self.rng.randrange(self.days - 7)
        first = self.family.first + timedelta(days=closed)
        stage: dict[str, Any] = {
            "id": f"stage{studio}-{number}",
            "name": f"Stage {studio}-{number}",
            "clear_height_m": self.rng.choice([9, 11, 13]),
            "closures": [{"from": first, "to": first + timedelta(days=6)}],
            "floor_rate": self.yen(100, 200, 10),
        }
        if self.family.rectangles:
            stage["width_m"] = self.rng.randint(28, 36)
            stage["depth_m"] = self.rng.randint(20, 26)
        else:
            stage["effective_area_m2"] = self.rng.randrange(600, 1001, 20)
        return stage

    def title(self, number: int) -> dict[str, Any]:
        cast = [{"id": "lead", "name": "Lead", "available": [self.stretch(0.4, 0.7)]}]
        cast = cast if self.chance(25) else []
        parts = [self.set(n, cast) for n in range(1, self.rng.randint(2, 5) + 1)]
        blocks = [self.block(n, cast) for n in range(1, self.rng.randint(0, 2) + 1)]
        shoots = [*parts, *blocks]
        for n in range(1, len(shoots)):
            # Only earlier ones are named, so that no circle arises.
            if self.chance(20):
                shoots[n]["after"] = [self.rng.choice(shoots[:n])["id"]]
        window = self.stretch(0.6, 0.9) if self.chance(50) else {}
        studios = [f"studio{self.rng.randint(1, self.family.studios)}"]
        several = self.family.studios > 1
        if several and self.chance(50):
            studios = []
        return {
            "id": f"title{number}",
            "name": f"Title {number}",
            "kind": self.rng.choice(["film", "series"]),
            "value": self.rng.randint(2, 6),
            "studios": studios,
            "split": several and not studios and self.chance(20),
            "earliest": window.get("from"),
            "latest": window.get("to"),
            "unit_day_cost": self.yen(2_000_000, 5_000_000, 100_000),
            "cast": cast,
            "sets": parts,
            "location_blocks": blocks,
        }

    def set(self, number: int, cast: list[dict[str, Any]]) -> dict[str, Any]:
        rng = self.rng
        made: dict[str, Any] = {
            "id": f"set{number}",
            "name": f"Set {number}",
            "height_m": rng.randint(4, 9),
            "prelight_days": rng.randint(1, 2),
            "shoot_days": rng.randint(3, 11),
            "hold_days": 5 if self.chance(20) else 0,
            "strike_days": rng.randint(2, 4),
            "sync_sound": not self.chance(10),
            "cast": ["lead"] if cast and self.chance(70) else [],
        }
        if self.family.rectangles:
            width, depth = rng.randint(16, 44) / 2, rng.randint(12, 32) / 2
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
