"""From one state of the search to the next: scenes join the beginning or the end, compiled.

A **state** is a set of scenes that are not placed yet, in the middle, with the players who are
*held by the beginning* (they have shot there, have scenes in the middle, and none at the end) and
those *held by the end*. Who has shot at both ends stays all through the middle whatever its order:
their waiting there is paid for once that is known, and they matter no more. What the order of
the middle costs depends on nothing else, so two states that agree are one, the cheaper one
(double-ended branching and its states: Qin, Zhang, Lim & Liang, EJOR 250 (2016)).
"""

from __future__ import annotations

from kachinko.compiled import jit
from kachinko.shooting.talent.bits import Bits, lowest, weigh


@jit
def active(middle, first, last, scenes):
    """Players whose waiting in the middle is open: held by one end, or not seen yet."""
    found = first | last
    for player in range(len(scenes)):
        if (scenes[player] & ~middle) == Bits(0):
            found |= Bits(1) << Bits(player)
    return found


@jit
def append(middle, first, last, cost, group, players, scenes, durations, rates, rate):
    """Shoot a group of scenes of the same active players next to one end.

    `first` are the players held by that end, `last` those held by the other; `rates` is the table
    of rates, `rate` the rates themselves. Returns the new state and its cost.
    """
    cost += weigh(group, durations) * weigh(first & ~players, rates)
    left = middle & ~group
    days = -1
    todo = players
    while todo:
        player = lowest(todo)
        todo &= todo - Bits(1)
        bit = Bits(1) << Bits(player)
        own = scenes[player] & left
        if last & bit:
            if days < 0:
                days = weigh(left, durations)
            cost += rate[player] * (days - weigh(own, durations))
            last &= ~bit
        elif own:
            first |= bit
        else:
            first &= ~bit
    return left, first, last, cost


@jit
def for_free(middle, first, last, needs, scenes):
    """Scenes that need just the players whom an end holds, and whether it is the first end.

    Nobody waits while they are shot there, and nobody waits longer for it, so some best order
    begins (or ends) with them.
    """
    players = active(middle, first, last, scenes)
    at_first, at_last = Bits(0), Bits(0)
    todo = middle
    while todo:
        scene = lowest(todo)
        todo &= todo - Bits(1)
        own = needs[scene] & players
        if own == first:
            at_first |= Bits(1) << Bits(scene)
        elif own == last:
            at_last |= Bits(1) << Bits(scene)
    if at_first:
        return at_first, True
    return at_last, False


@jit
def settle(middle, first, last, cost, needs, scenes, durations, rates, rate):
    """Shoot all that is free (`for_free`), again and again."""
    while middle:
        group, at_first = for_free(middle, first, last, needs, scenes)
        if not group:
            break
        if at_first:
            middle, first, last, cost = append(
                middle, first, last, cost, group, first, scenes, durations, rates, rate
            )
        else:
            middle, last, first, cost = append(
                middle, last, first, cost, group, last, scenes, durations, rates, rate
            )
    return middle, first, last, cost
