"""The next states of some states, compiled.

Which scene is shot next at the beginning and which at the end are two questions that each
divide all orders of the middle. The one with fewer answers left is asked; of two with as many, the
one with the dearer answers (as for flow shops: Gmys, Mezmaz, Melab & Tuyttens, EJOR 284 (2020)).
"""

from __future__ import annotations

import numpy as np

from kachinko.compiled import jit
from kachinko.shooting.talent.bits import Bits, lowest
from kachinko.shooting.talent.known import recall, remember
from kachinko.shooting.talent.leave_bound import leave_bound
from kachinko.shooting.talent.moves import active, append, settle
from kachinko.shooting.talent.stay_bound import stay_bound

TURNED = 128
"""Added to a move after which the state is looked at from its other end."""
AT_LAST = 64
"""Added to a move at the end instead of the beginning; the rest is a scene of the group."""


@jit
def alike(middle, first, last, needs, scenes, groups):
    """Groups of scenes with the same active players: these belong together."""
    players, members = groups
    open_ = active(middle, first, last, scenes)
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
            members[at] = Bits(0)
            count += 1
        members[at] |= Bits(1) << Bits(scene)
    return count


@jit
def comes_later(at, count, first, players):
    """Whether another group may as well be shot before this one.

    Say that all held by this end are in group e, and that e has nobody who is not held by it or
    in group c. Shooting e just before c costs e's players nothing but their own days, and its
    newcomers start where c would start them: wherever e was, nobody waits longer. So orders that
    begin with c need not be looked at.
    """
    there = first | players[at]
    for other in range(count):
        if other != at:
            own = players[other]
            if (first & ~own) == Bits(0) and (own & ~there) == Bits(0):
                return True
    return False


@jit
def waits(state, need, arrays, room):
    """The better of the bounds on a state's waiting, looked for up to `need`."""
    middle, first, last = state
    needs, scenes, days, rate, durations, _ = arrays
    known, for_stay, for_leave, counts = room
    low, high = min(first, last), max(first, last)
    total = recall(known, middle, low, high, need)
    if total >= 0:
        return total
    counts[0] += 1
    total = stay_bound(middle, first, last, scenes, durations, rate, for_stay)
    if total < need:
        counts[1] += 1
        strong = leave_bound(middle, first, last, needs, scenes, days, rate, need, for_leave)
        total = max(total, strong)
    remember(known, middle, low, high, need, total)
    return total


@jit
def answers(state, cost, at_last, at, count, most, best, groups, arrays, room, out):
    """States after the next scene at one end, from `at` on; stops after `most`.

    Returns how many, their bounds' sum, and the least cost of a whole order met (or `best`) with
    its move.
    """
    middle, first, last = state
    needs, scenes, _, rate, durations, rates = arrays
    players, members = groups
    sets, numbers, moves = out
    found = 0
    dear = 0
    goal = -1
    here, there = (last, first) if at_last else (first, last)
    for one in range(count):
        if comes_later(one, count, here, players):
            continue
        left, a, b, paid = append(
            middle, here, there, cost, members[one], players[one], scenes, durations, rates, rate
        )
        if paid < best:
            left, a, b, paid = settle(left, a, b, paid, needs, scenes, durations, rates, rate)
        if paid >= best:
            continue
        move = lowest(members[one]) + (AT_LAST if at_last else 0)
        if left == Bits(0):
            best = paid
            goal = move
            continue
        total = paid + waits((left, a, b), best - paid, arrays, room)
        if total >= best:
            continue
        if found == most:
            return found + 1, dear, best, goal
        if at_last:
            a, b = b, a
        if a > b:
            a, b = b, a
            move += TURNED
        sets[at + found, 0] = left
        sets[at + found, 1] = a
        sets[at + found, 2] = b
        numbers[at + found, 0] = paid
        numbers[at + found, 1] = total
        moves[at + found] = move
        found += 1
        dear += total
    return found, dear, best, goal


@jit
def expand(sets, costs, numbers_of, best, arrays, room, out, parents):
    """All next states of some states that may lead to less than `best`.

    `sets` are the states (middle, held by beginning, held by end), `costs` what they have cost,
    `numbers_of` their numbers. Fills `out`: states, (cost, bound of the whole), moves; and
    `parents`. Returns how many states were expanded and how many found, the least cost of a
    whole order met, and its parent and move (-1: none).
    """
    size = len(arrays[0])
    groups = (np.empty(size, np.uint64), np.empty(size, np.uint64))
    out_sets, out_numbers, out_moves = out
    at = 0
    goal_parent, goal_move = -1, -1
    for number in range(len(sets)):
        if at + 2 * size > len(out_moves):
            return number, at, best, goal_parent, goal_move
        state = (sets[number, 0], sets[number, 1], sets[number, 2])
        count = alike(state[0], state[1], state[2], arrays[0], arrays[1], groups)
        cost = costs[number]
        found, dear, best, goal = answers(
            state, cost, 0, at, count, size, best, groups, arrays, room, out
        )
        if goal >= 0:
            goal_parent, goal_move = numbers_of[number], goal
        if found:
            second = at + found
            others, dearer, best, goal = answers(
                state, cost, 1, second, count, found, best, groups, arrays, room, out
            )
            if goal >= 0:
                goal_parent, goal_move = numbers_of[number], goal
            if others < found or (others == found and dearer > dear):
                for k in range(others):
                    for column in range(3):
                        out_sets[at + k, column] = out_sets[second + k, column]
                    out_numbers[at + k, 0] = out_numbers[second + k, 0]
                    out_numbers[at + k, 1] = out_numbers[second + k, 1]
                    out_moves[at + k] = out_moves[second + k]
                found = others
            for k in range(found):
                parents[at + k] = numbers_of[number]
            at += found
    return len(sets), at, best, goal_parent, goal_move
