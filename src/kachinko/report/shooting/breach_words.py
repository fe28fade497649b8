"""What the checker of boards says, in the language of a page.

The checker speaks English. Its sentences are read back here: which one it is, and what fills it.
"""

from __future__ import annotations

import json
import re
from functools import cache
from typing import TYPE_CHECKING

from kachinko.report.html import page_file
from kachinko.report.shooting.told import ITS_OWN

if TYPE_CHECKING:
    from kachinko.shooting.check import Breach

_DAY = "{date} (unit {unit})"
SHAPES: dict[str, str] = {
    "other-title": "The board is of '{board}', not of '{shooting}'.",
    "other-currency": "The board counts in {board}, the shooting in {shooting}.",
    "days-without-board": "The status is {status}, yet there are days.",
    "unit-unknown": "{date}: there is no unit {unit}.",
    "scene-unknown": "{date}: there is no scene {scene}.",
    "scene-missing": "Scene {scene} is on no day.",
    "scene-twice": "Scene {scene} is on the board {n} times.",
    "unit-wrong": "{date}: scene {scene} belongs to unit {unit} and is on a day of unit {other}.",
    "date-twice": "{date}: unit {unit} has {n} board days on this date.",
    "no-working-day": "{date} is no working day.",
    "before-start": "{date} lies before the first day of photography, {start}.",
    "after-latest": "{date} lies after the last day that the shooting may use, {latest}.",
    "too-many-pages": f"{_DAY} has {{n}} pages; at most {{most}} are allowed.",
    "day-too-long": f"{_DAY} lasts {{minutes}} min from call to wrap; at most {{most}} min.",
    "needs-day-call": f"{_DAY} has a night call; scene {{scene}} ({{setting}}, {{time}}) needs a "
    "day call.",
    "needs-night-call": f"{_DAY} has a day call; scene {{scene}} ({{setting}}, {{time}}) needs a "
    "night call.",
    "dawn-not-first": f"{_DAY}: scene {{scene}}, outdoors at dawn, comes after scene {{others}}.",
    "dusk-not-last": f"{_DAY}: scene {{scene}}, outdoors at dusk, comes before scene {{others}}.",
    "rest-short": f"{_DAY} begins {{minutes}} min after the wrap of {{before}}; the least rest is "
    "{most} min.",
    "no-day-off": "{date} is day {n} in a row of unit {unit}; at most {most}.",
    "too-many-moves": f"{_DAY} has {{n}} company moves; at most {{most}}.",
    "player-away": "{date}: scene {scene} needs {name}, who or which cannot be had on that day.",
    "set-closed": "{date}: scene {scene} needs set {name}, who or which cannot be had on that day.",
    "location-closed": "{date}: scene {scene} needs location {name}, who or which cannot be had on "
    "that day.",
    "not-on-its-day": "{date}: scene {scene} must be shot on {on}.",
    "scene-early": "{date}: scene {scene} may not be shot before {earliest}.",
    "scene-late": "{date}: scene {scene} may not be shot after {latest}.",
    "after-broken": "{date}: scene {scene} comes after scene {before}, shot {on}.",
    "player-in-two-units": "{date}: {name} works in units {units}.",
    "night-work": "{date}: {name} works on a day with a night call.",
    "player-day-too-long": "{date}: {name} is {minutes} min at work; at most {most} min.",
    "set-in-two-units": "{date}: units {units} are both in set {set}.",
    "price-currency": "The price of {what} is in {currency}, not in {right}.",
    "cost-wrong": "{all}",
    "bound-above-cost": "No board is said to cost less than {bound}; this costs {cost}.",
    "optimal-without-bound": "The board is called optimal at {cost}, and the bound is {bound}.",
}
"""By code. A sentence that is not of its shape stays as it is."""


def breach_told(breach: Breach, lang: str) -> str:
    """The sentence of a breach in a language of ours."""
    if lang == ITS_OWN:
        return breach.sentence
    found = _shape(breach.code)
    match = None if found is None else found.fullmatch(breach.sentence)
    if match is None:
        return breach.sentence
    known = _words(lang)
    fill = {name: known.get(f"to.{its}", its) for name, its in match.groupdict().items()}
    return known[breach.code].format(**fill)


@cache
def _shape(code: str) -> re.Pattern[str] | None:
    if code not in SHAPES:
        return None
    parts = re.split(r"\{(\w+)\}", SHAPES[code])
    return re.compile(
        "".join(f"(?P<{p}>.+)" if at % 2 else re.escape(p) for at, p in enumerate(parts)),
        re.DOTALL,
    )


@cache
def _words(lang: str) -> dict[str, str]:
    words: dict[str, str] = json.loads(page_file(f"breach_words.{lang}.json"))
    return words
