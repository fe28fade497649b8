"""What a heading says: inside or outside, which place, what time of day, which day of the story."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kachinko.model.time_words import TIME_WORDS

if TYPE_CHECKING:
    from kachinko.model.scene import Setting, TimeOfDay


@dataclass(frozen=True, slots=True)
class Slug:
    """The meaning of a heading."""

    place: str
    """The place in the script's words."""
    setting: Setting | None = None
    """None: the heading does not say."""
    time: TimeOfDay | None = None
    same_time: bool = False
    """Whether it takes its time from the scene before (CONTINUOUS, 同)."""
    script_day: str = ""

    @property
    def key(self) -> str:
        """The place without what differs by habit only: case, signs, articles."""
        return key_of(self.place)


def key_of(place: str) -> str:
    """One key for all ways to write a place."""
    folded = (
        unicodedata.normalize("NFKC", place).casefold().replace("'s ", "s ").replace("’s ", "s ")
    )
    words = re.sub(r"[^\w]+", " ", folded.replace("&", " and ")).split()
    return " ".join(words[1:] if len(words) > 1 and words[0] in ("the", "a", "an") else words)


_SETTING = re.compile(
    r"\s*(?P<setting>INT\.?\s*/\s*EXT|EXT\.?\s*/\s*INT|I\s*/\s*E|E\s*/\s*I|INT|EXT|EST)(?:\s*[.:]\s*|\s+|$)",
    re.IGNORECASE,
)
_DASH = re.compile(r"^\s*-+\s*|\s+[-–—]+\s*|\s*[–—]+\s*|\s*--+\s*|(?<=\S)-\s+")
_TIGHT = re.compile(r"-([A-Za-z ]+)$")
_TAIL = re.compile(r"\s*[(\[]([^()\[\]]*)[)\]]\s*$")
_STORY_DAY = re.compile(
    r"\b(?:(?P<short>[DN])|(?P<long>DAY|NIGHT))\s?#?(?P<number>\d{1,3})\b", re.IGNORECASE
)
_SAME = re.compile(
    r"(?:continuous|continuing|cont d|same|same time|same day|same night|later|moments? later|"
    r"(?:an?|one|two|a few|\d+) (?:moment|minute|hour|second)s? later|later that (?:day|night)|"
    r"simultaneous)"
)
_ASIDE = re.compile(
    r"(?:flash ?backs?|flash ?forward|dream|intercut|montage|rain|raining|snow|stock|establishing|"
    r"resume|back to (?:scene|present)|present|past|\d{4}|"
    r"(?:next|following|another|that|the same) )"
)


def read_slug(heading: str) -> Slug:
    """Read a heading such as ``INT. LAB - NIGHT`` or ``EXT. STREET - CONTINUOUS``.

    ``EST`` counts as outside. What follows the last dashes is the time of day where it is known
    as one, and part of the place otherwise.
    """
    found = _SETTING.match(heading)
    setting = _setting(found["setting"]) if found else None
    rest = heading[found.end() :] if found else heading
    rest = _TIGHT.sub(
        lambda tight: f" - {tight[1]}" if _said(tight[1]) in TIME_WORDS else tight[0], rest
    )
    parts = [part.strip(" .,;:-") for part in _DASH.split(rest)]
    story = _STORY_DAY.search(rest)
    time: TimeOfDay | None = None
    same = False
    while len(parts) > 1:
        said = _said(parts[-1])
        known, again = _time(said)
        if known is None and not again and not _ASIDE.match(said) and said:
            break
        time, same = time or known, same or again
        parts.pop()
    place = " - ".join(part for part in parts if part)
    tail = _TAIL.search(place)
    if tail and (_time(_said(tail[1])) != (None, False) or _ASIDE.match(_said(tail[1]))):
        known, again = _time(_said(tail[1]))
        time, same = time or known, same or again
        place = place[: tail.start()].strip()
    day = (story["short"] or story["long"][:1]).upper() + story["number"] if story else ""
    return Slug(place, setting, time, same and time is None, day)


def _setting(word: str) -> Setting:
    letters = re.sub(r"[^A-Z]", "", word.upper())
    if letters in ("INT", "EXT", "EST"):
        return "INT" if letters == "INT" else "EXT"
    return "INT/EXT"


def _said(part: str) -> str:
    """The words of a part, without a number of a day and signs."""
    words = re.sub(r"[^a-z0-9]+", " ", part.casefold()).strip()
    return re.sub(r"\b(?:(day|night) ?\d{1,3}|[dn]\d{1,3})\b", r"\1", words).strip()


def _time(said: str) -> tuple[TimeOfDay | None, bool]:
    """The time of day that words name, and whether they name that of the scene before."""
    if said in TIME_WORDS:
        return TIME_WORDS[said], False
    if _SAME.fullmatch(said):
        return None, True
    words = said.split()
    # 'next morning', 'night raining': the last word that is a time, among asides only.
    known = [TIME_WORDS[word] for word in words if word in TIME_WORDS]
    others = [word for word in words if word not in TIME_WORDS]
    if (
        known
        and len(others) <= 2
        and (not others or _ASIDE.match(f"{others[0]} ") or _SAME.fullmatch(others[0]))
    ):
        return known[-1], False
    return None, False
