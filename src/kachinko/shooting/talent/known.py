"""Bounds already worked out, by state: newcomers replace what is there; compiled."""

from __future__ import annotations

import numpy as np
from numba import njit

from kachinko.compiled import jit
from kachinko.shooting.talent.bits import Bits

ROOM = 1 << 20
"""Entries, 40 bytes each."""


@njit(inline="always")
def scatter(middle, first, last):
    """A number that is the same for the same state, and spread evenly."""
    mixed = middle * Bits(0x9E3779B97F4A7C15)
    mixed ^= mixed >> Bits(29)
    mixed += first * Bits(0xBF58476D1CE4E5B9)
    mixed ^= mixed >> Bits(32)
    mixed *= Bits(0x94D049BB133111EB)
    mixed += last * Bits(0xD6E8FEB86659FD93)
    mixed ^= mixed >> Bits(29)
    mixed *= Bits(0x9E3779B97F4A7C15)
    return mixed ^ (mixed >> Bits(32))


@jit
def recall(known, middle, first, last, need):
    """A state's bound, or -1: also where it was looked for up to less than `need` only."""
    states, bounds, asked = known
    at = scatter(middle, first, last) & Bits(len(bounds) - 1)
    if bounds[at] < 0 or states[at, 0] != middle:
        return -1
    if states[at, 1] != first or states[at, 2] != last:
        return -1
    if bounds[at] >= asked[at] and bounds[at] < need:
        return -1
    return bounds[at]


@jit
def remember(known, middle, first, last, need, bound):
    """Keep a state's bound that was looked for up to `need`."""
    states, bounds, asked = known
    at = scatter(middle, first, last) & Bits(len(bounds) - 1)
    states[at, 0] = middle
    states[at, 1] = first
    states[at, 2] = last
    bounds[at] = bound
    asked[at] = need


def known_room() -> tuple[object, ...]:
    """An empty table."""
    return (
        np.empty((ROOM, 3), np.uint64),
        np.full(ROOM, -1, np.int64),
        np.zeros(ROOM, np.int64),
    )
