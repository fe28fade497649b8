"""A first good order: iterated local search, compiled.

One step takes each scene out in turn and puts it back where the cast wait least, until nothing
gains; then a few scenes are swapped, a stretch is turned round or moved, and so on.
"""

from __future__ import annotations

import numpy as np

from kachinko.compiled import jit
from kachinko.shooting.talent.bits import Bits, weigh

AGAIN = 50
"""After so many rounds the walk goes back to the best order."""


@jit
def waiting(order, needs, durations, rates):
    """What the cast are paid for waiting in an order of all scenes."""
    count = len(order)
    before = np.empty(count, np.uint64)
    seen = Bits(0)
    for k in range(count):
        seen |= needs[order[k]]
        before[k] = seen
    to_come = Bits(0)
    total = 0
    for k in range(count - 1, -1, -1):
        scene = order[k]
        to_come |= needs[scene]
        total += durations[scene] * weigh((before[k] & to_come) & ~needs[scene], rates)
    return total


@jit
def descend(order, needs, durations, rates):
    """Put scenes where they cost least until none gains; changes `order`, returns its waiting.

    For a scene taken out, `head[k]` is the waiting in the first k others when it comes after them
    and `tail[k]` that in the others from k when it comes before: each place is told at once.
    """
    count = len(order)
    current = waiting(order, needs, durations, rates)
    rest = np.empty(count, np.int64)
    seen = np.empty(count + 1, np.uint64)
    to_come = np.empty(count + 1, np.uint64)
    head = np.empty(count + 1, np.int64)
    tail = np.empty(count + 1, np.int64)
    gained = True
    while gained:
        gained = False
        for scene in range(count):
            k = 0
            for other in order:
                if other != scene:
                    rest[k] = other
                    k += 1
            own = needs[scene]
            seen[0] = Bits(0)
            to_come[count - 1] = Bits(0)
            for k in range(count - 1):
                seen[k + 1] = seen[k] | needs[rest[k]]
            for k in range(count - 2, -1, -1):
                to_come[k] = to_come[k + 1] | needs[rest[k]]
            head[0] = 0
            tail[count - 1] = 0
            for k in range(count - 1):
                other = rest[k]
                there = seen[k + 1] & (to_come[k] | own)
                head[k + 1] = head[k] + durations[other] * weigh(there & ~needs[other], rates)
            for k in range(count - 2, -1, -1):
                other = rest[k]
                there = (seen[k + 1] | own) & to_come[k]
                tail[k] = tail[k + 1] + durations[other] * weigh(there & ~needs[other], rates)
            place = -1
            for k in range(count):
                idle = weigh(seen[k] & to_come[k] & ~own, rates)
                total = head[k] + tail[k] + durations[scene] * idle
                if total < current:
                    current = total
                    place = k
            if place >= 0:
                gained = True
                order[:place] = rest[:place]
                order[place] = scene
                order[place + 1 :] = rest[place : count - 1]
    return current


@jit
def shake(order):
    """Swap a few scenes, turn a stretch round, or move one elsewhere."""
    count = len(order)
    way = np.random.randint(3)
    if way == 0:
        for _ in range(1 + np.random.randint(3)):
            i, j = np.random.randint(count), np.random.randint(count)
            order[i], order[j] = order[j], order[i]
        return
    i, j = np.random.randint(count), np.random.randint(count)
    if i > j:
        i, j = j, i
    if way == 1:
        order[i : j + 1] = order[i : j + 1][::-1].copy()
        return
    stretch = order[i : j + 1].copy()
    rest = np.concatenate((order[:i], order[j + 1 :]))
    place = np.random.randint(len(rest) + 1)
    order[:place] = rest[:place]
    order[place : place + len(stretch)] = stretch
    order[place + len(stretch) :] = rest[place:]


@jit
def walk(needs, durations, rates, seed, rounds):
    """The best order of some rounds from a random one, and its waiting."""
    np.random.seed(seed)
    best = np.random.permutation(len(needs))
    least = descend(best, needs, durations, rates)
    current = best.copy()
    for number in range(rounds):
        order = current.copy()
        shake(order)
        total = descend(order, needs, durations, rates)
        if total <= least:
            current = order
            if total < least:
                least = total
                best = order.copy()
        elif number % AGAIN == 0:
            current = best.copy()
        elif np.random.random() < 0.1:
            current = order
    return least, best
