"""A shooting in numbers: scenes, days, places, players and prices, each by its index."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction
from functools import cached_property
from math import ceil
from typing import TYPE_CHECKING

from kachinko.model.calendar import WorkingDays
from kachinko.model.errors import InputError
from kachinko.model.span import LAST_YEAR, DaySpan
from kachinko.shooting.faults import faults_of
from kachinko.shooting.prices import Prices, prices_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kachinko.model.scene import Player, Scene
    from kachinko.model.shooting import Shooting
    from kachinko.model.span import Dated

DAY_CALL, NIGHT_CALL = 1, 2
"""Kinds of call as bits, so that a scene can take either."""
DAYS_A_SCENE = 4
"""Working days for each scene that are enough where `latest` sets none: after the last date that
the shooting names all days are alike, and with one scene on every fourth of them, in their order,
no rest, row of days or length can be broken that a longer stretch would keep."""


@dataclass(frozen=True)
class Strip:
    """A scene in numbers."""

    scene: Scene
    unit: int
    set: int
    place: int
    minutes: int
    eighths: int
    kinds: int
    """Which calls it takes, as bits; players who work no nights are counted in."""
    players: tuple[int, ...]
    after: tuple[int, ...]
    days: tuple[int, ...]
    """Working days on which it may be shot, ascending."""


@dataclass(frozen=True)
class Problem:
    """All that the planner knows of a shooting. Days are working days, numbered from the start."""

    shooting: Shooting
    dates: tuple[date, ...]
    strips: tuple[Strip, ...]
    places: tuple[str, ...]
    move_minutes: tuple[tuple[int, ...], ...]
    """Time of a move between two places [min]."""
    prices: Prices

    @property
    def room(self) -> int:
        """What scenes and moves of a day may last [min]."""
        return self.shooting.rules.most_minutes - self.shooting.rules.around_minutes

    @cached_property
    def ordinals(self) -> tuple[int, ...]:
        """The calendar days of the working days, numbered without gaps."""
        return tuple(day.toordinal() for day in self.dates)

    @cached_property
    def calls(self) -> tuple[tuple[int, int], ...]:
        """The kinds of call with their time [min after midnight], the earlier first."""
        rules = self.shooting.rules
        return tuple(
            sorted(
                ((DAY_CALL, rules.day_call), (NIGHT_CALL, rules.night_call)),
                key=lambda call: call[1],
            )
        )

    @cached_property
    def successors(self) -> tuple[tuple[int, ...], ...]:
        """For each scene, those that come after it."""
        found: list[list[int]] = [[] for _ in self.strips]
        for index, strip in enumerate(self.strips):
            for before in strip.after:
                found[before].append(index)
        return tuple(tuple(each) for each in found)


def compile_problem(shooting: Shooting) -> Problem:
    """Turn a shooting into numbers.

    Raises
    ------
    InputError
        When it has no start or no scene, or when its parts do not agree.
    """
    if faults := faults_of(shooting):
        raise InputError(shooting.name, faults)
    dates = _dates(shooting)
    sets = {each.id: each for each in shooting.sets}
    players = {each.id: index for index, each in enumerate(shooting.cast)}
    numbers = {scene.number: index for index, scene in enumerate(shooting.scenes)}
    set_index = {each.id: index for index, each in enumerate(shooting.sets)}
    keys = [sets[scene.set].location or f"set {scene.set}" for scene in shooting.scenes]
    places = tuple(dict.fromkeys(keys))
    opens = _Open(shooting, dates)
    strips = tuple(
        Strip(
            scene=scene,
            unit=shooting.units.index(scene.unit),
            set=set_index[scene.set],
            place=places.index(key),
            minutes=minutes_of(shooting, scene),
            eighths=scene.eighths,
            kinds=_kinds(scene, [shooting.cast[players[one]] for one in scene.cast]),
            players=tuple(dict.fromkeys(players[one] for one in scene.cast)),
            after=tuple(dict.fromkeys(numbers[one] for one in scene.after)),
            days=opens.days_of(scene),
        )
        for scene, key in zip(shooting.scenes, keys, strict=True)
    )
    between = {frozenset(move.between): move.minutes for move in shooting.moves}
    move_minutes = tuple(
        tuple(
            0 if one == other else between.get(frozenset((one, other)), shooting.move_minutes)
            for other in places
        )
        for one in places
    )
    return Problem(
        shooting, dates, strips, places, move_minutes, prices_of(shooting, places, len(dates))
    )


def minutes_of(shooting: Shooting, scene: Scene) -> int:
    """Shooting time of a scene [min]."""
    if scene.minutes is not None:
        return scene.minutes
    # The pace counts as the decimal that it prints as, so that 0.1 × 30 is 3 and not a little more.
    return ceil(Fraction(str(shooting.rules.minutes_per_eighth)) * scene.eighths)


def _kinds(scene: Scene, cast: Sequence[Player]) -> int:
    kinds = DAY_CALL | NIGHT_CALL
    if scene.needs_dark:
        kinds &= NIGHT_CALL
    if scene.needs_light:
        kinds &= DAY_CALL
    if any(player.no_night for player in cast):
        kinds &= DAY_CALL
    return kinds


def _dates(shooting: Shooting) -> tuple[date, ...]:
    assert shooting.start is not None
    if shooting.latest is not None:
        if shooting.latest < shooting.start:
            return ()
        span = DaySpan.inclusive(shooting.start, shooting.latest)
        return tuple(WorkingDays(shooting.calendar, span).dates)
    named = max((shooting.start, *_named(shooting)))
    wanted = DAYS_A_SCENE * len(shooting.scenes)
    years = 1
    while True:
        last = min(named + timedelta(days=366 * years), date(LAST_YEAR, 12, 31))
        working = WorkingDays(shooting.calendar, DaySpan.inclusive(shooting.start, last))
        enough = working.first_from(named) + wanted
        if len(working) >= enough or last.year >= LAST_YEAR:
            return tuple(working.dates[:enough])
        years *= 2


def _named(shooting: Shooting) -> list[date]:
    """Every date after which a shooting's days differ from those before; the open end is far."""
    spans: list[Dated] = [span for player in shooting.cast for span in player.available]
    spans += [span for place in shooting.locations for span in place.available]
    spans += [span for used in shooting.sets for span in used.available]
    spans += shooting.calendar.closures
    dates = [span.first for span in spans]
    # An availability that ends beyond anything useful must not stretch the calendar.
    dates += [span.last for span in spans if (span.last - span.first).days < 3660]
    for scene in shooting.scenes:
        dates += [day for day in (scene.on, scene.earliest, scene.latest) if day is not None]
    return dates


class _Open:
    """Which working days are open to a scene by its own dates and by all that it needs."""

    def __init__(self, shooting: Shooting, dates: tuple[date, ...]) -> None:
        self._dates = dates
        self._players = {each.id: self._days(each.available) for each in shooting.cast}
        self._places = {each.id: self._days(each.available) for each in shooting.locations}
        self._sets = {each.id: (each, self._days(each.available)) for each in shooting.sets}

    def _days(self, spans: tuple[Dated, ...]) -> frozenset[int] | None:
        if not spans:
            return None
        return frozenset(
            index
            for index, day in enumerate(self._dates)
            if any(day in span.span for span in spans)
        )

    def days_of(self, scene: Scene) -> tuple[int, ...]:
        used, set_days = self._sets[scene.set]
        needed = [set_days, self._places.get(used.location or "")]
        needed += [self._players[player] for player in scene.cast]
        return tuple(
            index
            for index, day in enumerate(self._dates)
            if (scene.on is None or day == scene.on)
            and (scene.earliest is None or day >= scene.earliest)
            and (scene.latest is None or day <= scene.latest)
            and all(days is None or index in days for days in needed)
        )
