"""A problem and a board in the making as a few plain arrays, for the compiled walk.

A slot is a unit's working day: slot `unit * days + day`. A scene without a slot is on the bench.
What a scene claims for its date, the players and the set, counts alike and is numbered in one row:
players first. Tables have named columns; few arrays compile faster than many.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from kachinko.shooting.draft import Draft

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from kachinko.shooting.problem import Problem

FREE = 2**40
"""A limit that is none."""
N_DAYS, N_UNITS, ROOM, AROUND, EIGHTHS, MOVES, REST, IN_A_ROW = range(8)
KIND, CALL, KIND_2, CALL_2, DAY_PRICE = range(8, 13)
"""Places of single numbers in `Frame.given`; the earlier call with its kind comes first."""
UNIT, SET, PLACE, LASTS, LENGTH, KINDS = range(6)
CLAIMS, CLAIMS_TO, AFTER, AFTER_TO, NEXT, NEXT_TO, FRIENDS, FRIENDS_TO = range(6, 14)
TURN = 14
"""Columns of a scene: numbers, then where its lists begin and end in `Frame.lists`; its turn by its
light, see `Scene.light_turn`."""
PRICE, IDLE_ONLY, DROP, MOST = range(4)
"""Columns of a claim: price of a day, whether only idle days count, shortest unpaid gap, longest
day [min]."""
MINUTES_OF_MOVE, PRICE_OF_MOVE = range(2)
SIZE, MINUTES, CALLS, FIRST, LAST, COST, WORK = range(7)
"""Columns of a slot: its number of scenes and what it measures, `WORK` without moves."""
COLUMNS = 7
SLOT, SEEN = range(2)
NOW, BEGUN, BEGUN_AT, MARKED = range(4)
"""Columns of a claim's state: what it costs now, and marks of the walk through a day."""
TOTAL, BENCH, MARK, TOUCHED, KEPT, OLD_TOTAL, OLD_BENCH, FULL, OLD_FULL, UNITS = range(10)
"""Places in `State.number`; `FULL` sums the squares of the days' minutes of work; from `UNITS` on
stands each unit's cost, then what each was before."""


class Frame(NamedTuple):
    """What does not change."""

    given: NDArray[np.int64]
    ordinal: NDArray[np.int64]
    scenes: NDArray[np.int64]
    lists: NDArray[np.int64]
    open: NDArray[np.uint8]
    """Scene by day: whether it may be shot then."""
    moves: NDArray[np.int64]
    claims: NDArray[np.int64]


class State(NamedTuple):
    """What a walk changes, with room to take its last change back."""

    order: NDArray[np.int64]
    slots: NDArray[np.int64]
    scenes: NDArray[np.int64]
    there: NDArray[np.int64]
    """Claim by day: how many scenes make it."""
    claims: NDArray[np.int64]
    number: NDArray[np.int64]
    chance: NDArray[np.uint64]
    new_order: NDArray[np.int64]
    new: NDArray[np.int64]
    """The slots that change, with the number of their scenes."""
    old_order: NDArray[np.int64]
    old: NDArray[np.int64]
    undo: NDArray[np.int64]
    out: NDArray[np.int64]


class Best(NamedTuple):
    """The best board of a walk."""

    order: NDArray[np.int64]
    size: NDArray[np.int64]
    total: NDArray[np.int64]


def frame_of(problem: Problem, days: int) -> Frame:
    """Write a problem as arrays, of its first `days` days only."""
    shooting, rules, prices = problem.shooting, problem.shooting.rules, problem.prices
    (kind, call), (kind_2, call_2) = problem.calls
    given = [
        days, len(shooting.units), problem.room, rules.around_minutes,
        FREE if rules.most_eighths is None else rules.most_eighths, rules.moves_a_day,
        rules.rest_minutes,
        FREE if rules.most_days_in_a_row is None else rules.most_days_in_a_row,
        kind, call, kind_2, call_2, prices.board_day,
    ]  # fmt: skip
    open_ = np.zeros((len(problem.strips), days), np.uint8)
    for index, strip in enumerate(problem.strips):
        open_[index, [day for day in strip.days if day < days]] = 1
    scenes, lists = _scenes(problem)
    claims = [
        (
            prices.player[index],
            int(player.day_rate is None),
            FREE if player.drop_days is None else player.drop_days,
            FREE if player.most_minutes is None else player.most_minutes,
        )
        for index, player in enumerate(shooting.cast)
    ]
    claims += [(price, 0, FREE, FREE) for price in prices.standing]
    return Frame(
        np.array(given, np.int64),
        np.array(problem.ordinals[:days], np.int64),
        scenes,
        lists,
        open_,
        np.array([problem.move_minutes, prices.move], np.int64),
        np.array(claims, np.int64).reshape(-1, 4),
    )


def _scenes(problem: Problem) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    table: list[list[int]] = []
    flat: list[int] = []
    friends, cast = _friends(problem), len(problem.shooting.cast)
    for index, strip in enumerate(problem.strips):
        row = [strip.unit, strip.set, strip.place, strip.minutes, strip.eighths, strip.kinds]
        claims = (*strip.players, cast + strip.set)
        for each in (claims, strip.after, problem.successors[index], friends[index]):
            row += [len(flat), len(flat) + len(each)]
            flat += each
        row.append(strip.scene.light_turn)
        table.append(row)
    return np.array(table, np.int64), np.array(flat, np.int64)


def state_of(problem: Problem, days: int, seed: int) -> State:
    """A board without scenes; all of them are on the bench."""
    scenes, units = len(problem.strips), len(problem.shooting.units)
    claims = len(problem.shooting.cast) + len(problem.shooting.sets)
    slots, longest = units * days, longest_day(problem)

    def zeros(*shape: int) -> NDArray[np.int64]:
        return np.zeros(shape, np.int64)

    number = zeros(UNITS + 2 * units)
    number[BENCH] = scenes
    where = zeros(scenes, 2)
    where[:, SLOT] = -1
    return State(
        order=zeros(slots, longest),
        slots=zeros(slots, COLUMNS),
        scenes=where,
        there=zeros(claims, days),
        claims=zeros(claims, 4),
        number=number,
        chance=np.array([(seed * 0x9E3779B97F4A7C15 + 0x2545F4914F6CDD1D) % 2**64 or 1], np.uint64),
        new_order=zeros(slots, longest),
        new=zeros(slots, 2),
        old_order=zeros(slots, longest),
        old=zeros(slots, COLUMNS),
        undo=zeros(claims, 2),
        out=zeros(scenes),
    )


def best_of(state: State) -> Best:
    """Room for the best board of a walk that begins at a state."""
    return Best(state.order.copy(), state.slots[:, SIZE].copy(), np.array((0, 0), np.int64))


def longest_day(problem: Problem) -> int:
    """The most scenes that a day can hold, and one for trying."""
    time = 0
    for count, minutes in enumerate(sorted(strip.minutes for strip in problem.strips)):
        time += minutes
        if time > problem.room:
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


def write_draft(draft: Draft, best: Best, days: int) -> None:
    """Write a draft into arrays."""
    best.size[:] = 0
    for (unit, day), scenes in draft.days.items():
        slot = unit * days + day
        best.size[slot] = len(scenes)
        best.order[slot, : len(scenes)] = scenes


def _friends(problem: Problem) -> list[Sequence[int]]:
    """For each scene, those of its unit that share a player or a set."""
    strips = problem.strips
    return [
        [
            other
            for other, its in enumerate(strips)
            if other != index
            and its.unit == strip.unit
            and (its.set == strip.set or not set(strip.players).isdisjoint(its.players))
        ]
        for index, strip in enumerate(strips)
    ]
