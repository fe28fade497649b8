"""Compiled: single steps of a walk: a scene moves, days change places, a stretch turns round."""

from __future__ import annotations

import numpy as np

from kachinko.compiled import inner
from kachinko.shooting.plan.change import apply
from kachinko.shooting.plan.frame import (
    FRIENDS,
    FRIENDS_TO,
    LASTS,
    N_DAYS,
    PLACE,
    ROOM,
    SIZE,
    SLOT,
    TURN,
    UNIT,
    WORK,
)

STRETCH = 12
"""Most days that shift or turn at once."""


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


@inner
def copy(st, k, slot, without):
    """List k becomes what the slot has, without one scene (-1: all)."""
    st.new[k, 0] = slot
    size = 0
    for at in range(st.slots[slot, SIZE]):
        if st.order[slot, at] != without:
            st.new_order[k, size] = st.order[slot, at]
            size += 1
    st.new[k, 1] = size


@inner
def put(st, k, at, scene):
    """Put a scene into list k."""
    for later in range(st.new[k, 1], at, -1):
        st.new_order[k, later] = st.new_order[k, later - 1]
    st.new_order[k, at] = scene
    st.new[k, 1] += 1


@inner
def full(st, k):
    """Whether list k has no room for trying one more."""
    return st.new[k, 1] >= st.new_order.shape[1] - 1


@inner
def busy_slot(st):
    """A slot drawn by its scenes; any slot where the scene drawn is on the bench."""
    at = st.scenes[below(st, len(st.scenes)), SLOT]
    return at if at >= 0 else below(st, len(st.slots))


@inner
def ends_for(fr, order, size, scene):
    """The first and the last place in a day's order at which a scene has its light."""
    first, last = 0, size
    while first < size and fr.scenes[order[first], TURN] < fr.scenes[scene, TURN]:
        first += 1
    while last > first and fr.scenes[order[last - 1], TURN] > fr.scenes[scene, TURN]:
        last -= 1
    return first, last


@inner
def _beside(fr, st, k, scene):
    """Where in list k a scene may go: mostly beside scenes of its place, else at either end."""
    first, last = ends_for(fr, st.new_order[k], st.new[k, 1], scene)
    if uniform(st) < 0.75:
        for at in range(last - 1, first - 1, -1):
            if fr.scenes[st.new_order[k, at], PLACE] == fr.scenes[scene, PLACE]:
                return at + 1
        return first if uniform(st) < 0.5 else last
    return first + below(st, last - first + 1)


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
def _has_time(fr, st, slot, more):
    """Whether a day can be so much longer: most steps end here, before anything is copied."""
    return more <= 0 or st.slots[slot, WORK] + more <= fr.given[ROOM]


@inner
def move(fr, st):
    """A scene goes to another day."""
    scene = below(st, len(st.scenes))
    day = _day_for(fr, st, scene)
    if fr.open[scene, day] == 0:
        return False
    to, at = fr.scenes[scene, UNIT] * fr.given[N_DAYS] + day, st.scenes[scene, SLOT]
    if to == at or not _has_time(fr, st, to, fr.scenes[scene, LASTS]):
        return False
    copy(st, 0, to, -1)
    if full(st, 0):
        return False
    put(st, 0, _beside(fr, st, 0, scene), scene)
    if at < 0:
        return apply(fr, st, 1)
    copy(st, 1, at, scene)
    return apply(fr, st, 2)


@inner
def exchange(fr, st):
    """Two scenes change days; each goes beside its place, or where the other was."""
    days = fr.given[N_DAYS]
    one, two = below(st, len(st.scenes)), below(st, len(st.scenes))
    if uniform(st) < 0.7:
        slot = fr.scenes[one, UNIT] * days + _day_for(fr, st, one)
        if st.slots[slot, SIZE] > 0:
            two = st.order[slot, below(st, st.slots[slot, SIZE])]
    here, there = st.scenes[one, SLOT], st.scenes[two, SLOT]
    if here < 0 or there < 0 or here == there or fr.scenes[one, UNIT] != fr.scenes[two, UNIT]:
        return False
    if fr.open[one, there % days] == 0 or fr.open[two, here % days] == 0:
        return False
    more = fr.scenes[one, LASTS] - fr.scenes[two, LASTS]
    if not (_has_time(fr, st, there, more) and _has_time(fr, st, here, -more)):
        return False
    if uniform(st) < 0.5:
        copy(st, 0, here, -1)
        copy(st, 1, there, -1)
        for k, gone, come in ((0, one, two), (1, two, one)):
            for at in range(st.new[k, 1]):
                if st.new_order[k, at] == gone:
                    st.new_order[k, at] = come
    else:
        copy(st, 0, here, one)
        copy(st, 1, there, two)
        put(st, 0, _beside(fr, st, 0, two), two)
        put(st, 1, _beside(fr, st, 1, one), one)
    return apply(fr, st, 2)


@inner
def swap_days(fr, st):
    """Two days change places."""
    days = fr.given[N_DAYS]
    one = busy_slot(st)
    two = one // days * days + below(st, days)
    if one == two:
        return False
    copy(st, 0, one, -1)
    copy(st, 1, two, -1)
    st.new[0, 0], st.new[1, 0] = two, one
    return apply(fr, st, 2)


@inner
def shift(fr, st):
    """A day goes to another place in the row; those between make room."""
    days = fr.given[N_DAYS]
    one = busy_slot(st)
    far = below(st, STRETCH) + 1
    step = 1 if uniform(st) < 0.5 else -1
    to = one + step * far
    if to < one // days * days or to >= (one // days + 1) * days:
        return False
    copy(st, 0, one, -1)
    st.new[0, 0] = to
    for k in range(1, far + 1):
        copy(st, k, one + step * k, -1)
        st.new[k, 0] = one + step * (k - 1)
    return apply(fr, st, far + 1)


@inner
def turn(fr, st):
    """A stretch of days is shot in the opposite order."""
    days = fr.given[N_DAYS]
    first = busy_slot(st)
    length = 2 + below(st, STRETCH)
    if first % days + length > days:
        return False
    for k in range(length):
        copy(st, k, first + k, -1)
        st.new[k, 0] = first + length - 1 - k
    return apply(fr, st, length)


@inner
def within(fr, st):
    """The scenes of a day change their order."""
    slot = busy_slot(st)
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
        copy(st, 0, slot, scene)
        put(st, 0, below(st, size), scene)
    return apply(fr, st, 1)
