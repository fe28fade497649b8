"""The sentences in which a board says what it assumes and what cannot hold together.

A board holds them in English. Documents in other languages read them back: which sentence it is,
and what fills it.
"""

from __future__ import annotations

import re
from functools import cache

SENTENCES: dict[str, str] = {
    "scene": "Scene {scene} is shot ({minutes} min).",
    "scenes": "Scenes {scenes} are shot ({n} scenes of {minutes} min).",
    "eighths": "A day has at most {n} eighths of a page.",
    "moves": "A unit moves at most {n} times within a day.",
    "row": "A unit shoots at most {n} days in a row.",
    "rest": "At least {minutes} min lie between wrap and call.",
    "day": "A day lasts at most {minutes} min from call to wrap, {n} of them around the scenes.",
    "last_day": "The last day that the shooting may use is {date}.",
    "set": "Set {name} can be had {spans} only.",
    "location": "Location {name} can be had {spans} only.",
    "player": "{name} ({id}) can be had {spans} only.",
    "no_night": "{name} ({id}) works on no day with a night call.",
    "player_day": "{name} ({id}) is at work for at most {minutes} min a day.",
    "dark": "Scene {scene} is outdoors ({setting}) and needs a night call.",
    "light": "Scene {scene} is outdoors ({setting}) and needs a day call.",
    "dawn": "Scene {scene} is outdoors ({setting}) at dawn and needs the beginning of a day call.",
    "dusk": "Scene {scene} is outdoors ({setting}) at dusk and needs the end of a day call.",
    "earliest": "Scene {scene} may not be shot before {date}.",
    "latest": "Scene {scene} may not be shot after {date}.",
    "after": "Scene {scene} comes after scene {scenes}.",
    "on": "Scene {scene} must be shot on {date}.",
    "one_unit": "A player and a set serve one unit a date.",
    "no_rate": "No day rate is known for {names}: their pay is not counted; among boards of one "
    "cost the one with the fewest of their waiting days is preferred.",
    "no_day_price": "A unit's day has no price: it is not counted; among boards of one cost fewer "
    "days are preferred.",
    "no_move_price": "Company moves without a price are not counted; among boards of one cost "
    "fewer of them are preferred.",
    "no_standing": "Standing costs nothing for {names}: no price is known.",
    "rules": "Working rules: {source}",
    "some": "{names} and {n} more",
}
"""By name. `some` is a list of names that is cut, within other sentences."""
_FIELDS = {"n": r"[\d,]+", "minutes": r"[\d,]+", "date": r"\d{4}-\d\d-\d\d"}
"""What fills a field; others take any text."""


def sentence(key: str, **fill: object) -> str:
    """The sentence of a name, with its fields filled."""
    return SENTENCES[key].format(**fill)


def read_back(text: str) -> tuple[str, dict[str, str]] | None:
    """Which sentence a text is, and what fills its fields; None: it is none of these."""
    for key, shape in _shapes().items():
        if found := shape.fullmatch(text):
            return key, found.groupdict()
    return None


@cache
def _shapes() -> dict[str, re.Pattern[str]]:
    found = {}
    for key, text in SENTENCES.items():
        parts = re.split(r"\{(\w+)\}", text)
        shape = "".join(
            f"(?P<{part}>{_FIELDS.get(part, '.+')})" if at % 2 else re.escape(part)
            for at, part in enumerate(parts)
        )
        found[key] = re.compile(shape, re.DOTALL)
    return found
