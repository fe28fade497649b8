"""Writes the invented slates of toho-2028 and korea-2021; the same seed writes the same files.

Run it from anywhere: ``python examples/make_slates.py``. The ranges are named in the README of
each example; nothing here is a fact about a real title.
"""

from __future__ import annotations

import random
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import yaml

from kachinko.model.calendar import WorkingDays
from kachinko.model.span import DaySpan
from kachinko.model.studio import Calendar

HERE = Path(__file__).parent

FILMS_JP = (
    "Harbour", "Lantern Street", "Night Ferry", "Paper Crane", "Salt Road", "Tin Roof",
    "Ninth Bell", "Cold Spring", "Glass Orchard", "Last Platform", "Moth", "Low Tide", "Quarry",
)  # fmt: skip
SERIES_JP = (
    "Signal House", "Second Kitchen", "Iron Garden", "Weighbridge", "Ashfall Office",
    "Ward Eleven", "Tidal Court", "Long Division", "Kite Season", "Stonecutter", "Blue Ledger",
    "Rain Bureau", "Copper Line",
)  # fmt: skip
FILMS_KR = (
    "Persimmon", "Border Bus", "Underpass", "Winter Market", "Divers", "Third Shift",
    "Pine Gate", "Snow Count",
)  # fmt: skip
SERIES_KR = (
    "Corner Clinic", "River Unit", "Palace Kitchen", "Night Audit", "Tower Nine", "Silent Lift",
    "Old Harbour Law", "Field Post", "Glass Ward", "Seven Doors", "Mapmaker", "Low Signal",
)  # fmt: skip
PLACES = (
    "Apartment", "Police station", "Hospital ward", "Bar", "Office floor", "Corridors", "Temple",
    "School", "Family house", "Prison block", "Court room", "Train carriage", "Rooftop",
    "Laboratory", "Hotel suite", "Newsroom", "Tunnel", "Restaurant", "Ship's cabin", "Village lane",
)  # fmt: skip


@dataclass(frozen=True)
class Slate:
    """What one invented slate is drawn from."""

    folder: str
    seed: int
    films: tuple[str, ...]
    series: tuple[str, ...]
    letters: tuple[str, str]
    working: WorkingDays
    currency: str
    unit_day: tuple[int, int, int]
    """Lowest and highest cost of a unit day, and the step between."""
    studios: tuple[tuple[str, ...], ...]
    """Drawn from for each title; an empty one means any studio."""
    largest_set_m2: int
    split: frozenset[str] = frozenset()
    hero: str = ""
    """Id of the title with the set of 397 m² and 11 m height."""
    silent: frozenset[str] = frozenset()
    """Ids of titles with a set shot without sync sound."""


class InOneLine(dict[str, Any]):
    """A mapping that is written in one line."""


class _Dumper(yaml.SafeDumper):
    """Writes records as people write them: one set, one line."""

    def ignore_aliases(self, data: Any) -> bool:  # noqa: ARG002
        """Write a value again where it comes again."""
        return True


def _one_line(dumper: yaml.SafeDumper, value: InOneLine) -> yaml.Node:
    return dumper.represent_mapping("tag:yaml.org,2002:map", value.items(), flow_style=True)


def _short_list(dumper: yaml.SafeDumper, value: tuple[Any, ...]) -> yaml.Node:
    return dumper.represent_sequence("tag:yaml.org,2002:seq", list(value), flow_style=True)


_Dumper.add_representer(InOneLine, _one_line)
_Dumper.add_representer(tuple, _short_list)


def slate_text(slate: Slate) -> str:
    """Write the titles of a slate as the text of its ``titles.yaml``."""
    rng = random.Random(slate.seed)
    titles: list[dict[str, Any]] = []
    for kind, names, letter in (
        ("film", slate.films, slate.letters[0]),
        ("series", slate.series, slate.letters[1]),
    ):
        titles += [
            _title(slate, rng, kind, f"{letter}{number}", name)
            for number, name in enumerate(names, start=1)
        ]
    body = yaml.dump(
        {"titles": titles}, Dumper=_Dumper, sort_keys=False, allow_unicode=True, width=105
    )
    return (
        "# Every title here is invented: names, sets, days, windows and values are assumptions,\n"
        "# drawn by examples/make_slates.py from the ranges that README.md names.\n" + body
    )


def _title(slate: Slate, rng: random.Random, kind: str, number: str, name: str) -> dict[str, Any]:
    title_id = number.lower()
    episodes = rng.choice((6, 8, 8, 8, 10)) if kind == "series" else None
    days = rng.randint(30, 60) if episodes is None else min(110, episodes * rng.randint(9, 13))
    sets = _sets(slate, rng, kind, title_id, round(days * rng.triangular(0.35, 0.55, 0.45)))
    blocks = _blocks(rng, days - sum(one["shoot_days"] for one in sets))
    earliest, latest = _window(slate, rng, sets, days)
    cast = _cast(slate, rng, sets, blocks, earliest, latest)
    _order(rng, sets, blocks)
    low, high, step = slate.unit_day
    value = rng.choice((2, 3, 3, 4)) if episodes is None else episodes // 2 + rng.choice((0, 1, 1))
    title: dict[str, Any] = {
        "id": title_id,
        "name": f"{kind.capitalize()} {number} “{name}”",
        "kind": kind,
        "episodes": episodes,
        "value": value,
        "commitment": "may",
        "studios": rng.choice(slate.studios),
        "split": title_id in slate.split,
        "earliest": slate.working.dates[earliest],
        "latest": slate.working.dates[latest],
        "unit_day_cost": InOneLine(
            amount=rng.randrange(low, high + 1, step), currency=slate.currency
        ),
        "cast": cast,
        "sets": sets,
        "location_blocks": blocks,
    }
    if title["split"]:
        title["studios"] = ()
    return {key: entry for key, entry in title.items() if entry not in (None, [], False)}


def _sets(
    slate: Slate, rng: random.Random, kind: str, title_id: str, stage_days: int
) -> list[dict[str, Any]]:
    count = rng.choice((3, 3, 4, 4, 5, 6)) if kind == "film" else rng.choice((5, 5, 6, 6, 7, 8, 9))
    shares = [rng.uniform(0.5, 1.5) for _ in range(count)]
    sets = []
    for place, share in zip(rng.sample(PLACES, count), shares, strict=True):
        area = 5 * round(rng.triangular(60, slate.largest_set_m2, 170) / 5)
        sets.append(
            InOneLine(
                id=place.split()[0].lower().replace("'s", ""),
                name=place,
                area_m2=area,
                height_m=rng.choice((4, 4.5, 5, 6, 6, 7)),
                build_days=max(5, round((4 + area / 40) * rng.uniform(0.8, 1.25))),
                prelight_days=rng.choice((1, 1, 2, 3)),
                shoot_days=max(1, min(20, round(stage_days * share / sum(shares)))),
                hold_days=rng.choice((0, 0, 0, 0, 5)),
                strike_days=max(1, round((1.5 + area / 150) * rng.uniform(0.8, 1.25))),
            )
        )
    if title_id == slate.hero:
        sets[0] |= {"id": "maze", "name": "Maze", "area_m2": 397, "height_m": 11}
        sets[0] |= {"build_days": 45, "prelight_days": 4, "strike_days": 10}
    if title_id in slate.silent:
        sets[-1] |= {"id": "effects", "name": "Effects set", "sync_sound": False}
    return sets


def _blocks(rng: random.Random, days: int) -> list[dict[str, Any]]:
    count = 1 if days < 15 else rng.choice((1, 2, 2, 3))
    parts = [days // count + (1 if number < days % count else 0) for number in range(count)]
    return [
        InOneLine(id=f"location-{number}", days=part)
        for number, part in enumerate(parts, start=1)
        if part
    ]


def _window(
    slate: Slate, rng: random.Random, sets: list[dict[str, Any]], days: int
) -> tuple[int, int]:
    """Draw the numbers of the first and last working day of a title, tight, middling or wide."""
    whole = len(slate.working)
    longest = max(one["build_days"] + one["prelight_days"] for one in sets)
    needed = longest + days + sum(one["hold_days"] for one in sets) + 12
    length = min(whole, round(needed * rng.choice((1.25, 1.4, 1.7, 2.2, 4.0))) + 5)
    earliest = rng.randint(0, whole - length)
    return earliest, earliest + length - 1


def _cast(
    slate: Slate,
    rng: random.Random,
    sets: list[dict[str, Any]],
    blocks: list[dict[str, Any]],
    earliest: int,
    latest: int,
) -> list[dict[str, Any]]:
    """Give every third title a lead who is free for a part of its window only."""
    if rng.random() > 0.35:
        return []
    wanted = [sets[0], sets[1], blocks[0]]
    needed = sum(one.get("shoot_days", one.get("days", 0)) for one in wanted)
    shortest = min(latest - earliest - 25, 2 * needed + 10)
    length = rng.randint(shortest, max(shortest, (latest - earliest) * 3 // 4))
    first = rng.randint(earliest + 20, max(earliest + 20, latest - 5 - length))
    for one in wanted:
        one["cast"] = ("lead",)
    dates = slate.working.dates
    free = InOneLine({"from": dates[first], "to": dates[min(first + length, latest)]})
    return [InOneLine(id="lead", name="Lead", available=[free])]


def _order(rng: random.Random, sets: list[dict[str, Any]], blocks: list[dict[str, Any]]) -> None:
    """Let a few titles shoot one set before another, or on location only after a set."""
    drawn = rng.random()
    if drawn < 0.15:
        sets[-1]["after"] = (sets[-2]["id"],)
    elif drawn < 0.3:
        blocks[-1]["after"] = (sets[0]["id"],)


def toho_2028() -> Slate:
    """Describe the slate of the Toho example."""
    span = DaySpan.inclusive(date(2028, 1, 4), date(2028, 12, 28))
    weekdays = ("mon", "tue", "wed", "thu", "fri", "sat")
    return Slate(
        folder="toho-2028",
        seed=2028,
        films=FILMS_JP,
        series=SERIES_JP,
        letters=("A", "B"),
        working=WorkingDays(Calendar(weekdays=weekdays, holidays="JP"), span),
        currency="JPY",
        unit_day=(3_000_000, 6_000_000, 250_000),
        studios=(("toho",),),
        largest_set_m2=480,
        hero="b3",
        silent=frozenset({"a5", "b9"}),
    )


def korea_2021() -> Slate:
    """Describe the slate of the Korean example."""
    span = DaySpan.inclusive(date(2021, 3, 1), date(2022, 2, 28))
    return Slate(
        folder="korea-2021",
        seed=2021,
        films=FILMS_KR,
        series=SERIES_KR,
        letters=("C", "D"),
        working=WorkingDays(Calendar(holidays="KR"), span),
        currency="KRW",
        unit_day=(30_000_000, 60_000_000, 2_500_000),
        studios=((), (), ("ycdsmc-139",), ("samsung",)),
        largest_set_m2=560,
        split=frozenset({"d2", "d7"}),
        silent=frozenset({"d4"}),
    )


def main() -> None:
    """Write both slates."""
    for slate in (toho_2028(), korea_2021()):
        path = HERE / slate.folder / "titles.yaml"
        path.write_text(slate_text(slate), encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main()
