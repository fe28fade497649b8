"""Who speaks under a cue, and whether they are there or only heard."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

_BRACKETS = re.compile(r"\s*[(\[]([^()\[\]]*)[)\]]")
_HEARD = re.compile(
    r"\b(?:V\.?\s?O\.?|VOICE[- ]?OVER|NARRAT\w*|PRE-?LAP|FILTERED|"
    r"ON (?:THE )?(?:PHONE|RADIO|TV|SCREEN|SPEAKER)|"
    r"OVER (?:THE )?(?:PHONE|RADIO|SPEAKER|INTERCOM|P\.?A\.?)|RECORDED|RECORDING)(?![A-Z])",
    re.IGNORECASE,
)
_VOICE_END = re.compile(r"(?:['’]S VOICE| V\.\s?O\.?| VO| VOICE[- ]OVER)$", re.IGNORECASE)
_NARRATORS = {"NARRATOR", "NARRATION", "VOICE", "VOICE OVER", "ANNOUNCER ON TV"}
_CROWDS = {
    "ALL", "ALL TOGETHER", "EVERYONE", "EVERYBODY", "CROWD", "THE CROWD", "VOICES", "GROUP",
    "OTHERS",
    "THE OTHERS", "AUDIENCE", "CHORUS", "MOB", "ONLOOKERS", "BYSTANDERS", "PASSERSBY", "GUESTS",
    "STUDENTS", "CHILDREN", "KIDS", "REPORTERS", "SOLDIERS", "WORKERS", "CUSTOMERS", "VILLAGERS",
    "PEOPLE", "MEN", "WOMEN", "BOYS", "GIRLS", "FANS", "PROTESTERS", "EXTRAS", "COMMUTERS",
}  # fmt: skip
_TOGETHER = re.compile(r"\s*(?:&|/|,|\+|\bAND\b)\s*", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Cue:
    """The meaning of a cue."""

    names: tuple[str, ...]
    """Who speaks, in the script's words; empty: a narrator who is no part."""
    heard: bool = False
    """Only the voice: nobody comes to the set for it."""
    crowd: bool = False
    """A group that no cast number stands for."""


def name_key(name: str) -> str:
    """One key for all ways to write a name."""
    folded = unicodedata.normalize("NFKC", name).replace("’", "'").casefold()
    return " ".join(folded.replace(".", " ").split())


def read_cue(text: str, known: frozenset[str] = frozenset()) -> Cue:
    """Read a cue such as ``MARIKO (V.O.)`` or ``TOM & ANNA``.

    `known` holds the keys of names that stand alone elsewhere; cues of two people are parted
    where each of them is known, so that ``SALT AND PEPPER`` stays one part. Voices by telephone,
    radio or recording count as heard only; ``(O.S.)`` is there, beside the picture.
    """
    extensions = " ".join(_BRACKETS.findall(text))
    name = " ".join(_BRACKETS.sub("", text).strip(" :^").split())
    heard = _HEARD.search(extensions) is not None
    voice = _VOICE_END.search(name)
    if voice is not None and voice.start() > 0:
        name, heard = name[: voice.start()].rstrip(" -,"), True
    if not name or name.upper() in _NARRATORS:
        return Cue((name,) if name else (), heard=True)
    if name.upper() in _CROWDS:
        return Cue((name,), heard=heard, crowd=True)
    parts = [part for part in _TOGETHER.split(name) if part]
    if len(parts) > 1 and all(name_key(part) in known for part in parts):
        return Cue(tuple(parts), heard=heard)
    return Cue((name,), heard=heard)
