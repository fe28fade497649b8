"""Valid projects made at random: small ones for properties, tiny ones for brute force.

One maker serves both sources of chance, so that hypothesis shrinks the very projects that a
seeded generator repeats:

- `projects(TINY)` is a hypothesis strategy;
- `random_project(random.Random(7))` is a plain seeded generator.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any, Protocol, TypeVar

from hypothesis import strategies as st

from kachinko.model.project import Project

if TYPE_CHECKING:
    import random
    from collections.abc import Callable, Sequence

T = TypeVar("T")


@dataclass(frozen=True)
class Size:
    """How large the projects are; pairs are least and most, both included."""

    studios: tuple[int, int] = (1, 2)
    stages: tuple[int, int] = (1, 3)
    titles: tuple[int, int] = (1, 6)
    sets: tuple[int, int] = (0, 3)
    blocks: tuple[int, int] = (0, 2)
    horizon_days: tuple[int, int] = (30, 120)
    build: int = 6
    prelight: int = 2
    shoot: int = 5
    hold: int = 2
    strike: int = 3
    block_days: int = 6
    restricted: int = 30
    """Chance [%] that a restriction that can be left out is there."""


SMALL = Size()
TINY = Size(
    studios=(1, 2),
    stages=(1, 2),
    titles=(1, 3),
    sets=(0, 2),
    blocks=(0, 1),
    horizon_days=(7, 10),
    build=2,
    prelight=1,
    shoot=2,
    hold=1,
    strike=1,
    block_days=2,
)


class Chance(Protocol):
    """A source of choices."""

    def integer(self, least: int, most: int) -> int:
        """Choose a whole number, both ends included."""
        ...

    def pick(self, options: Sequence[T]) -> T:
        """Choose one of some options; the first is the simplest."""
        ...


class SeededChance:
    """Choices from a seeded generator."""

    def __init__(self, rng: random.Random) -> None:
        self.rng = rng

    def integer(self, least: int, most: int) -> int:
        return self.rng.randint(least, most)

    def pick(self, options: Sequence[T]) -> T:
        return self.rng.choice(options)


class DrawnChance:
    """Choices drawn by hypothesis, which shrinks them towards the least and the first."""

    def __init__(self, draw: Callable[[st.SearchStrategy[Any]], Any]) -> None:
        self.draw = draw

    def integer(self, least: int, most: int) -> int:
        return self.draw(st.integers(least, most))

    def pick(self, options: Sequence[T]) -> T:
        return options[self.draw(st.integers(0, len(options) - 1))]


def random_project(rng: random.Random, size: Size = SMALL) -> Project:
    """Make a valid project out of a seeded generator."""
    return ProjectMaker(SeededChance(rng), size).project()


@st.composite
def projects(draw: Callable[[st.SearchStrategy[Any]], Any], size: Size = SMALL) -> Project:
    """Draw a valid project."""
    return ProjectMaker(DrawnChance(draw), size).project()


class ProjectMaker:
    """Makes one project; what is made first limits what comes after."""

    def __init__(self, chance: Chance, size: Size) -> None:
        self.chance = chance
        self.size = size
        self.days = chance.integer(*size.horizon_days)
        # Early May and the turn of the year bring public holidays into short horizons.
        self.first = chance.pick([date(2028, 2, 7), date(2028, 4, 27), date(2028, 12, 27)])
        self.last = self.first + timedelta(days=self.days - 1)
        self.rectangles = self.maybe(50)
        self.priced = self.maybe(60)

    def maybe(self, percent: int) -> bool:
        """Decide with a chance [%]; shrinks to no."""
        return self.chance.integer(0, 99) >= 100 - percent

    def restricted(self) -> bool:
        """Whether a restriction that can be left out is there."""
        return self.maybe(self.size.restricted)

    def day(self) -> date:
        return self.first + timedelta(days=self.chance.integer(0, self.days - 1))

    def stretch(self, least_days: int = 1) -> dict[str, Any]:
        """Some days in a row within the horizon."""
        length = self.chance.integer(min(least_days, self.days), self.days)
        start = self.chance.integer(0, self.days - length)
        first = self.first + timedelta(days=start)
        return {"from": first, "to": first + timedelta(days=length - 1)}

    def short_stretch(self) -> dict[str, Any]:
        first = self.day()
        last = first + timedelta(days=self.chance.integer(0, 3))
        return {"from": first, "to": min(last, self.last)}

    def money(self, least: int, most: int) -> dict[str, Any]:
        cents = self.chance.pick(["", "", ".5", ".37"])
        return {"amount": f"{self.chance.integer(least, most)}{cents}", "currency": "JPY"}

    def project(self) -> Project:
        studios = [self.studio(n) for n in range(self.chance.integer(*self.size.studios))]
        titles = [self.title(n, studios) for n in range(self.chance.integer(*self.size.titles))]
        return Project.model_validate(
            {
                "name": "Generated",
                "currency": "JPY",
                "horizon": {"from": self.first, "to": self.last},
                "studios": studios,
                "agreements": self.agreements(studios),
                "titles": titles,
            }
        )

    def studio(self, number: int) -> dict[str, Any]:
        weekdays = self.chance.pick([5, 6, 7])
        return {
            "id": f"studio{number}",
            "name": f"Studio {number}",
            "country": "JP",
            "calendar": {
                "weekdays": ["mon", "tue", "wed", "thu", "fri", "sat", "sun"][:weekdays],
                "holidays": self.chance.pick([None, "JP"]),
                "closures": [self.short_stretch()] if self.restricted() else [],
            },
            "build_crews": self.chance.integer(0, 3) if self.restricted() else None,
            "stages": [
                self.stage(number, n) for n in range(self.chance.integer(*self.size.stages))
            ],
        }

    def stage(self, studio: int, number: int) -> dict[str, Any]:
        stage: dict[str, Any] = {
            "id": f"s{studio}-{number}",
            "name": f"Stage {studio}-{number}",
            "features": ["tank"] if self.maybe(50) else [],
            "clear_height_m": self.chance.pick([None, 10, 6]),
            "power_kva": self.chance.pick([100, 150.5]) if self.restricted() else None,
            "quiet": not self.restricted(),
            "closures": [self.short_stretch()] if self.restricted() else [],
            "floor_rate": self.money(0, 9) if self.priced and self.maybe(50) else None,
        }
        if self.rectangles and self.maybe(75):
            width, depth = self.chance.integer(60, 120), self.chance.integer(60, 120)
            stage |= {"width_m": width / 5, "depth_m": depth / 5}
            stage["aisle_m"] = self.chance.pick([1.0, 0, 0.75, 2])
            if self.maybe(40):
                stage["effective_area_m2"] = int(width * depth / 25 * 0.9)
        elif not self.maybe(5):
            stage["effective_area_m2"] = self.chance.integer(100, 500)
        return stage

    def agreements(self, studios: list[dict[str, Any]]) -> list[dict[str, Any]]:
        kind = self.chance.pick(["none", "none", "random", "following"])
        found: list[dict[str, Any]] = []
        if kind == "none":
            return found
        for studio in studios:
            stages = [stage["id"] for stage in studio["stages"]]
            if kind == "following":
                middle = self.day()
                spans = [{"from": self.first, "to": middle}]
                if middle < self.last:
                    spans.append({"from": middle + timedelta(days=1), "to": self.last})
                found += [self.agreement(studio["id"], stages, span) for span in spans]
            else:
                named = [stage for stage in stages if self.maybe(85)] or stages[:1]
                found.append(self.agreement(studio["id"], named, self.stretch(self.days // 2)))
                if self.maybe(30):
                    found.append(self.agreement(studio["id"], stages, self.stretch()))
        return [agreement | {"id": f"a{n}"} for n, agreement in enumerate(found)]

    def agreement(self, studio: str, stages: list[str], span: dict[str, Any]) -> dict[str, Any]:
        rent = None
        if self.priced and self.maybe(70):
            rent = self.money(0, 500) | {"per": self.chance.pick(["day", "week", "month", "year"])}
        return {
            **span,
            "studio": studio,
            "stages": stages,
            "rent": rent,
            "take_or_pay": self.maybe(30),
        }

    def title(self, number: int, studios: list[dict[str, Any]]) -> dict[str, Any]:
        cast = [self.member(n) for n in range(self.chance.integer(0, 2))]
        sets = [self.set(n, cast) for n in range(self.chance.integer(*self.size.sets))]
        blocks = [self.block(n, cast) for n in range(self.chance.integer(*self.size.blocks))]
        if not sets and not blocks:
            sets = [self.set(0, cast)]
        items = [*sets, *blocks]
        for n, item in enumerate(items):
            # Only earlier names, so that no circle arises.
            item["after"] = [before["id"] for before in items[:n] if self.maybe(20)]
        window = self.stretch(max(5, self.days * 2 // 3)) if self.restricted() else None
        allowed = [studio["id"] for studio in studios if self.maybe(60)]
        return {
            "id": f"t{number}",
            "name": f"Title {number}",
            "kind": self.chance.pick(["film", "series"]),
            "value": self.chance.pick([1, 2, 3, 1.5, 0.125, 4, 0]),
            "commitment": "must" if self.maybe(15) else "may",
            "studios": allowed,
            "split": self.maybe(30),
            "earliest": window and window["from"],
            "latest": window and window["to"],
            "unit_day_cost": self.money(0, 90) if self.priced and self.maybe(60) else None,
            "cast": cast,
            "sets": sets,
            "location_blocks": blocks,
        }

    def member(self, number: int) -> dict[str, Any]:
        available = []
        if self.restricted():
            available = [self.stretch(self.days // 2)]
            if self.maybe(40):
                available.append(self.stretch())
        return {"id": f"c{number}", "name": f"Actor {number}", "available": available}

    def named_cast(self, cast: list[dict[str, Any]]) -> list[str]:
        return [member["id"] for member in cast if self.maybe(50)]

    def set(self, number: int, cast: list[dict[str, Any]]) -> dict[str, Any]:
        size = self.size
        made: dict[str, Any] = {
            "id": f"set{number}",
            "name": f"Set {number}",
            "height_m": self.chance.pick([None, 5, 7.5]),
            "features": ["tank"] if self.maybe(10) else [],
            "build_days": self.chance.integer(0, size.build),
            "prelight_days": self.chance.integer(0, size.prelight),
            "shoot_days": self.chance.integer(1, size.shoot),
            "hold_days": self.chance.integer(0, size.hold) if self.maybe(40) else 0,
            "strike_days": self.chance.integer(0, size.strike),
            "sync_sound": not self.restricted(),
            "power_kva": self.chance.pick([60, 75.5]) if self.maybe(50) else None,
            "unit": "second" if self.restricted() else "main",
            "cast": self.named_cast(cast),
        }
        if self.rectangles and self.maybe(75):
            width, depth = self.chance.integer(20, 80), self.chance.integer(20, 80)
            made |= {"width_m": width / 5, "depth_m": depth / 5}
            if self.maybe(30):
                made["area_m2"] = max(1, int(width * depth / 25 * 0.8))
        else:
            made["area_m2"] = self.chance.pick([50, 80, 120.25, 149.9, 200])
        return made

    def block(self, number: int, cast: list[dict[str, Any]]) -> dict[str, Any]:
        window = self.stretch(max(5, self.days // 2)) if self.restricted() else None
        return {
            "id": f"block{number}",
            "days": self.chance.integer(1, self.size.block_days),
            "unit": "second" if self.restricted() else "main",
            "earliest": window and window["from"],
            "latest": window and window["to"],
            "cast": self.named_cast(cast),
        }
