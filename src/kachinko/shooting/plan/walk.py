"""Compiled: a walk over boards by annealing, with ruin and recreate among its steps.

A step moves a scene, exchanges two, exchanges or shifts whole days, turns a stretch of days round,
or takes the scenes of a day, a player or a set out and puts them back where they add least
(Schrimpf et al. 2000). A board that counts more is kept with a chance that falls as the walk cools
(Kirkpatrick et al. 1983).
"""

from __future__ import annotations

import math

import numpy as np
from numba import njit

from kachinko.shooting.plan.change import apply, inner, take_back
from kachinko.shooting.plan.frame import (
    BENCH,
    FRIENDS,
    FRIENDS_TO,
    LASTS,
    N_DAYS,
    PLACE,
    SIZE,
    SLOT,
    TOTAL,
    UNIT,
)

MOVE, EXCHANGE, DAYS, SHIFT, TURN, WITHIN = 0.44, 0.62, 0.76, 0.87, 0.92, 0.999
"""Shares of the steps, summed up; the rest is ruin and recreate."""
STRETCH = 12
"""Most days that shift or turn at once."""
MOST_OUT = 12
BLINK = 0.1
"""Chance that recreating passes over a day, so that it is not always the same."""
WITHOUT_DAY = 1e15
"""What a scene without a day weighs; more than any change of cost."""


@inner
def uniform(st):
    """A number from 0 to 1 (xorshift, Marsaglia 2003)."""
    x = st.chance[0]
    x ^= x << np.uint64(13)
    x ^= x >> np.uint64(7)
    x ^= x << np.uint64(17)
    st.chance[0] = x
    return (x >> np.uint64(11)) * (1.0 / 9007199254740992.0)


@inner
def below(st, count):
    """A whole number from 0 to `count` - 1."""
    return int(uniform(st) * count)


@njit(cache=True, nogil=True)
def load(fr, st, order, size):
    """Let a board be what the lists say; it must keep all rules."""
    touched = 0
    for slot in range(len(st.slots)):
        if size[slot] > 0 or st.slots[slot, SIZE] > 0:
            st.new[touched, 0] = slot
            st.new[touched, 1] = size[slot]
            for at in range(size[slot]):
                st.new_order[touched, at] = order[slot, at]
            touched += 1
    return apply(fr, st, touched)


@njit(cache=True, nogil=True)
def save(st, best):
    """Keep a board."""
    for slot in range(len(st.slots)):
        best.size[slot] = st.slots[slot, SIZE]
        for at in range(st.slots[slot, SIZE]):
            best.order[slot, at] = st.order[slot, at]
    best.total[0] = st.number[TOTAL]
    best.total[1] = st.number[BENCH]


@inner
def _copy(st, k, slot, without):
    """List k becomes what the slot has, without one scene (-1: all)."""
    st.new[k, 0] = slot
    size = 0
    for at in range(st.slots[slot, SIZE]):
        if st.order[slot, at] != without:
            st.new_order[k, size] = st.order[slot, at]
            size += 1
    st.new[k, 1] = size


@inner
def _put(st, k, at, scene):
    for later in range(st.new[k, 1], at, -1):
        st.new_order[k, later] = st.new_order[k, later - 1]
    st.new_order[k, at] = scene
    st.new[k, 1] += 1


@inner
def _full(st, k):
    return st.new[k, 1] >= st.new_order.shape[1] - 1


@inner
def _beside(fr, st, k, scene):
    """Where in list k a scene may go: mostly beside scenes of its place, else at either end."""
    if uniform(st) < 0.75:
        for at in range(st.new[k, 1] - 1, -1, -1):
            if fr.scenes[st.new_order[k, at], PLACE] == fr.scenes[scene, PLACE]:
                return at + 1
        return 0 if uniform(st) < 0.5 else st.new[k, 1]
    return below(st, st.new[k, 1] + 1)


@inner
def _day_for(fr, st, scene):
    """A day for a scene: often that of a friend, or one beside it."""
    days = fr.given[N_DAYS]
    friends = fr.scenes[scene, FRIENDS_TO] - fr.scenes[scene, FRIENDS]
    if friends > 0 and uniform(st) < 0.7:
        at = st.scenes[fr.lists[fr.scenes[scene, FRIENDS] + below(st, friends)], SLOT]
        if at >= 0:
            day = at % days
            if uniform(st) < 0.2:
                day = min(days - 1, max(0, day + (1 if uniform(st) < 0.5 else -1)))
            return day
    return below(st, days)


@inner
def _move(fr, st):
    scene = below(st, len(st.scenes))
    day = _day_for(fr, st, scene)
    if fr.open[scene, day] == 0:
        return False
    to, at = fr.scenes[scene, UNIT] * fr.given[N_DAYS] + day, st.scenes[scene, SLOT]
    if to == at:
        return False
    _copy(st, 0, to, -1)
    if _full(st, 0):
        return False
    _put(st, 0, _beside(fr, st, 0, scene), scene)
    if at < 0:
        return apply(fr, st, 1)
    _copy(st, 1, at, scene)
    return apply(fr, st, 2)


@inner
def _exchange(fr, st):
    """Two scenes change days; each goes beside its place, or where the other was."""
    days = fr.given[N_DAYS]
    one, two = below(st, len(st.scenes)), below(st, len(st.scenes))
    here, there = st.scenes[one, SLOT], st.scenes[two, SLOT]
    if here < 0 or there < 0 or here == there or fr.scenes[one, UNIT] != fr.scenes[two, UNIT]:
        return False
    if fr.open[one, there % days] == 0 or fr.open[two, here % days] == 0:
        return False
    if uniform(st) < 0.5:
        _copy(st, 0, here, -1)
        _copy(st, 1, there, -1)
        for k, gone, come in ((0, one, two), (1, two, one)):
            for at in range(st.new[k, 1]):
                if st.new_order[k, at] == gone:
                    st.new_order[k, at] = come
    else:
        _copy(st, 0, here, one)
        _copy(st, 1, there, two)
        _put(st, 0, _beside(fr, st, 0, two), two)
        _put(st, 1, _beside(fr, st, 1, one), one)
    return apply(fr, st, 2)


@inner
def _busy_slot(st):
    at = st.scenes[below(st, len(st.scenes)), SLOT]
    return at if at >= 0 else below(st, len(st.slots))


@inner
def _days(fr, st):
    """Two days change places."""
    days = fr.given[N_DAYS]
    one = _busy_slot(st)
    two = one // days * days + below(st, days)
    if one == two:
        return False
    _copy(st, 0, one, -1)
    _copy(st, 1, two, -1)
    st.new[0, 0], st.new[1, 0] = two, one
    return apply(fr, st, 2)


@inner
def _shift(fr, st):
    """A day goes to another place in the row; those between make room."""
    days = fr.given[N_DAYS]
    one = _busy_slot(st)
    far = below(st, STRETCH) + 1
    step = 1 if uniform(st) < 0.5 else -1
    to = one + step * far
    if to < one // days * days or to >= (one // days + 1) * days:
        return False
    _copy(st, 0, one, -1)
    st.new[0, 0] = to
    for k in range(1, far + 1):
        _copy(st, k, one + step * k, -1)
        st.new[k, 0] = one + step * (k - 1)
    return apply(fr, st, far + 1)


@inner
def _turn(fr, st):
    """A stretch of days is shot in the opposite order."""
    days = fr.given[N_DAYS]
    first = _busy_slot(st)
    length = 2 + below(st, STRETCH)
    if first % days + length > days:
        return False
    for k in range(length):
        _copy(st, k, first + k, -1)
        st.new[k, 0] = first + length - 1 - k
    return apply(fr, st, length)


@inner
def _within(fr, st):
    """The scenes of a day change their order."""
    slot = _busy_slot(st)
    size = st.slots[slot, SIZE]
    if size < 2:
        return False
    if uniform(st) < 0.5:
        st.new[0, 0] = slot
        st.new[0, 1] = size
        for at in range(size):
            st.new_order[0, at] = st.order[slot, size - 1 - at]
    else:
        scene = st.order[slot, below(st, size)]
        _copy(st, 0, slot, scene)
        _put(st, 0, below(st, size), scene)
    return apply(fr, st, 1)


@inner
def _take_out(fr, st):
    """Choose scenes to take out: of a day or two, or friends of a scene; and the bench."""
    days = fr.given[N_DAYS]
    count = 0
    for scene in range(len(st.scenes)):
        if st.scenes[scene, SLOT] < 0 and count < MOST_OUT:
            st.out[count] = scene
            count += 1
    start = count
    if uniform(st) < 0.5:
        slot = _busy_slot(st)
        for at in range(st.slots[slot, SIZE]):
            if count < 2 * MOST_OUT and count < len(st.out):
                st.out[count] = st.order[slot, at]
                count += 1
        other = slot + (1 if uniform(st) < 0.5 else -1)
        if uniform(st) < 0.5 and 0 <= other < len(st.slots) and other // days == slot // days:
            for at in range(st.slots[other, SIZE]):
                if count < 2 * MOST_OUT and count < len(st.out):
                    st.out[count] = st.order[other, at]
                    count += 1
    else:
        scene = below(st, len(st.scenes))
        friends = fr.scenes[scene, FRIENDS_TO] - fr.scenes[scene, FRIENDS]
        if st.scenes[scene, SLOT] >= 0 and count < len(st.out):
            st.out[count] = scene
            count += 1
        for _ in range(min(friends, 3 + below(st, MOST_OUT - 3))):
            friend = fr.lists[fr.scenes[scene, FRIENDS] + below(st, friends)]
            known = st.scenes[friend, SLOT] < 0
            for k in range(start, count):
                known |= st.out[k] == friend
            if not known and count < len(st.out):
                st.out[count] = friend
                count += 1
    return start, count


@inner
def _remove(fr, st, start, count):
    touched = 0
    for k in range(start, count):
        slot = st.scenes[st.out[k], SLOT]
        known = False
        for m in range(touched):
            known |= st.new[m, 0] == slot
        if not known:
            st.new[touched, 0] = slot
            touched += 1
    for m in range(touched):
        slot, size = st.new[m, 0], 0
        for at in range(st.slots[slot, SIZE]):
            scene = st.order[slot, at]
            out = False
            for k in range(start, count):
                out |= st.out[k] == scene
            if not out:
                st.new_order[m, size] = scene
                size += 1
        st.new[m, 1] = size
    return apply(fr, st, touched)


@inner
def _insert(fr, st, scene):
    """Put a scene where it adds least; whether a day was found."""
    days = fr.given[N_DAYS]
    found, best, best_slot, best_at = False, 0, 0, 0
    for day in range(days):
        if fr.open[scene, day] == 0 or uniform(st) < BLINK:
            continue
        slot = fr.scenes[scene, UNIT] * days + day
        beside = -1
        for at in range(st.slots[slot, SIZE]):
            if fr.scenes[st.order[slot, at], PLACE] == fr.scenes[scene, PLACE]:
                beside = at + 1
        for choice in range(3 if st.slots[slot, SIZE] else 1):
            at = 0 if choice == 0 else st.slots[slot, SIZE] if choice == 1 else beside
            if at < 0 or (choice < 2 and beside >= 0 and uniform(st) < 0.5):
                continue
            _copy(st, 0, slot, -1)
            if _full(st, 0):
                continue
            _put(st, 0, at, scene)
            if apply(fr, st, 1):
                if not found or st.number[TOTAL] < best:
                    found, best, best_slot, best_at = True, st.number[TOTAL], slot, at
                take_back(fr, st)
    if found:
        _copy(st, 0, best_slot, -1)
        _put(st, 0, best_at, scene)
        apply(fr, st, 1)
    return found


@inner
def recreate(fr, st, count):
    """Put the scenes of `st.out` back, hard ones rather first, in an order drawn anew."""
    for k in range(count):
        chosen, most = k, -1.0
        for m in range(k, count):
            hard = fr.scenes[st.out[m], LASTS] * (0.3 + uniform(st))
            if hard > most:
                chosen, most = m, hard
        st.out[k], st.out[chosen] = st.out[chosen], st.out[k]
        _insert(fr, st, st.out[k])


@inner
def _ruin(fr, st):
    start, count = _take_out(fr, st)
    if count == 0 or (count > start and not _remove(fr, st, start, count)):
        return False
    recreate(fr, st, count)
    return True


@njit(cache=True, nogil=True)
def walk(fr, st, best, kept, steps, hot, cold):
    """Take `steps` steps while the temperature falls from `hot` to `cold`."""
    for step in range(steps):
        heat = hot * math.exp(math.log(cold / hot) * step / steps)
        before, bench = st.number[TOTAL], st.number[BENCH]
        which = uniform(st)
        ruined = which >= WITHIN
        if which < MOVE:
            done = _move(fr, st)
        elif which < EXCHANGE:
            done = _exchange(fr, st)
        elif which < DAYS:
            done = _days(fr, st)
        elif which < SHIFT:
            done = _shift(fr, st)
        elif which < TURN:
            done = _turn(fr, st)
        elif which < WITHIN:
            done = _within(fr, st)
        else:
            save(st, kept)
            done = _ruin(fr, st)
        if not done:
            continue
        more = (st.number[TOTAL] - before) + WITHOUT_DAY * (st.number[BENCH] - bench)
        if more > 0 and uniform(st) >= math.exp(-more / heat):
            if ruined:
                load(fr, st, kept.order, kept.size)
            else:
                take_back(fr, st)
        elif st.number[BENCH] < best.total[1] or (
            st.number[BENCH] == best.total[1] and st.number[TOTAL] < best.total[0]
        ):
            save(st, best)
