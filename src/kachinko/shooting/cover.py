"""What could be shot instead on a day whose weather fails: scenes in cover sets, shot later."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from kachinko.shooting.terms import Terms

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from kachinko.model.board import Board, BoardDay
    from kachinko.model.scene import Scene
    from kachinko.model.shooting import Shooting
    from kachinko.model.span import Dated


@dataclass(frozen=True, slots=True)
class Cover:
    """A scene that could come forward to a day."""

    scene: Scene
    planned: date
    """When the board shoots it."""
    to_call: tuple[str, ...]
    """Its players who do not work on that day anyway."""


def outdoors(shooting: Shooting, day: BoardDay) -> bool:
    """Whether weather can stop a day: it has a scene that is not INT."""
    scenes = {scene.number: scene for scene in shooting.scenes}
    return any(scenes[number].setting != "INT" for number in day.scenes)


def cover(shooting: Shooting, board: Board, day: BoardDay) -> tuple[Cover, ...]:
    """Scenes for a day whose weather fails, those first for which nobody else must be called.

    They are INT, in a set with `cover: true`, of the day's unit, and shot later; their cast, set
    and place can be had on the day; what they must follow is shot before it; and no player of
    theirs works in another unit then, or on a night that they may not.
    """
    terms = Terms(shooting)
    when = {number: each for each in board.days for number in each.scenes}
    working = {player for number in day.scenes for player in terms.scenes[number].cast}
    elsewhere = {
        player
        for each in board.days
        if each.day == day.day and each.unit != day.unit
        for number in each.scenes
        for player in terms.scenes[number].cast
    }
    found = [
        Cover(scene, when[scene.number].day, tuple(p for p in scene.cast if p not in working))
        for scene in shooting.scenes
        if scene.number in when
        and when[scene.number].day > day.day
        and when[scene.number].unit == day.unit
        and _is_cover(terms, scene)
        and _can_be_had(terms, scene, day)
        and not elsewhere.intersection(scene.cast)
        and all(n in when and when[n].day < day.day for n in scene.after)
    ]
    return tuple(sorted(found, key=lambda each: (len(each.to_call), each.planned)))


def _is_cover(terms: Terms, scene: Scene) -> bool:
    return scene.setting == "INT" and terms.set_of(scene).cover


def _can_be_had(terms: Terms, scene: Scene, day: BoardDay) -> bool:
    its = terms.set_of(scene)
    players = [terms.players[player] for player in scene.cast]
    windows = [player.available for player in players] + [its.available]
    if its.location in terms.locations:
        windows.append(terms.locations[its.location].available)
    return (
        scene.on in (None, day.day)
        and (scene.earliest is None or scene.earliest <= day.day)
        and (scene.latest is None or day.day <= scene.latest)
        and all(_open(window, day.day) for window in windows)
        and not (day.kind == "night" and any(player.no_night for player in players))
    )


def _open(window: Sequence[Dated], day: date) -> bool:
    return not window or any(day in each.span for each in window)
