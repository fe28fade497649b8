"""What the ids of a shooting mean, and which minutes, moves and days follow from its rules."""

from __future__ import annotations

import math
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

from kachinko.model.calendar import WorkingDays
from kachinko.model.errors import Fault, InputError
from kachinko.model.span import DaySpan

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kachinko.model.board import Board
    from kachinko.model.money import Money
    from kachinko.model.scene import Move, Scene, ShootingSet
    from kachinko.model.shooting import Shooting

Place = tuple[str, str]
"""A location, or a set that is a place of its own: the two may have the same id."""


class Terms:
    """A shooting, asked by id."""

    def __init__(self, shooting: Shooting) -> None:
        self.shooting = shooting
        self.scenes = {scene.number: scene for scene in shooting.scenes}
        self.sets = {each.id: each for each in shooting.sets}
        self.players = {player.id: player for player in shooting.cast}
        self.locations = {location.id: location for location in shooting.locations}
        self.elements = {element.id: element for element in shooting.elements}
        self._moves: dict[frozenset[str], Move] = {
            frozenset(move.between): move for move in shooting.moves
        }
        self._calendar: WorkingDays | None = None

    def check(self, board: Board) -> None:
        """See to it that a board speaks of this shooting.

        Raises
        ------
        InputError
            With every scene of the board, and every set and player of a scene, that the shooting
            does not know.
        """
        faults = [
            Fault(f"board, {day.day}", f"there is no scene {number!r} in the shooting")
            for day in board.days
            for number in day.scenes
            if number not in self.scenes
        ]
        for scene in self.shooting.scenes:
            place = f"scene {scene.number}"
            if scene.set not in self.sets:
                faults.append(Fault(place, f"there is no set {scene.set!r}"))
            faults += [
                Fault(place, f"there is no player {player!r} in the cast")
                for player in scene.cast
                if player not in self.players
            ]
        if board.currency != self.shooting.currency:
            right = self.shooting.currency
            faults.append(
                Fault("board, currency", f"{board.currency} is not the shooting's", right)
            )
        if faults:
            raise InputError("The board", faults)

    def set_of(self, scene: Scene) -> ShootingSet:
        """The set in which a scene plays."""
        return self.sets[scene.set]

    def place(self, scene: Scene) -> Place:
        """Where a scene is shot."""
        its = self.set_of(scene)
        return ("set", its.id) if its.location is None else ("location", its.location)

    def place_name(self, place: Place) -> str:
        """How people call a place."""
        kind, its = place
        if kind == "set":
            return self.sets[its].name
        return self.locations[its].name if its in self.locations else its

    def minutes(self, scene: Scene) -> int:
        """Shooting time of a scene [min]."""
        if scene.minutes is not None:
            return scene.minutes
        # As a decimal: 10 eighths at 1.1 min are 11 min, not a binary hair more and rounded up.
        pace = Decimal(str(self.shooting.rules.minutes_per_eighth))
        return math.ceil(pace * scene.eighths)

    def move_minutes(self, one: Place, other: Place) -> int:
        """Time of a company move within a day [min]."""
        named = self._named(one, other)
        return self.shooting.move_minutes if named is None else named.minutes

    def move_cost(self, one: Place, other: Place) -> Decimal | None:
        """Cost of a company move; None where it has no price."""
        named = self._named(one, other)
        return self.amount(self.shooting.move_cost if named is None else named.cost)

    def _named(self, one: Place, other: Place) -> Move | None:
        if one[0] != "location" or other[0] != "location":
            return None
        return self._moves.get(frozenset((one[1], other[1])))

    def amount(self, money: Money | None) -> Decimal | None:
        """An amount in the shooting's currency; None where there is no price.

        Raises
        ------
        InputError
            If it is in another currency: there is no arithmetic between currencies.
        """
        if money is None:
            return None
        right = self.shooting.currency
        if money.currency != right:
            fault = Fault("shooting", f"{money} is not in the shooting's currency", right)
            raise InputError("The shooting", [fault])
        return money.amount

    def working_days(self, days: Sequence[date]) -> list[date]:
        """The working days of the calendar from the first to the last of some days."""
        if not days:
            return []
        span = DaySpan.inclusive(min(days), max(days))
        if self._calendar is None or not self._calendar.span.covers(span):
            # Whole years, so that asking for one span after another reads the calendar once.
            years = DaySpan(span.start.replace(month=1, day=1), date(span.last.year + 1, 1, 1))
            self._calendar = WorkingDays(self.shooting.calendar, years)
        return self._calendar.between(span)
