"""A board read against its shooting: each day with its scenes, their times and their places."""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import ROUND_CEILING, Decimal
from functools import cached_property
from itertools import pairwise
from typing import TYPE_CHECKING

from kachinko.model.calendar import WorkingDays
from kachinko.model.span import DaySpan

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from kachinko.model.board import Board, BoardDay
    from kachinko.model.scene import Scene
    from kachinko.model.shooting import Shooting


@dataclass(frozen=True, slots=True)
class Shot:
    """A scene in its day; minutes count from the first scene's beginning, moves included."""

    scene: Scene
    place: str
    begins: int
    ends: int


@dataclass(frozen=True)
class ReadDay:
    """A day of the board, of one unit and one date."""

    day: date
    unit: str
    kind: str
    shots: tuple[Shot, ...]
    minutes: int
    """From call to wrap [min]."""
    call: int
    """Minutes after midnight of its date."""

    @property
    def wrap(self) -> int:
        """Minutes after midnight of its date; more than 1440 on the morning after."""
        return self.call + self.minutes

    @property
    def changes(self) -> list[tuple[str, str]]:
        """The changes of place within the day, in order."""
        return [(a.place, b.place) for a, b in pairwise(self.shots) if a.place != b.place]


@dataclass
class Reading:
    """What a board says, as far as it makes sense; what does not is found by the form rules."""

    shooting: Shooting
    board: Board
    days: list[ReadDay] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.scenes = {scene.number: scene for scene in self.shooting.scenes}
        self.sets = {each.id: each for each in self.shooting.sets}
        self.places = {each.id: each for each in self.shooting.locations}
        self.players = {each.id: each for each in self.shooting.cast}
        self._moves = {frozenset(move.between): move for move in self.shooting.moves}
        self.days = sorted(
            (self._read(day) for day in self.board.days), key=lambda day: (day.day, day.unit)
        )

    def minutes_of(self, scene: Scene) -> int:
        """Shooting time of a scene [min]: as it says, else by its length, rounded up."""
        if scene.minutes is not None:
            return scene.minutes
        pace = Decimal(str(self.shooting.rules.minutes_per_eighth))
        return int((pace * scene.eighths).to_integral_value(ROUND_CEILING))

    def place_of(self, scene: Scene) -> str:
        """The place of a scene: its set's location, or the set itself."""
        used = self.sets.get(scene.set)
        if used is None or used.location is None:
            return f"set {scene.set}"
        return f"location {used.location}"

    def move_minutes(self, one: str, other: str) -> int:
        """How long a company move takes within a day [min]."""
        named = self._moves.get(self._between(one, other))
        return named.minutes if named is not None else self.shooting.move_minutes

    def move_cost(self, one: str, other: str) -> Decimal | None:
        """What a company move costs; None: it has no price."""
        named = self._moves.get(self._between(one, other))
        price = named.cost if named is not None else self.shooting.move_cost
        return price.amount if price is not None else None

    def by_unit(self) -> Iterator[tuple[str, list[ReadDay]]]:
        """Each unit with its days in order of date."""
        for unit in dict.fromkeys(day.unit for day in self.days):
            yield unit, [day for day in self.days if day.unit == unit]

    @cached_property
    def working(self) -> WorkingDays:
        """The working days of the calendar from the first to the last date that matters."""
        dates = [day.day for day in self.days]
        return WorkingDays(self.shooting.calendar, DaySpan.inclusive(min(dates), max(dates)))

    def working_days(self, first: date, last: date) -> list[date]:
        """The working days of the calendar from one date to another, both included."""
        return self.working.between(DaySpan.inclusive(first, last))

    def _between(self, one: str, other: str) -> frozenset[str]:
        return frozenset(place.removeprefix("location ") for place in (one, other))

    def _read(self, day: BoardDay) -> ReadDay:
        shots: list[Shot] = []
        time = 0
        for number in day.scenes:
            scene = self.scenes.get(number)
            if scene is None:
                continue
            place = self.place_of(scene)
            if shots and shots[-1].place != place:
                time += self.move_minutes(shots[-1].place, place)
            shots.append(Shot(scene, place, time, time + self.minutes_of(scene)))
            time = shots[-1].ends
        rules = self.shooting.rules
        call = rules.night_call if day.kind == "night" else rules.day_call
        minutes = rules.around_minutes + time
        return ReadDay(day.day, day.unit, day.kind, tuple(shots), minutes, call)
