"""A quick lower bound on the waiting in the middle, compiled.

**Who leaves first.** Players held by one end go one after the other. Whoever goes must stay for
every scene of those who went before: in the order in which they go, a player waits at least for
the union of their scenes, less the own ones. A dynamic programme over who is gone finds the order
in which that costs least (for two players it is the pairwise bound of Garcia de la Banda, Stuckey
& Chu 2011 and of Qin et al. 2016). The same holds for the other end, turned round; the two sums
are of different players.

**Who share a scene.** A player held by the beginning and one held by the end who share a scene in
the middle are there, one or the other, at every moment of it: at each scene of neither, the
cheaper of them waits at least. Rates are dealt to such pairs so that none is dealt twice (`pair`).
It is counted where the first sum counts nothing: at scenes without players held by the other end,
for those that are gone; and at scenes of neither end's players, for all. For scenes with players of
both ends it is counted for the two alone who go first and who come last.

References: `docs/scene-order.md`.
"""

from __future__ import annotations

import numpy as np

from kachinko.compiled import jit
from kachinko.shooting.talent.bits import Bits, lowest, weigh

MOST_HELD = 10
"""Of the players held by one end the dearest so many count, for the sake of speed."""
NEVER = 1 << 60


@jit
def gather(middle, held, scenes, durations, rate, paired, at):
    """The dearest players held by an end: rate, days in the middle, paired rate, and scenes."""
    numbers, own = at
    count = 0
    todo = held
    while todo:
        player = lowest(todo)
        todo &= todo - Bits(1)
        if count < MOST_HELD:
            place = count
            count += 1
        elif rate[player] > numbers[count - 1, 0]:
            place = count - 1
        else:
            continue
        while place > 0 and numbers[place - 1, 0] < rate[player]:
            for column in range(3):
                numbers[place, column] = numbers[place - 1, column]
            own[place] = own[place - 1]
            place -= 1
        own[place] = scenes[player] & middle
        numbers[place, 0] = rate[player]
        numbers[place, 1] = weigh(own[place], durations)
        numbers[place, 2] = paired[player]
    return count


@jit
def leave_in_order(count, alone, durations, at, room, goes_first):
    """Least waiting while the gathered players go; `goes_first[i]`: when i is the first to go.

    `alone` are the scenes without players held by the other end.
    """
    numbers, own = at
    least, union, gone = room
    everybody = (1 << count) - 1
    union[0] = Bits(0)
    gone[0] = 0
    for player in range(count):
        bit = 1 << player
        for some in range(bit):
            union[some | bit] = union[some] | own[player]
            gone[some | bit] = gone[some] + numbers[player, 2]
    least[everybody] = 0
    for some in range(everybody - 1, 0, -1):
        best = NEVER
        todo = everybody ^ some
        while todo:
            player = lowest(Bits(todo))
            todo &= todo - 1
            total = least[some | (1 << player)]
            if total < best:
                days = weigh(union[some] | own[player], durations) - numbers[player, 1]
                total += numbers[player, 0] * days
                if gone[some]:
                    total += gone[some] * weigh(own[player] & ~union[some] & alone, durations)
                best = min(best, total)
        least[some] = best
    best = NEVER
    for player in range(count):
        goes_first[player] = least[1 << player]
        best = min(best, goes_first[player])
    return best


@jit
def pair(middle, first, last, scenes, rate, paired):
    """Deal the rates of players of both ends who share a scene; returns what was dealt in all."""
    total = 0
    todo = first | last
    while todo:
        player = lowest(todo)
        todo &= todo - Bits(1)
        paired[player] = 0
    todo = first
    while todo:
        player = lowest(todo)
        todo &= todo - Bits(1)
        own = scenes[player] & middle
        left = rate[player]
        others = last
        while others and left:
            other = lowest(others)
            others &= others - Bits(1)
            if own & scenes[other]:
                dealt = min(left, rate[other] - paired[other])
                left -= dealt
                paired[other] += dealt
                paired[player] += dealt
                total += dealt
    return total


@jit
def scenes_of(players, middle, scenes):
    """All scenes in the middle of some players."""
    found = Bits(0)
    while players:
        found |= scenes[lowest(players)]
        players &= players - Bits(1)
    return found & middle


@jit
def stay_bound(middle, first, last, scenes, durations, rate, room):
    """No order of the middle costs less waiting than this."""
    if first == Bits(0) and last == Bits(0):
        return 0
    one, other, tables, goes, comes, paired = room
    of_first, of_last = scenes_of(first, middle, scenes), scenes_of(last, middle, scenes)
    dealt = pair(middle, first, last, scenes, rate, paired)
    here = gather(middle, first, scenes, durations, rate, paired, one)
    there = gather(middle, last, scenes, durations, rate, paired, other)
    goes[0] = 0
    comes[0] = 0
    going = leave_in_order(here, ~of_last, durations, one, tables, goes) if here > 1 else 0
    coming = leave_in_order(there, ~of_first, durations, other, tables, comes) if there > 1 else 0
    total = going + coming
    if not dealt:
        return total
    both = of_first & of_last
    if both:
        total = NEVER
        for i in range(here):
            for j in range(there):
                pay = goes[i] + comes[j]
                if pay < total and one[1][i] & other[1][j]:
                    idle = weigh(both & ~one[1][i] & ~other[1][j], durations)
                    pay += min(one[0][i, 0], other[0][j, 0]) * idle
                total = min(total, pay)
    return total + dealt * weigh(middle & ~of_first & ~of_last, durations)


@jit
def stay_room(players):
    """Arrays that `stay_bound` works in, for so many players."""
    size = 1 << MOST_HELD
    return (
        (np.empty((MOST_HELD + 1, 3), np.int64), np.empty(MOST_HELD + 1, np.uint64)),
        (np.empty((MOST_HELD + 1, 3), np.int64), np.empty(MOST_HELD + 1, np.uint64)),
        (np.empty(size, np.int64), np.empty(size, np.uint64), np.empty(size, np.int64)),
        np.empty(MOST_HELD + 1, np.int64),
        np.empty(MOST_HELD + 1, np.int64),
        np.empty(players, np.int64),
    )
