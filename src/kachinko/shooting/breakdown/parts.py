"""The parts of a script, and who is in which scene."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from kachinko.files.plain_ids import id_from
from kachinko.model.scene import Element, Player
from kachinko.shooting.breakdown.cue import Cue, name_key, read_cue
from kachinko.shooting.breakdown.cue_japanese import introduced, named, read_cue_japanese
from kachinko.shooting.breakdown.naming import plain

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from kachinko.files.script.script import Paragraph

_INTRODUCED = re.compile(
    r"\b(?P<name>[A-Z][A-Z0-9.'’ -]{1,30}?)\s*\((?:\d{1,2}s?|\d{1,2}[,;] [^()]{0,40}|"
    r"(?:early |mid |late )?\d0s)\)"
)


@dataclass
class Presence:
    """Who is where; scenes are counted from 0."""

    present: list[set[str]]
    """Keys of the names of each scene that come to the set."""
    crowds: list[set[str]]
    words: dict[str, str] = field(default_factory=dict)
    """By key, the name in the script's words."""
    heard_only: dict[str, list[int]] = field(default_factory=dict)
    in_passing: dict[str, list[int]] = field(default_factory=dict)
    players: tuple[Player, ...] = ()
    elements: tuple[Element, ...] = ()
    _ids: dict[str, str] = field(default_factory=dict)
    _crowd_ids: dict[str, str] = field(default_factory=dict)

    def cast_of(self, scene: int) -> tuple[str, ...]:
        """Cast numbers of a scene, smallest first."""
        return tuple(sorted((self._ids[key] for key in self.present[scene]), key=int))

    def crowds_of(self, scene: int) -> tuple[str, ...]:
        """Background elements of a scene."""
        return tuple(self._crowd_ids[key] for key in sorted(self.crowds[scene]))

    def number(self) -> None:
        """Number the players by how many scenes they are in, then by who comes first."""
        scenes = Counter(key for present in self.present for key in present)
        order = list(dict.fromkeys(key for key in self.words if scenes[key]))
        ranked = sorted(order, key=lambda key: -scenes[key])
        self._ids = {key: str(at) for at, key in enumerate(ranked, start=1)}
        self.players = tuple(
            Player(id=self._ids[key], name=plain(self.words[key], 200)) for key in ranked
        )
        made: list[Element] = []
        for key in dict.fromkeys(each for crowds in self.crowds for each in sorted(crowds)):
            name = plain(self.words[key], 200)
            used = set(self._crowd_ids.values())
            self._crowd_ids[key] = id_from(name, used, "background")
            made.append(Element(id=self._crowd_ids[key], name=name, category="background"))
        self.elements = tuple(made)


def read_parts(
    bodies: Sequence[Sequence[Paragraph]], whole: Iterable[Sequence[Paragraph]], *, japanese: bool
) -> Presence:
    """Find who speaks, who is only heard, and whom the action names.

    English action names a part in capitals, or introduces one with an age; Japanese ト書き names
    one as a word of its own. `whole` is everything in which ages may stand, lists of parts too.
    """
    cues = [[each.text for each in body if each.kind == "character"] for body in bodies]
    known = _known([text for scene in cues for text in scene], japanese=japanese)
    presence = Presence([set() for _ in bodies], [set() for _ in bodies])
    heard: list[set[str]] = [set() for _ in bodies]
    for at, scene in enumerate(cues):
        for text in scene:
            cue = _read(text, known, japanese=japanese)
            for name in cue.names:
                key = name_key(name)
                presence.words.setdefault(key, name)
                target = presence.crowds if cue.crowd else heard if cue.heard else presence.present
                target[at].add(key)
    actions = [_action(body) for body in bodies]
    if japanese:
        full = [
            name
            for group in whole
            for each in group
            if each.kind in ("action", "note")
            for name in introduced(each.text)
        ]
        _name_japanese(presence, actions, full)
    else:
        _name_english(presence, actions)
    for at, keys in enumerate(heard):
        for key in sorted(keys - presence.present[at]):
            presence.heard_only.setdefault(presence.words[key], []).append(at)
    presence.number()
    return presence


def _read(text: str, known: frozenset[str], *, japanese: bool) -> Cue:
    return read_cue_japanese(text, known) if japanese else read_cue(text, known)


def _known(texts: list[str], *, japanese: bool) -> frozenset[str]:
    """Keys of all names that stand in a cue by themselves."""
    alone = (_read(text, frozenset(), japanese=japanese) for text in dict.fromkeys(texts))
    if japanese:
        return frozenset(cue.names[0] for cue in alone if cue.names and not cue.crowd)
    return frozenset(name_key(cue.names[0]) for cue in alone if cue.names and not cue.crowd)


def _action(body: Sequence[Paragraph]) -> str:
    return "\n".join(each.text for each in body if each.kind in ("action", "centered"))


def _name_english(presence: Presence, actions: list[str]) -> None:
    for action in actions:
        for found in _INTRODUCED.finditer(action):
            name = found["name"].strip(" -")
            presence.words.setdefault(name_key(name), name)
    crowds = set().union(*presence.crowds) if presence.crowds else set()
    keys = [key for key in presence.words if key not in crowds]
    if not keys:
        return
    longest_first = sorted(keys, key=len, reverse=True)
    pattern = re.compile(
        r"(?<![\w'’-])(?:" + "|".join(_spelled(key) for key in longest_first) + r")(?![\w-])",
        re.IGNORECASE,
    )
    for at, action in enumerate(actions):
        passing: set[str] = set()
        for found in pattern.finditer(action):
            key = name_key(found[0])
            if key not in presence.words:
                continue
            if found[0].isupper() and len(found[0]) > 1:
                presence.present[at].add(key)
            elif found[0][:1].isupper():
                passing.add(key)
        for key in sorted(passing - presence.present[at]):
            presence.in_passing.setdefault(presence.words[key], []).append(at)


def _spelled(key: str) -> str:
    return r"\.? ".join(re.escape(word) for word in key.split()).replace("'", "['’]")


def _name_japanese(presence: Presence, actions: list[str], full: list[str]) -> None:
    crowds = set().union(*presence.crowds) if presence.crowds else set()
    spoken = [key for key in presence.words if key not in crowds]
    also = {key: key for key in spoken}
    for name in dict.fromkeys(full):
        key = name_key(name)
        # 佐藤太郎 is 太郎 (or 佐藤), where exactly one part bears a piece of the name.
        same = [
            each
            for each in spoken
            if each != key and (key.endswith(each) or (key.startswith(each) and len(each) > 1))
        ]
        if key not in also and len(same) == 1:
            also[key] = same[0]
        elif key not in also and len(same) != 1:
            presence.words.setdefault(key, name)
            also[key] = key
    for at, action in enumerate(actions):
        for name in named(action.casefold(), also):
            presence.present[at].add(also[name])
