"""The cast of a title as its stage plan needs them: who plays where, and on which days.

Nobody can be had outside the days of photography, which keeps every set in which somebody plays
within them. A set has no window in a stage plan: where it has days of its own, or nobody plays in
it, one more member of the cast stands for the days on which it can be shot.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from kachinko.model.errors import Fault
from kachinko.model.span import Dated
from kachinko.model.title import CastMember
from kachinko.shooting.stages.item import common

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kachinko.model.shooting import Shooting
    from kachinko.model.span import DaySpan
    from kachinko.shooting.stages.part import Part


@dataclass(frozen=True, slots=True)
class Casting:
    """Who plays in which part of a shooting."""

    shooting: Shooting
    parts: Sequence[Part]
    frame: Dated | None
    """The days of photography; None: any."""

    def of(self, part: Part) -> tuple[str, ...]:
        """Ids of who plays in a part, in the order of the cast list, and of what stands for it."""
        used = self._players_of(part.scenes)
        players = [player.id for player in self.shooting.cast if player.id in used]
        return (*players, *([days_id(part)] if self.has_days(part) else []))

    def has_days(self, part: Part) -> bool:
        """Whether a set on a stage has days to which no player would hold it."""
        framed = self.frame is not None and not self._players_of(part.scenes)
        return part.item.on_stage and (part.item.openings is not None or framed)

    def members(self, known: Sequence[CastMember]) -> tuple[list[CastMember], list[Fault]]:
        """All who are in a scene, then the days of sets; and those who can never be had.

        Parameters
        ----------
        known
            The cast that the title has, who keep a day rate that the shooting does not know.
        """
        used = self._players_of([scene.number for scene in self.shooting.scenes])
        rates = {each.id: each.day_rate for each in known}
        names = {each.id: each.name for each in self.shooting.sets}
        found: list[CastMember] = []
        faults: list[Fault] = []
        for player in self.shooting.cast:
            if player.id in used:
                rate = player.day_rate or rates.get(player.id)
                days = self._days(player.name, player.available, faults)
                member = CastMember(id=player.id, name=player.name, day_rate=rate, available=days)
                found.append(member)
        for part in filter(self.has_days, self.parts):
            name = f"Days of {names[part.id]}"
            days = self._days(name, _dated(part.item.openings or ()), faults)
            found.append(CastMember(id=days_id(part), name=name[:200], available=days))
        return found, faults

    def _players_of(self, numbers: Sequence[str]) -> set[str]:
        scenes = {scene.number: scene for scene in self.shooting.scenes}
        return {one for number in numbers for one in scenes[number].cast}

    def _days(self, name: str, own: Sequence[Dated], faults: list[Fault]) -> tuple[Dated, ...]:
        spans = common(own, (self.frame,) if self.frame is not None else ())
        if spans == ():
            right = "days between the shooting's start and its latest day, within the horizon"
            faults.append(Fault("cast", f"{name} can be had on no day of photography", right))
        return _dated(spans or ())


def days_id(part: Part) -> str:
    """How the days of a set are called among the cast."""
    return f"days-{part.id}"[:64]


def _dated(spans: Sequence[DaySpan]) -> tuple[Dated, ...]:
    return tuple(Dated(first=span.start, last=span.last) for span in spans)
