"""A large shooting at random, to see that documents still look right: its board keeps no rules.

120 scenes, 40 parts, 24 sets at 9 places, 45 days, and names and texts as long as people write.
"""

from __future__ import annotations

import random
from datetime import date, timedelta
from typing import Any

from kachinko.model.board import Board, BoardDay
from kachinko.model.shooting import Shooting
from kachinko.shooting.account import account

NAMES = (
    "THE FIRST ASSISTANT OF THE GOVERNOR OF KANAGAWA", "アイコ", "KURODA", "長谷川警部補の妻",
    "OLD WOMAN WITH THE BLUE UMBRELLA", "ÉTIENNE", "ŁUKASZ", "DOI",
)  # fmt: skip
PLACES = ("INT. GOVERNMENT BUILDING - THIRD FLOOR CORRIDOR, WEST", "港", "SHRINE", "KITCHEN 台所")
TEXTS = (
    "The two meet, and nobody says what everybody in the room has known since the morning.",
    "雨の中、二人は何も言わずに橋を渡り、夜明けまで歩き続けるが、誰も彼らを見ていない。",
    "She runs.",
    "A chase through the market: stalls fall, melons roll, and in the end the wrong man is caught.",
)
WEEKDAYS = [
    day for day in (date(2028, 4, 3) + timedelta(after) for after in range(80)) if day.weekday() < 5
]


def large(seed: int = 1) -> tuple[Shooting, Board]:
    chance = random.Random(seed)
    yen = {"amount": 100_000, "currency": "JPY"}
    cast = [
        {
            "id": str(number), "name": f"{chance.choice(NAMES)} {number}", "day_rate": yen,
            "drop_days": chance.choice([None, 5]),
        }
        for number in range(1, 41)
    ]  # fmt: skip
    places = [{"id": f"place-{n}", "name": f"{chance.choice(PLACES)} {n}"} for n in range(9)]
    sets = [
        {
            "id": f"set-{n}", "name": f"{chance.choice(PLACES)} / {n}",
            "location": f"place-{n % 9}", "standing_cost": yen if n % 3 == 0 else None,
            "cover": n % 8 == 0,
        }
        for n in range(24)
    ]  # fmt: skip
    scenes: list[dict[str, Any]] = [
        {
            "number": f"{number}A" if number % 11 == 0 else str(number),
            "set": f"set-{chance.randrange(24)}",
            "setting": chance.choice(["INT", "INT", "EXT", "INT/EXT"]),
            "time": chance.choice(["day", "day", "night", "dawn", "dusk"]),
            "eighths": chance.randint(1, 14),
            "cast": [str(each) for each in sorted(chance.sample(range(1, 41), 1 + number % 12))],
            "synopsis": chance.choice(TEXTS),
            "script_day": f"D{1 + number // 9}",
        }
        for number in range(1, 121)
    ]
    shooting = Shooting.model_validate(
        {
            "name": "長い夜の終わりに The End of a Very Long Night, and What Came After It",
            "currency": "JPY", "cast": cast, "locations": places, "sets": sets, "scenes": scenes,
            "move_cost": yen, "unit_day_cost": yen,
        }
    )  # fmt: skip
    numbers = [scene.number for scene in shooting.scenes]
    chance.shuffle(numbers)
    days = tuple(BoardDay(day=WEEKDAYS[at], scenes=tuple(numbers[at::45])) for at in range(45))
    board = Board(
        shooting=shooting.name, currency="JPY", status="feasible", cost=None, cost_bound=None,
        days=days,
    )  # fmt: skip
    counted = account(shooting, board)
    return shooting, board.model_copy(update={"cost": counted.total, "costs": counted.lines})
