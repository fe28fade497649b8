"""The sentences in which a board says what it assumes and what cannot hold together.

A board holds them in English; the catalogue of other languages has each of them.
"""

from __future__ import annotations

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


def sentence(key: str, **fill: object) -> str:
    """The sentence of a name, with its fields filled."""
    return SENTENCES[key].format(**fill)
