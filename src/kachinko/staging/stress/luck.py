"""Durations drawn at random: the same seed gives each set the same luck, in whatever plan."""

from __future__ import annotations

import math
from functools import cache
from hashlib import blake2b
from statistics import NormalDist
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from kachinko.staging.stress.ranges import Range

BLOCK = 2_000
"""Draws that are played at once. Draw n is the same, however many draws follow it."""


def normals(seed: int, block: int, name: str, rows: int) -> NDArray[np.float64]:
    """Standard normal luck of something by its name: an array of `rows` × `BLOCK`."""
    return _source(seed, block, name).standard_normal((rows, BLOCK))


def lots(seed: int, block: int, name: str, rows: int) -> NDArray[np.float64]:
    """Lots in [0, 1) that decide on parts of a day: an array of `rows` × `BLOCK`."""
    return _source(seed, block, f"lots of {name}").random((rows, BLOCK))


def _source(seed: int, block: int, name: str) -> np.random.Generator:
    digest = blake2b(name.encode(), digest_size=8).digest()
    return np.random.Generator(np.random.PCG64([seed, block, int.from_bytes(digest, "big")]))


def whole_days(
    days: int,
    spread: Range,
    own: NDArray[np.float64],
    shared: NDArray[np.float64],
    lot: NDArray[np.float64],
    common: float,
) -> NDArray[np.int32]:
    """Draw the working days that a phase of `days` planned working days takes.

    Own and shared luck (standard normal) are mixed so that any two phases of a title correlate by
    `common` (a one-factor Gaussian copula: Li, *Journal of Fixed Income* 9(4), 2000); the inverse
    of the triangular distribution turns them into a factor. A part of a day is rounded up or down
    by lot in proportion to it, so that the mean stays; a phase that is planned lasts at least a
    day.
    """
    if days == 0:
        return np.zeros(own.shape, np.int32)
    chance = _normal_cdf(math.sqrt(common) * shared + math.sqrt(1 - common) * own)
    # Rounded so that 1.1 × 10 days are 11 days and not a hair more.
    exact = np.round(days * triangular(spread, chance), 9)
    return np.maximum(1, np.floor(exact + lot)).astype(np.int32)


def triangular(spread: Range, chance: NDArray[np.float64]) -> NDArray[np.float64]:
    """The inverse of the triangular distribution function: rises with `chance` and the range."""
    low, mode, high = spread.low, spread.mode, spread.high
    width = high - low
    if width == 0:
        return np.full(chance.shape, mode)
    below = low + np.sqrt(chance * width * (mode - low))
    above = high - np.sqrt((1 - chance) * width * (high - mode))
    return np.where(chance * width < mode - low, below, above)


WIDEST, FINEST = 6, 500
"""The table of the normal distribution reaches from -6 to 6, with 500 points to a unit."""


@cache
def _normal_table() -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    grid = np.arange(-WIDEST * FINEST, WIDEST * FINEST + 2) / FINEST
    values = np.array([NormalDist().cdf(float(at)) for at in grid])
    return values[:-1], np.diff(values)


def _normal_cdf(at: NDArray[np.float64]) -> NDArray[np.float64]:
    # Linear between points 0.002 apart: off by at most 1.3e-7.
    values, steps = _normal_table()
    place = (np.clip(at, -WIDEST, WIDEST) + WIDEST) * FINEST
    point = place.astype(np.intp)
    return values.take(point) + (place - point) * steps.take(point)
