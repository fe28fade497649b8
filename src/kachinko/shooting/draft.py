"""A board in the making: scenes in order by unit and day; what it counts, in whole numbers."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from kachinko.shooting.problem import NIGHT_CALL

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from kachinko.shooting.problem import Problem

Slot = tuple[int, int]
"""Unit and working day."""


@dataclass(frozen=True)
class Draft:
    """Scenes by unit and day, in shooting order; `left` are those that found no day."""

    days: dict[Slot, tuple[int, ...]]
    left: tuple[int, ...] = ()

    @property
    def complete(self) -> bool:
        """Whether every scene has its day."""
        return not self.left


@dataclass(frozen=True, slots=True)
class Measure:
    """What a list of scenes comes to as a day."""

    minutes: int
    """Of scenes and moves, without what lies around [min]."""
    eighths: int
    moves: int
    kinds: int
    """Calls that all its scenes take, as bits."""
    minors_fit: bool
    light_fits: bool
    """Whether outdoor scenes at dawn come first, and those at dusk last."""

    def fits(self, problem: Problem) -> bool:
        """Whether it can be a day, whatever lies before and after."""
        rules = problem.shooting.rules
        return (
            self.minors_fit
            and self.light_fits
            and self.kinds > 0
            and self.minutes <= problem.room
            and self.moves <= rules.moves_a_day
            and (rules.most_eighths is None or self.eighths <= rules.most_eighths)
        )


def measure(problem: Problem, scenes: Sequence[int]) -> Measure:
    """Walk through a day."""
    cast, around = problem.shooting.cast, problem.shooting.rules.around_minutes
    time = eighths = moves = 0
    kinds = 3
    begun: dict[int, int] = {}
    minors_fit = True
    turns = [problem.strips[index].scene.light_turn for index in scenes]
    place: int | None = None
    for index in scenes:
        strip = problem.strips[index]
        if place is not None and strip.place != place:
            time += problem.move_minutes[place][strip.place]
            moves += 1
        place = strip.place
        for player in strip.players:
            most = cast[player].most_minutes
            if most is not None:
                begins = begun.setdefault(player, time)
                minors_fit &= around + time + strip.minutes - begins <= most
        time += strip.minutes
        eighths += strip.eighths
        kinds &= strip.kinds
    return Measure(time, eighths, moves, kinds, minors_fit, turns == sorted(turns))


@dataclass(frozen=True, slots=True)
class Row:
    """Where a unit stands after a day: when it wrapped, and how many days in a row it has shot."""

    ordinal: int = -(10**6)
    wrap: int = 0
    """Minutes after midnight of `ordinal`."""
    length: int = 0


def follow(problem: Problem, row: Row, day: int, measured: Measure) -> tuple[Row, int] | None:
    """Let a day follow: the row after it and its kind of call; None: rest or a day off is missing.

    Of two calls that rest allows the earlier is taken: it wraps earlier, so that all that could
    follow the later one can follow it.
    """
    rules = problem.shooting.rules
    ordinal = problem.ordinals[day]
    length = row.length + 1 if ordinal == row.ordinal + 1 else 1
    if rules.most_days_in_a_row is not None and length > rules.most_days_in_a_row:
        return None
    ready = (row.ordinal - ordinal) * 24 * 60 + row.wrap + rules.rest_minutes
    for kind, call in problem.calls:
        if measured.kinds & kind and (call >= ready or row.length == 0):
            wrap = call + rules.around_minutes + measured.minutes
            return Row(ordinal, wrap, length), kind
    return None


def kinds_of(problem: Problem, draft: Draft) -> dict[Slot, str] | None:
    """The calls of all days, or None where rest or days off are missing."""
    found: dict[Slot, str] = {}
    for unit in range(len(problem.shooting.units)):
        row = Row()
        for slot in sorted(slot for slot in draft.days if slot[0] == unit):
            followed = follow(problem, row, slot[1], measure(problem, draft.days[slot]))
            if followed is None:
                return None
            row, kind = followed
            found[slot] = "night" if kind == NIGHT_CALL else "day"
    return found


def paid_days(days: Iterable[int], drop_days: int | None) -> int:
    """Paid days of a player who works on these working days."""
    ordered = sorted(set(days))
    if not ordered:
        return 0
    paid = ordered[-1] - ordered[0] + 1
    longest = max((b - a - 1 for a, b in pairwise(ordered)), default=0)
    return paid - longest if drop_days is not None and longest >= drop_days else paid


def worth(problem: Problem, draft: Draft) -> int:
    """What a draft counts, at both levels in one number (`prices`)."""
    prices, shooting = problem.prices, problem.shooting
    players: list[set[int]] = [set() for _ in shooting.cast]
    sets: list[set[int]] = [set() for _ in shooting.sets]
    for (_, day), scenes in draft.days.items():
        for index in scenes:
            strip = problem.strips[index]
            sets[strip.set].add(day)
            for player in strip.players:
                players[player].add(day)
    total = prices.board_day * len(draft.days)
    for index, member in enumerate(shooting.cast):
        paid = paid_days(players[index], member.drop_days)
        # Days at work are not counted where there is no rate: every board has at least some.
        idle = paid - len(players[index])
        total += prices.player[index] * (paid if member.day_rate is not None else idle)
    for index, days in enumerate(sets):
        if days:
            total += prices.standing[index] * (max(days) - min(days) + 1)
    for unit in range(len(shooting.units)):
        places = [
            problem.strips[index].place
            for slot in sorted(slot for slot in draft.days if slot[0] == unit)
            for index in draft.days[slot]
        ]
        total += sum(prices.move[a][b] for a, b in pairwise(places))
    return total
