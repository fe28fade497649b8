"""The talent scheduling problem of the literature: one line of scenes, cast paid while they wait.

The scenes are shot one after another. Every member of the cast is paid their rate for all days
from the first to the last scene that needs them; an order is sought in which that costs least.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class TalentInstance:
    """An instance, with rows by member of the cast and columns by scene.

    Raises
    ------
    ValueError
        Where the rows do not fit together.
    """

    name: str
    needs: tuple[tuple[bool, ...], ...]
    """For each member of the cast: whether each scene needs them."""
    rates: tuple[int, ...]
    """Pay of each member of the cast for a day."""
    durations: tuple[int, ...]
    """Days that each scene takes, at least 1."""

    def __post_init__(self) -> None:
        if len(self.rates) != len(self.needs):
            raise ValueError(f"{len(self.needs)} of the cast have {len(self.rates)} rates")
        if any(len(row) != len(self.durations) for row in self.needs):
            raise ValueError(f"a row of the cast does not have {len(self.durations)} scenes")
        if any(rate < 0 for rate in self.rates) or any(days < 1 for days in self.durations):
            raise ValueError("a rate is 0 or more, and a scene takes a day or more")

    @property
    def scenes(self) -> int:
        """How many scenes it has."""
        return len(self.durations)

    @property
    def cast(self) -> int:
        """How many members the cast has."""
        return len(self.needs)

    @property
    def working_pay(self) -> int:
        """What the days on which the cast work cost, in whatever order: a bound for any order."""
        return sum(
            rate * days
            for rate, row in zip(self.rates, self.needs, strict=True)
            for days, needed in zip(self.durations, row, strict=True)
            if needed
        )

    def cost(self, order: tuple[int, ...]) -> int:
        """What the cast are paid when the scenes (numbered from 0) are shot in this order."""
        if sorted(order) != list(range(self.scenes)):
            raise ValueError("an order names every scene once")
        total = 0
        for rate, row in zip(self.rates, self.needs, strict=True):
            places = [place for place, scene in enumerate(order) if row[scene]]
            if places:
                span = order[places[0] : places[-1] + 1]
                total += rate * sum(self.durations[scene] for scene in span)
        return total
