"""Compiled: a walk over boards by annealing, with ruin and recreate among its steps.

A board that counts more is kept with a chance that falls as the walk cools (Kirkpatrick et al.
1983).
"""

from __future__ import annotations

import math

from kachinko.compiled import jit
from kachinko.shooting.plan.change import apply, take_back
from kachinko.shooting.plan.frame import BENCH, FULL, ROOM, SIZE, TOTAL
from kachinko.shooting.plan.ruin import ruin
from kachinko.shooting.plan.step import exchange, move, shift, swap_days, turn, uniform, within

MOVE, EXCHANGE, DAYS, SHIFT, TURN, WITHIN = 0.4, 0.75, 0.85, 0.94, 0.98, 0.9997
"""Shares of the steps, summed up; the rest is ruin and recreate."""
UNEVEN = 2.0
"""How much likelier, as a logarithm, a full and an empty day are than two half ones, times two."""
WITHOUT_DAY = 1e15
"""What a scene without a day weighs; more than any change of cost."""


@jit
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


@jit
def save(st, best):
    """Keep a board."""
    for slot in range(len(st.slots)):
        best.size[slot] = st.slots[slot, SIZE]
        for at in range(st.slots[slot, SIZE]):
            best.order[slot, at] = st.order[slot, at]
    best.total[0] = st.number[TOTAL]
    best.total[1] = st.number[BENCH]


@jit
def walk(fr, st, best, kept, steps, hot, cold):
    """Take `steps` steps while the temperature falls from `hot` to `cold`."""
    for step in range(steps):
        heat = hot * math.exp(math.log(cold / hot) * step / steps)
        before, bench, full = st.number[TOTAL], st.number[BENCH], st.number[FULL]
        which = uniform(st)
        ruined = which >= WITHIN
        if which < MOVE:
            done = move(fr, st)
        elif which < EXCHANGE:
            done = exchange(fr, st)
        elif which < DAYS:
            done = swap_days(fr, st)
        elif which < SHIFT:
            done = shift(fr, st)
        elif which < TURN:
            done = turn(fr, st)
        elif which < WITHIN:
            done = within(fr, st)
        else:
            save(st, kept)
            done = ruin(fr, st)
        if not done:
            continue
        more = (st.number[TOTAL] - before) + WITHOUT_DAY * (st.number[BENCH] - bench)
        # Unevenly filled days are preferred a little: a day that empties can be saved.
        liking = UNEVEN * (st.number[FULL] - full) / fr.given[ROOM] ** 2 - more / heat
        if liking < 0 and uniform(st) >= math.exp(liking):
            if ruined:
                load(fr, st, kept.order, kept.size)
            else:
                take_back(fr, st)
        elif st.number[BENCH] < best.total[1] or (
            st.number[BENCH] == best.total[1] and st.number[TOTAL] < best.total[0]
        ):
            save(st, best)
