"""The strong lower bound on the waiting in the middle, compiled.

Look at the order in which players *are through*: those held by the beginning, and those not seen
yet. When the players of a set S are through, all their scenes are shot; so everybody who shares a
scene with one of S is there, unless they are in S themselves. Let there(S) be these and all held
by the beginning, less S. A scene whose first player to be through comes next after S is shot at a
moment at which some subset S' of S is through, and at that moment at least there(S') without its
own players wait. So it costs at least its days times the least rate of that over all S' that the
order has passed. A dynamic programme over S finds the cheapest order: each step pays for the scenes
of the player who is through next and that were not shot yet. Scenes without such players are paid
at the end, at the cheapest moment of all.

It is worked from the beginning and, turned round, from the end; the better of the two is taken.
Sets S that cost `need` or more already are not looked at: a bound of `need` is all that is asked
for, and what has not passed them may be dearer.

References: `docs/scene-order.md`.
"""

from __future__ import annotations

import numpy as np

from kachinko.compiled import jit
from kachinko.shooting.talent.bits import Bits, lowest

MOST_THROUGH = 7
"""So many players, the dearest, are put in order; the rest are left out, for the sake of speed."""
LANES = 8
"""Rows are filled up to a multiple of this, so that a processor adds them all at once."""


@jit
def group(middle, first, last, needs, scenes, durations, rate, room):
    """Scenes of the same active players as one: their players, days, and who would wait."""
    players, days, waits = room[0], room[1], room[2]
    unseen = Bits(0)
    for player in range(len(scenes)):
        own = scenes[player]
        if own and (own & ~middle) == Bits(0):
            unseen |= Bits(1) << Bits(player)
    open_ = first | last | unseen
    count = 0
    todo = middle
    while todo:
        scene = lowest(todo)
        todo &= todo - Bits(1)
        own = needs[scene] & open_
        at = 0
        while at < count and players[at] != own:
            at += 1
        if at == count:
            players[at] = own
            days[at] = 0
            count += 1
        days[at] += durations[scene]
    wide = (count + LANES - 1) // LANES * LANES
    for at in range(count, wide):
        days[at] = 0
    todo = open_
    while todo:
        player = lowest(todo)
        todo &= todo - Bits(1)
        bit = Bits(1) << Bits(player)
        for at in range(count):
            waits[player, at] = 0 if players[at] & bit else rate[player]
        for at in range(count, wide):
            waits[player, at] = 0
    return count, wide, unseen


@jit
def cheapest(some, wide, need, waits, room):
    """What each group of scenes costs a day at the cheapest moment until `some` are through."""
    idle, least, there, gone = room
    for at in range(wide):
        idle[some, at] = 0
    todo = there[some] & ~gone[some]
    while todo:
        player = lowest(todo)
        todo &= todo - Bits(1)
        for at in range(wide):
            idle[some, at] += waits[player, at]
    passed = some
    while passed:
        before = some ^ (1 << lowest(Bits(passed)))
        passed &= passed - 1
        if least[before] < need:
            for at in range(wide):
                idle[some, at] = min(idle[some, at], idle[before, at])


@jit
def dearest(candidates, rate, order):
    """Fill `order` with the dearest players; returns how many."""
    count = 0
    while candidates:
        player = lowest(candidates)
        candidates &= candidates - Bits(1)
        if count < MOST_THROUGH:
            place = count
            count += 1
        elif rate[player] > rate[order[count - 1]]:
            place = count - 1
        else:
            continue
        while place > 0 and rate[order[place - 1]] < rate[player]:
            order[place] = order[place - 1]
            place -= 1
        order[place] = player
    return count


@jit
def spread(count, size, wide, first, last, players, room):
    """For each set of the chosen players: who is through, who is there, which groups are shot."""
    order, own, there, gone, shot = room
    chosen = Bits(0)
    for i in range(count):
        chosen |= Bits(1) << Bits(order[i])
    for i in range(count):
        bit = Bits(1) << Bits(order[i])
        scenes, sharing = Bits(0), Bits(0)
        for at in range(size):
            own[i, at] = 0
            if players[at] & bit:
                own[i, at] = -1
                scenes |= Bits(1) << Bits(at)
                sharing |= players[at]
        for at in range(size, wide):
            own[i, at] = 0
        there[1 << i] = (first | sharing) & (chosen | last)
        gone[1 << i] = bit
        shot[1 << i] = scenes
    there[0] = first & chosen
    gone[0] = Bits(0)
    shot[0] = Bits(0)
    for i in range(count):
        bit = 1 << i
        for some in range(1, bit):
            there[some | bit] = there[some] | there[bit]
            gone[some | bit] = gone[some] | gone[bit]
            shot[some | bit] = shot[some] | shot[bit]


@jit
def from_one_end(size, wide, unseen, first, last, rate, need, room):
    """The bound with the players of `first` and the unseen in order; at most `need`."""
    players, days, waits, order, own, idle, least, there, gone, shot, pay = room
    count = dearest(first | unseen, rate, order)
    spread(count, size, wide, first, last, players, (order, own, there, gone, shot))
    everybody = (1 << count) - 1
    for some in range(everybody + 1):
        least[some] = need
    least[0] = 0
    for some in range(everybody):
        if least[some] >= need:
            continue
        cheapest(some, wide, need, waits, (idle, least, there, gone))
        for at in range(wide):
            pay[at] = idle[some, at] * days[at]
        todo = shot[some]
        while todo:
            pay[lowest(todo)] = 0
            todo &= todo - Bits(1)
        next_ = everybody ^ some
        while next_:
            i = lowest(Bits(next_))
            next_ &= next_ - 1
            total = pay.dtype.type(0)
            for at in range(wide):
                total += pay[at] & own[i, at]
            both = some | (1 << i)
            least[both] = min(least[both], least[some] + total)
    if least[everybody] >= need:
        return need
    cheapest(everybody, wide, need, waits, (idle, least, there, gone))
    total = least[everybody]
    for at in range(size):
        if not shot[everybody] >> Bits(at) & Bits(1):
            total += np.int64(idle[everybody, at]) * days[at]
    return min(total, need)


@jit
def leave_bound(middle, first, last, needs, scenes, durations, rate, need, room):
    """No order of the middle costs less waiting than this; looked for up to `need`."""
    size, wide, unseen = group(middle, first, last, needs, scenes, durations, rate, room)
    total = from_one_end(size, wide, unseen, first, last, rate, need, room)
    if total >= need:
        return total
    return max(total, from_one_end(size, wide, unseen, last, first, rate, need, room))


def leave_room(scenes: int, players: int, most: int) -> tuple[object, ...]:
    """Arrays that `leave_bound` works in; narrow numbers where `most` (all waiting) fits them."""
    whole = np.int32 if most < np.iinfo(np.int32).max else np.int64
    wide = (scenes + LANES - 1) // LANES * LANES
    sets = 1 << MOST_THROUGH
    return (
        np.empty(wide, np.uint64),
        np.empty(wide, whole),
        np.empty((players, wide), whole),
        np.empty(MOST_THROUGH + 1, np.int64),
        np.empty((MOST_THROUGH, wide), whole),
        np.empty((sets, wide), whole),
        np.empty(sets, np.int64),
        np.empty(sets, np.uint64),
        np.empty(sets, np.uint64),
        np.empty(sets, np.uint64),
        np.empty(wide, whole),
    )
