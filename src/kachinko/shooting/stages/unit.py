"""Which unit of the stage plan shoots each part.

A stage plan lets units of a title work at the same time and knows nothing of whom they share. On a
board a player, and a set, serve one unit a date. So units that share either are one in the plan.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kachinko.model.shooting import Shooting
    from kachinko.shooting.stages.part import Part


def units_of(shooting: Shooting, parts: Sequence[Part]) -> dict[str, str]:
    """The unit of each part, by its id: of units that share a player or a part, the first."""
    cast = {scene.number: scene.cast for scene in shooting.scenes}
    leader = {unit: unit for unit in shooting.units}
    served: dict[tuple[str, str], str] = {}
    for part in parts:
        for day in part.days:
            players = {player for number in day.scenes for player in cast[number]}
            for shared in (("part", part.id), *(("player", player) for player in players)):
                _join(leader, served.setdefault(shared, day.unit), day.unit, shooting.units)
    return {part.id: _first(leader, part.unit) for part in parts}


def _first(leader: dict[str, str], unit: str) -> str:
    while leader[unit] != unit:
        unit = leader[unit]
    return unit


def _join(leader: dict[str, str], one: str, other: str, order: Sequence[str]) -> None:
    first, second = sorted((_first(leader, one), _first(leader, other)), key=order.index)
    leader[second] = first
