"""Luck: one stream of numbers for each risk and what it falls on, the same for every place.

Each stream is stratified (one number in each of as many equal parts as there are draws, in random
order) and hangs on the seed and its own name alone: a place that comes in or goes does not change
the luck of the others.
"""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from decimal import Decimal

    from numpy.typing import NDArray

    Floats = NDArray[np.float64]

SMALLEST = 1e-12


class Luck:
    """The streams of one seed."""

    def __init__(self, seed: int, draws: int) -> None:
        self.seed = seed
        self.draws = draws

    def even(self, name: str) -> Floats:
        """Numbers spread evenly over 0 to 1."""
        key = hashlib.sha256(f"{self.seed}/{name}".encode()).digest()
        rng = np.random.Generator(np.random.Philox(key=int.from_bytes(key[:16], "big")))
        spread = rng.permutation(self.draws) + rng.random(self.draws)
        even: Floats = spread / self.draws
        return even

    def bell(self, name: str) -> Floats:
        """Standard normal numbers (Box and Muller's way, from two stratified streams)."""
        radius = np.sqrt(-2.0 * np.log(np.maximum(self.even(f"{name}/radius"), SMALLEST)))
        bell: Floats = radius * np.cos(2.0 * np.pi * self.even(f"{name}/angle"))
        return bell

    def triangle(self, name: str, ends: tuple[Decimal, Decimal, Decimal]) -> Floats | float:
        """Numbers of a triangular distribution; the number itself where there is no spread."""
        low, mode, high = map(float, ends)
        if low == high:
            return low
        even = self.even(name)
        turn = (mode - low) / (high - low)
        below = low + np.sqrt(even * (high - low) * (mode - low))
        above = high - np.sqrt((1.0 - even) * (high - low) * (high - mode))
        found: Floats = np.where(even < turn, below, above)
        return found

    def happens(self, name: str, probability: float) -> Floats | float:
        """1 where something of a probability happens, else 0; certain things need no luck."""
        if probability in (0.0, 1.0):
            return probability
        found: Floats = (self.even(name) < probability).astype(np.float64)
        return found
