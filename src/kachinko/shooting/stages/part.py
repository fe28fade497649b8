"""The days that a board spends on each item, and where its place is closed between, on each part.

A location block of the stage plan has one window, so that an item whose place can be had in
several stretches becomes a block for each stretch that the board uses.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from kachinko.model.span import DaySpan
from kachinko.shooting.stages.item import items_of

if TYPE_CHECKING:
    from datetime import date

    from kachinko.model.board import Board
    from kachinko.model.shooting import DayKind, Shooting
    from kachinko.shooting.stages.item import Item


@dataclass(frozen=True, slots=True)
class ItemDay:
    """What a day of a board shoots of one item."""

    date: date
    unit: str
    kind: DayKind
    """The call that these scenes need by themselves: a night call only where one must be dark."""
    scenes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Part:
    """An item within one of its openings, with the days that the board spends on it."""

    id: str
    item: Item
    opening: DaySpan | None
    days: tuple[ItemDay, ...]

    @property
    def scenes(self) -> tuple[str, ...]:
        """Numbers of its scenes, in shooting order."""
        return tuple(number for day in self.days for number in day.scenes)

    @property
    def unit(self) -> str:
        """The unit that has most of its days; of several, the one that comes first."""
        units = [day.unit for day in self.days]
        return max(dict.fromkeys(units), key=units.count)


def parts_of(shooting: Shooting, board: Board) -> list[Part]:
    """The parts in the order in which the shooting names their sets; blocks in order of date."""
    items = items_of(shooting)
    scenes = {scene.number: scene for scene in shooting.scenes}
    by_id = {item.id: item for item in items.values()}
    spent: dict[str, dict[int | None, list[ItemDay]]] = {id_: {} for id_ in by_id}
    for day in sorted(board.days, key=lambda day: (day.day, day.unit)):
        shot: dict[str, list[str]] = {}
        for number in day.scenes:
            shot.setdefault(items[scenes[number].set].id, []).append(number)
        for id_, numbers in shot.items():
            item = by_id[id_]
            dark = any(scenes[number].needs_dark for number in numbers)
            spent[id_].setdefault(
                None if item.on_stage else item.opening_of(_one_day(day.day)), []
            ).append(ItemDay(day.day, day.unit, "night" if dark else "day", tuple(numbers)))
    found: list[Part] = []
    for item in by_id.values():
        for nth, (opening, days) in enumerate(spent[item.id].items(), start=1):
            span = None if opening is None or item.openings is None else item.openings[opening]
            found.append(Part(block_id(item.id, nth), item, span, tuple(days)))
    return found


def block_id(item: str, nth: int) -> str:
    """How the stage plan calls the nth block of an item."""
    return item if nth == 1 else f"{item}.part{nth}"


def is_block_of(block: str, item: str) -> bool:
    """Whether a block of the stage plan is one of this item's."""
    head, _, nth = block.rpartition(".part")
    return block == item or (head == item and nth.isdecimal())


def _one_day(day: date) -> DaySpan:
    return DaySpan.inclusive(day, day)
