"""The words of a slugline, in English and Japanese: inside or outside, which set, day or night."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kachinko.model.time_words import TIME_WORDS

if TYPE_CHECKING:
    from kachinko.model.scene import Setting, TimeOfDay

SETTING_RIGHT = "INT, EXT or INT/EXT (内, 外, 内外)"
_MORE: dict[str, TimeOfDay] = {
    "d": "day",
    "n": "night",
    "magic": "dusk",
    "デイ": "day",
    "ナイト": "night",
}
"""What stands in a column of times, and in no slugline of a script."""
_INSIDE = {"int", "i", "interior", "内", "屋内", "室内", "中"}
_OUTSIDE = {"ext", "e", "exterior", "外", "屋外", "室外", "表"}
_BOTH = {"ie", "ei", "intext", "extint", "内外", "外内", "屋内外"}
_GOES_ON = {"continuous", "cont", "contd", "later", "momentslater", "same", "sametime", "続き"}
"""Words in the place of a time that say no time."""
_STORY_DAY = re.compile(r"([dn])\s*\d{1,3}")
_HEAD = re.compile(
    r"(int\s*\.?\s*/\s*ext|ext\s*\.?\s*/\s*int|i\s*/\s*e|int|ext)\b\s*[.:]?\s*(?:[-–—]\s*)?(.*)",
    re.IGNORECASE | re.DOTALL,
)
_TAIL = re.compile(r"\s+[-–—]+\s*|\s*[-–—]+\s+|[（(]")


@dataclass(frozen=True, slots=True)
class Slugline:
    """What a slugline says; the setting and the time are empty where it does not say them."""

    setting: Setting | None
    set_name: str
    time: TimeOfDay | None


def fold(text: str) -> str:
    """A word without its case, width, spaces and signs, so that spellings of it are equal."""
    plain = unicodedata.normalize("NFKC", text).casefold()
    return "".join(letter for letter in plain if letter.isalnum())


_TIME_OF: dict[str, TimeOfDay] = {fold(word): time for word, time in (TIME_WORDS | _MORE).items()}


def parse_setting(text: str) -> Setting | None:
    """Read INT, EXT or INT/EXT in the ways it is written; nothing where it is none of them."""
    word = fold(text)
    if word in _BOTH:
        return "INT/EXT"
    if word in _INSIDE:
        return "INT"
    return "EXT" if word in _OUTSIDE else None


def parse_time(text: str) -> TimeOfDay | None:
    """Read a time of day, also as in ``D1`` or ``N2``; nothing where it is none."""
    word = fold(text)
    if word in _TIME_OF:
        return _TIME_OF[word]
    match = _STORY_DAY.fullmatch(word)
    return _TIME_OF[match[1]] if match else None


def story_day(text: str) -> str:
    """The day of the story where a time is written as one (``D1``); else nothing."""
    return text.strip() if _STORY_DAY.fullmatch(fold(text)) else ""


def parse_slugline(text: str) -> Slugline:
    """Take a slugline such as ``INT. LABORATORY - NIGHT`` apart; what is left is the set."""
    rest = " ".join(text.split())
    setting = None
    head = _HEAD.fullmatch(rest)
    if head is not None:
        setting, rest = parse_setting(head[1]), head[2]
    parts = [part for part in _TAIL.split(rest.rstrip("）) ")) if part]
    time = parse_time(parts[-1]) if len(parts) > 1 else None
    if time is not None or (len(parts) > 1 and fold(parts[-1]) in _GOES_ON):
        rest = rest[: rest.rstrip("）) ").rfind(parts[-1])].rstrip(" -–—（(")
    return Slugline(setting, rest.strip(), time)
