"""Arbitrary valid projects, for properties of files: odd texts, exact decimals, every key."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from hypothesis import strategies as st

from kachinko.model.project import Project

AWKWARD = [
    "=1+1", "+81 3", "-", "@x", "'quoted", 'say "cut"', "it's", "NO", "on", "null", "~", "TRUE",
    "007", "1e3", "0x1F", "12", "1.50", "2028-02-01", "_x0041_", "_x005F_x0041_", "#REF!", "#N/A",
    "a: b", "a #b", "- x", "[x]", "{x}", "x,y", "*star", "&and", "!bang", "%", "|", ">", "?", "`",
    "第七ステージ", "세트", "é̂", "🎬 clap", "a\u2028b", "a\u00a0b", "\u00adsoft", "x" * 200, "a  b",
    "\\", "\\n", "key:", ":", "<b>&amp;</b>", "a;b", "、", "\u200b", "\ue000", "ﷺ",
]  # fmt: skip

letters = st.characters(
    exclude_categories=["Cc", "Cs"], exclude_characters="\ufeff\ufffe\uffff\u2028\u2029"
)
names = st.one_of(
    st.sampled_from(AWKWARD), st.text(letters, min_size=1, max_size=30).filter(str.strip)
)
ids = st.one_of(
    st.from_regex(r"[A-Za-z0-9][A-Za-z0-9._-]{0,10}", fullmatch=True),
    st.sampled_from(["007", "1e3", "null", "true", "NO", "0x1F", "1.50", "12", "0o7", "e", "y"]),
)
lines = st.lists(names, max_size=3).map("\n".join)
days = st.dates(date(1900, 1, 1), date(2200, 12, 31))
areas = st.integers(1, 10**6).map(lambda n: n / 100)
amounts = st.one_of(
    st.integers(0, 10**15).map(Decimal),
    st.decimals(0, 10**6, places=2),
    st.decimals(0, 10**15, places=6),
    st.sampled_from([Decimal("0.1"), Decimal("1E-12"), Decimal("123456789012345.678901")]),
)


def money(currency: str | None = None) -> st.SearchStrategy[Any]:
    code = st.just(currency) if currency else st.sampled_from(["JPY", "KRW", "USD", "HUF"])
    return st.fixed_dictionaries({"amount": amounts, "currency": code})


@st.composite
def spans(draw: Any, **more: Any) -> dict[str, Any]:
    first = draw(st.dates(date(1900, 1, 1), date(2190, 12, 31)))
    last = first + timedelta(days=draw(st.integers(0, 900)))
    return {"from": first, "to": last, **{key: draw(value) for key, value in more.items()}}


def some(strategy: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    return st.none() | strategy


def several(strategy: st.SearchStrategy[Any], most: int = 3) -> st.SearchStrategy[Any]:
    return st.lists(strategy, max_size=most)


def subset(draw: Any, known: list[str]) -> list[str]:
    return draw(st.lists(st.sampled_from(known), unique=True, max_size=3)) if known else []


@st.composite
def sides(draw: Any, area_key: str, *, needed: bool) -> dict[str, Any]:
    """A footprint by area, by width and depth, by both, or not at all."""
    form = draw(st.sampled_from(["area", "sides", "both"] + ([] if needed else ["none"])))
    width, depth = draw(st.integers(100, 9999)) / 100, draw(st.integers(100, 9999)) / 100
    rectangle = {"width_m": width, "depth_m": depth}
    if form == "area":
        return {area_key: draw(areas)}
    if form == "sides":
        return rectangle
    if form == "both":
        return {area_key: round(width * depth, 2) / 2 // 0.01 / 100 + 0.01, **rectangle}
    return {}


@st.composite
def studios(draw: Any, studio_id: str, stage_ids: list[str], currency: str) -> dict[str, Any]:
    closures = several(spans(reason=lines), 2)
    return {
        "id": studio_id,
        "name": draw(names),
        "country": draw(st.sampled_from(["JP", "KR", "CA", "HU"])),
        "city": draw(lines),
        "calendar": {
            "weekdays": draw(
                st.lists(st.sampled_from(["mon", "wed", "sat", "sun"]), min_size=1, unique=True)
            ),
            "holidays": draw(st.sampled_from([None, "JP", "CA-BC", "KR"])),
            "closures": draw(closures),
        },
        "build_crews": draw(some(st.integers(0, 1000))),
        "stages": [
            {
                "id": stage_id,
                "name": draw(names),
                **draw(sides("effective_area_m2", needed=False)),
                "clear_height_m": draw(some(areas)),
                "features": draw(several(ids)),
                "power_kva": draw(some(st.integers(0, 10**5).map(lambda n: n / 10))),
                "quiet": draw(st.booleans()),
                "aisle_m": draw(st.integers(0, 1000)) / 100,
                "floor_rate": draw(some(money(currency))),
                "closures": draw(closures),
            }
            for stage_id in stage_ids
        ],
    }  # fmt: skip


@st.composite
def titles(draw: Any, title_id: str, studio_ids: list[str], currency: str) -> dict[str, Any]:
    cast = draw(st.lists(ids, unique=True, max_size=3))
    items = draw(st.lists(ids, unique=True, min_size=1, max_size=5))
    cut = draw(st.integers(0, len(items)))

    def shared(place: int) -> dict[str, Any]:
        return {"unit": draw(ids), "cast": subset(draw, cast), "after": subset(draw, items[:place])}

    return {
        "id": title_id,
        "name": draw(names),
        "kind": draw(st.sampled_from(["film", "series"])),
        "episodes": draw(some(st.integers(1, 10_000))),
        "value": draw(st.integers(0, 10**12)) / 1000,
        "commitment": draw(st.sampled_from(["must", "may"])),
        "studios": subset(draw, studio_ids),
        "split": draw(st.booleans()),
        "earliest": draw(some(st.dates(date(2028, 1, 1), date(2028, 6, 1)))),
        "latest": draw(some(st.dates(date(2028, 7, 1), date(2028, 12, 31)))),
        "unit_day_cost": draw(some(money(currency))),
        "cast": [
            {
                "id": member,
                "name": draw(names),
                "day_rate": draw(some(money())),
                "available": draw(several(spans())),
            }
            for member in cast
        ],
        "sets": [
            {
                "id": item,
                "name": draw(names),
                **draw(sides("area_m2", needed=True)),
                "height_m": draw(some(areas)),
                "features": draw(several(ids)),
                **{
                    f"{phase}_days": draw(st.integers(0, 2000))
                    for phase in ("build", "prelight", "hold", "strike")
                },
                "shoot_days": draw(st.integers(1, 2000)),
                "sync_sound": draw(st.booleans()),
                "power_kva": draw(some(st.integers(0, 10**5).map(lambda n: n / 10))),
                **shared(place),
            }
            for place, item in enumerate(items[:cut])
        ],
        "location_blocks": [
            {
                "id": item,
                "days": draw(st.integers(1, 2000)),
                "earliest": draw(some(st.dates(date(2028, 1, 1), date(2028, 6, 1)))),
                "latest": draw(some(st.dates(date(2028, 7, 1), date(2028, 12, 31)))),
                **shared(cut + place),
            }
            for place, item in enumerate(items[cut:])
        ],
    }


@st.composite
def projects(draw: Any) -> Project:
    """A valid project; its dates need make no sense, only files must keep them."""
    currency = draw(st.sampled_from(["JPY", "KRW", "EUR"]))
    studio_ids = draw(st.lists(ids, unique=True, max_size=2))
    stage_ids = draw(st.lists(ids, unique=True, max_size=4))
    cut = draw(st.integers(0, len(stage_ids))) if len(studio_ids) == 2 else len(stage_ids)
    stages = [stage_ids[:cut], stage_ids[cut:]][: len(studio_ids)]
    rents = st.fixed_dictionaries(
        {
            "amount": amounts,
            "currency": st.just(currency),
            "per": st.sampled_from(["day", "week", "month", "year"]),
        }
    )
    agreements = [
        {
            "id": f"{place}-{studio}",
            "lessee": draw(lines),
            "studio": studio,
            "stages": own,
            "rent": draw(some(rents)),
            "take_or_pay": draw(st.booleans()),
            **draw(spans()),
        }
        for place, (studio, own) in enumerate(zip(studio_ids, stages, strict=True))
        if own
    ]
    return Project.model_validate(
        {
            "name": draw(names),
            "currency": currency,
            "horizon": {"from": date(2028, 1, 1), "to": date(2028, 12, 31)},
            "notes": draw(lines),
            "studios": [
                draw(studios(studio, own, currency))
                for studio, own in zip(studio_ids, stages, strict=True)
            ],
            "agreements": agreements,
            "titles": [
                draw(titles(title, studio_ids, currency))
                for title in draw(st.lists(ids, unique=True, max_size=2))
            ],
        }
    )
