"""Single changes of a board: a scene moved, two scenes swapped, the scenes of two days swapped.

Only days that the board has are used; a day that loses its last scene is no day any more.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import combinations
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from kachinko.model.board import Board, BoardDay


@dataclass(frozen=True, slots=True)
class Change:
    """One change of a board."""

    kind: Literal["move", "swap-scenes", "swap-days"]
    scenes: tuple[str, ...]
    """The scene moved, or the two swapped; none where days are swapped."""
    from_: date
    to: date
    unit: str
    days: tuple[BoardDay, ...]
    """The days of the changed board."""


def in_order(board: Board) -> Board:
    """A board with its days in order of date, then unit."""
    days = sorted(board.days, key=lambda each: (each.day, each.unit))
    return board.model_copy(update={"days": tuple(days)})


def changes(board: Board) -> Iterator[Change]:
    """Every change of a board whose days are in order, in a fixed order."""
    days = board.days
    for at, day in enumerate(days):
        for number in day.scenes:
            yield from _moves_of(days, at, number)
    for one, other in combinations(range(len(days)), 2):
        if days[one].unit != days[other].unit:
            continue
        for first in days[one].scenes:
            for second in days[other].scenes:
                swapped = {first: second, second: first}
                made = {
                    at: tuple(swapped.get(each, each) for each in days[at].scenes)
                    for at in (one, other)
                }
                yield _change(days, "swap-scenes", (first, second), one, other, made)
        kinds = {one: days[other].kind, other: days[one].kind}
        made = {one: days[other].scenes, other: days[one].scenes}
        yield _change(days, "swap-days", (), one, other, made, kinds)


def _moves_of(days: tuple[BoardDay, ...], from_: int, number: str) -> Iterator[Change]:
    """A scene moved to every day of its unit: first, last, and beside each scene there."""
    left = tuple(each for each in days[from_].scenes if each != number)
    for to, day in enumerate(days):
        if day.unit != days[from_].unit:
            continue
        there = left if to == from_ else day.scenes
        for at in range(len(there) + 1):
            put = (*there[:at], number, *there[at:])
            if put != day.scenes:
                yield _change(days, "move", (number,), from_, to, {from_: left, to: put})


def _change(
    days: tuple[BoardDay, ...],
    kind: Literal["move", "swap-scenes", "swap-days"],
    scenes: tuple[str, ...],
    from_: int,
    to: int,
    made: dict[int, tuple[str, ...]],
    kinds: dict[int, Literal["day", "night"]] | None = None,
) -> Change:
    changed = tuple(
        day.model_copy(update={"scenes": made[at], "kind": (kinds or {}).get(at, day.kind)})
        if at in made
        else day
        for at, day in enumerate(days)
        if made.get(at, day.scenes)  # a day without scenes is no day of a board
    )
    return Change(kind, scenes, days[from_].day, days[to].day, days[from_].unit, changed)
