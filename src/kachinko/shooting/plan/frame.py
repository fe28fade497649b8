"""A problem and a board in the making as plain arrays, for the compiled walk.

A slot is a unit's working day: slot `unit * days + day`. A scene without a slot is on the bench.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from kachinko.shooting.draft import Draft

if TYPE_CHECKING:
    from collections.abc import Iterable

    from numpy.typing import NDArray

    from kachinko.shooting.problem import Problem

FREE = 2**40
"""A limit that is none."""
(N_DAYS, N_UNITS, ROOM, AROUND, EIGHTHS, MOVES, REST, IN_A_ROW, KIND, CALL, KIND_2, CALL_2, DAY) = (
    range(13)
)
"""Places of single numbers in `Frame.given`; the earlier call with its kind comes first."""
M_MINUTES, M_KINDS, M_FIRST, M_LAST, M_COST = range(5)
"""Columns of what a slot measures."""


class Frame(NamedTuple):
    """What does not change. Lists of lists are written as `X_from` and `X`."""

    given: NDArray[np.int64]
    ordinal: NDArray[np.int64]
    unit: NDArray[np.int64]
    set: NDArray[np.int64]
    place: NDArray[np.int64]
    minutes: NDArray[np.int64]
    eighths: NDArray[np.int64]
    kinds: NDArray[np.int64]
    open: NDArray[np.uint8]
    players_from: NDArray[np.int64]
    players: NDArray[np.int64]
    after_from: NDArray[np.int64]
    after: NDArray[np.int64]
    next_from: NDArray[np.int64]
    next: NDArray[np.int64]
    friends_from: NDArray[np.int64]
    friends: NDArray[np.int64]
    """Scenes that share a player or a set."""
    move_minutes: NDArray[np.int64]
    move_price: NDArray[np.int64]
    player_price: NDArray[np.int64]
    player_idle_only: NDArray[np.int64]
    player_drop: NDArray[np.int64]
    player_most: NDArray[np.int64]
    set_price: NDArray[np.int64]


class State(NamedTuple):
    """What a walk changes, with room to take its last change back."""

    order: NDArray[np.int64]
    size: NDArray[np.int64]
    slot_of: NDArray[np.int64]
    measured: NDArray[np.int64]
    at_work: NDArray[np.int64]
    """Scenes of each player on each day."""
    in_use: NDArray[np.int64]
    """Scenes in each set on each day."""
    player_cost: NDArray[np.int64]
    set_cost: NDArray[np.int64]
    unit_cost: NDArray[np.int64]
    total: NDArray[np.int64]
    """Cost, and scenes on the bench."""
    chance: NDArray[np.uint64]
    seen: NDArray[np.int64]
    begun: NDArray[np.int64]
    begun_at: NDArray[np.int64]
    marked: NDArray[np.int64]
    mark: NDArray[np.int64]
    touched: NDArray[np.int64]
    new_order: NDArray[np.int64]
    new_size: NDArray[np.int64]
    old_order: NDArray[np.int64]
    old_size: NDArray[np.int64]
    old_measured: NDArray[np.int64]
    undo: NDArray[np.int64]
    """Indices of players, then sets, with their costs before; counts in `undo_size`."""
    undo_size: NDArray[np.int64]
    old_unit_cost: NDArray[np.int64]
    out: NDArray[np.int64]


class Best(NamedTuple):
    """The best board of a walk."""

    order: NDArray[np.int64]
    size: NDArray[np.int64]
    total: NDArray[np.int64]


def frame_of(problem: Problem, days: int) -> Frame:
    """Write a problem as arrays, of its first `days` days only."""
    strips, shooting, rules = problem.strips, problem.shooting, problem.shooting.rules
    prices = problem.prices
    (kind, call), (kind_2, call_2) = problem.calls
    open_ = np.zeros((len(strips), days), np.uint8)
    for index, strip in enumerate(strips):
        open_[index, [day for day in strip.days if day < days]] = 1
    given = [
        days, len(shooting.units), problem.room, rules.around_minutes,
        FREE if rules.most_eighths is None else rules.most_eighths, rules.moves_a_day,
        rules.rest_minutes,
        FREE if rules.most_days_in_a_row is None else rules.most_days_in_a_row,
        kind, call, kind_2, call_2, prices.board_day,
    ]  # fmt: skip
    cast = shooting.cast
    return Frame(
        ints(given),
        ints(problem.ordinals[:days]),
        ints(strip.unit for strip in strips),
        ints(strip.set for strip in strips),
        ints(strip.place for strip in strips),
        ints(strip.minutes for strip in strips),
        ints(strip.eighths for strip in strips),
        ints(strip.kinds for strip in strips),
        open_,
        *_lists([strip.players for strip in strips]),
        *_lists([strip.after for strip in strips]),
        *_lists(problem.successors),
        *_lists(_friends(problem)),
        np.array(problem.move_minutes, np.int64),
        np.array(prices.move, np.int64),
        ints(prices.player),
        ints(player.day_rate is None for player in cast),
        ints(FREE if player.drop_days is None else player.drop_days for player in cast),
        ints(-1 if player.most_minutes is None else player.most_minutes for player in cast),
        ints(prices.standing),
    )


def state_of(problem: Problem, days: int, seed: int) -> State:
    """A board without scenes; all of them are on the bench."""
    scenes, cast = len(problem.strips), len(problem.shooting.cast)
    sets, units = len(problem.shooting.sets), len(problem.shooting.units)
    slots, longest = units * days, longest_day(problem)

    def zeros(*shape: int) -> NDArray[np.int64]:
        return np.zeros(shape, np.int64)

    return State(
        order=zeros(slots, longest),
        size=zeros(slots),
        slot_of=np.full(scenes, -1, np.int64),
        measured=zeros(slots, 5),
        at_work=zeros(cast, days),
        in_use=zeros(sets, days),
        player_cost=zeros(cast),
        set_cost=zeros(sets),
        unit_cost=zeros(units),
        total=ints((0, scenes)),
        chance=np.array([(seed * 0x9E3779B97F4A7C15 + 0x2545F4914F6CDD1D) % 2**64 or 1], np.uint64),
        seen=zeros(scenes),
        begun=zeros(cast),
        begun_at=zeros(cast),
        marked=zeros(cast + sets),
        mark=zeros(1),
        touched=zeros(slots),
        new_order=zeros(slots, longest),
        new_size=zeros(slots),
        old_order=zeros(slots, longest),
        old_size=zeros(slots),
        old_measured=zeros(slots, 5),
        undo=zeros(cast + sets, 2),
        undo_size=zeros(4),
        old_unit_cost=zeros(units),
        out=zeros(scenes),
    )


def best_of(state: State) -> Best:
    """Room for the best board of a walk that begins at a state."""
    return Best(state.order.copy(), state.size.copy(), state.total.copy())


def longest_day(problem: Problem) -> int:
    """The most scenes that a day can hold, and one for trying."""
    time = room = 0
    room = problem.room
    for count, minutes in enumerate(sorted(strip.minutes for strip in problem.strips)):
        time += minutes
        if time > room:
            return count + 1
    return len(problem.strips) + 1


def draft_of(problem: Problem, best: Best, days: int) -> Draft:
    """Read a draft out of arrays."""
    found = {
        (slot // days, slot % days): tuple(int(i) for i in best.order[slot, : best.size[slot]])
        for slot in range(len(best.size))
        if best.size[slot]
    }
    there = {index for scenes in found.values() for index in scenes}
    return Draft(found, tuple(i for i in range(len(problem.strips)) if i not in there))


def _friends(problem: Problem) -> list[tuple[int, ...]]:
    strips = problem.strips
    return [
        tuple(
            other
            for other, its in enumerate(strips)
            if other != index
            and its.unit == strip.unit
            and (its.set == strip.set or not set(strip.players).isdisjoint(its.players))
        )
        for index, strip in enumerate(strips)
    ]


def _lists(lists: Iterable[tuple[int, ...]]) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    starts, flat = [0], list[int]()
    for each in lists:
        flat += each
        starts.append(len(flat))
    return ints(starts), ints(flat)


def ints(values: Iterable[int]) -> NDArray[np.int64]:
    """An array of whole numbers."""
    return np.array(list(values), np.int64)
