"""A small shooting made by hand, and a valid board of it over a weekend and a festival.

*The Keeper's Light* is invented, and so are its rates. 16 scenes, 7 parts of whom one is a minor,
2 places and a set that has none, sets on a stage, days and a night. March 2028 begins on a
Wednesday. What the board costs was counted by hand; see `COSTS`.
"""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

from kachinko.model.board import Board, BoardDay, CostLine
from kachinko.model.plan import PlannedSet
from kachinko.model.shooting import Shooting


def yen(amount: int) -> dict[str, Any]:
    return {"amount": amount, "currency": "JPY"}


CAST: list[dict[str, Any]] = [
    {"id": "1", "name": "石田灯台守 ISHIDA", "actor": "佐藤 健一", "day_rate": yen(300_000)},
    {"id": "2", "name": "AIKO", "actor": "高橋 美咲", "day_rate": yen(250_000)},
    {
        "id": "3", "name": "HARU", "actor": "山本 陽", "day_rate": yen(60_000),
        "most_minutes": 540, "no_night": True,
    },
    {"id": "4", "name": "土井船長 CAPTAIN DOI", "day_rate": yen(150_000)},
    {"id": "5", "name": "NURSE MORI", "actor": "森 さくら", "day_rate": yen(80_000)},
    {
        "id": "6", "name": "黒田警部 INSPECTOR KURODA",
        "available": [{"from": "2028-03-06", "to": "2028-03-14"}],
    },
    {"id": "7", "name": "OLD FISHERMAN", "day_rate": yen(90_000), "drop_days": 3},
]  # fmt: skip

LOCATIONS: list[dict[str, Any]] = [
    {
        "id": "studio", "name": "撮影所 Studio, Setagaya",
        "latitude": 35.64, "longitude": 139.6, "timezone": "Asia/Tokyo",
    },
    {
        "id": "misaki", "name": "三崎 Misaki harbour",
        "latitude": 35.14, "longitude": 139.62, "timezone": "Asia/Tokyo",
    },
]  # fmt: skip

SETS: list[dict[str, Any]] = [
    {
        "id": "lamp-room", "name": "LAMP ROOM 灯室", "location": "studio", "stage": True,
        "cover": True, "standing_cost": yen(120_000),
    },
    {
        "id": "cottage", "name": "KEEPER'S COTTAGE", "location": "studio", "stage": True,
        "standing_cost": yen(100_000),
    },
    {"id": "pier", "name": "MISAKI PIER 三崎の桟橋", "location": "misaki"},
    {"id": "boat", "name": "FISHING BOAT", "location": "misaki"},
    {"id": "clinic", "name": "CLINIC 診療所", "location": "misaki", "cover": True},
    {"id": "shrine", "name": "SHRINE STEPS 神社の石段"},
]  # fmt: skip

ELEMENTS: list[dict[str, Any]] = [
    {"id": "villagers", "name": "Villagers (12)", "category": "background"},
    {"id": "lamp", "name": "Fresnel lamp, working", "category": "props"},
    {"id": "lantern", "name": "提灯 Paper lantern", "category": "props"},
    {"id": "cat", "name": "Cat", "category": "animals"},
    {"id": "cat-handler", "name": "Cat handler", "category": "animal_handler"},
    {"id": "rain", "name": "雨降らし Rain", "category": "special_effects"},
    {"id": "police-car", "name": "Police car, 1965", "category": "vehicles"},
    {"id": "fall", "name": "Fall from the pier", "category": "stunts"},
    {"id": "uniform", "name": "Wet uniform, 2 of it", "category": "costume"},
    {"id": "comp-ship", "name": "Ship on the horizon", "category": "visual_effects"},
]

# number, setting, set, time, eighths, cast, elements, script day
_SCENES: list[tuple[str, str, str, str, int, str, str, str]] = [
    ("1", "EXT", "pier", "dawn", 6, "1 7", "comp-ship", "D1"),
    ("2", "INT", "lamp-room", "night", 12, "1", "lamp", "N1"),
    ("3", "INT", "cottage", "day", 20, "1 2 3", "cat cat-handler", "D2"),
    ("4", "EXT", "pier", "day", 10, "2 4", "villagers", "D2"),
    ("5", "INT", "clinic", "day", 9, "2 5", "", "D2"),
    ("6", "EXT", "boat", "day", 12, "4 7", "", "D2"),
    ("7", "INT", "lamp-room", "night", 14, "1 4", "lamp", "N2"),
    ("8", "EXT", "pier", "night", 10, "1 4 6", "rain police-car fall uniform", "N2"),
    ("9", "INT/EXT", "boat", "night", 8, "4 6", "rain uniform", "N2"),
    ("10", "INT", "cottage", "night", 11, "2 5", "lantern", "N2"),
    ("11", "EXT", "shrine", "day", 8, "2 3", "villagers lantern", "D3"),
    ("11A", "EXT", "shrine", "dusk", 5, "1 2 3", "lantern", "D3"),
    ("12", "INT", "clinic", "night", 7, "5 6", "", "N3"),
    ("13", "INT", "lamp-room", "dawn", 10, "1 2 3", "lamp cat cat-handler", "D4"),
    ("14", "EXT", "pier", "dawn", 4, "1", "comp-ship", "D4"),
    ("15", "EXT", "pier", "day", 9, "1 7", "", "D4"),
]  # fmt: skip

_SYNOPSES = {
    "1": "Ishida sees a ship that is not on any list.",
    "2": "The light fails, and Ishida mends it alone.",
    "3": "アイコが突然、息子を連れて帰ってくる。",
    "4": "Doi refuses to take Aiko out to the reef.",
    "5": "Mori tells Aiko what the old man hides.",
    "6": "The nets come up with a crate in them.",
    "7": "Doi wants the light off for an hour.",
    "8": "The inspector waits. 船長が海に落ちる。",
    "9": "Kuroda opens the crate.",
    "10": "Mori brings the news.",
    "11": "Haru asks where his grandfather is.",
    "11A": "Ishida comes up the steps.",
    "12": "Kuroda asks Mori, and she says nothing.",
    "13": "Haru lights the lamp.",
    "14": "The ship again, nearer.",
    "15": "Two old men, and no more to say.",
}

_MORE: dict[str, dict[str, Any]] = {"13": {"after": ["2"]}, "15": {"earliest": "2028-03-13"}}

_DAYS: list[tuple[int, str, str]] = [
    (1, "day", "3 2"),
    (2, "day", "7 13"),
    (3, "day", "10 11 11A"),
    (6, "day", "1 4 6"),
    (7, "day", "14 5 12"),
    (8, "night", "8 9"),
    (13, "day", "15"),
]

COSTS: tuple[tuple[str, int, int | None], ...] = (
    ("cast", 5_000_000, 680_000),  # 8 + 5 + 3 + 5 + 3 + (2 of 5) days, 1 + 2 + 1 of them idle
    ("moves", 300_000, None),  # studio to the shrine within 3 March, the shrine to Misaki after it
    ("standing", 540_000, 100_000),  # lamp room 2 days, cottage 3 days and 1 of them unused
    ("units", 28_000_000, None),  # 7 days
)
COST = sum(amount for _, amount, _ in COSTS)


def shooting(**changed: Any) -> Shooting:
    """The shooting; `changed` replaces whole fields of it."""
    made: dict[str, Any] = {
        "schema": "kachinko-shooting/1",
        "name": "灯台守 The Keeper's Light",
        "currency": "JPY",
        "start": "2028-03-01",
        "latest": "2028-03-31",
        "calendar": {
            "holidays": "JP",
            "closures": [
                {"from": "2028-03-10", "to": "2028-03-10", "reason": "港祭り Harbour festival"}
            ],
        },
        "rules": {"most_days_in_a_row": 6},
        "unit_day_cost": yen(4_000_000),
        "move_minutes": 60,
        "move_cost": yen(150_000),
        "moves": [{"between": ["studio", "misaki"], "minutes": 90, "cost": yen(300_000)}],
        "cast": CAST,
        "locations": LOCATIONS,
        "sets": SETS,
        "elements": ELEMENTS,
        "scenes": [_scene(*each) for each in _SCENES],
    }
    return Shooting.model_validate(made | changed)


def _scene(
    number: str, setting: str, set_: str, time: str, eighths: int,
    cast: str, elements: str, script_day: str,
) -> dict[str, Any]:  # fmt: skip
    name = next(each["name"] for each in SETS if each["id"] == set_)
    return {
        "number": number,
        "heading": f"{setting}. {name} - {time.upper()}",
        "set": set_,
        "setting": setting,
        "time": time,
        "eighths": eighths,
        "cast": cast.split(),
        "elements": elements.split(),
        "script_day": script_day,
        "synopsis": _SYNOPSES[number],
    } | _MORE.get(number, {})


def board(**changed: Any) -> Board:
    """A board that keeps every rule, at the cost that `COSTS` counts; not the cheapest."""
    made: dict[str, Any] = {
        "shooting": "灯台守 The Keeper's Light",
        "currency": "JPY",
        "status": "feasible",
        "cost": Decimal(COST),
        "cost_bound": None,
        "costs": tuple(
            CostLine(what=what, amount=Decimal(amount), of_it_idle=idle and Decimal(idle))
            for what, amount, idle in COSTS
        ),
        "days": tuple(
            BoardDay(day=date(2028, 3, day), kind=kind, scenes=tuple(scenes.split()))
            for day, kind, scenes in _DAYS
        ),
        "assumptions": ("No day rate is known for 6 黒田警部 INSPECTOR KURODA: not counted.",),
    }
    return Board(**made | changed)


def planned() -> list[PlannedSet]:
    """The two sets on a stage as a stage plan gives them, with build, prelight and strike."""
    cottage = PlannedSet.model_validate(
        {
            "id": "cottage",
            "stage": "no7",
            "build": {"from": "2028-02-24", "to": "2028-02-25"},
            "prelight": {"from": "2028-02-28", "to": "2028-02-28"},
            "shoot": {"from": "2028-03-01", "to": "2028-03-03"},
            "strike": {"from": "2028-03-06", "to": "2028-03-06"},
        }
    )
    lamp_room = cottage.model_copy(update={"id": "lamp-room", "build": None, "prelight": None})
    return [cottage, lamp_room]
