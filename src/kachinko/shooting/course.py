"""The course of a board's day: call, scenes with their moves, wrap."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from kachinko.model.board import BoardDay
    from kachinko.model.scene import Scene
    from kachinko.shooting.terms import Place, Terms


@dataclass(frozen=True, slots=True)
class Turn:
    """A scene in the course of a day."""

    scene: Scene
    place: Place
    start: int
    """Estimate [min after midnight of the day's date; may be more than 24 hours]."""
    stop: int
    moved: bool
    """Whether the company moves to its place right before."""


@dataclass(frozen=True, slots=True)
class Course:
    """A day of a board from call to wrap [min after midnight of its date]."""

    day: BoardDay
    call: int
    wrap: int
    turns: tuple[Turn, ...]

    @property
    def eighths(self) -> int:
        """Script shot on the day [eighths of a page]."""
        return sum(turn.scene.eighths for turn in self.turns)

    @property
    def places(self) -> tuple[Place, ...]:
        """Places in the order in which the company comes to them."""
        return tuple(dict.fromkeys(turn.place for turn in self.turns))

    @property
    def cast(self) -> dict[str, int]:
        """Who works, in order of their first scene, with its estimated start."""
        found: dict[str, int] = {}
        for turn in self.turns:
            for player in turn.scene.cast:
                found.setdefault(player, turn.start)
        return found


def course(terms: Terms, day: BoardDay) -> Course:
    """Lay a day of a board out in time.

    Call, wrap and the order are the rules'. Where in the day a scene begins is an estimate: half
    of `rules.around_minutes` passes before the first scene, the rest after the last.
    """
    rules = terms.shooting.rules
    call = rules.day_call if day.kind == "day" else rules.night_call
    now, before = call + rules.around_minutes // 2, None
    turns = []
    for number in day.scenes:
        scene = terms.scenes[number]
        place = terms.place(scene)
        moved = before is not None and place != before
        if before is not None and moved:
            now += terms.move_minutes(before, place)
        stop = now + terms.minutes(scene)
        turns.append(Turn(scene, place, now, stop, moved))
        now, before = stop, place
    wrap = now + rules.around_minutes - rules.around_minutes // 2
    return Course(day, call, wrap, tuple(turns))
