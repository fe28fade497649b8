"""Compiled: take scenes out of a board and put them back where they add least.

References
----------
Schrimpf et al., Record breaking optimization results using the ruin and recreate principle, 2000.
"""

from __future__ import annotations

from kachinko.compiled import inner
from kachinko.shooting.plan.change import apply, take_back
from kachinko.shooting.plan.frame import (
    FRIENDS,
    FRIENDS_TO,
    LASTS,
    N_DAYS,
    PLACE,
    ROOM,
    SIZE,
    SLOT,
    TOTAL,
    UNIT,
    WORK,
)
from kachinko.shooting.plan.step import below, busy_slot, copy, ends_for, full, put, uniform

MOST_OUT = 12
"""Scenes of the bench, or friends, that are taken at once."""
BLINK = 0.1
"""Chance that recreating passes over a day, so that it is not always the same."""


@inner
def _add(st, scene, start, count):
    """Take one more scene out, unless it has no day or is out already."""
    if st.scenes[scene, SLOT] < 0 or count >= len(st.out):
        return count
    for k in range(start, count):
        if st.out[k] == scene:
            return count
    st.out[count] = scene
    return count + 1


@inner
def _add_day(st, slot, start, count):
    for at in range(st.slots[slot, SIZE]):
        count = _add(st, st.order[slot, at], start, count)
    return count


@inner
def _take_out(fr, st):
    """Choose scenes to take out: some of the bench, then a day or two, or friends of a scene."""
    days, start = fr.given[N_DAYS], 0
    for scene in range(len(st.scenes)):
        if st.scenes[scene, SLOT] < 0 and start < MOST_OUT:
            st.out[start] = scene
            start += 1
    count = start
    if uniform(st) < 0.5:
        slot = busy_slot(st)
        count = _add_day(st, slot, start, count)
        other = slot + (1 if uniform(st) < 0.5 else -1)
        if uniform(st) < 0.5 and 0 <= other < len(st.slots) and other // days == slot // days:
            count = _add_day(st, other, start, count)
    else:
        scene = below(st, len(st.scenes))
        count = _add(st, scene, start, count)
        friends = fr.scenes[scene, FRIENDS_TO] - fr.scenes[scene, FRIENDS]
        for _ in range(min(friends, 3 + below(st, MOST_OUT - 3))):
            friend = fr.lists[fr.scenes[scene, FRIENDS] + below(st, friends)]
            count = _add(st, friend, start, count)
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
        if st.slots[slot, SIZE] > 0 and (
            st.slots[slot, WORK] + fr.scenes[scene, LASTS] > fr.given[ROOM]
        ):
            continue
        beside = -1
        first, last = ends_for(fr, st.order[slot], st.slots[slot, SIZE], scene)
        for at in range(first, last):
            if fr.scenes[st.order[slot, at], PLACE] == fr.scenes[scene, PLACE]:
                beside = at + 1
        for choice in range(3 if st.slots[slot, SIZE] else 1):
            at = first if choice == 0 else last if choice == 1 else beside
            if at < 0 or (choice < 2 and beside >= 0 and uniform(st) < 0.5):
                continue
            copy(st, 0, slot, -1)
            if full(st, 0):
                continue
            put(st, 0, at, scene)
            if apply(fr, st, 1):
                if not found or st.number[TOTAL] < best:
                    found, best, best_slot, best_at = True, st.number[TOTAL], slot, at
                take_back(fr, st)
    if found:
        copy(st, 0, best_slot, -1)
        put(st, 0, best_at, scene)
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
def ruin(fr, st):
    """Take scenes out and put them back; False, and nothing is changed: they cannot go."""
    start, count = _take_out(fr, st)
    if count == 0 or (count > start and not _remove(fr, st, start, count)):
        return False
    recreate(fr, st, count)
    return True
